"""Hears that the system's own screen lock came on or that the computer goes to sleep, where the system tells."""

from __future__ import annotations

import sys
from typing import Final

from PySide6.QtCore import SLOT, QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

# (bus, service, path, interface, signal): each says true when the screen is locked or the computer goes to sleep.
_LINUX: Final = (
    ("session", "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", "", "ActiveChanged"),
    ("session", "org.gnome.ScreenSaver", "/org/gnome/ScreenSaver", "", "ActiveChanged"),
    ("system", "org.freedesktop.login1", "/org/freedesktop/login1", ".Manager", "PrepareForSleep"),
)
_WM_POWERBROADCAST, _PBT_APMSUSPEND = 0x0218, 0x0004
_WM_WTSSESSION_CHANGE, _WTS_SESSION_LOCK = 0x02B1, 0x0007


class SystemLock(QObject):
    """Emits `locked`; says nothing on systems that say nothing."""

    locked = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._filter: QAbstractNativeEventFilter | None = None
        if sys.platform.startswith("linux"):
            self._listen_on_linux()
        elif sys.platform == "win32":
            self._listen_on_windows(window)

    @Slot(bool)
    def on_changed(self, locked: bool) -> None:
        """What the system's bus calls."""
        if locked:
            self.locked.emit()

    def _listen_on_linux(self) -> None:
        from PySide6.QtDBus import QDBusConnection

        for bus, service, path, rest, signal in _LINUX:
            line = QDBusConnection.sessionBus() if bus == "session" else QDBusConnection.systemBus()
            if line.isConnected():
                slot = SLOT("on_changed(bool)")  # the type hints say bytes, the library takes only str
                line.connect(service, path, service + rest, signal, self, slot)  # type: ignore[call-overload]

    def _listen_on_windows(self, window: QWidget) -> None:
        import ctypes

        windows = ctypes.windll  # type: ignore[attr-defined, unused-ignore]
        windows.wtsapi32.WTSRegisterSessionNotification(int(window.winId()), 0)
        self._filter = _WindowsFilter(self)
        app = QCoreApplication.instance()
        if app is not None:
            app.installNativeEventFilter(self._filter)


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
