"""What a person does on the screens of the clients, in their words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.clients.listing import ClientList
from ui.clients.page import ClientsPage
from ui.context import Context
from ui.main_window import MainWindow
from ui.widgets.dialog import Dialog
from ui.widgets.fields import TextField
from ui.widgets.labels import Label

W = TypeVar("W", bound=QWidget)


def plain(text: str) -> str:
    """Without the narrow and unbreakable spaces that hold numbers together."""
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def type_letters(widget: QWidget, text: str) -> None:
    """Key presses with these letters; QTest knows Latin ones alone."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))


@dataclass
class Shop:
    """The window over a shop."""

    window: MainWindow
    qtbot: QtBot
    settle: Callable[[], None]
    names: dict[str, int]

    @property
    def context(self) -> Context:
        """What the pages are given."""
        return self.window.context

    @property
    def page(self) -> ClientsPage:
        """The section of the clients."""
        return self.window.findChildren(ClientsPage)[0]

    def press(self, keys: str, widget: QWidget | None = None) -> None:
        """Press a key where the cursor is."""
        QTest.keySequence(widget or QApplication.focusWidget() or self.window, keys)
        self.settle()

    def type(self, text: str, widget: QWidget | None = None) -> None:
        """Type letters where the cursor is."""
        type_letters(widget or QApplication.focusWidget() or self.window, text)
        self.settle()

    def click(self, title: str, inside: QWidget | None = None) -> None:
        """Press the visible button with this title or spoken name; one of the top layer is meant."""
        for place in (inside,) if inside else (self.dialog(), *self.popups(), self.window):
            for button in place.findChildren(QAbstractButton) if place is not None else ():
                if button.isVisible() and title in (button.text(), button.accessibleName()):
                    button.click()
                    self.settle()
                    return
        raise AssertionError(title)

    def has_button(self, title: str) -> bool:
        """Whether such a button can be seen."""
        buttons = [button for button in self.window.findChildren(QAbstractButton) if button.isVisible()]
        return any(title in (button.text(), button.accessibleName()) for button in buttons)

    def popups(self) -> list[QWidget]:
        """Menus and popovers that are open."""
        return [w for w in QApplication.topLevelWidgets() if w is not self.window and w.isVisible()]

    def choose(self, title: str) -> None:
        """Choose from the menu that is open."""
        for menu in self.popups():
            for action in menu.actions():
                if action.text().split("\t")[0] == title:
                    action.trigger()
                    menu.close()
                    self.settle()
                    return
        raise AssertionError(title)

    def dialog(self) -> Dialog | None:
        """The dialog on top."""
        shown = [d for d in self.window.findChildren(Dialog) if d.isVisible()]
        return shown[-1] if shown else None

    def press_default(self) -> None:
        """Enter in the dialog: what its main button does."""
        dialog = self.dialog()
        assert dialog is not None
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        self.settle()

    def field(self, label: str) -> TextField:
        """The visible field with this label or spoken name; in the dialog when one is open."""
        place: QWidget = self.dialog() or self.window
        for field in place.findChildren(TextField):
            if field.isVisible() and label in (field.label.text(), field.control.accessibleName()):
                return field
        raise AssertionError(label)

    def write(self, label: str, text: str) -> None:
        """Put the text into a field, as by typing, and leave it."""
        field = self.field(label)
        field.line.setFocus()
        field.line.selectAll()
        type_letters(field.line, text)
        field.line.editingFinished.emit()
        self.settle()

    def says(self, text: str) -> bool:
        """Whether the text can be read somewhere, in the dialog when one is open."""
        place: QWidget = self.dialog() or self.window
        return any(text in plain(label.text()) for label in place.findChildren(Label) if label.isVisible())

    def toast(self) -> str:
        """The fact at the foot of the sheet."""
        return " ".join(
            plain(label.text()) for label in self.window.toasts.widget.findChildren(Label) if label.isVisible()
        )

    def undo(self) -> None:
        """Ctrl Z, where the cursor is."""
        self.press("Ctrl+Z")

    def redo(self) -> None:
        """Ctrl Shift Z."""
        self.press("Ctrl+Shift+Z")


