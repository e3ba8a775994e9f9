"""The average receipt: one population for the mean and the median, exact to the minor unit, by period and by group."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientcrm.domain.analytics.averages import average_check, by_class, by_employee, by_product, to_minor
from clientcrm.domain.analytics.history import NOBODY, Sales, in_force, no_sales
from clientcrm.domain.errors import Invalid
from tests.domain.analytics.sameness import TODAY, holds_no_nonsense, retroactive, same
from tests.domain.analytics.shops import GOLDEN_DAY, PRODUCTS, golden_shop, sales
from tests.domain.analytics.small_bases import bases, no_warning, shuffled


@pytest.mark.proves("F64")
def test_the_average_receipt_of_the_golden_shop() -> None:
    check = average_check(golden_shop().receipts, GOLDEN_DAY)
    assert (check.total, check.n, check.median) == (11_049_000, 26, 175_000)
    assert check.mean is not None
    assert check.mean * 26 == pytest.approx(Decimal(11_049_000), rel=Decimal("1e-20"))
    assert to_minor(check.mean) == 424_962
    assert check.outliers.tolist() == [13]  # the wholesale order of c02
    assert check.mean_without == Decimal(11_049_000 - 6_000_000) / 25
    june = average_check(golden_shop().receipts, GOLDEN_DAY, since=date(2024, 6, 1))
    assert (june.total, june.n, june.mean and to_minor(june.mean)) == (1_400_000, 6, 233_333)


def test_its_trend_by_month() -> None:
    trend = average_check(golden_shop().receipts, GOLDEN_DAY).trend
    assert [date.fromordinal(day).month for day in trend.index] == [1, 2, 3, 4, 5, 6]
    assert trend["n"].tolist() == [4, 6, 4, 3, 3, 6]
    assert trend["mean"].tolist() == [187_500, 158_167, 1_687_500, 250_000, 150_000, 233_333]
    assert trend["median"].tolist() == [200_000, 150_000, 300_000, 200_000, 150_000, 175_000]
    assert trend["change"].isna().tolist() == [True] + [False] * 5
    assert trend["change"].iloc[5] == pytest.approx(233_333 / 150_000 - 1)
    assert not trend["incomplete"].any()  # as_of is the last day of June
    earlier = average_check(golden_shop().receipts, date(2024, 6, 29)).trend
    assert earlier["incomplete"].tolist() == [False] * 5 + [True]


def test_a_month_without_receipts_is_no_month_of_nothing() -> None:
    shop = sales([(1, 9, date(2024, 1, 5).toordinal(), 101, -1, -1), (2, 9, date(2024, 3, 5).toordinal(), 202, -1, -1)])
    trend = average_check(shop.receipts, date(2024, 3, 31)).trend
    assert trend["n"].tolist() == [1, 0, 1]
    assert trend["mean"].isna().tolist() == trend["median"].isna().tolist() == [False, True, False]
    assert trend["change"].iloc[2] == 1.0  # against January, the last month that says anything


def test_by_product_class_and_employee() -> None:
    shop = golden_shop()
    goods = average_check(shop.receipts, GOLDEN_DAY, groups=by_product(shop, GOLDEN_DAY)).groups
    assert goods.loc[PRODUCTS["COLOR"], ["n", "total", "mean", "median"]].tolist() == [4, 7_200_000, 1_800_000, 400_000]
    assert goods.loc[PRODUCTS["MASK"], "n"] == 2  # the third one came back
    assert PRODUCTS["CONS"] not in goods.index
    classes = pd.Series({1: "X", 2: "Z", 5: "X"})
    by_xyz = average_check(shop.receipts, GOLDEN_DAY, groups=by_class(shop.receipts, classes)).groups
    assert by_xyz["n"].to_dict() == {"Z": 1, "X": 12}
    assert by_xyz["total"].tolist() == [6_000_000, 2_250_000]
    served = sales([(1, 9, 738_900, 300, -1, 4), (2, 9, 738_900, 500, -1, 4), (3, 9, 738_900, 100, -1, 5)]).receipts
    found = average_check(served, GOLDEN_DAY, groups=by_employee(served)).groups
    assert found["mean"].to_dict() == {4: 400, 5: 100}


@pytest.mark.proves("N13")
def test_which_receipts_a_number_counts() -> None:
    shop = golden_shop()
    found = average_check(shop.receipts, GOLDEN_DAY, groups=by_product(shop, GOLDEN_DAY))
    june, color = date(2024, 6, 1).toordinal(), PRODUCTS["COLOR"]
    assert found.ids(period=june).tolist() == [27, 29, 30, 31, 32, 33]
    assert found.ids(group=color).tolist() == [11, 13, 18, 30]
    assert found.ids(period=june, group=color).tolist() == [30]
    assert len(found.ids()) == 26
    assert [len(found.ids(period=start)) for start in found.trend.index] == found.trend["n"].tolist()


@pytest.mark.parametrize(
    ("totals", "mean", "median"),
    [([100], 100, 100), ([100, 101], 101, 101), ([1, 1, 2], 1, 1), ([1, 2, 2], 2, 2), ([3, 5, 9, 100], 29, 7)],
)
def test_halves_are_rounded_up(totals: list[int], mean: int, median: int) -> None:
    shop = sales([(number, NOBODY, 738_900, total, -1, -1) for number, total in enumerate(totals)]).receipts
    check = average_check(shop, GOLDEN_DAY)
    assert check.mean is not None
    assert check.median is not None
    assert (to_minor(check.mean), to_minor(check.median)) == (mean, median)
    row = average_check(shop, GOLDEN_DAY, since=date.fromordinal(738_900), period="year").trend.iloc[-1]
    assert (row["mean"], row["median"]) == (mean, median)


def test_a_shop_without_receipts_has_no_average() -> None:
    check = average_check(no_sales().receipts, TODAY)
    assert (check.n, check.total, check.mean, check.median, check.mean_without) == (0, 0, None, None, None)
    assert check.not_enough is not None
    assert check.not_enough.reason == "no_receipts"
    assert len(check.trend) == len(check.groups) == 0


def test_options_that_cannot_be() -> None:
    for wrong, field in (({"since": date(2025, 1, 1)}, "since"), ({"period": "decade"}, "period")):
        with pytest.raises(Invalid) as refused:
            average_check(golden_shop().receipts, GOLDEN_DAY, **wrong)  # type: ignore[arg-type]
        assert list(refused.value.fields) == [field]


@given(bases(), st.sampled_from(["week", "month", "quarter", "year"]))
@settings(max_examples=15, deadline=None)
def test_any_shop_adds_up(shop: Sales, period: str) -> None:
    with no_warning():
        check = average_check(shop.receipts, TODAY, period=period, groups=by_employee(shop.receipts))
        mixed = shuffled(shop)
        again = average_check(mixed.receipts, TODAY, period=period, groups=by_employee(mixed.receipts))
    assert same(check, again)
    holds_no_nonsense(check)
    assert check.trend["total"].sum() == check.groups["total"].sum() == check.total
    assert check.trend["n"].sum() == check.groups["n"].sum() == check.n == len(check.behind)
    sold = in_force(shop.receipts, TODAY)["eff"]
    assert check.total == sold[sold > 0].sum()


def test_a_sale_taken_back_never_was() -> None:
    retroactive(average_check)
