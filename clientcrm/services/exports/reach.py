"""Which clients an export takes along and what of their contacts: as far as the person's rights go, and no further."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from clientcrm.data.bulk import in_parts
from clientcrm.data.models import Client, Tier
from clientcrm.domain.access import Permission, Scope, User
from clientcrm.domain.clients import ClientOrder
from clientcrm.domain.exports import ContactsIn, ExportPlan, ExportShape
from clientcrm.domain.tiers import TierKind
from clientcrm.services.clients.list import ClientLists
from clientcrm.services.gate import Gate

Show = Callable[[Mapping[str, Any]], ContactsIn]


def clients_of(gate: Gate, lists: ClientLists, plan: ExportPlan, permission: Permission) -> Sequence[int]:
    """Ids of the clients that the plan asks for and the permission covers, in the order of the file."""
    if plan.ids is None:
        ids: Sequence[int] = lists.ids(plan.filter, plan.order)
        if plan.shape is ExportShape.FULL_COPY and plan.order == ClientOrder():
            # In the order in which they came: then each page of the file is decrypted once, a quarter of the time.
            ids = sorted(ids)
        # The list may name clients of other portfolios, or more than this permission covers.
        return ids if gate.user.is_owner else still_there(gate, ids, permission)
    return still_there(gate, plan.ids, permission)


def still_there(gate: Gate, ids: Sequence[int], permission: Permission) -> list[int]:
    """Those of these clients that the person may take along, in their order."""
    with gate.read(permission) as session:
        found = {i for part in in_parts(ids) for i in session.scalars(select(Client.id).where(Client.id.in_(part)))}
    return [client_id for client_id in ids if client_id in found]


def fitted(plan: ExportPlan, contacts: ContactsIn, user: User) -> ExportPlan:
    """The plan as far as contacts and sums go: a copy to be loaded back would put masks in the place of numbers, and
    holds sums that no column shows."""
    whole = contacts is ContactsIn.FULL and user.scope(Permission.SEE_SUMS) is Scope.YES
    if not whole and plan.shape is ExportShape.FULL_COPY:
        return replace(plan, shape=ExportShape.FOR_PEOPLE)
    return plan


def shown_contacts(session: Session, user: User, contacts: ContactsIn) -> Show:
    """How the contacts of one client go out. Who asked not to be disturbed stays hidden from all but owners."""
    if user.is_owner:
        return lambda _plain: contacts
    guards = set(session.scalars(select(Tier.id).where(Tier.kind == TierKind.GUARD.value)))

    def show(plain: Mapping[str, Any]) -> ContactsIn:
        if plain["tier_id"] in guards:
            return ContactsIn.NONE
        if contacts is ContactsIn.OWN:
            return ContactsIn.FULL if plain["responsible"] == user.uid else ContactsIn.MASKED
        return contacts

    return show


def ranges(ids: Sequence[int]) -> str:
    """Ids in the shortest words: 1-4,9,12-13."""
    found: list[list[int]] = []
    for one in sorted(ids):
        if found and one == found[-1][1] + 1:
            found[-1][1] = one
        else:
            found.append([one, one])
    return ",".join(str(a) if a == b else f"{a}-{b}" for a, b in found)


def within(one: int, text: str) -> bool:
    """Whether an id is among those that `ranges` wrote."""
    for part in text.split(","):
        first, _, last = part.partition("-")
        if first.isdigit() and int(first) <= one <= int(last or first):
            return True
    return False
