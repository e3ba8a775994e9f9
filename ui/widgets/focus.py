"""When focus is drawn: after the keyboard or a program moved it, not after a click."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractButton

_QUIET = (Qt.FocusReason.MouseFocusReason, Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


class PaintedButton(QAbstractButton):
    """Base of every painted control that can be pressed: hover, visible focus, Enter as well as Space."""

    def __init__(self) -> None:
        super().__init__()
        self._ring = True
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def ringed(self) -> bool:
        """The focus ring shows."""
        return self._ring and self.hasFocus()

    @property
    def hovered(self) -> bool:
        """The pointer is over it and it can be pressed."""
        return self.underMouse() and self.isEnabled()

    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() not in _QUIET:
            self._ring = True
        elif event.reason() == Qt.FocusReason.MouseFocusReason:
            self._ring = False
        super().focusInEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.enter_presses():
            self._ring = True
            self.click()
            return
        if event.key() == Qt.Key.Key_Space:
            self._ring = True
        super().keyPressEvent(event)

    def enter_presses(self) -> bool:
        """Enter fires it; destructive buttons say no."""
        return True


def tab_to_chosen(buttons: Iterable[QAbstractButton]) -> None:
    """Of exclusive buttons Tab visits only the chosen one; Qt sees to that only once one of them has had the focus."""
    known = list(buttons)
    chosen = [button for button in known if button.isChecked()] or known[:1]
    for button in known:
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if button in chosen else Qt.FocusPolicy.ClickFocus)
