"""How the rules of the tiers work: by themselves or not, whether they lower, and who would change."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from clientcrm.domain.tier_rules import TierOptions, TierRules
from ui import words
from ui.i18n import tr
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.choice import Switch
from ui.widgets.fields import NumberField
from ui.widgets.labels import Label
from ui.widgets.layout import holder, row
from ui.widgets.message import MessageBar

_LONGEST_GRACE = 3_660


class RulesBox(QWidget):
    """Switches that are saved with the scale, and the button that changes nothing by itself."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._kept = TierOptions()
        self.automatic = Switch(tr("Recalculate by the rules each day"))
        self.demote = Switch(tr("Rules may lower a rung, too"))
        self.grace = NumberField(minimum=0, maximum=_LONGEST_GRACE, name=tr("Days of grace before they lower"))
        self._days = holder(row(Label(tr("Days of grace before they lower"), "smallm"), self.grace, None, gap=12))
        self.preview = Button(tr("Who would change"), "users")
        self.waits = MessageBar(
            "info",
            tr("The rules wait for you to look"),
            tr("See who would change and agree once. From then on the program goes on by itself."),
            closable=False,
        )
        self.waits.hide()
        self.last = Label("", "cap", "text3", wrap=True)
        text = tr(
            "The first purchase and a visit work at once. "
            "A tier set by hand or by a file stays until you give it back to the rules."
        )
        card = Card(tr("Rules"), role="bodys", gap=10)
        card.add(
            Label(text, "small", "text2", wrap=True),
            self.automatic,
            self.demote,
            self._days,
            self.waits,
            holder(row(self.preview, (self.last, 1), gap=12)),
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card)
        self.grace.set_value(self._kept.grace)
        self.automatic.toggled.connect(lambda _on: self._on_edit())
        self.demote.toggled.connect(lambda _on: self._on_edit())
        self.grace.changed.connect(lambda _text: self.changed.emit())
        self._on_edit()

    def show_rules(self, rules: TierRules) -> None:
        """What is kept."""
        self._kept = rules.options
        self.automatic.setChecked(rules.options.automatic)
        self.demote.setChecked(rules.options.demote)
        self.grace.set_value(rules.options.grace)
        self.waits.setVisible(rules.waits)
        at = rules.applied_at
        self.last.setText(
            tr("Last recalculated {when}").format(when=words.ago(words.local(at).date())) if at is not None else ""
        )

    @property
    def kept(self) -> TierOptions:
        """As they were decided."""
        return self._kept

    def options(self) -> TierOptions | None:
        """As they stand here; None while the days are no number."""
        grace = self.grace.value()
        return None if grace is None else TierOptions(self.automatic.isChecked(), self.demote.isChecked(), grace)

    def is_changed(self) -> bool:
        """Whether they are other than kept."""
        return self.options() != self._kept

    def _on_edit(self) -> None:
        self._days.setVisible(self.demote.isChecked())
        self.changed.emit()
