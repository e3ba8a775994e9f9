"""Staged rows as bytes: pickled, because that is twice as quick as JSON, and unpacked without trust.

They come by the column: a third smaller than dictionaries. Joining a column's texts beforehand gains nothing.
"""

from __future__ import annotations

import io
import pickle
import zlib
from typing import Any


def packed(value: Any) -> bytes:
    """Plain values (lists, dicts, text, numbers) as bytes; a fifth of the size costs less than writing all of it."""
    return zlib.compress(pickle.dumps(value, protocol=5), 1)


def unpacked(content: bytes) -> Any:
    """The values back; UnpicklingError if the bytes name anything but plain values."""
    return _Plain(io.BytesIO(zlib.decompress(content))).load()


class _Plain(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        raise pickle.UnpicklingError(f"{module}.{name}")
