"""What is packed for staging comes back as it was, and nothing but plain values ever does."""

from __future__ import annotations

import pickle
import zlib
from datetime import date
from typing import Any

import pytest

from clientcrm.services.imports.packing import packed, unpacked


@pytest.mark.parametrize(
    "value",
    [
        {"name": ["Орлова", None], "contacts": [[["phone", "8 916", "+7916", "", "", "ok", True, None, None]], None]},
        [[1, True, 1.0, "1", None, ""], ["a\x00b", "\ud800", "\x01"]],
        None,
    ],
)
def test_plain_values_come_back(value: Any) -> None:
    assert unpacked(packed(value)) == value


def test_nothing_else_is_unpacked() -> None:
    with pytest.raises(pickle.UnpicklingError):
        unpacked(zlib.compress(pickle.dumps([date(2026, 1, 1)])))
