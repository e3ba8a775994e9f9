"""The columns that the client list may be sorted by."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.orm import InstrumentedAttribute

from clientcrm.data.models import Client
from clientcrm.domain.clients import ClientOrder

SORTABLE: dict[str, InstrumentedAttribute[Any]] = {
    "name": Client.sort_key,
    "tier": Client.tier_id,
    "state": Client.state,
    "last_purchase": Client.last_purchase,
    "first_purchase": Client.first_purchase,
    "usual_interval": Client.usual_interval,
    "average": Client.average,
    "total": Client.total,
    "purchase_days": Client.purchase_days,
    "city": Client.city,
    "region": Client.region,
    "source": Client.source,
    "code": Client.code,
    "card_number": Client.card_number,
    "discount": Client.discount,
    "inn": Client.inn,
    "responsible": Client.manager,
    "birthday": Client.birth_month,
    "created_at": Client.created_at,
    "changed_at": Client.changed_at,
    "next_contact": Client.next_contact,
}
# Those that an index holds in their order.
INDEXED = frozenset({"name", "last_purchase", "total", "created_at"})


def ordering(order: ClientOrder) -> list[ColumnElement[Any]]:
    """Empty values last either way; equal ones in order of id, so that a list never shuffles."""
    column = SORTABLE[order.column]
    parts: list[ColumnElement[Any]] = []
    if order.column in ("city", "region", "source", "code", "card_number", "inn", "responsible"):
        parts.append(column == "")
    directed = column.desc() if order.descending else column.asc()
    # Not "is null, then the value": no index is sorted like that.
    parts.append(directed.nulls_last() if column.expression.nullable else directed)
    if order.column == "birthday":
        parts.append(Client.birth_day.desc() if order.descending else Client.birth_day.asc())
    parts.append(Client.id.desc() if order.descending else Client.id.asc())
    return parts
