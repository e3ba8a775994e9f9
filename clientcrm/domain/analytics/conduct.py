"""Hints, and no more than hints, who may be an advocate of the shop and who costs it more than they bring.

A person decides: the marks themselves are set by hand. Formula key: figures.portrait.conduct.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from clientcrm.domain.analytics.figure import Figure
from clientcrm.domain.analytics.history import NOBODY
from clientcrm.domain.errors import Invalid

# What is counted on the card, by client id.
MARKS = ("complaints", "no_shows", "referrals", "reviews")
ADVOCATE, TOXIC = "advocate", "toxic"


@dataclass(frozen=True, slots=True)
class ConductLimits:
    """From what on a hint is given; refunds: how many of them, and what per cent of the money sold they took back."""

    refunds: int = 2
    refunded: int = 50
    complaints: int = 3
    no_shows: int = 3
    referrals: int = 1
    reviews: int = 1


USUAL = ConductLimits()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Conduct(Figure):
    """n: clients with a receipt or a mark.

    clients: by client id, sales and refunds (receipts), sold and refunded (minor units, both above nothing), the MARKS,
    hint ("advocate", "toxic" or ""; who gives cause for both is toxic), reasons (their names, comma between them).
    """

    clients: pd.DataFrame

    def ids(self, hint: str) -> NDArray[np.int64]:
        """Whom a hint is given for, ascending."""
        return self.clients.index[self.clients["hint"] == hint].to_numpy(dtype=np.int64)


def conduct(receipts: pd.DataFrame, as_of: date, marks: pd.DataFrame, *, limits: ConductLimits = USUAL) -> Conduct:
    """Look at refunds and at the marks of each card (columns of MARKS, by client id; what is missing is none)."""
    low = {name: "too_small" for name in limits.__slots__ if getattr(limits, name) < 1}
    if low:
        raise Invalid(low)
    known = receipts[(receipts["day"] <= as_of.toordinal()) & (receipts["client"] != NOBODY)]
    parts = {"sold": known[known["total"] > 0], "refunded": known[known["total"] < 0]}
    sums = {name: part.groupby("client")["total"].agg(["count", "sum"]) for name, part in parts.items()}
    ids = pd.Index(np.unique(np.concatenate([known["client"].to_numpy(), marks.index.to_numpy(dtype=np.int64)])))
    clients = pd.DataFrame(index=ids.rename("client"))
    for name, count in (("sold", "sales"), ("refunded", "refunds")):
        found = sums[name].reindex(ids, fill_value=0).astype("int64")
        clients[count], clients[name] = found["count"].to_numpy(), found["sum"].abs().to_numpy()
    for name in MARKS:
        given = marks[name].reindex(ids).fillna(0).astype("int64") if name in marks else 0
        clients[name] = np.asarray(given, dtype=np.int64) if name in marks else np.zeros(len(ids), dtype=np.int64)
    took_back = (clients["refunds"] >= limits.refunds) & (
        clients["refunded"] * 100 >= limits.refunded * clients["sold"]
    )
    bad = {"refunds": took_back} | {name: clients[name] >= getattr(limits, name) for name in ("complaints", "no_shows")}
    good = {name: clients[name] >= getattr(limits, name) for name in ("referrals", "reviews")}
    worse, better = _reasons(bad, len(clients)), _reasons(good, len(clients))
    clients["hint"] = np.where(worse != "", TOXIC, np.where(better != "", ADVOCATE, "")).astype(object)
    clients["reasons"] = np.where(worse != "", worse, better).astype(object)
    return Conduct(
        name="portrait",
        as_of=as_of,
        n=len(clients),
        formula="figures.portrait.conduct",
        options={"limits": limits},
        clients=clients,
    )


def _reasons(found: dict[str, pd.Series[bool]], count: int) -> NDArray[np.object_]:
    words = np.full(count, "", dtype=object)
    for name, there in found.items():
        chosen = there.to_numpy(dtype=bool)
        words[chosen] = np.where(words[chosen] == "", name, words[chosen] + "," + name)
    return words
