"""How often two goods come together or one after the other, and whether more often than chance would bring them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from clientcrm.domain.analytics.contents import Ints
from clientcrm.domain.analytics.runs import order_of_codes
from clientcrm.domain.analytics.stats import benjamini_hochberg
from clientcrm.domain.errors import Invalid

# Pairs looked at in one go and cells counted in one go: 40 MB and 32 MB.
_PAIRS, _CELLS = 1_000_000, 4_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Reach:
    """Lines, each with the run of others that it is paired with: `other[start : start + span]`; codes from 0."""

    item: Ints
    start: Ints
    span: Ints
    other: Ints
    items: int
    others: int

    def chunks(self, lines: Ints) -> Iterator[tuple[Ints, Ints]]:
        """The pairs of these lines, part by part: the line of each, and the code that it is paired with."""
        reach = np.cumsum(self.span[lines])
        first = done = 0
        while first < len(lines):
            end = max(first + 1, int(np.searchsorted(reach, done + _PAIRS, side="right")))
            some = lines[first:end]
            span = self.span[some]
            skipped = self.start[some] - (np.cumsum(span) - span)
            yield np.repeat(some, span), self.other[np.repeat(skipped, span) + np.arange(int(span.sum()))]
            first, done = end, int(reach[end - 1])


def baskets_reach(basket: Ints, item: Ints, items: int) -> Reach:
    """Each line with those behind it in its basket; sorted by basket and item, so the first code is the lower one."""
    place = np.arange(len(basket), dtype=np.int64)
    ends = np.searchsorted(basket, basket, side="right")
    return Reach(item, place + 1, ends - place - 1, item, items, items)


def count_together(reach: Reach, least: int) -> tuple[Ints, Ints, Ints]:
    """The pairs of codes seen at least so often, and how often; ascending by both codes."""
    order = order_of_codes(reach.item)
    bounds = np.searchsorted(reach.item[order], np.arange(reach.items + 1))
    rows = max(1, _CELLS // max(1, reach.others))
    found = []
    for first in range(0, reach.items, rows):
        end = min(first + rows, reach.items)
        cells = np.zeros((end - first) * reach.others, dtype=np.int64)
        for line, other in reach.chunks(order[bounds[first] : bounds[end]]):
            # Lines come by item, so a part touches a few rows alone.
            row = reach.item[line]
            low, high = (int(row[0]), int(row[-1]) + 1) if len(row) else (first, first)
            seen = np.bincount((row - low) * reach.others + other, minlength=(high - low) * reach.others)
            cells[(low - first) * reach.others : (high - first) * reach.others] += seen
        often = np.flatnonzero(cells >= max(1, least))
        found.append((often // reach.others + first, often % reach.others, cells[often]))
    if not found:
        none = np.zeros(0, dtype=np.int64)
        return none, none, none
    left, right, count = (np.concatenate(part) for part in zip(*found, strict=True))
    return left, right, count


def judged(frame: pd.DataFrame, n: int, level: float) -> pd.DataFrame:
    """With lift, p and significant added to together, n_left and n_right, seen in n baskets or steps.

    p: Fisher's exact test, one-sided; significant: with at most this share of false discoveries among all the rows,
    and more often than by chance.
    """
    together, left, right = (frame[name].to_numpy(dtype=np.int64) for name in ("together", "n_left", "n_right"))
    p = chance_of_more(together, left, right, n)
    stands = benjamini_hochberg(p, level) & (together * n > left * right)
    return frame.assign(lift=together * n / np.maximum(1, left * right), p=p, significant=stands)


def chance_of_more(together: Ints, left: Ints, right: Ints, n: int) -> NDArray[np.float64]:
    """How likely chance alone brings two things so often together, or more; Fisher's test for many tables at once."""
    ways = np.fromiter(map(math.lgamma, range(1, n + 2)), dtype=np.float64, count=n + 1)

    def likely(k: Ints) -> NDArray[np.float64]:
        one = ways[left] - ways[k] - ways[left - k] + ways[n - left] - ways[right - k]
        return np.asarray(np.exp(one - ways[n - left - right + k] - ways[n] + ways[right] + ways[n - right]))

    # Summed away from the middle, where the terms fall: else 1 - (what is less).
    above = together * n > left * right
    start = np.where(above, together, np.maximum(together - 1, np.maximum(0, left + right - n)))
    none_below = ~above & (together <= np.maximum(0, left + right - n))
    tail = likely(start) * _falling(start, left, right, n, above)
    return np.clip(np.where(none_below, 1.0, np.where(above, tail, 1.0 - tail)), 0.0, 1.0)


def _falling(start: Ints, left: Ints, right: Ints, n: int, up: NDArray[np.bool_]) -> NDArray[np.float64]:
    """The sum of the likelihoods from start to the end of the table, as a multiple of the one at start."""
    total = np.ones(len(start))
    going = np.arange(len(start))
    k, row, column, rising = (each.astype(np.float64) for each in (start, left, right, up))
    term = np.ones(len(start))
    while len(going):
        more = (row - k) * (column - k) / ((k + 1) * (n - row - column + k + 1))
        fewer = k * (n - row - column + k) / ((row - k + 1) * (column - k + 1))
        term = term * np.where(rising > 0, more, fewer)
        total[going] += term
        still = term > 1e-17 * total[going]
        going, row, column, rising, term = going[still], row[still], column[still], rising[still], term[still]
        k = k[still] + 2 * rising - 1
    return total


def share_of(option: str, value: float | str | Fraction) -> Fraction:
    """An option that is a share of 0 to 1, exactly as it was written: .01 is one of a hundred."""
    try:
        share = Fraction(str(value)).limit_denominator(1_000_000_000)
    except (ValueError, ZeroDivisionError):
        raise Invalid({option: "not_a_number"}) from None
    if not 0 <= share <= 1:
        raise Invalid({option: "not_a_share"})
    return share


def at_least(option: str, value: int, least: int) -> int:
    """An option that is a whole number, not below what makes sense."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise Invalid({option: "not_a_number"})
    if value < least:
        raise Invalid({option: "too_small"})
    return value


def enough(share: Fraction, n: int, count: int) -> int:
    """How often is often: this share of n, rounded up, and so many at the very least."""
    return max(count, -(-share.numerator * n // share.denominator))
