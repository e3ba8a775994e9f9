"""A layer over the whole window: scrim, a floating panel, focus that stays inside and returns afterwards."""

from __future__ import annotations

from collections.abc import Iterator

import shiboken6
from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QPaintEvent, QShortcut, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui import theme
from ui.widgets import paint
from ui.widgets.order import move_focus, open_stops
from ui.widgets.spoken import announce

# Keys that go on working while a layer is open: lock, quit.
PASSED = (QKeySequence("Ctrl+L"), QKeySequence("Ctrl+Q"), QKeySequence("Alt+F4"))


class Panel(QWidget):
    """The floating box; the layer paints its shadow."""

    def __init__(self, layer: QWidget, radius: int = 14) -> None:
        super().__init__(layer)
        self.radius = radius

    def paintEvent(self, event: QPaintEvent) -> None:
        box = QRectF(self.rect())
        painter = paint.painter_for(self)
        paint.rounded(painter, box, theme.px(self.radius), theme.color("overlay"), theme.color("border"))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # a click on the panel is not a click beside it


def ancestors(widget: QWidget | None) -> Iterator[QWidget]:
    """What a widget stands in, the nearest first."""
    while widget is not None:
        widget = widget.parentWidget()
        if widget is not None:
            yield widget


class Layer(QWidget):
    """Covers the window of `parent`; subclasses fill `panel` and place it."""

    closed = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        self._window = parent.window()
        super().__init__(self._window)
        self.panel = Panel(self)
        self._opener: QWidget | None = None
        self._around: list[QWidget] = []  # what the opener stands in, the nearest first
        self._open = False
        self.hide()

    # ------------------------------------------------------------ opening and closing

    def open(self) -> None:
        """Show it; focus goes inside."""
        if self._open:
            return
        self._open = True
        self._opener = QApplication.focusWidget()
        self._around = list(ancestors(self._opener))
        self._window.installEventFilter(self)
        self._cover()
        self.show()
        self.raise_()
        first = self.first_focus()
        (first or self).setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self.accessibleName())

    def close_layer(self, result: str = "") -> None:
        """Take it away; focus returns to where it was."""
        if not self._open:
            return
        self._open = False
        self._window.removeEventFilter(self)
        self.hide()
        self._return_focus()
        self.closed.emit(result)

    def is_open(self) -> bool:
        """It covers the window."""
        return self._open

    def _return_focus(self) -> None:
        """To the opener, or near where it was if the page has been filled anew since."""
        opener, around = self._opener, self._around
        self._opener, self._around = None, []
        if opener is None:
            return
        near = (next(iter(open_stops(one)), None) for one in around if shiboken6.isValid(one) and one.isVisible())
        kept = opener if shiboken6.isValid(opener) and opener.isVisible() else next(filter(None, near), None)
        if kept is not None:
            kept.setFocus(Qt.FocusReason.OtherFocusReason)

    def first_focus(self) -> QWidget | None:
        """What gets focus first."""
        return next(iter(self.focus_chain()), None)

    # ------------------------------------------------------------ the trap

    def focus_chain(self) -> list[QWidget]:
        """What Tab visits, in order."""
        return list(open_stops(self))

    def focusNextPrevChild(self, next_one: bool) -> bool:
        move_focus(self, next_one)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # getattr here and in other filters: Qt still sends events while Python takes the object apart
        if watched is getattr(self, "_window", None) and event.type() == QEvent.Type.Resize:
            self._cover()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._keeps(event):
            event.accept()  # it climbs up from the focus; the page beneath must not hear Ctrl N
            return True
        return super().event(event)

    def _keeps(self, event: QKeyEvent) -> bool:
        """Keys of the page beneath; those of a shortcut in here go to it."""
        pressed = QKeySequence(event.keyCombination())
        if any(pressed in QShortcut.keys(mine) for mine in self.findChildren(QShortcut)):
            return False
        held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        function = Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F12 or event.key() == Qt.Key.Key_Escape
        return (bool(held) or function) and pressed not in PASSED

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.escape()
        event.accept()

    def escape(self) -> None:
        """Esc closes the layer."""
        self.close_layer()

    # ------------------------------------------------------------ looks

    def place_panel(self) -> None:
        """Put the panel where it belongs; called when the window changes its size."""
        raise NotImplementedError

    def _cover(self) -> None:
        self.setGeometry(self._window.rect())
        self.place_panel()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_for(self)
        painter.fillRect(self.rect(), theme.color("scrim"))
        box = QRectF(self.panel.geometry())
        paint.shadow(painter, box, theme.px(self.panel.radius), theme.px(40), theme.px(18), 0.28)
