"""The names of what a tree names by number: tiers, products, people, portfolios, own fields, segments."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from clientcrm.data.models import OwnField, Product, SavedSegment, Tier
from clientcrm.domain.segment_fields import OWN
from clientcrm.domain.segments import Node, asks_of
from clientcrm.domain.tiers import Tier as Step
from clientcrm.domain.tiers import TierKind
from clientcrm.services.gate import Gate

_PRODUCTS = ("bought", "had", "next_product")


def names_in(session: Session, gate: Gate, node: Node, language: str) -> dict[str, dict[Any, str]]:
    """By field and number; what is gone since is left out."""
    asked = list(asks_of(node))
    found: dict[str, dict[Any, str]] = {"responsible": dict(gate.people), "portfolio": dict(gate.portfolio_names)}
    goods = {one for ask in asked if ask.field in _PRODUCTS for one in ask.any_of}
    if goods:
        rows = session.execute(select(Product.id, Product.name).where(Product.id.in_(goods)))
        named = {row[0]: row[1] for row in rows}
        found |= dict.fromkeys(_PRODUCTS, named)
    fields = {ask.field for ask in asked}
    if "tier" in fields:
        found["tier"] = {row.id: _title(row, language) for row in session.scalars(select(Tier))}
    if "segment" in fields:
        found["segment"] = {row.id: row.name for row in session.scalars(select(SavedSegment))}
    if any(field.startswith(OWN) for field in fields):
        found["own"] = {f"{OWN}{row.id}": row.name for row in session.scalars(select(OwnField))}
    return found


def _title(row: Tier, language: str) -> str:
    kind = TierKind(row.kind)
    return Step(row.id, row.key, row.name, row.letter, row.palette, kind, row.position, row.hidden).title(language)
