"""What may be chosen for a field of a segment: the shop's own words, products and people, with how many have them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from clientcrm.data.filters import not_trashed
from clientcrm.data.models import Client, ClientTag, OwnField, Product, PurchaseLine, SavedSegment, Tag, Tier
from clientcrm.domain.access import Permission
from clientcrm.domain.clients import ClientKind, ClientState, Sex
from clientcrm.domain.errors import NotFound
from clientcrm.domain.rhythm import STATUSES
from clientcrm.domain.scores import SEGMENTS
from clientcrm.domain.segment_fields import FIELDS, OWN
from clientcrm.domain.segment_list import Choice
from clientcrm.domain.timeline import WRITTEN_BY_PEOPLE
from clientcrm.services.gate import Gate
from clientcrm.services.segments.asking import sees_all_sums

_CODES: dict[str, tuple[str, ...]] = {
    "kind": tuple(ClientKind),
    "state": tuple(ClientState),
    "sex": tuple(Sex),
    "status": STATUSES,
    "rfm": SEGMENTS,
    "abc": ("A", "B", "C"),
    "xyz": ("X", "Y", "Z"),
    "dealt": tuple(kind.value for kind in WRITTEN_BY_PEOPLE),
}
_PRODUCTS = frozenset({"bought", "had", "next_product"})
_CARD: dict[str, Any] = {
    "source": Client.source,
    "city": Client.city,
    "region": Client.region,
    "country": Client.country,
    "responsible": Client.responsible,
    "portfolio": Client.portfolio,
    "tier": Client.tier_id,
}


def choices_of(gate: Gate, field: str) -> list[Choice]:
    """Values for `any_of` of a field; NotFound for one that takes none. Codes that screens word have no label."""
    if field in _CODES:
        return [Choice(str(code), "", 0) for code in _CODES[field]]
    with gate.read(Permission.VIEW_CLIENTS) as session:
        if field == "own":
            own = session.scalars(select(OwnField).order_by(OwnField.position, OwnField.id))
            return [Choice(f"{OWN}{row.id}", row.name, 0) for row in own]
        if field in _PRODUCTS:
            return _products(session)
        if field == "tag":
            asked = select(Tag.name, func.count()).join(ClientTag, ClientTag.tag_id == Tag.id).group_by(Tag.id)
            rows = session.execute(asked.order_by(func.count().desc(), Tag.name))
            return [Choice(name, name, count) for name, count in rows]
        if field == "segment":
            return _segments(session, gate)
        if field in _CARD:
            return _of_card(session, gate, field)
    raise NotFound("field" if field not in FIELDS else "choices", field)


def _products(session: Session) -> list[Choice]:
    """By how many lines of receipts name them."""
    sold = func.count(PurchaseLine.purchase_id)
    asked = select(Product.id, Product.name, sold).outerjoin(PurchaseLine, PurchaseLine.product_id == Product.id)
    rows = session.execute(asked.group_by(Product.id).order_by(sold.desc(), Product.folded))
    return [Choice(number, name, 0) for number, name, _ in rows]


def _segments(session: Session, gate: Gate) -> list[Choice]:
    asked = select(SavedSegment).where(SavedSegment.removed_at.is_(None)).order_by(SavedSegment.position)
    may = sees_all_sums(gate.user)
    return [Choice(row.id, row.name, 0) for row in session.scalars(asked) if may or not row.of_money]


def _of_card(session: Session, gate: Gate, field: str) -> list[Choice]:
    column = _CARD[field]
    asked = select(column, func.count()).where(not_trashed()).group_by(column).order_by(func.count().desc(), column)
    counts: dict[Any, int] = {row[0]: row[1] for row in session.execute(asked)}
    if field == "tier":
        tiers = session.scalars(select(Tier).where(Tier.hidden.is_(False)).order_by(Tier.position))
        return [Choice(tier.id, tier.name, counts.get(tier.id, 0)) for tier in tiers]
    names: dict[Any, str] = {}
    if field == "responsible":
        names.update(gate.people)
    elif field == "portfolio":
        names.update(gate.portfolio_names)
    return [Choice(value, names.get(value, "" if value is None else str(value)), n) for value, n in counts.items()]
