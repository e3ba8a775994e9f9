"""What was done and can be taken back, and what was taken back and can be done again: Ctrl Z and Ctrl Shift Z."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from ui.background import Background, Job

if TYPE_CHECKING:
    from clientcrm.crm import Desk

MOST = 100


@dataclass(eq=False, slots=True)
class Deed:
    """Something that was done. Both ways are work for a worker; each is given what the one before it left in `held`."""

    fact: str
    undo: Callable[[Job, Any], Any]
    redo: Callable[[Job, Any], Any]
    held: Any = None
    icon: str = "check"
    waiting: tuple[str, str] | None = None  # said meanwhile, where it takes long: at the taking back, at the redoing


class Deeds(QObject):
    """What one person did since signing in, back and forth, one step at a time."""

    told = Signal(object, bool)  # a deed; whether it was taken back
    began = Signal(str)  # words for a long way
    failed = Signal(object)  # the error on the way

    def __init__(self, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._background = background
        self._done: list[Deed] = []
        self._undone: list[Deed] = []
        self._asked: deque[bool] = deque()
        self._under_way = False

    def did(self, deed: Deed, *, quiet: bool = False) -> None:
        """A new deed: what was taken back before it is forgotten. A quiet one is told of by the screen itself."""
        self._done = [*self._done, deed][-MOST:]
        self._undone.clear()
        if not quiet:
            self.told.emit(deed, False)

    def took_back(self, deed: Deed) -> None:
        """Something was taken back by another way than undo(): redo() does it again."""
        self.forget(deed.held)
        self._undone.append(deed)

    def forget(self, held: object = None) -> None:
        """No way back from the deeds that hold this; without it, from none before now."""
        self._done = [deed for deed in self._done if held is not None and deed.held != held]
        self._undone = [deed for deed in self._undone if held is not None and deed.held != held]

    def undo(self) -> None:
        """Take the newest deed back; while a step is under way, after it."""
        self._ask(back=True)

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._ask(back=False)

    # ------------------------------------------------------------ inside

    def _ask(self, *, back: bool) -> None:
        self._asked.append(back)
        if not self._under_way:
            self._step()

    def _step(self) -> None:
        while self._asked:
            back = self._asked.popleft()
            stack = self._done if back else self._undone
            if stack:
                self._go(stack.pop(), back=back)
                return

    def _go(self, deed: Deed, *, back: bool) -> None:
        way, held = (deed.undo if back else deed.redo), deed.held
        self._under_way = True
        if deed.waiting is not None:
            self.began.emit(deed.waiting[0 if back else 1])

        def arrived(left: object) -> None:
            deed.held = left
            (self._undone if back else self._done).append(deed)
            self._under_way = False
            self.told.emit(deed, back)
            self._step()

        def failed(error: BaseException) -> None:  # there is no way any more; the others stay
            self._asked.clear()
            self._under_way = False
            self.failed.emit(error)

        long = deed.waiting is not None
        self._background.run(self, lambda job: way(job, held), then=arrived, failed=failed, long=long)


def held_batch(number: int) -> tuple[str, int]:
    """How a deed holds a batch: unlike any other number."""
    return "batch", number


def batch_deed(desk: Desk, fact: str, batch: int, again: Callable[[Job, int], int]) -> Deed:
    """A load or a change of many records: the batch is taken back; doing that one again makes another."""

    def undo(job: Job, held: tuple[str, int]) -> tuple[str, int]:
        desk.importing.undo(held[1], job)
        return held

    def redo(job: Job, held: tuple[str, int]) -> tuple[str, int]:
        return held_batch(again(job, held[1]))

    return Deed(fact, undo, redo, held_batch(batch))
