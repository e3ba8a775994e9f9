"""Windows that are seen through at their edges: where nothing blends them with what lies beneath, the edges are cut."""

from __future__ import annotations

import ctypes

from PySide6.QtCore import QRectF
from PySide6.QtGui import QGuiApplication, QPainterPath, QRegion
from PySide6.QtWidgets import QWidget


def blends() -> bool:
    """Whether the desktop blends windows. Of those we run on only X11 may have nobody who does it."""
    if QGuiApplication.platformName() != "xcb":
        return True
    try:
        x11 = ctypes.CDLL("libX11.so.6")
        x11.XOpenDisplay.restype = ctypes.c_void_p
        x11.XInternAtom.restype = x11.XGetSelectionOwner.restype = ctypes.c_ulong
        display = ctypes.c_void_p(x11.XOpenDisplay(None))
        if display.value is None:
            return True
        name = f"_NET_WM_CM_S{x11.XDefaultScreen(display)}".encode()
        # The mark by which a desktop that blends is known: freedesktop's window manager hints, "Compositing".
        owner = x11.XGetSelectionOwner(display, ctypes.c_ulong(x11.XInternAtom(display, name, 0)))
        x11.XCloseDisplay(display)
    except (OSError, AttributeError):
        return True
    return bool(owner)


def cut_round(window: QWidget, panel: QRectF, radius: float) -> None:
    """Leave only the rounded panel of the window where its rim would be black; else all of it."""
    if blends():
        window.clearMask()
        return
    path = QPainterPath()
    path.addRoundedRect(panel, radius, radius)
    window.setMask(QRegion(path.toFillPolygon().toPolygon()))
