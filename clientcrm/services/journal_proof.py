"""The proof of the journal: every entry against the keys of its session, every sign-in against its signature."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import String, func, inspect, select, type_coerce
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
    breaks = [*reading.breaks(), *_out_of_turn(stretches, reading), *_cut(stretches, last, end)]
    breaks += _unsigned(keys, stretches, reading, whole=not breaks)
    breaks.sort(key=lambda each: (each.seq, each.kind))
    return Proved(done, len(stretches), last, tuple(breaks))


def _out_of_turn(stretches: Mapping[int, Any], reading: ChainReading) -> Iterator[Break]:
    """A sign-in stands behind one of a later generation of the base's file."""
    newest = 0
    for session_id, (first, _) in sorted(reading.reach.items(), key=lambda item: item[1]):
        if (stretch := stretches.get(session_id)) is not None:
            if stretch.generation < newest:
                yield Break(first, BreakKind.SESSION, first)
            newest = stretch.generation


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
    columns = (row.id, row.uuid, row.uid, row.generation, row.seed)
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
    columns = [type_coerce(table[name], String) if name == "at" else table[name] for name in StoredEntry._fields]
    yield from session.connection().execute(select(*columns).order_by(table.seq)).partitions(_PORTION)
