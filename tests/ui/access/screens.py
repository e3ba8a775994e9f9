"""What a person does with the page of people and access."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from clientcrm.domain.access import Permission
from tests.ui.conftest import PASSWORD
from ui.access.owner_password import SignedDialog
from ui.access.page import AccessPage
from ui.context import Context
from ui.scenes import type_into
from ui.widgets.dialog import Dialog

D = TypeVar("D", bound=QWidget)


class AccessScreen:
    """The page in a window of its own."""

    def __init__(self, context: Context, qtbot: QtBot, settle: Callable[..., None], seller: str) -> None:
        self.context, self.settle, self.seller = context, settle, seller
        self.page = AccessPage(context)
        qtbot.addWidget(self.page)
        self.page.resize(1180, 840)
        context.opened.connect(lambda _section, place: self.page.show_place(place))
        self.page.show()
        self.page.show_place({})
        settle(context)

    def press(self, button: QWidget) -> None:
        """Click, and wait until all is quiet."""
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle(self.context)

    def dialog(self, kind: type[D]) -> D:
        """The open dialog of this kind."""
        [found] = [one for one in self.page.window().findChildren(kind) if one.isVisible()]
        return found

    def dialogs(self) -> list[Dialog]:
        """Every dialog that is open."""
        return [one for one in self.page.window().findChildren(Dialog) if one.isVisible()]

    def sign(self, dialog: SignedDialog, password: str = PASSWORD) -> None:
        """Type the owner's password and go."""
        dialog.password.line.clear()
        type_into(dialog.password.line, password)
        self.press(dialog.go)

    def choose_seller(self) -> None:
        """Make the seller the current person."""
        self.page.people.choose(self.seller)
        self.settle(self.context)

    def open_tab(self, key: str) -> None:
        """Another tab."""
        self.page.show_place({"tab": key})
        self.settle(self.context)

    def cell(self, permission: Permission) -> int:
        """The row of a right in the matrix."""
        lines = self.page.roles.matrix.matrix.lines
        return next(row for row, line in enumerate(lines) if line.permission is permission)
