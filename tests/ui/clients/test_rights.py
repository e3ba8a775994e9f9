"""What somebody without a right sees; the core refuses anyway."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from clientcrm.crm import Desk
from clientcrm.domain.access import READY, Role
from tests.ui.clients.conftest import open_window, quiet
from tests.ui.clients.screens import CardScreen, ListScreen, Shop
from ui.context import Context

SUMS = {"average", "total"}


def _become(desk: Desk, role: Role) -> None:
    """The person signed in takes a smaller role."""
    desk._gate.stand(replace(desk.user, role=READY[role]))


@pytest.fixture
def seller_shop(
    names: dict[str, int], desk: Desk, context: Context, qtbot: QtBot, settle: Callable[..., None]
) -> Iterator[Shop]:
    """The shop as a seller sees it."""
    _become(desk, Role.SELLER)
    with open_window(context, settle, qtbot) as window:
        yield Shop(window, qtbot, lambda: quiet(context, settle), names)


@pytest.fixture
def observer_shop(
    names: dict[str, int], desk: Desk, context: Context, qtbot: QtBot, settle: Callable[..., None]
) -> Iterator[Shop]:
    """The shop as an observer sees it."""
    _become(desk, Role.OBSERVER)
    with open_window(context, settle, qtbot) as window:
        yield Shop(window, qtbot, lambda: quiet(context, settle), names)


def test_a_seller_sees_no_sums_anywhere(seller_shop: Shop) -> None:
    clients, card = ListScreen(seller_shop), CardScreen(seller_shop)
    assert SUMS.isdisjoint(clients.list.table.shown())
    assert SUMS.isdisjoint(column.key for column in clients.list.model.columns)
    assert "₽" not in clients.foot()
    assert "total" not in clients.list.filters.parts()
    card.open("Ковальчук Светлана")
    assert set(card.figures()) == {"Визиты", "Состояние", "Карточка заведена"}
    assert "Покупка" in card.entries()
    assert not any("₽" in title for title in card.entries())
    assert seller_shop.page.card.tabs.count() == 1


def test_a_seller_has_no_trash_no_mass_changes_and_no_export(seller_shop: Shop) -> None:
    clients = ListScreen(seller_shop)
    assert not seller_shop.has_button("Корзина")
    assert not seller_shop.has_button("Выгрузить")
    assert not seller_shop.has_button("Загрузить из Excel")
    clients.mark("Белова Ирина")
    assert [action.key for action in clients.list.marked.actions()] == ["print"]  # on request
    clients.go_to("Белова Ирина")
    seller_shop.press("Delete", clients.list.table)
    assert "Белова Ирина" in clients.names()


def test_a_seller_writes_a_purchase_down_without_seeing_sums(seller_shop: Shop) -> None:
    card = CardScreen(seller_shop)
    card.open("Захарова Полина")
    seller_shop.press("Ctrl+B")
    seller_shop.write("Сумма, ₽", "500")
    dialog = seller_shop.dialog()
    assert dialog is not None
    dialog.save_now()
    seller_shop.settle()
    assert card.figures()["Визиты"][0] == "1"
    assert card.figures()["Состояние"][0] == "Клиент"


def test_an_observer_looks_and_changes_nothing(observer_shop: Shop) -> None:
    clients, card = ListScreen(observer_shop), CardScreen(observer_shop)
    assert not observer_shop.has_button("Новый клиент")
    clients.go_to("Белова Ирина")
    observer_shop.press("Ctrl+R", clients.list.table)
    assert clients.shown_phone("Белова Ирина") == ""
    card.open("Ковальчук Светлана")
    assert card.contacts() == ["+7 916 ••• •• 17", "c•••••@mail.ru"]
    for button in ("Изменить", "Покупка", "Записать контакт", "Показать: Телефон"):
        assert not observer_shop.has_button(button), button
    for keys in ("Ctrl+B", "Ctrl+J", "F2", "Ctrl+R"):
        observer_shop.press(keys)
    assert observer_shop.dialog() is None
    assert card.contacts()[0] == "+7 916 ••• •• 17"
    assert observer_shop.page.current() is observer_shop.page.card
