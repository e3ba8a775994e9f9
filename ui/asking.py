"""What whoever needs the owner's agreement sees of it: why it is asked for, how the own requests stand, taking back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QBoxLayout, QWidget

from clientcrm.domain.changes import Changes, Topic
from clientcrm.domain.errors import Invalid
from clientcrm.domain.requests import RequestKind, RequestRow, RequestState
from ui import words
from ui.context import Context
from ui.errors import field_words
from ui.i18n import tr
from ui.in_place import InPlaceDialog
from ui.request_words import request_state
from ui.widgets.area import TextArea
from ui.widgets.button import Button
from ui.widgets.labels import Label
from ui.widgets.layout import clear, column, row, show_if
from ui.widgets.message import MessageBar

OPEN: Final = (RequestState.ASKED, RequestState.GRANTED)
_CLOSED_SHOWN = 3


class OwnRequests(QWidget):
    """The own requests of some kinds: all that are open, each with a button to take it back, then the newest others."""

    changed = Signal()
    emptied = Signal()  # the last button went, and the focus was on it

    def __init__(self, context: Context, *kinds: RequestKind) -> None:
        super().__init__()
        self._context, self._kinds = context, kinds
        self._shown: list[RequestRow] | None = None
        self._lines = column(gap=4)
        self._backs: list[Button] = []
        self.setLayout(column(Label(tr("Your requests"), "capm"), self._lines, gap=4))
        context.changed.connect(self._on_changed)

    def show_requests(self, mine: Sequence[RequestRow]) -> bool:
        """Show those of them that are of the kinds; whether there are any."""
        rows = [request for request in mine if request.kind in self._kinds]
        if rows != self._shown:
            self._shown = rows
            self._fill(rows)
        return bool(rows)

    def _fill(self, rows: Sequence[RequestRow]) -> None:
        focus = QApplication.focusWidget()
        had_focus = focus is not None and self.isAncestorOf(focus)
        open_ones = [request for request in rows if request.state in OPEN]
        closed = [request for request in rows if request.state not in OPEN]
        clear(self._lines)
        self._backs.clear()
        for request in (*open_ones, *closed[:_CLOSED_SHOWN]):
            self._lines.addLayout(self._line(request))
        if had_focus:  # the pressed button is gone; the keyboard must not fall out of the dialog
            if self._backs:
                self._backs[0].show()
                self._backs[0].setFocus(Qt.FocusReason.OtherFocusReason)
            else:
                self.emptied.emit()

    def _line(self, request: RequestRow) -> QBoxLayout:
        said = Label(request_line(request, several=len(self._kinds) > 1), "small", "text2", wrap=True)
        if request.state not in OPEN:
            return row((said, 1))
        if request.state is RequestState.ASKED:
            here = Button(tr("The owner is here: allow by password"), "key-round", "link", "sm")
            here.setAccessibleName(tr("Allow request {number} by the owner's password").format(number=request.id))
            here.clicked.connect(partial(self._allow, request))
            return column(row((said, 1), self._back(request)), row(here, None), gap=0)
        return row((said, 1), self._back(request))

    def _back(self, request: RequestRow) -> Button:
        back = Button(tr("Withdraw", "a request"), "undo-2", "ghost", "sm")
        back.setAccessibleName(tr("Withdraw request {number}").format(number=request.id))
        back.clicked.connect(partial(self._withdraw, request.id))
        self._backs.append(back)
        return back

    def _allow(self, request: RequestRow) -> None:
        InPlaceDialog(self.window(), self._context, request, self.changed.emit).open()

    def _withdraw(self, number: int) -> None:
        requests = self._context.desk.requests

        def done(_none: None) -> None:
            self._context.toast(tr("Request {number} is withdrawn.").format(number=number), icon="undo-2")
            self.changed.emit()

        def failed(error: BaseException) -> None:
            self._context.show_error(self, error)
            self.changed.emit()

        self._context.background.run(self, lambda _job: requests.withdraw(number), then=done, failed=failed)

    @Slot(frozenset)
    def _on_changed(self, changes: Changes) -> None:
        if Topic.REQUESTS in changes:
            self.changed.emit()


class Asking(QWidget):
    """A part of a dialog; what it shows depends on whether the owner has agreed to what is chosen there now."""

    changed = Signal()

    def __init__(self, context: Context, kind: RequestKind, good_for: str) -> None:
        """`good_for`: the words for what one agreement is good for."""
        super().__init__()
        self._context, self._good_for = context, good_for
        self.bar = MessageBar("info", "", "", closable=False)
        self.reason = TextArea(tr("Why do you need it"), placeholder=tr("The owner will read it"), lines=2)
        self.own = OwnRequests(context, kind)
        self.own.changed.connect(self.changed)
        self.own.emptied.connect(self.reason.setFocus)
        self.setLayout(column(self.bar, self.reason, self.own, gap=8))

    def show_requests(self, granted: RequestRow | None, mine: Sequence[RequestRow]) -> None:
        """The agreement to this very thing, if there is one, and how the own requests stand."""
        show_if(self.reason, granted is None)
        if granted is None:
            self.bar.set_kind("info")
            self.bar.set_text(
                tr("The owner has to agree first."),
                tr("The owner sees who asks, why, how many clients and which columns."),
            )
        else:
            self.bar.set_kind("ok")
            self.bar.set_text(tr("The owner agreed: request {number}.").format(number=granted.id), self._good_for)
        show_if(self.own, self.own.show_requests(mine))

    def send(self, ask: Callable[[str], int], failed: Callable[[BaseException], None]) -> None:
        """Send the request with the reason that was given; the dialog stays and tells how it stands."""
        reason = self.reason.text()

        def sent(number: int) -> None:
            self._context.reasons[number] = reason.strip()
            self.reason.set_text("")
            self._context.toast(tr("Request {number} is with the owner.").format(number=number), icon="hand")
            self.changed.emit()

        def refused(error: BaseException) -> None:
            if isinstance(error, Invalid) and "reason" in error.fields:
                self.reason.set_error(field_words(error.fields["reason"]))
                self.reason.setFocus()
            else:
                failed(error)

        self._context.background.run(self, lambda _job: ask(reason), then=sent, failed=refused)


def granted_of(mine: Sequence[RequestRow], number: int | None) -> RequestRow | None:
    """The own request with this number, while it is good."""
    return next((request for request in mine if request.id == number and request.state is RequestState.GRANTED), None)


def request_line(request: RequestRow, *, several: bool = False) -> str:
    """Number, how many clients, when, how it stands; `several`: what it is about as well."""
    asked = words.moment(words.local(request.asked_at))
    count = tr("%n clients", "", request.count)
    if request.kind is RequestKind.SHOW:
        count = request.client_name
    elif several:
        count = f"{_kind_word(request.kind)}, {count}"
    return tr("{number}: {count}, {asked} — {state}").format(
        number=request.id, count=count, asked=asked, state=request_state(request)
    )


def _kind_word(kind: RequestKind) -> str:
    return tr("print", "what is asked for") if kind is RequestKind.PRINT else tr("file", "what is asked for")
