"""Counts for the builder: how many clients the tree and each of its parts find, and who the first of them are."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QObject, QTimer, Signal

from clientcrm.crm import Desk
from clientcrm.domain.clients import ClientFilter, ClientOrder, ClientRow
from clientcrm.domain.segment_list import Part as Counted
from clientcrm.domain.segments import Node, require_sound
from ui.context import Context
from ui.segments.draft import Group, Mode, Part

_QUIET_MS = 150
_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Found:
    """What a tree finds: clients, everyone there is, the first few by name; and how many each part finds."""

    clients: int
    everyone: int
    first: tuple[ClientRow, ...] = ()
    counts: dict[int, int] = field(default_factory=dict)


class Counting(QObject):
    """Asks when the builder has been still for a moment; an answer to an older question never comes."""

    waiting = Signal()
    found = Signal(object)  # Found, or None for a tree that asks nothing yet
    failed = Signal(object)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._group = Group()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_QUIET_MS)
        self._timer.timeout.connect(self._ask)

    def ask(self, group: Group, *, at_once: bool = False) -> None:
        """Count what the group asks for now."""
        self._group = group
        self.waiting.emit()
        if at_once:
            self._ask()
        else:
            self._timer.start()

    def stop(self) -> None:
        """Nobody looks any more."""
        self._timer.stop()

    def _ask(self) -> None:
        group, desk = self._group, self._context.desk
        node = group.node()
        if node is None:
            self._context.background.run(
                self, lambda _job: None, then=lambda _none: self.found.emit(None), key="counts"
            )
            return
        asked = node

        def arrived(answer: tuple[Counted, int, list[ClientRow]]) -> None:
            whole, everyone, first = answer
            self.found.emit(Found(whole.clients, everyone, tuple(first), counts_of(group, whole)))

        self._context.background.run(
            self, lambda _job: _count(desk, asked), then=arrived, failed=self.failed.emit, key="counts"
        )


def _count(desk: Desk, node: Node) -> tuple[Counted, int, list[ClientRow]]:
    """In a worker: a number beside each part, and the first clients by name."""
    require_sound(node)
    whole = desk.segments.parts(node)
    ids = desk.clients.ids(ClientFilter(where=node), ClientOrder()) if whole.clients else []
    return whole, desk.clients.everyone(), desk.clients.rows(ids[:_SHOWN])


def counts_of(part: Part, counted: Counted) -> dict[int, int]:
    """How many clients each part of the draft finds, by its identity."""
    found = {id(part): counted.clients}
    if not isinstance(part, Group):
        return found
    inner = [one for one in part.parts if one.node() is not None]
    below = counted.parts
    if part.mode is Mode.NONE:  # "not" around the one part, or around "any of" them
        below = below if len(inner) == 1 else below[0].parts
    for one, said in zip(inner, below, strict=True):
        found |= counts_of(one, said)
    return found
