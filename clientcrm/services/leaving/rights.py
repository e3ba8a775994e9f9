"""Who reads what before somebody leaves and after it, by the signed list; what of a leaving cannot be."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from clientcrm.data.models import Portfolio
from clientcrm.domain.errors import Invalid, NotFound
from clientcrm.domain.leaving import BEGUN, HandOver
from clientcrm.vault.manifest import Person
from clientcrm.vault.unlocked import Unlocked


class Standing:
    """The list that the session has verified, as it is now, with portfolios by the numbers that rows know them by."""

    def __init__(self, session: Session, keys: Unlocked) -> None:
        self._header, self.manifest = keys.header, keys.manifest
        self._self = keys.uid
        self.numbers = {row.vault_id: row.id for row in session.scalars(select(Portfolio))}

    def person(self, uid: str) -> Person:
        """One of the people; NotFound."""
        for person in self.manifest.people:
            if person.uid == uid:
                return person
        raise NotFound("person", uid)

    def reads(self, person: Person) -> frozenset[int]:
        """The portfolios that this person holds keys of, or held until the access was taken off."""
        found = (item for item in self.manifest.portfolios if person.is_owner or person.uid in item.members)
        return frozenset(self.numbers[item.id] for item in found)

    def personal(self, uid: str) -> frozenset[int]:
        """Portfolios that nobody but owners and this person reads."""
        owners = {owner.uid for owner in self.manifest.owners()}
        portfolios = self.manifest.portfolios
        return frozenset(self.numbers[item.id] for item in portfolios if set(item.members) - owners == {uid})

    def members_after(self, number: int, uid: str, wishes: HandOver) -> list[str]:
        """Who is a member of a portfolio afterwards: not the leaver; successors where nobody else is one."""
        found = next(item for item in self.manifest.portfolios if self.numbers[item.id] == number)
        members = [member for member in found.members if member != uid]
        if number in self.personal(uid) and number not in wishes.moves:
            members += [named for named in wishes.candidates(number) if named not in members]
        return members

    def readers_after(self, number: int, uid: str, wishes: HandOver) -> frozenset[str]:
        """The same with the owners, who read everything."""
        owners = [owner.uid for owner in self.manifest.owners() if owner.uid != uid]
        return frozenset([*self.members_after(number, uid, wishes), *owners])

    def is_begun(self, person: Person) -> bool:
        """A leaving was begun and is not done; somebody whose access was merely taken off has none."""
        return not person.active and bool(person.permissions.get(BEGUN))

    def holds_keys(self, person: Person) -> bool:
        """Still a member somewhere or with keys in keys.json: a finished leaving takes both away."""
        member = any(person.uid in item.members for item in self.manifest.portfolios)
        return member or person.uid in self._header.bundles

    def require_leaver(self, person: Person) -> None:
        """Invalid({"person": "self" | "last_owner"}) for those whom nobody lets go."""
        if person.uid == self._self:
            raise Invalid({"person": "self"})
        if person.is_owner and person.active and len(self.manifest.owners()) == 1:
            raise Invalid({"person": "last_owner"})

    def require_possible(self, person: Person, wishes: HandOver, standing_in: Collection[int]) -> None:
        """Everything that can be told before anything is done; `standing_in`: where the leaver's clients stand."""
        self.require_leaver(person)
        if not person.active and not self.holds_keys(person) and not standing_in:
            raise Invalid({"person": "gone"})
        if not all(wishes.candidates(number) for number in standing_in):
            raise Invalid({"successors": "empty"})
        active = {each.uid for each in self.manifest.people if each.active} - {person.uid}
        if not active.issuperset(wishes.everybody()):
            raise Invalid({"successors": "unknown"})
        sources, targets, places = set(wishes.moves), set(wishes.moves.values()), set(self.numbers.values())
        if (sources | targets) - places:
            raise Invalid({"portfolio": "unknown"})
        if sources & targets:
            raise Invalid({"portfolio": "in_circles"})
        for number in standing_in:
            readers = self.readers_after(wishes.moves.get(number, number), person.uid, wishes)
            if readers.isdisjoint(wishes.candidates(number)):
                raise Invalid({"successors": "cannot_read"})
