"""The sample shop: made once on this computer, then opened without questions."""

from __future__ import annotations

from PySide6.QtCore import Signal

from clientcrm.domain.access import Role
from clientcrm.domain.settings import Entrance
from ui import i18n
from ui.background import Job
from ui.door.card_flow import CardFlow, Step
from ui.door.opening import Door
from ui.i18n import tr
from ui.widgets.labels import Label
from ui.widgets.stepper import ProgressLine

SAMPLE_PASSWORD = "demo"
FOLDER = "sample"


class Sample(CardFlow):
    """Shows how far the making has come."""

    finished = Signal(object, str)  # folder, uid of its owner
    cancelled = Signal()

    def __init__(self, door: Door) -> None:
        super().__init__(tr("Sample shop"))
        self._door = door
        self._job: Job | None = None
        self._progress = ProgressLine(tr("Inventing clients and purchases"))
        self._progress.stop_asked.connect(self._stop)
        text = tr("Two thousand clients with three years of purchases. The owner's password is demo.")
        self.show_step(Step(self._progress, tr("Making a sample shop"), text))

    def begin(self) -> None:
        """Make the shop unless it is there, then say where."""
        self._job = self._door.make_sample(FOLDER, i18n.language(), self._made, self._failed)
        self._job.progressed.connect(self._progress.set_progress)

    def _made(self, found: Entrance) -> None:
        owner = next(person for person in found.people if person.role == Role.OWNER)
        self.finished.emit(found.folder, owner.uid)

    def _failed(self, error: BaseException) -> None:
        self.show_step(Step(Label(""), tr("The sample shop was not made"), on_back=self.cancelled.emit))
        self.complain(error)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self.cancelled.emit()
