"""Limits by which the owner scores clients: four of each kind, where the shares of everybody are not wanted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from clientcrm.domain.scores import RfmLimits
from clientcrm.domain.values.money import parse_money
from ui import theme, words
from ui.i18n import tr
from ui.widgets.choice import Switch
from ui.widgets.fields import TextField
from ui.widgets.labels import Label
from ui.widgets.layout import holder

# As the columns stand; everybody below them all gets 1.
_SCORES = (5, 4, 3, 2)
_FIELD, _GAP = 84, 8
_MONEY = "money"


class ScoreLimits(QWidget):
    """A switch, and under it a line of four limits for recency, frequency and money: from the best score down."""

    changed = Signal()
    entered = Signal()

    def __init__(self, currency: str) -> None:
        super().__init__()
        self._currency = currency
        self.switch = Switch(tr("Score clients by limits of my own"))
        self._hint = Label(
            tr("Otherwise they are compared with each other: each score goes to a fifth of them."),
            "cap",
            "text3",
            wrap=True,
        )
        self._titles = {
            "recency": tr("Last purchase, days ago at most"),
            "purchases": tr("Days with purchases, at least"),
            _MONEY: tr("Bought for {currency}, at least").format(currency=words.currency_sign(currency)),
        }
        self.fields: dict[str, list[TextField]] = {}
        self._errors: dict[str, Label] = {}
        self._table = holder(self._grid())
        self._table.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(_GAP))
        for widget in (self.switch, self._hint, self._table):
            layout.addWidget(widget)
        self.switch.toggled.connect(self._on_switch)

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.px(_GAP))
        grid.setColumnStretch(0, 1)
        for place, score in enumerate(_SCORES, 1):
            head = Label(tr("score {number}").format(number=score), "cap", "text3")
            grid.addWidget(head, 0, place, Qt.AlignmentFlag.AlignBottom)
        for number, (name, title) in enumerate(self._titles.items()):
            label, error = Label(title, "smallm", wrap=True), Label("", "cap", "bad", wrap=True)
            error.hide()
            grid.addWidget(label, 1 + 2 * number, 0)
            grid.addWidget(error, 2 + 2 * number, 0, 1, 1 + len(_SCORES))
            self.fields[name] = [self._field(name, title, score) for score in _SCORES]
            self._errors[name] = error
            for place, field in enumerate(self.fields[name], 1):
                grid.addWidget(field, 1 + 2 * number, place)
        lowest = Label(tr("Whoever reaches none of these gets the score 1."), "cap", "text3", wrap=True)
        grid.addWidget(lowest, 1 + 2 * len(self._titles), 0, 1, 1 + len(_SCORES))
        return grid

    def _field(self, name: str, title: str, score: int) -> TextField:
        spoken = tr("{limit}: score {number}").format(limit=title, number=score)
        field = TextField(name=spoken, height=32, width=_FIELD)
        field.changed.connect(lambda _text: self._on_edit(name))
        field.entered.connect(self.entered)
        return field

    # ------------------------------------------------------------ what it holds

    def show_limits(self, limits: RfmLimits | None) -> None:
        """As they are kept."""
        for name, fields in self.fields.items():
            steps = _as_shown(name, getattr(limits, name)) if limits is not None else ("",) * len(fields)
            for field, text in zip(fields, steps, strict=True):
                field.set_text(text)
        self.switch.setChecked(limits is not None)

    def limits(self) -> RfmLimits | None:
        """As they stand here; None while the switch is off, or where something is no number."""
        if not self.switch.isChecked():
            return None
        found: dict[str, Any] = {}
        for name, fields in self.fields.items():
            steps = [step for field in fields if (step := _value(name, field.text())) is not None]
            if len(steps) < len(fields):
                return None
            found[name] = tuple(_rising(name, steps))
        return RfmLimits(**found)

    def is_sound(self) -> bool:
        """Whether they can be kept as they are: all of them, or none wanted."""
        return not self.switch.isChecked() or self.limits() is not None

    def has_text(self) -> bool:
        """Whether anything was asked for here."""
        return self.switch.isChecked()

    def complain(self) -> None:
        """Say under its line what is no number, and go there."""
        for name, fields in self.fields.items():
            for field in fields:
                if _value(name, field.text()) is None:
                    self.set_error(name, tr("Four numbers are needed here"))
                    field.setFocus()
                    return

    def set_error(self, name: str, text: str) -> None:
        """What is wrong with a line."""
        self._errors[name].setText(text)
        self._errors[name].setVisible(bool(text))
        for field in self.fields[name]:
            field.line.set_state("bad" if text else "")
            field.line.setAccessibleDescription(text)

    # ------------------------------------------------------------ inside

    def _on_edit(self, name: str) -> None:
        self.set_error(name, "")
        self.changed.emit()

    def _on_switch(self, on: bool) -> None:
        self._table.setVisible(on)
        self._hint.setVisible(not on)
        self.changed.emit()


def _rising(name: str, values: Sequence[int]) -> list[int]:
    """As they are kept: the days stand in this order, of the others the best comes last."""
    return list(values if name == "recency" else values[::-1])


def _as_shown(name: str, steps: tuple[int, ...]) -> list[str]:
    """In the order of the columns; sums in whole units of the currency where they are whole."""
    shown = _rising(name, steps)
    if name != _MONEY:
        return [str(step) for step in shown]
    return [words.number(step // 100) if step % 100 == 0 else words.number(step / 100, 2) for step in shown]


def _value(name: str, text: str) -> int | None:
    if name != _MONEY:
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else None
    minor, _, codes = parse_money(text)
    return None if codes else minor
