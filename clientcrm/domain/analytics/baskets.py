"""Baskets: what is bought together, and more often than by chance (7.12).

Formulas: figures.baskets (by receipt), figures.baskets.day (by purchase day).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from clientcrm.domain.analytics.contents import Basis, Contents, Ints, codes_of, contents
from clientcrm.domain.analytics.figure import Figure, NotEnough
from clientcrm.domain.analytics.history import Sales
from clientcrm.domain.analytics.together import at_least, baskets_reach, count_together, enough, judged, share_of

_PAIR = ["left", "right", "together", "n_left", "n_right", "lift", "p", "significant"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Baskets(Figure):
    """What is bought together; `n` baskets whose contents are known.

    pairs: every pair seen often enough to be judged, the lower product id on the left: left, right, together, n_left,
    n_right (baskets with both, with each), lift, p, significant. rules: left -> right, both ways, of the significant
    pairs alone, with confidence (the share of the baskets with left that hold right too); the highest lift first.
    `needed` is how many baskets a pair must have. contents: the baskets behind it all.
    """

    pairs: pd.DataFrame
    rules: pd.DataFrame
    needed: int
    contents: Contents

    def clients(self, left: int, right: int) -> Ints:
        """Who bought both in one basket."""
        return self.contents.clients(left, right)


def baskets(
    sales: Sales,
    as_of: date,
    *,
    basis: Basis = "receipt",
    min_support: float | str = 0.01,
    min_count: int = 5,
    min_confidence: float | str = 0,
    level: float | str = 0.05,
) -> Baskets:
    """Pairs with at least min_count and min_support of all baskets; rules of at least min_confidence among them.

    Shares are compared as integers. A pair stands by Fisher's exact test, one-sided, with at most `level` of false
    discoveries; one that comes no more often than by chance never does.
    """
    support, confidence = share_of("min_support", min_support), share_of("min_confidence", min_confidence)
    count, false = at_least("min_count", min_count, 1), float(share_of("level", level))
    held = contents(sales, as_of, basis)
    n = len(held.baskets)
    needed = enough(support, n, count)
    pairs = pairs_of(held.items, "basket", n, needed, false)
    both_ways = pd.concat([pairs, _turned(pairs)], ignore_index=True)
    sure = both_ways["significant"] & (
        both_ways["together"] * confidence.denominator >= both_ways["n_left"] * confidence.numerator
    )
    rules = both_ways[sure].drop(columns="significant")
    rules.insert(5, "confidence", rules["together"] / rules["n_left"])
    order = ["lift", "together", "left", "right"]
    mixed = int((held.items["basket"].value_counts() > 1).sum())
    return Baskets(
        name="baskets",
        as_of=as_of,
        n=n,
        formula="figures.baskets" if basis == "receipt" else "figures.baskets.day",
        options={
            "basis": basis,
            "min_support": float(support),
            "min_count": count,
            "min_confidence": float(confidence),
            "level": false,
        },
        not_enough=NotEnough("few_baskets", mixed, needed) if mixed < needed else None,
        pairs=pairs,
        rules=rules.sort_values(order, ascending=[False, False, True, True], ignore_index=True),
        needed=needed,
        contents=held,
    )


def pairs_of(items: pd.DataFrame, by: str, n: int, needed: int, level: float) -> pd.DataFrame:
    """The pairs of products that at least `needed` of n owners (baskets, clients) have both of, judged.

    items: `by` and product, one row for each, sorted by both. Columns: left, right, together, n_left, n_right, lift,
    p, significant.
    """
    products, product = codes_of(items["product"].to_numpy())
    seen = np.bincount(product, minlength=len(products)).astype(np.int64)
    often = seen >= needed
    kept = often[product]
    code = (np.cumsum(often) - 1)[product[kept]]
    reach = baskets_reach(items[by].to_numpy()[kept], code, int(often.sum()))
    left, right, together = count_together(reach, needed)
    products, seen = products[often], seen[often]
    frame = pd.DataFrame(
        {
            "left": products[left],
            "right": products[right],
            "together": together,
            "n_left": seen[left],
            "n_right": seen[right],
        }
    )
    return judged(frame, n, level)[_PAIR]


def _turned(pairs: pd.DataFrame) -> pd.DataFrame:
    """The same pairs with their sides changed."""
    return pairs.rename(columns={"left": "right", "right": "left", "n_left": "n_right", "n_right": "n_left"})[_PAIR]
