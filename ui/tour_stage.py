"""The stage of the tour: the program with no base, a new base or the demo shop in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from clientcrm.domain.settings import NewBase
from ui.background import Job
from ui.door.sample import SAMPLE_PASSWORD
from ui.i18n import tr
from ui.main_window import MainWindow
from ui.page import Page
from ui.scenes import Stage
from ui.widgets.dialog import dismiss_all

if TYPE_CHECKING:
    from ui.app import Program

PASSWORD = "lantern kettle orchard"


class ProgramStage(Stage):
    """Opens the shop that a scene wants, and clears up after it."""

    def __init__(self, program: Program, folder: Path, language: str, clients: int) -> None:
        super().__init__(program.frame, folder, language)
        self.program = program
        self._clients = clients
        self._shop = ""
        self.page_shown = self._page

    def is_busy(self) -> bool:
        """Work is under way."""
        return self.program.background.busy() > 0

    def touch(self) -> None:
        """As a hand on the mouse would: on a slow computer the pictures take longer than the shop's lock waits."""
        self.program.session.idle.noticed()

    def _page(self) -> Page:
        window = self.program.frame.stage
        if not isinstance(window, MainWindow) or window.page is None:
            raise LookupError("no page is shown")
        return window.page

    def prepare(self, shop: str) -> Iterator[None]:
        """Have this shop open: none, empty or demo."""
        if shop == self._shop:
            return
        self._shop = shop
        session, frame = self.program.session, self.program.frame
        if shop == "none":
            return
        self.base = self.folder / shop
        if shop == "demo":
            if session.context is not None:
                session.lock()
                yield
            self.program.background.run(frame, self._make_demo, long=True)
            yield
            session.doorstep.open_folder(self.base)
            yield
            owner = self.program.door.crm.entrance(self.base).people[0].uid
            self._enter_with(owner, SAMPLE_PASSWORD)
        else:
            self.program.background.run(frame, self._make_empty, long=True)
            yield
            session.doorstep.open_folder(self.base)
            yield
            owner = self.program.door.crm.entrance(self.base).people[0].uid
            self._enter_with(owner, PASSWORD)
        yield
        self.signed_in = session.context

    def _make_demo(self, _job: Job) -> None:
        crm = self.program.door.crm
        crm.demo(self.base, clients=self._clients, purchases=self._clients * 20, language=self.language)

    def _make_empty(self, _job: Job) -> None:
        owner = tr("Marina Lebedeva", "sample person")
        new = NewBase(tr("Tea House"), owner, PASSWORD, tr("Shop"))
        self.program.door.crm.create(self.base, new).desk.close()

    def _enter_with(self, uid: str, password: str) -> None:
        self.program.session.doorstep.enter_with(uid, password)

    def tidy(self) -> None:
        """Take away what floats over the window."""
        popup = QApplication.activePopupWidget()
        while popup is not None:
            popup.close()
            popup = QApplication.activePopupWidget()
        dismiss_all(self.window)
        stage = self.program.frame.stage
        if isinstance(stage, MainWindow):
            stage.toasts.dismiss()
            self.signed_in = self.program.session.context
