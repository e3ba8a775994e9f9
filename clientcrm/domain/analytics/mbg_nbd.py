"""How clients come until they stop: MBG/NBD (and BG/NBD to compare with), its fit, and what it says of a client.

A client comes at a pace of their own (gamma: r, alpha, in weeks) and after every visit may stop for good (beta: a, b);
in MBG after the first one too, in BG only after a repeat. Fader, Hardie and Lee 2005; Batislam, Denizel and
Filiztekin 2007.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from clientcrm.domain.analytics.descent import Minimum, minimise

Vector = NDArray[np.float64]
WEEK = 7
# What shops are like before anything was seen (MAP): ln of each parameter, and how far it may be from it.
_MEANS = (0.7, 0.7, 0.8, 2.0)
_SPREADS = np.array([1.0, 1.0, 1.5, 1.0])
_ROWS, _BLOCK, _LONGEST_BLOCK, _CELLS = 8_192, 32, 4_096, 1 << 18
# So many rows show where the parameters are before all are asked.
_MANY = 8_192
# Below this first parameter the transformed series alternates long enough to cost digits; above this exponent of its
# sum it takes longer than counting arrivals, and ends in infinity at 700.
_ALTERNATING, _STEEP = -8.0, 60.0
_EPS, _TINY = 1e-17, 1e-13


@dataclass(frozen=True, slots=True)
class Model:
    """The four parameters, alpha in weeks; `bg` when nobody stops before the first repeat."""

    r: float
    alpha: float
    a: float
    b: float
    bg: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Pasts:
    """What a client's visits come to: x repeats, t_x weeks from the first visit to the last, age weeks since the first.

    `weight` clients share each row. Rows may repeat.
    """

    x: Vector
    t_x: Vector
    age: Vector
    weight: Vector

    @classmethod
    def of(cls, x: object, t_x: object, age: object, weight: object = None) -> Pasts:
        """From anything that numpy takes as a row of numbers; every weight 1 unless given."""
        repeats = np.asarray(x, dtype=np.float64)
        ones = np.ones(len(repeats)) if weight is None else np.asarray(weight, dtype=np.float64)
        return cls(repeats, np.asarray(t_x, dtype=np.float64), np.asarray(age, dtype=np.float64), ones)

    def grouped(self) -> tuple[Pasts, NDArray[np.intp]]:
        """Each past once with all its weight, and the row that each of these rows went to."""
        order = np.lexsort((self.age, self.t_x, self.x))
        x, t_x, age = self.x[order], self.t_x[order], self.age[order]
        new = np.ones(len(x), dtype=np.bool_)
        new[1:] = (x[1:] != x[:-1]) | (t_x[1:] != t_x[:-1]) | (age[1:] != age[:-1])
        place = np.empty(len(x), dtype=np.intp)
        place[order] = np.cumsum(new) - 1
        weight = np.bincount(place, weights=self.weight, minlength=int(new.sum()))
        return Pasts.of(x[new], t_x[new], age[new], weight), place

    def every(self, step: int) -> Pasts:
        """Each step-th row."""
        return Pasts(self.x[::step], self.t_x[::step], self.age[::step], self.weight[::step])


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """A fitted model: its likelihood (with the prior in it, if there was one), and where the search ended."""

    model: Model
    objective: float
    minimum: Minimum

    @property
    def converged(self) -> bool:
        """Whether the search ended at a level place."""
        return self.minimum.converged


def pasts(histories: pd.DataFrame, as_of: int) -> Pasts:
    """The pasts of clients with a purchase day, in their order; weeks are days / 7, not rounded."""
    first = histories["first"].to_numpy(dtype=np.float64)
    last = histories["last"].to_numpy(dtype=np.float64)
    return Pasts.of(histories["n"].to_numpy() - 1, (last - first) / WEEK, (as_of - first) / WEEK)


def log_likelihood(model: Model, known: Pasts) -> float:
    """How likely these pasts are, in logarithms."""
    parameters = np.array([model.r, model.alpha, model.a, model.b])
    return _Likelihood(known, model.bg).at(parameters)[0]


def fit(known: Pasts, *, bg: bool = False, prior: bool = True, near: Fit | None = None) -> Fit:
    """The likeliest parameters; with the prior, one client is enough. `near`: a fit of nearly the same pasts."""
    grouped, _ = known.grouped()
    mu = np.log(np.array(_MEANS))
    mu[1] += math.log((float(grouped.weight @ grouped.age) + 5 * 6) / (float(grouped.weight @ grouped.x) + 5))
    if near is not None:
        minimum = _search(grouped, bg, mu if prior else None, near.minimum.at, near.minimum.inverse, level=1e-6)
    else:
        start, inverse = mu, None
        if len(grouped.x) > _MANY:  # most of the way goes by a part of a big base
            part = grouped.every(-(-len(grouped.x) // _MANY))
            first = _search(part, bg, mu if prior else None, mu, None, level=1e-5)
            start, inverse = first.at, first.inverse
        minimum = _search(grouped, bg, mu if prior else None, start, inverse, level=1e-9)
    r, alpha, a, b = np.exp(minimum.at).tolist()
    return Fit(Model(r, alpha, a, b, bg), -minimum.value * max(float(grouped.weight.sum()), 1.0), minimum)


def _search(
    known: Pasts, bg: bool, prior: Vector | None, start: Vector, inverse: Vector | None, *, level: float
) -> Minimum:
    """The parameters' logarithms where -(likelihood + prior) of a client is least."""
    likelihood = _Likelihood(known, bg)
    clients = max(float(known.weight.sum()), 1.0)

    def slope(logs: Vector) -> tuple[float, Vector]:
        parameters = np.exp(logs)
        value, gradient = likelihood.at(parameters)
        gradient = gradient * parameters
        if prior is not None:
            away = (logs - prior) / _SPREADS
            value, gradient = value - 0.5 * float(away @ away), gradient - away / _SPREADS
        return -value / clients, -gradient / clients

    return minimise(slope, start, inverse=inverse, level=level)


