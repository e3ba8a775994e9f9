"""Names for what the entries of a page are about: one question per kind of object."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from clientcrm.data.models import Batch, Client, ImportTemplate, OwnField, Purchase, SavedSegment
from clientcrm.domain.journal import Named

# Kind of object to the query of its ids and names. Clients and purchases are narrowed to what the reader may see.
_NAMES: dict[str, Any] = {
    "client": select(Client.id, Client.name),
    "purchase": select(Purchase.id, Client.name).outerjoin(Client, Client.id == Purchase.client_id),
    "batch": select(Batch.id, Batch.file_name),
    "segment": select(SavedSegment.id, SavedSegment.name),
    "template": select(ImportTemplate.id, ImportTemplate.name),
    "field": select(OwnField.id, OwnField.name),
}
_IDS: dict[str, Any] = {
    "client": Client.id,
    "purchase": Purchase.id,
    "batch": Batch.id,
    "segment": SavedSegment.id,
    "template": ImportTemplate.id,
    "field": OwnField.id,
}


class ObjectNames:
    """The names behind one page of entries."""

    def __init__(
        self, session: Session, people: Mapping[str, str], portfolios: Mapping[int, str], rows: Iterable[Any]
    ) -> None:
        """`session` finds what the reader may see; rows have object_kind, object_id and detail_json."""
        wanted: dict[str, set[int]] = {}
        for row in rows:
            if row.object_kind in _NAMES and row.object_id is not None:
                wanted.setdefault(row.object_kind, set()).add(row.object_id)
        self._people = people
        self._found: dict[tuple[str, int], str] = {("portfolio", n): name for n, name in portfolios.items()}
        self._there: set[tuple[str, int]] = set(self._found)
        for kind, ids in wanted.items():
            column = _IDS[kind]
            self._found |= {(kind, n): name or "" for n, name in session.execute(_NAMES[kind].where(column.in_(ids)))}
            # Asked past the mapped table, so that what is only hidden is not taken for gone.
            plain = column.table.c[column.key]
            self._there |= {(kind, n) for n in session.scalars(select(plain).where(plain.in_(ids)))}

    def name(self, row: Any) -> str:
        """The name; "" where there is none, or none for this reader."""
        return self._found.get((row.object_kind, row.object_id), "") or self._said(row)

    def state(self, row: Any) -> Named:
        """Whether it can be named, and why not."""
        place = (row.object_kind, row.object_id)
        if place in self._found or self._said(row):
            return Named.THERE
        if row.object_id is None or row.object_kind not in _NAMES:
            return Named.NOTHING
        return Named.HIDDEN if place in self._there else Named.GONE

    def _said(self, row: Any) -> str:
        """People and files are named by the entry itself."""
        try:
            detail = json.loads(row.detail_json) if row.detail_json != "{}" else {}
        except ValueError:
            return ""
        if not isinstance(detail, dict):
            return ""
        person, file = detail.get("person"), detail.get("file")
        if isinstance(person, str) and person:
            return self._people.get(person, "")
        return file if isinstance(file, str) else ""
