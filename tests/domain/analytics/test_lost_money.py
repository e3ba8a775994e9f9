"""What silence costs, computed by hand on the golden shop."""

from __future__ import annotations

import warnings

import pandas as pd
import pytest
from hypothesis import given, settings

from clientcrm.domain.analytics.figure import NotEnough
from clientcrm.domain.analytics.history import histories, no_sales
from clientcrm.domain.analytics.lost_money import lost_money
from clientcrm.domain.errors import Invalid
from tests.domain.analytics.made import TODAY, bases
from tests.domain.analytics.shops import GOLDEN_DAY, golden_shop

STATUSES = {2: "lost", 4: "lost", 5: "lost", 13: "lost", 3: "new", 1: "active", 7: "active", 10: "active", 14: "active"}


@pytest.mark.proves("F70")
@pytest.mark.proves("N09")
def test_the_lost_of_the_golden_shop_by_hand() -> None:
    found = lost_money(golden_shop().receipts, GOLDEN_DAY, STATUSES, typical=28)
    # c05: one gap of 14 days four times, (4 * 14 + 2 * 28) / 6; silent for 121 days, that is six visits of 2,400.00.
    # c04: (28 + 2 * 28) / 3 = 28; silent for 122 days, four visits of (2,490.00 + 1,500.00) / 2.
    rows = found.clients[["n", "recency", "check", "missed", "money", "rate"]]
    assert rows.to_dict("index") == {
        5: {"n": 5, "recency": 121, "check": 240_000, "missed": 6, "money": 1_440_000, "rate": 4_692_857},
        4: {"n": 2, "recency": 122, "check": 199_500, "missed": 4, "money": 798_000, "rate": 2_600_625},
    }
    assert found.clients["interval"].tolist() == pytest.approx([56 / 3, 28])
    assert rows.index.tolist() == [5, 4]
    assert (found.money, found.rate) == (2_238_000, 7_293_482)
    assert found.came_once.tolist() == [2, 13]
    assert (found.n, found.not_enough) == (2, None)
    assert found.options == {"H": 365, "status": "lost", "typical": 28}


@pytest.mark.proves("N09")
def test_by_their_own_rhythm_alone_and_for_a_shorter_time() -> None:
    found = lost_money(golden_shop().receipts, GOLDEN_DAY, pd.Series(STATUSES), horizon=60)
    assert found.clients["missed"].to_dict() == {5: 4, 4: 2}  # 60 / 14, 60 / 28
    assert found.clients["money"].to_dict() == {5: 960_000, 4: 399_000}


def test_nobody_is_lost() -> None:
    found = lost_money(golden_shop().receipts, GOLDEN_DAY, {1: "active", 2: "lost"})
    assert (found.money, found.not_enough, found.came_once.tolist()) == (0, NotEnough("few_clients", 0, 1), [2])
    assert lost_money(no_sales().receipts, GOLDEN_DAY, {}).n == 0


@pytest.mark.parametrize("wrong", [{"horizon": 0}, {"typical": 0.0}, {"typical": -3.0}])
def test_options_that_mean_nothing(wrong: dict[str, float]) -> None:
    with pytest.raises(Invalid):
        lost_money(no_sales().receipts, GOLDEN_DAY, {}, **wrong)  # type: ignore[arg-type]


@settings(max_examples=15, deadline=None)
@given(bases)
def test_any_small_base_has_a_loss_without_nonsense(receipts: pd.DataFrame) -> None:
    lost = dict.fromkeys(histories(receipts, TODAY).index.tolist(), "lost")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = lost_money(receipts, TODAY, lost, typical=30)
        again = lost_money(receipts.sample(frac=1, random_state=3), TODAY, lost, typical=30)
    assert found.n + len(found.came_once) == len(lost)
    assert not found.clients.isna().to_numpy().any()
    assert found.money == found.clients["money"].sum() >= 0
    pd.testing.assert_frame_equal(found.clients, again.clients)
