"""Sealing a small secret to the holder of a key (HPKE): wraps of keys, inbox items, journal seeds, backup keys."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from clientcrm.domain.errors import SealBroken
from clientcrm.vault.canonical import KEY_BYTES

# One suite, no negotiation: the version in `info` selects it.
_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)

SEAL_OVERHEAD = 48  # 32 bytes of the sender's fresh public key, 16 bytes of tag
WRAP_BYTES = KEY_BYTES + SEAL_OVERHEAD

DATABASE_KEY, PORTFOLIO_KEY, INBOX_KEY, AUDIT_KEY, OWNER_KEY = "dbk", "pk", "inbox", "audit", "owner"
WRAP_KINDS = frozenset({DATABASE_KEY, PORTFOLIO_KEY, INBOX_KEY, AUDIT_KEY, OWNER_KEY})


@dataclass(frozen=True, slots=True, order=True)
class Wrap:
    """One key sealed to one reader: what (kind, id, epoch), for whom (uid), and the 80 bytes."""

    kind: str
    id: str
    epoch: int
    to: str
    sealed: bytes = field(compare=False, repr=False)


def seal_to(enc_pub: bytes, secret: bytes, info: bytes) -> bytes:
    """The secret as only the holder of the key can read it; `info` ties it to its place."""
    return _SUITE.encrypt(secret, X25519PublicKey.from_public_bytes(enc_pub), info)


def open_sealed(enc_private: bytes, sealed: bytes, info: bytes, where: str) -> bytes:
    """What was sealed to this key for this place; SealBroken if it was changed, moved or meant for another."""
    try:
        return _SUITE.decrypt(sealed, X25519PrivateKey.from_private_bytes(enc_private), info)
    except (InvalidTag, ValueError) as error:
        raise SealBroken(where) from error


def wrap_info(base_uuid: str, kind: str, id_: str, epoch: int, uid: str) -> bytes:
    """What a wrap is tied to, so that it opens nowhere else."""
    name = kind.encode("ascii")
    return b"".join(
        (
            b"crm/wrap/1",
            bytes.fromhex(base_uuid),
            bytes((len(name),)),
            name,
            bytes.fromhex(id_),
            struct.pack(">I", epoch),
            bytes.fromhex(uid),
        )
    )


def wrap_key(base_uuid: str, kind: str, id_: str, epoch: int, uid: str, enc_pub: bytes, key: bytes) -> Wrap:
    """A 32-byte key sealed to one reader."""
    if len(key) != KEY_BYTES:
        raise ValueError("key")
    return Wrap(kind, id_, epoch, uid, seal_to(enc_pub, key, wrap_info(base_uuid, kind, id_, epoch, uid)))


def unwrap_key(base_uuid: str, wrap: Wrap, enc_private: bytes) -> bytes:
    """The 32-byte key of a wrap made for the holder of this private key."""
    info = wrap_info(base_uuid, wrap.kind, wrap.id, wrap.epoch, wrap.to)
    key = open_sealed(enc_private, wrap.sealed, info, wrap.kind)
    if len(key) != KEY_BYTES:
        raise SealBroken(wrap.kind)
    return key
