"""The first sign-in of somebody new: the password that the owner gave is replaced before anything else."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Signal

from clientcrm.domain.errors import Invalid
from ui.door.card_flow import CardFlow, Step
from ui.door.opening import Door
from ui.i18n import tr
from ui.new_password import NewPassword


@dataclass
class FirstPasswordDraft:
    """Who comes in for the first time; survives a switch of language."""

    folder: Path
    shop: str
    uid: str
    given: str = field(repr=False)
    own: str = field(default="", repr=False)


class FirstPassword(CardFlow):
    """One step; `finished` brings the open desk."""

    finished = Signal(object)
    cancelled = Signal()

    def __init__(self, door: Door, draft: FirstPasswordDraft) -> None:
        super().__init__(draft.shop)
        self._door = door
        self.draft = draft
        self.password = NewPassword(door.crm.password_strength)
        self.password.fill(draft.own)
        self.password.entered.connect(self.go_on)
        self.password.changed.connect(self._keep)
        text = tr("The password that the owner gave you works this once. Choose one that nobody else knows.")
        step = Step(
            self.password,
            tr("Choose your password"),
            text,
            on_next=self._take,
            next_text=tr("Open the shop"),
            next_icon="key-round",
            on_back=self.cancelled.emit,
            back_text=tr("To the sign-in"),
        )
        self.show_step(step)

    def _keep(self) -> None:
        self.draft.own = self.password.value()

    def _take(self) -> None:
        if not self.password.check():
            return
        self.set_working(True, tr("The password is being changed"))
        draft = self.draft
        self._door.first_sign_in(draft.folder, draft.uid, (draft.given, draft.own), self.finished.emit, self._refused)

    def _refused(self, error: BaseException) -> None:
        self.set_working(False)
        if isinstance(error, Invalid):
            self.password.first.set_error(tr("This is the password that the owner gave you. Choose another one."))
            self.password.setFocus()
        else:
            self.complain(error)
