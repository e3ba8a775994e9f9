"""Goods and services by what they earn (A, B, C) and how evenly they sell (X, Y, Z): what to keep in stock.

Formula keys: figures.products, figures.products.profit.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from clientcrm.domain.analytics.classes import (
    FEWEST_PERIODS,
    NO_CLASS,
    USUAL,
    ClassLimits,
    abc_classes,
    crossed,
    variation_classes,
)
from clientcrm.domain.analytics.figure import Figure, NotEnough
from clientcrm.domain.analytics.history import NOBODY, Sales
from clientcrm.domain.analytics.periods import last_complete, period_numbers
from clientcrm.domain.errors import Invalid

# What to do with the goods of each cell, as keys that the screens word.
ADVICE = {
    "AX": "always_in_stock",
    "AY": "stock_with_reserve",
    "AZ": "watch_and_order",
    "BX": "order_by_schedule",
    "BY": "stock_moderately",
    "BZ": "order_on_demand",
    "CX": "order_rarely",
    "CY": "small_lots",
    "CZ": "on_demand_or_drop",
}
_UNIT = 1_000  # quantities are in thousandths


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Products(Figure):
    """n: products that were sold.

    products: by product id, revenue (net, minor units), share (of the positive revenue), quantity (thousandths),
    receipts and clients (distinct, what was taken back left out), first and last (days of sales, ordinals), cost and
    profit (0 where has_cost is false), variation (-1 where there is none), abc, xyz ("none": cost unknown, too short).
    cells: the nine, see `crossed`. unassigned: money of the receipts that no product is named for, discounts on the
    whole and refunds of a sum among them. behind: product, client, one row for each who kept some of it.
    """

    products: pd.DataFrame
    cells: pd.DataFrame
    unassigned: int
    behind: pd.DataFrame

    def ids(self, abc: str, xyz: str) -> NDArray[np.int64]:
        """The products of a cell, ascending; "none" for those that a class says nothing of."""
        chosen = (self.products["abc"] == abc) & (self.products["xyz"] == xyz)
        return self.products.index[chosen].to_numpy(dtype=np.int64)

    def clients(self, product: int) -> NDArray[np.int64]:
        """Who bought a product and kept some of it, ascending."""
        return np.sort(self.behind.loc[self.behind["product"] == product, "client"].to_numpy(dtype=np.int64))


def products(
    sales: Sales,
    as_of: date,
    *,
    basis: str = "revenue",
    costs: pd.Series[int] | None = None,
    period: str = "month",
    window: int | None = None,
    limits: ClassLimits = USUAL,
) -> Products:
    """Rank everything that was sold, by revenue or by gross profit.

    costs: of one unit, minor units, by product id; without its cost a product has no profit. period: of the variation,
    over the complete ones since the product was first sold. window: the last so many days alone.
    """
    _check(basis, costs, window)
    since = 1 if window is None else as_of.toordinal() - window + 1
    goods = sold_goods(sales, as_of, costs)
    goods = goods[(goods["day"] >= since) & (goods["product"] != NOBODY)]
    behind = _buyers(goods)
    found = _sums(goods, behind, costs)
    has_cost = found["has_cost"].to_numpy(dtype=bool)
    measure = found["revenue" if basis == "revenue" else "profit"].to_numpy(dtype=np.int64)
    abc = np.full(len(found), NO_CLASS, dtype=object)
    told = np.ones(len(found), dtype=bool) if basis == "revenue" else has_cost
    abc[told] = abc_classes(measure[told], limits.shares)
    found["xyz"], found["variation"], longest = _evenness(goods, found, as_of, period, limits)
    found["abc"] = abc
    sums = {name: found[name].to_numpy(dtype=np.int64) for name in ("revenue", "profit")}
    few = None if longest >= FEWEST_PERIODS else NotEnough("short_history", longest, FEWEST_PERIODS)
    return Products(
        name="products",
        as_of=as_of,
        n=len(found),
        formula="figures.products" if basis == "revenue" else "figures.products.profit",
        options={"basis": basis, "period": period, "window": window, "limits": limits},
        not_enough=few if len(found) else NotEnough("no_sales", 0, 1),
        products=found,
        cells=crossed(abc, found["xyz"].to_numpy(dtype=object), sums, ADVICE, "products"),
        unassigned=_without_product(sales, as_of, since, int(goods["eff"].sum())),
        behind=behind,
    )


def sold_goods(sales: Sales, as_of: date, costs: pd.Series[int] | None = None) -> pd.DataFrame:
    """What each receipt holds: receipt, product, client, day, eff, quantity (thousandths), cost; one row for a pair.

    A refund linked to a known sale is taken from that sale, with its quantity and cost; any other stands by itself,
    below nothing. A negative line of a sale is a discount: it changes money alone. Cost is 0 where it is not known.
    """
    receipts = sales.receipts[sales.receipts["day"] <= as_of.toordinal()]
    place = pd.Index(receipts["receipt"]).get_indexer(pd.Index(sales.lines["receipt"]))
    known = place >= 0
    place = place[known]
    product, total, size = (sales.lines[name].to_numpy()[known] for name in ("product", "total", "quantity"))
    refund = receipts["total"].to_numpy()[place] < 0
    size = np.where(refund, -np.abs(size), np.where(total < 0, 0, size))
    cost = np.sign(size) * ((np.abs(size) * _unit_costs(product, costs) + _UNIT // 2) // _UNIT)
    codes, names = pd.factorize(product, sort=True)
    key = _owners(receipts)[place] * max(1, len(names)) + codes
    order = np.argsort(key, kind="stable")
    key = key[order]
    starts = np.flatnonzero(np.concatenate([np.ones(min(1, len(key)), dtype=bool), key[1:] != key[:-1]]))
    owner, code = np.divmod(key[starts], max(1, len(names)))
    goods = {name: receipts[name].to_numpy()[owner] for name in ("receipt", "client", "day")}
    goods["product"] = np.asarray(names, dtype=np.int64)[code]
    for name, values in (("eff", total), ("quantity", size), ("cost", cost)):
        goods[name] = np.add.reduceat(values[order], starts) if len(starts) else np.zeros(0, dtype=np.int64)
    return pd.DataFrame(goods)


def _owners(receipts: pd.DataFrame) -> NDArray[np.int64]:
    """The row of the receipt that each one counts with: its own, or that of the sale which a refund is taken from."""
    refund = receipts["total"].to_numpy() < 0
    origin = pd.Index(receipts["receipt"]).get_indexer(pd.Index(receipts["sale"]))
    return np.where(refund & (origin >= 0) & ~refund[origin], origin, np.arange(len(receipts)))


def _unit_costs(product: NDArray[np.int64], costs: pd.Series[int] | None) -> NDArray[np.int64]:
    if costs is None or costs.empty:
        return np.zeros(len(product), dtype=np.int64)
    place = costs.index.get_indexer(pd.Index(product))
    return np.where(place >= 0, costs.to_numpy(dtype=np.int64)[place], 0)


def _buyers(goods: pd.DataFrame) -> pd.DataFrame:
    kept = goods.loc[(goods["eff"] > 0) & (goods["client"] != NOBODY), ["product", "client"]].drop_duplicates()
    return kept.sort_values(["product", "client"], ignore_index=True)


def _sums(goods: pd.DataFrame, buyers: pd.DataFrame, costs: pd.Series[int] | None) -> pd.DataFrame:
    found = goods.groupby("product")[["eff", "quantity", "cost"]].sum().rename(columns={"eff": "revenue"})
    kept = goods.loc[goods["eff"] > 0, ["product", "client", "day"]]
    counted = kept.groupby("product")["day"].agg(["count", "min", "max"])
    counted = counted.reindex(found.index).fillna({"count": 0, "min": NOBODY, "max": NOBODY}).astype("int64")
    found[["receipts", "first", "last"]] = counted
    found["clients"] = buyers.groupby("product")["client"].count().reindex(found.index, fill_value=0).astype("int64")
    found["has_cost"] = found.index.isin([] if costs is None else costs.index)
    found["profit"] = (found["revenue"] - found["cost"]).where(found["has_cost"], 0).astype("int64")
    positive = found["revenue"].clip(lower=0)
    found["share"] = positive / max(1, int(positive.sum()))
    return found


def _without_product(sales: Sales, as_of: date, since: int, named: int) -> int:
    """What the receipts come to beyond the lines that name a product."""
    receipts = sales.receipts[sales.receipts["day"] <= as_of.toordinal()]
    counts = receipts["day"].to_numpy()[_owners(receipts)] >= since
    return int(receipts["total"].to_numpy()[counts].sum()) - named


def _evenness(
    goods: pd.DataFrame, found: pd.DataFrame, as_of: date, period: str, limits: ClassLimits
) -> tuple[NDArray[np.object_], NDArray[np.float64], int]:
    """The class and the variation of each product, and the most complete periods that one of them has."""
    last = last_complete(as_of, period)
    numbers = period_numbers(goods["day"].to_numpy(), period)
    by_period = goods.assign(period=numbers)[numbers <= last].groupby(["product", "period"])["eff"].sum().reset_index()
    place = found.index.get_indexer(pd.Index(by_period["product"]))
    first = found["first"].to_numpy(dtype=np.int64)
    began = np.where(first > 0, period_numbers(np.maximum(first, 1), period), last + 1)
    counts = np.maximum(last - began + 1, 0)
    within = by_period["period"].to_numpy(dtype=np.int64) >= began[place]
    amounts = by_period["eff"].to_numpy(dtype=np.int64)[within]
    kinds, variation = variation_classes(amounts, place[within], counts, limits.variation)
    return kinds, variation, int(counts.max()) if len(counts) else 0


def _check(basis: str, costs: pd.Series[int] | None, window: int | None) -> None:
    refused: dict[str, str] = {}
    if basis not in {"revenue", "profit"}:
        refused["basis"] = "unknown"
    elif basis == "profit" and costs is None:
        refused["costs"] = "missing"
    if window is not None and window < 1:
        refused["window"] = "too_small"
    if refused:
        raise Invalid(refused)
