"""Asks for the rule of one tier."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from clientcrm.domain.tier_rules import MONEY, PURCHASES, TOP_SHARE, Rule, measures_for, refused_rule
from clientcrm.domain.tiers import TierKind
from clientcrm.domain.values.money import parse_money
from ui import words
from ui.i18n import tr
from ui.tier_words import measure_title
from ui.widgets.button import Button
from ui.widgets.combo import Combo
from ui.widgets.dialog import Dialog
from ui.widgets.fields import Field, NumberField, TextField
from ui.widgets.labels import Label
from ui.widgets.layout import holder, row
from ui.widgets.option import Option

_COUNTED = (PURCHASES, MONEY, TOP_SHARE)
_START = {PURCHASES: 5, MONEY: 10_000_00, TOP_SHARE: 3}
_BY_HAND = "hand"
_LONGEST = 3_660


class RuleDialog(Dialog):
    """What the rule looks at, how much of it, within how many days."""

    def __init__(
        self, parent: QWidget, title: str, kind: TierKind, rule: Rule, *, on_chosen: Callable[[Rule], None]
    ) -> None:
        super().__init__(parent, tr("Rule of the tier “{name}”").format(name=title), icon="layers")
        self._kind, self._rule, self._on_chosen = kind, rule, on_chosen
        options = [Option(measure or _BY_HAND, measure_title(measure)) for measure in measures_for(kind)]
        self.measure = Combo(options, name=tr("Who comes onto it"))
        self.measure.choose(rule.measure or _BY_HAND)
        self.measure.changed.connect(lambda _key: self._show())
        self.at_least = TextField(tr("How much at least"))
        self.days = NumberField(minimum=1, maximum=_LONGEST, name=tr("Within so many last days"))
        self._last_days = holder(row(Label(tr("Within so many last days"), "smallm"), None, self.days, gap=12))
        self.days.set_value(rule.window)
        self.add(Field(self.measure, tr("Who comes onto it")), self.at_least, self._last_days)
        self.save = Button(tr("Set the rule"), kind="primary")
        self.save.clicked.connect(self._save)
        self.cancel = Button(tr("Cancel"))
        self.cancel.clicked.connect(lambda _checked=False: self.close_dialog(""))
        self.set_actions(self.cancel, self.save)
        self.set_default(self.save)
        self._show()

    def _chosen(self) -> str:
        key = self.measure.key()
        return "" if key == _BY_HAND else key

    def _show(self) -> None:
        measure = self._chosen()
        counted = measure in _COUNTED
        self.at_least.setVisible(counted)
        self._last_days.setVisible(counted)
        if not counted:
            return
        self.at_least.clear_error()
        self.at_least.set_label(
            {
                PURCHASES: tr("Days with purchases, at least"),
                MONEY: tr("Sum of purchases, at least"),
                TOP_SHARE: tr("The best so many per cent of the clients"),
            }[measure]
        )
        amount = self._rule.at_least if self._rule.measure == measure else _START[measure]
        if measure == MONEY:
            self.at_least.set_text(words.number(amount // 100) if amount % 100 == 0 else words.number(amount / 100, 2))
        else:
            self.at_least.set_text(str(amount))

    def _amount(self) -> int | None:
        text = self.at_least.text().strip()
        if self._chosen() != MONEY:
            return int(text) if text.isdecimal() and len(text) < 16 else None
        minor, _, codes = parse_money(text)
        return None if codes else minor

    def _save(self) -> None:
        measure = self._chosen()
        rule = Rule(measure)
        if measure in _COUNTED:
            amount = self._amount()
            if amount is None:
                self.at_least.set_error(tr("Write a number"))
                self.at_least.setFocus()
                return
            fewest = self._rule.fewest if self._rule.measure == measure else rule.fewest
            rule = Rule(measure, amount, self.days.value() or rule.window, fewest)
        if refused_rule(rule, self._kind.value):
            self.at_least.set_error(
                tr("There are not so many days") if measure == PURCHASES else tr("The number is too large or too small")
            )
            self.at_least.setFocus()
            return
        self._on_chosen(rule)
        self.close_dialog("saved")
