"""The whole-base check: pages, references, schema, keys, seals, journal, kept figures."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from sqlalchemy import func, select

from clientcrm.data.models import Client, ContactPoint, JournalEntry, JournalSession, Purchase
from clientcrm.domain.access import Permission
from clientcrm.domain.errors import AccessDenied, CrmError, SealBroken
from clientcrm.domain.settings import CheckLine
from clientcrm.services.client_rows import opened_contact
from clientcrm.services.gate import Gate
from clientcrm.services.recorder import entry_bytes
from clientcrm.vault.chain import ChainCheck
from clientcrm.vault.unlocked import Unlocked

_SEALS_TRIED = 1000
NOT_PERMITTED = "not_permitted"


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
            except CrmError as error:
                lines.append(CheckLine(name, False, error.code))
        return lines

    def _pages(self) -> str:
        return "; ".join(self._damage())

    def _schema(self) -> str:
        self._genuine()
        return ""

    def _manifest(self) -> str:
        self._keys.recheck(self._folder)
        return ""

    def _seals(self) -> str:
        """A thousand contact points, chosen anew each time, open under their own row."""
        with self._gate.read(Permission.VIEW_CLIENTS) as session:
            ids = list(session.scalars(select(ContactPoint.id)))
            chosen = random.sample(ids, min(_SEALS_TRIED, len(ids)))
            broken = 0
            for start in range(0, len(chosen), 500):
                part = chosen[start : start + 500]
                for point in session.scalars(select(ContactPoint).where(ContactPoint.id.in_(part))):
                    if not self._gate.seals.opens(point.portfolio):
                        continue
                    try:
                        opened_contact(self._gate.seals, point)
                    except SealBroken:
                        broken += 1
        return f"{broken} broken" if broken else ""

    def _figures(self) -> str:
        """Sums kept with the clients are those of their receipts."""
        with self._gate.read(Permission.SEE_SUMS) as session:
            kept = session.scalars(select(func.coalesce(func.sum(Client.total), 0))).one()
            query = select(func.coalesce(func.sum(Purchase.total), 0))
            counted = session.scalars(query.where(Purchase.client_id.is_not(None), Purchase.status == "done")).one()
        return "" if kept == counted else f"{kept} kept, {counted} counted"

    def _journal(self) -> str:
        """The chain from its first entry; only the owner can open the seeds."""
        with self._gate.read(Permission.READ_JOURNAL) as session:
            sessions = {s.id: s for s in session.scalars(select(JournalSession))}
            seeds = {s.uuid: self._keys.open_seed(s.uuid, s.uid, s.seed) for s in sessions.values()}
            check = ChainCheck(seeds)
            expected = 1
            for row in session.scalars(
                select(JournalEntry).order_by(JournalEntry.seq).execution_options(yield_per=2000)
            ):
                stretch = sessions.get(row.session_id)
                if row.seq != expected or stretch is None or not check.feed(stretch.uuid, entry_bytes(row), row.mac):
                    return f"breaks at entry {row.seq}"
                expected += 1
        return ""
