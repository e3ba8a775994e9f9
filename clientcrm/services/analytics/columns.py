"""The columns of `numbers` as numpy takes them, in whatever process they are reckoned with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from clientcrm.domain.analytics.history import NOBODY
from clientcrm.services.kept_figures import LINES, RECEIPTS

Ints = NDArray[np.int64]
# date(1970, 1, 1).toordinal(): numpy counts its days from there.
_EPOCH = 719_163
_DAY = len("2026-11-23,")


def receipts_of(columns: Mapping[str, Any]) -> dict[str, Ints]:
    """receipt, client, day (ordinal), total, sale of each; whoever is nobody by now is NOBODY."""
    found = {
        name: days_of(columns[name]) if name == "day" else numbers_of(columns[name])
        for name in RECEIPTS
        if name != "nobody"
    }
    nobody = numbers_of(columns.get("nobody", b""))
    if len(nobody):
        found["client"] = np.where(np.isin(found["client"], nobody), NOBODY, found["client"])
    return found


def lines_of(columns: Mapping[str, Any]) -> dict[str, Ints]:
    """receipt, product and total of each line."""
    return {name.removeprefix("line_"): numbers_of(columns.get(name, b"")) for name in LINES}


def numbers_of(text: bytes) -> Ints:
    """Whole numbers with commas between."""
    return np.fromstring(text, dtype=np.int64, sep=",") if text else np.zeros(0, dtype=np.int64)


def days_of(text: bytes) -> Ints:
    """ISO days with commas between, as ordinals."""
    if not text:
        return np.zeros(0, dtype=np.int64)
    told = np.frombuffer(text + b",", dtype=np.uint8).reshape(-1, _DAY)
    year, month, day = (_whole(told[:, part]) for part in (slice(0, 4), slice(5, 7), slice(8, 10)))
    months = ((year - 1970) * 12 + month - 1).astype("datetime64[M]")
    return months.astype("datetime64[D]").astype(np.int64) + (day + _EPOCH - 1)


def _whole(digits: NDArray[np.uint8]) -> Ints:
    found = np.zeros(len(digits), dtype=np.int64)
    for place in range(digits.shape[1]):
        found = found * 10 + (digits[:, place] - ord("0"))
    return found
