"""A visit ends a state at once: the rung beneath returns with the sale, and the state when the sale is taken back.

Sales that a file brings do the same, and so does taking the file back.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from clientcrm.data.bulk import in_parts
from clientcrm.data.models import Client, ClientTier, TimelineEntry
from clientcrm.domain.tier_rules import STATUSES, VISITED
from clientcrm.domain.tiers import TierKind
from clientcrm.domain.timeline import EntryKind
from clientcrm.services.clients.timeline import add_event
from clientcrm.services.figures_at_once import statuses_today
from clientcrm.services.gate import Gate
from clientcrm.services.tiers.notes import NOTED
from clientcrm.services.tiers.scale import Scale, scale_of

_NOT_VISITED = "not_visited"
# Before the first reckoning nothing says after how long somebody is lost: the preset of 7.2.
_LOST_AFTER = 90

LastDays = dict[int, date | None]


def last_days(session: Session, client_ids: Iterable[int]) -> LastDays:
    """When each of these clients bought last."""
    found: LastDays = {}
    for part in in_parts(client_ids):
        rows = session.execute(select(Client.id, Client.last_purchase).where(Client.id.in_(part)))
        found.update((row.id, row.last_purchase) for row in rows)
    return found


def follow_visits(session: Session, gate: Gate, before: LastDays, *, loaded: bool = False) -> None:
    """Bring the tiers to what sales changed: after their figures, in the caller's transaction.

    A visit later than those of before ends a state, unless the client is at risk or lost even so (the sale is an old
    one), or was put there by hand later than that. Taking the visit away brings back what it ended. `loaded`: sales of
    a file, which may be of any day; they end nothing before the first reckoning, nor what a file put by hand.
    """
    now = last_days(session, before)
    later = [i for i, day in now.items() if day is not None and day > (before[i] or date.min)]
    earlier = [i for i, day in now.items() if before[i] is not None and (day is None or day < before[i])]  # type: ignore[operator]
    if not later and not earlier:
        return
    scale = scale_of(session)
    stand = _standing_in_states(session, scale, later)
    statuses = statuses_today(session, gate, stand)
    for client_id in stand:
        _end_state(session, gate, scale, client_id, statuses.get(client_id, ""), loaded)
    for client_id, said in _ended_by_visits(session, earlier).items():
        _bring_back(session, gate, scale, client_id, said)
    session.flush()


def _standing_in_states(session: Session, scale: Scale, client_ids: Iterable[int]) -> list[int]:
    """Of many the few whom a visit may move."""
    states = [tier for tier, kind in scale.kinds.items() if kind is TierKind.STATE]
    found: list[int] = []
    for part in in_parts(client_ids):
        found += session.scalars(select(Client.id).where(Client.id.in_(part), Client.tier_id.in_(states)))
    return found


def _end_state(session: Session, gate: Gate, scale: Scale, client_id: int, status: str, loaded: bool) -> None:
    client = session.get(Client, client_id)
    if client is None or client.last_purchase is None:
        return
    note = session.get(ClientTier, client_id)
    silent = status in STATUSES if status else gate.today() - client.last_purchase > timedelta(days=_LOST_AFTER)
    stated = note.stated if note is not None else None
    if silent or (client.tier_by_hand and stated is not None and client.last_purchase <= stated):
        return
    if loaded and (not status or (client.tier_by_hand and stated is None)):
        return
    beneath = note.rung_id if note is not None and note.rung_id is not None else scale.first
    rung = scale.ids.get("base", scale.first) if scale.keys.get(beneath) == "potential" else beneath
    was = {name: getattr(note, name) for name in NOTED} if note is not None else {}
    detail = {
        "from": client.tier_id,
        "to": rung,
        "rule": VISITED,
        "day": client.last_purchase.isoformat(),
        "by_hand": client.tier_by_hand,
        "noted": {name: value.isoformat() if isinstance(value, date) else value for name, value in was.items()},
    }
    add_event(session, gate, client, EntryKind.TIER_CHANGED, detail)
    client.tier_by_hand = client.tier_by_hand and note is not None and note.rung_by_hand
    client.tier_id = rung
    if note is not None:
        note.stated, note.rung_by_hand = None, False


def _ended_by_visits(session: Session, client_ids: Iterable[int]) -> dict[int, dict[str, Any]]:
    """What was written down of those whose state a visit ended last, and nobody moved them since."""
    found: dict[int, dict[str, Any]] = {}
    for part in in_parts(client_ids):
        query = select(TimelineEntry.client_id, TimelineEntry.detail_json).where(
            TimelineEntry.client_id.in_(part), TimelineEntry.kind == EntryKind.TIER_CHANGED.value
        )
        last = {row.client_id: row.detail_json for row in session.execute(query.order_by(TimelineEntry.id))}
        told = {client_id: json.loads(detail) for client_id, detail in last.items() if VISITED in detail}
        found.update((client_id, said) for client_id, said in told.items() if said.get("rule") == VISITED)
    return found


def _bring_back(session: Session, gate: Gate, scale: Scale, client_id: int, said: dict[str, Any]) -> None:
    """The visit that ended the state is gone."""
    client = session.get(Client, client_id)
    if client is None or client.tier_id != said["to"]:
        return
    if said["from"] not in scale.keys or (client.last_purchase or date.min).isoformat() >= said["day"]:
        return
    add_event(
        session,
        gate,
        client,
        EntryKind.TIER_CHANGED,
        {"from": client.tier_id, "to": said["from"], "rule": _NOT_VISITED},
    )
    client.tier_id, client.tier_by_hand = said["from"], said["by_hand"]
    note = session.get(ClientTier, client_id)
    if note is not None and said["noted"]:
        for name, value in said["noted"].items():
            setattr(note, name, date.fromisoformat(value) if name in _DAYS and value else value)


_DAYS = frozenset({"deserved", "stated", "since"})
