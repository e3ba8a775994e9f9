"""Buttons: one accent, the rest quiet."""

from __future__ import annotations

import math
from typing import Final, NamedTuple

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QMenu, QSizePolicy, QToolTip, QWidget

from ui import theme
from ui.i18n import tr
from ui.widgets import paint
from ui.widgets.focus import PaintedButton
from ui.widgets.spoken import announce

HEIGHTS: Final = {"sm": 28, "md": 32, "lg": 40}
PADDINGS: Final = {"sm": 10, "md": 12, "lg": 18}
DESTRUCTIVE: Final = frozenset({"danger", "dangerfill"})


class Look(NamedTuple):
    """Colour tokens of a kind: ground at rest, under the pointer, pressed; line, ink, icon."""

    rest: str
    hover: str
    press: str
    line: str
    ink: str
    icon: str


LOOKS: Final = {
    "primary": Look("accent", "accent_hover", "accent_press", "", "on_accent", "on_accent"),
    "default": Look("surface", "hover", "pressed", "border", "text", "text2"),
    "ghost": Look("", "hover", "pressed", "", "text2", "text2"),
    "soft": Look("accent_soft", "accent_soft", "accent_soft", "", "accent_text", "accent_text"),
    "link": Look("", "hover", "pressed", "", "accent_text", "accent_text"),
    "danger": Look("surface", "bad_soft", "bad_soft", "bad_line", "bad", "bad"),
    "dangerfill": Look("bad_fill", "bad_hover", "bad_hover", "", "on_accent", "on_accent"),
    "inverse": Look("", "inverse_hover", "inverse_hover", "", "on_inverse", "on_inverse"),
    "inverse_link": Look("", "inverse_hover", "inverse_hover", "", "inverse_accent", "inverse_accent"),
}


