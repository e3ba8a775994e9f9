"""The section of whoever may export, at once or on request, and not import: the export, and the own requests."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from clientcrm.domain.access import Permission
from clientcrm.domain.requests import RequestKind, RequestRow
from ui.asking import OwnRequests
from ui.context import Context
from ui.exchange.export_dialog import open_export
from ui.i18n import tr
from ui.page import Page, Place
from ui.widgets.button import Button
from ui.widgets.layout import column, holder, scrolled
from ui.widgets.sheet import PageHeader
from ui.widgets.states import EmptyState, Pages


class ExportPage(Page):
    """One button, and how what was asked for stands."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        asks = context.user.asks(Permission.EXPORT)
        self.export = Button(tr("Export"), "download", "primary")
        self.export.clicked.connect(lambda: context.open("exchange", export=True))
        self.own = OwnRequests(context, RequestKind.EXPORT, RequestKind.PRINT)
        self.own.changed.connect(self.refresh)
        self.own.emptied.connect(self.focus_first)
        text = (
            tr("The owner agrees to each file: say why you need it, and see here how it stands.")
            if asks
            else tr("Each export stands in the journal.")
        )
        self.empty = EmptyState("download", tr("Take clients out into a file"), text)
        self.pages = Pages()
        self._listed = scrolled(holder(column(self.own, None, margins=(24, 16, 24, 16))))
        self.pages.addWidget(self.empty)
        self.pages.addWidget(self._listed)
        self.setLayout(column(PageHeader(tr("Export"), "", self.export), (self.pages, 1), gap=0))
        self.refresh()

    def show_place(self, place: Place) -> None:
        """{} the page, {"export": True} the dialog over it."""
        if place.get("export"):
            open_export(self, self.context, place)

    def window_title(self) -> str:
        return tr("Export")

    def focus_first(self) -> None:
        self.export.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Read the own requests again."""
        if self.context.may(Permission.VIEW_CLIENTS):
            desk = self.desk
            self.run(lambda _job: desk.requests.mine(), self._arrived, key="mine")

    def _arrived(self, mine: list[RequestRow]) -> None:
        self.pages.show_page(self._listed if self.own.show_requests(mine) else self.empty)
