"""Small measures: a line of values, a bar, a countdown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from ui import theme, words
from ui.widgets import paint


class Sparkline(QWidget):
    """How a figure went; the last point is marked."""

    def __init__(
        self, values: Sequence[float], width: int = 64, height: int = 22, tone: str = "accent", name: str = ""
    ) -> None:
        super().__init__()
        self._values, self._tone = list(values), tone
        self.setFixedSize(theme.px(width), theme.px(height))
        self.setAccessibleName(name)

    def paintEvent(self, event: QPaintEvent) -> None:
        if len(self._values) < 2:
            return
        painter = paint.painter_for(self)
        low, high = min(self._values), max(self._values)
        across, tall = self.width() - 6, self.height() - 6
        points = [
            QPointF(
                2 + n * across / (len(self._values) - 1), self.height() - 3 - (value - low) / (high - low or 1) * tall
            )
            for n, value in enumerate(self._values)
        ]
        pen = QPen(theme.color(self._tone), 1.6)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawPolyline(QPolygonF(points))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(self._tone))
        painter.drawEllipse(points[-1], 2.4, 2.4)


class Bar(QWidget):
    """A share of 0..1 as a pill."""

    def __init__(self, share: float, tone: str = "accent", height: int = 6, name: str = "") -> None:
        super().__init__()
        self._share, self._tone, self._name = share, tone, name
        self.setFixedHeight(theme.px(height))
        self.set_share(share)

    def set_share(self, share: float, tone: str = "") -> None:
        """Another share."""
        self._share = max(0.0, min(1.0, share))
        self._tone = tone or self._tone
        self.setAccessibleName(f"{self._name} {words.percent(self._share)}".strip())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        paint.bar(paint.painter_for(self), QRectF(self.rect()), self._share, self._tone)


class Ring(QWidget):
    """A countdown of some seconds."""

    done = Signal()

    def __init__(self, size: int = 16) -> None:
        super().__init__()
        self._left, self._total = 0.0, 1.0
        self._timer = QTimer(self)
        self._timer.setInterval(250)
        self._timer.timeout.connect(self._tick)
        self.setFixedSize(theme.px(size) + 2, theme.px(size) + 2)

    def start(self, seconds: float) -> None:
        """Count down from here."""
        self._left = self._total = seconds
        self._timer.start()
        self.update()

    def stop(self) -> None:
        """Count no more."""
        self._timer.stop()

    def _tick(self) -> None:
        self._left -= self._timer.interval() / 1000
        if self._left <= 0:
            self._timer.stop()
            self.done.emit()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        paint.ring(paint.painter_for(self), box, max(0.0, self._left / self._total))
