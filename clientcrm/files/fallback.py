"""Reading row by row by openpyxl: for sheets whose stray cells would make the native reader allocate billions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from clientcrm.files import tables
from clientcrm.files.errors import DamagedFile
from clientcrm.files.tables import Remarks, Value

MOST_EMPTY_ROWS = 10_000  # a walk over all 1,048,576 rows takes 22 s
_ERRORS = frozenset(("#N/A", "#REF!", "#NAME?", "#DIV/0!", "#VALUE!", "#NUM!", "#NULL!", "#GETTING_DATA"))


def fallback_rows(
    file: BinaryIO, path: str, sheet: str, columns: int, last_row: int, remarks: Remarks
) -> Iterator[tuple[int, Sequence[Value]]]:
    """Filled rows of at most `columns` cells; stops 10,000 empty rows below the last filled one.

    Raises DamagedFile, also when openpyxl finds nothing where the scan saw values.
    """
    from openpyxl import load_workbook

    try:
        file.seek(0)
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        worksheet = book[sheet]
        worksheet.reset_dimensions()
        filled = 0
        for number, row in enumerate(worksheet.iter_rows(max_col=columns, values_only=True), start=1):
            cells = [_plain(value) for value in row]
            if cells.count("") < len(cells):
                filled = number
                yield number, cells + [""] * (columns - len(cells))
            elif number - filled > MOST_EMPTY_ROWS:
                remarks.add(tables.ROWS_CUT, row=number)
                break
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, SyntaxError):
        raise DamagedFile(path, {"reason": "damaged", "sheet": sheet}) from None
    if not filled and last_row:
        raise DamagedFile(path, {"reason": "damaged", "sheet": sheet})


def _plain(value: object) -> Value:
    """The value as calamine gives it: errors and blanks empty, midnight a date."""
    if value is None or (isinstance(value, str) and (value in _ERRORS or not value.strip(" "))):
        return ""
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date()
    if isinstance(value, str | int | float | dt.date | dt.time | dt.timedelta):
        return value
    return str(value)
