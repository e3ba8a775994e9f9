"""Keys of what owners alone read: renewed when somebody is an owner no longer, and nothing of it is lost."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import select

from clientcrm.crm import Desk
from clientcrm.data.models import AccessRequest, JournalSession, OwnerDocument
from clientcrm.data.storage import Storage
from clientcrm.domain.errors import SealBroken
from clientcrm.domain.exports import ExportPlan
from clientcrm.domain.leaving import HandOver
from clientcrm.services.owner_documents import document_column
from clientcrm.services.tickets import REASON
from clientcrm.vault import vault
from clientcrm.vault.fields import OWNER_ONLY
from clientcrm.vault.unlocked import Unlocked
from tests.services.killing import whole
from tests.services.leavers import ANNA, IGOR, OWN_PASSWORD, person
from tests.support import CHEAP, PASSWORD, Shop

PLAN = ExportPlan(Path("all.xlsx"))


def opened(storage: Storage, keys: Unlocked) -> list[str]:
    """What of all that owners alone read opens by these keys: documents, reasons, seeds of sign-ins."""
    seal = keys.owner_seal
    assert seal is not None
    found = []
    with storage.read() as session:
        for document in session.scalars(select(OwnerDocument)):
            with suppress(SealBroken):
                document_column(seal, document.name).open(document.uuid, document.sealed)
                found.append(f"document {document.name}")
        for request in session.scalars(select(AccessRequest)):
            with suppress(SealBroken):
                keys.open_inbox(OWNER_ONLY, *REASON, request.uuid, request.reason or b"")
                found.append(f"reason {request.id}")
        for stretch in session.scalars(select(JournalSession)):
            with suppress(SealBroken):
                keys.open_seed(stretch.uuid, stretch.uid, stretch.seed)
                found.append(f"seed {stretch.id}")
    return found


def two_owners(shop: Shop) -> Desk:
    """Anna becomes an owner beside the first one, something stands where owners alone read; the first one's desk."""
    desk = shop.sign_in()
    desk.staff.set_role(person(desk, ANNA), "owner", PASSWORD)
    desk.staff.set_role(person(desk, IGOR), "manager", PASSWORD)
    desk.canaries.plant(person(desk, IGOR), ["+79990001122"], 1)
    desk.close()
    igor = shop.sign_in(IGOR, OWN_PASSWORD)
    igor.requests.ask_export(PLAN, "обещал перезвонить")
    igor.close()
    return shop.sign_in()


@pytest.mark.parametrize("how", ["leaves", "becomes less"])
@pytest.mark.attack("T14")
def test_what_owners_alone_read_is_closed_to_one_who_is_an_owner_no_longer(staffed: Shop, how: str) -> None:
    """Documents, reasons, the journal's seeds: whole for those who stay, and nothing opens by the former keys."""
    first = two_owners(staffed)
    me, before = first.user.uid, opened(first._storage, first._keys)
    assert {name.split()[0] for name in before} == {"document", "reason", "seed"}
    kept = vault.open_with_password(first._keys.header, me, PASSWORD, staffed.device, CHEAP)
    assert opened(first._storage, kept) == before
    first.close()
    anna = staffed.sign_in(ANNA, OWN_PASSWORD)
    [told] = [(row.reason, row.genuine) for row in anna.requests.waiting()]
    if how == "leaves":
        anna.leaving.run(me, HandOver((anna.user.uid,)), OWN_PASSWORD)
    else:
        anna.staff.set_role(me, "manager", OWN_PASSWORD)
    assert opened(anna._storage, kept) == []
    after = opened(anna._storage, anna._keys)
    assert set(before) <= set(after)
    assert told == ("обещал перезвонить", True)
    assert [(row.reason, row.genuine) for row in anna.requests.waiting()] == [told]
    assert len(anna.canaries.all()) == 1
    assert whole(anna) == []
    anna.close()
    igor = staffed.sign_in(IGOR, OWN_PASSWORD)  # writes under the keys of now
    igor.requests.ask_export(PLAN, "и ещё один")
    igor.close()
    again = staffed.sign_in(ANNA, OWN_PASSWORD)
    assert {row.reason for row in again.requests.waiting()} == {"обещал перезвонить", "и ещё один"}
    assert whole(again) == []
    assert opened(again._storage, kept) == []
    kept.close()
    again.close()
