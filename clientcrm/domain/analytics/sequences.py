"""Sequences: what follows what in the next purchase of a client, and what each client is due for (7.13).

Formulas: figures.sequences.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from clientcrm.domain.analytics.contents import Contents, Ints, codes_of, contents
from clientcrm.domain.analytics.figure import Figure, NotEnough
from clientcrm.domain.analytics.history import NOBODY, Sales
from clientcrm.domain.analytics.runs import order_of_codes
from clientcrm.domain.analytics.together import Reach, at_least, count_together, enough, judged, share_of

_STEP = ["now", "then", "together", "n_now", "n_then", "share", "lift", "p", "significant"]
_WAIT = ["soonest", "usual", "latest"]
_NEED = [
    "client",
    "product",
    "because",
    "repeat",
    "since",
    "from_day",
    "day",
    "until_day",
    "share",
    "together",
    "state",
]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sequences(Figure):
    """What the next purchase day of a client holds after this one; `n` steps from one day to the next.

    steps: now, then, together (steps from a day with now to a day with then), n_now (steps from a day with now),
    n_then (steps to a day with then), share (together / n_now), lift (that against the share of then in all steps), p,
    significant; the likeliest first. repeats: the same for then = now. waits: now, then, soonest, usual, latest: the
    quarters of the days waited, of the steps that a need may rest on. needs: at most one for each client: product is
    due because of what was bought on day `since`; expected between from_day and until_day, at best on day (ordinals,
    like those of histories); state is early, due or late. Waiting times are those of clients who came.
    """

    steps: pd.DataFrame
    repeats: pd.DataFrame
    waits: pd.DataFrame
    needs: pd.DataFrame
    contents: Contents
    taken: _Steps

    def clients(self, now: int, then: int) -> Ints:
        """Who bought the one and, the next time, the other."""
        before, after = self.contents.having(now), self.contents.having(then)
        both = np.isin(self.taken.before, before) & np.isin(self.taken.after, after)
        clients: Ints = np.unique(self.contents.baskets["client"].to_numpy(dtype=np.int64)[self.taken.before[both]])
        return clients


@dataclass(frozen=True, slots=True, eq=False)
class _Steps:
    """From one basket of a client to the next, and the days between them."""

    before: Ints
    after: Ints
    gap: Ints


def sequences(
    sales: Sales,
    as_of: date,
    *,
    min_n: int = 5,
    min_support: float | str = 0.01,
    min_together: int = 5,
    within: int | None = None,
    level: float | str = 0.05,
    baskets: Contents | None = None,
) -> Sequences:
    """Steps from products seen in at least min_n steps, which min_support of all steps show; `within` so many days.

    A need rests on steps that are significant (Fisher, one-sided, at most `level` of false discoveries) and were seen
    at least min_together times. baskets: `contents` of the days, where they are at hand already.
    """
    least_n, support = at_least("min_n", min_n, 1), share_of("min_support", min_support)
    sure, false = at_least("min_together", min_together, 1), float(share_of("level", level))
    limit = None if within is None else at_least("within", within, 1)
    held = contents(sales, as_of, "day") if baskets is None else baskets
    taken = _steps(held, limit)
    n = len(taken.before)
    reach, products, n_now, n_then = _reach(held, taken, enough(support, n, 1), least_n)
    left, right, together = count_together(reach, enough(support, n, 1))
    frame = pd.DataFrame({"now": products[left], "then": products[right], "together": together})
    frame = frame.assign(n_left=n_now[left], n_right=n_then[right])
    found = judged(frame, n, false).rename(columns={"n_left": "n_now", "n_right": "n_then"})
    found["share"] = found["together"] / found["n_now"]
    found = found.sort_values(["share", "together", "now", "then"], ascending=[False, False, True, True])[_STEP]
    base = found[found["significant"] & (found["together"] >= sure)]
    waits = _waits(base, held, taken)
    same = found["now"] == found["then"]
    return Sequences(
        name="sequences",
        as_of=as_of,
        n=n,
        formula="figures.sequences",
        options={
            "min_n": least_n,
            "min_support": float(support),
            "min_together": sure,
            "within": limit,
            "level": false,
        },
        not_enough=NotEnough("few_steps", n, least_n) if n < least_n else None,
        steps=found[~same].reset_index(drop=True),
        repeats=found[same].reset_index(drop=True),
        waits=waits,
        needs=_needs(held, base.merge(waits, on=["now", "then"]), as_of),
        contents=held,
        taken=taken,
    )


def _steps(held: Contents, within: int | None) -> _Steps:
    """The steps between neighbouring baskets of a client; baskets are sorted by client and day."""
    client, day = (held.baskets[name].to_numpy(dtype=np.int64) for name in ("client", "day"))
    gap = day[1:] - day[:-1]
    taken = (client[1:] == client[:-1]) & (client[1:] != NOBODY)
    before = np.flatnonzero(taken if within is None else taken & (gap <= within)).astype(np.int64)
    return _Steps(before, before + 1, gap[before])


def _reach(held: Contents, taken: _Steps, least: int, least_now: int) -> tuple[Reach, Ints, Ints, Ints]:
    """Each product of a step's first basket with all of the second; the products, and in how many steps they stand."""
    basket, product = (held.items[name].to_numpy(dtype=np.int64) for name in ("basket", "product"))
    products, code = codes_of(product)
    opens = np.searchsorted(basket, np.arange(len(held.baskets) + 1))
    line_now, step = _lines(opens, taken.before)
    line_then, step_then = _lines(opens, taken.after)
    n_now = np.bincount(code[line_now], minlength=len(products)).astype(np.int64)
    n_then = np.bincount(code[line_then], minlength=len(products)).astype(np.int64)
    now_often, then_often = n_now >= max(least, least_now), n_then >= least
    kept = now_often | then_often
    compact = np.cumsum(kept) - 1
    seen = now_often[code[line_now]]
    line_now, step = line_now[seen], step[seen]
    seen = then_often[code[line_then]]
    line_then, step_then = line_then[seen], step_then[seen]
    starts = np.searchsorted(step_then, np.arange(len(taken.before) + 1))
    span = starts[step + 1] - starts[step]
    many = int(kept.sum())
    reach = Reach(compact[code[line_now]], starts[step], span, compact[code[line_then]], many, many)
    return reach, products[kept], n_now[kept], n_then[kept]


