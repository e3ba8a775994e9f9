"""A request to see one client's contacts that waits: how it stands, taking it back, the owner's password in place."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from clientcrm.domain.requests import RequestKind, RequestRow, RequestState
from ui.asking import OwnRequests
from ui.context import Context
from ui.i18n import tr
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog
from ui.widgets.labels import Label


class AskedDialog(Dialog):
    """Closes itself once there is an answer; what was agreed to is shown then."""

    def __init__(self, parent: QWidget, context: Context, client_id: int, agreed: Callable[[], None]) -> None:
        super().__init__(parent, tr("Request sent"), icon="clock", width=460)
        self._context, self._client_id, self._agreed = context, client_id, agreed
        self.own = OwnRequests(context, RequestKind.SHOW)
        self.own.changed.connect(self._read)
        text = tr("The owner answers at the own sign-in, or here and now with the password.")
        self.add(Label(text, "body", "text2", wrap=True), self.own)
        self.fine = Button(tr("Close"))
        self.fine.clicked.connect(lambda: self.close_dialog(""))
        self.set_actions(self.fine)

    def _read(self) -> None:
        requests = self._context.desk.requests
        self._context.background.run(self, lambda _job: requests.mine(), then=self.show_requests, key="mine")

    def show_requests(self, mine: Sequence[RequestRow]) -> None:
        """How the newest request for this client stands."""
        newest = newest_of(mine, self._client_id)
        if newest is not None and newest.state is RequestState.ASKED:
            self.own.show_requests([newest])
        elif self.is_open():
            granted = newest is not None and newest.state is RequestState.GRANTED
            self.close_dialog("")
            if granted:
                self._agreed()


def newest_of(mine: Sequence[RequestRow], client_id: int) -> RequestRow | None:
    """The newest request to see the contacts of this client."""
    about = (row for row in mine if row.kind is RequestKind.SHOW and row.client_id == client_id)
    return next(about, None)
