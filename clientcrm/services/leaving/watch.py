"""Clients of somebody who left: who may go along, what to say to them, and who fell silent since."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import Row, exists, func, select
from sqlalchemy.orm import Session

from clientcrm.data.bulk import in_parts
from clientcrm.data.models import BatchEffect, Client, JournalEntry, Product, Purchase, PurchaseLine, TimelineEntry
from clientcrm.domain.activity import Activity, activity
from clientcrm.domain.leaving import (
    REPORT_DAYS,
    AtRisk,
    Revenue,
    is_silent,
    things_to_say,
    watched_until,
)
from clientcrm.domain.timeline import WRITTEN_BY_PEOPLE
from clientcrm.services.gate import Gate
from clientcrm.services.leaving.hand_over import year_money

_PRODUCTS: Final = 3
_WRITTEN: Final = tuple(kind.value for kind in WRITTEN_BY_PEOPLE)


@dataclass(frozen=True, slots=True)
class Left:
    """Somebody who left, as the owner's document keeps it; `batch` holds the clients that were handed over."""

    uid: str
    name: str
    at: datetime
    batch: int | None
    counts: Mapping[str, int]
    portfolios: tuple[str, ...]
    revenue: tuple[Revenue, ...]

    def to_json(self) -> dict[str, Any]:
        """As the document keeps it."""
        return {
            "name": self.name,
            "at": self.at.isoformat(timespec="seconds"),
            "batch": self.batch,
            "counts": dict(self.counts),
            "portfolios": list(self.portfolios),
            "revenue": [[r.uid, r.name, r.clients_before, r.clients_after, r.before, r.after] for r in self.revenue],
        }

    @classmethod
    def from_json(cls, uid: str, said: Mapping[str, Any]) -> Left:
        """Back from the document."""
        return cls(
            uid=uid,
            name=said["name"],
            at=datetime.fromisoformat(said["at"]),
            batch=said["batch"],
            counts=dict(said["counts"]),
            portfolios=tuple(said["portfolios"]),
            revenue=tuple(Revenue(*each) for each in said["revenue"]),
        )


def at_risk(session: Session, gate: Gate, left: Left, limit: int, *, silent_only: bool = False) -> list[AtRisk]:
    """Handed-over clients who bought in the twelve months before, those with the most money first."""
    if left.batch is None:
        return []
    found = []
    day, today = _day(gate, left.at), gate.today()
    for row, money in _bought(session, left, day, silent_only=silent_only):
        if not silent_only or is_silent(today, day, row.last_purchase, row.usual_interval):
            found.append((row, money))
            if len(found) == limit:
                break
    rows = [row for row, _ in found]
    dealt, bought = _last_dealings(session, [row.id for row in rows]), _last_products(session, rows)
    return [_risk(row, money, gate, day, dealt.get(row.id), bought.get(row.id, ())) for row, money in found]


def activity_before(session: Session, gate: Gate, uid: str, name: str, until: date) -> Activity:
    """What somebody did in the ninety local days up to a day, by the journal."""
    since = datetime.combine(until - timedelta(days=REPORT_DAYS), datetime.min.time(), gate.zone).astimezone(UTC)
    columns = (JournalEntry.at, JournalEntry.action, JournalEntry.count)
    query = select(*columns).where(JournalEntry.uid == uid, JournalEntry.at >= since)
    done = [(_day(gate, at), action, count) for at, action, count in session.execute(query)]
    return activity(uid, name, until, REPORT_DAYS, done)


# ---------------------------------------------------------------- inside


def _bought(session: Session, left: Left, day: date, *, silent_only: bool) -> Iterator[tuple[Row[Any], int]]:
    """Those of the handed-over clients, with their money, the most first.

    Money comes first and clients by the portion: few are asked for, and joined they would all be read.
    """
    columns = (
        *(Client.id, Client.list_name, Client.responsible, Client.last_purchase, Client.usual_interval),
        *(Client.next_contact, Client.discount),
    )
    handed = (BatchEffect.batch_id == left.batch, BatchEffect.object_kind == "client")
    query = select(*columns).join(BatchEffect, BatchEffect.object_id == Client.id)
    query = query.where(*handed, Client.trashed.is_(False))
    if silent_only:
        dealing = (TimelineEntry.client_id == Client.id, TimelineEntry.at > left.at, TimelineEntry.kind.in_(_WRITTEN))
        query = query.where(Client.last_purchase <= day, ~exists().where(*dealing))
    money = year_money(day)
    richest = select(money.c.client_id, money.c.total).where(money.c.total > 0)
    for part in in_parts(session.execute(richest.order_by(money.c.total.desc(), money.c.client_id))):
        here = query.where(Client.id.in_([each.client_id for each in part]))
        rows: dict[int | None, Any] = {row.id: row for row in session.execute(here)}
        yield from ((rows[each.client_id], each.total) for each in part if each.client_id in rows)


def _risk(row: Row[Any], money: int, gate: Gate, left: date, dealt: datetime | None, products: Sequence[str]) -> AtRisk:
    today = gate.today()
    signs = [sign for sign in (row.last_purchase, _day(gate, dealt) if dealt else None) if sign is not None]
    quiet = not any(sign > left for sign in signs)
    return AtRisk(
        client_id=row.id,
        name=row.list_name,
        responsible=gate.people.get(row.responsible or "", ""),
        total_year=money,
        last_purchase=row.last_purchase,
        usual_interval=row.usual_interval,
        silent_days=(today - max(signs)).days if signs else None,
        watch_until=watched_until(left),
        fell_silent=quiet and is_silent(today, left, row.last_purchase, row.usual_interval),
        next_contact=row.next_contact,
        discount=row.discount,
        products=tuple(products),
        said=things_to_say(
            today,
            planned=row.next_contact,
            last=row.last_purchase,
            interval=row.usual_interval,
            discount=row.discount,
        ),
    )


def _last_dealings(session: Session, ids: Sequence[int]) -> dict[int, datetime]:
    found: dict[int, datetime] = {}
    for part in in_parts(ids):
        mine = (TimelineEntry.client_id.in_(part), TimelineEntry.kind.in_(_WRITTEN))
        query = select(TimelineEntry.client_id, func.max(TimelineEntry.at)).where(*mine)
        found.update(dict(session.execute(query.group_by(TimelineEntry.client_id)).all()))
    return found


def _last_products(session: Session, rows: Sequence[Row[Any]]) -> dict[int, tuple[str, ...]]:
    """What stood in each client's last receipts, the dearest first."""
    last = {row.id: row.last_purchase for row in rows if row.last_purchase is not None}
    found: dict[int, list[str]] = {}
    for part in in_parts(last):
        query = (
            select(Purchase.client_id, Purchase.day, Product.name)
            .join(PurchaseLine, PurchaseLine.purchase_id == Purchase.id)
            .join(Product, Product.id == PurchaseLine.product_id)
            .where(Purchase.client_id.in_(part))
            .order_by(PurchaseLine.total.desc())
        )
        for client_id, day, name in session.execute(query):
            if client_id is not None and day == last[client_id] and name not in found.setdefault(client_id, []):
                found[client_id].append(name)
    return {client_id: tuple(names[:_PRODUCTS]) for client_id, names in found.items()}


def _day(gate: Gate, moment: datetime) -> date:
    """The local calendar day of the shop."""
    return moment.astimezone(gate.zone).date()
