"""How soon clients come again: the shop's return curve, when silence means lost, and the status of each client.

Definitions: ANALYTICS.md 7.2. Formula keys: figures.return-curve, figures.status, figures.status.owner,
figures.status.preset (by where the threshold comes from).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from clientcrm.domain.analytics.figure import Figure, NotEnough
from clientcrm.domain.analytics.history import NOBODY, gaps_of, histories, purchase_days
from clientcrm.domain.analytics.runs import distinct, lengths_of, starts_of, sums_of
from clientcrm.domain.analytics.stats import Curve, kaplan_meier
from clientcrm.domain.errors import Invalid

# Exclusive, in this order: the first that holds.
STATUSES = ("potential", "lost", "new", "at_risk", "active")
# Where the threshold comes from.
FROM_CURVE, FROM_OWNER, FROM_PRESET = "curve", "owner", "preset"
# Nobody is lost within a month, however fast the trade; the curve speaks from ten returns on.
LEAST_DAYS, LEAST_RETURNS = 30, 10
PRESET_LOST, PRESET_TYPICAL = 90, 30
# The shop's own rhythm weighs as much as two gaps of the client's.
_SHOP_GAPS = 2


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ReturnCurve(Figure):
    """n: spells, the days from each purchase day to the next, or to as_of where none came yet.

    typical: days by which half of all who ever return have returned; lost_after: days of silence after which a client
    is lost; source says whether the curve, the owner or the preset decided lost_after; curve_says: what the curve alone
    finds, None where it has too little to go by, and then typical is the preset's. dropped: purchase days on as_of
    itself, which say nothing yet.
    Of those who returned alone: gaps (how many), gap_median, gap_mean, gap_p80, gap_p90; interval_mean and
    interval_median over the clients with two purchase days and more. Days; None without gaps.
    """

    curve: Curve
    dropped: int
    history: int
    typical: int
    lost_after: int
    source: str
    curve_says: int | None
    gaps: int
    gap_median: float | None
    gap_mean: float | None
    gap_p80: float | None
    gap_p90: float | None
    interval_mean: float | None
    interval_median: float | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Statuses(Figure):
    """n: clients with a purchase day.

    clients: by client id, the columns of `histories` and personal (the usual interval in days: own gaps drawn towards
    the shop's), status, regular (three purchase days and not lost), returned (came back after having been lost), due
    (the day, an ordinal, on which the next purchase is usual) and late (the last day on which its lack means nothing).
    potential: ids without a purchase day, ascending. counts: clients by status, all five.
    """

    curve: ReturnCurve
    clients: pd.DataFrame
    potential: NDArray[np.int64]
    counts: Mapping[str, int]

    def ids(self, status: str) -> NDArray[np.int64]:
        """The clients of a status, ascending."""
        if status == "potential":
            return self.potential
        return self.clients.index[self.clients["status"] == status].to_numpy(dtype=np.int64)

    def flagged(self, flag: str) -> NDArray[np.int64]:
        """The clients that are `regular`, or have `returned`, ascending."""
        return self.clients.index[self.clients[flag]].to_numpy(dtype=np.int64)


def return_curve(
    receipts: pd.DataFrame,
    as_of: date,
    *,
    lost_after: int | None = None,
    preset_lost: int = PRESET_LOST,
    preset_typical: int = PRESET_TYPICAL,
    days: pd.DataFrame | None = None,
) -> ReturnCurve:
    """The curve, and what follows from it; the owner's `lost_after` wins, the presets stand in where it says nothing.

    days: `purchase_days(receipts, as_of)` where they are at hand.
    """
    _check(lost_after=lost_after, preset_lost=preset_lost, preset_typical=preset_typical)
    days = purchase_days(receipts, as_of) if days is None else days
    lasted, ended = spells(days, as_of)
    counted = lasted > 0
    curve = kaplan_meier(lasted[counted], ended[counted])
    history = as_of.toordinal() - int(days["day"].min()) if len(days) else 0
    half, most = curve.quantile(0.5), max(LEAST_DAYS, curve.quantile(0.9) or 0)
    few = _too_little(curve.events, history, most)
    says = None if few else most
    typical = preset_typical if few or half is None else half
    source = FROM_OWNER if lost_after else FROM_PRESET if says is None else FROM_CURVE
    gaps, intervals = lasted[ended], _intervals(days)
    return ReturnCurve(
        name="return-curve",
        as_of=as_of,
        n=int(counted.sum()),
        formula="figures.return-curve",
        options={"lost_after": lost_after, "preset_lost": preset_lost, "preset_typical": preset_typical},
        not_enough=few,
        curve=curve,
        dropped=int((~counted).sum()),
        history=history,
        typical=typical,
        lost_after=lost_after or says or preset_lost,
        source=source,
        curve_says=says,
        gaps=len(gaps),
        gap_median=float(np.median(gaps)) if len(gaps) else None,
        gap_mean=float(gaps.mean()) if len(gaps) else None,
        gap_p80=float(np.quantile(gaps, 0.8)) if len(gaps) else None,
        gap_p90=float(np.quantile(gaps, 0.9)) if len(gaps) else None,
        interval_mean=float(intervals.mean()) if len(intervals) else None,
        interval_median=float(np.median(intervals)) if len(intervals) else None,
    )


def statuses(
    receipts: pd.DataFrame,
    as_of: date,
    *,
    curve: ReturnCurve | None = None,
    lost_after: int | None = None,
    everyone: Iterable[int] = (),
    days: pd.DataFrame | None = None,
    found: pd.DataFrame | None = None,
) -> Statuses:
    """The status of every client, and their flags.

    everyone: ids of the clients of the base, so that those who never bought are among the potential. curve, days and
    found: `return_curve`, `purchase_days` and `histories` of the same receipts and day, where they are at hand; a curve
    brings its own lost_after.
    """
    days = purchase_days(receipts, as_of) if days is None else days
    found = histories(receipts, as_of) if found is None else found
    if curve is None:
        curve = return_curve(receipts, as_of, lost_after=lost_after, days=days)
    limit = curve.lost_after
    clients = with_personal(found, curve.typical)
    n, recency = clients["n"].to_numpy(), clients["recency"].to_numpy()
    twice = 2 * clients["personal"].to_numpy()
    status = np.select([recency > limit, n == 1, recency > twice], STATUSES[1:4], STATUSES[4])
    due = clients["last"] + np.floor(clients["personal"] + 0.5).astype("int64")
    late = clients["last"] + np.minimum(np.floor(twice).astype("int64"), limit)
    clients = clients.assign(
        status=status.astype(object),
        regular=(n >= 3) & (recency <= limit),
        returned=_last_gaps(days, clients.index) > limit,
        due=due,
        late=late,
    )
    potential = _without_purchases(receipts, as_of, everyone, clients.index)
    counts = {name: int((status == name).sum()) for name in STATUSES} | {"potential": len(potential)}
    suffix = "" if curve.source == FROM_CURVE else f".{curve.source}"
    return Statuses(
        name="status",
        as_of=as_of,
        n=len(clients),
        formula=f"figures.status{suffix}",
        options={"lost_after": limit, "typical": curve.typical, "source": curve.source},
        curve=curve,
        clients=clients,
        potential=potential,
        counts=counts,
    )


def spells(days: pd.DataFrame, as_of: date) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """How many days each purchase day was followed by none, up to the next or to as_of; and whether a next one came."""
    client, day = days["client"].to_numpy(), days["day"].to_numpy()
    until = np.full(len(day), as_of.toordinal(), dtype=np.int64)
    ended = np.zeros(len(day), dtype=np.bool_)
    ended[:-1] = client[1:] == client[:-1]
    until[:-1][ended[:-1]] = day[1:][ended[:-1]]
    return until - day, ended


def with_personal(found: pd.DataFrame, typical: int) -> pd.DataFrame:
    """Histories with `personal`, the usual interval of each client: the median own gap, drawn towards the shop's.

    (gaps * median gap + 2 * typical) / (gaps + 2), days; with a single purchase day it is the shop's.
    """
    gaps = found["n"] - 1
    return found.assign(personal=(gaps * found["gap"].fillna(0) + _SHOP_GAPS * typical) / (gaps + _SHOP_GAPS))


def _intervals(days: pd.DataFrame) -> NDArray[np.float64]:
    """(last - first) / (n - 1) of the clients with two purchase days and more."""
    gaps = gaps_of(days)
    starts = starts_of(gaps["client"].to_numpy())
    return np.asarray(sums_of(gaps["gap"].to_numpy(), starts) / lengths_of(starts, len(gaps)), dtype=np.float64)


def _last_gaps(days: pd.DataFrame, clients: pd.Index[int]) -> NDArray[np.int64]:
    last = gaps_of(days).drop_duplicates("client", keep="last").set_index("client")["gap"]
    return last.reindex(clients, fill_value=0).to_numpy(dtype=np.int64)


def _without_purchases(
    receipts: pd.DataFrame, as_of: date, everyone: Iterable[int], clients: pd.Index[int]
) -> NDArray[np.int64]:
    client = receipts["client"].to_numpy(dtype=np.int64)
    known = distinct(client[(receipts["day"] <= as_of.toordinal()).to_numpy() & (client != NOBODY)])
    told = np.fromiter(everyone, dtype=np.int64)
    every = distinct(np.concatenate([known, told])) if len(told) else known
    return every[~np.isin(every, clients.to_numpy(dtype=np.int64))]


def _too_little(returns: int, history: int, most: int) -> NotEnough | None:
    if returns < LEAST_RETURNS:
        return NotEnough("few_events", returns, LEAST_RETURNS)
    return NotEnough("short_history", history, 2 * most) if history < 2 * most else None


def _check(**options: int | None) -> None:
    refused = {name: "too_small" for name, value in options.items() if value is not None and value < 1}
    if refused:
        raise Invalid(refused)
