"""Contacts that a table shows in clear for a while."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, QTimer, Signal


class Unveiled(QObject):
    """Keeps what is shown and until when; masks it by itself."""

    changed = Signal(int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._shown: dict[tuple[int, str], tuple[str, float, float]] = {}
        self._timer = QTimer(self)
        self._timer.setInterval(250)
        self._timer.timeout.connect(self._tick)

    def show(self, row_id: int, key: str, plain: str, seconds: float) -> None:
        """From now on, for so many seconds."""
        self._shown[row_id, key] = (plain, time.monotonic() + seconds, seconds)
        self._timer.start()
        self.changed.emit(row_id)

    def find(self, row_id: int, key: str) -> tuple[str, float]:
        """The contact and the share of its time that is left; empty when it is hidden."""
        if not self._shown:
            return "", 0.0
        found = self._shown.get((row_id, key))
        if found is None:
            return "", 0.0
        plain, until, seconds = found
        return plain, max(0.0, (until - time.monotonic()) / seconds)

    def mask(self) -> None:
        """Hide all, now."""
        gone = {row_id for row_id, _key in self._shown}
        self._shown.clear()
        self._timer.stop()
        for row_id in gone:
            self.changed.emit(row_id)

    def _tick(self) -> None:
        now = time.monotonic()
        for place, (_plain, until, _seconds) in list(self._shown.items()):
            if until <= now:
                del self._shown[place]
            self.changed.emit(place[0])
        if not self._shown:
            self._timer.stop()
