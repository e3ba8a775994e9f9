"""Names for screen readers, keys without a mouse, both languages, low windows."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui.clients.conftest import open_window, quiet
from tests.ui.clients.screens import CardScreen, EditorScreen, ListScreen, Shop
from ui import i18n
from ui.clients.purchase_dialog import PurchaseDialog
from ui.context import Context

CONTROLS = (QAbstractButton, QLineEdit, QComboBox, QAbstractItemView, QPlainTextEdit)
MAIN = "Ковальчук Светлана"


def _nameless(place: QWidget) -> list[str]:
    found = []
    for widget in place.findChildren(QWidget):
        if isinstance(widget, CONTROLS) and not isinstance(widget, QHeaderView) and widget.isVisible():
            interface = QAccessible.queryAccessibleInterface(widget)
            if interface is not None and not interface.text(QAccessible.Text.Name):
                found.append(repr(widget))
    return found


def test_every_control_has_a_name(clients: ListScreen, card: CardScreen, editor: EditorScreen, shop: Shop) -> None:
    clients.mark("Белова Ирина")
    assert _nameless(shop.window) == []
    card.open(MAIN)
    assert _nameless(shop.window) == []
    shop.page.card.show_tab("purchases")
    assert _nameless(shop.window) == []
    for open_dialog in (shop.page.card.sale, shop.page.card.acts.change_tier, shop.page.card.acts.edit_tags):
        open_dialog()
        shop.settle()
        dialog = shop.dialog()
        assert dialog is not None
        assert _nameless(dialog) == []
        dialog.close_dialog()
    editor.open(MAIN)
    assert _nameless(shop.window) == []


def test_cells_are_spoken_in_words(clients: ListScreen, shop: Shop) -> None:
    model = clients.list.model
    clients.names()
    row = model.row_of(shop.names[MAIN])
    spoken = [
        model.index(row, column).data(0x0B)  # AccessibleTextRole
        for column in range(model.columnCount())
    ]
    assert any("VIP" in str(text) for text in spoken)
    assert any("17" in str(text) and "+7" not in str(text) for text in spoken)


def test_the_whole_way_by_keys(clients: ListScreen, card: CardScreen, shop: Shop) -> None:
    shop.press("Ctrl+F")
    shop.type("петро")
    shop.qtbot.waitUntil(lambda: clients.list.asked.text == "петро")
    shop.settle()
    shop.press("Down")
    assert clients.list.table.hasFocus()
    shop.press("Return")
    assert card.title() == "Петросян Армен"
    shop.press("Ctrl+J")
    shop.type("придёт в субботу")
    shop.press("Ctrl+Return")
    assert card.entries()[0] == "Звонок"
    shop.press("Alt+Left")
    assert clients.list.current() == shop.names["Петросян Армен"]
    shop.press("Space")
    assert clients.list.table.marked() == [shop.names["Петросян Армен"]]
    shop.press("Esc")
    assert clients.list.table.marked() == []
    shop.press("Esc")
    assert clients.list.asked.text == ""


def test_ctrl_a_marks_everyone(clients: ListScreen, shop: Shop) -> None:
    clients.go_to("Белова Ирина")
    shop.press("Ctrl+A", clients.list.table)
    assert len(clients.list.table.marked()) == 18
    assert shop.says("Выбрано 18")


def test_f2_opens_the_form_of_the_current_row(clients: ListScreen, editor: EditorScreen, shop: Shop) -> None:
    clients.go_to("Белова Ирина")
    shop.press("F2", clients.list.table)
    assert editor.is_open()
    assert shop.field("Фамилия").text() == "Белова"


def test_english_speaks_english(
    names: dict[str, int], context: Context, settle: Callable[..., None], qtbot: QtBot
) -> None:
    i18n.set_language("en")
    with open_window(context, settle, qtbot) as window:
        card = CardScreen(Shop(window, qtbot, lambda: quiet(context, settle), names))
        card.open(MAIN)
        figures = card.figures()
        assert figures["Average check"][0] == "₽3,505"
        assert figures["Last visit"][0] == "9 days ago"
        assert figures["Bought for"][1].startswith("6 checks, since ")


def test_a_purchase_may_begin_in_the_list(clients: ListScreen, card: CardScreen, shop: Shop) -> None:
    clients.go_to("Белова Ирина")
    shop.press("Ctrl+B", clients.list.table)
    assert card.title() == "Белова Ирина"
    assert isinstance(shop.dialog(), PurchaseDialog)


def test_a_low_window_puts_the_right_column_below(card: CardScreen, shop: Shop) -> None:
    card.open(MAIN)
    side, left = shop.page.card.side, shop.page.card.tabs
    assert side.mapTo(shop.page, side.rect().topLeft()).x() > left.mapTo(shop.page, left.rect().topRight()).x()
    shop.window.resize(1185, 700)
    shop.settle()
    assert side.mapTo(shop.page, side.rect().topLeft()).y() > left.mapTo(shop.page, left.rect().bottomLeft()).y()