class _Likelihood:
    """The likelihood of pasts as a function of the parameters; sums over 0..x-1 are taken once for all clients."""

    def __init__(self, known: Pasts, bg: bool) -> None:
        self.known, self.bg = known, bg
        clients = np.bincount(known.x.astype(np.int64), weights=known.weight, minlength=1)
        at_least = clients[::-1].cumsum()[::-1]
        self.i = np.arange(len(clients), dtype=np.float64)
        self.over = at_least - clients  # for the sums over i < x
        self.reach = self.over if bg else at_least  # over i < x, or i <= x
        self.total = float(known.weight.sum())

    def at(self, parameters: Vector) -> tuple[float, Vector]:
        """The value, and its slope along r, alpha, a, b."""
        r, alpha, a, b = parameters.tolist()
        known, i, over, reach = self.known, self.i, self.over, self.reach
        log_age, log_t = np.log(alpha + known.age), np.log(alpha + known.t_x)
        s = r + known.x
        odds = _odds_of_having_stopped(Model(r, alpha, a, b, self.bg), known.x, log_age - log_t)
        either = np.logaddexp(0.0, odds)
        value = float(over @ np.log(r + i)) + self.total * r * math.log(alpha)
        value += float(reach @ (np.log(b + i) - np.log(a + b + i))) + float(known.weight @ (either - s * log_age))
        stopped = known.weight * np.exp(odds - either)
        going = known.weight - stopped
        both = float(reach @ (1 / (a + b + i)))
        after = np.maximum(b + known.x - (1 if self.bg else 0), 1e-300)
        gradient = [
            float(over @ (1 / (r + i))) + self.total * math.log(alpha) - float(going @ log_age + stopped @ log_t),
            self.total * r / alpha - float((going * s) @ (1 / (alpha + known.age)))
            - float((stopped * s) @ (1 / (alpha + known.t_x))),
            float(stopped.sum()) / a - both,
            float(reach @ (1 / (b + i))) - both - float(stopped @ (1 / after)),
        ]  # fmt: skip
        return value, np.array(gradient)


def _odds_of_having_stopped(model: Model, x: Vector, quiet: Vector) -> Vector:
    """ln of the odds that the last visit was the last for good; `quiet` is ln((alpha + age) / (alpha + t_x))."""
    if not model.bg:
        return np.asarray(math.log(model.a) - np.log(model.b + x) + (model.r + x) * quiet)
    after = np.where(x > 0, model.b + x - 1, 1.0)
    return np.asarray(np.where(x > 0, math.log(model.a) - np.log(after) + (model.r + x) * quiet, -np.inf))


def alive(model: Model, known: Pasts) -> Vector:
    """P(alive): how likely each client has not stopped for good."""
    quiet = np.log(model.alpha + known.age) - np.log(model.alpha + known.t_x)
    return np.asarray(np.exp(-np.logaddexp(0.0, _odds_of_having_stopped(model, known.x, quiet))))


