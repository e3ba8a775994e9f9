"""What the values of a column mean: every word or colour with its count and a tier or sex to choose."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from clientcrm.domain.clients import Sex
from clientcrm.domain.imports import ValuePlan
from ui import theme, words
from ui.context import Context, look_of
from ui.exchange.column_words import COLOURS
from ui.i18n import tr
from ui.widgets import paint
from ui.widgets.button import Button
from ui.widgets.card import Box
from ui.widgets.combo import Combo
from ui.widgets.labels import Icon, Label
from ui.widgets.layout import Flow, clear, row
from ui.widgets.option import Option
from ui.widgets.tiers import chip_width

FIRST_SHOWN = 12
NEW = "new:"  # a meaning that makes a tier of this name


def meanings(context: Context, target: str, value: ValuePlan) -> list[Option]:
    """What this value of a sex, tier or colour column may stand for."""
    if target == "gender":
        return [
            Option(Sex.MALE.value, tr("Male")),
            Option(Sex.FEMALE.value, tr("Female")),
            Option("", tr("Leave out")),
        ]
    tiers = [
        Option(f"tier:{tier.id}", look_of(tier).label, tier=look_of(tier))
        for tier in context.tiers()
        if not tier.hidden or value.meaning == f"tier:{tier.id}"
    ]
    new = value.meaning if value.meaning.startswith(NEW) else f"{NEW}{' '.join(value.value.split())[:60]}"
    create = Option(new, tr("New tier “{name}”").format(name=new.removeprefix(NEW)), "plus")
    return [*tiers, *([] if value.column == COLOURS else [create]), Option("", tr("Without a tier"), "minus")]


class Swatch(QWidget):
    """A square of the colour that the cells have in the file."""

    def __init__(self, colour: str) -> None:
        super().__init__()
        self._colour = colour
        self.setFixedSize(theme.px(16), theme.px(16))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_for(self)
        paint.rounded(painter, QRectF(self.rect()), theme.px(4), QColor(f"#{self._colour}"), theme.color("field"))


class MeaningCombo(Combo):
    """A combo inside a box of its own: no frame, as wide as what it says."""

    def sizeHint(self) -> QSize:
        option = self._option()
        if option is not None and option.tier is not None:
            width = chip_width(option.tier)
        else:
            text, icon = (option.text, option.icon) if option is not None else ("", "")
            width = round(theme.text_width(text, "bodym")) + theme.px(26 if icon else 2)
        return QSize(width + theme.px(48), theme.px(34))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_for(self)
        box = QRectF(self.rect())
        if self.hasFocus():
            paint.rounded(painter, box, theme.px(8), None, theme.color("accent"), width=2)
        self._paint_value(painter, box, False)


class ValueMap(QWidget):
    """The values of one column as small boxes that wrap."""

    meaning_chosen = Signal(str, str)

    def __init__(self, context: Context, column: int, target: str) -> None:
        super().__init__()
        self._context, self._column, self._target = context, column, target
        self._flow = Flow(gap=10)
        self.setLayout(self._flow)
        self._values: Sequence[ValuePlan] = ()
        self._all = False

    def set_values(self, values: Sequence[ValuePlan]) -> None:
        """Show the values, the most frequent first."""
        self._values = sorted(values, key=lambda value: -value.count)
        self._fill()

    def _fill(self) -> None:
        clear(self._flow)
        shown = self._values if self._all else self._values[:FIRST_SHOWN]
        for value in shown:
            self._flow.addWidget(self._box(value))
        if len(shown) < len(self._values):
            more = Button(tr("%n more values", "", len(self._values) - len(shown)), kind="link")
            more.clicked.connect(self._show_all)
            self._flow.addWidget(more)

    def _show_all(self) -> None:
        self._all = True
        self._fill()

    def _box(self, value: ValuePlan) -> QWidget:
        box = Box("surface", "border", 8, (12, 1, 1, 1), 9, horizontal=True)
        is_colour = self._column == COLOURS
        quoted = tr("“{value}”").format(value=value.value)
        spoken = tr("rows of colour {value}").format(value=value.value) if is_colour else quoted
        options = meanings(self._context, self._target, value)
        choice = MeaningCombo(options, name=tr("What {value} means").format(value=spoken), height=34, searchable=False)
        choice.choose(value.meaning)
        choice.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        choice.chosen.connect(lambda key: self.meaning_chosen.emit(value.value, key))
        mark = Swatch(value.value) if is_colour else Label(quoted, "small")
        count = Label(words.number(value.count), "cap")
        count.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        box.add(row(mark, count, Icon("arrow-right", "text3", 14), choice, gap=9))
        return box
