"""When the window reckons the figures of all clients: by itself once a day and after a load, and when somebody asks."""

from __future__ import annotations

import logging
import sys
from enum import Enum, auto

import shiboken6
from PySide6.QtCore import QObject, QTimer, Slot

from clientcrm.domain.access import Permission
from clientcrm.domain.changes import Changes, Topic
from clientcrm.domain.errors import WriterBusy
from ui.background import Cancelled, Job
from ui.context import Context
from ui.errors import is_known
from ui.garbage import keep_loaded
from ui.i18n import tr

# The first list and card are on the screen by then.
_AFTER_START = 3_000
_AFTER_LOAD = 500
# Whoever had to make way, or found the base being written, tries again after so long.
_AGAIN = 60_000
_LOADED = frozenset({Topic.IMPORTS, Topic.SALES})


class _End(Enum):
    """How an attempt ended."""

    MADE = auto()
    NOT_DUE = auto()
    NO_SALES = auto()
    STOPPED = auto()


class Reckoner(QObject):
    """For one signed-in person. Silent, unless somebody asked: the figures say themselves of which day they are."""

    def __init__(self, context: Context, after: int | None = None) -> None:
        super().__init__(context)
        self._context = context
        self._job: Job | None = None
        self._stale = False  # whatever the day of the figures
        self._asked = False
        self._over = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._begin)
        if context.desk.must_change_password or not context.may(Permission.VIEW_CLIENTS):
            return
        context.changed.connect(self._on_changed)
        context.reckoning_asked.connect(self.reckon_now)
        self._timer.start(_AFTER_START if after is None else after)

    @Slot()
    def reckon_now(self) -> None:
        """Somebody asked, and is told how it ended."""
        self._stale = self._asked = True
        self._begin()

    def stop(self) -> None:
        """Begin nothing more; what runs ends at its next step and leaves the figures as they were."""
        self._over = True
        self._timer.stop()
        if self._job is not None and shiboken6.isValid(self._job):
            self._job.cancel()

    # ------------------------------------------------------------ inside

    @Slot(frozenset)
    def _on_changed(self, changes: Changes) -> None:
        if changes >= _LOADED:
            self._stale = True
            self._timer.start(_AFTER_LOAD)

    @Slot()
    def _begin(self) -> None:
        if self._job is not None or self._over:
            return
        figures, stale = self._context.desk.figures, self._stale
        self._stale = False

        def work(job: Job) -> tuple[_End, bool]:
            before = len(sys.modules)
            try:
                job.step(0, 1)  # it may have had to make way while it waited for its turn
                if not figures.has_sales():
                    return _End.NO_SALES, False
                if not stale and not figures.is_due():
                    return _End.NOT_DUE, False
                figures.reckon(job.step, apart=True)
            except Cancelled:
                return _End.STOPPED, stale
            return _End.MADE, len(sys.modules) > before

        self._job = self._context.background.run(
            self,
            work,
            then=lambda ended: self._ended(*ended),
            failed=lambda error: self._failed(error, stale),
            quiet=True,
        )

    def _ended(self, end: _End, more: bool) -> None:
        """`more`: code was loaded, or it is still to be done whatever the day."""
        self._job = None
        if self._over:
            return
        if end is _End.STOPPED:
            self._stale = self._stale or more
            self._timer.start(_AGAIN)
            return
        if more:
            keep_loaded()
        if self._stale:  # sales came in meanwhile
            self._timer.start(_AFTER_LOAD)
        if self._asked:
            self._asked = False
            made = end is _End.MADE
            self._context.toast(tr("The figures are as of today now") if made else tr("There are no sales yet"))

    def _failed(self, error: BaseException, stale: bool) -> None:
        self._job = None
        if self._over:
            return
        if self._asked:
            self._asked = False
            self._context.show_error(self._context, error)
        elif isinstance(error, WriterBusy):
            self._stale = self._stale or stale
            self._timer.start(_AGAIN)
        elif not is_known(error):
            logging.getLogger("ui").error("the figures were not reckoned", exc_info=error)
