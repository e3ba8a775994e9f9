"""The sealed half of clients on its way to people who hold a key that its writer lacks: left, fetched, put in place."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from clientcrm.data.bulk import in_parts, insert_columns, insert_rows, update_rows
from clientcrm.data.models import (
    BatchEffect,
    ClientPrivate,
    ContactPoint,
    InboxItem,
    Purchase,
    TimelineEntry,
    new_uuid,
)
from clientcrm.domain.access import Permission
from clientcrm.domain.changes import Topic
from clientcrm.domain.errors import SealBroken
from clientcrm.services.client_rows import CONTACT_COLUMNS
from clientcrm.services.client_tuples import Columns, SealedRows, columns_of
from clientcrm.services.gate import Gate
from clientcrm.services.sealing import Seals

VIEW = Permission.VIEW_CLIENTS
# So many clients are put under the key at a time: 50 ms, which nobody waits for.
SLICE = 50
_PRIVATE: Final = ("client_id", "uuid", "portfolio", "masked", "document")
_SAID: Final = ("contacts", "postcode", "address", "note", "own")
# Free text that stands in other rows of a client: what seals it, its table, the column.
_TEXTS: Final = (("texts", TimelineEntry, "text"), ("comments", Purchase, "comment"))


class Inbox:
    """What others left for the portfolios that this person reads."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate
        self._after = 0  # what was tried already, and did not open, holds nobody up

    def collect(self, most: int = SLICE) -> int:
        """Put the next few clients under the portfolio's key; how many were looked at, 0 when nothing waits."""
        if self._gate.must_change_password or not self._gate.user.may(VIEW):
            return 0
        with self._gate.read(VIEW) as session:
            mine = (InboxItem.portfolio.in_(self._gate.seals.readable), InboxItem.id > self._after)
            ids = list(session.scalars(select(InboxItem.id).where(*mine).order_by(InboxItem.id).limit(most)))
        if ids:
            with self._gate.write(VIEW, "inbox.collected", "client") as session:
                items = list(session.scalars(select(InboxItem).where(InboxItem.id.in_(ids))))
                self._gate.note(session, count=put_in_place(session, self._gate, items))
            self._after = ids[-1]
        return len(ids)


def leave_new(session: Session, gate: Gate, portfolio: int, ids: Sequence[int], said: Columns) -> None:
    """Leave what new clients say of themselves under seal for the readers of a portfolio that is only written to."""
    for place, client_id in enumerate(ids):
        words = {name: said[name][place] for name in _SAID if name in said and said[name][place]}
        _leave(session, gate, client_id, portfolio, {"said": words})


def leave_moved(session: Session, gate: Gate, ids: Iterable[int], target: int) -> None:
    """Leave the sealed half of these clients for the readers of another portfolio, and keep nothing of it here.

    Earlier values that batches kept of them go: whoever reads the portfolio that they leave could open them.
    """
    for part in in_parts(ids):
        halves: dict[int, dict[str, Any]] = {client_id: {} for client_id in part}
        for row in session.scalars(select(ClientPrivate).where(ClientPrivate.client_id.in_(part))):
            columns = (
                (gate.seals.masked(row.portfolio), row.masked),
                (gate.seals.documents(row.portfolio), row.document),
            )
            opened = [None if value is None else _packed(column.open(row.uuid, value)) for column, value in columns]
            halves[row.client_id]["private"] = [row.uuid.hex(), *opened]
        for point in session.scalars(select(ContactPoint).where(ContactPoint.client_id.in_(part))):
            halves[point.client_id].setdefault("points", []).append(_point(gate.seals, point))
        for name, model, column in _TEXTS:
            _take_texts(session, gate.seals, (name, model, column), part, halves)
        receipts = list(session.scalars(select(Purchase.id).where(Purchase.client_id.in_(part))))
        for half_of in (ClientPrivate, ContactPoint):
            session.execute(delete(half_of).where(half_of.client_id.in_(part)))
        for kind, objects in (("client", part), ("purchase", receipts)):
            for some in in_parts(objects):
                mine = (BatchEffect.object_kind == kind, BatchEffect.object_id.in_(some))
                session.execute(update(BatchEffect).where(*mine).values(before=None))
        for client_id, half in halves.items():
            if half:
                _leave(session, gate, client_id, target, half)


