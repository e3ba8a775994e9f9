"""What a person is told about a password while typing it."""

from __future__ import annotations

import pytest

from clientcrm.domain.password_strength import is_usual, strength


@pytest.mark.parametrize(
    "text",
    [
        "12345678", "87654321", "11111111", "121212121", "qwertyui", "qwerty123", "йцукенгш", "1q2w3e4r", "1qaz2wsx",
        "password", "Password1!", "пароль123", "gfhjkm123", "Марина1985", "vfhbyf1985", "админ1234",
        "abcdefgh", "натальянаталья", "asdfghjkl",
    ],
)  # fmt: skip
def test_the_first_guesses_are_weak_however_long(text: str) -> None:
    assert is_usual(text)
    assert strength(text, 8) <= 2


@pytest.mark.parametrize(
    "text", ["заварка пуэр сентябрь", "lantern kettle orchard", "Kd7-pf2_Wq", "тишина-42-верблюд", "марина любит пуэр"]
)
def test_words_that_do_not_belong_together_are_not(text: str) -> None:
    assert not is_usual(text)
    assert strength(text, 8) >= 3


def test_short_ones_are_short() -> None:
    assert [strength(text, 8) for text in ("", "a", "1234567")] == [0, 1, 1]
