"""A person's pair of key pairs (X25519 to receive, Ed25519 to sign) and the derivation of keys from keys."""

from __future__ import annotations

import hmac
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF, HKDFExpand

from clientcrm.vault.canonical import ID_BYTES, KEY_BYTES, Entropy

SIGNATURE_BYTES = 64


class NeverPickled:
    """What holds a key as plain bytes: it travels to no other process and into no file."""

    __slots__ = ()

    def __reduce__(self) -> str:
        raise TypeError("keys are not pickled")


@dataclass(frozen=True, slots=True)
class KeyPair(NeverPickled):
    """The private keys of one person or of the recovery code, with their public parts."""

    enc_private: bytes = field(repr=False)
    sig_private: bytes = field(repr=False)
    enc_pub: bytes
    sig_pub: bytes

    @classmethod
    def of(cls, enc_private: bytes, sig_private: bytes) -> KeyPair:
        """The pair that belongs to two private keys of 32 bytes."""
        sig_pub = Ed25519PrivateKey.from_private_bytes(sig_private).public_key().public_bytes_raw()
        return cls(enc_private, sig_private, enc_public(enc_private), sig_pub)

    @classmethod
    def new(cls, entropy: Entropy) -> KeyPair:
        """A fresh pair."""
        return cls.of(entropy(KEY_BYTES), entropy(KEY_BYTES))

    def sign(self, message: bytes) -> bytes:
        """The 64-byte signature of a message that starts with its own purpose."""
        return Ed25519PrivateKey.from_private_bytes(self.sig_private).sign(message)


def enc_public(enc_private: bytes) -> bytes:
    """The public part of an X25519 private key."""
    return X25519PrivateKey.from_private_bytes(enc_private).public_key().public_bytes_raw()


def signed_by(sig_pub: bytes, message: bytes, signature: bytes) -> bool:
    """Whether the holder of the key signed exactly this message."""
    try:
        Ed25519PublicKey.from_public_bytes(sig_pub).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def derive(secret: bytes, salt: bytes, info: bytes) -> bytes:
    """A 32-byte key from secrets that are not uniform (HKDF-SHA256, extract and expand)."""
    return HKDF(SHA256(), KEY_BYTES, salt, info).derive(secret)


def subkey(key: bytes, info: bytes) -> bytes:
    """A 32-byte key for one use of a uniform key (HKDF-SHA256, expand alone)."""
    return HKDFExpand(SHA256(), KEY_BYTES, info).derive(key)


def commitment(key: bytes) -> bytes:
    """16 bytes in the manifest that only this key gives: AES-GCM alone would open under a planted second key."""
    return hmac.digest(key, b"crm/commit/1", "sha256")[:ID_BYTES]


def device_check(device_secret: bytes, base_uuid: str) -> bytes:
    """16 bytes that tell the right device from a wrong one.

    Taken from the device secret alone (256 random bits), so it says nothing about any password.
    """
    return hmac.digest(device_secret, b"crm/device/1" + bytes.fromhex(base_uuid), "sha256")[:ID_BYTES]


def same(a: bytes, b: bytes) -> bool:
    """Whether two secrets or tags are equal, in time that does not depend on where they differ."""
    return hmac.compare_digest(a, b)
