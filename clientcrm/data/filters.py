"""A client filter as conditions on the plain columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, cast

from sqlalchemy import ColumnElement, Select, Table, and_, false, func, or_, select

from clientcrm.data.models import BatchEffect, Client, ClientFigures, ClientTag, Purchase, SegmentMember, Tag
from clientcrm.data.rhythm import INTERVAL, NEXT_VISIT
from clientcrm.data.segments import Answers
from clientcrm.domain.calendar import Calendar
from clientcrm.domain.clients import ClientFilter
from clientcrm.domain.values.text import fold

_MEMBERS: Final = cast(Table, SegmentMember.__table__)


@dataclass(frozen=True, slots=True)
class Asking:
    """When it is asked, and of which client alone, if of one.

    `known` says what saved segments that trees name ask for; None for a frozen one, whose members are kept.
    """

    calendar: Calendar
    known: Mapping[int, ClientFilter | None]
    one: Any = None


def conditions(asked: ClientFilter, asking: Asking, *, indexed: bool = True) -> list[ColumnElement[bool]]:
    """Everything that the filter asks for except its text, which the search index answers.

    Without `indexed`, or with anything asked that no index holds, the table is read through from its beginning.
    """
    found = _memberships(asked, asking.one)
    found += _ranges(asked, asking.calendar)
    found += _tree(asked, asking)
    found += [_filled(name) for name in asked.has]
    found += [~_filled(name) for name in asked.has_not]
    if (found or not indexed) and not asked.trashed:
        return [not_trashed(), *found]
    return [Client.trashed.is_(asked.trashed), *found]


def not_trashed() -> ColumnElement[bool]:
    """Who is not in the trash, said so that no index is taken for it.

    Almost everyone is not: through an index each row is fetched from a page of its own, 1.2 s with 100,000 clients;
    reading the whole table costs 0.2 s, and another index finds a few at once.
    """
    return func.coalesce(Client.trashed, False).is_(False)


def _memberships(asked: ClientFilter, one: Any) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    for column, values in (
        (Client.tier_id, asked.tiers),
        (Client.state, [state.value for state in asked.states]),
        (Client.kind, [kind.value for kind in asked.kinds]),
        (Client.source, asked.sources),
        (Client.city, asked.cities),
        (Client.responsible, asked.responsible),
        (Client.portfolio, asked.portfolios),
    ):
        if values:
            found.append(column.in_(values))
    if asked.rhythms:
        figures = select(ClientFigures.client_id).where(ClientFigures.status.in_(asked.rhythms))
        found.append(Client.id.in_(_of(one, figures, ClientFigures.client_id)))
    for tag in asked.tags:
        tagged = select(ClientTag.client_id).join(Tag, Tag.id == ClientTag.tag_id).where(Tag.folded == fold(tag))
        found.append(Client.id.in_(_of(one, tagged, ClientTag.client_id)))
    if asked.batch is not None:
        touched = select(BatchEffect.object_id).where(
            BatchEffect.batch_id == asked.batch, BatchEffect.object_kind == "client"
        )
        bought = select(Purchase.client_id).where(Purchase.batch_id == asked.batch, Purchase.client_id.is_not(None))
        those = (_of(one, touched, BatchEffect.object_id), _of(one, bought, Purchase.client_id))
        found.append(or_(*(Client.id.in_(each) for each in those)))
    return found


def _of(one: Any, query: Select[Any], client: Any) -> Select[Any]:
    """The query for everybody, or for one client alone: else all others would be gathered for the sake of one."""
    return query if one is None else query.where(client == one)


def _tree(asked: ClientFilter, asking: Asking) -> list[ColumnElement[bool]]:
    if asked.where is None:
        return []

    def among(segment: int) -> ColumnElement[bool]:
        if segment not in asking.known:
            return false()
        kept = asking.known[segment]
        if kept is None:
            members = select(_MEMBERS.c.client_id).where(_MEMBERS.c.segment_id == segment)
            return (Client.id + 0).in_(_of(asking.one, members, _MEMBERS.c.client_id))
        others = {number: each for number, each in asking.known.items() if number != segment}
        return and_(*conditions(kept, replace(asking, known=others)))

    return [Answers(asking.calendar, among, asking.one).fits(asked.where)]


def _ranges(asked: ClientFilter, calendar: Calendar) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    bounds: tuple[tuple[Any, Any, Any], ...] = (
        (Client.last_purchase, asked.last_from, asked.last_to),
        (Client.total, asked.total_from, asked.total_to),
        (Client.purchase_days, asked.purchases_from, asked.purchases_to),
        (NEXT_VISIT, asked.next_from, asked.next_to),
        # Shown in whole days: who comes every 18.4 comes every 18.
        (INTERVAL + 0.5, asked.interval_from, None if asked.interval_to is None else asked.interval_to + 0.999),
    )
    for column, low, high in bounds:
        if low is not None:
            found.append(column >= low)
        if high is not None:
            found.append(column <= high)
    if asked.created_from is not None:
        found.append(Client.created_at >= calendar.start(asked.created_from))
    if asked.created_to is not None:
        found.append(Client.created_at < calendar.end(asked.created_to))
    return found + _birthdays(asked)


def _birthdays(asked: ClientFilter) -> list[ColumnElement[bool]]:
    """Days of the year, inclusive; a range that crosses New Year is two ranges."""
    if asked.birthday_from is None or asked.birthday_to is None:
        return []
    day = Client.birth_month * 100 + Client.birth_day
    low = asked.birthday_from[0] * 100 + asked.birthday_from[1]
    high = asked.birthday_to[0] * 100 + asked.birthday_to[1]
    if low <= high:
        return [day.between(low, high)]
    return [or_(day >= low, day <= high)]


def _filled(name: str) -> ColumnElement[bool]:
    """Whether a value is there at all: the only question that a sealed value answers."""
    if name.startswith("own:"):
        return Client.own_filled.contains(f"|{int(name.removeprefix('own:'))}|")
    flags: dict[str, ColumnElement[bool]] = {
        "phone": Client.has_phone.is_(True),
        "email": Client.has_email.is_(True),
        "messenger": Client.has_messenger.is_(True),
        "address": Client.has_address.is_(True),
        "note": Client.has_note.is_(True),
        "birthday": and_(Client.birth_month.is_not(None), Client.birth_day.is_not(None)),
        "consent": func.coalesce(Client.consent, False).is_(True),
        "responsible": Client.responsible.is_not(None),
        "purchases": Client.purchase_days > 0,
        "house": Client.house.is_(True),
    }
    return flags[name]
