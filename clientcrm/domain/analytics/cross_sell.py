"""Cross-sell: who bought the one and never the other, and which other is worth offering (F52).

Formulas: figures.cross-sell, figures.cross-sell.offers. Up-sell is the same with the dearer goods as the other.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from clientcrm.domain.analytics.baskets import pairs_of
from clientcrm.domain.analytics.contents import Contents, Ints, contents
from clientcrm.domain.analytics.figure import Figure, NotEnough
from clientcrm.domain.analytics.history import NOBODY, Sales
from clientcrm.domain.analytics.together import at_least, baskets_reach, count_together, enough, share_of
from clientcrm.domain.errors import Invalid

_OFFER = ["product", "offer", "both", "n_product", "n_offer", "confidence", "lift", "p", "open", "check"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CrossSell(Figure):
    """Who bought one of some products and never one of some others; `n` clients who bought one of the former.

    clients: client, times (purchase days with the former), last (day), money (minor units spent on the former); who
    spent most comes first. had: how many of the n bought the latter too. tried: the clients who gave all of the latter
    back, or had it for nothing: they know it, so they are not offered it. left_out: those of `without`.
    """

    clients: pd.DataFrame
    had: int
    tried: Ints
    left_out: Ints


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Offers(Figure):
    """Which product is worth offering to the buyers of which; `n` clients who bought something named.

    offers: product, offer, both, n_product, n_offer (clients with both, with each), confidence (both / n_product),
    lift, p, open (clients with the product who never had the offer, those of `without` not counted), check (the median
    of what a purchase day brings of the offer, minor units). Only pairs that stand by Fisher's test, one-sided, with at
    most `level` of false discoveries. The likeliest comes first.
    """

    offers: pd.DataFrame
    needed: int


def cross_sell(
    sales: Sales,
    as_of: date,
    *,
    bought: Collection[int],
    never: Collection[int],
    without: Collection[int] = (),
) -> CrossSell:
    """The clients to offer `never` to, since they bought `bought`; `without` are the toxic, the recently asked."""
    _check(bought, never)
    held = _by_client(contents(sales, as_of, "day"))
    former = held[held["product"].isin(list(bought))]
    once = former.drop_duplicates(["client", "basket"])
    found = pd.DataFrame(
        {
            "times": once.groupby("client")["basket"].count(),
            "last": once.groupby("client")["day"].max(),
            "money": former.groupby("client")["eff"].sum(),
        }
    ).astype("int64")
    ids = found.index.to_numpy(dtype=np.int64)
    has = np.isin(ids, held.loc[held["product"].isin(list(never)), "client"])
    tried = np.isin(ids, _had(sales, as_of, never)["client"]) & ~has
    out = np.isin(ids, list(without)) & ~has & ~tried
    clients = found[~(has | tried | out)].rename_axis("client").reset_index()
    return CrossSell(
        name="cross-sell",
        as_of=as_of,
        n=len(found),
        formula="figures.cross-sell",
        options={"bought": sorted(bought), "never": sorted(never)},
        not_enough=NotEnough("nobody_bought", 0, 1) if not len(found) else None,
        clients=clients.sort_values(["money", "client"], ascending=[False, True], ignore_index=True),
        had=int(has.sum()),
        tried=ids[tried],
        left_out=ids[out],
    )


def offers(
    sales: Sales,
    as_of: date,
    *,
    min_support: float | str = 0.02,
    min_count: int = 5,
    min_confidence: float | str = 0,
    without: Collection[int] = (),
    level: float | str = 0.05,
    baskets: Contents | None = None,
) -> Offers:
    """What clients buy beside what, over all their purchases: pairs that min_support of them have, and min_count.

    baskets: `contents` of the days, where they are at hand already.
    """
    support, confidence = share_of("min_support", min_support), share_of("min_confidence", min_confidence)
    count, false = at_least("min_count", min_count, 1), float(share_of("level", level))
    held = _by_client(contents(sales, as_of, "day") if baskets is None else baskets)
    owned = held[["client", "product"]].drop_duplicates().sort_values(["client", "product"], ignore_index=True)
    n = owned["client"].nunique()
    needed = enough(support, n, count)
    pairs = pairs_of(owned, "client", n, needed, false)
    pairs = pairs[pairs["significant"]].rename(columns={"together": "both"})
    names = [
        {"left": "product", "right": "offer", "n_left": "n_product", "n_right": "n_offer"},
        {"right": "product", "left": "offer", "n_right": "n_product", "n_left": "n_offer"},
    ]
    found = pd.concat([pairs.rename(columns=each) for each in names], ignore_index=True)
    found = found[found["both"] * confidence.denominator >= found["n_product"] * confidence.numerator]
    found["confidence"] = found["both"] / found["n_product"]
    found["open"] = _open(sales, as_of, owned, found, without)
    found["check"] = found["offer"].map(held.groupby("product")["eff"].median()).round().astype("int64")
    order = ["confidence", "both", "product", "offer"]
    return Offers(
        name="cross-sell",
        as_of=as_of,
        n=n,
        formula="figures.cross-sell.offers",
        options={
            "min_support": float(support),
            "min_count": count,
            "min_confidence": float(confidence),
            "level": false,
        },
        not_enough=NotEnough("few_clients", n, needed) if n < needed else None,
        offers=found.sort_values(order, ascending=[False, False, True, True], ignore_index=True)[_OFFER],
        needed=needed,
    )


def _check(bought: Collection[int], never: Collection[int]) -> None:
    wrong = {name: "empty" for name, chosen in (("bought", bought), ("never", never)) if not len(chosen)}
    if set(bought) & set(never):
        wrong["never"] = "same"
    if wrong:
        raise Invalid(wrong)


def _by_client(days: Contents) -> pd.DataFrame:
    """The lines of clients: basket, product, eff, client, day."""
    held = days.items.join(days.baskets[["client", "day"]], on="basket")
    return held[held["client"] != NOBODY]


def _had(sales: Sales, as_of: date, products: Collection[int]) -> pd.DataFrame:
    """Which client ever took home which of these products, kept or not: client, product, one row for each."""
    receipts = sales.receipts
    known = receipts[(receipts["day"] <= as_of.toordinal()) & (receipts["total"] >= 0) & (receipts["client"] != NOBODY)]
    lines = sales.lines[sales.lines["product"].isin(list(products)) & (sales.lines["total"] >= 0)]
    had = lines[["receipt", "product"]].merge(known[["receipt", "client"]], on="receipt")
    return had[["client", "product"]].drop_duplicates()


def _open(sales: Sales, as_of: date, owned: pd.DataFrame, found: pd.DataFrame, without: Collection[int]) -> Ints:
    """For each pair, how many clients have the product, are not among `without`, and never had the offer."""
    products = np.unique(found["product"].to_numpy(dtype=np.int64))  # the offers are the same ones
    owned = owned[owned["product"].isin(products)]
    spared = owned["client"].isin(list(without))
    counted: Ints = (found["n_product"] - found["both"]).to_numpy(dtype=np.int64)
    if spared.any():
        counted = counted - _lacking(owned[spared], products, found)
    had = _had(sales, as_of, products.tolist()).rename(columns={"product": "offer"})
    kept = owned.rename(columns={"product": "offer"}).assign(kept=True)
    tried = had.merge(kept, on=["client", "offer"], how="left")
    tried = tried[tried["kept"].isna()].drop(columns="kept").merge(owned[~spared], on="client")
    knows = tried.groupby(["product", "offer"])["client"].count().rename("knows")
    known = found[["product", "offer"]].join(knows, on=["product", "offer"])["knows"].fillna(0)
    left: Ints = counted - known.to_numpy(dtype=np.int64)
    return left


def _lacking(owned: pd.DataFrame, products: Ints, found: pd.DataFrame) -> Ints:
    """For each pair, how many of these clients have the product and not the offer."""
    many = len(products)
    code = np.searchsorted(products, owned["product"].to_numpy())
    left, right, both = count_together(baskets_reach(owned["client"].to_numpy(), code, many), 1)
    product, offer = (np.searchsorted(products, found[name].to_numpy()) for name in ("product", "offer"))
    cells = np.concatenate([left * many + right, np.zeros(1, dtype=np.int64)])
    wanted = np.minimum(product, offer) * many + np.maximum(product, offer)
    place = np.searchsorted(cells[:-1], wanted)
    has = np.where(cells[place] == wanted, np.concatenate([both, np.zeros(1, dtype=np.int64)])[place], 0)
    lacking: Ints = np.bincount(code, minlength=many).astype(np.int64)[product] - has
    return lacking
