"""How many clients came, came back and were lost by week, month or year, and what each sort of client brought.

Definitions: ANALYTICS.md 7.9. closing = opening + new + returned - lost in every period. Formula key: figures.flow.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from clientcrm.domain.analytics.figure import Figure, NotEnough
from clientcrm.domain.analytics.history import NOBODY, in_force, purchase_days
from clientcrm.domain.analytics.periods import period_numbers, period_starts
from clientcrm.domain.analytics.stats import LEAST_FOR_SHARE
from clientcrm.domain.errors import Invalid

EVENTS = ("new", "returned", "lost")
MONEY = ("new_money", "returned_money", "current_money", "anonymous_money", "other_money")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Flow(Figure):
    """n: clients with a purchase day.

    periods: by period (its first day, an ordinal), opening, new, returned, lost, closing, net (closing - opening),
    churn (lost as a share of opening, missing under 20 of these; in a long period those lost may be newer than it),
    incomplete (as_of lies before its end), and the sales in force of the period in minor units: new_money (of clients
    who are new in it), returned_money (of those who came back in it), current_money (of the others), anonymous_money,
    other_money (of days that come to nothing or less; mostly nothing), all_money.
    events: client, day, what (new, returned or lost), period; in the order of days and clients.
    active: client, since, until, ascending by client: the stretches of days on which each counts as active.
    """

    periods: pd.DataFrame
    events: pd.DataFrame
    active: pd.DataFrame

    def ids(self, period: int, what: str) -> NDArray[np.int64]:
        """Whom a cell of `periods` counts, ascending: a period by its first day; opening, new, returned, lost, closing.

        A client who was lost and came back within a period is counted, and named, once for each.
        """
        if what in EVENTS:
            events = self.events[(self.events["period"] == period) & (self.events["what"] == what)]
            return np.sort(events["client"].to_numpy(dtype=np.int64))
        next_starts = self.periods.index[self.periods.index > period]
        last = int(next_starts[0]) - 1 if len(next_starts) else self.as_of.toordinal()
        day = {"opening": period - 1, "closing": last}[what]
        there = (self.active["since"] <= day) & (day <= self.active["until"])
        return self.active.loc[there, "client"].to_numpy(dtype=np.int64)


def flow(
    receipts: pd.DataFrame,
    as_of: date,
    *,
    lost_after: int,
    period: str = "month",
    since: date | None = None,
    days: pd.DataFrame | None = None,
) -> Flow:
    """Inflow and outflow of every period from `since` (the first purchase, where it is None) to that of as_of.

    lost_after: days of silence after which a client is lost; the same for all periods. days: `purchase_days(receipts,
    as_of)` where they are at hand.
    """
    refused = {"lost_after": "too_small"} if lost_after < 1 else {}
    refused |= {"since": "after_as_of"} if since is not None and since > as_of else {}
    if refused:
        raise Invalid(refused)
    days = purchase_days(receipts, as_of) if days is None else days
    numbers = _numbers(days, as_of, since, period)
    starts = period_starts(np.append(numbers, numbers[-1] + 1 if len(numbers) else 0), period)[: len(numbers) + 1]
    active = _active(days, lost_after)
    events = _events(days, active, as_of, lost_after)
    events["period"] = period_starts(period_numbers(events["day"], period), period)
    periods = _periods(starts, events, active, as_of)
    return Flow(
        name="flow",
        as_of=as_of,
        n=int(days["client"].nunique()),
        formula="figures.flow",
        options={"lost_after": lost_after, "period": period, "since": since},
        not_enough=None if len(days) else NotEnough("no_clients", 0, 1),
        periods=periods.join(_money(receipts, as_of, events, periods.index, period)),
        events=events[events["period"].isin(periods.index)].reset_index(drop=True),
        active=active,
    )


def _numbers(days: pd.DataFrame, as_of: date, since: date | None, period: str) -> NDArray[np.int64]:
    last = int(period_numbers([as_of.toordinal()], period)[0])
    start = since.toordinal() if since else int(days["day"].min()) if len(days) else None
    if start is None:
        return np.zeros(0, dtype=np.int64)
    return np.arange(int(period_numbers([start], period)[0]), last + 1, dtype=np.int64)


def _active(days: pd.DataFrame, lost_after: int) -> pd.DataFrame:
    """Unbroken stretches in which each client was never silent for longer than `lost_after` days."""
    client, day = days["client"].to_numpy(), days["day"].to_numpy()
    opens = np.ones(len(day), dtype=np.bool_)
    opens[1:] = (client[1:] != client[:-1]) | (day[1:] - day[:-1] > lost_after)
    closes = np.ones(len(day), dtype=np.bool_)
    closes[:-1] = opens[1:]
    return pd.DataFrame({"client": client[opens], "since": day[opens], "until": day[closes] + lost_after})


def _events(days: pd.DataFrame, active: pd.DataFrame, as_of: date, lost_after: int) -> pd.DataFrame:
    """New on the first purchase day, returned on one after a longer silence, lost on the first day of being so."""
    client, day = days["client"].to_numpy(), days["day"].to_numpy()
    first = np.ones(len(day), dtype=np.bool_)
    first[1:] = client[1:] != client[:-1]
    back = np.zeros(len(day), dtype=np.bool_)
    back[1:] = ~first[1:] & (day[1:] - day[:-1] > lost_after)
    gone = active[active["until"] < as_of.toordinal()]
    found = pd.DataFrame(
        {
            "client": np.concatenate([client[first], client[back], gone["client"]]),
            "day": np.concatenate([day[first], day[back], gone["until"] + 1]),
            "what": pd.Categorical.from_codes(
                np.repeat(np.arange(len(EVENTS)), [int(first.sum()), int(back.sum()), len(gone)]), pd.Index(EVENTS)
            ),
        }
    )
    return found.sort_values(["day", "client", "what"], ignore_index=True)


def _periods(starts: NDArray[np.int64], events: pd.DataFrame, active: pd.DataFrame, as_of: date) -> pd.DataFrame:
    found = pd.DataFrame(index=pd.Index(starts[:-1], name="period", dtype="int64"))
    ends = np.minimum(starts[1:] - 1, as_of.toordinal())
    since, until = np.sort(active["since"].to_numpy()), np.sort(active["until"].to_numpy())

    def active_on(day: NDArray[np.int64]) -> NDArray[np.int64]:
        return np.searchsorted(since, day, side="right") - np.searchsorted(until, day, side="left")

    found["opening"] = active_on(found.index.to_numpy() - 1)
    for what in EVENTS:
        of_kind = events.loc[events["what"] == what, "period"].value_counts()
        found[what] = of_kind.reindex(found.index, fill_value=0).astype("int64")
    found["closing"] = active_on(ends)
    found["net"] = found["closing"] - found["opening"]
    if not (found["net"] == found["new"] + found["returned"] - found["lost"]).all():
        raise AssertionError("the flow does not balance")
    opening = found["opening"].astype("Float64")
    found["churn"] = found["lost"] / opening.where(opening >= LEAST_FOR_SHARE)
    found["incomplete"] = starts[1:] - 1 > as_of.toordinal()
    return found


def _money(
    receipts: pd.DataFrame, as_of: date, events: pd.DataFrame, periods: pd.Index[int], period: str
) -> pd.DataFrame:
    """The sales in force of each period by what their client was in it; together they are all of them."""
    sold = in_force(receipts, as_of)
    sold["period"] = period_starts(period_numbers(sold["day"], period), period)
    by_client = sold.groupby(["client", "period", "day"])["eff"].sum().reset_index()
    kind = events[events["what"] != "lost"].drop_duplicates(["client", "period"])  # who is new comes before coming back
    by_client = by_client.merge(kind[["client", "period", "what"]], on=["client", "period"], how="left")
    # The codes of EVENTS are those of MONEY; what is in neither of the first two is current.
    sort = np.where(by_client["what"].isna(), MONEY.index("current_money"), by_client["what"].cat.codes)
    sort = np.where(by_client["eff"] > 0, sort, MONEY.index("other_money"))
    sort = np.where(by_client["client"] == NOBODY, MONEY.index("anonymous_money"), sort)
    found = by_client["eff"].groupby([by_client["period"], pd.Series(sort).map(dict(enumerate(MONEY)))]).sum().unstack()
    every: pd.DataFrame = found.reindex(index=periods, columns=pd.Index(MONEY), fill_value=0).fillna(0).astype("int64")
    return every.assign(all_money=every.sum(axis=1).astype("int64"))
