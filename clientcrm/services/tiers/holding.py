"""One client's tier: why it is what it is, kept by hand or given back to the rules, the mark of an advocate."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from clientcrm.data.bulk import in_parts
from clientcrm.data.models import Client, ClientTier, TimelineEntry
from clientcrm.domain.access import Permission
from clientcrm.domain.changes import Topic
from clientcrm.domain.errors import NotFound
from clientcrm.domain.tier_rules import TierWhy, is_of_money
from clientcrm.domain.tiers import TierKind
from clientcrm.domain.timeline import EntryKind
from clientcrm.services.gate import Gate
from clientcrm.services.tiers.notes import note_for
from clientcrm.services.tiers.scale import scale_of


def why_of(gate: Gate, client_id: int) -> TierWhy:
    """Why the client stands where the chip says."""
    with gate.read(Permission.VIEW_CLIENTS) as session:
        client = _client(session, client_id)
        kind = scale_of(session).kinds.get(client.tier_id, TierKind.LADDER)
        row = session.get(ClientTier, client_id)
        beneath = row.rung_id if row is not None and kind is not TierKind.LADDER else None
        advocate = row is not None and row.advocate
        if client.tier_by_hand or row is None or row.tier_id != client.tier_id:
            reason, since = _told(session, gate, client)
            return TierWhy(client.tier_id, client.tier_by_hand, reason, None, None, since, beneath, advocate)
        numbers = gate.user.sees_sums_of(client.responsible) or not is_of_money(row.reason)
        return TierWhy(
            client.tier_id,
            by_hand=False,
            reason=row.reason,
            value=row.value if numbers else None,
            bound=row.bound if numbers else None,
            since=row.since,
            beneath=beneath,
            advocate=advocate,
        )


def hold(gate: Gate, ids: Sequence[int], *, by_hand: bool) -> list[int]:
    """Lock or unlock these clients; those who were not so already."""
    action = "client.tier_locked" if by_hand else "client.tier_unlocked"
    with _changing(gate, ids, action) as session:
        kinds = scale_of(session).kinds
        changed: list[int] = []
        for part in in_parts(dict.fromkeys(ids)):
            for client in session.scalars(select(Client).where(Client.id.in_(part))):
                if client.tier_by_hand is by_hand or kinds.get(client.tier_id) is TierKind.GUARD:
                    continue
                client.tier_by_hand = by_hand
                changed.append(client.id)
                if not by_hand and kinds.get(client.tier_id) is TierKind.STATE:
                    _date_state(session, gate, client)
        if changed:
            gate.note(session, count=len(changed))
        else:
            gate.nothing_changed(session)
        if len(ids) == 1:
            _client(session, ids[0])  # nobody is told that a client whom one does not see was locked already
        return changed


def set_advocate(gate: Gate, client_id: int, *, on: bool) -> None:
    """The rule of the rung looks at it at the next recalculation."""
    with gate.write(Permission.EDIT_CLIENTS, "client.advocate_marked", "client", client_id) as session:
        client = _client(session, client_id)
        row = session.get(ClientTier, client_id)
        if (row is not None and row.advocate) == on:
            gate.nothing_changed(session)
            return
        row = row or note_for(session, client_id, client.portfolio)
        assert row is not None
        row.advocate = on
        gate.touch(session, Topic.CLIENTS)
        gate.note(session, on=on)


def _told(session: Session, gate: Gate, client: Client) -> tuple[str, date | None]:
    """The reason and the day that the history has of the tier: of a person's word, a first purchase, a visit."""
    asked = select(TimelineEntry.at, TimelineEntry.detail_json).where(
        TimelineEntry.client_id == client.id, TimelineEntry.kind == EntryKind.TIER_CHANGED.value
    )
    row = session.execute(asked.order_by(TimelineEntry.id.desc()).limit(1)).first()
    said = json.loads(row.detail_json) if row is not None else {}
    if row is None or said.get("to") != client.tier_id:
        return "", None
    return str(said.get("rule", "")), row.at.astimezone(gate.zone).date()


def _changing(gate: Gate, ids: Sequence[int], action: str) -> AbstractContextManager[Session]:
    if len(ids) == 1:
        return gate.write(Permission.EDIT_CLIENTS, action, "client", ids[0])
    return gate.write(Permission.MASS_CHANGE, action, "client")


def _date_state(session: Session, gate: Gate, client: Client) -> None:
    """A state that somebody set without a day (a file did) stands from today, until a visit or a rule ends it."""
    row = session.get(ClientTier, client.id) or note_for(session, client.id, client.portfolio)
    if row is not None and row.stated is None:
        row.stated = gate.today()


def _client(session: Session, client_id: int) -> Client:
    client = session.get(Client, client_id)
    if client is None:
        raise NotFound("client", client_id)
    return client
