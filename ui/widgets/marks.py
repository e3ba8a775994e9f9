"""Which rows of a long list are marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import compress


class Marks:
    """One byte per row: a million rows are marked in a millisecond."""

    def __init__(self) -> None:
        self._ids: Sequence[int] = ()
        self._on = bytearray()

    def renew(self, ids: Sequence[int]) -> None:
        """Another list; rows that were marked stay so, wherever they stand now."""
        if self.count():
            kept = set(self.ids())
            self._on = bytearray(map(kept.__contains__, ids))
        else:
            self._on = bytearray(len(ids))
        self._ids = ids

    def __contains__(self, row: object) -> bool:
        return isinstance(row, int) and 0 <= row < len(self._on) and bool(self._on[row])

    def count(self) -> int:
        """How many rows are marked."""
        return self._on.count(1)

    def ids(self) -> list[int]:
        """The ids of the marked rows, in the order of the list."""
        return list(compress(self._ids, self._on))

    def all_on(self) -> bool:
        """Every row is marked, and there is one."""
        return bool(self._on) and self.count() == len(self._on)

    def set_all(self, on: bool) -> None:
        """Mark every row, or none."""
        self._on = bytearray(b"\x01" * len(self._on)) if on else bytearray(len(self._on))

    def toggle(self, row: int) -> None:
        """Mark the row, or no longer."""
        self._on[row] ^= 1

    def set_range(self, first: int, last: int) -> None:
        """Mark the rows between two, both included, in either order."""
        low, high = min(first, last), max(first, last)
        self._on[low : high + 1] = b"\x01" * (high + 1 - low)

    def set_ids(self, ids: Iterable[int]) -> None:
        """Mark exactly these."""
        wanted = set(ids)
        self._on = bytearray(map(wanted.__contains__, self._ids))

    def copy_state(self) -> bytes:
        """The marks as they are, to come back to."""
        return bytes(self._on)

    def restore(self, state: bytes) -> None:
        """Back to an earlier state of the same list."""
        if len(state) == len(self._on):
            self._on = bytearray(state)
