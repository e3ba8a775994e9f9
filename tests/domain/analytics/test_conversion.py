"""From first to second and third purchase: only who had the time is counted, a share only where it can be said."""

from __future__ import annotations

import warnings
from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings

from clientcrm.domain.analytics.conversion import conversion, first_employees, first_products
from clientcrm.domain.analytics.history import NOBODY, Sales, no_sales, purchase_days
from clientcrm.domain.errors import Invalid
from tests.domain.analytics.sameness import TODAY, holds_no_nonsense, retroactive, same
from tests.domain.analytics.shops import GOLDEN_DAY, PRODUCTS, golden_shop, sales
from tests.domain.analytics.small_bases import bases, no_warning, shuffled

START = date(2024, 1, 1).toordinal()


@pytest.mark.proves("F46")
def test_the_golden_shop_within_sixty_days() -> None:
    found = conversion(golden_shop().receipts, GOLDEN_DAY, window=60)
    assert found.clients.index[found.clients["mature"]].tolist() == [1, 2, 4, 5, 10, 13, 14]
    assert found.ids("converted").tolist() == [1, 4, 5]
    assert found.ids("leaked").tolist() == [2, 10, 13, 14]
    assert found.ids("young").tolist() == [3, 7]
    assert (found.n, found.second.k, found.second.n) == (7, 3, 7)
    assert (found.second.low, found.second.high) == pytest.approx((0.158, 0.750), abs=5e-4)
    assert (found.third.k, found.third.n) == (2, 4)  # c01 and c05 of those 120 days old


def test_few_newcomers_are_counted_and_not_shared_out() -> None:
    found = conversion(golden_shop().receipts, GOLDEN_DAY, window=60)
    assert found.second.share is None
    assert found.not_enough is not None
    assert (found.not_enough.reason, found.not_enough.have, found.not_enough.need) == ("few_mature", 7, 20)
    assert found.steps["share"].isna().all()
    assert found.cohorts["share"].isna().all()
    told = conversion(golden_shop().receipts, GOLDEN_DAY, window=60, least=5)
    assert told.second.share == pytest.approx(3 / 7)  # 42.9 %, and not the naive 6 of 9 who ever came twice
    assert told.not_enough is None


@pytest.mark.parametrize(
    ("age", "after", "mature", "converted"),
    [
        (90, 90, True, True),
        (90, 91, True, False),
        (89, 30, False, True),
        (120, 91, True, False),
        (90, None, True, False),
    ],
)
def test_the_day_of_the_window_counts(age: int, after: int | None, mature: bool, converted: bool | None) -> None:
    visits = [0] if after is None else [0, after]
    shop = sales([(number, 9, START + day, 500, -1, -1) for number, day in enumerate(visits)]).receipts
    row = conversion(shop, date.fromordinal(START + age)).clients.loc[9]
    assert (bool(row["mature"]), bool(row["converted"])) == (mature, bool(converted))


def test_by_first_product_of_the_golden_shop() -> None:
    shop = golden_shop()
    products = first_products(shop, GOLDEN_DAY)
    groups = conversion(shop.receipts, GOLDEN_DAY, window=60, groups=products).groups
    names = {code: name for name, code in PRODUCTS.items()}
    assert {names[code]: (row["converted"], row["mature"]) for code, row in groups.iterrows()} == {
        "HAIR": (2, 2),
        "MASK": (1, 2),
        "COLOR": (0, 2),
        "NAIL": (1, 3),
    }
    assert groups["p"].isna().all()
    assert not groups["differs"].any()


