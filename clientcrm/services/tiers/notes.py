"""What is noted of a client's tier beside the tier: the rung beneath, when it was set by hand, why it is what it is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from clientcrm.data.bulk import in_parts
from clientcrm.data.models import Client, ClientTier, Tier
from clientcrm.domain.tiers import TierKind
from clientcrm.services.gate import Gate

# What a recalculation writes and takes back; the mark of an advocate is a person's word and stays.
NOTED = ("rung_id", "rung_by_hand", "deserved", "stated", "tier_id", "reason", "value", "bound", "since")
NOTHING_NOTED: tuple[Any, ...] = (None, False, None, None, None, "", None, None, None)


def note_by_hand(session: Session, gate: Gate, moved: Iterable[tuple[int, int, int, bool]]) -> None:
    """Somebody moves these clients by hand: id, tier before, tier after, whether by hand before. Before it is written.

    A state or guard keeps the rung beneath, and a state the day. A rung needs no note: what was noted of another tier
    holds again as soon as the client stands there again, so that taking the change back brings back all of it.
    """
    kinds = {row.id: TierKind(row.kind) for row in session.execute(select(Tier.id, Tier.kind))}
    wanted = {
        client_id: (before, after, by_hand)
        for client_id, before, after, by_hand in moved
        if before != after and kinds.get(after, TierKind.LADDER) is not TierKind.LADDER
    }
    for part in in_parts(wanted):
        rows = {row.client_id: row for row in session.scalars(select(ClientTier).where(ClientTier.client_id.in_(part)))}
        homes = dict(session.execute(select(Client.id, Client.portfolio).where(Client.id.in_(part))).all())
        for client_id in part:
            before, after, by_hand = wanted[client_id]
            row = rows.get(client_id) or note_for(session, client_id, homes.get(client_id))
            if row is None:
                continue
            if kinds.get(before) is TierKind.LADDER:
                if row.rung_id != before:
                    row.rung_id, row.deserved = before, None
                row.rung_by_hand = by_hand
            row.stated = gate.today() if kinds[after] is TierKind.STATE else None


def note_for(session: Session, client_id: int, portfolio: int | None) -> ClientTier | None:
    """A new empty note; None for a client whom the session does not see."""
    if portfolio is None:
        return None
    row = ClientTier(client_id=client_id, portfolio=portfolio)
    session.add(row)
    return row
