"""One person's signed-in session with the vault: keys in memory, seals, signatures, and changes of keys.json."""

from __future__ import annotations

import os
import struct
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from clientcrm.domain.errors import AccessDenied, Frozen, SealBroken, WrongPassword
from clientcrm.vault import backup_key, chain
from clientcrm.vault.bundle import BundleLock
from clientcrm.vault.canonical import KEY_BYTES, Entropy, Json, NotCanonical
from clientcrm.vault.chain import GENESIS, ChainWriter
from clientcrm.vault.change import Change, StaleChange
from clientcrm.vault.device import Anchor, DeviceStore
from clientcrm.vault.fields import FieldSeal, padded, unpadded
from clientcrm.vault.header import Header, Proposal
from clientcrm.vault.header_file import read_header, write_header
from clientcrm.vault.holding import Holding, newest, refuse_older, sealed_bundle
from clientcrm.vault.keys import KeyPair, same
from clientcrm.vault.manifest import OWNER, RECOVERY, Manifest
from clientcrm.vault.passwords import FLOOR, KdfPolicy
from clientcrm.vault.seals import open_sealed, seal_to
from clientcrm.vault.signatures import check_manifest, purpose_message

if TYPE_CHECKING:
    from clientcrm.vault.drafts import Draft

__all__ = ["Change", "Closed", "StaleChange", "Unlocked"]


_OWN = "own"


class Closed(RuntimeError):
    """The session was closed; its keys are gone."""


