"""One line of the builder: field, condition, value, how many clients it finds."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from ui import theme, words
from ui.i18n import tr
from ui.segments.conditions import IS_NOT, condition_of, conditions
from ui.segments.draft import Kept, Line
from ui.segments.editors import Value, value_for
from ui.segments.fields import Offers, fields_for, place_title
from ui.segments.sentence import clause, sentence
from ui.segments.values import Lists, title_of
from ui.widgets.button import IconButton
from ui.widgets.combo import Combo
from ui.widgets.labels import Icon, Label
from ui.widgets.layout import column, holder, row, show_if
from ui.widgets.layout import fill as lay_out
from ui.widgets.option import Option

_FIELD, _CONDITION, _COUNT, _WIDE = 214, 208, 50, 560
_TOP = Qt.AlignmentFlag.AlignTop


@dataclass(frozen=True, slots=True)
class Offered:
    """What lines are made with: the fields for this person and the values to choose from."""

    fields: Offers
    lists: Lists

    def title(self, key: str) -> str:
        """What a field is called, an own one by the shop's name for it."""
        return title_of(key, self.lists)


class Count(Label):
    """How many clients a part finds; nothing until it is known."""

    def __init__(self) -> None:
        super().__init__("", "smallm", "text2", align=Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setMinimumWidth(theme.px(_COUNT))
        self.setFixedHeight(theme.px(36))

    def show_count(self, count: int | None) -> None:
        """The number, or nothing."""
        self.setText("" if count is None else words.number(count))
        self.setToolTip("" if count is None else tr("%n clients fit this condition alone", "", count))
        self.setAccessibleName(self.toolTip())


class ConditionLine(QWidget):
    """Edits a line of the draft in place."""

    edited = Signal()
    removed = Signal()

    def __init__(self, line: Line, offered: Offered) -> None:
        super().__init__()
        self.line, self._offered = line, offered
        self.field = Combo(self._fields(), name=tr("What is asked"), placeholder=tr("What matters?"), width=_FIELD)
        self.field.choose(line.field)
        self.field.chosen.connect(self._on_field)
        self.condition = Combo(name=tr("Condition"), width=_CONDITION)
        self.condition.chosen.connect(self._on_condition)
        self.value: Value | None = None
        self._beside = row(self.condition, gap=8)
        self._beside.setAlignment(self.condition, _TOP)
        self._right = column(self._beside, gap=8)
        self._inner = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        lay_out(self._inner, (self.field, (holder(self._right), 1)), 8, (0, 0, 0, 0))
        self._inner.setAlignment(self.field, _TOP)
        self.count = Count()
        self.remove = IconButton("x", tr("Remove the condition"), size="md")
        self.remove.clicked.connect(self.removed)
        tail = column(row(self.count, self.remove, gap=4), None)
        self.setLayout(row((self._inner, 1), tail, gap=8))
        self._show_condition()

    def _fields(self) -> list[Option]:
        offered = [(place_title(place), key) for place, key in fields_for(self._offered.fields)]
        shown = [Option(key, self._offered.title(key), group=group) for group, key in offered]
        if self.line.field and self.line.field not in {key for _, key in offered}:
            shown.append(Option(self.line.field, self._offered.title(self.line.field)))
        return shown

    def _on_field(self, key: str) -> None:
        if key == self.line.field:
            return
        self.line.field, self.line.ask, self.line.turned = key, None, False
        self._show_condition()
        self._take()

    def _show_condition(self) -> None:
        key = self.line.field
        show_if(self.condition, bool(key))
        if key:
            self.condition.set_items(conditions(key))
            self.condition.choose(condition_of(self.line))
        self._show_value()

    def _show_value(self) -> None:
        value, self.value = self.value, None
        for gone in () if value is None else (value, value.below):
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        if self.line.field:
            self.value = value_for(self.line.field, self.condition.key(), self._offered.lists, self.line.ask)
            self.value.edited.connect(self._take)
            self._beside.addWidget(self.value, 1)
            self._beside.setAlignment(self.value, _TOP)
            if self.value.below is not None:
                self._right.addWidget(self.value.below)
            for made in (self.value, self.value.below):
                if made is not None and self.isVisible():
                    made.show()
        self.updateGeometry()

    def _on_condition(self, key: str) -> None:
        self.line.turned = key == IS_NOT
        self._show_value()
        self._take()

    def _take(self) -> None:
        """The line asks what its fields say now."""
        self.line.ask = self.value.ask() if self.value is not None else None
        if self.line.ask is None:
            self.count.show_count(None)
        node = self.line.node()
        self.setAccessibleName(clause(node, self._offered.lists) if node is not None else "")
        self.edited.emit()

    def focus_first(self) -> None:
        """Into the field, or into the value that is still missing."""
        if not self.line.field or self.value is None:
            self.field.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.value.setFocus(Qt.FocusReason.TabFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() - theme.px(_COUNT + 60) >= theme.px(_WIDE)
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._inner.direction() != way:
            self._inner.setDirection(way)


class KeptLine(QWidget):
    """A part that is deeper than can be edited here: in words, kept as it is."""

    removed = Signal()

    def __init__(self, kept: Kept, offered: Offered) -> None:
        super().__init__()
        self.kept = kept
        said = sentence(kept.whole, offered.lists)
        self.count = Count()
        self.remove = IconButton("x", tr("Remove the condition"), size="md")
        self.remove.clicked.connect(self.removed)
        self.words = Label(said, "body", wrap=True)
        lock = Icon("lock", "text3", 16, tr("Is kept as it is: too deep to be changed here"))
        self.setAccessibleName(said)
        line = row(column(10, lock, None), (column(8, self.words, None), 1), self.count, self.remove, gap=8)
        line.setAlignment(self.count, _TOP)
        line.setAlignment(self.remove, _TOP)
        self.setLayout(line)
