"""One column of labelled fields, at most 520 wide."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import theme
from ui.widgets.fields import Field
from ui.widgets.labels import Label
from ui.widgets.layout import holder, row


class Form(QWidget):
    """Fields by key; complaints stand under them and the first bad one gets focus."""

    changed = Signal()

    def __init__(self, width: int = 520) -> None:
        super().__init__()
        self._fields: dict[str, Field] = {}
        self._rows: list[tuple[QWidget, tuple[QWidget, ...]]] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.px(16))
        self.setMaximumWidth(theme.px(width))

    def add(self, key: str, field: Field, *, with_: Field | None = None, with_key: str = "") -> Field:
        """One more field; `with_` stands beside it, and is known by `with_key` if that is given."""
        self._fields[key] = field
        if with_ is None:
            self._box.addWidget(field)
        else:
            line = holder(row((field, 1), (with_, 1), gap=12))
            self._rows.append((line, (field, with_)))
            self._box.addWidget(line)
            field.installEventFilter(self)
            with_.installEventFilter(self)
            if with_key:
                self._fields[with_key] = with_
        self._listen(field)
        self._listen(with_)
        return field

    def _listen(self, field: Field | None) -> None:
        for source in (field, getattr(field, "control", None)):
            signal = getattr(source, "changed", None) or getattr(source, "toggled", None)
            if signal is not None:
                signal.connect(lambda *_: self.changed.emit())
                return

    def heading(self, text: str) -> Label:
        """A title above the fields that follow."""
        label = Label(text, "h3")
        label.setContentsMargins(0, theme.px(8), 0, 0)
        self._box.addWidget(label)
        return label

    def add_widget(self, widget: QWidget) -> None:
        """Something that is no field."""
        self._box.addWidget(widget)

    def field(self, key: str) -> Field:
        """The field with this key."""
        return self._fields[key]

    def show_errors(self, errors: Mapping[str, str]) -> list[str]:
        """Put complaints under their fields and focus the first; gives back keys that the form does not know."""
        self.clear_errors()
        first = next((field for key, field in self._fields.items() if key in errors), None)
        for key, text in errors.items():
            if key in self._fields:
                self._fields[key].set_error(text)
        if first is not None:
            first.setFocus()
        return [key for key in errors if key not in self._fields]

    def clear_errors(self) -> None:
        """All is well."""
        for field in self._fields.values():
            if field.error():
                field.clear_error()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.HideToParent, QEvent.Type.ShowToParent):
            for line, fields in getattr(self, "_rows", ()):
                if watched in fields:  # a line whose fields are all hidden leaves no gap
                    line.setVisible(not all(field.isHidden() for field in fields))
        return super().eventFilter(watched, event)