class Unlocked:
    """What a signed-in person can do with keys. Close it at lock and exit."""

    def __init__(  # the front door makes it
        self,
        holding: Holding,
        device: DeviceStore,
        device_secret: bytes,
        *,
        seen: Anchor | None = None,
        accepted_older: bool = False,
        recovery: KeyPair | None = None,
        entropy: Entropy = os.urandom,
    ) -> None:
        self._holding: Holding | None = holding
        self._device = device
        self._device_secret = device_secret
        self._recovery = recovery
        self._entropy = entropy
        self.accepted_older = accepted_older
        self.seen = newest(holding.secrets.anchor, seen)

    def __repr__(self) -> str:
        return f"Unlocked({'closed' if self._holding is None else self._holding.uid})"

    def __reduce__(self) -> str:
        raise TypeError("keys are not pickled")

    @property
    def holding(self) -> Holding:
        """The keys; Closed after `close`."""
        if self._holding is None:
            raise Closed
        return self._holding

    # ------------------------------------------------------------ who, and what for

    @property
    def header(self) -> Header:
        """The header that the session stands on."""
        return self.holding.header

    @property
    def manifest(self) -> Manifest:
        """The verified list of people, portfolios and rights: ask it, never a table."""
        return self.holding.manifest

    @property
    def base_uuid(self) -> str:
        """The base's id."""
        return self.header.base_uuid

    @property
    def uid(self) -> str:
        """The person's id."""
        return self.holding.uid

    @property
    def name(self) -> str:
        """The person's name."""
        return self.holding.person.name

    @property
    def role(self) -> str:
        """The person's role."""
        return self.holding.person.role

    @property
    def is_owner(self) -> bool:
        """Whether the person reads everything and may change people and keys."""
        return self.role == OWNER

    @property
    def permissions(self) -> Mapping[str, Json]:
        """What the owner gave this person, beside the role."""
        return self.holding.person.permissions

    @property
    def must_change_password(self) -> bool:
        """Whether the password is a one-time one."""
        return self.holding.secrets.must_change_password

    @property
    def weak_device(self) -> bool:
        """Whether the device secret lies in a file instead of the OS keystore."""
        return self._device.weak

    # ------------------------------------------------------------ keys

    @property
    def generation(self) -> int:
        """Which database file is open."""
        return self.holding.keys.generation

    @property
    def dbk(self) -> bytes:
        """The raw SQLCipher key of the database file (32 bytes)."""
        return self.holding.keys.dbk

    @property
    def seals(self) -> Mapping[str, FieldSeal]:
        """Portfolio id to seal, for the portfolios that this person reads."""
        return self.holding.seals

    @property
    def owner_seal(self) -> FieldSeal | None:
        """The seal of owner-only values; None for others."""
        return self.holding.owner_seal

    def seal(self, portfolio: str) -> FieldSeal:
        """The seal of a portfolio, or of OWNER_ONLY; NoKey if this person holds none."""
        return self.holding.seal(portfolio)

    def seal_to_inbox(self, portfolio: str, table: str, column: str, row_uuid: bytes, plaintext: bytes) -> bytes:
        """A value left for the readers of a portfolio (or OWNER_ONLY) by anybody."""
        return self.holding.seal_to_inbox(portfolio, table, column, row_uuid, plaintext)

    def open_inbox(self, portfolio: str, table: str, column: str, row_uuid: bytes, sealed: bytes) -> bytes:
        """A value that was left for the readers; NoKey, SealBroken."""
        return self.holding.open_inbox(portfolio, table, column, row_uuid, sealed)

    def seal_to_own(self, plaintext: bytes) -> bytes:
        """What this person alone opens again, after a sign-in, while the base is of this generation; never stored."""
        return seal_to(self.holding.secrets.pairs[-1].enc_pub, padded(plaintext), self._own_info())

    def open_own(self, sealed: bytes) -> bytes:
        """What this person sealed; SealBroken for anybody else's, or when the base has got other keys since."""
        info = self._own_info()
        for pair in self.holding.secrets.pairs:
            with suppress(SealBroken):
                return unpadded(open_sealed(pair.enc_private, sealed, info, _OWN), _OWN)
        raise SealBroken(_OWN)

    def _own_info(self) -> bytes:
        ids = bytes.fromhex(self.base_uuid) + bytes.fromhex(self.uid)
        return b"crm/own/1" + ids + struct.pack(">I", self.generation)

    # ------------------------------------------------------------ journal and signatures

    def new_chain(self, prev: bytes, session: bytes) -> tuple[ChainWriter, bytes]:
        """The writer of a new journal session (16-byte id) after head `prev`, and its seed sealed to the owner."""
        seed = self._entropy(KEY_BYTES)
        sealed = chain.seal_seed(self.manifest.shared.audit_pub, self.base_uuid, session, self.uid, seed)
        return ChainWriter(seed, prev), sealed

    def open_seed(self, session: bytes, uid: str, sealed: bytes) -> bytes:
        """The seed of somebody's session, for the owner's check; AccessDenied, SealBroken."""
        audit_private = self.holding.keys.audit_private
        if audit_private is None:
            raise AccessDenied("journal.verify")
        return chain.open_seed(audit_private, self.base_uuid, session, uid, sealed)

    def sign(self, purpose: str, data: bytes) -> bytes:
        """This person's 64-byte signature of the data for one purpose; `manifest.verify_signature` checks it."""
        return self.holding.pair.sign(purpose_message(self.base_uuid, self.uid, purpose, data))

    def sign_anchor(self, session: bytes, seq: int, count: int, head: bytes) -> bytes:
        """This person's word on where the journal stands; `chain.verify_anchor` checks it."""
        return chain.sign_anchor(self.holding.pair, self.base_uuid, self.uid, session, seq, count, head)

    # ------------------------------------------------------------ backups

    def seal_backup_key(self, kb: bytes, backup_id: bytes) -> bytes:
        """The key of a backup (32 bytes) as only owners and the recovery code can read it."""
        return backup_key.seal_backup_key(self.manifest, kb, backup_id)

    def open_backup_key(self, sealed: bytes, backup_id: bytes) -> bytes:
        """The key of a backup; AccessDenied for staff, SealBroken if it is another backup's or was changed."""
        if not self.is_owner:
            raise AccessDenied("backup.open")
        readers = [(self.uid, pair.enc_private) for pair in self.holding.secrets.pairs]
        if self._recovery is not None:
            readers.append((RECOVERY, self._recovery.enc_private))
        return backup_key.open_backup_key(self.base_uuid, readers, sealed, backup_id)

    # ------------------------------------------------------------ keys.json

    def recheck(self, folder: Path) -> None:
        """Before an export: keys.json on disk is still signed, not older than the session's, and admits the person."""
        header = read_header(folder)
        if header.base_uuid != self.base_uuid:
            raise header.damaged("foreign")
        try:
            check_manifest(header.manifest, header.signature, header.signer, self.holding.secrets.pins)
        except NotCanonical as error:
            raise header.damaged(str(error)) from error
        refuse_older(header, newest(self._now(self.header), self.seen))
        if not header.person(self.uid).active:
            raise Frozen(self.name)

    def remember(self, folder: Path, seq: int, head: bytes) -> None:
        """At lock and exit: note the journal's state in the own bundle and on the device."""
        anchor = Anchor(self.header.generation, self.header.manifest_seq, seq, head)
        secrets = replace(self.holding.secrets, anchor=anchor)
        header = replace(self.header, bundles=sealed_bundle(self.header, self.holding.lock, secrets, self._entropy))
        self.commit(folder, Change(replace(self.holding, header=header, secrets=secrets), self.header))

    def require_password(self, password: str) -> None:
        """Ask for the own password again; WrongPassword. One Argon2id derivation."""
        slot = self.header.bundles[self.uid]
        tried = BundleLock.for_slot(slot, password, self._device_secret, self.base_uuid, self.uid)
        if not same(tried.key, self.holding.lock.key):
            raise WrongPassword

    def person_beside(self, uid: str, password: str) -> Unlocked:
        """Another person's keys of the same header, for one deed at this person's desk; close them after it.

        WrongPassword, Frozen, UnknownPerson. Costs one Argon2id derivation.
        """
        from clientcrm.vault import vault

        own = self.header.bundles[self.uid].kdf  # was held against the floor when this session was opened
        return vault.open_with_password(self.header, uid, password, self._device, FLOOR if FLOOR.accepts(own) else own)

    def change_password(self, old: str, new: str, kdf: KdfPolicy) -> Change:
        """The own bundle under a new password; WrongPassword if the old one is not right.

        After a one-time password it also proposes new keys: who handed over the password has seen the first ones.
        """
        self.require_password(old)
        holding, header = self.holding, self.header
        lock = BundleLock.new(new, self._device_secret, self.base_uuid, self.uid, kdf, self._entropy)
        secrets, proposals = holding.secrets, header.proposals
        if secrets.must_change_password:
            fresh = KeyPair.new(self._entropy)
            unsigned = Proposal(self.uid, fresh.enc_pub, fresh.sig_pub, b"")
            proposal = replace(unsigned, signature=holding.pair.sign(unsigned.message(self.base_uuid)))
            proposals = (*(other for other in proposals if other.uid != self.uid), proposal)
            secrets = replace(secrets, pairs=(holding.pair, fresh), must_change_password=False)
        bundles = sealed_bundle(header, lock, secrets, self._entropy)
        changed = replace(header, bundles=bundles, proposals=proposals)
        return Change(replace(holding, header=changed, lock=lock, secrets=secrets), header)

    def draft(self) -> Draft:
        """A set of changes to people, portfolios and keys; AccessDenied for anybody but an owner."""
        from clientcrm.vault.drafts import Draft

        if not self.is_owner:
            raise AccessDenied("people.change")
        return Draft(self.holding, self.seen, self._device_secret, self._entropy)

    def commit(self, folder: Path, change: Change) -> None:
        """Replace keys.json (the one moment the change happens), then go on with the new keys."""
        if change.before is not self.header:
            raise StaleChange
        if change.device_secret is not None:
            self._device.put_secret(self.base_uuid, change.device_secret)
        write_header(folder, change.header)
        self._holding = replace(change.holding, header=replace(change.header, fallback=""))
        self.seen = newest(self.holding.secrets.anchor, self.seen, self._now(change.header))
        self._device.put_anchor(self.base_uuid, self.seen)

    def close(self) -> None:
        """Drop the keys. Python cannot wipe them from memory; nothing refers to them any more."""
        self._holding = None
        self._recovery = None
        self._device_secret = b""

    def _now(self, header: Header) -> Anchor:
        """The state of a header, with the journal as it was last seen.

        A new generation may stand on a restored, shorter journal: it starts from nothing until `remember`.
        """
        if header.generation != self.seen.generation:
            return Anchor(header.generation, header.manifest_seq, 0, GENESIS)
        return replace(self.seen, manifest_seq=header.manifest_seq)
