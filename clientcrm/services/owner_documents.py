"""What only owners read, one sealed JSON document a name: planted clients, watched ones, alerts that were seen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from clientcrm.data.models import OwnerDocument, new_uuid
from clientcrm.domain.access import Permission
from clientcrm.domain.errors import AccessDenied
from clientcrm.services.gate import Gate
from clientcrm.services.sealing import open_json, seal_json
from clientcrm.vault.fields import ColumnSeal, FieldSeal
from clientcrm.vault.unlocked import Unlocked


class OwnerDocuments:
    """Reads and writes them under the owner-only key; nobody else holds it."""

    def __init__(self, gate: Gate, keys: Unlocked) -> None:
        self._gate = gate
        self._keys = keys

    def read(self, name: str, session: Session | None = None, seal: FieldSeal | None = None) -> dict[str, Any]:
        """The document as it was written last; empty if it never was. AccessDenied, SealBroken.

        With the session of an open write, what that write has changed is read too. `seal`: the owner-only one of a
        copy of the base that has got other keys.
        """
        if session is not None:
            return self._opened(session, name, seal)
        with self._gate.read(Permission.MANAGE_PEOPLE) as reading:
            return self._opened(reading, name, seal)

    def write(self, session: Session, name: str, value: Mapping[str, Any], seal: FieldSeal | None = None) -> None:
        """Replace the document inside an open write; AccessDenied for anybody but an owner."""
        column = self._column(name, seal)
        row = session.get(OwnerDocument, name)
        if row is None:
            row = OwnerDocument(name=name, uuid=new_uuid())
            session.add(row)
        row.sealed = seal_json(column, row.uuid, dict(value))

    def _opened(self, session: Session, name: str, seal: FieldSeal | None) -> dict[str, Any]:
        column = self._column(name, seal)
        row = session.get(OwnerDocument, name)
        return dict(open_json(column, row.uuid, row.sealed)) if row is not None else {}

    def _column(self, name: str, seal: FieldSeal | None) -> ColumnSeal:
        seal = seal or self._keys.owner_seal
        if seal is None:
            raise AccessDenied(Permission.MANAGE_PEOPLE)
        return document_column(seal, name)


def document_column(seal: FieldSeal, name: str) -> ColumnSeal:
    """Each name is a place of its own: a document doesn't open under another's name."""
    return seal.column("owner_document", f"sealed.{name}", "text")
