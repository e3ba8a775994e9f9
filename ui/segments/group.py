"""A group of conditions: how they belong together, its lines, groups within it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.i18n import tr
from ui.segments.draft import LEVELS, Group, Kept, Line, Mode, Part
from ui.segments.line import ConditionLine, Count, KeptLine, Offered
from ui.widgets.button import Button, IconButton
from ui.widgets.card import Box
from ui.widgets.choice import Segmented
from ui.widgets.labels import Label
from ui.widgets.layout import column, row, show_if
from ui.widgets.option import Option


@dataclass(frozen=True, slots=True)
class Taken:
    """A part that was taken away, and where it stood."""

    part: Part
    group: Group
    at: int


class GroupBox(Box):
    """Edits a group of the draft in place; groups within it are boxes in the box. `took` carries what was removed."""

    edited = Signal()
    removed = Signal()
    took = Signal(object)

    def __init__(self, group: Group, offered: Offered, level: int = 0) -> None:
        super().__init__("surface" if level % 2 == 0 else "subtle", "line", 12, (14, 12, 10, 12), 10)
        self.group, self._offered, self._level = group, offered, level
        self.views: list[ConditionLine | KeptLine | GroupBox] = []
        self.mode = Segmented(mode_options(), current=group.mode.value, name=tr("How the conditions belong together"))
        self.mode.chosen.connect(self._on_mode)
        self.count = Count()
        self.remove = IconButton("x", tr("Remove the group"), size="md")
        self.remove.clicked.connect(self.removed)
        for widget in (self.count, self.remove):
            show_if(widget, level > 0)
        self._parts = column(gap=8)
        self.add_line = Button(tr("Condition"), "plus", "soft", "sm", name=tr("Add a condition"))
        self.add_line.clicked.connect(lambda: self.append(Line()))
        self.add_group = Button(tr("Group"), "layers", "ghost", "sm", name=tr("Add a group of conditions"))
        self.add_group.clicked.connect(lambda: self.append(Group(Mode.ANY, [Line()])))
        show_if(self.add_group, level < LEVELS)
        head = row(Label(tr("Fit", "clients, before: all conditions"), "body", "text2"), self.mode, None, gap=10)
        head.addWidget(self.count)
        head.addWidget(self.remove)
        self.add(head, self._parts, row(self.add_line, self.add_group, None, gap=4))
        self._name()

    def build(self) -> Iterator[None]:
        """Make what the group holds, a line per step: ten lines at once would hold the window up for 100 ms."""
        for part in self.group.parts:
            view = self._insert(part)
            yield
            if isinstance(view, GroupBox):
                yield from view.build()

    # ------------------------------------------------------------ parts

    def append(self, part: Part) -> None:
        """One more condition or group at the end; the cursor goes there."""
        self.put(part, len(self.group.parts))

    def put(self, part: Part, at: int) -> None:
        """A part at its place; the cursor goes there."""
        self.group.parts.insert(at, part)
        view = self._insert(part, at)
        if isinstance(view, GroupBox):
            deque(view.build(), maxlen=0)
        view.show()
        self.edited.emit()
        line = next(iter(view.all_views()), None) if isinstance(view, GroupBox) else view
        if isinstance(line, ConditionLine):
            line.focus_first()

    def take(self, part: Part) -> None:
        """Away with a part, unless it is gone already."""
        view = next((view for view in self.views if part_of(view) is part), None)
        if view is not None:
            self._remove(part, view)

    def _insert(self, part: Part, at: int | None = None) -> ConditionLine | KeptLine | GroupBox:
        view: ConditionLine | KeptLine | GroupBox
        if isinstance(part, Line):
            view = ConditionLine(part, self._offered)
            view.edited.connect(self.edited)
        elif isinstance(part, Kept):
            view = KeptLine(part, self._offered)
        else:
            view = GroupBox(part, self._offered, self._level + 1)
            view.edited.connect(self.edited)
            view.took.connect(self.took)
        view.removed.connect(lambda: self._on_removed(part, view))
        at = len(self.views) if at is None else at
        self.views.insert(at, view)
        self._parts.insertWidget(at, view)
        return view

    def _on_removed(self, part: Part, view: ConditionLine | KeptLine | GroupBox) -> None:
        at = self.views.index(view)
        self._remove(part, view)
        if part.node() is not None:  # an empty line is no loss
            self.took.emit(Taken(part, self.group, at))

    def _remove(self, part: Part, view: ConditionLine | KeptLine | GroupBox) -> None:
        """Take a part away; the cursor goes to what stands there next."""
        at = self.views.index(view)
        self.group.parts.remove(part)
        self.views.remove(view)
        near = self.views[min(at, len(self.views) - 1)] if self.views else None
        target: QWidget = near.remove if near is not None else self.add_line
        target.setFocus(Qt.FocusReason.TabFocusReason)
        self._parts.removeWidget(view)
        view.hide()
        view.deleteLater()
        self.edited.emit()

    def _on_mode(self, key: str) -> None:
        self.group.mode = Mode(key)
        self._name()
        self.edited.emit()

    def _name(self) -> None:
        said = next(option.text for option in mode_options() if option.key == self.group.mode.value)
        self.setAccessibleName(tr("A group: {how}", "of conditions").format(how=said))

    # ------------------------------------------------------------ counts

    def all_views(self) -> Iterator[ConditionLine | KeptLine | GroupBox]:
        """Every line and group within, from the top."""
        for view in self.views:
            yield view
            if isinstance(view, GroupBox):
                yield from view.all_views()

    def show_counts(self, counts: Mapping[int, int]) -> None:
        """How many clients each part finds, by the identity of the part."""
        for view in self.all_views():
            view.count.show_count(counts.get(id(part_of(view))))


def part_of(view: ConditionLine | KeptLine | GroupBox) -> Part:
    """What a view edits."""
    if isinstance(view, ConditionLine):
        return view.line
    return view.group if isinstance(view, GroupBox) else view.kept


def mode_options() -> list[Option]:
    """The three ways of belonging together."""
    return [
        Option(Mode.ALL.value, tr("all conditions")),
        Option(Mode.ANY.value, tr("any of them")),
        Option(Mode.NONE.value, tr("none of them")),
    ]
