"""A recalculation taken back: everybody stands again where the rules found them, but for whom somebody moved since."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from clientcrm.data import search
from clientcrm.data.bulk import in_parts, update_rows, whole_rows
from clientcrm.data.models import Batch, Client, ClientTier, Tier, TierMove
from clientcrm.data.tier_notes import forget_notes
from clientcrm.domain.changes import Topic
from clientcrm.services.gate import Gate
from clientcrm.services.tiers.notes import NOTED, NOTHING_NOTED

APPLIED: Final = "tiers.applied"
# Said in the batch's settings: nobody asked for this recalculation, the day began.
AUTOMATIC: Final = "automatic"


def last_applied(session: Session) -> datetime | None:
    """When the rules were last applied, and that was not taken back."""
    asked = select(Batch.applied_at).where(Batch.action == APPLIED, Batch.state == "applied")
    return session.scalars(asked.order_by(Batch.id.desc()).limit(1)).first()


def take_back(session: Session, gate: Gate, batch_id: int) -> tuple[int, list[int]]:
    """How many went back, and who is kept because the tier was changed since. In the caller's transaction.

    Past the narrowing: whoever takes it back sees all of it, and an owner takes planted clients along.
    """
    tiers = set(session.scalars(select(Tier.id)))
    asked = select(TierMove.client_id).where(TierMove.batch_id == batch_id)
    everybody = [row[0] for rows in whole_rows(session, asked) for row in rows]
    restored, kept, hidden = 0, [], gate.narrowing.left_out
    for part in in_parts(everybody, 1_000):
        back = []
        for row in _moves(session, batch_id, part):
            client, before, after, by_hand_after, *_, tier, by_hand = row
            if tier == after and bool(by_hand) == bool(by_hand_after) and before in tiers:
                back.append(row)
            elif client not in hidden:
                kept.append(client)
        _restore(session, back, tiers)
        restored += sum(row[0] not in hidden for row in back)
    gate.touch(session, Topic.CLIENTS, Topic.TIMELINE, Topic.IMPORTS)
    return restored, kept


def _moves(session: Session, batch_id: int, ids: Sequence[int]) -> Iterator[tuple[Any, ...]]:
    asked = (
        select(
            TierMove.client_id,
            TierMove.before,
            TierMove.after,
            TierMove.by_hand_after,
            TierMove.by_hand_before,
            TierMove.portfolio,
            TierMove.noted_json,
            Client.tier_id,
            Client.tier_by_hand,
        )
        .join(Client, Client.id == TierMove.client_id)
        .where(TierMove.batch_id == batch_id, TierMove.client_id.in_(search.among(ids)))
    )
    yield from [row for rows in whole_rows(session, asked) for row in rows]


def _restore(session: Session, back: Sequence[tuple[Any, ...]], tiers: set[int]) -> None:
    """Tier, lock and notes as they were; the mark of an advocate stays as it is now."""
    update_rows(session, Client, ("tier_id", "tier_by_hand"), [(row[1], bool(row[4]), row[0]) for row in back])
    noted, bare = [], []
    for row in back:
        if not row[6]:
            bare.append(row[0])
            continue
        note = dict(zip(NOTED, json.loads(row[6]), strict=True))
        note |= {name: None for name in ("rung_id", "tier_id") if note[name] not in tiers}
        noted.append((*(note[name] for name in NOTED), row[0]))
    update_rows(session, ClientTier, NOTED, noted)
    forget_notes(session, bare, dict(zip(NOTED, NOTHING_NOTED, strict=True)))
