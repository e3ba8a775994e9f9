"""Text of several lines."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.widgets import paint
from ui.widgets.fields import Field
from ui.widgets.layout import clear_ground
from ui.widgets.line import STATE_LINES
from ui.widgets.menu import open_menu_of_text
from ui.widgets.typed_undo import typed_undo


class PlainText(QPlainTextEdit):
    """The bare text, without frame or ground; Ctrl Enter sends, Tab leaves."""

    sent = Signal()

    def __init__(self, placeholder: str = "") -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFont(theme.font("body"))
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(0)
        clear_ground(self.viewport())

    def event(self, event: QEvent) -> bool:
        answer = typed_undo(self, event)
        return super().event(event) if answer is None else answer

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        open_menu_of_text(self, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.sent.emit()
            return
        super().keyPressEvent(event)


class AreaBox(QWidget):
    """The rounded box around text of several lines."""

    def __init__(self, inner: PlainText, lines: int, *, radius: int = 8) -> None:
        super().__init__()
        self.inner = inner
        self._radius = radius
        self._state = ""
        self._tall = round(theme.metrics("body").lineSpacing() * lines) + theme.px(18)
        box = QVBoxLayout(self)
        box.setContentsMargins(theme.px(12), theme.px(8), theme.px(8), theme.px(8))
        box.addWidget(inner)
        self.setFocusProxy(inner)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        inner.installEventFilter(self)

    def set_state(self, state: str) -> None:
        """Show trouble: bad, warn, or none."""
        self._state = state
        self.update()

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.inner.setAccessibleName(name)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(200), self._tall)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        focused = self.inner.hasFocus()
        line = "accent" if focused else STATE_LINES[self._state]
        paint.rounded(
            paint.painter_for(self),
            QRectF(self.rect()),
            theme.px(self._radius),
            theme.color("surface"),
            theme.color(line),
            width=2 if focused else 1,
        )


class TextArea(Field):
    """A field for text of several lines."""

    changed = Signal(str)
    sent = Signal()

    def __init__(
        self,
        label: str = "",
        *,
        placeholder: str = "",
        lines: int = 4,
        optional: bool = False,
        hint: str = "",
        name: str = "",
    ) -> None:
        self.edit = PlainText(placeholder)
        box = AreaBox(self.edit, lines)
        super().__init__(box, label, optional=optional, hint=hint, name=name or label or placeholder)
        self.edit.textChanged.connect(self._on_text)
        self.edit.sent.connect(self.sent)

    def _on_text(self) -> None:
        if self._error:
            self.clear_error()
        self.changed.emit(self.text())

    def text(self) -> str:
        """What stands in the field, without spaces at the ends."""
        return self.edit.toPlainText().strip()

    def set_text(self, text: str) -> None:
        """Put text into the field."""
        self.edit.setPlainText(text)
