"""The way in with the recovery code: the code from paper, a new password, the new code that replaces the old."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Signal

from clientcrm.domain.errors import WrongRecoveryCode
from ui.door.card_flow import CardFlow, Step
from ui.door.code_entry import CodeEntry
from ui.door.code_step import show_replaced_code
from ui.door.opening import Door, Opened
from ui.i18n import tr
from ui.new_password import NewPassword
from ui.recovery_code import NewCode

CODE, PASSWORD, NEW_CODE = range(3)


@dataclass
class RecoveryDraft:
    """How far the recovery has come; survives a switch of language."""

    folder: Path
    shop: str
    step: int = CODE
    code: str = ""
    password: str = ""
    opened: Opened | None = field(default=None)


class Recovery(CardFlow):
    """Three steps; `finished` brings the open desk."""

    finished = Signal(object)
    cancelled = Signal()

    def __init__(self, door: Door, draft: RecoveryDraft) -> None:
        super().__init__(draft.shop, [tr("Recovery code"), tr("New password"), tr("New code")])
        self._door = door
        self.draft = draft
        self._entry: CodeEntry | None = None
        self._password: NewPassword | None = None
        self._code: NewCode | None = None
        self._show()

    def _go(self, step: int) -> None:
        self.draft.step = step
        self._show()

    def _show(self) -> None:
        (self._show_code, self._show_password, self._show_new_code)[self.draft.step]()

    def _show_code(self) -> None:
        entry = CodeEntry(self._door.crm.check_code_groups)
        entry.fill(self.draft.code)
        entry.entered.connect(self.go_on)
        self._entry = entry
        text = tr("Type the eight groups from the paper. The digits check each other, so a slip shows at once.")
        step = Step(
            entry,
            tr("Enter the recovery code"),
            text,
            CODE,
            on_next=self._take_code,
            on_back=self.cancelled.emit,
            back_text=tr("To the sign-in"),
        )
        self.show_step(step)

    def type_code(self, code: str) -> None:
        """Fill the groups, as a person would."""
        if self._entry is not None:
            self._entry.fill(code)

    def _take_code(self) -> None:
        assert self._entry is not None
        self.draft.code = self._entry.code()
        if self._entry.check():
            self._go(PASSWORD)

    def _show_password(self) -> None:
        password = NewPassword(self._door.crm.password_strength)
        password.fill(self.draft.password)
        password.entered.connect(self.go_on)
        self._password = password
        text = tr("It replaces the owner's forgotten password. The old recovery code stops working as well.")
        step = Step(
            password,
            tr("A new password"),
            text,
            PASSWORD,
            on_next=self._take_password,
            next_text=tr("Open the base"),
            next_icon="key-round",
            on_back=lambda: self._go(CODE),
        )
        self.show_step(step)

    def _take_password(self) -> None:
        assert self._password is not None
        if not self._password.check():
            return
        self.draft.password = self._password.value()
        self.set_working(True, tr("The base is given new keys: this may take a minute"))
        self._door.recover(self.draft.folder, self.draft.code, self.draft.password, self._recovered, self._refused)

    def _refused(self, error: BaseException) -> None:
        if isinstance(error, WrongRecoveryCode):
            self.set_working(False)
            self._go(CODE)
        self.complain(error)

    def _recovered(self, opened: Opened) -> None:
        self.draft.opened = opened
        self.draft.code = self.draft.password = ""
        self.set_working(False)
        self._go(NEW_CODE)

    def _show_new_code(self) -> None:
        opened = self.draft.opened
        assert opened is not None
        self._code = code = NewCode(opened.recovery_code, self.draft.shop, self.draft.folder)
        text = tr("The base is open. This code replaces the one that you typed; tear up the old paper.")
        show_replaced_code(self, code, text, NEW_CODE, lambda: self.finished.emit(opened), tr("Open the shop"))
