"""Sheets that belong together: those with the same headings in one import, purchases of a full copy after clients."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from clientcrm.domain.imports import LEAVE_OUT, TO_OWN_FIELD, ColumnPlan, ImportKind, ImportPlan, MadeColumn
from clientcrm.domain.mapping.headers import normal_header
from clientcrm.services.exports import own_export
from clientcrm.services.imports.book import Book
from clientcrm.services.imports.head import SheetHead, head_of
from clientcrm.services.imports.rows import DataRows

_TITLES = ("Лист", "Sheet")
_SAMPLES = 4


def widened(plan: ImportPlan, book: Book) -> ImportPlan:
    """The plan for all sheets with the same headings, where that was asked for and there are several."""
    if not plan.options.all_like_sheets or plan.options.exact:
        return plan
    sheets = _alike(plan, book)
    if len(sheets) < 2 or is_widened(plan):
        return plan
    rows = sum(book.head(sheet, None).rows for sheet in sheets)
    taken = {normal_header(column.header) for column in plan.columns}
    cyrillic = any("а" <= letter <= "я" for name in taken for letter in name)
    title = _TITLES[0] if cyrillic else _TITLES[1]
    index = len(plan.columns)
    target = TO_OWN_FIELD if plan.kind is ImportKind.CLIENTS else LEAVE_OUT
    samples = tuple(sheets[:_SAMPLES])
    column = ColumnPlan(index, "", title, samples, target, 0.0, False, filled=rows, made=MadeColumn.SHEET)
    return replace(plan, rows=rows, columns=(*plan.columns, column))


def is_widened(plan: ImportPlan) -> bool:
    """Whether the plan reads several sheets."""
    return bool(plan.columns) and plan.columns[-1].made is MadeColumn.SHEET


def alike_counts(outlines: Sequence[Any], heads: Sequence[SheetHead]) -> list[int]:
    """For each sheet, how many other visible ones have its headings; none for our own full copy."""
    names = [tuple(normal_header(name) for name in head.names) for head in heads]
    visible = Counter(key for outline, key in zip(outlines, names, strict=True) if outline.visible)
    return [
        0 if own_export.is_full_copy(head.names) else visible[key] - outline.visible
        for outline, head, key in zip(outlines, heads, names, strict=True)
    ]


def sheet_after(plan: ImportPlan, book: Book) -> str:
    """The sheet of our own full copy that is to be brought in after this one: purchases need their clients; or ""."""
    if not plan.options.exact or plan.kind is not ImportKind.CLIENTS:
        return ""
    for outline in book.outlines():
        names = head_of(outline).names
        if outline.visible and outline.name != plan.sheet and own_export.is_full_copy(names):
            return str(outline.name)
    return ""


class SheetRows:
    """Data rows of several sheets one below the other, each with the name of its sheet behind its cells.

    Their numbers go on from sheet to sheet: row 3 of the second sheet stands 3 below the end of the first.
    """

    def __init__(self, book: Book, plan: ImportPlan, after: int) -> None:
        self._book = book
        self._plan = plan
        self._after = after
        self.seen: dict[str, int] = {}
        self.other_table_at = 0

    def __iter__(self) -> Iterator[tuple[int, Sequence[Any]]]:
        width = len(self._plan.columns) - 1
        above = 0
        seen: Counter[str] = Counter()
        for sheet in _alike(self._plan, self._book):
            header_row = self._plan.header_row if sheet == self._plan.sheet else None
            outline = self._book.outline(sheet, header_row)
            rows = DataRows(self._book.rows(sheet), head_of(outline, header_row), self._plan, after=0)
            last = outline.rows
            for number, cells in rows:
                last = max(last, number)
                if above + number > self._after:
                    padded = [*cells[:width], *[""] * (width - len(cells))]
                    yield above + number, [*padded, sheet]
            seen.update(rows.seen)
            if rows.other_table_at:
                self.other_table_at = above + rows.other_table_at
            above += last
        self.seen = dict(seen)


def _alike(plan: ImportPlan, book: Book) -> list[str]:
    """Names of the visible sheets whose headings are those of the plan's, in the order of the file."""
    wanted = [normal_header(column.header) for column in plan.columns if not column.made]
    return [
        outline.name
        for outline in book.outlines()
        if outline.name == plan.sheet
        or (outline.visible and [normal_header(name) for name in head_of(outline).names] == wanted)
    ]
