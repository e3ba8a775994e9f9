"""What a batch touched, whatever the session may see of it: asked of the tables themselves, which no right narrows."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from clientcrm.data.models import BatchEffect, Client, Purchase, TierMove

_EFFECTS, _CLIENTS, _PURCHASES = BatchEffect.__table__.c, Client.__table__.c, Purchase.__table__.c
_MOVES = TierMove.__table__.c


def portfolios_of_batch(session: Session, batch_id: int) -> set[int]:
    """Portfolios of the clients and purchases that it made or changed."""
    return {
        portfolio
        for rows in (_EFFECTS, _PURCHASES, _MOVES)
        for portfolio in session.scalars(select(rows.portfolio).where(rows.batch_id == batch_id).distinct())
    }


def clients_of_batch(session: Session, batch_id: int) -> set[int]:
    """Clients that it made or changed and that are still there."""
    touched = select(_EFFECTS.object_id).where(_EFFECTS.batch_id == batch_id, _EFFECTS.object_kind == "client")
    moved = select(_MOVES.client_id).where(_MOVES.batch_id == batch_id)
    return set(session.scalars(select(_CLIENTS.id).where(_CLIENTS.id.in_(touched) | _CLIENTS.id.in_(moved))))
