"""What only the owner reads: written inside a transaction, closed to everybody else, tied to its name."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from clientcrm.crm import Desk
from clientcrm.domain.access import Permission, Role
from clientcrm.domain.errors import AccessDenied, NotFound, SealBroken
from clientcrm.services.owner_documents import OwnerDocuments
from tests.services.journals import hire
from tests.services.raw import raw
from tests.support import Shop

SAID = {"seen": [3, 5], "кто": "Света"}


def documents(desk: Desk) -> OwnerDocuments:
    return OwnerDocuments(desk._gate, desk._keys)


def write(desk: Desk, name: str, value: dict[str, object]) -> None:
    with desk._gate.write(Permission.MANAGE_PEOPLE, "canary.planted") as session:
        documents(desk).write(session, name, value)
        assert documents(desk).read(name, session) == value


def test_a_document_is_read_as_it_was_written_last(shop: Shop, desk: Desk) -> None:
    assert documents(desk).read("alarms") == {}
    write(desk, "alarms", {"seen": []})
    write(desk, "alarms", SAID)
    desk.close()
    again = shop.sign_in()
    assert documents(again).read("alarms") == SAID
    assert documents(again).read("watch") == {}


def test_what_was_not_committed_never_was(desk: Desk) -> None:
    write(desk, "alarms", SAID)
    with pytest.raises(NotFound), desk._gate.write(Permission.MANAGE_PEOPLE, "canary.planted") as session:
        written_in_vain(desk, session)
    assert documents(desk).read("alarms") == SAID


def written_in_vain(desk: Desk, session: Session) -> None:
    documents(desk).write(session, "alarms", {})
    raise NotFound("client", 1)


def test_staff_neither_read_nor_write_it(shop: Shop, desk: Desk) -> None:
    write(desk, "alarms", SAID)
    hire(shop, desk, "Света", Role.SELLER)
    desk.close()
    seller = shop.sign_in("Света", "одноразовый-1")
    with pytest.raises(AccessDenied):
        documents(seller).read("alarms")
    with seller._gate.write(Permission.EDIT_CLIENTS, "client.changed") as session, pytest.raises(AccessDenied):
        documents(seller).read("alarms", session)
    with (
        pytest.raises(AccessDenied),
        seller._gate.write(Permission.EDIT_CLIENTS, "client.changed") as session,
    ):
        documents(seller).write(session, "alarms", {})


def test_nothing_of_it_stands_in_clear_and_it_opens_under_its_own_name_alone(shop: Shop, desk: Desk) -> None:
    write(desk, "alarms", SAID)
    write(desk, "watch", {})
    desk.close()
    with raw(shop) as connection:
        [(uuid, sealed)] = connection.execute("select uuid, sealed from owner_document where name = 'alarms'")
        assert "Света".encode() not in sealed
        connection.execute("update owner_document set uuid = ?, sealed = ? where name = 'watch'", (uuid, sealed))
    with pytest.raises(SealBroken):
        documents(shop.sign_in()).read("watch")
