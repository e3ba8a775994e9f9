"""Widgets that flash up as windows of their own, which takes the keyboard from the real one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget


class _Strays(QObject):
    """Notices them."""

    def __init__(self, windows: tuple[type[QWidget], ...]) -> None:
        super().__init__()
        self._windows = windows
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            popup = watched.windowFlags() & Qt.WindowType.Popup == Qt.WindowType.Popup
            if not popup and not isinstance(watched, self._windows):
                self.seen.append(repr(watched))
        return False


@contextmanager
def no_strays(app: QApplication, *windows: type[QWidget]) -> Iterator[None]:
    """Only these kinds of widgets may be windows."""
    strays = _Strays(windows)
    app.installEventFilter(strays)
    yield
    app.removeEventFilter(strays)
    if strays.seen:
        raise AssertionError(f"these flashed up as windows: {strays.seen}")
