"""Step 5: the rows are written; what came of it, and how to take it all back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from clientcrm.domain.imports import ImportCounts, ImportResult, RowProblem
from ui import words
from ui.context import Context
from ui.exchange.codes import by_weight, sentence, words_of
from ui.exchange.house_question import HouseQuestion
from ui.exchange.step import Foot, Step
from ui.i18n import tr
from ui.widgets.button import Button
from ui.widgets.card import Box, Card, KeyFigure, KeyFigureStrip
from ui.widgets.labels import IconTile, Label
from ui.widgets.layout import clear, column, holder, row, scrolled, show_if
from ui.widgets.stepper import ProgressLine

_SHOWN_PROBLEMS = 8


class DoneStep(Step):
    """Writes with a count and a stop, then shows what was done."""

    undo_asked = Signal()
    report_asked = Signal()
    clients_asked = Signal()
    sales_asked = Signal()
    stop_asked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.result: ImportResult | None = None
        self.progress = ProgressLine(tr("Writing the rows"))
        self.progress.stop_asked.connect(self.stop_asked)
        self.body = column(gap=16)
        parts = column(self.progress, holder(self.body), None, gap=0, margins=(24, 4, 24, 16))
        self.setLayout(column(scrolled(holder(parts))))

    def foot(self) -> Foot:
        if self.result is None:
            note = tr("Stopping leaves the base as it was before.")
            return Foot(tr("Close"), tr("The rows are being written."), note, icon="", back=False)
        note = tr("The whole load can be taken back for 90 days.")
        return Foot(tr("Done"), "", note, icon="check", back=False)

    def start_focus(self) -> None:
        self.progress.setFocus()

    # ------------------------------------------------------------ writing

    def begin(self) -> None:
        """Show that the rows are being written."""
        self.result = None
        clear(self.body)
        self.progress.set_progress(0, 0)
        self.progress.show()
        self.foot_changed.emit()

    def advance(self, done: int, total: int) -> None:
        """So many rows are written."""
        self.progress.set_progress(done, total)

    # ------------------------------------------------------------ written

    def show_result(self, result: ImportResult, *, purchases: bool) -> None:
        """Show what was done; the counts add up to the rows of the file."""
        failed = tuple(problem for problem in result.problems if problem.is_error)
        self.result = replace(result, problems=failed)  # remarks by the thousand would be kept for nobody
        self.progress.hide()
        clear(self.body)
        counts = result.counts
        self.body.addWidget(self._headline(counts, result.seconds))
        self.body.addWidget(KeyFigureStrip(figures_of(counts)))
        self.body.addLayout(self._actions(counts, purchases=purchases))
        if result.no_sales:
            self.body.addWidget(self._sales_to_come())
        for hint in result.houses:
            self.body.addWidget(HouseQuestion(self._context, hint))
        if result.codes:
            self.body.addWidget(noticed(result.codes))
        if failed:
            self.body.addWidget(self._failed(failed))
        self.foot_changed.emit()

    @staticmethod
    def _headline(counts: ImportCounts, seconds: float) -> Box:
        box = Box("ok_soft", "ok_line", 12, (16, 14, 16, 14), 12, horizontal=True)
        count = counts.created + counts.updated
        done = tr("%n rows are in the base", "", count) if count else tr("Nothing changed in the base")
        took = tr("It took {seconds} s. Every row of the file is counted below.").format(
            seconds=words.number(max(0.1, seconds), 1)  # nothing takes no time
        )
        box.add(IconTile("check", "ok", "surface", 36), (column(Label(done, "h3"), Label(took, "small"), gap=1), 1))
        return box

    def _actions(self, counts: ImportCounts, *, purchases: bool) -> QHBoxLayout:
        self.clients = Button(tr("Show the new clients"), "users")  # made in the order of Tab
        self.report = Button(tr("Save the report"), "file-spreadsheet")
        self.undo = Button(tr("Take the load back"), "undo-2")
        self.undo.clicked.connect(self.undo_asked)
        self.report.clicked.connect(self.report_asked)
        self.clients.clicked.connect(self.clients_asked)
        show_if(self.clients, counts.created > 0 and not purchases)
        return row(self.clients, self.report, self.undo, None, gap=8)

    def _sales_to_come(self) -> Box:
        """Clients alone say nobody's rhythm: the way to whom to call leads through the sales."""
        box = Box("accent_soft", "accent_line", 12, (16, 12, 16, 12), 12, horizontal=True)
        title = Label(tr("No sales are in the base yet"), "smallm", wrap=True)
        why = tr(
            "Load a report of sales from 1C or the till: then you see whom to call today and who stays away too long."
        )
        self.sales = Button(tr("Load sales"), "upload", size="sm")
        self.sales.clicked.connect(self.sales_asked)
        lines = column(title, Label(why, "small", wrap=True), gap=2)
        box.add(IconTile("receipt-russian-ruble", "accent", "surface", 36), (lines, 1), self.sales)
        return box

    @staticmethod
    def _failed(problems: Sequence[RowProblem]) -> Card:
        card = Card(tr("%n rows did not come in", "", len({problem.row for problem in problems})))
        for problem in problems[:_SHOWN_PROBLEMS]:
            place = tr("Row {number}").format(number=words.number(problem.row))
            number = Label(place, "smallm")
            number.setMinimumWidth(90)
            card.add(row(number, (Label(sentence(problem), "small", wrap=True), 1), gap=12))
        if len(problems) > _SHOWN_PROBLEMS:
            card.add(Label(tr("All of them are in the report, ready to be corrected and loaded again."), "cap"))
        return card


def figures_of(counts: ImportCounts, *, coming: bool = False) -> list[KeyFigure]:
    """The cells of the strip: rows = added + updated + skipped + with errors; `coming` speaks of the future. Where no
    row is lost, the last one counts those about which something was noticed."""
    added, updated, skipped, lost, kept = (
        (
            tr("Will be added"),
            tr("Will be updated"),
            tr("Will be skipped"),
            tr("will not come in"),
            tr("they will come in all the same"),
        )
        if coming
        else (tr("Added"), tr("Updated"), tr("Skipped"), tr("did not come in"), tr("they came in all the same"))
    )
    parts = [
        tr("unchanged {count}").format(count=words.number(counts.unchanged)) if counts.unchanged else "",
        tr("repeated {count}").format(count=words.number(counts.merged)) if counts.merged else "",
    ]
    last = KeyFigure(tr("With remarks"), words.number(counts.warnings), kept if counts.warnings else "")
    if counts.failed:
        last = KeyFigure(tr("With errors"), words.number(counts.failed), lost, tone="bad")
    return [
        KeyFigure(tr("Rows in the file"), words.number(counts.rows)),
        KeyFigure(added, words.number(counts.created)),
        KeyFigure(updated, words.number(counts.updated)),
        KeyFigure(skipped, words.number(counts.skipped), ", ".join(filter(None, parts))),
        last,
    ]


def noticed(codes: dict[str, int]) -> Card:
    """What was noticed in the file, with counts."""
    card = Card(tr("What was noticed"))
    for code, count in by_weight(codes):
        said = words_of(code)
        number = Label(words.number(count), "smalls")
        number.setMinimumWidth(56)
        card.add(
            row(number, (column(Label(said.name, "smallm"), Label(said.sentence, "cap", wrap=True), gap=1), 1), gap=12)
        )
    return card
