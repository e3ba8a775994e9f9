"""What one signed-in person holds of one header, and how a header is verified before anything of it is believed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from clientcrm.domain.errors import Frozen, NoKey, OlderThanSeen
from clientcrm.vault import fields
from clientcrm.vault.bundle import BundleLock, BundleSecrets, BundleSlot
from clientcrm.vault.canonical import Entropy, NotCanonical
from clientcrm.vault.device import Anchor
from clientcrm.vault.fields import OWNER_ONLY, FieldSeal
from clientcrm.vault.header import Header, wraps_sha256
from clientcrm.vault.keys import KeyPair
from clientcrm.vault.keyset import KeySet, open_keys, wrap_all
from clientcrm.vault.manifest import Manifest, Person
from clientcrm.vault.recovery import RecoverySlot
from clientcrm.vault.signatures import check_manifest, sign_manifest
from clientcrm.vault.succession import Pins


@dataclass(frozen=True, slots=True)
class Holding:
    """A verified header with one person's own secrets and the keys that they open."""

    header: Header
    uid: str
    lock: BundleLock = field(repr=False)
    secrets: BundleSecrets = field(repr=False)
    keys: KeySet = field(repr=False)
    seals: Mapping[str, FieldSeal] = field(repr=False)
    owner_seal: FieldSeal | None = field(repr=False)

    @property
    def manifest(self) -> Manifest:
        """The signed list of people and rights."""
        return self.header.manifest

    @property
    def person(self) -> Person:
        """This person as the owner signed."""
        return self.manifest.person(self.uid)

    @property
    def pair(self) -> KeyPair:
        """The person's key pair that the manifest knows."""
        return self.secrets.pairs[0]

    def seal(self, portfolio: str) -> FieldSeal:
        """The seal of a portfolio, or of OWNER_ONLY; NoKey if this person holds none."""
        found = self.owner_seal if portfolio == OWNER_ONLY else self.seals.get(portfolio)
        if found is None:
            raise NoKey(portfolio)
        return found

    def seal_to_inbox(self, portfolio: str, table: str, column: str, row_uuid: bytes, plaintext: bytes) -> bytes:
        """A value left for the readers of a portfolio by somebody who may not be one; NoKey if it does not exist."""
        shared, found = self.manifest.shared, self.manifest.portfolio(portfolio)
        if portfolio == OWNER_ONLY:
            inbox_pub, epoch = shared.owner_inbox_pub, shared.owner_epoch
        elif found is not None:
            inbox_pub, epoch = found.inbox_pub, found.epoch
        else:
            raise NoKey(portfolio)
        place = (table, column, row_uuid)
        return fields.seal_to_inbox(inbox_pub, self.header.base_uuid, portfolio, epoch, place, plaintext)

    def open_inbox(self, portfolio: str, table: str, column: str, row_uuid: bytes, sealed: bytes) -> bytes:
        """A value that was left for the readers of this portfolio; NoKey, SealBroken."""
        epoch = self.keys.owner if portfolio == OWNER_ONLY else self.keys.portfolios.get(portfolio)
        if epoch is None:
            raise NoKey(portfolio)
        place = (table, column, row_uuid)
        base = self.header.base_uuid
        return fields.open_inbox(epoch.inbox_private, base, portfolio, epoch.number, place, sealed)


def hold(header: Header, lock: BundleLock, secrets: BundleSecrets, entropy: Entropy) -> Holding:
    """Verify the header with the pinned owner keys and open all that is this person's; DamagedHeader names a fault.

    Does not ask whether the header is older than one seen before: `refuse_older` does.
    """
    try:
        pins = check_manifest(header.manifest, header.signature, header.signer, secrets.pins)
        person = header.manifest.person(lock.uid)
        if not person.active:
            raise Frozen(person.name)
        pairs = _from_current(secrets.pairs, person)
        keys = open_keys(header, person.uid, pairs[0].enc_private)
    except NotCanonical as error:
        raise header.damaged(str(error)) from error
    secrets = replace(secrets, pairs=pairs, pins=pins)
    base = header.base_uuid
    return Holding(
        header, person.uid, lock, secrets, keys, keys.field_seals(base, entropy), keys.owner_seal(base, entropy)
    )


def refuse_older(header: Header, seen: Anchor) -> None:
    """OlderThanSeen if somebody has already seen a later generation or a later manifest of this base."""
    if header.generation < seen.generation:
        raise OlderThanSeen(seen.generation, header.generation)
    if header.manifest_seq < seen.manifest_seq:
        raise OlderThanSeen(seen.manifest_seq, header.manifest_seq)


def assemble(
    manifest: Manifest,
    keys: KeySet,
    signer: KeyPair,
    bundles: Mapping[str, BundleSlot],
    recovery: RecoverySlot,
    before: Header | None,
) -> Header:
    """A signed header with all wraps, out of a manifest that does not yet name them."""
    wraps = wrap_all(manifest, keys, before)
    manifest = replace(manifest, wraps_sha256=wraps_sha256(wraps))
    path = before.path if before else ""
    return Header(manifest, signer.sig_pub, sign_manifest(manifest, signer), wraps, dict(bundles), recovery, path=path)


def newest(*anchors: Anchor | None) -> Anchor:
    """The latest of the states seen; at least one must be given."""
    return max((anchor for anchor in anchors if anchor), key=lambda anchor: anchor.age)


def sealed_bundle(header: Header, lock: BundleLock, secrets: BundleSecrets, entropy: Entropy) -> dict[str, BundleSlot]:
    """All bundles of the header with this person's rewritten."""
    before = header.bundles.get(lock.uid)
    slot = lock.seal(secrets, before.version + 1 if before else 1, entropy)
    return {**header.bundles, lock.uid: slot}


def _from_current(pairs: tuple[KeyPair, ...], person: Person) -> tuple[KeyPair, ...]:
    """The pair that the manifest knows first, then the one still proposed; an overtaken first pair is dropped."""
    for index, pair in enumerate(pairs):
        if (pair.enc_pub, pair.sig_pub) == (person.enc_pub, person.sig_pub):
            return pairs[index:]
    raise NotCanonical("person_keys")


def pins_of(manifest: Manifest) -> Pins:
    """The owner keys a new reader of this manifest should trust, when its maker is trusted."""
    return Pins(len(manifest.succession), manifest.owner_keys())
