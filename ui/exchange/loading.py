"""The long work behind the import wizard: rows checked, resumed, written, forgotten; one at a time, with a stop."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from clientcrm.domain.errors import CrmError
from clientcrm.domain.imports import BatchRow, ImportCheck, ImportKind, ImportPlan, ImportResult
from ui.background import Cancelled, Job
from ui.context import Context
from ui.exchange.steps import CHECK, DONE

if TYPE_CHECKING:
    from clientcrm.crm import Desk


class Loading(QObject):
    """What the core does with a file between the steps. It shows nothing: the wizard does, as it is told here."""

    begun = Signal(int)  # the step where the work is watched
    progressed = Signal(int, int)
    checked = Signal(object)  # an ImportCheck
    resumed = Signal(object)  # the plan of a load that was interrupted, before it is checked
    written = Signal(object)  # an ImportResult
    failed = Signal(int, object)  # where it was watched, and the error
    led_further = Signal()  # it is known by now whether purchases follow

    def __init__(self, context: Context, wizard: QObject) -> None:
        super().__init__(wizard)
        self._context = context
        self._importing = context.desk.importing
        self._job: Job | None = None
        self._batch = 0
        self.check: ImportCheck | None = None
        self.after: ImportPlan | None = None  # what our own full copy holds beside its clients

    def is_busy(self) -> bool:
        """Whether rows are being checked or written."""
        return self._job is not None

    def at_work(self) -> int | None:
        """The batch that is being checked or written now, 0 while it has no number yet; None when nothing is."""
        return self._batch if self.is_busy() else None

    def stop(self) -> None:
        """Ask the work to end; nothing of it stays."""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    # ------------------------------------------------------------ checking

    def run_check(self, plan: ImportPlan) -> None:
        """What the rows would become."""
        self.forget_check()
        desk = self._context.desk
        self._begin(CHECK, 0, lambda job: checked_or_forgotten(desk, plan, job), self._checked)

    def resume(self, batch: BatchRow) -> None:
        """Go on where a load was interrupted, be it at checking or at writing."""
        self.forget_check()
        importing = self._importing
        self._begin(CHECK, batch.id, lambda job: importing.resume(batch.id, job), self._resumed)

    def forget_check(self) -> None:
        """The rows checked so far are of no use any more: let the base forget them."""
        if self.check is not None:
            importing, batch = self._importing, self.check.batch
            self.check = None
            self._context.background.run(self._context, lambda _job: importing.cancel(batch))

    def _checked(self, check: ImportCheck) -> None:
        self.check = check
        self._look_further(check.plan)
        self.checked.emit(check)

    def _resumed(self, result: ImportCheck | ImportResult) -> None:
        if isinstance(result, ImportResult):
            self._written(result)
        else:
            self.resumed.emit(result.plan)
            self._checked(result)

    # ------------------------------------------------------------ writing

    def apply(self) -> None:
        """Write the rows that were checked."""
        check = self.check
        if check is not None:
            importing = self._importing
            self._begin(DONE, check.batch, lambda job: importing.apply(check.batch, job), self._written)

    def _written(self, result: ImportResult) -> None:
        self.check = None
        self.written.emit(result)

    # ------------------------------------------------------------ the purchases of a full copy, after its clients

    def _look_further(self, plan: ImportPlan) -> None:
        self.after = None
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
        self.after = plan if plan is not None and plan.rows else None
        self.led_further.emit()

    def _nothing_further(self, error: BaseException) -> None:
        if not isinstance(error, CrmError):  # a file that is gone or locked by now just has no more to offer
            self._context.show_error(self, error)

    # ------------------------------------------------------------ one long work at a time

    def _begin(self, number: int, batch: int, work: Any, then: Any) -> None:
        def arrived(result: Any) -> None:
            self._job = None
            then(result)

        def failed(error: BaseException) -> None:
            self._job = None
            self.failed.emit(number, error)

        self._batch = batch
        self._job = self._context.background.run(self, work, then=arrived, failed=failed, long=True)
        self._job.progressed.connect(self.progressed)
        self.begun.emit(number)


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
