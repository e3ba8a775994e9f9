"""Asks for a tier and the reason of the change."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from clientcrm.domain.leaving_reasons import LeftReason
from clientcrm.domain.tiers import LOST
from ui.clients.dialog_buttons import cancel_button
from ui.clients.left_dialog import LeftField
from ui.clients.vocabulary import Vocabulary
from ui.i18n import language, tr
from ui.widgets.button import Button
from ui.widgets.combo import Combo
from ui.widgets.dialog import Dialog
from ui.widgets.fields import Field, TextField
from ui.widgets.option import Option


class TierDialog(Dialog):
    """The tiers of this shop as chips, a line for the reason that the history keeps; for the lost, why they left."""

    def __init__(
        self,
        parent: QWidget,
        known: Vocabulary,
        count: int,
        *,
        current: int | None = None,
        on_chosen: Callable[[int, str, LeftReason | None], None],
    ) -> None:
        many = tr("Change the tier of %n clients", "a dialog title", count)
        super().__init__(parent, many if count > 1 else tr("Change the tier"), icon="layers")
        self._on_chosen = on_chosen
        options = [
            Option(str(tier.id), tier.title(language()), tier=known.look(tier.id)) for tier in known.choosable(current)
        ]
        self.tier = Combo(options, name=tr("Tier"), placeholder=tr("Choose a tier"))
        if current is not None:
            self.tier.choose(str(current))
        self.tier_field = Field(self.tier, tr("Tier"))
        self.reason = TextField(
            tr("Reason"), optional=True, hint=tr("Stays in the timeline of the client, for example “brought a friend”")
        )
        self._lost = {str(tier.id) for tier in known.tiers if tier.key == LOST}
        self.why = LeftField()
        self.tier.chosen.connect(self._on_tier)
        self.add(self.tier_field, self.why, self.reason)
        self._on_tier(self.tier.key())
        cancel = cancel_button(self)
        self.save = Button(tr("Change the tier"), kind="primary")
        self.save.clicked.connect(self._save)
        self.set_actions(cancel, self.save)
        self.set_default(self.save)

    def _on_tier(self, key: str) -> None:
        self.tier_field.clear_error()
        self.why.setVisible(key in self._lost)

    def _save(self) -> None:
        if not self.tier.key():
            self.tier_field.set_error(tr("Choose a tier"))
            return
        left = None
        if self.tier.key() in self._lost:
            left = self.why.reason()
            if left is None:
                return
        self._on_chosen(int(self.tier.key()), self.reason.text(), left)
        self.close_dialog("saved")
