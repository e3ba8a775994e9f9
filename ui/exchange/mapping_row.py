"""One column of the file in the mapping table: header, samples, where it goes, what will happen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from clientcrm.domain.imports import LEAVE_OUT, ColumnPlan, ImportPlan, ValuePlan
from ui import theme
from ui.context import Context
from ui.exchange.column_words import COLOURS, outcome
from ui.exchange.targets import NOT_CHOSEN, WITH_VALUES, Target
from ui.exchange.value_map import ValueMap
from ui.i18n import tr
from ui.widgets.button import Button
from ui.widgets.combo import Combo
from ui.widgets.labels import Icon, Label
from ui.widgets.layout import column, holder, row
from ui.widgets.option import Option

HEADER_WIDTH = 188
TARGET_WIDTH = 250
OUTCOME_WIDTH = 262
ROW_HEIGHT = 48
_BETWEEN = " · "


class MappingRow(QWidget):
    """A row that is tinted while the column waits for a click."""

    target_chosen = Signal(int, str)
    confirmed = Signal(int)
    meaning_chosen = Signal(int, str, str)

    def __init__(self, context: Context, plan: ImportPlan, place: ColumnPlan, targets: Sequence[Target]) -> None:
        super().__init__()
        self._context, self._index, self._last = context, place.index, False
        self.header = Label(place.header or tr("Column {letter}").format(letter=place.letter), "bodym", elide=True)
        samples = [" ".join(sample.split()) or "—" for sample in place.samples]
        self.samples = Label(_BETWEEN.join(samples), "small", elide=True)
        spoken = tr("Column “{column}”: field in the base").format(column=self.header.text())
        self.target = Combo(
            [Option(one.key, one.title, one.icon, group=one.group) for one in targets],
            name=spoken, placeholder=tr("Choose a field"), width=TARGET_WIDTH, height=34, searchable=True,
        )  # fmt: skip
        self.icon = Icon("circle-check", "ok", 16)
        self.text = Label("", "small", elide=True)
        self.right = Button(tr("Right", "confirms a doubtful column"), kind="soft", size="sm")
        self.right.setAccessibleName(tr("“{column}” is right").format(column=self.header.text()))
        self.values: ValueMap | None = None
        self._wire()
        self._assemble()
        self.show_plan(plan, place)

    def _wire(self) -> None:
        self.target.chosen.connect(lambda key: self.target_chosen.emit(self._index, key))
        self.right.clicked.connect(lambda: self.confirmed.emit(self._index))

    def _assemble(self) -> None:
        _fix(self.header, HEADER_WIDTH)
        self.samples.setMinimumWidth(theme.px(60))
        end = holder(row(self.icon, (self.text, 1), self.right, gap=8))
        end.setFixedWidth(theme.px(OUTCOME_WIDTH))
        arrow = Icon("arrow-right", "text3", 16)
        line = holder(row(self.header, (self.samples, 1), arrow, self.target, end, gap=16, margins=(18, 0, 16, 0)))
        line.setFixedHeight(theme.px(ROW_HEIGHT))
        self._below = column(margins=(222, 0, 16, 10))
        self._values_holder = holder(self._below)
        self._values_holder.hide()
        self.setLayout(column(line, self._values_holder, gap=0))

    # ------------------------------------------------------------ what it shows

    def show_plan(self, plan: ImportPlan, place: ColumnPlan) -> None:
        """Show where the column goes now and what will happen."""
        self._open = place.doubtful
        self.target.choose(place.target)
        self.target.set_state("warn" if place.doubtful else "off" if place.target == LEAVE_OUT else "")
        told = outcome(plan, place)
        self.icon.set_icon(told.icon, told.tone)
        self.text.setText(told.text)
        self.text.set_tone(told.tone if place.doubtful or place.target == LEAVE_OUT else "text2")
        self.header.set_tone("text3" if place.target == LEAVE_OUT else "text")
        self.right.setVisible(place.doubtful and place.target != NOT_CHOSEN)
        self._show_values(place, [value for value in plan.values if value.column == place.index])
        self.update()

    def _show_values(self, place: ColumnPlan, values: list[ValuePlan]) -> None:
        wanted = place.target in WITH_VALUES and bool(values)
        self._values_holder.setVisible(wanted)
        if not wanted:
            return
        if self.values is not None:
            self._below.removeWidget(self.values)
            self.values.deleteLater()
        self.values = ValueMap(self._context, place.index, place.target)
        self.values.meaning_chosen.connect(lambda value, key: self.meaning_chosen.emit(self._index, value, key))
        self.values.set_values(values)
        self._below.addWidget(self.values)

    def set_last(self) -> None:
        """The last row of the table has no hairline."""
        self._last = True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._open:
            painter.fillRect(self.rect().adjusted(1, 0, -1, 0), theme.color("warn_soft", 0.55))
            painter.fillRect(QRect(0, 0, theme.px(3), self.height()), theme.color("warn_fill"))
        if not self._last:
            painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), theme.color("line"))


def _fix(label: Label, width: int) -> None:
    """A label that cuts its text wants no width of its own; in a table it has one."""
    label.setFixedWidth(theme.px(width))
    label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)


class ColourRow(QWidget):
    """The last row of the table: the colours of the cells, counted only when asked, since it takes a while."""

    count_asked = Signal()
    meaning_chosen = Signal(int, str, str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.count = Button(tr("Count the colours"), "palette", "default", "sm")
        self.count.clicked.connect(self.count_asked)
        self.note = Label("", "small")
        self.values = ValueMap(context, COLOURS, "tier")
        self.values.meaning_chosen.connect(lambda value, key: self.meaning_chosen.emit(COLOURS, value, key))
        self.values.hide()
        title = Label(tr("Colour of cells"), "bodym")
        _fix(title, HEADER_WIDTH)
        line = holder(row(title, (self.note, 1), self.count, gap=16, margins=(18, 0, 16, 0)))
        line.setFixedHeight(theme.px(ROW_HEIGHT))
        self._below = holder(column(self.values, margins=(222, 0, 16, 10)))
        self._below.hide()
        self.setLayout(column(line, self._below, gap=0))

    def show_colours(self, values: Sequence[ValuePlan], *, counted: bool) -> None:
        """Show what was found, or offer to look."""
        self.count.set_busy(False)
        self.count.setVisible(not counted)
        if values:
            self.note.setText(tr("Each colour can become a tier."))
        elif counted:
            self.note.setText(tr("No cell of the file is filled with a colour."))
        else:
            self.note.setText(tr("If rows are filled with colour, each colour can become a tier."))
        self.values.setVisible(bool(values))
        self._below.setVisible(bool(values))
        self.values.set_values(values)