def _lines(opens: Ints, baskets: Ints) -> tuple[Ints, Ints]:
    """The lines of these baskets one after the other, and the place of each one's basket among them."""
    span = opens[baskets + 1] - opens[baskets]
    skipped = opens[baskets] - (np.cumsum(span) - span)
    owner = np.repeat(np.arange(len(baskets), dtype=np.int64), span)
    return np.repeat(skipped, span) + np.arange(int(span.sum())), owner


def _waits(base: pd.DataFrame, held: Contents, taken: _Steps) -> pd.DataFrame:
    """The quarters of the days waited, for each of these steps: the fewest days that so many did not exceed."""
    product, basket = (held.items[name].to_numpy(dtype=np.int64) for name in ("product", "basket"))
    products, code = codes_of(product)
    order = order_of_codes(code)
    basket, bounds = basket[order], np.append(0, np.cumsum(np.bincount(code, minlength=len(products))))
    step = np.full((2, len(held.baskets)), -1, dtype=np.int64)
    step[0, taken.before] = step[1, taken.after] = np.arange(len(taken.before))

    def steps_with(one: int, side: int) -> Ints:
        place = int(np.searchsorted(products, one))
        found: Ints = step[side, basket[bounds[place] : bounds[place + 1]]]
        return found[found >= 0]

    rows = []
    first_of = {int(now): steps_with(int(now), 0) for now in base["now"].unique()}
    goes_to = np.zeros(len(taken.before), dtype=np.bool_)
    for _, pairs in base.groupby("then"):
        then = int(pairs["then"].iloc[0])
        seen = steps_with(then, 1)
        goes_to[seen] = True
        for now in pairs["now"].tolist():
            steps = first_of[now]
            days = np.sort(taken.gap[steps[goes_to[steps]]])
            rows.append((now, then, *(int(days[-(-len(days) * part // 4) - 1]) for part in (1, 2, 3))))
        goes_to[seen] = False
    return pd.DataFrame(rows, columns=["now", "then", *_WAIT]).astype("int64")


def _needs(held: Contents, base: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """What each client is due for after the last purchase day: the likeliest of the sure steps from what it held."""
    baskets = held.baskets[held.baskets["client"] != NOBODY]
    last = baskets[~baskets.duplicated("client", keep="last")]
    bought = held.items[held.items["basket"].isin(last.index)].join(last, on="basket")
    need = bought.merge(base, left_on="product", right_on="now", suffixes=("_bought", ""))
    order = ["client", "share", "together", "then", "now"]
    need = need.sort_values(order, ascending=[True, False, False, True, True]).drop_duplicates("client")
    since = need["day"].to_numpy(dtype=np.int64)
    due, late = since + need["soonest"].to_numpy(), since + need["latest"].to_numpy()
    today = as_of.toordinal()
    state: NDArray[np.object_] = np.where(today > late, "late", np.where(today >= due, "due", "early")).astype(object)
    found = pd.DataFrame(
        {
            "client": need["client"],
            "product": need["then"],
            "because": need["now"],
            "repeat": need["then"] == need["now"],
            "since": since,
            "from_day": due,
            "day": since + need["usual"].to_numpy(),
            "until_day": late,
            "share": need["share"],
            "together": need["together"],
            "state": pd.Series(state, index=need.index, dtype="str"),
        }
    )
    return found[_NEED].reset_index(drop=True)
