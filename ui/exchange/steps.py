"""The five pages of the import wizard, each made at first need, and what a person asks on them."""

from __future__ import annotations

from functools import cached_property
from typing import Final

from PySide6.QtCore import Signal

from ui.context import Context
from ui.exchange.step import Step
from ui.exchange.step_check import CheckStep
from ui.exchange.step_columns import ColumnsStep
from ui.exchange.step_done import DoneStep
from ui.exchange.step_file import FileStep
from ui.exchange.step_matches import MatchesStep
from ui.widgets.states import Pages

FILE, COLUMNS, CHECK, MATCHES, DONE = range(5)
_NAMES: Final = ("file", "columns", "checking", "matches", "done")


class Steps(Pages):
    """The pages by number and by name; all five at once would take 0.2 s."""

    planned = Signal(object)
    other_file_asked = Signal()
    columns_asked = Signal()
    columns_changed = Signal()
    template_asked = Signal(object)
    matches_asked = Signal()
    create_asked = Signal()
    stop_asked = Signal()
    undo_asked = Signal()
    report_asked = Signal()
    clients_asked = Signal()
    sales_asked = Signal()
    foot_changed = Signal()
    ready = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context

    def is_made(self, number: int) -> bool:
        """Whether a step was needed so far."""
        return _NAMES[number] in vars(self)

    def at(self, number: int) -> Step:
        """A step by its number."""
        step: Step = getattr(self, _NAMES[number])
        return step

    @cached_property
    def file(self) -> FileStep:
        """Which file."""
        step = FileStep(self._context)
        step.planned.connect(self.planned)
        self._add(step)
        return step

    @cached_property
    def columns(self) -> ColumnsStep:
        """What its columns are."""
        step = ColumnsStep(self._context)
        step.other_file_asked.connect(self.other_file_asked)
        step.template_asked.connect(self.template_asked)
        step.foot_changed.connect(self.columns_changed)
        self._add(step)
        return step

    @cached_property
    def checking(self) -> CheckStep:
        """What its rows would become."""
        step = CheckStep(self._context)
        step.stop_asked.connect(self.stop_asked)
        step.columns_asked.connect(self.columns_asked)
        step.matches_asked.connect(self.matches_asked)
        step.create_asked.connect(self.create_asked)
        self._add(step)
        return step

    @cached_property
    def matches(self) -> MatchesStep:
        """Who may be in the base already."""
        step = MatchesStep(self._context)
        self._add(step)
        return step

    @cached_property
    def done(self) -> DoneStep:
        """What came of it."""
        step = DoneStep(self._context)
        step.stop_asked.connect(self.stop_asked)
        step.undo_asked.connect(self.undo_asked)
        step.report_asked.connect(self.report_asked)
        step.clients_asked.connect(self.clients_asked)
        step.sales_asked.connect(self.sales_asked)
        self._add(step)
        return step

    def _add(self, step: Step) -> None:
        step.foot_changed.connect(self.foot_changed)
        step.ready.connect(self.ready)
        self.addWidget(step)
