"""The proof of the journal: every entry against the keys of its session, every sign-in against its signature."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from json.encoder import encode_basestring
from typing import Any, Protocol

from sqlalchemy import String, func, select, type_coerce
from sqlalchemy.orm import Session

from clientcrm.data.models import JournalEntry, JournalSession
from clientcrm.domain.errors import SealBroken
from clientcrm.domain.journal import Break, BreakKind
from clientcrm.services.recorder import End
from clientcrm.vault.chain import GENESIS, SIGN_EVERY, verify_anchor
from clientcrm.vault.chain_reading import ChainReading
from clientcrm.vault.signatures import signing_keys
from clientcrm.vault.unlocked import Unlocked

# Rows held in memory at a time.
_PORTION = 2000
_SIGNED_OFF = "person.signed_off"
_DAY, _CLOCK, _WHOLE_SECOND = slice(0, 10), slice(11, 19), ("", ".000000")


class Steps(Protocol):
    """Whoever shows progress and may stop the work."""

    def step(self, done: int, total: int) -> None:
        """So much of so much is done."""


@dataclass(frozen=True, slots=True)
class Proved:
    """What the proof found: how many entries and sign-ins, where the journal ends, what is broken."""

    entries: int
    sessions: int
    last: int
    breaks: tuple[Break, ...]


def prove(session: Session, keys: Unlocked, end: End, job: Steps | None = None) -> Proved:
    """Hold every entry and sign-in against the keys; `end` is where this session left the journal.

    AccessDenied for whoever cannot open the seeds: the owner alone can.
    """
    stretches = {row.id: row for row in session.scalars(select(JournalSession))}
    total = session.scalars(select(func.count()).select_from(JournalEntry)).one()
    seeds = {row.id: _seed(keys, row) for row in stretches.values()}
    reading = ChainReading(seeds, _ends(session))
    facts = _Facts(stretches)
    number = 0
    for number, row in enumerate(_rows(session), 1):
        seq, session_id, *_, mac = row
        genuine = reading.feed(seq, session_id, partial(_said, row), mac if isinstance(mac, bytes) else b"")
        facts.note(row, reading, genuine=genuine)
        if job is not None and number % _PORTION == 0:
            job.step(number, total)
    breaks = [*reading.breaks(), *facts.breaks, *_cut(facts, end)]
    breaks += _unsigned(keys, facts, reading, whole=not breaks)
    breaks.sort(key=lambda each: (each.seq, each.kind))
    return Proved(number, len(stretches), facts.last, tuple(breaks))


class _Facts:
    """What is noted beside the chain while it is read."""

    def __init__(self, stretches: Mapping[int, JournalSession]) -> None:
        self.stretches = stretches
        self.last = 0
        self.breaks: list[Break] = []
        # Where each signature stands: the mac there, and which entry of its session it is.
        self.signed: dict[int, tuple[bytes, int]] = {}
        # The first and the last entry of each sign-in.
        self.reach: dict[int, tuple[int, int]] = {}
        self._anchors = {row.anchor_seq: row.id for row in stretches.values()}
        self._generation, self._seen = 0, 0

    def note(self, row: Any, reading: ChainReading, *, genuine: bool) -> None:
        """One more entry was read."""
        seq, session_id, uid, mac = row[0], row[1], row[3], row[9]
        stretch = self.stretches.get(session_id)
        self.last = seq
        if stretch is None:
            return
        self.reach[session_id] = (self.reach.get(session_id, (seq,))[0], seq)
        if session_id != self._seen:
            self._seen = session_id
            if stretch.generation < self._generation and genuine:
                self.breaks.append(Break(seq, BreakKind.SESSION, seq))
            self._generation = stretch.generation
        if genuine and uid != stretch.uid:
            self.breaks.append(Break(seq, BreakKind.NAME, seq))
        if self._anchors.get(seq) == session_id:
            self.signed[session_id] = (mac, reading.count(session_id))


def _cut(facts: _Facts, end: End) -> list[Break]:
    """The journal ends before the end that this session wrote, or that somebody signed."""
    signed = max((row.anchor_seq for row in facts.stretches.values()), default=0)
    furthest = max(end.seq, signed)
    if facts.last < furthest:
        return [Break(facts.last + 1, BreakKind.CUT, furthest)]
    return []


def _unsigned(keys: Unlocked, facts: _Facts, reading: ChainReading, *, whole: bool) -> Iterator[Break]:
    """Each sign-in was signed by its person over an entry that is still there, and nearly to its end.

    Behind a broken place the numbers of entries mean nothing more: there the signatures themselves are asked alone.
    """
    for stretch in facts.stretches.values():
        first, last = facts.reach.get(stretch.id, (stretch.anchor_seq, stretch.anchor_seq))
        state = (stretch.anchor_head, stretch.anchor_count)
        if not _signed(keys, stretch) or (whole and facts.signed.get(stretch.id) != state):
            yield Break(first, BreakKind.UNSIGNED, last)
        elif whole and reading.count(stretch.id) - stretch.anchor_count > SIGN_EVERY:
            yield Break(stretch.anchor_seq + 1, BreakKind.UNSIGNED, last)


def _signed(keys: Unlocked, stretch: JournalSession) -> bool:
    if all(person.uid != stretch.uid for person in keys.manifest.people):
        return False
    state = (stretch.anchor_seq, stretch.anchor_count, stretch.anchor_head or GENESIS, stretch.signature or b"")
    try:
        return any(
            verify_anchor(key, keys.base_uuid, stretch.uid, stretch.uuid, *state)
            for key in signing_keys(keys.manifest, stretch.uid)
        )
    except (ValueError, TypeError, OverflowError):  # lengths and numbers that no writer gives
        return False


def _seed(keys: Unlocked, stretch: JournalSession) -> bytes | None:
    try:
        return keys.open_seed(stretch.uuid, stretch.uid, stretch.seed)
    except (SealBroken, ValueError, TypeError):
        return None


def _ends(session: Session) -> dict[int, int]:
    """How many entries a sign-in had that ended as it should."""
    query = select(JournalSession.id, JournalSession.anchor_count).join(
        JournalEntry, JournalEntry.seq == JournalSession.anchor_seq
    )
    return {row.id: row.anchor_count for row in session.execute(query.where(JournalEntry.action == _SIGNED_OFF))}


def _rows(session: Session) -> Iterator[Any]:
    """The journal in order, as it is stored: mapped objects would cost three times as much, moments a quarter more."""
    row = JournalEntry
    columns: tuple[Any, ...] = (row.seq, row.session_id, type_coerce(row.at, String), row.uid, row.action)
    columns += (row.object_kind, row.object_id, row.count, row.detail_json, row.mac)
    yield from session.execute(select(*columns).order_by(row.seq).execution_options(yield_per=_PORTION))


def _said(row: Any, seq: int) -> bytes:
    """What the chain covers of a stored entry, as `recorder.entry_bytes` makes it, in a third of the time.

    What no writer stores (a number where a text belongs, a part of a second) gives bytes that no key has sealed.
    """
    _, session_id, at, uid, action, kind, object_id, count, detail, _ = row
    if isinstance(at, datetime):
        at = at.strftime("%Y-%m-%d %H:%M:%S")
    try:
        if at[19:] not in _WHOLE_SECOND:
            return b""
        texts = map(encode_basestring, (action, detail, kind, uid))
        action, detail, kind, uid = texts
        said = (
            f'{{"action":{action},"at":"{at[_DAY]}T{at[_CLOCK]}Z","count":{count},"detail":{detail},'
            f'"id":{"null" if object_id is None else object_id},"kind":{kind},"seq":{seq},"session":{session_id},'
            f'"uid":{uid}}}'
        )
        return said.encode("utf-8")
    except (TypeError, UnicodeEncodeError):
        return b""
