"""Trend and forecast: which way is believed, how wide its interval is, and when nothing is said."""

from __future__ import annotations

import warnings
from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings

from clientcrm.domain.analytics.figure import NotEnough
from clientcrm.domain.analytics.forecast import forecast
from clientcrm.domain.analytics.history import no_sales
from clientcrm.domain.errors import Invalid
from tests.domain.analytics.made import TODAY, bases
from tests.domain.analytics.shops import GOLDEN_DAY, golden_shop, sales

DECEMBER = date(2023, 12, 31)
SEASONS = [60, 70, 90, 100, 130, 100, 80, 70, 110, 120, 150, 300]


def monthly(values: list[int]) -> pd.DataFrame:
    """A receipt on the first of each month, the last month being December 2023."""
    rows = []
    for n, value in enumerate(values):
        back = len(values) - 1 - n
        day = date(2023 - back // 12, 12 - back % 12, 1)
        rows.append((n, 1, day.toordinal(), value * 1000, -1, -1))
    return sales(rows).receipts


@pytest.mark.proves("F69")
def test_a_shop_with_seasons_is_forecast_by_them() -> None:
    values = [round(value * (1 + 0.1 * year)) for year in range(4) for value in SEASONS]
    found = forecast(monthly(values), DECEMBER, ahead=12)
    assert found.way == "season"
    assert found.formula == "figures.forecast.season"
    expected = [round(1000 * value * 1.4) for value in SEASONS]
    assert [one.expected for one in found.coming] == pytest.approx(expected, rel=0.06)
    assert all(one.low <= one.expected <= one.high for one in found.coming)
    assert (found.coming[0].start, found.coming[0].end) == (date(2024, 1, 1), date(2024, 1, 31))
    december = found.seen[-1]
    assert (december.value, december.year_ago) == (values[-1] * 1000, values[-13] * 1000)
    assert december.growth == pytest.approx(values[-1] / values[-13] - 1)
    assert found.seen[11].year_ago is None
    assert found.seen[11].growth is None


@pytest.mark.proves("F69")
def test_steady_growth_is_a_certain_trend() -> None:
    found = forecast(monthly([100 + 10 * n for n in range(10)]), DECEMBER)
    assert (found.way, found.slope, found.certain) == ("trend", 10_000, True)
    assert [one.expected for one in found.coming] == [200_000, 210_000, 220_000]
    assert found.error == pytest.approx(0, abs=1e-9)


@pytest.mark.proves("F69")
def test_a_level_with_noise_has_no_trend_and_a_wider_interval_ahead() -> None:
    found = forecast(monthly([100, 120, 90, 110, 95, 115, 105, 100]), DECEMBER)
    assert (found.way, found.certain) == ("level", False)
    assert found.coming[0].expected == round((115 + 105 + 100) / 3 * 1000)
    widths = [one.high - one.low for one in found.coming]
    assert 0 < widths[0] < widths[1] < widths[2]


@pytest.mark.proves("F69")
@pytest.mark.parametrize("months", [0, 1, 5])
def test_under_six_periods_it_refuses(months: int) -> None:
    found = forecast(monthly([100] * months), DECEMBER)
    assert found.not_enough == NotEnough("few_periods", months, 6)
    assert (found.coming, found.error) == ((), None)
    assert forecast(monthly([100] * 6), DECEMBER).not_enough is None


def test_a_month_that_is_going_on_and_one_begun_late_are_not_complete() -> None:
    """The golden shop opened on 5 January; on 20 June four months are whole."""
    found = forecast(golden_shop().receipts, date(2024, 6, 20))
    assert [one.start.month for one in found.seen] == [2, 3, 4, 5]
    assert found.not_enough == NotEnough("few_periods", 4, 6)
    assert [one.start.month for one in forecast(golden_shop().receipts, GOLDEN_DAY).seen] == [2, 3, 4, 5, 6]
    assert sum(one.value for one in forecast(golden_shop().receipts, GOLDEN_DAY).seen[-1:]) == 1_400_000


@pytest.mark.parametrize("wrong", [{"period": "day"}, {"ahead": 0}, {"ahead": 13}])
def test_options_that_mean_nothing(wrong: dict[str, object]) -> None:
    with pytest.raises(Invalid):
        forecast(no_sales().receipts, TODAY, **wrong)  # type: ignore[arg-type]


@settings(max_examples=15, deadline=None)
@given(bases)
def test_any_small_base_is_forecast_without_nonsense(receipts: pd.DataFrame) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for period in ("week", "month", "quarter"):
            found = forecast(receipts, TODAY, period=period, ahead=12)
            again = forecast(receipts.sample(frac=1, random_state=3), TODAY, period=period, ahead=12)
            assert found.coming == again.coming
            assert len(found.coming) == (0 if found.not_enough else 12)
            assert all(one.low <= one.expected <= one.high for one in found.coming)
