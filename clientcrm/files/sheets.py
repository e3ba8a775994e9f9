"""Reading xlsx, xlsb, xls and ods by calamine, and by openpyxl what calamine would not survive."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, BinaryIO

from clientcrm.files import tables
from clientcrm.files.colours import sheet_colours
from clientcrm.files.errors import DamagedFile, PasswordNeeded, SheetMissing
from clientcrm.files.fallback import fallback_rows
from clientcrm.files.opening import byte_size
from clientcrm.files.prescan import SheetScan, scan_workbook
from clientcrm.files.tables import FileFacts, FileKind, Grid, Remarks, SheetColours, SheetOutline, Span, Value

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

MOST_CELL_TEXT = 32_767
# Of sheets that stay in memory between the outline and the rows, about 150 MB; the last one stays however large it is,
# since reading it took the memory anyway: half a million lines take 6 s each time.
MOST_KEPT_CELLS = 5_000_000


class SheetBook:
    """A workbook of Excel or LibreOffice.

    `archive` is its zip, checked already, for xlsx; sheets are scanned before the native reader sees them.
    """

    def __init__(self, file: BinaryIO, path: str, kind: FileKind, archive: zipfile.ZipFile | None = None) -> None:
        self._file = file
        self._path = path
        self._kind = kind
        self._archive = archive
        self._scans = scan_workbook(archive) if archive is not None else {}
        self._size = byte_size(file)
        self._book = _opened(file, path)
        self._visible = _worksheets(self._book)
        self._kept: dict[str, CalamineSheet] = {}
        self._kept_cells = 0
        self._large: tuple[str, CalamineSheet] | None = None

    @property
    def facts(self) -> FileFacts:
        """Kind and size."""
        return FileFacts(self._kind, self._size)

    def outlines(self) -> list[SheetOutline]:
        """Worksheets in the order of the workbook, hidden ones too."""
        found = []
        for name, visible in self._visible.items():
            try:
                found.append(tables.outline(name, visible, self.grid(name)))
            except DamagedFile:
                notice = tables.Notice(tables.UNREADABLE_SHEET, 1)
                found.append(SheetOutline(name, visible, 0, 0, (), notices=(notice,)))
        if found and all(sheet.notices and sheet.notices[-1].code == tables.UNREADABLE_SHEET for sheet in found):
            raise DamagedFile(self._path, {"reason": "damaged"})
        return found

    def grid(self, sheet: str | None) -> Grid:
        """The rows of a sheet.

        Raises SheetMissing, or DamagedFile if this sheet cannot be read.
        """
        name = self._chosen(sheet)
        scan = self._scans.get(name)
        remarks = Remarks()
        if scan is not None:
            remarks.add(tables.ERROR_CELLS, scan.error_cells)
            remarks.add(tables.EMPTY_FORMULAS, scan.empty_formulas)
            if scan.too_large:
                return self._fallback(name, scan, remarks)
        loaded = self._loaded(name)
        start, end = loaded.start, loaded.end
        if start is None or end is None:
            return Grid(0, 0, iter(()), remarks)
        columns = min(end[1] + 1, tables.MOST_COLUMNS)
        if end[1] + 1 > columns:
            remarks.add(tables.COLUMNS_CUT, end[1] + 1 - columns)
        rows = _native_rows(loaded, start[1], columns, remarks)
        return Grid(
            columns, min(end[0] - start[0] + 1, tables.MOST_ROWS), rows, remarks, _spans(loaded), MOST_CELL_TEXT
        )

    def colours(self, sheet: str | None) -> SheetColours:
        """The fill colours of a sheet of an xlsx; raises SheetMissing."""
        if self._archive is None:
            return SheetColours({}, {}, {})
        return sheet_colours(self._archive, self._chosen(sheet))

    def _chosen(self, sheet: str | None) -> str:
        if sheet is not None:
            if sheet not in self._visible:
                raise SheetMissing(self._path, {"sheet": sheet, "sheets": list(self._visible)})
            return sheet
        shown = [name for name, visible in self._visible.items() if visible] or list(self._visible)
        if not shown:
            raise SheetMissing(self._path, {"sheet": "", "sheets": []})
        return next((name for name in shown if self.grid(name).height), shown[0])

    def _fallback(self, name: str, scan: SheetScan, remarks: Remarks) -> Grid:
        columns = min(scan.last_column, tables.MOST_COLUMNS)
        if scan.last_column > columns:
            remarks.add(tables.COLUMNS_CUT, scan.last_column - columns)
        rows = fallback_rows(self._file, self._path, name, columns, scan.last_row, remarks)
        return Grid(columns, scan.last_row, rows, remarks, scan.merges, MOST_CELL_TEXT)

    def _loaded(self, name: str) -> CalamineSheet:
        from python_calamine import CalamineError

        if self._large is not None and self._large[0] == name:
            return self._large[1]
        sheet = self._kept.get(name)
        if sheet is None:
            self._large = None  # first, so that there is never room for two of them
            try:
                sheet = self._book.get_sheet_by_name(name)
            except CalamineError:
                raise DamagedFile(self._path, {"reason": "damaged", "sheet": name}) from None
            cells = sheet.height * sheet.width
            if self._kept_cells + cells <= MOST_KEPT_CELLS:
                self._kept[name] = sheet
                self._kept_cells += cells
            else:
                self._large = name, sheet
        return sheet


def _opened(file: BinaryIO, path: str) -> CalamineWorkbook:
    from python_calamine import CalamineError, PasswordError, load_workbook

    try:
        # A path is read piece by piece, an open file is first copied into memory.
        return load_workbook(file if isinstance(file, io.BytesIO) else path)
    except PasswordError:
        raise PasswordNeeded(path) from None
    except CalamineError:
        raise DamagedFile(path, {"reason": "damaged"}) from None


def _worksheets(book: CalamineWorkbook) -> dict[str, bool]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    return {
        sheet.name: sheet.visible == SheetVisibleEnum.Visible
        for sheet in book.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet
    }


def _native_rows(
    sheet: CalamineSheet, left: int, columns: int, remarks: Remarks
) -> Iterator[tuple[int, Sequence[Value]]]:
    """Filled rows; calamine leaves out the empty columns at the left, so they are put back."""
    margin: list[Value] = [""] * left
    cut = left + sheet.width > columns
    for number, row in enumerate(sheet.iter_rows(), start=1):
        if row.count("") == len(row):
            if number > tables.MOST_ROWS:  # a forged row number: two billion empty rows lead to it
                remarks.add(tables.ROWS_CUT, row=number)
                return
            continue
        cells: list[Value] = margin + row if left else row
        yield number, cells[:columns] if cut else cells


def _spans(sheet: CalamineSheet) -> list[Span]:
    merged = sheet.merged_cell_ranges or []
    return [(top + 1, left + 1, bottom + 1, right + 1) for (top, left), (bottom, right) in merged]
