"""Hears that the system's own screen lock came on or that the computer goes to sleep, where the system tells.

Linux is tried by the tests on a bus of their own. Windows and macOS are written after their documentation and were not
tried there; on macOS only the lock is heard, sleep is noticed at waking up (ui/idle.py).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import SLOT, QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

# Screen savers, by the name of their interface on the session's bus: ActiveChanged says true when the screen locks.
# KDE speaks under the first name, at both paths.
_SAVERS: Final = (
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
    ("org.freedesktop.ScreenSaver", "/ScreenSaver"),
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
    ("org.cinnamon.ScreenSaver", "/org/cinnamon/ScreenSaver"),
    ("org.mate.ScreenSaver", "/org/mate/ScreenSaver"),
    ("org.xfce.ScreenSaver", "/org/xfce/ScreenSaver"),
)
_LOGIN, _LOGIN_PATH = "org.freedesktop.login1", "/org/freedesktop/login1"  # on the system's bus
_LOCKED_ON_MACOS: Final = "com.apple.screenIsLocked"
_WM_POWERBROADCAST, _PBT_APMSUSPEND = 0x0218, 0x0004
_WM_WTSSESSION_CHANGE, _WTS_SESSION_LOCK = 0x02B1, 0x0007


class SystemLock(QObject):
    """Emits `locked`; says nothing on systems that say nothing."""

    locked = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._filter: QAbstractNativeEventFilter | None = None
        self._heard: object = None  # what macOS calls must stay alive
        if sys.platform.startswith("linux"):
            self._listen_on_linux()
        elif sys.platform == "win32":
            self._listen_on_windows(window)
        elif sys.platform == "darwin":
            self._heard = _listen_on_macos(self.locked.emit)

    @Slot(bool)
    def on_changed(self, locked: bool) -> None:
        """What the system's bus calls."""
        if locked:
            self.locked.emit()

    @Slot()
    def on_locked(self) -> None:
        """What the system's bus calls when somebody locks all that this user has open."""
        self.locked.emit()

    def _listen_on_linux(self) -> None:
        from PySide6.QtDBus import QDBusConnection

        told, locked = SLOT("on_changed(bool)"), SLOT("on_locked()")  # hints say bytes, the library takes only str
        line = QDBusConnection.sessionBus()
        for service, path in _SAVERS if line.isConnected() else ():
            line.connect(service, path, service, "ActiveChanged", self, told)  # type: ignore[call-overload]
        line = QDBusConnection.systemBus()
        if line.isConnected():
            line.connect(_LOGIN, _LOGIN_PATH, f"{_LOGIN}.Manager", "PrepareForSleep", self, told)  # type: ignore[call-overload]
            own = _own_session()
            if own:
                line.connect(_LOGIN, own, f"{_LOGIN}.Session", "Lock", self, locked)  # type: ignore[call-overload]

    def _listen_on_windows(self, window: QWidget) -> None:
        import ctypes

        windows = ctypes.windll  # type: ignore[attr-defined, unused-ignore]
        windows.wtsapi32.WTSRegisterSessionNotification(int(window.winId()), 0)
        self._filter = _WindowsFilter(self)
        app = QCoreApplication.instance()
        if app is not None:
            app.installNativeEventFilter(self._filter)


def _own_session() -> str:
    """The path of this user's session, as login1 knows it; nothing where it does not answer within half a second."""
    from PySide6.QtDBus import QDBus, QDBusConnection, QDBusMessage

    question = QDBusMessage.createMethodCall(_LOGIN, _LOGIN_PATH, f"{_LOGIN}.Manager", "GetSession")
    question.setArguments([os.environ.get("XDG_SESSION_ID", "auto")])
    answer = QDBusConnection.systemBus().call(question, QDBus.CallMode.Block, 500)
    said = answer.arguments()
    path = getattr(said[0], "path", None) if len(said) == 1 else None
    return str(path()) if path is not None else ""


def _listen_on_macos(locked: Callable[[], object]) -> object:
    """Ask the centre that tells every program of the user's session; it calls in the window's own thread."""
    import ctypes
    import ctypes.util

    core = ctypes.CDLL(ctypes.util.find_library("CoreFoundation"))
    pointer = ctypes.c_void_p
    called = ctypes.CFUNCTYPE(None, pointer, pointer, pointer, pointer, pointer)(lambda *_told: locked())
    utf8, at_once = 0x08000100, 4
    core.CFNotificationCenterGetDistributedCenter.restype = pointer
    core.CFStringCreateWithCString.restype = pointer
    core.CFStringCreateWithCString.argtypes = [pointer, ctypes.c_char_p, ctypes.c_uint32]
    core.CFNotificationCenterAddObserver.argtypes = [*[pointer] * 5, ctypes.c_long]
    name = core.CFStringCreateWithCString(None, _LOCKED_ON_MACOS.encode(), utf8)
    center = core.CFNotificationCenterGetDistributedCenter()
    core.CFNotificationCenterAddObserver(center, None, ctypes.cast(called, pointer), name, None, at_once)
    return called


class _WindowsFilter(QAbstractNativeEventFilter):
    """Reads the two messages of Windows that matter."""

    def __init__(self, lock: SystemLock) -> None:
        super().__init__()
        self._lock = lock

    def nativeEventFilter(self, kind: QByteArray | bytes, message: int) -> tuple[bool, int]:  # type: ignore[override]
        from ctypes import wintypes

        heard = wintypes.MSG.from_address(int(message))
        lock = heard.message == _WM_WTSSESSION_CHANGE and heard.wParam == _WTS_SESSION_LOCK
        sleep = heard.message == _WM_POWERBROADCAST and heard.wParam == _PBT_APMSUSPEND
        if lock or sleep:
            self._lock.locked.emit()
        return False, 0
