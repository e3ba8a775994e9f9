"""Clients by money (A, B, C) and by how regularly they buy (X, Y, Z): how much attention each deserves.

Formula keys: figures.abc-xyz, figures.abc-xyz.gross, figures.abc-xyz.given; with ".variation" behind where XYZ goes by
the variation of what is spent.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from clientcrm.domain.analytics.classes import (
    FEWEST_PERIODS,
    USUAL,
    ClassLimits,
    abc_classes,
    crossed,
    variation_classes,
)
from clientcrm.domain.analytics.figure import Figure, NotEnough
from clientcrm.domain.analytics.history import NOBODY, histories, net, purchase_days
from clientcrm.domain.analytics.periods import last_complete, period_numbers
from clientcrm.domain.errors import Invalid

# What to do with the clients of each cell, as keys that the screens word.
ADVICE = {
    "AX": "keep",
    "AY": "visit_more",
    "AZ": "bring_back",
    "BX": "raise_check",
    "BY": "grow",
    "BZ": "remind",
    "CX": "offer_more",
    "CY": "little_effort",
    "CZ": "minimum_effort",
}
COLUMNS = ("money", "purchases", "kept", "periods", "variation", "abc", "xyz", "is_new")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class AbcXyz(Figure):
    """n: clients with a purchase day.

    clients: by client id, money (minor units), purchases (days), kept (periods with a purchase), periods (since the
    first one), variation (-1 where there is none), abc, xyz ("none": too short to say), is_new. cells: the nine, see
    `crossed`.
    """

    clients: pd.DataFrame
    cells: pd.DataFrame

    def ids(self, abc: str, xyz: str) -> NDArray[np.int64]:
        """The clients of a cell, ascending; "none" for those that XYZ says nothing of."""
        chosen = (self.clients["abc"] == abc) & (self.clients["xyz"] == xyz)
        return self.clients.index[chosen].to_numpy(dtype=np.int64)

    def beside(self, effort: pd.Series[int]) -> pd.DataFrame:
        """The cells with what their clients took (contacts, minutes) by client id: effort and share_of_effort."""
        return _cells(self.clients, effort)


def abc_xyz(
    receipts: pd.DataFrame,
    as_of: date,
    *,
    basis: str | pd.Series[int] = "net",
    mode: str = "frequency",
    period: str = "month",
    window: int | None = None,
    limits: ClassLimits = USUAL,
    found: pd.DataFrame | None = None,
) -> AbcXyz:
    """The classes of everybody with a purchase day.

    basis: net of refunds, gross (sales alone), or sums by client id, as a gross profit. mode: frequency (periods with a
    purchase against periods since the first), or variation of what is spent in complete periods. window: the last so
    many days alone. found: `histories(receipts, as_of)` where it is at hand.
    """
    named = basis if isinstance(basis, str) else "given"
    _check(named, mode, window)
    found = histories(receipts, as_of) if found is None else found
    since = -1 if window is None else as_of.toordinal() - window + 1
    days = purchase_days(receipts, as_of)
    money = _money(receipts, as_of, basis, since).reindex(found.index, fill_value=0)
    clients = _regularity(found, days[days["day"] >= since], as_of, period, since)
    few = None if len(clients) else NotEnough("few_clients", 0, 1)
    if mode == "frequency":
        clients["variation"] = -1.0
        clients["xyz"] = frequency_classes(*(clients[name].to_numpy() for name in ("purchases", "kept", "periods")))
    else:
        longest = _varied(clients, days[days["day"] >= since], as_of, period, limits)
        if few is None and longest < FEWEST_PERIODS:
            few = NotEnough("short_history", longest, FEWEST_PERIODS)
    clients["money"] = money.astype("int64")
    clients["abc"] = abc_classes(clients["money"].to_numpy(), limits.shares)
    clients["is_new"] = (found["n"] == 1) & (found["recency"] <= limits.lost_after)
    variant = ("" if named == "net" else f".{named}") + ("" if mode == "frequency" else ".variation")
    return AbcXyz(
        name="abc-xyz",
        as_of=as_of,
        n=len(clients),
        formula=f"figures.abc-xyz{variant}",
        options={"basis": named, "mode": mode, "period": period, "window": window, "limits": limits},
        not_enough=few,
        clients=clients[list(COLUMNS)],
        cells=_cells(clients),
    )


def classes_alone(found: pd.DataFrame, days: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """The columns abc and xyz of `abc_xyz` as it finds them unless it is asked otherwise, and nothing else of it.

    found, days: `histories` and `purchase_days` of the same receipts and day.
    """
    clients = _regularity(found, days, as_of, "month", -1)
    xyz = frequency_classes(*(clients[name].to_numpy() for name in ("purchases", "kept", "periods")))
    return pd.DataFrame({"abc": abc_classes(found["net"].to_numpy(), USUAL.shares), "xyz": xyz}, index=found.index)


def frequency_classes(
    purchases: NDArray[np.int64], kept: NDArray[np.int64], periods: NDArray[np.int64]
) -> NDArray[np.object_]:
    """Z for one purchase day or none; X for three or more in at least every second period; Y for the rest."""
    often = (purchases >= 3) & (2 * kept >= periods)
    return np.asarray(np.where(purchases <= 1, "Z", np.where(often, "X", "Y")), dtype=object)


def _regularity(found: pd.DataFrame, days: pd.DataFrame, as_of: date, period: str, since: int) -> pd.DataFrame:
    """Purchase days, periods with one, and periods from the first (or the window's beginning) to as_of's own."""
    place = found.index.get_indexer(pd.Index(days["client"]))
    day = days["day"].to_numpy()
    earliest = int(day.min()) if len(day) else 0  # days are few, purchases many
    numbers = period_numbers(np.arange(earliest, int(day.max(initial=0)) + 1), period)[day - earliest]
    opens = np.ones(len(days), dtype=bool)  # by client and day: a period of a client is one run of rows
    opens[1:] = (place[1:] != place[:-1]) | (numbers[1:] != numbers[:-1])
    first = period_numbers(np.maximum(found["first"].to_numpy(), max(since, 1)), period)
    today = int(period_numbers([as_of.toordinal()], period)[0])
    counted = {
        "purchases": np.bincount(place, minlength=len(found)),
        "kept": np.bincount(place[opens], minlength=len(found)),
        "periods": today - first + 1,
    }
    return pd.DataFrame(counted, index=found.index).astype("int64")


def _varied(clients: pd.DataFrame, days: pd.DataFrame, as_of: date, period: str, limits: ClassLimits) -> int:
    """Add variation and xyz over the complete periods; how many the oldest client has."""
    today = int(period_numbers([as_of.toordinal()], period)[0])
    last = last_complete(as_of, period)
    numbers = period_numbers(days["day"].to_numpy(), period)
    spent = days.assign(period=numbers)[numbers <= last].groupby(["client", "period"])["eff"].sum().reset_index()
    place = clients.index.get_indexer(pd.Index(spent["client"]))
    complete = clients["periods"].to_numpy() - (today - last)
    clients["xyz"], clients["variation"] = variation_classes(
        spent["eff"].to_numpy(dtype=np.int64), place, complete, limits.variation
    )
    return int(complete.max()) if len(complete) else 0


def _money(receipts: pd.DataFrame, as_of: date, basis: str | pd.Series[int], since: int) -> pd.Series[int]:
    if not isinstance(basis, str):
        return basis
    late = receipts[(receipts["day"] >= since) & (receipts["client"] != NOBODY)]
    return net(late[late["total"] > 0] if basis == "gross" else late, as_of)


def _cells(clients: pd.DataFrame, effort: pd.Series[int] | None = None) -> pd.DataFrame:
    sums = {"money": clients["money"].to_numpy(dtype=np.int64)}
    if effort is not None:
        sums["effort"] = effort.reindex(clients.index, fill_value=0).to_numpy(dtype=np.int64)
    abc, xyz = (clients[name].to_numpy(dtype=object) for name in ("abc", "xyz"))
    return crossed(abc, xyz, sums, ADVICE, "clients")


def _check(basis: str, mode: str, window: int | None) -> None:
    refused: dict[str, str] = {}
    if basis not in {"net", "gross", "given"}:
        refused["basis"] = "unknown"
    if mode not in {"frequency", "variation"}:
        refused["mode"] = "unknown"
    if window is not None and window < 1:
        refused["window"] = "too_small"
    if refused:
        raise Invalid(refused)
