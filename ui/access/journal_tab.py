"""The tab of the journal: who did what with whom and when, narrowed by person, kind and day; the proof of the chain."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtWidgets import QWidget

from clientcrm.domain.access import Permission
from clientcrm.domain.activity import Activity
from clientcrm.domain.journal import GROUPS, JournalFilter, JournalLine, Named
from ui import words
from ui.access.action_words import ALARMING, action_title, group_title, line_title
from ui.access.journal_panel import JournalPanel
from ui.access.pace_words import is_unusual, pace_words
from ui.access.proof_bar import ProofBar
from ui.context import Context
from ui.i18n import tr
from ui.widgets.columns import Cell, Column, Kind
from ui.widgets.combo import Combo
from ui.widgets.labels import Label
from ui.widgets.layout import column, holder, row
from ui.widgets.option import Option
from ui.widgets.paged_model import PagedModel
from ui.widgets.states import EmptyState, Pages, SkeletonRows
from ui.widgets.table import Table
from ui.widgets.tag import FilterChip

_PAGE = 120
_DAYS = ("", "1", "7", "30", "90")


class JournalTab(QWidget):
    """Read only: the journal cannot be changed, only read and proved."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._lines: dict[int, JournalLine] = {}
        self._ended, self._reading = False, False
        self._client: int | None = None
        self.filter = JournalFilter()
        self._make_filters()
        self.proof = ProofBar(context)
        self.proof.shown_asked.connect(self.show_entry)
        self.model = PagedModel[JournalLine](
            journal_columns(), self._rows, context.background, self, key=lambda line: line.seq
        )
        self.table = Table(tr("Journal"), checks=False)
        self.table.set_model(self.model)
        self.table.current_changed.connect(self._show_current)
        self.table.scrolled.connect(self._on_scrolled)
        self.panel = JournalPanel(context)
        self.panel.hide()
        self.empty = EmptyState(
            "history", tr("Nothing of the kind in these days"), tr("Choose more days or everything.")
        )
        self.pages = Pages()
        self._listed = holder(row((self.table, 1), self.panel, gap=16))
        for page in (SkeletonRows(8), self.empty, self._listed):
            self.pages.addWidget(page)
        filters = row(self.person, self.group, self.days, self.client, None, self.count, gap=8)
        self.setLayout(column(self.proof, filters, self.pace, (self.pages, 1), gap=10, margins=(24, 12, 24, 12)))

    def _make_filters(self) -> None:
        self.person = Combo([Option("", tr("Everybody"))], name=tr("Who"), width=190, height=32)
        everybody = self.context.may(Permission.MANAGE_PEOPLE) or not self.context.user.only_own(
            Permission.READ_JOURNAL
        )
        if everybody:
            people = sorted(self.context.desk.people.items(), key=lambda pair: pair[1].casefold())
            self.person.set_items([Option("", tr("Everybody")), *(Option(uid, name) for uid, name in people)])
        if not everybody:
            self.person.hide()
        self.person.choose("")
        self.group = Combo(
            [Option(key, group_title(key)) for key in ("", *GROUPS)], name=tr("What"), width=190, height=32
        )
        self.group.choose("")
        self.days = Combo([Option(key, _days_title(key)) for key in _DAYS], name=tr("When"), width=170, height=32)
        self.days.choose("7")
        self.count = Label("", "small", "text2")
        self.client = FilterChip(tr("Client"), tr("one", "a client"))
        self.client.removed.connect(self._show_everybody)
        self.client.opened.connect(self._show_everybody)
        self.client.hide()
        self.pace = Label("", "small", "text2", wrap=True)
        self.pace.hide()
        for combo in (self.person, self.group, self.days):
            combo.chosen.connect(lambda _key: self.refresh())

    # ------------------------------------------------------------ reading

    def refresh(self) -> None:
        """Read the newest entries that the filters leave."""
        days = self.days.key()
        since = words.today() - timedelta(days=int(days) - 1) if days else None
        self.filter = JournalFilter(self.person.key(), since, group=self.group.key(), client_id=self._client)
        self._read(None)
        self._read_pace()

    def show_person(self, uid: str) -> None:
        """Everything that somebody did in the last month."""
        self._keep_to(None)
        self.person.choose(uid)
        self.group.choose("")
        self.days.choose("30")
        self.refresh()

    def show_client(self, client_id: int) -> None:
        """Everything about one client."""
        self._keep_to(client_id)
        for combo in (self.person, self.group, self.days):
            combo.choose("")
        self.refresh()

    def show_entry(self, seq: int) -> None:
        """Bring this entry into view, with nothing narrowed."""
        self._keep_to(None)
        for combo in (self.person, self.group, self.days):
            combo.choose("")
        self.filter = JournalFilter()
        self._read(seq + _PAGE // 2, seq)

    def _keep_to(self, client_id: int | None) -> None:
        self._client = client_id
        self.client.setVisible(client_id is not None)

    def _show_everybody(self) -> None:
        self._keep_to(None)
        self.refresh()

    def _read_pace(self) -> None:
        """What the chosen person opens in a week, beside what is usual: the question the journal is opened with."""
        uid, journal = self.person.key(), self.context.desk.journal
        if not uid:
            self.pace.hide()
            return
        self.context.background.run(self, lambda _job: journal.activity(uid), then=self._show_pace, key="pace")

    def _show_pace(self, found: Activity) -> None:
        self.pace.setVisible(found.uid == self.person.key())
        self.pace.setText(pace_words(found))
        self.pace.set_tone("bad" if is_unusual(found) else "text2")

    def _read(self, before: int | None, wanted: int = 0) -> None:
        journal, asked = self.context.desk.journal, self.filter
        self._reading = True
        more = before is not None and not wanted

        def work(_job: object) -> tuple[list[JournalLine], int]:
            found = list(journal.entries(asked, _PAGE, before))
            return found, -1 if more else journal.count(asked)

        def arrived(found: tuple[list[JournalLine], int]) -> None:
            self._arrived(found[0], found[1], more=more, wanted=wanted)

        self.context.background.run(self, work, then=arrived, key="journal")

    def _arrived(self, found: list[JournalLine], count: int, *, more: bool, wanted: int) -> None:
        self._reading, self._ended = False, len(found) < _PAGE
        if not more:
            self._lines = {}
            self.count.setText(tr("%n entries", "", count))
        self._lines |= {line.seq: line for line in found}
        named = next((line.object_name for line in found if line.object_kind == "client" and line.object_name), "")
        if self._client is not None and not more:
            self.client.set_value(named or f"№{words.number(self._client)}")
        current = wanted or self.table.current_id()
        self.model.show_ids(list(self._lines))
        self.pages.show_page(self._listed if self._lines else self.empty)
        if current not in self._lines:
            current = next(iter(self._lines), None)
        if current is not None:
            self.table.set_current_id(current)
            self._show_current(current)

    def _on_scrolled(self, _first: int, last: int) -> None:
        if not self._ended and not self._reading and self._lines and last >= len(self._lines) - 10:
            self._read(min(self._lines))

    def _rows(self, ids: Sequence[int]) -> list[JournalLine]:
        lines = self._lines
        return [lines[one] for one in ids if one in lines]

    def _show_current(self, seq: int) -> None:
        line = self._lines.get(seq)
        self.panel.setVisible(line is not None)
        if line is not None:
            self.panel.show_line(line)


def _days_title(key: str) -> str:
    return {
        "": tr("all the time"),
        "1": tr("today"),
        "7": tr("the last week"),
        "30": tr("the last month"),
        "90": tr("the last 90 days"),
    }[key]


def journal_columns() -> list[Column[JournalLine]]:
    """When, who, what, about whom."""
    return [
        Column("when", tr("When"), Kind.MOMENT, lambda n: words.local(n.at), 124, priority=0, sortable=False),
        Column("who", tr("Who"), Kind.TEXT, lambda n: n.person, 154, priority=1, sortable=False),
        Column("what", tr("What"), Kind.TEXT, _what, 170, priority=0, stretch=1, sortable=False),
        Column("whom", tr("About"), Kind.TEXT, about, 150, priority=2, stretch=1, sortable=False),
        Column(
            "count",
            tr("How many"),
            Kind.NUMBER,
            lambda n: n.count if n.count > 1 else None,
            90,
            priority=3,
            sortable=False,
        ),
    ]


def _what(line: JournalLine) -> Cell:
    return Cell(action_title(line.action), tone="bad" if line.action in ALARMING else "", tip=line_title(line))


def about(line: JournalLine) -> object:
    """The name of what the entry is about, or why there is none."""
    if line.named is Named.GONE:
        return Cell(tr("deleted since: №{number}").format(number=words.number(line.object_id or 0)), tone="text3")
    if line.named is Named.HIDDEN:
        return Cell(tr("hidden"), tone="text3")
    return line.object_name or None
