"""A person's own secrets in keys.json, opened by the password and the device secret together."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from clientcrm.domain.errors import WrongPassword
from clientcrm.vault.canonical import KEY_BYTES, Entropy
from clientcrm.vault.device import Anchor
from clientcrm.vault.keys import KeyPair, NeverPickled
from clientcrm.vault.passwords import SALT_BYTES, KdfPolicy, bundle_key, stretch
from clientcrm.vault.succession import Pins

MOST_PAIRS = 2
MOST_BUNDLE_BYTES = 4096
_NONCE_BYTES = 12
_HEAD = struct.Struct(">BB")
_ANCHOR = struct.Struct(">IQQ32s")
_MUST_CHANGE = 1


@dataclass(frozen=True, slots=True)
class BundleSlot:
    """What stands in keys.json for a person: costs of the password, salt, how often rewritten, nonce and contents."""

    kdf: KdfPolicy
    salt: bytes
    version: int
    sealed: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class BundleSecrets:
    """What the bundle holds.

    `pairs`: the key pair the manifest knows, and the proposed one until the owner accepts it. `pins`: the owner
    keys this person trusts. `anchor`: the newest state this person has seen.
    """

    pairs: tuple[KeyPair, ...]
    pins: Pins
    anchor: Anchor
    must_change_password: bool = False

    def to_bytes(self) -> bytes:
        """flags | count of pairs | pairs | generation, manifest_seq, journal seq and head | pins."""
        flags = _MUST_CHANGE if self.must_change_password else 0
        pairs = b"".join(pair.enc_private + pair.sig_private for pair in self.pairs)
        anchor = _ANCHOR.pack(*self.anchor.age, self.anchor.head)
        return _HEAD.pack(flags, len(self.pairs)) + pairs + anchor + self.pins.to_bytes()

    @classmethod
    def from_bytes(cls, data: bytes) -> BundleSecrets:
        """The secrets that take up exactly these bytes; ValueError otherwise."""
        if len(data) < _HEAD.size:
            raise ValueError("bundle")
        flags, count = _HEAD.unpack_from(data)
        start = _HEAD.size + count * 2 * KEY_BYTES
        if flags not in (0, _MUST_CHANGE) or not 1 <= count <= MOST_PAIRS or len(data) < start + _ANCHOR.size:
            raise ValueError("bundle")
        keys = [data[i : i + KEY_BYTES] for i in range(_HEAD.size, start, KEY_BYTES)]
        pairs = tuple(KeyPair.of(keys[i], keys[i + 1]) for i in range(0, len(keys), 2))
        anchor = Anchor(*_ANCHOR.unpack_from(data, start))
        return cls(pairs, Pins.from_bytes(data[start + _ANCHOR.size :]), anchor, flags == _MUST_CHANGE)


@dataclass(frozen=True, slots=True)
class BundleLock(NeverPickled):
    """The key of one person's bundle; kept until lock so that the anchor can be written without the password."""

    base_uuid: str
    uid: str
    kdf: KdfPolicy
    salt: bytes
    key: bytes = field(repr=False)

    @classmethod
    def new(
        cls, password: str, device_secret: bytes, base_uuid: str, uid: str, kdf: KdfPolicy, entropy: Entropy
    ) -> BundleLock:
        """A lock for a new password, with a fresh salt."""
        salt = entropy(SALT_BYTES)
        return cls._of(password, device_secret, base_uuid, uid, kdf, salt)

    @classmethod
    def for_slot(cls, slot: BundleSlot, password: str, device_secret: bytes, base_uuid: str, uid: str) -> BundleLock:
        """The lock that this password and device give for an existing bundle; it may be the wrong one."""
        return cls._of(password, device_secret, base_uuid, uid, slot.kdf, slot.salt)

    @classmethod
    def _of(
        cls, password: str, device_secret: bytes, base_uuid: str, uid: str, kdf: KdfPolicy, salt: bytes
    ) -> BundleLock:
        key = bundle_key(stretch(password, salt, kdf), device_secret, base_uuid, uid)
        return cls(base_uuid, uid, kdf, salt, key)

    def seal(self, secrets: BundleSecrets, version: int, entropy: Entropy) -> BundleSlot:
        """The bundle as it stands in keys.json; `version` rises with each rewriting."""
        nonce = entropy(_NONCE_BYTES)
        body = AESGCM(self.key).encrypt(nonce, secrets.to_bytes(), self._aad(version))
        return BundleSlot(self.kdf, self.salt, version, nonce + body)

    def open(self, slot: BundleSlot) -> BundleSecrets:
        """What the bundle holds; WrongPassword if this lock does not open it."""
        nonce, body = slot.sealed[:_NONCE_BYTES], slot.sealed[_NONCE_BYTES:]
        try:
            return BundleSecrets.from_bytes(AESGCM(self.key).decrypt(nonce, body, self._aad(slot.version)))
        except (InvalidTag, ValueError) as error:
            raise WrongPassword from error

    def _aad(self, version: int) -> bytes:
        place = bytes.fromhex(self.base_uuid) + bytes.fromhex(self.uid)
        return b"crm/bundle/1" + place + struct.pack(">I", version)
