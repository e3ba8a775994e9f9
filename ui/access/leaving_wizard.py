"""The wizard of a leaving: access off, who gets the clients, new keys, what was taken along and whom to call."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from clientcrm.domain.errors import WrongPassword
from clientcrm.domain.leaving import LeavingPlan, LeavingReport
from clientcrm.domain.staff import PersonRow
from ui.access.leaving_report import ReportView
from ui.access.leaving_steps import FreezeStep, HandOverStep, KeysStep
from ui.background import Job
from ui.context import Context
from ui.errors import is_known, words_for
from ui.i18n import tr
from ui.widgets.button import Button
from ui.widgets.layout import HLine, clear, column, holder, scrolled
from ui.widgets.sheet import Breadcrumb
from ui.widgets.stepper import Stepper, WizardFoot

FREEZE, HAND_OVER, KEYS, REPORT = range(4)


class LeavingWizard(QWidget):
    """One person's leaving. Whatever was done stays done: it can be left and gone on with at any moment."""

    closed = Signal()
    changed = Signal()

    def __init__(self, context: Context, person: PersonRow) -> None:
        super().__init__()
        self.context, self.person = context, person
        self.plan: LeavingPlan | None = None
        self.report: LeavingReport | None = None
        self._job: Job | None = None
        self.step = FREEZE if person.active else HAND_OVER
        self.path = Breadcrumb()
        self.path.back.connect(self.leave)
        self.path.set_path([(tr("People and access"), self.leave), (person.name, None)])
        self.stepper = Stepper([tr("Access off"), tr("Who gets the clients"), tr("New keys"), tr("What to do now")])
        self._body = QVBoxLayout()
        self._body.setContentsMargins(0, 0, 0, 0)
        self.next = Button("", kind="primary")
        self.next.clicked.connect(self._go)
        self.foot = WizardFoot(tr("Nothing is lost by stopping: the leaving goes on from where it is."), "info")
        inner = column(self.stepper, 16, holder(self._body), None, gap=0, margins=(24, 12, 24, 12))
        self.setLayout(column(self.path, HLine(), (scrolled(holder(inner)), 1), self.foot, gap=0))
        self.freeze: FreezeStep | None = None
        self.hand_over: HandOverStep | None = None
        self.keys: KeysStep | None = None
        self.view: ReportView | None = None
        self._show()

    # ------------------------------------------------------------ steps

    def _show(self) -> None:
        clear(self._body)
        self.stepper.set_current(self.step, free=False)
        if self.step == FREEZE:
            self.freeze = FreezeStep(self.person)
            self.freeze.entered.connect(self._go)
            self._put(self.freeze, tr("Turn the access off"), "snowflake")
        elif self.step == HAND_OVER:
            self.next.set_busy(True)
            self._put(None, tr("Go on"), "arrow-right")
            leaving, uid = self.context.desk.leaving, self.person.uid
            self.context.background.run(self, lambda _job: leaving.plan(uid), then=self._planned, failed=self._refused)
        elif self.step == KEYS:
            assert self.plan is not None
            assert self.hand_over is not None
            self.keys = KeysStep(self.plan, self.hand_over.told())
            self.keys.entered.connect(self._go)
            self.keys.stop_asked.connect(self._stop)
            self._put(self.keys, tr("Renew the keys and hand over"), "key-round")
        else:
            assert self.report is not None
            self.view = ReportView(self.context, self.report)
            self.foot.set_note(tr("The report stays in the list of people."))
            self._put(self.view, tr("Done"), "check")

    def _put(self, step: QWidget | None, verb: str, icon: str) -> None:
        if step is not None:
            self._body.addWidget(step)
            (step if step.focusProxy() is not None else self.next).setFocus()  # a report asks for nothing
        self.next.set_text(verb)
        self.next.set_icon(icon)
        back = None
        if self.step == KEYS:
            back = Button(tr("Back"))
            back.clicked.connect(self._back)
        self.foot.set_actions(back, self.next)

    def _planned(self, plan: LeavingPlan) -> None:
        self.next.set_busy(False)
        self.plan = plan
        self.hand_over = HandOverStep(plan, self.context.shop.currency)
        self._body.addWidget(self.hand_over)
        self.hand_over.setFocus()

    def _back(self) -> None:
        if not self.next.is_busy():
            self.step = HAND_OVER
            self._show()

    # ------------------------------------------------------------ going on

    def _go(self) -> None:
        if self.next.is_busy():
            return
        if self.step == FREEZE:
            self._freeze()
        elif self.step == HAND_OVER:
            if self.hand_over is not None and self.hand_over.checked():
                kept = self.hand_over
                kept.setParent(None)  # it is asked for once more when the keys are renewed
                self.step = KEYS
                self._show()
        elif self.step == KEYS:
            self._run()
        else:
            self.leave()

    def _freeze(self) -> None:
        assert self.freeze is not None
        word = self.freeze.password_typed()
        if not word:
            return
        self.next.set_busy(True)
        leaving, uid = self.context.desk.leaving, self.person.uid
        self.context.background.run(
            self, lambda _job: leaving.begin(uid, word), then=lambda _none: self._frozen(), failed=self._refused
        )

    def _frozen(self) -> None:
        self.next.set_busy(False)
        self.changed.emit()
        self.step = HAND_OVER
        self._show()

    def _run(self) -> None:
        assert self.keys is not None
        assert self.hand_over is not None
        word = self.keys.password_typed()
        if not word:
            return
        self.next.set_busy(True)
        self.keys.begin()
        leaving, uid, to = self.context.desk.leaving, self.person.uid, self.hand_over.chosen()
        self._job = self.context.background.run(
            self, lambda job: leaving.run(uid, to, word, job), then=self._left, failed=self._refused, long=True
        )
        self._job.progressed.connect(self.keys.set_progress)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self.next.set_busy(False)
        if self.keys is not None:
            self.keys.end()

    def _left(self, report: LeavingReport) -> None:
        self.next.set_busy(False)
        self.report = report
        self.changed.emit()
        self.step = REPORT
        self._show()

    def _refused(self, error: BaseException) -> None:
        self.next.set_busy(False)
        step = self.freeze if self.step == FREEZE else self.keys
        if self.step == KEYS and self.keys is not None:
            self.keys.end()
        if step is not None and (isinstance(error, WrongPassword) or is_known(error)):
            step.complain(words_for(error).text)
        else:
            self.context.show_error(self, error)

    def take_focus(self) -> None:
        """Into what the step asks for."""
        step = {FREEZE: self.freeze, HAND_OVER: self.hand_over, KEYS: self.keys}.get(self.step)
        (step or self.next).setFocus(Qt.FocusReason.TabFocusReason)

    def leave(self) -> None:
        """Back to the people; what was done stays done."""
        if not self.next.is_busy():
            self.closed.emit()
