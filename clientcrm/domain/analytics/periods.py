"""Weeks from Monday, months, quarters and years, numbered so that the next one is the next number."""

from __future__ import annotations

from datetime import date

import numpy as np
from numpy.typing import ArrayLike, NDArray

from clientcrm.domain.errors import Invalid

PERIODS = ("week", "month", "quarter", "year")
# Days of an average one, to find which is nearest to a usual interval.
_LENGTHS = {"week": 7.0, "month": 30.436875, "quarter": 91.310625}
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_EPOCH = date(1970, 1, 1).toordinal()


def period_numbers(days: ArrayLike, period: str) -> NDArray[np.int64]:
    """The number of the period that each day (an ordinal) lies in."""
    ordinals = np.asarray(days, dtype=np.int64)
    if period == "week":  # the ordinal 1 is a Monday
        return np.asarray((ordinals - 1) // 7, dtype=np.int64)
    if period not in _MONTHS:
        raise Invalid({"period": "unknown"})
    months = (ordinals - _EPOCH).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    return np.asarray(months // _MONTHS[period], dtype=np.int64)


def period_starts(numbers: ArrayLike, period: str) -> NDArray[np.int64]:
    """The first day (an ordinal) of each period."""
    counted = np.asarray(numbers, dtype=np.int64)
    if period == "week":
        return np.asarray(counted * 7 + 1, dtype=np.int64)
    if period not in _MONTHS:
        raise Invalid({"period": "unknown"})
    days = (counted * _MONTHS[period]).astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    return np.asarray(days + _EPOCH, dtype=np.int64)


def last_complete(as_of: date, period: str) -> int:
    """The number of the last period that has ended by the end of this day."""
    day = as_of.toordinal()
    return int(period_numbers([day + 1], period)[0]) - 1


def nearest_period(interval: float) -> str:
    """Week, month or quarter: whichever is nearest in length to an interval in days."""
    return min(_LENGTHS, key=lambda period: abs(_LENGTHS[period] - interval))
