"""Sealed fields: they open in their own place and nowhere else."""

from __future__ import annotations

import itertools
import os
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientcrm.domain.errors import SealBroken
from clientcrm.vault.fields import FieldSeal, open_inbox, padded, seal_to_inbox, unpadded
from clientcrm.vault.keys import KeyPair
from tests.vault.support import ROW

BASE, OTHER_BASE = "11" * 16, "12" * 16
PORTFOLIO, OTHER_PORTFOLIO = "21" * 16, "22" * 16
KEY = bytes(range(32))
PHONE = b"+7 916 123-45-67"


def seal(base: str = BASE, portfolio: str = PORTFOLIO, epoch: int = 1, key: bytes = KEY) -> FieldSeal:
    return FieldSeal(base, portfolio, epoch, key)


@given(st.binary(max_size=200))
def test_a_value_comes_back(value: bytes) -> None:
    sealed = seal().seal("contact_points", "value", ROW, value)
    assert seal().open("contact_points", "value", ROW, sealed) == value
    assert len(sealed) == 1 + 4 + 12 + (len(value) // 32 + 1) * 32 + 16


@pytest.mark.attack("T3")
@pytest.mark.parametrize(
    ("opener", "table", "column", "row", "kind"),
    [
        (seal(base=OTHER_BASE), "contact_points", "value", ROW, "contact"),
        (seal(portfolio=OTHER_PORTFOLIO), "contact_points", "value", ROW, "contact"),
        (seal(epoch=2), "contact_points", "value", ROW, "contact"),
        (seal(key=os.urandom(32)), "contact_points", "value", ROW, "contact"),
        (seal(), "clients", "value", ROW, "contact"),
        (seal(), "contact_points", "label", ROW, "contact"),
        (seal(), "contact_point", "svalue", ROW, "contact"),
        (seal(), "contact_points", "value", bytes(16), "contact"),
        (seal(), "contact_points", "value", ROW + b"\0", "contact"),
        (seal(), "contact_points", "value", ROW[:-1], "contact"),
        (seal(), "contact_points", "value", ROW, "text"),
        (seal(), "contact_points", "value", ROW, "file"),
    ],
)
def test_a_value_moved_elsewhere_does_not_open(opener, table, column, row, kind) -> None:  # type: ignore[no-untyped-def]
    sealed = seal().seal("contact_points", "value", ROW, PHONE)
    with pytest.raises(SealBroken) as broken:
        opener.open(table, column, row, sealed, kind)
    assert broken.value.where == f"{table}.{column}"


@pytest.mark.attack("T3")
def test_the_epoch_in_the_value_cannot_be_rewritten() -> None:
    sealed = seal().seal("t", "c", ROW, PHONE)
    with pytest.raises(SealBroken):
        seal(epoch=2).open("t", "c", ROW, sealed[:1] + (2).to_bytes(4, "big") + sealed[5:])


@pytest.mark.attack("T2")
def test_no_flipped_bit_goes_unnoticed() -> None:
    sealed = seal().seal("t", "c", ROW, PHONE)
    for position, bit in itertools.product(range(len(sealed)), range(8)):
        changed = bytearray(sealed)
        changed[position] ^= 1 << bit
        with pytest.raises(SealBroken):
            seal().open("t", "c", ROW, bytes(changed))


def test_no_cut_or_lengthened_value_opens() -> None:
    sealed = seal().seal("t", "c", ROW, PHONE)
    for length in range(len(sealed)):
        with pytest.raises(SealBroken):
            seal().open("t", "c", ROW, sealed[:length])
    with pytest.raises(SealBroken):
        seal().open("t", "c", ROW, sealed + b"\0")


@pytest.mark.attack("T7")
def test_length_shows_only_in_steps_of_32() -> None:
    lengths = {size: len(seal().seal("t", "c", ROW, b"x" * size)) for size in range(100)}
    assert {lengths[size] for size in range(32)} == {65}
    assert {lengths[size] for size in range(32, 64)} == {97}
    assert {lengths[size] for size in range(64, 96)} == {129}


@pytest.mark.parametrize("plain", [b"", b"\0" * 32, b"x" * 32, b"\x80" + b"\0" * 30, b"\x80" + b"\0" * 63, b"\x80\1"])
def test_foreign_padding_is_refused(plain: bytes) -> None:
    with pytest.raises(SealBroken):
        unpadded(plain, "t.c")


@given(st.binary(max_size=100))
def test_padding_is_undone(value: bytes) -> None:
    assert unpadded(padded(value), "t.c") == value


@pytest.mark.attack("T6")
def test_no_nonce_comes_twice() -> None:
    column = seal().column("t", "c")
    assert len({column.seal(ROW, b"")[5:17] for _ in range(100_000)}) == 100_000


@pytest.mark.attack("T6")
@pytest.mark.slow
def test_no_nonce_comes_twice_in_a_million() -> None:
    column = seal().column("t", "c")
    assert len({column.seal(ROW, b"")[5:17] for _ in range(1_000_000)}) == 1_000_000


def test_search_keys_find_equal_values_of_one_portfolio_only() -> None:
    ours, theirs = seal(), seal(portfolio=OTHER_PORTFOLIO, key=os.urandom(32))
    assert ours.search_key("+79161234567") == seal().search_key("+79161234567")
    assert ours.search_key("+79161234567") != theirs.search_key("+79161234567")
    assert ours.search_key("+79161234567") != ours.search_key("+79161234568")
    said = ["+79161234567", "", "почта@пример.рф"]
    assert ours.search_keys(said) == [ours.search_key(text) for text in said]
    assert len(ours.search_key("x")) == 16
    assert len(ours.last4_key("4567")) == 8
    assert ours.last4_key("4567") != ours.search_key("4567")[:8]


def test_keys_do_not_leave_by_text_or_pickle() -> None:
    assert KEY.hex() not in repr(seal())
    with pytest.raises(TypeError):
        pickle.dumps(seal())


def test_row_uuids_of_another_length_are_a_fault_of_the_caller() -> None:
    with pytest.raises(ValueError, match="row_uuid"):
        seal().seal("t", "c", b"short", PHONE)


# ---------------------------------------------------------------- inbox

READER = KeyPair.of(bytes(range(32)), bytes(range(32)))
PLACE = ("clients", "note", ROW)


def test_what_is_left_in_the_inbox_reaches_the_reader() -> None:
    left = seal_to_inbox(READER.enc_pub, BASE, PORTFOLIO, 1, PLACE, PHONE)
    assert open_inbox(READER.enc_private, BASE, PORTFOLIO, 1, PLACE, left) == PHONE


@pytest.mark.attack("T3")
@pytest.mark.parametrize(
    ("base", "portfolio", "epoch", "place"),
    [
        (OTHER_BASE, PORTFOLIO, 1, PLACE),
        (BASE, OTHER_PORTFOLIO, 1, PLACE),
        (BASE, PORTFOLIO, 2, PLACE),
        (BASE, PORTFOLIO, 1, ("clients", "name", ROW)),
        (BASE, PORTFOLIO, 1, ("client", "snote", ROW)),
        (BASE, PORTFOLIO, 1, ("clients", "note", bytes(16))),
    ],
)
def test_an_inbox_item_moved_elsewhere_does_not_open(
    base: str, portfolio: str, epoch: int, place: tuple[str, str, bytes]
) -> None:
    left = seal_to_inbox(READER.enc_pub, BASE, PORTFOLIO, 1, PLACE, PHONE)
    with pytest.raises(SealBroken):
        open_inbox(READER.enc_private, base, portfolio, epoch, place, left)


def test_no_flipped_or_cut_inbox_item_opens() -> None:
    left = seal_to_inbox(READER.enc_pub, BASE, PORTFOLIO, 1, PLACE, PHONE)
    wrong = [left[:size] for size in range(len(left))]
    for position in range(len(left)):
        changed = bytearray(left)
        changed[position] ^= 1 << position % 8
        wrong.append(bytes(changed))
    for item in wrong:
        with pytest.raises(SealBroken):
            open_inbox(READER.enc_private, BASE, PORTFOLIO, 1, PLACE, item)


def test_the_writer_cannot_read_back() -> None:
    left = seal_to_inbox(READER.enc_pub, BASE, PORTFOLIO, 1, PLACE, PHONE)
    with pytest.raises(SealBroken):
        open_inbox(os.urandom(32), BASE, PORTFOLIO, 1, PLACE, left)


def test_many_values_are_sealed_as_one_by_one() -> None:
    column = seal().column("contact_point", "sealed")
    values = [(bytes([number]) * 16, b"x" * number) for number in range(70)]
    sealed = column.seal_many(values)
    assert [column.open(uuid, one) for (uuid, _), one in zip(values, sealed, strict=True)] == [v for _, v in values]
    assert len({one[5:17] for one in sealed}) == len(values)
    with pytest.raises(SealBroken):
        column.open(values[1][0], sealed[2])
    with pytest.raises(ValueError, match="row_uuid"):
        column.seal_many([(b"short", b"")])
