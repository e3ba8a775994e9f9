"""The tab of requests: those that wait as cards, those that were answered below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from clientcrm.domain.requests import RequestRow, RequestState
from ui import words
from ui.access.request_card import RequestCard
from ui.context import Context
from ui.i18n import tr
from ui.request_words import request_about, request_state, request_title
from ui.widgets.button import Button
from ui.widgets.columns import Cell, Column, Kind
from ui.widgets.dialog import Dialog
from ui.widgets.labels import Label
from ui.widgets.layout import clear, column, holder
from ui.widgets.paged_model import PagedModel
from ui.widgets.states import EmptyState, Pages
from ui.widgets.table import Table

_TONES = {
    RequestState.GRANTED: "ok",
    RequestState.REFUSED: "bad",
    RequestState.USED: "text2",
    RequestState.WITHDRAWN: "text3",
    RequestState.EXPIRED: "text3",
}


class RequestsTab(QWidget):
    """What people asked for."""

    asked = Signal(str, object)  # preview, refuse or approve; and the request

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._cards = column(gap=10)
        self._answered: dict[int, RequestRow] = {}
        self.cards: list[RequestCard] = []
        self.model = PagedModel[RequestRow](request_columns(), self._rows, context.background, self)
        self.table = Table(tr("Answered requests"), checks=False)
        self.table.set_model(self.model)
        self.table.opened.connect(self._open)
        text = tr(
            "Whoever may export or print only on request asks here, with a reason. You see what will be in the file."
        )
        self.empty = EmptyState("hand", tr("Nobody has asked for anything yet"), text)
        self.pages = Pages()
        self._heading = Label(tr("Answered"), "h3")
        self._listed = holder(column(holder(self._cards), self._heading, (self.table, 1), gap=12))
        self.pages.addWidget(self._listed)
        self.pages.addWidget(self.empty)
        self.setLayout(column((self.pages, 1), margins=(24, 12, 24, 12)))

    def show_requests(self, waiting: Sequence[RequestRow], answered: Sequence[RequestRow]) -> None:
        """Show how things stand."""
        clear(self._cards)
        self.cards = [RequestCard(request, self.asked.emit) for request in waiting]
        for number, card in enumerate(self.cards):
            card.set_primary(number == 0)
            self._cards.addWidget(card)
        self._answered = {request.id: request for request in answered}
        self._heading.setVisible(bool(answered))
        self.table.setVisible(bool(answered))
        self.model.show_ids(list(self._answered))
        self.pages.show_page(self._listed if waiting or answered else self.empty)

    def _rows(self, ids: Sequence[int]) -> list[RequestRow]:
        return [self._answered[one] for one in ids if one in self._answered]

    def _open(self, number: int) -> None:
        """A reason is longer than a cell: the whole request, to be read."""
        request = self._answered.get(number)
        if request is None:
            return
        dialog = Dialog(self, request_title(request), icon="hand", width=520)
        dialog.add(Label(request_about(request), "body", wrap=True), Label(request_state(request), "bodym", wrap=True))
        close = Button(tr("Close"))
        close.clicked.connect(lambda: dialog.close_dialog(""))
        dialog.set_actions(close)
        dialog.set_default(close)
        dialog.open()


def request_columns() -> list[Column[RequestRow]]:
    """What was asked, when, how it was answered."""
    return [
        Column("what", tr("What"), Kind.STRONG, request_title, 330, priority=0, stretch=1, sortable=False),
        Column("why", tr("What exactly and why"), Kind.TEXT, request_about, 300, priority=4, stretch=1, sortable=False),
        Column("when", tr("Answered at"), Kind.MOMENT, _decided, 140, priority=2, sortable=False),
        Column("state", tr("State"), Kind.TEXT, _state, 214, priority=1, sortable=False),
    ]


def _decided(request: RequestRow) -> object:
    return words.local(request.decided_at) if request.decided_at is not None else None


def _state(request: RequestRow) -> Cell:
    return Cell(request_state(request), tone=_TONES.get(request.state, "warn"))
