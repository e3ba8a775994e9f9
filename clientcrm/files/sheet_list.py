"""Sheets that are read whole into memory: web pages and Excel 2003 XML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from clientcrm.files import tables
from clientcrm.files.errors import SheetMissing
from clientcrm.files.tables import Grid, Remarks, SheetOutline, Span, Value


@dataclass(slots=True)
class ListedSheet:
    """The filled rows of a sheet as (number, column -> value), and what was noticed on the way."""

    name: str = ""
    visible: bool = True
    rows: list[tuple[int, dict[int, Value]]] = field(default_factory=list)
    columns: int = 0
    merges: list[Span] = field(default_factory=list)
    errors: int = 0
    empty_formulas: int = 0
    cut_rows: int = 0
    cut_columns: int = 0

    def add(self, number: int, cells: dict[int, Value] | dict[int, str]) -> None:
        """Keep a row if it holds anything and lies within the limits."""
        if not cells:
            return
        if number > tables.MOST_ROWS:
            self.cut_rows += 1
            return
        self.rows.append((number, dict(cells)))
        self.columns = max(self.columns, *cells)


def listed_outlines(sheets: dict[str, ListedSheet]) -> list[SheetOutline]:
    """The outlines of these sheets."""
    return [tables.outline(name, sheet.visible, _grid(sheet)) for name, sheet in sheets.items()]


def listed_grid(sheets: dict[str, ListedSheet], name: str | None, path: str) -> Grid:
    """The rows of one of them, or of the first that is visible and filled; raises SheetMissing."""
    if name is None:
        name = next((key for key, sheet in sheets.items() if sheet.visible and sheet.rows), next(iter(sheets), ""))
    if name not in sheets:
        raise SheetMissing(path, {"sheet": name, "sheets": list(sheets)})
    return _grid(sheets[name])


def _grid(sheet: ListedSheet) -> Grid:
    remarks = Remarks()
    remarks.add(tables.ERROR_CELLS, sheet.errors)
    remarks.add(tables.EMPTY_FORMULAS, sheet.empty_formulas)
    remarks.add(tables.ROWS_CUT, sheet.cut_rows)
    remarks.add(tables.COLUMNS_CUT, sheet.cut_columns)
    height = sheet.rows[-1][0] - sheet.rows[0][0] + 1 if sheet.rows else 0
    return Grid(sheet.columns, height, _rows(sheet), remarks, sheet.merges, most_text=1_000_000)


def _rows(sheet: ListedSheet) -> Iterator[tuple[int, list[Value]]]:
    columns = range(1, sheet.columns + 1)
    for number, cells in sheet.rows:
        yield number, [cells.get(column, "") for column in columns]