class ListScreen:
    """The list of clients, or the trash when that is shown."""

    def __init__(self, shop: Shop) -> None:
        self.shop = shop

    @property
    def list(self) -> ClientList:
        """The list shown."""
        return self.shop.page.shown_list()

    def names(self) -> list[str]:
        """Who is seen, in order."""
        self.list.table.scrollToTop()
        model = self.list.model
        self.shop.qtbot.waitUntil(lambda: all(model.row_at(row) for row in range(min(model.rowCount(), 20))))
        return [row.name for number in range(model.rowCount()) if (row := model.row_at(number))]

    def search(self, text: str) -> None:
        """Type into the search and wait for the answer."""
        field = self.list.filters.search
        field.line.setFocus()
        field.line.clear()
        if text:
            type_letters(field.line, text)
            self.shop.qtbot.waitUntil(lambda: self.list.asked.text == text.strip(), timeout=2000)
        self.shop.settle()

    def go_to(self, name: str) -> None:
        """Make the row of a client the current one."""
        self.list.table.setFocus()
        assert self.list.table.set_current_id(self.shop.names[name])

    def mark(self, *names: str) -> None:
        """Mark these clients."""
        self.list.table.mark([self.shop.names[name] for name in names])

    def count(self) -> str:
        """The count beside the title."""
        return self.list.header.findChildren(Label)[1].text()

    def foot(self) -> str:
        """What the foot says."""
        return " ".join(plain(label.text()) for label in self.list.foot.findChildren(Label) if label.text())

    def chips(self) -> list[str]:
        """The filters in force, as they are spoken."""
        return [plain(chip.accessibleName()) for chip in self.list.filters._chips.values()]

    def pills(self) -> list[str]:
        """Saved segments with their counts."""
        bar = self.list.segments
        assert bar is not None
        return [f"{pill.segment.title} {pill.segment.count}" for pill in bar.bar._pills]

    def cell(self, name: str, key: str) -> str:
        """What a cell shows."""
        model = self.list.model
        row = model.row_of(self.shop.names[name])
        self.shop.qtbot.waitUntil(lambda: model.row_at(row) is not None)
        cells = model.cells(row)
        assert cells is not None
        return plain(cells[[column.key for column in model.columns].index(key)].text)

    def shown_phone(self, name: str) -> str:
        """The phone that stands in clear in the row of a client; nothing while it is masked."""
        return self.list.table._unveiled.find(self.shop.names[name], "phone")[0]

    def tick(self, *titles: str) -> None:
        """Tick lines of the popover that is open."""
        popover = self.list.filters._popover
        assert popover is not None
        options = popover._body.list
        for title in titles:
            row = next(n for n in range(options.model.rowCount()) if options.model.index(n, 0).data() == title)
            box = options.view.visualRect(options.model.index(row, 0))
            QTest.mouseClick(options.view.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
        self.shop.settle()
        popover.dismiss()


class CardScreen:
    """The card of one client."""

    def __init__(self, shop: Shop) -> None:
        self.shop = shop

    def open(self, name: str, tab: str = "") -> None:
        """Open the card of a client."""
        place = {"client": self.shop.names[name]} | ({"tab": tab} if tab else {})
        self.shop.context.open("clients", **place)
        self.shop.settle()

    def title(self) -> str:
        """The client's name."""
        return next(label.text() for label in self.shop.page.card.head.findChildren(Label))

    def figures(self) -> dict[str, tuple[str, str]]:
        """Label -> (value, note) of the strip."""
        texts = [plain(label.text()) for label in self.shop.page.card.figures.findChildren(Label)]
        return {texts[n]: (texts[n + 1], texts[n + 2]) for n in range(0, len(texts), 3)}

    def entries(self) -> list[str]:
        """Titles of the timeline."""
        return [plain(item.entry.title) for item in self.shop.page.card.timeline.line.items()]

    def contacts(self) -> list[str]:
        """Contacts as they are seen."""
        contacts = self.shop.page.card.side.contacts
        assert contacts is not None
        return [secret.text() for secret in contacts.secrets.values()]

    def record(self, text: str) -> None:
        """Ctrl J, type, Ctrl Enter."""
        self.shop.press("Ctrl+J")
        self.shop.type(text)
        self.shop.press("Ctrl+Return")


class EditorScreen:
    """The form of a client."""

    def __init__(self, shop: Shop) -> None:
        self.shop = shop

    def new(self) -> None:
        """Ctrl N."""
        self.shop.press("Ctrl+N")

    def open(self, name: str) -> None:
        """The form of an existing client."""
        self.shop.context.open("clients", client=self.shop.names[name], edit=True)
        self.shop.settle()

    def is_open(self) -> bool:
        """Whether the form is before the eyes."""
        return self.shop.page.current() is self.shop.page.editor

    def contact(self, number: int, text: str) -> None:
        """Type a contact into a line of the form."""
        fields = self.shop.page.editor.fields
        assert fields is not None
        line = fields.contacts.rows[number].value.line
        line.setFocus()
        type_letters(line, text)
        line.editingFinished.emit()
        self.shop.settle()

    def save(self) -> None:
        """Ctrl S."""
        self.shop.press("Ctrl+S", self.shop.page.editor)
