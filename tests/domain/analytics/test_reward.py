"""A reward tied to a minimum sum: the average receipt before it and since, with it and without."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientcrm.domain.analytics.history import NOBODY, no_sales
from clientcrm.domain.analytics.reward import BEFORE, SINCE, WITH, WITHOUT, reward
from clientcrm.domain.errors import Invalid
from tests.domain.analytics.sameness import TODAY, holds_no_nonsense, retroactive, same
from tests.domain.analytics.shops import sales
from tests.domain.analytics.small_bases import bases, no_warning, shuffled

START = date(2024, 6, 1)


def shop(since: list[int], before: list[int], off: int = 50_000) -> tuple[pd.DataFrame, pd.Series]:
    """A receipt a day on both sides of START; since then whoever spends 3,000 and more gets 500 off."""
    rows, given_ = [], {}
    for place, gross in enumerate(before):
        day = (START - timedelta(days=1 + place % 30)).toordinal()
        rows.append((place + 1, NOBODY, day, gross, NOBODY, NOBODY))
    for place, gross in enumerate(since):
        number, day = 1000 + place, (START + timedelta(days=place % 30)).toordinal()
        less = off if gross >= 300_000 else 0
        given_[number] = less
        rows.append((number, NOBODY, day, gross - less, NOBODY, NOBODY))
    return sales(rows).receipts, pd.Series(given_, dtype="int64")


@pytest.mark.proves("F54")
def test_the_average_receipt_before_and_since_with_the_reward_and_without() -> None:
    """Every third receipt of 2,800 was rounded up to 3,200 for the sake of 500: the shop loses by it."""
    receipts, off = shop([100_000, 200_000, 320_000] * 10, [100_000, 200_000, 280_000] * 10)
    found = reward(receipts, TODAY, off, start=START, at_least=300_000)
    groups = found.groups
    assert groups["n"].to_dict() == {BEFORE: 30, SINCE: 30, WITH: 10, WITHOUT: 20}
    assert groups["mean"].round(4).to_dict() == {
        BEFORE: round(580_000 / 3, 4), SINCE: 190_000.0, WITH: 270_000.0, WITHOUT: 150_000.0
    }  # fmt: skip
    assert groups["median"].to_dict() == {BEFORE: 200_000, SINCE: 200_000, WITH: 270_000, WITHOUT: 150_000}
    assert groups["reached"].to_dict() == {BEFORE: 0, SINCE: 10, WITH: 10, WITHOUT: 0}
    assert groups["share"].isna().tolist() == [False, False, True, False]  # ten receipts bear no percentage
    assert groups["given"].to_dict() == {BEFORE: 0, SINCE: 500_000, WITH: 500_000, WITHOUT: 0}
    assert found.difference == pytest.approx(190_000 - 580_000 / 3)
    assert (found.verdict, found.low < 0 < found.high) == ("unclear", True)
    assert found.ids(WITH).tolist() == list(range(1002, 1030, 3))
    assert len(found.ids(BEFORE)) == 30


def test_a_rise_and_a_fall_beyond_chance_are_called_so() -> None:
    up, off = shop([350_000, 360_000] * 15, [200_000, 210_000] * 15)
    found = reward(up, TODAY, off)
    assert (found.verdict, found.start, found.at_least) == ("rose", START, 350_000)  # as the receipts have it
    # Welch, by hand: both samples of 30 have a variance of 25,862,068.97 (5,000 about their mean)
    half = 1.959963984540054 * (2 * 25_862_068.9655 / 30) ** 0.5
    assert found.low == pytest.approx(100_000 - half, rel=1e-9)
    down, off = shop([310_000, 320_000] * 15, [300_000, 310_000] * 15)
    assert reward(down, TODAY, off).verdict == "fell"


def test_a_shop_without_rewards_or_with_few_receipts_gets_words_and_no_verdict() -> None:
    receipts, off = shop([100_000] * 30, [100_000] * 30)
    assert reward(receipts, TODAY, off).not_enough.reason == "no_reward"
    few, off = shop([350_000] * 30, [100_000] * 19)
    found = reward(few, TODAY, off)
    assert (found.not_enough.reason, found.not_enough.have, found.verdict) == ("few_receipts", 19, "")
    assert found.difference is None
    empty = reward(no_sales().receipts, TODAY, pd.Series(dtype="int64"))
    assert (empty.n, empty.not_enough.reason) == (0, "no_reward")
    for asked in ({"start": TODAY + timedelta(days=1)}, {"at_least": 0}):
        with pytest.raises(Invalid):
            reward(few, TODAY, off, **asked)


def test_of_what_came_back_in_part_the_reward_counts_in_part() -> None:
    receipts = sales([(1, 5, TODAY.toordinal() - 3, 250_000, -1, -1), (2, 5, TODAY.toordinal(), -125_000, 1, -1)])
    found = reward(receipts.receipts, TODAY, pd.Series({1: 50_000}), at_least=300_000)
    assert found.groups.loc[WITH, ["n", "total", "given", "reached"]].tolist() == [1, 125_000, 25_000, 0]


def test_a_sale_taken_back_counts_for_nothing() -> None:
    retroactive(lambda receipts, day: reward(receipts, day, pd.Series({3: 500, 11: 700})))


@settings(max_examples=25, deadline=None)
@given(bases(), st.integers(0, 50))
def test_the_order_of_rows_says_nothing_and_no_base_breaks_it(base, every: int) -> None:  # type: ignore[no-untyped-def]
    numbers = base.receipts["receipt"].to_numpy()
    off = pd.Series(np.where(numbers % 7 == every % 7, 100, 0), index=numbers)
    with no_warning():
        found = reward(base.receipts, TODAY, off)
        assert same(found, reward(shuffled(base).receipts, TODAY, off))
        holds_no_nonsense(found)
