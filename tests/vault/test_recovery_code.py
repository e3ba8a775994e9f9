"""The recovery code on paper: what a slip of the pen does."""

from __future__ import annotations

import os
from collections import Counter

import pytest

from clientcrm.domain.errors import WrongRecoveryCode
from clientcrm.vault.keys import KeyPair
from clientcrm.vault.recovery import (
    RecoverySecrets,
    check_group,
    check_groups,
    format_code,
    new_digits,
    open_slot,
    read_code,
    seal_slot,
)
from clientcrm.vault.succession import Pins
from tests.vault.support import repeatable

DIGITS = new_digits(repeatable("code"))
CODE = format_code(DIGITS)


def test_it_is_eight_groups_of_six_digits() -> None:
    groups = CODE.split(" ")
    assert [len(group) for group in groups] == [6] * 8
    assert CODE.replace(" ", "").isdigit()
    assert read_code(CODE) == DIGITS


@pytest.mark.parametrize("entropy", [repeatable("a"), os.urandom])
def test_digits_are_equally_likely(entropy) -> None:  # type: ignore[no-untyped-def]
    counts = Counter("".join(new_digits(entropy) for _ in range(1_000)))
    assert set(counts) == set("0123456789")
    assert all(3_700 < count < 4_300 for count in counts.values())  # 4,000 expected, 5 standard deviations


@pytest.mark.parametrize(
    "typed",
    [
        CODE,
        CODE.replace(" ", ""),
        CODE.replace(" ", "-"),
        CODE.replace(" ", "\u00a0—\n"),
        f"  {CODE}\t",
        CODE.translate({ord("0") + digit: 0xFF10 + digit for digit in range(10)}),
        CODE.translate({ord("0") + digit: 0x0660 + digit for digit in range(10)}),
    ],
)
def test_it_may_be_typed_with_any_separators_and_digits(typed: str) -> None:
    assert check_groups(typed) == 0
    assert read_code(typed) == DIGITS


@pytest.mark.parametrize("separator", ["", " "])
def test_every_single_wrong_digit_is_named_by_its_group(separator: str) -> None:
    plain = CODE.replace(" ", "")
    for position, digit in enumerate(plain):
        for wrong in set("0123456789") - {digit}:
            typed = plain[:position] + wrong + plain[position + 1 :]
            groups = separator.join(typed[i : i + 6] for i in range(0, 48, 6))
            assert check_groups(groups) == position // 6 + 1


def test_every_swap_of_neighbouring_digits_is_found_also_across_groups() -> None:
    for seed in range(20):
        plain = format_code(new_digits(repeatable(f"swap {seed}"))).replace(" ", "")
        for position in range(47):
            a, b = plain[position], plain[position + 1]
            if a != b:
                typed = plain[:position] + b + a + plain[position + 2 :]
                assert check_groups(typed) in (position // 6 + 1, (position + 1) // 6 + 1)


def test_every_swap_of_two_groups_is_found() -> None:
    groups = CODE.split(" ")
    for a in range(8):
        for b in range(a + 1, 8):
            swapped = list(groups)
            swapped[a], swapped[b] = groups[b], groups[a]
            assert check_groups(" ".join(swapped)) == (a + 1 if groups[a] != groups[b] else 0)


@pytest.mark.parametrize(
    ("typed", "group"),
    [
        ("", 1),
        (CODE[:6], 2),
        (CODE[:-1], 8),
        (CODE + "1", 8),
        (CODE + " 123456", 8),
        (CODE.replace(" ", "", 1), 0),
        (CODE[:7] + "O" + CODE[8:], 2),
        (CODE[:7] + "З" + CODE[8:], 2),
        (CODE[:7] + CODE[8:], 2),
        ("пароль", 1),
    ],
)
def test_missing_extra_and_foreign_characters_are_named_by_group(typed: str, group: int) -> None:
    assert check_groups(typed) == group
    if group:
        with pytest.raises(WrongRecoveryCode) as wrong:
            read_code(typed)
        assert wrong.value.group == group


def test_one_finished_group_is_checked_while_typing() -> None:
    groups = CODE.split(" ")
    assert all(check_group(position, group) for position, group in enumerate(groups, 1))
    assert not check_group(2, groups[0])
    assert not check_group(1, groups[0][:5])
    assert not check_group(0, groups[0])
    assert not check_group(9, groups[0])


SECRETS = RecoverySecrets(KeyPair.new(repeatable("pair")), bytes(32), Pins(0, (b"k" * 32,)))
BASE = "11" * 16


def test_the_slot_opens_with_its_code_in_its_base_only() -> None:
    slot = seal_slot(DIGITS, BASE, SECRETS, os.urandom)
    assert open_slot(slot, DIGITS, BASE) == SECRETS
    for digits, base in ((new_digits(os.urandom), BASE), (DIGITS, "12" * 16)):
        with pytest.raises(WrongRecoveryCode) as wrong:
            open_slot(slot, digits, base)
        assert wrong.value.group == 0


def test_nothing_of_the_slot_shows_in_text() -> None:
    assert SECRETS.pair.enc_private.hex() not in repr(SECRETS)
    assert repr(SECRETS.pair.enc_private) not in repr(SECRETS)
    assert repr(SECRETS.device_secret) not in repr(SECRETS)
