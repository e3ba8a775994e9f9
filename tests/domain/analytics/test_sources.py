"""What each source of clients took and brought, on the golden shop."""

from __future__ import annotations

import csv
import warnings
from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings

from clientcrm.domain.analytics.figure import NotEnough
from clientcrm.domain.analytics.history import NOBODY, Sales, histories, no_sales
from clientcrm.domain.analytics.sources import no_spend, sources
from clientcrm.domain.errors import Invalid
from tests.domain.analytics.made import TODAY, bases
from tests.domain.analytics.shops import GOLDEN, GOLDEN_DAY, PRODUCTS, client_id, golden_shop, sales

NAMES = {"VK": 1, "вывеска": 2, "рекомендация": 3}
VK, SIGN, FRIENDS = 1, 2, 3


def _rows(file: str) -> list[dict[str, str]]:
    with (GOLDEN / file).open(encoding="utf-8") as opened:
        return list(csv.DictReader(opened))


SOURCE_OF = {client_id(row["client_id"]): NAMES[row["source"]] for row in _rows("clients.csv")}
COSTS = {PRODUCTS[row["product"]]: int(row["unit_cost_minor"]) for row in _rows("product_cost.csv")}
SPEND = pd.DataFrame(
    [
        (NAMES[row["source"]], date.fromisoformat(row["month"] + "-01").toordinal(), int(row["spend_minor"]))
        for row in _rows("source_spend.csv")
    ],
    columns=["source", "day", "amount"],
)


def test_the_sources_of_the_golden_shop() -> None:
    found = sources(golden_shop(), GOLDEN_DAY, SOURCE_OF, spend=SPEND, costs=COSTS)
    by = {line.source: line for line in found.lines}
    assert [line.source for line in found.lines] == [VK, SIGN, FRIENDS]
    vk, sign, friends = by[VK], by[SIGN], by[FRIENDS]
    assert vk.ids.tolist() == [2, 3]  # c06 was voided, c12 comes in July
    assert (vk.revenue, vk.cost, vk.spend, vk.cac) == (6_200_000, 2_340_000, 1_200_000, 600_000)
    assert vk.romi == pytest.approx(2.216667, abs=5e-7)
    assert (sign.new, sign.revenue, sign.cost, sign.spend, sign.cac) == (4, 2_549_000, 860_000, 1_200_000, 300_000)
    assert sign.romi == 0.4075
    assert (friends.new, friends.spend, friends.romi, friends.cac) == (3, 0, None, 0)
    assert (vk.age, sign.age) == ((107 + 5) / 2, (102 + 150) / 2)  # days since the first purchase
    assert sum(line.lines_without_cost for line in found.lines) == 0


def test_a_returned_thing_gives_its_cost_back() -> None:
    """c07 had hair and mask, and the mask was returned; then hair again."""
    found = sources(golden_shop(), GOLDEN_DAY, {7: 9}, costs=COSTS)
    line = next(line for line in found.lines if line.source == 9)
    assert (line.revenue, line.cost) == (300_000, 80_000)


def test_a_returned_half_gives_the_cost_of_a_half_back() -> None:
    """Half a unit that costs 3 costs 2 (rounded half up), and brings 2 back."""
    day = GOLDEN_DAY.toordinal()
    receipts = [(1, 9, day - 9, 1_000, -1, -1), (2, 9, day - 8, 500, -1, -1), (3, 9, day - 7, -500, 2, -1)]
    shop = sales(receipts, [(1, 7, 1_000, 1_000), (2, 7, 500, 500), (3, 7, 500, -500)])
    [line] = sources(shop, GOLDEN_DAY, {9: 0}, costs={7: 3}).lines
    assert (line.revenue, line.cost) == (1_000, 3)


def test_a_period_takes_its_own_newcomers_and_its_own_spend() -> None:
    found = sources(
        golden_shop(), GOLDEN_DAY, SOURCE_OF, spend=SPEND, costs=COSTS, since=date(2024, 6, 1), until=date(2024, 6, 30)
    )
    (line,) = found.lines
    assert (line.source, line.ids.tolist(), line.spend, line.cac) == (VK, [3], 700_000, 700_000)


def test_a_source_that_brought_nobody_is_shown_with_its_spend() -> None:
    paid = pd.DataFrame({"source": [8], "day": [TODAY.toordinal()], "amount": [900]})
    found = sources(no_sales(), TODAY, {}, spend=paid)
    (line,) = found.lines
    assert (line.new, line.spend, line.cac, line.romi, line.age) == (0, 900, None, -1.0, None)
    assert found.not_enough == NotEnough("few_clients", 0, 1)
    assert sources(no_sales(), TODAY, {}).lines == ()
    assert len(no_spend()) == 0


def test_goods_of_unknown_cost_are_counted() -> None:
    day = TODAY.toordinal()
    shop = sales([(1, 5, day, 300, -1, -1)], [(1, 1, 1500, 200), (1, 2, 1000, 100)])
    (line,) = sources(shop, TODAY, {}, costs={1: 33}).lines
    assert (line.source, line.cost, line.lines_without_cost) == (NOBODY, 50, 1)  # 1.5 of 0.33 is 0.495, half up


def test_a_period_that_ends_before_it_begins() -> None:
    with pytest.raises(Invalid):
        sources(no_sales(), TODAY, {}, since=TODAY, until=date(2020, 1, 1))


@settings(max_examples=15, deadline=None)
@given(bases)
def test_any_small_base_adds_up_over_its_sources(receipts: pd.DataFrame) -> None:
    shop = Sales(receipts, no_sales().lines)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = sources(shop, TODAY, {client: client % 4 for client in range(0, 50, 2)})
    clients = histories(receipts, TODAY)
    assert found.n == sum(line.new for line in found.lines) == len(clients)
    assert sum(line.revenue for line in found.lines) == clients["net"].sum()
