"""The timeline of a client with the composer above it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from clientcrm.domain.access import Permission
from clientcrm.domain.sales import PurchaseRow
from clientcrm.domain.timeline import EntryKind, InteractionDraft, TimelineEntry
from ui.clients.begun import Begun
from ui.clients.entry_dialog import EntryDialog
from ui.clients.story import entry_key, told
from ui.clients.story_view import StoryView
from ui.clients.vocabulary import Vocabulary
from ui.clients.wording import entry_word
from ui.i18n import tr
from ui.page import Page
from ui.widgets.button import Button
from ui.widgets.layout import column, row
from ui.widgets.option import Option
from ui.widgets.states import EmptyState
from ui.widgets.timeline import Composer

if TYPE_CHECKING:
    from clientcrm.crm import Desk

AT_ONCE = 40
_ICONS = {EntryKind.CALL: "phone", EntryKind.MESSAGE: "message-circle", EntryKind.VISIT: "footprints"}


class TimelineTab(QWidget):
    """Newest first; older entries come on request."""

    purchase_opened = Signal(int)

    def __init__(self, page: Page, known: Callable[[], Vocabulary], begun: Begun) -> None:
        super().__init__()
        self._page, self._known, self._client_id = page, known, 0
        # Words begun about one client wait while another is looked at.
        self._begun = begun.words
        self.entries: list[TimelineEntry] = []
        self._purchases: Mapping[int, PurchaseRow] = {}
        kinds = (EntryKind.CALL, EntryKind.MESSAGE, EntryKind.VISIT, EntryKind.NOTE)
        self.composer = Composer(
            [Option(kind.value, entry_word(kind), _ICONS.get(kind, "sticky-note")) for kind in kinds],
            tr("What happened? For example: “asked about white peony tea”"),
        )
        self.composer.choose_kind(begun.kind)
        self.composer.sent.connect(self.record)
        self.line = StoryView()
        self.line.chosen.connect(self.open_entry)
        self.empty = EmptyState(
            "history", tr("Nothing has happened yet"), tr("Calls, visits and purchases gather here.")
        )
        self.earlier = Button(tr("Show earlier"), "history", "link")
        self.earlier.clicked.connect(self._read_earlier)
        self.setLayout(column(self.composer, self.line, row(self.earlier, None), self.empty, None, gap=18))

    @property
    def client_id(self) -> int:
        """Whose timeline this is; 0 before the first."""
        return self._client_id

    def turn_to(self, client_id: int, *, writable: bool) -> None:
        """Another client: the composer begins anew, or where it was left."""
        if client_id != self._client_id:
            self._begun[self._client_id] = self.composer.text()
            self._client_id = client_id
            self.composer.set_text(self._begun.pop(client_id, ""))
        self.composer.setVisible(writable)

    def fill(self, entries: Sequence[TimelineEntry], purchases: Mapping[int, PurchaseRow]) -> Iterator[None]:
        """Show these entries, one a step; purchases name the goods."""
        self.entries, self._purchases = list(entries), purchases
        self.earlier.setVisible(len(entries) >= AT_ONCE)
        yield from self._show()

    def _show(self) -> Iterator[None]:
        self.line.setVisible(bool(self.entries))
        self.empty.setVisible(not self.entries)
        yield from self.line.show_groups(told(self.entries, self._known(), self._purchases))

    def _read_earlier(self) -> None:
        before = self.entries[-1].at
        desk, client_id = self._page.desk, self._client_id

        def arrived(more: list[TimelineEntry]) -> None:
            self.entries += more
            self.earlier.setVisible(len(more) >= AT_ONCE)
            self._page.context.background.piecemeal(self, self._show(), key="story")

        self._page.context.background.run(
            self,
            lambda _job: desk.timeline.entries(client_id, limit=AT_ONCE, before=before),
            then=arrived,
            key="earlier",
        )

    # ------------------------------------------------------------ writing

    def record(self, kind: str, text: str) -> None:
        """Write down what happened; the toast takes it back."""
        if not text.strip():
            return
        desk, context = self._page.desk, self._page.context
        draft = InteractionDraft(self._client_id, EntryKind(kind), text)
        self.composer.set_busy(True)

        def done(entry_id: int) -> None:
            self.composer.set_busy(False)
            self.composer.clear()
            fact = tr("Recorded: {kind}").format(kind=entry_word(draft.kind).lower())
            context.did(fact, take_back(desk), put_back(desk), entry_id)

        def failed(error: BaseException) -> None:
            self.composer.set_busy(False)
            context.show_error(self, error)

        context.background.run(self, lambda _job: desk.timeline.record(draft), then=done, failed=failed)

    def open_entry(self, key: int) -> None:
        """Correct what was written, or look at the purchase."""
        entry = next((entry for entry in self.entries if entry_key(entry) == key), None)
        if entry is None:
            return
        if entry.kind in (EntryKind.PURCHASE, EntryKind.REFUND):
            self.purchase_opened.emit(entry.id)
        elif entry.editable and self._page.context.may(Permission.EDIT_CLIENTS):
            EntryDialog(
                self, entry, on_save=lambda text: self._change(entry, text), on_remove=lambda: self._remove(entry)
            ).open()

    def _change(self, entry: TimelineEntry, text: str) -> None:
        desk, context = self._page.desk, self._page.context

        def write(words: str) -> Callable[[object, object], None]:
            return lambda _job, _held: desk.timeline.change(entry.id, words)

        self._page.run(
            lambda _job: desk.timeline.change(entry.id, text),
            lambda _none: context.did(tr("Entry changed"), write(entry.text), write(text)),
        )

    def _remove(self, entry: TimelineEntry) -> None:
        desk, context = self._page.desk, self._page.context

        def done(draft: InteractionDraft) -> None:
            context.did(tr("Entry removed"), put_back(desk), take_back(desk), draft, icon="trash-2")

        self._page.run(lambda _job: desk.timeline.remove(entry.id), done)


def take_back(desk: Desk) -> Callable[[object, int], InteractionDraft]:
    """An entry goes; what it said is held."""
    return lambda _job, entry_id: desk.timeline.remove(entry_id)


def put_back(desk: Desk) -> Callable[[object, InteractionDraft], int]:
    """An entry comes back with its day and hour."""
    return lambda _job, draft: desk.timeline.record(draft)
