"""What a feature tells the tour: the screens and states worth a picture, and the means to get there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from clientcrm.domain.requests import RequestKind, RequestRow, RequestState

if TYPE_CHECKING:
    from clientcrm.crm import Desk
    from ui.context import Context
    from ui.page import Page

W = TypeVar("W", bound=QWidget)


@dataclass(frozen=True, slots=True)
class Scene:
    """One picture; `show` brings the window there, each yield of a generator waits until all is quiet.

    shop: "demo" is a filled one, "empty" a new one, "none" stands before anybody signed in.
    """

    name: str
    show: Callable[[Stage], Iterator[None] | None]
    shop: str = "demo"


class Stage:
    """The window while a scene is being set up."""

    def __init__(self, window: QWidget, folder: Path, language: str) -> None:
        self.window = window
        self.folder = folder
        self.language = language
        self.signed_in: Context | None = None
        self.page_shown: Callable[[], Page] | None = None
        self.base: Path = folder

    @property
    def context(self) -> Context:
        """The context of the signed-in person."""
        if self.signed_in is None:
            msg = "nobody is signed in in this scene"
            raise RuntimeError(msg)
        return self.signed_in

    @property
    def desk(self) -> Desk:
        """The desk of the signed-in person."""
        return self.context.desk

    @property
    def page(self) -> Page:
        """The page shown now."""
        if self.page_shown is None:
            msg = "no page is shown in this scene"
            raise RuntimeError(msg)
        return self.page_shown()

    def open(self, section: str, **place: object) -> None:
        """Go to a place of the main window."""
        self.context.open(section, **place)

    def find(self, kind: type[W], name: str = "") -> W:
        """The first visible widget of the kind, by its accessible name, object name or text."""
        for widget in self.window.findChildren(kind):
            if widget.isVisible() and (not name or name in _names(widget)):
                return widget
        msg = f"no visible {kind.__name__} {name!r}"
        raise LookupError(msg)

    def click(self, widget: QWidget) -> None:
        """Press and release the mouse in its middle."""
        from PySide6.QtTest import QTest

        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)

    def type(self, widget: QWidget, text: str) -> None:
        """Type the text into it."""
        widget.setFocus()
        type_into(widget.focusProxy() or widget, text)

    def press(self, widget: QWidget, keys: str) -> None:
        """Press a key with its modifiers: Return, Ctrl+K, Shift+Tab."""
        from PySide6.QtTest import QTest

        QTest.keySequence(widget, QKeySequence(keys))


def asked_before(kind: RequestKind, clients: int = 213) -> list[RequestRow]:
    """Own requests of somebody who asked twice: one for so many clients waits, one was used."""
    from ui import words

    asked = words.now() - timedelta(hours=2)
    return [
        RequestRow(4, "", "", kind, RequestState.ASKED, clients, asked),
        RequestRow(3, "", "", kind, RequestState.USED, 48, asked - timedelta(days=9)),
    ]


def type_into(widget: QWidget, text: str) -> None:
    """Type letters of any script; QTest aborts at one that is not Latin."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            shift = Qt.KeyboardModifier.ShiftModifier if letter.isupper() else Qt.KeyboardModifier.NoModifier
            QCoreApplication.sendEvent(widget, QKeyEvent(kind, Qt.Key.Key_unknown, shift, letter))


def _names(widget: QWidget) -> set[str]:
    text = getattr(widget, "text", None)
    shown = text() if callable(text) else ""
    return {widget.accessibleName(), widget.objectName(), shown}
