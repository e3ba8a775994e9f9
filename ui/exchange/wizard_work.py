"""The long work of a load: the dry run that leaves nothing behind when stopped, and the question before leaving it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from clientcrm.domain.imports import ImportCheck, ImportPlan
from ui.background import Cancelled, Job
from ui.i18n import tr
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog
from ui.widgets.labels import Label

if TYPE_CHECKING:
    from clientcrm.crm import Desk


def checked_or_forgotten(desk: Desk, plan: ImportPlan, job: Job) -> ImportCheck:
    """The dry run; one that is stopped leaves no staged rows behind. The long lane runs one load at a time."""
    importing = desk.importing
    before = {batch.id for batch in importing.unfinished()}
    try:
        return importing.check(plan, job)
    except Cancelled:
        for batch in importing.unfinished():
            if batch.id not in before:
                importing.cancel(batch.id)
        raise


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
