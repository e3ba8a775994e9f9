"""Showing contacts where there is a quota: what is left, a reason, the owner's agreement, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import update

from clientcrm.crm import Desk
from clientcrm.data.models import Client
from clientcrm.domain.access import READY, Permission, Quota, Role, Scope
from clientcrm.domain.journal import JournalFilter
from clientcrm.domain.requests import RequestKind
from tests.ui.clients.conftest import open_window, quiet
from tests.ui.clients.screens import CardScreen, ListScreen, Shop
from tests.ui.conftest import OWNER, PASSWORD
from ui.clients.reason_dialog import ReasonDialog
from ui.context import Context
from ui.in_place import InPlaceDialog

Opened = Callable[..., AbstractContextManager[Shop]]
MAIN = "Ковальчук Светлана"
MASKED = "+7 916 ••• •• 17"


@pytest.fixture
def as_seller(names: dict[str, int], desk: Desk, context: Context, qtbot: QtBot, settle: Callable[..., None]) -> Opened:
    """Open the shop as a seller whose role has this quota and shows contacts this far."""

    @contextmanager
    def opened(quota: Quota, scope: Scope = Scope.YES) -> Iterator[Shop]:
        role = READY[Role.SELLER]
        rights = {**role.rights, Permission.SHOW_CONTACTS: scope, Permission.COPY_CONTACTS: Scope.YES}
        desk._gate.stand(replace(desk.user, role=replace(role, rights=rights, quota=quota)))
        desk.meter._quota = lambda: quota
        with open_window(context, settle, qtbot) as window:
            yield Shop(window, qtbot, lambda: quiet(context, settle), names)

    return opened


def agree(shop: Shop, reason: str) -> None:
    """The owner, who is near, reads what is asked for and types the password."""
    dialog = shop.dialog()
    assert isinstance(dialog, InPlaceDialog)
    assert shop.says(f"«{reason}»")
    dialog.password.line.setText(PASSWORD)
    shop.click("Разрешить один раз", dialog)


def show(shop: Shop, kind: str = "Телефон") -> None:
    shop.click(f"Показать: {kind}")


def test_what_is_left_is_seen_and_a_spent_quota_is_told(as_seller: Opened) -> None:
    with as_seller(Quota(1, None, None)) as shop:
        card = CardScreen(shop)
        card.open(MAIN)
        show(shop)
        assert "+7 916" in card.contacts()[0]
        assert "•" not in card.contacts()[0]
        assert shop.says("На сегодня показов больше нет")
        show(shop, "Почта")
        assert shop.says("За день вам можно показать 1 контакт.")
        assert shop.says("Продолжите завтра")
        shop.press_default()
        assert "•" in card.contacts()[1]


def test_beyond_a_spent_quota_the_owner_may_be_asked(as_seller: Opened, desk: Desk) -> None:
    with as_seller(Quota(1, None, None)) as shop:
        card = CardScreen(shop)
        card.open(MAIN)
        show(shop)
        show(shop, "Почта")
        shop.click("Попросить владельца")
        dialog = shop.dialog()
        assert isinstance(dialog, ReasonDialog)
        dialog.field.set_text("ждёт счёт")
        shop.click("Попросить", dialog)
        [asked] = desk.requests.mine()
        assert (asked.kind, asked.client_id) == (RequestKind.SHOW, shop.names[MAIN])
        show(shop, "Почта")
        shop.click("Попросить владельца")
        shop.click("Владелец рядом: разрешить паролем")
        agree(shop, "ждёт счёт")
        assert shop.dialog() is None
        assert "•" not in card.contacts()[1]


def test_a_reason_is_asked_and_handed_in(as_seller: Opened, desk: Desk) -> None:
    with as_seller(Quota(None, None, 1)) as shop:
        card = CardScreen(shop)
        card.open(MAIN)
        show(shop)
        shop.qtbot.waitUntil(lambda: shop.dialog() is not None)
        dialog = shop.dialog()
        assert isinstance(dialog, ReasonDialog)
        assert card.contacts()[0] == MASKED
        shop.click("Показать", dialog)
        assert shop.says("Напишите в двух словах")
        dialog.field.set_text("  просила\nперезвонить ")
        shop.click("Показать", dialog)
        assert "•" not in card.contacts()[0]
        desk._gate.stand(replace(desk.user, role=READY[Role.OWNER]))
        [line] = desk.journal.entries(JournalFilter(group="contacts"), limit=1)
        assert line.detail["reason"] == "просила перезвонить"


def test_from_the_list_what_is_left_stands_in_the_toast(as_seller: Opened) -> None:
    with as_seller(Quota(5, None, None)) as shop:
        clients = ListScreen(shop)
        clients.go_to(MAIN)
        shop.press("Ctrl+R", clients.list.table)
        assert clients.shown_phone(MAIN)
        assert "Сегодня можно показать ещё 4" in shop.toast()


def test_who_may_see_on_request_asks_the_owner(as_seller: Opened, desk: Desk) -> None:
    with as_seller(Quota(5, None, None), Scope.REQUEST) as shop:
        card = CardScreen(shop)
        card.open(MAIN)
        assert not shop.has_button("Показать: Телефон")
        shop.click("Попросить показать: Телефон")
        dialog = shop.dialog()
        assert isinstance(dialog, ReasonDialog)
        dialog.field.set_text("перезвонить по заказу")
        shop.click("Попросить", dialog)
        assert "Запрос отправлен владельцу" in shop.toast()
        [asked] = desk.requests.mine()
        assert (asked.kind, asked.client_id) == (RequestKind.SHOW, shop.names[MAIN])
        assert not shop.has_button("Попросить показать: Телефон"), "one request is enough"
        shop.click("Запрос отправлен: Телефон")
        shop.click("Отозвать запрос 1")
        assert shop.dialog() is None
        assert card.contacts()[0] == MASKED
        shop.click("Попросить показать: Телефон")
        shop.dialog().field.set_text("перезвонить по заказу")  # type: ignore[union-attr]
        shop.click("Попросить")
        shop.click("Запрос отправлен: Почта")
        shop.click("Владелец рядом: разрешить паролем")
        assert shop.says(MAIN)
        agree(shop, "перезвонить по заказу")
        assert shop.dialog() is None
        assert "@" in card.contacts()[1]
        assert "•" not in card.contacts()[1]
        shop.click("Попросить показать: Телефон")  # used up, and good for the day
        assert "•" not in card.contacts()[0]


def test_an_agreement_given_elsewhere_turns_the_link_into_show(as_seller: Opened, desk: Desk) -> None:
    with as_seller(Quota(5, None, None), Scope.REQUEST) as shop:
        clients = ListScreen(shop)
        clients.go_to(MAIN)
        shop.press("Ctrl+R", clients.list.table)
        shop.dialog().field.set_text("перезвонить")  # type: ignore[union-attr]
        shop.click("Попросить")
        card = CardScreen(shop)
        card.open(MAIN)
        assert shop.has_button("Запрос отправлен: Телефон")
        desk.requests.approve_in_place(1, OWNER, PASSWORD)
        shop.settle()
        shop.click("Показать: Телефон")
        assert "•" not in card.contacts()[0]


def test_without_the_right_there_is_nothing_to_press(as_seller: Opened) -> None:
    with as_seller(Quota(5, None, None), Scope.NO) as shop:
        card = CardScreen(shop)
        card.open(MAIN)
        assert card.contacts() == []
        assert shop.says("контакты скрыты")
        shop.press("Ctrl+R")
        assert "Ваша роль не показывает контактов" in shop.toast()


@pytest.mark.parametrize(
    ("scope", "said"),
    [(Scope.PARTLY, "Ваша роль не показывает контактов"), (Scope.OWN, "только ваших клиентов")],
)
def test_ctrl_r_without_the_right_says_why_nothing_happens(
    as_seller: Opened, desk: Desk, scope: Scope, said: str
) -> None:
    with desk._gate.write(Permission.REASSIGN, "client.assigned", "client") as session:
        session.execute(update(Client).values(responsible=None))
    with as_seller(Quota(5, None, None), scope) as shop:
        if scope is Scope.PARTLY:
            clients = ListScreen(shop)
            clients.go_to(MAIN)
            shop.press("Ctrl+R", clients.list.table)
            assert said in shop.toast()
        card = CardScreen(shop)
        card.open(MAIN)
        shop.press("Ctrl+R")
        assert said in shop.toast()
        assert card.contacts()[0] == MASKED
