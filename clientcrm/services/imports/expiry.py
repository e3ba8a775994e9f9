"""How long what an import leaves beside the clients is kept (EXCEL.md I7)."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from clientcrm.data.models import Batch, BatchEffect
from clientcrm.services.gate import Gate
from clientcrm.services.imports.staging import Staging

# An import can be taken back while it is among so many last ones or so young; noted rows are kept for a month.
UNDO_BATCHES, UNDO_DAYS, ROWS_DAYS = 20, 90, 30


def let_expire(session: Session, gate: Gate) -> None:
    """Forget what clients were before old imports, and the rows that these noted something about."""
    now = gate.now()
    applied = session.scalars(select(Batch).where(Batch.state == "applied").order_by(Batch.id.desc())).all()
    for place, batch in enumerate(applied):
        age = now - (batch.applied_at or batch.created_at)
        if place >= UNDO_BATCHES and age > timedelta(days=UNDO_DAYS):
            gone = update(BatchEffect).where(BatchEffect.batch_id == batch.id).values(before=None, uuid=None)
            session.execute(gone.execution_options(synchronize_session=False))
        if age > timedelta(days=ROWS_DAYS) and batch.kind != "mass" and batch.portfolio is not None:
            Staging(gate, batch.id, batch.portfolio).drop(session)
