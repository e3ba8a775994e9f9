"""The client list: which clients, in which order, how many, and one page of rows."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, bindparam, func, or_, select
from sqlalchemy.orm import Session

from clientcrm.data import search
from clientcrm.data.bulk import in_parts
from clientcrm.data.columns import INDEXED, SORTABLE, WORDS, ordering
from clientcrm.data.filters import Asking, conditions
from clientcrm.data.models import Client, ClientFigures, ClientPrivate, ClientTag, ContactPoint, Product, Tag, Tier
from clientcrm.domain.access import Permission
from clientcrm.domain.changes import Changes, Topic
from clientcrm.domain.clients import (
    ClientFilter,
    ClientKind,
    ClientOrder,
    ClientRow,
    ClientState,
    ListTotals,
    asks_for_money,
)
from clientcrm.domain.contacts import ContactKind
from clientcrm.domain.errors import SealBroken
from clientcrm.domain.rhythm import LOST, still_holds
from clientcrm.domain.tiers import TierKind
from clientcrm.domain.values.dates import PartialDate
from clientcrm.services.client_rows import key_text, opened_digits, opened_masks
from clientcrm.services.clients.foreign import asks_for_names, bare_row, foreign_by_name, sees_foreign
from clientcrm.services.clients.name_order import NameOrder
from clientcrm.services.clients.tag_words import tags_of
from clientcrm.services.gate import Gate
from clientcrm.services.segments.asking import asking_of

VIEW = Permission.VIEW_CLIENTS
# The list by name of everyone: the common question, answered from one index.
_BY_NAME = ClientOrder()
_MONEY = frozenset({"total", "average"})
# From here on one pass over the table costs less than a question per portion.
_MANY = 5_000
# Of so many clients each, one is found: one pass over the index of sums costs less than fetching the found ones.
_SCATTERED = 50


class ClientLists:
    """Finding clients."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate
        self._digits = search.DigitIndex()
        self._digits_of = -1
        self._names: dict[bool, NameOrder] = {}
        self._edition = 0
        gate.listen(self._forget)

    def ids(self, asked: ClientFilter, order: ClientOrder = _BY_NAME) -> array[int]:
        """Ids of the clients that the filter and its text find, in order."""
        found = self._asked_ids(asked, order)
        if asked != ClientFilter():
            self._gate.searched(asked, len(found))
        return found

    def more_ids(self, asked: ClientFilter) -> array[int]:
        """Ids by digits in the middle of a phone (four or more): slower at the first call, which reads every phone.

        Nobody for whom contacts are not shown finds by them: ten searches would tell the next digit.
        """
        digits = "".join(c for c in asked.text if c.isdigit())
        asking = asking_of(self._gate, asked)
        with self._gate.read(VIEW) as session:
            if len(digits) < 4 or not _is_number(asked.text) or not self._gate.user.may(Permission.SHOW_CONTACTS):
                return array("q")
            found = self._passing(session, asked, asking, self._digit_index().find(digits))
            self._gate.searched(asked, len(found))
            return self._name_order().sort(found)

    def totals(self, ids: Sequence[int], asked: ClientFilter) -> ListTotals:
        """The foot of the list: how many were found of how many, and their money where the person may see it."""
        asking = asking_of(self._gate, asked)
        with self._gate.read(VIEW) as session:
            everyone = len(self._name_order(foreign=sees_foreign(self._gate.user)))
            if not self._gate.user.may(Permission.SEE_SUMS):
                return ListTotals(len(ids), everyone, None, None)
            own = self._own_money()
            columns = (func.sum(Client.total), func.sum(Client.average * Client.receipts), func.sum(Client.receipts))
            if not asked.text.strip():
                sums = [session.execute(select(*columns).where(*conditions(asked, asking), *own)).one()]
            elif len(ids) * _SCATTERED > everyone and not asked.trashed:
                among = (Client.id + 0).in_(search.among(ids))  # id + 0: the index of sums is read, not row after row
                sums = [session.execute(select(*columns).where(Client.trashed.is_(False), among, *own)).one()]
            else:
                query = select(*columns).where(*own)
                sums = [session.execute(query.where(Client.id.in_(part))).one() for part in in_parts(ids)]
        total, checks, receipts = (sum(part[place] or 0 for part in sums) for place in range(3))
        return ListTotals(len(ids), everyone, total, checks // receipts if receipts else None)

    def everyone(self) -> int:
        """How many clients there are, the trash apart."""
        with self._gate.read(VIEW, others=True) as session:
            return session.scalars(select(func.count()).select_from(Client).where(Client.trashed.is_(False))).one()

    def rows(self, ids: Sequence[int]) -> list[ClientRow]:
        """List rows in the order of ids; clients who vanished since are left out. Contacts masked."""
        with self._gate.read(VIEW, "clients.listed", count=len(ids), others=True) as session:
            found = {row[0]: row for part in in_parts(ids) for row in session.execute(_ROWS, {"ids": part})}
            tags = tags_of(session, ids)
            guards = set(session.scalars(_GUARDS))
            return [self._row(found[i], tags.get(i, ()), guards) for i in ids if i in found]

    def words(self, kind: str) -> list[tuple[str, int]]:
        """Words already in use, with counts, the most used first: tags, sources, cities, regions, products."""
        columns = {"sources": Client.source, "cities": Client.city, "regions": Client.region, "people": Client.manager}
        with self._gate.read(VIEW) as session:
            if kind == "tags":
                query = select(Tag.name, func.count()).join(ClientTag, ClientTag.tag_id == Tag.id)
                return _pairs(session.execute(query.group_by(Tag.id).order_by(func.count().desc(), Tag.name)).all())
            if kind == "products":
                names = session.scalars(select(Product.name).order_by(Product.folded).limit(5000))
                return [(name, 0) for name in names]
            column = columns[kind]
            query = select(column, func.count()).where(
                column != "", *conditions(ClientFilter(), self._now(), indexed=False)
            )
            return _pairs(session.execute(query.group_by(column).order_by(func.count().desc(), column)).all())

    # ------------------------------------------------------------------ inside

    def _asked_ids(self, asked: ClientFilter, order: ClientOrder) -> array[int]:
        text, by_name = asked.text.strip(), order == _BY_NAME and not asked.trashed
        filtered = asked != ClientFilter(text=asked.text)
        by_money = asks_for_money(asked) or order.column in _MONEY
        if by_money:  # who stands above whom, or passes a threshold, tells the sums
            self._gate.require(Permission.SEE_SUMS)
        asking = asking_of(self._gate, asked)
        if sees_foreign(self._gate.user) and asks_for_names(asked, order):
            return self._names_found(asked, asking, text)
        with self._gate.read(VIEW) as session:
            if by_name and not text and not filtered:
                return self._name_order().everyone()
            query = select(Client.id).where(*conditions(asked, asking, indexed=by_name or order.column in INDEXED))
            if by_money:
                query = query.where(*self._own_money())
            found = self._found_by_text(session, text) if text else None
            if not by_name:
                ordered = self._ordered(session, query, order)
                return ordered if found is None else array("q", filter(set(found).__contains__, ordered))
            if found is None:
                found = search.ids_of(session, query)
            elif filtered:
                found = self._passing(session, asked, asking, found)
            return self._name_order().sort(found)

    def _ordered(self, session: Session, query: Select[int], order: ClientOrder) -> array[int]:
        if order.column not in WORDS:
            return search.ids_of(session, query.order_by(*ordering(order)))
        words = query.add_columns(SORTABLE[order.column])
        return search.ids_by_word(session, words, descending=order.descending)

    def _names_found(self, asked: ClientFilter, asking: Asking, text: str) -> array[int]:
        """By name, tier or neither, among own clients and those of other portfolios."""
        order = self._name_order(foreign=True)
        with self._gate.read(VIEW, others=True) as session:
            if not text:
                found: Collection[int] = order.everyone()
            else:
                said = self._found_by_text(session, text)
                foreign = foreign_by_name(session, self._gate.user, said, text)
                found = {*self._name_order().sort(said), *foreign}
            return order.sort(self._passing(session, asked, asking, found) if asked.tiers else found)

    def _own_money(self) -> list[ColumnElement[bool]]:
        """Where the sums of own clients alone may be seen, those of others are not counted and not asked."""
        user = self._gate.user
        return [Client.responsible == user.uid] if user.only_own(Permission.SEE_SUMS) else []

    def _row(self, columns: Iterable[Any], tags: tuple[str, ...], guards: set[int]) -> ClientRow:
        (client_id, portfolio, whose, name, kind, state, tier_id, trashed, first, last, days, interval, average, total,
         *rest) = columns  # fmt: skip
        (responsible, city, source, code, card_number, discount, opening_total, opening_count, opening_first,
         opening_last, year, month, day, created_at, changed_at, uuid, masked, as_of, rhythm, usual, chance, due, late
         ) = rest  # fmt: skip
        if not self._gate.seals.opens(portfolio):
            return bare_row(client_id, name, tier_id)
        hidden = tier_id in guards or not self._gate.user.sees_masks or not self._gate.seals.opens(portfolio)
        sums = self._gate.user.sees_sums_of(whose)
        if rhythm is None or not still_holds(as_of, rhythm, last):
            rhythm, chance, due, late = "", None, None, None
        masks: list[tuple[str, str]] = []
        if not hidden:
            try:
                masks = opened_masks(self._gate.seals, portfolio, uuid, masked)
            except SealBroken:  # spoilt outside the program: the card says so, and one row must not stop the page
                hidden = True
        return ClientRow(
            client_id,
            name or next((text for _, text in masks), ""),
            _KINDS[kind],
            _STATES[state],
            tier_id,
            phone=None if hidden else next((text for word, text in masks if word in _PHONES), ""),
            email=None if hidden else next((text for word, text in masks if word == _EMAIL), ""),
            last_purchase=last or opening_last,
            usual_interval=usual if usual is not None and interval is not None else interval,
            average=average if sums else None,
            total=total + (opening_total or 0) if sums else 0,
            purchase_days=days or opening_count or 0,
            first_purchase=first or opening_first,
            responsible=responsible,
            city=city,
            source=source,
            code=code,
            card_number=card_number,
            discount=discount,
            tags=tags,
            birthday=None if month is None and year is None else PartialDate(year, month, day),
            created_at=created_at,
            changed_at=changed_at,
            trashed=trashed,
            rhythm=rhythm,
            visit_chance=chance,
            next_from=due if rhythm != LOST else None,
            next_to=late if rhythm != LOST else None,
        )

    def _forget(self, changes: Changes) -> None:
        if Topic.CLIENTS in changes:
            self._edition += 1
            self._names = {}

    def _name_order(self, *, foreign: bool = False) -> NameOrder:
        """Learnt anew after each change, in a session of its own: an older one might not see the change."""
        names, edition = self._names.get(foreign), self._edition
        if names is None:
            with self._gate.read(VIEW, others=foreign) as session:
                query = select(Client.id).where(*conditions(ClientFilter(), self._now())).order_by(*ordering(_BY_NAME))
                names = NameOrder(search.ids_of(session, query))
            if edition == self._edition:  # else somebody wrote meanwhile: right for this answer, not for the next
                self._names[foreign] = names
        return names

    def _digit_index(self) -> search.DigitIndex:
        """The same for the digits of every phone; those that have not changed are not opened again."""
        digits, edition = self._digits, self._edition
        if self._digits_of != edition:
            with self._gate.read(VIEW) as session:
                query = self._phones(ContactPoint.id, ContactPoint.client_id, ContactPoint.sealed)
                phones = search.sealed_phones(session, query.order_by(ContactPoint.id))
                digits = digits.renewed(phones, partial(self._read_phones, session))
            if edition == self._edition:
                self._digits, self._digits_of = digits, edition
        return digits

    def _now(self) -> Asking:
        """For a question without a tree."""
        return Asking(self._gate.calendar(), {})

    def _passing(
        self, session: Session, asked: ClientFilter, asking: Asking, found: Collection[int]
    ) -> Collection[int]:
        """Those of the found that the rest of the filter lets through."""
        query = select(Client.id).where(*conditions(asked, asking))
        if len(found) > _MANY:
            return set(found).intersection(search.ids_of(session, query))
        return {i for part in in_parts(found) for i in session.scalars(query.where(Client.id.in_(part)))}

    def _found_by_text(self, session: Session, text: str) -> Collection[int]:
        """By words of the index, and by full numbers, last four digits and e-mails through the search keys."""
        by_words = search.ids_by_words(session, text)
        keys: list[bytes] = []
        last4: list[bytes] = []
        digits = "".join(c for c in text if c.isdigit())
        for portfolio in self._gate.seals.readable:
            seal = self._gate.seals.key(portfolio)
            if "@" in text:
                keys.append(seal.search_key(key_text(ContactKind.EMAIL, text.strip().lower())))
            if _is_number(text) and len(digits) >= 10:
                keys += (seal.search_key(key_text(ContactKind.PHONE, n)) for n in _full_numbers(digits))
            if len(digits) == 4 and _is_number(text) and self._gate.user.may(Permission.SHOW_CONTACTS):
                last4.append(seal.last4_key(digits))
        if not keys and not last4:
            return by_words
        keyed = or_(ContactPoint.search_key.in_(keys), and_(ContactPoint.last4_key.in_(last4), *self._shown()))
        return {*by_words, *session.scalars(select(ContactPoint.client_id).where(keyed))}

    def _shown(self) -> list[ColumnElement[bool]]:
        """Found by a part of a number are those alone whose numbers may be shown: part by part it would be told."""
        user = self._gate.user
        if not user.only_own(Permission.SHOW_CONTACTS):
            return []
        return [ContactPoint.client_id.in_(select(Client.id).where(Client.responsible == user.uid))]

    def _phones(self, *columns: Any) -> Select[Any]:
        readable = list(self._gate.seals.readable)
        known = (ContactPoint.kind.in_(_PHONES), ContactPoint.portfolio.in_(readable))
        return select(*columns).where(*known, *self._shown())

    def _read_phones(self, session: Session, wanted: Collection[int]) -> Iterator[tuple[int, str]]:
        """The digits of these contact points."""
        query = self._phones(ContactPoint.id, ContactPoint.portfolio, ContactPoint.uuid, ContactPoint.sealed)
        few = len(wanted) <= _MANY
        queries = [query.where(ContactPoint.id.in_(part)) for part in in_parts(wanted)] if few else [query]
        for one in queries:
            for point, portfolio, uuid, sealed in session.execute(one.execution_options(yield_per=2000)):
                if point in wanted:
                    yield point, opened_digits(self._gate.seals, portfolio, uuid, sealed)


# What a list row is made of, in the order in which _row takes it apart: mapped objects, or columns by their names,
# would cost two or three times as much.
_ROW: tuple[Any, ...] = (
    *(Client.id, Client.portfolio, Client.responsible, Client.list_name, Client.kind, Client.state, Client.tier_id),
    *(
        Client.trashed,
        Client.first_purchase,
        Client.last_purchase,
        Client.purchase_days,
        Client.usual_interval,
        Client.average,
    ),
    *(Client.total, Client.manager, Client.city, Client.source, Client.code, Client.card_number),
    *(Client.discount, Client.opening_total, Client.opening_count, Client.opening_first, Client.opening_last),
    *(Client.birth_year, Client.birth_month, Client.birth_day, Client.created_at, Client.changed_at),
    *(ClientPrivate.uuid, ClientPrivate.masked),
    *(ClientFigures.as_of, ClientFigures.status, ClientFigures.interval),
    *(ClientFigures.visit_chance, ClientFigures.next_from, ClientFigures.next_to),
)
_ROWS = (
    select(*_ROW)
    .outerjoin(ClientPrivate, ClientPrivate.client_id == Client.id)
    .outerjoin(ClientFigures, ClientFigures.client_id == Client.id)
    .where(Client.id.in_(bindparam("ids", expanding=True)))
)
_GUARDS = select(Tier.id).where(Tier.kind == TierKind.GUARD.value)
_KINDS = {kind.value: kind for kind in ClientKind}
_STATES = {state.value: state for state in ClientState}
_PHONES = frozenset({ContactKind.PHONE.value, ContactKind.WHATSAPP.value})
_EMAIL = ContactKind.EMAIL.value


def _pairs(rows: Sequence[Row[str, int]]) -> list[tuple[str, int]]:
    return [(row[0], row[1]) for row in rows]


def _is_number(text: str) -> bool:
    return all(c.isdigit() or c in " +-()." for c in text.strip()) and any(c.isdigit() for c in text)


def _full_numbers(digits: str) -> list[str]:
    """The ways to read a full number: as written with its country, or as a Russian one."""
    readings = ["+" + digits]
    if len(digits) == 11 and digits[0] == "8":
        readings.append("+7" + digits[1:])
    if len(digits) == 10:
        readings.append("+7" + digits)
    return readings
