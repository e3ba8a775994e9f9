"""How far a right goes: everything, own clients alone, or nothing, whatever the question is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from clientcrm.crm import Desk
from clientcrm.data.models import Client, ContactPoint
from clientcrm.domain.access import READY, Permission, Quota, Role, RoleRights, Scope, role_of, roles_of
from clientcrm.domain.clients import ClientDraft
from clientcrm.domain.errors import AccessDenied, NotFound
from tests.services.journals import SVETA, actions, hire
from tests.services.raw import make_filled
from tests.support import Shop

PASSWORD = "одноразовый-1"


def fill(desk: Desk) -> None:
    """Two clients."""
    desk.clients.create(SVETA)
    desk.clients.create(replace(SVETA, name="Кузнецов Иван", contacts=()))


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Shop]:
    return make_filled(tmp_path_factory.mktemp("two"), fill)


@pytest.fixture
def shop(two: Callable[[Path], Shop], tmp_path: Path) -> Iterator[Shop]:
    """A shop with the two, closed at the end."""
    made = two(tmp_path / "base")
    yield made
    made.close()


def as_seller(shop: Shop, **rights: Scope) -> Desk:
    """A seller with these rights changed, who is responsible for the first client."""
    owner = shop.sign_in()
    uid = hire(shop, owner, "Света", Role.SELLER)
    draft = owner._keys.draft()
    role = READY[Role.SELLER]
    changed = replace(role, rights={**role.rights, **{Permission(name): scope for name, scope in rights.items()}})
    draft.set_policy({"roles": [changed.to_json()]})
    owner._keys.commit(shop.folder, draft.sign())
    owner.close()
    owner = shop.sign_in()
    owner.clients.mass_assign([1], uid)
    owner.close()
    return shop.sign_in("Света", PASSWORD)


def test_who_may_see_own_clients_alone_finds_no_others(shop: Shop) -> None:
    desk = as_seller(shop, view_clients=Scope.OWN)
    assert [row.id for row in desk.clients.rows([1, 2])] == [1]
    with pytest.raises(NotFound):
        desk.clients.card(2)
    with desk._gate.read(Permission.VIEW_CLIENTS) as session:
        assert set(session.scalars(select(ContactPoint.client_id))) <= {1}
        assert session.get(Client, 2) is None


def test_who_may_change_own_clients_alone_is_refused_others_with_an_entry(shop: Shop) -> None:
    desk = as_seller(shop, edit_clients=Scope.OWN)
    desk.clients.change(1, desk.clients.card(1).version, replace(desk.clients.form(1).draft, city="Тула"))
    assert desk.clients.card(2).name == "Кузнецов Иван"
    with pytest.raises(AccessDenied):
        desk.clients.change(2, 1, ClientDraft(name="Другой"))
    with pytest.raises(NotFound):
        desk.clients.change(99, 1, ClientDraft(name="Никто"))
    desk.close()
    assert "access.refused" in actions(shop)


def test_roles_are_read_as_they_were_written_and_what_is_unknown_is_nobodys() -> None:
    own = RoleRights("night", "Ночной продавец", {Permission.VIEW_CLIENTS: Scope.OWN}, Quota(3, 1, 1))
    said = own.to_json()
    said["rights"].update(fly="yes", edit_clients="sometimes", manage_people="yes", import_="own")
    roles = roles_of({"roles": [said, {"key": "owner", "rights": {}}, {"key": "Bad Key", "rights": {}}, 7]})
    assert roles[-1] == own
    assert roles[0] == READY[Role.OWNER]
    assert len(roles) == 5
    nobody = role_of({}, "gone")
    assert not any(nobody.scope(permission) is not Scope.NO for permission in Permission)
    assert (nobody.quota.day, nobody.quota.hour) == (0, 0)


def test_a_role_of_the_policy_holds_from_the_next_sign_in(shop: Shop) -> None:
    desk = as_seller(shop, print=Scope.OWN)
    assert not desk.user.may(Permission.EXPORT)
    assert desk.user.may(Permission.PRINT)
    assert desk.user.only_own(Permission.PRINT)
