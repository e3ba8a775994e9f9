"""What the values of tier, sex and yes-no columns mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientcrm.domain.mapping.value_maps import (
    count_values,
    guess_bools,
    guess_sexes,
    guess_tiers,
    is_flag_column,
)

TIERS = {"VIP": "vip", "Потенциальный": "potential", "Gold": "gold", "Постоянный": "regular"}


def test_counts() -> None:
    assert count_values(["VIP", "вип ", None, "VIP", "", "-", 5.0]) == [("VIP", 2), ("вип", 1), ("5", 1)]
    assert count_values(["-", "-"], keep_placeholders=True) == [("-", 2)]


@pytest.mark.parametrize(
    ("value", "meaning", "sure"),
    [
        ("VIP", "vip", True),
        ("вип", "vip", True),
        ("Випка", "vip", True),
        ("золотой", "gold", True),
        ("Золото", "gold", True),
        ("постоянный клиент", "regular", True),
        ("ЛИД", "potential", True),
        ("Серебро", "new:Серебро", False),
        ("Друзья  дома", "new:Друзья дома", False),
    ],
)
def test_tiers_by_name(value: str, meaning: str, sure: bool) -> None:
    (guess,) = guess_tiers([value, value], TIERS)
    assert (guess.meaning, guess.sure, guess.count) == (meaning, sure, 2)


def test_a_flag_under_vip_is_the_tier_vip() -> None:
    guesses = guess_tiers([1.0, 0.0, 1.0], TIERS, "ВИП клиент:")
    assert [(g.value, g.count, g.meaning, g.sure) for g in guesses] == [("1", 2, "vip", True), ("0", 1, "", True)]
    asked = guess_tiers(["да", "нет"], TIERS, "Лояльность")
    assert [(g.meaning, g.sure) for g in asked] == [("", False), ("", False)]


def test_sexes() -> None:
    guesses = guess_sexes(["м", "Ж", 1.0, 2.0, "паркет", "", None])
    assert [(g.value, g.meaning, g.sure) for g in guesses] == [
        ("м", "male", True),
        ("Ж", "female", True),
        ("1", "male", False),
        ("2", "female", False),
        ("паркет", "", False),
    ]


def test_yes_and_no() -> None:
    guesses = guess_bools(["да", "-", "+", "может быть", True])
    assert [(g.value, g.meaning, g.sure) for g in guesses] == [
        ("да", "yes", True),
        ("-", "no", True),
        ("+", "yes", True),
        ("может быть", "", False),
        ("TRUE", "yes", True),
    ]


@pytest.mark.parametrize(
    ("cells", "flags"),
    [(["да", "нет"], True), ([1, 0, ""], True), (["нет"], False), (["да", "VIP"], False), ([], False)],
)
def test_columns_of_flags(cells: list[object], flags: bool) -> None:
    assert is_flag_column(cells) is flags


@given(st.lists(st.text(max_size=6) | st.floats() | st.booleans() | st.none()))
def test_counts_add_up(cells: list[object]) -> None:
    for guess in (guess_sexes, guess_bools):
        assert sum(g.count for g in guess(cells)) == sum(n for _, n in count_values(cells, keep_placeholders=True))
