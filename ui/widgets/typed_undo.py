"""Ctrl Z in a text: what was typed there comes first; a text with nothing to take back leaves it to the window."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence

from ui.keys import both_layouts

Way = Callable[[], None]


@cache
def _keys() -> dict[str, tuple[QKeySequence, ...]]:
    """Qt's own texts know the Latin layout alone."""
    return {
        "undo": tuple(both_layouts("Ctrl+Z")),
        "redo": (*both_layouts("Ctrl+Shift+Z"), *both_layouts("Ctrl+Y")),
    }


def asked_of(event: QEvent) -> str:
    """undo or redo, when a key is about to be offered to a shortcut and means that; else empty."""
    if event.type() not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress) or not isinstance(event, QKeyEvent):
        return ""
    pressed = QKeySequence(event.keyCombination())
    return next((way for way, keys in _keys().items() if pressed in keys), "")


def typed_undo(event: QEvent, undo: Way | None, redo: Way | None) -> bool | None:
    """What event() of a text answers; None where this is no business of it. A way is None when there is no step."""
    asked = asked_of(event)
    if not asked:
        return None
    way = undo if asked == "undo" else redo
    if way is not None and event.type() == QEvent.Type.KeyPress:
        way()
    event.setAccepted(way is not None)
    return way is not None
