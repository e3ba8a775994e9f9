"""Everyone in order of name, kept in memory: what a search found is put in order without asking the base."""

from __future__ import annotations

from array import array
from collections.abc import Collection
from itertools import compress

# Sorting the places of a few is quicker than going through everyone.
_FEW = 8


class NameOrder:
    """Ids in order of name, and each one's place."""

    def __init__(self, ids: array[int]) -> None:
        self._ids = ids
        self._places: array[int] | None = None

    def __len__(self) -> int:
        return len(self._ids)

    def everyone(self) -> array[int]:
        """Every id, in order."""
        return self._ids[:]

    def sort(self, found: Collection[int]) -> array[int]:
        """The found ones in order of name; whoever is not known here, or stands in the trash, is left out."""
        places = self._places or self._learn_places()
        end = len(places)
        if len(found) * _FEW < len(self._ids):
            ranked = sorted(places[i] for i in found if i < end)
            return array("q", (self._ids[place - 1] for place in ranked if place))
        marks = bytearray(len(self._ids) + 1)
        if max(found, default=0) >= end:
            found = [i for i in found if i < end]
        for i in found:
            marks[places[i]] = 1
        return array("q", compress(self._ids, memoryview(marks)[1:]))

    def _learn_places(self) -> array[int]:
        places = array("i", bytes(4 * (max(self._ids, default=0) + 1)))
        for place, client_id in enumerate(self._ids, 1):
            places[client_id] = place
        self._places = places
        return places
