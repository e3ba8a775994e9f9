"""What a receipt comes to on average: mean and median of one population, by period and by group, outliers named.

Definitions: ANALYTICS.md 7.1. Formula keys: figures.average-check, figures.average-check.groups.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import cast

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from clientcrm.domain.analytics.contents import sold
from clientcrm.domain.analytics.figure import Figure, NotEnough
from clientcrm.domain.analytics.history import Sales, in_force
from clientcrm.domain.analytics.periods import period_numbers, period_starts
from clientcrm.domain.errors import Invalid

# A receipt is far out when its logarithm is: three quartile ranges above the upper quartile, as Tukey's outer fence;
# a range of at least a quarter, so that a shop of one price does not call its second price strange.
_FENCE, _LEAST_RANGE, _LEAST_FOR_FENCE = 3.0, 0.25, 10


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class AverageCheck(Figure):
    """n: receipts in force that come to more than nothing, anonymous ones too.

    total: what they come to; mean and median in minor units, exact, None without receipts (`to_minor` rounds them for
    the eye). outliers: receipts far above the rest, ascending; mean_without: the mean of the others, None where there
    are none. trend: by period (its first day, an ordinal), n, total, mean, median, change (of the mean against the last
    period that had one, as a share), incomplete. groups: by group, n, total, mean, median, the largest total first.
    Means and medians of the frames are whole minor units, half up, missing where n is 0. behind: the receipts counted,
    receipt, client, day, eff, in the order of days. members: receipt, group, as they were given, sorted.
    """

    total: int
    mean: Decimal | None
    median: Decimal | None
    outliers: NDArray[np.int64]
    mean_without: Decimal | None
    trend: pd.DataFrame
    groups: pd.DataFrame
    behind: pd.DataFrame
    members: pd.DataFrame

    def ids(self, *, period: int | None = None, group: object = None) -> NDArray[np.int64]:
        """The receipts of a period (by its first day) or of a group, or of both, ascending."""
        chosen = self.behind
        if period is not None:
            until = min(self.trend.index[self.trend.index > period], default=self.as_of.toordinal() + 1)
            chosen = chosen[(chosen["day"] >= period) & (chosen["day"] < until)]
        if group is not None:
            chosen = chosen[chosen["receipt"].isin(self.members.loc[self.members["group"] == group, "receipt"])]
        return np.sort(chosen["receipt"].to_numpy(dtype=np.int64))


def average_check(
    receipts: pd.DataFrame,
    as_of: date,
    *,
    since: date | None = None,
    period: str = "month",
    groups: pd.DataFrame | None = None,
) -> AverageCheck:
    """The average receipt from `since` (the first sale, where it is None) to as_of.

    groups: receipt, group (the employee, the client's segment, each product on it ...); a receipt may be in several,
    and counts whole in each.
    """
    if since is not None and since > as_of:
        raise Invalid({"since": "after_as_of"})
    counted = _counted(receipts, as_of, since)
    given = pd.DataFrame({"receipt": [], "group": []}, dtype="int64") if groups is None else groups
    members = given[["receipt", "group"]].drop_duplicates().sort_values(["receipt", "group"], ignore_index=True)
    eff = counted["eff"].to_numpy(dtype=np.int64)
    far = _far_out(eff)
    return AverageCheck(
        name="average-check",
        as_of=as_of,
        n=len(eff),
        formula="figures.average-check" if groups is None else "figures.average-check.groups",
        options={"since": since, "period": period},
        not_enough=None if len(eff) else NotEnough("no_receipts", 0, 1),
        total=int(eff.sum()),
        mean=_mean(eff),
        median=_median(eff),
        outliers=np.sort(counted["receipt"].to_numpy(dtype=np.int64)[far]),
        mean_without=_mean(eff[~far]) if far.any() else None,
        trend=_trend(counted, as_of, since, period),
        groups=_groups(counted, members),
        behind=counted,
        members=members,
    )


def by_employee(receipts: pd.DataFrame) -> pd.DataFrame:
    """Groups of receipts by the employee's code; NOBODY where none is named."""
    return receipts[["receipt", "employee"]].rename(columns={"employee": "group"})


def by_class(receipts: pd.DataFrame, classes: pd.Series[str]) -> pd.DataFrame:
    """Groups of receipts by a class of their clients (the index): a segment, a tier; the rest is in none."""
    group = receipts["client"].map(classes)
    return pd.DataFrame({"receipt": receipts["receipt"], "group": group})[group.notna()]


def by_product(sales: Sales, as_of: date) -> pd.DataFrame:
    """Groups of receipts by each product on them that was not taken back."""
    return sold(sales, as_of)[["receipt", "product"]].rename(columns={"product": "group"})


def to_minor(value: Decimal) -> int:
    """Whole minor units, half up."""
    return int(value.quantize(Decimal(1), ROUND_HALF_UP))


def _counted(receipts: pd.DataFrame, as_of: date, since: date | None) -> pd.DataFrame:
    good = in_force(receipts, as_of)
    good = good[(good["eff"] > 0) & (good["day"] >= (since.toordinal() if since else 0))]
    return good[["receipt", "client", "day", "eff"]].sort_values(["day", "receipt"], ignore_index=True)


def _mean(eff: NDArray[np.int64]) -> Decimal | None:
    return Decimal(int(eff.sum())) / len(eff) if len(eff) else None


def _median(eff: NDArray[np.int64]) -> Decimal | None:
    if not len(eff):
        return None
    middle = np.partition(eff, [(len(eff) - 1) // 2, len(eff) // 2])[[(len(eff) - 1) // 2, len(eff) // 2]]
    return Decimal(int(middle.sum())) / 2


def _far_out(eff: NDArray[np.int64]) -> NDArray[np.bool_]:
    if len(eff) < _LEAST_FOR_FENCE:
        return np.zeros(len(eff), dtype=np.bool_)
    logs = np.log(eff.astype(np.float64))
    low, high = np.quantile(logs, [0.25, 0.75])
    return np.asarray(logs > high + _FENCE * max(_LEAST_RANGE, high - low), dtype=np.bool_)


def _trend(counted: pd.DataFrame, as_of: date, since: date | None, period: str) -> pd.DataFrame:
    """Every period from the first to that of as_of, those without receipts too."""
    last = int(period_numbers([as_of.toordinal()], period)[0])
    numbers = period_numbers(counted["day"], period)
    first = int(period_numbers([since.toordinal()], period)[0]) if since else int(numbers.min(initial=last + 1))
    every = np.arange(first, last + 1)
    found = _summed(counted["eff"], pd.Series(numbers, index=counted.index)).reindex(every)
    found[["n", "total"]] = found[["n", "total"]].fillna(0).astype("int64")
    mean = found["mean"].astype("Float64")
    before = mean.ffill().shift()
    found["change"] = mean / before - 1
    starts = period_starts(np.append(every, last + 1), period)
    found["incomplete"] = starts[1:] > as_of.toordinal() + 1
    found.index = pd.Index(starts[:-1], name="period")
    return found


def _groups(counted: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    grouped = counted.merge(members, on="receipt")
    found = _summed(grouped["eff"], grouped["group"]).sort_index()
    return found.sort_values("total", ascending=False, kind="stable")


def _summed(eff: pd.Series[int], group: pd.Series[int]) -> pd.DataFrame:
    """n, total, mean and median by group; whole minor units, half up."""
    by_group = eff.groupby(group.rename("group"))
    found = pd.DataFrame({"n": by_group.count(), "total": by_group.sum()}).astype("int64")
    found["mean"] = ((2 * found["total"] + found["n"]) // (2 * found["n"])).astype("Int64")
    # A median is whole or half: twice it, exact up to 2**52, is an integer.
    twice = (cast("pd.Series[float]", by_group.median()) * 2).astype("int64")
    found["median"] = ((twice + 1) // 2).astype("Int64")
    return found
