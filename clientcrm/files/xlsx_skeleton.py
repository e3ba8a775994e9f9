"""The workbook around the rows, made by XlsxWriter: styles, widths, lists, tints, filter, print set-up."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any

from clientcrm.files.layout import MOST_ROWS, Column, Kind, Marked, Sheet, text_length
from clientcrm.files.xlsx_cells import plain_text

HEADER_FILL, DERIVED_FILL = "#1F4E78", "#595959"
HEADER_HEIGHT = 30
_FORMATS = {
    Kind.TEXT: "@",
    Kind.DATE: "dd.mm.yyyy",
    Kind.DATETIME: "dd.mm.yyyy hh:mm:ss",
    Kind.MONEY: "#,##0.00",  # Excel shows it as `# ##0,00` where that is the custom
    Kind.NUMBER: "General",
    Kind.INT: "0",
    Kind.PERCENT: "General",
}
_MOST_LIST_TEXT = 255
_MOST_PAGE_LINE = 120
LISTS = "_lists"
_UNLISTED = re.compile(r'[",\n]|^[=\s]|\s$')  # what a list inside a formula cannot hold
_UNENCODABLE = re.compile("[\ud800-\udfff\ufffe\uffff]")


class Skeleton:
    """A workbook with headers and no rows; `cell_format` is what the cells of a column are written with."""

    def __init__(self, target: io.BytesIO | str, sheets: Sequence[Sheet], *, constant_memory: bool = False) -> None:
        import xlsxwriter

        options = {
            "constant_memory": constant_memory,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        self.book: Any = xlsxwriter.Workbook(target, options)
        self._formats: dict[tuple[object, ...], Any] = {}
        self._lists: list[tuple[str, ...]] = []
        self.worksheets: list[Any] = []
        for sheet in sheets:
            self.worksheets.append(self._worksheet(sheet))
        self._long_lists()

    def cell_format(self, column: Column, fill: str = "") -> Any:
        """The style of a column's cells, made once."""
        key = (column.kind, column.digits if column.kind == Kind.MONEY else 2, column.wrap, fill)
        if key not in self._formats:
            number = _FORMATS[column.kind]
            if column.kind == Kind.MONEY and column.digits != 2:
                number = "#,##0" + ("." + "0" * column.digits if column.digits else "")
            # quotePrefix keeps `=1+1` a text even after F2 and Enter in Excel, without changing it.
            style: dict[str, object] = {"num_format": number, "quote_prefix": column.kind == Kind.TEXT}
            if column.wrap:
                style |= {"text_wrap": True, "valign": "top"}
            if fill:
                style["bg_color"] = "#" + fill
            self._formats[key] = self.book.add_format(style)
        return self._formats[key]

    def _worksheet(self, sheet: Sheet) -> Any:
        worksheet = self.book.add_worksheet(sheet.name)
        for place, column in enumerate(sheet.columns):
            hidden = {"hidden": True} if column.hidden else {}
            worksheet.set_column(place, place, column.width, self.cell_format(column), hidden)
        if sheet.header:
            self._header(worksheet, sheet)
        worksheet.freeze_panes(int(sheet.header), sheet.frozen)
        worksheet.set_zoom(100)
        worksheet.set_landscape()
        worksheet.set_paper(9)
        worksheet.fit_to_pages(1, 0)
        if sheet.header and sheet.columns:
            # A long text in the last column runs on to the right and would be printed as columns of its own.
            worksheet.print_area(0, 0, 1, len(sheet.columns) - 1)
        # 255 letters are all that Excel takes; a lone & would begin a command.
        said = safe_for_library(sheet.page_line)[:_MOST_PAGE_LINE].replace("&", "&&")
        if said:
            worksheet.set_header(f"&L{said}")
        worksheet.set_footer(f"&L{said}&C&P / &N" if said else "&C&P / &N")
        for place, column in enumerate(sheet.columns):
            if column.choices:
                self._choices(worksheet, place, column.choices, int(sheet.header))
        if sheet.tints:
            self._tints(worksheet, sheet)
        if sheet.hidden:
            worksheet.hide()
        return worksheet

    def _header(self, worksheet: Any, sheet: Sheet) -> None:
        worksheet.set_row(0, HEADER_HEIGHT)
        worksheet.repeat_rows(0)
        for place, column in enumerate(sheet.columns):
            fill = DERIVED_FILL if column.derived else HEADER_FILL
            key = ("header", fill)
            if key not in self._formats:
                style = {"bold": True, "font_color": "#FFFFFF", "bg_color": fill}
                self._formats[key] = self.book.add_format({**style, "text_wrap": True, "valign": "vcenter"})
            worksheet.write_string(0, place, column.title, self._formats[key])
        if sheet.filtered and sheet.columns:
            worksheet.autofilter(0, 0, 1, len(sheet.columns) - 1)

    def _choices(self, worksheet: Any, place: int, choices: tuple[str, ...], first: int) -> None:
        """A drop-down list that also takes other words; long ones live in a hidden sheet."""
        source: object = list(choices)
        if text_length(",".join(choices)) > _MOST_LIST_TEXT or any(_UNLISTED.search(choice) for choice in choices):
            if choices not in self._lists:
                self._lists.append(choices)
            letters = _letters(self._lists.index(choices))
            source = f"={LISTS}!${letters}$1:${letters}${len(choices)}"
        options = {"validate": "list", "source": source, "error_type": "information", "show_error": False}
        worksheet.data_validation(first, place, MOST_ROWS - 1, place, options)

    def _long_lists(self) -> None:
        if not self._lists:
            return
        worksheet = self.book.add_worksheet(LISTS)
        worksheet.very_hidden()
        for row in range(max(map(len, self._lists))):
            for place, choices in enumerate(self._lists):
                if row < len(choices):
                    worksheet.write_string(row, place, choices[row])

    def _tints(self, worksheet: Any, sheet: Sheet) -> None:
        assert sheet.tints is not None
        first, letters = int(sheet.header), _letters(sheet.tints.column)
        for tint in sheet.tints.tints:
            word = tint.word.replace('"', '""')
            style = self.book.add_format({"bg_color": "#" + tint.fill, "font_color": "#" + tint.text})
            rule = {"type": "formula", "criteria": f'=${letters}{first + 1}="{word}"', "format": style}
            worksheet.conditional_format(first, sheet.tints.first, MOST_ROWS - 1, sheet.tints.last, rule)


def probe_rows(skeleton: Skeleton, sheets: Sequence[Sheet]) -> None:
    """An empty cell per column below the header: its style number is what the spliced rows use."""
    for worksheet, sheet in zip(skeleton.worksheets, sheets, strict=True):
        for place, column in enumerate(sheet.columns):
            worksheet.write_blank(int(sheet.header), place, None, skeleton.cell_format(column))


def value_of(cell: object) -> tuple[object, str, str]:
    """(value, fill, comment) of a cell that may be marked."""
    return (cell.value, cell.fill, cell.comment) if isinstance(cell, Marked) else (cell, "", "")


def safe_for_library(text: str) -> str:
    """Text as XlsxWriter can encode it: half letters and non-characters become a question mark of Unicode."""
    return _UNENCODABLE.sub("\ufffd", text)


def text_of(value: object) -> str:
    """The text of a value in a text column."""
    return value if isinstance(value, str) else plain_text(value)


def _letters(place: int) -> str:
    from clientcrm.files.prescan import column_letters

    return column_letters(place + 1)
