"""Showing contacts where there is a quota: what is left, a reason, the owner's agreement, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from clientcrm.crm import Desk
from clientcrm.domain.access import READY, Permission, Quota, Role, Scope
from clientcrm.domain.journal import JournalFilter
from clientcrm.domain.requests import RequestKind
from tests.ui.clients.conftest import open_window, quiet
from tests.ui.clients.screens import CardScreen, ListScreen, Shop
from ui.clients.reason_dialog import ReasonDialog
from ui.context import Context

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
        shop.click("Попросить показать: Телефон")
        assert shop.dialog() is None, "one request is enough"
        assert card.contacts()[0] == MASKED


def test_without_the_right_there_is_nothing_to_press(as_seller: Opened) -> None:
    with as_seller(Quota(5, None, None), Scope.NO) as shop:
        card = CardScreen(shop)
        card.open(MAIN)
        assert card.contacts() == []
        assert shop.says("контакты скрыты")
