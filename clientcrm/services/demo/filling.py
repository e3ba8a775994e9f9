"""Fills a new base with the demo shop: invents everything from one seed and writes it through the gate."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from itertools import islice
from random import Random
from typing import Any, TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from clientcrm.data.bulk import insert_rows, next_id, update_rows
from clientcrm.data.models import NOBODYS, Client, OwnField, Product, Purchase, PurchaseLine, Tier, new_uuid
from clientcrm.data.models import TimelineEntry as Row
from clientcrm.domain.access import Permission
from clientcrm.domain.changes import Topic
from clientcrm.domain.clients import ClientFilter, ClientKind
from clientcrm.domain.fields import FieldKind
from clientcrm.domain.sales import ReceiptKind, ReceiptStatus
from clientcrm.domain.timeline import EntryKind
from clientcrm.domain.values.text import fold
from clientcrm.services.clients.clients import Clients
from clientcrm.services.clients.writer import ClientWriter, Extras
from clientcrm.services.demo.calendar import Calendar
from clientcrm.services.demo.content import ShopWords
from clientcrm.services.demo.habits import Habit, Plan, plan_clients, visit_minutes
from clientcrm.services.demo.people import Buyer, Home, Inventor
from clientcrm.services.demo.receipts import ANONYMOUS_SHARE, Shelf, Till, all_visits, refunds_of
from clientcrm.services.demo.steps import Bought, left_for, moves
from clientcrm.services.demo.talk import dealings
from clientcrm.services.gate import Gate
from clientcrm.services.sales import refresh_figures
from clientcrm.services.segments.segments import Segments

Progress = Callable[[int, int], object]
T = TypeVar("T")

ACTION = "demo.filled"
_PEOPLE_AT_ONCE, _TILLS_AT_ONCE = 2000, 10_000
_TRASHED_SHARE = 0.003
_TIMELINE = ("uuid", "client_id", "portfolio", "kind", "at", "author", "text", "detail_json", "version", "created_at")
_PURCHASE = (
    *("id", "uuid", "portfolio", "client_id", "day", "at", "kind", "status", "receipt_no", "source", "total"),
    *("discount", "employee", "return_of", "comment", "author", "created_at", "version"),
)
_LINE = ("purchase_id", "ordinal", "product_id", "quantity", "unit_price", "discount", "total")


@dataclass(frozen=True, slots=True)
class Filled:
    """How much the demo shop holds: clients in the list, receipts."""

    clients: int
    purchases: int


class DemoShop:
    """The demo shop of one seed: the same seed and day give the same shop."""

    def __init__(self, gate: Gate, words: ShopWords, seed: int, progress: Progress | None = None) -> None:
        self._gate = gate
        self._words = words
        self._seed = seed
        self._progress = progress or (lambda _done, _total: None)
        self._portfolio = min(gate.seals.readable)
        self._calendar = Calendar.until(gate.now(), gate.zone)
        self._steps: dict[str, int] = {}
        self._ids: list[int] = []

    def fill(self, clients: int, purchases: int) -> Filled:
        """Write so many clients (and a few in the trash) and exactly so many receipts into an empty base."""
        refunds = refunds_of(purchases)
        visits = purchases - refunds - round((purchases - refunds) * ANONYMOUS_SHARE)
        plans = plan_clients(self._chance("plans"), self._calendar, clients, visits)
        spare = 1 + int(clients * _TRASHED_SHARE) if clients else 0
        plans += [Plan(Habit.TWIN, self._calendar.last // 2, self._calendar.last, 1.0) for _ in range(spare)]
        total = max(1, clients + purchases)
        self._progress(0, total)
        field, goods = self._prepare()
        buyers = self._write_people(plans, field, total)
        self._write_tills(plans, buyers, goods, purchases, refunds, total)
        self._settle()
        if spare:
            Clients(self._gate).trash(self._ids[clients:])
        self._save_segments()
        self._progress(total, total)
        return Filled(clients, purchases)

    # ------------------------------------------------------------------ people

    def _chance(self, what: str) -> Random:
        """Each part has its own stream, so that a change in one leaves the others as they were."""
        return Random(f"{self._seed}/{what}")

    def _prepare(self) -> tuple[int, list[int]]:
        """The own field and the shelf; their ids."""
        with self._gate.write(Permission.IMPORT, ACTION, "product") as session:
            self._steps = {key: tier_id for tier_id, key in session.execute(select(Tier.id, Tier.key))}
            own = OwnField(name=self._words.favourite_field, kind=FieldKind.TEXT.value, sealed=True, position=1)
            goods = [Product(code=g.code, name=g.name, folded=fold(g.name)) for g in self._words.goods]
            session.add_all([own, *goods])
            session.flush()
            self._gate.note(session, count=len(goods))
            return own.id, [product.id for product in goods]

    def _write_people(self, plans: Sequence[Plan], field: int, total: int) -> list[Buyer]:
        staff = {name: uid for uid, name in self._gate.people.items()}
        home = Home(self._portfolio, self._steps, field, self._gate.user.uid, staff)
        inventor = Inventor(self._chance("people"), self._words, self._calendar, home)
        names, talk = self._chance("names"), self._chance("talk")
        buyers: list[Buyer] = []
        for part in _parts(plans, _PEOPLE_AT_ONCE):
            people = [inventor.invent(plan) for plan in part]
            # The card is made five minutes before the first receipt.
            minutes = [self._calendar.minute(plan.since, talk) - 5 for plan in part]
            with self._gate.write(Permission.IMPORT, ACTION, "client") as session:
                drafts = [
                    (draft, self._extras(buyer, minute, names))
                    for (draft, buyer), minute in zip(people, minutes, strict=True)
                ]
                ids = ClientWriter(self._gate).create(session, drafts)
                rows = [
                    row
                    for client_id, (_, buyer), minute in zip(ids, people, minutes, strict=True)
                    for row in self._story(client_id, buyer, minute, talk)
                ]
                insert_rows(session, Row, _TIMELINE, rows)
                self._gate.touch(session, Topic.TIMELINE)
                self._gate.note(session, count=len(ids))
            self._ids += ids
            buyers += [buyer for _, buyer in people]
            self._progress(min(len(buyers), total), total)
        return buyers

    def _extras(self, buyer: Buyer, minute: int, names: Random) -> Extras:
        created = self._calendar.moment(minute)
        return Extras(names.randbytes(16), created_at=created, tier_by_hand=buyer.undisturbed)

    def _story(self, client_id: int, buyer: Buyer, minute: int, talk: Random) -> Iterator[tuple[Any, ...]]:
        created = self._calendar.written(minute)
        yield self._event(client_id, EntryKind.CREATED, created)
        for moment, kind, text in dealings(talk, self._words, self._calendar, buyer):
            yield self._event(client_id, kind, self._calendar.written(max(moment, minute + 1)), text)
        if buyer.undisturbed:
            detail = {"from": self._steps["base"], "to": self._steps["dnd"]}
            yield self._event(client_id, EntryKind.TIER_CHANGED, created, self._words.reasons.dnd, detail)

    def _event(
        self, client_id: int, kind: EntryKind, at: str, text: str = "", detail: Mapping[str, object] | None = None
    ) -> tuple[Any, ...]:
        uuid = new_uuid()
        sealed = self._gate.seals.texts(self._portfolio).seal(uuid, text.encode()) if text else None
        author = self._gate.user.uid
        return uuid, client_id, self._portfolio, kind.value, at, author, sealed, json.dumps(detail or {}), 1, at

    # ------------------------------------------------------------------ receipts

    def _write_tills(
        self,
        plans: Sequence[Plan],
        buyers: Sequence[Buyer],
        goods: Sequence[int],
        purchases: int,
        refunds: int,
        total: int,
    ) -> None:
        chance = self._chance("visits")
        minutes = sorted((m, n) for n, plan in enumerate(plans) for m in visit_minutes(chance, self._calendar, plan))
        visits = all_visits(chance, self._calendar, minutes, purchases, refunds)
        shelf = Shelf(self._chance("baskets"), self._words, self._calendar)
        staff, written = self._chance("staff"), 0
        returned = {visit.returns for visit in visits if visit.returns >= 0}
        places: dict[int, int] = {}
        for tills in _parts(shelf.tills(visits, buyers), _TILLS_AT_ONCE):
            with self._gate.write(Permission.IMPORT, ACTION, "purchase") as session:
                first = next_id(session, Purchase)
                for place, till in enumerate(tills, first):
                    if till.visit.number in returned:
                        places[till.visit.number] = place
                rows = [
                    self._till_row(place, till, places, staff, written + place - first)
                    for place, till in enumerate(tills, first)
                ]
                insert_rows(session, Purchase, _PURCHASE, rows)
                insert_rows(session, PurchaseLine, _LINE, _line_rows(tills, first, goods))
                self._gate.touch(session, Topic.SALES)
                self._gate.note(session, count=len(tills))
            written += len(tills)
            self._progress(min(len(buyers) + written, total), total)

    def _till_row(
        self, purchase_id: int, till: Till, places: dict[int, int], staff: Random, number: int
    ) -> tuple[Any, ...]:
        visit, calendar = till.visit, self._calendar
        known = visit.client >= 0
        portfolio = self._portfolio if known else NOBODYS
        uuid, comment = new_uuid(), None
        if known and staff.random() < 0.015:
            text = staff.choice(self._words.comments)
            comment = self._gate.seals.comments(portfolio).seal(uuid, text.encode())
        refund = visit.returns >= 0
        return (
            purchase_id,
            uuid,
            portfolio,
            self._ids[visit.client] if known else None,
            calendar.day_of(visit.minute).isoformat(),
            calendar.clock(visit.minute),
            (ReceiptKind.REFUND if refund else ReceiptKind.SALE).value,
            ReceiptStatus.DONE.value,
            f"{number + 1:06}",
            self._words.till,
            till.total,
            0,
            staff.choice(self._words.staff[1:]),
            places[visit.returns] if refund else None,
            comment,
            self._gate.user.uid,
            calendar.written(visit.minute),
            1,
        )

    # ------------------------------------------------------------------ what follows from the receipts

    def _settle(self) -> None:
        """Bring figures and steps of the scale to what the receipts say."""
        for ids in _parts(self._ids, _PEOPLE_AT_ONCE):
            with self._gate.write(Permission.IMPORT, ACTION, "client") as session:
                refresh_figures(session, self._gate, ids)
                self._gate.nothing_changed(session)
        today = self._gate.today()
        with self._gate.write(Permission.IMPORT, ACTION, "tier") as session:
            changed = moves(_bought(session, today), today)
            update_rows(session, Client, ("tier_id",), [(self._steps[move.step], move.id) for move in changed])
            reasons = {field.name: getattr(self._words.reasons, field.name) for field in fields(self._words.reasons)}
            rows = []
            for move in changed:
                detail: dict[str, object] = {"from": self._steps[move.before], "to": self._steps[move.step]}
                if why := left_for(move):
                    detail["left"] = why.value
                minute = (move.on - self._calendar.first).days * 24 * 60 + 9 * 60
                at = self._calendar.written(max(0, minute))
                rows.append(self._event(move.id, EntryKind.TIER_CHANGED, at, reasons[move.step], detail))
            insert_rows(session, Row, _TIMELINE, rows)
            session.expire_all()
            self._gate.touch(session, Topic.CLIENTS, Topic.TIMELINE)
            self._gate.note(session, count=len(changed))

    def _save_segments(self) -> None:
        today, names, segments = self._gate.today(), self._words.segments, Segments(self._gate)
        soon = today + timedelta(days=14)
        born = ClientFilter(birthday_from=(today.month, today.day), birthday_to=(soon.month, soon.day))
        segments.save(names.regulars, ClientFilter(tiers=(self._steps["regular"],)))
        segments.save(names.sleeping, ClientFilter(tiers=(self._steps["sleeping"],)))
        segments.save(names.vip, ClientFilter(tiers=(self._steps["vip"],)))
        segments.save(names.birthdays, born)
        segments.save(names.new, ClientFilter(created_from=today - timedelta(days=30)))
        segments.save(names.companies, ClientFilter(kinds=(ClientKind.COMPANY,)))


def _line_rows(tills: Sequence[Till], first: int, goods: Sequence[int]) -> list[tuple[int, ...]]:
    return [
        (place, ordinal, goods[line.product], line.quantity, line.price, line.discount, line.total)
        for place, till in enumerate(tills, first)
        for ordinal, line in enumerate(till.lines, 1)
    ]


def _bought(session: Session, today: date) -> list[Bought]:
    year = (
        select(Purchase.client_id, func.count(Purchase.day.distinct()), func.sum(Purchase.total))
        .where(Purchase.day > today - timedelta(days=365), Purchase.client_id.is_not(None))
        .group_by(Purchase.client_id)
    )
    lately = {client_id: (visits, net) for client_id, visits, net in session.execute(year)}
    query = select(
        Client.id,
        Tier.key,
        Client.purchase_days,
        Client.first_purchase,
        Client.last_purchase,
        Client.usual_interval,
        Client.consent,
    ).join(Tier, Tier.id == Client.tier_id)
    found = []
    for client_id, step, days, first, last, interval, consent in session.execute(query):
        visits, net = lately.get(client_id, (0, 0))
        # Every thirtieth has brought somebody: a plain rule, so that the same seed tells the same story.
        advocate = client_id % 30 == 7
        found.append(Bought(client_id, step, days, first, last, interval, visits, net, consent is True, advocate))
    return found


def _parts(values: Iterable[T], size: int) -> Iterator[list[T]]:
    iterator = iter(values)
    while part := list(islice(iterator, size)):
        yield part
