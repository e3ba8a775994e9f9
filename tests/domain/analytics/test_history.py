"""Receipts in force, purchase days and what they come to, on the shop with every edge case."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from clientcrm.domain.analytics.history import gaps_of, histories, in_force, net, no_sales, purchase_days
from tests.domain.analytics.shops import GOLDEN_DAY, golden_shop, sales

DAY = date(2024, 3, 1)
TODAY = DAY.toordinal()


def test_the_golden_shop_comes_to_its_sums() -> None:
    receipts = golden_shop().receipts
    known = receipts[receipts["day"] <= GOLDEN_DAY.toordinal()]
    assert known["total"].sum() == 10_999_000
    assert known.loc[known["total"] > 0, "total"].sum() == 11_548_000
    assert net(receipts, GOLDEN_DAY).sum() == 10_849_000
    days = purchase_days(receipts, GOLDEN_DAY)
    assert len(days) == 24
    assert sorted(set(days["client"])) == [1, 2, 3, 4, 5, 7, 10, 13, 14]
    sold = in_force(receipts, GOLDEN_DAY)
    assert sold.loc[sold["eff"] > 0, "eff"].agg(["sum", "count", "median"]).tolist() == [11_049_000, 26, 175_000]


@pytest.mark.parametrize(
    ("client", "first", "last", "n", "recency", "gap", "money"),
    [
        (1, "2024-01-10", "2024-06-26", 7, 4, 28, 1_050_000),
        (2, "2024-03-15", "2024-03-15", 1, 107, None, 6_000_000),
        (3, "2024-06-25", "2024-06-25", 1, 5, None, 200_000),
        (4, "2024-02-01", "2024-02-29", 2, 122, 28, 399_000),
        (5, "2024-01-05", "2024-03-01", 5, 121, 14, 1_200_000),
        (7, "2024-05-05", "2024-06-04", 2, 26, 30, 300_000),
        (10, "2024-04-08", "2024-06-17", 2, 13, 70, 800_000),
        (13, "2024-03-20", "2024-03-20", 1, 102, None, 150_000),
        (14, "2024-01-20", "2024-06-20", 3, 10, 76, 750_000),
    ],
)
def test_each_client_of_the_golden_shop(
    client: int, first: str, last: str, n: int, recency: int, gap: float | None, money: int
) -> None:
    row = histories(golden_shop().receipts, GOLDEN_DAY).loc[client]
    assert [row["first"], row["last"]] == [date.fromisoformat(day).toordinal() for day in (first, last)]
    assert [row["n"], row["recency"], row["net"]] == [n, recency, money]
    assert row["gap"] == gap if gap is not None else row["gap"] != row["gap"]


def test_its_gaps() -> None:
    gaps = gaps_of(purchase_days(golden_shop().receipts, GOLDEN_DAY))["gap"]
    assert (len(gaps), gaps.median(), gaps.mean()) == (15, 28, 33.6)


def test_a_refund_voids_its_sale_from_the_day_it_is_known() -> None:
    shop = sales([(1, 9, TODAY, 500, -1, -1), (2, 9, TODAY + 7, -500, 1, -1)]).receipts
    assert len(purchase_days(shop, DAY)) == 1
    assert len(purchase_days(shop, DAY + timedelta(days=7))) == 0


def test_an_unlinked_refund_takes_from_the_sum_alone() -> None:
    shop = sales([(1, 9, TODAY, 500, -1, -1), (2, 9, TODAY, -800, -1, -1), (3, 9, TODAY, -10, 77, -1)]).receipts
    assert histories(shop, DAY)[["n", "net"]].to_numpy().tolist() == [[1, -310]]


def test_a_shop_without_sales() -> None:
    empty = no_sales().receipts
    assert len(histories(empty, DAY)) == len(purchase_days(empty, DAY)) == len(in_force(empty, DAY)) == 0
    assert list(histories(empty, DAY).columns) == ["first", "last", "n", "recency", "net", "interval", "gap"]
