"""Writing CSV that Excel opens by a double click: UTF-8 with its mark, semicolons, CRLF, texts in quotes."""

from __future__ import annotations

import codecs
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from clientcrm.files.csv_escapes import escaped
from clientcrm.files.layout import Column, Kind, Sheet
from clientcrm.files.saving import saved
from clientcrm.files.xlsx_cells import minor_text, plain_text

_END = "\r\n"
_FLUSH_ROWS = 1_000


@dataclass(frozen=True, slots=True)
class CsvStyle:
    """How numbers and dates are spelled; the defaults are those of a Russian Excel."""

    delimiter: str = ";"
    decimal: str = ","
    date: str = "%d.%m.%Y"
    datetime: str = "%d.%m.%Y %H:%M:%S"


def write_csv(path: str, sheet: Sheet, style: CsvStyle | None = None) -> int:
    """Write one sheet (hidden columns too) to `path`; returns the number of rows without the header.

    Texts that a spreadsheet would run as a formula get a leading apostrophe, which our own reader takes away.
    Raises FileInUse, FileMissing, NoSpace; then nothing is left behind.
    """
    style = style or CsvStyle()
    count = 0
    with saved(path) as file:
        file.write(codecs.BOM_UTF8)
        lines = []
        if sheet.header:
            lines.append(style.delimiter.join(_quoted(column.title) for column in sheet.columns))
        for row in sheet.rows:
            count += 1
            cells = (_cell(value, column, style) for value, column in zip(row, sheet.columns, strict=True))
            lines.append(style.delimiter.join(cells))
            if len(lines) >= _FLUSH_ROWS:
                file.write(_encoded(lines))
                lines = []
        file.write(_encoded(lines))
    return count


def _encoded(lines: Sequence[str]) -> bytes:
    return "".join(line + _END for line in lines).encode("utf-8", "replace")


def _cell(value: object, column: Column, style: CsvStyle) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, dt.datetime):
        return value.strftime(style.datetime) if value.year >= 1000 else _quoted(plain_text(value))
    if isinstance(value, dt.date):
        return value.strftime(style.date) if value.year >= 1000 else _quoted(plain_text(value))
    if isinstance(value, bool):
        return str(int(value))
    if column.kind == Kind.MONEY and isinstance(value, int):
        return minor_text(value, column.digits).replace(".", style.decimal)
    if isinstance(value, int | float | Decimal):
        return str(value).replace(".", style.decimal)
    return _quoted(plain_text(value))


def _quoted(text: str) -> str:
    """Inside a cell every line ends as readers of CSV take it, whatever they were given."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return '"' + escaped(text).replace('"', '""') + '"'
