"""A batch: one import or one change of many records, with what each record was before, so that it can be taken back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from clientcrm.data.bulk import in_parts, insert_rows
from clientcrm.data.models import Batch, BatchEffect, Client, new_uuid
from clientcrm.services.gate import Gate

EFFECT_COLUMNS = (
    "batch_id",
    "object_kind",
    "object_id",
    "portfolio",
    "created",
    "version_after",
    "uuid",
    "before",
)


def mass_batch(session: Session, gate: Gate, action: str, count: int) -> Batch:
    """A new batch for a change of many records made at once."""
    now = gate.now()
    batch = Batch(
        uuid=new_uuid(),
        kind="mass",
        action=action,
        state="applied",
        portfolio=None,
        rows_total=count,
        rows_done=count,
        counts_json=json.dumps({"rows": count, "updated": count}),
        created_at=now,
        applied_at=now,
        author=gate.user.uid,
    )
    session.add(batch)
    session.flush()
    return batch


def made_effects(batch_id: int, kind: str, ids: Sequence[int], portfolios: Sequence[int]) -> dict[str, Sequence[Any]]:
    """What a batch keeps of records that it made, by the column."""
    count = len(ids)
    nothing = [None] * count
    values = ([batch_id] * count, [kind] * count, ids, portfolios, [True] * count, [1] * count, nothing, nothing)
    return dict(zip(EFFECT_COLUMNS, values, strict=True))


def note_changes(
    session: Session, gate: Gate, batch: Batch, changes: Sequence[tuple[Client, Mapping[str, tuple[Any, Any]]]]
) -> None:
    """Keep, sealed, what each client's fields were before and are after: name -> (before, after)."""
    rows = []
    for client, fields in changes:
        uuid = new_uuid()
        sealed = gate.seals.before(client.portfolio).seal(uuid, json.dumps(fields, ensure_ascii=False).encode())
        rows.append((batch.id, "client", client.id, client.portfolio, False, client.version, uuid, sealed))
    insert_rows(session, BatchEffect, EFFECT_COLUMNS, rows)


def earlier_fields(gate: Gate, effect: BatchEffect) -> dict[str, tuple[Any, Any]]:
    """What note_changes kept of one record; nothing when the batch made it."""
    if effect.before is None or effect.uuid is None:
        return {}
    sealed = gate.seals.before(effect.portfolio).open(effect.uuid, effect.before)
    return {name: (pair[0], pair[1]) for name, pair in json.loads(sealed).items()}


def changes_of(session: Session, batch_id: int, kind: str) -> Iterator[list[BatchEffect]]:
    """What the batch changed of records of a kind that it did not make, by portions."""
    mine = (BatchEffect.batch_id == batch_id, BatchEffect.object_kind == kind)
    changed = session.scalars(select(BatchEffect.object_id).where(*mine, BatchEffect.created.is_(False))).all()
    for part in in_parts(changed):
        yield list(session.scalars(select(BatchEffect).where(*mine, BatchEffect.object_id.in_(part))))
