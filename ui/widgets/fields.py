"""Inputs with a label above and an error or hint below."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import theme, words
from ui.i18n import tr
from ui.widgets.button import IconButton
from ui.widgets.labels import Label
from ui.widgets.layout import row
from ui.widgets.line import Line
from ui.words import PartialDay


class Field(QWidget):
    """Any input between its label and its complaint."""

    def __init__(
        self, control: QWidget, label: str = "", *, optional: bool = False, hint: str = "", name: str = ""
    ) -> None:
        super().__init__()
        self.control = control
        self._hint = hint
        self._error = ""
        self._below: Label | None = None  # made, as the head is, when needed: a form has forty fields
        self._optional = optional
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._box.addWidget(control)
        if label:
            self.set_label(label)
        control.setAccessibleName(name or label)
        self.setFocusProxy(control)
        across = control.sizePolicy().horizontalPolicy()
        self._box.addStretch(1)
        if not label:  # alone in a toolbar it stands in the middle; with labels, the labels line up
            self._box.insertStretch(0, 1)
        self.setSizePolicy(across, QSizePolicy.Policy.Preferred)
        if hint:
            self._show_below()

    @cached_property
    def label(self) -> Label:
        """What the input is called, above it."""
        made = Label("", "smallm")
        made.setBuddy(self.control)
        return made

    @cached_property
    def head(self) -> QHBoxLayout:
        """The line above the input."""
        line = row(self.label, gap=6, margins=(0, 0, 0, 6))
        if self._optional:
            line.addWidget(Label(tr("optional"), "cap"))
        line.addStretch(1)
        self._box.insertLayout(self._box.indexOf(self.control), line)
        return line

    def set_error(self, text: str) -> None:
        """What is wrong and what to do, below the input."""
        self._error = text
        self._show_below()

    def clear_error(self) -> None:
        """All is well again."""
        self.set_error("")

    def error(self) -> str:
        """The complaint that shows, or nothing."""
        return self._error

    def set_hint(self, text: str) -> None:
        """A quiet line below, while there is no complaint."""
        self._hint = text
        self._show_below()

    def set_label(self, text: str) -> None:
        """Another label."""
        _ = self.head
        self.label.setText(text)
        self.label.setVisible(bool(text))
        self.control.setAccessibleName(text)

    def _show_below(self) -> None:
        text = self._error or self._hint
        if self._below is None and text:
            self._below = Label("", "cap", wrap=True)
            self._below.setContentsMargins(0, theme.px(5), 0, 0)
            if self.sizePolicy().horizontalPolicy() is QSizePolicy.Policy.Maximum:
                # Words beneath a check box have the width of the form: asked how tall it is, a field is asked at that.
                self.setSizePolicy(QSizePolicy.Policy.Preferred, self.sizePolicy().verticalPolicy())
            self._box.insertWidget(self._box.indexOf(self.control) + 1, self._below)
        if self._below is not None:
            self._below.setText(text)
            self._below.set_tone("bad" if self._error else "text3")
            self._below.setVisible(bool(text))
        self.control.setAccessibleDescription(text)
        set_state = getattr(self.control, "set_state", None)
        if set_state is not None:
            set_state("bad" if self._error else "")


class TextField(Field):
    """One line of text."""

    changed = Signal(str)
    left = Signal()
    entered = Signal()

    def __init__(  # noqa: PLR0913 - what a field shows, in one place
        self,
        label: str = "",
        *,
        placeholder: str = "",
        icon: str = "",
        keys: str = "",
        optional: bool = False,
        hint: str = "",
        name: str = "",
        height: int = 36,
        width: int = 0,
        text: str = "",
    ) -> None:
        self.line = Line(placeholder=placeholder, icon=icon, keys=keys, height=height)
        super().__init__(self.line, label, optional=optional, hint=hint, name=name or label or placeholder)
        self.line.setText(text)
        if width:
            self.setFixedWidth(theme.px(width))
        self.line.textChanged.connect(self._on_text)
        self.line.editingFinished.connect(self.left)
        self.line.entered.connect(self.entered)

    def _on_text(self, text: str) -> None:
        if self._error:
            self.clear_error()  # it is being mended; leaving the field says whether it helped
        self.changed.emit(text)

    def text(self) -> str:
        """What stands in the field, without spaces at the ends."""
        return self.line.text().strip()

    def set_text(self, text: str) -> None:
        """Put text into the field."""
        self.line.setText(text)

    def set_placeholder(self, text: str) -> None:
        """Words that show while the field is empty."""
        self.line.setPlaceholderText(text)

    def set_read_only(self, read_only: bool) -> None:
        """Only for reading and copying."""
        self.line.setReadOnly(read_only)
        self.line.update()

    def select_all(self) -> None:
        """Mark the text, so that typing replaces it."""
        self.line.selectAll()

    def clear(self) -> None:
        """Empty the field."""
        self.line.clear()


class SearchField(TextField):
    """Asks after 120 ms of silence; Esc clears it, arrow down goes to the list."""

    searched = Signal(str)
    down = Signal()
    cleared = Signal()

    def __init__(
        self, placeholder: str, *, keys: str = "Ctrl F", name: str = "", width: int = 300, delay: int = 120
    ) -> None:
        super().__init__(placeholder=placeholder, icon="search", keys=keys, name=name, height=32, width=width)
        self._asked = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(delay)
        self._timer.timeout.connect(self._ask)
        self._clear = IconButton("x", tr("Clear"), size="sm")
        self._clear.setFixedSize(theme.px(24), theme.px(24))
        self._clear.clicked.connect(self.clear)
        self._clear.hide()
        self.line.add_tail(self._clear)
        self.changed.connect(self._on_edit)
        self.line.arrow_down.connect(self._go_down)
        self.entered.connect(self._go_down)

    def _on_edit(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        self.line._arrange()
        if text:
            self._timer.start()
        else:
            self._timer.stop()
            self._ask()
            self.cleared.emit()

    def _ask(self) -> None:
        if self.text() != self._asked:
            self._asked = self.text()
            self.searched.emit(self._asked)

    def _go_down(self) -> None:
        self._timer.stop()
        self._ask()
        self.down.emit()

    def take(self, text: str) -> None:
        """Begin with a letter that was typed elsewhere."""
        self.line.setFocus()
        self.line.setText(self.line.text() + text)

    def escape(self) -> bool:
        """Esc: clears the field if there is something in it, and says whether there was."""
        had = bool(self.line.text())
        if had:
            self.clear()
        return had

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.escape():
            return
        super().keyPressEvent(event)


class DateField(TextField):
    """A day typed as people write it: 3.06.1981, 3 июня; with or without the year."""

    def __init__(
        self, label: str = "", *, optional: bool = False, hint: str = "", without_year: bool = False, name: str = ""
    ) -> None:
        shown = tr("dd.mm.yyyy or dd.mm") if without_year else tr("dd.mm.yyyy")
        super().__init__(label, placeholder=shown, optional=optional, hint=hint, name=name, icon="calendar")
        self._without_year = without_year
        self.left.connect(self._tidy)

    def value(self) -> PartialDay | None:
        """The day, or None when the field is empty or cannot be read."""
        found = words.read_day(self.text())
        if found is not None and found.year is None and not self._without_year:
            return None
        return found

    def set_value(self, day: PartialDay | None) -> None:
        """Show a day."""
        self.set_text(words.show_day(day) if day else "")

    def is_unreadable(self) -> bool:
        """Something is typed that is no day."""
        return bool(self.text()) and self.value() is None

    def _tidy(self) -> None:
        day = self.value()
        if day is not None:
            self.set_text(words.show_day(day))
        elif self.text():
            self.set_error(tr("This is not a date. Write it like 14.05.2025."))


class NumberField(TextField):
    """A whole number between two bounds; arrows up and down step it."""

    stepped = Signal(int)

    def __init__(
        self,
        label: str = "",
        *,
        minimum: int = 0,
        maximum: int = 999,
        suffix: str = "",
        name: str = "",
        optional: bool = False,
    ) -> None:
        super().__init__(label, name=name, optional=optional, width=140)
        self._range = minimum, maximum
        self.line.setValidator(QIntValidator(minimum, maximum, self))
        if suffix:
            unit = Label(suffix, "small", "text3")
            self.line.add_tail(unit)
        self.changed.connect(lambda _text: self.stepped.emit(self.value() or 0))

    def value(self) -> int | None:
        """The number, or None when the field is empty."""
        return int(self.text()) if self.text().lstrip("-").isdigit() else None

    def set_value(self, value: int | None) -> None:
        """Show a number."""
        self.set_text("" if value is None else str(value))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        low, high = self._range
        self.set_value(min(high, max(low, (self.value() or 0) + step)))


def fixed(field: Field, width: int) -> Field:
    """The field at a fixed width."""
    field.setFixedWidth(theme.px(width))
    field.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return field
