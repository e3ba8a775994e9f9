"""The part of the export dialog for whoever asks the owner first: why, and how the own requests stand."""

from __future__ import annotations

from collections.abc import Sequence

from clientcrm.domain.requests import RequestKind, RequestRow, RequestState
from ui import words
from ui.i18n import tr
from ui.request_words import request_state
from ui.widgets.area import TextArea
from ui.widgets.labels import Label
from ui.widgets.layout import clear, column, holder, show_if
from ui.widgets.message import MessageBar

_SHOWN = 3


class ExportRequest:
    """What is shown depends on whether the owner has agreed to the file that is chosen now."""

    def __init__(self) -> None:
        self.bar = MessageBar("info", "", "", closable=False)
        self.reason = TextArea(tr("Why do you need it"), placeholder=tr("The owner will read it"), lines=2)
        self._own = column(gap=2)
        self._list = holder(column(Label(tr("Your requests"), "capm"), self._own, gap=4))
        self.widget = holder(column(self.bar, self.reason, self._list, gap=8))

    def show_requests(self, granted: RequestRow | None, mine: Sequence[RequestRow]) -> None:
        """The agreement to this very file, if there is one, and the newest of the own requests for files."""
        show_if(self.reason, granted is None)
        if granted is None:
            self.bar.set_kind("info")
            self.bar.set_text(
                tr("The owner has to agree first."),
                tr("The owner sees who asks, why, how many clients and which columns."),
            )
        else:
            self.bar.set_kind("ok")
            self.bar.set_text(
                tr("The owner agreed: request {number}.").format(number=granted.id),
                tr("It is good for one file."),
            )
        clear(self._own)
        files = [row for row in mine if row.kind is RequestKind.EXPORT][:_SHOWN]
        for row in files:
            self._own.addWidget(Label(_line(row), "small", "text2", wrap=True))
        show_if(self._list, bool(files))


def granted_of(mine: Sequence[RequestRow], number: int | None) -> RequestRow | None:
    """The own request with this number, while it is good."""
    return next((row for row in mine if row.id == number and row.state is RequestState.GRANTED), None)


def _line(row: RequestRow) -> str:
    asked = words.moment(words.local(row.asked_at))
    count = tr("%n clients", "", row.count)
    return tr("{number}: {count}, {asked} — {state}").format(
        number=row.id, count=count, asked=asked, state=request_state(row)
    )
