"""Clients by money and regularity: the golden shop, the published limits, ties, refunds, small bases, odd options."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientcrm.domain.analytics.abc_xyz import ADVICE, abc_xyz, classes_alone, frequency_classes
from clientcrm.domain.analytics.classes import ClassLimits, abc_classes, variation_classes
from clientcrm.domain.analytics.figure import NotEnough
from clientcrm.domain.analytics.history import Sales, histories, no_sales, purchase_days
from clientcrm.domain.errors import Invalid
from tests.domain.analytics.shops import GOLDEN_DAY, golden_shop, sales
from tests.domain.analytics.small_bases import DAY, assert_finite, bases, no_warning, shuffled


@pytest.mark.proves("F37")
@pytest.mark.proves("F38")
@pytest.mark.parametrize(
    ("client", "money", "classes", "kept", "periods", "is_new"),
    [
        (1, 1_050_000, "AX", 6, 6, False),
        (2, 6_000_000, "AZ", 1, 4, False),  # the one that crosses 80 % is A
        (3, 200_000, "CZ", 1, 1, True),
        (4, 399_000, "BY", 1, 5, False),
        (5, 1_200_000, "AX", 3, 6, False),
        (7, 300_000, "BY", 2, 2, False),
        (10, 800_000, "AY", 2, 3, False),
        (13, 150_000, "CZ", 1, 4, False),
        (14, 750_000, "BX", 3, 6, False),
    ],
)
def test_the_golden_shop(client: int, money: int, classes: str, kept: int, periods: int, is_new: bool) -> None:
    row = abc_xyz(golden_shop().receipts, GOLDEN_DAY, limits=ClassLimits(lost_after=84)).clients.loc[client]
    assert [row["money"], row["abc"] + row["xyz"], row["kept"], row["periods"]] == [money, classes, kept, periods]
    assert bool(row["is_new"]) is is_new


@pytest.mark.proves("F37")
@pytest.mark.parametrize(
    ("money", "classes"),
    [
        ([], ""),
        ([7], "A"),  # a base of one client
        ([0], "C"),
        ([-5, 0], "CC"),
        ([80, 15, 5], "ABC"),
        ([79, 16, 5], "AAC"),  # above 16 lies 79: under 80
        ([80, 14, 6], "ABB"),
        ([10] * 10, "A" * 10),  # ties share, all of them
        ([100, -50, 1], "ACC"),  # a debt takes nothing from the total
        ([2**62 // 50, 2**62 // 250, 1], "ABC"),
    ],
)
def test_classes_by_money(money: list[int], classes: str) -> None:
    assert "".join(abc_classes(np.array(money, dtype=np.int64))) == classes


@settings(max_examples=60)
@given(st.lists(st.integers(-1_000, 100_000), max_size=40))
def test_classes_by_money_are_those_of_the_definition(money: list[int]) -> None:
    total = sum(each for each in money if each > 0)
    expected = []
    for each in money:
        above = sum(other for other in money if other > each)
        share = Fraction(above, total) if each > 0 else Fraction(1)
        expected.append("A" if share < Fraction(80, 100) else "B" if share < Fraction(95, 100) else "C")
    assert abc_classes(np.array(money, dtype=np.int64)).tolist() == expected


@pytest.mark.proves("F38")
@pytest.mark.parametrize(
    ("purchases", "kept", "periods", "kind"),
    [(0, 0, 3, "Z"), (1, 1, 1, "Z"), (2, 2, 2, "Y"), (3, 1, 2, "X"), (3, 1, 3, "Y"), (9, 4, 8, "X"), (9, 4, 9, "Y")],
)
def test_classes_by_frequency(purchases: int, kept: int, periods: int, kind: str) -> None:
    found = frequency_classes(np.array([purchases]), np.array([kept]), np.array([periods]))
    assert found.tolist() == [kind]


@pytest.mark.parametrize(
    ("amounts", "kind", "variation"),
    [
        ([100] * 6, "X", 0.0),
        ([90, 110] * 3, "X", 0.1),  # exactly 10 % is still X
        ([89, 111] * 3, "Y", 0.11),
        ([75, 125] * 3, "Y", 0.25),
        ([74, 126] * 3, "Z", 0.26),
        ([100] * 5, "none", -1.0),
        ([0, 0, 0, 0, 0, -7], "Z", -1.0),
        ([9 * 10**14, 11 * 10**14] * 3, "X", 0.1),  # squares beyond 64 bits
    ],
)
def test_classes_by_variation(amounts: list[int], kind: str, variation: float) -> None:
    """Population deviation over the mean, exact at the limits."""
    values = np.array(amounts, dtype=np.int64)
    with no_warning():
        kinds, shown = variation_classes(values, np.zeros(len(values), dtype=np.int64), np.array([len(values)]))
    assert kinds.tolist() == [kind]
    assert shown.tolist() == pytest.approx([variation], rel=1e-12)


@pytest.mark.proves("F39")
def test_nine_cells_with_advice_their_clients_and_shares_that_add_up() -> None:
    figure = abc_xyz(golden_shop().receipts, GOLDEN_DAY)
    assert [a + x for a, x in figure.cells.index] == list(ADVICE)
    assert figure.cells["clients"].tolist() == [2, 1, 1, 1, 2, 0, 0, 0, 2]
    assert figure.cells["money"].sum() == 10_849_000
    assert figure.cells[["share_of_clients", "share_of_money"]].sum().tolist() == pytest.approx([1, 1], rel=1e-12)
    assert figure.cells.loc[("A", "X"), "advice"] == "keep"
    assert figure.ids("A", "X").tolist() == [1, 5]
    assert figure.ids("B", "Z").tolist() == []


@pytest.mark.proves("F39")
def test_effort_is_set_beside_the_money() -> None:
    figure = abc_xyz(golden_shop().receipts, GOLDEN_DAY)
    cells = figure.beside(pd.Series({1: 3, 3: 7, 8: 100}))  # 8 has never bought
    assert cells.loc[("A", "X"), ["effort", "share_of_effort"]].tolist() == [3, 0.3]
    assert cells.loc[("C", "Z"), ["effort", "share_of_effort"]].tolist() == [7, 0.7]


def test_toy_gross_money_in_class_a_who_brought_everything_back_is_c() -> None:
    day = DAY.toordinal()
    rows = [(i, i, day - i, 1_000, -1, -1) for i in range(1, 10)]
    shop = sales([*rows, (60, 60, day - 325, 7_718_360, -1, -1), (61, 60, day - 325, -7_718_360, -1, -1)]).receipts
    assert abc_xyz(shop, DAY).clients.loc[60, "abc"] == "C"
    assert abc_xyz(shop, DAY, basis="gross").clients.loc[60, "abc"] == "A"


def test_toy_walk_in_money_without_a_client_is_nobodys() -> None:
    day = DAY.toordinal()
    shop = sales([(1, -1, day, 9_000_000, -1, -1), (2, 1, day, 100, -1, -1)]).receipts
    assert abc_xyz(shop, DAY).clients["money"].to_dict() == {1: 100}


@pytest.mark.proves("F37")
def test_classes_by_a_given_profit() -> None:
    profit = pd.Series({1: 10, 2: -5, 3: 900, 4: 50})
    figure = abc_xyz(golden_shop().receipts, GOLDEN_DAY, basis=profit)
    assert figure.formula == "figures.abc-xyz.given"
    assert figure.clients["abc"].to_dict() == {
        3: "A",
        4: "B",
        1: "C",
        2: "C",
        5: "C",
        7: "C",
        10: "C",
        13: "C",
        14: "C",
    }


def test_a_window_looks_at_its_days_alone() -> None:
    day = DAY.toordinal()
    rows = [(n, 1, day - back, 100, -1, -1) for n, back in enumerate((300, 200, 80, 60, 5), 1)]
    row = abc_xyz(sales([*rows, (9, 2, day - 300, 100, -1, -1)]).receipts, DAY, window=91).clients
    assert row.loc[1, ["money", "purchases", "kept", "periods"]].tolist() == [300, 3, 3, 3]
    assert row.loc[2, ["money", "purchases", "kept", "abc", "xyz"]].tolist() == [0, 0, 0, "C", "Z"]


@pytest.mark.parametrize(("period", "kept", "periods"), [("week", 7, 25), ("month", 6, 6), ("quarter", 2, 2)])
def test_the_period_may_be_another(period: str, kept: int, periods: int) -> None:
    row = abc_xyz(golden_shop().receipts, GOLDEN_DAY, period=period).clients.loc[1]
    assert [row["kept"], row["periods"]] == [kept, periods]


def wholesale(months: int) -> Sales:
    """One client who takes the same each month, one who takes now and then, up to the middle of June 2024."""
    rows = []
    for back in range(months):
        day = date(2024 - (back > 5), (5 - back) % 12 + 1, 3).toordinal()
        rows.append((2 * back + 1, 1, day, 50_000 + 4_000 * (back % 2), -1, -1))
        rows.append((2 * back + 2, 2, day, 1_000 + 90_000 * (back % 3 == 0), -1, -1))
    return sales(rows)


def test_by_variation_only_complete_months_count() -> None:
    figure = abc_xyz(wholesale(9).receipts, date(2024, 6, 14), mode="variation")
    assert figure.clients["xyz"].to_dict() == {1: "X", 2: "Z"}
    assert figure.formula == "figures.abc-xyz.variation"
    assert figure.not_enough is None


def test_by_variation_six_periods_are_the_least() -> None:
    figure = abc_xyz(wholesale(6).receipts, date(2024, 6, 14), mode="variation")
    assert figure.not_enough == NotEnough("short_history", 5, 6)
    assert set(figure.clients["xyz"]) == {"none"}
    assert figure.cells["clients"].sum() + len(figure.ids("A", "none")) + len(figure.ids("B", "none")) == 2
    assert abc_xyz(wholesale(6).receipts, date(2024, 6, 30), mode="variation").not_enough is None


@pytest.mark.parametrize(
    ("options", "refused"),
    [
        ({"basis": "luck"}, {"basis": "unknown"}),
        ({"mode": "luck"}, {"mode": "unknown"}),
        ({"period": "year2"}, {"period": "unknown"}),
        ({"window": 0}, {"window": "too_small"}),
        ({"limits": ClassLimits(shares=(95, 80))}, {"shares": "not_rising"}),
        ({"mode": "variation", "limits": ClassLimits(variation=(25, 25))}, {"limits": "not_rising"}),
    ],
)
def test_options_that_make_no_sense_are_refused(options: dict[str, object], refused: dict[str, str]) -> None:
    with pytest.raises(Invalid) as caught:
        abc_xyz(no_sales().receipts, DAY, **options)  # type: ignore[arg-type]
    assert caught.value.fields == refused


@settings(max_examples=8)
@given(bases())
def test_any_small_base(shop: Sales) -> None:
    found = histories(shop.receipts, DAY)
    with no_warning():
        for options in ({}, {"mode": "variation"}, {"window": 90, "period": "week"}, {"basis": "gross"}):
            figure = abc_xyz(shop.receipts, DAY, found=found, **options)  # type: ignore[arg-type]
            assert_finite(figure.clients)
            shares = ("share_of_clients", "share_of_money")
            assert_finite(figure.cells, shares)
            assert figure.cells["share_of_clients"].notna().all() == (figure.n >= 5)  # of fewer a list says more
            without = sum(len(figure.ids(a, "none")) for a in "ABC")
            assert figure.cells["clients"].sum() + without == figure.n == len(found)
            assert (figure.clients["kept"] <= figure.clients["periods"]).all()
        assert figure.clients.equals(abc_xyz(shuffled(shop).receipts, DAY, basis="gross").clients)
    alike = abc_xyz(shop.receipts, DAY, found=found).clients
    assert (alike.groupby("money")["abc"].nunique() == 1).all()
    assert classes_alone(found, purchase_days(shop.receipts, DAY), DAY).equals(alike[["abc", "xyz"]])
