"""What the best clients had in common on their first visit, and how like them others are.

Formula key: figures.portrait.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from clientcrm.domain.analytics.figure import Figure, NotEnough
from clientcrm.domain.analytics.history import NOBODY, Sales, in_force, purchase_days
from clientcrm.domain.analytics.products import sold_goods
from clientcrm.domain.analytics.stats import benjamini_hochberg, fisher_two_sided, wilson
from clientcrm.domain.errors import Invalid

# All that is known at the first visit. What came later (spend, visits, classes) follows from being good and explains
# nothing, so it is refused.
TRAITS = ("source", "city", "sex", "age", "first_product", "first_check", "weekday", "employee")
UNKNOWN, OTHER = "", "other"
FEWEST_BEST = 20
# A portrait stands if it tells a good client from another at least so often, in per cent; by chance it is 50.
STABLE = 60
FOLDS = 5
# Values seen on fewer clients count as one: with hundreds of them, Laplace's one outweighs what was seen.
RARE = 10


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Portrait(Figure):
    """n: clients compared; best: how many of them are best.

    auc: how often a best client scores above another one, from folds that the weights were not made of; None under 20
    of either. profile: by trait and value, best and rest (counts), of_best and of_rest (with the trait known),
    share_best and share_rest, low and high (95 % interval of share_best), difference, weight (of the score), p
    (Fisher) and stands (5 % false discoveries). scores: by client id, empty where there is no stable portrait.
    """

    best: int
    auc: float | None
    profile: pd.DataFrame
    scores: pd.Series[float]

    def score(self, traits: pd.DataFrame) -> pd.Series[float]:
        """How like the best somebody with these traits is: more is more; what is unknown adds nothing."""
        if self.not_enough:
            return pd.Series(np.zeros(0), index=traits.index[:0], dtype=np.float64)
        total = np.zeros(len(traits))
        for trait in traits.columns:
            weights = self.profile.loc[self.profile.index.get_level_values("trait") == trait, "weight"].droplevel(0)
            values = traits[trait].where(traits[trait].isin(weights.index) | (traits[trait] == UNKNOWN), OTHER)
            total += values.map(weights).fillna(0.0).to_numpy(dtype=np.float64)
        return pd.Series(total, index=traits.index)

    def alike(self, without: Sequence[int], limit: int = 50) -> NDArray[np.int64]:
        """Whom of those compared the best are most like, but for `without` (the best themselves), best first."""
        others = self.scores[~self.scores.index.isin(np.asarray(without, dtype=np.int64))]
        order = np.lexsort((others.index.to_numpy(), -others.to_numpy()))[:limit]
        return others.index.to_numpy(dtype=np.int64)[order]


def first_visit(sales: Sales, as_of: date, known: pd.DataFrame | None = None) -> pd.DataFrame:
    """The traits of everybody with a purchase day, as words, "" for unknown; by client id.

    first_product (the id of what most was paid for), first_check (quarter of the base, 1..4), weekday (1: Monday) and
    employee (code) of the first purchase day; and what `known` says from the card: source, city, sex, age (a band).
    """
    days = purchase_days(sales.receipts, as_of)
    first = days.drop_duplicates("client").set_index("client")
    checks = first["eff"].to_numpy()
    below = np.searchsorted(np.sort(checks), checks, side="left")
    found = pd.DataFrame(
        {
            "first_product": _dearest(sales, as_of, first["day"]),
            "first_check": (1 + 4 * below // max(1, len(checks))).astype(str),
            "weekday": ((first["day"] - 1) % 7 + 1).astype(str),
            "employee": _employees(in_force(sales.receipts, as_of), first["day"]),
        },
        index=first.index,
    )
    if known is not None:
        for name in known.columns:
            found[name] = known[name].reindex(found.index)
    return found.fillna(UNKNOWN).astype(str).astype(object)


def portrait(
    traits: pd.DataFrame,
    best: Sequence[int],
    as_of: date,
    *,
    rare: int = RARE,
) -> Portrait:
    """Compare the best with the rest of `traits` (by client id, columns of TRAITS, values as words, "" for unknown).

    Naive Bayes with Laplace's one. The rest should have had the time to become best: leave the newcomers out of
    `traits`. rare: values on fewer clients count as "other".
    """
    later = [str(name) for name in traits.columns if name not in TRAITS]
    if later or rare < 1:
        raise Invalid(dict.fromkeys(later, "later_behaviour") | ({} if rare >= 1 else {"rare": "too_small"}))
    traits = _merged(traits.sort_index(), rare)
    good = np.asarray(traits.index.isin(np.asarray(best, dtype=np.int64)), dtype=bool)
    count, others = int(good.sum()), int((~good).sum())
    auc = None
    few = None
    if min(count, others) < FEWEST_BEST:
        few = (
            NotEnough("few_best", count, FEWEST_BEST)
            if count < FEWEST_BEST
            else NotEnough("few_others", others, FEWEST_BEST)
        )
        traits = traits.iloc[:, :0]
    coded = [pd.factorize(traits[name].where(traits[name] != UNKNOWN), sort=True) for name in traits.columns]
    columns = [(codes.astype(np.int64), len(values)) for codes, values in coded]
    if few is None:
        auc = _proved(columns, good) if columns else 0.5
        if auc * 100 < STABLE:
            few = NotEnough("no_stable_portrait", int(auc * 100), STABLE)
    scores = _scores(columns, _weights(columns, good)) if columns else np.zeros(len(good))
    return Portrait(
        name="portrait",
        as_of=as_of,
        n=len(traits),
        formula="figures.portrait",
        options={"rare": rare, "traits": tuple(map(str, traits.columns))},
        not_enough=few,
        best=count,
        auc=auc,
        profile=_profile({str(n): values for n, (_, values) in zip(traits, coded, strict=True)}, columns, good),
        scores=pd.Series(scores, index=traits.index).iloc[: 0 if few else None],
    )


def weights_of(best: NDArray[np.int64], rest: NDArray[np.int64], all_best: int, all_rest: int) -> NDArray[np.float64]:
    """What each value of a trait adds to the score, from how many of the best and of the rest have it."""
    kinds = len(best)
    return np.asarray(
        np.log((best + 1) / (all_best + kinds)) - np.log((rest + 1) / (all_rest + kinds)), dtype=np.float64
    )


def area(scores: NDArray[np.float64], good: NDArray[np.bool_]) -> float:
    """How often a good one scores above another; a tie counts half."""
    _, place, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[place]
    count, others = int(good.sum()), int((~good).sum())
    return float((ranks[good].sum() - count * (count + 1) / 2) / (count * others))


Columns = list[tuple[NDArray[np.int64], int]]


def _counts(codes: NDArray[np.int64], kinds: int, who: NDArray[np.bool_]) -> NDArray[np.int64]:
    return np.bincount(codes[who & (codes >= 0)], minlength=kinds).astype(np.int64)


def _weights(
    columns: Columns, good: NDArray[np.bool_], among: NDArray[np.bool_] | None = None
) -> list[NDArray[np.float64]]:
    among = np.ones(len(good), dtype=bool) if among is None else among
    found = []
    for codes, kinds in columns:
        best, rest = _counts(codes, kinds, good & among), _counts(codes, kinds, ~good & among)
        found.append(weights_of(best, rest, int(best.sum()), int(rest.sum())))
    return found


def _scores(columns: Columns, weights: list[NDArray[np.float64]]) -> NDArray[np.float64]:
    total = np.zeros(len(columns[0][0]))
    for (codes, _), each in zip(columns, weights, strict=True):
        total += np.append(each, 0.0)[codes]  # -1, unknown, is the last
    return total


def _proved(columns: Columns, good: NDArray[np.bool_]) -> float:
    """The mean area over five folds, each holding its share of the best; by the order of ids, so always the same."""
    fold = np.zeros(len(good), dtype=np.int64)
    for side in (good, ~good):
        fold[side] = np.arange(int(side.sum())) % FOLDS
    areas = []
    for number in range(FOLDS):
        kept = fold == number
        scores = _scores(columns, _weights(columns, good, ~kept))
        areas.append(area(scores[kept], good[kept]))
    return float(np.mean(areas))


def _profile(values: Mapping[str, pd.Index[str]], columns: Columns, good: NDArray[np.bool_]) -> pd.DataFrame:
    rows = []
    for (trait, names), (codes, kinds) in zip(values.items(), columns, strict=True):
        best, rest = _counts(codes, kinds, good), _counts(codes, kinds, ~good)
        of_best, of_rest = int(best.sum()), int(rest.sum())
        weights = weights_of(best, rest, of_best, of_rest)
        for name, k, m, weight in zip(names, best.tolist(), rest.tolist(), weights.tolist(), strict=True):
            shares = k / max(1, of_best), m / max(1, of_rest)
            p = fisher_two_sided(k, of_best - k, m, of_rest - m)
            counts = (k, m, of_best, of_rest)
            rows.append((trait, name, *counts, *shares, *wilson(k, of_best), shares[0] - shares[1], weight, p))
    counted = ["best", "rest", "of_best", "of_rest"]
    real = ["share_best", "share_rest", "low", "high", "difference", "weight", "p"]
    frame = pd.DataFrame(rows, columns=["trait", "value", *counted, *real])
    frame = frame.astype(dict.fromkeys(counted, "int64") | dict.fromkeys(real, "float64"))
    return frame.assign(stands=benjamini_hochberg(frame["p"].to_numpy())).set_index(["trait", "value"])


def _merged(traits: pd.DataFrame, rare: int) -> pd.DataFrame:
    merged = traits.astype(object).copy()
    for name in merged.columns:
        seen = merged[name].map(merged[name].value_counts())
        merged[name] = merged[name].where((seen >= rare) | (merged[name] == UNKNOWN), OTHER)
    return merged


def _dearest(sales: Sales, as_of: date, first: pd.Series[int]) -> pd.Series[str]:
    goods = sold_goods(sales, as_of)
    goods = goods[(goods["eff"] > 0) & (goods["product"] != NOBODY) & (goods["client"] != NOBODY)]
    goods = goods[goods["day"].to_numpy() == goods["client"].map(first).fillna(-1).to_numpy()]
    by_product = goods.groupby(["client", "product"])["eff"].sum().reset_index()
    best = by_product.sort_values(["client", "eff", "product"], ascending=[True, False, True]).drop_duplicates("client")
    words: pd.Series[str] = best.set_index("client")["product"].astype(str)
    return words


def _employees(good: pd.DataFrame, first: pd.Series[int]) -> pd.Series[str]:
    """Who served on the first receipt of the first purchase day that still stands."""
    sold = good[(good["eff"] > 0) & (good["client"] != NOBODY)]
    sold = sold[sold["day"].to_numpy() == sold["client"].map(first).fillna(-1).to_numpy()]
    served = sold.sort_values("receipt").drop_duplicates("client").set_index("client")["employee"]
    words: pd.Series[str] = served[served != NOBODY].astype(str)
    return words
