"""Titles of groups between the rows (as 1C prints them), offered as a column: every row below says its title."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from clientcrm.domain.imports import LEAVE_OUT, ColumnPlan, ImportKind, ImportPlan, MadeColumn
from clientcrm.domain.mapping.header_rows import unique_names
from clientcrm.domain.mapping.row_sorting import RowKind, RowSorter
from clientcrm.services.imports.head import SheetHead, from_zero

_LEAST_SPAN = 3
_SAMPLES = 4
_TITLES = ("Группа", "Group")
# A tag undoes with the import; whoever means a tier or an own field says so.
_TARGET, _SCORE = "tags", 0.6


def titles_of(
    evidence: Sequence[tuple[int, Sequence[Any]]], merges: Iterable[tuple[int, int, int, int]], head: SheetHead
) -> Counter[str]:
    """How many rows stand under each title of a group, in the order of the file; none where no cells are merged."""
    merges = [merge for merge in merges if merge[0] > head.last_row and merge[3] - merge[1] + 1 >= _LEAST_SPAN]
    found: Counter[str] = Counter()
    if not merges or head.named_by_format:
        return found
    sorter = RowSorter(head.found, merges=from_zero(merges))
    for number, cells in evidence:
        for row in sorter.feed(number - 1, cells):
            if row.group and row.kind in (RowKind.GROUP, RowKind.DATA):
                found[row.group] += row.kind is RowKind.DATA
    return found


def with_groups(plan: ImportPlan, titles: Counter[str]) -> ImportPlan:
    """The plan with a column for the titles, where there are any and rows under them."""
    if not titles.total() or plan.options.exact:
        return plan
    headers = [column.header for column in plan.columns]
    cyrillic = any("а" <= letter <= "я" for header in headers for letter in header.casefold())
    header = unique_names([*headers, _TITLES[0] if cyrillic else _TITLES[1]])[-1]
    clients = plan.kind is ImportKind.CLIENTS
    column = ColumnPlan(
        index=len(plan.columns),
        letter="",
        header=header,
        samples=tuple(titles)[:_SAMPLES],
        target=_TARGET if clients else LEAVE_OUT,
        score=_SCORE if clients else 0.0,
        doubtful=clients,
        filled=titles.total(),
        made=MadeColumn.GROUP,
    )
    return replace(plan, columns=(*plan.columns, column))


def group_place(plan: ImportPlan) -> int | None:
    """Where the title stands in the cells of a row; None where the plan has no such column."""
    return next((column.index for column in plan.columns if column.made is MadeColumn.GROUP), None)
