"""What the base is worth over the next H days: expected purchase days times the expected check of each client.

Formulas: figures.potential, with a margin figures.potential.margin. Observations are clients with a purchase day.
NotEnough: few_clients (none); of the backtest few_clients, short_history, few_events (nothing sold, or nothing said).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from clientcrm.domain.analytics.figure import Figure, NotEnough
from clientcrm.domain.analytics.gamma_gamma import GammaGamma, Shrunk, checks
from clientcrm.domain.analytics.history import histories, purchase_days
from clientcrm.domain.analytics.mbg_nbd import WEEK, Fit, Model, Pasts, expected, fit, pasts
from clientcrm.domain.errors import Invalid

NAME, FORMULA = "potential", "figures.potential"
YEAR, LONGEST, MONTH = 365, 3_660, 365 / 12
TRIED, SHORTEST_TRIAL = 20, 56
MANY = 1_000
CORRELATED = 0.3
# The error of a base total that nine of ten samples of CDNOW stayed under, by the number of clients.
_ERRORS = ((50, 0.63), (100, 0.49), (200, 0.39), (1_000, 0.29))
_TAILS, _SEED = (5.0, 95.0), 1


@dataclass(frozen=True, slots=True)
class Backtest:
    """The same forecast made `days` before as_of, against what these clients have bought since (minor units)."""

    day: date
    days: int
    clients: int
    visits_predicted: float
    visits_seen: int
    predicted: int
    seen: int

    @property
    def error(self) -> float:
        """By what share the forecast was over (or, below zero, under) what came."""
        return self.predicted / self.seen - 1


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Potential(Figure):
    """By client id: expected (purchase days within H), check and value (minor units); `total` is the sum of values.

    low..high: 90 % of resampled bases, widened by the error of the backtest, never narrower than bases of this size
    are known to err. `correlated`: frequent clients have checks of another size, which the model takes for chance.
    """

    clients: pd.DataFrame
    total: int = 0
    low: int = 0
    high: int = 0
    model: Model | None = None
    checks: GammaGamma | Shrunk | None = None
    correlation: float | None = None
    backtest: Backtest | None = None
    not_backtested: NotEnough | None = None

    @property
    def correlated(self) -> bool:
        """Whether to warn that the size of a check depends on how often its client comes."""
        return self.correlation is not None and abs(self.correlation) > CORRELATED


@dataclass(frozen=True, slots=True, eq=False)
class _Base:
    """Clients as the models take them: pasts, the mean check of their repeats (0 without any), and both fits."""

    ids: pd.Index
    known: Pasts
    mean: NDArray[np.float64]
    fit: Fit
    checks: GammaGamma | Shrunk


def potential(
    receipts: pd.DataFrame,
    as_of: date,
    *,
    horizon: int = YEAR,
    margin: float | None = None,
    discount: float = 0.0,
    fits: int = 100,
    found: pd.DataFrame | None = None,
    days: pd.DataFrame | None = None,
) -> Potential:
    """What the clients are expected to buy within `horizon` days (H): in all, each, and within which range.

    `margin`: the share of a sale that stays; `discount`: by which share money loses with each month. `fits` bases are
    resampled, always the same ones. found, days: the histories and purchase days, if the caller has them already.
    """
    options = {"H": horizon, "margin": margin, "discount": discount, "fits": fits}
    _check(horizon, margin, discount, fits)
    formula = FORMULA if margin is None else f"{FORMULA}.margin"
    found = histories(receipts, as_of) if found is None else found
    days = purchase_days(receipts, as_of) if days is None else days
    if not len(found):
        few = NotEnough("few_clients", 0, 1)
        frame = pd.DataFrame({"expected": np.zeros(0), "check": _minor(np.zeros(0)), "value": _minor(np.zeros(0))})
        empty = frame.set_index(found.index)
        return Potential(name=NAME, as_of=as_of, n=0, formula=formula, options=options, not_enough=few, clients=empty)
    base = _base(found, days, as_of)
    share = 1.0 if margin is None else margin
    visits, money = _worth(base.fit.model, base, base.known, base.mean, horizon, discount)
    check = _minor(base.checks.check(base.known.x, base.mean))
    clients = pd.DataFrame({"expected": visits, "check": check, "value": _minor(money * share)}, index=base.ids)
    tried = backtest(receipts, as_of, horizon=horizon, days=days)
    total = int(clients["value"].sum())
    down, up = _spread(base, horizon, discount, fits)
    missed = abs(math.log1p(tried.error)) if isinstance(tried, Backtest) else 0.0
    known_error = math.log1p(_usual_error(len(found)))
    return Potential(
        name=NAME, as_of=as_of, n=len(found), formula=formula, options=options, clients=clients, total=total,
        low=round(total * math.exp(-max(math.hypot(down, missed), known_error))),
        high=round(total * math.exp(max(math.hypot(up, missed), known_error))),
        model=base.fit.model, checks=base.checks, correlation=_correlation(base),
        backtest=tried if isinstance(tried, Backtest) else None,
        not_backtested=tried if isinstance(tried, NotEnough) else None,
    )  # fmt: skip


def backtest(
    receipts: pd.DataFrame, as_of: date, *, horizon: int = YEAR, days: pd.DataFrame | None = None
) -> Backtest | NotEnough:
    """The forecast as it would have been H days ago; half of a history shorter than 2 H, if that is 56 days."""
    _check(horizon, None, 0.0, 0)
    days = purchase_days(receipts, as_of) if days is None else days
    if not len(days):
        return NotEnough("few_clients", 0, TRIED)
    span = min(horizon, (as_of.toordinal() - int(days["day"].min())) // 2)
    if span < min(horizon, SHORTEST_TRIAL):
        return NotEnough("short_history", span, min(horizon, SHORTEST_TRIAL))
    day = as_of - timedelta(days=span)
    before = histories(receipts, day)
    if len(before) < TRIED:
        return NotEnough("few_clients", len(before), TRIED)
    base = _base(before, purchase_days(receipts, day), day)
    visits, money = _worth(base.fit.model, base, base.known, base.mean, span, 0.0)
    since = days[(days["day"] > day.toordinal()) & days["client"].isin(before.index)]
    predicted, seen = round(float(money.sum())), int(since["eff"].sum())
    if not seen or not predicted:
        return NotEnough("few_events", len(since), 1)
    return Backtest(day, span, len(before), float(visits.sum()), len(since), predicted, seen)


def discounted(model: Model, known: Pasts, weeks: float, discount: float, months: int) -> NDArray[np.float64]:
    """Expected purchase days within `weeks`, those of each of so many equal months worth less by `discount` a month."""
    total, so_far = np.zeros(len(known.x)), np.zeros(len(known.x))
    for month in range(1, months + 1):
        reached = expected(model, known, weeks * month / months)
        total += (reached - so_far) / (1 + discount) ** month
        so_far = reached
    return total


def by_class(values: Mapping[int, int] | pd.Series[int], classes: Mapping[int, str] | pd.Series[str]) -> pd.DataFrame:
    """What each class of clients is expected to bring: clients, value (minor units), ids; the biggest first.

    Clients without a class are left out.
    """
    frame = pd.DataFrame({"value": pd.Series(values, dtype="int64"), "class": pd.Series(classes, dtype="object")})
    frame = frame.dropna().sort_index()
    rows = [
        (str(name), len(part), int(part["value"].sum()), part.index.to_numpy(dtype=np.int64))
        for name, part in frame.groupby("class", sort=True)
    ]
    rows.sort(key=lambda row: (-row[2], row[0]))
    return pd.DataFrame(rows, columns=["class", "clients", "value", "ids"]).set_index("class")


def _base(found: pd.DataFrame, days: pd.DataFrame, as_of: date) -> _Base:
    known = pasts(found, as_of.toordinal())
    first = days["client"].map(found["first"])
    later = days[days["day"] > first].groupby("client")["eff"].mean()
    mean = later.reindex(found.index).fillna(0.0).to_numpy(dtype=np.float64)
    return _Base(found.index, known, mean, fit(known), checks(known.x, mean, float(days["eff"].mean())))


def _worth(
    model: Model, base: _Base, known: Pasts, mean: NDArray[np.float64], horizon: int, discount: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Expected purchase days, and money (minor units, not rounded), of each of the pasts."""
    grouped, place = known.grouped()
    visits = expected(model, grouped, horizon / WEEK)[place]
    paid = visits
    if discount:
        paid = discounted(model, grouped, horizon / WEEK, discount, max(1, round(horizon / MONTH)))[place]
    return visits, paid * base.checks.check(known.x, mean)


