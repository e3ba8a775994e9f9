"""Who is in each saved segment, written down: at each reckoning, after a change of single clients, when it is saved.

Past narrowing: the same is kept for everybody, and each sees of it the own clients.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, and_, bindparam, delete, func, inspect, select
from sqlalchemy.orm import Session

from clientcrm.data import search
from clientcrm.data.bulk import in_parts, insert_rows
from clientcrm.data.filters import Asking, conditions
from clientcrm.data.models import Base, Client, SegmentMember, SegmentMove
from clientcrm.data.models import SavedSegment as Row
from clientcrm.domain.access import Permission
from clientcrm.domain.changes import Topic
from clientcrm.domain.errors import Invalid
from clientcrm.domain.filter_text import filter_from_json
from clientcrm.services.gate import Gate
from clientcrm.services.segments.asking import named_in

# More clients changed at once wait for the next reckoning: from here on asking for everybody costs less.
AT_ONCE = 20
_REMOVED_FOR = timedelta(days=30)
_MEMBER = ("segment_id", "client_id", "since", "portfolio")
_MOVE = ("segment_id", "client_id", "day", "entered", "portfolio")
_CLIENT: Any = bindparam("client", type_=Integer)


class Membership:
    """Follows the segments that are asked for anew each time; a frozen one has its members once and for all."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate
        self._single: tuple[Any, Select[Any] | None] = (None, None)

    def follow_all(self, session: Session) -> int:
        """Bring every segment's members to now, in the caller's write; how many came and went.

        What was taken away a month ago and not put back goes for ever.
        """
        session.execute(delete(Row).where(Row.removed_at < self._gate.now() - _REMOVED_FOR))
        return sum(self.follow(session, row) for row in _followed(session))

    def follow(self, session: Session, row: Row) -> int:
        """Bring one segment's members to now; how many came and went. The first time nobody comes or goes."""
        session.flush()
        kept = filter_from_json(row.filter_json)
        asking = Asking(self._gate.calendar(), named_in(session, kept).filters)
        now = _numbers(session, select(Client.id).where(*conditions(kept, asking)))
        if row.followed_from is None:
            row.followed_from = self._gate.today()
            self._enter(session, row.id, now, None)
            return 0
        before = _numbers(session, select(SegmentMember.client_id).where(SegmentMember.segment_id == row.id))
        came, went = now - before, before - now
        self._enter(session, row.id, came, self._gate.today())
        self._leave(session, row.id, went)
        return len(came) + len(went)

    def freeze(self, session: Session, row: Row, ids: Iterable[int]) -> int:
        """Keep these clients as a frozen segment's members; how many of them the person sees."""
        row.followed_from = self._gate.today()
        self._enter(session, row.id, set(ids), None)
        seen = select(func.count()).select_from(SegmentMember).where(SegmentMember.segment_id == row.id)
        return session.scalars(seen).one()

    def members_by(self, session: Session, asked: Any, asking: Asking) -> set[int]:
        """Whoever fits, whether the person sees them or not."""
        return _numbers(session, select(Client.id).where(*conditions(asked, asking)))

    def forget(self, session: Session, segment_id: int) -> None:
        """Let a segment begin anew."""
        kept: tuple[type[Base], ...] = (SegmentMember, SegmentMove)
        for model in kept:
            table: Any = inspect(model).local_table
            session.connection().execute(delete(table).where(table.c.segment_id == segment_id))

    def follow_clients(self, session: Session, ids: Collection[int]) -> None:
        """Bring what is written down of these few clients to now, at the end of the write that changed them."""
        if not ids or len(ids) > AT_ONCE:
            return
        rows = [row for row in _followed(session) if row.followed_from is not None]
        asked = self._question(session, rows)
        if asked is None:
            return
        connection, changed = session.connection(), False
        for client in sorted(ids):
            found = connection.execute(asked, {"client": client}).first()
            if found is None:
                continue
            table: Any = inspect(SegmentMember).local_table
            before = set(connection.scalars(select(table.c.segment_id).where(table.c.client_id == client)))
            for row, fits in zip(rows, found, strict=True):
                if bool(fits) != (row.id in before):
                    changed = True
                    if fits:
                        self._enter(session, row.id, {client}, self._gate.today())
                    else:
                        self._leave(session, row.id, {client})
        if changed:
            self._gate.touch(session, Topic.SEGMENTS)

    def fitting(self, session: Session, client_id: int) -> set[int]:
        """The segments that a client fits now, narrowed as the session is."""
        rows = _followed(session)
        asked = self._question(session, rows)
        found = session.execute(asked, {"client": client_id}).first() if asked is not None else None
        return {row.id for row, fits in zip(rows, found or (), strict=bool(found)) if fits}

    # ------------------------------------------------------------------ inside

    def _question(self, session: Session, rows: Sequence[Row]) -> Select[Any] | None:
        """Whether a client fits each of these segments, as one question; put together once a day and change."""
        if not rows:
            return None
        key = (self._gate.calendar(), tuple((row.id, row.filter_json) for row in rows))
        known, asked = self._single
        if key != known or asked is None:
            fits: list[ColumnElement[bool]] = []
            for row in rows:
                kept = filter_from_json(row.filter_json)
                named = named_in(session, kept)
                asking = Asking(self._gate.calendar(), named.filters, _CLIENT)
                fits.append(func.coalesce(and_(*conditions(kept, asking)), False))
            columns: Sequence[Any] = fits
            asked = select(*columns).where(Client.id == _CLIENT)
            self._single = (key, asked)
        return asked

    def _enter(self, session: Session, segment_id: int, ids: Collection[int], since: date | None) -> None:
        """Members from a day on, or from the beginning; coming later is a move."""
        day = since.isoformat() if since is not None else None
        found = _portfolios(session, ids)
        insert_rows(session, SegmentMember, _MEMBER, [(segment_id, client, day, home) for client, home in found])
        if day is not None:
            insert_rows(session, SegmentMove, _MOVE, [(segment_id, client, day, 1, home) for client, home in found])
        if found:
            self._gate.touch(session, Topic.SEGMENTS)

    def _leave(self, session: Session, segment_id: int, ids: Collection[int]) -> None:
        table: Any = inspect(SegmentMember).local_table
        connection = session.connection()
        for part in in_parts(ids):
            connection.execute(delete(table).where(table.c.segment_id == segment_id, table.c.client_id.in_(part)))
        day = self._gate.today().isoformat()
        moves = [(segment_id, client, day, 0, home) for client, home in _portfolios(session, ids)]
        insert_rows(session, SegmentMove, _MOVE, moves)
        if moves:
            self._gate.touch(session, Topic.SEGMENTS)


