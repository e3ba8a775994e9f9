"""Keeps the program's windows out of screenshots, recordings and remote screens, where the system offers that.

Windows and macOS do; X11 and Wayland have nothing of the kind. Microsoft calls it no security feature: it slows, and a
camera sees all the same. Written after the documentation of both systems and not tried there.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QWidget

# Asks the system to hide or to show a window, by the window's number in the system; whether it agreed.
Exclude = Callable[[int, bool], bool]

LOOK: Final = 250  # ms: hints and the system's dialogs, of which nobody tells us, are seen for no longer than this
_DONE: Final = b"capture"


class Capture(QObject):
    """One for the program. Windows of our own tell it when they appear (`shield`), others are looked for."""

    _current: Capture | None = None

    def __init__(self, parent: QObject, exclude: Exclude | None = None) -> None:
        super().__init__(parent)
        self._exclude = exclude or way_of_this_system()
        self._hidden = False
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK)
        self._timer.timeout.connect(self.look)
        app = QGuiApplication.instance()
        if self.available and isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._on_focus)
        Capture._current = self

    @property
    def available(self) -> bool:
        """Whether this system can hide windows at all."""
        return self._exclude is not None

    @property
    def hidden(self) -> bool:
        """Whether windows are hidden now, as far as the system can."""
        return self._hidden

    def hide(self, hidden: bool) -> None:
        """From now on every window is hidden from recorders, or none."""
        self._hidden = hidden
        if not self.available:
            return
        self.look()
        if hidden:
            self._timer.start()
        else:
            self._timer.stop()

    def look(self) -> None:
        """Every window that is there."""
        for window in QGuiApplication.topLevelWindows():
            if window.isVisible():
                self.apply(window)

    def apply(self, window: QWindow) -> None:
        """This window as decided; the system is asked once a state, and again for a window that was made anew."""
        if self._exclude is None:
            return
        number = int(window.winId())
        state = f"{number} {self._hidden}"
        known = window.property(_DONE.decode())
        if known == state or (known is None and not self._hidden):
            return
        if self._exclude(number, self._hidden):
            window.setProperty(_DONE.decode(), state)

    def _on_focus(self, window: QWindow | None) -> None:
        if window is not None:
            self.apply(window)


def shield(widget: QWidget) -> None:
    """A window of our own has just appeared: a menu, a list, a panel."""
    current, window = Capture._current, widget.window().windowHandle()
    if current is not None and window is not None:
        current.apply(window)


def shield_from_now_on() -> None:
    """What comes next is secret before anybody could decide: a recovery code."""
    if Capture._current is not None:
        Capture._current.hide(True)


def can_hide() -> bool:
    """Whether this system can hide windows at all."""
    return way_of_this_system() is not None


def way_of_this_system() -> Exclude | None:
    """How this system is asked, or None where it has no such thing."""
    if QGuiApplication.platformName() == "windows":
        return _ask_windows
    if QGuiApplication.platformName() == "cocoa":
        return _ask_macos
    return None


def _ask_windows(number: int, hidden: bool) -> bool:
    if sys.platform == "win32":
        import ctypes
        from ctypes import wintypes

        nothing, black, left_out = 0, 1, 17
        ask = ctypes.WinDLL("user32").SetWindowDisplayAffinity
        ask.argtypes = [wintypes.HWND, wintypes.DWORD]
        if not hidden:
            return bool(ask(number, nothing))
        return bool(ask(number, left_out) or ask(number, black))  # before Windows 10 of 2020: a black window
    else:
        return False


def _ask_macos(number: int, hidden: bool) -> bool:
    import ctypes
    import ctypes.util

    objc = ctypes.CDLL(ctypes.util.find_library("objc"))
    objc.sel_registerName.restype = ctypes.c_void_p
    objc.sel_registerName.argtypes = [ctypes.c_char_p]
    get = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)(("objc_msgSend", objc))
    put = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_ulong)(("objc_msgSend", objc))
    window = get(number, objc.sel_registerName(b"window"))  # Qt's number of a window is its NSView
    if not window:
        return False
    nobody, readable = 0, 1
    put(window, objc.sel_registerName(b"setSharingType:"), nobody if hidden else readable)
    return True
