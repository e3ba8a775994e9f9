"""The proof of the journal: every entry against the keys of its session, every sign-in against its signature."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import String, func, inspect, select, type_coerce
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from clientcrm.data.models import JournalEntry, JournalSession
from clientcrm.domain.errors import SealBroken
from clientcrm.domain.journal import Break, BreakKind
from clientcrm.services.recorder import End
from clientcrm.vault.chain import GENESIS, SIGN_EVERY, verify_anchor
from clientcrm.vault.chain_reading import ChainReading
from clientcrm.vault.signatures import signing_keys
from clientcrm.vault.stored_entry import StoredEntry
from clientcrm.vault.unlocked import Unlocked

# Rows held in memory at a time.
_PORTION = 2000
_SIGNED_OFF = "person.signed_off"


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
    stretches = {row.id: row for row in session.execute(_stretches())}
    total = session.scalars(select(func.count()).select_from(JournalEntry)).one()
    seeds = {row.id: _seed(keys, row) for row in stretches.values()}
    authors = {row.id: row.uid for row in stretches.values()}
    reading = ChainReading(seeds, authors, _ends(session), [row.anchor_seq for row in stretches.values()])
    done = 0
    for part in _parts(session):
        reading.read(part)
        done += len(part)
        if job is not None:
            job.step(done, total)
    last = max((reach[1] for reach in reading.reach.values()), default=0)
    breaks = [*reading.breaks(), *_out_of_turn(stretches, reading, keys.generation), *_cut(stretches, last, end)]
    breaks += [] if breaks else _misdated(stretches, reading)
    breaks += _unsigned(keys, stretches, reading, whole=not breaks)
    breaks.sort(key=lambda each: (each.seq, each.kind))
    return Proved(done, len(stretches), last, tuple(breaks))


def _out_of_turn(stretches: Mapping[int, Any], reading: ChainReading, present: int) -> Iterator[Break]:
    """A sign-in stands behind one of a later generation of the base's file, or is of one that was never made."""
    newest = 0
    for session_id, (first, _) in sorted(reading.reach.items(), key=lambda item: item[1]):
        if (stretch := stretches.get(session_id)) is not None:
            if not newest <= stretch.generation <= present:
                yield Break(first, BreakKind.SESSION, first)
            newest = min(stretch.generation, present)


def _misdated(stretches: Mapping[int, Any], reading: ChainReading) -> Iterator[Break]:
    """A sign-in has another moment than its first entry: people are said to have been there when they were not."""
    for stretch in stretches.values():
        if stretch.id in reading.reach and stretch.started_at != reading.began[stretch.id]:
            first, _ = reading.reach[stretch.id]
            yield Break(first, BreakKind.SESSION, first)


def _cut(stretches: Mapping[int, Any], last: int, end: End) -> list[Break]:
    """The journal ends before the end that this session wrote, or that somebody signed."""
    furthest = max([end.seq, *(row.anchor_seq for row in stretches.values())])
    return [Break(last + 1, BreakKind.CUT, furthest)] if last < furthest else []


def _unsigned(keys: Unlocked, stretches: Mapping[int, Any], reading: ChainReading, *, whole: bool) -> Iterator[Break]:
    """Each sign-in was signed by its person over an entry that is still there, and nearly to its end.

    Behind a broken place the numbers of entries mean nothing more: there the signatures themselves are asked alone.
    """
    pairs = {person.uid: tuple(signing_keys(keys.manifest, person.uid)) for person in keys.manifest.people}
    for stretch in stretches.values():
        first, last = reading.reach.get(stretch.id, (stretch.anchor_seq, stretch.anchor_seq))
        state = (stretch.anchor_head, stretch.id, stretch.anchor_count)
        signed = _signed(keys.base_uuid, stretch, pairs.get(stretch.uid, ()))
        if not signed or (whole and reading.signed.get(stretch.anchor_seq) != state):
            yield Break(first, BreakKind.UNSIGNED, last)
        elif whole and reading.counts[stretch.id] - stretch.anchor_count > SIGN_EVERY:
            yield Break(stretch.anchor_seq + 1, BreakKind.UNSIGNED, last)


def _signed(base_uuid: str, stretch: Any, pubs: Iterable[bytes]) -> bool:
    state = (stretch.anchor_seq, stretch.anchor_count, stretch.anchor_head or GENESIS, stretch.signature or b"")
    try:
        return any(verify_anchor(key, base_uuid, stretch.uid, stretch.uuid, *state) for key in pubs)
    except (ValueError, TypeError, struct.error):  # lengths and numbers that no writer gives
        return False


def _seed(keys: Unlocked, stretch: Any) -> bytes | None:
    try:
        return keys.open_seed(stretch.uuid, stretch.uid, stretch.seed)
    except (SealBroken, ValueError, TypeError):
        return None


def _stretches() -> Any:
    """Every sign-in, as plain rows."""
    row = JournalSession
    columns = (row.id, row.uuid, row.uid, row.generation, row.seed, _as_stored(row.started_at).label("started_at"))
    return select(*columns, row.anchor_seq, row.anchor_count, row.anchor_head, row.signature)


def _ends(session: Session) -> dict[int, int]:
    """How many entries a sign-in had that ended as it should."""
    query = select(JournalSession.id, JournalSession.anchor_count).join(
        JournalEntry, JournalEntry.seq == JournalSession.anchor_seq
    )
    return {row.id: row.anchor_count for row in session.execute(query.where(JournalEntry.action == _SIGNED_OFF))}


def _parts(session: Session) -> Iterator[Sequence[Any]]:
    """The journal in order, as it is stored: mapped columns would cost twice as much, moments a quarter more."""
    table = inspect(JournalEntry).local_table.c
    query = select(*(_as_stored(table[n]) if n == "at" else table[n] for n in StoredEntry._fields)).order_by(table.seq)
    last: int | None = None
    while True:
        rest = query if last is None else query.where(table.seq > last)
        try:
            for part in session.connection().execute(rest).partitions(_PORTION):
                last = part[-1][0]
                yield part
        except OperationalError:  # letters that are none: nobody but a forger stores them
            part = _one_by_one(session, rest)
            last = part[-1][0]
            yield part
        else:
            return


def _one_by_one(session: Session, query: Any) -> list[Any]:
    """The next entries; one whose texts cannot be read comes without them, so that it is named as changed."""
    connection, table = session.connection(), inspect(JournalEntry).local_table.c
    found: list[Any] = []
    readable = query.with_only_columns(table.seq, table.session_id, func.hex(table.mac)).limit(_PORTION)
    for seq, session_id, mac in connection.execute(readable):
        try:
            found.append(connection.execute(query.where(table.seq == seq)).one())
        except OperationalError:
            found.append(StoredEntry._make((seq, session_id, *[None] * 7, bytes.fromhex(mac))))
    return found


def _as_stored(column: Any) -> Any:
    """A moment as the engine keeps it."""
    return type_coerce(column, String)
