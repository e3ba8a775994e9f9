"""Rules that one column of the file has apart from the others: whose value stands, and cells filled from above."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QWidget

from clientcrm.domain.imports import ImportKind, ImportOptions, ImportPlan, OnDuplicate
from ui.i18n import tr
from ui.widgets.choice import CheckBox
from ui.widgets.combo import Combo
from ui.widgets.fields import Field
from ui.widgets.labels import Label
from ui.widgets.layout import Flow, column, holder
from ui.widgets.option import Option

_WIDTH = 250


class ColumnRules(QWidget):
    """Choose a column, then what is different about it; what was chosen for others stands below."""

    changed = Signal(object)  # ImportOptions

    def __init__(self) -> None:
        super().__init__()
        self._plan: ImportPlan | None = None
        self.which = Combo([], name=tr("Column with rules of its own"), placeholder=tr("Choose a column"), width=_WIDTH)
        self.policy = Combo(_policies(), name=tr("If this field is filled in the base already"), width=_WIDTH)
        self.down = CheckBox(tr("An empty cell says what the one above it says"))
        self.told = Label("", "small", wrap=True)
        self._policy_field = Field(self.policy, tr("If this field is filled in the base already"))
        self.which.chosen.connect(lambda _key: self._show_column())
        self.policy.chosen.connect(self._choose_policy)
        self.down.toggled.connect(self._fill_down)
        flow = Flow(gap=20, line_gap=14)
        flow.addWidget(Field(self.which, tr("Column with rules of its own")))
        flow.addWidget(self._policy_field)
        self.setLayout(column(holder(flow), self.down, self.told, gap=10))

    def show_plan(self, plan: ImportPlan) -> None:
        """Offer the columns of this plan and show the rules in force."""
        self._plan = plan
        self.which.set_items([Option(str(one.index), one.header or one.letter) for one in plan.columns])
        self._policy_field.setVisible(plan.kind is ImportKind.CLIENTS)
        self._show_column()
        self.told.setText("; ".join(_told(plan)))
        self.told.setVisible(bool(self.told.text()))
        self.setVisible(not plan.options.exact)

    def _show_column(self) -> None:
        index = self._index()
        options = self._plan.options if self._plan is not None else ImportOptions()
        chosen = options.per_column.get(index) if index is not None else None
        self.policy.choose(chosen.value if chosen is not None else _USUAL)
        with QSignalBlocker(self.down):
            self.down.setChecked(index in options.fill_down)
        for part in (self.policy, self.down):
            part.setEnabled(index is not None)

    def _index(self) -> int | None:
        key = self.which.key()
        return int(key) if key else None

    def _choose_policy(self, key: str) -> None:
        index = self._index()
        if self._plan is not None and index is not None:
            options = self._plan.options
            kept = {place: policy for place, policy in options.per_column.items() if place != index}
            if key != _USUAL:
                kept[index] = OnDuplicate(key)
            self.changed.emit(replace(options, per_column=kept))

    def _fill_down(self, on: bool) -> None:
        index = self._index()
        if self._plan is not None and index is not None:
            options = self._plan.options
            kept = {place for place in options.fill_down if place != index} | ({index} if on else set())
            self.changed.emit(replace(options, fill_down=tuple(sorted(kept))))


_USUAL = "usual"


def _policies() -> list[Option]:
    return [
        Option(_USUAL, tr("As for the whole file")),
        Option("fill", tr("Fill in what is empty there")),
        Option("update", tr("Take the values from the file")),
        Option("skip", tr("Leave as it is")),
    ]


def _told(plan: ImportPlan) -> list[str]:
    """What is different about which column."""
    words = {option.key: option.text for option in _policies()}
    names = {one.index: one.header or one.letter for one in plan.columns}
    rules = plan.options.per_column.items() if plan.kind is ImportKind.CLIENTS else ()
    found = [f"{names[index]}: {words.get(policy.value, policy.value)}" for index, policy in rules if index in names]
    filled = tr("filled from above")
    return found + [f"{names[index]}: {filled}" for index in plan.options.fill_down if index in names]
