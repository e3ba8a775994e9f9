"""Sales by newcomers and by those who had bought before, and the way from being known to a second purchase.

A sale on a client's first purchase day is a first one, any later a repeat one. Formula key: figures.new-existing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from clientcrm.domain.analytics.figure import Figure, NotEnough
from clientcrm.domain.analytics.history import NOBODY, in_force, purchase_days
from clientcrm.domain.analytics.periods import period_numbers, period_starts
from clientcrm.domain.analytics.stats import LEAST_FOR_PERCENTAGES
from clientcrm.domain.errors import Invalid

# first, repeat: of a client's first purchase day and of later ones; anonymous: of nobody; other: of days that come to
# nothing or less; refunds: those that no sale in force is known to belong to, by their own day.
KINDS = ("first", "repeat", "anonymous", "other", "refunds")
_FIRST, _REPEAT, _ANONYMOUS, _OTHER, _REFUNDS = range(len(KINDS))
STAGES = ("known", "bought", "again")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class NewExisting(Figure):
    """n: sales in force that come to more than nothing.

    sums: minor units by kind (KINDS), together all that the shop took less all that it gave back. repeat_share: repeat
    as a share of first and repeat, None where they are nothing or of fewer than five clients. stages: clients by stage
    up to as_of, known (with their registration, or by buying), bought (a purchase day), again (a second one). periods:
    by period (its first day, an ordinal), the sums by kind, all, repeat_share (missing where nothing), known, bought,
    again (clients who reached the stage in it), repeat_clients (clients with a purchase day in it that is not their
    first), incomplete.
    behind: receipt, client, day, sum, kind. reached: by client id, known, bought, again (ordinals; missing: not yet).
    """

    sums: Mapping[str, int]
    repeat_share: float | None
    stages: Mapping[str, int]
    periods: pd.DataFrame
    behind: pd.DataFrame
    reached: pd.DataFrame

    def ids(self, stage: str, since: int | None = None, until: int | None = None) -> NDArray[np.int64]:
        """Who reached a stage, between two days (ordinals, both counted) where they are given; ascending."""
        days = self.reached[stage].fillna(0).to_numpy(dtype=np.int64)
        low, high = since or 1, until or self.as_of.toordinal()
        return self.reached.index[(low <= days) & (days <= high)].to_numpy(dtype=np.int64)


def new_existing(
    receipts: pd.DataFrame,
    as_of: date,
    *,
    period: str = "month",
    since: date | None = None,
    registered: Mapping[int, int] | None = None,
    days: pd.DataFrame | None = None,
) -> NewExisting:
    """The sales from `since` (the first document, where it is None) to as_of, by whose they are.

    registered: the day (an ordinal) on which each client came into the base; without it, or where that is later, a
    client is known from the first purchase day. days: `purchase_days(receipts, as_of)` where they are at hand.
    """
    if since is not None and since > as_of:
        raise Invalid({"since": "after_as_of"})
    days = purchase_days(receipts, as_of) if days is None else days
    reached = _reached(days, registered or {}, as_of)
    behind = _kinds(receipts, as_of, days, since)
    sums = behind.groupby("kind", observed=False)["sum"].sum()
    by_client = int(sums["first"] + sums["repeat"])
    told = days["client"].nunique() >= LEAST_FOR_PERCENTAGES
    counted = int(((behind["sum"] > 0) & (behind["kind"] != "refunds")).sum())
    return NewExisting(
        name="new-existing",
        as_of=as_of,
        n=counted,
        formula="figures.new-existing",
        options={"period": period, "since": since},
        not_enough=None if counted else NotEnough("no_receipts", 0, 1),
        sums={kind: int(sums[kind]) for kind in KINDS},
        repeat_share=int(sums["repeat"]) / by_client if by_client and told else None,
        stages={stage: int(reached[stage].notna().sum()) for stage in STAGES},
        periods=_periods(behind, reached, days, as_of, since, period),
        behind=behind,
        reached=reached,
    )


def _kinds(receipts: pd.DataFrame, as_of: date, days: pd.DataFrame, since: date | None) -> pd.DataFrame:
    """Every sale in force by its eff, and every refund that none of them holds, with its kind."""
    sold = in_force(receipts, as_of)
    back = receipts[(receipts["total"] < 0) & (receipts["day"] <= as_of.toordinal())]
    loose = back[~back["sale"].isin(sold["receipt"])]
    # A purchase day is one number, and they are sorted by it; which of them each sale belongs to is then searched for.
    width = as_of.toordinal() + 1
    keys = (days["client"] * width + days["day"]).to_numpy(dtype=np.int64)
    starts = np.ones(len(days) + 1, dtype=np.bool_)
    starts[1:-1] = days["client"].to_numpy()[1:] != days["client"].to_numpy()[:-1]
    asked = (sold["client"] * width + sold["day"]).to_numpy(dtype=np.int64)
    place = np.searchsorted(keys, asked)
    bought = np.append(keys, -1)[place] == asked
    anonymous = (sold["client"] == NOBODY).to_numpy()
    kind = np.select([anonymous, ~bought, starts[place]], [_ANONYMOUS, _OTHER, _FIRST], _REPEAT)
    named = ["receipt", "client", "day"]
    found = pd.concat([sold[named].assign(sum=sold["eff"]), loose[named].assign(sum=loose["total"])])
    codes = np.concatenate([kind, np.full(len(loose), _REFUNDS)])
    found["kind"] = pd.Categorical.from_codes(codes, pd.Index(KINDS))
    found = found[found["day"] >= (since.toordinal() if since else 0)]
    return found.sort_values(["day", "receipt"], ignore_index=True)


def _reached(days: pd.DataFrame, registered: Mapping[int, int], as_of: date) -> pd.DataFrame:
    number = days.groupby("client").cumcount()
    bought = days[number == 0].set_index("client")["day"]
    again = days[number == 1].set_index("client")["day"]
    ids = np.array(list(registered), dtype=np.int64)
    told = pd.Series(np.array(list(registered.values()), dtype=np.int64), index=ids)
    told = told[(told <= as_of.toordinal()) & (told.index != NOBODY)]
    everybody = bought.index.union(told.index).rename("client")
    found = pd.DataFrame({"known": told, "bought": bought, "again": again}, index=everybody).astype("Int64")
    return found.assign(known=found[["known", "bought"]].min(axis=1).astype("Int64"))


def _periods(
    behind: pd.DataFrame, reached: pd.DataFrame, days: pd.DataFrame, as_of: date, since: date | None, period: str
) -> pd.DataFrame:
    last = int(period_numbers([as_of.toordinal()], period)[0])
    known = reached["known"].dropna().astype("int64")
    if since is not None:
        seen = np.array([since.toordinal()], dtype=np.int64)
    else:
        seen = np.concatenate([behind["day"].to_numpy(dtype=np.int64), known.to_numpy(dtype=np.int64)])
    first = int(period_numbers(seen, period).min(initial=last + 1))
    every = np.arange(first, last + 1, dtype=np.int64)
    found = pd.DataFrame(index=pd.Index(every, name="period"))
    number = period_numbers(behind["day"], period)
    for kind in KINDS:
        chosen = (behind["kind"] == kind).to_numpy()
        sums = behind.loc[chosen, "sum"].groupby(number[chosen]).sum()
        found[kind] = sums.reindex(every, fill_value=0).astype("int64")
    found["all"] = found.sum(axis=1).astype("int64")
    by_client = (found["first"] + found["repeat"]).astype("Float64")
    told = days["client"].nunique() >= LEAST_FOR_PERCENTAGES
    found["repeat_share"] = found["repeat"] / by_client.where((by_client > 0) & told)
    later = days[days.groupby("client").cumcount() > 0]
    later = later.assign(period=period_numbers(later["day"], period)).drop_duplicates(["client", "period"])
    for stage in STAGES:
        found[stage] = _counts(period_numbers(reached[stage].dropna().astype("int64"), period), every)
    found["repeat_clients"] = _counts(later["period"].to_numpy(dtype=np.int64), every)
    bounds = period_starts(np.append(every, last + 1), period)
    found["incomplete"] = bounds[1:] - 1 > as_of.toordinal()
    found.index = pd.Index(bounds[:-1], name="period")
    return found


def _counts(numbers: NDArray[np.int64], every: NDArray[np.int64]) -> NDArray[np.int64]:
    inside = numbers[np.isin(numbers, every)]
    return np.bincount(inside - every[0] if len(every) else inside, minlength=len(every)).astype(np.int64)
