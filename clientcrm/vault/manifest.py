"""The signed list of people, portfolios and rights: the only source of authorisation (SECURITY 2.4)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from clientcrm.domain.errors import NewerFormat, UnknownPerson
from clientcrm.vault.canonical import (
    ID_BYTES,
    KEY_BYTES,
    Json,
    NotCanonical,
    canonical,
    from_hex,
    identifier,
    listed,
    shape,
    text,
    whole,
)
from clientcrm.vault.succession import MOST_RECORDS, HandOver

FORMAT: Final = 1  # of the manifest and of keys.json
PROGRAM_LEVEL: Final = 1  # a manifest can demand a program that knows more than this one
OWNER: Final = "owner"
ACTIVE, OFF = "active", "off"
RECOVERY: Final = "0" * 32  # stands for a person where the recovery code reads
GENESIS_SHA256: Final = bytes(KEY_BYTES)

MOST_PEOPLE, MOST_PORTFOLIOS, MOST_FORMER = 1_000, 1_000, 100
LONGEST_NAME = 200
MOST_SEQ = 2**63 - 1
MOST_EPOCH = 2**32 - 1

_PERSON = ("uid", "name", "role", "permissions", "enc_pub", "sig_pub", "former_sig_pubs", "status")
_PORTFOLIO = ("id", "name", "epoch", "members", "commitment", "inbox_pub")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who signs in, or used to; `former_sig_pubs` verify what was signed before a change of keys."""

    uid: str
    name: str
    role: str
    permissions: Mapping[str, Json]
    enc_pub: bytes
    sig_pub: bytes
    former_sig_pubs: tuple[bytes, ...] = ()
    status: str = ACTIVE

    @property
    def active(self) -> bool:
        """Whether the person may sign in."""
        return self.status == ACTIVE

    @property
    def is_owner(self) -> bool:
        """Whether the person reads everything and signs manifests."""
        return self.role == OWNER

    def with_keys(self, enc_pub: bytes, sig_pub: bytes) -> Person:
        """The same person with new keys; the former signing key goes on verifying what it signed."""
        former = (self.sig_pub, *self.former_sig_pubs)[:MOST_FORMER]
        return replace(self, enc_pub=enc_pub, sig_pub=sig_pub, former_sig_pubs=former)

    def to_json(self) -> Json:
        """As it stands in the manifest."""
        return {
            "uid": self.uid,
            "name": self.name,
            "role": self.role,
            "permissions": dict(self.permissions),
            "enc_pub": self.enc_pub.hex(),
            "sig_pub": self.sig_pub.hex(),
            "former_sig_pubs": [key.hex() for key in self.former_sig_pubs],
            "status": self.status,
        }

    @classmethod
    def from_json(cls, value: Json) -> Person:
        """The person, or NotCanonical."""
        found = shape(value, *_PERSON)
        uid, status = identifier(found["uid"]), text(found["status"], LONGEST_NAME)
        if status not in (ACTIVE, OFF) or uid == RECOVERY or not isinstance(found["permissions"], dict):
            raise NotCanonical("person")
        return cls(
            uid,
            text(found["name"], LONGEST_NAME),
            text(found["role"], LONGEST_NAME),
            found["permissions"],
            from_hex(found["enc_pub"], KEY_BYTES),
            from_hex(found["sig_pub"], KEY_BYTES),
            tuple(from_hex(key, KEY_BYTES) for key in listed(found["former_sig_pubs"], MOST_FORMER)),
            status,
        )


@dataclass(frozen=True, slots=True)
class Portfolio:
    """A set of clients and who may read their contacts; owners read every portfolio without being members."""

    id: str
    name: str
    epoch: int
    members: tuple[str, ...]
    commitment: bytes
    inbox_pub: bytes

    def to_json(self) -> Json:
        """As it stands in the manifest."""
        return {
            "id": self.id,
            "name": self.name,
            "epoch": self.epoch,
            "members": list(self.members),
            "commitment": self.commitment.hex(),
            "inbox_pub": self.inbox_pub.hex(),
        }

    @classmethod
    def from_json(cls, value: Json) -> Portfolio:
        """The portfolio, or NotCanonical."""
        found = shape(value, *_PORTFOLIO)
        members = tuple(identifier(uid) for uid in listed(found["members"], MOST_PEOPLE))
        if list(members) != sorted(set(members)):
            raise NotCanonical("members")
        return cls(
            identifier(found["id"]),
            text(found["name"], LONGEST_NAME),
            whole(found["epoch"], 1, MOST_EPOCH),
            members,
            from_hex(found["commitment"], ID_BYTES),
            from_hex(found["inbox_pub"], KEY_BYTES),
        )


@dataclass(frozen=True, slots=True)
class SharedKeys:
    """Public parts that belong to the base as a whole: recovery code, journal key, owner-only key and its inbox."""

    recovery_enc_pub: bytes
    recovery_sig_pub: bytes
    audit_pub: bytes
    owner_commitment: bytes
    owner_epoch: int
    owner_inbox_pub: bytes
    device_check: bytes

    def to_json(self) -> Json:
        """As it stands in the manifest."""
        return {
            "recovery_enc_pub": self.recovery_enc_pub.hex(),
            "recovery_sig_pub": self.recovery_sig_pub.hex(),
            "audit_pub": self.audit_pub.hex(),
            "owner_commitment": self.owner_commitment.hex(),
            "owner_epoch": self.owner_epoch,
            "owner_inbox_pub": self.owner_inbox_pub.hex(),
            "device_check": self.device_check.hex(),
        }

    @classmethod
    def from_json(cls, value: Json) -> SharedKeys:
        """The keys, or NotCanonical."""
        found = shape(value, *cls.__slots__)
        return cls(
            from_hex(found["recovery_enc_pub"], KEY_BYTES),
            from_hex(found["recovery_sig_pub"], KEY_BYTES),
            from_hex(found["audit_pub"], KEY_BYTES),
            from_hex(found["owner_commitment"], ID_BYTES),
            whole(found["owner_epoch"], 1, MOST_EPOCH),
            from_hex(found["owner_inbox_pub"], KEY_BYTES),
            from_hex(found["device_check"], ID_BYTES),
        )


