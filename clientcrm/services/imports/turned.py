"""Sheets that stand on their side, turned while they are read: a client in each row, named by the first column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from clientcrm.domain.mapping.header_rows import unique_names
from clientcrm.domain.mapping.turned import turned

# A sheet with more rows than this has no names of fields in its first column.
_MOST_FIELDS = 2_000
_SAMPLE = 40


@dataclass(frozen=True, slots=True)
class TurnedChunk:
    """Clients by their number from 1."""

    rows: list[tuple[int, Sequence[Any]]]


class TurnedSheet:
    """One sheet after turning: looked at and read as any other; small enough to be held whole."""

    def __init__(self, outline: Any, stream: Any) -> None:
        names, cards = turned([cells for chunk in stream for _, cells in chunk.rows])
        self._rows: list[tuple[int, Sequence[Any]]] = list(enumerate(cards, start=1))
        self.notices = stream.notices
        self.merges: tuple[Any, ...] = ()
        self.outline = replace(
            outline,
            rows=len(cards),
            columns=len(names),
            sample=tuple((number, tuple(cells)) for number, cells in self._rows[:_SAMPLE]),
            merges=(),
            header=unique_names(names),
        )

    def __iter__(self) -> Iterator[TurnedChunk]:
        yield TurnedChunk(self._rows)

    def counts(self, columns: Sequence[int]) -> list[Counter[Any]]:
        """How often each value stands in these columns."""
        return [Counter(cells[column] for _, cells in self._rows if column < len(cells)) for column in columns]


def can_be_turned(outline: Any) -> bool:
    """Whether the rows of a sheet may be fields; contact cards name theirs by themselves."""
    return outline.header is None and bool(outline.sample) and outline.rows <= _MOST_FIELDS
