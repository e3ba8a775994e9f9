"""What a workbook to be written looks like: sheets, columns, tints; no word of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

CellValue = str | int | float | bool | Decimal | dt.date | dt.datetime | None
"""What may be written. None and the empty string leave a cell empty."""

MOST_CELL_TEXT = 32_767
MOST_ROWS = 1_048_576


class Kind(StrEnum):
    """How the values of a column are written and shown.

    MONEY takes whole minor units (12345 is 123.45), PERCENT the number of percents (7.5 is 7.5 %). Dates before
    March 1900, which Excel counts wrongly, are written as text YYYY-MM-DD. DATETIME is without zone.
    """

    TEXT = "text"
    DATE = "date"
    DATETIME = "datetime"
    MONEY = "money"
    NUMBER = "number"
    INT = "int"
    PERCENT = "percent"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: title, width in letters, whether it is hidden, the choices of its drop-down list.

    `derived` columns have a grey header: they are for reading, an import ignores them. `digits` are the decimal
    places of the currency in a MONEY column.
    """

    title: str
    kind: Kind = Kind.TEXT
    width: float = 16.0
    hidden: bool = False
    choices: tuple[str, ...] = ()
    derived: bool = False
    wrap: bool = False
    digits: int = 2


@dataclass(frozen=True, slots=True)
class Tint:
    """A word in the tinted column and the colours (RRGGBB) of its row."""

    word: str
    fill: str
    text: str


@dataclass(frozen=True, slots=True)
class Tints:
    """Rows coloured by the word in one column, from column `first` to `last`; columns count from 0.

    By conditional formatting, so that sorting and editing in Excel keep the colours right.
    """

    column: int
    first: int
    last: int
    tints: tuple[Tint, ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """A value with a fill colour (RRGGBB) and a comment beside it; only in sheets with `marked`."""

    value: CellValue
    fill: str = ""
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet to be written; `rows` is read once, row by row, so that it may be as long as it likes.

    `frozen` columns stay in view at the left (the header always does). `expected_rows` helps files beyond 2 GB.
    Sheets with `marked` cells are kept in memory whole and are for reports of some thousand rows. `page_line` stands
    above and below each printed page; it begins with a letter.
    """

    name: str
    columns: tuple[Column, ...]
    rows: Iterable[Sequence[CellValue | Marked]]
    tints: Tints | None = None
    frozen: int = 0
    header: bool = True
    filtered: bool = True
    hidden: bool = False
    marked: bool = False
    expected_rows: int = 0
    page_line: str = ""


def text_length(text: str) -> int:
    """Letters as Excel counts them: those beyond the first plane are two."""
    length = len(text)
    return length if length * 2 <= MOST_CELL_TEXT or text.isascii() else len(text.encode("utf-16-le", "replace")) // 2


def split_text(text: str, limit: int = MOST_CELL_TEXT) -> list[str]:
    """The text in parts that each fit a cell; joined they are the text again."""
    if text_length(text) <= limit:
        return [text]
    parts, start, used = [], 0, 0
    for place, letter in enumerate(text):
        width = 2 if letter > "\uffff" else 1
        if used + width > limit:
            parts.append(text[start:place])
            start, used = place, 0
        used += width
    return [*parts, text[start:]]
