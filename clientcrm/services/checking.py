"""The whole-base check: pages, references, schema, keys, seals, kept figures, journal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from clientcrm.data import search
from clientcrm.data.models import (
    BatchEffect,
    Client,
    ClientPrivate,
    ContactPoint,
    Purchase,
    TimelineEntry,
)
from clientcrm.domain.access import Permission
from clientcrm.domain.errors import AccessDenied, CrmError, SealBroken
from clientcrm.domain.journal import Break, BreakKind
from clientcrm.domain.settings import CheckLine
from clientcrm.services.gate import Gate
from clientcrm.services.journal.proof import prove
from clientcrm.services.sealing import Seals
from clientcrm.vault.fields import ColumnSeal
from clientcrm.vault.unlocked import Unlocked

NOT_PERMITTED = "not_permitted"
# Rows held in memory at a time.
_PORTION = 2000

# What a script reads, what kind of trouble it is, and the number that belongs to it.
_Found = tuple[str, str, int]
_FINE: _Found = ("", "", 0)


class Steps(Protocol):
    """Whoever shows progress and may stop the work."""

    def step(self, done: int, total: int) -> None:
        """So much of so much is done."""


class Checking:
    """What can be told about the health of the base."""

    def __init__(
        self,
        gate: Gate,
        folder: Path,
        keys: Unlocked,
        pages: Callable[[], list[str]],
        schema: Callable[[], None],
    ) -> None:
        """`pages` names what is wrong with the file, `schema` raises when tables are not as they were made."""
        self._gate = gate
        self._folder = folder
        self._damage = pages
        self._genuine = schema
        self._keys = keys

    def run(self, job: Steps | None = None) -> list[CheckLine]:
        """Every check with its answer; one that the person may not make answers not_permitted."""
        self._gate.require(Permission.VIEW_CLIENTS)
        checks: list[tuple[str, Callable[[], _Found]]] = [
            ("pages", self._pages),
            ("schema", self._schema),
            ("manifest", self._manifest),
            ("seals", self._seals),
            ("figures", self._figures),
            ("journal", self._journal),
        ]
        lines = []
        for number, (name, check) in enumerate(checks):
            if job is not None:
                job.step(number, len(checks))
            try:
                detail, trouble, number = check()
                lines.append(CheckLine(name, not detail, detail, trouble, number))
            except AccessDenied:
                lines.append(CheckLine(name, True, NOT_PERMITTED))
            except (CrmError, OSError) as error:
                code = error.code if isinstance(error, CrmError) else "disk"
                lines.append(CheckLine(name, False, code, "unreadable"))
        return lines

    def _pages(self) -> _Found:
        """The file itself, and the index of words beside the clients that it finds."""
        found = self._damage()
        with self._gate.read(Permission.VIEW_CLIENTS) as session:
            unfound = search.clients_without_words(session)
        missing = [f"search: {unfound} clients missing"] if unfound else []
        told = ("pages", len(found)) if found else ("unfound" if unfound else "", unfound)
        return "; ".join([*found, *missing]), *told

    def _schema(self) -> _Found:
        self._genuine()
        return _FINE

    def _manifest(self) -> _Found:
        self._keys.recheck(self._folder)
        return _FINE

    def _seals(self) -> _Found:
        """Everything sealed that the person holds a key for opens under its own row."""
        seals = self._gate.seals
        with self._gate.read(Permission.VIEW_CLIENTS) as session:
            broken = sum(
                not seal_opens(seal(portfolio), uuid, sealed)
                for seal, model, value in sealed_columns(seals)
                for portfolio, uuid, sealed in _rows(session, _sealed(model, value))
                if seals.opens(portfolio)
            )
        return (f"{broken} broken", "seals", broken) if broken else _FINE

    def _figures(self) -> _Found:
        """The sums kept with clients are those of their receipts."""
        with self._gate.read(Permission.SEE_SUMS) as session:
            receipts = (
                select(Purchase.client_id, func.sum(Purchase.total).label("total"))
                .where(Purchase.status == "done", Purchase.client_id.is_not(None))
                .group_by(Purchase.client_id)
                .subquery()
            )
            query = select(func.count()).select_from(Client).outerjoin(receipts, receipts.c.client_id == Client.id)
            wrong = session.scalars(query.where(Client.total != func.coalesce(receipts.c.total, 0))).one()
        return (f"{wrong} clients", "sums", wrong) if wrong else _FINE

    def _journal(self) -> _Found:
        """The chain from its first entry to the last one of this session; only the owner can open the seeds."""
        self._gate.require(Permission.READ_JOURNAL)
        self._gate.flush()
        end = self._gate.journal_end
        with self._gate.read(Permission.READ_JOURNAL) as session:
            breaks = prove(session, self._keys, end).breaks
        return _place(breaks[0]) if breaks else _FINE


def _place(found: Break) -> _Found:
    """The first place where the journal is broken."""
    if found.kind is BreakKind.CUT:
        return f"ends before entry {found.last}", "journal_cut", found.last
    if found.kind is BreakKind.UNSIGNED:
        return f"not signed before entry {found.last}", "journal_unsigned", found.last
    return f"breaks at entry {found.seq}", "journal_broken", found.seq


def seal_opens(seal: ColumnSeal, uuid: bytes, sealed: bytes) -> bool:
    """Whether the value is as it was sealed, in its row."""
    try:
        seal.open(uuid, sealed)
    except SealBroken:
        return False
    return True


def sealed_columns(seals: Seals) -> list[tuple[Callable[[int], ColumnSeal], Any, Any]]:
    """Each sealed column: its seal by portfolio, its table, the column."""
    return [
        (seals.contacts, ContactPoint, ContactPoint.sealed),
        (seals.masked, ClientPrivate, ClientPrivate.masked),
        (seals.documents, ClientPrivate, ClientPrivate.document),
        (seals.texts, TimelineEntry, TimelineEntry.text),
        (seals.comments, Purchase, Purchase.comment),
        (seals.before, BatchEffect, BatchEffect.before),
    ]


def _sealed(model: Any, value: Any) -> Select[Any]:
    """Portfolio, the row's random name, sealed value."""
    return select(model.portfolio, model.uuid, value).where(value.is_not(None))


def _rows(session: Session, query: Select[Any]) -> Iterator[Any]:
    yield from session.execute(query.execution_options(yield_per=_PORTION))
