"""The painted one-line input on which all text fields stand."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from ui import theme
from ui.widgets import paint
from ui.widgets.labels import kbd_width, paint_kbd
from ui.widgets.menu import open_menu_of_text
from ui.widgets.typed_undo import typed_undo

STATE_LINES: Final = {"": "field", "bad": "bad", "warn": "warn", "off": "border"}


def bare(line: QLineEdit) -> None:
    """Text alone, without Qt's frame and ground."""
    line.setFrame(False)
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
    line.setPalette(palette)


class Line(QLineEdit):
    """Text in a rounded box: icon before it, key hint and buttons after it."""

    entered = Signal()
    arrow_down = Signal()

    def __init__(self, *, placeholder: str = "", icon: str = "", keys: str = "", height: int = 36) -> None:
        super().__init__()
        self._icon, self._keys, self._height = icon, keys, height
        self._state = ""
        self._tail: list[QWidget] = []
        bare(self)
        self.setFont(theme.font("body"))
        self.setPlaceholderText(placeholder)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme.px(height))
        self.textChanged.connect(self._arrange)
        self._arrange()

    @property
    def state(self) -> str:
        """One of STATE_LINES."""
        return self._state

    def set_state(self, state: str) -> None:
        """Show trouble: bad, warn, or none."""
        self._state = state
        self.update()

    def add_tail(self, widget: QWidget) -> None:
        """A small button at the end, inside the box."""
        widget.setParent(self)
        self._tail.append(widget)
        self._arrange()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(200), theme.px(self._height))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(60), theme.px(self._height))

    def _arrange(self) -> None:
        """Put the tail in its place and keep the text clear of it."""
        right = self.width() - theme.px(6)
        shown = [widget for widget in self._tail if not widget.isHidden()]
        for widget in reversed(shown):
            size = widget.sizeHint()
            right -= size.width()
            widget.setGeometry(right, (self.height() - size.height()) // 2, size.width(), size.height())
        room = self.width() - right - theme.px(6)
        if self._shows_keys():
            room = kbd_width(self._keys) + theme.px(4)
        left = theme.px(36 if self._icon else 12) - 2
        self.setTextMargins(left, 0, max(theme.px(10), room + theme.px(8)), 0)

    def _shows_keys(self) -> bool:
        return bool(self._keys) and not self.text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_for(self)
        box = QRectF(self.rect())
        fill = theme.color("surface" if self.isEnabled() and not self.isReadOnly() else "subtle")
        if self.hasFocus():
            paint.rounded(painter, box, theme.px(8), fill, theme.color("accent"), width=2)
        else:
            line = STATE_LINES[self._state] if self.isEnabled() else "border"
            width = 1.5 if self._state == "warn" else 1
            paint.rounded(painter, box, theme.px(8), fill, theme.color(line), width=width)
        if self._icon:
            paint.glyph(painter, theme.px(12), box.center().y(), self._icon, "text3")
        if self._shows_keys():
            wide, tall = kbd_width(self._keys), theme.px(20)
            right = box.right() - theme.px(10)
            paint_kbd(
                painter, QRectF(right - wide, round(box.center().y() - tall / 2), wide, tall), self._keys, "subtle"
            )
        painter.end()
        super().paintEvent(event)

    def event(self, event: QEvent) -> bool:
        answer = typed_undo(self, event)
        return super().event(event) if answer is None else answer

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        open_menu_of_text(self, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Down:
            self.arrow_down.emit()
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()
