"""What a filter needs before it can be asked: the shop's day, the saved segments that it names, and the right to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from clientcrm.data.filters import Asking
from clientcrm.data.models import SavedSegment as Row
from clientcrm.domain.access import Permission, Scope, User
from clientcrm.domain.clients import ClientFilter, asks_for_money
from clientcrm.domain.filter_text import filter_from_json
from clientcrm.domain.segments import segments_in, tells_of_money
from clientcrm.services.gate import Gate


@dataclass(frozen=True, slots=True)
class Named:
    """The saved segments that a tree names, with those that they name: what each asks for, None where it is frozen."""

    filters: dict[int, ClientFilter | None]
    of_money: bool


NOTHING = Named({}, of_money=False)


def asking_of(gate: Gate, asked: ClientFilter) -> Asking:
    """How the filter is asked now. A tree that tells of money, by a segment that it names too, needs every sum."""
    named = named_by(gate, asked)
    if asked.where is not None and (named.of_money or tells_of_money(asked.where)):
        gate.require_whole(Permission.SEE_SUMS)
    return Asking(gate.calendar(), named.filters)


def named_by(gate: Gate, asked: ClientFilter) -> Named:
    """What the filter's tree names; the base is asked only if it names anything."""
    if asked.where is None or not segments_in(asked.where):
        return NOTHING
    with gate.read(Permission.VIEW_CLIENTS) as session:
        return named_in(session, asked)


def named_in(session: Session, asked: ClientFilter) -> Named:
    """The same within a session."""
    found: dict[int, ClientFilter | None] = {}
    waiting, of_money = _names(asked), False
    while waiting:
        columns = (Row.id, Row.filter_json, Row.frozen_at, Row.of_money)
        rows = session.execute(select(*columns).where(Row.id.in_(waiting))).all()
        waiting = set()
        for number, text, frozen_at, costs in rows:
            kept = filter_from_json(text)
            of_money = of_money or costs or asks_for_money(kept)
            found[number] = kept if frozen_at is None else None
            waiting |= _names(kept) if frozen_at is None else set()
        waiting -= set(found)
    return Named(found, of_money)


def costs_money(asked: ClientFilter, named: Named) -> bool:
    """Whether the filter or a segment that it names tells of sums."""
    return named.of_money or asks_for_money(asked)


def sees_all_sums(user: User) -> bool:
    """Whether this person may be told what sums tell of everybody."""
    return user.scope(Permission.SEE_SUMS) is Scope.YES


def _names(asked: ClientFilter) -> set[Any]:
    return segments_in(asked.where) if asked.where is not None else set()
