"""Words, icons and key hints that only show."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui import icons, theme
from ui.widgets import paint


class Label(QLabel):
    """Text of a type role, in the colour of a token."""

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        tone: str = "",
        *,
        wrap: bool = False,
        elide: bool = False,
        align: Qt.AlignmentFlag | None = None,
        selectable: bool = False,
    ) -> None:
        super().__init__(text)
        self._tone = tone or theme.role_tone(role)
        self._elide = elide
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(theme.font(role))
        self.setForegroundRole(QPalette.ColorRole.WindowText)  # else a parent's ground chooses the role
        self._tint()
        self.setWordWrap(wrap)
        if align is not None:
            self.setAlignment(align)
        if elide:
            self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        if selectable:
            self.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )

    def set_tone(self, tone: str) -> None:
        """Change the colour."""
        self._tone = tone
        self._tint()

    def set_role(self, role: str) -> None:
        """Change size and weight, not the colour."""
        self.setFont(theme.font(role))

    def _tint(self) -> None:
        wanted = theme.color(self._tone)
        if self.palette().color(QPalette.ColorRole.WindowText) != wanted:
            palette = QPalette()  # one role only: the rest goes on following the theme
            palette.setColor(QPalette.ColorRole.WindowText, wanted)
            self.setPalette(palette)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._elide:
            full = self.fontMetrics().horizontalAdvance(self.text())
            self.setToolTip(self.text() if full > self.width() else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._elide:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(theme.color(self._tone))
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.contentsRect(), self.alignment() | Qt.AlignmentFlag.AlignVCenter, shown)


class Icon(QWidget):
    """An icon that only decorates, unless it is given a name to be spoken."""

    def __init__(
        self, name: str, tone: str = "text2", size: float = 18, spoken: str = "", *, stroke: float = 1.75
    ) -> None:
        super().__init__()
        self._name, self._tone, self._size, self._stroke = name, tone, size, stroke
        self.setAccessibleName(spoken)
        self.setToolTip(spoken)
        self.setFixedSize(theme.px(size), theme.px(size))

    def set_icon(self, name: str, tone: str = "") -> None:
        """Show another icon."""
        self._name = name
        self._tone = tone or self._tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).drawPixmap(0, 0, icons.pixmap(self._name, self._tone, self._size, self._stroke))


class IconTile(QWidget):
    """An icon on a soft square."""

    def __init__(self, icon: str, tone: str = "text2", fill: str = "sunken", size: int = 44) -> None:
        super().__init__()
        self._icon, self._tone, self._fill, self._size = icon, tone, fill, size
        self.setFixedSize(theme.px(size), theme.px(size))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_for(self)
        box = QRectF(self.rect())
        paint.rounded(painter, box, theme.px(12 if self._size >= 40 else 9), theme.color(self._fill))
        size = 22 if self._size >= 44 else 18
        paint.glyph(painter, (box.width() - theme.px(size)) / 2, box.center().y(), self._icon, self._tone, size)


class Kbd(QWidget):
    """A key hint: Ctrl K."""

    def __init__(self, keys: str) -> None:
        super().__init__()
        self._keys = keys
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(kbd_width(self._keys), theme.px(20))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_kbd(paint.painter_for(self), QRectF(self.rect()), self._keys)


def kbd_width(keys: str) -> int:
    """Room that a key hint takes."""
    return round(theme.text_width(keys, "kbd")) + theme.px(12)


def paint_kbd(painter: QPainter, rect: QRectF, keys: str, fill: str = "surface") -> None:
    """A key hint inside another widget."""
    paint.rounded(painter, rect, theme.px(5), theme.color(fill), theme.color("border"))
    paint.say(painter, rect, keys, "kbd", align=paint.CENTER)
