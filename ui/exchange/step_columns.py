"""Step 2: where every column goes, what its values mean, and the rules of the load."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent

from clientcrm.domain.imports import ColumnPlan, ImportOptions, ImportPlan, ValuePlan
from ui import theme
from ui.context import Context
from ui.exchange.codes import words_of
from ui.exchange.column_words import COLOURS, header_text, left_out, summary, template_changes, why_not_text
from ui.exchange.import_rules import ImportRules
from ui.exchange.mapping_row import ColourRow, MappingHead, MappingRow, widths_for
from ui.exchange.step import Foot, Step
from ui.exchange.targets import FURTHER, SHARED, Target, targets_for
from ui.exchange.wording import TEXT_ENDINGS, rows_text
from ui.i18n import tr
from ui.widgets.button import Button
from ui.widgets.card import Box, FileStrip
from ui.widgets.labels import Label
from ui.widgets.layout import HLine, clear, column, holder, row, scrolled
from ui.widgets.message import MessageBar

_MARGINS = 48  # beside the table
_SHOWN = 60  # columns at once; laying out 512 rows of widgets takes seconds


class ColumnsStep(Step):
    """The mapping table; every change makes a new plan, which the core looks over in the background."""

    other_file_asked = Signal()
    template_asked = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.plan: ImportPlan | None = None
        self.rows: dict[int, MappingRow] = {}
        self._to_make: list[int] = []
        self._rest: list[int] = []
        self._targets: dict[str, Target] = {}
        self._settled: set[int] = set()
        self._wants_focus = False
        self._looking = False
        self._make()
        self._assemble()

    # ------------------------------------------------------------ parts

    def _make(self) -> None:
        self.strip = column()
        self.notices = column(gap=8)
        self.notices_box = holder(self.notices)
        self.found = Label("", "small", wrap=True)
        self.all_right = Button(tr("All are right"), kind="link", size="sm")
        self.all_right.clicked.connect(self.confirm_all)
        self.save_template = Button(tr("Save as a template"), "bookmark")
        self.save_template.clicked.connect(lambda: self.template_asked.emit(self.plan))
        self.table = Box("surface", "line", 12, (0, 0, 0, 0), 0)
        self.head = MappingHead()
        self.lines = column(gap=0)
        self.more = Button("", "chevron-down", "link")
        self.more.clicked.connect(self._show_more)
        self.more.hide()
        self.colours = ColourRow(self._context)
        self.colours.count_asked.connect(self._count_colours)
        self.colours.meaning_chosen.connect(self._choose_meaning)
        self.rules = ImportRules(self._context)
        self.rules.changed.connect(self._change_rules)
        self.rules.header_row_chosen.connect(self._change_header_row)
        self._context.background.piecemeal(self, self.rules.build(), key="rules")

    def _assemble(self) -> None:
        heading = column(Label(tr("Where each column goes"), "h3"), row((self.found, 1), self.all_right, gap=12), gap=2)
        self.table.add(self.head, HLine(), holder(self.lines), self.more, self.colours)
        parts = column(
            holder(self.strip), self.notices_box,
            row((holder(heading), 1), self.save_template, gap=16), self.table, self.rules, None,
            gap=12, margins=(24, 0, 24, 16),
        )  # fmt: skip
        self.area = scrolled(holder(parts))
        self.setLayout(column(self.area))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        widths = widths_for(self.width() - theme.px(_MARGINS))
        self.head.fit(widths)
        self.colours.fit(widths)
        for made in self.rows.values():
            made.fit(widths)

    def foot(self) -> Foot:
        why_not = self._why_not()
        if why_not and not self._looking:  # who has no mouse sees no tooltip
            return Foot(tr("Check the rows"), why_not, why_not, note_icon="info")
        note = tr("Nothing is written yet. The whole load can be taken back for 90 days.")
        return Foot(tr("Check the rows"), why_not, note)

    def _why_not(self) -> str:
        plan = self.plan
        if plan is None:
            return tr("Choose a file first.")
        open_ones = sum(one.doubtful for one in plan.columns)
        if open_ones:
            return tr("Check the %n marked columns.", "", open_ones)
        if self._looking:
            return tr("The columns are being looked at again.")
        return "" if plan.can_run else why_not_text(plan.why_not)

    def is_growing(self) -> bool:
        """Rows are still being made."""
        return bool(self._to_make)

    def start_focus(self) -> None:
        self._wants_focus = self.is_growing()
        first = next((self.rows[one.index] for one in self._columns() if one.doubtful and one.index in self.rows), None)
        if first is None and self.rows and not self._wants_focus and not self.foot().why_not:
            self.ready.emit()
            return
        first = first or next(iter(self.rows.values()), None)
        if first is not None:
            first.target.setFocus()

    def _columns(self) -> tuple[ColumnPlan, ...]:
        return self.plan.columns if self.plan else ()

    # ------------------------------------------------------------ showing a plan

    def set_plan(self, plan: ImportPlan) -> None:
        """Show the plan of another file, sheet or header row."""
        self._settled.clear()
        self._take_plan(plan, anew=True)

    def _take_plan(self, plan: ImportPlan, *, anew: bool = False) -> None:
        settled = tuple(replace(one, doubtful=False) if one.index in self._settled else one for one in plan.columns)
        same = not anew and self.plan is not None and _headers(self.plan) == _headers(plan)
        self.plan = plan = replace(plan, columns=settled)
        self._show_strip(plan)
        self.found.setText(" ".join(filter(None, (summary(plan), left_out(plan)))))
        self.all_right.setVisible(sum(one.doubtful and bool(one.target) for one in settled) > 1)
        self.rules.show_plan(plan)
        colours = [one for one in plan.values if one.column == COLOURS]
        if colours or anew:
            self.colours.show_colours(colours, counted=bool(colours))
        self.colours.setVisible(plan.kind.value == "clients" and plan.choice.path.suffix.lower() in COLOURED)
        if same:
            for one in settled:
                if one.index in self.rows:
                    self.rows[one.index].show_plan(plan, one)
        else:
            self._make_rows(plan)
        self.foot_changed.emit()

    def _show_strip(self, plan: ImportPlan) -> None:
        clear(self.strip)
        is_text = plan.choice.path.suffix.lower() in TEXT_ENDINGS  # it has no sheets
        other = Button(tr("Another file") if is_text else tr("Another file or sheet"), "folder-open", "ghost", "sm")
        other.clicked.connect(self.other_file_asked)
        note = ", ".join(filter(None, (
            tr("sheet “{name}”").format(name=plan.sheet) if plan.sheet and not is_text else "",
            rows_text(plan.rows), header_text(plan.header_row),
        )))  # fmt: skip
        self.strip.addWidget(FileStrip("file-spreadsheet", plan.choice.path.name, note, other))
        clear(self.notices)
        if plan.template:
            told = tr("Template “{name}” fits this file: its decisions are in force.").format(name=plan.template)
            self.notices.addWidget(MessageBar("info", told, template_changes(plan)))
        if plan.options.exact:
            told = tr("This is a full copy made by this program: every field becomes exactly what the file says.")
            self.notices.addWidget(MessageBar("info", told))
        self.notices_box.setVisible(bool(plan.template or plan.options.exact or plan.warnings))
        for code in plan.warnings:
            said = words_of(code)
            self.notices.addWidget(MessageBar("warn", said.name, said.sentence))

    def _make_rows(self, plan: ImportPlan) -> None:
        clear(self.lines)
        self.rows.clear()
        indexes = [one.index for one in plan.columns]
        self._to_make, self._rest = indexes[:_SHOWN], indexes[_SHOWN:]
        self._targets = {target.key: target for target in targets_for(plan.kind)}
        self._context.background.piecemeal(self, self._make_more(), then=self._all_made, key="rows")

    def _make_more(self) -> Iterator[None]:
        while self._to_make and self.plan is not None:
            index = self._to_make.pop(0)
            place = next(one for one in self.plan.columns if one.index == index)
            made = MappingRow(self._context, self.plan, place, self._targets)
            made.target_chosen.connect(self._choose_target)
            made.confirmed.connect(self._confirm)
            made.meaning_chosen.connect(self._choose_meaning)
            made.fit(widths_for(self.width() - theme.px(_MARGINS)))
            self.rows[index] = made
            self.lines.addWidget(made)
            yield

    def _all_made(self) -> None:
        if self._wants_focus and self.isVisible():
            self.start_focus()
        self.more.set_text(tr("Show %n more columns", "", min(_SHOWN, len(self._rest))))
        self.more.setVisible(bool(self._rest))
        newest = next(reversed(self.rows.values()), None)
        for made in self.rows.values():
            made.set_last(made is newest and self.colours.isHidden() and not self._rest)

    def _show_more(self) -> None:
        self.more.hide()
        self._to_make, self._rest = self._rest[:_SHOWN], self._rest[_SHOWN:]
        self._context.background.piecemeal(self, self._make_more(), then=self._all_made, key="rows")

    # ------------------------------------------------------------ what a person changes

    def _choose_target(self, index: int, target: str) -> None:
        plan = self.plan
        if plan is None:
            return
        columns = _with_target(plan.columns, index, target)
        self._settled.add(index)
        self._settled -= {one.index for one in columns if one.doubtful}  # who lost its field waits for a click again
        self._replan(replace(plan, columns=columns))

    def _confirm(self, index: int) -> None:
        self._settled.add(index)
        if self.plan is not None:
            self._take_plan(self.plan)

    def confirm_all(self) -> None:
        """Everything that is shown and has a field is right."""
        self._settled.update(one.index for one in self._columns() if one.target and one.index in self.rows)
        if self.plan is not None:
            self._take_plan(self.plan)

    def _choose_meaning(self, index: int, value: str, meaning: str) -> None:
        plan = self.plan
        if plan is None:
            return
        values = tuple(
            replace(one, meaning=meaning) if (one.column, one.value) == (index, value) else one for one in plan.values
        )
        self._settled.add(index)
        self.plan = replace(plan, values=values)
        if index != COLOURS:
            self._take_plan(self.plan)

    def _change_rules(self, options: ImportOptions) -> None:
        if self.plan is None:
            return
        if options.kind not in (self.plan.kind, self.plan.options.kind):
            self._plan_anew(options, self.plan.header_row)
        else:
            self._replan(replace(self.plan, options=options))

    def _change_header_row(self, number: int) -> None:
        if self.plan is not None and number != self.plan.header_row:
            self._plan_anew(self.plan.options, number)

    # ------------------------------------------------------------ asking the core

    def _run(self, work: Callable[[], ImportPlan], then: Callable[[ImportPlan], None]) -> None:
        def arrived(plan: ImportPlan) -> None:
            self._looking = False
            then(plan)

        def refused(error: BaseException) -> None:
            self._looking = False
            self.foot_changed.emit()
            self._context.show_error(self, error)

        self._looking = True
        self.foot_changed.emit()
        self._context.background.run(self, lambda _job: work(), then=arrived, failed=refused, key="plan")

    def _replan(self, plan: ImportPlan) -> None:
        """Show the change at once, then what the core says about it."""
        self._take_plan(plan)
        importing = self._context.desk.importing
        self._run(lambda: importing.replan(plan), self._take_plan)

    def _plan_anew(self, options: ImportOptions, header_row: int) -> None:
        plan = self.plan
        if plan is None:
            return
        choice, importing = plan.choice, self._context.desk.importing
        self._run(lambda: importing.plan(choice, options, header_row), self.set_plan)

    def _count_colours(self) -> None:
        plan = self.plan
        if plan is None:
            return
        self.colours.count.set_busy(True)
        importing = self._context.desk.importing
        self._context.background.run(
            self,
            lambda _job: importing.colours(plan),
            then=self._colours_arrived,
            failed=self._no_colours,
            key="colours",
        )

    def _colours_arrived(self, values: list[ValuePlan]) -> None:
        if self.plan is not None:
            kept = tuple(one for one in self.plan.values if one.column != COLOURS)
            self.plan = replace(self.plan, values=kept + tuple(values))
            self.colours.show_colours(values, counted=True)

    def _no_colours(self, error: BaseException) -> None:
        self.colours.count.set_busy(False)
        self._context.show_error(self, error)


COLOURED = frozenset({".xlsx", ".xlsm"})


def _headers(plan: ImportPlan) -> list[tuple[int, str]]:
    return [(one.index, one.header) for one in plan.columns]


def _with_target(columns: tuple[ColumnPlan, ...], index: int, target: str) -> tuple[ColumnPlan, ...]:
    """The columns with one sent elsewhere; whoever held that target alone before loses it."""
    held = {one.target for one in columns if one.index != index}
    if target in held:
        target = FURTHER.get(target, target)
    changed = []
    for one in columns:
        if one.index == index:
            one = replace(one, target=target, doubtful=False, score=1.0)
        elif one.target == target and target not in SHARED:
            one = replace(one, target="", doubtful=True)
        changed.append(one)
    return tuple(changed)
