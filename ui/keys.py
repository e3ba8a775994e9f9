"""Shortcuts that work in the Russian layout too, even where the system has no Latin one to fall back on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from clientcrm.domain.values.text import to_russian_layout


def both_layouts(keys: str) -> list[QKeySequence]:
    """Ctrl+K, and Ctrl+Л, which is the same key of the keyboard; digits and named keys are one already."""
    *held, key = keys.split("+")
    if len(key) != 1 or not key.isalpha():
        return [QKeySequence(keys)]
    russian = to_russian_layout(key.lower()).upper()
    return [QKeySequence(keys), QKeySequence("+".join([*held, russian]))]


def shortcut(owner: QWidget, keys: str, run: Callable[[], object], where: Qt.ShortcutContext) -> QShortcut:
    """A shortcut in both layouts.

    Where the system has both, a Russian Ctrl+Л also counts as Ctrl+K, and Qt calls two hits of one shortcut ambiguous.
    """
    made = QShortcut(owner)
    made.setKeys(both_layouts(keys))
    made.setContext(where)
    made.activated.connect(run)
    made.activatedAmbiguously.connect(run)
    return made
