"""The keys of a base as one reader holds them, and their wraps for all readers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from clientcrm.domain.errors import SealBroken
from clientcrm.vault.canonical import KEY_BYTES, Entropy, NotCanonical
from clientcrm.vault.fields import OWNER_ONLY, FieldSeal
from clientcrm.vault.header import Header
from clientcrm.vault.keys import NeverPickled, commitment, enc_public, same
from clientcrm.vault.manifest import RECOVERY, Manifest, Person, Portfolio, SharedKeys
from clientcrm.vault.seals import (
    AUDIT_KEY,
    DATABASE_KEY,
    INBOX_KEY,
    OWNER_KEY,
    PORTFOLIO_KEY,
    Wrap,
    unwrap_key,
    wrap_key,
)

# The form of a wrap names an epoch; the manifest names none for the journal's key, but its public part.
_AUDIT_EPOCH = 1


@dataclass(frozen=True, slots=True)
class Epoch(NeverPickled):
    """The key of a portfolio (or the owner-only key) while its n-th set of readers holds, with its inbox key."""

    number: int
    key: bytes = field(repr=False)
    inbox_private: bytes = field(repr=False)

    @classmethod
    def new(cls, number: int, entropy: Entropy) -> Epoch:
        """Fresh keys."""
        return cls(number, entropy(KEY_BYTES), entropy(KEY_BYTES))


@dataclass(frozen=True, slots=True)
class KeySet(NeverPickled):
    """The keys that one reader holds: of the database file, of portfolios and, for owners, of the journal."""

    generation: int
    dbk: bytes = field(repr=False)
    portfolios: Mapping[str, Epoch]
    owner: Epoch | None
    audit_private: bytes | None = field(repr=False)

    def field_seals(self, base_uuid: str, entropy: Entropy) -> dict[str, FieldSeal]:
        """The seals of all readable portfolios, by portfolio id."""
        return {
            id_: FieldSeal(base_uuid, id_, epoch.number, epoch.key, entropy) for id_, epoch in self.portfolios.items()
        }

    def owner_seal(self, base_uuid: str, entropy: Entropy) -> FieldSeal | None:
        """The owner-only seal, if this reader is an owner."""
        if self.owner is None:
            return None
        return FieldSeal(base_uuid, OWNER_ONLY, self.owner.number, self.owner.key, entropy)


def open_keys(header: Header, uid: str, enc_private: bytes) -> KeySet:
    """All keys that the verified manifest gives to this reader; NotCanonical if one is missing or is not the right one.

    `uid` may be RECOVERY, which reads what owners read.
    """
    manifest = header.manifest
    wraps = {(wrap.kind, wrap.id, wrap.epoch): wrap for wrap in header.wraps if wrap.to == uid}

    def key(kind: str, id_: str, epoch: int) -> bytes:
        wrap = wraps.get((kind, id_, epoch))
        if wrap is None:
            raise NotCanonical("wrap")
        try:
            return unwrap_key(manifest.base_uuid, wrap, enc_private)
        except SealBroken as error:
            raise NotCanonical("wrap") from error

    def opened(kind: str, id_: str, number: int, committed: bytes, inbox_pub: bytes) -> Epoch:
        epoch = Epoch(number, key(kind, id_, number), key(INBOX_KEY, id_, number))
        if not same(commitment(epoch.key), committed) or not same(enc_public(epoch.inbox_private), inbox_pub):
            raise NotCanonical("commitment")
        return epoch

    reads_all = uid == RECOVERY or manifest.person(uid).is_owner
    shared = manifest.shared
    portfolios = {
        item.id: opened(PORTFOLIO_KEY, item.id, item.epoch, item.commitment, item.inbox_pub)
        for item in manifest.portfolios
        if reads_all or uid in item.members
    }
    owner = audit = None
    if reads_all:
        owner = opened(OWNER_KEY, OWNER_ONLY, shared.owner_epoch, shared.owner_commitment, shared.owner_inbox_pub)
        audit = key(AUDIT_KEY, manifest.base_uuid, _AUDIT_EPOCH)
        if not same(enc_public(audit), shared.audit_pub):
            raise NotCanonical("commitment")
    dbk = key(DATABASE_KEY, manifest.base_uuid, manifest.file_generation)
    return KeySet(manifest.file_generation, dbk, portfolios, owner, audit)


def wrap_all(manifest: Manifest, keys: KeySet, before: Header | None) -> tuple[Wrap, ...]:
    """All keys sealed to all their readers, in the order of keys.json; `keys` must be an owner's.

    Wraps that stand in the header before and still fit are kept, so that one added person costs a few seals.
    """
    kept = _still_good(before, manifest)
    made = []
    for kind, id_, epoch, key, uid, enc_pub in _needed(manifest, keys):
        old = kept.get((kind, id_, epoch, uid))
        made.append(old or wrap_key(manifest.base_uuid, kind, id_, epoch, uid, enc_pub, key))
    return tuple(sorted(made))


def _needed(manifest: Manifest, keys: KeySet) -> Iterator[tuple[str, str, int, bytes, str, bytes]]:
    owner, audit_private = owners_own(keys)
    base, owners = manifest.base_uuid, manifest.owners()
    active = tuple(person for person in manifest.people if person.active)
    for uid, enc_pub in _readers(active, manifest.shared):
        yield DATABASE_KEY, base, keys.generation, keys.dbk, uid, enc_pub
    for uid, enc_pub in _readers(owners, manifest.shared):
        yield AUDIT_KEY, base, _AUDIT_EPOCH, audit_private, uid, enc_pub
        yield OWNER_KEY, OWNER_ONLY, owner.number, owner.key, uid, enc_pub
        yield INBOX_KEY, OWNER_ONLY, owner.number, owner.inbox_private, uid, enc_pub
    for portfolio in manifest.portfolios:
        epoch = keys.portfolios[portfolio.id]
        for uid, enc_pub in _readers(manifest.readers(portfolio), manifest.shared):
            yield PORTFOLIO_KEY, portfolio.id, epoch.number, epoch.key, uid, enc_pub
            yield INBOX_KEY, portfolio.id, epoch.number, epoch.inbox_private, uid, enc_pub


def _readers(people: tuple[Person, ...], shared: SharedKeys) -> Iterator[tuple[str, bytes]]:
    yield from ((person.uid, person.enc_pub) for person in people)
    yield RECOVERY, shared.recovery_enc_pub


def _still_good(before: Header | None, manifest: Manifest) -> dict[tuple[str, str, int, str], Wrap]:
    """Wraps that still fit: the same reader, the same key. Only the journal's key changes without another epoch."""
    if before is None:
        return {}
    then, now = (dict(_readers(each.people, each.shared)) for each in (before.manifest, manifest))
    same_key = {uid for uid, enc_pub in now.items() if then.get(uid) == enc_pub}
    other_journal = before.manifest.shared.audit_pub != manifest.shared.audit_pub
    kept = (wrap for wrap in before.wraps if wrap.to in same_key and not (other_journal and wrap.kind == AUDIT_KEY))
    return {(wrap.kind, wrap.id, wrap.epoch, wrap.to): wrap for wrap in kept}


def owners_own(keys: KeySet) -> tuple[Epoch, bytes]:
    """The owner-only keys and the journal's private key; ValueError where they are not an owner's keys."""
    if keys.owner is None or keys.audit_private is None:
        raise ValueError("keys of an owner are needed")
    return keys.owner, keys.audit_private


def with_owners_own(shared: SharedKeys, owner: Epoch, audit_private: bytes) -> SharedKeys:
    """What the manifest says of the keys that owners alone hold."""
    return replace(
        shared,
        audit_pub=enc_public(audit_private),
        owner_commitment=commitment(owner.key),
        owner_epoch=owner.number,
        owner_inbox_pub=enc_public(owner.inbox_private),
    )


def portfolio_entry(id_: str, name: str, members: tuple[str, ...], epoch: Epoch) -> Portfolio:
    """What the manifest says of a portfolio whose keys are these."""
    inbox_pub = enc_public(epoch.inbox_private)
    return Portfolio(id_, name, epoch.number, tuple(sorted(set(members))), commitment(epoch.key), inbox_pub)
