"""A, B, C by money and X, Y, Z by steadiness, for clients and for goods alike, in whole numbers; and their cross."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandas.api.extensions import ExtensionArray

from clientcrm.domain.analytics.rhythm import PRESET_LOST
from clientcrm.domain.analytics.stats import LEAST_FOR_PERCENTAGES
from clientcrm.domain.errors import Invalid
from clientcrm.domain.scores import SHARES

ABC, XYZ = ("A", "B", "C"), ("X", "Y", "Z")
NO_CLASS = "none"
# X varies by at most 10 % of its mean, Y by at most 25 %; over fewer periods variation means nothing.
VARIATION = (10, 25)
FEWEST_PERIODS = 6


@dataclass(frozen=True, slots=True)
class ClassLimits:
    """Where classes end: per cent of the money (A, B), per cent of variation (X, Y); days after which nobody is new."""

    shares: tuple[int, int] = SHARES
    variation: tuple[int, int] = VARIATION
    lost_after: int = PRESET_LOST


USUAL = ClassLimits()


def abc_classes(money: NDArray[np.int64], shares: tuple[int, int] = SHARES) -> NDArray[np.object_]:
    """The class of each sum: by what share of the positive total lies in strictly larger sums, so that ties share.

    The one that crosses the first limit is still A; nothing or less is always C.
    """
    if not 0 < shares[0] < shares[1] <= 100:
        raise Invalid({"shares": "not_rising"})
    ascending = np.sort(money)
    upwards = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(np.maximum(ascending, 0))])
    total = int(upwards[-1])
    above = total - upwards[np.searchsorted(ascending, money, side="right")]
    # above * 100 < share * total, without the products: both may leave 64 bits
    limits = [-((-share * total) // 100) for share in shares]
    found = np.where(above < limits[0], "A", np.where(above < limits[1], "B", "C")).astype(object)
    found[money <= 0] = "C"
    return np.asarray(found, dtype=object)


def variation_classes(
    amounts: NDArray[np.int64],
    items: NDArray[np.int64],
    counts: NDArray[np.int64],
    limits: tuple[int, int] = VARIATION,
) -> tuple[NDArray[np.object_], NDArray[np.float64]]:
    """The class of each item and its coefficient of variation (population; -1 where there is none).

    amounts: one per item and period that has any; items: the place of each amount's item; counts: over how many periods
    each item is looked at, those without a sale being nothing. Under six periods there is no class; an item that
    brought nothing or less is Z.
    """
    if not 0 < limits[0] < limits[1]:
        raise Invalid({"limits": "not_rising"})
    largest = int(np.abs(amounts).max()) if len(amounts) else 0
    periods = int(counts.max()) if len(counts) else 0
    exact = np.int64 if (largest * max(periods, 1)) ** 2 * max(limits[1] ** 2, 10_000) < 2**62 else object
    sums, squares = np.zeros(len(counts), dtype=exact), np.zeros(len(counts), dtype=exact)
    np.add.at(sums, items, amounts.astype(exact))
    np.add.at(squares, items, amounts.astype(exact) ** 2)
    square = sums * sums
    spread = counts.astype(exact) * squares - square  # (n * deviation)^2, whole
    within = [(spread * 10_000 <= limit * limit * square).astype(bool) for limit in limits]
    found = np.where(within[0], "X", np.where(within[1], "Y", "Z")).astype(object)
    positive = (sums > 0).astype(bool)
    found[~positive] = "Z"
    told = counts >= FEWEST_PERIODS
    found[~told] = NO_CLASS
    shown = np.full(len(counts), -1.0)
    clear = told & positive
    shown[clear] = np.sqrt(spread[clear].astype(np.float64)) / sums[clear].astype(np.float64)
    return np.asarray(found, dtype=object), shown


def crossed(
    abc: NDArray[np.object_],
    xyz: NDArray[np.object_],
    sums: Mapping[str, NDArray[np.int64]],
    advice: Mapping[str, str],
    members: str,
) -> pd.DataFrame:
    """The nine cells, empty ones too, by class of money (rows A to C) and of steadiness.

    Columns: `members` (how many), share of them, then each sum and its share, and advice, a key. Shares are of
    everybody, also of those without a class; missing with fewer than five members, and where the whole is nothing or
    less.
    """
    cells = pd.MultiIndex.from_tuples(list(product(ABC, XYZ)), names=["abc", "xyz"])
    frame = pd.DataFrame(index=cells)
    chosen = [(abc == a) & (xyz == x) for a, x in cells]
    frame[members] = np.array([int(cell.sum()) for cell in chosen], dtype=np.int64)
    told = len(abc) >= LEAST_FOR_PERCENTAGES
    frame[f"share_of_{members}"] = _shares(frame[members].to_numpy(), len(abc), told)
    for name, values in sums.items():
        frame[name] = np.array([int(values[cell].sum()) for cell in chosen], dtype=np.int64)
        frame[f"share_of_{name}"] = _shares(frame[name].to_numpy(), int(values.sum()), told)
    frame["advice"] = [advice[a + x] for a, x in cells]
    return frame


def _shares(parts: NDArray[np.int64], whole: int, told: bool) -> ExtensionArray:
    shares = (parts / whole).tolist() if told and whole > 0 else [None] * len(parts)
    return pd.array(shares, dtype="Float64")
