"""Notices that nobody is at the computer, and that the computer slept."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

_DEEDS = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)
TICK = 1000
SLEPT = 60  # seconds between two ticks that only a sleeping computer explains


class Idle(QObject):
    """Ticks every second; says when nothing was done for the limit (minutes, 0 never), or the computer slept."""

    ticked = Signal()
    fell_idle = Signal()

    def __init__(self, parent: QObject, now: Callable[[], float] = time.time) -> None:
        super().__init__(parent)
        self._now = now
        self._limit = 0
        self._last = self._ticked = now()
        self._timer = QTimer(self)
        self._timer.setInterval(TICK)
        self._timer.timeout.connect(self.look)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.focusWindowChanged.connect(self._watch)

    def start(self, minutes: int) -> None:
        """Begin to count; 0 only ticks."""
        self._limit = minutes * 60
        self._ticked = self._now()
        self.noticed()
        self._timer.start()
        for window in QGuiApplication.topLevelWindows():
            self._watch(window)

    def stop(self) -> None:
        """Nobody is signed in: nothing to lock."""
        self._timer.stop()

    def noticed(self) -> None:
        """The person did something."""
        self._last = self._now()

    def look(self) -> None:
        """What the timer does. Wall time, so that an hour of sleep counts as an hour."""
        now = self._now()
        slept, self._ticked = now - self._ticked >= SLEPT, now
        self.ticked.emit()
        gone = now - self._last
        if gone < 0:  # the clock was set back
            self.noticed()
        elif slept or (self._limit and gone >= self._limit):
            self.noticed()
            self.fell_idle.emit()

    def _watch(self, window: QWindow | None) -> None:
        # Windows only: a filter on the application would see every paint and timer of every widget.
        if window is not None:
            window.installEventFilter(self)  # a second time only moves it to the front

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _DEEDS:
            self.noticed()
        return False
