"""What is bought together, held against counting by hand and by brute force."""

from __future__ import annotations

import itertools
from collections import Counter
from datetime import date, timedelta
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientcrm.domain.analytics.baskets import baskets
from clientcrm.domain.analytics.contents import Basis, contents, sold
from clientcrm.domain.analytics.entry_exit import entry, exits
from clientcrm.domain.analytics.history import LINES, NOBODY, RECEIPTS, Sales, no_sales
from clientcrm.domain.analytics.sequences import sequences
from clientcrm.domain.analytics.stats import benjamini_hochberg, fisher_greater
from clientcrm.domain.analytics.together import chance_of_more
from clientcrm.domain.errors import Invalid
from tests.domain.analytics.sameness import same
from tests.domain.analytics.shops import GOLDEN_DAY, PRODUCTS, golden_shop, sales
from tests.domain.analytics.small_bases import assert_finite, bases, no_warning, shuffled

DAY = date(2024, 6, 30)
TODAY = DAY.toordinal()
HAIR, COLOR, NAIL, MASK = (PRODUCTS[name] for name in ("HAIR", "COLOR", "NAIL", "MASK"))


def shop_of(*held: str) -> Sales:
    """One receipt of its own client for each word; each letter is a product of 100."""
    lines = [(number, ord(letter), 1000, 100) for number, word in enumerate(held) for letter in word]
    return sales([(number, number, TODAY, 100 * len(word), -1, -1) for number, word in enumerate(held)], lines)


def pair(shop: Sales, left: int, right: int, **options: object) -> dict[str, object]:
    """The row of one pair."""
    found = baskets(shop, DAY, **options).pairs  # type: ignore[arg-type]
    row = found[(found["left"] == left) & (found["right"] == right)]
    assert len(row) == 1
    return dict(row.iloc[0])


@pytest.mark.proves("F51")
def test_the_golden_shop_by_day() -> None:
    found = baskets(golden_shop(), GOLDEN_DAY, basis="day", min_count=1)
    assert found.n == 25
    row = found.pairs[(found.pairs["left"] == HAIR) & (found.pairs["right"] == MASK)].iloc[0]
    assert [row["n_left"], row["n_right"], row["together"]] == [13, 2, 1]
    assert Fraction(int(row["together"]), int(row["n_right"])) == Fraction(1, 2)
    assert row["lift"] == pytest.approx(25 / 26, rel=1e-9)
    assert found.clients(HAIR, MASK).tolist() == [4]


def test_the_golden_shop_by_receipt() -> None:
    found = baskets(golden_shop(), GOLDEN_DAY, min_count=1)
    # 28 sales up to the day, less two free consultations and the one that was voided
    assert found.n == 26
    # The mask of c04 stood on a receipt of its own, that of c07 was returned.
    assert found.pairs[["left", "right", "together"]].to_numpy().tolist() == [[HAIR, NAIL, 1], [COLOR, MASK, 1]]
    # Few baskets hold two things, and nothing is said of pairs seen less than five times.
    usual = baskets(golden_shop(), GOLDEN_DAY)
    assert len(usual.pairs) == len(usual.rules) == 0
    assert usual.not_enough is not None
    assert (usual.not_enough.reason, usual.not_enough.have, usual.not_enough.need) == ("few_baskets", 2, 5)


@settings(max_examples=15, deadline=None)
@given(bases(0, 30))
@pytest.mark.proves("F51")
def test_pairs_equal_brute_force(shop: Sales) -> None:
    found = baskets(shop, DAY, basis="day", min_count=1, min_support=0, min_confidence="0.5", level=1)
    held: dict[object, set[int]] = {}
    eff = dict.fromkeys(shop.receipts["receipt"], 0)
    rows = {row.receipt: row for row in shop.receipts.itertuples() if row.day <= TODAY}
    worth: Counter[tuple[int, int]] = Counter()
    for line in shop.lines.itertuples():
        row = rows.get(line.receipt)
        if row is None or (row.total < 0 and row.sale not in rows):
            continue
        sale = row.sale if row.total < 0 else line.receipt
        worth[sale, line.product] += line.total
        eff[sale] += line.total
    days: Counter[tuple[int, int]] = Counter()
    for number, row in rows.items():
        if row.total >= 0:
            days[row.client, row.day] += eff[number]
    for (number, product), money in worth.items():
        row = rows[number]
        named = row.client != NOBODY
        if money > 0 and eff[number] > 0 and (not named or days[row.client, row.day] > 0):
            held.setdefault((row.client, row.day) if named else number, set()).add(product)
    seen = Counter(product for basket in held.values() for product in basket)
    both = Counter(each for basket in held.values() for each in itertools.combinations(sorted(basket), 2))
    assert found.n == len(held)
    columns = ["left", "right", "together", "n_left", "n_right"]
    expected = [[a, b, count, seen[a], seen[b]] for (a, b), count in sorted(both.items())]
    assert found.pairs[columns].to_numpy().tolist() == expected
    lifts = [count * len(held) / (n_left * n_right) for _, _, count, n_left, n_right in expected]
    assert found.pairs["lift"].tolist() == lifts
    rules = {
        (a, b)
        for (a, b), count in [*both.items(), *(((b, a), count) for (a, b), count in both.items())]
        if 2 * count >= seen[a] and count * found.n > seen[a] * seen[b]
    }
    assert {(row.left, row.right) for row in found.rules.itertuples()} == rules


