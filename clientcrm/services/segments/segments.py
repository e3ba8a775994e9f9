"""Saved segments: filters under a name that are asked anew each time, or the clients of one moment, frozen."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Integer, cast, func, select
from sqlalchemy.orm import Session

from clientcrm.data import search
from clientcrm.data.bulk import in_parts
from clientcrm.data.columns import ordering
from clientcrm.data.filters import conditions
from clientcrm.data.models import Client, SegmentMember, SegmentMove
from clientcrm.data.models import SavedSegment as Row
from clientcrm.domain.access import Permission
from clientcrm.domain.clients import ClientFilter, ClientOrder, SavedSegment
from clientcrm.domain.errors import Invalid, NotFound
from clientcrm.domain.filter_text import filter_from_json, filter_to_json
from clientcrm.domain.segment_list import Choice, ClientStay, MembershipDay, Move, Part
from clientcrm.domain.segments import MOST, Ask, Node, asks_of, require_sound
from clientcrm.services.gate import Gate
from clientcrm.services.segments.asking import asking_of, costs_money, named_by, named_in, sees_all_sums
from clientcrm.services.segments.choices import choices_of
from clientcrm.services.segments.counting import Counting
from clientcrm.services.segments.membership import Membership, catch_up
from clientcrm.services.segments.naming import names_in

VIEW, EDIT = Permission.VIEW_CLIENTS, Permission.EDIT_CLIENTS
_LONGEST = 120


class Segments:
    """Groups of clients under a name."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate
        self._counting = Counting(gate)
        self._membership = Membership(gate)
        self.follow_clients = self._membership.follow_clients

    # ------------------------------------------------------------------ what there is

    def all(self) -> list[SavedSegment]:
        """Every saved segment with its count as of now; those by sums for whoever may see all sums."""
        with self._gate.read(VIEW) as session:
            found = [self._told(row) for row in _rows(session) if self._may_ask(session, row)]
        return [_counted(one, self.count(one.filter)) for one in found]

    def get(self, segment_id: int) -> SavedSegment:
        """One of them, with its count."""
        with self._gate.read(VIEW) as session:
            found = self._told(self._row(session, segment_id))
        return _counted(found, self.count(found.filter))

    def named(self, name: str) -> ClientFilter:
        """The filter of a segment, by its name in any case."""
        with self._gate.read(VIEW) as session:
            row = _by_name(session, name)
            if row is None:
                raise NotFound("segment", name)
            return self._told(row).filter

    def count(self, asked: ClientFilter) -> int:
        """How many of the clients whom the person may see fit a filter, its text apart."""
        self._gate.require(VIEW)
        return self._counting.count(asked)

    def parts(self, node: Node) -> Part:
        """A tree with a number at each of its nodes: what was counted is remembered until something changes."""
        self._gate.require(VIEW)
        return self._counting.parts(node)

    @property
    def sees_sums(self) -> bool:
        """Whether what tells of money may be asked for."""
        return sees_all_sums(self._gate.user)

    @property
    def today(self) -> date:
        """The shop's day, from which days count back."""
        return self._gate.today()

    def names(self, node: Node, language: str) -> dict[str, dict[Any, str]]:
        """The names of what a tree names by number, by field."""
        with self._gate.read(VIEW) as session:
            return names_in(session, self._gate, node, language)

    def choices(self, field: str) -> list[Choice]:
        """What may be chosen for a field, what is used most first; "own" for the fields of the shop's own."""
        return choices_of(self._gate, field)

    # ------------------------------------------------------------------ saving

    def save(self, name: str, asked: ClientFilter, segment_id: int | None = None) -> int:
        """Keep a filter under a name; the same name again, or a segment's id, replaces what it asks for.

        Its members are written down from now on. Invalid({"name": ...}), Invalid({"segment": "text" | "circle" | ...}).
        """
        name = _sound_name(name)
        of_money = self._require_askable(asked)
        with self._gate.write(EDIT, "segment.saved", "segment") as session:
            row = self._place(session, name, segment_id)
            if row.id in named_in(session, asked).filters:
                raise Invalid({"segment": "circle"})
            if row.frozen_at is not None:
                self._membership.forget(session, row.id)
                row.frozen_at = row.followed_from = None
            row.name, row.filter_json, row.of_money = name, filter_to_json(asked), of_money
            self._membership.follow(session, row)
            self._gate.note(session, object_id=row.id)
            return row.id

    def freeze(self, name: str, asked: ClientFilter, ids: Sequence[int] | None = None) -> int:
        """Keep whoever fits at this moment under a name, or exactly these `ids`; the same name again replaces it.

        Whoever fits is kept whole, though the person may see a part of it alone: each finds in it the own clients.
        """
        name = _sound_name(name)
        of_money = self._require_askable(asked)
        asking = asking_of(self._gate, asked)
        with self._gate.write(EDIT, "segment.saved", "segment") as session:
            row = self._place(session, name, None)
            self._membership.forget(session, row.id)
            row.frozen_at, row.filter_json, row.of_money = self._gate.now(), filter_to_json(asked), of_money
            if ids is None:
                those = self._membership.members_by(session, asked, asking)
            else:
                there = select(Client.id).where(Client.trashed.is_(False))
                those = {i for part in in_parts(ids) for i in session.scalars(there.where(Client.id.in_(part)))}
            count = self._membership.freeze(session, row, those)
            self._gate.note(session, object_id=row.id, count=count, frozen=True)
            return row.id

    def rename(self, segment_id: int, name: str) -> None:
        """Give a segment another name; Invalid({"name": "taken"}) if another one has it."""
        name = _sound_name(name)
        with self._gate.write(EDIT, "segment.renamed", "segment", segment_id) as session:
            row = self._row(session, segment_id)
            _require_free(session, name, row.id)
            row.name = name

    def remove(self, segment_id: int) -> SavedSegment:
        """Take a segment away; restore() brings it back with its history. No client is touched.

        Invalid({"segment": "in_use"}) where another segment asks for it.
        """
        with self._gate.write(EDIT, "segment.removed", "segment", segment_id) as session:
            row = self._row(session, segment_id)
            for other in _rows(session):
                if other is not row and segment_id in named_in(session, filter_from_json(other.filter_json)).filters:
                    raise Invalid({"segment": "in_use"})
            row.removed_at = self._gate.now()
            return self._told(row)

    def restore(self, segment_id: int) -> None:
        """Bring a segment back that was taken away; Invalid({"name": "taken"}) if another one has its name now."""
        with self._gate.write(EDIT, "segment.saved", "segment", segment_id) as session:
            row = session.get(Row, segment_id)
            if row is None or not self._may_ask(session, row):
                raise NotFound("segment", segment_id)
            _require_free(session, row.name, row.id)
            row.removed_at = None
            if row.frozen_at is None:
                self._membership.follow(session, row)

    # ------------------------------------------------------------------ who is and was in it

    def members(self, segment_id: int) -> array[int]:
        """Ids of the clients in it now, by name."""
        asked = self.get(segment_id).filter
        asking = asking_of(self._gate, asked)
        with self._gate.read(VIEW) as session:
            query = select(Client.id).where(*conditions(asked, asking)).order_by(*ordering(ClientOrder()))
            return search.ids_of(session, query)

    def history(self, segment_id: int, since: date | None = None) -> list[MembershipDay]:
        """How many entered and left by day, the newest first; of a frozen one nothing."""
        with self._gate.read(VIEW) as session:
            self._row(session, segment_id)
            entered = func.sum(cast(SegmentMove.entered, Integer))
            asked = select(SegmentMove.day, entered, func.count() - entered).where(SegmentMove.segment_id == segment_id)
            if since is not None:
                asked = asked.where(SegmentMove.day >= since)
            rows = session.execute(asked.group_by(SegmentMove.day).order_by(SegmentMove.day.desc()))
            return [MembershipDay(day, int(came), int(went)) for day, came, went in rows]

    def moves(self, segment_id: int, day: date | None = None, limit: int = 500) -> list[Move]:
        """Who entered and who left, the newest first; of one day where it is given."""
        with self._gate.read(VIEW) as session:
            self._row(session, segment_id)
            asked = select(SegmentMove).where(SegmentMove.segment_id == segment_id)
            if day is not None:
                asked = asked.where(SegmentMove.day == day)
            rows = session.scalars(asked.order_by(SegmentMove.id.desc()).limit(limit))
            return [Move(row.client_id, row.day, row.entered) for row in rows]

    def of_client(self, client_id: int) -> list[ClientStay]:
        """The segments in which a client is now, and since when as far as it is written down."""
        with self._gate.read(VIEW) as session:
            if session.scalars(select(Client.id).where(Client.id == client_id)).first() is None:
                raise NotFound("client", client_id)
            mine = select(SegmentMember.segment_id, SegmentMember.since).where(SegmentMember.client_id == client_id)
            kept: dict[int, date | None] = {row[0]: row[1] for row in session.execute(mine)}
            fits = self._membership.fitting(session, client_id)
            return [
                ClientStay(row.id, row.name, kept.get(row.id))
                for row in _rows(session)
                if (row.id in fits if row.frozen_at is None else row.id in kept) and self._may_ask(session, row)
            ]

    def catch_up(self) -> int:
        """Write down who came into the segments and who left since last time; how many. For the background."""
        return catch_up(self._gate)

    # ------------------------------------------------------------------ inside

    def _told(self, row: Row) -> SavedSegment:
        kept = filter_from_json(row.filter_json)
        if row.frozen_at is None:
            return SavedSegment(row.id, row.name, kept)
        members = ClientFilter(where=Ask("segment", (row.id,)))
        return SavedSegment(row.id, row.name, members, frozen_at=row.frozen_at, origin=kept)

    def _may_ask(self, session: Session, row: Row) -> bool:
        if sees_all_sums(self._gate.user):
            return True
        kept = filter_from_json(row.filter_json)
        return not row.of_money and not costs_money(kept, named_in(session, kept))

    def _row(self, session: Session, segment_id: int) -> Row:
        """One that is there and may be asked for."""
        row = session.get(Row, segment_id)
        if row is None or row.removed_at is not None or not self._may_ask(session, row):
            raise NotFound("segment", segment_id)
        return row

    def _place(self, session: Session, name: str, segment_id: int | None) -> Row:
        """The row to write: the one of this id, or of this name, or a new one at the end."""
        same = _by_name(session, name)
        if segment_id is not None:
            row = self._row(session, segment_id)
            if same is not None and same is not row:
                raise Invalid({"name": "taken"})
            return row
        if same is not None:
            if not self._may_ask(session, same):
                raise Invalid({"name": "taken"})
            same.name = name
            return same
        place = session.scalars(select(func.coalesce(func.max(Row.position), 0))).one() + 1
        row = Row(name=name, position=place, author=self._gate.user.uid, filter_json="{}")
        session.add(row)
        session.flush()
        return row

    def _require_askable(self, asked: ClientFilter) -> bool:
        """Refuse what cannot be kept; whether it tells of money."""
        if asked.text.strip():
            raise Invalid({"segment": "text"})
        if asked.where is not None:
            require_sound(asked.where)
        named = named_by(self._gate, asked)
        trees = [one.where for one in (asked, *named.filters.values()) if one is not None and one.where is not None]
        if sum(1 for tree in trees for _ in asks_of(tree)) > MOST:
            raise Invalid({"segment": "too_long"})
        asking_of(self._gate, asked)
        return costs_money(asked, named)


def _counted(one: SavedSegment, clients: int) -> SavedSegment:
    return SavedSegment(one.id, one.name, one.filter, clients, one.frozen_at, one.origin)


def _rows(session: Session) -> Sequence[Row]:
    return session.scalars(select(Row).where(Row.removed_at.is_(None)).order_by(Row.position, Row.id)).all()


def _by_name(session: Session, name: str) -> Row | None:
    wanted = name.strip().casefold()
    return next((row for row in _rows(session) if row.name.casefold() == wanted), None)


def _require_free(session: Session, name: str, segment_id: int) -> None:
    same = _by_name(session, name)
    if same is not None and same.id != segment_id:
        raise Invalid({"name": "taken"})


def _sound_name(name: str) -> str:
    name = name.strip()
    if not name or len(name) > _LONGEST:
        raise Invalid({"name": "empty" if not name else "too_long"})
    return name
