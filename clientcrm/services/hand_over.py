"""What somebody who leaves had in hand goes to successors: inside the copy of the base that closes it to the leaver."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, update
from sqlalchemy.orm import Session

from clientcrm.data.bulk import in_parts, insert_rows, update_rows
from clientcrm.data.models import AccessRequest, BatchEffect, Client, Purchase
from clientcrm.data.search import ids_of
from clientcrm.domain.errors import Invalid
from clientcrm.domain.leaving import MONEY_DAYS, HandOver, Turns
from clientcrm.domain.sales import ReceiptStatus
from clientcrm.services.batches import EFFECT_COLUMNS, mass_batch
from clientcrm.services.gate import Gate
from clientcrm.services.resealing import Resealing
from clientcrm.services.sealing import Seals

_UUID: Final = 16
_HANDED: Final = ("responsible", "manager", "version", "changed_at")
_MOMENT: Final = "%Y-%m-%d %H:%M:%S.000000"


@dataclass(frozen=True, slots=True)
class Leaver:
    """Who leaves, and the portfolios that nobody but owners and the leaver reads."""

    uid: str
    name: str
    personal: frozenset[int]


@dataclass(frozen=True, slots=True)
class Handed:
    """What was handed over; `batch` holds which clients, None where there were none."""

    clients: int = 0
    moved: int = 0
    planned: int = 0
    withdrawn: int = 0
    batch: int | None = None


class HandingOver:
    """Works in one open session over the copy; nobody is narrowed there."""

    def __init__(self, session: Session, gate: Gate, seals: Seals, leaver: Leaver, wishes: HandOver) -> None:
        self._session = session
        self._gate = gate
        self._seals = seals
        self._leaver = leaver
        self._wishes = wishes

    def run(self, readers: Callable[[int], frozenset[str]]) -> Handed:
        """Clients and what is planned with them, then what was asked of the owner; `readers` of a portfolio from now.

        Deals and tasks that are not closed join here, a method each, when the base has them.
        """
        moved = self._move()
        count = select(func.count()).select_from(Client)
        planned = self._session.scalars(count.where(_mine(self._leaver), Client.next_contact.is_not(None))).one()
        clients, batch = self._clients(readers)
        return Handed(clients, moved, planned, self._withdraw(), batch)

    def _move(self) -> int:
        """Clients into other portfolios: all of a personal one, of others the leaver's own."""
        anew, moved = Resealing(self._session, self._seals, self._seals), 0
        for source, target in self._wishes.moves.items():
            going = select(Client.id).where(Client.portfolio == source)
            if source not in self._leaver.personal:
                going = going.where(_mine(self._leaver))
            ids = ids_of(self._session, going.order_by(Client.id))
            anew.move(ids, target)
            moved += len(ids)
        return moved

    def _clients(self, readers: Callable[[int], frozenset[str]]) -> tuple[int, int | None]:
        """Each of the leaver's clients to the next of the successors who read it, those with the most money first."""
        ids = ids_of(self._session, _richest_first(self._leaver, self._gate.today()))
        if not ids:
            return 0, None
        batch = mass_batch(self._session, self._gate, "client.assigned", len(ids))
        portfolios = self._session.scalars(select(Client.portfolio).where(_mine(self._leaver)).distinct()).all()
        who = {number: self._successors(number, readers(number)) for number in portfolios}
        if not all(who.values()):
            raise Invalid({"successors": "cannot_read"})
        turns = Turns(who)
        for part in in_parts(ids):
            self._hand_part(batch.id, part, turns)
        return len(ids), batch.id

    def _successors(self, portfolio: int, readers: frozenset[str]) -> list[str]:
        """Who gets the clients that stand there by now: those meant who can read them."""
        sources = [source for source, target in self._wishes.moves.items() if target == portfolio]
        named = [uid for source in (portfolio, *sources) for uid in self._wishes.candidates(source)]
        return [uid for uid in dict.fromkeys(named) if uid in readers]

    def _hand_part(self, batch: int, ids: list[int], turns: Turns) -> None:
        columns = (Client.id, Client.portfolio, Client.responsible, Client.manager, Client.version)
        found = {row.id: row for row in self._session.execute(select(*columns).where(Client.id.in_(ids)))}
        rows = [found[client_id] for client_id in ids]
        to = {row.id: turns.next(row.portfolio) for row in rows}
        names, now = self._gate.people, self._gate.now().astimezone(UTC).strftime(_MOMENT)
        changed = [(to[r.id], names.get(to[r.id], ""), r.version + 1, now, r.id) for r in rows]
        update_rows(self._session, Client, _HANDED, changed)
        noise = os.urandom(_UUID * len(rows))
        effects: list[tuple[Any, ...]] = []
        for place, row in enumerate(rows):
            uuid, heir = noise[place * _UUID : (place + 1) * _UUID], to[row.id]
            said = {"responsible": (row.responsible, heir), "manager": (row.manager, names.get(heir, ""))}
            sealed = self._seals.before(row.portfolio).seal(uuid, json.dumps(said, ensure_ascii=False).encode())
            effects.append((batch, "client", row.id, row.portfolio, False, row.version + 1, uuid, sealed))
        insert_rows(self._session, BatchEffect, EFFECT_COLUMNS, effects)

    def _withdraw(self) -> int:
        """What the leaver asked for and has not used is nobody's any more."""
        open_ = (AccessRequest.uid == self._leaver.uid, AccessRequest.state.in_(("asked", "granted")))
        count = self._session.scalars(select(func.count()).select_from(AccessRequest).where(*open_)).one()
        taken = {"state": "withdrawn", "decided_by": self._gate.user.uid, "decided_at": self._gate.now()}
        self._session.execute(update(AccessRequest).where(*open_).values(**taken))
        return count


def year_money(until: date) -> Any:
    """Each client's purchases of the twelve months up to a day, refunds taken off."""
    done = (Purchase.status == ReceiptStatus.DONE.value, Purchase.client_id.is_not(None))
    days = (Purchase.day > until - timedelta(days=MONEY_DAYS), Purchase.day <= until)
    query = select(Purchase.client_id, func.sum(Purchase.total).label("total")).where(*done, *days)
    return query.group_by(Purchase.client_id).subquery()


def belongs_to(uid: str, name: str) -> ColumnElement[bool]:
    """Clients whose responsible employee this is; a list that was read in names people by name alone."""
    return or_(Client.responsible == uid, and_(Client.responsible.is_(None), Client.manager == name))


def _mine(leaver: Leaver) -> ColumnElement[bool]:
    return belongs_to(leaver.uid, leaver.name)


def _richest_first(leaver: Leaver, today: date) -> Select[int]:
    money = year_money(today)
    query = select(Client.id).outerjoin(money, money.c.client_id == Client.id).where(_mine(leaver))
    return query.order_by(func.coalesce(money.c.total, 0).desc(), Client.id)
