"""Replacing the recovery code: the password first, then the new code, which has to be proved before it closes."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from clientcrm.domain.errors import WrongPassword
from ui.context import Context
from ui.errors import is_known, show_error, words_for
from ui.i18n import tr
from ui.recovery_code import NewCode
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog
from ui.widgets.labels import Label
from ui.widgets.password import PasswordField


class CodeDialog(Dialog):
    """Two steps in one dialog."""

    def __init__(self, window: QWidget, context: Context) -> None:
        super().__init__(window, tr("Replace the recovery code"), icon="key-round", width=720)
        self._context = context
        self.code: NewCode | None = None
        text = tr(
            "The old code opens nothing that is written from now on. The base is copied once, which may take a while."
        )
        self._text = Label(text, "body", "text2", wrap=True)
        self.password = PasswordField(tr("Your password"))
        self.password.entered.connect(self._replace)
        self.add(self._text, 6, self.password)
        cancel = Button(tr("Cancel"))
        cancel.clicked.connect(lambda: self.close_dialog(""))
        self.replace = Button(tr("Replace the code"), "key-round", "primary")
        self.replace.clicked.connect(self._replace)
        self.done = Button(tr("Done"), "check", "primary")
        self.done.clicked.connect(lambda: self.close_dialog("done"))
        self.set_actions(cancel, self.replace)

    def escape(self) -> None:
        if not self.replace.is_busy() and (self.code is None or self.code.is_ready):
            super().escape()  # a new code that nobody wrote down would be a lost one

    def _replace(self) -> None:
        if self.replace.is_busy() or self.code is not None:
            return
        if not self.password.text():
            self.password.set_error(tr("Enter the password"))
            self.password.setFocus()
            return
        self.replace.set_busy(True)
        desk, password = self._context.desk, self.password.text()
        self._context.background.run(
            self,
            lambda _job: desk.replace_recovery_code(password),
            then=self._replaced,
            failed=self._refused,
            long=True,
        )

    def _refused(self, error: BaseException) -> None:
        self.replace.set_busy(False)
        if isinstance(error, WrongPassword) or is_known(error):
            self.password.set_error(words_for(error).text)
            self.password.setFocus()
            self.password.select_all()
        else:
            show_error(self, error)

    def _replaced(self, code: str) -> None:
        self.replace.set_busy(False)
        self.password.forget()
        self.password.hide()
        self._text.setText(tr("This code replaces the old one; tear up the old paper."))
        self.code = NewCode(code, self._context.shop.shop, self._context.desk.folder)
        self.code.entered.connect(self.done.click)
        self.add(self.code)
        self.set_actions(self.done)
        self.code.guard(self.done)
        self.code.show()
        self.code.setFocus()
