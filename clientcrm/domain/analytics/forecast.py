"""Where sales are heading: complete periods beside those of a year ago, the trend, and the next ones with an interval.

Formulas: figures.forecast.level (the mean of the last three), .trend (the line of the last twelve), .season (the same
period a year ago, times the growth of the last three on theirs). Observations are complete periods from the first
sale. NotEnough: few_periods (under six).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from clientcrm.domain.analytics.figure import Figure, NotEnough
from clientcrm.domain.analytics.periods import last_complete, period_numbers, period_starts
from clientcrm.domain.errors import Invalid

NAME, FORMULA = "forecast", "figures.forecast"
YEARS = {"month": 12, "quarter": 4, "week": 52}
LEAST, MOST_AHEAD = 6, 12
RECENT, LINE = 3, 12
# A normal variable lies within 1.2816 deviations four times of five, and its sign of a trend over 1.96 one in twenty.
_FOUR_OF_FIVE, _ONE_OF_TWENTY = 1.2815515655446004, 1.959963984540054
# What is tried at the least before another way than the plain mean is believed.
_TRIALS = 3


@dataclass(frozen=True, slots=True)
class Seen:
    """A complete period in minor units, net, beside the same one a year ago; None where there was no shop yet."""

    start: date
    end: date
    value: int
    year_ago: int | None

    @property
    def growth(self) -> float | None:
        """By what share it is over that of a year ago; None where nothing was sold then."""
        return self.value / self.year_ago - 1 if self.year_ago is not None and self.year_ago > 0 else None


@dataclass(frozen=True, slots=True)
class Coming:
    """A period to come: expected, and where it ends four times of five as far as past forecasts missed."""

    start: date
    end: date
    expected: int
    low: int
    high: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Forecast(Figure):
    """`way`: level, trend or season, whichever missed least here; `error`: by what share it did, typically.

    `slope`: minor units a period gained or lost, the median of all pairs of the last twelve; `certain`: whether that
    is more than chance does (Mann and Kendall, 5 %).
    """

    seen: tuple[Seen, ...]
    coming: tuple[Coming, ...] = ()
    way: str = ""
    error: float | None = None
    slope: int | None = None
    certain: bool = False


def forecast(receipts: pd.DataFrame, as_of: date, *, period: str = "month", ahead: int = 3) -> Forecast:
    """The complete periods up to as_of and `ahead` after the last one; the one that is going on is forecast as well."""
    if period not in YEARS:
        raise Invalid({"period": "unknown"})
    if not 0 < ahead <= MOST_AHEAD:
        raise Invalid({"ahead": "out_of_range"})
    first, values = _values(receipts, as_of, period)
    year = YEARS[period]
    seen = tuple(
        Seen(*_days(first + at, period), int(value), int(values[at - year]) if at >= year else None)
        for at, value in enumerate(values)
    )
    options = {"period": period, "ahead": ahead}
    if len(values) < LEAST:
        few = NotEnough("few_periods", len(values), LEAST)
        return Forecast(
            name=NAME, as_of=as_of, n=len(values), formula=FORMULA, options=options, not_enough=few, seen=seen
        )
    way, errors = _least_wrong(values, year)
    spread, size = _spread(errors), float(np.abs(values[-LINE:]).mean())
    coming = []
    for step in range(1, ahead + 1):
        said, half = _said(way, values, step, year), spread * size * math.sqrt(step)
        start, end = _days(first + len(values) - 1 + step, period)
        coming.append(Coming(start, end, round(said), round(said - half), round(said + half)))
    slope, certain = _trend(values[-LINE:])
    return Forecast(
        name=NAME, as_of=as_of, n=len(values), formula=f"{FORMULA}.{way}", options=options, seen=seen,
        coming=tuple(coming), way=way, error=float(np.median(np.abs(errors))), slope=slope, certain=certain,
    )  # fmt: skip


def _values(receipts: pd.DataFrame, as_of: date, period: str) -> tuple[int, NDArray[np.float64]]:
    """The number of the first complete period, and the net sum of each from there on.

    The period of the very first sale is complete only if it began with it.
    """
    known = receipts[receipts["day"] <= as_of.toordinal()]
    if not len(known):
        return 0, np.zeros(0)
    opened = int(known["day"].min())
    first = int(period_numbers([opened - 1], period)[0]) + 1
    last = last_complete(as_of, period)
    sums = known["total"].groupby(period_numbers(known["day"].to_numpy(), period)).sum()
    return first, sums.reindex(range(first, last + 1)).fillna(0).to_numpy(dtype=np.float64)


def _days(number: int, period: str) -> tuple[date, date]:
    start, after = period_starts([number, number + 1], period).tolist()
    return date.fromordinal(start), date.fromordinal(after - 1)


def _said(way: str, values: NDArray[np.float64], step: int, year: int) -> float:
    """What this way of forecasting says of the step-th period after these."""
    if way == "trend":
        line = values[-LINE:]
        slope = _median_slope(line)
        places = np.arange(len(line))
        return float(np.median(line - slope * places) + slope * (len(line) - 1 + step))
    if way == "season":
        now, then = float(values[-RECENT:].sum()), float(values[-RECENT - year : -year].sum())
        return float(values[len(values) + (step - 1) % year - year]) * (now / then)
    return float(values[-RECENT:].mean())


def _least_wrong(values: NDArray[np.float64], year: int) -> tuple[str, list[float]]:
    """The way with the smallest typical error when told one period ahead again and again, and its errors (shares)."""
    best, errors = "level", _errors("level", values, range(RECENT, len(values)), year)
    for way, start in (("trend", LEAST), ("season", year + RECENT)):
        places = range(start, len(values))
        if len(places) < _TRIALS or (way == "season" and not _comparable(values, places, year)):
            continue
        own, others = _errors(way, values, places, year), _errors(best, values, places, year)
        if np.median(np.abs(own)) < np.median(np.abs(others)):
            best, errors = way, own
    return best, errors


def _comparable(values: NDArray[np.float64], places: Sequence[int], year: int) -> bool:
    """Whether there was trade a year before all of these, and before what is to come."""
    ends = [*places, len(values)]
    return all(values[end - RECENT - year : end - year].sum() > 0 for end in ends) and bool((values[-year:] > 0).all())


def _errors(way: str, values: NDArray[np.float64], places: Sequence[int], year: int) -> list[float]:
    """By what share of a usual period each was missed."""
    size = max(float(np.abs(values[-LINE:]).mean()), 1.0)
    return [(float(values[at]) - _said(way, values[:at], 1, year)) / size for at in places]


def _spread(errors: Sequence[float]) -> float:
    """Half of what four of five errors lie within; wider the fewer there are (Student's, by its first correction)."""
    count = len(errors)
    wider = _FOUR_OF_FIVE + (_FOUR_OF_FIVE**3 + _FOUR_OF_FIVE) / (4 * count)
    return wider * math.sqrt(float(np.square(errors).mean()) * (1 + 1 / count))


def _median_slope(line: NDArray[np.float64]) -> float:
    left, right = np.triu_indices(len(line), 1)
    return float(np.median((line[right] - line[left]) / (right - left)))


def _trend(line: NDArray[np.float64]) -> tuple[int, bool]:
    count = len(line)
    left, right = np.triu_indices(count, 1)
    score = int(np.sign(line[right] - line[left]).sum())
    ties = np.unique(line, return_counts=True)[1]
    variance = (count * (count - 1) * (2 * count + 5) - int((ties * (ties - 1) * (2 * ties + 5)).sum())) / 18
    z = max(0, abs(score) - 1) / math.sqrt(variance) if variance > 0 else 0.0
    return round(_median_slope(line)), z > _ONE_OF_TWENTY
