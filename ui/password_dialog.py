"""Changing one's own password: the old one, the new one twice."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from clientcrm.domain.errors import WrongPassword
from ui.context import Context
from ui.errors import is_known, show_error, words_for
from ui.i18n import tr
from ui.new_password import NewPassword
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog
from ui.widgets.password import PasswordField


class PasswordDialog:
    """The dialog and what its button does."""

    def __init__(self, window: QWidget, context: Context) -> None:
        self._context = context
        self.dialog = Dialog(window, tr("Change the password"), icon="key-round", width=460)
        self.old = PasswordField(tr("Password now"))
        self.new = NewPassword(context.crm.password_strength)
        self.dialog.add(self.old, self.new)
        cancel = Button(tr("Cancel"))
        cancel.clicked.connect(lambda: self.dialog.close_dialog(""))
        self.change = Button(tr("Change the password"), "key-round", "primary")
        self.change.clicked.connect(self._change)
        self.new.entered.connect(self._change)
        self.old.entered.connect(self.new.setFocus)
        self.dialog.set_actions(cancel, self.change)

    def open(self) -> None:
        """Show it with the cursor in the old password."""
        self.dialog.open()
        self.old.setFocus()

    def _change(self) -> None:
        if self.change.is_busy():
            return
        if not self.old.text():
            self.old.set_error(tr("Enter the password"))
            self.old.setFocus()
            return
        if not self.new.check():
            return
        self.change.set_busy(True)
        desk, old, new = self._context.desk, self.old.text(), self.new.value()
        self._context.background.run(
            self.dialog,
            lambda _job: desk.change_password(old, new),
            then=lambda _none: self._changed(),
            failed=self._refused,
        )

    def _changed(self) -> None:
        self.dialog.close_dialog("changed")
        self._context.toast(tr("The password is changed"), icon="key-round")

    def _refused(self, error: BaseException) -> None:
        self.change.set_busy(False)
        if isinstance(error, WrongPassword):
            self.old.set_error(words_for(error).text)
            self.old.setFocus()
            self.old.select_all()
        elif is_known(error):
            self.new.first.set_error(words_for(error).text)
        else:
            show_error(self.dialog, error)


def open_password_dialog(window: QWidget, context: Context) -> PasswordDialog:
    """Ask for the old and the new password."""
    dialog = PasswordDialog(window, context)
    dialog.open()
    dialog.dialog.closed.connect(lambda _result, kept=dialog: None)  # kept alive as long as its dialog
    return dialog
