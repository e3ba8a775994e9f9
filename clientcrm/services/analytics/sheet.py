"""Writes the sheet of how everybody stands, for the sales that follow one by one until the next reckoning."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from clientcrm.domain.analytics.runs import Ints, lengths_of, order_of, starts_of
from clientcrm.domain.standing import BLOCK
from clientcrm.services.analytics.columns import days_of, numbers_of
from clientcrm.services.kept_figures import STANDING

_MOST = np.iinfo(np.int32).max


def sheet_of(columns: Mapping[str, Any]) -> tuple[bytes, ...]:
    """The parts that `Sheet.of` takes; none where an id has more digits than a sheet holds."""
    ids, totals, days = (numbers_of(columns.get(name, b"")) for name in STANDING[:3])
    lasts = days_of(columns.get(STANDING[3], b""))
    if len(ids) and int(ids.max()) > _MOST:
        return ()
    order = order_of(ids)
    short = [column[order].astype(np.int32) for column in (ids, days, lasts)]
    ordered = np.sort(totals)
    sums = np.cumsum(np.append(0, np.maximum(ordered, 0)))[::BLOCK]
    parts: tuple[NDArray[Any], ...] = (
        short[0],
        totals[order],
        *short[1:],
        ordered,
        sums,
        *_counted(days),
        *_counted(lasts),
    )
    return tuple(part.tobytes() for part in parts)


def _counted(values: Ints) -> tuple[Ints, Ints]:
    """Each value once, ascending, and how many are less."""
    ordered = np.sort(values)
    starts = starts_of(ordered)
    return ordered[starts], np.cumsum(lengths_of(starts, len(ordered))) - lengths_of(starts, len(ordered))
