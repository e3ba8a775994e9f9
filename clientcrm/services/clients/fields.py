"""Own fields of the shop."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from clientcrm.data.models import OwnField as Row
from clientcrm.domain.access import Permission
from clientcrm.domain.clients import ClientDraft
from clientcrm.domain.fields import FieldKind, OwnField
from clientcrm.services.gate import Gate

LONGEST_NAME = 120


class Fields:
    """Fields of the shop's own, which came with its files."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    def all(self) -> list[OwnField]:
        """Own fields in their order."""
        with self._gate.read(Permission.VIEW_CLIENTS) as session:
            rows = session.scalars(select(Row).order_by(Row.position, Row.id))
            return [OwnField(r.id, r.name, FieldKind(r.kind), r.sealed, r.position) for r in rows]


class FieldNames:
    """Own fields of a file by their columns: staged under -1 - column, kept under the field's id.

    `make` adds a field that is not there yet; without it such a value keeps its staged key.
    """

    def __init__(self, session: Session, headers: Mapping[int, str], batch_id: int | None = None) -> None:
        self._session = session
        self._headers = headers
        self._batch_id = batch_id
        self._known: dict[str, int] = dict(session.execute(select(Row.name, Row.id)).all())
        self._ids: dict[int, int] = {}

    def named(self, draft: ClientDraft, *, make: bool) -> ClientDraft:
        """The draft with its own fields under their ids."""
        if not any(key < 0 for key in draft.own):
            return draft
        return replace(draft, own={self._id(key, make) if key < 0 else key: text for key, text in draft.own.items()})

    def ids_of(self, own: Mapping[str, str], *, make: bool = True) -> dict[str, str]:
        """The same for values as they are staged."""
        keys = ((int(key), text) for key, text in own.items())
        return {str(self._id(key, make) if key < 0 else key): text for key, text in keys}

    def _id(self, key: int, make: bool) -> int:
        if key not in self._ids:
            name = self._headers[-1 - key].strip()[:LONGEST_NAME]
            if name in self._known:
                self._ids[key] = self._known[name]
            elif make:
                self._ids[key] = field_id(self._session, name, self._batch_id)
            else:
                return key
        return self._ids[key]


def field_id(session: Session, name: str, batch_id: int | None = None) -> int:
    """The sealed text field of this name, made when it is new."""
    name = name.strip()[:LONGEST_NAME]
    found = session.scalars(select(Row.id).where(Row.name == name)).first()
    if found is not None:
        return found
    place = session.scalars(select(func.coalesce(func.max(Row.position), 0))).one() + 1
    row = Row(name=name, kind=FieldKind.TEXT.value, sealed=True, position=place, batch_id=batch_id)
    session.add(row)
    session.flush()
    return row.id
