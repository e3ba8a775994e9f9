"""What owners alone read, under their next keys: documents, what staff wrote to them, the journal's seeds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from clientcrm.data.bulk import update_rows
from clientcrm.data.models import AccessRequest, Base, JournalSession, OwnerDocument
from clientcrm.domain.errors import CrmError
from clientcrm.services.owner_documents import document_column
from clientcrm.services.tickets import REASON
from clientcrm.vault.fields import OWNER_ONLY
from clientcrm.vault.unlocked import Change, Unlocked


def are_renewed(keys: Unlocked, change: Change) -> bool:
    """Whether the change gives owners other keys."""
    return keys.manifest.shared.audit_pub != change.header.manifest.shared.audit_pub


def reseal_owners_own(session: Session, keys: Unlocked, change: Change) -> int:
    """Seal all of it anew in a copy of the base; how many values did not open before and do not now."""
    then, now = keys.owner_seal, change.owner_seal
    if then is None or now is None:
        raise ValueError("only an owner renews these")

    def document(name: str, uuid: bytes, sealed: bytes) -> bytes:
        before, after = document_column(then, name), document_column(now, name)
        return after.seal(uuid, before.open(uuid, sealed))

    def reason(uuid: bytes, sealed: bytes) -> bytes:
        place = (OWNER_ONLY, *REASON, uuid)
        return change.seal_to_inbox(*place, keys.open_inbox(*place, sealed))

    def seed(uuid: bytes, uid: str, sealed: bytes) -> bytes:
        return change.seal_seed(uuid, uid, keys.open_seed(uuid, uid, sealed))

    tables: tuple[tuple[type[Base], str, Any, Callable[..., bytes]], ...] = (
        (OwnerDocument, "sealed", (OwnerDocument.name, OwnerDocument.name, OwnerDocument.uuid), document),
        (AccessRequest, "reason", (AccessRequest.id, AccessRequest.uuid), reason),
        (JournalSession, "seed", (JournalSession.id, JournalSession.uuid, JournalSession.uid), seed),
    )
    return sum(_anew(session, *table) for table in tables)


def _anew(session: Session, model: type[Base], column: str, places: tuple[Any, ...], seal: Callable[..., bytes]) -> int:
    """One column; a value that somebody spoiled stays as it is and holds nobody up."""
    value = getattr(model, column)
    rows, broken = [], 0
    for key, *place, sealed in session.execute(select(*places, value).where(value.is_not(None))):
        try:
            rows.append((seal(*place, sealed), key))
        except (CrmError, ValueError, TypeError):
            broken += 1
    update_rows(session, model, (column,), rows)
    return broken
