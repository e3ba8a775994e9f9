"""One window per base: the second start brings the first to the front; commands may ask the window for a copy.

One line of JSON each way over a local socket of this user: {"ask": "front"} or {"ask": "backup", "folder": "..."};
the answer is {"done": true, ...} or {"error": {"code": ..., "message": ...}}.
"""

from __future__ import annotations

import getpass
import hashlib
import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

Answer = Callable[[dict[str, Any]], None]
LONGEST_LINE = 4096
_WAIT_BEFORE_SIGN_IN = 200


def address(folder: Path) -> str:
    """The socket of the window that holds this base: a pipe on Windows, a file in the temporary folder elsewhere."""
    digest = hashlib.sha256(f"{getpass.getuser()}\n{folder.resolve()}".encode()).hexdigest()[:20]
    name = f"clientcrm-{digest}"
    return rf"\\.\pipe\{name}" if sys.platform == "win32" else str(Path(tempfile.gettempdir()) / name)


def ask_front(folder: Path, wait: int = 500) -> bool:
    """Ask the window that holds the base to come to the front; False when there is none."""
    socket = _connected(folder, wait)
    if socket is None:
        return False
    socket.write(b'{"ask": "front"}\n')
    socket.waitForBytesWritten(wait)
    answered = socket.waitForReadyRead(wait)
    socket.disconnectFromServer()
    return answered


def _connected(folder: Path, wait: int) -> QLocalSocket | None:
    socket = QLocalSocket()
    socket.connectToServer(address(folder))
    return socket if socket.waitForConnected(wait) else None


class Instance(QObject):
    """Listens for other starts and commands of the same user."""

    front_asked = Signal()
    backup_asked = Signal(str, object)  # folder or "", and the Answer to call

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._at = ""
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)

    def listen(self, folder: Path) -> None:
        """Answer for this base from now on, and for no other: this window holds it."""
        self._server.close()
        QLocalServer.removeServer(address(folder))  # left by a window that was killed
        self._at = address(folder)
        self._server.listen(self._at)

    def listen_if_free(self, folder: Path) -> bool:
        """Answer for this base before anybody signed in, unless another window does; whether this one answers now."""
        if not self._server.isListening() or self._at != address(folder):
            self._server.close()
            if _connected(folder, _WAIT_BEFORE_SIGN_IN) is None:
                self.listen(folder)
        return self._server.isListening()

    def close(self) -> None:
        """Answer no more."""
        self._server.close()

    def _on_connection(self) -> None:
        while self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            socket.disconnected.connect(socket.deleteLater)
            socket.readyRead.connect(lambda socket=socket: self._on_line(socket))
            if socket.canReadLine():
                self._on_line(socket)

    def _on_line(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            if socket.bytesAvailable() > LONGEST_LINE:
                socket.abort()
            return
        asked = _read(bytes(socket.readLine(LONGEST_LINE).data()))
        what = asked.get("ask")
        if what == "front":
            _answer(socket, {"done": True})
            self.front_asked.emit()
        elif what == "backup":
            folder = asked.get("folder", "")
            self.backup_asked.emit(folder if isinstance(folder, str) else "", lambda answer: _answer(socket, answer))
        else:
            _answer(socket, {"error": {"code": "unknown_request", "message": ""}})


def _read(line: bytes) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _answer(socket: QLocalSocket, answer: dict[str, Any]) -> None:
    import shiboken6

    if shiboken6.isValid(socket) and socket.state() == QLocalSocket.LocalSocketState.ConnectedState:
        socket.write(json.dumps(answer, ensure_ascii=False).encode() + b"\n")
        socket.flush()
