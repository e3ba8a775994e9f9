"""The shop in a few numbers: who there is, how often they came, and what was sold and taken back.

Formula key: figures.summary.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from clientcrm.domain.analytics.figure import Figure, NotEnough
from clientcrm.domain.analytics.history import NOBODY, Sales, histories, in_force
from clientcrm.domain.analytics.products import sold_goods
from clientcrm.domain.analytics.rhythm import STATUSES

POTENTIAL, ONE_TIME = "potential", "one_time"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Summary(Figure):
    """n: clients with a purchase day. Money in minor units.

    cards: everybody in the base; people: ids by "clients", "potential" (no purchase day), "one_time", and each status
    where statuses were given. purchase_days, receipts (in force and above nothing, anonymous ones too), products (sold
    and kept). first, last: days of receipts, None without any. sales and refunds come to net, which is split between
    clients, people without a purchase day (`of_potential`) and anonymous. mean and median of the receipts: exact, None
    without any.
    """

    cards: int
    people: Mapping[str, NDArray[np.int64]]
    purchase_days: int
    receipts: int
    products: int
    first: date | None
    last: date | None
    sales: int
    refunds: int
    net: int
    of_clients: int
    of_potential: int
    anonymous: int
    mean: Decimal | None
    median: Decimal | None

    @property
    def counts(self) -> dict[str, int]:
        """How many there are of each kind of people."""
        return {kind: len(ids) for kind, ids in self.people.items()}


def summary(
    sales: Sales,
    as_of: date,
    *,
    everyone: Iterable[int] = (),
    status: pd.Series[str] | None = None,
    found: pd.DataFrame | None = None,
) -> Summary:
    """Count everything up to as_of.

    everyone: ids of all cards; who only stands in the sales is counted too. status: that of 7.2 by client id. found:
    `histories` of the same receipts and day.
    """
    known = sales.receipts[sales.receipts["day"] <= as_of.toordinal()]
    found = histories(known, as_of) if found is None else found
    kept = in_force(known, as_of)
    kept = kept[kept["eff"] > 0]
    total = known["total"].to_numpy()
    nobody = (known["client"] == NOBODY).to_numpy()
    bought = known["client"].isin(found.index).to_numpy()
    cards = np.union1d(np.fromiter(everyone, dtype=np.int64), known["client"].to_numpy()[~nobody])
    goods = sold_goods(sales, as_of)
    products = goods.loc[(goods["eff"] > 0) & (goods["product"] != NOBODY), "product"]
    count = len(kept)
    return Summary(
        name="summary",
        as_of=as_of,
        n=len(found),
        formula="figures.summary",
        not_enough=None if len(cards) or len(known) else NotEnough("few_clients", 0, 1),
        cards=len(cards),
        people=_people(cards, found, status),
        purchase_days=int(found["n"].sum()),
        receipts=count,
        products=int(products.nunique()),
        first=_day(kept["day"].min()) if count else None,
        last=_day(kept["day"].max()) if count else None,
        sales=int(total[total > 0].sum()),
        refunds=int(total[total < 0].sum()),
        net=int(total.sum()),
        of_clients=int(total[bought].sum()),
        of_potential=int(total[~bought & ~nobody].sum()),
        anonymous=int(total[nobody].sum()),
        mean=Decimal(int(kept["eff"].sum())) / count if count else None,
        median=_median(kept["eff"].to_numpy(dtype=np.int64)),
    )


def _people(
    cards: NDArray[np.int64], found: pd.DataFrame, status: pd.Series[str] | None
) -> dict[str, NDArray[np.int64]]:
    ids = found.index.to_numpy(dtype=np.int64)
    people = {
        "clients": ids,
        POTENTIAL: np.setdiff1d(cards, ids),
        ONE_TIME: ids[(found["n"] == 1).to_numpy()],
    }
    if status is not None:
        of = status.reindex(found.index).to_numpy(dtype=object)
        people |= {name: ids[of == name] for name in STATUSES if name != POTENTIAL}
    return people


def _median(values: NDArray[np.int64]) -> Decimal | None:
    if not len(values):
        return None
    ordered = np.sort(values)
    middle = (len(values) - 1) // 2, len(values) // 2
    return Decimal(int(ordered[middle[0]]) + int(ordered[middle[1]])) / 2


def _day(ordinal: int) -> date:
    return date.fromordinal(int(ordinal))
