"""Collects reference cycles in the GUI thread alone, and no window with them; and gives free memory back.

Python would collect them in whichever thread allocates next. A worker that so deletes a widget with a running timer
leaves the timer behind, and the program dies at its next tick (seen within minutes of signing in and out).

A window that nobody holds is collected piece by piece: first a box in it, with the box a child that is the last to hold
the window, so that the window deletes the box a second time. Windows go by deleteLater() or shiboken6.delete() alone.
"""

from __future__ import annotations

import gc
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from clientcrm import memory

_LOOK, _LOOK_AT_WORK = 200, 50
_OFTEN = 700  # young objects, as Python's own threshold
_MIDDLE, _OLD = 10, 100  # collections of the young between those of the older ones
_CALM = 10  # looks at which little had come together: nobody waits for anything


def collect(generation: int = 2) -> None:
    """As gc.collect, but sparing windows; for the GUI thread."""
    windows = QApplication.topLevelWidgets()  # held meanwhile, so that they count as used
    gc.collect(generation)
    del windows


def keep_loaded() -> None:
    """What is there now stays for good, as the code just loaded does: collections need not look at it again.

    The core and the window are 400,000 objects; with them a collection of the middle-aged held the window for 30 ms.
    """
    gc.freeze()


class Garbage(QObject):
    """Takes over from the automatic collector until the last of its kind stops."""

    _working = 0

    def __init__(self, parent: QObject, busy: Callable[[], bool] = lambda: False) -> None:
        """While `busy`, what a long job holds is not gone through: 70 ms with 100,000 rows of an import. And since it
        makes a million objects a second, the new ones are gone through more often, fewer at a time.
        """
        super().__init__(parent)
        self._busy = busy
        self._due = False
        self._turn = 0
        self._freed, self._calm = False, 0
        self._stopped = False
        if not Garbage._working:
            keep_loaded()
        Garbage._working += 1
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Collect if enough has come together; the older generations seldom, since they hold most and lose least."""
        self._timer.setInterval(_LOOK_AT_WORK if self._busy() else _LOOK)
        if gc.get_count()[0] < _OFTEN:
            self._give_back()
            return
        self._calm = 0
        self._turn += 1
        self._due = self._due or self._turn % _OLD == 0
        middle = self._turn % _MIDDLE == 0
        if self._due and not self._busy():
            self._due = False
            collect()
        else:
            collect(1 if middle else 0)
        self._freed = self._freed or middle

    def much_was_freed(self) -> None:
        """Something large has ended: what it held is to go back to the system once all is calm."""
        self._freed, self._calm = True, 0

    def _give_back(self) -> None:
        if self._freed and not self._busy():
            self._calm += 1
            if self._calm >= _CALM:
                self._freed, self._calm = False, 0
                memory.give_back()

    def stop(self) -> None:
        """Leave it to Python again, unless another one still works."""
        if self._stopped:
            return
        self._stopped = True
        self._timer.stop()
        Garbage._working -= 1
        if not Garbage._working:
            gc.enable()
