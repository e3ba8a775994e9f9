"""Who comes back: forecasts with a check of themselves, and no claim where there is nothing to check them by."""

from __future__ import annotations

import warnings
from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings

from clientcrm.domain.analytics.figure import NotEnough
from clientcrm.domain.analytics.history import histories, no_sales
from clientcrm.domain.analytics.lifetime import Calibration, Lifetime, calibration, lifetime, scored
from clientcrm.domain.errors import Invalid
from tests.domain.analytics.made import NOW, TODAY, bases, believable_shop
from tests.domain.analytics.shops import GOLDEN_DAY, golden_shop, sales


@pytest.fixture(scope="module")
def shop() -> pd.DataFrame:
    """Two years of 400 clients."""
    return believable_shop(400)


@pytest.mark.proves("F48")
def test_the_forecast_of_a_quarter_ago_held(shop: pd.DataFrame) -> None:
    found = lifetime(shop, TODAY, horizon=90)
    tried = found.calibration
    assert tried is not None
    assert found.claims
    assert tried.brier < 0.9 * tried.base_brier
    assert tried.auc > 0.7
    assert [fifth.predicted for fifth in tried.fifths] == sorted(fifth.predicted for fifth in tried.fifths)
    for fifth in tried.fifths:
        assert fifth.predicted == pytest.approx(fifth.seen, abs=0.15)
    assert sum(fifth.clients for fifth in tried.fifths) == tried.n


@pytest.mark.proves("F48")
def test_a_client_is_as_likely_as_what_they_did(shop: pd.DataFrame) -> None:
    clients = lifetime(shop, TODAY, horizon=90).clients
    assert np.allclose(clients["risk"], 1 - clients["visit"])
    assert (clients["visit"] <= clients["alive"]).all()
    assert (clients["visit"] <= clients["expected"] + 1e-12).all()
    regular, gone = clients[clients["reason"] == "in_rhythm"], clients[clients["reason"] == "silent_longer"]
    assert regular["visit"].mean() > gone["visit"].mean() + 0.2


@pytest.mark.proves("F48")
def test_the_golden_shop_is_too_small_to_claim_anything() -> None:
    found = lifetime(golden_shop().receipts, GOLDEN_DAY, horizon=84)
    assert found.n == 9
    assert found.not_enough is None
    assert (found.calibration, found.claims) == (None, False)
    assert found.not_calibrated == NotEnough("few_clients", 6, 20)
    assert {reason: ids.tolist() for reason, ids in found.by_reason.items()} == {
        "came_once": [2, 3, 13],
        "silent_longer": [4, 5],
        "in_rhythm": [1, 7, 10, 14],
    }
    assert found.clients["visit"].idxmin() == 5  # five visits a fortnight apart, then four months of silence
    assert found.clients["visit"].idxmax() == 1


def test_a_base_without_clients() -> None:
    found = lifetime(no_sales().receipts, TODAY)
    assert (found.n, found.not_enough, len(found.clients)) == (0, NotEnough("few_clients", 0, 1), 0)


def test_a_shop_of_two_months_has_nothing_to_check_by() -> None:
    young = sales((n, n, NOW - 60 + n, 100, -1, -1) for n in range(30)).receipts
    assert calibration(young, TODAY, horizon=30) == NotEnough("few_events", 0, 1)
    assert calibration(young, TODAY, horizon=35) == NotEnough("short_history", 61, 70)


def test_forecasts_scored_by_hand() -> None:
    said = np.array([0.1, 0.4, 0.4, 0.8, 0.9])
    came = np.array([False, True, False, True, True])
    tried = scored(TODAY, said, came)
    assert tried.brier == pytest.approx((0.01 + 0.36 + 0.16 + 0.04 + 0.01) / 5)
    assert tried.base_brier == pytest.approx(0.24)
    assert tried.auc == pytest.approx(5.5 / 6)  # of six pairs five are right and one is a tie
    assert [one.clients for one in tried.fifths] == [1] * 5


def test_a_forecast_for_everybody_alike_proves_nothing() -> None:
    came = np.array([True, False, True, False])
    assert not scored(TODAY, np.full(4, 0.5), came).holds


@pytest.mark.parametrize("horizon", [0, -1, 4_000])
def test_a_horizon_that_is_none(horizon: int) -> None:
    with pytest.raises(Invalid):
        lifetime(no_sales().receipts, TODAY, horizon=horizon)


@settings(max_examples=20, deadline=None)
@given(bases)
def test_any_small_base_is_forecast_without_nonsense(receipts: pd.DataFrame) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = lifetime(receipts, TODAY, horizon=60)
        again = lifetime(receipts.sample(frac=1, random_state=3), TODAY, horizon=60)
    _sound(found, receipts, TODAY)
    pd.testing.assert_frame_equal(found.clients, again.clients)
    alike = histories(receipts, TODAY).groupby(["first", "last", "n"]).groups
    for ids in alike.values():
        assert found.clients.loc[ids, "visit"].nunique() == 1


def _sound(found: Lifetime, receipts: pd.DataFrame, as_of: date) -> None:
    assert found.clients.index.equals(histories(receipts, as_of).index)
    numbers = found.clients[["alive", "visit", "risk", "expected"]].to_numpy()
    assert np.isfinite(numbers).all()
    assert (numbers >= 0).all()
    assert sum(len(ids) for ids in found.by_reason.values()) == found.n
    assert isinstance(found.calibration, Calibration) or isinstance(found.not_calibrated or found.not_enough, NotEnough)
