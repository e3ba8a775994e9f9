"""The least value of a smooth function of few numbers, by BFGS with the gradient; what the models are fitted with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]
# Logarithms are what is searched: one step changes a parameter at most so many times, e ** 1.5 = 4.5.
_LONGEST = 1.5
_STEPS = 200
_HALVINGS = 20
_ENOUGH = 1e-4
_NOISE = 3e-14


@dataclass(frozen=True, slots=True, eq=False)
class Minimum:
    """Where the least value is, the value, the inverse of the curvature there, and whether the slope is level."""

    at: Vector
    value: float
    inverse: Vector
    converged: bool


def minimise(
    slope: Callable[[Vector], tuple[float, Vector]],
    start: Vector,
    *,
    inverse: Vector | None = None,
    level: float = 1e-9,
) -> Minimum:
    """Go down from `start` until no part of the gradient is over `level`.

    `slope` gives value and gradient. `inverse`, of a fit nearby, saves most of the steps.
    """
    at = start
    value, gradient = slope(at)
    curved = np.eye(len(at)) / max(float(np.linalg.norm(gradient)), 1.0) if inverse is None else inverse
    fresh = inverse is None
    for _ in range(_STEPS):
        if float(np.abs(gradient).max()) <= level:
            return Minimum(at, value, curved, converged=True)
        step = -curved @ gradient
        if -float(step @ gradient) <= _NOISE * max(1.0, abs(value)):  # no more is to be gained
            break
        step = step * min(1.0, _LONGEST / float(np.abs(step).max()))
        found = _descend(slope, at, value, gradient, step)
        if found is None:  # as low as the arithmetic goes
            break
        moved, bent = found[0] - at, found[2] - gradient
        at, value, gradient = found
        curved, fresh = _bend(curved, moved, bent, fresh), False
    return Minimum(at, value, curved, converged=float(np.abs(gradient).max()) <= max(level, 1e-5))


def _descend(
    slope: Callable[[Vector], tuple[float, Vector]], at: Vector, value: float, gradient: Vector, step: Vector
) -> tuple[Vector, float, Vector] | None:
    """Along the step as far as the value falls by what the slope promises; None if it does not fall at all."""
    promised = float(step @ gradient)
    share = 1.0
    for _ in range(_HALVINGS):
        there = at + share * step
        lower, slope_there = slope(there)
        if lower <= value + _ENOUGH * share * promised:
            return there, lower, slope_there
        share /= 2
    return None


def _bend(curved: Vector, moved: Vector, bent: Vector, fresh: bool) -> Vector:
    """The inverse curvature with what one step has shown (Broyden, Fletcher, Goldfarb, Shanno)."""
    along = float(moved @ bent)
    if along <= 1e-14 * float(np.linalg.norm(moved) * np.linalg.norm(bent)):
        return curved
    if fresh:
        curved = np.eye(len(moved)) * (along / float(bent @ bent))
    left = np.eye(len(moved)) - np.outer(moved, bent) / along
    return np.asarray(left @ curved @ left.T + np.outer(moved, moved) / along)
