"""Cohorts: what has not happened yet is empty and not nothing, and a period that goes on is marked."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientcrm.domain.analytics.cohorts import cohorts
from clientcrm.domain.analytics.history import Sales, no_sales, purchase_days
from clientcrm.domain.errors import Invalid
from tests.domain.analytics.sameness import TODAY, holds_no_nonsense, retroactive, same
from tests.domain.analytics.shops import GOLDEN_DAY, golden_shop, rfm_orders, sales
from tests.domain.analytics.small_bases import bases, no_warning, shuffled

JANUARY = date(2024, 1, 1).toordinal()


def test_the_january_of_the_golden_shop() -> None:
    found = cohorts(golden_shop().receipts, GOLDEN_DAY)
    assert found.cells.loc[JANUARY, "clients"].tolist() == [3, 2, 2, 2, 1, 2]
    assert found.ids(JANUARY, 5).tolist() == [1, 14]
    assert found.ids(JANUARY, 0).tolist() == [1, 5, 14]
    assert found.cells["size"].groupby("cohort").first().tolist() == [3, 1, 2, 1, 1, 1]
    assert found.n == 9


def test_what_is_to_come_is_empty() -> None:
    table = cohorts(golden_shop().receipts, GOLDEN_DAY).table()
    assert table.shape == (6, 6)
    missing = table.isna()
    assert [int(row.sum()) for _, row in missing.iterrows()] == [0, 1, 2, 3, 4, 5]
    assert table.iloc[1].tolist()[:5] == [1, 0, 0, 0, 0]  # nobody came again: nothing, and it did happen


def test_the_last_month_is_no_fall() -> None:
    found = cohorts(golden_shop().receipts, date(2024, 6, 20))
    partial = found.cells["partial"]
    assert [(cohort, k) for cohort, k in partial.index[partial]] == [
        (date(2024, month, 1).toordinal(), 6 - month) for month in range(1, 6)
    ]
    assert not cohorts(golden_shop().receipts, GOLDEN_DAY).cells["partial"].any()


def test_a_share_is_said_of_twenty() -> None:
    twenty = [(client, client, JANUARY, 500, -1, -1) for client in range(20)]
    twenty += [(100 + client, client, JANUARY + 31, 500, -1, -1) for client in range(5)]
    share = cohorts(sales(twenty).receipts, date(2024, 2, 29)).cells["share"]
    assert share.tolist() == [1.0, 0.25]
    assert cohorts(sales(twenty[1:]).receipts, date(2024, 2, 29)).cells["share"].isna().all()


def test_by_quarter_against_counting_by_hand() -> None:
    orders = rfm_orders().receipts
    found = cohorts(orders, date(2006, 12, 31), period="quarter").table()
    stamped = orders.assign(at=[date.fromordinal(day) for day in orders["day"]])
    quarter = pd.Series([at.year * 4 + (at.month - 1) // 3 for at in stamped["at"]], index=orders.index)
    first = quarter.groupby(orders["client"]).transform("min")
    by_hand = orders["client"].groupby([first, quarter - first]).nunique().unstack()
    by_hand = by_hand.reindex(columns=found.columns)
    assert found.fillna(0).to_numpy().tolist() == by_hand.fillna(0).to_numpy().tolist()


def test_a_shop_without_sales_and_a_period_nobody_knows() -> None:
    empty = cohorts(no_sales().receipts, TODAY)
    assert (empty.n, len(empty.cells), len(empty.behind), empty.table().size) == (0, 0, 0, 0)
    with pytest.raises(Invalid):
        cohorts(golden_shop().receipts, TODAY, period="era")


@given(bases(), st.sampled_from(["week", "month", "year"]))
@settings(max_examples=12, deadline=None)
def test_any_shop(shop: Sales, period: str) -> None:
    with no_warning():
        found = cohorts(shop.receipts, TODAY, period=period)
        again = cohorts(shuffled(shop).receipts, TODAY, period=period)
    assert same(found, again)
    holds_no_nonsense(found)
    days = purchase_days(shop.receipts, TODAY)
    assert found.cells["money"].sum() == days["eff"].sum()
    begun = found.cells[found.cells.index.get_level_values("k") == 0]
    assert begun["clients"].sum() == found.n == days["client"].nunique()
    assert (begun["clients"] == begun["size"]).all()
    assert (found.cells["clients"] <= found.cells["size"]).all()
    for cohort, k in found.cells.index[:3]:
        assert len(found.ids(cohort, k)) == found.cells.loc[(cohort, k), "clients"]


def test_a_sale_taken_back_never_was() -> None:
    retroactive(cohorts)
