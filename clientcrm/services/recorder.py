"""Writing the journal: entries chained by the session's ratchet, in the same transaction as what they tell of."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from clientcrm.data.models import JournalEntry, JournalSession, new_uuid
from clientcrm.domain.errors import OlderThanSeen
from clientcrm.vault.canonical import Json, canonical
from clientcrm.vault.chain import GENESIS
from clientcrm.vault.unlocked import Unlocked

# How many entries may stand between two signatures of the person.
_SIGN_EVERY = 50


@dataclass(slots=True)
class Entry:
    """What one action leaves behind; `detail` holds unsealed particulars only."""

    action: str
    object_kind: str = ""
    object_id: int | None = None
    count: int = 1
    detail: dict[str, object] = field(default_factory=dict)


class Recorder:
    """One signed-in session's pen. Not safe for two threads: the gate holds its lock around every call."""

    def __init__(self, keys: Unlocked, clock: Callable[[], datetime]) -> None:
        self._keys = keys
        self._clock = clock
        self._uuid = new_uuid()
        self._session_id = 0
        self._seq = 0
        self._last_at: datetime | None = None
        self._unsigned = 0

    def start(self, session: Session) -> None:
        """Continue the chain where it ends; OlderThanSeen when an entry seen before is missing or another."""
        last = session.scalars(select(JournalEntry).order_by(JournalEntry.seq.desc()).limit(1)).first()
        seen = self._keys.seen
        if seen.generation == self._keys.generation and seen.seq and not self._keys.accepted_older:
            anchor = session.get(JournalEntry, seen.seq)
            if anchor is None or anchor.mac != seen.head:
                raise OlderThanSeen(seen.seq, last.seq if last else 0)
        self._seq = last.seq if last else 0
        self._last_at = last.at if last else None
        head = last.mac if last else GENESIS
        self._chain, seed = self._keys.new_chain(head, self._uuid)
        row = JournalSession(
            uuid=self._uuid,
            uid=self._keys.uid,
            started_at=self._clock(),
            generation=self._keys.generation,
            seed=seed,
        )
        session.add(row)
        session.flush()
        self._session_id = row.id

    def add(self, session: Session, entry: Entry) -> None:
        """Write one entry into the open transaction. Time never runs backwards in the journal."""
        self._seq += 1
        now = self._clock().replace(microsecond=0)
        at = max(now, self._last_at) if self._last_at else now
        detail = json.dumps(entry.detail, ensure_ascii=False, separators=(",", ":"), default=str)
        row = JournalEntry(
            seq=self._seq,
            session_id=self._session_id,
            at=at,
            uid=self._keys.uid,
            action=entry.action,
            object_kind=entry.object_kind,
            object_id=entry.object_id,
            count=entry.count,
            detail_json=detail,
        )
        row.mac = self._chain.add(entry_bytes(row))
        session.add(row)
        self._last_at = at
        self._unsigned += 1
        if self._unsigned >= _SIGN_EVERY:
            self.sign(session)

    def committed(self) -> None:
        """The transaction is on the disk: the keys behind are dropped."""
        self._chain.commit()

    def rolled_back(self, session_seq: int) -> None:
        """The transaction never happened: neither did its entries."""
        self._chain.rollback()
        self._seq = session_seq

    @property
    def seq(self) -> int:
        """The number of the last entry."""
        return self._seq

    def remember(self, folder: Path) -> None:
        """Let the person's bundle and the keystore hold the head, so that a shorter journal is noticed."""
        if self._seq:
            self._keys.remember(folder, self._seq, self._chain.head)

    def sign(self, session: Session) -> None:
        """Put the person's signature over everything this session wrote so far."""
        row = session.get(JournalSession, self._session_id)
        if row is None or not self._chain.count:
            return
        row.anchor_seq, row.anchor_count, row.anchor_head = self._seq, self._chain.count, self._chain.head
        row.signature = self._keys.sign_anchor(self._uuid, self._seq, self._chain.count, self._chain.head)
        self._unsigned = 0


def entry_bytes(row: JournalEntry) -> bytes:
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
