"""Saved segments: named filters above the list, with how many clients each finds now."""

from __future__ import annotations

import dataclasses
import json
from datetime import date
from typing import Any

from sqlalchemy import func, select

from clientcrm.data.filters import conditions
from clientcrm.data.models import Client
from clientcrm.data.models import SavedSegment as Row
from clientcrm.domain.access import Permission, Scope
from clientcrm.domain.clients import ClientFilter, ClientKind, ClientState, SavedSegment, asks_for_money
from clientcrm.domain.errors import Invalid, NotFound
from clientcrm.services.gate import Gate

_DATES = ("created_from", "created_to", "last_from", "last_to", "next_from", "next_to")
_ENUMS: dict[str, Any] = {"states": ClientState, "kinds": ClientKind}


class Segments:
    """Named filters."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    def all(self) -> list[SavedSegment]:
        """Every saved segment with its count; those by sums for whoever may see all sums."""
        sums = self._gate.user.scope(Permission.SEE_SUMS) is Scope.YES
        with self._gate.read(Permission.VIEW_CLIENTS) as session:
            found = []
            for row in session.scalars(select(Row).order_by(Row.position, Row.id)):
                asked = filter_from_json(row.filter_json)
                if asks_for_money(asked) and not sums:
                    continue
                counted = select(func.count()).select_from(Client).where(*conditions(asked))
                found.append(SavedSegment(row.id, row.name, asked, session.scalars(counted).one()))
            return found

    def named(self, name: str) -> ClientFilter:
        """The filter of a segment, by its name in any case."""
        with self._gate.read(Permission.VIEW_CLIENTS) as session:
            for row in session.scalars(select(Row)):
                if row.name.casefold() == name.strip().casefold():
                    return filter_from_json(row.filter_json)
        raise NotFound("segment", name)

    def save(self, name: str, asked: ClientFilter) -> int:
        """Keep a filter under a name; the same name again replaces it."""
        if not name.strip() or len(name.strip()) > 120:
            raise Invalid({"name": "empty" if not name.strip() else "too_long"})
        with self._gate.write(Permission.EDIT_CLIENTS, "segment.saved", "segment") as session:
            row = session.scalars(select(Row).where(Row.name == name.strip())).first()
            if row is None:
                place = session.scalars(select(func.coalesce(func.max(Row.position), 0))).one() + 1
                row = Row(name=name.strip(), position=place, author=self._gate.user.uid, filter_json="")
                session.add(row)
            row.filter_json = filter_to_json(asked)
            session.flush()
            self._gate.note(session, object_id=row.id)
            return row.id

    def rename(self, segment_id: int, name: str) -> None:
        """Give a segment another name."""
        if not name.strip() or len(name.strip()) > 120:
            raise Invalid({"name": "empty" if not name.strip() else "too_long"})
        with self._gate.write(Permission.EDIT_CLIENTS, "segment.renamed", "segment", segment_id) as session:
            row = session.get(Row, segment_id)
            if row is None:
                raise NotFound("segment", segment_id)
            row.name = name.strip()

    def remove(self, segment_id: int) -> SavedSegment:
        """Take a segment away; give its name and filter to save() to undo. No client is touched."""
        with self._gate.write(Permission.EDIT_CLIENTS, "segment.removed", "segment", segment_id) as session:
            row = session.get(Row, segment_id)
            if row is None:
                raise NotFound("segment", segment_id)
            removed = SavedSegment(row.id, row.name, filter_from_json(row.filter_json))
            session.delete(row)
            return removed


def filter_to_json(asked: ClientFilter) -> str:
    """Only what differs from asking for nothing."""
    default = ClientFilter()
    values = {
        field.name: getattr(asked, field.name)
        for field in dataclasses.fields(ClientFilter)
        if getattr(asked, field.name) != getattr(default, field.name)
    }
    return json.dumps(values, ensure_ascii=False, default=str)


def filter_from_json(text: str) -> ClientFilter:
    """The filter back; words of a newer program are left out."""
    known = {field.name for field in dataclasses.fields(ClientFilter)}
    values: dict[str, Any] = {}
    for name, value in json.loads(text).items():
        if name not in known:
            continue
        if name in _DATES:
            value = date.fromisoformat(value)
        elif isinstance(value, list):
            made = _ENUMS.get(name, lambda item: item)
            value = tuple(made(item) for item in value)
        values[name] = value
    return ClientFilter(**values)
