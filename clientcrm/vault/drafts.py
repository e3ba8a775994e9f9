"""The owner's changes to people, portfolios and keys: many edits, one signature, one replacement of keys.json."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from clientcrm.domain.errors import Invalid, NotFound
from clientcrm.vault import recovery
from clientcrm.vault.bundle import BundleLock, BundleSecrets, BundleSlot
from clientcrm.vault.canonical import ID_BYTES, KEY_BYTES, Entropy, Json
from clientcrm.vault.chain import GENESIS
from clientcrm.vault.change import Change
from clientcrm.vault.device import Anchor
from clientcrm.vault.holding import Holding, assemble, hold
from clientcrm.vault.keys import KeyPair, signed_by
from clientcrm.vault.keyset import Epoch, KeySet, owners_own, portfolio_entry, with_owners_own
from clientcrm.vault.manifest import ACTIVE, OFF, Manifest, Person, Portfolio
from clientcrm.vault.names import clean_name, folded
from clientcrm.vault.passwords import KdfPolicy
from clientcrm.vault.recovery import RecoverySecrets, RecoverySlot
from clientcrm.vault.succession import Pins, hand_over


@dataclass(frozen=True, slots=True)
class _Invited:
    """Somebody whose bundle is sealed at the signature, when it is known which owner keys to trust."""

    pair: KeyPair = field(repr=False)
    lock: BundleLock = field(repr=False)


class Draft:
    """Changes that take effect together when they are signed and committed."""

    def __init__(self, holding: Holding, seen: Anchor, device_secret: bytes, entropy: Entropy) -> None:
        self._holding, self._seen, self._entropy = holding, seen, entropy
        self._device_secret = device_secret
        header = holding.header
        self._shop, self._policy = header.shop, dict(header.policy)
        self._people = {person.uid: person for person in header.users}
        self._portfolios = {portfolio.id: portfolio for portfolio in header.portfolios}
        self._epochs = dict(holding.keys.portfolios)
        self._owner, self._audit_private = owners_own(holding.keys)
        self._generation, self._dbk = holding.keys.generation, holding.keys.dbk
        self._proposals = header.proposals
        self._invited: dict[str, _Invited] = {}
        self._recovery: tuple[str, KeyPair] | None = None

    # ------------------------------------------------------------ people

    def add_person(
        self, name: str, role: str, permissions: Mapping[str, Json], one_time_password: str, kdf: KdfPolicy
    ) -> str:
        """Somebody new, who must change the one-time password at the first sign-in; the person's uid.

        Invalid({"name": "empty" | "taken" | "long"}).
        """
        uid = self._entropy(ID_BYTES).hex()
        invited = self._invite(uid, one_time_password, kdf)
        pair = invited.pair
        self._people[uid] = Person(uid, self._fresh_name(name, uid), role, permissions, pair.enc_pub, pair.sig_pub)
        return uid

    def reset_person(self, uid: str, one_time_password: str, kdf: KdfPolicy) -> None:
        """New keys and a one-time password for somebody who forgot the own one; the old bundle opens nothing more."""
        person = self._person(uid)
        pair = self._invite(uid, one_time_password, kdf).pair
        self._people[uid] = person.with_keys(pair.enc_pub, pair.sig_pub)

    def set_person(
        self,
        uid: str,
        *,
        name: str | None = None,
        role: str | None = None,
        permissions: Mapping[str, Json] | None = None,
    ) -> None:
        """Another name, role or other rights; Invalid({"person": "last_owner"}) rather than a shop without an owner."""
        person = self._person(uid)
        self._put_person(
            replace(
                person,
                name=person.name if name is None else self._fresh_name(name, uid),
                role=person.role if role is None else role,
                permissions=person.permissions if permissions is None else dict(permissions),
            )
        )

    def freeze(self, uid: str) -> None:
        """No sign-in and no wraps from now on; what the person copied before is closed only by a new generation."""
        self._put_person(replace(self._person(uid), status=OFF))

    def unfreeze(self, uid: str) -> None:
        """Sign-in as before; after a new generation the person must also be reset."""
        self._put_person(replace(self._person(uid), status=ACTIVE))

    def accept_proposals(self) -> list[str]:
        """Take over the keys that people made at their first sign-in; the uids. Proposals with a false signature go."""
        accepted = []
        for proposal in self._proposals:
            person = self._people.get(proposal.uid)
            if person is None or not person.active or proposal.uid in self._invited:
                continue
            message = proposal.message(self._holding.header.base_uuid)
            if signed_by(person.sig_pub, message, proposal.signature):
                self._people[person.uid] = person.with_keys(proposal.enc_pub, proposal.sig_pub)
                accepted.append(person.uid)
        self._proposals = ()
        return accepted

    # ------------------------------------------------------------ portfolios

    def add_portfolio(self, name: str, members: Iterable[str]) -> str:
        """A new set of clients with its own key; its id."""
        id_ = self._entropy(ID_BYTES).hex()
        self._epochs[id_] = Epoch.new(1, self._entropy)
        entry = portfolio_entry(id_, self._portfolio_name(name, id_), self._members(members), self._epochs[id_])
        self._portfolios[id_] = entry
        return id_

    def rename_portfolio(self, id_: str, name: str) -> None:
        """Another name."""
        self._portfolios[id_] = replace(self._portfolio(id_), name=self._portfolio_name(name, id_))

    def set_members(self, id_: str, members: Iterable[str]) -> None:
        """Who reads it beside the owners. Somebody taken out keeps the old key: `renew_portfolio` closes that."""
        self._portfolios[id_] = replace(self._portfolio(id_), members=self._members(members))

    def renew_portfolio(self, id_: str) -> None:
        """A new key for the portfolio; its values are sealed anew, so it goes with a new generation."""
        old = self._portfolio(id_)
        self._epochs[id_] = Epoch.new(old.epoch + 1, self._entropy)
        self._portfolios[id_] = portfolio_entry(id_, old.name, old.members, self._epochs[id_])

    # ------------------------------------------------------------ the whole base

    def renew_owner_keys(self) -> None:
        """New keys for what owners alone read and for the journal's seeds; sealed anew, it goes with a new generation.

        Somebody who is an owner no longer keeps the former ones.
        """
        self._owner = Epoch.new(owners_own(self._holding.keys)[0].number + 1, self._entropy)
        self._audit_private = self._entropy(KEY_BYTES)

    def set_shop(self, name: str) -> None:
        """The shop's name, as the sign-in screen shows it."""
        self._shop = clean_name(name, "shop")

    def set_policy(self, policy: Mapping[str, Json]) -> None:
        """What holds for the whole shop."""
        self._policy = dict(policy)

    def new_generation(self) -> None:
        """A new database file under a new key; the bundles of people who are off go."""
        self._generation = max(self._holding.keys.generation, self._seen.generation) + 1
        self._dbk = self._entropy(KEY_BYTES)

    def new_recovery_code(self) -> str:
        """Another code with new recovery keys, as printed; the former one opens only older backups."""
        digits = recovery.new_digits(self._entropy)
        self._recovery = (digits, KeyPair.new(self._entropy))
        return recovery.format_code(digits)

    def sign(self, created_seq: int = 0) -> Change:
        """The signed change, already opened once with the owner's own key; `created_seq`: where the journal stands.

        ValueError if keys of what stands in the base were renewed without a new generation.
        """
        self._check_epochs()
        before = self._holding.header
        manifest = self._with_succession(self._manifest(created_seq))
        pins = Pins(len(manifest.succession), manifest.owner_keys())
        secrets = self._own_secrets(manifest, pins)
        keys = KeySet(self._generation, self._dbk, self._epochs, self._owner, self._audit_private)
        bundles = self._bundles(manifest, pins, secrets)
        header = assemble(manifest, keys, self._holding.pair, bundles, self._slot(pins), before)
        header = replace(header, proposals=self._proposals)
        code = recovery.format_code(self._recovery[0]) if self._recovery else None
        return Change(hold(header, self._holding.lock, secrets, self._entropy), before, code)

    # ------------------------------------------------------------ parts of the signature

    def _manifest(self, created_seq: int) -> Manifest:
        then = self._holding.manifest
        shared = with_owners_own(then.shared, self._owner, self._audit_private)
        if self._recovery:
            pair = self._recovery[1]
            shared = replace(shared, recovery_enc_pub=pair.enc_pub, recovery_sig_pub=pair.sig_pub)
        return replace(
            then,
            shop=self._shop,
            policy=self._policy,
            manifest_seq=max(then.manifest_seq, self._seen.manifest_seq) + 1,
            file_generation=self._generation,
            prev_sha256=then.sha256(),
            created_seq=created_seq,
            people=tuple(self._people.values()),
            portfolios=tuple(self._portfolios.values()),
            shared=shared,
        )

    def _with_succession(self, manifest: Manifest) -> Manifest:
        pins = self._holding.secrets.pins
        if manifest.owner_keys() == pins.keys:
            return manifest
        record = hand_over(pins, manifest.owner_keys(), self._holding.pair, manifest.base_uuid)
        return replace(manifest, succession=(*manifest.succession, record))

    def _own_secrets(self, manifest: Manifest, pins: Pins) -> BundleSecrets:
        anchor = replace(self._holding.secrets.anchor, manifest_seq=manifest.manifest_seq)
        if manifest.file_generation != anchor.generation:
            anchor = Anchor(manifest.file_generation, manifest.manifest_seq, 0, GENESIS)
        return replace(self._holding.secrets, anchor=anchor, pins=pins)

    def _bundles(self, manifest: Manifest, pins: Pins, own: BundleSecrets) -> dict[str, BundleSlot]:
        bundles = dict(self._holding.header.bundles)
        if self._generation != self._holding.keys.generation:
            active = {person.uid for person in manifest.people if person.active}
            bundles = {uid: slot for uid, slot in bundles.items() if uid in active}
        anchor = Anchor(manifest.file_generation, manifest.manifest_seq, 0, GENESIS)
        writings = {
            uid: (invited.lock, BundleSecrets((invited.pair,), pins, anchor, must_change_password=True))
            for uid, invited in self._invited.items()
        }
        writings[self._holding.uid] = (self._holding.lock, own)
        for uid, (lock, secrets) in writings.items():
            version = bundles[uid].version + 1 if uid in bundles else 1
            bundles[uid] = lock.seal(secrets, version, self._entropy)
        return bundles

    def _slot(self, pins: Pins) -> RecoverySlot:
        if self._recovery is None:
            return self._holding.header.recovery
        digits, pair = self._recovery
        secrets = RecoverySecrets(pair, self._device_secret, pins)
        return recovery.seal_slot(digits, self._holding.header.base_uuid, secrets, self._entropy)

    def _check_epochs(self) -> None:
        then = {portfolio.id: portfolio.epoch for portfolio in self._holding.header.portfolios}
        renewed = any(then.get(id_, item.epoch) != item.epoch for id_, item in self._portfolios.items())
        renewed |= self._owner != self._holding.keys.owner
        if renewed and self._generation == self._holding.keys.generation:
            raise ValueError("renewed keys need a new generation")

    # ------------------------------------------------------------ checks of single edits

    def _invite(self, uid: str, password: str, kdf: KdfPolicy) -> _Invited:
        base = self._holding.header.base_uuid
        lock = BundleLock.new(password, self._device_secret, base, uid, kdf, self._entropy)
        self._invited[uid] = _Invited(KeyPair.new(self._entropy), lock)
        self._proposals = tuple(proposal for proposal in self._proposals if proposal.uid != uid)
        return self._invited[uid]

    def _person(self, uid: str) -> Person:
        if uid not in self._people:
            raise NotFound("person", uid)
        return self._people[uid]

    def _put_person(self, person: Person) -> None:
        people = {**self._people, person.uid: person}
        if not any(other.is_owner and other.active for other in people.values()):
            raise Invalid({"person": "last_owner"})
        self._people = people

    def _portfolio(self, id_: str) -> Portfolio:
        if id_ not in self._portfolios:
            raise NotFound("portfolio", id_)
        return self._portfolios[id_]

    def _members(self, members: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted({self._person(uid).uid for uid in members}))

    def _fresh_name(self, name: str, uid: str) -> str:
        clean = clean_name(name, "name")
        if any(other.uid != uid and folded(other.name) == folded(clean) for other in self._people.values()):
            raise Invalid({"name": "taken"})
        return clean

    def _portfolio_name(self, name: str, id_: str) -> str:
        clean = clean_name(name, "portfolio")
        if any(other.id != id_ and folded(other.name) == folded(clean) for other in self._portfolios.values()):
            raise Invalid({"portfolio": "taken"})
        return clean
