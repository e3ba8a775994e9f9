"""What a reward tied to a minimum sum ("500 off from 3,000") did to the average receipt.

Receipts since it began are held against as many days before it. Formula key: figures.reward. Observations are the
receipts of both. NotEnough: no_reward (no receipt carries one), few_receipts (fewer than 20 before or since).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from clientcrm.domain.analytics.figure import Figure, NotEnough
from clientcrm.domain.analytics.history import in_force
from clientcrm.domain.analytics.stats import LEAST_FOR_SHARE, Z95, wilson
from clientcrm.domain.errors import Invalid

NAME, FORMULA = "reward", "figures.reward"
FEWEST = 20
BEFORE, SINCE, WITH, WITHOUT = "before", "since", "with", "without"
GROUPS = (BEFORE, SINCE, WITH, WITHOUT)
ROSE, FELL, UNCLEAR = "rose", "fell", "unclear"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Reward(Figure):
    """Sums in minor units, after the reward was taken off unless they say otherwise.

    start: the first day of the reward, at_least: the sum that earns it, before it is taken off; None where no receipt
    carries one. groups: by `before`, `since`, and those since that carry the reward or do not (`with`, `without`):
    n, total, mean, median (missing where n is 0), given (taken off), reached (receipts of at_least and more), share of
    them (missing under 20 receipts) with low and high (95 %). `with` against `without` says little: whoever buys much
    anyway gets the reward.
    difference: of the mean since against before, with low and high (95 %, Welch); verdict: rose, fell or unclear.
    behind: receipt, group (before or since), rewarded.
    """

    start: date | None
    at_least: int | None
    groups: pd.DataFrame
    behind: pd.DataFrame
    difference: float | None = None
    low: float | None = None
    high: float | None = None
    verdict: str = ""

    def ids(self, group: str) -> NDArray[np.int64]:
        """The receipts of a group, ascending."""
        chosen = self.behind["group"] == (BEFORE if group == BEFORE else SINCE)
        if group in (WITH, WITHOUT):
            chosen &= self.behind["rewarded"] == (group == WITH)
        return np.sort(self.behind.loc[chosen, "receipt"].to_numpy(dtype=np.int64))


def reward(
    receipts: pd.DataFrame,
    as_of: date,
    given: pd.Series[int],
    *,
    start: date | None = None,
    at_least: int | None = None,
) -> Reward:
    """Hold the receipts since `start` against those of as many days before it.

    given: what was taken off, by receipt. start and at_least: as the receipts that carry a reward have them, where they
    are None: the first day of one, and the least sum that earned one.
    """
    if start is not None and start > as_of:
        raise Invalid({"since": "after_as_of"})
    if at_least is not None and at_least < 1:
        raise Invalid({"from": "too_small"})
    counted = _counted(receipts, as_of, given)
    rewarded = counted[counted["given"] > 0]
    if start is None and len(rewarded):
        start = date.fromordinal(int(rewarded["day"].min()))
    if at_least is None and len(rewarded):
        at_least = int((rewarded["eff"] + rewarded["given"]).min())
    behind = _periods(counted, as_of, start)
    enough = int(min((behind["group"] == name).sum() for name in (BEFORE, SINCE)))
    missing = None if enough >= FEWEST else NotEnough("few_receipts", enough, FEWEST)
    found = Reward(
        name=NAME,
        as_of=as_of,
        n=len(behind),
        formula=FORMULA,
        options={"since": start, "from": at_least},
        not_enough=missing if len(rewarded) else NotEnough("no_reward", 0, 1),
        start=start,
        at_least=at_least,
        groups=_summed(behind, at_least),
        behind=behind[["receipt", "group", "rewarded"]],
    )
    return found if found.not_enough else _judged(found, behind)


def _counted(receipts: pd.DataFrame, as_of: date, given: pd.Series[int]) -> pd.DataFrame:
    """Receipts that come to something, with what was taken off; of one partly brought back, no more than is left."""
    good = in_force(receipts, as_of)
    good = good[good["eff"] > 0][["receipt", "day", "total", "eff"]].sort_values("receipt", ignore_index=True)
    off = good["receipt"].map(given).fillna(0).clip(lower=0).to_numpy(dtype=np.int64)
    whole = good["eff"].to_numpy(dtype=np.int64) >= good["total"].to_numpy(dtype=np.int64)
    left = off * good["eff"].to_numpy(dtype=np.int64) // np.maximum(good["total"].to_numpy(dtype=np.int64), 1)
    return good.drop(columns="total").assign(given=np.where(whole, off, left))


def _periods(counted: pd.DataFrame, as_of: date, start: date | None) -> pd.DataFrame:
    if start is None:
        start = as_of
    first, last = start.toordinal(), as_of.toordinal()
    chosen = counted[counted["day"] >= first - (last - first + 1)]
    group = np.where(chosen["day"] >= first, SINCE, BEFORE)
    return chosen.assign(group=group, rewarded=chosen["given"] > 0)


def _summed(behind: pd.DataFrame, at_least: int | None) -> pd.DataFrame:
    since = behind["group"] == SINCE
    parts = {
        BEFORE: behind[~since],
        SINCE: behind[since],
        WITH: behind[since & behind["rewarded"]],
        WITHOUT: behind[since & ~behind["rewarded"]],
    }
    found = pd.DataFrame([_row(part, at_least) for part in parts.values()], index=pd.Index(parts, name="group"))
    return found.astype({"mean": "Float64", "median": "Float64", "share": "Float64"})


def _row(part: pd.DataFrame, at_least: int | None) -> dict[str, object]:
    eff, off = (part[name].to_numpy(dtype=np.int64) for name in ("eff", "given"))
    n = len(eff)
    reached = int((eff + off >= at_least).sum()) if at_least is not None else 0
    low, high = wilson(reached, n)
    return {
        "n": n,
        "total": int(eff.sum()),
        "mean": float(eff.mean()) if n else None,
        "median": float(np.median(eff)) if n else None,
        "given": int(off.sum()),
        "reached": reached,
        "share": reached / n if n >= LEAST_FOR_SHARE else None,
        "low": low,
        "high": high,
    }


def _judged(found: Reward, behind: pd.DataFrame) -> Reward:
    before, since = (behind.loc[behind["group"] == name, "eff"].to_numpy(dtype=np.float64) for name in (BEFORE, SINCE))
    difference = float(since.mean() - before.mean())
    half = Z95 * math.sqrt(since.var(ddof=1) / len(since) + before.var(ddof=1) / len(before))
    low, high = difference - half, difference + half
    verdict = ROSE if low > 0 else FELL if high < 0 else UNCLEAR
    shared = {name: getattr(found, name) for name in Reward.__dataclass_fields__}
    return Reward(**shared | {"difference": difference, "low": low, "high": high, "verdict": verdict})
