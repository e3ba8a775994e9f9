"""How often each client comes, whether that is changing, and who pays much but could come more often.

Formula keys: figures.intervals, figures.rich-and-rare.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from clientcrm.domain.analytics.figure import Figure, NotEnough
from clientcrm.domain.analytics.history import NOBODY, gaps_of, histories, in_force, purchase_days
from clientcrm.domain.analytics.rhythm import ReturnCurve, return_curve, with_personal
from clientcrm.domain.errors import Invalid

# An own trend needs two gaps on each side; it is one from a quarter longer on, or a fifth shorter: 5 : 4.
LEAST_GAPS = 4
_MORE, _LESS = 5, 4
TRENDS = ("faster", "steady", "slower")
_YEAR = 365


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Intervals(Figure):
    """n: clients with two purchase days and more, the only ones with an interval of their own.

    clients: by client id, n (purchase days), recency, gap (the median of the own gaps, days), interval
    ((last - first) / (n - 1)), personal (drawn towards the shop's), trend (faster, steady, slower; missing under four
    gaps: the later half of the gaps beside the earlier half, by their medians), check (minor units, the average receipt
    in force, half up). median: of the clients' median gaps, None without any.
    """

    clients: pd.DataFrame
    median: float | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RichAndRare(Figure):
    """n: clients with two purchase days and more who are not lost, among whom the dearest are looked for.

    clients: the columns of `Intervals` of those whose average receipt is in the upper `share` and whose own median gap
    is longer than the shop's usual interval, and gain: check * 365 / typical less check * 365 / personal, what the
    shop's usual interval would bring more in a year, minor units; the most first. limit: the average receipt from which
    on a client is among the dearest, None without any.
    """

    clients: pd.DataFrame
    limit: int | None
    typical: int


def intervals(
    receipts: pd.DataFrame,
    as_of: date,
    *,
    curve: ReturnCurve | None = None,
    days: pd.DataFrame | None = None,
    found: pd.DataFrame | None = None,
) -> Intervals:
    """The own interval of everybody who came twice; curve, days and found where they are at hand."""
    days = purchase_days(receipts, as_of) if days is None else days
    found = histories(receipts, as_of) if found is None else found
    curve = return_curve(receipts, as_of, days=days) if curve is None else curve
    twice = with_personal(found[found["n"] >= 2], curve.typical)
    clients = twice[["n", "recency", "gap", "interval", "personal"]].assign(
        trend=_trends(days).reindex(twice.index), check=_checks(receipts, as_of).reindex(twice.index).astype("int64")
    )
    return Intervals(
        name="intervals",
        as_of=as_of,
        n=len(clients),
        formula="figures.intervals",
        options={"typical": curve.typical},
        not_enough=None if len(clients) else NotEnough("few_clients", 0, 1),
        clients=clients,
        median=float(clients["gap"].median()) if len(clients) else None,
    )


def rich_and_rare(
    receipts: pd.DataFrame,
    as_of: date,
    *,
    share: int = 25,
    curve: ReturnCurve | None = None,
    days: pd.DataFrame | None = None,
    found: pd.DataFrame | None = None,
) -> RichAndRare:
    """Who pays much at a time (the upper `share` percent by average receipt) but comes more seldom than is usual here.

    Equal receipts share: whoever has fewer than `share` percent strictly above them is in.
    """
    if not 1 <= share <= 100:
        raise Invalid({"share": "out_of_range"})
    days = purchase_days(receipts, as_of) if days is None else days
    curve = return_curve(receipts, as_of, days=days) if curve is None else curve
    every = intervals(receipts, as_of, curve=curve, days=days, found=found).clients
    there = every[every["recency"] <= curve.lost_after]
    check = there["check"].to_numpy(dtype=np.int64)
    above = len(check) - np.searchsorted(np.sort(check), check, side="right")
    dear = there[100 * above < share * len(check)]
    typical = curve.typical
    rare = dear[dear["gap"] > typical]
    # By the drawn interval: two visits half a year apart say little of how often somebody comes.
    gain = rare["check"] * _YEAR * (rare["personal"] - typical) / (rare["personal"] * typical)
    clients = rare.assign(gain=np.floor(gain + 0.5).astype("int64"))
    return RichAndRare(
        name="rich-and-rare",
        as_of=as_of,
        n=len(there),
        formula="figures.rich-and-rare",
        options={"share": share, "typical": typical, "lost_after": curve.lost_after},
        not_enough=None if len(there) else NotEnough("few_clients", 0, 1),
        clients=clients.sort_index().sort_values("gain", ascending=False, kind="stable"),
        limit=int(dear["check"].min()) if len(dear) else None,
        typical=typical,
    )


def _trends(days: pd.DataFrame) -> pd.Series[str]:
    """The median of the later half of each client's gaps beside that of the earlier; a middle one is in neither."""
    gaps = gaps_of(days)
    by_client = gaps.groupby("client")
    place, size = by_client.cumcount(), by_client["gap"].transform("size")
    half = size // 2
    enough = size >= LEAST_GAPS
    early = gaps[enough & (place < half)].groupby("client")["gap"].median()
    late = gaps[enough & (place >= size - half)].groupby("client")["gap"].median()
    trend = np.select([_LESS * late > _MORE * early, _MORE * late < _LESS * early], [TRENDS[2], TRENDS[0]], TRENDS[1])
    return pd.Series(trend, index=early.index, dtype="str")


def _checks(receipts: pd.DataFrame, as_of: date) -> pd.Series[int]:
    sold = in_force(receipts, as_of)
    sold = sold[(sold["client"] != NOBODY) & (sold["eff"] > 0)]
    sums = sold.groupby("client")["eff"].agg(["sum", "count"])
    return (2 * sums["sum"] + sums["count"]) // (2 * sums["count"])
