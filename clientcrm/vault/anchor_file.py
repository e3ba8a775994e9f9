"""The owner's key file on a stick: where the journal stood, signed. And the eight characters to write down."""

from __future__ import annotations

import hashlib
import struct
from dataclasses import dataclass, field
from typing import Final

from clientcrm.domain.errors import NewerFormat
from clientcrm.vault.canonical import (
    KEY_BYTES,
    Json,
    NotCanonical,
    canonical,
    from_hex,
    identifier,
    parse_canonical,
    shape,
    text,
    whole,
)

VERSION: Final = 1
PURPOSE: Final = "journal-anchor"
MOST_BYTES: Final = 4096
_KIND: Final = "clientcrm-journal-anchor"
_SIGNATURE_BYTES, _LONGEST_MOMENT, _MOST = 64, 40, 2**63 - 1
# Neither I, L, O nor U: none is taken for a digit, and every letter that Cyrillic has too looks the same there.
_LETTERS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS: Final = str.maketrans("OILАВЕКМНОРСТУХЗ", "011ABEKMH0PCTYX3")
_CHARACTERS, _BITS = 8, 5


@dataclass(frozen=True, slots=True)
class AnchorFile:
    """An owner's word on the state of a base: its generation, its manifest, its journal up to entry `seq`."""

    base_uuid: str
    generation: int
    manifest_seq: int
    seq: int
    head: bytes
    made_at: str
    uid: str
    signature: bytes = field(default=b"", repr=False)

    def signed(self) -> bytes:
        """The bytes that the owner signs."""
        return canonical(self._said())

    def to_bytes(self) -> bytes:
        """The file: one line of canonical JSON."""
        return canonical({**self._said(), "signature": self.signature.hex()}) + b"\n"

    @classmethod
    def from_bytes(cls, data: bytes) -> AnchorFile:
        """What the file says, unverified; NotCanonical if it is no anchor, NewerFormat if a later program made it."""
        if len(data) > MOST_BYTES:
            raise NotCanonical("length")
        value = parse_canonical(data.removesuffix(b"\n"))
        if isinstance(value, dict) and value.get("kind") == _KIND and value.get("v") != VERSION:
            raise NewerFormat(str(value.get("v")), str(VERSION))
        names = ("base_uuid", "generation", "head", "made_at", "manifest_seq", "seq", "uid")
        said = shape(value, "v", "kind", "signature", *names)
        if said["kind"] != _KIND:
            raise NotCanonical("kind")
        return cls(
            base_uuid=identifier(said["base_uuid"]),
            generation=whole(said["generation"], 1, _MOST),
            manifest_seq=whole(said["manifest_seq"], 0, _MOST),
            seq=whole(said["seq"], 1, _MOST),
            head=from_hex(said["head"], KEY_BYTES),
            made_at=text(said["made_at"], _LONGEST_MOMENT),
            uid=identifier(said["uid"]),
            signature=from_hex(said["signature"], _SIGNATURE_BYTES),
        )

    def _said(self) -> dict[str, Json]:
        return {
            "v": VERSION,
            "kind": _KIND,
            "base_uuid": self.base_uuid,
            "generation": self.generation,
            "manifest_seq": self.manifest_seq,
            "seq": self.seq,
            "head": self.head.hex(),
            "made_at": self.made_at,
            "uid": self.uid,
        }


def fingerprint(base_uuid: str, seq: int, head: bytes) -> str:
    """Eight characters that name this state of the journal and no other: 40 bits of its last seal."""
    said = b"crm/fingerprint/1\0" + bytes.fromhex(base_uuid) + struct.pack(">Q", seq) + head
    number = int.from_bytes(hashlib.sha256(said).digest()[:5], "big")
    places = range(_BITS * (_CHARACTERS - 1), -1, -_BITS)
    return "".join(_LETTERS[number >> place & 31] for place in places)


def as_fingerprint(typed: str) -> str:
    """A fingerprint as somebody typed it: spaces and dashes aside, letters of either alphabet; "" if it is none."""
    kept = "".join(c for c in typed.upper() if c.isalnum()).translate(_READ_AS)
    return kept if len(kept) == _CHARACTERS and set(kept) <= set(_LETTERS) else ""
