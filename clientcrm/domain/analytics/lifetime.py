"""Who comes back: for each client how likely within H days, how often, and how well such a forecast did here before.

Formula: figures.lifetime. The model is that of mbg_nbd.py; what the figure says is P(visit within H), not P(alive).
Observations are clients with a purchase day. NotEnough: few_clients (none), and of the calibration few_clients,
short_history, few_events (nobody came, or everybody did).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from clientcrm.domain.analytics.figure import Figure, NotEnough
from clientcrm.domain.analytics.history import histories, purchase_days
from clientcrm.domain.analytics.mbg_nbd import WEEK, Model, Pasts, alive, expected, fit, pasts, visit
from clientcrm.domain.errors import Invalid

NAME, FORMULA = "lifetime", "figures.lifetime"
HORIZON = 90
LONGEST_HORIZON = 3_660
TRIED = 20
FIFTHS = 5
# Why a client is likely or not, in the order that decides: keys, worded by the screens.
REASONS = ("came_once", "silent_longer", "in_rhythm")


@dataclass(frozen=True, slots=True)
class Fifth:
    """A fifth of the clients, from the least likely up: what was forecast on the mean, and what came."""

    clients: int
    predicted: float
    seen: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """The forecast made H days before, against who has come since: its squared error beside that of one share for all.

    `auc`: how often of two clients, of whom one came, that one had been called the likelier.
    """

    day: date
    n: int
    fifths: tuple[Fifth, ...]
    brier: float
    base_brier: float
    auc: float

    @property
    def holds(self) -> bool:
        """Whether the forecast was better than telling everybody the same."""
        return self.brier < self.base_brier


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lifetime(Figure):
    """By client id: n, recency (days), alive, visit and risk (within H), expected (purchase days within H), reason."""

    model: Model | None
    clients: pd.DataFrame
    calibration: Calibration | None = None
    not_calibrated: NotEnough | None = None
    total: float = 0.0
    by_reason: Mapping[str, NDArray[np.int64]] = field(default_factory=dict)

    @property
    def claims(self) -> bool:
        """Whether a probability may be shown as one: the same forecast held before on this base."""
        return self.calibration is not None and self.calibration.holds


def lifetime(
    receipts: pd.DataFrame, as_of: date, *, horizon: int = HORIZON, found: pd.DataFrame | None = None
) -> Lifetime:
    """How likely each client is to come within `horizon` days (H): give the number after which the shop calls one lost.

    found: the histories, if the caller has them already.
    """
    _check(horizon)
    found = histories(receipts, as_of) if found is None else found
    options = {"H": horizon}
    if not len(found):
        return Lifetime(
            name=NAME, as_of=as_of, n=0, formula=FORMULA, options=options, not_enough=NotEnough("few_clients", 0, 1),
            model=None, clients=_frame(found, None, Pasts.of([], [], []), horizon),
        )  # fmt: skip
    known = pasts(found, as_of.toordinal())
    model = fit(known).model
    clients = _frame(found, model, known, horizon)
    tried = calibration(receipts, as_of, horizon=horizon)
    ids, reasons = clients.index.to_numpy(dtype=np.int64), clients["reason"].to_numpy()
    return Lifetime(
        name=NAME, as_of=as_of, n=len(clients), formula=FORMULA, options=options, model=model, clients=clients,
        calibration=tried if isinstance(tried, Calibration) else None,
        not_calibrated=tried if isinstance(tried, NotEnough) else None,
        total=float(clients["expected"].sum()),
        by_reason={reason: ids[reasons == reason] for reason in REASONS},
    )  # fmt: skip


def calibration(receipts: pd.DataFrame, as_of: date, *, horizon: int = HORIZON) -> Calibration | NotEnough:
    """What the forecast of H days ago said, against what came; refused under 20 clients or 2 H of history."""
    _check(horizon)
    if as_of.toordinal() <= horizon:
        return NotEnough("short_history", 0, 2 * horizon)
    day = as_of - timedelta(days=horizon)
    before = histories(receipts, day)
    if len(before) < TRIED:
        return NotEnough("few_clients", len(before), TRIED)
    history = as_of.toordinal() - int(before["first"].min()) + 1
    if history < 2 * horizon:
        return NotEnough("short_history", history, 2 * horizon)
    days = purchase_days(receipts, as_of)
    came = before.index.isin(days.loc[days["day"] > day.toordinal(), "client"])
    if came.all() or not came.any():
        return NotEnough("few_events", 0, 1)
    known = pasts(before, day.toordinal())
    said = visit(fit(known).model, known, horizon / WEEK)
    return scored(day, said, np.asarray(came, dtype=np.bool_))


def scored(day: date, said: NDArray[np.float64], came: NDArray[np.bool_]) -> Calibration:
    """Forecasts beside what happened; both kinds of clients must be among them."""
    order = np.argsort(said, kind="stable")
    fifths = tuple(
        Fifth(len(part), float(said[part].mean()), float(came[part].mean()))
        for part in np.array_split(order, FIFTHS)
        if len(part)
    )
    share = float(came.mean())
    brier = float(np.square(said - came).mean())
    return Calibration(day, len(said), fifths, brier, share * (1 - share), _auc(said, came))


def _auc(said: NDArray[np.float64], came: NDArray[np.bool_]) -> float:
    """The share of pairs in the right order; a tie is half of one."""
    _, place, many = np.unique(said, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(many) - (many - 1) / 2)[place]
    yes = int(came.sum())
    return float((ranks[came].sum() - yes * (yes + 1) / 2) / (yes * (len(came) - yes)))


def _frame(found: pd.DataFrame, model: Model | None, known: Pasts, horizon: int) -> pd.DataFrame:
    clients = found[["n", "recency"]].copy()
    if model is None:
        living = coming = visits = np.zeros(0)
    else:
        grouped, place = known.grouped()
        weeks = horizon / WEEK
        living = alive(model, grouped)[place]
        coming = visit(model, grouped, weeks)[place]
        visits = expected(model, grouped, weeks)[place]
    clients["alive"], clients["visit"], clients["risk"], clients["expected"] = living, coming, 1 - coming, visits
    # Silent longer: over twice the mean gap of their own.
    between = (found["last"] - found["first"]).to_numpy()
    longer = found["recency"].to_numpy() * (found["n"].to_numpy() - 1) > 2 * between
    once = found["n"].to_numpy() == 1
    clients["reason"] = np.where(once, REASONS[0], np.where(longer, REASONS[1], REASONS[2]))
    return clients


def _check(horizon: int) -> None:
    if not 0 < horizon <= LONGEST_HORIZON:
        raise Invalid({"H": "out_of_range"})
