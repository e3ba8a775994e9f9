"""The return curve, the lost threshold and the status: the shop with every edge case, and what holds for any shop."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings

from clientcrm.domain.analytics.history import Sales, no_sales, purchase_days
from clientcrm.domain.analytics.rhythm import STATUSES, return_curve, spells, statuses
from clientcrm.domain.errors import Invalid
from tests.domain.analytics.sameness import TODAY, holds_no_nonsense, retroactive, same
from tests.domain.analytics.shops import GOLDEN_DAY, golden_shop, sales
from tests.domain.analytics.small_bases import bases, no_warning, shuffled


def test_the_return_curve_of_the_golden_shop() -> None:
    curve = return_curve(golden_shop().receipts, GOLDEN_DAY)
    assert curve.curve.times.tolist() == [14, 28, 30, 61, 70, 91]
    assert curve.curve.survival == pytest.approx([0.8, 32 / 75, 28 / 75, 0.32, 4 / 15, 16 / 75], abs=1e-9)
    assert (curve.typical, curve.curve_says, curve.lost_after, curve.source) == (28, 70, 70, "curve")
    assert (curve.n, curve.dropped, curve.curve.events, curve.history) == (24, 0, 15, 177)
    assert curve.not_enough is None
    assert (curve.gaps, curve.gap_median, curve.gap_mean) == (15, 28, 33.6)


@pytest.mark.proves("F44")
@pytest.mark.proves("N09")
def test_the_status_of_each_client_of_the_golden_shop() -> None:
    found = statuses(golden_shop().receipts, GOLDEN_DAY, lost_after=84, everyone=range(1, 15))
    assert found.clients["status"].to_dict() == dict(
        zip((1, 2, 3, 4, 5, 7, 10, 13, 14), "active lost new lost lost active active lost active".split(), strict=True)
    )
    assert found.potential.tolist() == found.ids("potential").tolist() == [6, 8, 9, 11, 12]
    assert found.flagged("regular").tolist() == [1, 14]
    assert found.counts == {"potential": 5, "lost": 4, "new": 1, "at_risk": 0, "active": 4}
    assert found.clients["personal"].loc[[5, 14, 7, 10, 2, 3, 13]].tolist() == pytest.approx(
        [56 / 3, 52, 86 / 3, 42, 28, 28, 28], abs=1e-9
    )
    assert (found.formula, found.curve.source, found.curve.curve_says) == ("figures.status.owner", "owner", 70)
    assert found.ids("lost").tolist() == [2, 4, 5, 13]


def test_c14_is_lost_in_spring_and_comes_back() -> None:
    shop = golden_shop().receipts
    spring = statuses(shop, date(2024, 4, 14), lost_after=84)
    assert spring.clients.loc[14, "status"] == "lost"
    april = statuses(shop, date(2024, 4, 20), lost_after=84)
    assert april.flagged("returned").tolist() == [14]
    assert statuses(shop, GOLDEN_DAY, lost_after=84).flagged("returned").tolist() == []


@pytest.mark.parametrize(
    ("silent", "n", "status"),
    [
        (0, 1, "new"),
        (84, 1, "new"),  # the threshold itself is not lost yet
        (85, 1, "lost"),
        (84, 4, "at_risk"),
        (85, 4, "lost"),
        (24, 4, "active"),  # gaps of 10: usual (3*10 + 2*15)/5 = 12, twice is 24
        (25, 4, "at_risk"),
        (60, 2, "at_risk"),
        (26, 2, "active"),  # usual (10 + 30)/3 = 13.33, twice is 26.67
        (27, 2, "at_risk"),
    ],
)
def test_a_status_turns_on_its_day(silent: int, n: int, status: str) -> None:
    last = GOLDEN_DAY.toordinal() - silent
    shop = sales([(number, 9, last - 10 * number, 500, -1, -1) for number in range(n)]).receipts
    curve = return_curve(shop, GOLDEN_DAY, lost_after=84, preset_typical=15)
    found = statuses(shop, GOLDEN_DAY, curve=curve)
    assert found.clients["status"].tolist() == [status]
    row = found.clients.iloc[0]
    if n > 1:  # a single purchase has no rhythm of its own to be late by
        assert (GOLDEN_DAY.toordinal() > row["late"]) == (status != "active")


def test_the_owner_wins_and_the_preset_stands_in() -> None:
    few = sales([(number, number // 2, 738_000 + 40 * number, 500, -1, -1) for number in range(8)]).receipts
    day = date.fromordinal(738_400)
    curve = return_curve(few, day)
    assert (curve.source, curve.lost_after, curve.typical, curve.curve_says) == ("preset", 90, 30, None)
    assert curve.not_enough is not None
    assert (curve.not_enough.reason, curve.not_enough.have, curve.not_enough.need) == ("few_events", 4, 10)
    assert return_curve(few, day, preset_lost=120).lost_after == 120
    assert return_curve(few, day, lost_after=50).source == "owner"
    assert statuses(few, day).formula == "figures.status.preset"


def test_a_young_shop_takes_the_preset() -> None:
    weekly = sales([(week * 9 + who, who, 738_000 + 7 * week, 500, -1, -1) for week in range(8) for who in range(9)])
    assert return_curve(weekly.receipts, date.fromordinal(738_059)).not_enough is not None
    grown = return_curve(weekly.receipts, date.fromordinal(738_060))
    assert (grown.curve_says, grown.typical) == (30, 7)  # a month at least, however fast the trade
    young = return_curve(weekly.receipts, date.fromordinal(738_059)).not_enough
    assert young is not None
    assert (young.reason, young.have, young.need) == ("short_history", 59, 60)


def test_two_receipts_of_a_day_are_one_visit_and_a_refund_is_none() -> None:
    day = TODAY.toordinal() - 50
    once = sales([(1, 9, day, 500, -1, -1), (2, 9, day, 700, -1, -1), (3, 9, day + 9, -200, -1, -1)]).receipts
    found = statuses(once, TODAY)
    assert found.clients[["n", "recency", "status"]].to_numpy().tolist() == [[1, 50, "new"]]


def test_a_visit_today_says_nothing_of_returning() -> None:
    days = purchase_days(sales([(1, 9, TODAY.toordinal(), 5, -1, -1)]).receipts, TODAY)
    assert [part.tolist() for part in spells(days, TODAY)] == [[0], [False]]
    curve = return_curve(sales([(1, 9, TODAY.toordinal(), 5, -1, -1)]).receipts, TODAY)
    assert (curve.n, curve.dropped, curve.curve.most) == (0, 1, 0)


def test_a_shop_without_sales() -> None:
    found = statuses(no_sales().receipts, TODAY, everyone=[3, 1])
    assert found.counts == {"potential": 2, "lost": 0, "new": 0, "at_risk": 0, "active": 0}
    assert (found.n, found.potential.tolist(), found.curve.lost_after) == (0, [1, 3], 90)


@pytest.mark.parametrize("option", ["lost_after", "preset_lost", "preset_typical"])
def test_a_threshold_is_a_day_at_least(option: str) -> None:
    wrong = {"lost_after": 5, "preset_lost": 5, "preset_typical": 5} | {option: 0}
    with pytest.raises(Invalid) as refused:
        return_curve(no_sales().receipts, TODAY, **wrong)
    assert refused.value.fields == {option: "too_small"}


@given(bases())
@settings(max_examples=40, deadline=None)
def test_any_shop_comes_to_a_status_for_everybody(shop: Sales) -> None:
    with no_warning():
        found = statuses(shop.receipts, TODAY, everyone=range(1, 51))
        again = statuses(shuffled(shop).receipts, TODAY, everyone=range(50, 0, -1))
    assert same(found, again)
    holds_no_nonsense(found, may_miss=("interval", "gap"))
    assert sum(found.counts.values()) == 50
    assert all(len(found.ids(status)) == found.counts[status] for status in STATUSES)
    alike = found.clients.drop_duplicates(["first", "last", "n", "gap", "net"])
    assert len(alike.drop_duplicates(["first", "last", "n", "gap", "net", "status", "personal"])) == len(alike)
    assert (found.clients.loc[found.ids("active"), "late"] >= TODAY.toordinal()).all()
    assert (found.clients.loc[found.ids("at_risk"), "late"] < TODAY.toordinal()).all()


@given(bases(most=12))
@settings(max_examples=20, deadline=None)
def test_twins_have_the_same_status(shop: Sales) -> None:
    twins = shop.receipts[shop.receipts["client"] != -1]
    moved = twins.assign(
        client=twins["client"] + 100,
        receipt=twins["receipt"] + 10_000,
        sale=np.where(twins["sale"] == -1, -1, twins["sale"] + 10_000),
    )
    both = statuses(pd.concat([twins, moved], ignore_index=True), TODAY).clients
    one, other = both[both.index < 100], both[both.index > 100]
    assert other.set_index(other.index - 100).equals(one)


def test_a_sale_taken_back_never_was() -> None:
    retroactive(lambda receipts, day: statuses(receipts, day).clients.drop(columns="net"))
    retroactive(return_curve)


def test_what_happens_tomorrow_is_not_known_today() -> None:
    later = sales([(1, 9, TODAY.toordinal(), 5, -1, -1), (2, 9, TODAY.toordinal() + 1, 5, -1, -1)]).receipts
    assert statuses(later, TODAY).clients["n"].tolist() == [1]
    assert statuses(later, TODAY + timedelta(days=1)).clients["n"].tolist() == [2]
