"""Somebody is called away from what is being typed: the window locks, and a person signs in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from clientcrm.crm import Crm, Desk
from tests.ui.clients.screens import CardScreen, EditorScreen, Shop
from tests.ui.conftest import OWNER, PASSWORD
from ui.app import Program
from ui.main_window import MainWindow
from ui.widgets.dialog import Dialog

NAME, SECOND = "Лебедева Анна", "Захарова Полина"


class Place:
    """The window of one person after another; each sign-in makes it anew."""

    def __init__(self, program: Program, base: Path, crm: Crm, quiet: Callable[[], None], qtbot: QtBot) -> None:
        self.program, self.base, self.crm, self.quiet, self.qtbot = program, base, crm, quiet, qtbot
        self.names: dict[str, int] = {}

    @property
    def shop(self) -> Shop:
        """What is before the eyes now."""
        window = self.program.frame.stage
        assert isinstance(window, MainWindow)
        return Shop(window, self.qtbot, self.quiet, self.names)

    @property
    def form(self) -> EditorScreen:
        """The form, in the window of now."""
        return EditorScreen(self.shop)

    @property
    def card(self) -> CardScreen:
        """The card, in the window of now."""
        return CardScreen(self.shop)

    def text(self, label: str) -> str:
        """What stands in a field."""
        return self.shop.field(label).text()

    def dialogs(self) -> list[Dialog]:
        """What stands before the window."""
        return [one for one in self.program.frame.findChildren(Dialog) if one.isVisible()]

    def dialog(self) -> Dialog:
        """The only one."""
        [shown] = self.dialogs()
        return shown

    def lock(self) -> None:
        """Ctrl L."""
        self.program.session.lock()
        self.quiet()
        assert not isinstance(self.program.frame.stage, MainWindow)

    def enter(self, person: str = OWNER, password: str = PASSWORD) -> None:
        """Sign in."""
        people = {one.name: one.uid for one in self.crm.entrance(self.base).people}
        self.program.session.doorstep.enter_with(people[person], password)
        self.quiet()

    def meanwhile(self, what: Callable[[Desk], object], person: str = OWNER, password: str = PASSWORD) -> None:
        """Something is done in the base while the window is locked."""
        desk = self.crm.sign_in(self.base, person, password)
        what(desk)
        desk.close()