def test_eight_of_ten_is_not_lost_to_floats() -> None:
    # Confidence 8/10 exactly, at the limit of .8: as floats four of 410 rules of a well-known data set get lost.
    shop = shop_of(*["AB"] * 8, "A", "A", *["C"] * 30)
    rules = baskets(shop, DAY, min_confidence=0.8).rules
    assert [(chr(row.left), chr(row.right), row.confidence) for row in rules.itertuples()] == [
        ("A", "B", 0.8),
        ("B", "A", 1.0),
    ]
    assert len(baskets(shop, DAY, min_confidence="0.8000001").rules) == 1


def test_frequent_is_not_associated() -> None:
    # 38 times together, which is less than by chance: lift .9524
    shop = shop_of(*["AB"] * 38, *["A"] * 38, *["B"] * 67, *["C"] * 57)
    assert pair(shop, ord("A"), ord("B"))["lift"] == pytest.approx(38 * 200 / (76 * 105), rel=1e-12)
    assert pair(shop, ord("A"), ord("B"))["lift"] == pytest.approx(0.9524, abs=5e-5)
    assert len(baskets(shop, DAY, level=1).rules) == 0


def test_many_pairs_of_pure_chance_bring_hardly_a_rule() -> None:
    chance = np.random.default_rng(5)
    words = ["".join(chr(65 + int(k)) for k in np.flatnonzero(chance.random(40) < 0.15)) for _ in range(600)]
    found = baskets(shop_of(*[word for word in words if word]), DAY)
    assert len(found.pairs) > 700
    naive = sum(row.lift > 1 for row in found.pairs.itertuples())
    assert naive > 300
    assert len(found.rules) <= 2


def test_a_planted_pair_is_found() -> None:
    shop = shop_of(*["AB"] * 12, *["A"] * 8, *["B"] * 8, *["CD", "C", "C", "D", "D"] * 10)
    rules = baskets(shop, DAY).rules
    assert [(chr(row.left), chr(row.right), row.together) for row in rules.itertuples()] == [
        ("A", "B", 12),
        ("B", "A", 12),
    ]


@pytest.mark.parametrize(("support", "needed"), [(0.01, 5), (0.05, 10), ("0.051", 11), (0, 5), (1, 200)])
def test_how_many_baskets_a_pair_needs(support: float | str, needed: int) -> None:
    assert baskets(shop_of(*["AB"] * 200), DAY, min_support=support).needed == needed


@pytest.mark.parametrize(
    "wrong",
    [
        {"basis": "week"},
        {"min_support": 1.5},
        {"min_support": "some"},
        {"min_confidence": -0.1},
        {"min_count": 0},
        {"min_count": 2.5},
        {"level": 7},
    ],
)
def test_an_option_that_makes_no_sense_is_named(wrong: dict[str, object]) -> None:
    with pytest.raises(Invalid) as caught:
        baskets(golden_shop(), GOLDEN_DAY, **wrong)  # type: ignore[arg-type]
    assert list(caught.value.fields) == list(wrong)


def test_what_was_returned_or_given_away_lies_in_no_basket() -> None:
    receipts = [(1, 7, TODAY, 300, -1, -1), (2, 7, TODAY + 3, -100, 1, -1), (3, 7, TODAY, 0, -1, -1)]
    lines = [(1, 10, 1000, 100), (1, 11, 1000, 200), (1, 12, 1000, 50), (1, 12, 0, -50), (2, 10, -1000, -100)]
    shop = sales(receipts, [*lines, (3, 13, 1000, 0)])
    assert sold(shop, DAY)["product"].tolist() == [10, 11]
    assert sold(shop, DAY + timedelta(days=3))["product"].tolist() == [11]


