"""Clients who may be the one being typed in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from clientcrm.domain.clients import Lookalike
from ui.clients.dialog_buttons import cancel_button
from ui.clients.naming import letters_of
from ui.clients.wording import likeness_word
from ui.i18n import tr
from ui.widgets.avatar import Avatar
from ui.widgets.button import Button
from ui.widgets.card import Box
from ui.widgets.dialog import Dialog
from ui.widgets.labels import Icon, Label
from ui.widgets.layout import clear, column, holder, row


class LookalikePanel(QWidget):
    """Beside the form while typing; nothing while nobody is alike."""

    opened = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._column = column(gap=0)
        self.setLayout(self._column)
        self.found: list[Lookalike] = []

    def show_found(self, found: Sequence[Lookalike]) -> None:
        """Show these, or nothing."""
        self.found = list(found)
        clear(self._column)
        self.setVisible(bool(found))
        if not found:
            return
        box = Box("warn_soft", "warn_line", 12, (16, 14, 16, 14), 10)
        title = Label(tr("Similar clients exist already"), "smalls", wrap=True)
        box.add(row(Icon("users", "warn", 16), (title, 1), gap=8))
        for one in found:
            box.add(self._line(one))
        self._column.addWidget(box)
        self._column.addStretch(1)

    def _line(self, one: Lookalike) -> QWidget:
        button = Button(tr("Open"), size="sm", name=tr("Open: {name}").format(name=one.name))
        button.clicked.connect(lambda: self.opened.emit(one.id))
        told = " · ".join(part for part in (one.phone, likeness_word(one.reason)) if part)
        words = column(Label(one.name, "smallm", wrap=True), Label(told, "cap", "text2", wrap=True), gap=1)
        return holder(row(Avatar(letters_of(one.name), 26), (words, 1), button, gap=8))


class LookalikeDialog(Dialog):
    """Asks once more before a second card of perhaps the same client is made."""

    opened = Signal(int)
    created = Signal()

    def __init__(self, parent: QWidget, found: Sequence[Lookalike]) -> None:
        super().__init__(parent, tr("A similar client exists already"), icon="users", tone="warn")
        panel = column(gap=6)
        for one in found:
            told = " · ".join(part for part in (one.name, one.phone, likeness_word(one.reason)) if part)
            panel.addWidget(Label(told, "body", wrap=True))
        self.add(panel)
        create = Button(tr("Create anyway"))
        create.clicked.connect(lambda: self._leave("created"))
        first = found[0]
        show = Button(tr("Open the existing one"), kind="primary")
        show.clicked.connect(lambda: self._leave("opened", first.id))
        back = cancel_button(self, tr("Back to the form"), "ghost")
        self.set_actions(back, create, show)
        self.set_default(show)

    def _leave(self, how: str, client_id: int = 0) -> None:
        self.close_dialog(how)
        if how == "opened":
            self.opened.emit(client_id)
        else:
            self.created.emit()
