"""Nothing fails in silence: every stray exception and Qt warning reaches the log, and a bug reaches the person."""

from __future__ import annotations

import faulthandler
import logging
import sys
import threading
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import IO

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler

from ui.errors import technical

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
LARGEST_LOG = 1_000_000
LOGS_KEPT = 5

_log = logging.getLogger("ui")


class NamelessFormatter(logging.Formatter):
    """Writes kinds and places of an exception, never its text: that may hold somebody's phone."""

    def formatException(
        self, ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
    ) -> str:
        return technical(ei[1]) if ei[1] is not None else ""


def log_folder() -> Path:
    """Where this user's logs lie."""
    from platformdirs import user_log_path

    return user_log_path("clientcrm", appauthor=False)


def start_log(folder: Path) -> None:
    """Write warnings and worse into the folder, 1 MB x 5; no log is no reason not to start."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        target: logging.Handler = RotatingFileHandler(
            folder / "clientcrm.log", maxBytes=LARGEST_LOG, backupCount=LOGS_KEPT - 1, encoding="utf-8"
        )
    except OSError:
        target = logging.NullHandler()
    target.setFormatter(NamelessFormatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root = logging.getLogger()
    root.addHandler(target)
    root.setLevel(logging.INFO)


class Crashes(QObject):
    """Listens to every way in which Python and Qt report trouble."""

    happened = Signal(object)  # the exception; emitted from any thread

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._last_words: IO[str] | None = None

    def listen(self) -> None:
        """Take over the hooks of the interpreter and of Qt."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._last_words = (self._folder / "crash.txt").open("a", encoding="utf-8")
            faulthandler.enable(self._last_words)
        except OSError:
            faulthandler.enable()
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread
        sys.unraisablehook = self._on_unraisable
        qInstallMessageHandler(self._on_qt)

    def _on_exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        _log.error("unexpected error", exc_info=(kind, error, trace))
        self.happened.emit(error)

    def _on_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._on_exception(args.exc_type, args.exc_value, args.exc_traceback)

    def _on_unraisable(self, args: sys.UnraisableHookArgs) -> None:
        if args.exc_value is not None:
            _log.error("error that could not be raised", exc_info=args.exc_value)

    @staticmethod
    def _on_qt(kind: QtMsgType, context: QMessageLogContext, message: str | None) -> None:
        _log.log(_LEVELS.get(kind, logging.WARNING), "Qt: %s", message or "")
