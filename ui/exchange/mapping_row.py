"""One column of the file in the mapping table: header, samples, where it goes, what will happen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QRect, QRectF, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QSpacerItem, QToolTip, QVBoxLayout, QWidget

from clientcrm.domain.imports import LEAVE_OUT, ColumnPlan, ImportPlan, ValuePlan
from ui import theme
from ui.context import Context
from ui.exchange.column_words import COLOURS, Outcome, outcome
from ui.exchange.targets import NOT_CHOSEN, WITH_VALUES, Target
from ui.exchange.value_map import ValueMap
from ui.i18n import tr
from ui.widgets import paint
from ui.widgets.button import Button
from ui.widgets.card import Box
from ui.widgets.combo import Combo
from ui.widgets.labels import Label
from ui.widgets.layout import column, holder, row
from ui.widgets.option import Option

ROW_HEIGHT = 48
LEFT, GAP, RIGHT = 18, 16, 16
_BETWEEN = " · "


class Widths(NamedTuple):
    """How wide the columns of the table are; samples take the rest."""

    header: int
    target: int
    outcome: int


WIDE, NARROW = Widths(188, 250, 262), Widths(132, 196, 172)
_ROOM_FOR_WIDE = 880


def widths_for(room: int) -> Widths:
    """The widths in a table of so many pixels: a small window at a large scale has less room."""
    return WIDE if room >= theme.px(_ROOM_FOR_WIDE) else NARROW


class TargetCombo(Combo):
    """Holds only its own target until somebody looks: with 60 targets each, 512 columns took seconds to fill."""

    def __init__(self, targets: Mapping[str, Target], current: str, *, name: str) -> None:
        self._targets = targets
        self._filled = False
        super().__init__(
            _options(targets, current), name=name, placeholder=tr("Choose a field"), width=WIDE.target, height=34,
            searchable=True,
        )  # fmt: skip

    def fill(self) -> None:
        """Offer every target."""
        if not self._filled:
            self._filled = True
            self.set_items(_options(self._targets))

    def choose(self, key: str) -> None:
        if not self._filled:
            self.set_items(_options(self._targets, key))
        super().choose(key)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.fill()
        super().focusInEvent(event)

    def showPopup(self) -> None:
        self.fill()
        super().showPopup()


def _options(targets: Mapping[str, Target], only: str | None = None) -> list[Option]:
    found = targets.values() if only is None else [targets[only]] if only in targets else []
    return [Option(one.key, one.title, one.icon, group=one.group) for one in found]


class MappingRow(QWidget):
    """A row that is tinted while the column waits for a click. Its words are painted: a widget costs a millisecond."""

    target_chosen = Signal(int, str)
    confirmed = Signal(int)
    meaning_chosen = Signal(int, str, str)

    def __init__(self, context: Context, plan: ImportPlan, place: ColumnPlan, targets: Mapping[str, Target]) -> None:
        super().__init__()
        self._context, self._index, self._targets = context, place.index, targets
        self.header = place.header or tr("Column {letter}").format(letter=place.letter)
        self.samples = _BETWEEN.join(" ".join(sample.split()) or "—" for sample in place.samples)
        self.told = Outcome("circle-check", "ok", "")
        self._shown: tuple[ColumnPlan, list[ValuePlan]] | None = None
        self._last = False
        self._widths = WIDE
        spoken = tr("Column “{column}”: field in the base").format(column=self.header)
        self.target = TargetCombo(targets, place.target, name=spoken)
        self.target.setParent(self)
        self.target.chosen.connect(lambda key: self.target_chosen.emit(self._index, key))
        self.right: Button | None = None
        self.values: ValueMap | None = None
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(theme.px(LEFT + WIDE.header + GAP), 0, theme.px(RIGHT), 0)
        self._lines.setSpacing(0)
        room = QSpacerItem(0, theme.px(ROW_HEIGHT), QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self._lines.addItem(room)
        self.show_plan(plan, place)

    # ------------------------------------------------------------ what it shows

    def show_plan(self, plan: ImportPlan, place: ColumnPlan) -> None:
        """Show where the column goes now and what will happen; nothing is done when all is as it was."""
        values = [value for value in plan.values if value.column == place.index]
        if self._shown == (place, values):
            return
        if self._shown is None or self._shown[1] != values or self._shown[0].target != place.target:
            self._show_values(place, values)
        self._shown = (place, values)
        self.told = outcome(plan, place, self._targets)
        self.target.choose(place.target)
        self.target.set_state("warn" if place.doubtful else "off" if place.target == LEAVE_OUT else "")
        self.target.setAccessibleDescription(f"{self.told.text}. {self.samples}")
        self._show_right(place.doubtful and place.target != NOT_CHOSEN)
        self.setAccessibleName(f"{self.header}: {self.told.text}")
        self.update()

    def _show_right(self, wanted: bool) -> None:
        if wanted and self.right is None:
            self.right = Button(tr("Right", "confirms a doubtful column"), kind="soft", size="sm")
            self.right.setAccessibleName(tr("“{column}” is right").format(column=self.header))
            self.right.setParent(self)
            self.right.clicked.connect(lambda: self.confirmed.emit(self._index))
            self._arrange()
        if self.right is not None:
            self.right.setVisible(wanted)

    def _show_values(self, place: ColumnPlan, values: list[ValuePlan]) -> None:
        if self.values is not None:
            self._lines.removeWidget(self.values)
            self.values.hide()
            self.values.deleteLater()
            self.values = None
        if place.target not in WITH_VALUES or not values:
            return
        self.values = ValueMap(self._context, place.index, place.target)
        self.values.meaning_chosen.connect(lambda value, key: self.meaning_chosen.emit(self._index, value, key))
        self.values.set_values(values)
        self.values.setContentsMargins(0, 0, 0, theme.px(10))
        self._lines.addWidget(self.values)

    @property
    def is_open(self) -> bool:
        """The column waits for a click."""
        return self._shown is not None and self._shown[0].doubtful

    def set_last(self, last: bool) -> None:
        """The last row of the table has no line below it."""
        self._last = last
        self.update()

    # ------------------------------------------------------------ where its parts stand

    def fit(self, widths: Widths) -> None:
        """Other columns, for another room."""
        if widths != self._widths:
            self._widths = widths
            self._lines.setContentsMargins(theme.px(LEFT + widths.header + GAP), 0, theme.px(RIGHT), 0)
            self.target.setFixedWidth(theme.px(widths.target))
            self._arrange()
            self.update()

    def _outcome_x(self) -> int:
        return self.width() - theme.px(RIGHT + self._widths.outcome)

    def _arrange(self) -> None:
        tall = theme.px(ROW_HEIGHT)
        wide = theme.px(self._widths.target)
        left = self._outcome_x() - theme.px(GAP) - wide
        self.target.setGeometry(left, (tall - theme.px(34)) // 2, wide, theme.px(34))
        if self.right is not None:
            size = self.right.sizeHint()
            x = self.width() - theme.px(RIGHT) - size.width()
            self.right.setGeometry(x, (tall - size.height()) // 2, size.width(), size.height())

    def _boxes(self) -> tuple[QRectF, QRectF, QRectF]:
        """Where header, samples and outcome are painted."""
        tall = theme.px(ROW_HEIGHT)
        header = QRectF(theme.px(LEFT), 0, theme.px(self._widths.header), tall)
        start = header.right() + theme.px(GAP)
        samples = QRectF(start, 0, self.target.x() - theme.px(3 * GAP) - start, tall)
        end = self.right.x() - theme.px(8) if self.right is not None and not self.right.isHidden() else 0
        left = self._outcome_x() + theme.px(24)
        return header, samples, QRectF(left, 0, (end or self.width() - theme.px(RIGHT)) - left, tall)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            for box, text in zip(self._boxes(), (self.header, self.samples, self.told.text), strict=True):
                if box.contains(event.pos()):
                    QToolTip.showText(event.globalPos(), text, self)
                    return True
            QToolTip.hideText()
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        left_out = self._shown is not None and self._shown[0].target == LEAVE_OUT
        if self.is_open:
            painter.fillRect(self.rect().adjusted(1, 0, -1, 0), theme.color("warn_soft", 0.55))
            painter.fillRect(QRect(0, 0, theme.px(3), self.height()), theme.color("warn_fill"))
        if not self._last:
            painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), theme.color("line"))
        header, samples, told = self._boxes()
        middle = header.center().y()
        _write(painter, header, self.header, "bodym", "text3" if left_out else "text")
        _write(painter, samples, self.samples, "small", "text2")
        paint.glyph(painter, self.target.x() - theme.px(2 * GAP), middle, "arrow-right", "text3")
        paint.glyph(painter, self._outcome_x(), middle, self.told.icon, self.told.tone)
        _write(painter, told, self.told.text, "small", self.told.tone if self.is_open or left_out else "text2")


def _write(painter: QPainter, box: QRectF, text: str, role: str, tone: str) -> None:
    paint.say(painter, box, paint.elided(text, role, box.width()), role, tone)


def _fix(label: Label, width: int) -> None:
    """A label that cuts its text wants no width of its own; in a table it has one."""
    label.setFixedWidth(theme.px(width))
    label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)


class MappingHead(Box):
    """What the columns of the table are called."""

    def __init__(self) -> None:
        super().__init__("", "", 12, (LEFT, 0, RIGHT, 0), GAP, horizontal=True)
        self.setFixedHeight(theme.px(34))
        self._header = Label(tr("Column in the file"), "capm")
        self._target = Label(tr("Field in the base"), "capm")
        self._outcome = Label(tr("What happens"), "capm")
        samples, arrow = Label(tr("Samples from the file"), "capm", elide=True), Label("", "capm")
        arrow.setFixedWidth(theme.px(GAP))
        self.add(self._header, (samples, 1), arrow, self._target, self._outcome)
        self.fit(WIDE)

    def fit(self, widths: Widths) -> None:
        """Other columns, for another room."""
        for label, width in zip((self._header, self._target, self._outcome), widths, strict=True):
            label.setFixedWidth(theme.px(width))


class ColourRow(QWidget):
    """The last row of the table: the colours of the cells, counted only when asked, since it takes a while."""

    count_asked = Signal()
    meaning_chosen = Signal(int, str, str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.count = Button(tr("Count the colours"), "palette", "default", "sm")
        self.count.clicked.connect(self.count_asked)
        self.note = Label("", "small", wrap=True)
        self.values = ValueMap(context, COLOURS, "tier")
        self.values.meaning_chosen.connect(lambda value, key: self.meaning_chosen.emit(COLOURS, value, key))
        self.values.hide()
        self._title = Label(tr("Colour of cells"), "bodym")
        self.fit(WIDE)
        line = holder(row(self._title, (self.note, 1), self.count, gap=16, margins=(18, 0, 16, 0)))
        line.setFixedHeight(theme.px(ROW_HEIGHT))
        self._below = holder(column(self.values, margins=(222, 0, 16, 10)))
        self._below.hide()
        self.setLayout(column(line, self._below, gap=0))

    def fit(self, widths: Widths) -> None:
        """Stand below the headers of these columns."""
        _fix(self._title, widths.header)

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
