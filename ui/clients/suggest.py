"""Offers words already in use under a text field."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit

from ui import theme
from ui.widgets.fields import TextField

_SHOWN = 8


def suggest(field: TextField | QLineEdit, texts: Sequence[str]) -> QCompleter:
    """Offer the texts that contain what is typed."""
    line = field if isinstance(field, QLineEdit) else field.line
    found: QCompleter | None = line.completer()
    if found is None:
        found = QCompleter(line)
        found.setModel(QStringListModel(found))
        found.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        found.setFilterMode(Qt.MatchFlag.MatchContains)
        found.setMaxVisibleItems(_SHOWN)
        popup = found.popup()
        if popup is not None:
            popup.setFont(theme.font("body"))
        line.setCompleter(found)
    model = found.model()
    if isinstance(model, QStringListModel):
        model.setStringList(list(texts))
    return found
