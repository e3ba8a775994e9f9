"""What every figure stands on: receipts in force, purchase days, and what the days of a client come to.

Definitions: ANALYTICS.md 7.0 and 7.1. Days are proleptic ordinals (`date.toordinal()`) in the shop's own zone; money is
int64 in minor units; ids are int64, and NOBODY stands for an anonymous buyer, an unlinked refund, no employee.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from clientcrm.domain.analytics.runs import lengths_of, medians_of, order_of, starts_of, sums_of

NOBODY = -1

RECEIPTS = {
    "receipt": "int64",
    "client": "int64",
    "day": "int64",
    "total": "int64",
    "sale": "int64",
    "employee": "int64",
}
LINES = {"receipt": "int64", "product": "int64", "quantity": "int64", "total": "int64"}


@dataclass(frozen=True, slots=True)
class Sales:
    """The done receipts of a base and their lines, in any order.

    receipts: receipt, client (NOBODY: anonymous, or a house client), day, total (negative: a refund), sale (the
    receipt that a refund belongs to, or NOBODY), employee (a code, or NOBODY). lines: receipt, product, quantity in
    thousandths, total (negative within a refund; within a sale: a discount).
    """

    receipts: pd.DataFrame
    lines: pd.DataFrame


def no_sales() -> Sales:
    """A base where nothing was sold."""
    return Sales(_empty(RECEIPTS), _empty(LINES))


def in_force(receipts: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """The sales dated up to as_of: the columns of `receipts`, and `eff`, the total with the refunds linked by then.

    A linked refund voids retroactively, whenever it happened up to as_of. Refunds themselves are left out; one whose
    sale is unknown, later than as_of, or a refund itself, takes from the net sum alone.
    """
    known = receipts["day"] <= as_of.toordinal()
    refund = receipts["total"] < 0
    sales = receipts[known & ~refund]
    linked = receipts.loc[known & refund & (receipts["sale"] != NOBODY), ["sale", "total"]]
    if not len(linked):
        return sales.assign(eff=sales["total"])
    taken = linked.groupby("sale")["total"].sum()
    eff = sales["total"] + sales["receipt"].map(taken).fillna(0).astype("int64")
    return sales.assign(eff=eff)


def purchase_days(receipts: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """One row per client and day whose sales in force come to more than nothing: client, day, eff; sorted by both.

    Several receipts of a day are one purchase day. Anonymous sales have none.
    """
    sales = in_force(receipts, as_of)
    client, day, eff = (sales[name].to_numpy(dtype=np.int64) for name in ("client", "day", "eff"))
    named = client != NOBODY
    if not named.all():
        client, day, eff = client[named], day[named], eff[named]
    # One number for both: sorted in half the time, and in none where the receipts come that way.
    order = order_of(client * (as_of.toordinal() + 1) + day)
    client, day, eff = client[order], day[order], eff[order]
    starts = starts_of(client, day)
    sums = sums_of(eff, starts)
    counted = sums > 0
    starts = starts[counted]
    return pd.DataFrame({"client": client[starts], "day": day[starts], "eff": sums[counted]})


def net(receipts: pd.DataFrame, as_of: date) -> pd.Series[int]:
    """M: every sale and every refund dated up to as_of, linked or not, by client; minor units, also nothing or less."""
    known = receipts[(receipts["day"] <= as_of.toordinal()) & (receipts["client"] != NOBODY)]
    return known.groupby("client")["total"].sum().rename("net")


def histories(receipts: pd.DataFrame, as_of: date, days: pd.DataFrame | None = None) -> pd.DataFrame:
    """One row per client with a purchase day, by client id (the index), sorted.

    Columns: first, last (days), n (purchase days), recency (days from last to as_of), net (minor units), interval
    ((last - first) / (n - 1) in days) and gap (the median of the own gaps); both are missing (NaN) with one day alone.
    days: `purchase_days(receipts, as_of)` where they are at hand.
    """
    days = purchase_days(receipts, as_of) if days is None else days
    client, day = (days[name].to_numpy(dtype=np.int64) for name in ("client", "day"))
    starts = starts_of(client)
    n = lengths_of(starts, len(client))
    first, last = day[starts], day[starts + n - 1]
    found = pd.DataFrame({"first": first, "last": last, "n": n}, index=pd.Index(client[starts], name="client"))
    found["recency"] = as_of.toordinal() - found["last"]
    found["net"] = net(receipts, as_of).reindex(found.index).astype("int64")
    between = found["n"] - 1
    found["interval"] = (found["last"] - found["first"]) / between.where(between > 0)
    gaps = gaps_of(days)
    gap_starts = starts_of(gaps["client"].to_numpy())
    middle = np.full(len(found), np.nan)
    middle[n > 1] = medians_of(gaps["gap"].to_numpy(), gap_starts)
    found["gap"] = middle
    return found


def gaps_of(days: pd.DataFrame) -> pd.DataFrame:
    """The days between consecutive purchase days of a client: client, day (the later one), gap; one row per gap."""
    client, day = days["client"].to_numpy(), days["day"].to_numpy()
    follows = np.flatnonzero(client[1:] == client[:-1]) + 1
    return pd.DataFrame({"client": client[follows], "day": day[follows], "gap": day[follows] - day[follows - 1]})


def _empty(columns: dict[str, str]) -> pd.DataFrame:
    return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in columns.items()})
