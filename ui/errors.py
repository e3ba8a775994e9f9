"""The one place where an error becomes a sentence, and where a sentence becomes a dialog."""

from __future__ import annotations

import platform
import traceback
from pathlib import Path
from typing import Protocol, runtime_checkable

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from clientcrm.domain.errors import CrmError
from ui.error_words import BASE_WORDS, Words, field_words, system_words
from ui.file_words import FILE_WORDS
from ui.i18n import tr
from ui.request_words import REQUEST_WORDS

__all__ = ["Words", "field_words", "is_known", "show_error", "technical", "tell_in", "words_for"]

_WORDS = BASE_WORDS | FILE_WORDS | REQUEST_WORDS
ROOT = Path(__file__).resolve().parent.parent
_LONGEST_CHAIN = 5


@runtime_checkable
class ActsOnErrors(Protocol):
    """A window that can do what the button of an error promises."""

    def act_on_error(self, action_key: str, error: BaseException) -> None:
        """Do it: restore, recover, choose_folder."""


def is_known(error: BaseException) -> bool:
    """Whether the error was raised on purpose, or by the disk; anything else is a bug."""
    return isinstance(error, OSError) or (isinstance(error, CrmError) and error.code in _WORDS)


def words_for(error: BaseException) -> Words:
    """What happened and what to do, in the language in force."""
    if isinstance(error, CrmError):
        wording = _WORDS.get(error.code)
        if wording is not None:
            return wording(error)
    if isinstance(error, OSError):
        return system_words(error)
    return Words(
        tr("The program made a mistake."),
        tr("What was saved is safe. Copy the details and send them to whoever looks after the program."),
        tr("Copy details"),
        "details",
    )


def technical(error: BaseException) -> str:
    """Kinds and places of the error, never its values: they may be somebody's name or phone."""
    lines = [f"Python {platform.python_version()}, {platform.system()} {platform.release()}, Qt {_qt_version()}"]
    seen: BaseException | None = error
    for _ in range(_LONGEST_CHAIN):
        if seen is None:
            break
        number = f" {seen.errno}" if isinstance(seen, OSError) and seen.errno else ""
        lines.append(f"{type(seen).__module__}.{type(seen).__qualname__}{number}")
        for frame in traceback.extract_tb(seen.__traceback__):
            lines.append(f"  {_inside(frame.filename)}:{frame.lineno} {frame.name}")
        seen = seen.__cause__ or seen.__context__
    return "\n".join(lines)


def _qt_version() -> str:
    from PySide6 import __version__

    return __version__


def _inside(filename: str) -> str:
    """The path without the user's own folders, whose names may be personal."""
    path = Path(filename)
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else path.name


# ---------------------------------------------------------------- dialogs


def show_error(owner: QObject, error: BaseException) -> None:
    """Say it in a dialog over the owner's window; one at a time."""
    window = _window_of(owner)
    if window is None or window.property("telling"):
        return
    if is_known(error):
        _tell(window, error)
    else:
        import logging

        logging.getLogger("ui").error("unexpected error", exc_info=error)
        _confess(window, error)


def tell_in(place: QVBoxLayout, error: BaseException) -> bool:
    """Say a known error in a form, instead of what stood in this place; False for a bug, which no form explains."""
    from ui.widgets.layout import clear
    from ui.widgets.message import MessageBar

    if not is_known(error):
        return False
    clear(place)
    said = words_for(error)
    place.addWidget(MessageBar("bad", said.what, said.to_do, closable=False))
    return True


def _window_of(owner: QObject) -> QWidget | None:
    if isinstance(owner, QWidget) and shiboken6.isValid(owner) and owner.window().isVisible():
        return owner.window()
    active = QApplication.activeWindow()
    if active is not None:
        return active.window()
    return next((window for window in QApplication.topLevelWidgets() if window.isVisible()), None)


def _tell(window: QWidget, error: BaseException) -> None:
    from ui.widgets.button import Button
    from ui.widgets.dialog import Dialog
    from ui.widgets.labels import Label

    said = words_for(error)
    dialog = Dialog(window, said.what, icon="circle-alert", tone="warn")
    if said.to_do:
        dialog.add(Label(said.to_do, "body", "text2", wrap=True))
    fine = Button(tr("Got it"), kind="default")
    fine.clicked.connect(lambda: dialog.close_dialog(""))
    buttons = [fine]
    if said.action and isinstance(window, ActsOnErrors):
        act = Button(said.action, kind="primary")

        def acted() -> None:
            dialog.close_dialog()
            window.act_on_error(said.action_key, error)

        act.clicked.connect(acted)
        buttons.append(act)
    dialog.set_actions(*buttons)
    dialog.set_default(buttons[-1])
    _open(window, dialog)


def _confess(window: QWidget, error: BaseException) -> None:
    from ui.widgets.button import Button
    from ui.widgets.dialog import Dialog
    from ui.widgets.labels import Label

    said = words_for(error)
    dialog = Dialog(window, said.what, icon="triangle-alert", tone="bad")
    dialog.add(Label(said.to_do, "body", "text2", wrap=True))
    dialog.add(Label(tr("The details name places in the program, no clients."), "cap", wrap=True))
    copy = Button(said.action, icon="copy")
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(technical(error)))
    close = Button(tr("Close"), kind="default")
    close.clicked.connect(lambda: dialog.close_dialog(""))
    dialog.set_actions(copy, close)
    dialog.set_default(close)
    _open(window, dialog)


def _open(window: QWidget, dialog: QWidget) -> None:
    from ui.widgets.dialog import Dialog

    assert isinstance(dialog, Dialog)
    window.setProperty("telling", True)
    dialog.closed.connect(lambda _result: window.setProperty("telling", False))
    dialog.open()
