"""The one move on the scale that follows from purchases by itself, and its way back."""

from __future__ import annotations

import json
from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from clientcrm.data.bulk import in_parts
from clientcrm.data.models import Client, Tier, TimelineEntry
from clientcrm.domain.tiers import tier_after_first_purchase
from clientcrm.domain.timeline import EntryKind
from clientcrm.services.clients.timeline import add_event
from clientcrm.services.gate import Gate

_BOUGHT, _NOT_BOUGHT = "first_purchase", "no_purchase"


def follow_first_purchases(session: Session, gate: Gate, moved: Mapping[int, bool]) -> None:
    """Who came to have a purchase steps off the potential rung; whose last one is gone steps back onto it.

    `moved` says of each client whether there is a purchase now. Back goes only who stands where the rule put them and
    was not moved since: a tier chosen by a person stays.
    """
    keys: dict[int, str] = {row.id: row.key for row in session.execute(select(Tier.id, Tier.key))}
    ids = {key: tier_id for tier_id, key in keys.items()}
    steps = {tier_id: ids.get(tier_after_first_purchase(key), tier_id) for tier_id, key in keys.items()}
    leaving = [tier_id for tier_id, after in steps.items() if after != tier_id]
    for part in in_parts(client_id for client_id, bought in moved.items() if bought):
        for client in session.scalars(select(Client).where(Client.id.in_(part), Client.tier_id.in_(leaving))).all():
            _step(session, gate, client, steps[client.tier_id], _BOUGHT)
    for part in in_parts(client_id for client_id, bought in moved.items() if not bought):
        came = _came_from(session, part)
        for client in session.scalars(select(Client).where(Client.id.in_(came))).all():
            before, put_on = came[client.id]
            if client.tier_id == put_on and before in keys:
                _step(session, gate, client, before, _NOT_BOUGHT)


def _step(session: Session, gate: Gate, client: Client, tier_id: int, rule: str) -> None:
    detail = {"from": client.tier_id, "to": tier_id, "rule": rule}
    add_event(session, gate, client, EntryKind.TIER_CHANGED, detail)
    client.tier_id = tier_id


def _came_from(session: Session, client_ids: list[int]) -> dict[int, tuple[int, int]]:
    """From which rung to which the first purchase took each client, where nothing moved them since."""
    query = select(TimelineEntry.client_id, TimelineEntry.detail_json).where(
        TimelineEntry.client_id.in_(client_ids), TimelineEntry.kind == EntryKind.TIER_CHANGED.value
    )
    last = {row.client_id: json.loads(row.detail_json) for row in session.execute(query.order_by(TimelineEntry.id))}
    return {i: (said["from"], said["to"]) for i, said in last.items() if said.get("rule") == _BOUGHT}
