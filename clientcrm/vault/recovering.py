"""Opening a base with its recovery code: a new owner password, a new code and a new generation come with it."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace

from clientcrm.domain.errors import NotFound, WrongRecoveryCode
from clientcrm.vault import recovery
from clientcrm.vault.bundle import BundleLock, BundleSecrets
from clientcrm.vault.canonical import KEY_BYTES, Entropy, NotCanonical
from clientcrm.vault.chain import GENESIS
from clientcrm.vault.change import Change
from clientcrm.vault.device import Anchor, DeviceStore
from clientcrm.vault.header import Header
from clientcrm.vault.holding import Holding, assemble, hold, refuse_older
from clientcrm.vault.keys import KeyPair
from clientcrm.vault.keyset import KeySet, open_keys
from clientcrm.vault.manifest import RECOVERY, Manifest, Person
from clientcrm.vault.passwords import KdfPolicy
from clientcrm.vault.recovery import RecoverySecrets
from clientcrm.vault.signatures import check_manifest
from clientcrm.vault.succession import Pins, hand_over
from clientcrm.vault.unlocked import Unlocked


@dataclass(frozen=True, slots=True)
class Recovery:
    """A base opened by its recovery code, and the change that must follow.

    `unlocked.dbk` opens the present file; it is copied under `change.dbk` as the file of `change.generation`; then
    `unlocked.commit(folder, change)`. `code`: the new recovery code, to be shown once.
    """

    unlocked: Unlocked
    change: Change
    code: str = field(repr=False)


def open_with_recovery(
    header: Header,
    code: str,
    new_password: str,
    kdf: KdfPolicy,
    device: DeviceStore,
    *,
    uid: str | None = None,
    accept_older: bool = False,
    entropy: Entropy = os.urandom,
) -> Recovery:
    """The base on any device, with a new owner password, a new code and a new generation prepared.

    Nothing is changed on disk or device until the change is committed. `uid`: which owner, by default the first.
    Errors: WrongRecoveryCode(group), OlderThanSeen, DamagedHeader, NewerFormat.
    """
    opened = recovery.open_slot(header.recovery, recovery.read_code(code), header.base_uuid)
    pins, keys = _opened(header, opened)
    seen = device.get_anchor(header.base_uuid) or Anchor(0, 0, 0, GENESIS)
    older = header.generation < seen.generation or header.manifest_seq < seen.manifest_seq
    if not accept_older:
        refuse_older(header, seen)
    person = _owner(header.manifest, uid)
    own, spare = KeyPair.new(entropy), KeyPair.new(entropy)
    lock = BundleLock.new(new_password, opened.device_secret, header.base_uuid, person.uid, kdf, entropy)
    manifest = _next_manifest(header.manifest, person, own, spare, pins, opened.pair, seen)
    trusted = Pins(len(manifest.succession), manifest.owner_keys())
    secrets = BundleSecrets((own,), trusted, Anchor(manifest.file_generation, manifest.manifest_seq, 0, GENESIS))
    digits = recovery.new_digits(entropy)
    slot_secrets = RecoverySecrets(spare, opened.device_secret, trusted)
    slot = recovery.seal_slot(digits, header.base_uuid, slot_secrets, entropy)
    version = header.bundles[person.uid].version + 1 if person.uid in header.bundles else 1
    bundles = {
        **{uid: bundle for uid, bundle in header.bundles.items() if header.person(uid).active},
        person.uid: lock.seal(secrets, version, entropy),
    }
    fresh = replace(keys, generation=manifest.file_generation, dbk=entropy(KEY_BYTES))
    following = assemble(manifest, fresh, own, bundles, slot, header)
    proposals = tuple(proposal for proposal in header.proposals if proposal.uid != person.uid)
    following = replace(following, proposals=proposals)
    printed = recovery.format_code(digits)
    change = Change(hold(following, lock, secrets, entropy), header, printed, opened.device_secret)
    base = header.base_uuid
    present = Holding(
        header, person.uid, lock, secrets, keys, keys.field_seals(base, entropy), keys.owner_seal(base, entropy)
    )
    unlocked = Unlocked(
        present,
        device,
        opened.device_secret,
        seen=seen,
        accepted_older=older,
        recovery=opened.pair,
        entropy=entropy,
    )
    return Recovery(unlocked, change, printed)


def _opened(header: Header, opened: RecoverySecrets) -> tuple[Pins, KeySet]:
    """The trusted owner keys and all keys of the base, if the header is genuine and the slot is its own."""
    shared = header.manifest.shared
    try:
        pins = check_manifest(header.manifest, header.signature, header.signer, opened.pins)
        if (opened.pair.enc_pub, opened.pair.sig_pub) != (shared.recovery_enc_pub, shared.recovery_sig_pub):
            raise WrongRecoveryCode(group=0)
        return pins, open_keys(header, RECOVERY, opened.pair.enc_private)
    except NotCanonical as error:
        raise header.damaged(str(error)) from error


def _owner(manifest: Manifest, uid: str | None) -> Person:
    for person in manifest.owners():
        if uid in (None, person.uid):
            return person
    raise NotFound("person", uid)


def _next_manifest(
    manifest: Manifest, person: Person, own: KeyPair, spare: KeyPair, pins: Pins, old_spare: KeyPair, seen: Anchor
) -> Manifest:
    """The same people and rights with the owner's new keys, handed over by the recovery key that was used."""
    replaced = person.with_keys(own.enc_pub, own.sig_pub)
    manifest = replace(
        manifest,
        manifest_seq=max(manifest.manifest_seq, seen.manifest_seq) + 1,
        file_generation=max(manifest.file_generation, seen.generation) + 1,
        prev_sha256=manifest.sha256(),
        people=tuple(replaced if other.uid == person.uid else other for other in manifest.people),
        shared=replace(manifest.shared, recovery_enc_pub=spare.enc_pub, recovery_sig_pub=spare.sig_pub),
    )
    record = hand_over(pins, manifest.owner_keys(), old_spare, manifest.base_uuid)
    return replace(manifest, succession=(*manifest.succession, record))
