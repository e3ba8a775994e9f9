"""A program in a process of its own that is killed: at a file that it touches, after what it said, or later."""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from fnmatch import fnmatch
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, TypeVar

from clientcrm.crm import Crm, Desk
from clientcrm.vault.device import FileDeviceStore
from tests.support import CHEAP, OWNER, PASSWORD

# A hang ends a test; nothing depends on how far a program gets in this time.
_PATIENCE = 120
Said = Callable[[object], None]


class Place:
    """A base with a keystore in a file, kept so that each round begins anew."""

    def __init__(self, room: Path) -> None:
        self.folder, self._device, self._kept = room / "base", room / "device", room / "kept"

    @property
    def device(self) -> FileDeviceStore:
        """What the computer keeps of the base."""
        return FileDeviceStore(self._device)

    @property
    def crm(self) -> Crm:
        """The program, each time anew."""
        return Crm(kdf=CHEAP, device=self.device, clock=lambda: datetime.now(UTC))

    def keep(self) -> None:
        """Each round begins with what is here now."""
        shutil.rmtree(self._kept, ignore_errors=True)
        for path in (self.folder, self._device):
            shutil.copytree(path, self._kept / path.name)

    def begin_anew(self) -> None:
        """The base as it was kept."""
        for path in (self.folder, self._device):
            shutil.rmtree(path)
            shutil.copytree(self._kept / path.name, path)

    def sign_in(self, password: str = PASSWORD, name: str = OWNER) -> Desk:
        """The desk of the owner, or of somebody else."""
        return self.crm.sign_in(self.folder, name, password)


P = TypeVar("P", bound=Place)
Job = Callable[[P, Said], None]


@dataclass(frozen=True, slots=True)
class Touch:
    """The moment before a program opens, renames or removes a file of this name for the n-th time."""

    what: str
    name: str
    time: int = 1

    def means(self, event: str, arguments: tuple[Any, ...]) -> bool:
        """Whether this is what Python reports now."""
        if event != self.what or not isinstance(arguments[0], str | Path):
            return False
        return fnmatch(Path(arguments[0]).name, self.name)


Moment = float | Touch


def told(work: Job[P], place: P, moment: Moment, after: int = 0) -> list[Any]:
    """Let another process work and kill it; what it had said by then.

    At a `Touch` it dies by itself: the same on every machine. A time counts from when it has said so many things.
    """
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(work, place, theirs, moment))
    process.start()
    theirs.close()
    assert _heard(ours) == "ready"
    said = [_heard(ours) for _ in range(after)]
    if isinstance(moment, Touch):
        process.join(_PATIENCE)
        assert process.exitcode == -signal.SIGKILL, f"{moment} never came"
    else:
        time.sleep(moment)
        process.kill()
    process.join()
    with suppress(EOFError):
        while ours.poll(0):
            said.append(ours.recv())
    ours.close()
    return said


def _run(work: Job[P], place: P, pipe: Connection, moment: Moment) -> None:
    def say(something: object) -> None:
        if something == "ready" and isinstance(moment, Touch):
            _die_at(moment)
        pipe.send(something)

    with suppress(BaseException):
        work(place, say)
    os._exit(0)


def _die_at(touch: Touch) -> None:
    left = touch.time

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal left
        if not touch.means(event, arguments):
            return
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


def _heard(pipe: Connection) -> Any:
    assert pipe.poll(_PATIENCE)
    return pipe.recv()


def took(work: Job[P], place: P, last: str) -> float:
    """How long the work takes here and now when nobody kills it: where the moments to kill at are spread."""
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=work, args=(place, theirs.send))
    process.start()
    assert _heard(ours) == "ready"
    started = time.monotonic()
    while _heard(ours) != last:
        pass
    seconds = time.monotonic() - started
    process.kill()
    process.join()
    return seconds


def rounds(count: int, longest: float) -> Iterator[float]:
    """Moments to kill at, spread over the work and a little beyond it: where they fall depends on the machine."""
    chance = random.Random(count)
    for number in range(count):
        yield longest * (number + chance.random()) / count


def whole(desk: Desk) -> list[str]:
    """What the check finds."""
    return [f"{line.name}: {line.detail}" for line in desk.checking.run() if not line.ok]
