"""Start of the window: fonts, theme, language, crash hooks, one window per base."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ui import i18n, theme
from ui.background import Background
from ui.crashes import Crashes, log_folder, start_log
from ui.door.opening import Door
from ui.errors import show_error
from ui.frame import Frame
from ui.instance import ask_front
from ui.preferences import Preferences
from ui.session import Session

if TYPE_CHECKING:
    from clientcrm.crm import Crm


@dataclass
class Program:
    """All that lives as long as the window."""

    frame: Frame
    background: Background
    door: Door
    preferences: Preferences
    session: Session

    def close(self) -> None:
        """Close the base and the window, end the threads, write what is to be remembered."""
        self.session.end()
        self.frame.close_now()
        self.preferences.save()
        # Here and now, as a whole: Python would take them apart in an order of its own (ui/garbage.py).
        shiboken6.delete(self.session)
        shiboken6.delete(self.frame)


def make_program(preferences: Preferences, make_crm: Callable[[], Crm] | None = None) -> Program:
    """The window and everything behind it; nothing is shown yet."""
    background = Background(show_error)
    door = Door(background, make_crm)
    frame = Frame(preferences)
    session = Session(frame, door, preferences)
    return Program(frame, background, door, preferences, session)


def make_application(arguments: Sequence[str] = ()) -> QApplication:
    """The application object with its names."""
    QApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    app = QApplication([sys.argv[0], *arguments])
    app.setApplicationName("clientcrm")
    app.setDesktopFileName("clientcrm")
    return app


def main(arguments: Sequence[str]) -> int:
    """Open the window; the answer is the exit status."""
    options = _options(arguments)
    # A busy worker hands the interpreter back after 0.5 ms, not 5: half a millisecond of the window's own work with two
    # waits in it takes 4 ms beside one instead of 13.
    sys.setswitchinterval(0.0005)
    folder = options.base.expanduser().resolve() if options.base else None
    app = make_application()
    preferences = Preferences()
    known = folder or preferences.last_base
    if known is not None and ask_front(known):
        return 0
    start_log(log_folder())
    crashes = Crashes(log_folder())
    crashes.listen()
    theme.start(app, preferences.theme, preferences.scale)
    i18n.set_language(options.lang or preferences.language)
    program = make_program(preferences)
    # Queued: an exception may come out of a paint event, where no dialog can be opened.
    crashes.happened.connect(program.session.confess, Qt.ConnectionType.QueuedConnection)
    program.frame.closed.connect(lambda: app.exit(0))
    app.commitDataRequest.connect(lambda _manager: program.session.end())
    program.session.begin(folder, options.user)
    if known is not None and not program.session.instance.listen_if_free(known) and ask_front(known):
        program.close()  # two starts at the same moment: the other was first
        return 0
    program.frame.fit(program.frame.screen().availableSize())
    program.frame.show()
    status = app.exec()
    program.close()
    return status


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="main.py", add_help=False)
    parser.add_argument("--base", type=Path)
    parser.add_argument("--lang", choices=i18n.LANGUAGES)
    parser.add_argument("--user", default="")
    return parser.parse_args(list(arguments))
