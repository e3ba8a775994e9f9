"""What was bought: the goods of each receipt in force, net of what was taken back, and the baskets that they form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from clientcrm.domain.analytics.history import NOBODY, Sales, in_force, purchase_days
from clientcrm.domain.errors import Invalid

Basis = Literal["receipt", "day"]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Contents:
    """Baskets and what lay in them.

    baskets: client (NOBODY: anonymous), day, receipt (the first of them), employee (of that receipt); the index counts
    from 0. items: basket, product, eff (minor units, above nothing); one row for each, sorted by both. `unknown` counts
    baskets of which only the sum is known: they stand in neither frame.
    """

    baskets: pd.DataFrame
    items: pd.DataFrame
    unknown: int

    def having(self, *products: int) -> Ints:
        """The baskets with all of these products."""
        found: Ints = np.arange(len(self.baskets), dtype=np.int64)
        for product in products:
            found = found[np.isin(found, self.items.loc[self.items["product"] == product, "basket"].to_numpy())]
        return found

    def clients(self, *products: int) -> Ints:
        """Who bought all of these products in one basket; the anonymous left out."""
        clients: Ints = np.unique(self.baskets["client"].to_numpy(dtype=np.int64)[self.having(*products)])
        named: Ints = clients[clients != NOBODY]
        return named


def sold(sales: Sales, as_of: date) -> pd.DataFrame:
    """What each receipt in force holds: receipt, product, eff, the line's sum with the refunds linked by as_of.

    A line that comes to nothing (a gift, a free consultation, one that was taken back) is left out, and so is every
    line of a receipt that comes to nothing. Sorted by receipt and product.
    """
    receipt, product, eff = _sold(sales, in_force(sales.receipts, as_of), as_of)
    return pd.DataFrame({"receipt": receipt, "product": product, "eff": eff})


def contents(sales: Sales, as_of: date, basis: Basis = "receipt") -> Contents:
    """The baskets up to as_of: each receipt, or all receipts of a client's purchase day; an anonymous one by itself."""
    if basis not in ("receipt", "day"):
        raise Invalid({"basis": "unknown"})
    good = in_force(sales.receipts, as_of)
    receipts = good[good["eff"] > 0].sort_values(["client", "day", "receipt"], ignore_index=True)
    receipts = _on_purchase_days(receipts, sales, as_of) if basis == "day" else receipts
    fields = {name: receipts[name].to_numpy(dtype=np.int64) for name in ("client", "day", "receipt", "employee")}
    opens = np.ones(len(receipts), dtype=np.bool_)
    if basis == "day" and len(receipts):
        client, day = fields["client"], fields["day"]
        opens[1:] = (client[1:] != client[:-1]) | (day[1:] != day[:-1]) | (client[1:] == NOBODY)
    number = np.cumsum(opens) - 1
    receipt, product, eff = _sold(sales, good, as_of)
    place = pd.Index(fields["receipt"]).get_indexer(pd.Index(receipt))
    counted = np.flatnonzero(place >= 0)
    basket, product, eff = _sums(number[place[counted]], product[counted], eff[counted])
    filled = np.zeros(int(opens.sum()), dtype=np.bool_)
    filled[basket] = True
    items = pd.DataFrame({"basket": (np.cumsum(filled) - 1)[basket], "product": product, "eff": eff})
    baskets = pd.DataFrame({name: values[opens][filled] for name, values in fields.items()})
    return Contents(baskets, items, int((~filled).sum()))


def codes_of(values: Ints) -> tuple[Ints, Ints]:
    """The distinct values ascending, and the place of each value among them."""
    largest = int(values.max(initial=0))
    if values.min(initial=0) >= 0 and largest < 4 * len(values) + 1_000_000:
        there = np.zeros(largest + 1, dtype=np.bool_)  # 10 times as fast as sorting
        there[values] = True
        return np.flatnonzero(there).astype(np.int64), (np.cumsum(there) - 1)[values]
    code, distinct = pd.factorize(values, sort=True)
    return np.asarray(distinct, dtype=np.int64), code.astype(np.int64)


def _on_purchase_days(receipts: pd.DataFrame, sales: Sales, as_of: date) -> pd.DataFrame:
    """Without those of days that come to nothing on the whole."""
    days = purchase_days(sales.receipts, as_of)
    width = as_of.toordinal() + 1
    counted = np.isin(receipts["client"] * width + receipts["day"], days["client"] * width + days["day"])
    return receipts[counted | (receipts["client"] == NOBODY).to_numpy()]


def _sold(sales: Sales, good: pd.DataFrame, as_of: date) -> tuple[Ints, Ints, Ints]:
    """The receipts, products and sums of `sold`."""
    receipts = sales.receipts
    ids = np.sort(good.loc[good["eff"] > 0, "receipt"].to_numpy(dtype=np.int64))
    known = pd.Index(ids)
    refunds = receipts[(receipts["total"] < 0) & (receipts["day"] <= as_of.toordinal()) & (receipts["sale"] != NOBODY)]
    of_line, product, total = (sales.lines[name].to_numpy(dtype=np.int64) for name in ("receipt", "product", "total"))
    place = known.get_indexer(pd.Index(of_line)).astype(np.int64)
    if len(refunds):
        refund = pd.Index(refunds["receipt"]).get_indexer(pd.Index(of_line))
        back = np.flatnonzero(refund >= 0)
        place[back] = known.get_indexer(pd.Index(refunds["sale"].to_numpy()[refund[back]]))
    kept = np.flatnonzero((place >= 0) & (product != NOBODY))
    place, product, eff = _sums(place[kept], product[kept], total[kept])
    return ids[place], product, eff


def _sums(owner: Ints, product: Ints, eff: Ints) -> tuple[Ints, Ints, Ints]:
    """One owner and product each, with the sum of eff, where it is above nothing; sorted by both."""
    products, code = codes_of(product)
    key = owner * max(1, len(products)) + code
    order = np.argsort(key, kind="stable")
    key = key[order]
    starts = np.flatnonzero(np.concatenate([np.ones(min(1, len(key)), dtype=np.bool_), key[1:] != key[:-1]]))
    sums = np.add.reduceat(eff[order], starts) if len(starts) else np.zeros(0, dtype=np.int64)
    first = order[starts[sums > 0]]
    return owner[first], product[first], sums[sums > 0]
