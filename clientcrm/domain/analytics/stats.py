"""Statistics that several figures share: an interval of a share, Fisher's test, false discoveries, a survival curve.

Sources: Wilson 1927; Fisher 1935, two-sided as R and scipy have it; Benjamini and Hochberg 1995; Kaplan and Meier 1958.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

# 95 % of a normal variable lie within this many deviations.
Z95 = 1.959963984540054
# A percentage is said of so many clients on: of twenty its interval is still 40 % wide. With fewer than five in the
# base nothing at all is told in per cent: the list itself says more (ANALYTICS.md 8).
LEAST_FOR_SHARE, LEAST_FOR_PERCENTAGES = 20, 5
# Up to so many observations Fisher's probabilities are compared as integers; beyond, as floats (1e-12 of themselves).
_EXACT = 1_000
_SAME = 1e-9


def wilson(k: int, n: int) -> tuple[float, float]:
    """The 95 % interval of a share seen k times of n; the whole of 0..1 where nothing was seen."""
    if n <= 0:
        return 0.0, 1.0
    share, square = k / n, Z95 * Z95
    middle = (share + square / (2 * n)) / (1 + square / n)
    half = Z95 * math.sqrt(share * (1 - share) / n + square / (4 * n * n)) / (1 + square / n)
    low = 0.0 if k == 0 else max(0.0, middle - half)
    high = 1.0 if k == n else min(1.0, middle + half)
    return low, high


def fisher_two_sided(a: int, b: int, c: int, d: int) -> float:
    """How likely a table [[a, b], [c, d]] with these margins is, or one no likelier."""
    low, a = _support(a, b, c, d)
    if a + b + c + d <= _EXACT:
        ways = _ways(a + b, c + d, a + c)
        seen = ways[a - low]
        return sum(one for one in ways if one <= seen) / sum(ways)
    weights = _weights(a + b, c + d, a + c)
    seen_weight = weights[a - low]
    return float(weights[weights <= seen_weight * (1 + _SAME)].sum() / weights.sum())


def fisher_greater(a: int, b: int, c: int, d: int) -> float:
    """How likely a table [[a, b], [c, d]] with these margins has so much in its first cell, or more."""
    low, a = _support(a, b, c, d)
    if a + b + c + d <= _EXACT:
        ways = _ways(a + b, c + d, a + c)
        return sum(ways[a - low :]) / sum(ways)
    weights = _weights(a + b, c + d, a + c)
    return float(weights[a - low :].sum() / weights.sum())


def benjamini_hochberg(p: ArrayLike, level: float = 0.05) -> NDArray[np.bool_]:
    """Which of several tests stand while at most this share of those that stand is expected to be false."""
    values = np.asarray(p, dtype=np.float64)
    count = len(values)
    if count == 0:
        return np.zeros(0, dtype=np.bool_)
    ordered = np.sort(values)
    stand = np.flatnonzero(ordered <= level * np.arange(1, count + 1) / count)
    limit = ordered[stand[-1]] if len(stand) else -1.0
    return np.asarray(values <= limit, dtype=np.bool_)


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """A Kaplan-Meier curve at its event times, ascending: still going after each, seen until it, ended at it."""

    times: NDArray[np.int64]
    survival: NDArray[np.float64]
    at_risk: NDArray[np.int64]
    ended: NDArray[np.int64]

    @property
    def events(self) -> int:
        """How many endings were seen."""
        return int(self.ended.sum())

    @property
    def most(self) -> float:
        """The share that has ended by the last ending seen; 0 without any."""
        return 1.0 - float(self.survival[-1]) if len(self.times) else 0.0

    def ended_by(self, time: int) -> float:
        """The share that has ended within this time."""
        place = int(np.searchsorted(self.times, time, side="right"))
        return 1.0 - float(self.survival[place - 1]) if place else 0.0

    def quantile(self, share_of_max: float) -> int | None:
        """The first time by which this share of all who ever end has ended; None without endings."""
        if not len(self.times):
            return None
        reached = 1.0 - self.survival >= share_of_max * self.most * (1 - 1e-12)
        return int(self.times[int(np.argmax(reached))])


def kaplan_meier(durations: ArrayLike, events: ArrayLike) -> Curve:
    """The curve of whole, non-negative durations; an event that is false was still going when it was last seen."""
    lasted = np.asarray(durations, dtype=np.int64)
    seen = np.asarray(events, dtype=np.bool_)
    longest = int(lasted.max()) + 1 if len(lasted) else 0
    all_by_time = np.bincount(lasted, minlength=longest).astype(np.int64)
    ended_by_time = np.bincount(lasted[seen], minlength=longest).astype(np.int64)
    times = np.flatnonzero(ended_by_time).astype(np.int64)
    at_risk = all_by_time[::-1].cumsum()[::-1][times]
    ended = ended_by_time[times]
    return Curve(times, np.cumprod((at_risk - ended) / at_risk), at_risk, ended)


def _support(a: int, b: int, c: int, d: int) -> tuple[int, int]:
    """The least that the first cell can hold with these margins, and what it holds, as Python's own integers."""
    a, b, c, d = int(a), int(b), int(c), int(d)
    if min(a, b, c, d) < 0:
        raise ValueError(f"a table of counts holds {(a, b, c, d)}")
    return max(0, a - d), a


def _ways(row: int, other: int, column: int) -> list[int]:
    """In how many ways the first cell comes to each of its values; exact."""
    low, high = max(0, column - other), min(row, column)
    ways = [math.comb(row, low) * math.comb(other, column - low)]
    for k in range(low, high):
        ways.append(ways[-1] * (row - k) * (column - k) // ((k + 1) * (other - column + k + 1)))
    return ways


def _weights(row: int, other: int, column: int) -> NDArray[np.float64]:
    """The same, as shares of the likeliest: so nothing overflows, and what underflows does not count."""
    low, high = max(0, column - other), min(row, column)
    k = np.arange(low, high, dtype=np.float64)
    up = (row - k) * (column - k) / ((k + 1) * (other - column + k + 1))
    likeliest = int(np.searchsorted(-up, -1.0))  # the ratios fall; the first below one follows the likeliest
    after = np.cumprod(up[likeliest:])
    before = np.cumprod(1 / up[:likeliest][::-1])[::-1]
    return np.concatenate([before, np.ones(1), after])
