"""Run work off the GUI thread and bring the result back, the only place where threads start; and what only the GUI
thread can do, piece by piece.

Nothing of Qt may die in a worker: a widget deleted there ends the program. So a worker holds an errand only while it
does it, lets go before it says so, and what the errand captured, returned or raised is dropped in the GUI thread.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from threading import Event
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from ui.garbage import Garbage

T = TypeVar("T")


class Cancelled(Exception):
    """The work was asked to stop."""


class Job(QObject):
    """Work under way: shows progress, can be cancelled."""

    progressed = Signal(int, int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._stop = Event()

    @property
    def cancelled(self) -> bool:
        """The work was asked to stop; long loops without step() look here."""
        return self._stop.is_set()

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._stop.set()

    def step(self, done: int, total: int) -> None:
        """Called by the work, in its own thread: says how far it is, and stops it when asked."""
        if self._stop.is_set():
            raise Cancelled
        self.progressed.emit(done, total)


class _Errand:
    """One piece of work with its way back: made and let go in the GUI thread."""

    def __init__(
        self,
        owner: QObject,
        job: Job,
        work: Callable[[Job], Any],
        then: Callable[[Any], None] | None,
        failed: Callable[[BaseException], None],
        slot: tuple[int, str] | None,
        long: bool,
        quiet: bool,
    ) -> None:
        self.owner, self.job, self.work = owner, job, work
        self.then, self.failed = then, failed
        self.slot, self.long, self.quiet = slot, long, quiet
        self.future: Future[None] | None = None
        self.done = False
        self.result: Any = None
        self.error: BaseException | None = None

    def perform(self) -> None:
        """In a worker: what comes of it stays here."""
        try:
            self.result = self.work(self.job)
            self.done = True
        except BaseException as error:  # noqa: BLE001 - handed to whoever asked
            self.error = error


# Seconds of making widgets in one turn of the event loop; showing them takes as long again, and 50 ms are felt.
_PIECE = 0.008


class _Site:
    """Widgets under construction."""

    def __init__(
        self, owner: QObject, steps: Iterator[object], then: Callable[[], None] | None, slot: tuple[int, str]
    ) -> None:
        self.owner, self.steps, self.then, self.slot = owner, steps, then, slot


class Background(QObject):
    """Two quick workers and one long lane, and the sites where widgets are made."""

    _arrived = Signal(int)

    def __init__(self, show_error: Callable[[QObject, BaseException], None]) -> None:
        super().__init__()
        self._show_error = show_error
        self._garbage = Garbage(self, self._lane_busy)
        # One long job at a time: each busy Python thread slows the screens (p99 11 ms, then 36, then 220).
        self._quick = ThreadPoolExecutor(max_workers=2, thread_name_prefix="quick")
        self._long = ThreadPoolExecutor(max_workers=1, thread_name_prefix="long")
        self._last = 0
        self._closed = False
        self._under_way: dict[int, _Errand] = {}
        self._latest: dict[tuple[int, str], _Errand] = {}
        self._sites: dict[tuple[int, str], _Site] = {}
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        owner: QObject,
        work: Callable[[Job], T],
        *,
        then: Callable[[T], None] | None = None,
        failed: Callable[[BaseException], None] | None = None,
        long: bool = False,
        quiet: bool = False,
        key: str = "",
    ) -> Job:
        """Do the work elsewhere, then call back here, unless the owner is gone or asked anew under the same key.

        `quiet` is long work that nobody waits for: it makes way for what somebody does, by being asked to stop.
        """
        job = Job(self)
        if self._closed:
            job.cancel()
            return job
        if long and not quiet:
            self._hush()
        long = long or quiet
        slot = (id(owner), key) if key else None
        errand = _Errand(owner, job, work, then, failed or partial(self._show_error, owner), slot, long, quiet)
        if slot is not None:
            older = self._latest.get(slot)
            if older is not None:
                self._drop(older)
            self._latest[slot] = errand
        self._last += 1
        number = self._last
        self._under_way[number] = errand
        errand.future = (self._long if long else self._quick).submit(self._perform, number)
        errand.future.add_done_callback(lambda _done: self._arrived.emit(number))
        return job

    def piecemeal(
        self, owner: QObject, steps: Iterator[object], *, then: Callable[[], None] | None = None, key: str = ""
    ) -> None:
        """Do in this thread what makes widgets, a few steps per turn of the event loop from the next turn on, then call
        back, unless the owner is gone or something else was begun under the same key.
        """
        site = self._sites[id(owner), key] = _Site(owner, steps, then, (id(owner), key))
        QTimer.singleShot(0, self, partial(self._go_on, site))

    def abandon(self, owner: QObject, key: str = "") -> None:
        """What was begun under this key is not wanted any more."""
        self._sites.pop((id(owner), key), None)

    def _go_on(self, site: _Site) -> None:
        if self._sites.get(site.slot) is not site:
            return
        ended = not shiboken6.isValid(site.owner)
        until = time.perf_counter() + _PIECE
        try:
            while not ended and time.perf_counter() < until:
                ended = next(site.steps, site) is site or self._sites.get(site.slot) is not site
        except BaseException:
            self._sites.pop(site.slot, None)
            raise
        if not ended:
            QTimer.singleShot(0, self, partial(self._go_on, site))
        elif self._sites.get(site.slot) is site:
            del self._sites[site.slot]
            if site.then is not None and shiboken6.isValid(site.owner):
                site.then()

    def busy(self) -> int:
        """How many pieces of work wait or run."""
        return len(self._under_way) + len(self._sites)

    def long_busy(self) -> bool:
        """Something waits or runs on the long lane that somebody waits for."""
        return any(errand.long and not errand.quiet for errand in self._under_way.values())

    def _lane_busy(self) -> bool:
        return any(errand.long for errand in self._under_way.values())

    def _hush(self) -> None:
        for errand in self._under_way.values():
            if errand.quiet:
                errand.job.cancel()

    def cancel_all(self) -> None:
        """Ask everything to stop at its next step."""
        for errand in self._under_way.values():
            errand.job.cancel()

    def close(self) -> None:
        """Ask what runs to stop, wait for it, and take nothing new; nobody hears of what was under way."""
        self._closed = True
        self.cancel_all()
        self._quick.shutdown(cancel_futures=True)
        self._long.shutdown(cancel_futures=True)
        self._under_way.clear()
        self._latest.clear()
        self._sites.clear()
        self._garbage.stop()

    @staticmethod
    def _drop(errand: _Errand) -> None:
        errand.job.cancel()
        if errand.future is not None:
            errand.future.cancel()

    def _perform(self, number: int) -> None:
        self._under_way[number].perform()

    @Slot(int)
    def _deliver(self, number: int) -> None:
        errand = self._under_way.pop(number, None)
        if errand is None:  # closed meanwhile
            return
        errand.job.deleteLater()
        if errand.long:
            self._garbage.much_was_freed()
        newest = errand.slot is None or self._latest.get(errand.slot) is errand
        if newest and errand.slot is not None:
            del self._latest[errand.slot]
        if not newest or not shiboken6.isValid(errand.owner):
            return
        if errand.done:
            if errand.then is not None:
                errand.then(errand.result)
            return
        error, errand.error = errand.error, None  # its traceback holds the errand
        if error is not None and not isinstance(error, Cancelled):
            errand.failed(error)
