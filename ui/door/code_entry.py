"""Typing a recovery code from paper, group by group."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.i18n import tr
from ui.recovery_code import DIGITS, GROUPS
from ui.widgets.fields import TextField
from ui.widgets.labels import Label
from ui.widgets.layout import column, row


class CodeEntry(QWidget):
    """Eight fields for a code on paper; a group with a slip is marked as soon as it is full."""

    changed = Signal()
    entered = Signal()

    def __init__(self, first_wrong: Callable[[str], int]) -> None:
        super().__init__()
        self._first_wrong = first_wrong
        self.fields = [self._field(number) for number in range(1, GROUPS + 1)]
        lines = [row(*self._cells(start), gap=10) for start in (0, GROUPS // 2)]
        self._verdict = Label("", "small", "bad")
        self.setLayout(column(*lines, self._verdict, gap=10))
        self.setFocusProxy(self.fields[0])

    def _cells(self, start: int) -> list[tuple[QWidget, int]]:
        return [(field, 1) for field in self.fields[start : start + GROUPS // 2]]

    def _field(self, number: int) -> TextField:
        field = TextField(name=tr("Group {number} of the recovery code").format(number=number), height=44)
        field.line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        field.line.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        field.set_placeholder(str(number))
        field.changed.connect(lambda text, at=number - 1: self._on_edit(at, text))
        field.entered.connect(self.entered)
        return field

    def code(self) -> str:
        """The digits typed so far, group by group."""
        return " ".join("".join(c for c in field.text() if c.isdigit()) for field in self.fields)

    def fill(self, code: str) -> None:
        """Show what was typed before."""
        for field, group in zip(self.fields, code.split(" "), strict=False):
            field.set_text(group)

    def is_whole(self) -> bool:
        """All eight groups are full and their check digits fit."""
        return self._first_wrong(self.code()) == 0

    def check(self) -> bool:
        """Whether the code is whole; where it isn't, the cursor goes to the first slip."""
        self.mark(self._first_wrong(self.code()))
        return self.is_whole()

    def mark(self, group: int) -> None:
        """Put the cursor where the slip is."""
        if group:
            self._verdict.setText(
                tr("There is a slip in group {number}: compare it with the paper").format(number=group)
            )
            self.fields[group - 1].setFocus()
            self.fields[group - 1].select_all()

    def _on_edit(self, at: int, text: str) -> None:
        digits = "".join(c for c in text if c.isdigit())
        if len(digits) > DIGITS:  # the whole code was pasted, or typing ran on
            self._spread(at, digits)
            return
        if digits != text:
            self.fields[at].set_text(digits)
            return
        if len(digits) == DIGITS and at + 1 < GROUPS and self.fields[at].line.hasFocus():
            self.fields[at + 1].setFocus()
            self.fields[at + 1].select_all()
        self._verdict.setText("")
        if all(len(field.text()) == DIGITS for field in self.fields):
            self.mark(self._first_wrong(self.code()))
        self.changed.emit()

    def _spread(self, at: int, digits: str) -> None:
        for offset, start in enumerate(range(0, len(digits), DIGITS)):
            if at + offset < GROUPS:
                self.fields[at + offset].set_text(digits[start : start + DIGITS])
        last = min(GROUPS - 1, at + (len(digits) - 1) // DIGITS)
        self.fields[last].setFocus()
