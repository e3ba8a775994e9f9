"""Clients by the period of their first purchase: how many of them bought in each period since, and for how much.

Definitions: ANALYTICS.md 7.9. Formula key: figures.cohorts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from clientcrm.domain.analytics.figure import Figure, NotEnough
from clientcrm.domain.analytics.history import purchase_days
from clientcrm.domain.analytics.periods import period_numbers, period_starts
from clientcrm.domain.analytics.stats import LEAST_FOR_SHARE


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cohorts(Figure):
    """n: clients with a purchase day.

    cells: by cohort (the first day of the period of the first purchase, an ordinal) and k (how many periods later, 0
    the same), clients with a purchase day in it, share of the cohort (missing where `few`), money (their purchase days
    in force, minor units), size (the cohort), few (under 20), partial (the period of as_of, when it has not ended).
    Periods after as_of have no cell. behind: client, cohort, k, ascending.
    """

    cells: pd.DataFrame
    behind: pd.DataFrame

    def table(self, column: str = "clients") -> pd.DataFrame:
        """Cohorts downward, k across; missing where that has not happened yet."""
        cells = self.cells.assign(shown=self.cells[column].convert_dtypes()).reset_index()
        return cells.pivot(index="cohort", columns="k", values="shown")

    def ids(self, cohort: int, k: int) -> NDArray[np.int64]:
        """The clients of a cell, ascending."""
        chosen = self.behind[(self.behind["cohort"] == cohort) & (self.behind["k"] == k)]
        return chosen["client"].to_numpy(dtype=np.int64)


def cohorts(receipts: pd.DataFrame, as_of: date, *, period: str = "month", days: pd.DataFrame | None = None) -> Cohorts:
    """Every cohort from the first purchase to as_of, period by period; one in which nobody began has no cells.

    days: `purchase_days(receipts, as_of)` where they are at hand.
    """
    days = purchase_days(receipts, as_of) if days is None else days
    last = int(period_numbers([as_of.toordinal()], period)[0])
    number = period_numbers(days["day"], period)
    first = pd.Series(number).groupby(days["client"].to_numpy()).transform("min").to_numpy(dtype=np.int64)
    visits = pd.DataFrame({"client": days["client"], "first": first, "k": number - first, "eff": days["eff"]})
    behind = visits.groupby(["client", "first", "k"])["eff"].sum().reset_index()
    cells = _cells(behind, as_of, last, period)
    behind["cohort"] = period_starts(behind["first"], period)
    return Cohorts(
        name="cohorts",
        as_of=as_of,
        n=int(behind["client"].nunique()),
        formula="figures.cohorts",
        options={"period": period},
        not_enough=None if len(days) else NotEnough("no_clients", 0, 1),
        cells=cells,
        behind=behind[["client", "cohort", "k"]],
    )


def _cells(behind: pd.DataFrame, as_of: date, last: int, period: str) -> pd.DataFrame:
    seen = behind.groupby(["first", "k"])["eff"].agg(["count", "sum"]).astype("int64")
    begun = np.unique(behind["first"].to_numpy(dtype=np.int64))
    lengths = last - begun + 1
    first = np.repeat(begun, lengths)
    k = np.concatenate([np.arange(length) for length in lengths]) if len(lengths) else np.zeros(0, dtype=np.int64)
    found = seen.reindex(pd.MultiIndex.from_arrays([first, k], names=["first", "k"]), fill_value=0)
    size = np.repeat(found["count"].to_numpy(dtype=np.int64)[k == 0], lengths)
    ends_later = period_starts([last + 1], period)[0] - 1 > as_of.toordinal()
    share = pd.array(found["count"].to_numpy(dtype=np.int64) / np.maximum(size, 1), dtype="Float64")
    share[size < LEAST_FOR_SHARE] = pd.NA
    return pd.DataFrame(
        {
            "clients": found["count"].to_numpy(dtype=np.int64),
            "share": share,
            "money": found["sum"].to_numpy(dtype=np.int64),
            "size": size,
            "few": size < LEAST_FOR_SHARE,
            "partial": (first + k == last) & ends_later,
        },
        index=pd.MultiIndex.from_arrays([period_starts(first, period), k], names=["cohort", "k"]),
    )
