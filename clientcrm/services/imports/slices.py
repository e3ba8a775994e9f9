"""Very long lists go into the base slice by slice, each whole: which rows are a slice, and how far a batch has come."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlalchemy.orm import Session

from clientcrm.data.models import Batch
from clientcrm.domain.imports import ImportKind, ImportPlan
from clientcrm.services.imports.staging import CHUNK, Staging

# Rows of one transaction, and of a slice of longer lists (EXCEL.md I4).
WHOLE, SLICE = 300_000, 100_000


def slices_of(session: Session, batch: Batch, plan: ImportPlan, staging: Staging) -> Sequence[range]:
    """The chunks that are still to be written, a range for each transaction.

    Purchases are one: the lines of a receipt may stand anywhere in the file.
    """
    count = staging.count(session)
    if plan.kind is ImportKind.PURCHASES or batch.rows_total <= WHOLE:
        return [range(count)]
    size = max(1, SLICE // CHUNK)
    return [range(start, min(start + size, count)) for start in range(written_chunks(batch), count, size)]


def written_chunks(batch: Batch) -> int:
    """How many chunks of a batch that was cut short are in the base."""
    return int(json.loads(batch.settings_json).get("written_chunks", 0))


def keep_written(batch: Batch, part: range) -> None:
    """A slice is in, and the next one goes on behind it."""
    settings = json.loads(batch.settings_json)
    settings["written_chunks"] = part.stop
    batch.settings_json = json.dumps(settings, ensure_ascii=False)
    batch.state, batch.rows_done = "applying", min(part.stop * CHUNK, batch.rows_total)
