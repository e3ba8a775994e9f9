"""Collects reference cycles in the GUI thread alone.

Python would collect them in whichever thread allocates next. A worker that so deletes a widget with a running timer
leaves the timer behind, and the program dies at its next tick (seen within minutes of signing in and out).
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_LOOK = 200
_OFTEN = 700  # young objects, as Python's own threshold
_MIDDLE, _OLD = 10, 100  # collections of the young between those of the older ones


class Garbage(QObject):
    """Takes over from the automatic collector for as long as it lives."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._turn = 0
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Collect if enough has come together; the older generations seldom, since they hold most and lose least."""
        if gc.get_count()[0] < _OFTEN:
            return
        self._turn += 1
        if self._turn % _OLD == 0:
            gc.collect()
        else:
            gc.collect(1 if self._turn % _MIDDLE == 0 else 0)

    def settle(self) -> None:
        """What was loaded at the start stays for good: full collections need not look at it again."""
        gc.collect()
        gc.freeze()

    def stop(self) -> None:
        """Leave it to Python again."""
        self._timer.stop()
        gc.enable()
