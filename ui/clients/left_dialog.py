"""Asks why a client stopped coming."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from clientcrm.domain.leaving_reasons import NATURAL, LeftReason
from ui.clients.dialog_buttons import cancel_button
from ui.clients.wording import left_word
from ui.i18n import tr
from ui.widgets.button import Button
from ui.widgets.combo import Combo
from ui.widgets.dialog import Dialog
from ui.widgets.fields import Field, TextField
from ui.widgets.labels import Label
from ui.widgets.option import Option


class LeftField(Field):
    """The reasons, those which the shop can do something about first."""

    def __init__(self) -> None:
        ours, natural = tr("The shop could have kept them"), tr("Nobody could have kept them")
        named = sorted(LeftReason, key=lambda reason: reason in NATURAL)
        self.reasons = Combo(
            [Option(one.value, left_word(one), group=natural if one in NATURAL else ours) for one in named],
            name=tr("Why they left"),
            placeholder=tr("Choose a reason"),
        )
        super().__init__(self.reasons, tr("Why they left"))
        self.reasons.chosen.connect(lambda _key: self.clear_error())

    def reason(self) -> LeftReason | None:
        """The chosen one; where there is none, the field says that it is needed."""
        if not self.reasons.key():
            self.set_error(tr("Choose a reason"))
            return None
        return LeftReason(self.reasons.key())


class LeftDialog(Dialog):
    """A reason from a short list, so that reasons can be counted, who served the client, and words beside it."""

    def __init__(self, parent: QWidget, client: str, *, on_said: Callable[[LeftReason, str, str], None]) -> None:
        super().__init__(parent, tr("Why did {name} leave?").format(name=client), icon="user-minus")
        self._on_said = on_said
        self.why = LeftField()
        self.employee = TextField(tr("Who served them"), optional=True)
        self.text = TextField(tr("In their words"), optional=True)
        about = Label(tr("Stays in the timeline. The figures count the reasons."), "body", "text2", wrap=True)
        self.add(about, self.why, self.employee, self.text)
        self.save = Button(tr("Write down"), kind="primary")
        self.save.clicked.connect(self._save)
        self.set_actions(cancel_button(self), self.save)
        self.set_default(self.save)

    def _save(self) -> None:
        reason = self.why.reason()
        if reason is None:
            return
        self.close_dialog("said")
        self._on_said(reason, self.employee.text().strip(), self.text.text().strip())
