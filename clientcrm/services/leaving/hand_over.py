"""What somebody who leaves had in hand goes to successors: inside the copy of the base that closes it to the leaver."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, timedelta
from operator import itemgetter
from typing import Any, Final, TypeAlias

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, update
from sqlalchemy.orm import Session

from clientcrm.data.bulk import in_parts, insert_columns, update_rows, whole_rows, without_indexes
from clientcrm.data.models import AccessRequest, BatchEffect, Client, Purchase
from clientcrm.data.search import ids_of
from clientcrm.domain.errors import Invalid
from clientcrm.domain.leaving import MONEY_DAYS, HandOver, Turns
from clientcrm.domain.sales import ReceiptStatus
from clientcrm.services.batches import mass_batch
from clientcrm.services.gate import Gate
from clientcrm.services.keys.resealing import Resealing
from clientcrm.services.sealing import Seals

_UUID: Final = 16
_PORTION: Final = 5_000
# As the engine keeps moments.
_MOMENT: Final = "%Y-%m-%d %H:%M:%S.000000"
# A client of the leaver: id, portfolio, (responsible, manager), version, whether planned, money of twelve months.
_Mine: TypeAlias = tuple[int, int, tuple[str | None, str], int, bool, int]


@dataclass(frozen=True, slots=True)
class Leaver:
    """Who leaves, and the portfolios that nobody but owners and the leaver reads."""

    uid: str
    name: str
    personal: frozenset[int]


@dataclass(frozen=True, slots=True)
class Handed:
    """What was handed over; `batch` holds which clients, None where there were none.

    `given`: to whom how many clients, with their money of the last twelve months; `had`: what the leaver and each of
    those meant had before.
    """

    clients: int = 0
    moved: int = 0
    planned: int = 0
    withdrawn: int = 0
    batch: int | None = None
    given: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    had: Mapping[str, tuple[int, int]] = field(default_factory=dict)


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
        mine, had = self._read()
        batch, given = self._clients(mine, readers) if mine else (None, {})
        told = [row for row in mine if row[0] not in self._gate.narrowing.left_out]  # canaries go along unsaid
        return Handed(len(told), moved, sum(row[4] for row in told), self._withdraw(), batch, given, had)

    def _read(self) -> tuple[list[_Mine], dict[str, tuple[int, int]]]:
        """The leaver's clients as they stand in the file; what each of the people had, how many with how much money."""
        people = {
            **{uid: self._gate.people[uid] for uid in self._wishes.everybody()},
            self._leaver.uid: self._leaver.name,
        }
        uids = {name: uid for uid, name in people.items()}
        mine: list[_Mine] = []
        had = dict.fromkeys(people, (0, 0))
        said: dict[tuple[str | None, str], tuple[str | None, str]] = {}  # nearly everybody's are the same
        money = year_money(self._gate.today())
        totals = dict(pair for part in whole_rows(self._session, select(money)) for pair in part)
        for part in whole_rows(self._session, _clients_of(people), _PORTION):
            for client_id, portfolio, responsible, manager, version, planned in part:
                uid, total = uids[manager] if responsible is None else responsible, totals.get(client_id, 0)
                count, all_of_them = had[uid]
                had[uid] = (count + 1, all_of_them + total)
                if uid == self._leaver.uid:
                    who = said.setdefault((responsible, manager), (responsible, manager))
                    mine.append((client_id, portfolio, who, version, planned is not None, total))
        return mine, had

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

    def _clients(
        self, mine: Sequence[_Mine], readers: Callable[[int], frozenset[str]]
    ) -> tuple[int, dict[str, tuple[int, int]]]:
        """Each to the next of the successors who read it, in the order given.

        The batch that remembers who had them, and what each of the successors got.
        """
        who = {number: self._successors(number, readers(number)) for number in {row[1] for row in mine}}
        if not all(who.values()):
            raise Invalid({"successors": "cannot_read"})
        turns = Turns(who)
        to, given = {}, {uid: (0, 0) for named in who.values() for uid in named}
        for client_id, portfolio, *_, total in sorted(mine, key=itemgetter(5), reverse=True):
            heir = to[client_id] = turns.next(portfolio)
            count, money = given[heir]
            given[heir] = (count + 1, money + total)
        batch = mass_batch(self._session, self._gate, "client.assigned", len(mine))
        # At once, while their pages are still in memory from being read.
        anybodys = select(func.count()).select_from(Client).where(Client.responsible.is_not(None))
        others = self._session.scalars(anybodys).one() - len(mine)
        with without_indexes(self._session, len(mine), others, Client, only=("ix_client_responsible",)):
            self._name(mine, to)
        # As they stand in the file: in any other order every page is read again and again.
        for part in in_parts(mine, _PORTION):
            self._keep_earlier(batch.id, part, to)
        return batch.id, given

    def _successors(self, portfolio: int, readers: frozenset[str]) -> list[str]:
        """Who gets the clients that stand there by now: those meant who can read them."""
        sources = [source for source, target in self._wishes.moves.items() if target == portfolio]
        named = [uid for source in (portfolio, *sources) for uid in self._wishes.candidates(source)]
        return [uid for uid in dict.fromkeys(named) if uid in readers]

    def _keep_earlier(self, batch: int, rows: Sequence[_Mine], to: Mapping[int, str]) -> None:
        """What the hand-over changes of these clients, sealed, as every change of many keeps it."""
        names = self._gate.people
        said: dict[tuple[Any, ...], bytes] = {}
        noise = os.urandom(_UUID * len(rows))
        uuids = [noise[at : at + _UUID] for at in range(0, len(noise), _UUID)]
        groups: dict[int, list[tuple[int, int, bytes, bytes]]] = {}
        for uuid, (client_id, portfolio, earlier, version, *_) in zip(uuids, rows, strict=True):
            heir = to[client_id]
            text = said.get((earlier, heir))
            if text is None:
                fields = {"responsible": (earlier[0], heir), "manager": (earlier[1], names.get(heir, ""))}
                text = said[earlier, heir] = json.dumps(fields, ensure_ascii=False).encode()
            groups.setdefault(portfolio, []).append((client_id, version + 1, uuid, text))
        for portfolio, group in groups.items():
            columns: dict[str, Sequence[Any]] = {
                "batch_id": [batch] * len(group),
                "object_kind": ["client"] * len(group),
                "object_id": [each[0] for each in group],
                "portfolio": [portfolio] * len(group),
                "created": [False] * len(group),
                "version_after": [each[1] for each in group],
                "uuid": [each[2] for each in group],
                "before": self._seals.before(portfolio).seal_many([each[2:] for each in group]),
            }
            insert_columns(self._session, BatchEffect, columns)

    def _name(self, mine: Sequence[_Mine], to: Mapping[int, str]) -> None:
        """The successors are responsible for these clients from now on."""
        names, heirs = self._gate.people, set(to.values())
        if len(heirs) == 1:  # at once: half the time again
            heir = heirs.pop()
            said = {"responsible": heir, "manager": names.get(heir, ""), "changed_at": self._gate.now()}
            query = update(Client).where(_mine(self._leaver)).values(**said, version=Client.version + 1)
            self._session.execute(query.execution_options(synchronize_session=False))
            return
        now = self._gate.now().astimezone(UTC).strftime(_MOMENT)
        # Each by its id: half the time of one statement that is given all the ids.
        for part in in_parts(mine, _PORTION):
            who = [to[row[0]] for row in part]
            rows = [(uid, names.get(uid, ""), now, row[3] + 1, row[0]) for uid, row in zip(who, part, strict=True)]
            update_rows(self._session, Client, ("responsible", "manager", "changed_at", "version"), rows)

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


def _clients_of(people: Mapping[str, str]) -> Select[Any]:
    """As they stand in the file, without their money: joined, it takes twice as long."""
    columns: tuple[Any, ...] = (Client.id, Client.portfolio, Client.responsible, Client.manager)
    columns += (Client.version, Client.next_contact)
    theirs = or_(*(belongs_to(uid, name) for uid, name in people.items()))
    return select(*columns).where(theirs).order_by(Client.id)
