"""keys.json: the manifest, everybody's bundles, the recovery slot and all wraps, in one form of bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from clientcrm.domain.errors import DamagedHeader, UnknownPerson
from clientcrm.vault.bundle import MOST_BUNDLE_BYTES, BundleSlot
from clientcrm.vault.canonical import (
    KEY_BYTES,
    Json,
    NotCanonical,
    canonical,
    from_hex,
    identifier,
    listed,
    parse_canonical,
    shape,
    text,
    whole,
)
from clientcrm.vault.keys import SIGNATURE_BYTES, same
from clientcrm.vault.manifest import FORMAT, MOST_EPOCH, MOST_PEOPLE, Manifest, Person, Portfolio, check_format
from clientcrm.vault.names import folded
from clientcrm.vault.passwords import SALT_BYTES, KdfPolicy
from clientcrm.vault.recovery import RecoverySlot
from clientcrm.vault.seals import WRAP_BYTES, WRAP_KINDS, Wrap

MOST_HEADER_BYTES: Final = 16 * 1024 * 1024
MOST_WRAPS = 200_000
_KIND: Final = "clientcrm-keys"
_PARTS = ("format", "v", "manifest", "signer", "signature", "wraps", "bundles", "recovery", "proposals", "check")
_WRAP_PARTS = 5
_LEAST_SEALED = 28  # nonce and tag


@dataclass(frozen=True, slots=True)
class Proposal:
    """New public keys that a person made at the first sign-in, signed with the first ones."""

    uid: str
    enc_pub: bytes
    sig_pub: bytes
    signature: bytes

    def message(self, base_uuid: str) -> bytes:
        """What the person signed."""
        return b"crm/propose/1\0" + bytes.fromhex(base_uuid) + bytes.fromhex(self.uid) + self.enc_pub + self.sig_pub

    def to_json(self) -> Json:
        """As it stands in keys.json."""
        keys = {"enc_pub": self.enc_pub.hex(), "sig_pub": self.sig_pub.hex()}
        return {"uid": self.uid, "signature": self.signature.hex(), **keys}


@dataclass(frozen=True, slots=True)
class Header:
    """Everything keys.json holds. Before a sign-in it is unverified: good for the sign-in screen and nothing else.

    `fallback`: why keys.prev.json was read instead of keys.json, "" if it was not. `path`: where it was read from.
    """

    manifest: Manifest
    signer: bytes
    signature: bytes
    wraps: tuple[Wrap, ...]
    bundles: Mapping[str, BundleSlot]
    recovery: RecoverySlot
    proposals: tuple[Proposal, ...] = ()
    fallback: str = field(default="", compare=False)
    path: str = field(default="", compare=False)

    @property
    def base_uuid(self) -> str:
        """The base that this header belongs to."""
        return self.manifest.base_uuid

    @property
    def shop(self) -> str:
        """The shop's name for the sign-in screen."""
        return self.manifest.shop

    @property
    def generation(self) -> int:
        """Which database file belongs to this header."""
        return self.manifest.file_generation

    @property
    def manifest_seq(self) -> int:
        """Rises with each signature of the owner."""
        return self.manifest.manifest_seq

    @property
    def users(self) -> tuple[Person, ...]:
        """Everybody who signs in or used to."""
        return self.manifest.people

    @property
    def portfolios(self) -> tuple[Portfolio, ...]:
        """All portfolios of the shop."""
        return self.manifest.portfolios

    @property
    def policy(self) -> Mapping[str, Json]:
        """What the owner decided for the whole shop: currency, time zone, quotas, auto-lock, export."""
        return self.manifest.policy

    def person(self, uid: str) -> Person:
        """The person with this id, or UnknownPerson."""
        return self.manifest.person(uid)

    def person_named(self, name: str) -> Person:
        """The person with this name in any spelling of case, first among those who may sign in; or UnknownPerson."""
        wanted = folded(name)
        for person in sorted(self.users, key=lambda person: not person.active):
            if folded(person.name) == wanted:
                return person
        raise UnknownPerson(name)

    def damaged(self, reason: str) -> DamagedHeader:
        """The error that says this header must not be trusted."""
        return DamagedHeader(self.path, reason)

    def to_bytes(self) -> bytes:
        """The bytes of keys.json."""
        body = self._body()
        return canonical({**body, "check": _check(body)})

    def _body(self) -> dict[str, Json]:
        return {
            "format": _KIND,
            "v": FORMAT,
            "manifest": self.manifest.to_json(),
            "signer": self.signer.hex(),
            "signature": self.signature.hex(),
            "wraps": wraps_json(self.wraps),
            "bundles": {uid: _bundle_json(slot) for uid, slot in self.bundles.items()},
            "recovery": {"salt": self.recovery.salt.hex(), "sealed": self.recovery.sealed.hex()},
            "proposals": [proposal.to_json() for proposal in self.proposals],
        }


