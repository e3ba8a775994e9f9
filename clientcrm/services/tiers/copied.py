"""What is noted of a client's tier, as a full copy carries it along and as it is read back for whom the copy makes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from clientcrm.data.bulk import insert_rows
from clientcrm.data.models import Client, ClientTier
from clientcrm.data.models import Tier as Row
from clientcrm.domain.tiers import Tier, TierKind
from clientcrm.services.tiers.scale import domain_tier, new_tier

Noted = tuple[tuple[str, Any], ...]

_BENEATH, _BY_HAND, _STATED, _ADVOCATE = "beneath", "beneath_by_hand", "stated", "advocate"
_OWN: Final = "own_"  # keys of tiers that a shop added: another shop's own_1 is another tier
_WRITTEN: Final = ("client_id", "portfolio", "rung_id", "rung_by_hand", "stated", "advocate", "reason")


def noted_of(session: Session, client_ids: Sequence[int], tiers: Mapping[int, Tier]) -> dict[int, Noted]:
    """By client: the rung beneath a state or guard, when a state was set by hand, and who recommends the shop.

    Why a tier is what it is stays behind: a recalculation says it anew.
    """
    names = (ClientTier.client_id, ClientTier.rung_id, ClientTier.rung_by_hand, ClientTier.stated, ClientTier.advocate)
    said = or_(ClientTier.rung_id.is_not(None), ClientTier.stated.is_not(None), ClientTier.advocate)
    asked = select(*names, Client.tier_id).join(Client, Client.id == ClientTier.client_id)
    found: dict[int, Noted] = {}
    for client_id, rung, by_hand, stated, advocate, tier in session.execute(
        asked.where(ClientTier.client_id.in_(client_ids), said)
    ):
        noted: list[tuple[str, Any]] = []
        if tier in tiers and tiers[tier].kind is not TierKind.LADDER:
            if rung is not None and rung in tiers:
                noted.append((_BENEATH, (tiers[rung].key, tiers[rung].title("ru"))))
                noted += [(_BY_HAND, True)] if by_hand else []
            noted += [(_STATED, stated.isoformat())] if stated else []
        noted += [(_ADVOCATE, True)] if advocate else []
        if noted:
            found[client_id] = tuple(noted)
    return found


def write_noted(
    session: Session,
    batch_id: int,
    ids: Sequence[int],
    portfolios: Sequence[int],
    states: Sequence[Mapping[str, Any] | None],
) -> None:
    """Note of new clients what their rows of a full copy say; what makes no sense there is passed over."""
    rung_of: Callable[[Any], int | None] | None = None
    rows = []
    for client_id, portfolio, state in zip(ids, portfolios, states, strict=True):
        if not state or state.keys().isdisjoint((_BENEATH, _STATED, _ADVOCATE)):
            continue
        rung_of = rung_of or _rungs(session, batch_id)
        rung, stated = rung_of(state.get(_BENEATH)), _day(state.get(_STATED))
        by_hand, advocate = (state.get(name) is True for name in (_BY_HAND, _ADVOCATE))
        if rung is not None or stated or advocate:
            rows.append((client_id, portfolio, rung, by_hand and rung is not None, stated, advocate, ""))
    insert_rows(session, ClientTier, _WRITTEN, rows)


def _rungs(session: Session, batch_id: int) -> Callable[[Any], int | None]:
    """Finds a rung by its key, one of the shop's own by its name; what the scale lacks is made."""
    scale = [domain_tier(row) for row in session.scalars(select(Row))]
    rungs = [tier for tier in scale if tier.kind is TierKind.LADDER]
    by_key = {tier.key: tier.id for tier in rungs if not tier.key.startswith(_OWN)}
    by_name = {tier.title(language): tier.id for tier in rungs for language in ("ru", "en")}
    taken = {tier.title(language) for tier in scale for language in ("ru", "en")}

    def rung_of(said: Any) -> int | None:
        if not (isinstance(said, list) and len(said) == 2 and all(isinstance(word, str) for word in said)):
            return None
        key, name = said[0], said[1].strip()[:60]
        found = by_key.get(key) or by_name.get(name)
        if found is None and name and name not in taken and key.startswith(_OWN):
            found = by_name[name] = new_tier(session, name, batch_id)
        return found

    return rung_of


def _day(said: Any) -> str | None:
    try:
        return date.fromisoformat(said).isoformat()
    except (TypeError, ValueError):
        return None
