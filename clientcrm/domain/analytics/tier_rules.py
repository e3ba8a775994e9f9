"""The rules that put clients on the rungs of the loyalty ladder, and who fulfils them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from clientcrm.domain.analytics.history import NOBODY, net, purchase_days
from clientcrm.domain.tier_rules import (
    ADVOCATE,
    CARD,
    CONSENT,
    DEFAULT_RULES,
    HAND,
    INTEREST,
    MEASURES,
    MONEY,
    PURCHASES,
    STATUSES,
    TOP_SHARE,
    Rule,
)

Bools: TypeAlias = NDArray[np.bool_]
Ints: TypeAlias = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Rung:
    """A rung by its key; without a rule it is given by hand alone."""

    key: str
    rule: Rule | None = None

    @property
    def measure(self) -> str:
        """What its rule looks at; "" without one."""
        return self.rule.measure if self.rule else HAND


LADDER = tuple(Rung(key, rule) for key, rule in DEFAULT_RULES.items() if rule.measure not in STATUSES)


@dataclass(frozen=True, slots=True, eq=False)
class Fulfilled:
    """By rung (rows, lowest first; the last row, -1, is no rung) and client: whether its rule holds, by what value.

    limits: by rung, what the value is held against; values of top_share are places, the best first.
    """

    holds: Bools
    values: Ints
    limits: Ints


def fulfilled(
    receipts: pd.DataFrame, as_of: date, people: pd.DataFrame, clients: pd.Index[int], ladder: Sequence[Rung]
) -> Fulfilled:
    """Try every rule on everybody of `people`; clients: the ids with a purchase day."""
    size = (len(ladder) + 1, len(people))
    found = Fulfilled(np.zeros(size, dtype=bool), np.zeros(size, dtype=np.int64), np.zeros(len(ladder) + 1, np.int64))
    bought = np.asarray(people.index.isin(clients), dtype=bool) | people["opened"].to_numpy(dtype=bool)
    for place, rung in enumerate(ladder):
        rule = rung.rule
        if rule is None:
            continue
        if rule.measure in {PURCHASES, MONEY, TOP_SHARE}:
            _try_sales(found, place, rule, _within(receipts, as_of, rule), (people.index, clients))
            continue
        found.holds[place] = {
            CARD: np.ones(len(people), dtype=bool),
            INTEREST: people["interested"].to_numpy(dtype=bool) & ~bought,
            CONSENT: people["consent"].to_numpy(dtype=bool),
            ADVOCATE: people["advocate"].to_numpy(dtype=bool),
        }[rule.measure]
    return found


def check_ladder(ladder: Sequence[Rung]) -> dict[str, str]:
    """What is wrong with it: option and reason."""
    refused: dict[str, str] = {}
    if len({rung.key for rung in ladder}) < len(ladder):
        refused["ladder"] = "twice"
    for rung in ladder:
        rule = rung.rule
        if rule is None:
            continue
        if rule.measure not in MEASURES:
            refused[rung.key] = "unknown"
        elif rule.at_least < 1 or rule.window < 1 or (rule.measure == TOP_SHARE and rule.at_least > 100):
            refused[rung.key] = "out_of_range"
    return refused


def _within(receipts: pd.DataFrame, as_of: date, rule: Rule) -> pd.Series[int]:
    """What the rule counts, by client id: purchase days, or net money, of the trailing window."""
    since = as_of.toordinal() - rule.window + 1
    if rule.measure == PURCHASES:
        days = purchase_days(receipts, as_of)
        return days[days["day"] >= since].groupby("client")["day"].count()
    return net(receipts[(receipts["day"] >= since) & (receipts["client"] != NOBODY)], as_of)


def _try_sales(
    found: Fulfilled, place: int, rule: Rule, counted: pd.Series[int], ids: tuple[pd.Index[int], pd.Index[int]]
) -> None:
    everyone, clients = ids
    values = counted.reindex(everyone, fill_value=0).to_numpy(dtype=np.int64)
    if rule.measure != TOP_SHARE:
        found.values[place], found.limits[place] = values, rule.at_least
        found.holds[place] = values >= rule.at_least
        return
    sums = np.sort(counted.reindex(clients, fill_value=0).to_numpy(dtype=np.int64))
    above = len(sums) - np.searchsorted(sums, values, side="right")
    found.values[place] = above + 1
    found.limits[place] = -(-rule.at_least * len(sums) // 100)
    among = np.asarray(everyone.isin(clients), dtype=bool) & (len(sums) >= rule.fewest)
    found.holds[place] = among & (values > 0) & (above * 100 < rule.at_least * len(sums))
