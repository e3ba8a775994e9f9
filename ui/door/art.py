"""The picture beside the sign-in: a shop, rings of visits that come back, the tiers around it, the clock."""

from __future__ import annotations

import math
from datetime import datetime
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui import theme, words
from ui.widgets import paint
from ui.widgets.tiers import TierLook, paint_glyph

# The picture's own paint, light and dark: it belongs to no control, so these are no tokens.
_SKY: Final = (("#2B4CC4", "#1D3390"), ("#1B2348", "#131830"))
_DOOR: Final = ("#2743B0", "#1B2348")
_BADGE: Final = ("#FFFFFF", "#232B4A")
_AWNING: Final = ("#FFFFFF", "#FFD978")
_RINGS: Final = ((430, 0.035), (350, 0.05), (275, 0.06), (205, 0.075), (140, 0.09))
_NEAR, _FAR = 205, 275
_ORBIT: Final = (
    ("base", 164, _NEAR),
    ("potential", 212, _NEAR),
    ("subscribed", 252, _NEAR),
    ("regular", 288, _NEAR),
    ("vip", 328, _NEAR),
    ("advocate", 16, _NEAR),
    ("sleeping", 232, _FAR),
    ("lost", 308, _FAR),
)
_STRIPES: Final = 6
# Where the shop stands, of the height; where the words under the clock end; the edge left free at the sides.
_MIDDLE, _UNDER_DATE, _SIDE, _SMALLEST = 0.585, 148, 14, 0.4


class ArtPanel(QWidget):
    """Decoration: nothing in it can be pressed, and screen readers pass it by."""

    def __init__(self) -> None:
        super().__init__()
        self._tick = QTimer(self)
        self._tick.setSingleShot(True)
        self._tick.timeout.connect(self._next_minute)
        self._next_minute()

    def _next_minute(self) -> None:
        self.update()
        self._tick.start((60 - datetime.now().astimezone().second) * 1000 + 50)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_for(self)
        unit = theme.px(100) / 100
        gap = theme.px(8)
        frame = QRectF(gap, gap, self.width() - gap, self.height() - 2 * gap)
        clip = QPainterPath()
        clip.addRoundedRect(frame, theme.px(16), theme.px(16))
        painter.setClipPath(clip)
        _paint_sky(painter, frame, clip)
        middle = QPointF(self.width() / 2, self.height() * _MIDDLE)
        zoom = unit * shrunk(self.width() / unit, self.height() / unit)
        painter.save()
        painter.translate(middle)
        painter.scale(zoom, zoom)
        _paint_rings(painter)
        _paint_shop(painter)
        _paint_tiers(painter)
        painter.restore()
        self._paint_clock(painter)

    def _paint_clock(self, painter: QPainter) -> None:
        now = datetime.now().astimezone()
        left = theme.px(56)
        painter.setPen(QColor(255, 255, 255, 235))
        painter.setFont(theme.sized_font(44, 600))
        painter.drawText(QRectF(left, theme.px(56), self.width(), theme.px(56)), paint.LEFT, words.clock(now))
        painter.setPen(QColor(255, 255, 255, 200))
        painter.setFont(theme.sized_font(17))
        line = f"{words.weekday(now.date())}, {words.day(now.date(), now.date())}"
        painter.drawText(QRectF(left + 1, theme.px(112), self.width(), theme.px(28)), paint.LEFT, line)


def spots() -> list[tuple[str, QPointF, float]]:
    """Each tier of the picture: where its badge stands around the middle of the shop, and how far it reaches."""
    found = []
    for palette, angle, radius in _ORBIT:
        turn = math.radians(angle)
        found.append((palette, QPointF(math.cos(turn), math.sin(turn)) * radius, 19.0 if radius == _NEAR else 15.0))
    return found


def shrunk(width: float, height: float) -> float:
    """How much smaller the picture is in a small panel: no tier lies over the date or is cut at a side."""
    above = max(reach - spot.y() for _palette, spot, reach in spots())
    beside = max(abs(spot.x()) + reach for _palette, spot, reach in spots())
    return max(_SMALLEST, min(1.0, (height * _MIDDLE - _UNDER_DATE) / above, (width / 2 - _SIDE) / beside))


def _shade() -> int:
    return 1 if theme.is_dark() else 0


def _white(strength: float) -> QColor:
    ink = QColor(Qt.GlobalColor.white)
    ink.setAlphaF(strength)
    return ink


def _paint_sky(painter: QPainter, frame: QRectF, clip: QPainterPath) -> None:
    upper, lower = _SKY[_shade()]
    sky = QLinearGradient(0, 0, frame.width() * 0.6, frame.height())
    sky.setColorAt(0, QColor(upper))
    sky.setColorAt(1, QColor(lower))
    painter.fillPath(clip, sky)


def _paint_rings(painter: QPainter) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    for radius, strength in _RINGS:
        painter.setBrush(_white(strength))
        painter.drawEllipse(QPointF(0, 0), radius, radius)


def _paint_shop(painter: QPainter) -> None:
    painter.save()
    painter.translate(0, 6)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_white(0.10 if theme.is_dark() else 0.16))
    painter.drawRoundedRect(QRectF(-74, -10, 148, 82), 6, 6)
    painter.setBrush(_white(0.92))
    painter.drawRoundedRect(QRectF(-60, 14, 62, 40), 4, 4)
    painter.drawRoundedRect(QRectF(16, 14, 42, 58), 4, 4)
    door = QColor(_DOOR[_shade()])
    painter.setBrush(door)
    painter.drawEllipse(QPointF(50, 44), 2.6, 2.6)
    door.setAlpha(40)
    painter.setBrush(door)
    painter.drawRect(QRectF(-30.5, 14, 2, 40))
    _paint_awning(painter)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_white(1))
    painter.drawRoundedRect(QRectF(-76, -70, 152, 10), 4, 4)
    painter.restore()


def _paint_awning(painter: QPainter) -> None:
    wide, narrow = 172 / _STRIPES, 144 / _STRIPES
    for i in range(_STRIPES):
        left = -86 + i * wide
        stripe = QPainterPath(QPointF(-72 + i * narrow, -62))
        stripe.lineTo(-72 + (i + 1) * narrow, -62)
        stripe.lineTo(left + wide, -14)
        stripe.lineTo(left + wide, -8)
        stripe.arcTo(QRectF(left, -8 - wide / 2, wide, wide), 0, -180)
        stripe.lineTo(left, -14)
        stripe.closeSubpath()
        cloth = QColor(_AWNING[i % 2])
        painter.setPen(QPen(cloth, 0.6))
        painter.setBrush(cloth)
        painter.drawPath(stripe)


def _paint_tiers(painter: QPainter) -> None:
    badge = QColor(_BADGE[_shade()])
    for palette, spot, reach in spots():
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(badge)
        painter.drawEllipse(spot, reach, reach)
        half = round(reach * 0.4)
        colors = theme.tier(palette)
        ink = colors.fill if palette == "vip" and not theme.is_dark() else colors.glyph
        square = QRectF(spot.x() - half, spot.y() - half, 2 * half, 2 * half)
        paint_glyph(painter, square, TierLook(palette, ""), QColor(ink), badge)
