"""Writing the journal: entries chained by the session's ratchet, in the same transaction as what they tell of."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from clientcrm.data.bulk import insert_rows
from clientcrm.data.models import JournalEntry, JournalSession, Setting, new_uuid
from clientcrm.domain.errors import JournalBroken
from clientcrm.services.clock_watch import ClockWatch
from clientcrm.services.keys_noted import changes_of_keys
from clientcrm.vault.canonical import Json, canonical
from clientcrm.vault.chain import GENESIS, SIGN_EVERY, ChainWriter
from clientcrm.vault.stored_entry import StoredEntry
from clientcrm.vault.unlocked import Unlocked

# Since when the clock is watched on this computer, kept for the next session.
_CLOCK = "clock_watch"
# As the engine keeps moments.
_MOMENT = "%Y-%m-%d %H:%M:%S.000000"


@dataclass(slots=True)
class Entry:
    """What one action leaves behind; `detail` holds unsealed particulars only."""

    action: str
    object_kind: str = ""
    object_id: int | None = None
    count: int = 1
    detail: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class End:
    """Where the journal ends: its last number and mac, and how many entries this session has written."""

    seq: int = 0
    head: bytes = GENESIS
    count: int = 0
    unsigned: int = 0


class Recorder:
    """One signed-in session's pen. Not safe for two threads: the gate holds its lock around every call."""

    def __init__(self, keys: Unlocked, watch: ClockWatch) -> None:
        self._keys = keys
        self._watch = watch
        self._uuid = new_uuid()
        self._session_id = 0
        self._last_at: datetime | None = None
        self._chain: ChainWriter | None = None
        self._end = self._stored = End()

    def start(self, session: Session, arrival: str = "") -> None:
        """Continue the chain where it ends.

        The first entries tell who came and how (`arrival`), and what changed in keys.json without an entry. They are
        signed at once: a stretch without its person's signature was never written by the program.
        """
        columns = (JournalEntry.seq, JournalEntry.at, JournalEntry.mac)
        last = session.execute(select(*columns).order_by(JournalEntry.seq.desc()).limit(1)).first()
        self._last_at = last.at if last else None
        self._go_on_watching(session)
        self._end = self._stored = End(last.seq, last.mac) if last else End()
        self._chain, seed = self._keys.new_chain(self._end.head, self._uuid)
        row = JournalSession(
            uuid=self._uuid,
            uid=self._keys.uid,
            started_at=self._watch.wall(),
            generation=self._keys.generation,
            seed=seed,
        )
        session.add(row)
        session.flush()
        self._session_id = row.id
        if arrival:
            self.add(session, Entry(arrival))
        self.add(session, Entry("person.signed_in"))
        # The chain covers no column of the sign-in's own row: its moment is that of its first entry, and proved by it.
        row.started_at = session.get_one(JournalEntry, self._stored.seq + 1).at
        self.note_keys(session)
        self.sign(session)

    def _go_on_watching(self, session: Session) -> None:
        """The clock's watch goes on from where an earlier session of this computer's day began it."""
        row = session.get(Setting, _CLOCK)
        keep = self._watch.began_after(self._last_at, json.loads(row.value) if row is not None else None)
        if keep is not None:
            session.merge(Setting(key=_CLOCK, value=json.dumps(keep)))

    def note_keys(self, session: Session) -> None:
        """An entry for each change in keys.json that has none yet; new portfolios get their numbers."""
        for noted in changes_of_keys(session, self._keys.header, self._keys.uid):
            self.add(session, Entry(noted.action, noted.kind, noted.object_id, detail=dict(noted.detail)))

    def add(self, session: Session, entry: Entry) -> None:
        """Write one entry into the open transaction, and before it what the clock did since the one before."""
        for action, seconds in self._watch.noticed(self._last_at):
            self._write(session, Entry(action, detail={"seconds": seconds}))
        self._write(session, entry)

    def committed(self) -> None:
        """The transaction is on the disk: the keys behind are dropped."""
        self._writer.commit()
        self._watch.committed()
        self._stored = self._end

    def rolled_back(self) -> None:
        """The transaction never happened: neither did its entries."""
        if self._chain is not None:
            self._chain.rollback()
        self._watch.rolled_back()
        self._end = self._stored

    @property
    def stored(self) -> End:
        """Where the journal ends on the disk."""
        return self._stored

    def remember(self, folder: Path) -> None:
        """Let the person's bundle and the keystore hold the head, so that a shorter journal is noticed."""
        if self._stored.seq:
            self._keys.remember(folder, self._stored.seq, self._stored.head)

    def sign(self, session: Session) -> None:
        """Put the person's signature over everything this session wrote so far; JournalBroken if its row is gone."""
        row = session.get(JournalSession, self._session_id)
        if row is None:
            raise JournalBroken(self._stored.seq)
        end = self._end
        row.anchor_seq, row.anchor_count, row.anchor_head = end.seq, end.count, end.head
        row.signature = self._keys.sign_anchor(self._uuid, end.seq, end.count, end.head)
        self._end = End(end.seq, end.head, end.count)

    def _write(self, session: Session, entry: Entry) -> None:
        """Time never runs backwards in the journal."""
        now = self._watch.wall().astimezone(UTC).replace(microsecond=0)
        at = max(now, self._last_at) if self._last_at else now
        detail = json.dumps(entry.detail, ensure_ascii=False, separators=(",", ":"), default=str)
        about = (entry.action, entry.object_kind, entry.object_id, entry.count, detail)
        row = StoredEntry(self._end.seq + 1, self._session_id, at, self._keys.uid, *about, b"")
        stored = row._replace(at=at.strftime(_MOMENT), mac=self._writer.add(entry_bytes(row)))
        # Past the mapped objects: each deed leaves an entry, and a mapped one costs 0.5 ms more.
        insert_rows(session, JournalEntry, StoredEntry._fields, [stored])
        self._last_at = at
        self._end = End(stored.seq, stored.mac, self._end.count + 1, self._end.unsigned + 1)
        if self._end.unsigned >= SIGN_EVERY:
            self.sign(session)

    @property
    def _writer(self) -> ChainWriter:
        if self._chain is None:
            raise RuntimeError("the journal was not begun")
        return self._chain


def entry_bytes(row: Any) -> bytes:
    """What the chain covers of an entry: all of it, in one canonical form."""
    said: dict[str, Json] = {
        "seq": row.seq,
        "session": row.session_id,
        "at": row.at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "uid": row.uid,
        "action": row.action,
        "kind": row.object_kind,
        "id": row.object_id,
        "count": row.count,
        "detail": row.detail_json,
    }
    return canonical(said)
