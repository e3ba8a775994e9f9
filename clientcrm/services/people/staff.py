"""The owner's work with people, roles and portfolios: each change signed, in the journal, in force at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from clientcrm.data.models import Client, JournalSession, Portfolio
from clientcrm.domain.access import Others, Permission, Quota, Role, RoleRights, others_of, role_of, roles_of
from clientcrm.domain.errors import Invalid, NotFound, WriterBusy
from clientcrm.domain.leaving import BEGUN
from clientcrm.domain.staff import Added, PersonRow, PortfolioRow, one_time_password, quota_holds, refused_roles
from clientcrm.services.gate import Gate
from clientcrm.services.keys.changes import KeyChanges
from clientcrm.vault.canonical import Json
from clientcrm.vault.drafts import Draft
from clientcrm.vault.manifest import Person
from clientcrm.vault.passwords import KdfPolicy
from clientcrm.vault.unlocked import Unlocked

T = TypeVar("T")
PEOPLE = Permission.MANAGE_PEOPLE
# Stands beside a person's rights while the password, or the keys made with it, are those that the owner handed over.
_INVITED = "invited"


class Staff:
    """People, roles and portfolios. Whatever saves asks for the owner's password again: WrongPassword."""

    def __init__(self, gate: Gate, keys: Unlocked, changes: KeyChanges, policy: Callable[[], KdfPolicy]) -> None:
        """`policy` says what a guess of a new password shall cost."""
        self._gate = gate
        self._keys = keys
        self._changes = changes
        self._policy = policy

    # ------------------------------------------------------------------ people

    def people(self) -> list[PersonRow]:
        """Everybody in the order in which they came, frozen ones too."""
        with self._gate.read(PEOPLE) as session:
            seen = select(JournalSession.uid, func.max(JournalSession.id)).group_by(JournalSession.uid)
            last = [newest for _, newest in session.execute(seen)]
            moments = select(JournalSession.uid, JournalSession.started_at)
            started = _pairs(session, moments.where(JournalSession.id.in_(last)))
            held = select(Client.responsible, func.count()).where(Client.responsible.is_not(None), self._not_planted())
            clients = _pairs(session, held.group_by(Client.responsible))
            numbers = {row.vault_id: row.id for row in session.scalars(select(Portfolio))}
        found = []
        for person in self._keys.manifest.people:
            row = self._row(person, numbers)
            found.append(replace(row, last_seen=started.get(row.uid), clients=clients.get(row.uid, 0)))
        return found

    def add(
        self, name: str, role: str, portfolios: Sequence[int], password: str, writes_to: Sequence[int] = ()
    ) -> Added:
        """Somebody new, who reads these portfolios and signs in first with a password that is shown this once.

        Invalid({"name": "empty" | "taken" | "long"} or {"role": "unknown"}), NotFound("portfolio"). New clients of the
        person go to the first of the portfolios, or of those that the person may add to without reading.
        """
        self._require_role(role)
        ids = [self._vault_id(number) for number in portfolios]
        unread: list[Json] = [self._vault_id(number) for number in dict.fromkeys(writes_to)]
        rights: dict[str, Json] = {_INVITED: True}
        if ids or unread:
            rights["portfolio"] = [*ids, *unread][0]
        if unread:
            rights["write_to"] = unread
        once = one_time_password()

        def edit(draft: Draft) -> str:
            uid = draft.add_person(name, role, rights, once, self._policy())
            for id_ in dict.fromkeys(ids):
                draft.set_members(id_, [*self._members(id_), uid])
            return uid

        return Added(self._save(password, edit), once)

    def reset(self, uid: str, password: str) -> Added:
        """New keys and a password for somebody who forgot the own one; the old one opens nothing more."""
        once = one_time_password()

        def edit(draft: Draft) -> None:
            draft.reset_person(uid, once, self._policy())
            draft.set_person(uid, permissions={**self._person(uid).permissions, _INVITED: True})

        self._save(password, edit)
        return Added(uid, once)

    def rename(self, uid: str, name: str, password: str) -> None:
        """Another name; Invalid({"name": "empty" | "taken" | "long"})."""
        self._save(password, lambda draft: draft.set_person(uid, name=name))

    def set_role(self, uid: str, role: str, password: str) -> None:
        """Another role; Invalid({"role": "unknown"} or {"person": "last_owner" | "self"}).

        An owner holds every key. Where one becomes less, each portfolio that this person is no member of gets another
        key, what owners alone read too, and the base another file; the recovery code stays. Nobody does it to
        oneself: who makes the next keys knows them.
        """
        self._require_role(role)
        less = self._person(uid).is_owner and role != Role.OWNER
        if less and uid == self._keys.uid and len(self._keys.manifest.owners()) > 1:
            raise Invalid({"person": "self"})
        unread = [item.id for item in self._keys.manifest.portfolios if less and uid not in item.members]

        def edit(draft: Draft) -> None:
            draft.set_person(uid, role=role)
            for id_ in unread:
                draft.renew_portfolio(id_)
            if less:
                draft.renew_owner_keys()

        self._save(password, edit, anew=less)

    def set_quota(self, uid: str, quota: Quota | None, password: str) -> None:
        """How many contacts this person may be shown; None: as the role says."""
        if quota is not None and not quota_holds(quota):
            raise Invalid({"quota": "negative"})
        self._set_right(uid, "quota", quota.to_json() if quota is not None else None, password)

    def freeze(self, uid: str, password: str) -> None:
        """No sign-in from now on; Invalid({"person": "last_owner"})."""
        self._save(password, lambda draft: draft.freeze(uid))

    def unfreeze(self, uid: str, password: str) -> None:
        """Sign-in as before, and a leaving that was begun is off.

        Invalid({"person": "reset_first"}) for one whose keys went with a leaving.
        """

        def edit(draft: Draft) -> None:
            if self._person(uid).uid not in self._keys.header.bundles:
                raise Invalid({"person": "reset_first"})
            draft.unfreeze(uid)
            kept = {name: said for name, said in self._person(uid).permissions.items() if name != BEGUN}
            draft.set_person(uid, permissions=kept)

        self._save(password, edit)

    def accept(self) -> int:
        """At the owner's sign-in: take over the keys that people made when they replaced their first password.

        Asks for no password: the session has just been opened with it. How many were taken over; where they cannot be
        written now (a full disk), the next sign-in does it.
        """
        if not self._keys.header.proposals or not self._gate.user.may(PEOPLE) or self._gate.must_change_password:
            return 0
        self._gate.require(PEOPLE)
        accepted: list[str] = []

        def edit(draft: Draft) -> None:
            accepted.extend(draft.accept_proposals())
            for uid in accepted:
                kept = {name: value for name, value in self._person(uid).permissions.items() if name != _INVITED}
                draft.set_person(uid, permissions=kept)

        with suppress(OSError, WriterBusy):
            self._changes.edit(PEOPLE, edit)
        return len(accepted)

    # ------------------------------------------------------------------ roles

    def roles(self) -> tuple[RoleRights, ...]:
        """The ready roles as the owner left them, then the owner's own."""
        self._gate.require(PEOPLE)
        return roles_of(self._keys.manifest.policy)

    def save_roles(self, roles: Sequence[RoleRights], password: str) -> None:
        """Keep these roles; a ready one that is not among them is as it was delivered, the owner's always whole.

        Invalid({"role": "empty" | "taken" | "too_long" | "too_many" | "bad_key" | "unknown_right" | "in_use"} or
        {"quota": "negative"}).
        """
        refused = refused_roles(roles, [person.role for person in self._keys.manifest.people])
        if refused:
            raise Invalid(refused)
        said: list[Json] = [role.to_json() for role in roles if role.key != Role.OWNER]
        self._set_policy("roles", said, password)

    def others(self) -> Others:
        """What people see of clients in portfolios that are not theirs."""
        self._gate.require(PEOPLE)
        return others_of(self._keys.manifest.policy)

    def set_others(self, others: Others, password: str) -> None:
        """Nothing of them, or their name and tier."""
        self._set_policy("others", others.value, password)

    # ------------------------------------------------------------------ portfolios

    def portfolios(self) -> list[PortfolioRow]:
        """Every portfolio, who is named as its reader, and how many clients stand in it, the trash apart."""
        with self._gate.read(PEOPLE) as session:
            numbers = {row.vault_id: row.id for row in session.scalars(select(Portfolio))}
            living = (Client.trashed.is_(False), self._not_planted())
            count = select(Client.portfolio, func.count()).where(*living).group_by(Client.portfolio)
            clients = _pairs(session, count)
        return [
            PortfolioRow(numbers[item.id], item.name, item.members, clients.get(numbers[item.id], 0))
            for item in self._keys.manifest.portfolios
            if item.id in numbers
        ]

    def add_portfolio(self, name: str, members: Sequence[str], password: str) -> int:
        """A new set of clients with its own key; its number. Invalid({"portfolio": "empty" | "taken" | "long"})."""
        vault_id = self._save(password, lambda draft: draft.add_portfolio(name, members))
        return self._number(vault_id)

    def rename_portfolio(self, portfolio: int, name: str, password: str) -> None:
        """Another name."""
        id_ = self._vault_id(portfolio)
        self._save(password, lambda draft: draft.rename_portfolio(id_, name))

    def set_members(self, portfolio: int, members: Sequence[str], password: str) -> None:
        """Who reads it beside the owners. Whoever is taken out opens only what was copied before.

        Then the portfolio gets another key and the base another file, 5 s with 100,000 clients; people whose sign-in
        is frozen are reset before they come back.
        """
        id_ = self._vault_id(portfolio)
        gone = set(self._members(id_)) - {*members}

        def edit(draft: Draft) -> None:
            draft.set_members(id_, members)
            if gone:
                draft.renew_portfolio(id_)

        self._save(password, edit, anew=bool(gone))

    def set_default(self, uid: str, portfolio: int | None, password: str) -> None:
        """Where new clients of this person go; None: to the first of the person's portfolios."""
        self._set_right(uid, "portfolio", None if portfolio is None else self._vault_id(portfolio), password)

    def set_writes_to(self, uid: str, portfolios: Sequence[int], password: str) -> None:
        """Portfolios to which this person may add clients without reading anything of them."""
        ids: list[Json] = [self._vault_id(number) for number in dict.fromkeys(portfolios)]
        self._set_right(uid, "write_to", ids or None, password)

    # ------------------------------------------------------------------ inside

    def _save(self, password: str, edit: Callable[[Draft], T], *, anew: bool = False) -> T:
        """Sign what `edit` changes; `anew`: together with another file, as portfolios got other keys."""
        self._gate.require(PEOPLE)
        self._keys.require_password(password)
        return self._changes.rotate(PEOPLE, edit) if anew else self._changes.edit(PEOPLE, edit)

    def _set_right(self, uid: str, name: str, value: Json, password: str) -> None:
        """One of the things that stand with a person beside the role; None takes it away."""

        def edit(draft: Draft) -> None:
            kept: Mapping[str, Json] = {key: said for key, said in self._person(uid).permissions.items() if key != name}
            draft.set_person(uid, permissions=kept if value is None else {**kept, name: value})

        self._save(password, edit)

    def _set_policy(self, name: str, value: Json, password: str) -> None:
        self._save(password, lambda draft: draft.set_policy({**self._keys.manifest.policy, name: value}))

    def _person(self, uid: str) -> Person:
        found = next((person for person in self._keys.manifest.people if person.uid == uid), None)
        if found is None:
            raise NotFound("person", uid)
        return found

    def _require_role(self, role: str) -> None:
        if role not in {known.key for known in roles_of(self._keys.manifest.policy)}:
            raise Invalid({"role": "unknown"})

    def _members(self, vault_id: str) -> tuple[str, ...]:
        found = self._keys.manifest.portfolio(vault_id)
        return found.members if found is not None else ()

    def _vault_id(self, portfolio: int) -> str:
        """The name in the signed list of the portfolio that rows know by this number."""
        with self._gate.read(PEOPLE) as session:
            row = session.get(Portfolio, portfolio)
            if row is None or self._keys.manifest.portfolio(row.vault_id) is None:
                raise NotFound("portfolio", portfolio)
            return row.vault_id

    def _number(self, vault_id: str) -> int:
        with self._gate.read(PEOPLE) as session:
            found = session.scalars(select(Portfolio.id).where(Portfolio.vault_id == vault_id)).first()
        if found is None:  # signed, but the disk is full: it gets its number at the next sign-in
            raise NotFound("portfolio", vault_id)
        return found

    def _not_planted(self) -> ColumnElement[bool]:
        """Counts go without canaries here as everywhere."""
        return Client.id.not_in(sorted(self._gate.narrowing.left_out))

    def _row(self, person: Person, numbers: Mapping[str, int]) -> PersonRow:
        manifest, said = self._keys.manifest, person.permissions
        role = role_of(manifest.policy, person.role)
        reads: Iterable[str] = (p.id for p in manifest.portfolios if person.is_owner or person.uid in p.members)
        written = said.get("write_to")
        proposed = any(proposal.uid == person.uid for proposal in self._keys.header.proposals)
        return PersonRow(
            uid=person.uid,
            name=person.name,
            role=role.key,
            role_name=role.name,
            active=person.active,
            leaving=not person.active and bool(said.get(BEGUN)),
            invited=bool(said.get(_INVITED)) or proposed,
            portfolios=tuple(numbers[id_] for id_ in reads if id_ in numbers),
            default_portfolio=numbers.get(str(said.get("portfolio"))),
            writes_to=tuple(numbers[id_] for id_ in (written if isinstance(written, list) else []) if id_ in numbers),
            quota=Quota.from_json(said["quota"]) if "quota" in said else role.quota,
            own_quota="quota" in said,
            last_seen=None,
            clients=0,
            left=not person.active and person.uid not in self._keys.header.bundles,
        )


def _pairs(session: Session, query: Any) -> dict[Any, Any]:
    return {row[0]: row[1] for row in session.execute(query)}
