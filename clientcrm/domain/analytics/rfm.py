"""Recency, frequency and money of each client, scored so that equal histories score alike, and their eleven segments.

Formula keys: figures.rfm, figures.rfm.window, figures.rfm.limits.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from clientcrm.domain.analytics.figure import Figure, NotEnough
from clientcrm.domain.analytics.history import NOBODY, histories, net, purchase_days
from clientcrm.domain.errors import Invalid
from clientcrm.domain.scores import CELLS, FEW, SEGMENTS, THIRDS, TOP, RfmLimits, levels_for

_NUMBER = np.array([0] * 6 * 6, dtype=np.int64)
for _place, (_rs, _fs) in enumerate(CELLS.values()):
    for _r in _rs:
        _NUMBER[[_r * 6 + _f for _f in _fs]] = _place
_NAMES = np.array(SEGMENTS, dtype=object)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rfm(Figure):
    """n: clients with a purchase day.

    clients: by client id, recency (days), purchases (purchase days), money (minor units), r, f, m (1..5), segment.
    segments: by segment, all eleven, clients and money. grid: clients by r (index 5..1) and f (columns 1..5).
    """

    clients: pd.DataFrame
    segments: pd.DataFrame
    grid: pd.DataFrame

    def ids(self, segment: str) -> NDArray[np.int64]:
        """The clients of a segment, ascending."""
        return self.clients.index[self.clients["segment"] == segment].to_numpy(dtype=np.int64)

    def cell(self, r: int, f: int) -> NDArray[np.int64]:
        """The clients of a cell of the grid, ascending."""
        chosen = (self.clients["r"] == r) & (self.clients["f"] == f)
        return self.clients.index[chosen].to_numpy(dtype=np.int64)


def rfm(
    receipts: pd.DataFrame,
    as_of: date,
    *,
    window: int | None = None,
    levels: int | None = None,
    limits: RfmLimits | None = None,
    found: pd.DataFrame | None = None,
) -> Rfm:
    """Scores and segments of everybody with a purchase day.

    window: purchases and money of the last so many days alone (recency stays that of the last purchase ever). levels:
    3 or 5, else as many as the number of clients bears; with limits instead, any number of clients. found:
    `histories(receipts, as_of)` where it is at hand.
    """
    _check(window, levels, limits)
    found = histories(receipts, as_of) if found is None else found
    clients = _measured(receipts, as_of, window, found)
    count = len(clients)
    steps = TOP if limits else levels or levels_for(count)
    options = {"window": window, "levels": None if limits else steps or None, "limits": limits}
    formula = "figures.rfm.limits" if limits else "figures.rfm.window" if window else "figures.rfm"
    need = 1 if limits or levels else FEW
    if count < need:
        clients = clients.iloc[:0]
        few = NotEnough("few_clients", count, need)
    else:
        few = None
    scored = _scored(clients, steps, limits)
    return Rfm(
        name="rfm",
        as_of=as_of,
        n=count,
        formula=formula,
        options=options,
        not_enough=few,
        clients=scored,
        segments=_segments(scored),
        grid=_grid(scored),
    )


def rising_scores(values: NDArray[np.int64], levels: int) -> NDArray[np.int64]:
    """1..levels, more for more: how many are strictly below decides, so that equals share."""
    return 1 + (levels * _below(values)) // max(1, len(values))


def falling_scores(values: NDArray[np.int64], levels: int) -> NDArray[np.int64]:
    """levels..1, more for less: the least always has the highest."""
    return levels - (levels * _below(values)) // max(1, len(values))


def segments_of(r: NDArray[np.int64], f: NDArray[np.int64]) -> NDArray[np.object_]:
    """The segment of each pair of scores 1..5."""
    return np.asarray(_NAMES[_NUMBER[r * 6 + f]], dtype=object)


def _below(values: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.searchsorted(np.sort(values), values, side="left").astype(np.int64)


def _measured(receipts: pd.DataFrame, as_of: date, window: int | None, found: pd.DataFrame) -> pd.DataFrame:
    clients = pd.DataFrame({"recency": found["recency"], "purchases": found["n"], "money": found["net"]})
    if window is None:
        return clients
    since = as_of.toordinal() - window + 1
    days = purchase_days(receipts, as_of)
    counted = days[days["day"] >= since].groupby("client")["day"].count()
    late = receipts[(receipts["day"] >= since) & (receipts["client"] != NOBODY)]
    return clients.assign(
        purchases=counted.reindex(clients.index, fill_value=0).astype("int64"),
        money=net(late, as_of).reindex(clients.index, fill_value=0).astype("int64"),
    )


def _scored(clients: pd.DataFrame, levels: int, limits: RfmLimits | None) -> pd.DataFrame:
    recency, purchases, money = (clients[name].to_numpy(dtype=np.int64) for name in clients.columns)
    if limits:
        r = TOP - np.searchsorted(np.array(limits.recency, dtype=np.int64), recency, side="left")
        f = 1 + np.searchsorted(np.array(limits.purchases, dtype=np.int64), purchases, side="right")
        m = 1 + np.searchsorted(np.array(limits.money, dtype=np.int64), money, side="right")
    else:
        stretch = 2 if levels == THIRDS else 1  # 1, 2, 3 stand at 1, 3, 5 of the same grid
        r, f, m = (
            1 + stretch * (scores - 1)
            for scores in (
                falling_scores(recency, levels),
                rising_scores(purchases, levels),
                rising_scores(money, levels),
            )
        )
    r, f, m = (scores.astype(np.int64) for scores in (r, f, m))
    return clients.assign(r=r, f=f, m=m, segment=segments_of(r, f))


def _segments(scored: pd.DataFrame) -> pd.DataFrame:
    number = _NUMBER[scored["r"].to_numpy() * 6 + scored["f"].to_numpy()]
    money = np.zeros(len(SEGMENTS), dtype=np.int64)
    np.add.at(money, number, scored["money"].to_numpy(dtype=np.int64))
    clients = np.bincount(number, minlength=len(SEGMENTS)).astype(np.int64)
    return pd.DataFrame({"clients": clients, "money": money}, index=pd.Index(SEGMENTS, name="segment"))


def _grid(scored: pd.DataFrame) -> pd.DataFrame:
    cells = scored["r"].to_numpy() * 6 + scored["f"].to_numpy()
    counts = np.bincount(cells.astype(np.int64), minlength=36).reshape(6, 6)[:0:-1, 1:]
    return pd.DataFrame(
        counts, index=pd.Index(range(TOP, 0, -1), name="r"), columns=pd.Index(range(1, TOP + 1), name="f")
    )


def _check(window: int | None, levels: int | None, limits: RfmLimits | None) -> None:
    refused: dict[str, str] = {}
    if window is not None and window < 1:
        refused["window"] = "too_small"
    if levels not in {None, THIRDS, TOP}:
        refused["levels"] = "unknown"
    if limits:
        refused |= limits.refused()
    if refused:
        raise Invalid(refused)
