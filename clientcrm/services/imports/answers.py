"""Batches and their rows as values that screens show, and what a batch keeps of how its steps went."""

from __future__ import annotations

import json
import time

from clientcrm.data.models import Batch
from clientcrm.domain.access import Permission
from clientcrm.domain.errors import AccessDenied
from clientcrm.domain.imports import BatchRow, ImportCounts, RowAction, StagedRow
from clientcrm.domain.values.text import as_typed
from clientcrm.services.gate import Gate
from clientcrm.services.imports.staging import Staged

_LONGEST_CELL = 32_767  # of a spreadsheet


def row_shown(row: Staged, headers: list[str]) -> StagedRow:
    """A staged row with the cells as the file has them."""
    name = ""
    if "d" in row.values:
        name = row.values["d"].get("name", "")
    cells = tuple("" if cell is None else as_typed(cell, _LONGEST_CELL) for cell in row.cells)
    return StagedRow(row.row, cells, RowAction(row.action), name, row.row_problems(headers))


def keep_counts(batch: Batch, counts: ImportCounts) -> None:
    """What a step came to goes with the batch."""
    batch.counts_json = json.dumps({name: getattr(counts, name) for name in ImportCounts.__slots__})


def keep_seconds(batch: Batch, step: str, start: float) -> None:
    """How long a step took goes with the batch, for its report."""
    settings = json.loads(batch.settings_json)
    settings["seconds"] = {**settings.get("seconds", {}), step: round(time.monotonic() - start, 2)}
    batch.settings_json = json.dumps(settings, ensure_ascii=False)


def kept_counts(batch: Batch) -> ImportCounts:
    """What the check said, which is what applying does."""
    kept = json.loads(batch.counts_json)
    return ImportCounts(**{name: count for name, count in kept.items() if name in ImportCounts.__slots__})


def require_open(gate: Gate, batch: Batch) -> None:
    """The rows of a file are for whoever brought it, and for owners: contacts in full, and no meter counts them.

    AccessDenied, with an entry, for others, who may take the batch back all the same.
    """
    if not _is_open(gate, batch):
        gate.remember("access.refused", permission=Permission.IMPORT)
        raise AccessDenied(Permission.IMPORT)


def _is_open(gate: Gate, batch: Batch) -> bool:
    return batch.author == gate.user.uid or gate.user.is_owner


def batch_row(batch: Batch, gate: Gate) -> BatchRow:
    """A batch as the list of them shows it."""
    return BatchRow(
        id=batch.id,
        kind=batch.kind,
        action=batch.action,
        file_name=batch.file_name,
        state=batch.state,
        created_at=batch.created_at,
        author=gate.people.get(batch.author, ""),
        counts=kept_counts(batch),
        rows_done=batch.rows_done,
        rows_total=batch.rows_total,
        open=_is_open(gate, batch),
    )
