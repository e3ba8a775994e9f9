"""Radio buttons with a line of explanation under each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.widgets.choice import BOX, Radio
from ui.widgets.focus import tab_to_chosen
from ui.widgets.labels import Label
from ui.widgets.layout import column
from ui.widgets.option import Option


class Choices(QWidget):
    """A column of choices; an option's `sub` is its explanation."""

    chosen = Signal(str)

    def __init__(self, items: Sequence[Option], *, current: str = "", name: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._buttons: dict[str, Radio] = {}
        lines = column(gap=0)
        for option in items:
            button = Radio(option.text)
            button.setChecked(option.key == current)
            button.setAccessibleDescription(option.sub)
            button.clicked.connect(lambda _on=False, key=option.key: self.chosen.emit(key))
            button.toggled.connect(lambda _on: tab_to_chosen(self._buttons.values()))
            self._buttons[option.key] = button
            lines.addWidget(button)
            if option.sub:
                note = Label(option.sub, "cap", wrap=True)
                note.setContentsMargins(theme.px(BOX + 13), 0, 0, theme.px(4))
                lines.addWidget(note)
        tab_to_chosen(self._buttons.values())
        self.setLayout(lines)

    def current(self) -> str:
        """The chosen key."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    def choose(self, key: str) -> None:
        """Choose without asking anybody."""
        if key in self._buttons:
            self._buttons[key].setChecked(True)

    def button(self, key: str) -> Radio:
        """The button of a choice."""
        return self._buttons[key]