def _planted() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Sixty newcomers, a third from each of three sources: of A and B every second comes again, of C nobody."""
    rows, groups = [], []
    for client in range(60):
        source = "ABC"[client % 3]
        rows.append((2 * client, client, START + client % 7, 500, -1, 1 + client % 3))
        if source != "C" and client % 2:
            rows.append((2 * client + 1, client, START + 40, 500, -1, 1))
        groups.append((client, source))
    return sales(rows).receipts, pd.DataFrame(groups, columns=["client", "group"])


@pytest.mark.proves("F46")
def test_a_source_whose_people_never_return_is_found() -> None:
    receipts, groups = _planted()
    found = conversion(receipts, date.fromordinal(START + 200), groups=groups).groups
    assert found["converted"].to_dict() == {"A": 10, "B": 10, "C": 0}
    assert found["share"].tolist() == [0.5, 0.5, 0.0]
    assert found.index[found["differs"]].tolist() == ["C"]
    by_hand = conversion(receipts, date.fromordinal(START + 200), groups=first_employees(receipts, TODAY)).groups
    assert by_hand["differs"].tolist() == [False, False, True]


def test_where_they_stop_coming() -> None:
    receipts, _ = _planted()
    found = conversion(receipts, date.fromordinal(START + 200))
    assert found.steps.loc[[1, 2, 3], ["mature", "converted"]].to_numpy().tolist() == [[60, 20], [20, 0], [0, 0]]
    assert found.steps["share"].isna().tolist() == [False, False, True, True, True, True]
    january = found.cohorts.set_index("within")
    assert january["converted"].to_dict() == {30: 0, 60: 20, 90: 20}
    assert january["whole"].all()
    assert found.curve.ended_by(60) == pytest.approx(20 / 60)


@pytest.mark.proves("N13")
def test_whom_a_cell_counts() -> None:
    receipts, groups = _planted()
    found = conversion(receipts, date.fromordinal(START + 200), groups=groups)
    assert found.ids("converted", group="A").tolist() == list(range(3, 60, 6))
    assert len(found.ids("leaked", group="C")) == 20
    for step in (1, 2):
        row = found.steps.loc[step]
        assert len(found.step_ids(step, "converted")) == row["converted"]
        assert len(found.step_ids(step, "leaked")) == row["mature"] - row["converted"]
    golden = conversion(golden_shop().receipts, GOLDEN_DAY)
    for _, row in golden.cohorts.iterrows():
        cell = {"cohort": int(row["cohort"]), "within": int(row["within"])}
        assert len(golden.ids("converted", **cell)) == row["converted"]
        assert len(golden.ids("converted", **cell)) + len(golden.ids("leaked", **cell)) == row["mature"]
        assert len(golden.ids("young", **cell)) == row["clients"] - row["mature"]
    assert golden.step_ids(2, "converted").tolist() == [1, 5]


def test_the_curve_takes_in_those_who_had_little_time() -> None:
    shop = sales([(1, 1, START, 5, -1, -1), (2, 1, START + 20, 5, -1, -1), (3, 2, START + 15, 5, -1, -1)]).receipts
    found = conversion(shop, date.fromordinal(START + 22))
    assert (found.n, found.curve.at_risk.tolist(), found.curve.ended_by(20)) == (0, [1], 1.0)


def test_a_shop_without_sales_and_options_that_cannot_be() -> None:
    empty = no_sales()
    with no_warning():
        found = conversion(empty.receipts, TODAY, groups=first_products(empty, TODAY))
    assert (found.n, found.second.share, len(found.clients), len(found.groups)) == (0, None, 0, 0)
    for wrong in ({"window": 0}, {"within": (30, 0)}, {"least": 0}):
        with pytest.raises(Invalid) as refused:
            conversion(empty.receipts, TODAY, **wrong)  # type: ignore[arg-type]
        assert refused.value.fields == {next(iter(wrong)): "too_small"}


@given(bases())
@settings(max_examples=12, deadline=None)
def test_any_shop(shop: Sales) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = conversion(shop.receipts, TODAY, groups=first_products(shop, TODAY))
        mixed = shuffled(shop)
        again = conversion(mixed.receipts, TODAY, groups=first_products(mixed, TODAY))
    assert same(found, again)
    holds_no_nonsense(found)
    days = purchase_days(shop.receipts, TODAY)
    by_hand = {client: sorted(each["day"]) for client, each in days.groupby("client")}
    mature = {client for client, visits in by_hand.items() if TODAY.toordinal() - visits[0] >= 90}
    again_in_time = {client for client in mature if any(0 < day - by_hand[client][0] <= 90 for day in by_hand[client])}
    assert (found.n, set(found.ids("converted"))) == (len(mature), again_in_time)
    assert NOBODY not in found.clients.index
    whole = np.concatenate([found.ids("converted"), found.ids("leaked"), found.ids("young")])
    assert sorted(whole) == sorted(by_hand)
    assert found.cohorts[found.cohorts["within"] == 30]["clients"].sum() == len(by_hand)
    assert (found.steps["converted"] <= found.steps["mature"]).all()


def test_a_sale_taken_back_never_was() -> None:
    retroactive(conversion)
