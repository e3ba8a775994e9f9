"""How many newcomers buy again in time, and where those who do not are lost; only who had the time to is counted.

Definitions: ANALYTICS.md 7.8. Formula keys: figures.conversion, figures.conversion.groups.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from clientcrm.domain.analytics.contents import sold
from clientcrm.domain.analytics.figure import Figure, NotEnough
from clientcrm.domain.analytics.history import Sales, in_force, purchase_days
from clientcrm.domain.analytics.periods import period_numbers, period_starts
from clientcrm.domain.analytics.rhythm import spells
from clientcrm.domain.analytics.stats import (
    LEAST_FOR_SHARE,
    Curve,
    benjamini_hochberg,
    fisher_two_sided,
    kaplan_meier,
    wilson,
)
from clientcrm.domain.errors import Invalid

# A group is compared with the rest from so many on.
LEAST_COMPARED = 10
WITHIN = (30, 60, 90)
# After which purchase clients do not come again is followed so far.
STEPS = 6


@dataclass(frozen=True, slots=True)
class Passed:
    """`k` of `n` who had the time went on; share: None where n is too small to say it; low, high: 95 % (Wilson)."""

    k: int
    n: int
    share: float | None
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Conversion(Figure):
    """n: mature clients, whose first purchase is `window` days ago or more.

    second: of them those with a second purchase day within `window` days of the first; third: the same with the third
    and twice the window. curve: from first to second purchase day over all clients, whoever had how much time.
    clients: by client id, first, second, third (ordinals; missing: not yet), mature, converted, mature_third,
    converted_third. steps: by purchase number 1.., mature, converted (came again within `window` days), share, low,
    high. cohorts: by cohort (first day of the month of the first purchase) and within (days), clients, mature,
    converted, share, low, high, whole (all of them mature). groups: by group, clients, mature, converted, share, low,
    high, p (Fisher against the rest; missing under 10), differs (still after Benjamini-Hochberg at 5 %).
    A share is missing where fewer than `least` are mature. visits: client, number, age (days since), gap (days to the
    next; 0: none yet), of the purchase days up to the last step. members: client, group, as they were given, sorted.
    """

    second: Passed
    third: Passed
    curve: Curve
    clients: pd.DataFrame
    steps: pd.DataFrame
    cohorts: pd.DataFrame
    groups: pd.DataFrame
    visits: pd.DataFrame
    members: pd.DataFrame

    def ids(
        self, which: str, *, within: int | None = None, cohort: int | None = None, group: object = None
    ) -> NDArray[np.int64]:
        """The clients that `converted`, `leaked` (had the time and did not), or are `young` (had not), ascending.

        within: days, the window where it is None; cohort and group: of that one alone.
        """
        stands = self.standing(within)
        if cohort is not None:
            stands = stands[period_starts(period_numbers(self.clients["first"], "month"), "month") == cohort]
        if group is not None:
            stands = stands[stands.index.isin(self.members.loc[self.members["group"] == group, "client"])]
        return stands.index[stands == which].to_numpy(dtype=np.int64)

    def standing(self, within: int | None = None) -> pd.Series[str]:
        """By client id, whether they converted, leaked or are young; within as for `ids`."""
        limit = within or int(str(self.options["window"]))
        young = self.as_of.toordinal() - self.clients["first"] < limit
        came = (self.clients["second"] - self.clients["first"] <= limit).fillna(False).astype(bool)
        return pd.Series(np.select([young, came], ["young", "converted"], "leaked"), self.clients.index, dtype="str")

    def step_ids(self, number: int, which: str) -> NDArray[np.int64]:
        """The same after the purchase of this number: who came again within the window, who did not, who may yet."""
        window = int(str(self.options["window"]))
        visits = self.visits[self.visits["number"] == number].set_index("client")
        gap = visits["gap"]
        return _chosen(visits.index, which, visits["age"] >= window, (gap > 0) & (gap <= window))


def conversion(
    receipts: pd.DataFrame,
    as_of: date,
    *,
    window: int = 90,
    within: Sequence[int] = WITHIN,
    groups: pd.DataFrame | None = None,
    least: int = LEAST_FOR_SHARE,
    days: pd.DataFrame | None = None,
) -> Conversion:
    """Newcomers who became regulars within `window` days, by step, by cohort and by group.

    groups: client, group (a source, the product or the employee of the first purchase ...); a client may be in several.
    days: `purchase_days(receipts, as_of)` where they are at hand.
    """
    _check(window, within, least)
    days = purchase_days(receipts, as_of) if days is None else days
    clients = _clients(days, as_of, window)
    mature = clients[clients["mature"]]
    second = passed(int(mature["converted"].sum()), len(mature), least)
    for_third = clients[clients["mature_third"]]
    given = pd.DataFrame({"client": [], "group": []}, dtype="int64") if groups is None else groups
    members = given[["client", "group"]].drop_duplicates().sort_values(["client", "group"], ignore_index=True)
    lasted, ended = spells(days, as_of)
    number = _numbers(days)
    counted = (number == 1) & (lasted > 0)
    visits = pd.DataFrame({"client": days["client"], "number": number, "age": as_of.toordinal() - days["day"]})
    visits["gap"] = np.where(ended, lasted, 0)
    return Conversion(
        name="conversion",
        as_of=as_of,
        n=len(mature),
        formula="figures.conversion" if groups is None else "figures.conversion.groups",
        options={"window": window, "within": tuple(within), "least": least},
        not_enough=NotEnough("few_mature", len(mature), least) if len(mature) < least else None,
        second=second,
        third=passed(int(for_third["converted_third"].sum()), len(for_third), least),
        curve=kaplan_meier(lasted[counted], ended[counted]),
        clients=clients,
        steps=_steps(visits, window, least),
        cohorts=_cohorts(clients, as_of, within, least),
        groups=_groups(clients, members, least),
        visits=visits[number <= STEPS].reset_index(drop=True),
        members=members,
    )


def first_employees(receipts: pd.DataFrame, as_of: date, days: pd.DataFrame | None = None) -> pd.DataFrame:
    """Who served each client on the first purchase day: client, group (the employee's code); several where several."""
    first = _first_receipts(receipts, as_of, days)
    served = first[["client", "employee"]].drop_duplicates()
    return served.rename(columns={"employee": "group"}).sort_values(["client", "group"], ignore_index=True)


def first_products(sales: Sales, as_of: date, days: pd.DataFrame | None = None) -> pd.DataFrame:
    """What each client bought on the first purchase day and kept: client, group (the product); a row for each."""
    first = _first_receipts(sales.receipts, as_of, days)[["receipt", "client"]]
    bought = sold(sales, as_of).merge(first, on="receipt")[["client", "product"]].drop_duplicates()
    return bought.rename(columns={"product": "group"}).sort_values(["client", "group"], ignore_index=True)


def _first_receipts(receipts: pd.DataFrame, as_of: date, days: pd.DataFrame | None) -> pd.DataFrame:
    """The sales in force of each client's first purchase day that come to more than nothing."""
    days = purchase_days(receipts, as_of) if days is None else days
    good = in_force(receipts, as_of)
    return good[good["eff"] > 0].merge(days.drop_duplicates("client")[["client", "day"]], on=["client", "day"])


def passed(k: int, n: int, least: int = LEAST_FOR_SHARE) -> Passed:
    """k of n, with the share where n bears it."""
    low, high = wilson(k, n)
    return Passed(k, n, k / n if n >= max(1, least) else None, low, high)


def _clients(days: pd.DataFrame, as_of: date, window: int) -> pd.DataFrame:
    """Each client's first three purchase days, and what they say."""
    number = _numbers(days)
    dated = [days[number == place].set_index("client")["day"] for place in (1, 2, 3)]
    first = dated[0]
    found = pd.DataFrame({"first": first, "second": dated[1].astype("Int64"), "third": dated[2].astype("Int64")})
    found["first"] = first.astype("int64")
    age = as_of.toordinal() - first
    found["mature"] = age >= window
    found["converted"] = (found["second"] - first <= window).fillna(False).astype(bool)
    found["mature_third"] = age >= 2 * window
    found["converted_third"] = (found["third"] - first <= 2 * window).fillna(False).astype(bool)
    return found


def _numbers(days: pd.DataFrame) -> NDArray[np.int64]:
    """Which purchase day of its client each is, from 1."""
    return np.asarray(days.groupby("client").cumcount().to_numpy() + 1, dtype=np.int64)


def _chosen(ids: pd.Index[int], which: str, mature: pd.Series[bool], converted: pd.Series[bool]) -> NDArray[np.int64]:
    chosen = {"converted": mature & converted, "leaked": mature & ~converted, "young": ~mature}[which]
    return ids[chosen].to_numpy(dtype=np.int64)


def _steps(visits: pd.DataFrame, window: int, least: int) -> pd.DataFrame:
    number, age, gap = (visits[name].to_numpy(dtype=np.int64) for name in ("number", "age", "gap"))
    rows = []
    for step in range(1, STEPS + 1):
        mature = (number == step) & (age >= window)
        came = mature & (gap > 0) & (gap <= window)
        rows.append((step, passed(int(came.sum()), int(mature.sum()), least)))
    keys: list[dict[str, object]] = [{"number": step} for step, _ in rows]
    return _table(keys, [one for _, one in rows]).set_index("number")


def _cohorts(clients: pd.DataFrame, as_of: date, within: Sequence[int], least: int) -> pd.DataFrame:
    starts = period_starts(period_numbers(clients["first"], "month"), "month")
    age = as_of.toordinal() - clients["first"].to_numpy()
    to_second = (clients["second"] - clients["first"]).fillna(-1).to_numpy(dtype=np.int64)
    keys: list[dict[str, object]] = []
    rows = []
    for cohort in np.unique(starts):
        chosen = starts == cohort
        for limit in within:
            mature = chosen & (age >= limit)
            came = mature & (to_second > 0) & (to_second <= limit)
            whole = bool(mature.sum() == chosen.sum())
            keys.append({"cohort": int(cohort), "within": limit, "clients": int(chosen.sum()), "whole": whole})
            rows.append(passed(int(came.sum()), int(mature.sum()), least))
    return _table(keys, rows, ["cohort", "within", "clients", "whole"])


def _groups(clients: pd.DataFrame, members: pd.DataFrame, least: int) -> pd.DataFrame:
    """Each group beside the rest of the mature clients."""
    known = members.merge(clients[["mature", "converted"]], left_on="client", right_index=True)
    known["converted"] &= known["mature"]
    counts = known.groupby("group").agg(clients=("client", "size"), n=("mature", "sum"), k=("converted", "sum"))
    every, all_converted = int(clients["mature"].sum()), int((clients["mature"] & clients["converted"]).sum())
    keys: list[dict[str, object]] = []
    rows, chances = [], []
    for group, size, n, k in counts.itertuples():
        keys.append({"group": group, "clients": int(size)})
        rows.append(passed(int(k), int(n), least))
        rest, rest_converted = every - int(n), all_converted - int(k)
        compared = n >= LEAST_COMPARED and rest > 0
        chances.append(fisher_two_sided(k, n - k, rest_converted, rest - rest_converted) if compared else None)
    found = _table(keys, rows, ["group", "clients"])
    found["p"] = pd.array(chances, dtype="Float64")
    differs = np.zeros(len(found), dtype=np.bool_)
    compared_too = found["p"].notna().to_numpy()
    differs[compared_too] = benjamini_hochberg(found["p"].dropna().to_numpy(dtype=np.float64))
    return found.assign(differs=differs).set_index("group")


def _table(keys: list[dict[str, object]], rows: list[Passed], names: Sequence[str] = ()) -> pd.DataFrame:
    found = pd.DataFrame(keys, columns=list(names) or None)
    found["mature"] = pd.array([one.n for one in rows], dtype="int64")
    found["converted"] = pd.array([one.k for one in rows], dtype="int64")
    for name in ("share", "low", "high"):
        found[name] = pd.array([getattr(one, name) for one in rows], dtype="Float64")
    return found


def _check(window: int, within: Sequence[int], least: int) -> None:
    refused = {name: "too_small" for name, value in (("window", window), ("least", least)) if value < 1}
    if any(limit < 1 for limit in within):
        refused["within"] = "too_small"
    if refused:
        raise Invalid(refused)
