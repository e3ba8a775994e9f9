"""Where the keyboard stands after something went, came or was stepped over."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from clientcrm.domain.clients import ClientDraft, ClientKind
from tests.ui.clients.screens import CardScreen, EditorScreen, ListScreen, Shop
from ui.widgets.button import IconButton


def test_the_arrow_above_the_card_can_be_pressed_again(clients: ListScreen, card: CardScreen, shop: Shop) -> None:
    """And the row of whoever was looked at last is met on coming back."""
    clients.search("")
    card.open("Захарова Полина")
    following = shop.page.card.path.findChildren(IconButton)[-1]
    following.setFocus(Qt.FocusReason.TabFocusReason)
    for name in ("Ковальчук Светлана", "Кузьмина Елена"):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        shop.settle()
        assert card.title().startswith(name)
        assert QApplication.focusWidget() is following
    shop.press("Alt+Down")
    assert card.title() == "Ли Виктория"
    shop.press("Alt+Left", shop.window)
    assert shop.page.current() is shop.page.list
    assert clients.list.current() == shop.names["Ли Виктория"]


def test_after_the_trash_the_row_below_is_current(clients: ListScreen, shop: Shop) -> None:
    names = clients.names()
    second, third, fourth = (shop.names[name] for name in names[1:4])
    clients.list.table.setFocus()
    clients.list.table.set_current_id(third)
    clients.mark(*names[1:3])
    shop.press("Delete", clients.list.table)
    assert second not in clients.list.model.ids()
    assert clients.list.current() == fourth
    shop.undo()
    assert clients.list.current() == fourth, "what comes back does not take the row"
    last = clients.list.model.ids()[-1]
    above = clients.list.model.ids()[-2]
    clients.list.table.set_current_id(last)
    shop.press("Delete", clients.list.table)
    assert clients.list.current() == above


def test_another_search_begins_at_its_first_row(clients: ListScreen, shop: Shop) -> None:
    clients.go_to("Ли Виктория")
    clients.search("к")
    assert len(clients.names()) > 1
    assert clients.list.current() == clients.list.model.ids()[0]


def test_a_text_longer_than_its_field_shows_how_it_begins(editor: EditorScreen, shop: Shop) -> None:
    long = "Григорий Владимирович Елисеев-Константинопольский Старший"
    draft = ClientDraft(kind=ClientKind.COMPANY, name="ООО «Весы»", contact_person=long)
    shop.names["ООО «Весы»"] = shop.page.desk.clients.create(draft)
    editor.open("ООО «Весы»")
    assert shop.field("Контактное лицо").line.cursorPosition() == 0


def test_rows_that_come_where_nobody_was_take_the_keyboard(empty_shop: Shop) -> None:
    """The focus was nowhere: after "Show the new clients" no key did anything."""
    focus = QApplication.focusWidget()
    if focus is not None:
        focus.clearFocus()
    made = empty_shop.page.desk.clients.create(ClientDraft(name="Первая"))
    empty_shop.settle()
    table = empty_shop.page.list.table
    assert QApplication.focusWidget() is table
    assert table.current_id() == made
