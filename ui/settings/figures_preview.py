"""Whom other settings of figures would change: how many, the first of them by name, and everybody on demand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from clientcrm.crm import Desk
from clientcrm.domain.figures import Stand, Tried
from clientcrm.domain.rhythm import STATUSES
from ui import theme, words
from ui.context import Context
from ui.figure_words import long_days, status_word
from ui.i18n import tr
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog
from ui.widgets.labels import Label
from ui.widgets.layout import column, holder, row
from ui.widgets.message import MessageBar
from ui.widgets.table import Column, Kind, PagedModel, Table

# So many names say enough under the numbers.
NAMED = 5
_ROW, _ROWS, _WIDTH = 40, 8, 700


@dataclass(frozen=True, slots=True)
class Turned:
    """A client who would change, as it is and as it would be."""

    id: int
    name: str
    was: Stand
    now: Stand


def turned(desk: Desk, found: Tried, ids: Sequence[int]) -> list[Turned]:
    """The clients of these ids; work for a worker."""
    return [Turned(row.id, row.name, *found.turns[row.id]) for row in desk.clients.rows(ids)] if ids else []


class Outcome(QWidget):
    """What a try found, under the button that asked for it."""

    def __init__(self, context: Context, found: Tried, named: Sequence[Turned]) -> None:
        super().__init__()
        self._context, self._found = context, found
        self.all: Button | None = None
        pieces: list[QWidget] = [MessageBar("info", _title(found), _counts(found), closable=False)]
        for one in named:
            said = ", ".join(part for part in (status_turn(one), score_turn(one)) if part)
            pieces.append(holder(row((Label(one.name, "bodym", wrap=True), 1), Label(said, "small"), gap=10)))
        if len(found.ids) > len(named):
            self.all = Button(tr("Show all %n clients", "", len(found.ids)), kind="link", size="sm")
            self.all.clicked.connect(self._show_all)
            pieces.append(holder(row(self.all, None)))
        self.setLayout(column(*pieces, gap=8))

    def _show_all(self) -> None:
        TurnedDialog(self.window(), self._context, self._found).open()


class TurnedDialog(Dialog):
    """Everybody who would change, by name."""

    def __init__(self, parent: QWidget, context: Context, found: Tried) -> None:
        super().__init__(parent, tr("%n clients would change", "", len(found.ids)), icon="users", width=_WIDTH)
        desk = context.desk
        self.model = PagedModel[Turned](
            _columns(), lambda ids: turned(desk, found, ids), context.background, self, currency=context.shop.currency
        )
        self.table = Table(tr("Who would change"), checks=False)
        self.table.set_model(self.model)
        self.table.setFixedHeight(theme.px(36 + _ROW * min(len(found.ids) + 1, _ROWS)))
        self.add(self.table)
        self.model.show_ids(found.ids)
        close = Button(tr("Close"))
        close.clicked.connect(lambda _checked=False: self.close_dialog(""))
        self.set_actions(close)
        self.set_default(close)


def status_turn(one: Turned) -> str:
    """As usual → Running late; nothing where it stays."""
    return "" if one.was.status == one.now.status else _arrow(status_word(one.was.status), status_word(one.now.status))


def score_turn(one: Turned) -> str:
    """scores 5 4 3 → 5 4 2; nothing where they stay."""
    if one.was.scores == one.now.scores:
        return ""
    return tr("scores {change}", "by recency, frequency and money").format(
        change=_arrow(_scores(one.was), _scores(one.now))
    )


def _scores(stand: Stand) -> str:
    if not any(stand.scores):
        return "—"
    return "\u00a0".join("—" if score is None else str(score) for score in stand.scores)


def _arrow(before: str, after: str) -> str:
    told = tr("{before} → {after}", "how many clients").format(before=before, after=after)
    return told.replace(" → ", "\u00a0→\u00a0")  # nothing stands alone in the next line


def _title(found: Tried) -> str:
    if found.first:
        return tr("Nothing is calculated yet, so nothing changes for anybody")
    if found.changed:
        return tr("The status of %n clients would change", "", found.changed)
    return tr("Nobody's status would change")


def _counts(found: Tried) -> str:
    parts = [tr("Lost after {days} of silence").format(days=long_days(found.lost_after))]
    for status in STATUSES:
        before, after = found.before.get(status, 0), found.after.get(status, 0)
        if before != after:
            counts = {"status": status_word(status), "before": words.number(before), "after": words.number(after)}
            told = tr("{status}: {before} → {after}", "how many clients").format(**counts)
            parts.append(told.replace(" → ", "\u00a0→\u00a0"))  # no number alone in the next line
    if found.rescored:
        parts.append(tr("%n clients would get other scores", "", found.rescored))
    elif not found.first:
        parts.append(tr("Nobody's scores would change"))
    return ". ".join(parts) + "."


def _columns() -> list[Column[Turned]]:
    return [
        Column("name", tr("Client"), Kind.STRONG, lambda one: one.name, 200, priority=0, stretch=1, sortable=False),
        Column("status", tr("Status"), Kind.TEXT, status_turn, 200, priority=0, stretch=1, sortable=False),
        Column("scores", tr("Scores"), Kind.TEXT, _score_cell, 160, priority=0, stretch=1, sortable=False),
    ]


def _score_cell(one: Turned) -> str:
    return "" if one.was.scores == one.now.scores else _arrow(_scores(one.was), _scores(one.now))
