"""A segment's tree as one condition on clients: the same for the list, counts, exports and the command line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, false, func, not_, or_, select, true
from sqlalchemy.orm import aliased

from clientcrm.data.models import Client, ClientFigures, ClientTag, Purchase, PurchaseLine, Tag, TimelineEntry
from clientcrm.domain.sales import ReceiptKind, ReceiptStatus
from clientcrm.domain.segments import FIELDS, FIGURES, AllOf, AnyOf, Ask, Asks, Node, Without
from clientcrm.domain.timeline import SHOWS_INTEREST
from clientcrm.domain.values.text import fold

_CARD: Final[Mapping[str, Any]] = {
    "kind": Client.kind, "state": Client.state, "sex": Client.sex, "tier": Client.tier_id, "source": Client.source,
    "city": Client.city, "region": Client.region, "country": Client.country, "responsible": Client.responsible,
    "portfolio": Client.portfolio, "discount": Client.discount, "created": Client.created_at,
    "next_contact": Client.next_contact, "first_purchase": Client.first_purchase,
    "last_purchase": Client.last_purchase, "purchases": Client.purchase_days, "total": Client.total,
    "average": Client.average, "median": Client.median, "consent": Client.consent, "phone": Client.has_phone,
    "email": Client.has_email, "messenger": Client.has_messenger, "address": Client.has_address,
    "note": Client.has_note,
}  # fmt: skip
_FIGURE: Final[Mapping[str, Any]] = {
    "status": ClientFigures.status, "rfm": ClientFigures.segment, "abc": ClientFigures.abc, "xyz": ClientFigures.xyz,
    "next_product": ClientFigures.next_product, "regular": ClientFigures.regular, "returned": ClientFigures.returned,
    "recency_score": ClientFigures.recency_score, "frequency_score": ClientFigures.frequency_score,
    "money_score": ClientFigures.money_score, "interval": ClientFigures.interval,
    "visit_chance": ClientFigures.visit_chance, "expected_money": ClientFigures.expected_money,
    "next_visit": ClientFigures.next_from, "next_due": ClientFigures.next_due,
}  # fmt: skip


def fits(node: Node) -> ColumnElement[bool]:
    """Who fits the tree; its days must have been put as days (`domain.segments.on`)."""
    match node:
        case Ask():
            return _answer(node)
        case Without(part):
            return not_(func.coalesce(fits(part), false()))
        case AllOf(parts):
            return and_(true(), *(fits(part) for part in parts))
        case AnyOf(parts):
            return or_(false(), *(fits(part) for part in parts))


def _answer(ask: Ask) -> ColumnElement[bool]:
    kind = FIELDS[ask.field]
    if ask.field in FIGURES:
        asked = _asked(kind, _FIGURE[ask.field], ask)
        return Client.id.in_(select(ClientFigures.client_id).where(asked))
    match kind:
        case Asks.TAG:
            folded = [fold(str(tag)) for tag in ask.any_of]
            tagged = select(ClientTag.client_id).join(Tag, Tag.id == ClientTag.tag_id).where(Tag.folded.in_(folded))
            return Client.id.in_(tagged)
        case Asks.SEASON:
            return _season(ask)
        case Asks.BOUGHT:
            return _bought(ask)
        case Asks.DEALT:
            return _dealt(ask)
    if ask.field == "born":
        return _born(ask)
    return _asked(kind, _CARD[ask.field], ask)


def _asked(kind: Asks, column: Any, ask: Ask) -> ColumnElement[bool]:
    match kind:
        case Asks.CHOICE:
            return _chosen(column, ask.any_of)
        case Asks.FLAG:
            said: ColumnElement[bool] = func.coalesce(column, false())
            return said if ask.is_so else not_(said)
        case Asks.DAY:
            return _between(column, *_bounds(column, ask))
    return _between(column, ask.low, ask.high)


def _chosen(column: Any, values: Sequence[Any]) -> ColumnElement[bool]:
    """One of the values; None among them stands for nobody or nothing."""
    found: ColumnElement[bool] = column.in_([value for value in values if value is not None])
    return or_(found, column.is_(None)) if None in values else found


def _bounds(column: Any, ask: Ask) -> tuple[Any, Any]:
    if column is not Client.created_at:
        return ask.since, ask.until
    low = datetime.combine(ask.since, time(), UTC) if ask.since else None
    high = datetime.combine(ask.until + timedelta(days=1), time(), UTC) - timedelta(seconds=1) if ask.until else None
    return low, high


def _between(column: Any, low: Any, high: Any) -> ColumnElement[bool]:
    parts = [column >= low] if low is not None else []
    parts += [column <= high] if high is not None else []
    return and_(column.is_not(None), *parts)


def _season(ask: Ask) -> ColumnElement[bool]:
    """Days of the year, inclusive; a season that crosses New Year is two."""
    if ask.since is None or ask.until is None:
        return false()
    day = Client.birth_month * 100 + Client.birth_day
    low, high = (bound.month * 100 + bound.day for bound in (ask.since, ask.until))
    if (ask.until - ask.since).days >= 365:
        return day.is_not(None)
    return day.between(low, high) if low <= high else or_(day >= low, day <= high)


def _born(ask: Ask) -> ColumnElement[bool]:
    """Born between two days; with the year alone known, in between their years."""
    number = (
        Client.birth_year * 10_000 + func.coalesce(Client.birth_month, 1) * 100 + func.coalesce(Client.birth_day, 1)
    )
    low, high = (bound and bound.year * 10_000 + bound.month * 100 + bound.day for bound in (ask.since, ask.until))
    return _between(number, low, high)


def _bought(ask: Ask) -> ColumnElement[bool]:
    """Receipts with any of the products, or any at all; those brought back whole do not count."""
    sold = select(Purchase.client_id).where(
        Purchase.kind == ReceiptKind.SALE.value,
        Purchase.status == ReceiptStatus.DONE.value,
        Purchase.total > 0,
        Purchase.client_id.is_not(None),
        _rest() > 0,
    )
    if ask.any_of:
        lines = select(PurchaseLine.purchase_id).where(PurchaseLine.product_id.in_(ask.any_of), PurchaseLine.total > 0)
        sold = sold.where(Purchase.id.in_(lines))
    return Client.id.in_(_counted(sold, Purchase.client_id, Purchase.day, ask.since, ask.until, ask))


def _rest() -> ColumnElement[int]:
    """What is left of a sale after the refunds linked to it."""
    refund = aliased(Purchase)
    taken = (
        select(func.sum(refund.total))
        .where(refund.return_of == Purchase.id, refund.status == ReceiptStatus.DONE.value)
        .correlate(Purchase)
        .scalar_subquery()
    )
    return Purchase.total + func.coalesce(taken, 0)


def _dealt(ask: Ask) -> ColumnElement[bool]:
    kinds = ask.any_of or tuple(kind.value for kind in SHOWS_INTEREST)
    told = select(TimelineEntry.client_id).where(TimelineEntry.kind.in_(kinds))
    since = datetime.combine(ask.since, time(), UTC) if ask.since else None
    until = datetime.combine(ask.until + timedelta(days=1), time(), UTC) if ask.until else None
    return Client.id.in_(_counted(told, TimelineEntry.client_id, TimelineEntry.at, since, until, ask))


def _counted(asked: Any, client: Any, at: Any, since: Any, until: Any, ask: Ask) -> Any:
    """Within the days asked for, and as often as asked for."""
    if since is not None:
        asked = asked.where(at >= since)
    if until is not None:
        asked = asked.where(at <= until)
    least = ask.low or 1
    if least > 1 or ask.high is not None:
        asked = asked.group_by(client).having(func.count() >= least)
        if ask.high is not None:
            asked = asked.having(func.count() <= ask.high)
    return asked
