"""A new password typed twice, with its strength in words."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.i18n import tr
from ui.widgets.figures import Bar
from ui.widgets.labels import Label
from ui.widgets.layout import column, row
from ui.widgets.password import PasswordField

LEAST = 8
_TONES = {0: "muted", 1: "bad", 2: "warn_fill", 3: "ok", 4: "ok"}
_WORD_TONES = {0: "text3", 1: "bad", 2: "warn", 3: "ok", 4: "ok"}
_FIELD_WIDTH = 420


class NewPassword(QWidget):
    """Says what it thinks of the password while it is being typed; complains only when asked."""

    entered = Signal()
    changed = Signal()

    def __init__(self, strength: Callable[[str], int]) -> None:
        super().__init__()
        self._strength = strength
        self.first = PasswordField(tr("New password"))
        self.again = PasswordField(tr("The same once more"))
        self._bar = Bar(0.0, "muted", 6)
        self._verdict = Label("", "smallm")
        advice = tr("Three or four words that do not belong together are easy to remember and hard to guess.")
        self.setLayout(
            column(
                self.first,
                10,
                row((self._bar, 1), self._verdict, gap=12),
                6,
                Label(advice, "cap", wrap=True),
                18,
                self.again,
                gap=0,
            )
        )
        self.first.changed.connect(self._on_edit)
        self.again.changed.connect(lambda _text: self.changed.emit())
        self.first.entered.connect(self.again.setFocus)
        self.again.entered.connect(self.entered)
        self.setFocusProxy(self.first)
        self._on_edit(self.first.text())

    def value(self) -> str:
        """The password as typed first."""
        return self.first.text()

    def fill(self, password: str) -> None:
        """Show what was typed before, after the window was made anew."""
        self.first.set_text(password)
        self.again.set_text(password)

    def check(self) -> bool:
        """Whether it will do; marks what does not."""
        self.first.clear_error()
        self.again.clear_error()
        if len(self.value()) < LEAST:
            self.first.set_error(tr("The password needs at least %n characters", "", LEAST))
            self.first.setFocus()
            return False
        if self.again.text() != self.value():
            self.again.set_error(tr("The passwords differ. Type the same one again."))
            self.again.setFocus()
            self.again.select_all()
            return False
        return True

    def forget(self) -> None:
        """Empty both fields."""
        self.first.forget()
        self.again.forget()

    def _on_edit(self, text: str) -> None:
        score = self._strength(text)
        words = {
            0: tr("nothing typed yet"),
            1: tr("too short"),
            2: tr("weak: easy to guess"),
            3: tr("good"),
            4: tr("strong"),
        }
        self._bar.set_share(score / 4, _TONES[score])
        self._verdict.setText(words[score])
        self._verdict.set_tone(_WORD_TONES[score])
        self._verdict.setAccessibleName(tr("Strength: {word}").format(word=words[score]))
        self.changed.emit()