def test_a_refund_in_one_sum_empties_the_receipt_only_when_it_is_whole() -> None:
    lines = [(1, 10, 1000, 100), (1, 11, 1000, 200)]
    for back, left in ((-300, []), (-299, [10, 11])):
        shop = sales([(1, 7, TODAY, 300, -1, -1), (2, 7, TODAY, back, 1, -1)], lines)
        assert sold(shop, DAY)["product"].tolist() == left


def test_a_sale_of_which_only_the_sum_is_known_is_no_basket() -> None:
    shop = sales([(1, 7, TODAY, 300, -1, -1), (2, 8, TODAY, 300, -1, -1)], [(1, 10, 1000, 300)])
    held = contents(shop, DAY)
    assert (len(held.baskets), held.unknown) == (1, 1)


def test_anonymous_receipts_of_a_day_are_baskets_of_their_own() -> None:
    lines = [(number, 10 + number, 1000, 100) for number in (1, 2, 3, 4)]
    shop = sales([(number, (NOBODY, NOBODY, 5, 5)[number - 1], TODAY, 100, -1, -1) for number in (1, 2, 3, 4)], lines)
    assert len(contents(shop, DAY, "day").baskets) == 3
    assert len(contents(shop, DAY, "receipt").baskets) == 4
    assert contents(shop, DAY, "day").clients(11).tolist() == []


@settings(max_examples=12, deadline=None)
@given(bases(0, 40), st.sampled_from(["receipt", "day"]))
def test_for_any_small_base(shop: Sales, basis: Basis) -> None:
    with no_warning():
        found = baskets(shop, DAY, basis=basis, min_count=1)
        assert_finite(found.pairs)
        assert_finite(found.rules)
        assert same(found, baskets(shuffled(shop), DAY, basis=basis, min_count=1))
    assert ((found.pairs["p"] >= 0) & (found.pairs["p"] <= 1)).all()


@settings(max_examples=5, deadline=None)
@given(bases(1, 12), st.integers(0, 400), st.integers(0, 100))
def test_a_sale_taken_back_whole_never_was(shop: Sales, ago: int, later: int) -> None:
    goods, day = (1, 2, 5), min(TODAY, TODAY - ago + later)
    more = [(9001, 1, TODAY - ago, 300, -1, 2), (9002, 1, day, -300, 9001, -1)]
    lines = [(9001, one, 1000, 100) for one in goods] + [(9002, one, -1000, -100) for one in goods]
    frames = (pd.DataFrame(rows, columns=list(kinds)) for rows, kinds in ((more, RECEIPTS), (lines, LINES)))
    receipts, sold_and_back = (frame.astype("int64") for frame in frames)
    back = Sales(pd.concat([shop.receipts, receipts]), pd.concat([shop.lines, sold_and_back]))
    for figure in (
        lambda one: baskets(one, DAY, min_count=1),
        lambda one: sequences(one, DAY, min_n=1, min_together=1, level=1),
        lambda one: entry(one, DAY),
        lambda one: entry(one, DAY, by="employee"),
        lambda one: exits(one, DAY, lost_after=60),
    ):
        assert same(figure(back), figure(shop))


def test_nobody_bought_anything() -> None:
    with no_warning():
        found = baskets(no_sales(), DAY)
    assert (found.n, len(found.pairs), len(found.rules)) == (0, 0, 0)
    assert found.not_enough is not None


def test_the_test_of_many_tables_is_that_of_one() -> None:
    chance = np.random.default_rng(3)
    for n in (3, 40, 900, 30_000):
        left, right = chance.integers(1, n + 1, 150), chance.integers(1, n + 1, 150)
        low, high = np.maximum(0, left + right - n), np.minimum(left, right)
        together = low + (chance.random(150) * (high - low + 1)).astype(np.int64)
        exact = [
            fisher_greater(int(a), int(b - a), int(c - a), int(n - b - c + a))
            for a, b, c in zip(together, left, right, strict=True)
        ]
        ours = chance_of_more(together, left, right, n)
        assert ours == pytest.approx(exact, rel=1e-8, abs=1e-14)
        assert benjamini_hochberg(ours).tolist() == benjamini_hochberg(exact).tolist()
