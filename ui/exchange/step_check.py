"""Step 3: the dry run. Every row with what will happen to it; problems are mended in place or skipped."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import Signal

from clientcrm.domain.imports import ImportCheck, ImportCounts, StagedRow, UnknownClients
from ui import words
from ui.context import Context
from ui.exchange.codes import by_weight, severity, words_of
from ui.exchange.fix_panel import FixPanel
from ui.exchange.staged_table import Line, StagedTable, lines_from, staged_columns
from ui.exchange.step import Foot, Step
from ui.exchange.step_done import figures_of
from ui.i18n import tr
from ui.widgets.button import Button
from ui.widgets.card import KeyFigureStrip
from ui.widgets.choice import Segmented
from ui.widgets.combo import Combo
from ui.widgets.labels import Label
from ui.widgets.layout import column, holder, row
from ui.widgets.message import MessageBar
from ui.widgets.option import Option
from ui.widgets.order import drop_focus
from ui.widgets.paged_model import PagedModel
from ui.widgets.states import EmptyState, Pages
from ui.widgets.stepper import ProgressLine

MOST_NOTED = 5000  # more than anybody mends by hand; the report workbook has them all
NOTED_PAGE = 20_000
ANY_CODE = "any"
STRANGER = "E304"  # the client of a purchase is not in the base
DOUBTFUL = ("D403", "E302")  # possibly somebody of the base; two of them fit


class CheckStep(Step):
    """Progress while the rows are read, then the table of rows."""

    stop_asked = Signal()
    create_asked = Signal()
    columns_asked = Signal()
    matches_asked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._importing = context.desk.importing
        self.check: ImportCheck | None = None
        self.counts = ImportCounts()
        self.doubts: int | None = 0  # pairs that a person should decide; None while they are looked for
        self.changes = 0  # rows mended since the check: others may be the same clients now
        self._done = 0
        self._noted: list[StagedRow] = []
        self._listed: list[StagedRow] | None = None  # rows shown now; None means all, read by the page
        self.model: PagedModel[Line] | None = None
        self._make()
        self._wire()
        self._assemble()

    # ------------------------------------------------------------ parts

    def _make(self) -> None:
        self.progress = ProgressLine(tr("Checking the rows"))
        self.figures = KeyFigureStrip([])
        self.which = Segmented(
            [Option("all", tr("All rows")), Option("noted", tr("Only with remarks"))], name=tr("Which rows to show")
        )
        self.code = Combo([Option(ANY_CODE, tr("All remarks"))], name=tr("Which remarks to show"), width=300, height=32)
        self.code.choose(ANY_CODE)
        self.code.hide()
        self.shown = Label("", "cap")
        self.see = Button(tr("See the matches"), "users", "link", "sm")
        self.see.hide()
        self.strangers = MessageBar("warn", "", action=tr("Create these clients"), closable=False)
        self.strangers.hide()
        self.table = StagedTable()
        self.panel = FixPanel()
        self.nothing = EmptyState("circle-check", tr("No remarks"), tr("Every row was understood."))
        self.nothing.hide()

    def _wire(self) -> None:
        self.progress.stop_asked.connect(self.stop_asked)
        self.see.clicked.connect(self.matches_asked)
        self.strangers.acted.connect(self.create_asked)
        self.which.chosen.connect(lambda _key: self._list())
        self.code.chosen.connect(lambda _key: self._list())
        self.table.current_changed.connect(lambda _id: self._show_current())
        self.table.opened.connect(lambda _id: self.panel.focus_first())
        self.panel.corrected.connect(self._correct)
        self.panel.skip_asked.connect(self._skip)

    def _assemble(self) -> None:
        bar = row(self.which, self.code, None, self.see, self.shown, gap=12)
        self._rows = holder(row((self.table, 1), self.panel, gap=16))
        self._checked = holder(column(self.figures, self.strangers, bar, (self._rows, 1), (self.nothing, 1), gap=12))
        self._under_way = holder(column(self.progress, None))
        self.pages = Pages()
        self.pages.addWidget(self._under_way)
        self.pages.addWidget(self._checked)
        self.setLayout(column(self.pages, margins=(24, 4, 24, 12)))

    def foot(self) -> Foot:
        if self.check is None:
            note = tr("Stopping leaves the base as it was before.")
            return Foot(tr("Load"), tr("The rows are being checked."), note)
        note = tr("Nothing is written yet. The whole load can be taken back for 90 days.")
        coming = self.counts.created + self.counts.updated
        if self.doubts:
            return Foot(tr("Go on to matches"), "", note)
        why_not = "" if coming else tr("No row of the file would change the base.")
        if self.doubts is None:
            why_not = tr("The matches are being read.")
        elif why_not:  # who has no mouse sees no tooltip
            return Foot(tr("Load %n rows", "", coming), why_not, why_not, icon="check", note_icon="info")
        return Foot(tr("Load %n rows", "", coming), why_not, note, icon="check")

    def start_focus(self) -> None:
        (self.progress if self.check is None else self.table).setFocus()

    # ------------------------------------------------------------ checking

    def begin(self) -> None:
        """Show that the rows are being checked."""
        self.let_go()
        self._done = 0
        self.progress.set_text(tr("Checking the rows"))
        self.progress.set_progress(0, 0)
        self.pages.show_page(self._under_way)
        self.foot_changed.emit()

    def let_go(self) -> None:
        """Forget the rows: a large file leaves 20,000 objects, which the collector would clear away in one turn."""
        if self.check is not None:
            self.panel.show_row(self.check.plan, None)
        self.check = None
        self._noted, self._listed = [], None
        if self.model is not None:
            self.model.forget()

    def advance(self, done: int, total: int) -> None:
        """So many rows are read; then it begins anew, comparing them with the base."""
        if done < self._done:
            self.progress.set_text(tr("Comparing with the base"))
        self._done = done
        self.progress.set_progress(done, total)

    def show_check(self, check: ImportCheck) -> None:
        """Show what the dry run found."""
        self.check, self.counts, self.changes = check, check.counts, 0
        noted = {problem.column for problem in check.problems if severity(problem.code) != "info"}
        self.model = PagedModel[Line](staged_columns(check.plan, noted), self._load, self._context.background, self)
        self.model.loaded.connect(lambda _first, _last: self._show_current())
        self.which.choose("noted" if check.counts.failed else "all")
        self._read_noted()
        self._look_for_doubts()
        self._context.background.piecemeal(self, self._fill(check, self.model), then=self._filled, key="check")
        self.foot_changed.emit()

    def _fill(self, check: ImportCheck, model: PagedModel[Line]) -> Iterator[None]:
        """A few parts per turn: all in one hold the window up for 60 ms."""
        self.figures.set_figures(figures_of(self.counts, coming=True))
        self._show_strangers(check)
        yield
        self.table.set_model(model)
        yield
        codes = [Option(code, f"{words_of(code).name} · {words.number(n)}") for code, n in by_weight(check.codes)]
        self.code.set_items([Option(ANY_CODE, tr("All remarks")), *codes])
        self.code.choose(ANY_CODE)
        yield
        drop_focus(self)
        self.pages.show_page(self._checked)
        yield

    def _filled(self) -> None:
        self._list()
        if self.isVisible():
            self.start_focus()

    def _show_strangers(self, check: ImportCheck) -> None:
        """A till knows its buyers by code: into a base without these codes most of the file would not come in."""
        left_out = check.plan.options.unknown_clients is UnknownClients.REPORT
        count = check.codes.get(STRANGER, 0) if left_out else 0
        if count:
            told = tr("%n rows are left out: these buyers are not in the base.", "", count)
            self.strangers.set_text(told, tr("They can be created from the file: with what it says of them."))
        self.strangers.setVisible(count > 0)

    # ------------------------------------------------------------ who may be in the base already

    def _look_for_doubts(self) -> None:
        """Only what a person has to decide is worth a step; who was found for certain may be looked at."""
        check, importing = self.check, self._importing
        if check is None:
            return
        self.see.hide()
        self.doubts = None
        if not self.changes and not any(check.codes.get(code) for code in DOUBTFUL):
            self._doubts_found(0)
            return
        self._context.background.run(
            self,
            lambda _job: sum(not pair.certain for pair in importing.matches(check.batch)),
            then=self._doubts_found,
            failed=self._no_doubts_found,
            key="doubts",
        )

    def _doubts_found(self, count: int) -> None:
        self.doubts = count
        self.see.setVisible(self.check is not None and bool(self.check.matches) and not count)
        self.foot_changed.emit()

    def _no_doubts_found(self, error: BaseException) -> None:
        self._doubts_found(0)
        self._context.show_error(self, error)

    # ------------------------------------------------------------ the rows

    def _read_noted(self) -> None:
        check, importing = self.check, self._importing
        if check is None:
            return

        def read() -> list[StagedRow]:
            found: list[StagedRow] = []
            offset = 0
            while len(found) < MOST_NOTED and offset < check.counts.rows:
                page = importing.staged(check.batch, only_problems=True, offset=offset, limit=NOTED_PAGE)
                found += page if check.counts.rows <= NOTED_PAGE else filter(worth_a_look, page)
                offset += len(page)
                if len(page) < NOTED_PAGE:
                    break
            return found[:MOST_NOTED]

        self._context.background.run(self, lambda _job: read(), then=self._noted_arrived, key="noted")

    def _noted_arrived(self, rows: list[StagedRow]) -> None:
        self._noted = rows
        if self.which.current() == "noted":
            self._list()

    def show_which(self, key: str) -> None:
        """All rows, or those with remarks ("noted")."""
        self.which.choose(key)
        self._list()

    def _list(self) -> None:
        """Show the rows that were asked for."""
        if self.model is None or self.check is None:
            return
        noted = self.which.current() == "noted"
        self.code.setVisible(noted)
        self._listed = self._chosen() if noted else None
        count = len(self._listed) if self._listed is not None else self.check.counts.rows
        self.model.show_ids(range(count))
        cut = noted and len(self._noted) >= MOST_NOTED
        self.shown.setText(tr("the first %n rows", "", count) if cut else tr("%n rows", "", count))
        self._rows.setVisible(count > 0 or not noted)
        self.nothing.setVisible(not count and noted)
        self._show_current()

    def _chosen(self) -> list[StagedRow]:
        code = self.code.key()
        if code in ("", ANY_CODE):
            return [one for one in self._noted if worth_a_look(one)]
        return [one for one in self._noted if any(problem.code == code for problem in one.problems)]

    def _load(self, ids: Sequence[int]) -> list[Line]:
        """Called in a worker: a page of rows by their places."""
        check, listed = self.check, self._listed
        if check is None or not ids:
            return []
        if listed is not None:
            return [Line(place, listed[place]) for place in ids if place < len(listed)]
        return lines_from(ids[0], self._importing.staged(check.batch, offset=ids[0], limit=len(ids)))

    def _current(self) -> StagedRow | None:
        place = self.table.current_id()
        if self.model is None or place is None or place >= self.model.rowCount():
            return None
        line = self.model.row_at(place)
        return line.staged if line is not None else None

    def _show_current(self) -> None:
        if self.check is not None:
            self.panel.show_row(self.check.plan, self._current())

    # ------------------------------------------------------------ mending

    def _correct(self, number: int, index: int, value: str) -> None:
        check, importing = self.check, self._importing
        if check is not None:
            self._change(lambda: importing.correct(check.batch, number, index, value))

    def _skip(self, number: int) -> None:
        check, importing = self.check, self._importing
        if check is not None:
            self._change(lambda: importing.skip_row(check.batch, number))

    def _change(self, work: Callable[[], StagedRow]) -> None:
        """One row becomes something else; others that hang on it may, too, so the counts are read anew."""
        check, importing = self.check, self._importing
        if check is None:
            return

        def change() -> tuple[StagedRow, ImportCounts | None]:
            row = work()
            return row, next((batch.counts for batch in importing.batches() if batch.id == check.batch), None)

        self.panel.setEnabled(False)
        self._context.background.run(
            self, lambda _job: change(), then=self._changed, failed=self._not_changed, key="change"
        )

    def _changed(self, arrived: tuple[StagedRow, ImportCounts | None]) -> None:
        after, counts = arrived
        self.panel.setEnabled(True)
        if counts is not None:
            self.counts = counts
            self.figures.set_figures(figures_of(counts, coming=True))
        self._noted = [after if one.row == after.row else one for one in self._noted]
        if self._listed is not None:
            self._listed = [after if one.row == after.row else one for one in self._listed]
        if self.model is not None:
            self.model.reload()
        self.table.setFocus()
        self.changes += 1
        self._look_for_doubts()

    def _not_changed(self, error: BaseException) -> None:
        self.panel.setEnabled(True)
        self._context.show_error(self, error)


def worth_a_look(staged: StagedRow) -> bool:
    """Rows with errors and warnings; that a client was found again is no remark."""
    return any(severity(problem.code) != "info" for problem in staged.problems)
