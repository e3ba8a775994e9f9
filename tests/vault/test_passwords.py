"""Passwords: what they cost, and that spelling on another keyboard does not matter."""

from __future__ import annotations

import pytest

from clientcrm.domain.errors import WeakPassword
from clientcrm.vault.passwords import CEILING, FLOOR, KdfPolicy, bundle_key, calibrate, stretch
from tests.vault.support import CHEAP

SALT = bytes(16)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ёлка", "Е\u0308лка"), ("ﬁne", "fine"), ("１２３", "123"), ("caf\u00e9", "cafe\u0301")],
)
def test_two_spellings_of_one_password_are_one(one: str, other: str) -> None:
    assert stretch(one, SALT, CHEAP) == stretch(other, SALT, CHEAP)


@pytest.mark.parametrize(("one", "other"), [("Ёлка", "ёлка"), ("Елка", "Ёлка"), ("pass", "pass "), ("а", "a")])
def test_different_passwords_are_different(one: str, other: str) -> None:
    assert stretch(one, SALT, CHEAP) != stretch(other, SALT, CHEAP)


def test_no_password_is_no_password() -> None:
    with pytest.raises(WeakPassword):
        stretch("", SALT, CHEAP)


@pytest.mark.parametrize(
    ("found", "accepted"),
    [
        (FLOOR, True),
        (KdfPolicy(256 * 1024, 3, 4), True),
        (KdfPolicy(64 * 1024 - 1, 3, 4), False),
        (KdfPolicy(64 * 1024, 2, 4), False),
        (KdfPolicy(64 * 1024, 3, 3), False),
        (KdfPolicy(1024 * 1024, 1, 1), False),
        (CHEAP, False),
    ],
)
def test_the_floor_holds_whatever_the_machine_affords(found: KdfPolicy, accepted: bool) -> None:
    assert FLOOR.accepts(found) is accepted
    assert KdfPolicy(256 * 1024, 3, 4).accepts(found) is accepted


def test_a_cheaper_policy_of_the_caller_lowers_the_floor_for_that_call() -> None:
    assert CHEAP.accepts(CHEAP)
    assert CHEAP.accepts(FLOOR)


def test_the_floor_is_what_was_promised() -> None:
    assert (FLOOR.memory_kib, FLOOR.iterations, FLOOR.lanes) == (64 * 1024, 3, 4)
    assert FLOOR.fits(CEILING)
    assert not KdfPolicy(2**31, 3, 4).fits(CEILING)


def test_calibration_never_goes_below_the_floor_nor_above_256_mib() -> None:
    assert calibrate(0.0) == FLOOR
    assert calibrate(1e6) == KdfPolicy(256 * 1024, FLOOR.iterations, FLOOR.lanes)
    assert FLOOR.accepts(calibrate(0.5))


def test_the_bundle_key_needs_password_device_base_and_person() -> None:
    key = bundle_key(b"p" * 32, b"d" * 32, "11" * 16, "21" * 16)
    assert len(key) == 32
    for other in (
        bundle_key(b"q" * 32, b"d" * 32, "11" * 16, "21" * 16),
        bundle_key(b"p" * 32, b"e" * 32, "11" * 16, "21" * 16),
        bundle_key(b"p" * 32, b"d" * 32, "12" * 16, "21" * 16),
        bundle_key(b"p" * 32, b"d" * 32, "11" * 16, "22" * 16),
    ):
        assert other != key
