"""Where the header of a read sheet is, in the sheet's own row numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from clientcrm.domain.mapping.header_rows import (
    LOOKED_AT,
    HeaderFound,
    find_header,
    header_score,
    is_known_header,
    unique_names,
)
from clientcrm.domain.values.text import clean_cell

_LOOKED_AT = 60


@dataclass(frozen=True, slots=True)
class SheetHead:
    """The header of a sheet: rows from 1, 0 without one."""

    found: HeaderFound
    named_by_format: bool = False

    @property
    def row(self) -> int:
        """The first row of the header."""
        return self.found.first_row + 1 if self.found.rows_count else 0

    @property
    def last_row(self) -> int:
        """The last row of the header."""
        return self.found.body_row if self.found.rows_count else 0

    @property
    def names(self) -> tuple[str, ...]:
        """A name for every column, each once."""
        return self.found.names

    @property
    def parts(self) -> tuple[tuple[str, ...], ...]:
        """The texts over each column, from above."""
        return self.found.parts

    @property
    def vertical(self) -> bool:
        """Whether labels stand in the first column, one client per column."""
        return self.found.vertical


def head_of(outline: Any, header_row: int | None = None) -> SheetHead:
    """The header of a sheet's outline; a format that names its columns needs none.

    header_row is a person's word; where it is the row that was found, its header may have further rows.
    """
    if outline.header is not None:
        names = tuple(outline.header)
        return SheetHead(HeaderFound(0, 0, names, tuple((name,) for name in names), 0.0, 0), named_by_format=True)
    rows = _dense(outline.sample)
    found = SheetHead(find_header(rows, from_zero(outline.merges), width=outline.columns))
    if header_row is None or header_row == found.row:
        return found
    said = next((cells for number, cells in outline.sample if number == header_row), ())
    return SheetHead(_chosen(said, header_row, outline.columns))


def said_rows(outline: Any) -> list[tuple[int, list[str]]]:
    """The first rows of a sheet as texts, those with two at least: each may be a header."""
    found = []
    for number, cells in outline.sample:
        texts = [clean_cell(cell, collapse=True, keep_placeholders=True) for cell in cells]
        if number <= LOOKED_AT and sum(map(bool, texts)) >= 2:
            found.append((number, texts))
    return found


def from_zero(merges: Iterable[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    """Merged blocks counted from 0, as the rules for headers count."""
    return [(top - 1, left - 1, bottom - 1, right - 1) for top, left, bottom, right in merges]


def _dense(sample: Sequence[tuple[int, Sequence[Any]]]) -> list[Sequence[Any]]:
    """The first rows with the empty ones put back, so that an index is a row number less one."""
    rows: list[Sequence[Any]] = []
    for number, cells in sample:
        if number > _LOOKED_AT:
            break
        rows += [()] * (number - 1 - len(rows))
        rows.append(cells)
    return rows


def _chosen(cells: Sequence[Any], header_row: int, width: int) -> HeaderFound:
    """The header where a person says it is; 0 means that there is none."""
    texts = [clean_cell(cell, collapse=True, keep_placeholders=True) for cell in cells]
    texts += [""] * (width - len(texts))
    names = unique_names(texts)
    known = sum(is_known_header(text) for text in texts)
    parts = tuple((name,) for name in names)
    rows_count, said = (1, (tuple(texts),)) if header_row else (0, ())
    return HeaderFound(max(header_row - 1, 0), rows_count, names, parts, header_score(cells), known, rows=said)