class Button(PaintedButton):
    """A labelled button; see LOOKS for its kinds."""

    def __init__(
        self,
        text: str = "",
        icon: str = "",
        kind: str = "default",
        size: str = "md",
        *,
        keys: str = "",
        trail: str = "",
        tip: str = "",
        name: str = "",
    ) -> None:
        super().__init__()
        self._icon, self._kind, self._size, self._keys, self._trail = icon, kind, size, keys, trail
        self._tip = tip
        self._angle = -1
        self._timer: QTimer | None = None
        self._menu: QMenu | None = None
        self._lent: QWidget | None = self
        self.setText(text)
        self.setAccessibleName(name or text or tip)
        self.setToolTip(tip)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    # ------------------------------------------------------------ what it shows

    def set_text(self, text: str) -> None:
        """Another label, which is its spoken name as well."""
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def set_keys(self, keys: str) -> None:
        """Another hint at the keys, or none."""
        self._keys = keys
        self.updateGeometry()
        self.update()

    def set_icon(self, icon: str) -> None:
        """Another icon; "" for none."""
        self._icon = icon
        self.updateGeometry()
        self.update()

    def set_kind(self, kind: str) -> None:
        """Another kind of LOOKS."""
        self._kind = kind
        self.update()

    @property
    def kind(self) -> str:
        """Which of LOOKS it wears."""
        return self._kind

    def set_off(self, reason: str) -> None:
        """Grey, with a tooltip that says why."""
        self.setEnabled(False)
        self.setToolTip(reason)

    def set_on(self) -> None:
        """Can be pressed again."""
        self.setEnabled(True)
        self.setToolTip(self._tip)

    def set_busy(self, busy: bool) -> None:
        """A spinner in place of the icon; the button keeps its width and can't be pressed."""
        if busy == self.is_busy():
            return
        if busy:
            had_focus = self.hasFocus()
            self.setEnabled(False)
            self._lent = QApplication.focusWidget() if had_focus else self  # to itself: nothing to give back
        else:
            self.setEnabled(True)
            self._take_focus_back()
        self._angle = 0 if busy else -1
        if self._timer is None:
            self._timer = QTimer(self)
            self._timer.timeout.connect(self._turn)
        if busy:
            self._timer.start(60 if theme.motion() else 1000)
        else:
            self._timer.stop()
        self.update()

    def _take_focus_back(self) -> None:
        """A button that is off has no focus; it comes back unless the person has gone elsewhere meanwhile."""
        lent, self._lent = self._lent, self
        if lent is not self and QApplication.focusWidget() is lent:
            self.setFocus(Qt.FocusReason.OtherFocusReason if self._ring else Qt.FocusReason.MouseFocusReason)

    def is_busy(self) -> bool:
        """The spinner shows."""
        return self._angle >= 0

    def set_menu(self, menu: QMenu) -> None:
        """Open the menu under the button when it is pressed."""
        if self._menu is None:
            self.clicked.connect(self._open_menu)
        self._menu = menu
        menu.aboutToHide.connect(lambda: QTimer.singleShot(0, self, self.update))

    def grow(self) -> Button:
        """Take the width that is left."""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return self

    def enter_presses(self) -> bool:
        return self._kind not in DESTRUCTIVE

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.enter_presses():
            hint = tr("To be on the safe side: press Space")
            QToolTip.showText(self.mapToGlobal(self.rect().bottomLeft()), hint, self)
            announce(self, hint)
        super().keyPressEvent(event)

    # ------------------------------------------------------------ size and paint

    def sizeHint(self) -> QSize:
        height = theme.px(HEIGHTS[self._size])
        if self._icon and not self.text() and not self._trail:
            return QSize(height, height)
        return QSize(math.ceil(self._content()) + 2 * theme.px(PADDINGS[self._size]), height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _role(self) -> str:
        return "bodym" if self._size == "lg" else "smallm"

    def _content(self) -> float:
        width = float(theme.px(16)) if self._icon else 0.0
        if self.text():
            width += theme.text_width(self.text(), self._role()) + (theme.px(6) if self._icon else 0)
        if self._trail:
            width += theme.px(18)
        if self._keys:
            width += theme.px(8) + theme.text_width(self._keys, "kbd")
        return width

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_for(self)
        box = QRectF(self.rect())
        radius = theme.px(6 if self._size == "sm" else 8)
        look = LOOKS[self._kind]
        if self.ringed:
            box = paint.focus_ring(painter, box, radius, "inverse_accent" if "inverse" in self._kind else "accent")
            radius = max(2, radius - 3)
        fill, line, ink, tint = self._colors(look)
        if fill or line:
            ground = theme.color(fill) if fill else None
            paint.rounded(painter, box, radius, ground, theme.color(line) if line else None)
        self._paint_content(painter, ink, tint)

    def _colors(self, look: Look) -> tuple[str, str, str, str]:
        if not self.isEnabled() and not self.is_busy():
            bare = not look.rest or "inverse" in self._kind
            return ("" if bare else "sunken"), "", "text_off", "text_off"
        if self.isDown() or (self._menu is not None and self._menu.isVisible()):
            fill = look.press
        elif self.hovered:
            fill = look.hover
        elif self.isChecked():
            fill = "sunken"
        else:
            fill = look.rest
        return fill, look.line, look.ink, look.icon

    def _paint_content(self, painter: QPainter, ink: str, tint: str) -> None:
        x = (self.width() - self._content()) / 2
        middle = self.height() / 2
        if self._icon or self.is_busy():
            if self.is_busy():
                self._paint_spinner(painter, x if self._icon else (self.width() - theme.px(16)) / 2, theme.color(tint))
            else:
                paint.glyph(painter, x, middle, self._icon, tint)
            if self._icon:
                x += theme.px(16) + (theme.px(6) if self.text() else 0)
        if self.text() and (self._icon or not self.is_busy()):
            paint.say(painter, QRectF(x, 0, self.width(), self.height()), self.text(), self._role(), ink)
            x += theme.text_width(self.text(), self._role())
        if self._trail:
            tone = "text3" if self._kind == "default" and self.isEnabled() else tint
            paint.glyph(painter, x + theme.px(4), middle, self._trail, tone, 14)
            x += theme.px(18)
        if self._keys:
            painter.setFont(theme.font("kbd"))
            faint = QColor(theme.color(ink))
            faint.setAlphaF(0.72)
            painter.setPen(faint)
            painter.drawText(QRectF(x + theme.px(8), 0, self.width(), self.height()), paint.LEFT, self._keys)

    def _paint_spinner(self, painter: QPainter, x: float, ink: QColor) -> None:
        side = theme.px(14)
        pen = QPen(ink, 1.75)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        circle = QRectF(x + theme.px(1), (self.height() - side) / 2, side, side)
        painter.drawArc(circle, -self._angle * 16, 270 * 16)

    # ------------------------------------------------------------ what happens

    def _turn(self) -> None:
        self._angle = (self._angle + 24) % 360
        self.update()

    def _open_menu(self) -> None:
        if self._menu is not None:
            self._menu.popup(self.mapToGlobal(QPoint(0, self.height() + theme.px(4))))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()


class IconButton(Button):
    """A button of one icon; its name is the tooltip and is spoken."""

    def __init__(
        self, icon: str, name: str, *, size: str = "md", kind: str = "ghost", keys: str = "", tone: str = ""
    ) -> None:
        self._keys_told = f" ({keys})" if keys else ""
        super().__init__("", icon, kind, size, tip=name + self._keys_told, name=name)
        self._tone = tone

    def set_name(self, name: str) -> None:
        """Another tooltip and spoken name."""
        self._tip = name + self._keys_told
        self.setToolTip(self._tip)
        self.setAccessibleName(name)

    def _colors(self, look: Look) -> tuple[str, str, str, str]:
        fill, line, ink, tint = super()._colors(look)
        return fill, line, ink, self._tone if self._tone and self.isEnabled() else tint
