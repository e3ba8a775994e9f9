"""Days, weeks and months out of the ordinary, by the eight before them or by the owner's own limits.

Formulas: figures.anomalies, figures.anomalies.counts (Poisson tails where a period has fewer than ten). Observations
are the complete periods with trade. NotEnough: short_history (no period has eight before it).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from clientcrm.domain.analytics.figure import Figure, NotEnough
from clientcrm.domain.analytics.history import NOBODY, in_force, purchase_days
from clientcrm.domain.analytics.periods import period_numbers, period_starts
from clientcrm.domain.errors import Invalid

NAME, FORMULA = "anomalies", "figures.anomalies"
PERIODS, MEASURES = ("day", "week", "month"), ("revenue", "receipts", "clients", "new_clients")
BEFORE, FAR = 8, 3.5
# 1.4826 makes the median deviation that of a normal variable; calm shops are not measured finer than 5 %.
_NORMAL, _LEAST = 1.4826, 0.05
FEW, RARE = 10, 1e-3
WEEKDAYS = 7


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """One complete period: its value, the baseline (the median of those before; None with fewer than eight), how far
    it is off (z; of rare counts the chance of it), whether too low (-1) or too high (1), and the days that traded.

    `by`: "own" history or the owner's "limit"; `ids`: the receipts in it, or the clients, as the measure counts.
    """

    start: date
    end: date
    value: int
    baseline: float | None
    z: float | None
    chance: float | None
    flag: int
    by: str
    trading_days: int
    ids: NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Anomalies(Figure):
    """All readings, oldest first."""

    readings: tuple[Reading, ...]

    @property
    def flagged(self) -> tuple[Reading, ...]:
        """Those out of the ordinary."""
        return tuple(one for one in self.readings if one.flag)


def anomalies(
    receipts: pd.DataFrame,
    as_of: date,
    *,
    period: str = "week",
    measure: str = "revenue",
    lowest: int | None = None,
    highest: int | None = None,
) -> Anomalies:
    """Each complete period up to as_of beside the eight before it (of a day: the same weekday); without trade, skipped.

    Revenue is net, in minor units, on the day it was taken or given back; receipts are those in force; clients those
    with a purchase day. `lowest` and `highest` are the owner's limits, both still good.
    """
    _check(period, measure, lowest, highest)
    known = receipts[receipts["day"] <= as_of.toordinal()]
    table = _table(known, as_of, period, measure)
    readings = [_reading(table, row, period, measure, (lowest, highest)) for row in range(len(table))]
    judged = sum(one.baseline is not None for one in readings)
    few = None if judged else NotEnough("short_history", len(readings), BEFORE + 1)
    return Anomalies(
        name=NAME, as_of=as_of, n=len(readings), formula=FORMULA if measure == "revenue" else f"{FORMULA}.counts",
        options={"period": period, "measure": measure, "lowest": lowest, "highest": highest},
        not_enough=few, readings=tuple(readings),
    )  # fmt: skip


def deviation(value: float, before: ArrayLike) -> float:
    """z of a sum among those before: (ln y - median ln h) / max(1.4826 MAD, 0.05); nothing or less counts as 1."""
    logs = np.log(np.maximum(np.asarray(before, dtype=np.float64), 1.0))
    middle = float(np.median(logs))
    spread = _NORMAL * float(np.median(np.abs(logs - middle)))
    return (math.log(max(value, 1.0)) - middle) / max(spread, _LEAST)


def tails(count: int, mean: float) -> tuple[float, float]:
    """The chances of so few and of so many events where `mean` is usual (Poisson)."""
    chance, below = math.exp(-mean), 0.0
    for k in range(count):
        below += chance
        chance *= mean / (k + 1)
    return min(1.0, below + chance), max(0.0, 1 - below) if below < 0.5 else _many(count, mean)


def _many(count: int, mean: float) -> float:
    """P(at least `count`), summed from the small end so that it keeps its digits."""
    chance = math.exp(count * math.log(mean) - mean - math.lgamma(count + 1)) if mean > 0 else float(count == 0)
    total, k = 0.0, count
    while chance > total * 1e-17:
        total += chance
        k += 1
        chance *= mean / k
    return total


def _table(known: pd.DataFrame, as_of: date, period: str, measure: str) -> pd.DataFrame:
    """One row per complete period with trade: first and last (days), trading (days), value and ids."""
    counted = _counted(known, as_of, measure)
    open_days = in_force(known, as_of)["day"].drop_duplicates()
    numbers = _numbers(open_days.to_numpy(), period)
    trading = pd.Series(numbers).value_counts().sort_index()
    ends = _starts(trading.index.to_numpy() + 1, period) - 1
    complete = ends <= as_of.toordinal()
    table = pd.DataFrame({"first": _starts(trading.index.to_numpy(), period), "last": ends, "trading": trading})
    by_period = counted.groupby(_numbers(counted["day"].to_numpy(), period))
    if measure == "revenue":
        values = by_period["value"].sum()
    else:
        values = by_period["id"].nunique()
    table["value"] = values.reindex(table.index).fillna(0).astype("int64")
    ids = {number: np.unique(part.to_numpy(dtype=np.int64)) for number, part in by_period["id"]}
    none = np.zeros(0, dtype=np.int64)
    table["ids"] = pd.Series([ids.get(number, none) for number in table.index], index=table.index, dtype="object")
    return table[complete]


def _counted(known: pd.DataFrame, as_of: date, measure: str) -> pd.DataFrame:
    """Rows of day, id and value of what is measured."""
    if measure == "revenue":
        return known[["day", "receipt", "total"]].set_axis(["day", "id", "value"], axis=1)
    if measure == "receipts":
        sold = in_force(known, as_of)
        return sold.loc[sold["eff"] > 0, ["day", "receipt", "eff"]].set_axis(["day", "id", "value"], axis=1)
    days = purchase_days(known, as_of)
    if measure == "new_clients":
        days = days[days["client"] != days["client"].shift(fill_value=NOBODY)]
    return days[["day", "client", "eff"]].set_axis(["day", "id", "value"], axis=1)


def _reading(
    table: pd.DataFrame, row: int, period: str, measure: str, limits: tuple[int | None, int | None]
) -> Reading:
    first, value = table["first"].to_numpy(), int(table["value"].iloc[row])
    earlier = np.arange(row)
    if period == "day":
        earlier = earlier[(first[:row] - first[row]) % WEEKDAYS == 0]
    before = table["value"].to_numpy(dtype=np.float64)[earlier[-BEFORE:]]
    baseline = z = chance = None
    flag, by = 0, "own"
    if len(before) == BEFORE:
        baseline = float(np.median(before))
        if measure != "revenue" and baseline < FEW:
            few, many = tails(value, max(float(before.mean()), 1 / BEFORE))
            chance = min(few, many)
            flag = 0 if chance >= RARE else (-1 if few < many else 1)
        else:
            z = deviation(value, before)
            flag = 0 if abs(z) < FAR else (-1 if z < 0 else 1)
    lowest, highest = limits
    if lowest is not None and value < lowest:
        flag, by = -1, "limit"
    elif highest is not None and value > highest:
        flag, by = 1, "limit"
    return Reading(
        start=date.fromordinal(int(first[row])), end=date.fromordinal(int(table["last"].iloc[row])), value=value,
        baseline=baseline, z=z, chance=chance, flag=flag, by=by,
        trading_days=int(table["trading"].iloc[row]), ids=table["ids"].iloc[row],
    )  # fmt: skip


def _numbers(days: ArrayLike, period: str) -> NDArray[np.int64]:
    return np.asarray(days, dtype=np.int64) if period == "day" else period_numbers(days, period)


def _starts(numbers: ArrayLike, period: str) -> NDArray[np.int64]:
    return np.asarray(numbers, dtype=np.int64) if period == "day" else period_starts(numbers, period)


def _check(period: str, measure: str, lowest: int | None, highest: int | None) -> None:
    wrong = {}
    if period not in PERIODS:
        wrong["period"] = "unknown"
    if measure not in MEASURES:
        wrong["measure"] = "unknown"
    if lowest is not None and highest is not None and lowest > highest:
        wrong["highest"] = "below_lowest"
    if wrong:
        raise Invalid(wrong)
