"""What a purchase day of a client comes to in the long run: Gamma-Gamma, or a mean drawn towards that of the base.

Fader and Hardie 2013: checks vary around the client's own mean, and the means vary among clients; p, q, v.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from clientcrm.domain.analytics.descent import Minimum, minimise

Vector = NDArray[np.float64]
REPEATERS = 30
# How many purchase days of a typical client are put beside the own ones where the model cannot be fitted.
_DRAWN = 3
# Beyond these the search went off to infinity: checks that hardly vary, or a mean that does not exist.
_LEAST_Q, _MOST = 1.05, 1e5
_SHIFT = 12
# Where the search begins, in units of the mean check; so many clients show where to go on.
_START, _MANY = (4.0, 4.0, 0.75), 8_192


@dataclass(frozen=True, slots=True)
class GammaGamma:
    """The parameters; v in the units of money that it was fitted in."""

    p: float
    q: float
    v: float

    def check(self, x: ArrayLike, mean: ArrayLike) -> Vector:
        """The expected mean of a client whose x repeats came to `mean` each; x = 0: of anybody."""
        repeats, seen = np.asarray(x, dtype=np.float64), np.asarray(mean, dtype=np.float64)
        return np.asarray(self.p * (self.v + repeats * seen) / (self.p * repeats + self.q - 1))


@dataclass(frozen=True, slots=True)
class Shrunk:
    """(x mean + 3 base) / (x + 3): for few repeaters, or checks that the model does not fit."""

    base: float

    def check(self, x: ArrayLike, mean: ArrayLike) -> Vector:
        """The expected mean of a client whose x repeats came to `mean` each."""
        repeats, seen = np.asarray(x, dtype=np.float64), np.asarray(mean, dtype=np.float64)
        return np.asarray((repeats * seen + _DRAWN * self.base) / (repeats + _DRAWN))


def checks(x: ArrayLike, mean: ArrayLike, base: float) -> GammaGamma | Shrunk:
    """Gamma-Gamma where at least 30 clients came back and it can be fitted; else the mean drawn towards `base`."""
    repeats, seen = np.asarray(x, dtype=np.float64), np.asarray(mean, dtype=np.float64)
    usable = (repeats > 0) & (seen > 0)
    if int(usable.sum()) >= REPEATERS:
        model = fit(repeats[usable], seen[usable])
        if model is not None:
            return model
    return Shrunk(base)


def fit(x: ArrayLike, mean: ArrayLike) -> GammaGamma | None:
    """The likeliest parameters for clients with x > 0 repeats of mean > 0; None where there are none to be found."""
    repeats, seen = np.asarray(x, dtype=np.float64), np.asarray(mean, dtype=np.float64)
    unit = float(seen.mean())

    found, step = None, -(-len(repeats) // _MANY)
    if step > 1:  # most of the way goes by a part of a big base
        found = _search(repeats[::step], seen[::step] / unit, None, level=1e-5)
    found = _search(repeats, seen / unit, found, level=1e-9)
    p, q, v = np.exp(found.at).tolist()
    sound = found.converged and _LEAST_Q < q < _MOST and 1 / _MOST < p < _MOST and v < _MOST
    return GammaGamma(p, q, v * unit) if sound else None


def _search(x: Vector, mean: Vector, near: Minimum | None, *, level: float) -> Minimum:
    """The parameters' logarithms where -likelihood of a client is least."""
    likelihood = _Likelihood(x, mean)

    def slope(logs: Vector) -> tuple[float, Vector]:
        parameters = np.exp(logs)
        value, gradient = likelihood.at(parameters)
        return -value / len(x), -gradient * parameters / len(x)

    if near is None or not near.converged:
        return minimise(slope, np.log(np.array(_START)), level=level)
    return minimise(slope, near.at, inverse=near.inverse, level=level)


def log_likelihood(model: GammaGamma, x: ArrayLike, mean: ArrayLike) -> float:
    """How likely these means are, in logarithms."""
    parameters = np.array([model.p, model.q, model.v])
    return _Likelihood(np.asarray(x, dtype=np.float64), np.asarray(mean, dtype=np.float64)).at(parameters)[0]


class _Likelihood:
    """The likelihood of means as a function of p, q, v; gamma functions are taken once for each number of repeats."""

    def __init__(self, x: Vector, mean: Vector) -> None:
        self.x, self.total = x, x * mean
        self.distinct, self.clients = np.unique(x, return_counts=True)
        self.log_total, self.log_means = np.log(self.total), float(np.log(mean).sum())

    def at(self, parameters: Vector) -> tuple[float, Vector]:
        """The value, and its slope."""
        p, q, v = parameters.tolist()
        count, log_all, weight = len(self.x), np.log(self.total + v), p * self.x + q
        repeats = len(self.distinct)
        values, slopes = log_gamma(np.concatenate([p * self.distinct + q, p * self.distinct, [q]]))
        rise = values[:repeats] - values[repeats:-1] - values[-1]
        value = float(self.clients @ rise) + count * q * math.log(v)
        value += float((p * self.x) @ self.log_total) - self.log_means - float(weight @ log_all)
        by_p = (self.clients * self.distinct) @ (slopes[:repeats] - slopes[repeats:-1])
        gradient = [
            float(by_p) + float(self.x @ (self.log_total - log_all)),
            float(self.clients @ (slopes[:repeats] - slopes[-1])) + count * math.log(v) - float(log_all.sum()),
            count * q / v - float((weight / (self.total + v)).sum()),
        ]
        return value, np.array(gradient)


def log_gamma(numbers: Vector) -> tuple[Vector, Vector]:
    """ln Gamma and its slope for positive numbers, by Stirling's series from 12 upwards; 13 digits."""
    steps = numbers[:, None] + np.arange(_SHIFT)
    large = numbers + _SHIFT
    inverse, square = 1 / large, 1 / (large * large)
    series = inverse * (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square / 1188))))
    value = (large - 0.5) * np.log(large) - large + 0.5 * np.log(2 * np.pi) + series
    tail = square * (1 / 12 - square * (1 / 120 - square * (1 / 252 - square * (1 / 240 - square / 132))))
    slope = np.log(large) - 0.5 * inverse - tail
    return np.asarray(value - np.log(steps).sum(axis=1)), np.asarray(slope - (1 / steps).sum(axis=1))
