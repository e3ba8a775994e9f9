"""Where clients came from, what it took and what they brought: cost of a client (CAC) and return on the spend (ROMI).

Formula: figures.sources. The first touch counts, `client.source`; observations are the clients whose first purchase day
lies in the period. NotEnough: few_clients (none), though what was spent is listed all the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from clientcrm.domain.analytics.figure import Figure, NotEnough
from clientcrm.domain.analytics.history import NOBODY, Sales, histories
from clientcrm.domain.errors import Invalid

NAME, FORMULA = "sources", "figures.sources"
# Columns of what was spent: the source, the day (an ordinal), the sum in minor units.
SPEND = {"source": "int64", "day": "int64", "amount": "int64"}
THOUSAND = 1000


@dataclass(frozen=True, slots=True, eq=False)
class SourceLine:
    """One source (NOBODY: not known). Money in minor units; None: not to be told, as the divisor is nothing.

    `ids`: its new clients; revenue and cost: of all that they bought (less refunds) up to as_of; `age`: the days since
    their first purchase, on the median - young clients have had no time to pay back; `lines_without_cost`: sold lines
    of goods whose cost is not known, which count as costing nothing.
    """

    source: int
    ids: NDArray[np.int64]
    revenue: int
    cost: int
    spend: int
    age: float | None
    lines_without_cost: int

    @property
    def new(self) -> int:
        """How many clients it brought."""
        return len(self.ids)

    @property
    def profit(self) -> int:
        """Gross profit, before the spend."""
        return self.revenue - self.cost

    @property
    def cac(self) -> int | None:
        """What a new client took, rounded half up."""
        return (2 * self.spend + self.new) // (2 * self.new) if self.new else None

    @property
    def romi(self) -> float | None:
        """(gross profit - spend) / spend."""
        return (self.profit - self.spend) / self.spend if self.spend else None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sources(Figure):
    """One line per source that brought a client or took a spend; the source that brought most money first."""

    lines: tuple[SourceLine, ...]


def no_spend() -> pd.DataFrame:
    """A shop that spent nothing on being found."""
    return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in SPEND.items()})


def sources(
    shop: Sales,
    as_of: date,
    source_of: Mapping[int, int] | pd.Series[int],
    *,
    spend: pd.DataFrame | None = None,
    costs: Mapping[int, int] | pd.Series[int] | None = None,
    since: date | None = None,
    until: date | None = None,
) -> Sources:
    """Each source of clients first seen from `since` to `until` (as_of at the latest; both days included).

    `source_of`: client -> source; `costs`: product -> the cost of one, minor units; `spend`: rows of SPEND.
    """
    last = min(until or as_of, as_of).toordinal()
    first = since.toordinal() if since else 1
    if since and until and since > until:
        raise Invalid({"until": "before_since"})
    found = histories(shop.receipts, as_of)
    fresh = found[(found["first"] >= first) & (found["first"] <= last)]
    origin = pd.Series(source_of, dtype="float64").reindex(fresh.index).fillna(NOBODY).astype("int64")
    cost, unknown = _costs(shop, as_of, pd.Series(costs if costs is not None else {}, dtype="float64"))
    paid = no_spend() if spend is None else spend
    paid = paid[(paid["day"] >= first) & (paid["day"] <= last)]
    taken = paid.groupby("source")["amount"].sum()
    lines = []
    for source in sorted({*origin.tolist(), *taken.index.tolist()}):
        mine = fresh[origin == source]
        ages = as_of.toordinal() - mine["first"]
        line = SourceLine(
            source=int(source),
            ids=mine.index.to_numpy(dtype=np.int64),
            revenue=int(mine["net"].sum()),
            cost=int(cost.reindex(mine.index).fillna(0).sum()),
            spend=int(taken.get(source, 0)),
            age=float(ages.median()) if len(mine) else None,
            lines_without_cost=int(unknown.reindex(mine.index).fillna(0).sum()),
        )
        lines.append(line)
    lines.sort(key=lambda line: (-line.revenue, line.source))
    options = {"since": since, "until": until}
    few = None if len(fresh) else NotEnough("few_clients", 0, 1)
    return Sources(
        name=NAME, as_of=as_of, n=len(fresh), formula=FORMULA, options=options, not_enough=few, lines=tuple(lines)
    )


def _costs(shop: Sales, as_of: date, costs: pd.Series[float]) -> tuple[pd.Series[int], pd.Series[int]]:
    """What the goods of each client cost, and how many of their lines have no known cost; a refund brings it back."""
    receipts = shop.receipts
    known = receipts[(receipts["day"] <= as_of.toordinal()) & (receipts["client"] != NOBODY)]
    lines = shop.lines.merge(known[["receipt", "client", "total"]], on="receipt", suffixes=("", "_of_receipt"))
    each = lines["product"].map(costs)
    # Rounded before the sign is set: what comes back takes as much with it as it came with.
    amount = (2 * lines["quantity"].abs() * each.fillna(0).astype("int64") + THOUSAND) // (2 * THOUSAND)
    signed = np.where(lines["total_of_receipt"] < 0, -amount, amount)
    by_client = pd.Series(signed, index=lines.index, dtype="int64").groupby(lines["client"]).sum()
    unknown = (each.isna() & (lines["total_of_receipt"] >= 0)).groupby(lines["client"]).sum()
    return by_client, unknown.astype("int64")
