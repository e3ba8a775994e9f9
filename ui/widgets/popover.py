"""A small floating panel under a button."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import theme
from ui.capture import shield
from ui.widgets import paint
from ui.widgets.blending import cut_round
from ui.widgets.chooser import Choice, ColumnChooser
from ui.widgets.menu import Menu
from ui.widgets.option_list import OptionList

__all__ = ["Choice", "ColumnChooser", "Menu", "OptionList", "Popover"]

MARGIN = 18  # room for the shadow around the panel
RADIUS = 10


class Popover(QWidget):
    """Holds one body; closes on Esc, on a click elsewhere, and when the body is done."""

    closed = Signal()

    def __init__(self, parent: QWidget, body: QWidget | None = None, *, padding: int = 6) -> None:
        super().__init__(
            parent,
            Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint | Qt.WindowType.NoDropShadowWindowHint,
        )
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self._opener: QWidget | None = None
        edge = theme.px(MARGIN) + theme.px(padding)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(edge, edge, edge, edge)
        self._body: QWidget | None = None
        if body is not None:
            self.set_body(body)

    def set_body(self, body: QWidget) -> None:
        """What the panel holds."""
        if self._body is not None:
            self._body.deleteLater()
        self._body = body
        self._box.addWidget(body)

    def open_under(self, widget: QWidget, align: str = "left", width: int = 0) -> None:
        """Show below the widget, or above it when there is no room below."""
        self._opener = widget
        margin, gap = theme.px(MARGIN), theme.px(4)
        self.adjustSize()
        wide = max(self.sizeHint().width(), (width or 0) + 2 * margin)
        tall = self.sizeHint().height()
        corner = widget.mapToGlobal(QPoint(0, widget.height()))
        x = corner.x() - margin if align == "left" else corner.x() + widget.width() - wide + margin
        y = corner.y() + gap - margin
        screen = widget.screen().availableGeometry()
        x = max(screen.left() - margin, min(x, screen.right() - wide + margin))
        if y + tall - margin > screen.bottom():
            above = corner.y() - widget.height() - gap - tall + margin
            y = above if above + margin >= screen.top() else max(screen.top() - margin, screen.bottom() - tall + margin)
        self.setGeometry(x, y, wide, tall)
        self.show()
        if self._body is not None:
            self._body.setFocus(Qt.FocusReason.PopupFocusReason)

    def dismiss(self) -> None:
        """Close it; focus returns to the opener."""
        self.close()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        cut_round(self, self._panel(), theme.px(RADIUS))
        shield(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.isVisible():
            cut_round(self, self._panel(), theme.px(RADIUS))

    def _panel(self) -> QRectF:
        """The box without its shadow."""
        margin = theme.px(MARGIN)
        return QRectF(self.rect()).adjusted(margin, margin, -margin, -margin)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._opener is not None:
            self._opener.setFocus(Qt.FocusReason.PopupFocusReason)
            self._opener.update()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_for(self)
        panel, radius = self._panel(), theme.px(RADIUS)
        paint.shadow(painter, panel, radius, theme.px(MARGIN) * 0.9, theme.px(5), 0.16)
        paint.rounded(painter, panel, radius, theme.color("overlay"), theme.color("border"))
