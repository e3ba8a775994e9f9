"""The question before leaving a load whose rows are being checked or written."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.i18n import tr
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog
from ui.widgets.labels import Label


def ask_about_work(owner: QWidget, *, writing: bool, stop: Callable[[], None], keep: Callable[[], None]) -> Dialog:
    """Rows are being checked or written: stop, or leave it to the background."""
    title = tr("The rows are being written") if writing else tr("The rows are being checked")
    dialog = Dialog(owner, title, icon="clock")
    dialog.add(Label(tr("The work can go on while you do something else."), "body", "text2", wrap=True))
    halt = Button(tr("Stop"), kind="danger")
    stay = Button(tr("Go on in the background"), kind="primary")

    def end(then: Callable[[], None]) -> None:
        dialog.close_dialog()
        then()

    halt.clicked.connect(lambda: end(stop))
    stay.clicked.connect(lambda: end(keep))
    dialog.set_actions(halt, stay)
    dialog.set_default(stay)
    dialog.open()
    return dialog
