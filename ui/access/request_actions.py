"""What the owner answers to a request: looks into the file, refuses, allows once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clientcrm.domain.requests import RequestPreview, RequestRow
from ui.i18n import language, tr
from ui.request_preview import preview_facts, preview_table
from ui.request_words import request_title
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog
from ui.widgets.labels import Label

if TYPE_CHECKING:
    from ui.access.page import AccessPage

_WIDTH = 900


class RequestActions:
    """Answers requests and says so."""

    def __init__(self, page: AccessPage) -> None:
        self._page = page

    def act(self, key: str, request: object) -> None:
        """Do what a button of a card asks for."""
        if not isinstance(request, RequestRow):
            return
        page, requests = self._page, self._page.desk.requests
        if key == "preview":
            tongue = language()
            page.run(lambda _job: requests.preview(request.id, tongue), lambda found: self._preview(request, found))
        elif key == "refuse":
            page.run(
                lambda _job: requests.refuse(request.id), lambda _none: self._answered(tr("The request is refused"))
            )
        elif key == "approve":
            fact = tr("Allowed once, for seven days")
            page.run(lambda _job: requests.approve(request.id), lambda _none: self._answered(fact))

    def _answered(self, fact: str) -> None:
        self._page.context.toast(fact, icon="hand")
        self._page.refresh()

    def _preview(self, request: RequestRow, found: RequestPreview) -> None:
        dialog = Dialog(self._page, request_title(request), icon="eye", width=_WIDTH)
        dialog.add(Label(preview_facts(found), "body", "text2", wrap=True))
        dialog.add(preview_table(found))
        dialog.add(Label(tr("The first rows. Contacts are masked here; in the file they stand in full."), "cap"))
        close = Button(tr("Close"))
        close.clicked.connect(lambda: dialog.close_dialog(""))
        refuse, allow = Button(tr("Refuse")), Button(tr("Allow once"), "check", "primary")
        refuse.clicked.connect(lambda: dialog.close_dialog("refuse"))
        allow.clicked.connect(lambda: dialog.close_dialog("approve"))
        dialog.closed.connect(lambda result: self.act(result, request))
        dialog.set_actions(close, refuse, allow)
        dialog.open()
