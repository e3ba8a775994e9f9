"""A list of clients as it goes on paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from clientcrm.domain.export_layout import ExportColumn, bearer_line, written_columns
from clientcrm.domain.exports import ExportPlan
from clientcrm.services.exports.rows import ExportedClients


@dataclass(frozen=True, slots=True)
class Printed:
    """Columns, rows of values by column, and the line that stands on each page of staff ("" on owners')."""

    columns: tuple[ExportColumn, ...]
    rows: tuple[tuple[Any, ...], ...]
    page_line: str


def printed_rows(plan: ExportPlan, clients: ExportedClients) -> Printed:
    """The whole list; a print is short enough to be held in memory."""
    columns = tuple(written_columns(plan))
    rows = tuple(tuple(values.get(column.key) for column in columns) for values in clients.values())
    return Printed(columns, rows, bearer_line(clients.bearer, plan.language) if clients.bearer else "")
