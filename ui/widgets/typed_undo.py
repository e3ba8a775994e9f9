"""Ctrl Z in a text: what was typed there comes first; a text with nothing to take back leaves it to the window."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from ui.keys import both_layouts


@cache
def _keys() -> dict[str, tuple[QKeySequence, ...]]:
    """Qt's own texts know the Latin layout alone."""
    return {
        "undo": tuple(both_layouts("Ctrl+Z")),
        "redo": (*both_layouts("Ctrl+Shift+Z"), *both_layouts("Ctrl+Y")),
    }


def _asked_of(event: QEvent) -> str:
    """undo or redo, when a key is about to be offered to a shortcut and means that; else empty."""
    if event.type() not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress) or not isinstance(event, QKeyEvent):
        return ""
    pressed = QKeySequence(event.keyCombination())
    return next((way for way, keys in _keys().items() if pressed in keys), "")


def typed_undo(text: QLineEdit | QPlainTextEdit, event: QEvent) -> bool | None:
    """What event() of a text answers; None where this is no business of it."""
    asked = _asked_of(event)
    if not asked:
        return None
    written = text.document() if isinstance(text, QPlainTextEdit) else text
    can = written.isUndoAvailable() if asked == "undo" else written.isRedoAvailable()
    if can and event.type() == QEvent.Type.KeyPress:
        if asked == "undo":
            text.undo()
        else:
            text.redo()
    event.setAccepted(can)
    return can
