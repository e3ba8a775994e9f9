"""The owner agrees at the desk of whoever asked: sees what is asked for, types the own password, and it holds once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from clientcrm.domain.errors import AccessDenied, CrmError
from clientcrm.domain.requests import RequestKind, RequestPreview, RequestRow
from ui.context import Context
from ui.errors import is_known, words_for
from ui.i18n import language, tr
from ui.request_preview import preview_facts, preview_table
from ui.request_words import request_about, request_title
from ui.widgets.button import Button
from ui.widgets.combo import Combo
from ui.widgets.dialog import Dialog
from ui.widgets.fields import Field
from ui.widgets.labels import Label
from ui.widgets.layout import column, holder
from ui.widgets.option import Option
from ui.widgets.password import PasswordField

_WIDTH, _NARROW, _TABLE = 720, 460, 190


class InPlaceDialog(Dialog):
    """Who asks for what and why, the first rows of the file, the owner's name and password."""

    def __init__(self, parent: QWidget, context: Context, request: RequestRow, then: Callable[[], None]) -> None:
        show = request.kind is RequestKind.SHOW
        super().__init__(parent, tr("The owner allows it here"), icon="key-round", width=_NARROW if show else _WIDTH)
        self._context, self._request = context, request
        said = replace(request, reason=context.reasons.get(request.id, ""))
        self.what = Label(request_title(said), "bodys", wrap=True)
        self.about = Label(request_about(said, sealed=not said.reason), "small", "text2", wrap=True)
        self._rows = column(gap=6)
        names = context.desk.requests.owners()
        self.owner = Combo([Option(name, name) for name in names], name=tr("Owner"))
        self.owner.choose(names[0])
        self._who = Field(self.owner, tr("Owner"))
        self.password = PasswordField(tr("Owner's password"))
        self.password.entered.connect(self._go)
        note = tr("It holds for this request alone, once, within seven days. The journal says who allowed it.")
        self.add(self.what, self.about, holder(self._rows), self._who, self.password, Label(note, "cap", wrap=True))
        self._who.setVisible(len(names) > 1)
        self.cancel = Button(tr("Cancel"))
        self.cancel.clicked.connect(lambda: self.close_dialog(""))
        self.go = Button(tr("Allow once"), "check", "primary")
        self.go.clicked.connect(self._go)
        self.set_actions(self.cancel, self.go)
        self.closed.connect(lambda result: then() if result == "done" else None)
        if not show:
            self._read()

    def escape(self) -> None:
        if not self.go.is_busy():
            super().escape()

    # ------------------------------------------------------------ what is asked for

    def _read(self) -> None:
        requests, number, tongue = self._context.desk.requests, self._request.id, language()
        self._context.background.run(
            self, lambda _job: requests.preview_own(number, tongue), then=self._show, failed=self._refused
        )

    def _show(self, found: RequestPreview) -> None:
        self._rows.addWidget(Label(preview_facts(found), "small", wrap=True))
        self._rows.addWidget(preview_table(found, _TABLE))
        masked = tr("The first rows. Contacts are masked here; in the file they stand in full.")
        self._rows.addWidget(Label(masked, "cap", wrap=True))

    # ------------------------------------------------------------ agreeing

    def _go(self) -> None:
        if self.go.is_busy():
            return
        password, owner, number = self.password.text(), self.owner.key(), self._request.id
        if not password:
            self._say(tr("Enter the password"))
            return
        self.go.set_busy(True)
        requests = self._context.desk.requests
        self._context.background.run(
            self,
            lambda _job: requests.approve_in_place(number, owner, password),
            then=self._done,
            failed=self._refused,
            long=True,
        )

    def _done(self, _none: None) -> None:
        self.go.set_busy(False)
        self.password.forget()
        self.close_dialog("done")
        self._context.toast(tr("Allowed once, for seven days"), icon="hand")

    def _refused(self, error: BaseException) -> None:
        self.go.set_busy(False)
        if isinstance(error, AccessDenied):
            self._say(tr("{name} is not an owner any more.").format(name=self.owner.key()))
        elif isinstance(error, CrmError) and is_known(error):
            self._say(words_for(error).text)
        else:
            self._context.show_error(self, error)

    def _say(self, text: str) -> None:
        self.password.set_error(text)
        self.password.setFocus()
        self.password.select_all()
