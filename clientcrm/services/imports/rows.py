"""The data rows of a file: headers, totals, repeats and group titles left out, with what was seen on the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from clientcrm.domain.imports import ImportKind, ImportPlan
from clientcrm.domain.mapping.row_sorting import CODES, RowKind, RowSorter, SortedRow
from clientcrm.services.imports.book import Book
from clientcrm.services.imports.groups import group_place
from clientcrm.services.imports.head import SheetHead, from_zero, head_of

_KEY_TARGETS = frozenset(
    {
        *("full_name", "last_name", "first_name", "company", "phone", "phone2", "email", "email2", "external_id"),
        *("client_id", "card_number", "inn"),
    }
)
# More empty rows than this say nothing more than this many do.
_BLANKS_TOLD = 3


class DataRows:
    """Rows as (number in the sheet, cells). `seen` counts what was left out by code, complete at the end."""

    def __init__(self, stream: Any, head: SheetHead, plan: ImportPlan, after: int) -> None:
        self._stream = stream
        self._head = head
        self._after = after
        self._fill_down = plan.options.fill_down
        self._carried: dict[int, Any] = {}
        self._group_place = group_place(plan)
        keys = [c.index for c in plan.columns if c.target in _KEY_TARGETS]
        self._sorter = RowSorter(
            head.found,
            merges=from_zero(stream.merges),
            key_columns=keys if plan.kind is ImportKind.CLIENTS else None,
        )
        self.seen: dict[str, int] = {}
        self.other_table_at = 0

    def __iter__(self) -> Iterator[tuple[int, Sequence[Any]]]:
        if self._head.named_by_format:
            yield from self._plain()
        else:
            yield from self._sorted()
        for notice in self._stream.notices:
            self.seen[notice.code] = self.seen.get(notice.code, 0) + notice.count

    def _plain(self) -> Iterator[tuple[int, Sequence[Any]]]:
        for chunk in self._stream:
            for number, cells in chunk.rows:
                if number > self._after:
                    yield number, cells

    def _sorted(self) -> Iterator[tuple[int, Sequence[Any]]]:
        last = head = self._head.last_row
        sorter, after = self._sorter, self._after
        plain = not self._fill_down and self._group_place is None
        for chunk in self._stream:
            rows = chunk.rows
            looks = sorter.first_look([cells for _, cells in rows]) if plain else [0] * len(rows)
            place, end = 0, len(rows)
            while place < end:
                number, cells = rows[place]
                if looks[place] and number == last + 1 and number > head and sorter.goes_on:
                    start = place
                    while place < end and looks[place] and rows[place][0] == last + 1:
                        last += 1
                        place += 1
                    sorter.take(looks[start:place])
                    yield from rows[start:place] if number > after else _after(rows[start:place], after)
                    continue
                place += 1
                if number <= head:
                    continue
                for blank in range(last + 1, min(number, last + 1 + _BLANKS_TOLD)):
                    yield from self._taken(sorter.feed(blank - 1, ()))
                last = number
                yield from self._taken(sorter.feed(number - 1, cells))
        yield from self._taken(self._sorter.finish())
        for kind, count in self._sorter.counts.items():
            if count and kind in CODES:
                self.seen[CODES[kind]] = self.seen.get(CODES[kind], 0) + count
        if self._sorter.stopped_at is not None:
            self.other_table_at = self._sorter.stopped_at + 1

    def _taken(self, rows: Iterable[SortedRow]) -> Iterator[tuple[int, Sequence[Any]]]:
        for row in rows:
            if row.kind is RowKind.DATA:
                cells = self._filled(row.cells) if self._fill_down else row.cells
                if self._group_place is not None:
                    cells = [*cells, *[""] * (self._group_place - len(cells)), row.group]
                if row.number + 1 > self._after:
                    yield row.number + 1, cells

    def _filled(self, cells: Sequence[Any]) -> Sequence[Any]:
        """Columns that a person marked "fill down": an empty cell says what the one above said (1C groups)."""
        filled = list(cells)
        for index in self._fill_down:
            if filled[index] in ("", None):
                filled[index] = self._carried.get(index, "")
            else:
                self._carried[index] = filled[index]
        return filled


def data_rows(book: Book, plan: ImportPlan, after: int = 0) -> DataRows:
    """The data rows of a plan's sheet below row `after`."""
    outline = book.outline(plan.sheet, plan.header_row)
    head = head_of(outline, plan.header_row if outline.header is None else None)
    return DataRows(book.rows(plan.sheet), head, plan, after)


def _after(rows: Iterable[tuple[int, Sequence[Any]]], after: int) -> list[tuple[int, Sequence[Any]]]:
    return [(number, cells) for number, cells in rows if number > after]
