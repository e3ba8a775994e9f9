"""The shared statistics against exact fractions, published examples and a second way to compute each."""

from __future__ import annotations

import math
import warnings
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientcrm.domain.analytics.stats import (
    benjamini_hochberg,
    fisher_greater,
    fisher_two_sided,
    kaplan_meier,
    wilson,
)

COUNTS = st.integers(0, 12)


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    [
        (3, 7, 0.158, 0.750),
        (1533, 3370, 0.438145, 0.471750),
        (0, 0, 0.0, 1.0),
        (0, 10, 0.0, 0.277533),
        (10, 10, 0.722467, 1.0),
    ],
)
def test_the_interval_of_a_share(k: int, n: int, low: float, high: float) -> None:
    assert wilson(k, n) == pytest.approx((low, high), abs=5e-4 if n == 7 else 5e-7)


@given(st.integers(0, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
@settings(max_examples=100)
def test_the_interval_holds_its_share_and_mirrors(pair: tuple[int, int]) -> None:
    k, n = pair
    low, high = wilson(k, n)
    assert 0 <= low <= high <= 1
    if n:
        assert low <= k / n <= high
        assert wilson(n - k, n) == pytest.approx((1 - high, 1 - low))


@pytest.mark.parametrize(
    ("table", "two_sided", "greater"),
    [
        ((3, 1, 1, 3), 34 / 70, 17 / 70),  # Fisher's tea
        ((1, 9, 11, 3), 0.002759456185220088, 0.9999663480953022),  # who studies, men and women: scipy's own tests
        ((0, 0, 0, 0), 1.0, 1.0),
        ((0, 5, 0, 3), 1.0, 1.0),
        ((5, 0, 0, 5), 2 / 252, 1 / 252),
    ],
)
def test_fishers_test(table: tuple[int, int, int, int], two_sided: float, greater: float) -> None:
    assert fisher_two_sided(*table) == pytest.approx(two_sided, rel=1e-12)
    assert fisher_greater(*table) == pytest.approx(greater, rel=1e-9)


@given(COUNTS, COUNTS, COUNTS, COUNTS)
@settings(max_examples=100)
def test_fishers_test_is_the_sum_over_all_tables(a: int, b: int, c: int, d: int) -> None:
    row, other, column = a + b, c + d, a + c
    chance = {
        k: Fraction(math.comb(row, k) * math.comb(other, column - k), math.comb(row + other, column))
        for k in range(max(0, column - other), min(row, column) + 1)
    }
    assert fisher_two_sided(a, b, c, d) == float(sum(p for p in chance.values() if p <= chance[a]))
    assert fisher_greater(a, b, c, d) == float(sum(p for k, p in chance.items() if k >= a))


@pytest.mark.parametrize("table", [(40, 160, 300, 800), (546, 325, 1054, 16607), (0, 400, 300, 500), (400, 0, 0, 700)])
def test_fishers_test_of_many_is_the_exact_one(table: tuple[int, int, int, int]) -> None:
    a, b, c, d = table
    row, other, column = a + b, c + d, a + c
    low, high = max(0, column - other), min(row, column)
    ways = {k: math.comb(row, k) * math.comb(other, column - k) for k in range(low, high + 1)}
    total = sum(ways.values())
    exact = sum(one for one in ways.values() if one <= ways[a]) / total
    assert fisher_two_sided(*table) == pytest.approx(exact, rel=1e-9, abs=1e-300)
    exact = sum(one for k, one in ways.items() if k >= a) / total
    assert fisher_greater(*table) == pytest.approx(exact, rel=1e-9, abs=1e-300)


def test_a_table_holds_no_debts() -> None:
    with pytest.raises(ValueError, match="-1"):
        fisher_greater(-1, 2, 3, 4)


def test_false_discoveries_as_the_paper_has_them() -> None:
    # Benjamini & Hochberg 1995, section 3.2: fifteen comparisons; four stand at 5 %.
    p = [
        0.0001,
        0.0004,
        0.0019,
        0.0095,
        0.0201,
        0.0278,
        0.0298,
        0.0344,
        0.0459,
        0.3240,
        0.4262,
        0.5719,
        0.6528,
        0.7590,
        1,
    ]
    assert benjamini_hochberg(p, 0.05).tolist() == [True] * 4 + [False] * 11
    assert benjamini_hochberg(p[::-1], 0.05).tolist() == [False] * 11 + [True] * 4
    assert benjamini_hochberg([0.2, 0.2], 0.05).tolist() == [False, False]
    assert benjamini_hochberg([0.04, 0.05], 0.05).tolist() == [True, True]
    assert benjamini_hochberg([], 0.05).tolist() == []


def test_a_curve_as_the_books_have_it() -> None:
    # Remission of leukemia under 6-MP, weeks (Freireich 1963), the example of every textbook; + was still going.
    ended = [6, 6, 6, 7, 10, 13, 16, 22, 23]
    going = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
    curve = kaplan_meier(ended + going, [True] * len(ended) + [False] * len(going))
    assert curve.times.tolist() == [6, 7, 10, 13, 16, 22, 23]
    assert curve.at_risk.tolist() == [21, 17, 15, 12, 11, 7, 6]
    assert curve.ended.tolist() == [3, 1, 1, 1, 1, 1, 1]
    assert curve.survival == pytest.approx([0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482], abs=5e-5)
    assert (curve.events, curve.quantile(1.0), curve.quantile(0.5)) == (9, 23, 13)
    assert curve.most == curve.ended_by(23) == curve.ended_by(1000) == pytest.approx(0.5518, abs=5e-5)
    assert curve.ended_by(5) == 0


def test_a_curve_without_endings() -> None:
    for durations, events in (([], []), ([5, 7], [False, False])):
        curve = kaplan_meier(durations, events)
        assert (curve.events, curve.most, curve.ended_by(9), curve.quantile(0.5)) == (0, 0.0, 0.0, None)


@given(st.lists(st.tuples(st.integers(1, 40), st.booleans()), max_size=50), st.randoms(use_true_random=False))
@settings(max_examples=100)
def test_a_curve_is_the_product_of_its_days(spells: list[tuple[int, bool]], chance: object) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        curve = kaplan_meier([t for t, _ in spells], [e for _, e in spells])
        chance.shuffle(spells)  # type: ignore[attr-defined]
        again = kaplan_meier([t for t, _ in spells], [e for _, e in spells])
    assert np.array_equal(curve.survival, again.survival)
    left, expected = Fraction(1), []
    for time in sorted({t for t, e in spells if e}):
        at_risk = sum(t >= time for t, _ in spells)
        left *= 1 - Fraction(sum(e and t == time for t, e in spells), at_risk)
        expected.append(float(left))
    assert curve.survival.tolist() == pytest.approx(expected, abs=1e-12)
    if not any(not e for _, e in spells) and spells:
        assert curve.most == 1.0  # nobody was lost sight of: the plain shares
