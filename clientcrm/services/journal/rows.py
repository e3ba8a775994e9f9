"""Rows of the journal as they can be shown, whatever somebody wrote into the table: the proof says what is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import Select, String, select, type_coerce
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from clientcrm.data.models import JournalEntry

# What is shown where a moment is none.
NO_MOMENT: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Shown:
    """One entry with values of the kinds that screens expect."""

    seq: int
    at: datetime
    uid: str = ""
    action: str = ""
    object_kind: str = ""
    object_id: int | None = None
    count: int = 0
    detail_json: str = "{}"


def asked_rows() -> Select[Any]:
    """Every entry; narrow it, put it in order, and hand it to `shown_rows`."""
    row = JournalEntry
    named = (row.uid, row.action, row.object_kind, row.object_id, row.count, row.detail_json)
    return select(row.seq, stored_moment(), *named)


def shown_rows(session: Session, query: Select[Any]) -> list[Shown]:
    """The rows that the query finds; one whose texts are none comes without them."""
    try:
        return [_shown(*row) for row in session.execute(query)]
    except OperationalError:
        return list(_one_by_one(session, query))


def stored_moment() -> Any:
    """The moment as the engine keeps it, for `moment_of`: what is no moment would end the whole reading."""
    return type_coerce(JournalEntry.at, String)


def moment_of(stored: Any) -> datetime:
    """The instant, or NO_MOMENT."""
    if isinstance(stored, datetime):
        return stored.replace(tzinfo=UTC)
    try:
        return datetime.fromisoformat(stored).replace(tzinfo=UTC)
    except (ValueError, TypeError):
        return NO_MOMENT


def _one_by_one(session: Session, query: Select[Any]) -> Iterator[Shown]:
    for seq in session.scalars(query.with_only_columns(JournalEntry.seq)).all():
        try:
            yield _shown(*session.execute(asked_rows().where(JournalEntry.seq == seq)).one())
        except OperationalError:
            yield Shown(seq, NO_MOMENT)


def _shown(seq: int, at: Any, uid: Any, action: Any, kind: Any, object_id: Any, count: Any, detail: Any) -> Shown:
    return Shown(
        seq=seq,
        at=moment_of(at),
        uid=_text(uid),
        action=_text(action),
        object_kind=_text(kind),
        object_id=object_id if isinstance(object_id, int) else None,
        count=count if isinstance(count, int) else 0,
        detail_json=_text(detail),
    )


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
