"""Periods out of the ordinary: the published example, rare counts, and what must not count as one."""

from __future__ import annotations

import warnings
from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings

from clientcrm.domain.analytics.anomalies import Anomalies, anomalies, deviation, tails
from clientcrm.domain.analytics.figure import NotEnough
from clientcrm.domain.analytics.history import no_sales
from clientcrm.domain.errors import Invalid
from tests.domain.analytics.made import TODAY, bases
from tests.domain.analytics.shops import sales

EIGHT = [100, 104, 98, 101, 97, 103, 99, 102]
MONDAY = date(2024, 1, 1)  # one it is


def weekly(values: list[int], *, also: list[tuple[int, int]] = ()) -> pd.DataFrame:  # type: ignore[assignment]
    """A receipt each Monday, and others (days after the first Monday, total)."""
    rows = [(7 * week, value) for week, value in enumerate(values) if value] + list(also)
    return sales((n, n, MONDAY.toordinal() + day, total, -1, -1) for n, (day, total) in enumerate(rows)).receipts


def of_weeks(values: list[int], **options: object) -> Anomalies:
    """The weeks of such a shop on the evening of the last one's Sunday."""
    return anomalies(weekly(values), date.fromordinal(MONDAY.toordinal() + 7 * len(values) - 1), **options)  # type: ignore[arg-type]


@pytest.mark.proves("F68")
@pytest.mark.parametrize(("value", "z", "flag"), [(85, -3.3499, 0), (120, 3.5469, 1), (70, -7.2330, -1)])
def test_a_sum_beside_the_eight_before_it(value: int, z: float, flag: int) -> None:
    assert deviation(value, EIGHT) == pytest.approx(z, abs=5e-5)
    found = of_weeks([*EIGHT, value])
    last = found.readings[-1]
    assert (last.z, last.flag, last.baseline) == (pytest.approx(z, abs=5e-5), flag, 100.5)
    assert (last.start, last.end, last.trading_days) == (date(2024, 2, 26), date(2024, 3, 3), 1)
    assert last.ids.tolist() == [8]
    assert found.flagged == ((last,) if flag else ())
    assert [one.baseline for one in found.readings[:-1]] == [None] * 8


@pytest.mark.proves("F68")
@pytest.mark.parametrize(
    ("count", "chance", "rare"), [(11, 0.00284, False), (12, 0.000915, True), (0, 0.0183, False), (4, 0.433, False)]
)
def test_rare_counts_go_by_their_chance(count: int, chance: float, rare: bool) -> None:
    found = min(tails(count, 4.0))
    assert found == pytest.approx(chance, rel=2e-3) if count != 4 else found > 0.4
    assert (found < 1e-3) is rare


def test_counts_of_receipts_and_of_new_clients() -> None:
    rows = [(7 * week + n % 7, 100) for week in range(8) for n in range(4)] + [(56 + n % 7, 100) for n in range(12)]
    receipts = weekly([], also=rows)
    day = date.fromordinal(MONDAY.toordinal() + 62)
    for measure in ("receipts", "clients", "new_clients"):
        last = anomalies(receipts, day, measure=measure).readings[-1]
        assert (last.value, last.baseline, last.flag, last.z) == (12, 4.0, 1, None)
        assert last.chance == pytest.approx(0.000915, rel=1e-3)
        assert len(last.ids) == 12


def test_the_week_that_is_going_on_is_no_fall() -> None:
    receipts = weekly([*EIGHT, 100, 5])
    friday = date.fromordinal(MONDAY.toordinal() + 7 * 9 + 4)
    assert anomalies(receipts, friday).flagged == ()
    assert len(anomalies(receipts, friday).readings) == 9


def test_a_week_on_holiday_is_skipped() -> None:
    found = of_weeks([*EIGHT[:4], 0, *EIGHT[4:], 120])
    assert [one.value for one in found.readings] == [*EIGHT, 120]
    assert found.readings[-1].z == pytest.approx(3.5469, abs=5e-5)


def test_fewer_than_eight_before_say_nothing() -> None:
    found = of_weeks([*EIGHT[:7], 9_000])
    assert (found.flagged, found.not_enough) == ((), NotEnough("short_history", 8, 9))


def test_a_saturday_is_compared_with_saturdays() -> None:
    rows = [(7 * week, 100 + week) for week in range(9)] + [(7 * week + 5, 1_000 + week) for week in range(9)]
    receipts = weekly([], also=rows)
    assert anomalies(receipts, TODAY, period="day").flagged == ()
    quiet = weekly([], also=[*rows[:-1], (61, 100)])
    (saturday,) = anomalies(quiet, TODAY, period="day").flagged
    assert (saturday.start.weekday(), saturday.flag) == (5, -1)


@pytest.mark.proves("F68")
def test_the_limits_of_the_owner_stand_over_the_shops_own() -> None:
    found = of_weeks([100, 50, 300], lowest=60, highest=250)
    assert [(one.value, one.flag, one.by) for one in found.readings] == [
        (100, 0, "own"),
        (50, -1, "limit"),
        (300, 1, "limit"),
    ]
    assert [one.flag for one in of_weeks([60, 250], lowest=60, highest=250).readings] == [0, 0]


def test_a_week_of_refunds_alone_is_a_fall() -> None:
    receipts = weekly(EIGHT, also=[(56, 50), (57, -500)])
    last = anomalies(receipts, date.fromordinal(MONDAY.toordinal() + 62)).readings[-1]
    assert (last.value, last.flag) == (-450, -1)


@pytest.mark.parametrize(
    "wrong", [{"period": "moon"}, {"measure": "luck"}, {"lowest": 5, "highest": 4}, {"period": "year"}]
)
def test_options_that_mean_nothing(wrong: dict[str, object]) -> None:
    with pytest.raises(Invalid):
        anomalies(no_sales().receipts, TODAY, **wrong)  # type: ignore[arg-type]


@settings(max_examples=10, deadline=None)
@given(bases)
def test_any_small_base_is_watched_without_nonsense(receipts: pd.DataFrame) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for period, measure in (("week", "revenue"), ("day", "receipts"), ("month", "new_clients")):
            found = anomalies(receipts, TODAY, period=period, measure=measure)
            again = anomalies(receipts.sample(frac=1, random_state=3), TODAY, period=period, measure=measure)
            assert [one.value for one in found.readings] == [one.value for one in again.readings]
            for one in found.readings:
                assert one.end <= TODAY
                assert one.trading_days > 0
                assert one.flag == 0 or one.baseline is not None