def put_in_place(session: Session, gate: Gate, items: Sequence[InboxItem]) -> int:
    """Seal what was left under the keys of its portfolios; what does not open stays. How many were put in place."""
    done = 0
    for item in items:
        try:
            half = gate.seals.from_inbox(item.portfolio, item.uuid, item.sealed)
        except SealBroken:
            continue
        if "said" in half:
            _put_new(session, gate.seals, item, half["said"])
        else:
            _put_moved(session, gate.seals, item, half)
        session.delete(item)
        done += 1
    gate.touch(session, Topic.CLIENTS, Topic.TIMELINE, Topic.SALES)
    return done


# ---------------------------------------------------------------- taking apart


def _leave(session: Session, gate: Gate, client_id: int, portfolio: int, half: Mapping[str, Any]) -> None:
    uuid = new_uuid()
    sealed = gate.seals.to_inbox(portfolio, uuid, half)
    session.add(
        InboxItem(
            uuid=uuid,
            client_id=client_id,
            portfolio=portfolio,
            uid=gate.user.uid,
            left_at=gate.now(),
            sealed=sealed,
        )
    )


def _point(seals: Seals, point: ContactPoint) -> list[Any]:
    """A contact point in full: id, name of its row, what lists need of it, what it says."""
    confirmed = point.confirmed_on.isoformat() if point.confirmed_on else None
    said = _packed(seals.contacts(point.portfolio).open(point.uuid, point.sealed))
    beside = [point.kind, point.position, point.primary, point.status, confirmed]
    return [point.id, point.uuid.hex(), *beside, said]


def _take_texts(
    session: Session, seals: Seals, of: tuple[str, Any, str], ids: list[int], halves: dict[int, dict[str, Any]]
) -> None:
    name, model, column = of
    value = getattr(model, column)
    query = select(model.id, model.client_id, model.portfolio, model.uuid, value)
    for row_id, client_id, portfolio, uuid, sealed in session.execute(
        query.where(model.client_id.in_(ids), value.is_not(None))
    ):
        said = _packed(getattr(seals, name)(portfolio).open(uuid, sealed))
        halves[client_id].setdefault(name, []).append([row_id, uuid.hex(), said])
    session.execute(update(model).where(model.client_id.in_(ids)).values({column: None}))


# ---------------------------------------------------------------- putting together


def _put_new(session: Session, seals: Seals, item: InboxItem, words: Mapping[str, Any]) -> None:
    said = columns_of([words])
    rows = SealedRows(seals, item.portfolio, {})
    insert_columns(session, ClientPrivate, rows.private([item.client_id], [new_uuid()], said))
    if "contacts" in said:
        insert_columns(session, ContactPoint, rows.contacts([item.client_id], said["contacts"]))


def _put_moved(session: Session, seals: Seals, item: InboxItem, half: Mapping[str, Any]) -> None:
    portfolio = item.portfolio
    if "private" in half:
        name, *values = half["private"]
        uuid = bytes.fromhex(name)
        columns = (seals.masked(portfolio), seals.documents(portfolio))
        pairs = zip(columns, values, strict=True)
        sealed = [None if value is None else column.seal(uuid, b64decode(value)) for column, value in pairs]
        insert_rows(session, ClientPrivate, _PRIVATE, [(item.client_id, uuid, portfolio, *sealed)])
    points = [_point_row(seals, item, point) for point in half.get("points", ())]
    insert_rows(session, ContactPoint, ("id", *CONTACT_COLUMNS), points)
    for name, model, column in _TEXTS:
        seal = getattr(seals, name)(portfolio)
        texts = [(seal.seal(bytes.fromhex(uuid), b64decode(said)), i) for i, uuid, said in half.get(name, ())]
        update_rows(session, model, (column,), texts)


def _point_row(seals: Seals, item: InboxItem, point: Sequence[Any]) -> tuple[Any, ...]:
    row_id, name, kind, place, primary, status, confirmed, packed = point
    uuid, said = bytes.fromhex(name), b64decode(packed)
    sealed = seals.contacts(item.portfolio).seal(uuid, said)
    keys = SealedRows(seals, item.portfolio, {}).search_keys([(kind, json.loads(said)[1])])[0]
    return row_id, uuid, item.client_id, item.portfolio, kind, place, primary, status, confirmed, sealed, *keys


def _packed(said: bytes) -> str:
    return b64encode(said).decode()
