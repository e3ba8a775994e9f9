"""The question about changes that are not saved yet."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.i18n import tr
from ui.widgets.dialog import ask


def ask_about_changes(part: QWidget, go: Callable[[], None]) -> None:
    """Unsaved changes stand in the way: stay, or leave them."""
    ask(
        part,
        tr("Leave without saving?"),
        tr("The changes on this page are not saved yet."),
        verb=tr("Leave without saving"),
        keep=tr("Stay"),
        icon="circle-alert",
        on_yes=go,
    )
