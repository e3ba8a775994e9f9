"""Plan and fact: what is done, whether that is in time, and what every day left must bring."""

from __future__ import annotations

import warnings
from datetime import date
from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given, settings

from clientcrm.domain.analytics.figure import NotEnough
from clientcrm.domain.analytics.history import no_sales
from clientcrm.domain.analytics.plan import plan_fact
from clientcrm.domain.errors import Invalid
from tests.domain.analytics.made import TODAY, bases
from tests.domain.analytics.shops import golden_shop, sales

JUNE = {"start": date(2024, 6, 1), "end": date(2024, 6, 30)}


@pytest.mark.proves("F67")
def test_june_of_the_golden_shop_on_the_twentieth() -> None:
    found = plan_fact(golden_shop().receipts, date(2024, 6, 20), plan=1_500_000, **JUNE)
    assert (found.fact, found.done, found.pace) == (1_050_000, 0.7, 1.05)
    assert (found.expected, found.forecast) == (1_000_000, 1_575_000)
    assert (found.gap, found.days_left, found.needed) == (450_000, 10, 45_000)
    assert found.receipts.tolist() == [27, 28, 29, 30, 31]
    assert found.share == Fraction(2, 3)


@pytest.mark.proves("F67")
def test_an_employee_is_measured_by_own_receipts() -> None:
    """Plan 3,000.00, fact 1,800.00 on the twentieth: 1,200.00 are missing, 120.00 a day."""
    first = date(2024, 6, 1).toordinal()
    receipts = sales([(1, 1, first + 3, 180_000, -1, 7), (2, 2, first + 3, 999_999, -1, 8)]).receipts
    found = plan_fact(receipts, date(2024, 6, 20), plan=300_000, employee=7, **JUNE)
    assert (found.fact, found.forecast, found.gap, found.needed) == (180_000, 270_000, 120_000, 12_000)
    assert found.receipts.tolist() == [1]


@pytest.mark.parametrize(
    ("as_of", "fact", "expected", "forecast", "days_left"),
    [
        (date(2024, 5, 20), 0, 0, None, 30),
        (date(2024, 6, 30), 1_400_000, 1_500_000, 1_400_000, 0),
        (date(2024, 8, 1), 1_400_000, 1_500_000, 1_400_000, 0),
    ],
)
def test_before_and_after_the_month(
    as_of: date, fact: int, expected: int, forecast: int | None, days_left: int
) -> None:
    found = plan_fact(golden_shop().receipts, as_of, plan=1_500_000, **JUNE)
    assert (found.fact, found.expected, found.forecast, found.days_left) == (fact, expected, forecast, days_left)
    assert found.needed == (None if not days_left else -(-(1_500_000 - fact) // days_left))


@pytest.mark.parametrize("plan", [None, 0])
def test_without_a_plan_there_is_the_fact_alone(plan: int | None) -> None:
    found = plan_fact(golden_shop().receipts, date(2024, 6, 20), plan=plan, **JUNE)
    assert found.not_enough == NotEnough("no_plan", 0, 1)
    assert (found.fact, found.forecast) == (1_050_000, 1_575_000)
    assert (found.done, found.pace, found.gap, found.needed) == (None, None, None, None)


def test_a_shop_that_lives_on_saturdays_is_not_late_on_a_friday() -> None:
    """June 2024 has five Saturdays; by Friday the 7th one is over."""
    day = date(2024, 6, 7).toordinal()
    saturdays = [day - 6 - 7 * week for week in range(8)]
    receipts = sales([(n, 1, each, 100_000, -1, -1) for n, each in enumerate(saturdays)]).receipts
    by_weekdays = plan_fact(receipts, date(2024, 6, 7), plan=500_000, profile="weekdays", **JUNE)
    assert (by_weekdays.share, by_weekdays.forecast, by_weekdays.pace) == (Fraction(1, 5), 500_000, 1.0)
    assert (by_weekdays.profile, by_weekdays.formula) == ("weekdays", "figures.plan.weekdays")
    by_days = plan_fact(receipts, date(2024, 6, 7), plan=500_000, **JUNE)
    assert by_days.pace == pytest.approx(6 / 7)


def test_eight_weeks_without_sales_say_nothing_about_weekdays() -> None:
    found = plan_fact(no_sales().receipts, date(2024, 6, 7), plan=500_000, profile="weekdays", **JUNE)
    assert (found.profile, found.share, found.fact) == ("days", Fraction(7, 30), 0)


@pytest.mark.parametrize("wrong", [{"end": date(2024, 5, 1)}, {"plan": -1}, {"profile": "moon"}])
def test_options_that_mean_nothing(wrong: dict[str, object]) -> None:
    with pytest.raises(Invalid):
        plan_fact(no_sales().receipts, TODAY, **({"plan": 1, **JUNE} | wrong))  # type: ignore[arg-type]


@settings(max_examples=15, deadline=None)
@given(bases)
def test_any_small_base_stands_somewhere_on_its_plan(receipts: pd.DataFrame) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for profile in ("days", "weekdays"):
            found = plan_fact(receipts, date(2024, 6, 20), plan=70_001, profile=profile, **JUNE)
            assert 0 <= found.share <= 1
            assert found.gap is not None
            assert found.needed is not None
            assert found.needed * found.days_left >= found.gap
            assert found.fact + found.gap >= 70_001
