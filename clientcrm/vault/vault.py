"""The front door: make the keys of a new base, open one with a password, open one with the recovery code."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

from clientcrm.domain.errors import Frozen, OlderThanSeen, UnknownPerson, WrongDevice
from clientcrm.vault import recovery
from clientcrm.vault.bundle import BundleLock, BundleSecrets
from clientcrm.vault.canonical import ID_BYTES, KEY_BYTES, Entropy, Json
from clientcrm.vault.chain import GENESIS
from clientcrm.vault.device import Anchor, DeviceStore
from clientcrm.vault.header import Header
from clientcrm.vault.holding import assemble, hold, newest, pins_of, refuse_older
from clientcrm.vault.keys import KeyPair, commitment, device_check, enc_public, same
from clientcrm.vault.keyset import Epoch, KeySet, portfolio_entry
from clientcrm.vault.manifest import GENESIS_SHA256, OWNER, Manifest, Person, SharedKeys
from clientcrm.vault.names import clean_name
from clientcrm.vault.passwords import CEILING, FLOOR, KdfPolicy
from clientcrm.vault.recovering import Recovery, open_with_recovery
from clientcrm.vault.recovery import RecoverySecrets
from clientcrm.vault.unlocked import Unlocked

__all__ = ["Recovery", "create", "open_with_password", "open_with_recovery"]


def create(
    *,
    shop: str,
    owner_name: str,
    password: str,
    kdf: KdfPolicy,
    device: DeviceStore,
    portfolios: Sequence[str],
    policy: Mapping[str, Json] | None = None,
    entropy: Entropy = os.urandom,
) -> tuple[Unlocked, str]:
    """The owner's session of a new base, and the recovery code as printed.

    The owner is a member of the first of the portfolios and reads the others, which have no members yet; their names
    differ from each other. Stores the device secret and writes no file: the database comes first, then
    `write_first_header`.
    Invalid({"shop" | "name" | "portfolio": "empty" | "long"}), WeakPassword.
    """
    shop, owner_name = clean_name(shop, "shop"), clean_name(owner_name, "name")
    first_name, *other_names = (clean_name(name, "portfolio") for name in portfolios)
    base_uuid, uid, portfolio = (entropy(ID_BYTES).hex() for _ in range(3))
    device_secret = entropy(KEY_BYTES)
    own, spare = KeyPair.new(entropy), KeyPair.new(entropy)
    owner, first = Epoch.new(1, entropy), Epoch.new(1, entropy)
    epochs, entries = {portfolio: first}, [portfolio_entry(portfolio, first_name, (uid,), first)]
    for name in other_names:
        id_, epoch = entropy(ID_BYTES).hex(), Epoch.new(1, entropy)
        epochs[id_] = epoch
        entries.append(portfolio_entry(id_, name, (), epoch))
    keys = KeySet(1, entropy(KEY_BYTES), epochs, owner, entropy(KEY_BYTES))
    manifest = Manifest(
        base_uuid=base_uuid,
        shop=shop,
        manifest_seq=1,
        file_generation=1,
        prev_sha256=GENESIS_SHA256,
        created_seq=0,
        people=(Person(uid, owner_name, OWNER, {}, own.enc_pub, own.sig_pub),),
        portfolios=tuple(entries),
        shared=_shared(base_uuid, spare, keys, owner, device_secret),
        policy=dict(policy or {}),
    )
    pins = pins_of(manifest)
    digits = recovery.new_digits(entropy)
    slot = recovery.seal_slot(digits, base_uuid, RecoverySecrets(spare, device_secret, pins), entropy)
    lock = BundleLock.new(password, device_secret, base_uuid, uid, kdf, entropy)
    secrets = BundleSecrets((own,), pins, Anchor(1, 1, 0, GENESIS))
    header = assemble(manifest, keys, own, {uid: lock.seal(secrets, 1, entropy)}, slot, None)
    holding = hold(header, lock, secrets, entropy)
    device.put_secret(base_uuid, device_secret)
    return Unlocked(holding, device, device_secret, entropy=entropy), recovery.format_code(digits)


def open_with_password(
    header: Header,
    uid: str,
    password: str,
    device: DeviceStore,
    kdf: KdfPolicy = FLOOR,
    *,
    accept_older: bool = False,
    entropy: Entropy = os.urandom,
) -> Unlocked:
    """The session of one person; takes one Argon2id derivation, so run it in a worker.

    WrongDevice is told from WrongPassword by a check value of the device secret in the header. There is none for
    the password: anything that verified it without the device secret would let a thief of the file guess offline.
    So a bundle changed on purpose looks like a wrong password; one damaged by accident fails the file's checksum.

    Errors: UnknownPerson, WrongDevice, KeystoreUnavailable, WrongPassword, Frozen, OlderThanSeen, DamagedHeader,
    NewerFormat. `accept_older` opens a restored copy for an owner, who must then make a new generation.
    """
    person = header.person(uid)
    slot = header.bundles.get(uid)
    if slot is None:  # a rotation drops the bundles of people who are off
        raise UnknownPerson(person.name) if person.active else Frozen(person.name)
    _check_costs(header, slot.kdf, kdf)
    device_secret = device.get_secret(header.base_uuid)
    if device_secret is None or not same(
        device_check(device_secret, header.base_uuid), header.manifest.shared.device_check
    ):
        raise WrongDevice
    lock = BundleLock.for_slot(slot, password, device_secret, header.base_uuid, uid)
    secrets = lock.open(slot)
    holding = hold(header, lock, secrets, entropy)
    seen = newest(secrets.anchor, device.get_anchor(header.base_uuid))
    older = False
    try:
        refuse_older(header, seen)
    except OlderThanSeen:
        if not (accept_older and holding.person.is_owner):
            raise
        older = True
    return Unlocked(holding, device, device_secret, seen=seen, accepted_older=older, entropy=entropy)


def _check_costs(header: Header, costs: KdfPolicy, policy: KdfPolicy) -> None:
    """A planted slot must neither make guessing cheap nor stop the machine."""
    if not policy.accepts(costs):
        raise header.damaged("kdf_below_floor")
    if not costs.fits(CEILING):
        raise header.damaged("kdf_above_ceiling")


def _shared(base_uuid: str, spare: KeyPair, keys: KeySet, owner: Epoch, device_secret: bytes) -> SharedKeys:
    return SharedKeys(
        recovery_enc_pub=spare.enc_pub,
        recovery_sig_pub=spare.sig_pub,
        audit_pub=enc_public(keys.audit_private or b""),
        owner_commitment=commitment(owner.key),
        owner_epoch=owner.number,
        owner_inbox_pub=enc_public(owner.inbox_private),
        device_check=device_check(device_secret, base_uuid),
    )
