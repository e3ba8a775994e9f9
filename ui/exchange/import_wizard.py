"""The import wizard: five steps over one foot, and the way between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from clientcrm.domain.imports import BatchRow, ImportCheck, ImportKind, ImportPlan, ImportResult, UnknownClients
from ui.context import Context
from ui.deeds import Deed, held_batch
from ui.exchange.column_words import wizard_title
from ui.exchange.drop_area import dropped_file
from ui.exchange.leave_work import ask_about_work
from ui.exchange.loading import Loading
from ui.exchange.report import save_report
from ui.exchange.steps import CHECK, COLUMNS, DONE, FILE, MATCHES, Steps
from ui.exchange.template_dialog import TemplateDialog
from ui.exchange.undo_dialog import UndoDialog, loaded
from ui.i18n import tr
from ui.keys import shortcut
from ui.widgets.button import Button, IconButton
from ui.widgets.layout import column, holder, row
from ui.widgets.order import drop_focus
from ui.widgets.sheet import PageHeader
from ui.widgets.stepper import Stepper, WizardFoot


class ImportWizard(QWidget):
    """Takes a file from its choice to the rows in the base. Nothing is written before the last step."""

    closed = Signal()
    title_changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.loading = Loading(context, self)
        self._taken: ImportPlan | None = None
        self._here = FILE
        self._kind = ImportKind.CLIENTS
        self.setAcceptDrops(True)
        self._make()
        self._wire()
        self._assemble()

    # ------------------------------------------------------------ parts

    def _make(self) -> None:
        self.close_button = IconButton("x", tr("Close"))
        self.header = PageHeader(wizard_title(ImportKind.CLIENTS), "", self.close_button)
        titles = [tr("File"), tr("Columns"), tr("Check"), tr("Matches"), tr("Done")]
        self.stepper = Stepper(titles, 0)
        self.steps = Steps(self._context)
        self.back = Button(tr("Back"))
        self.go = Button("", kind="primary", keys="Ctrl ⏎")
        self.foot = WizardFoot()
        self.foot.set_actions(self.back, self.go)

    def _wire(self) -> None:
        self.close_button.clicked.connect(self.close_wizard)
        self.stepper.chosen.connect(self._step_back_to)
        self.back.clicked.connect(self._go_back)
        self.go.clicked.connect(self._go_on)
        shortcut(self, "Ctrl+Return", self.go.click, Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._context.deeds.told.connect(self._on_deed)
        steps = self.steps
        steps.planned.connect(self._planned)
        steps.other_file_asked.connect(lambda: self._step_back_to(FILE))
        steps.columns_asked.connect(lambda: self._step_back_to(COLUMNS))
        steps.columns_changed.connect(self._follow_kind)
        steps.template_asked.connect(lambda plan: TemplateDialog(self, self._context, plan).open())
        steps.matches_asked.connect(self._show_matches)
        steps.create_asked.connect(self._create_strangers)
        steps.stop_asked.connect(self._stop)
        steps.undo_asked.connect(self._undo)
        steps.report_asked.connect(self._report)
        steps.clients_asked.connect(self._show_clients)
        steps.sales_asked.connect(self.start)
        steps.foot_changed.connect(self._show_foot)
        steps.ready.connect(self._focus_go)
        work = self.loading
        work.begun.connect(self._begun)
        work.progressed.connect(self._advance)
        work.resumed.connect(self._take_plan)
        work.checked.connect(self._checked)
        work.written.connect(self._written)
        work.failed.connect(self._failed)
        work.led_further.connect(self._show_foot)

    def _assemble(self) -> None:
        stepper = holder(row(self.stepper, None, margins=(24, 0, 24, 14)))
        self.setLayout(column(self.header, stepper, (self.steps, 1), self.foot, gap=0))

    # ------------------------------------------------------------ what is known so far

    @property
    def check(self) -> ImportCheck | None:
        """What the rows would become, once that is known."""
        return self.loading.check

    @property
    def _plan(self) -> ImportPlan | None:
        return self.steps.columns.plan if self.steps.is_made(COLUMNS) else None

    @property
    def _result(self) -> ImportResult | None:
        return self.steps.done.result if self.steps.is_made(DONE) else None

    def loaded_batch(self) -> int:
        """The load that was written last; 0 while none is."""
        return self._result.batch if self._result is not None else 0

    def _forget(self) -> None:
        self.loading.forget_check()
        self.loading.after = None
        if self.steps.is_made(DONE):
            self.steps.done.result = None

    def name_under_way(self) -> str:
        """The file that was chosen but is not in the base yet; "" when there is none."""
        choice = self.steps.file.choice() if self.steps.is_made(FILE) else None
        return choice.path.name if choice is not None and self._result is None else ""

    # ------------------------------------------------------------ coming in

    def start(self, path: Path | None = None) -> None:
        """Begin anew, with a file that is chosen already or without."""
        self._forget()
        self._context.background.piecemeal(self, self._begin_with(path), key="start")

    def _begin_with(self, path: Path | None) -> Iterator[None]:
        yield  # the wizard itself is seen first
        self._set_kind(ImportKind.CLIENTS)
        self.steps.file.reset()
        yield
        self.show_step(FILE)
        yield
        if path is not None:
            self.steps.file.choose(path)

    def resume(self, batch: BatchRow) -> None:
        """Go on with a load that was interrupted."""
        self._forget()
        self.loading.resume(batch)

    # ------------------------------------------------------------ moving

    def step(self) -> int:
        """The number of the step shown."""
        return self._here

    def show_step(self, number: int) -> None:
        """Show a step and its foot."""
        step = self.steps.at(number)
        drop_focus(self)
        self._here = number
        self.stepper.set_current(number)
        self.steps.show_page(step)
        self._show_foot()
        step.start_focus()

    def _show_foot(self) -> None:
        foot = self.steps.at(self.step()).foot()
        if self._leads_further():
            note = tr("The purchases of this file are not in the base yet.")
            foot = replace(foot, verb=tr("Go on with the purchases"), why_not="", note=note, icon="arrow-right")
        self.back.setVisible(foot.back and not self.loading.is_busy())
        self.go.set_text(foot.verb)
        self.go.set_icon(foot.icon)
        self.go.set_off(foot.why_not) if foot.why_not else self.go.set_on()
        self.foot.set_note(foot.note, foot.note_icon)

    def _focus_go(self) -> None:
        self.go.setFocus()

    def _step_back_to(self, number: int) -> None:
        if self.loading.is_busy() or self._result is not None or number >= self.step():
            return
        if number < CHECK:
            self.loading.forget_check()
        self.show_step(number)

    def _go_back(self) -> None:
        previous = {COLUMNS: FILE, CHECK: COLUMNS, MATCHES: CHECK}.get(self.step())
        if previous is not None:
            self._step_back_to(previous)

    def _go_on(self) -> None:
        here, steps = self.step(), self.steps
        if self._leads_further():
            self._go_further()
        elif here == FILE and steps.file.plan is not None:
            if self._taken is not steps.file.plan:
                self._taken = steps.file.plan
                self._take_plan(steps.file.plan)
            self.show_step(COLUMNS)
        elif here == COLUMNS and steps.columns.plan is not None:
            self.loading.run_check(steps.columns.plan)
        elif here == CHECK and self.check is not None:
            if steps.checking.doubts:
                self._show_matches()
            else:
                self.loading.apply()
        elif here == MATCHES:
            self.loading.apply()
        elif here == DONE:
            self.close_wizard()

    def _show_matches(self) -> None:
        if self.check is not None:
            self.steps.matches.load(self.check.batch, self.steps.checking.changes)
            self.show_step(MATCHES)

    # ------------------------------------------------------------ what is being loaded

    def title(self) -> str:
        """What is being loaded."""
        return wizard_title(self._kind)

    def _set_kind(self, kind: ImportKind) -> None:
        if kind is not self._kind:
            self._kind = kind
            self.header.set_title(self.title())
            self.title_changed.emit()

    def _follow_kind(self) -> None:
        if self.steps.columns.plan is not None:
            self._set_kind(self.steps.columns.plan.kind)

    def _planned(self, plan: ImportPlan) -> None:
        self._set_kind(plan.kind)
        if not self.steps.file.is_adjusted:
            self._focus_go()

    def _take_plan(self, plan: ImportPlan) -> None:
        self.steps.columns.set_plan(plan)
        self._set_kind(plan.kind)

    def _create_strangers(self) -> None:
        """Check again: buyers who are not in the base become clients."""
        if self.check is not None:
            plan = self.check.plan
            plan = replace(plan, options=replace(plan.options, unknown_clients=UnknownClients.CREATE))
            self._take_plan(plan)
            self.loading.run_check(plan)

    # ------------------------------------------------------------ what the work comes to

    def _begun(self, number: int) -> None:
        (self.steps.checking if number == CHECK else self.steps.done).begin()
        self.show_step(number)

    def _advance(self, done: int, total: int) -> None:
        (self.steps.done if self.step() == DONE else self.steps.checking).advance(done, total)

    def _checked(self, check: ImportCheck) -> None:
        self.steps.checking.show_check(check)
        self._show_foot()
        if self.step() == CHECK:
            self.steps.checking.start_focus()
        self._tell_who_is_elsewhere(tr("The file is checked: %n rows", "", check.counts.rows))

    def _written(self, result: ImportResult) -> None:
        if self.step() != DONE:  # a load that was interrupted at writing
            self.show_step(DONE)
        self.steps.checking.let_go()
        plan = self._plan
        self.steps.done.show_result(result, purchases=plan is not None and plan.kind is ImportKind.PURCHASES)
        self._focus_go()
        text = tr("%n rows are in the base", "", result.counts.created + result.counts.updated)
        self._context.deeds.did(loaded(self._context, result.batch, text), quiet=True)
        self._tell_who_is_elsewhere(text)

    def _tell_who_is_elsewhere(self, text: str) -> None:
        if not self.isVisible():
            self._context.toast(text, action=tr("Open"), on_action=self._come_back)

    def _come_back(self) -> None:
        self._context.open("exchange", wizard=True)

    def _failed(self, number: int, error: BaseException) -> None:
        self._step_before(number)
        self._context.show_error(self, error)

    def _stop(self) -> None:
        self.loading.stop()
        self._step_before(self.step())

    def _step_before(self, number: int) -> None:
        """Where the work that is no more was begun."""
        self.show_step(CHECK if number == DONE else COLUMNS if self._plan is not None else FILE)

    # ------------------------------------------------------------ the purchases of a full copy, after its clients

    def _leads_further(self) -> bool:
        """Whether the clients are in, or need nothing, and purchases are still to come."""
        if self.loading.after is None or self.loading.is_busy():
            return False
        if self.step() == CHECK:
            counts = self.steps.checking.counts
            return self.check is not None and not counts.created + counts.updated + counts.failed
        return self.step() == DONE and self._result is not None

    def _go_further(self) -> None:
        plan = self.loading.after
        if plan is not None:
            self._forget()
            self._taken = plan
            self.steps.file.take(plan)
            self._take_plan(plan)
            self.show_step(COLUMNS)

    # ------------------------------------------------------------ after the load

    def _name(self) -> str:
        plan = self._plan
        return plan.choice.path.name if plan is not None else ""

    def _undo(self) -> None:
        result = self._result
        if result is not None:
            UndoDialog(self, self._context, result.batch, self._name(), self.closed.emit).open()

    @Slot(object, bool)
    def _on_deed(self, deed: Deed, undone: bool) -> None:
        """Ctrl Z took the load back: there is nothing more to show of it."""
        if undone and self._result is not None and deed.held == held_batch(self._result.batch):
            self.closed.emit()

    def _report(self) -> None:
        result = self._result
        if result is not None:
            save_report(self, self._context, result.batch, self._name())

    def _show_clients(self) -> None:
        result = self._result
        if result is not None:
            self._context.open("clients", batch=result.batch)

    # ------------------------------------------------------------ closing

    def close_wizard(self) -> None:
        """Leave the wizard; rows being checked or written ask first."""
        if self.loading.is_busy():
            self._ask_about_work()
            return
        self.loading.forget_check()
        self.closed.emit()

    def _ask_about_work(self) -> None:
        def stopped() -> None:
            self.loading.stop()
            self.closed.emit()

        ask_about_work(self, writing=self.step() == DONE, stop=stopped, keep=lambda: self._context.open("clients"))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.steps.is_made(self.step()):
            self.steps.at(self.step()).start_focus()

    # ------------------------------------------------------------ dropping a file

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.step() <= COLUMNS and dropped_file(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped_file(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.start(path)
