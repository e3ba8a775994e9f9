"""Forecasts as lifetimes and mpmath (40 digits) make them, on made clients and parameters of every kind."""

from __future__ import annotations

import random

import numpy as np
import pytest

from clientcrm.domain.analytics import gamma_gamma
from clientcrm.domain.analytics.history import histories
from clientcrm.domain.analytics.mbg_nbd import Model, Pasts, alive, expected, fit, log_likelihood, pasts, visit
from tests.domain.analytics.made import NOW, TODAY, believable_shop

WHY = "not installed: CONTRIBUTING.md, Compare with others"


def _models() -> list[tuple[Model, tuple[int, float, float], float]]:
    """Parameters, a past and a horizon in weeks; among them shops whose clients are all alike (r large)."""
    chance = random.Random(5)
    found = []
    for n in range(60):
        r, alpha = chance.uniform(0.05, 3), chance.uniform(0.3, 20)
        if n % 6 == 0:
            r, alpha = r * 40, alpha * 40
        model = Model(r, alpha, chance.uniform(0.02, 3), chance.uniform(0.2, 6), bg=n % 2 == 0)
        x, age = chance.choice((0, 1, 2, 7, 40)), chance.uniform(0, 120)
        found.append((model, (x, chance.random() * age if x else 0.0, age), chance.choice((1, 13, 52, 200))))
    return found


@pytest.mark.parametrize(("model", "past", "weeks"), _models())
def test_expected_visits_with_forty_digits(model: Model, past: tuple[int, float, float], weeks: float) -> None:
    mpmath = pytest.importorskip("mpmath", reason=WHY)
    known = Pasts.of([past[0]], [past[1]], [past[2]])
    with mpmath.workdps(40):
        r, alpha, a, b = (mpmath.mpf(value) for value in (model.r, model.alpha, model.a, model.b))
        x, t_x, age = (mpmath.mpf(value) for value in past)
        rest = (alpha + age) / (alpha + age + weeks)
        quiet = ((alpha + age) / (alpha + t_x)) ** (r + x)
        stopped = a / (b + x) * quiet if not model.bg else (a / (b + x - 1) * quiet if past[0] else 0)
        living = 1 / (1 + stopped)
        less = 1 if model.bg else 0
        tail = mpmath.hyp2f1(r + x, b + x + 1 - less, a + b + x - less, 1 - rest)
        visits = living * (a + b + x - less) / (a - 1) * (1 - rest ** (r + x) * tail)
        coming = living * (1 - rest ** (r + x))
    assert alive(model, known)[0] == pytest.approx(float(living), rel=1e-9)
    assert expected(model, known, weeks)[0] == pytest.approx(float(visits), rel=1e-9)
    assert visit(model, known, weeks)[0] == pytest.approx(float(coming), rel=1e-9)


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize(("bg", "name"), [(True, "BetaGeoFitter"), (False, "ModifiedBetaGeoFitter")])
def test_the_likeliest_parameters(seed: int, bg: bool, name: str) -> None:
    lifetimes = pytest.importorskip("lifetimes", reason=WHY)
    known = pasts(histories(believable_shop(500, seed=seed), TODAY), NOW)
    ours = fit(known, bg=bg, prior=False)
    theirs = getattr(lifetimes, name)().fit(known.x, known.t_x, known.age)
    found = theirs.params_
    assert ours.objective >= log_likelihood(Model(*found[["r", "alpha", "a", "b"]], bg=bg), known) - 1e-6
    model = ours.model
    assert (model.r, model.alpha) == pytest.approx((found["r"], found["alpha"]), rel=1e-2)


def test_the_expected_check() -> None:
    lifetimes = pytest.importorskip("lifetimes", reason=WHY)
    chance = np.random.default_rng(3)
    x = chance.integers(1, 9, 400)
    mean = chance.gamma(6 * x) / (x * chance.gamma(4, 1 / 15, 400))
    ours, theirs = gamma_gamma.fit(x, mean), lifetimes.GammaGammaFitter().fit(x, mean)
    assert ours is not None
    assert (ours.p, ours.q, ours.v) == pytest.approx([theirs.params_[name] for name in "pqv"], rel=2e-2)
    assert ours.check(x, mean) == pytest.approx(theirs.conditional_expected_average_profit(x, mean), rel=1e-2)
