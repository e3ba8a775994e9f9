"""Pairs and rules as efficient-apriori and mlxtend find them, Fisher's test as scipy has it, on a made shop."""

from __future__ import annotations

import random
from datetime import date

import pytest

from clientcrm.domain.analytics.baskets import baskets
from clientcrm.domain.analytics.history import Sales
from clientcrm.domain.analytics.stats import fisher_two_sided
from tests.domain.analytics.shops import sales

WHY = "not installed: CONTRIBUTING.md, Compare with others"
DAY = date(2024, 6, 30)
Goods = list[tuple[int, ...]]


@pytest.fixture(scope="module")
def goods() -> Goods:
    """800 baskets of 30 goods, some of which go together."""
    chance = random.Random(11)
    found = []
    for _ in range(800):
        basket = {int(30 * chance.random() ** 2) for _ in range(chance.randrange(1, 8))}
        if 3 in basket and chance.random() < 0.6:
            basket.add(25)
        found.append(tuple(sorted(basket)))
    return found


def shop_of(goods: Goods) -> Sales:
    """The same as receipts."""
    lines = [(number, product, 1000, 100) for number, basket in enumerate(goods) for product in basket]
    return sales([(number, number, DAY.toordinal(), 100 * len(b), -1, -1) for number, b in enumerate(goods)], lines)


@pytest.mark.proves("F51")
@pytest.mark.parametrize("confidence", [0.1, 0.25, 0.5])
def test_rules_equal_efficient_apriori(goods: Goods, confidence: float) -> None:
    other = pytest.importorskip("efficient_apriori", reason=WHY)
    _, rules = other.apriori(goods, min_support=8 / 800, min_confidence=confidence, max_length=2)
    expected = {(rule.lhs[0], rule.rhs[0]): rule for rule in rules if rule.lift > 1}
    # At the level of 1 every pair that comes more often than by chance stands.
    ours = baskets(shop_of(goods), DAY, min_confidence=confidence, level=1).rules
    assert {(row.left, row.right) for row in ours.itertuples()} == set(expected)
    for row in ours.itertuples():
        rule = expected[row.left, row.right]
        assert [row.together, row.n_left, row.n_right] == [rule.count_full, rule.count_lhs, rule.count_rhs]
        assert [row.confidence, row.lift] == pytest.approx([rule.confidence, rule.lift], rel=1e-12)


@pytest.mark.proves("F51")
def test_pairs_equal_mlxtend(goods: Goods) -> None:
    other = pytest.importorskip("mlxtend.frequent_patterns", reason=WHY)
    import pandas as pd

    table = pd.DataFrame([[product in basket for product in range(30)] for basket in goods])
    found = other.fpgrowth(table, min_support=8 / 800, max_len=2)
    expected = {tuple(sorted(row.itemsets)): round(row.support * 800) for row in found.itertuples()}
    ours = baskets(shop_of(goods), DAY).pairs
    pairs = {(row.left, row.right): row.together for row in ours.itertuples()}
    assert pairs == {pair: count for pair, count in expected.items() if len(pair) == 2}


def test_fisher_equals_scipy(goods: Goods) -> None:
    scipy = pytest.importorskip("scipy.stats", reason=WHY)
    pairs = baskets(shop_of(goods), DAY).pairs
    for row in pairs.itertuples():
        a, b, c = row.together, row.n_left - row.together, row.n_right - row.together
        table = [[a, b], [c, 800 - a - b - c]]
        assert row.p == pytest.approx(scipy.fisher_exact(table, alternative="greater").pvalue, rel=1e-8)
        assert fisher_two_sided(a, b, c, 800 - a - b - c) == pytest.approx(scipy.fisher_exact(table).pvalue, rel=1e-9)
