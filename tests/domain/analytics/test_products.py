"""Goods by money and evenness, what was taken back, discounts and costs; idle goods and whom to offer them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientcrm.domain.analytics.figure import NotEnough
from clientcrm.domain.analytics.history import Sales, no_sales
from clientcrm.domain.analytics.idle import idle, low
from clientcrm.domain.analytics.products import ADVICE, products, sold_goods
from clientcrm.domain.analytics.stats import wilson
from clientcrm.domain.errors import Invalid
from tests.domain.analytics.shops import GOLDEN, GOLDEN_DAY, PRODUCTS, golden_shop, sales
from tests.domain.analytics.small_bases import DAY, assert_finite, bases, no_warning, shuffled

TODAY = DAY.toordinal()
HAIR, COLOR, NAIL, MASK, CONS = range(1, 6)


def costs() -> pd.Series[int]:
    """What a unit of each product of the golden shop costs."""
    frame = pd.read_csv(GOLDEN / "product_cost.csv")
    return pd.Series(frame["unit_cost_minor"].to_numpy(), index=frame["product"].map(PRODUCTS))


@pytest.mark.proves("F65")
@pytest.mark.parametrize(
    ("product", "revenue", "quantity", "receipts", "clients", "profit", "abc"),
    [
        (HAIR, 1_950_000, 13, 13, 4, 1_430_000, "A"),  # the anonymous sale is a receipt of nobody's
        (COLOR, 7_100_000, 18, 4, 3, 4_400_000, "A"),  # one was taken back, with its cost
        (NAIL, 1_800_000, 9, 9, 4, 1_260_000, "B"),
        (MASK, 199_000, 2, 2, 2, 139_000, "C"),
        (CONS, 0, 2, 0, 0, 0, "C"),  # given away: nobody bought it
    ],
)
def test_the_golden_shop(
    product: int, revenue: int, quantity: int, receipts: int, clients: int, profit: int, abc: str
) -> None:
    row = products(golden_shop(), GOLDEN_DAY, costs=costs()).products.loc[product]
    assert [row["revenue"], row["quantity"], row["receipts"]] == [revenue, quantity * 1_000, receipts]
    assert [row["clients"], row["profit"], row["abc"]] == [clients, profit, abc]


@pytest.mark.proves("F65")
def test_products_and_what_has_no_product_come_to_the_net_revenue() -> None:
    figure = products(golden_shop(), GOLDEN_DAY)
    assert figure.unassigned == -50_000  # a refund of a sum alone
    assert figure.products["revenue"].sum() + figure.unassigned == 10_999_000
    assert figure.products["share"].sum() == pytest.approx(1, rel=1e-12)


@pytest.mark.proves("F37")
def test_classes_by_profit_leave_out_what_has_no_known_cost() -> None:
    known = costs().drop(NAIL)
    figure = products(golden_shop(), GOLDEN_DAY, basis="profit", costs=known)
    assert figure.products["abc"].to_dict() == {HAIR: "A", COLOR: "A", NAIL: "none", MASK: "C", CONS: "C"}
    assert figure.formula == "figures.products.profit"
    assert figure.ids("none", "Z").tolist() == [NAIL]


def test_a_refund_is_taken_from_the_period_of_its_sale_and_a_discount_from_money_alone() -> None:
    shop = sales(
        [(1, 1, TODAY - 60, 900, -1, -1), (2, 1, TODAY, -500, 1, -1), (3, 1, TODAY, -70, -1, -1)],
        [(1, 8, 2_000, 1_000), (1, 8, 1_000, -100), (2, 8, 1_000, -500), (3, 8, 1_000, -70)],
    )
    goods = sold_goods(shop, DAY, pd.Series({8: 30}))
    assert goods[["receipt", "eff", "quantity", "cost"]].to_numpy().tolist() == [
        [1, 400, 1_000, 30],
        [3, -70, -1_000, -30],
    ]
    before = sold_goods(shop, DAY - timedelta(days=1))
    assert before[["receipt", "eff", "quantity", "cost"]].to_numpy().tolist() == [[1, 900, 2_000, 0]]


def test_cost_of_a_part_of_a_unit_is_rounded_half_up() -> None:
    shop = sales([(1, 1, TODAY, 500, -1, -1)], [(1, 8, 250, 250), (1, 9, 251, 250)])
    assert sold_goods(shop, DAY, pd.Series({8: 10, 9: 10}))["cost"].tolist() == [3, 3]


def monthly(amounts: dict[int, list[int]]) -> Sales:
    """Each product once a month up to June 2024, the last amount in June."""
    receipts, lines = [], []
    for product, sums in amounts.items():
        for back, total in enumerate(reversed(sums)):
            month = 6 - back
            day = date(2024 - (month < 1), (month - 1) % 12 + 1, 10).toordinal()
            number = len(receipts) + 1
            receipts.append((number, product, day, total, -1, -1))
            lines.append((number, product, 1_000, total))
    return sales(receipts, lines)


@pytest.mark.proves("F38")
@pytest.mark.proves("F39")
def test_evenness_is_the_variation_of_complete_months() -> None:
    even, seasonal, wild, young = [100, 110] * 4, [100, 140] * 4, [10, 900] * 4, [100] * 5
    shop = monthly({1: even, 2: seasonal, 3: wild, 4: young})
    figure = products(shop, date(2024, 6, 30))
    assert figure.products["xyz"].to_dict() == {1: "X", 2: "Y", 3: "Z", 4: "none"}
    assert figure.products["variation"].tolist() == pytest.approx([10 / 210, 40 / 240, 890 / 910, -1], rel=1e-12)
    assert figure.not_enough is None
    assert [a + x for a, x in figure.cells.index] == list(ADVICE)
    assert figure.cells["products"].sum() == 3
    middle = products(monthly({1: [100] * 6 + [999]}), date(2024, 6, 12))  # June is not over: it does not count
    assert middle.products["xyz"].tolist() == ["X"]


def test_a_month_without_a_sale_counts_as_nothing() -> None:
    assert products(monthly({1: [100, 0, 0, 0, 0, 0, 0, 100]}), GOLDEN_DAY).products["xyz"].tolist() == ["Z"]


def test_six_periods_are_the_least() -> None:
    figure = products(monthly({1: [100] * 5}), GOLDEN_DAY)
    assert figure.not_enough == NotEnough("short_history", 5, 6)
    assert figure.products["abc"].tolist() == ["A"]
    assert products(no_sales(), DAY).not_enough == NotEnough("no_sales", 0, 1)


@pytest.mark.parametrize(
    ("options", "refused"),
    [
        ({"basis": "luck"}, {"basis": "unknown"}),
        ({"basis": "profit"}, {"costs": "missing"}),
        ({"window": 0}, {"window": "too_small"}),
        ({"period": "luck"}, {"period": "unknown"}),
    ],
)
def test_options_that_make_no_sense_are_refused(options: dict[str, Any], refused: dict[str, str]) -> None:
    with pytest.raises(Invalid) as caught:
        products(no_sales(), DAY, **options)
    assert caught.value.fields == refused


def gone_out_of_fashion() -> Sales:
    """Ten took tea and jam of old, one of them jam twice; ten others only tea, five bread; tea sells on, jam not."""
    bought = [(c, 1, 200) for c in range(1, 11)] + [(c, 2, 200) for c in range(1, 11)] + [(1, 2, 150)]
    bought += [(c, 1, 10) for c in range(11, 21)] + [(12, 1, 30)] + [(c, 3, 10) for c in range(21, 26)]
    receipts = [(n, client, TODAY - back, 500, -1, -1) for n, (client, _, back) in enumerate(bought, 1)]
    return sales(receipts, [(n, product, 1_000, 500) for n, (_, product, _) in enumerate(bought, 1)])


@pytest.mark.proves("F65")
def test_idle_goods_are_offered_to_loyal_clients_with_what_goes_with_them() -> None:
    loyal = [1, 2, 11, 12, 21]
    figure = idle(gone_out_of_fashion(), DAY, [1, 2, 3, 9], loyal)
    assert figure.products[["silent", "receipts", "revenue"]].to_numpy().tolist() == [[150, 11, 5_500], [-1, 0, 0]]
    rows = figure.candidates[["client", "reason", "because", "together", "of", "times"]].to_numpy().tolist()
    assert rows == [
        [12, "also", 1, 10, 20, 2],  # who has tea, and more often
        [11, "also", 1, 10, 20, 1],
        [1, "bought", -1, 1, 10, 2],
        [2, "bought", -1, 1, 10, 1],
    ]
    assert figure.candidates["affinity"].tolist() == pytest.approx(
        [wilson(10, 20)[0]] * 2 + [wilson(1, 10)[0]] * 2, rel=1e-12
    )
    assert figure.clients(2).tolist() == [12, 11, 1, 2]
    assert figure.clients(9).tolist() == []


@pytest.mark.proves("F65")
def test_what_was_never_sold_is_offered_to_who_buys_its_group() -> None:
    groups = pd.Series({1: 7, 9: 7, 3: 8})
    figure = idle(gone_out_of_fashion(), DAY, [9], [1, 11, 12, 21], groups=groups)
    assert figure.candidates[["client", "reason", "together", "of"]].to_numpy().tolist() == [
        [12, "group", 2, 2],
        [11, "group", 1, 1],
        [1, "group", 1, 2],
    ]


@pytest.mark.parametrize(("after", "ids"), [(149, [2]), (150, [])])
def test_idle_is_more_than_so_many_days(after: int, ids: list[int]) -> None:
    assert idle(gone_out_of_fashion(), DAY, [1, 2, 3], [], after=after).products.index.tolist() == ids


def test_a_refused_option_and_an_empty_catalogue() -> None:
    with pytest.raises(Invalid):
        idle(no_sales(), DAY, [1], [], after=0)
    assert idle(no_sales(), DAY, [], []).not_enough == NotEnough("no_products", 0, 1)


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(0, 500)), max_size=20))
def test_the_lower_ends_are_those_of_wilson(counts: list[tuple[int, int]]) -> None:
    pairs = [(min(pair), max(pair)) for pair in counts]
    expected = [wilson(k, n)[0] for k, n in pairs]
    assert low([k for k, _ in pairs], [n for _, n in pairs]).tolist() == pytest.approx(expected, rel=1e-9, abs=1e-12)


@settings(max_examples=8)
@given(bases())
def test_any_small_base(shop: Sales) -> None:
    known = shop.receipts[shop.receipts["day"] <= TODAY]
    unit = pd.Series({1: 700, 2: 4_000, 3: 0})
    with no_warning():
        figure = products(shop, DAY, costs=unit)
        assert_finite(figure.products)
        assert_finite(figure.cells, ("share_of_products", "share_of_revenue", "share_of_profit"))
        assert figure.products["revenue"].sum() + figure.unassigned == known["total"].sum()
        assert figure.products.equals(products(shuffled(shop), DAY, costs=unit).products)
        assert_finite(products(shop, DAY, basis="profit", costs=unit, window=90, period="week").products)
        clients = sorted(set(known["client"]) - {-1})
        found = idle(shop, DAY, range(1, 9), clients, groups=pd.Series({1: 1, 8: 1}), after=20)
        assert_finite(found.candidates)
        assert found.candidates["affinity"].between(0, 1).all()
        assert not found.candidates.duplicated(["product", "client"]).any()
        again = idle(shuffled(shop), DAY, range(1, 9), clients, groups=pd.Series({1: 1, 8: 1}), after=20)
        assert found.candidates.equals(again.candidates)
    assert np.isin(found.candidates["client"], clients).all()
