"""The rows of a file as they will come in: cells that need a look are tinted."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtGui import QPainter

from clientcrm.domain.imports import LEAVE_OUT, TO_NOTE, TO_OWN_FIELD, ColumnPlan, ImportPlan, RowAction, StagedRow
from ui import theme
from ui.exchange.codes import sentence, severity
from ui.i18n import tr
from ui.widgets.columns import Cell, Column, Kind, Shown
from ui.widgets.delegates import CellPainter, Place
from ui.widgets.table import Table

TINTS: Final = {"bad": "bad_soft", "warn": "warn_soft"}
SHOWN_COLUMNS: Final = 24
LESSER: Final = frozenset({TO_OWN_FIELD, TO_NOTE, "row_no", "line_no", "client_id"})


@dataclass(frozen=True, slots=True)
class Line:
    """A staged row at its place in the list."""

    id: int
    staged: StagedRow


class _TintingPainter(CellPainter):
    """Fills the ground of cells that need a look."""

    def cell(self, painter: QPainter, place: Place, column: Column[Any], shown: Shown) -> None:
        tint = TINTS.get(shown.tone)
        if tint and column.key.startswith("file."):
            painter.fillRect(place.x, place.y, place.width, place.height - 1, theme.color(tint))
        super().cell(painter, place, column, shown)


class StagedTable(Table):
    """The table of the Check step."""

    def __init__(self) -> None:
        super().__init__(tr("Rows of the file"), checks=False, density=40)
        self._painter = _TintingPainter()


def staged_columns(plan: ImportPlan, noted: Collection[str] = ()) -> list[Column[Line]]:
    """Row number, what will happen, then the columns of the file that are taken. In a narrow table those stay longest
    about which something was `noted`, then fields of the program; empty ones, numbers and own fields go first."""
    taken = [column for column in plan.columns if column.target != LEAVE_OUT]
    weight = {
        column.index: (column.header not in noted, not column.filled, column.target in LESSER, order)
        for order, column in enumerate(taken[:SHOWN_COLUMNS])
    }
    rank = {index: place for place, index in enumerate(sorted(weight, key=lambda index: weight[index]))}
    found: list[Column[Line]] = [
        Column("row", tr("Row"), Kind.NUMBER, lambda line: line.staged.row, 70, priority=0, sortable=False),
        Column("action", tr("What happens", "to a row"), Kind.TEXT, _action_cell, 150, priority=0, sortable=False),
    ]
    for column in taken[:SHOWN_COLUMNS]:
        found.append(
            Column(
                f"file.{column.index}",
                column.header or column.letter,
                Kind.TEXT,
                _cell_of(column.index, column.header),
                _width(column),
                priority=1 + rank[column.index],
                stretch=1,
                sortable=False,
                least=min(_width(column), 140),
            )
        )
    return found


def _width(column: ColumnPlan) -> int:
    """Wide enough for the samples."""
    longest = max((len(text) for text in (*column.samples, column.header)), default=0)
    return max(110, min(240, 8 * longest + 24))


def _cell_of(index: int, header: str) -> Callable[[Line], object]:
    def value(line: Line) -> object:
        cells = line.staged.cells
        text = " ".join(cells[index].split()) if index < len(cells) else ""
        found = [problem for problem in line.staged.problems if problem.column == header]
        if not found:
            return text
        worst = min(found, key=lambda problem: _ORDER[severity(problem.code)])
        tone = severity(worst.code)
        tip = "\n".join(sentence(problem) for problem in found)
        return Cell(text or None, tone=tone if tone in TINTS else "", tip=tip, empty="—")

    return value


_ORDER: Final = {"bad": 0, "warn": 1, "info": 2}


def action_text(action: RowAction) -> str:
    """What is made of a row, in words."""
    return {
        RowAction.CREATE: tr("new", "what happens to a row"),
        RowAction.UPDATE: tr("will be updated", "what happens to a row"),
        RowAction.UNCHANGED: tr("nothing new", "what happens to a row"),
        RowAction.MERGE: tr("joins a row above", "what happens to a row"),
        RowAction.SKIP: tr("skipped", "what happens to a row"),
        RowAction.FAIL: tr("will not come in", "what happens to a row"),
    }[action]


def _action_cell(line: Line) -> Cell:
    tones = {RowAction.FAIL: "bad", RowAction.CREATE: "ok", RowAction.UPDATE: "accent_text"}
    tip = "\n".join(sentence(problem) for problem in line.staged.problems if not problem.column)
    return Cell(action_text(line.staged.action), tone=tones.get(line.staged.action, "text2"), tip=tip)


def column_named(plan: ImportPlan, header: str) -> ColumnPlan | None:
    """The column with this header; None when a remark is about the row as a whole."""
    return next((column for column in plan.columns if header and column.header == header), None)


def lines_from(first: int, rows: Sequence[StagedRow]) -> list[Line]:
    """Rows with their places in the list."""
    return [Line(first + offset, row) for offset, row in enumerate(rows)]
