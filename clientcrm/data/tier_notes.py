"""Notes of tiers taken away again, whatever the session may see of their clients."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from clientcrm.data import search
from clientcrm.data.models import ClientTier

_NOTES = ClientTier.__table__


def forget_notes(session: Session, ids: Sequence[int], nothing: Mapping[str, Any]) -> None:
    """Nothing is noted of these clients any more; who is marked as an advocate keeps the mark, and `nothing` beside."""
    mine = _NOTES.c.client_id.in_(search.among(ids))
    connection = session.connection()
    connection.execute(delete(ClientTier).where(mine, ~_NOTES.c.advocate))
    connection.execute(update(ClientTier).where(mine).values(nothing))
