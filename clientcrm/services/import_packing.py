"""Staged rows as bytes: by the column and pickled, twice as quick as JSON, and unpacked without trust."""

from __future__ import annotations

import io
import pickle
import zlib
from collections.abc import Sequence
from typing import Any

# Texts of a column stand in one piece: pickling and compressing it costs half of what a thousand texts do.
_TEXTS, _VALUES = "t", "v"
_BETWEEN, _NOTHING = "\x00", "\x01"


def packed(value: Any) -> bytes:
    """Plain values (lists, dicts, text, numbers) as bytes."""
    return zlib.compress(pickle.dumps(value, protocol=5), 1)


def unpacked(content: bytes) -> Any:
    """The values back; UnpicklingError if the bytes name anything but plain values."""
    return _Plain(io.BytesIO(zlib.decompress(content))).load()


def packed_column(column: Sequence[Any]) -> tuple[str, Any]:
    """A column of plain values, None among them, as it is to be packed."""
    kinds = set(map(type, column))
    if kinds == {str} or kinds == {str, type(None)}:
        joined = _BETWEEN.join(column if len(kinds) == 1 else [_NOTHING if text is None else text for text in column])
        nothings = 0 if len(kinds) == 1 else column.count(None)
        if joined.count(_BETWEEN) == len(column) - 1 and joined.count(_NOTHING) == nothings:
            return _TEXTS, joined
    return _VALUES, list(column)


def unpacked_column(packed: tuple[str, Any]) -> list[Any]:
    """The column back."""
    kind, content = packed
    if kind != _TEXTS:
        values: list[Any] = content
        return values
    texts = content.split(_BETWEEN)
    return [None if text == _NOTHING else text for text in texts] if _NOTHING in content else texts


class _Plain(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        raise pickle.UnpicklingError(f"{module}.{name}")
