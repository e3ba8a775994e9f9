"""The journal as people read it: entries by the page, the proof, the owner's key file, what somebody did in a while."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, func, or_, select
from sqlalchemy.orm import Session

from clientcrm.data.models import Client, JournalEntry, Purchase
from clientcrm.data.search import among, ids_by_words
from clientcrm.domain.access import Permission, Scope
from clientcrm.domain.activity import Activity, activity
from clientcrm.domain.errors import AccessDenied, Invalid, WriterBusy
from clientcrm.domain.journal import GROUPS, AnchorCheck, JournalFilter, JournalLine, Proof
from clientcrm.services.gate import Gate
from clientcrm.services.journal.anchors import Anchors, Copies
from clientcrm.services.journal.names import ObjectNames
from clientcrm.services.journal.proof import Steps, prove
from clientcrm.services.journal.rows import Shown, asked_rows, shown_rows
from clientcrm.vault.anchor_file import fingerprint
from clientcrm.vault.unlocked import Unlocked

READ = Permission.READ_JOURNAL
_PAGE = 60

# Whether the first entry from a number on is of this moment or later; made once, for it is asked seventeen times.
_BEGAN = (
    select(JournalEntry.at >= bindparam("start"))
    .where(JournalEntry.seq >= bindparam("middle"))
    .order_by(JournalEntry.seq)
    .limit(1)
)


class Journal:
    """Reading the journal and proving it. Nothing here changes an entry; proofs and key files leave their own."""

    def __init__(self, gate: Gate, keys: Unlocked, copies: Copies) -> None:
        """`copies` gives the headers of the backups at hand."""
        self._gate = gate
        self._keys = keys
        self._anchors = Anchors(gate, keys, copies)

    # ------------------------------------------------------------------ reading

    def entries(self, asked: JournalFilter, limit: int = _PAGE, before: int | None = None) -> list[JournalLine]:
        """The newest entries first; `before` asks for those with smaller numbers. Own ones where the right ends there.

        What was looked at a moment ago is written first, so that the page holds it.
        """
        self._gate.require(READ)
        self._gate.flush()
        with self._gate.read(READ) as session:
            found = self._conditions(session, asked)
            if found is None:
                return []
            # One person's entries come from the index by its own order, which is that of the numbers: time never falls.
            moments = (JournalEntry.at.desc(),) if asked.person and asked == JournalFilter(person=asked.person) else ()
            query = asked_rows().where(*found).order_by(*moments, JournalEntry.seq.desc()).limit(limit)
            if before is not None:
                query = query.where(JournalEntry.seq < before)
            rows = shown_rows(session, query)
        return self._lines(rows)

    def count(self, asked: JournalFilter) -> int:
        """How many entries the filter leaves."""
        self._gate.require(READ)
        with self._gate.read(READ) as session:
            found = self._conditions(session, asked)
            if found is None:
                return 0
            return session.scalars(select(func.count()).select_from(JournalEntry).where(*found)).one()

    def activity(self, uid: str, days: int = 90) -> Activity:
        """What one person did in so many local days up to today; one's own for everybody."""
        if uid != self._gate.user.uid:
            self._require_all()
        self._gate.flush()
        today = self._gate.today()
        with self._gate.read(Permission.VIEW_CLIENTS if uid == self._gate.user.uid else READ) as session:
            since = self._first_on(session, today - timedelta(days=days - 1))
            query = asked_rows().where(JournalEntry.uid == uid, JournalEntry.seq >= since)
            done = [(self._day(row.at), row.action, row.count) for row in shown_rows(session, query)]
        return activity(uid, self._gate.people.get(uid, ""), today, days, done)

    # ------------------------------------------------------------------ proving

    def proof(self, job: Steps | None = None) -> Proof:
        """The whole journal against its keys, its signatures and the states kept elsewhere; leaves its own entry.

        AccessDenied for whoever is not an owner: the seeds are sealed to owners.
        """
        found = self._proved(job)
        try:
            with self._gate.write(READ, "journal.proved") as session:
                self._gate.note(session, count=found.entries, ok=found.ok, breaks=len(found.breaks))
        except WriterBusy:  # an import is being written: the entry comes after it, without its particulars
            self._gate.remember("journal.proved")
        return found

    def fingerprint(self, seq: int | None = None) -> str:
        """Eight characters that name the journal up to an entry, by default the newest: to be written down."""
        self._require_owner()
        with self._gate.read(READ) as session:
            row = JournalEntry
            query = select(row.seq, row.mac).order_by(row.seq.desc()).limit(1)
            found = session.execute(query.where(row.seq <= seq) if seq is not None else query).first()
        return fingerprint(self._keys.base_uuid, found.seq, found.mac) if found else ""

    def find_fingerprint(self, typed: str) -> int | None:
        """The entry up to which the journal is what it was when these characters were written down; None if none is."""
        self._require_owner()
        return self._anchors.find_fingerprint(typed)

    def save_anchor(self, folder: Path) -> Path:
        """Write the owner's key file, signed: the journal as it is now. Into the folder of a stick, say.

        One that is there already is asked first and not overwritten when it knows better: OlderThanSeen where the base
        is older, JournalBroken where the journal says something else. OSError of the disk.
        """
        self._require_owner()
        return self._anchors.save(folder)

    def check_anchor(self, path: Path, job: Steps | None = None) -> AnchorCheck:
        """Hold the journal against the owner's key file, or against the one in a folder; proves the journal too."""
        self._require_owner()
        return self._anchors.check(path, lambda: self._proved(job))

    # ------------------------------------------------------------------ inside

    def _proved(self, job: Steps | None) -> Proof:
        self._require_owner()
        self._gate.flush()
        end = self._gate.journal_end
        with self._gate.read(READ) as session:
            found = prove(session, self._keys, end, job)
            anchors, restored, breaks = self._anchors.told(session, found)
        return Proof(found.entries, found.sessions, breaks, self.fingerprint(end.seq), anchors, restored)

    def _require_owner(self) -> None:
        self._gate.require(READ)
        if not self._keys.is_owner:
            raise AccessDenied(READ)

    def _require_all(self) -> None:
        self._gate.require(READ)
        if self._gate.user.scope(READ) is not Scope.YES:
            raise AccessDenied(READ)

    def _conditions(self, session: Session, asked: JournalFilter) -> list[ColumnElement[bool]] | None:
        """What the filter asks for, all of it by number, person, action or object; None: nothing can be found."""
        if asked.group and asked.group not in GROUPS:
            raise Invalid({"group": "unknown"})
        row = JournalEntry
        found: list[ColumnElement[bool]] = []
        person = self._gate.user.uid if self._gate.user.only_own(READ) else asked.person
        if person and asked.person in ("", person):
            found.append(row.uid == person)
        elif person:
            return None  # somebody else's, and only the own ones may be read
        if asked.group:
            found.append(row.action.in_(GROUPS[asked.group]))
        if asked.since is not None:
            found.append(row.seq >= self._first_on(session, asked.since))
        if asked.until is not None:
            found.append(row.seq < self._first_on(session, asked.until + timedelta(days=1)))
        if asked.client_id is not None:
            found.append(_about([asked.client_id]))
        if asked.text.strip():
            found.append(_about(self._named(asked.text)))
        return found

    def _named(self, text: str) -> list[int]:
        """Clients with every word of the text whom the reader may see."""
        with self._gate.read(self.looks, others=True) as session:
            ids = ids_by_words(session, text)
            return list(session.scalars(select(Client.id).where(Client.id.in_(among(ids))))) if ids else []

    @property
    def looks(self) -> Permission:
        """By which right clients are named: owners see planted ones too."""
        return Permission.MANAGE_PEOPLE if self._gate.user.is_owner else Permission.VIEW_CLIENTS

    def _first_on(self, session: Session, day: date) -> int:
        """The first entry of a local day or of a later one: time never falls, so it is found by halving."""
        start = datetime.combine(day, time(), self._gate.zone).astimezone(UTC)
        row = JournalEntry
        low, high = 1, (session.scalars(select(func.max(row.seq))).one() or 0) + 1
        while low < high:
            middle = (low + high) // 2
            if session.scalars(_BEGAN, {"start": start, "middle": middle}).first() in (None, True):
                high = middle
            else:
                low = middle + 1
        return low

    def _day(self, at: datetime) -> date:
        return at.astimezone(self._gate.zone).date()

    def _lines(self, rows: list[Shown]) -> list[JournalLine]:
        with self._gate.read(self.looks, others=True) as session:
            names = ObjectNames(session, self._gate.people, self._gate.portfolio_names, rows)
        return [
            JournalLine(
                seq=row.seq,
                at=row.at,
                uid=row.uid,
                person=self._gate.people.get(row.uid, ""),
                action=row.action,
                object_kind=row.object_kind,
                object_id=row.object_id,
                object_name=names.name(row),
                named=names.state(row),
                count=row.count,
                detail=_detail(row.detail_json),
            )
            for row in rows
        ]


def _about(ids: list[int]) -> ColumnElement[bool]:
    """Entries about these clients, and about their purchases."""
    row = JournalEntry
    purchases = select(Purchase.id).where(Purchase.client_id.in_(among(ids)))
    return or_(
        and_(row.object_kind == "client", row.object_id.in_(among(ids))),
        and_(row.object_kind == "purchase", row.object_id.in_(purchases)),
    )


def _detail(text: str) -> dict[str, Any]:
    """What a changed entry holds may be anything: then it says nothing."""
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