def visit(model: Model, known: Pasts, weeks: float) -> Vector:
    """P(at least one purchase day within so many weeks); exact, since a client stops only after a visit."""
    none = (model.r + known.x) * np.log1p(weeks / (model.alpha + known.age))
    return np.asarray(alive(model, known) * -np.expm1(-none))


def expected(model: Model, known: Pasts, weeks: float) -> Vector:
    """E[purchase days within so many weeks] of each client."""
    living = alive(model, known)
    if weeks <= 0:
        return np.zeros(len(living))
    # Who still comes does so by the number of visits and the age alone: many share both.
    shared, place = Pasts.of(known.x, np.zeros(len(living)), known.age).grouped()
    found = np.zeros(len(shared.x))
    alternating = model.a + model.b - model.r - (1 if model.bg else 0) < _ALTERNATING
    steep = (model.a - 1) * math.log1p(weeks / model.alpha) > _STEEP
    to_come = _by_arrivals if alternating or steep else _by_series
    for start in range(0, len(found), _ROWS):
        rows = slice(start, start + _ROWS)
        found[rows] = to_come(model, shared.x[rows], shared.age[rows], weeks)
    return np.asarray(found[place] * living)


def _by_series(model: Model, x: Vector, age: Vector, weeks: float) -> Vector:
    """Visits to come of those still coming, by the hypergeometric series, Euler-transformed.

    (c / d)(1 - (1 - z)^d F(c - s, d; c; z)), d = a - 1, with the 1 / d taken out of every term: exact at a = 1 as well.
    The sum grows as (1 - z)^-d and is multiplied by its inverse at once: taken from it, it would leave no digits.
    """
    c = model.a + model.b + x - (1 if model.bg else 0)
    first, d = c - model.r - x, model.a - 1
    z = weeks / (model.alpha + age + weeks)
    log_rest = -np.log1p(weeks / (model.alpha + age))
    power = log_rest if d == 0 else np.expm1(d * log_rest) / d
    term = first * z
    total = term.copy()
    rows, k = np.arange(len(x)), 1
    while len(rows):
        block = _block(k, len(rows))
        steps = np.arange(k, k + block, dtype=np.float64)
        upper = (first[rows, None] + steps) * (model.a + steps - 1)
        ratios = upper / ((c[rows, None] + steps) * (steps + 1)) * z[rows, None]
        terms = term[rows, None] * np.cumprod(ratios, axis=1)
        total[rows] += terms.sum(axis=1)
        term[rows] = terms[:, -1]
        k += block
        rows = rows[np.abs(term[rows]) > _EPS * np.abs(total[rows]) * (1 - z[rows])]
    return np.asarray(-power * c - total * np.exp(d * log_rest))


def _by_arrivals(model: Model, x: Vector, age: Vector, weeks: float) -> Vector:
    """The same as a sum of positive terms: the j-th visit would come, times that nobody stopped before it.

    Slower (about as many terms as visits), but it loses no digits however like each other the clients are.
    """
    s, stays = model.r + x, model.b + x + (0 if model.bg else 1)
    z = weeks / (model.alpha + age + weeks)
    log_chance, seen = -s * np.log1p(weeks / (model.alpha + age)), np.zeros(len(x))
    still, total = np.ones(len(x)), np.zeros(len(x))
    rows, j = np.arange(len(x)), 0
    while len(rows):
        block = _block(j, len(rows))
        steps = np.arange(j, j + block, dtype=np.float64)
        growth = np.log((s[rows, None] + steps) / (steps + 1) * z[rows, None])
        chances = np.exp(log_chance[rows, None] + np.cumsum(growth, axis=1) - growth)
        below = seen[rows, None] + np.cumsum(chances, axis=1)
        stay = (stays[rows, None] + steps) / (model.a + stays[rows, None] + steps)
        lasting = still[rows, None] * np.cumprod(stay, axis=1) / stay
        total[rows] += (np.maximum(1 - below, 0.0) * lasting).sum(axis=1)
        log_chance[rows] += growth.sum(axis=1)
        seen[rows], still[rows] = below[:, -1], lasting[:, -1] * stay[:, -1]
        j += block
        ratio = (s[rows] + j) / (j + 1) * z[rows]
        beyond = np.exp(log_chance[rows]) / np.maximum(1 - ratio, _EPS)  # a bound of all chances that follow
        rows = rows[(ratio >= 1) | (beyond > _TINY)]
    return total


def _block(done: int, rows: int) -> int:
    """How many terms to take at once: as many as so far, as long as the clients who need them are few."""
    return max(_BLOCK, min(done, _LONGEST_BLOCK, _CELLS // rows))
