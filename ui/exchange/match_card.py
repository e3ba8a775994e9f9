"""A row of the file and the client in the base who may be the same, side by side, field by field."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from clientcrm.domain.imports import MatchPair, RowAction
from ui import theme, words
from ui.client_words import field_word
from ui.context import Context
from ui.exchange.match_words import key_text
from ui.i18n import tr
from ui.widgets import paint
from ui.widgets.button import Button
from ui.widgets.card import Box
from ui.widgets.choice import BOX, CheckBox, Radio
from ui.widgets.labels import Label
from ui.widgets.layout import Flow, HLine, clear, column, holder, row, scrolled, show_if
from ui.widgets.tag import Tag

FILE_SIDE, BASE_SIDE = "file", "base"
INDENT = BOX + 13  # where the words of a radio button begin


class SideRadio(Radio):
    """A choice as wide as its column: a long value is cut, its tooltip says it in full."""

    def __init__(self, value: str) -> None:
        self._full = " ".join(value.split())
        super().__init__(self._full)
        self.setToolTip(value)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(120), theme.px(28))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setText(paint.elided(self._full, "body", self.width() - theme.px(INDENT) - 6))


class MatchCard(Box):
    """The pair that is current, and what is to be made of it."""

    decided = Signal(object, object, dict, bool)

    def __init__(self, context: Context) -> None:
        super().__init__("surface", "line", 12, (0, 0, 0, 0), 0)
        self._context = context
        self._body = column(gap=12, margins=(18, 16, 18, 16))
        self._foot = column(gap=10, margins=(18, 12, 18, 14))
        self.add((scrolled(holder(self._body)), 1), HLine(), holder(self._foot))
        self.sides: dict[str, tuple[SideRadio, SideRadio]] = {}
        self.alike = CheckBox(tr("The same for similar pairs"))
        self._pair: MatchPair | None = None

    def show_pair(self, pair: MatchPair, alike: int) -> None:
        """Show a pair; `alike` is how many more were found by the same sign."""
        self._pair = pair
        clear(self._body)
        clear(self._foot)
        title = Label(tr("Row {number}").format(number=pair.row), "h3")
        kind = "ok" if pair.certain else "warn"
        self._body.addLayout(row(title, Tag(key_text(pair.key), kind), None, gap=10))
        self._body.addWidget(self._table(pair))
        self._body.addStretch(1)
        self._show_actions(alike)

    def chosen_fields(self) -> dict[str, str]:
        """For each field that differs, whose value is kept: file or base."""
        return {key: FILE_SIDE if sides[0].isChecked() else BASE_SIDE for key, sides in self.sides.items()}

    # ------------------------------------------------------------ parts

    def _said(self, key: str, text: str) -> str:
        """A value in words: tiers come as their numbers, discounts in hundredths."""
        if key == "tier_id" and text.isdigit():
            look = self._context.look(int(text))
            return look.label if look is not None else text
        if key == "discount" and text.isdigit():
            return words.number(int(text) / 100, 2 if int(text) % 100 else 0)
        return text

    def _table(self, pair: MatchPair) -> QWidget:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(16))
        grid.setVerticalSpacing(theme.px(4))
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        for place, text in enumerate(("", tr("In the file"), tr("In the base"))):
            head = Label(text, "capm")
            grid.addWidget(_indented(head) if place else head, 0, place)
        self.sides = {}
        for number, (key, in_base, in_file) in enumerate(pair.fields, 1):
            from_file, from_base = self._said(key, in_file), self._said(key, in_base)
            grid.addWidget(Label(field_word(key), "small"), number, 0)
            if from_file and from_base and from_file != from_base:
                self._add_choice(grid, number, key, from_file, from_base, pair.action)
            else:
                grid.addWidget(_value(from_file), number, 1)
                grid.addWidget(_value(from_base), number, 2)
        return holder(grid)

    def _add_choice(
        self, grid: QGridLayout, number: int, key: str, from_file: str, from_base: str, action: RowAction
    ) -> None:
        pair = (SideRadio(from_file), SideRadio(from_base))
        for place, (radio, whose, full) in enumerate(
            zip(pair, (tr("In the file"), tr("In the base")), (from_file, from_base), strict=True), 1
        ):
            radio.setAccessibleName(f"{field_word(key)}, {whose}: {full}")
            grid.addWidget(radio, number, place)
        for mine, other in (pair, pair[::-1]):
            mine.setAutoExclusive(False)
            mine.clicked.connect(lambda _on=False, mine=mine, other=other: _pick(mine, other))
        (pair[0] if action is RowAction.UPDATE else pair[1]).setChecked(True)
        self.sides[key] = pair

    def _show_actions(self, alike: int) -> None:
        self.same = Button(tr("The same client"), "check", "soft")
        self.other = Button(tr("Different clients"), "user-plus")
        self.leave = Button(tr("Skip the row"), "x", "ghost")
        for button, action in (
            (self.same, RowAction.UPDATE),
            (self.other, RowAction.CREATE),
            (self.leave, RowAction.SKIP),
        ):
            button.clicked.connect(lambda _on=False, action=action: self._decide(action))
        self.alike = CheckBox(tr("The same for %n similar pairs", "", alike))
        show_if(self.alike, alike > 0)
        self._foot.addWidget(self.alike)
        ways = Flow(8)  # in a small window one under the other
        for button in (self.same, self.other, self.leave):
            ways.addWidget(button)
        self._foot.addWidget(holder(ways))

    def _decide(self, action: RowAction) -> None:
        if self._pair is not None:
            fields = self.chosen_fields() if action is RowAction.UPDATE else {}
            self.decided.emit(self._pair, action, fields, self.alike.isChecked())


def _pick(mine: Radio, other: Radio) -> None:
    mine.setChecked(True)
    other.setChecked(False)


def _value(text: str) -> QWidget:
    label = Label(" ".join(text.split()) or "—", "body", "" if text else "text3", elide=True)
    label.setMinimumHeight(theme.px(28))
    return _indented(label)


def _indented(label: Label) -> QWidget:
    """As far to the right as the words of a radio button."""
    return holder(row(INDENT, (label, 1), gap=0))
