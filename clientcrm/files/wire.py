"""Rows between two processes: packed column by column, which costs a quarter of pickling the rows.

What arrives is unpacked without trust: nothing but plain values and the shapes of `tables` is ever made of it.
"""

from __future__ import annotations

import datetime as dt
import io
import pickle
from array import array
from collections.abc import Sequence
from math import isnan as _is_nan
from typing import Any, cast

from clientcrm.files import tables
from clientcrm.files.tables import Remarks, Row, Value

_TEXT, _NUMBERS, _DATES, _MIXED = b"s", b"d", b"t", b"p"
_BETWEEN = "\x00"
_EMPTY_NUMBER = float("nan")
_PLAIN: dict[tuple[str, str], object] = {
    ("datetime", "date"): dt.date,
    ("datetime", "datetime"): dt.datetime,
    ("datetime", "time"): dt.time,
    ("datetime", "timedelta"): dt.timedelta,
    **{
        ("clientcrm.files.tables", kind.__name__): kind
        for kind in (tables.FileKind, tables.FileFacts, tables.SheetOutline, tables.Notice, tables.SheetColours)
    },
}


# ---------------------------------------------------------------- messages


def packed(message: object) -> bytes:
    """A message as bytes."""
    return pickle.dumps(message, protocol=5)


def unpacked(content: bytes) -> Any:
    """The message in these bytes; raises UnpicklingError if it names anything but plain values."""
    return _Plain(io.BytesIO(content)).load()


class _Plain(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> object:
        try:
            return _PLAIN[module, name]
        except KeyError:
            raise pickle.UnpicklingError(f"{module}.{name}") from None


# ---------------------------------------------------------------- rows


def pack_rows(numbers: Sequence[int], rows: Sequence[Sequence[Value]], most_text: int, remarks: Remarks) -> bytes:
    """Rows of equal width as bytes; texts longer than `most_text` are cut and remarked, 0 cuts nothing."""
    columns = []
    for cells in zip(*rows, strict=True):
        kinds = set(map(type, cells))
        column = _cut(cells, kinds, numbers, most_text, remarks) if most_text and str in kinds else cells
        columns.append(_pack_column(column, kinds))
    return packed((array("I", numbers).tobytes(), columns))


def unpack_rows(content: bytes) -> list[tuple[int, Row]]:
    """The rows that were packed, each with its number."""
    raw_numbers, raw_columns = unpacked(content)
    numbers = array("I")
    numbers.frombytes(raw_numbers)
    return list(zip(numbers, zip(*map(_unpack_column, raw_columns), strict=True), strict=True))


def _pack_column(column: Sequence[Value], kinds: set[type]) -> tuple[bytes, object]:
    others = kinds - {str}
    if not others:
        joined = _BETWEEN.join(cast("Sequence[str]", column))
        if joined.count(_BETWEEN) == len(column) - 1:
            return _TEXT, joined
    elif others == {float} and _only_blanks(column, kinds, float):
        numbers = cast("Sequence[float]", [_EMPTY_NUMBER if value == "" else value for value in column])
        if column.count("") == sum(map(_is_nan, numbers)):
            return _NUMBERS, array("d", numbers).tobytes()
    elif others == {dt.date} and _only_blanks(column, kinds, dt.date):
        days = [value.toordinal() if isinstance(value, dt.date) else 0 for value in column]
        return _DATES, array("I", days).tobytes()
    return _MIXED, list(column)


def _only_blanks(column: Sequence[Value], kinds: set[type], kind: type) -> bool:
    """Whether all texts in a column of another kind are empty cells."""
    return str not in kinds or column.count("") == sum(1 for value in column if value.__class__ is not kind)


def _unpack_column(packed_column: tuple[bytes, Any]) -> Sequence[Value]:
    kind, content = packed_column
    if kind == _TEXT:
        texts: list[Value] = content.split(_BETWEEN)
        return texts
    if kind == _NUMBERS:
        numbers = array("d")
        numbers.frombytes(content)
        return [value if value == value else "" for value in numbers]
    if kind == _DATES:
        days = array("I")
        days.frombytes(content)
        return [dt.date.fromordinal(day) if day else "" for day in days]
    values: list[Value] = content
    return values


def _cut(
    column: Sequence[Value], kinds: set[type], numbers: Sequence[int], most: int, remarks: Remarks
) -> Sequence[Value]:
    texts = column if len(kinds) == 1 else [value for value in column if value.__class__ is str]
    if max(map(len, cast("Sequence[str]", texts))) <= most:
        return column
    for number, value in zip(numbers, column, strict=True):
        if isinstance(value, str) and len(value) > most:
            remarks.add(tables.TEXT_CUT, row=number)
    return [value[:most] if isinstance(value, str) else value for value in column]
