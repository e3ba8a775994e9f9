"""The import wizard: five steps, one foot, and the work with the core between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from clientcrm.domain.errors import CrmError
from clientcrm.domain.imports import BatchRow, ImportCheck, ImportKind, ImportPlan, ImportResult, UnknownClients
from ui.background import Job
from ui.context import Context
from ui.deeds import Deed, held_batch
from ui.exchange.column_words import wizard_title
from ui.exchange.drop_area import dropped_file
from ui.exchange.report import save_report
from ui.exchange.step import Step
from ui.exchange.step_check import CheckStep
from ui.exchange.step_columns import ColumnsStep
from ui.exchange.step_done import DoneStep
from ui.exchange.step_file import FileStep
from ui.exchange.step_matches import MatchesStep
from ui.exchange.template_dialog import TemplateDialog
from ui.exchange.undo_dialog import UndoDialog, loaded
from ui.exchange.wizard_work import ask_about_work, checked_or_forgotten
from ui.i18n import tr
from ui.keys import shortcut
from ui.widgets.button import Button, IconButton
from ui.widgets.layout import column, holder, row
from ui.widgets.sheet import PageHeader
from ui.widgets.states import Pages
from ui.widgets.stepper import Stepper, WizardFoot

FILE, COLUMNS, CHECK, MATCHES, DONE = range(5)
_STEPS: Final = ("file", "columns", "checking", "matches", "done")


class ImportWizard(QWidget):
    """Takes a file from its choice to the rows in the base. Nothing is written before the last step."""

    closed = Signal()
    title_changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._importing = context.desk.importing
        self._job: Job | None = None
        self.check: ImportCheck | None = None
        self._taken: ImportPlan | None = None
        self._after: ImportPlan | None = None  # what our own full copy holds beside its clients
        self._here = FILE
        self._kind = ImportKind.CLIENTS
        self._at_work: int | None = None  # the batch being checked or written; 0 while it has no number yet
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
        self.pages = Pages()
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

    def _assemble(self) -> None:
        steps = holder(row(self.stepper, None, margins=(24, 0, 24, 14)))
        self.setLayout(column(self.header, steps, (self.pages, 1), self.foot, gap=0))

    # ------------------------------------------------------------ the steps: all five at once would take 0.2 s

    @cached_property
    def file(self) -> FileStep:
        """Which file."""
        step = FileStep(self._context)
        step.planned.connect(self._planned)
        self._add(step)
        return step

    @cached_property
    def columns(self) -> ColumnsStep:
        """What its columns are."""
        step = ColumnsStep(self._context)
        step.other_file_asked.connect(lambda: self._step_back_to(FILE))
        step.template_asked.connect(self._save_template)
        step.foot_changed.connect(self._follow_kind)
        self._add(step)
        return step

    @cached_property
    def checking(self) -> CheckStep:
        """What its rows would become."""
        step = CheckStep(self._context)
        step.stop_asked.connect(self._stop_check)
        step.columns_asked.connect(lambda: self._step_back_to(COLUMNS))
        step.matches_asked.connect(self._show_matches)
        step.create_asked.connect(self._create_strangers)
        self._add(step)
        return step

    @cached_property
    def matches(self) -> MatchesStep:
        """Who may be in the base already."""
        step = MatchesStep(self._context)
        self._add(step)
        return step

    @cached_property
    def done(self) -> DoneStep:
        """What came of it."""
        step = DoneStep(self._context)
        step.stop_asked.connect(self._stop_writing)
        step.undo_asked.connect(self._undo)
        step.report_asked.connect(self._report)
        step.clients_asked.connect(self._show_clients)
        self._add(step)
        return step

    def _add(self, step: Step) -> None:
        step.foot_changed.connect(self._show_foot)
        step.ready.connect(self._focus_go)
        self.pages.addWidget(step)

    def is_made(self, number: int) -> bool:
        """Whether a step was needed so far."""
        return _STEPS[number] in vars(self)

    def _at(self, number: int) -> Step:
        step: Step = getattr(self, _STEPS[number])
        return step

    @property
    def _plan(self) -> ImportPlan | None:
        return self.columns.plan if self.is_made(COLUMNS) else None

    @property
    def _result(self) -> ImportResult | None:
        return self.done.result if self.is_made(DONE) else None

    def _forget_result(self) -> None:
        self._after = None
        if self.is_made(DONE):
            self.done.result = None

    # ------------------------------------------------------------ coming in

    def start(self, path: Path | None = None) -> None:
        """Begin anew, with a file that is chosen already or without."""
        self._forget_check()
        self._forget_result()
        self._context.background.piecemeal(self, self._begin_with(path), key="start")

    def _begin_with(self, path: Path | None) -> Iterator[None]:
        yield  # the wizard itself is seen first
        self._set_kind(ImportKind.CLIENTS)
        self.file.reset()
        yield
        self.show_step(FILE)
        yield
        if path is not None:
            self.file.choose(path)

    def resume(self, batch: BatchRow) -> None:
        """Go on with a load that was interrupted."""
        self._forget_check()
        self._forget_result()
        self._run_check_of(batch)

    def name_under_way(self) -> str:
        """The file that was chosen but is not in the base yet; "" when there is none."""
        choice = self.file.choice() if self.is_made(FILE) else None
        return choice.path.name if choice is not None and self._result is None else ""

    def is_busy(self) -> bool:
        """Whether rows are being checked or written."""
        return self._job is not None

    def at_work(self) -> int | None:
        """The batch that is being checked or written now, 0 for the newest; None when nothing is."""
        return self._at_work if self.is_busy() else None

    # ------------------------------------------------------------ moving

    def step(self) -> int:
        """The number of the step shown."""
        return self._here

    def show_step(self, number: int) -> None:
        """Show a step and its foot."""
        step = self._at(number)
        self._here = number
        self.stepper.set_current(number)
        self.pages.show_page(step)
        self._show_foot()
        step.start_focus()

    def _show_foot(self) -> None:
        foot = self._at(self.step()).foot()
        if self._leads_further():
            note = tr("The purchases of this file are not in the base yet.")
            foot = replace(foot, verb=tr("Go on with the purchases"), why_not="", note=note, icon="arrow-right")
        self.back.setVisible(foot.back and not self.is_busy())
        self.go.set_text(foot.verb)
        self.go.set_icon(foot.icon)
        self.go.set_off(foot.why_not) if foot.why_not else self.go.set_on()
        self.foot.set_note(foot.note, foot.note_icon)

    def _focus_go(self) -> None:
        self.go.setFocus()

    def _step_back_to(self, number: int) -> None:
        if self.is_busy() or self._result is not None or number >= self.step():
            return
        if number < CHECK:
            self._forget_check()
        self.show_step(number)

    def _go_back(self) -> None:
        previous = {COLUMNS: FILE, CHECK: COLUMNS, MATCHES: CHECK}.get(self.step())
        if previous is not None:
            self._step_back_to(previous)

    def _go_on(self) -> None:
        here = self.step()
        if self._leads_further():
            self._go_further()
        elif here == FILE and self.file.plan is not None:
            if self._taken is not self.file.plan:
                self._taken = self.file.plan
                self._take_plan(self.file.plan)
            self.show_step(COLUMNS)
        elif here == COLUMNS and self.columns.plan is not None:
            self._run_check(self.columns.plan)
        elif here == CHECK and self.check is not None:
            if self.checking.doubts:
                self._show_matches()
            else:
                self._apply()
        elif here == MATCHES:
            self._apply()
        elif here == DONE:
            self.close_wizard()

    def _show_matches(self) -> None:
        if self.check is not None:
            self.matches.load(self.check.batch, self.checking.changes)
            self.show_step(MATCHES)

    def title(self) -> str:
        """What is being loaded."""
        return wizard_title(self._kind)

    def _set_kind(self, kind: ImportKind) -> None:
        if kind is not self._kind:
            self._kind = kind
            self.header.set_title(self.title())
            self.title_changed.emit()

    def _follow_kind(self) -> None:
        if self.columns.plan is not None:
            self._set_kind(self.columns.plan.kind)

    def _planned(self, plan: ImportPlan) -> None:
        self._set_kind(plan.kind)
        if not self.file.is_adjusted:
            self._focus_go()

    def _take_plan(self, plan: ImportPlan) -> None:
        self.columns.set_plan(plan)
        self._set_kind(plan.kind)

    # ------------------------------------------------------------ checking

    def _run_check(self, plan: ImportPlan) -> None:
        self._forget_check()
        desk = self._context.desk
        self._begin(CHECK, lambda job: checked_or_forgotten(desk, plan, job), self._checked, self._check_failed)

    def _create_strangers(self) -> None:
        """Check again: buyers who are not in the base become clients."""
        if self.check is not None:
            plan = self.check.plan
            plan = replace(plan, options=replace(plan.options, unknown_clients=UnknownClients.CREATE))
            self._take_plan(plan)
            self._run_check(plan)

    def _run_check_of(self, batch: BatchRow) -> None:
        importing = self._importing
        self._begin(CHECK, lambda job: importing.resume(batch.id, job), self._resumed, self._check_failed)
        self._at_work = batch.id

    def _begin(self, number: int, work: Any, then: Any, failed: Any) -> None:
        step = self.checking if number == CHECK else self.done
        step.begin()
        self._at_work = 0
        self._job = self._context.background.run(self, work, then=then, failed=failed, long=True)
        self._job.progressed.connect(step.advance)
        self.show_step(number)

    def _checked(self, check: ImportCheck) -> None:
        self._job = None
        self.check = check
        self.checking.show_check(check)
        self._look_further(check.plan)
        self._show_foot()
        if self.step() == CHECK:
            self.checking.start_focus()
        if not self.isVisible():
            text = tr("The file is checked: %n rows", "", check.counts.rows)
            self._context.toast(text, action=tr("Open"), on_action=self._come_back)

    def _resumed(self, result: ImportCheck | ImportResult) -> None:
        self._job = None
        if isinstance(result, ImportResult):
            self.show_step(DONE)
            self._written(result)
        else:
            self._take_plan(result.plan)
            self._checked(result)

    def _check_failed(self, error: BaseException) -> None:
        self._job = None
        self.show_step(COLUMNS if self._plan is not None else FILE)
        self._context.show_error(self, error)

    def _stop_check(self) -> None:
        self._stop_job()
        self.show_step(COLUMNS if self._plan is not None else FILE)

    def _forget_check(self) -> None:
        """The rows checked so far are of no use any more: let the base forget them."""
        if self.check is not None:
            importing, batch = self._importing, self.check.batch
            self.check = None
            self._context.background.run(self._context, lambda _job: importing.cancel(batch))

    # ------------------------------------------------------------ writing

    def _apply(self) -> None:
        check = self.check
        if check is None:
            return
        importing = self._importing
        self._begin(DONE, lambda job: importing.apply(check.batch, job), self._written, self._write_failed)
        self._at_work = check.batch

    def _written(self, result: ImportResult) -> None:
        self._job, self.check = None, None
        plan = self._plan
        self.done.show_result(result, purchases=plan is not None and plan.kind is ImportKind.PURCHASES)
        if self.step() == DONE:
            self._focus_go()
        text = tr("%n rows are in the base", "", result.counts.created + result.counts.updated)
        self._context.deeds.did(loaded(self._context, result.batch, text), quiet=True)
        if not self.isVisible():
            self._context.toast(text, action=tr("Open"), on_action=self._come_back)

    @Slot(object, bool)
    def _on_deed(self, deed: Deed, undone: bool) -> None:
        """Ctrl Z took the load back: there is nothing more to show of it."""
        if undone and self._result is not None and deed.held == held_batch(self._result.batch):
            self.closed.emit()

    def _write_failed(self, error: BaseException) -> None:
        self._job = None
        self.show_step(CHECK)
        self._context.show_error(self, error)

    def _stop_writing(self) -> None:
        self._stop_job()
        self.show_step(CHECK)

    def _stop_job(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _come_back(self) -> None:
        self._context.open("exchange", wizard=True)

    # ------------------------------------------------------------ the purchases of a full copy, after its clients

    def _look_further(self, plan: ImportPlan) -> None:
        self._after = None
        if plan.options.exact and plan.kind is ImportKind.CLIENTS:
            importing = self._importing
            self._context.background.run(
                self,
                lambda _job: importing.following(plan),
                then=self._further_found,
                failed=self._nothing_further,
                key="following",
            )

    def _further_found(self, plan: ImportPlan | None) -> None:
        self._after = plan if plan is not None and plan.rows else None
        self._show_foot()

    def _nothing_further(self, error: BaseException) -> None:
        if not isinstance(error, CrmError):  # a file that is gone or locked by now just has no more to offer
            self._context.show_error(self, error)

    def _leads_further(self) -> bool:
        """Whether the clients are in, or need nothing, and purchases are still to come."""
        if self._after is None or self.is_busy():
            return False
        if self.step() == CHECK:
            counts = self.checking.counts
            return self.check is not None and not counts.created + counts.updated + counts.failed
        return self.step() == DONE and self._result is not None

    def _go_further(self) -> None:
        plan = self._after
        if plan is not None:
            self._forget_check()
            self._forget_result()
            self._taken = plan
            self.file.take(plan)
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

    def _report(self) -> None:
        result = self._result
        if result is not None:
            save_report(self, self._context, result.batch, self._name())

    def _show_clients(self) -> None:
        result = self._result
        if result is not None:
            self._context.open("clients", batch=result.batch)

    def _save_template(self, plan: ImportPlan) -> None:
        TemplateDialog(self, self._context, plan).open()

    # ------------------------------------------------------------ closing

    def close_wizard(self) -> None:
        """Leave the wizard; rows being checked or written ask first."""
        if self.is_busy():
            self._ask_about_work()
            return
        self._forget_check()
        self.closed.emit()

    def _ask_about_work(self) -> None:
        def stopped() -> None:
            self._stop_job()
            self.closed.emit()

        ask_about_work(self, writing=self.step() == DONE, stop=stopped, keep=lambda: self._context.open("clients"))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.is_made(self.step()):
            self._at(self.step()).start_focus()

    # ------------------------------------------------------------ dropping a file

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.step() <= COLUMNS and dropped_file(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped_file(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.start(path)
