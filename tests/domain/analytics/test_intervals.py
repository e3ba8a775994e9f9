"""The own interval of each client, how it changes, and the list of those who pay much but come seldom."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings

from clientcrm.domain.analytics.history import Sales, no_sales
from clientcrm.domain.analytics.intervals import intervals, rich_and_rare
from clientcrm.domain.errors import Invalid
from tests.domain.analytics.sameness import TODAY, holds_no_nonsense, retroactive, same
from tests.domain.analytics.shops import GOLDEN_DAY, golden_shop, sales
from tests.domain.analytics.small_bases import bases, no_warning, shuffled


@pytest.mark.proves("F49")
def test_the_intervals_of_the_golden_shop() -> None:
    found = intervals(golden_shop().receipts, GOLDEN_DAY)
    assert found.clients["gap"].to_dict() == {1: 28, 4: 28, 5: 14, 7: 30, 10: 70, 14: 76}
    assert found.clients["check"].to_dict() == {
        1: 150_000,
        4: 133_000,
        5: 240_000,
        7: 150_000,
        10: 400_000,
        14: 250_000,
    }
    assert found.clients["trend"].dropna().to_dict() == {1: "steady", 5: "steady"}
    assert (found.n, found.median) == (6, 29)


@pytest.mark.parametrize(
    ("gaps", "trend"),
    [
        ([10, 10, 10], None),  # too few to tell
        ([10, 10, 10, 10], "steady"),
        ([10, 10, 12, 13], "steady"),  # exactly a quarter more: 12.5 to 10
        ([10, 10, 12, 14], "slower"),
        ([10, 10, 8, 8], "steady"),
        ([10, 10, 8, 7], "faster"),
        ([20, 20, 99, 10, 10], "faster"),  # the one in the middle is in neither half
    ],
)
def test_a_trend_is_a_fifth_of_the_way(gaps: list[int], trend: str | None) -> None:
    days = TODAY.toordinal() - np.cumsum([0, *gaps[::-1]])
    shop = sales([(number, 9, int(day), 500, -1, -1) for number, day in enumerate(days)]).receipts
    found = intervals(shop, TODAY).clients["trend"]
    assert (None if found.isna().all() else found.loc[9]) == trend


@pytest.mark.proves("F49")
def test_who_pays_much_but_could_come_more_often() -> None:
    found = rich_and_rare(golden_shop().receipts, GOLDEN_DAY)
    assert found.clients.index.tolist() == [10]  # 4 000 at a time every 70 days, where 28 are usual
    assert found.clients.loc[10, "gain"] == round(400_000 * 365 / 28 - 400_000 * 365 / 42)
    assert (found.n, found.limit, found.typical) == (4, 400_000, 28)  # c04 and c05 are lost, and for another list
    half = rich_and_rare(golden_shop().receipts, GOLDEN_DAY, share=50)
    assert half.clients.index.tolist() == [10, 14]


def test_equal_receipts_share_their_place() -> None:
    start = date(2024, 1, 1).toordinal()
    rows = [(10 * who + visit, who, start + 60 * visit, 500, -1, -1) for who in range(1, 5) for visit in range(3)]
    found = rich_and_rare(sales(rows).receipts, date.fromordinal(start + 121))
    assert found.clients.index.tolist() == [1, 2, 3, 4]  # the shop's usual interval is the preset's
    assert found.clients["gain"].nunique() == 1


def test_a_shop_without_sales_and_a_share_that_cannot_be() -> None:
    empty = no_sales().receipts
    assert (intervals(empty, TODAY).median, len(intervals(empty, TODAY).clients)) == (None, 0)
    assert (rich_and_rare(empty, TODAY).limit, len(rich_and_rare(empty, TODAY).clients)) == (None, 0)
    for share in (0, 101):
        with pytest.raises(Invalid) as refused:
            rich_and_rare(empty, TODAY, share=share)
        assert refused.value.fields == {"share": "out_of_range"}


@given(bases())
@settings(max_examples=12, deadline=None)
def test_any_shop(shop: Sales) -> None:
    with no_warning():
        found = rich_and_rare(shop.receipts, TODAY, share=50)
        again = rich_and_rare(shuffled(shop).receipts, TODAY, share=50)
        every = intervals(shop.receipts, TODAY)
    assert same(found, again)
    holds_no_nonsense(found)
    holds_no_nonsense(every)
    assert set(found.clients.index) <= set(every.clients.index)
    assert (found.clients["gain"] >= 0).all()
    assert found.limit is None or (found.clients["check"] >= found.limit).all()


def test_a_sale_taken_back_never_was() -> None:
    retroactive(intervals)
