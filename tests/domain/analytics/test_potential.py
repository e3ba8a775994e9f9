"""What the base is worth: totals that tie to the list, a range, and what such a forecast missed by before."""

from __future__ import annotations

import warnings

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings

from clientcrm.domain.analytics.figure import NotEnough
from clientcrm.domain.analytics.gamma_gamma import GammaGamma, Shrunk
from clientcrm.domain.analytics.history import histories, no_sales, purchase_days
from clientcrm.domain.analytics.mbg_nbd import Pasts, expected, fit
from clientcrm.domain.analytics.potential import Backtest, backtest, by_class, potential
from clientcrm.domain.errors import Invalid
from tests.domain.analytics.made import NOW, TODAY, bases, believable_shop, day_before
from tests.domain.analytics.shops import GOLDEN_DAY, golden_shop, sales


@pytest.fixture(scope="module")
def shop() -> pd.DataFrame:
    """Two years of 300 clients."""
    return believable_shop(300)


@pytest.mark.proves("F70")
def test_the_forecast_stands_beside_what_it_missed_by_before(shop: pd.DataFrame) -> None:
    found = potential(shop, TODAY, horizon=180)
    assert isinstance(found.checks, GammaGamma)
    assert found.total == found.clients["value"].sum()
    assert 0 < found.low < found.total < found.high
    tried = found.backtest
    assert tried is not None
    assert tried.days == 180
    assert abs(tried.error) < 0.35
    assert found.low <= found.total / (1 + abs(tried.error)) * 1.0001
    days = purchase_days(shop, TODAY)
    known = days.loc[days["day"] <= day_before(180).toordinal(), "client"]
    since = days[(days["day"] > day_before(180).toordinal()) & days["client"].isin(known)]
    assert (tried.seen, tried.visits_seen) == (since["eff"].sum(), len(since))


def test_a_margin_and_a_discount_make_it_less(shop: pd.DataFrame) -> None:
    whole = potential(shop, TODAY, fits=0)
    third = potential(shop, TODAY, fits=0, margin=1 / 3)
    later = potential(shop, TODAY, fits=0, discount=0.02)
    assert third.total == pytest.approx(whole.total / 3, rel=1e-4)
    assert whole.total * 0.98**12 < later.total < whole.total * 0.98
    assert (whole.formula, third.formula) == ("figures.potential", "figures.potential.margin")


def test_the_golden_shop_is_forecast_within_a_wide_range() -> None:
    receipts = golden_shop().receipts
    found = potential(receipts, GOLDEN_DAY)
    assert isinstance(found.checks, Shrunk)
    assert isinstance(found.not_backtested, NotEnough)
    assert found.high > 2 * found.total
    assert found.low < found.total / 2
    days = purchase_days(receipts, GOLDEN_DAY)
    base = days["eff"].sum() / len(days)
    assert found.clients.loc[3, "check"] == round(base)
    later = [150_000] * 6  # of c01, who has always had the same
    assert found.clients.loc[1, "check"] == round((sum(later) + 3 * base) / 9)
    first = days.groupby("client")["day"].agg(["min", "max", "count"])
    age = GOLDEN_DAY.toordinal() - first["min"]
    known = Pasts.of(first["count"] - 1, (first["max"] - first["min"]) / 7, age / 7)
    assert found.clients["expected"].tolist() == pytest.approx(expected(fit(known).model, known, 365 / 7).tolist())


def test_frequent_clients_with_bigger_checks_are_named_a_danger() -> None:
    rows = []
    for client in range(60):
        for visit in range(2 + client % 5):
            rows.append((len(rows), client, NOW - 300 + 40 * visit + client, 10_000 * (2 + client % 5), -1, -1))
    found = potential(sales(rows).receipts, TODAY, fits=0)
    assert found.correlation == pytest.approx(1.0)
    assert found.correlated


def test_two_runs_agree_and_the_range_narrows_with_more_clients(shop: pd.DataFrame) -> None:
    first, second = potential(shop, TODAY, fits=10), potential(shop, TODAY, fits=10)
    assert (first.low, first.high) == (second.low, second.high)
    given_ = potential(shop, TODAY, fits=10, found=histories(shop, TODAY), days=purchase_days(shop, TODAY))
    assert (given_.total, given_.low, given_.high) == (first.total, first.low, first.high)
    few = shop[shop["client"] < 12]
    narrow, wide = first.high / first.total, potential(few, TODAY, fits=10)
    assert wide.high / wide.total > narrow


def test_a_client_of_yesterday_has_a_value_and_an_empty_base_has_none() -> None:
    one = potential(sales([(1, 1, NOW - 1, 50_000, -1, -1)]).receipts, TODAY)
    assert one.clients["check"].tolist() == [50_000]
    assert 0 < one.low < one.total < one.high
    none = potential(no_sales().receipts, TODAY)
    assert (none.total, none.not_enough) == (0, NotEnough("few_clients", 0, 1))
    assert backtest(no_sales().receipts, TODAY) == NotEnough("few_clients", 0, 20)


@pytest.mark.proves("F70")
def test_money_hidden_in_each_class() -> None:
    hidden = by_class({1: 500, 2: 300, 3: 900, 4: 7}, {1: "champions", 2: "champions", 3: "lost"})
    assert hidden["value"].to_dict() == {"lost": 900, "champions": 800}
    assert {name: ids.tolist() for name, ids in hidden["ids"].items()} == {"lost": [3], "champions": [1, 2]}
    assert list(by_class({}, {}).columns) == ["clients", "value", "ids"]


@pytest.mark.parametrize(
    "wrong", [{"horizon": 0}, {"margin": 1.5}, {"discount": 1.0}, {"discount": -0.1}, {"fits": -1}, {"fits": 10**6}]
)
def test_options_that_mean_nothing(wrong: dict[str, float]) -> None:
    with pytest.raises(Invalid):
        potential(no_sales().receipts, TODAY, **wrong)  # type: ignore[arg-type]


@settings(max_examples=20, deadline=None)
@given(bases)
def test_any_small_base_has_a_worth_without_nonsense(receipts: pd.DataFrame) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = potential(receipts, TODAY, fits=3)
        again = potential(receipts.sample(frac=1, random_state=3), TODAY, fits=3)
    assert np.isfinite(found.clients.to_numpy(dtype=float)).all()
    assert (found.clients.to_numpy() >= 0).all()
    assert 0 <= found.low <= found.total <= found.high
    assert isinstance(found.backtest, Backtest) or isinstance(found.not_backtested or found.not_enough, NotEnough)
    assert (found.total, found.low, found.high) == (again.total, again.low, again.high)
