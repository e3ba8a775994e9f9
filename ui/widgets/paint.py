"""Strokes that all widgets share: rounded boxes, focus rings, check marks, text, icons, shadows."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QWidget

from ui import icons, theme

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTER = Qt.AlignmentFlag.AlignCenter

RING = 3.0  # a 2 px ring and a 1 px gap


def painter_for(widget: QWidget) -> QPainter:
    """A painter with smooth edges."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def rounded(
    painter: QPainter,
    rect: QRectF,
    radius: float,
    fill: QColor | None,
    line: QColor | None = None,
    *,
    width: float = 1.0,
    dash: Sequence[float] = (),
) -> None:
    """A box with round corners; its line lies inside the rectangle and stays crisp."""
    if line is None:
        painter.setPen(Qt.PenStyle.NoPen)
    else:
        pen = QPen(line, width)
        if dash:
            pen.setDashPattern(list(dash))
        painter.setPen(pen)
        half = width / 2
        rect = rect.adjusted(half, half, -half, -half)
        radius -= half
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect, radius, radius)


def focus_ring(painter: QPainter, rect: QRectF, radius: float, tone: str = "accent") -> QRectF:
    """The ring of keyboard focus just inside the rectangle; gives back the room that is left."""
    rounded(painter, rect, radius, None, theme.color(tone), width=2)
    return rect.adjusted(RING, RING, -RING, -RING)


def say(painter: QPainter, rect: QRectF, text: str, role: str, tone: str = "", align: Qt.AlignmentFlag = LEFT) -> None:
    """Text of a type role; a hair above the middle, where Golos looks centred."""
    painter.setFont(theme.font(role))
    painter.setPen(theme.color(tone or theme.role_tone(role)))
    painter.drawText(rect.adjusted(0, 0, 0, -0.5), align, text)


def elided(text: str, role: str, width: float) -> str:
    """The text cut to the width, with an ellipsis."""
    return theme.metrics(role).elidedText(text, Qt.TextElideMode.ElideRight, max(0.0, width))


def glyph(painter: QPainter, x: float, middle: float, name: str, tone: str, size: float = 16) -> float:
    """An icon left of x, centred on `middle`; gives back where it ends."""
    side = theme.px(size)
    painter.drawPixmap(QPointF(round(x), round(middle - side / 2)), icons.pixmap(name, tone, size))
    return x + side


def check_mark(
    painter: QPainter, rect: QRectF, *, on: bool, partly: bool = False, is_round: bool = False, off: bool = False
) -> None:
    """A check box; round ones mean "done"."""
    side = rect.width()
    rect = rect.adjusted(0.75, 0.75, -0.75, -0.75)
    radius = rect.width() / 2 if is_round else side * 0.26
    if on or partly:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("border_strong" if off else "accent"))
        painter.drawRoundedRect(rect, radius, radius)
        pen = QPen(theme.color("on_accent"), side * 0.108)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        middle, unit = rect.center(), side / 17.5
        if partly:
            painter.drawLine(middle + QPointF(-3.4 * unit, 0), middle + QPointF(3.4 * unit, 0))
        else:
            offsets = ((-3.6, 0.2), (-1.1, 2.7), (3.7, -2.5))
            painter.drawPolyline(QPolygonF([middle + QPointF(dx * unit, dy * unit) for dx, dy in offsets]))
        return
    painter.setPen(QPen(theme.color("border" if off else "field"), 1.4))
    painter.setBrush(theme.color("subtle" if off else "surface"))
    painter.drawRoundedRect(rect, radius, radius)


def avatar(
    painter: QPainter, rect: QRectF, initials: str, staff: int | None = None, letters: QFont | None = None
) -> None:
    """A circle with initials: grey for clients, tinted for staff."""
    ground, ink = theme.staff(staff)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawEllipse(rect)
    painter.setPen(ink)
    painter.setFont(letters or avatar_font(rect.width()))
    painter.drawText(rect, CENTER, initials)


def avatar_font(side: float) -> QFont:
    """Letters that suit a circle of this width (pixels already scaled)."""
    font = theme.sized_font(14, 600)
    font.setPixelSize(max(theme.px(10), round(side * 0.38)))
    return font


def bar(painter: QPainter, rect: QRectF, share: float, tone: str, track: str = "sunken") -> None:
    """A pill-shaped measure of 0..1."""
    radius = rect.height() / 2
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(track))
    painter.drawRoundedRect(rect, radius, radius)
    filled = QRectF(rect)
    filled.setWidth(max(rect.height(), rect.width() * min(1.0, share)))
    painter.setBrush(theme.color(tone))
    painter.drawRoundedRect(filled, radius, radius)


def chance_tone(share: float) -> str:
    """The colour of a bar that says how likely something good is, by the whole per cent that stands beside it."""
    percent = round(share * 100)
    return "ok" if percent > 66 else "warn_fill" if percent > 35 else "bad"


def ring(painter: QPainter, rect: QRectF, left: float) -> None:
    """The countdown: how much of the time is left, 0..1."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.color("line"), 2))
    painter.drawEllipse(rect)
    pen = QPen(theme.color("accent"), 2)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.drawArc(rect, 90 * 16, round(-360 * 16 * left))


def shadow(painter: QPainter, rect: QRectF, radius: float, blur: float, drop: float, alpha: float) -> None:
    """A soft shadow under a floating box; painted once per size, then kept."""
    margin = round(blur)
    soft = _shadow(round(rect.width()), round(rect.height()), round(radius), margin, _shadow_key(alpha))
    painter.drawPixmap(QPointF(rect.x() - margin, rect.y() - margin + drop), soft)


def _shadow_key(alpha: float) -> tuple[int, float]:
    return theme.color("shadow").rgb(), 0.55 if theme.is_dark() else alpha


@lru_cache(maxsize=8)
def _shadow(width: int, height: int, radius: int, margin: int, ink: tuple[int, float]) -> QPixmap:
    made = QPixmap(width + 2 * margin, height + 2 * margin)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    steps = max(4, margin // 2)
    layer = QColor(ink[0])
    # n layers of equal strength add up to alpha under the box and fade outwards
    layer.setAlphaF(1 - (1 - ink[1] * 0.75) ** (1 / steps))
    painter.setBrush(layer)
    for step in range(steps):
        grow = margin * (1 - (step + 0.5) / steps) ** 1.6 - margin * 0.15
        box = QRectF(margin - grow, margin - grow, width + 2 * grow, height + 2 * grow)
        corner = max(2.0, radius + grow)
        painter.drawRoundedRect(box, corner, corner)
    painter.end()
    return made
