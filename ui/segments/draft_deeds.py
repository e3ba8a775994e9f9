"""The ways back within a draft of a segment: what was removed from it or put in its place."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from ui.deeds import Deed, Deeds
from ui.i18n import tr
from ui.segments.draft import Group
from ui.segments.group import GroupBox, Taken

# How these deeds are held, so that they go with the draft.
_HELD = "a draft of a segment"


class DraftDeeds(QObject):
    """Ctrl Z takes back steps of the builder like anything else that was done, for as long as its draft is there."""

    _turned = Signal(object)  # deeds are taken back in a worker; what is shown is changed here

    def __init__(self, deeds: Deeds, parent: QObject) -> None:
        super().__init__(parent)
        self._deeds = deeds
        self._turned.connect(self._turn)

    def did(self, fact: str, back: Callable[[], None], again: Callable[[], None]) -> None:
        """Something was done to the draft; both ways change what is shown."""

        def turn(way: Callable[[], None], held: object) -> object:
            self._turned.emit(way)
            return held

        undo, redo = partial(turn, back), partial(turn, again)
        self._deeds.did(Deed(fact, lambda _job, held: undo(held), lambda _job, held: redo(held), _HELD))

    def took(self, taken: Taken, root: Callable[[], GroupBox | None]) -> None:
        """A part was removed; whatever is shown by then is looked through for the group that it stood in."""
        fact = tr("Group removed") if isinstance(taken.part, Group) else tr("Condition removed")
        self.did(fact, lambda: _put_back(root(), taken), lambda: _take_again(root(), taken))

    def forget(self) -> None:
        """The draft is kept, given up or another one."""
        self._deeds.forget(_HELD)

    @staticmethod
    def _turn(way: Callable[[], None]) -> None:
        way()


def _box_of(root: GroupBox | None, taken: Taken) -> GroupBox | None:
    boxes = [] if root is None else [root, *root.all_views()]
    return next((one for one in boxes if isinstance(one, GroupBox) and one.group is taken.group), None)


def _put_back(root: GroupBox | None, taken: Taken) -> None:
    box = _box_of(root, taken)
    if box is not None:
        box.put(taken.part, min(taken.at, len(box.views)))


def _take_again(root: GroupBox | None, taken: Taken) -> None:
    box = _box_of(root, taken)
    if box is not None:
        box.take(taken.part)
