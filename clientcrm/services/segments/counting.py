"""How many clients fit a tree and each of its parts: every question is asked once and remembered as a set of clients.

A set is one whole number with a byte for each client id, 1 for whoever fits: and, or, not of 100,000 take 20 us.
"""

from __future__ import annotations

from array import array
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from clientcrm.data import search
from clientcrm.data.filters import Asking, conditions
from clientcrm.data.models import Client
from clientcrm.domain.access import Permission
from clientcrm.domain.changes import Changes, Topic
from clientcrm.domain.clients import ClientFilter
from clientcrm.domain.segment_list import Part
from clientcrm.domain.segments import AllOf, AnyOf, Ask, Node, Without, on, require_sound
from clientcrm.services.gate import Gate
from clientcrm.services.segments.asking import asking_of

_COUNTED = frozenset({Topic.CLIENTS, Topic.SALES, Topic.TIMELINE, Topic.FIGURES, Topic.SEGMENTS, Topic.TIERS})
# Sets by question, and counts by filter.
Kept = tuple[dict[Ask | None, int], dict[ClientFilter, int]]
_MOST = 100  # sets kept: 10 MB with 100,000 clients


class Counting:
    """Counts over the clients whom the person may see."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate
        self._kept: Kept = ({}, {})
        self._of: tuple[Any, ...] = ()
        self._edition = 0
        gate.listen(self._forget)

    def count(self, asked: ClientFilter) -> int:
        """How many fit a filter, its text apart."""
        if asked.where is not None and asked == ClientFilter(where=asked.where):
            return self.parts(asked.where).clients
        asking = asking_of(self._gate, asked)
        _, counts = self._current()
        edition = self._edition
        if asked not in counts:
            with self._gate.read(Permission.VIEW_CLIENTS) as session:
                query = select(func.count()).select_from(Client).where(*conditions(asked, asking))
                found = session.scalars(query).one()
            if edition != self._edition:
                return found
            counts[asked] = found
        return counts[asked]

    def parts(self, node: Node) -> Part:
        """The tree with a number at each node."""
        require_sound(node)
        asking = asking_of(self._gate, ClientFilter(where=node))
        (sets, _), edition = self._current(), self._edition
        with self._gate.read(Permission.VIEW_CLIENTS) as session:
            known = _Sets(session, asking, dict(sets))
            part, _ = known.part(node, on(node, asking.calendar.today))
        if edition == self._edition and len(known.found) <= _MOST:
            sets.update(known.found)
        return part

    # ------------------------------------------------------------------ inside

    def _current(self) -> Kept:
        """What is remembered for this person on this day."""
        gate = self._gate
        whose = (gate.today(), gate.user, gate.narrowing.left_out)
        if whose != self._of:
            self._of, self._kept = whose, ({}, {})
        return self._kept

    def _forget(self, changes: Changes) -> None:
        if changes & _COUNTED:
            self._edition += 1
            self._kept = ({}, {})


class _Sets:
    """The sets of one tree; None stands for everybody."""

    def __init__(self, session: Session, asking: Asking, found: dict[Ask | None, int]) -> None:
        self._session = session
        self._asking = asking
        self.found = found

    def part(self, node: Node, dated: Node) -> tuple[Part, int]:
        """A node as it was given and with its days put as days: with numbers, and as a set."""
        match node, dated:
            case Without(part), Without(dated_part):
                inner, those = self.part(part, dated_part)
                made = self._everybody() ^ those
                return Part(node, made.bit_count(), (inner,)), made
            case (AllOf(parts), AllOf(dated_parts)) | (AnyOf(parts), AnyOf(dated_parts)):
                pairs = [self.part(*pair) for pair in zip(parts, dated_parts, strict=True)]
                every = isinstance(node, AllOf)
                made = self._everybody() if every else 0
                for _, those in pairs:
                    made = made & those if every else made | those
                return Part(node, made.bit_count(), tuple(inner for inner, _ in pairs)), made
        assert isinstance(dated, Ask)
        made = self._those(dated)
        return Part(node, made.bit_count()), made

    def _everybody(self) -> int:
        return self._set(None, ClientFilter())

    def _those(self, ask: Ask) -> int:
        return self._set(ask, ClientFilter(where=ask))

    def _set(self, key: Ask | None, asked: ClientFilter) -> int:
        made = self.found.get(key)
        if made is None:
            query = select(Client.id).where(*conditions(asked, self._asking))
            made = self.found[key] = _as_set(search.ids_of(self._session, query))
        return made


def _as_set(ids: array[int]) -> int:
    if not ids:
        return 0
    flags = bytearray(max(ids) + 1)
    for number in ids:
        flags[number] = 1
    return int.from_bytes(flags, "little")
