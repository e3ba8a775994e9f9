"""The client list: which clients, in which order, how many, and one page of rows."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session

from clientcrm.data import search
from clientcrm.data.bulk import in_parts
from clientcrm.data.columns import ordering
from clientcrm.data.filters import conditions
from clientcrm.data.models import Client, ClientPrivate, ClientTag, ContactPoint, Product, Tag, Tier
from clientcrm.domain.access import Permission
from clientcrm.domain.changes import Changes, Topic
from clientcrm.domain.clients import (
    ClientFilter,
    ClientKind,
    ClientOrder,
    ClientRow,
    ClientState,
    ListTotals,
)
from clientcrm.domain.contacts import ContactKind
from clientcrm.domain.tiers import TierKind
from clientcrm.services.client_rows import birthday_of, key_text, opened_contact, opened_masks
from clientcrm.services.gate import Gate
from clientcrm.services.tag_words import tags_of

VIEW = Permission.VIEW_CLIENTS
# The list by name of everyone: the common question, answered from one index.
_BY_NAME = ClientOrder()
# From here on one pass over the index costs less than a question per portion.
_MANY = 20_000


class ClientLists:
    """Finding clients."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate
        self._digits: search.DigitIndex | None = None
        self._names: _NameOrder | None = None
        gate.listen(self._forget)

    def ids(self, asked: ClientFilter, order: ClientOrder = _BY_NAME) -> array[int]:
        """Ids of the clients that the filter and its text find, in order."""
        text = asked.text.strip()
        with self._gate.read(VIEW, "clients.searched" if text else "") as session:
            query = select(Client.id).where(*conditions(asked)).order_by(*ordering(order))
            if not text:
                return array("q", session.scalars(query))
            found = self._found_by_text(session, text)
            if order == _BY_NAME and not asked.trashed:
                if asked != ClientFilter(text=asked.text):
                    found &= self._passing(session, asked, found)
                return self._name_order(session).sort(found)
            return array("q", (i for i in session.scalars(query) if i in found))

    def more_ids(self, asked: ClientFilter) -> array[int]:
        """Ids by digits in the middle of a phone (four or more): slower at the first call, which reads every phone."""
        digits = "".join(c for c in asked.text if c.isdigit())
        with self._gate.read(VIEW) as session:
            if len(digits) < 4 or not _is_number(asked.text):
                return array("q")
            if self._digits is None:
                self._digits = search.DigitIndex(self._every_phone(session))
            found = set(self._digits.find(digits))
            return self._name_order(session).sort(self._passing(session, asked, found))

    def totals(self, ids: Sequence[int], asked: ClientFilter) -> ListTotals:
        """The foot of the list: how many were found of how many, and their money where the person may see it."""
        with self._gate.read(VIEW) as session:
            everyone = _everyone(session)
            if not self._gate.user.may(Permission.SEE_SUMS):
                return ListTotals(len(ids), everyone, None, None)
            total = checks = receipts = 0
            columns = (func.sum(Client.total), func.sum(Client.average * Client.receipts), func.sum(Client.receipts))
            if not asked.text.strip():
                sums = [session.execute(select(*columns).where(*conditions(asked))).one()]
            else:
                sums = [session.execute(select(*columns).where(Client.id.in_(part))).one() for part in in_parts(ids)]
            for part_total, part_checks, part_receipts in sums:
                total, checks = total + (part_total or 0), checks + (part_checks or 0)
                receipts += part_receipts or 0
        return ListTotals(len(ids), everyone, total, checks // receipts if receipts else None)

    def everyone(self) -> int:
        """How many clients there are, the trash apart."""
        with self._gate.read(VIEW) as session:
            return _everyone(session)

    def rows(self, ids: Sequence[int]) -> list[ClientRow]:
        """List rows in the order of ids; clients who vanished since are left out. Contacts masked."""
        with self._gate.read(VIEW, "clients.listed", count=len(ids)) as session:
            clients = {c.id: c for part in in_parts(ids) for c in session.scalars(_clients(part))}
            private = {p.client_id: p for part in in_parts(ids) for p in session.scalars(_privates(part))}
            tags = tags_of(session, ids)
            guards = set(session.scalars(select(Tier.id).where(Tier.kind == TierKind.GUARD.value)))
            sums = self._gate.user.may(Permission.SEE_SUMS)
            return [
                self._row(clients[i], private.get(i), tags.get(i, ()), clients[i].tier_id in guards, sums)
                for i in ids
                if i in clients
            ]

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
            query = select(column, func.count()).where(column != "", Client.trashed.is_(False))
            return _pairs(session.execute(query.group_by(column).order_by(func.count().desc(), column)).all())

    # ------------------------------------------------------------------ inside

    def _row(
        self, client: Client, private: ClientPrivate | None, tags: tuple[str, ...], guarded: bool, sums: bool
    ) -> ClientRow:
        hidden = guarded or not self._gate.seals.opens(client.portfolio)
        masks: list[tuple[str, str]] = []
        if private is not None and not hidden:
            masks = opened_masks(self._gate.seals, client.portfolio, private.uuid, private.masked)
        return ClientRow(
            id=client.id,
            name=client.list_name,
            kind=ClientKind(client.kind),
            state=ClientState(client.state),
            tier_id=client.tier_id,
            phone=None if hidden else _first(masks, ContactKind.PHONE, ContactKind.WHATSAPP),
            email=None if hidden else _first(masks, ContactKind.EMAIL),
            last_purchase=client.last_purchase or client.opening_last,
            usual_interval=client.usual_interval,
            average=client.average if sums else None,
            total=(client.total + (client.opening_total or 0)) if sums else 0,
            purchase_days=client.purchase_days or client.opening_count or 0,
            first_purchase=client.first_purchase or client.opening_first,
            responsible=client.manager,
            city=client.city,
            source=client.source,
            code=client.code,
            card_number=client.card_number,
            discount=client.discount,
            tags=tags,
            birthday=birthday_of(client),
            created_at=client.created_at,
            changed_at=client.changed_at,
            trashed=client.trashed,
        )

    def _forget(self, changes: Changes) -> None:
        if Topic.CLIENTS in changes:
            self._digits = self._names = None

    def _name_order(self, session: Session) -> _NameOrder:
        if self._names is None:
            everyone = select(Client.id).where(*conditions(ClientFilter())).order_by(*ordering(_BY_NAME))
            self._names = _NameOrder(array("q", session.scalars(everyone)))
        return self._names

    def _passing(self, session: Session, asked: ClientFilter, found: set[int]) -> set[int]:
        """Those of the found that the rest of the filter lets through."""
        query = select(Client.id).where(*conditions(asked))
        if len(found) > _MANY:
            return found.intersection(session.scalars(query))
        return {i for part in in_parts(found) for i in session.scalars(query.where(Client.id.in_(part)))}

    def _found_by_text(self, session: Session, text: str) -> set[int]:
        """By words of the index, and by full numbers, last four digits and e-mails through the search keys."""
        found = set(search.ids_by_words(session, text))
        keys: list[bytes] = []
        digits = "".join(c for c in text if c.isdigit())
        for portfolio in self._gate.seals.readable:
            seal = self._gate.seals.key(portfolio)
            if "@" in text:
                keys.append(seal.search_key(key_text(ContactKind.EMAIL, text.strip().lower())))
            if _is_number(text) and len(digits) >= 10:
                keys += (seal.search_key(key_text(ContactKind.PHONE, n)) for n in _full_numbers(digits))
            if len(digits) == 4 and _is_number(text):
                last4 = select(ContactPoint.client_id).where(ContactPoint.last4_key == seal.last4_key(digits))
                found.update(session.scalars(last4))
        if keys:
            found.update(session.scalars(select(ContactPoint.client_id).where(ContactPoint.search_key.in_(keys))))
        return found

    def _every_phone(self, session: Session) -> Iterable[tuple[int, str]]:
        seals = self._gate.seals
        phones = (ContactKind.PHONE.value, ContactKind.WHATSAPP.value)
        query = select(ContactPoint).where(
            ContactPoint.kind.in_(phones), ContactPoint.portfolio.in_(list(seals.readable))
        )
        for point in session.scalars(query.execution_options(yield_per=2000)):
            contact = opened_contact(seals, point)
            yield point.client_id, "".join(c for c in contact.normal or contact.raw if c.isdigit())


class _NameOrder:
    """Everyone in order of name, and each one's place: what a search found is put in order without the base."""

    def __init__(self, ids: array[int]) -> None:
        self._ids = ids
        self._places = array("q", bytes(8 * (max(ids, default=0) + 1)))
        for place, client_id in enumerate(ids, 1):
            self._places[client_id] = place

    def sort(self, found: set[int]) -> array[int]:
        """The found ones in order of name; those who stand in the trash are left out."""
        if len(found) > len(self._ids) // 8:
            return array("q", (i for i in self._ids if i in found))
        places, end = self._places, len(self._places)
        ranked = sorted(places[i] for i in found if i < end)
        return array("q", (self._ids[place - 1] for place in ranked if place))


def _everyone(session: Session) -> int:
    return session.scalars(select(func.count()).select_from(Client).where(Client.trashed.is_(False))).one()


def _clients(ids: list[int]) -> Select[Client]:
    return select(Client).where(Client.id.in_(ids))


def _privates(ids: list[int]) -> Select[ClientPrivate]:
    return select(ClientPrivate).where(ClientPrivate.client_id.in_(ids))


def _pairs(rows: Sequence[Row[str, int]]) -> list[tuple[str, int]]:
    return [(row[0], row[1]) for row in rows]


def _first(masks: Sequence[tuple[str, str]], *kinds: ContactKind) -> str:
    values = {kind.value for kind in kinds}
    return next((text for kind, text in masks if kind in values), "")


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
