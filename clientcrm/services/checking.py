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
    JournalEntry,
    JournalSession,
    Purchase,
    TimelineEntry,
)
from clientcrm.domain.access import Permission
from clientcrm.domain.errors import AccessDenied, CrmError, SealBroken
from clientcrm.domain.settings import CheckLine
from clientcrm.services.gate import Gate
from clientcrm.services.recorder import End, entry_bytes
from clientcrm.services.sealing import Seals
from clientcrm.vault.chain import GENESIS, ChainCheck, verify_anchor
from clientcrm.vault.fields import ColumnSeal
from clientcrm.vault.signatures import signing_keys
from clientcrm.vault.unlocked import Unlocked

NOT_PERMITTED = "not_permitted"
# Rows held in memory at a time.
_PORTION = 2000


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
        checks: list[tuple[str, Callable[[], str]]] = [
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
                detail = check()
                lines.append(CheckLine(name, not detail, detail))
            except AccessDenied:
                lines.append(CheckLine(name, True, NOT_PERMITTED))
            except (CrmError, OSError) as error:
                lines.append(CheckLine(name, False, error.code if isinstance(error, CrmError) else "disk"))
        return lines

    def _pages(self) -> str:
        """The file itself, and the index of words beside the clients that it finds."""
        found = self._damage()
        with self._gate.read(Permission.VIEW_CLIENTS) as session:
            unfound = search.clients_without_words(session)
        return "; ".join([*found, *([f"search: {unfound} clients missing"] if unfound else [])])

    def _schema(self) -> str:
        self._genuine()
        return ""

    def _manifest(self) -> str:
        self._keys.recheck(self._folder)
        return ""

    def _seals(self) -> str:
        """Everything sealed that the person holds a key for opens under its own row."""
        seals = self._gate.seals
        with self._gate.read(Permission.VIEW_CLIENTS) as session:
            broken = sum(
                not seal_opens(seal(portfolio), uuid, sealed)
                for seal, model, value in sealed_columns(seals)
                for portfolio, uuid, sealed in _rows(session, _sealed(model, value))
                if seals.opens(portfolio)
            )
        return f"{broken} broken" if broken else ""

    def _figures(self) -> str:
        """Sums and counts kept with each client are those of the client's receipts."""
        with self._gate.read(Permission.SEE_SUMS) as session:
            receipts = (
                select(Purchase.client_id, func.sum(Purchase.total).label("total"))
                .where(Purchase.status == "done", Purchase.client_id.is_not(None))
                .group_by(Purchase.client_id)
                .subquery()
            )
            query = select(func.count()).select_from(Client).outerjoin(receipts, receipts.c.client_id == Client.id)
            wrong = session.scalars(query.where(Client.total != func.coalesce(receipts.c.total, 0))).one()
        return f"{wrong} clients" if wrong else ""

    def _journal(self) -> str:
        """The chain from its first entry to the last one of this session; only the owner can open the seeds."""
        self._gate.require(Permission.READ_JOURNAL)
        self._gate.flush()
        end = self._gate.journal_end
        with self._gate.read(Permission.READ_JOURNAL) as session:
            stretches = {stretch.id: stretch for stretch in session.scalars(select(JournalSession))}
            return self._broken_entry(session, stretches, end) or self._unsigned_stretch(session, stretches)

    def _broken_entry(self, session: Session, stretches: dict[int, JournalSession], end: End) -> str:
        seeds = {s.uuid: self._keys.open_seed(s.uuid, s.uid, s.seed) for s in stretches.values()}
        check, expected, generation, at_end = ChainCheck(seeds), 1, 0, end.seq == 0
        for row in _rows(session, _entries()):
            stretch = stretches.get(row.session_id)
            if (
                row.seq != expected
                or stretch is None
                or row.uid != stretch.uid
                or stretch.generation < generation
                or not check.feed(stretch.uuid, entry_bytes(row), row.mac)
            ):
                return f"breaks at entry {min(row.seq, expected)}"
            at_end = at_end or (row.seq == end.seq and row.mac == end.head)
            expected, generation = expected + 1, stretch.generation
        return "" if at_end else f"ends before entry {end.seq}"

    def _unsigned_stretch(self, session: Session, stretches: dict[int, JournalSession]) -> str:
        """Each sign-in was signed by its person over an entry that is still there."""
        for stretch in stretches.values():
            mac = session.scalars(select(JournalEntry.mac).where(JournalEntry.seq == stretch.anchor_seq)).first()
            if mac is None or mac != stretch.anchor_head or not self._signed(stretch):
                return f"not signed before entry {stretch.anchor_seq}"
        return ""

    def _signed(self, stretch: JournalSession) -> bool:
        state = (stretch.anchor_seq, stretch.anchor_count, stretch.anchor_head or GENESIS, stretch.signature or b"")
        return any(
            verify_anchor(key, self._keys.base_uuid, stretch.uid, stretch.uuid, *state)
            for key in signing_keys(self._keys.manifest, stretch.uid)
        )


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


def _entries() -> Select[Any]:
    """The journal in order, as plain rows: mapped objects would cost three times as much."""
    columns = ("seq", "session_id", "at", "uid", "action", "object_kind", "object_id", "count", "detail_json", "mac")
    return select(*(getattr(JournalEntry, name) for name in columns)).order_by(JournalEntry.seq)


def _rows(session: Session, query: Select[Any]) -> Iterator[Any]:
    yield from session.execute(query.execution_options(yield_per=_PORTION))
