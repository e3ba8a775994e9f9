"""Step 4: rows that may be clients who are in the base already; the person decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QTimer

from clientcrm.domain.imports import MatchPair, RowAction
from ui import theme
from ui.context import Context
from ui.exchange.match_card import MatchCard
from ui.exchange.match_words import decision_text, key_text, pair_name
from ui.exchange.step import Foot, Step
from ui.i18n import tr
from ui.widgets.choice import Segmented
from ui.widgets.columns import Cell, Column, Kind
from ui.widgets.labels import Label
from ui.widgets.layout import column, holder, row
from ui.widgets.option import Option
from ui.widgets.paged_model import PagedModel
from ui.widgets.states import EmptyState, Pages, SkeletonRows
from ui.widgets.table import Table

LIST_WIDTH = 380


class MatchesStep(Step):
    """The pairs on the left, the current one in full on the right."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._importing = context.desk.importing
        self._batch = 0
        self._read = (0, 0)
        self._pairs: dict[int, MatchPair] = {}
        self._decided: set[int] = set()
        self._loading = False
        self._make()
        self._assemble()

    def _make(self) -> None:
        self.told = Label("", "small", wrap=True)
        self.which = Segmented(
            [Option("doubtful", tr("Doubtful")), Option("all", tr("All"))], name=tr("Which matches to show")
        )
        self.which.chosen.connect(lambda _key: self._list())
        self.model = PagedModel[MatchPair](
            _columns(self._decided), self._rows, self._context.background, self, key=lambda pair: pair.row
        )
        self.table = Table(tr("Matches"), checks=False)
        self.table.set_model(self.model)
        self.table.setMaximumWidth(theme.px(LIST_WIDTH))
        self.table.current_changed.connect(lambda _row: self._show_current())
        self.card = MatchCard(self._context)
        self.card.decided.connect(self._decide)
        self.none = EmptyState(
            "circle-check", tr("No doubtful matches"), tr("Every row was matched with the base for certain.")
        )
        self.waiting = SkeletonRows(8)

    def _assemble(self) -> None:
        self._both = holder(row((self.table, 2), (self.card, 3), gap=16))
        self.pages = Pages()
        self.pages.addWidget(self.waiting)
        self.pages.addWidget(self.none)
        self.pages.addWidget(self._both)
        heading = column(Label(tr("Are these the same clients?"), "h3"), self.told, gap=2)
        self.setLayout(
            column(row((holder(heading), 1), self.which, gap=16), (self.pages, 1), gap=12, margins=(24, 4, 24, 12))
        )

    def foot(self) -> Foot:
        left = len(self._open())
        note = tr("%n pairs are not decided: those rows will not come in.", "", left) if left else ""
        note = note or tr("Nothing is written yet. The whole load can be taken back for 90 days.")
        return Foot(tr("Load"), tr("The matches are being read.") if self._loading else "", note, icon="check")

    def start_focus(self) -> None:
        self.table.setFocus()

    # ------------------------------------------------------------ reading

    def load(self, batch: int, changes: int = 0) -> None:
        """Read the matches of this load, unless they were read after so many changes to its rows: what was decided here
        stays decided when the person comes back.
        """
        if self._read == (batch, changes):
            return
        self._batch, self._read = batch, (batch, changes)
        self._pairs.clear()
        self._decided.clear()
        self._loading = True
        self.pages.show_page(self.waiting)
        importing = self._importing
        self._context.background.run(
            self, lambda _job: list(importing.matches(batch)), then=self._arrived, failed=self._not_read, key="matches"
        )

    def _not_read(self, error: BaseException) -> None:
        self._read, self._loading = (0, 0), False
        self.foot_changed.emit()
        self._context.show_error(self, error)

    def _arrived(self, pairs: Sequence[MatchPair]) -> None:
        self._loading = False
        self._pairs = {pair.row: pair for pair in pairs}
        self.which.choose("doubtful" if any(not pair.certain for pair in pairs) else "all")
        self._list()
        self.foot_changed.emit()

    def _list(self) -> None:
        doubtful = self.which.current() == "doubtful"
        shown = [pair.row for pair in self._pairs.values() if not (doubtful and pair.certain)]
        self.model.show_ids(shown)
        self.pages.show_page(self._both if shown else self.none)
        self._tell()
        self._show_current()

    def _tell(self) -> None:
        left = sum(not pair.certain and pair.row not in self._decided for pair in self._pairs.values())
        self.told.setText(
            tr("%n doubtful pairs wait for a decision. Without one the rows become new clients.", "", left)
            if left
            else tr("No doubtful pair waits for a decision.")
        )

    def _open(self) -> list[MatchPair]:
        return [
            pair for pair in self._pairs.values() if pair.action is RowAction.FAIL and pair.row not in self._decided
        ]

    def _rows(self, ids: Sequence[int]) -> list[MatchPair]:
        pairs = self._pairs
        return [pairs[one] for one in ids if one in pairs]

    def _show_current(self) -> None:
        pair = self._pairs.get(self.table.current_id() or 0)
        if pair is not None:
            self.card.show_pair(pair, len(self._alike(pair)))

    def _alike(self, pair: MatchPair) -> list[MatchPair]:
        """Other pairs found by the same sign that nobody has decided yet."""
        return [
            one
            for one in self._pairs.values()
            if one.row != pair.row
            and one.key == pair.key
            and one.certain == pair.certain
            and one.row not in self._decided
        ]

    # ------------------------------------------------------------ deciding

    def _decide(self, pair: MatchPair, action: RowAction, fields: dict[str, str], alike: bool) -> None:
        batch, importing = self._batch, self._importing
        all_of_them = [pair, *(self._alike(pair) if alike else [])]

        def decide() -> None:
            for one in all_of_them:
                whom = one.client_id if action is RowAction.UPDATE else None
                importing.decide(batch, one.row, action, whom, fields if one is pair or fields else None)

        def decided(_done: object) -> None:
            for one in all_of_them:
                self._pairs[one.row] = replace(one, action=action)
                self._decided.add(one.row)
            self.model.reload()
            self._tell()
            self.foot_changed.emit()
            QTimer.singleShot(0, self, self._go_to_next)

        self._context.background.run(self, lambda _job: decide(), then=decided)

    def _go_to_next(self) -> None:
        """The next pair that is not decided yet."""
        shown = list(self.model.ids())
        current = self.table.current_id()
        here = shown.index(current) if current is not None and current in shown else -1
        following = [*shown[here + 1 :], *shown[: here + 1]]
        wanted = next((one for one in following if one not in self._decided), None)
        if wanted is not None and wanted != self.table.current_id():
            self.table.set_current_id(wanted)
        else:
            self._show_current()


def _columns(decided: set[int]) -> list[Column[MatchPair]]:
    def state(pair: MatchPair) -> Cell:
        tone = "ok" if pair.row in decided else "warn" if not pair.certain else "text2"
        return Cell(decision_text(pair.action), tone=tone, tip=key_text(pair.key))

    return [
        Column("name", tr("Client"), Kind.STRONG, pair_name, 140, priority=0, stretch=1, sortable=False),
        Column("state", tr("Decision"), Kind.TEXT, state, 126, priority=0, sortable=False),
    ]
