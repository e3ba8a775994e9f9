"""Words, icons and key hints that only show."""

from __future__ import annotations

from functools import cache
from typing import Any, Self

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QApplication, QLabel, QSizePolicy, QWidget

from ui import icons, theme
from ui.widgets import paint

_INKS = (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText)


@cache
def _ink(argb: int) -> QPalette:
    """A palette with the colour of words alone, whatever ground they stand on: the rest follows the theme."""
    palette = QPalette()
    for role in _INKS:
        palette.setColor(role, QColor.fromRgba(argb))
    return palette


class Label(QLabel):
    """Text of a type role, in the colour of a token. A page has a hundred: it overrides no event of Qt."""

    cuts = False

    def __new__(cls, *_words: object, elide: bool = False, **_looks: object) -> Self:
        """One that cuts its words short paints itself."""
        wanted: type[Any] = ElidedLabel if elide and cls is Label else cls
        made: Self = super().__new__(wanted)
        return made

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
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(theme.font(role))
        self.tint()
        if wrap:
            self.setWordWrap(True)
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
        self.tint()

    def set_role(self, role: str) -> None:
        """Change size and weight, not the colour."""
        self.setFont(theme.font(role))

    def tint(self) -> None:
        """Take the colour of the token in the mode in force."""
        if self._tone != "text" or self.testAttribute(Qt.WidgetAttribute.WA_SetPalette):
            self.setPalette(_ink(theme.color(self._tone).rgba()))


class ElidedLabel(Label):
    """Cuts what has no room and says it in full in the tooltip."""

    cuts = True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        full = self.fontMetrics().horizontalAdvance(self.text())
        self.setToolTip(self.text() if full > self.width() else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(theme.color(self._tone))
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.contentsRect(), self.alignment() | Qt.AlignmentFlag.AlignVCenter, shown)


def _retint() -> None:
    """The theme was switched: an event of each label would cost more than all of them do now."""
    for widget in QApplication.allWidgets():
        if isinstance(widget, Label):
            widget.tint()


theme.signals().changed.connect(_retint)


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
