"""The clipboard for what is secret: out of histories and clouds where the system lets us say so, and soon empty."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QMimeData, QTimer
from PySide6.QtGui import QGuiApplication

SECONDS: Final = 15.0
# What programs that keep a history of the clipboard ask for: Windows (its history, its cloud, others), KDE, macOS.
_KEEP_OUT: Final = {
    "ExcludeClipboardContentFromMonitorProcessing": b"1",
    "CanIncludeInClipboardHistory": b"\0\0\0\0",
    "CanUploadToCloudClipboard": b"\0\0\0\0",
    "x-kde-passwordManagerHint": b"secret",
    "application/x-nspasteboard-concealed-type": b"1",
}


class _Copied:
    """What this program put on the clipboard, until it is taken away; one clipboard per program."""

    text = ""
    timer: QTimer | None = None


def copy_briefly(text: str, seconds: float = SECONDS) -> None:
    """Put the text on the clipboard and take it away again, unless something else was copied since."""
    data = QMimeData()
    data.setText(text)
    for name, value in _KEEP_OUT.items():
        data.setData(name, value)
    QGuiApplication.clipboard().setMimeData(data)
    _Copied.text = text
    if _Copied.timer is None:
        _Copied.timer = QTimer(QCoreApplication.instance())
        _Copied.timer.setSingleShot(True)
        _Copied.timer.timeout.connect(_expire)
    _Copied.timer.start(round(seconds * 1000))


def clear_copied() -> None:
    """Take away all that came from this program, a marked line of text too; what another one copied is not ours."""
    if QGuiApplication.clipboard().ownsClipboard():
        QGuiApplication.clipboard().clear()
    _expire()


def _expire() -> None:
    board = QGuiApplication.clipboard()
    if _Copied.text and board.text() == _Copied.text:
        board.clear()
    _Copied.text = ""
    if _Copied.timer is not None:
        _Copied.timer.stop()
