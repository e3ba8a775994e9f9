"""Loyalty tiers: nine silhouettes that stay apart without colour, the chip and the dot."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.i18n import tr
from ui.tokens import TierColors
from ui.widgets import paint


@dataclass(frozen=True, slots=True)
class TierLook:
    """How a tier is shown: one of the nine palettes, its word, its letter; `own` tiers show the letter as glyph."""

    palette: str
    label: str
    letter: str = ""
    own: bool = False


P = QPointF
Draw = Callable[[QPainter, QColor, QColor], None]


def _pen(ink: QColor, width: float) -> QPen:
    pen = QPen(ink, width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


def _solid(painter: QPainter, ink: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)


def _ring(painter: QPainter, ink: QColor, _ground: QColor) -> None:
    painter.setPen(_pen(ink, 1.6))
    painter.drawEllipse(P(6, 6), 4, 4)


def _sprout(painter: QPainter, ink: QColor, _ground: QColor) -> None:
    painter.setPen(_pen(ink, 1.6))
    painter.drawLine(P(6, 11), P(6, 6.2))
    _solid(painter, ink)
    left = QPainterPath(P(6, 7))
    left.cubicTo(1.6, 7.2, 0.6, 4.6, 0.7, 2.2)
    left.cubicTo(3.8, 2.2, 6, 3.6, 6, 7)
    painter.drawPath(left)
    right = QPainterPath(P(6, 5.6))
    right.cubicTo(6, 2.6, 8.2, 1, 11.3, 1)
    right.cubicTo(11.3, 3.8, 9.6, 5.8, 6, 5.6)
    painter.drawPath(right)


def _envelope(painter: QPainter, ink: QColor, ground: QColor) -> None:
    _solid(painter, ink)
    painter.drawRoundedRect(QRectF(0.6, 2, 10.8, 8.2), 1.6, 1.6)
    painter.setPen(_pen(ground, 1.4))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF([P(1.6, 3.6), P(6, 7), P(10.4, 3.6)]))


def _chevrons(painter: QPainter, ink: QColor, _ground: QColor) -> None:
    painter.setPen(_pen(ink, 2))
    painter.drawPolyline(QPolygonF([P(2, 6), P(6, 2.4), P(10, 6)]))
    painter.drawPolyline(QPolygonF([P(2, 10.2), P(6, 6.6), P(10, 10.2)]))


def _crown(painter: QPainter, ink: QColor, _ground: QColor) -> None:
    _solid(painter, ink)
    points = ((0.6, 3), (3.5, 5.4), (6, 1.4), (8.5, 5.4), (11.4, 3), (10.4, 8.6), (1.6, 8.6))
    painter.drawPolygon(QPolygonF([P(x, y) for x, y in points]))
    painter.drawRoundedRect(QRectF(1.6, 9.5, 8.8, 1.5), 0.7, 0.7)


def _heart(painter: QPainter, ink: QColor, _ground: QColor) -> None:
    _solid(painter, ink)
    path = QPainterPath(P(6, 10.9))
    path.cubicTo(1.2, 7.6, 0.4, 5.6, 0.5, 4.1)
    path.cubicTo(0.6, 2.3, 2, 1.1, 3.5, 1.1)
    path.cubicTo(4.6, 1.1, 5.5, 1.7, 6, 2.6)
    path.cubicTo(6.5, 1.7, 7.4, 1.1, 8.5, 1.1)
    path.cubicTo(10, 1.1, 11.4, 2.3, 11.5, 4.1)
    path.cubicTo(11.6, 5.6, 10.8, 7.6, 6, 10.9)
    painter.drawPath(path)


def _crescent(painter: QPainter, ink: QColor, _ground: QColor) -> None:
    _solid(painter, ink)
    moon, bite = QPainterPath(), QPainterPath()
    moon.addEllipse(P(6, 6), 5, 5)
    bite.addEllipse(P(8.6, 4.2), 4.3, 4.3)
    painter.drawPath(moon.subtracted(bite))


def _dashed_ring(painter: QPainter, ink: QColor, _ground: QColor) -> None:
    pen = QPen(ink, 1.6)
    pen.setDashPattern([1.55, 1.6])
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.drawEllipse(P(6, 6), 4.2, 4.2)


def _octagon(painter: QPainter, ink: QColor, ground: QColor) -> None:
    _solid(painter, ink)
    a, b, cut = 0.6, 11.4, 3.3
    corners = ((cut, a), (12 - cut, a), (b, cut), (b, 12 - cut), (12 - cut, b), (cut, b), (a, 12 - cut), (a, cut))
    painter.drawPolygon(QPolygonF([P(x, y) for x, y in corners]))
    painter.setBrush(ground)
    painter.drawRoundedRect(QRectF(2.9, 5.1, 6.2, 1.8), 0.6, 0.6)


_SILHOUETTES: Final[dict[str, Draw]] = {
    "base": _ring,
    "potential": _sprout,
    "subscribed": _envelope,
    "regular": _chevrons,
    "vip": _crown,
    "advocate": _heart,
    "sleeping": _crescent,
    "lost": _dashed_ring,
    "dnd": _octagon,
}


def paint_glyph(painter: QPainter, rect: QRectF, look: TierLook, ink: QColor, ground: QColor) -> None:
    """The silhouette (or the letter of an own tier) in a square."""
    painter.save()
    if look.own and look.letter:
        font = theme.sized_font(12, 700)
        font.setPixelSize(max(1, round(rect.width() * 0.95)))
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(rect.adjusted(-2, -2, 2, 1.5), paint.CENTER, look.letter)
    else:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.translate(rect.topLeft())
        painter.scale(rect.width() / 12, rect.width() / 12)
        _SILHOUETTES.get(look.palette, _ring)(painter, ink, ground)
    painter.restore()


def chip_width(look: TierLook) -> int:
    """The chip is as wide as its word: it never elides."""
    return round(theme.text_width(look.label, "smallm") + theme.px(8 + 12 + 6 + 10))


def paint_chip(painter: QPainter, x: float, middle: float, look: TierLook, height: float = 24) -> int:
    """The chip with its left edge at x, centred on `middle`; gives back its width."""
    colors: TierColors = theme.tier(look.palette)
    width, tall = chip_width(look), theme.px(height)
    rect = QRectF(round(x), round(middle - tall / 2), width, tall)
    dash = (3.0, 2.5) if look.palette == "lost" else ()
    paint.rounded(painter, rect, tall / 2, QColor(colors.fill), QColor(colors.line), dash=dash)
    side = theme.px(12)
    square = QRectF(rect.x() + theme.px(8) + 0.5, rect.center().y() - side / 2, side, side)
    paint_glyph(painter, square, look, QColor(colors.glyph), QColor(colors.fill))
    painter.setFont(theme.font("smallm"))
    painter.setPen(QColor(colors.text))
    painter.drawText(rect.adjusted(theme.px(26), -1, 0, 0), paint.LEFT, look.label)
    return width


def paint_dot(painter: QPainter, rect: QRectF, look: TierLook, ground: str = "surface") -> None:
    """The glyph alone, as beside names."""
    paint_glyph(painter, rect, look, QColor(theme.dot_color(look.palette)), theme.color(ground))


class TierChip(QWidget):
    """Silhouette and word on a pill."""

    def __init__(self, look: TierLook, height: int = 24) -> None:
        super().__init__()
        self._height = height
        self._look = look
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_look(look)

    def set_look(self, look: TierLook) -> None:
        """Show another tier."""
        self._look = look
        self.setAccessibleName(tr("Tier: {name}").format(name=look.label))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(math.ceil(chip_width(self._look)) + 1, theme.px(self._height))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_chip(paint.painter_for(self), 0, self.height() / 2, self._look, self._height)
