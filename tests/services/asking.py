"""A shop with an owner, a manager who asks before exporting, a seller, and clients in two portfolios."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from clientcrm.crm import Desk
from clientcrm.data.models import Portfolio
from clientcrm.domain.access import READY, Permission, Role, RoleRights, Scope
from clientcrm.domain.clients import ClientDraft
from clientcrm.domain.contacts import ContactDraft, ContactKind
from clientcrm.vault.device import MemoryDeviceStore
from tests.support import CHEAP, Clock, Shop, make_template

MANAGER, SELLER, ASKS = "Иван Петров", "Света Ким", "пароль-сотрудника-1"
_ONCE = "одноразовый-1"
NAMES = ("Орлова Дарья", "Ли Виктор", "Зимин Пётр", "Юсупова Алия")
FOREIGN = "Чужой Клиент"


def phone(number: int) -> ContactDraft:
    """A phone of the shop's clients."""
    normal = f"+7916204{number:04}"
    return ContactDraft(ContactKind.PHONE, normal, normal, primary=True)


def asking_shop(folder: Path) -> Callable[[Path], Shop]:
    """Made once; the answer copies it, closed, for one test each."""
    made = make_template(folder / "empty")(folder / "made")
    owner = made.sign_in()
    for place, name in enumerate(NAMES):
        mail = ContactDraft(ContactKind.EMAIL, f"c{place}@mail.ru", f"c{place}@mail.ru")
        owner.clients.create(ClientDraft(name=name, city="Уфа", consent=True, contacts=(phone(place), mail)))
    hired(made, owner, MANAGER, Role.MANAGER)
    hired(made, owner, SELLER, Role.SELLER)
    draft = owner._keys.draft()
    second = draft.add_portfolio("Опт", [])
    owner._keys.commit(made.folder, draft.sign())
    with owner._gate.write(Permission.MANAGE_PEOPLE, "portfolio.added") as session:
        row = Portfolio(vault_id=second)
        session.add(row)
        session.flush()
        number = row.id
    owner.close()
    owner = made.sign_in()
    owner.clients.create(ClientDraft(name=FOREIGN, city="Уфа", portfolio=number, contacts=(phone(900),)))
    owner.close()
    for name in (MANAGER, SELLER):
        desk = made.sign_in(name, _ONCE)
        desk.change_password(_ONCE, ASKS)
        desk.close()
    made.sign_in().close()  # the owner takes over the keys that they made

    def copy(target: Path) -> Shop:
        shutil.copytree(made.folder, target)
        device = MemoryDeviceStore()
        device.secrets.update(made.device.secrets)
        device.anchors.update(made.device.anchors)
        return Shop(target, made.recovery_code, device, Clock(made.clock.at))

    return copy


def hired(shop: Shop, owner: Desk, name: str, role: Role) -> str:
    """Somebody who reads the first portfolio; the uid."""
    draft = owner._keys.draft()
    uid = draft.add_person(name, role.value, {}, _ONCE, CHEAP)
    first = owner._keys.header.portfolios[0]
    draft.set_members(first.id, [*(m for m in first.members), uid])
    owner._keys.commit(shop.folder, draft.sign())
    return uid


def shaped(shop: Shop, role: Role, rights: Mapping[Permission, Scope], **policy: int | str) -> None:
    """The owner changes what a role may do."""
    owner = shop.sign_in()
    changed = RoleRights(role, "", {**READY[role].rights, **rights}, replace(READY[role].quota))
    draft = owner._keys.draft()
    draft.set_policy({"roles": [changed.to_json()], **policy})
    owner._keys.commit(shop.folder, draft.sign())
    owner.close()


def manager(shop: Shop) -> Desk:
    """The manager, signed in."""
    return shop.sign_in(MANAGER, ASKS)