def parse_header(data: bytes, path: str = "") -> Header:
    """The header of these bytes (keys.json, or the copy inside a backup); DamagedHeader or NewerFormat otherwise."""
    try:
        if len(data) > MOST_HEADER_BYTES:
            raise NotCanonical("too_large")
        value = parse_canonical(data)
        if not isinstance(value, dict) or value.get("format") != _KIND:
            raise NotCanonical("format")
        check_format(value)
        found = shape(value, *_PARTS)
        body = {name: part for name, part in found.items() if name != "check"}
        if not same(_check(body).encode(), text(found["check"], 64).encode()):
            raise NotCanonical("checksum")
        return _header(found, path)
    except NotCanonical as error:
        raise DamagedHeader(path, str(error)) from error


def _header(found: Mapping[str, Json], path: str) -> Header:
    manifest = Manifest.from_json(found["manifest"])
    wraps = tuple(_wrap(item) for item in listed(found["wraps"], MOST_WRAPS))
    if not same(wraps_sha256(wraps), manifest.wraps_sha256) or list(wraps) != sorted(set(wraps)):
        raise NotCanonical("wraps")
    bundles = found["bundles"]
    if not isinstance(bundles, dict):
        raise NotCanonical("bundles")
    if not set(bundles) <= {person.uid for person in manifest.people}:
        raise NotCanonical("bundles")
    recovery = shape(found["recovery"], "salt", "sealed")
    return Header(
        manifest=manifest,
        signer=from_hex(found["signer"], KEY_BYTES),
        signature=from_hex(found["signature"], SIGNATURE_BYTES),
        wraps=wraps,
        bundles={uid: _bundle(slot) for uid, slot in bundles.items()},
        recovery=RecoverySlot(
            from_hex(recovery["salt"], SALT_BYTES), from_hex(recovery["sealed"], _LEAST_SEALED, MOST_BUNDLE_BYTES)
        ),
        proposals=tuple(_proposal(item) for item in listed(found["proposals"], MOST_PEOPLE)),
        path=path,
    )


def wraps_json(wraps: Iterable[Wrap]) -> list[Json]:
    """The wraps as they stand in keys.json."""
    return [[wrap.kind, wrap.id, wrap.epoch, wrap.to, wrap.sealed.hex()] for wrap in wraps]


def wraps_sha256(wraps: Iterable[Wrap]) -> bytes:
    """The hash in the manifest that makes a planted, changed or missing wrap visible."""
    return hashlib.sha256(b"crm/wraps/1\0" + canonical(wraps_json(wraps))).digest()


def _check(body: Mapping[str, Json]) -> str:
    """Tells a damaged file from a wrong password; it protects against accidents, the signature against people."""
    return hashlib.sha256(canonical(dict(body))).hexdigest()


def _wrap(value: Json) -> Wrap:
    parts = listed(value, _WRAP_PARTS)
    if len(parts) != _WRAP_PARTS or parts[0] not in WRAP_KINDS:
        raise NotCanonical("wraps")
    epoch = whole(parts[2], 1, MOST_EPOCH)
    return Wrap(str(parts[0]), identifier(parts[1]), epoch, identifier(parts[3]), from_hex(parts[4], WRAP_BYTES))


def _bundle_json(slot: BundleSlot) -> Json:
    kdf: Json = [slot.kdf.memory_kib, slot.kdf.iterations, slot.kdf.lanes]
    return {"kdf": kdf, "salt": slot.salt.hex(), "version": slot.version, "sealed": slot.sealed.hex()}


def _bundle(value: Json) -> BundleSlot:
    found = shape(value, "kdf", "salt", "version", "sealed")
    costs = [whole(cost, 1, MOST_EPOCH) for cost in listed(found["kdf"], 3)]
    if len(costs) != len(KdfPolicy.__slots__):
        raise NotCanonical("kdf")
    return BundleSlot(
        KdfPolicy(*costs),
        from_hex(found["salt"], SALT_BYTES),
        whole(found["version"], 1, MOST_EPOCH),
        from_hex(found["sealed"], _LEAST_SEALED, MOST_BUNDLE_BYTES),
    )


def _proposal(value: Json) -> Proposal:
    found = shape(value, "uid", "enc_pub", "sig_pub", "signature")
    return Proposal(
        identifier(found["uid"]),
        from_hex(found["enc_pub"], KEY_BYTES),
        from_hex(found["sig_pub"], KEY_BYTES),
        from_hex(found["signature"], SIGNATURE_BYTES),
    )
