"""Goods and services that nobody takes of late, and to whom of the loyal clients each may be offered.

Formula key: figures.products.idle.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from clientcrm.domain.analytics.figure import Figure, NotEnough
from clientcrm.domain.analytics.history import NOBODY, Sales
from clientcrm.domain.analytics.products import sold_goods
from clientcrm.domain.analytics.stats import Z95
from clientcrm.domain.errors import Invalid

IDLE_AFTER = 90
CANDIDATES = 20
# How many of the idle goods get candidates, those that brought most first: a shop offers a few at a time.
OFFERED = 50
# Fewer common buyers than this say nothing of two products.
TOGETHER = 5
BOUGHT, ALSO, GROUP = "bought", "also", "group"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Idle(Figure):
    """n: products looked at.

    products: by product id, those without a sale of late, what brought most first: last (day of a sale, an ordinal, or
    NOBODY), silent (days since, -1 if never sold), receipts, revenue (minor units, of all time). candidates: product,
    client, affinity (0..1), reason ("bought": had it before; "also": had what goes with it; "group": buys its group),
    because (the product that goes with it, or NOBODY), together and of (the counts that the affinity follows from),
    times (on how many days the client had that, the product itself, or something of the group).
    """

    products: pd.DataFrame
    candidates: pd.DataFrame

    def clients(self, product: int) -> NDArray[np.int64]:
        """To whom a product may be offered, best first."""
        return self.candidates.loc[self.candidates["product"] == product, "client"].to_numpy(dtype=np.int64)


def idle(
    sales: Sales,
    as_of: date,
    catalogue: Sequence[int],
    among: Sequence[int],
    *,
    after: int = IDLE_AFTER,
    limit: int = CANDIDATES,
    groups: pd.Series[int] | None = None,
) -> Idle:
    """What of the catalogue was not sold for more than `after` days, with up to `limit` candidates for each.

    among: the loyal clients that may be offered something (whoever is not to be disturbed is left out by the caller).
    groups: the group of each product, by id; without it, goods that were never sold have no candidates.

    Affinity is the lower end of the 95 % interval of a share: of those who had the product, how many took it again; of
    those who had another one, how many had this too (only where that is more than by chance and at least five, the best
    such product counts); of the client's purchase days, on how many something of the group was bought.
    """
    if after < 1 or limit < 1:
        raise Invalid({"after" if after < 1 else "limit": "too_small"})
    goods = sold_goods(sales, as_of)
    goods = goods[(goods["eff"] > 0) & (goods["product"] != NOBODY)]
    listed = pd.Index(np.unique(np.asarray(catalogue, dtype=np.int64)), name="product")
    by_product = goods.groupby("product")
    found = pd.DataFrame(
        {
            "last": by_product["day"].max().reindex(listed, fill_value=NOBODY),
            "receipts": by_product["day"].count().reindex(listed, fill_value=0),
            "revenue": by_product["eff"].sum().reindex(listed, fill_value=0),
        }
    ).astype("int64")
    never = found["last"] == NOBODY
    found.insert(1, "silent", (as_of.toordinal() - found["last"]).where(~never, -1).astype("int64"))
    found = found[never | (found["silent"] > after)].sort_values("revenue", ascending=False, kind="stable")
    book = _Book(goods[goods["client"] != NOBODY], among)
    parts = [part for part in (book.offer(product, limit, groups) for product in found.index[:OFFERED]) if len(part)]
    return Idle(
        name="products",
        as_of=as_of,
        n=len(listed),
        formula="figures.products.idle",
        options={"after": after, "limit": limit},
        not_enough=None if len(listed) else NotEnough("no_products", 0, 1),
        products=found,
        candidates=pd.concat(parts, ignore_index=True) if parts else _candidates(0, np.zeros((7, 0))),
    )


class _Book:
    """Who bought what: one row for each client and product, sorted by both, with on how many days."""

    def __init__(self, goods: pd.DataFrame, among: Sequence[int]) -> None:
        days = goods[["client", "product", "day"]].sort_values(["client", "product", "day"], ignore_index=True)
        days = days[np.append(True, np.diff(days.to_numpy(), axis=0).any(axis=1))[: len(days)]]
        rows = days.groupby(["client", "product"], sort=True)["day"].count().reset_index()
        self.clients, self.client = np.unique(rows["client"].to_numpy(), return_inverse=True)
        self.products, self.product = np.unique(rows["product"].to_numpy(), return_inverse=True)
        self.starts = np.flatnonzero(np.diff(self.client, prepend=-1))
        self.times = rows["day"].to_numpy(dtype=np.int64)
        self.buyers = np.bincount(self.product, minlength=len(self.products))
        self.asked = np.isin(self.clients, np.asarray(among, dtype=np.int64))
        self.days = days

    def offer(self, product: int, limit: int, groups: pd.Series[int] | None) -> pd.DataFrame:
        """The best candidates for a product."""
        code = int(np.searchsorted(self.products, product))
        if code < len(self.products) and self.products[code] == product:
            rows = np.concatenate([self._again(code), self._also(code)], axis=1)
        elif groups is not None and product in groups.index:
            rows = self._by_group(groups, product)
        else:
            return _candidates(product, np.zeros((7, 0)))
        return _candidates(product, rows[:, np.lexsort((rows[0], -rows[6], -rows[1]))[:limit]])

    def _again(self, code: int) -> NDArray[np.float64]:
        mine = self.product == code
        more = int((self.times[mine] >= 2).sum())
        buyers = np.flatnonzero(mine)[self.asked[self.client[mine]]]
        return _rows(self.clients[self.client[buyers]], 0, NOBODY, more, int(mine.sum()), self.times[buyers])

    def _also(self, code: int) -> NDArray[np.float64]:
        had = np.zeros(len(self.clients), dtype=bool)
        had[self.client[self.product == code]] = True
        together = np.bincount(self.product[had[self.client]], minlength=len(self.products))
        better = (together >= TOGETHER) & (together * len(self.clients) > self.buyers * int(had.sum()))
        better[code] = False
        score = np.where(better, low(together, self.buyers), 0.0)[self.product]
        score[(had | ~self.asked)[self.client]] = 0.0
        if not score.any():
            return np.zeros((7, 0))
        highest = np.maximum.reduceat(score, self.starts)
        rows = np.flatnonzero((score > 0) & (score == highest[self.client]))
        first = np.ones(len(rows), dtype=bool)  # of equals the one with the lowest id
        first[1:] = self.client[rows[1:]] != self.client[rows[:-1]]
        best = rows[first]
        what = self.product[best]
        clients, because = self.clients[self.client[best]], self.products[what]
        return _rows(clients, 1, because, together[what], self.buyers[what], self.times[best])

    def _by_group(self, groups: pd.Series[int], product: int) -> NDArray[np.float64]:
        kin = groups.index[groups == groups.loc[product]]
        days = self.days[self.days["client"].isin(self.clients[self.asked])]
        every = days[["client", "day"]].drop_duplicates().groupby("client")["day"].count()
        near = days.loc[days["product"].isin(kin), ["client", "day"]].drop_duplicates().groupby("client")["day"].count()
        ids = near.index.to_numpy(dtype=np.int64)
        return _rows(ids, 2, NOBODY, near.to_numpy(), every.reindex(near.index).to_numpy(), near.to_numpy())


def low(together: ArrayLike, of: ArrayLike) -> NDArray[np.float64]:
    """The lower ends of the 95 % intervals of shares (Wilson), of many at once; 0 where nothing was seen."""
    seen = np.asarray(together, dtype=np.float64)
    count = np.maximum(np.asarray(of, dtype=np.float64), 1.0)
    share, square = seen / count, Z95 * Z95
    half = Z95 * np.sqrt(share * (1 - share) / count + square / (4 * count * count))
    ends = (share + square / (2 * count) - half) / (1 + square / count)
    return np.where(seen > 0, np.maximum(ends, 0.0), 0.0)


def _rows(client: NDArray[np.int64], reason: int, *counts: ArrayLike) -> NDArray[np.float64]:
    """Seven rows: client, affinity, reason, then the counts: because, together, of, times; whole numbers stay so."""
    parts = (client, low(counts[1], counts[2]), reason, *counts)
    return np.stack([np.broadcast_to(np.asarray(part, dtype=np.float64), client.shape) for part in parts])


def _candidates(product: int, rows: NDArray[np.float64]) -> pd.DataFrame:
    client, affinity, reason, because, together, of, times = rows
    whole = {"because": because, "together": together, "of": of, "times": times}
    return pd.DataFrame(
        {
            "product": np.full(len(client), product, dtype=np.int64),
            "client": client.astype(np.int64),
            "affinity": affinity,
            "reason": np.array([BOUGHT, ALSO, GROUP], dtype=object)[reason.astype(np.int64)],
            **{name: values.astype(np.int64) for name, values in whole.items()},
        }
    )
