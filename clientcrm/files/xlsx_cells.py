"""Rows as the XML of a sheet. Text is always a string cell: nothing in it becomes a formula or a link."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import islice

from clientcrm.files.errors import TextTooLong, TooManyRows
from clientcrm.files.layout import MOST_CELL_TEXT, MOST_ROWS, CellValue, Column, Kind, Sheet, text_length

BLOCK_ROWS = 1_000
_EPOCH = dt.date(1899, 12, 30).toordinal()
_FIRST_DATE = dt.date(1900, 3, 1)  # before it Excel counts a 29 February that never was
_MOST_KNOWN = 20_000  # days of 100,000 rows are some thousand values
_LONGEST_SAFE = MOST_CELL_TEXT // 2
# What XML cannot hold, what it uses itself, and what looks like the escape for it.
_ODD = re.compile("[&<>\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]|_(?=x[0-9A-Fa-f]{4}_)")
# The same without alternatives: four times quicker over a block of texts joined by NUL.
_ODD_LETTER = re.compile("[&<>\x01-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]")
_BLANKS = (" ", "\t", "\n")
_EDGES = (*("\x00" + blank for blank in _BLANKS), *(blank + "\x00" for blank in _BLANKS))
_MARKS = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "_": "_x005F_"}


def sheet_rows(sheet: Sheet, styles: Sequence[int], letters: Sequence[str], path: str) -> Iterator[str]:
    """The XML of all rows in blocks of 1,000; `styles` and `letters` belong to the columns.

    Raises TextTooLong, TooManyRows.
    """
    writers = [_writer(column, style, name) for column, style, name in zip(sheet.columns, styles, letters, strict=True)]
    number = 2 if sheet.header else 1
    rows = iter(sheet.rows)
    while block := list(islice(rows, BLOCK_ROWS)):
        if number + len(block) - 1 > MOST_ROWS:
            raise TooManyRows(path, {"sheet": sheet.name, "limit": MOST_ROWS - sheet.header})
        numbers = range(number, number + len(block))
        cells: list[Iterable[str]] = [[f'<row r="{row}">' for row in numbers]]
        for place, (column, values) in enumerate(zip(writers, zip(*block, strict=True), strict=True)):
            try:
                cells.append(column(numbers, values))
            except _TooLong as error:
                title = sheet.columns[place].title
                details = {"row": error.row - sheet.header, "column": title, "length": error.length}
                raise TextTooLong(path, {**details, "limit": MOST_CELL_TEXT}) from None
        cells.append(["</row>"] * len(block))
        yield "".join(map("".join, zip(*cells, strict=True)))
        number += len(block)


class _TooLong(Exception):
    def __init__(self, row: int, length: int) -> None:
        super().__init__()
        self.row, self.length = row, length


_Writer = Callable[[Sequence[int], Sequence[object]], Iterable[str]]


def _writer(column: Column, style: int, letters: str) -> _Writer:
    """Turns a block of a column's values into cells."""
    known: dict[object, str] = {}
    repeats = column.kind in (Kind.DATE, Kind.DATETIME)

    def text_cells(numbers: Sequence[int], values: Sequence[object]) -> list[str]:
        texts = _as_texts(values)
        if not any(texts):
            return [""] * len(texts)
        joined = "\x00".join(texts)
        if len(joined) > _LONGEST_SAFE:
            _refuse_long(numbers, texts)
        if _ODD_LETTER.search(joined) or "_x" in joined or joined.count("\x00") >= len(texts):
            texts = [xml_text(text) for text in texts]
            joined = "\x00".join(texts)
        start, end = f'<c r="{letters}', f'" s="{style}" t="inlineStr"><is><t>'
        if joined[0] in _BLANKS or joined[-1] in _BLANKS or any(edge in joined for edge in _EDGES):
            keep = end[:-1] + ' xml:space="preserve">'
            return [
                f"{start}{row}{keep if text != text.strip() else end}{text}</t></is></c>" if text else ""
                for row, text in zip(numbers, texts, strict=True)
            ]
        return [
            f"{start}{row}{end}{text}</t></is></c>" if text else "" for row, text in zip(numbers, texts, strict=True)
        ]

    def number_cells(numbers: Sequence[int], values: Sequence[object]) -> list[str]:
        if values.count(None) == len(values):
            return [""] * len(values)
        start, end = f'<c r="{letters}', f'" s="{style}"><v>'
        found = []
        for row, value in zip(numbers, values, strict=True):
            if value is None or value == "":
                found.append("")
                continue
            written = known.get(value)
            if written is None:
                written = number_text(column, value)
                if repeats and len(known) < _MOST_KNOWN:
                    known[value] = written
            found.append(f"{start}{row}{end}{written}</v></c>" if written else text_cells((row,), (value,))[0])
        return found

    return text_cells if column.kind == Kind.TEXT else number_cells


def _as_texts(values: Sequence[object]) -> Sequence[str]:
    if set(map(type, values)) == {str}:
        return values  # type: ignore[return-value]
    return ["" if value is None else value if isinstance(value, str) else plain_text(value) for value in values]


def _refuse_long(numbers: Sequence[int], texts: Sequence[str]) -> None:
    if max(map(len, texts)) * 2 <= MOST_CELL_TEXT:
        return
    for row, text in zip(numbers, texts, strict=True):
        if text_length(text) > MOST_CELL_TEXT:
            raise _TooLong(row, text_length(text))


def xml_text(text: str) -> str:
    """The text with everything escaped that XML or Excel would read otherwise; control characters as _x0007_."""
    if not _ODD.search(text):
        return text

    def escape(found: re.Match[str]) -> str:
        odd = found.group()
        return _MARKS.get(odd) or f"_x{ord(odd):04X}_"

    return _ODD.sub(escape, text)


def number_text(column: Column, value: object) -> str:
    """The number as it stands in the XML; empty for what has to be written as text (a text, an early date)."""
    if isinstance(value, str):
        return ""
    if isinstance(value, dt.date):
        return _serial(value)
    if column.kind == Kind.MONEY and isinstance(value, int):
        return minor_text(value, column.digits)
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, int | Decimal):
        return str(value)
    if isinstance(value, float) and value - value == 0:  # neither infinite nor not-a-number
        return repr(value)
    raise TypeError(f"{type(value).__name__} in a column of {column.kind}")


def minor_text(value: int, digits: int) -> str:
    """Minor units as a decimal number: 12345 -> 123.45."""
    if not digits:
        return str(value)
    whole, rest = divmod(abs(value), 10**digits)
    return f"{'-' if value < 0 else ''}{whole}.{rest:0{digits}}"


def _serial(value: dt.date) -> str:
    """Days since 30 December 1899, the time of day as their fraction."""
    day = value.date() if isinstance(value, dt.datetime) else value
    if day < _FIRST_DATE:
        return ""
    days = day.toordinal() - _EPOCH
    if not isinstance(value, dt.datetime):
        return str(days)
    seconds = value.hour * 3600 + value.minute * 60 + value.second + value.microsecond / 1e6
    return repr(round(days + seconds / 86_400, 11)) if seconds else str(days)


def plain_text(value: CellValue | object) -> str:
    """A value that stands in a text column."""
    if isinstance(value, dt.datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value)
