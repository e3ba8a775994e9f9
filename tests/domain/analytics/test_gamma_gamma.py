"""The model of checks against published figures, and what stands in for it where it does not fit."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from clientcrm.domain.analytics.gamma_gamma import GammaGamma, Shrunk, checks, fit, log_gamma, log_likelihood
from clientcrm.domain.analytics.mbg_nbd import Pasts, expected
from clientcrm.domain.analytics.mbg_nbd import fit as fit_visits
from clientcrm.domain.analytics.potential import discounted
from tests.domain.analytics.shops import DATA

ROUNDED = GammaGamma(6.25, 3.74, 15.44)


@pytest.fixture(scope="module")
def cdnow() -> pd.DataFrame:
    return pd.read_csv(DATA / "analytics" / "cdnow_customers_summary_with_transactions.csv")


def test_cdnow_is_fitted_as_published(cdnow: pd.DataFrame) -> None:
    back = cdnow[cdnow["x"] > 0]
    assert len(back) == 946
    model = fit(back["x"], back["zbar"])
    assert model is not None
    assert (model.p, model.q, model.v) == pytest.approx((6.24879, 3.74459, 15.44780), rel=1e-5)
    assert log_likelihood(model, back["x"], back["zbar"]) == pytest.approx(-4055.92324, abs=1e-5)
    assert log_likelihood(ROUNDED, back["x"], back["zbar"]) == pytest.approx(-4055.924713, abs=1e-6)
    assert np.corrcoef(back["x"], back["zbar"])[0, 1] == pytest.approx(0.1139, abs=5e-5)


@pytest.mark.parametrize(
    ("x", "mean", "check"), [(0, 0, 35.218978), (2, 22.35, 24.663714), (1, 11.77, 18.916852), (10, 100, 97.279277)]
)
def test_the_expected_check_of_a_client(x: int, mean: float, check: float) -> None:
    assert ROUNDED.check(x, mean) == pytest.approx(check, abs=5e-7)


def test_a_year_of_cdnow_in_money(cdnow: pd.DataFrame) -> None:
    known = Pasts.of(cdnow["x"], cdnow["t_x"], cdnow["T"])
    visits = expected(fit_visits(known, prior=False).model, known, 52)
    money = visits * ROUNDED.check(cdnow["x"], cdnow["zbar"])
    assert visits.sum() == pytest.approx(1980.042, abs=1e-3)
    assert (money[0], money.sum()) == pytest.approx((39.38366, 71_744.63), rel=1e-6)


def test_twelve_months_are_not_360_weeks(cdnow: pd.DataFrame) -> None:
    """The well-known 140.10 of client 1 feeds weeks to a function that counts days; a year is 36.28."""
    known = Pasts.of(cdnow["x"], cdnow["t_x"], cdnow["T"])
    back = cdnow[cdnow["x"] > 0]
    model, money = fit_visits(known, bg=True, prior=False).model, fit(back["x"], back["zbar"])
    assert money is not None
    check = money.check(cdnow["x"], cdnow["zbar"])
    year = discounted(model, known, 12 * 4.345, 0.01, 12) * check
    assert (year[0], year.sum()) == pytest.approx((36.2785, 71_509.90), rel=1e-3)
    wrong = discounted(model, known, 360, 0.01, 12) * check
    assert (wrong[0], wrong.sum()) == pytest.approx((140.0962, 266_621.60), rel=1e-3)


def test_few_who_came_back_are_drawn_towards_the_base() -> None:
    model = checks([2, 1, 0], [900.0, 300.0, 0.0], 600.0)
    assert isinstance(model, Shrunk)
    assert model.check([2, 1, 0], [900.0, 300.0, 0.0]).tolist() == [720.0, 525.0, 600.0]


def test_one_price_for_everything_needs_no_model() -> None:
    model = checks([3] * 40, [150_000.0] * 40, 150_000.0)
    assert model.check([0, 3], [0.0, 150_000.0]) == pytest.approx([150_000, 150_000], rel=1e-3)


@pytest.mark.parametrize("number", [1e-3, 0.3, 1.0, 2.5, 17.0, 4e5])
def test_the_gamma_function(number: float) -> None:
    value, slope = log_gamma(np.array([number]))
    assert value[0] == pytest.approx(math.lgamma(number), rel=1e-12, abs=1e-12)
    step = number * 1e-4
    by_steps = (math.lgamma(number + step) - math.lgamma(number - step)) / (2 * step)
    assert slope[0] == pytest.approx(by_steps, rel=1e-6)
