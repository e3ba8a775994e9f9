"""Which owner keys a person trusts, and how one set of owner keys hands over to the next.

Each bundle pins the owner keys its person has seen. When the owner's keys change (a recovery, a second owner), a
record signed by a key of the former set stands in the manifest, so that people who sign in later can follow.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass

from clientcrm.vault.canonical import (
    KEY_BYTES,
    Json,
    NotCanonical,
    canonical,
    from_hex,
    listed,
    shape,
    whole,
)
from clientcrm.vault.keys import SIGNATURE_BYTES, KeyPair, signed_by

MOST_OWNER_KEYS = 32
MOST_RECORDS = 10_000


@dataclass(frozen=True, slots=True)
class Pins:
    """The owner keys trusted after the n-th hand-over, in byte order."""

    number: int
    keys: tuple[bytes, ...]

    def to_bytes(self) -> bytes:
        """Number, count of keys, keys."""
        return struct.pack(">IB", self.number, len(self.keys)) + b"".join(self.keys)

    @classmethod
    def from_bytes(cls, data: bytes) -> Pins:
        """The pins that take up exactly these bytes; ValueError otherwise."""
        head = struct.calcsize(">IB")
        if len(data) < head:
            raise ValueError("pins")
        number, count = struct.unpack(">IB", data[:head])
        if not 1 <= count <= MOST_OWNER_KEYS or len(data) != head + count * KEY_BYTES:
            raise ValueError("pins")
        return cls(number, tuple(data[i : i + KEY_BYTES] for i in range(head, len(data), KEY_BYTES)))


@dataclass(frozen=True, slots=True)
class HandOver:
    """The n-th set of owner keys, signed by a key of the set before it."""

    number: int
    keys: tuple[bytes, ...]
    by: bytes
    signature: bytes

    def to_json(self) -> Json:
        """As it stands in the manifest."""
        return {
            "number": self.number,
            "keys": [key.hex() for key in self.keys],
            "by": self.by.hex(),
            "signature": self.signature.hex(),
        }

    @classmethod
    def from_json(cls, value: Json) -> HandOver:
        """The record, or NotCanonical."""
        found = shape(value, "number", "keys", "by", "signature")
        keys = tuple(from_hex(key, KEY_BYTES) for key in listed(found["keys"], MOST_OWNER_KEYS))
        if not keys or list(keys) != sorted(set(keys)):
            raise NotCanonical("owner_keys")
        number = whole(found["number"], 1, MOST_RECORDS)
        by, signature = from_hex(found["by"], KEY_BYTES), from_hex(found["signature"], SIGNATURE_BYTES)
        return cls(number, keys, by, signature)


def hand_over(pins: Pins, keys: Sequence[bytes], pair: KeyPair, base_uuid: str) -> HandOver:
    """The record by which the holder of a trusted key names the next set of owner keys."""
    following = tuple(sorted(set(keys)))
    number = pins.number + 1
    signature = pair.sign(_message(base_uuid, number, pins.keys, following))
    return HandOver(number, following, pair.sig_pub, signature)


def follow(pins: Pins, records: Sequence[HandOver], base_uuid: str) -> Pins:
    """The owner keys to trust now, starting from those that were trusted; NotCanonical if the line is broken."""
    if [record.number for record in records] != list(range(1, len(records) + 1)) or len(records) < pins.number:
        raise NotCanonical("succession")
    if pins.number and records[pins.number - 1].keys != pins.keys:
        raise NotCanonical("succession")
    for record in records[pins.number :]:
        message = _message(base_uuid, record.number, pins.keys, record.keys)
        if record.by not in pins.keys or not signed_by(record.by, message, record.signature):
            raise NotCanonical("succession")
        pins = Pins(record.number, record.keys)
    return pins


def _message(base_uuid: str, number: int, before: Sequence[bytes], after: Sequence[bytes]) -> bytes:
    value: Json = {
        "base_uuid": base_uuid,
        "number": number,
        "before": [key.hex() for key in before],
        "after": [key.hex() for key in after],
    }
    return b"crm/owners/1\0" + canonical(value)