@dataclass(frozen=True, slots=True)
class Manifest:
    """Who may do what, in the words that the owner signed."""

    base_uuid: str
    shop: str
    manifest_seq: int
    file_generation: int
    prev_sha256: bytes
    created_seq: int  # the journal's sequence number when it was signed
    people: tuple[Person, ...]
    portfolios: tuple[Portfolio, ...]
    shared: SharedKeys
    policy: Mapping[str, Json] = field(default_factory=dict)
    succession: tuple[HandOver, ...] = ()
    wraps_sha256: bytes = GENESIS_SHA256
    app_min: int = PROGRAM_LEVEL

    def to_json(self) -> Json:
        """As it stands in keys.json."""
        return {
            "v": FORMAT,
            "base_uuid": self.base_uuid,
            "shop": self.shop,
            "manifest_seq": self.manifest_seq,
            "file_generation": self.file_generation,
            "prev_sha256": self.prev_sha256.hex(),
            "created_seq": self.created_seq,
            "app_min": self.app_min,
            "users": [person.to_json() for person in self.people],
            "portfolios": [portfolio.to_json() for portfolio in self.portfolios],
            "shared": self.shared.to_json(),
            "policy": dict(self.policy),
            "succession": [record.to_json() for record in self.succession],
            "wraps_sha256": self.wraps_sha256.hex(),
        }

    @classmethod
    def from_json(cls, value: Json) -> Manifest:
        """The manifest, or NotCanonical, or NewerFormat if it asks for a newer program."""
        check_format(value)
        found = shape(value, "v", "users", *(name for name in cls.__slots__ if name != "people"))
        app_min = whole(found["app_min"], 1, MOST_SEQ)
        if app_min > PROGRAM_LEVEL:
            raise NewerFormat(str(app_min), str(PROGRAM_LEVEL))
        if not isinstance(found["policy"], dict):
            raise NotCanonical("policy")
        made = cls(
            base_uuid=identifier(found["base_uuid"]),
            shop=text(found["shop"], LONGEST_NAME),
            manifest_seq=whole(found["manifest_seq"], 1, MOST_SEQ),
            file_generation=whole(found["file_generation"], 1, MOST_EPOCH),
            prev_sha256=from_hex(found["prev_sha256"], KEY_BYTES),
            created_seq=whole(found["created_seq"], 0, MOST_SEQ),
            people=tuple(Person.from_json(person) for person in listed(found["users"], MOST_PEOPLE)),
            portfolios=tuple(Portfolio.from_json(item) for item in listed(found["portfolios"], MOST_PORTFOLIOS)),
            shared=SharedKeys.from_json(found["shared"]),
            policy=found["policy"],
            succession=tuple(HandOver.from_json(item) for item in listed(found["succession"], MOST_RECORDS)),
            wraps_sha256=from_hex(found["wraps_sha256"], KEY_BYTES),
            app_min=app_min,
        )
        made._check_references()
        return made

    def to_bytes(self) -> bytes:
        """The bytes that are signed and hashed."""
        return canonical(self.to_json())

    def sha256(self) -> bytes:
        """What the next manifest names as the one before it."""
        return hashlib.sha256(self.to_bytes()).digest()

    def person(self, uid: str) -> Person:
        """The person with this id; UnknownPerson if there is none."""
        for person in self.people:
            if person.uid == uid:
                return person
        raise UnknownPerson(uid)

    def portfolio(self, id_: str) -> Portfolio | None:
        """The portfolio with this id, if there is one."""
        return next((portfolio for portfolio in self.portfolios if portfolio.id == id_), None)

    def owners(self) -> tuple[Person, ...]:
        """The active owners: they sign manifests and read everything."""
        return tuple(person for person in self.people if person.is_owner and person.active)

    def readers(self, portfolio: Portfolio) -> tuple[Person, ...]:
        """The active people who hold the key of the portfolio: its members and the owners."""
        return tuple(
            person for person in self.people if person.active and (person.is_owner or person.uid in portfolio.members)
        )

    def owner_keys(self) -> tuple[bytes, ...]:
        """The keys that may sign the next manifest, in byte order."""
        return tuple(sorted({person.sig_pub for person in self.owners()} | {self.shared.recovery_sig_pub}))

    def _check_references(self) -> None:
        uids = {person.uid for person in self.people}
        ids = {portfolio.id for portfolio in self.portfolios}
        members = {uid for portfolio in self.portfolios for uid in portfolio.members}
        if len(uids) != len(self.people) or len(ids) != len(self.portfolios) or not members <= uids:
            raise NotCanonical("references")
        if not self.owners():
            raise NotCanonical("no_owner")


def check_format(value: Json) -> None:
    """NewerFormat if the object was written by a newer program."""
    version = value.get("v") if isinstance(value, dict) else None
    if isinstance(version, int) and not isinstance(version, bool) and version > FORMAT:
        raise NewerFormat(str(version), str(FORMAT))
    if version is True or version != FORMAT:
        raise NotCanonical("version")