def catch_up(gate: Gate) -> int:
    """Bring every segment's members to now, in a write of its own that leaves no entry; how many came and went."""
    with gate.write(Permission.VIEW_CLIENTS, "segment.followed", "segment") as session:
        moved = Membership(gate).follow_all(session)
        gate.nothing_changed(session)
        return moved


def _followed(session: Session) -> Sequence[Row]:
    asked = select(Row).where(Row.frozen_at.is_(None), Row.removed_at.is_(None)).order_by(Row.id)
    return [row for row in session.scalars(asked) if _is_readable(row.filter_json)]


@lru_cache(maxsize=256)
def _is_readable(text: str) -> bool:
    """Whether this program understands what is asked: a sale must not fail because a segment cannot be followed."""
    try:
        filter_from_json(text)
    except Invalid:
        return False
    return True


def _numbers(session: Session, query: Select[Any]) -> set[int]:
    """Past the narrowing, as one text."""
    return set(search.ids_of_all(session, query))


def _portfolios(session: Session, ids: Collection[int]) -> list[tuple[int, int]]:
    """Those who are still there, with their portfolios."""
    table: Any = inspect(Client).local_table
    asked = select(table.c.id, table.c.portfolio).where(table.c.id.in_(search.among(ids))) if ids else None
    return [(row[0], row[1]) for row in session.connection().execute(asked)] if asked is not None else []
