"""What the silence of clients costs: their own past rhythm times their own check.

Formula: figures.lost-money. Observations are the silent clients whose rhythm is known. One who came once had none and
is listed apart, without a sum. NotEnough: few_clients (nobody of this status came twice).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from clientcrm.domain.analytics.figure import Figure, NotEnough
from clientcrm.domain.analytics.history import histories, purchase_days
from clientcrm.domain.errors import Invalid

NAME, FORMULA = "lost-money", "figures.lost-money"
YEAR, LONGEST = 365, 3_660


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LostMoney(Figure):
    """By client id, the dearest first: n, recency, interval (days between visits), check (the mean of a purchase day),
    missed (whole visits not made since the last one, of at most H days), money (missed times check), rate (what H days
    brought while they came). Sums in minor units; `came_once`: the clients without a rhythm.
    """

    clients: pd.DataFrame
    came_once: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    money: int = 0
    rate: int = 0


def lost_money(
    receipts: pd.DataFrame,
    as_of: date,
    statuses: Mapping[int, str] | pd.Series[str],
    *,
    typical: float | None = None,
    status: str = "lost",
    horizon: int = YEAR,
    found: pd.DataFrame | None = None,
    days: pd.DataFrame | None = None,
) -> LostMoney:
    """What clients of this status have not brought since they fell silent, at most `horizon` days (H) of it.

    The interval of a client with g gaps is (g own median + 2 typical) / (g + 2), `typical` being that of the shop in
    days; without it, (last - first) / g. found, days: the histories and purchase days, if the caller has them already.
    """
    if not 0 < horizon <= LONGEST:
        raise Invalid({"H": "out_of_range"})
    if typical is not None and not typical > 0:
        raise Invalid({"typical": "out_of_range"})
    options = {"H": horizon, "status": status, "typical": typical}
    found = histories(receipts, as_of) if found is None else found
    days = purchase_days(receipts, as_of) if days is None else days
    named = pd.Series(statuses, dtype="object").reindex(found.index)
    silent = found[(named == status).to_numpy(dtype=np.bool_)]
    came_once = silent.index[silent["n"] == 1].to_numpy(dtype=np.int64)
    rhythmic = silent[silent["n"] > 1]
    clients = _cost(rhythmic, days, typical, horizon)
    return LostMoney(
        name=NAME, as_of=as_of, n=len(clients), formula=FORMULA, options=options,
        not_enough=None if len(clients) else NotEnough("few_clients", 0, 1),
        clients=clients, came_once=came_once, money=int(clients["money"].sum()), rate=int(clients["rate"].sum()),
    )  # fmt: skip


def _cost(rhythmic: pd.DataFrame, days: pd.DataFrame, typical: float | None, horizon: int) -> pd.DataFrame:
    gaps = (rhythmic["n"] - 1).to_numpy(dtype=np.float64)
    if typical is None:
        interval = rhythmic["interval"].to_numpy(dtype=np.float64)
    else:
        interval = (gaps * rhythmic["gap"].to_numpy(dtype=np.float64) + 2 * typical) / (gaps + 2)
    check = days.groupby("client")["eff"].mean().reindex(rhythmic.index).to_numpy(dtype=np.float64)
    silence = np.minimum(rhythmic["recency"].to_numpy(), horizon)
    missed = np.floor(silence / interval + 1e-9).astype(np.int64)
    clients = rhythmic[["n", "recency"]].assign(
        interval=interval,
        check=_minor(check),
        missed=missed,
        money=_minor(missed * check),
        rate=_minor(horizon / interval * check),
    )
    order = np.lexsort((clients.index.to_numpy(), -clients["rate"].to_numpy()))
    return clients.iloc[order]


def _minor(money: NDArray[np.float64]) -> NDArray[np.int64]:
    return np.asarray(np.floor(money + 0.5), dtype=np.int64)
