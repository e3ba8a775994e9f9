"""The owner's key file is read as it was written or refused; a fingerprint is known however it is typed."""

from __future__ import annotations

import hashlib
import json
import struct
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientcrm.domain.errors import NewerFormat
from clientcrm.vault.anchor_file import MOST_BYTES, AnchorFile, as_fingerprint, fingerprint
from clientcrm.vault.canonical import NotCanonical, canonical

BASE, UID, HEAD = "b0" * 16, "a1" * 16, bytes(range(32))
SAID = AnchorFile(BASE, 4, 5, 1003, HEAD, "2026-06-30T09:00:00+00:00", UID, b"\7" * 64)


def test_what_was_written_is_read() -> None:
    assert AnchorFile.from_bytes(SAID.to_bytes()) == SAID
    assert SAID.signature not in SAID.signed()


def changed(**values: Any) -> bytes:
    """The file with something else in it."""
    said = {**json.loads(SAID.to_bytes()), **values}
    return canonical({name: value for name, value in said.items() if value is not None})


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n",
        b"{}",
        b"[]",
        b"\xff\xfe",
        SAID.to_bytes()[:-2],
        b" " + SAID.to_bytes(),
        SAID.to_bytes() + b"\n",
        b"x" * (MOST_BYTES + 1),
        changed(kind="another"),
        changed(seq=0),
        changed(seq="1003"),
        changed(generation=-1),
        changed(head="00"),
        changed(uid="A1" * 16),
        changed(signature=None),
        changed(more=1),
        changed(made_at="x" * 41),
    ],
)
def test_anything_else_is_no_anchor(data: bytes) -> None:
    with pytest.raises(NotCanonical):
        AnchorFile.from_bytes(data)


def test_a_file_of_a_later_program_says_so() -> None:
    with pytest.raises(NewerFormat):
        AnchorFile.from_bytes(changed(v=2))


@pytest.mark.attack("T1")
def test_a_fingerprint_by_plain_primitives() -> None:
    digest = hashlib.sha256(b"crm/fingerprint/1\0" + bytes.fromhex(BASE) + struct.pack(">Q", 7) + HEAD).digest()
    bits = f"{int.from_bytes(digest[:5], 'big'):040b}"
    letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    assert fingerprint(BASE, 7, HEAD) == "".join(letters[int(bits[at : at + 5], 2)] for at in range(0, 40, 5))
    assert fingerprint(BASE, 8, HEAD) != fingerprint(BASE, 7, HEAD)


@given(st.integers(1, 2**40), st.binary(min_size=32, max_size=32))
def test_a_fingerprint_is_found_however_it_is_typed(seq: int, head: bytes) -> None:
    text = fingerprint(BASE, seq, head)
    cyrillic = text.translate(str.maketrans("ABEKMHPCTXY", "АВЕКМНРСТХУ"))
    sloppy = text.lower().replace("0", "o").replace("1", "l")
    for typed in (text, f"{text[:4]} {text[4:]}", f"{text[:4]}-{text[4:]}", cyrillic, sloppy):
        assert as_fingerprint(typed) == text


@pytest.mark.parametrize("typed", ["", "1234567", "123456789", "1234567Ж", "!!!!!!!!"])
def test_what_is_no_fingerprint(typed: str) -> None:
    assert as_fingerprint(typed) == ""