def _spread(base: _Base, horizon: int, discount: float, fits: int) -> tuple[float, float]:
    """How far down and up, in logarithms, 90 % of resampled bases end.

    Of a big base samples of 1,000 are drawn: their spread is that of the whole one times sqrt(N / 1,000).
    """
    if not fits:
        return 0.0, 0.0
    chance = np.random.default_rng(_SEED)
    count = len(base.mean)
    size = min(count, MANY)
    _, money = _worth(base.fit.model, base, base.known, base.mean, horizon, discount)
    ends = []
    for _ in range(fits):
        drawn = np.sort(chance.integers(count, size=size))
        sample = Pasts.of(base.known.x[drawn], base.known.t_x[drawn], base.known.age[drawn])
        model = fit(sample, near=base.fit).model
        ends.append(float(_worth(model, base, sample, base.mean[drawn], horizon, discount)[1].mean()))
    low, high = np.percentile(np.log(np.maximum(ends, 1e-9) / max(float(money.mean()), 1e-9)), _TAILS)
    scale = math.sqrt(size / count)
    return max(0.0, -float(low)) * scale, max(0.0, float(high)) * scale


def _usual_error(clients: int) -> float:
    sizes, errors = np.array(_ERRORS).T
    least, most = _ERRORS[0], _ERRORS[-1]
    if clients < least[0]:
        return least[1] * math.sqrt(least[0] / clients)
    if clients > most[0]:
        return most[1] * math.sqrt(most[0] / clients)
    return float(np.exp(np.interp(math.log(clients), np.log(sizes), np.log(errors))))


def _correlation(base: _Base) -> float | None:
    """Between the number of repeats and their mean check; None where either does not vary."""
    repeat = (base.known.x > 0) & (base.mean > 0)
    x, mean = base.known.x[repeat], base.mean[repeat]
    if len(x) < 3 or np.ptp(x) == 0 or np.ptp(mean) == 0:
        return None
    return float(np.corrcoef(x, mean)[0, 1])


def _minor(money: NDArray[np.float64]) -> NDArray[np.int64]:
    return np.asarray(np.floor(money + 0.5), dtype=np.int64)


def _check(horizon: int, margin: float | None, discount: float, fits: int) -> None:
    wrong = {}
    if not 0 < horizon <= LONGEST:
        wrong["H"] = "out_of_range"
    if margin is not None and not 0 <= margin <= 1:
        wrong["margin"] = "out_of_range"
    if not 0 <= discount < 1:
        wrong["discount"] = "out_of_range"
    if not 0 <= fits <= MANY:
        wrong["fits"] = "out_of_range"
    if wrong:
        raise Invalid(wrong)
