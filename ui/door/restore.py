"""Bringing a base back from a copy: the file, a new folder, the password or the recovery code."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from clientcrm.domain.errors import WrongRecoveryCode
from ui import file_dialogs
from ui.door.card_flow import CardFlow, Step
from ui.door.code_entry import CodeEntry
from ui.door.code_step import show_replaced_code
from ui.door.opening import Door
from ui.i18n import tr
from ui.new_password import NewPassword
from ui.recovery_code import NewCode
from ui.widgets.button import Button
from ui.widgets.choice import Segmented
from ui.widgets.fields import TextField
from ui.widgets.layout import column, holder, row
from ui.widgets.option import Option
from ui.widgets.password import PasswordField

if TYPE_CHECKING:
    from clientcrm.crm import Restored

FILE, KEY, NEW_CODE = range(3)
BY_PASSWORD, BY_CODE = "password", "code"


@dataclass
class RestoreDraft:
    """How far the restoring has come; survives a switch of language."""

    copy: Path | None = None
    folder: Path | None = None
    step: int = FILE
    way: str = BY_PASSWORD
    new_code: str = ""


class Restore(CardFlow):
    """`finished` brings the folder of the restored base."""

    finished = Signal(object)
    cancelled = Signal()

    def __init__(self, door: Door, draft: RestoreDraft) -> None:
        super().__init__(tr("Restore from a copy"), [tr("Copy and folder"), tr("Key"), tr("Done", "last step")])
        self._door = door
        self.draft = draft
        (self._show_file, self._show_key, self._show_new_code)[draft.step]()

    # ------------------------------------------------------------ what and where

    def _show_file(self) -> None:
        self.copy = TextField(tr("Copy of the base"), text=str(self.draft.copy or ""), placeholder="*.crmb")
        hint = tr("A new one: the folder that is here now stays on the disk")
        place = self.draft.folder or (_proposed(self.draft.copy) if self.draft.copy else "")
        self.folder = TextField(tr("Folder for the restored base"), text=str(place), hint=hint)
        pick_copy, pick_folder = Button(tr("Choose"), "folder-open"), Button(tr("Choose"), "folder-open")
        pick_copy.clicked.connect(self._choose_copy)
        pick_folder.clicked.connect(self._choose_folder)
        for line in (self.copy, self.folder):
            line.entered.connect(self.go_on)
        content = holder(column(_beside(self.copy, pick_copy), _beside(self.folder, pick_folder), gap=16))
        content.setFocusProxy(self.copy)
        step = Step(
            content,
            tr("What to restore and where"),
            tr(
                "The copy is opened, checked and put into a new folder. From then on this computer opens that base "
                "only: what was written after the copy stays in the old folder, which opens no more."
            ),
            FILE,
            on_next=self._take_file,
            on_back=self.cancelled.emit,
        )
        self.show_step(step)

    def _choose_copy(self) -> None:
        def take(path: Path) -> None:
            self.copy.set_text(str(path))
            if not self.folder.text():
                self.folder.set_text(str(_proposed(path)))

        kinds = [tr("Copies of a base (*.crmb)")]
        file_dialogs.choose_file(self, tr("Copy of the base"), kinds, take, self.draft.copy)

    def _choose_folder(self) -> None:
        def take(path: Path) -> None:
            taken = path.is_dir() and any(path.iterdir())
            self.folder.set_text(str(_free(path / tr("Restored base", "folder name")) if taken else path))

        file_dialogs.choose_folder(self, tr("Folder for the restored base"), take, self.draft.folder)

    def _take_file(self) -> None:
        if not self.copy.text():
            self.copy.set_error(tr("Choose the copy"))
            self.copy.setFocus()
        elif not self.folder.text():
            self.folder.set_error(tr("Choose a folder"))
            self.folder.setFocus()
        else:
            self.draft.copy, self.draft.folder = Path(self.copy.text()), Path(self.folder.text())
            self.draft.step = KEY
            self._show_key()

    # ------------------------------------------------------------ with which key

    def _show_key(self) -> None:
        self.way = Segmented(
            [Option(BY_PASSWORD, tr("With the owner's password")), Option(BY_CODE, tr("With the recovery code"))],
            current=self.draft.way,
            name=tr("How to open the copy"),
        )
        self.way.chosen.connect(self._on_way)
        content = self._password_part() if self.draft.way == BY_PASSWORD else self._code_part()
        inner = holder(column(row(self.way, None), content, gap=20))
        inner.setFocusProxy(content)
        by_password = self.draft.way == BY_PASSWORD
        step = Step(
            inner,
            tr("Open the copy"),
            tr("On the computer where it was made the owner's password is enough.")
            if by_password
            else tr("On another computer the recovery code opens it, and a new password is set."),
            KEY,
            on_next=self._take_key,
            next_text=tr("Restore"),
            next_icon="archive-restore",
            on_back=self._back_to_file,
        )
        self.show_step(step)

    def _password_part(self) -> QWidget:
        self.password = PasswordField(tr("The owner's password"))
        self.password.entered.connect(self.go_on)
        return self.password

    def _code_part(self) -> QWidget:
        self.entry = CodeEntry(self._door.crm.check_code_groups)
        self.new_password = NewPassword(self._door.crm.password_strength)
        self.new_password.entered.connect(self.go_on)
        part = holder(column(self.entry, self.new_password, gap=20))
        part.setFocusProxy(self.entry)
        return part

    def _on_way(self, way: str) -> None:
        self.draft.way = way
        self._show_key()

    def _back_to_file(self) -> None:
        self.draft.step = FILE
        self._show_file()

    def _take_key(self) -> None:
        assert self.draft.copy is not None
        assert self.draft.folder is not None
        if self.draft.way == BY_PASSWORD:
            if not self.password.text():
                self.password.set_error(tr("Enter the password"))
                return
            keys = {"password": self.password.text()}
        else:
            if not (self.entry.check() and self.new_password.check()):
                return
            keys = {"recovery_code": self.entry.code(), "new_password": self.new_password.value()}
        self.set_working(True, tr("The copy is being opened and checked"))
        self._door.restore(self.draft.copy, self.draft.folder, keys, self._restored, self._refused)

    def _refused(self, error: BaseException) -> None:
        self.complain(error)
        if isinstance(error, WrongRecoveryCode) and error.group:
            self.entry.mark(error.group)

    def _restored(self, restored: Restored) -> None:
        self.set_working(False)
        self.draft.folder = restored.folder
        if restored.recovery_code:
            self.draft.new_code, self.draft.step = restored.recovery_code, NEW_CODE
            self._show_new_code()
        else:
            self.finished.emit(restored.folder)

    # ------------------------------------------------------------ the code that replaces the old one

    def _show_new_code(self) -> None:
        folder = self.draft.folder
        assert folder is not None
        code = NewCode(self.draft.new_code, folder.name, folder)
        text = tr("The base is restored. This code replaces the one that you typed; tear up the old paper.")
        show_replaced_code(self, code, text, NEW_CODE, lambda: self.finished.emit(folder), tr("To the sign-in"))


def _beside(line: TextField, button: Button) -> QWidget:
    """A field with its button, which stands level with the input, not with the label."""
    return holder(row((line, 1), holder(column(26, button, None, gap=0)), gap=8))


def _proposed(copy: Path) -> Path:
    """A new folder near the copy, never inside the base: there the copies have a folder of their own."""
    near = copy.parent.parent
    if (near / "keys.json").exists():
        near = near.parent
    return _free(near / tr("Restored base", "folder name"))


def _free(folder: Path) -> Path:
    """The folder, or the next one by number that is not there yet."""
    found, number = folder, 2
    while found.exists() and any(found.iterdir()):
        found, number = folder.with_name(f"{folder.name} {number}"), number + 1
    return found
