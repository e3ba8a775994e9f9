"""The list of loads and mass changes, the unfinished ones above it, the current one beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from clientcrm.domain.imports import BatchRow
from ui import words
from ui.context import Context
from ui.exchange.batch_panel import RUNNING, UNFINISHED, BatchPanel, was_written
from ui.exchange.wording import batch_kind, batch_title, state_text, under_way_text
from ui.i18n import tr
from ui.widgets.button import Button
from ui.widgets.columns import Cell, Column, Kind
from ui.widgets.layout import clear, column, holder, row
from ui.widgets.message import MessageBar
from ui.widgets.paged_model import PagedModel
from ui.widgets.states import EmptyState, Pages, SkeletonRows
from ui.widgets.table import Table

_TONES = {
    "failed": "bad", "reading": "warn", "ready": "warn", "applying": "warn", "undone": "text3", "cancelled": "text3",
}  # fmt: skip
MOST_WAITING = 2


class BatchList(QWidget):
    """Every load, newest first."""

    resume_asked = Signal(object)
    cancel_asked = Signal(object)
    load_asked = Signal()
    return_asked = Signal()
    emptied = Signal(bool)

    def __init__(self, context: Context, at_work: Callable[[], int | None]) -> None:
        super().__init__()
        self._context = context
        self._at_work = at_work
        self._batches: dict[int, BatchRow] = {}
        self._unfinished: list[BatchRow] = []
        self._begun = 0
        self._wanted = 0
        self._make()
        self._assemble()

    def _make(self) -> None:
        self.waiting = column(gap=8)
        self.begun = MessageBar("info", "", action=tr("Go back to it"), closable=False)
        self.begun.acted.connect(self.return_asked)
        self.begun.hide()
        self.panel = BatchPanel()
        self.model = PagedModel[BatchRow](batch_columns(self._is_at_work), self._rows, self._context.background, self)
        self.table = Table(tr("Loads and changes"), checks=False)
        self.table.set_model(self.model)
        self.table.set_sort("when", True)
        self.table.current_changed.connect(self._show_current)
        self.load = Button(tr("Load a file"), "upload", "primary")
        self.load.clicked.connect(self.load_asked)
        self.empty = EmptyState(
            "file-spreadsheet",
            tr("Nothing has been loaded yet"),
            tr("Load a table from Excel, a till or a phone: the program recognises the columns by itself."),
            self.load,
        )
        self.skeleton = SkeletonRows(8)
        self.pages = Pages()
        self._listed = holder(row((self.table, 1), self.panel, gap=16))
        self.pages.addWidget(self.skeleton)
        self.pages.addWidget(self.empty)
        self.pages.addWidget(self._listed)

    def _assemble(self) -> None:
        self.panel.hide()
        self._waiting_box = holder(self.waiting)
        self._waiting_box.hide()
        self.setLayout(column(self.begun, self._waiting_box, (self.pages, 1), gap=12, margins=(24, 12, 24, 12)))

    # ------------------------------------------------------------ reading

    def refresh(self) -> None:
        """Read the list again."""
        importing = self._context.desk.importing
        self._context.background.run(self, lambda _job: list(importing.batches()), then=self._arrived, key="batches")

    def _arrived(self, found: Sequence[BatchRow]) -> None:
        self._batches = {batch.id: batch for batch in found}
        current = self._wanted if self._wanted in self._batches else self.table.current_id()
        self._wanted = 0
        self.model.show_ids([batch.id for batch in found])
        self.pages.show_page(self._listed if found else self.empty)
        self.emptied.emit(not found)
        if current in self._batches:
            self.table.set_current_id(current)
            self._show_current(current)
        elif found:
            self.table.set_current_id(found[0].id)
        self._show_waiting([batch for batch in found if batch.state in UNFINISHED])

    def _rows(self, ids: Sequence[int]) -> list[BatchRow]:
        batches = self._batches
        return [batches[one] for one in ids if one in batches]

    def _show_waiting(self, unfinished: list[BatchRow]) -> None:
        clear(self.waiting)
        self._unfinished = unfinished
        unfinished = [batch for batch in unfinished if batch.id != self._begun and not self._is_at_work(batch)]
        for batch in unfinished[:MOST_WAITING]:
            bar = MessageBar("warn", unfinished_text(batch), action=tr("Continue"))
            bar.acted.connect(lambda batch=batch: self.resume_asked.emit(batch))
            bar.closed.connect(lambda batch=batch: self.cancel_asked.emit(batch))
            self.waiting.addWidget(bar)
        self._waiting_box.setVisible(bool(unfinished))

    def show_begun(self, name: str, batch: int = 0) -> None:
        """Remind of a file that was chosen in the wizard but not loaded, "" for none; its batch if it has one yet."""
        self._begun = batch if name else 0
        self._show_waiting(self._unfinished)
        self.begun.setVisible(bool(name))
        if name:
            self.begun.set_text(tr("You have begun to load “{name}”.").format(name=name))

    # ------------------------------------------------------------ the current one

    def show_batch(self, number: int) -> None:
        """Make this load the current one, once the list has it."""
        if not self.table.set_current_id(number):
            self._wanted = number

    def _show_current(self, number: int) -> None:
        batch = self._batches.get(number)
        self.panel.setVisible(batch is not None)
        if batch is not None:
            self.panel.show_batch(batch, at_work=self._is_at_work(batch))
            if "undo" in self.panel.buttons:
                self._ask_undo(number)

    def _ask_undo(self, number: int) -> None:
        importing = self._context.desk.importing
        self._context.background.run(
            self,
            lambda _job: importing.may_undo(number),
            then=lambda may: self.panel.offer_undo(number, may),
            failed=lambda _error: self.panel.offer_undo(number, False),
            key="undo",
        )

    def _is_at_work(self, batch: BatchRow) -> bool:
        """Whether it is being read or written now: then it was not interrupted."""
        number = self._at_work() if batch.state in RUNNING else None
        if number == 0:
            number = max((one.id for one in self._batches.values() if one.state in RUNNING), default=None)
        return number == batch.id


def unfinished_text(batch: BatchRow) -> str:
    """What was interrupted, and where."""
    name = batch_title(batch)
    if batch.state == "ready":
        return tr("“{name}” is checked but not loaded yet.").format(name=name)
    return tr("The load of “{name}” was interrupted at row {done} of {total}.").format(
        name=name, done=words.number(batch.rows_done), total=words.number(batch.rows_total)
    )


def batch_columns(at_work: Callable[[BatchRow], bool]) -> list[Column[BatchRow]]:
    """The columns of the list."""

    def state(batch: BatchRow) -> Cell:
        if at_work(batch):
            return Cell(under_way_text(), tone="accent_text")
        return Cell(state_text(batch), tone=_TONES.get(batch.state, "text2"))

    return [
        Column("what", tr("What"), Kind.STRONG, batch_title, 240, priority=0, stretch=1, sortable=False),
        Column("kind", tr("Rows", "what a load holds"), Kind.TEXT, batch_kind, 120, priority=5, sortable=False),
        Column("when", tr("When"), Kind.MOMENT, lambda b: words.local(b.created_at), 130, priority=1, sortable=False),
        Column("who", tr("Who"), Kind.TEXT, lambda b: b.author, 140, priority=6, sortable=False),
        Column("created", tr("Added"), Kind.NUMBER, _created, 96, priority=2, sortable=False),
        Column("updated", tr("Updated"), Kind.NUMBER, _updated, 96, priority=3, sortable=False),
        Column("failed", tr("With errors"), Kind.NUMBER, _failed, 100, priority=4, sortable=False),
        Column("state", tr("State"), Kind.TEXT, state, 130, priority=1, sortable=False),
    ]


def _created(batch: BatchRow) -> int | None:
    return batch.counts.created or None if was_written(batch) else None


def _updated(batch: BatchRow) -> int | None:
    return batch.counts.updated or None if was_written(batch) else None


def _failed(batch: BatchRow) -> object:
    return Cell(batch.counts.failed, tone="bad") if batch.counts.failed and was_written(batch) else None
