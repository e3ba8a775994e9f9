"""Inflow and outflow: the count balances in every period, whoever is in a cell is named, the money is all of it."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientcrm.domain.analytics.flow import EVENTS, MONEY, Flow, flow
from clientcrm.domain.analytics.history import Sales, in_force, no_sales, purchase_days
from clientcrm.domain.errors import Invalid
from tests.domain.analytics.sameness import TODAY, holds_no_nonsense, retroactive, same
from tests.domain.analytics.shops import GOLDEN_DAY, golden_shop, sales
from tests.domain.analytics.small_bases import bases, no_warning, shuffled

COLUMNS = ["opening", "new", "returned", "lost", "closing"]


def golden_flow(period: str = "month", as_of: date = GOLDEN_DAY) -> Flow:
    return flow(golden_shop().receipts, as_of, lost_after=84, period=period)


@pytest.mark.proves("F62")
def test_the_months_of_the_golden_shop() -> None:
    periods = golden_flow().periods
    assert [date.fromordinal(day) for day in periods.index] == [date(2024, month, 1) for month in range(1, 7)]
    assert periods[COLUMNS].to_numpy().tolist() == [
        [0, 3, 0, 0, 3],
        [3, 1, 0, 0, 4],
        [4, 2, 0, 0, 6],
        [6, 1, 1, 1, 7],
        [7, 1, 0, 2, 6],
        [6, 1, 0, 2, 5],
    ]
    assert periods["net"].tolist() == [3, 1, 2, 1, -1, -1]
    assert periods["churn"].isna().all()  # of seven clients two are lost, and no percentage of them
    assert not periods["incomplete"].any()


def test_its_year_and_a_week_from_monday() -> None:
    year = golden_flow("year").periods
    assert year[COLUMNS].to_numpy().tolist() == [[0, 9, 1, 5, 5]]
    assert year["incomplete"].tolist() == [True]
    weeks = golden_flow("week").periods
    monday = date(2024, 5, 20)
    assert weeks.loc[monday.toordinal(), COLUMNS].tolist() == [8, 0, 0, 2, 6]
    assert all(date.fromordinal(day).weekday() == 0 for day in weeks.index)


def test_its_money() -> None:
    periods = golden_flow().periods
    assert periods["all_money"].sum() == 11_049_000
    assert periods["new_money"].tolist() == [750_000, 399_000, 6_200_000, 400_000, 150_000, 200_000]
    assert periods["returned_money"].tolist() == [0, 0, 0, 200_000, 0, 0]
    assert periods["anonymous_money"].tolist() == [0, 0, 0, 0, 0, 150_000]


@pytest.mark.proves("N13")
def test_whom_a_cell_counts() -> None:
    found, april, may = golden_flow(), date(2024, 4, 1).toordinal(), date(2024, 5, 1).toordinal()
    assert found.ids(april, "new").tolist() == [10]
    assert found.ids(april, "returned").tolist() == found.ids(april, "lost").tolist() == [14]
    assert found.ids(april, "closing").tolist() == found.ids(may, "opening").tolist() == [1, 2, 4, 5, 10, 13, 14]
    assert found.ids(may, "lost").tolist() == [4, 5]
    assert found.ids(date(2024, 6, 1).toordinal(), "closing").tolist() == [1, 3, 7, 10, 14]


@pytest.mark.parametrize(("gap", "lost", "returned"), [(84, 0, 0), (85, 1, 1), (300, 1, 1)])
def test_the_threshold_itself_is_not_lost(gap: int, lost: int, returned: int) -> None:
    start = date(2023, 1, 1)
    shop = sales([(1, 9, start.toordinal(), 5, -1, -1), (2, 9, start.toordinal() + gap, 5, -1, -1)]).receipts
    years = flow(shop, start + timedelta(days=gap), lost_after=84, period="year").periods
    assert (years["lost"].sum(), years["returned"].sum(), years["closing"].iloc[-1]) == (lost, returned, 1)
    silent = flow(shop, start + timedelta(days=gap + 84), lost_after=84, period="year").periods
    assert silent["closing"].iloc[-1] == 1
    silent = flow(shop, start + timedelta(days=gap + 85), lost_after=84, period="year").periods
    assert silent["closing"].iloc[-1] == 0


def test_from_a_later_start_it_opens_with_those_who_were_there() -> None:
    later = flow(golden_shop().receipts, GOLDEN_DAY, lost_after=84, since=date(2024, 4, 15))
    pd.testing.assert_frame_equal(later.periods, golden_flow().periods.iloc[3:])
    assert set(later.events["period"]) == set(later.periods.index)


def test_the_present_period_is_cut_and_marked() -> None:
    middle = golden_flow(as_of=date(2024, 6, 12)).periods
    assert middle["incomplete"].tolist() == [False] * 5 + [True]
    assert middle.iloc[5][COLUMNS].tolist() == [6, 0, 0, 1, 5]


def test_a_shop_without_sales_and_options_that_cannot_be() -> None:
    empty = flow(no_sales().receipts, TODAY, lost_after=90)
    assert (empty.n, len(empty.periods), len(empty.events)) == (0, 0, 0)
    quiet = flow(no_sales().receipts, TODAY, lost_after=90, since=date(2024, 5, 5)).periods
    assert quiet[COLUMNS].to_numpy().tolist() == [[0] * 5] * 2
    assert quiet["churn"].isna().all()
    for wrong, field in (({"lost_after": 0}, "lost_after"), ({"period": "era"}, "period"), ({"since": TODAY}, "since")):
        with pytest.raises(Invalid) as refused:
            flow(golden_shop().receipts, TODAY - timedelta(days=9), **({"lost_after": 84} | wrong))  # type: ignore[arg-type]
        assert list(refused.value.fields) == [field]


@given(bases(), st.sampled_from(["week", "month", "quarter", "year"]), st.sampled_from([1, 30, 84, 400]))
@settings(max_examples=12, deadline=None)
def test_any_shop_balances(shop: Sales, period: str, lost_after: int) -> None:
    with no_warning():
        found = flow(shop.receipts, TODAY, lost_after=lost_after, period=period)
        again = flow(shuffled(shop).receipts, TODAY, lost_after=lost_after, period=period)
    assert same(found, again)
    holds_no_nonsense(found)
    periods = found.periods
    assert (periods["closing"] == periods["opening"] + periods["new"] + periods["returned"] - periods["lost"]).all()
    assert periods["opening"].tolist()[1:] == periods["closing"].tolist()[:-1]
    assert periods["new"].sum() == found.n
    days = purchase_days(shop.receipts, TODAY)
    last = days.groupby("client")["day"].max()
    there = last.index[TODAY.toordinal() - last <= lost_after].tolist()
    if len(periods):
        assert found.ids(periods.index[-1], "closing").tolist() == there
        assert periods["closing"].iloc[-1] == len(there)
        middle = periods.index[len(periods) // 2]
        for what in (*EVENTS, "opening", "closing"):
            assert len(found.ids(middle, what)) == periods.loc[middle, what]
    sold = in_force(shop.receipts, TODAY)
    assert (periods[list(MONEY)].sum(axis=1) == periods["all_money"]).all()
    if len(periods):
        assert periods["all_money"].sum() == sold.loc[sold["day"] >= periods.index[0], "eff"].sum()


def test_a_sale_taken_back_never_was() -> None:
    retroactive(lambda receipts, day: flow(receipts, day, lost_after=30, period="week"))


@pytest.mark.parametrize(("clients", "churn"), [(19, None), (20, 0.25), (24, 0.25)])
def test_a_share_of_the_lost_is_said_of_twenty(clients: int, churn: float | None) -> None:
    """A quarter of them comes on the tenth of January alone, the others in March as well."""
    first, later = date(2024, 1, 10).toordinal(), date(2024, 3, 10).toordinal()
    rows = [(client, client, first, 5, -1, -1) for client in range(clients)]
    rows += [(100 + client, client, later, 5, -1, -1) for client in range(clients) if client % 4]
    april = flow(sales(rows).receipts, date(2024, 4, 30), lost_after=60).periods.iloc[2]
    assert (april["opening"], april["lost"]) == (clients, -(-clients // 4))
    assert (None if pd.isna(april["churn"]) else april["churn"]) == churn
