"""Who entered a segment, who left it, and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from clientcrm.crm import Desk
from clientcrm.domain.clients import SavedSegment
from clientcrm.domain.segment_list import MembershipDay, Move
from ui import words
from ui.errors import technical, words_for
from ui.i18n import tr
from ui.page import Page
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog
from ui.widgets.labels import Label
from ui.widgets.option import Option
from ui.widgets.option_list import OptionList
from ui.widgets.states import EmptyState, ErrorState

MOST = 300


@dataclass(frozen=True, slots=True)
class Story:
    """What was read of a segment: days with their numbers, who moved, and the names of those who may be seen."""

    days: Sequence[MembershipDay]
    moves: Sequence[Move]
    names: dict[int, str]


def read_story(desk: Desk, segment_id: int) -> Story:
    """Work for a worker."""
    moves = desk.segments.moves(segment_id, limit=MOST)
    rows = desk.clients.rows(sorted({move.client_id for move in moves}))
    return Story(desk.segments.history(segment_id), moves, {row.id: row.name for row in rows})


class HistoryDialog(Dialog):
    """Newest first, by days; Enter on a line goes to the card. `client_asked` carries the client."""

    client_asked = Signal(int)

    def __init__(self, page: Page, segment: SavedSegment) -> None:
        super().__init__(page, tr("Who came and went: {name}").format(name=segment.name), width=520)
        self.segment = segment
        self.list: OptionList | None = None
        self._clients: dict[str, int] = {}
        self._wait = Label(tr("Reading…"), "body", "text3")
        self.add(self._wait)
        close = Button(tr("Close"))
        close.clicked.connect(lambda _checked=False: self.close_dialog(""))
        self.set_actions(close)
        self.set_default(close)
        desk = page.desk
        page.context.background.run(
            self, lambda _job: read_story(desk, segment.id), then=self._show, failed=self._not_read, key="story"
        )

    def _show(self, story: Story) -> None:
        self._wait.hide()
        seen = [move for move in story.moves if move.client_id in story.names]
        if not seen:
            self.add(_nobody(self.segment))
            return
        headings = {day.day: _heading(day) for day in story.days}
        options = []
        for number, move in enumerate(seen):
            key = str(number)
            self._clients[key] = move.client_id
            heading = headings.get(move.day) or words.full_day(move.day)
            icon, said = ("arrow-right", tr("fits since then")) if move.entered else ("log-out", tr("fits no more"))
            options.append(Option(key, story.names[move.client_id], icon, said, group=heading))
        self.list = OptionList(options, search=len(options) > 12, name=self.title.text())
        self.list.chosen.connect(self._on_chosen)
        self.add(self.list)
        if len(story.moves) >= MOST:
            self.add(Label(tr("The latest %n are shown.", "moves of clients", MOST), "cap"))
        self.list.setFocus()

    def _not_read(self, error: BaseException) -> None:
        self._wait.hide()
        said = words_for(error)
        self.add(ErrorState(said.what, said.to_do, details=technical(error)))

    def _on_chosen(self, key: str) -> None:
        self.close_dialog("client")
        self.client_asked.emit(self._clients[key])


def open_history(page: Page, segment: SavedSegment) -> HistoryDialog:
    """Over the window; a chosen client's card opens."""
    dialog = HistoryDialog(page, segment)
    dialog.client_asked.connect(partial(_open_card, page))
    dialog.open()
    return dialog


def _open_card(page: Page, client_id: int) -> None:
    page.context.open("clients", client=client_id)


def _heading(day: MembershipDay) -> str:
    """14 мая: +3, −1."""
    parts = []
    if day.entered:
        parts.append(tr("%n entered", "a segment", day.entered))
    if day.left:
        parts.append(tr("%n left", "a segment", day.left))
    return f"{words.day(day.day)} · {', '.join(parts)}"


def _nobody(segment: SavedSegment) -> QWidget:
    if segment.frozen_at is not None:
        return EmptyState("snowflake", tr("Nobody comes or goes"), tr("A frozen segment stays as it was made."))
    return EmptyState(
        "history", tr("Nothing yet"), tr("From now on each client who begins to fit or no longer fits is noted here.")
    )
