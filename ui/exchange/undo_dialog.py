"""Taking a load back: the plan is shown first, then it is done, then what was kept is named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from clientcrm.domain.imports import UndoPlan, UndoResult
from ui import words
from ui.context import Context
from ui.deeds import Deed, batch_deed, held_batch
from ui.i18n import tr
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog
from ui.widgets.labels import Label
from ui.widgets.layout import row
from ui.widgets.states import SkeletonRows

_SHOWN_KEPT = 8


class UndoDialog(Dialog):
    """Asks with the numbers; the work runs in the background and ends in a toast with redo."""

    def __init__(
        self,
        owner: QWidget,
        context: Context,
        batch: int,
        name: str,
        done: Callable[[], None],
        *,
        can_redo: bool = True,
    ) -> None:
        super().__init__(owner, tr("Take the load back?"), icon="undo-2", width=480)
        self._context, self._batch, self._name = context, batch, name
        self._done, self._can_redo = done, can_redo
        self._lines = SkeletonRows(3, 28)
        self._keep = Button(tr("Leave as it is"))
        self._go = Button(tr("Take the load back"), "undo-2", "dangerfill")
        self._go.set_off(tr("Counting what would change"))
        self._keep.clicked.connect(lambda _on=False: self.close_dialog())
        self._go.clicked.connect(self._undo)
        self.add(Label(name, "bodym", wrap=True), self._lines)
        self.set_actions(self._keep, self._go)
        self.set_default(self._keep)
        importing = context.desk.importing
        context.background.run(
            self, lambda _job: importing.undo_plan(batch), then=self._plan_arrived, failed=self._failed
        )

    def _plan_arrived(self, plan: UndoPlan) -> None:
        self._lines.hide()
        for text, count in plan_lines(plan):
            number = Label(words.number(count), "bodys")
            number.setMinimumWidth(72)
            self.add(row(number, (Label(text, "body", "text2", wrap=True), 1), gap=10))
        if plan.delete + plan.restore == 0:
            self.add(Label(tr("There is nothing to take back."), "body", "text2", wrap=True))
            return
        if self._can_redo:
            self.add(Label(tr("It can be redone until the next load."), "cap", wrap=True))
        self._go.set_on()

    def _undo(self) -> None:
        self._go.set_busy(True)
        self._keep.set_off(tr("The load is being taken back."))
        importing, batch = self._context.desk.importing, self._batch
        self._context.background.run(
            self, lambda job: importing.undo(batch, job), then=self._undone, failed=self._failed, long=True
        )

    def _undone(self, result: UndoResult) -> None:
        self.close_dialog("undone")
        self._done()
        context, batch = self._context, self._batch
        text = tr("The load is taken back: {deleted} removed, {restored} put back").format(
            deleted=words.number(result.deleted), restored=words.number(result.restored)
        )
        if self._can_redo:
            fact = tr("Loaded again: {name}").format(name=self._name)
            context.took_back(loaded(context, batch, fact), text)
        else:
            context.deeds.forget(held_batch(batch))
            context.toast(text, icon="undo-2")
        if result.conflicts:
            KeptDialog(self.window(), result).open()

    def _failed(self, error: BaseException) -> None:
        self.close_dialog()
        self._context.show_error(self._context, error)


class KeptDialog(Dialog):
    """Names the clients that were changed after the load and so were kept."""

    def __init__(self, owner: QWidget, result: UndoResult) -> None:
        title = tr("%n clients were kept", "", len(result.conflicts))
        super().__init__(owner, title, icon="info", width=480)
        self.add(Label(tr("The program does not touch what was changed after the load."), "body", wrap=True))
        for kept in result.conflicts[:_SHOWN_KEPT]:
            self.add(Label(kept.name, "bodym", elide=True))
        more = len(result.conflicts) - _SHOWN_KEPT
        if more > 0:
            self.add(Label(tr("and %n more", "clients", more), "cap"))
        fine = Button(tr("Got it"))
        fine.clicked.connect(lambda _on=False: self.close_dialog())
        self.set_actions(fine)
        self.set_default(fine)


def loaded(context: Context, batch: int, fact: str) -> Deed:
    """A load as something that can be taken back and put on again."""
    importing = context.desk.importing
    deed = batch_deed(context.desk, fact, batch, lambda job, number: importing.redo(number, job).batch)
    waiting = (tr("The load is being taken back."), tr("The file is being loaded again."))
    return replace(deed, icon="undo-2", waiting=waiting)


def plan_lines(plan: UndoPlan) -> list[tuple[str, int]]:
    """What taking back would do, in words with counts; nothing for zero."""
    lines = [
        (tr("cards and purchases of the load will be removed"), plan.delete),
        (tr("clients get their earlier values back"), plan.restore),
        (tr("stay: they were changed after the load"), plan.keep),
    ]
    return [(text, count) for text, count in lines if count]
