"""Periods are numbered in a row, begin where they should and know when they are over."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from clientcrm.domain.analytics.periods import PERIODS, last_complete, nearest_period, period_numbers, period_starts
from clientcrm.domain.errors import Invalid


@pytest.mark.parametrize(
    ("day", "period", "start"),
    [
        (date(2024, 6, 30), "week", date(2024, 6, 24)),  # a Sunday belongs to the Monday before
        (date(2024, 7, 1), "week", date(2024, 7, 1)),
        (date(2024, 2, 29), "month", date(2024, 2, 1)),
        (date(1969, 12, 31), "month", date(1969, 12, 1)),
        (date(2024, 6, 30), "quarter", date(2024, 4, 1)),
        (date(1969, 12, 31), "quarter", date(1969, 10, 1)),
        (date(2024, 12, 31), "year", date(2024, 1, 1)),
    ],
)
def test_where_the_period_of_a_day_begins(day: date, period: str, start: date) -> None:
    number = period_numbers([day.toordinal()], period)
    assert period_starts(number, period).tolist() == [start.toordinal()]


@pytest.mark.parametrize("period", PERIODS)
def test_three_years_are_numbered_without_a_gap(period: str) -> None:
    days = [(date(2023, 1, 1) + timedelta(days=i)).toordinal() for i in range(1096)]
    numbers = period_numbers(days, period)
    assert set((numbers[1:] - numbers[:-1]).tolist()) == {0, 1}


@pytest.mark.parametrize(
    ("as_of", "period", "ended"),
    [
        (date(2024, 6, 30), "month", date(2024, 6, 1)),
        (date(2024, 6, 29), "month", date(2024, 5, 1)),
        (date(2024, 6, 30), "week", date(2024, 6, 24)),
        (date(2024, 6, 29), "week", date(2024, 6, 17)),
        (date(2024, 12, 31), "year", date(2024, 1, 1)),
    ],
)
def test_a_period_is_complete_at_the_end_of_its_last_day(as_of: date, period: str, ended: date) -> None:
    assert period_starts([last_complete(as_of, period)], period).tolist() == [ended.toordinal()]


@pytest.mark.parametrize(("interval", "period"), [(1, "week"), (15, "week"), (28, "month"), (70, "quarter")])
def test_the_period_nearest_to_an_interval(interval: float, period: str) -> None:
    assert nearest_period(interval) == period


def test_an_unknown_period_is_refused() -> None:
    with pytest.raises(Invalid):
        period_numbers([1], "fortnight")
    with pytest.raises(Invalid):
        period_starts([1], "fortnight")
