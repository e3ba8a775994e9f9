"""The side panel of the list: one load in full, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Signal

from clientcrm.domain.imports import BatchRow
from ui import theme, words
from ui.exchange.wording import batch_kind, batch_title, state_kind, state_text, under_way_text
from ui.i18n import tr
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.labels import Label
from ui.widgets.layout import HLine, clear, column, holder, row
from ui.widgets.tag import Tag

PANEL_WIDTH = 300


class BatchPanel(Card):
    """Counts and actions of the load that is current in the list."""

    undo_asked = Signal(object)
    redo_asked = Signal(object)
    report_asked = Signal(object)
    clients_asked = Signal(object)
    resume_asked = Signal(object)
    cancel_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(theme.px(PANEL_WIDTH))
        self._body = column(gap=10)
        self.add(holder(self._body))
        self.buttons: dict[str, Button] = {}
        self._shown = 0

    def show_batch(self, batch: BatchRow, *, at_work: bool = False) -> None:
        """Show this load; one that is being read or written now can only be waited for."""
        clear(self._body)
        self.buttons = {}
        self._shown = batch.id
        self._body.addWidget(Label(batch_title(batch), "h3", wrap=True))
        self._body.addLayout(
            row(
                Tag(under_way_text(), "accent") if at_work else Tag(state_text(batch), state_kind(batch.state)),
                Label(batch_kind(batch), "small"),
                None,
            )
        )
        who = " · ".join(filter(None, (words.moment(words.local(batch.created_at)), batch.author)))
        self._body.addWidget(Label(who, "cap", wrap=True))
        self._body.addWidget(HLine())
        for title, count in count_lines(batch):
            self._body.addLayout(row(Label(title, "small"), None, Label(words.number(count), "bodys"), gap=8))
        self._body.addWidget(HLine())
        for button in () if at_work else self._actions(batch):
            self._body.addWidget(button.grow())
        self._body.addStretch(1)

    def offer_undo(self, batch: int, may: bool) -> None:
        """Whether this person may take that load back is known now."""
        undo = self.buttons.get("undo")
        if undo is not None and batch == self._shown:
            undo.set_on()
            undo.setVisible(may)

    def _actions(self, batch: BatchRow) -> list[Button]:
        made: list[Button] = []
        for key, text, icon, signal in (
            ("resume", tr("Continue"), "play", self.resume_asked),
            ("clients", tr("Show the clients"), "users", self.clients_asked),
            ("report", tr("Save the report"), "file-spreadsheet", self.report_asked),
            ("undo", tr("Take back"), "undo-2", self.undo_asked),
            ("redo", tr("Load again"), "rotate-ccw", self.redo_asked),
            ("cancel", tr("Cancel the load"), "x", self.cancel_asked),
        ):
            if key not in allowed(batch):
                continue
            button = Button(text, icon)
            button.clicked.connect(lambda _on=False, signal=signal: signal.emit(batch))
            self.buttons[key] = button
            made.append(button)
        if "undo" in self.buttons:
            self.buttons["undo"].set_off(tr("Looking whether you may take it back"))
        return made


def allowed(batch: BatchRow) -> frozenset[str]:
    """What can be done with a load in this state; its rows are for whoever brought them."""
    done = _in_this_state(batch)
    return done if batch.open else done & {"undo", "clients"}


def _in_this_state(batch: BatchRow) -> frozenset[str]:
    is_file = batch.kind != "mass"
    if batch.state == "applied":
        return frozenset({"undo", "clients", "report"} if is_file else {"undo", "clients"})
    if batch.state == "undone":
        return frozenset({"redo", "report"} if is_file else ())
    if batch.state in UNFINISHED:
        return frozenset({"resume", "cancel"})
    return frozenset()


RUNNING = frozenset({"reading", "applying"})
UNFINISHED = RUNNING | {"ready"}


def was_written(batch: BatchRow) -> bool:
    """Its counts tell what came into the base; of others they tell what would have."""
    return batch.state in ("applied", "undone")


def count_lines(batch: BatchRow) -> list[tuple[str, int]]:
    """The counts of a load in words."""
    counts = batch.counts
    if batch.kind == "mass":
        return [(tr("Clients changed"), counts.updated)]
    if batch.state in UNFINISHED:
        return [(tr("Rows in the file"), batch.rows_total), (tr("Rows checked or written"), batch.rows_done)]
    if not was_written(batch):
        return [(tr("Rows in the file"), counts.rows or batch.rows_total)]
    return [
        (tr("Rows in the file"), counts.rows),
        (tr("Added"), counts.created),
        (tr("Updated"), counts.updated),
        (tr("Skipped"), counts.skipped),
        (tr("With errors"), counts.failed),
    ]
