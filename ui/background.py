"""Run work off the GUI thread and bring the result back: the only place where threads start."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from threading import Event
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

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


@dataclass(slots=True, eq=False)
class _Errand:
    """One piece of work with its way back."""

    owner: QObject
    job: Job
    then: Callable[[Any], None] | None
    failed: Callable[[BaseException], None]
    slot: tuple[int, str] | None
    long: bool = False
    future: Future[Any] | None = None


class Background(QObject):
    """Two quick workers and one long lane."""

    _arrived = Signal(object)

    def __init__(self, show_error: Callable[[QObject, BaseException], None]) -> None:
        super().__init__()
        self._show_error = show_error
        # One long job at a time: each busy Python thread slows the screens (p99 11 ms, then 36, then 220).
        self._quick = ThreadPoolExecutor(max_workers=2, thread_name_prefix="quick")
        self._long = ThreadPoolExecutor(max_workers=1, thread_name_prefix="long")
        self._under_way: set[_Errand] = set()
        self._latest: dict[tuple[int, str], _Errand] = {}
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        owner: QObject,
        work: Callable[[Job], T],
        *,
        then: Callable[[T], None] | None = None,
        failed: Callable[[BaseException], None] | None = None,
        long: bool = False,
        key: str = "",
    ) -> Job:
        """Do the work elsewhere, then call back here, unless the owner is gone or asked anew under the same key."""
        job = Job(self)
        slot = (id(owner), key) if key else None
        errand = _Errand(owner, job, then, failed or partial(self._show_error, owner), slot, long)
        if slot is not None:
            older = self._latest.get(slot)
            if older is not None:
                self._drop(older)
            self._latest[slot] = errand
        self._under_way.add(errand)
        errand.future = (self._long if long else self._quick).submit(work, job)
        errand.future.add_done_callback(lambda _done: self._arrived.emit(errand))
        return job

    def busy(self) -> int:
        """How many pieces of work wait or run."""
        return len(self._under_way)

    def long_busy(self) -> bool:
        """Something waits or runs on the long lane."""
        return any(errand.long for errand in self._under_way)

    def cancel_all(self) -> None:
        """Ask everything to stop at its next step."""
        for errand in self._under_way:
            errand.job.cancel()

    def close(self) -> None:
        """Ask what runs to stop, wait for it, and take nothing new."""
        self.cancel_all()
        self._quick.shutdown(cancel_futures=True)
        self._long.shutdown(cancel_futures=True)

    @staticmethod
    def _drop(errand: _Errand) -> None:
        errand.job.cancel()
        if errand.future is not None:
            errand.future.cancel()

    @Slot(object)
    def _deliver(self, errand: _Errand) -> None:
        self._under_way.discard(errand)
        errand.job.deleteLater()
        future = errand.future
        newest = errand.slot is None or self._latest.get(errand.slot) is errand
        if newest and errand.slot is not None:
            del self._latest[errand.slot]
        if future is None or future.cancelled() or not newest or not shiboken6.isValid(errand.owner):
            return
        error = future.exception()
        if error is None:
            if errand.then is not None:
                errand.then(future.result())
        elif not isinstance(error, Cancelled):
            errand.failed(error)
