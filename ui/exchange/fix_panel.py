"""The panel beside the rows: what is wrong in the current one, mended in place or skipped."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal

from clientcrm.domain.imports import ColumnPlan, ImportPlan, RowAction, RowProblem, StagedRow
from ui import theme
from ui.exchange.codes import sentence, severity
from ui.exchange.staged_table import action_text, column_named
from ui.i18n import tr
from ui.widgets.button import Button
from ui.widgets.card import Box
from ui.widgets.fields import TextField
from ui.widgets.labels import Label
from ui.widgets.layout import HLine, clear, column, holder, row, scrolled
from ui.widgets.tag import Tag

PANEL_WIDTH = 316
KEYS_TO_FILL = ("full_name", "last_name", "first_name", "company", "phone", "email", "external_id")
_KINDS = {RowAction.FAIL: "bad", RowAction.CREATE: "ok", RowAction.UPDATE: "accent"}


class FixPanel(Box):
    """One row: its problems, a field for each cell that can be mended."""

    corrected = Signal(int, int, str)
    skip_asked = Signal(int)

    def __init__(self) -> None:
        super().__init__("surface", "line", 12, (0, 0, 0, 0), 0)
        self.setFixedWidth(theme.px(PANEL_WIDTH))
        self._body = column(gap=10, margins=(16, 14, 16, 14))
        self.add((scrolled(holder(self._body)), 1))
        self.fields: dict[int, TextField] = {}
        self.skip = Button(tr("Skip the row"), "x")
        self.row = 0
        self._staged: StagedRow | None = None

    def show_row(self, plan: ImportPlan, staged: StagedRow | None) -> None:
        """Show this row; without one the panel is empty. What is shown already stays, with what was typed into it."""
        if staged is not None and staged == self._staged:
            return
        self._staged = staged
        clear(self._body)
        self.fields = {}
        self.row = staged.row if staged is not None else 0
        if staged is None:
            return
        title = Label(tr("Row {number}").format(number=staged.row), "h3")
        self._body.addLayout(row(title, None, Tag(action_text(staged.action), _KINDS.get(staged.action, "neutral"))))
        if staged.client:
            self._body.addWidget(Label(staged.client, "small", wrap=True))
        self._body.addWidget(HLine())
        self._show_problems(plan, staged)
        self._body.addStretch(1)
        if staged.action not in (RowAction.SKIP, RowAction.MERGE):
            self.skip = Button(tr("Skip the row"), "x")
            self.skip.clicked.connect(lambda: self.skip_asked.emit(staged.row))
            self._body.addWidget(self.skip.grow())

    def focus_first(self) -> None:
        """Put the cursor into the first field to mend."""
        first = next(iter(self.fields.values()), None)
        if first is not None:
            first.setFocus()
            first.select_all()
        else:
            self.skip.setFocus()

    # ------------------------------------------------------------ parts

    def _show_problems(self, plan: ImportPlan, staged: StagedRow) -> None:
        if not staged.problems:
            self._body.addWidget(Label(tr("Nothing was noticed in this row."), "small", wrap=True))
            return
        whole_row = [problem for problem in staged.problems if column_named(plan, problem.column) is None]
        for problem in whole_row:
            self._body.addWidget(Label(sentence(problem), "small", _tone(problem), wrap=True))
        noted: dict[int, list[RowProblem]] = {}
        for problem in staged.problems:
            place = column_named(plan, problem.column)
            if place is not None:
                noted.setdefault(place.index, []).append(problem)
        if any(problem.is_error for problem in whole_row):
            for place in _keys_to_fill(plan):
                noted.setdefault(place.index, [])
        by_index = {place.index: place for place in plan.columns}
        for index, problems in noted.items():
            self._add_field(by_index[index], staged, problems)

    def _add_field(self, place: ColumnPlan, staged: StagedRow, problems: list[RowProblem]) -> None:
        index = place.index
        text = staged.cells[index] if index < len(staged.cells) else ""
        field = TextField(place.header, text=text)
        said = " ".join(sentence(problem) for problem in problems)
        if any(severity(problem.code) != "info" for problem in problems):
            field.set_error(said)
        elif said:
            field.set_hint(said)
        save = Button(tr("Correct"), "check", "soft", "sm")
        save.setAccessibleName(tr("Correct: {column}").format(column=place.header))
        save.setEnabled(False)
        field.changed.connect(lambda now, before=text: save.setEnabled(now != before))

        def send() -> None:
            if field.text() != text:
                self.corrected.emit(staged.row, index, field.text())

        save.clicked.connect(send)
        field.entered.connect(send)
        self._body.addWidget(field)
        self._body.addLayout(row(save, *self._proposals(staged.row, index, text, problems), None, gap=6))
        self.fields[index] = field

    def _proposals(self, number: int, index: int, text: str, problems: list[RowProblem]) -> Iterable[Button]:
        for value in dict.fromkeys(problem.proposal for problem in problems if problem.code.startswith("W")):
            if value and value != text:
                take = Button(tr("Take {value}").format(value=value), kind="link", size="sm")
                take.clicked.connect(lambda _on=False, value=value: self.corrected.emit(number, index, value))
                yield take


def _tone(problem: RowProblem) -> str:
    return {"bad": "bad", "warn": "warn"}.get(severity(problem.code), "text2")


def _keys_to_fill(plan: ImportPlan) -> list[ColumnPlan]:
    """Columns by which a client could be recognised."""
    return [place for place in plan.columns if place.target in KEYS_TO_FILL][:4]
