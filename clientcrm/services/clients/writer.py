"""Reading and writing clients by the hundred thousand: drafts in, rows out, and back. Forms go this way too."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import lru_cache
from itertools import compress
from typing import Any

from sqlalchemy import Select, delete, select, update
from sqlalchemy.orm import Session

from clientcrm.data import search
from clientcrm.data.bulk import in_parts, insert_columns, insert_rows, next_id, update_rows
from clientcrm.data.models import Client, ClientPrivate, ClientTag, ContactPoint
from clientcrm.domain.changes import Topic
from clientcrm.domain.clients import ClientDraft, OpeningBalance, state_of
from clientcrm.domain.intake.codec import draft_to_json, field_to_json
from clientcrm.services import client_rows
from clientcrm.services.client_rows import PLAIN_COLUMNS
from clientcrm.services.client_tuples import Columns, SealedRows, columns_of, plain_columns, search_words
from clientcrm.services.clients.inbox import leave_new
from clientcrm.services.clients.tag_words import TagWords, tags_of
from clientcrm.services.figures_at_once import follow_marks
from clientcrm.services.gate import Gate

_OPENING = ("opening_total", "opening_count", "opening_first", "opening_last", "opening_source")
_UPDATE_COLUMNS = (
    "changed_at",
    "version",
    "state",
    "code_source",
    "tier_by_hand",
    "created_at",
    *_OPENING,
    *PLAIN_COLUMNS,
)
_TAG_COLUMNS = ("client_id", "tag_id", "portfolio", "position")
_MOMENT = "%Y-%m-%d %H:%M:%S.000000"
_UUID = 16
# So many ids are held in memory at once: 5 MB.
_DRAWN = 100_000
NO_OPENING = OpeningBalance()


@dataclass(frozen=True, slots=True)
class Extras:
    """What a client has beside the draft: what only an import or the program itself may say."""

    public_id: bytes = b""
    code_source: str = ""
    created_at: datetime | None = None
    opening: OpeningBalance = NO_OPENING
    tier_by_hand: bool = False
    trashed: bool = False


@dataclass(frozen=True, slots=True)
class Loaded:
    """A client as kept now: the draft in full, and the rest that a change must know."""

    id: int
    version: int
    draft: ClientDraft
    extras: Extras
    purchase_days: int
    trashed: bool
    changed_at: datetime


class ClientWriter:
    """Turns drafts into rows in the caller's transaction. Opens no door: the caller's write is the door."""

    def __init__(self, gate: Gate, batch_id: int | None = None, expected: int = 0) -> None:
        """`expected` is how many clients are to be made, as far as that is known."""
        self._gate = gate
        self._batch_id = batch_id
        self._public = _ids_in_order(expected)
        self._last4: dict[tuple[int, int], dict[str, bytes]] = {}

    def create(self, session: Session, clients: Sequence[tuple[ClientDraft, Extras]]) -> list[int]:
        """Add clients whose drafts are complete (portfolio, tier); their ids in order."""
        said = columns_of([draft_to_json(draft) for draft, _ in clients])
        return self.create_said(session, said, [extras for _, extras in clients])

    def create_said(self, session: Session, said: Columns, extras: Sequence[Extras]) -> list[int]:
        """The same for what clients say by the column (client_tuples.py), as files are read."""
        count = len(extras)
        if not count:
            return []
        first = next_id(session, Client)
        ids = range(first, first + count)
        public = [one.public_id or next(self._public) for one in extras]
        now = self._gate.now().strftime(_MOMENT)
        insert_columns(session, Client, {"id": ids, "public_id": public, **_new_columns(said, extras, now)})
        self._seal(session, ids, _random_names(count), said)
        if "tags" in said:
            tags = TagWords(session, self._batch_id)
            named = zip(ids, said["tags"], said["portfolio"], strict=True)
            links = [link for client_id, words, at in named if words for link in tags.links(client_id, words, at)]
            insert_rows(session, ClientTag, _TAG_COLUMNS, links)
        search.index_words(session, list(zip(ids, search_words(said, count), strict=True)))
        self._gate.touch(session, Topic.CLIENTS)
        return list(ids)

    def update(self, session: Session, changes: Sequence[tuple[Loaded, ClientDraft, Extras]]) -> None:
        """Bring clients to their new drafts and extras; each version goes up by one."""
        if not changes:
            return
        now = self._gate.now().strftime(_MOMENT)
        tags = TagWords(session, self._batch_id)
        ids = [old.id for old, _, _ in changes]
        said = columns_of([draft_to_json(draft) for _, draft, _ in changes])
        plain = zip(*plain_columns(said, len(ids)), strict=True)
        rows = [
            _changed_row(old, draft, extras, columns, now)
            for (old, draft, extras), columns in zip(changes, plain, strict=True)
        ]
        update_rows(session, Client, _UPDATE_COLUMNS, rows)
        self._move(session, changes)
        self._rewrite_private(session, ids, said)
        self._rewrite_contacts(session, changes)
        retagged = [(old.id, draft) for old, draft, _ in changes if old.draft.tags != draft.tags]
        _delete(session, ClientTag, ClientTag.client_id, [client_id for client_id, _ in retagged])
        links = [link for i, draft in retagged for link in tags.links(i, draft.tags, draft.portfolio)]
        insert_rows(session, ClientTag, _TAG_COLUMNS, links)
        search.reindex_words(session, list(zip(ids, search_words(said, len(ids)), strict=True)))
        session.expire_all()
        follow_marks(session, self._gate, [old.id for old, draft, _ in changes if old.draft.house != draft.house])
        self._gate.touch(session, Topic.CLIENTS)

    def load(self, session: Session, ids: Iterable[int]) -> dict[int, Loaded]:
        """Clients in full. Sealed values of portfolios that this session cannot open are left out."""
        found: dict[int, Loaded] = {}
        for part in in_parts(ids):
            tags = tags_of(session, part)
            contacts = self._open_contacts(session, part)
            documents = self._open_documents(session, part)
            for row in session.execute(_loading().where(Client.id.in_(part))):
                values: Mapping[str, Any] = dict(zip(row._fields, row, strict=True))
                draft = client_rows.draft_from(
                    values, documents.get(row.id, {}), contacts.get(row.id, ()), tags.get(row.id, ())
                )
                opening = OpeningBalance(*(values[name] for name in _OPENING))
                extras = Extras(row.public_id, row.code_source, row.created_at, opening, row.tier_by_hand, row.trashed)
                found[row.id] = Loaded(
                    row.id, row.version, draft, extras, row.purchase_days, row.trashed, row.changed_at
                )
        return found

    def notes(self, session: Session, ids: list[int]) -> list[str]:
        """Notes of these clients, for measuring."""
        return [document.get("note", "") for document in self._open_documents(session, ids).values()]

    # ------------------------------------------------------------------ inside

    def _sealing(self, portfolio: int) -> SealedRows:
        """Rows to be sealed; the keys of last digits, ten thousand at most, are made once for all of them."""
        epoch = self._gate.seals.key(portfolio).epoch
        return SealedRows(self._gate.seals, portfolio, self._last4.setdefault((portfolio, epoch), {}))

    def _seal(self, session: Session, ids: Sequence[int], uuids: Sequence[bytes], said: Columns) -> None:
        """Write the sealed half and the contact points of new clients."""
        for portfolio, own_ids, own_uuids, own in _by_portfolio(ids, uuids, said):
            if portfolio in self._gate.user.writes_to and not self._gate.seals.opens(portfolio):
                leave_new(session, self._gate, portfolio, own_ids, own)
                continue
            sealing = self._sealing(portfolio)
            insert_columns(session, ClientPrivate, sealing.private(own_ids, own_uuids, own))
            if "contacts" in own:
                insert_columns(session, ContactPoint, sealing.contacts(own_ids, own["contacts"]))

    def _move(self, session: Session, changes: Sequence[tuple[Loaded, ClientDraft, Extras]]) -> None:
        """Into the trash, or out of it."""
        for trashed in (False, True):
            moved = [old.id for old, _, extras in changes if extras.trashed is trashed and old.trashed is not trashed]
            for part in in_parts(moved):
                statement = update(Client).where(Client.id.in_(part))
                values = {"trashed": trashed, "trashed_at": self._gate.now() if trashed else None}
                session.execute(statement.values(values).execution_options(synchronize_session=False))

    def _rewrite_private(self, session: Session, ids: Sequence[int], said: Columns) -> None:
        known = self._private_uuids(session, ids)
        uuids = [known.get(client_id) or os.urandom(_UUID) for client_id in ids]
        _delete(session, ClientPrivate, ClientPrivate.client_id, ids)
        for portfolio, own_ids, own_uuids, own in _by_portfolio(ids, uuids, said):
            insert_columns(session, ClientPrivate, self._sealing(portfolio).private(own_ids, own_uuids, own))

    def _rewrite_contacts(self, session: Session, changes: Sequence[tuple[Loaded, ClientDraft, Extras]]) -> None:
        """Contact points that stay keep their ids; the others are made anew."""
        changed = [
            (old, draft) for old, draft, _ in changes if without_ids(old.draft.contacts) != without_ids(draft.contacts)
        ]
        _delete(session, ContactPoint, ContactPoint.client_id, [old.id for old, _ in changed])
        rows: list[tuple[Any, ...]] = []
        for old, draft in changed:
            assert draft.portfolio is not None
            held = {contact.id for contact in old.draft.contacts}
            written = self._sealing(draft.portfolio).contacts([old.id], [field_to_json("contacts", draft.contacts)])
            for contact, row in zip(draft.contacts, zip(*written.values(), strict=True), strict=True):
                rows.append((contact.id if contact.id in held else None, *row))
        insert_rows(session, ContactPoint, ("id", *client_rows.CONTACT_COLUMNS), rows)

    def _private_uuids(self, session: Session, ids: Sequence[int]) -> dict[int, bytes]:
        found: dict[int, bytes] = {}
        for part in in_parts(ids):
            query = select(ClientPrivate.client_id, ClientPrivate.uuid).where(ClientPrivate.client_id.in_(part))
            found.update((client_id, uuid) for client_id, uuid in session.execute(query))
        return found

    def _open_contacts(self, session: Session, ids: list[int]) -> dict[int, list[Any]]:
        query = select(
            ContactPoint.client_id,
            ContactPoint.id,
            ContactPoint.portfolio,
            ContactPoint.uuid,
            ContactPoint.kind,
            ContactPoint.status,
            ContactPoint.primary,
            ContactPoint.confirmed_on,
            ContactPoint.sealed,
        ).where(ContactPoint.client_id.in_(ids))
        found: dict[int, list[Any]] = {}
        for row in session.execute(query.order_by(ContactPoint.client_id, ContactPoint.position)):
            if self._gate.seals.opens(row.portfolio):
                found.setdefault(row.client_id, []).append(client_rows.opened_contact(self._gate.seals, row))
        return found

    def _open_documents(self, session: Session, ids: list[int]) -> dict[int, dict[str, Any]]:
        query = select(
            ClientPrivate.client_id, ClientPrivate.portfolio, ClientPrivate.uuid, ClientPrivate.document
        ).where(ClientPrivate.client_id.in_(ids), ClientPrivate.document.is_not(None))
        found: dict[int, dict[str, Any]] = {}
        for client_id, portfolio, uuid, document in session.execute(query):
            if self._gate.seals.opens(portfolio) and document is not None:
                found[client_id] = json.loads(self._gate.seals.documents(portfolio).open(uuid, document))
        return found


def _ids_in_order(expected: int) -> Iterator[bytes]:
    """Random ids without end, drawn by portions and each portion in its order: their index grows at one place.

    Taken as they come, 100,000 of them cost half as much as the rows that they name.
    """
    while True:
        yield from sorted(_random_names(min(max(expected, 1), _DRAWN)))


def _random_names(count: int) -> list[bytes]:
    names = os.urandom(_UUID * count)
    return [names[at : at + _UUID] for at in range(0, len(names), _UUID)]


def without_ids(contacts: Sequence[Any]) -> tuple[Any, ...]:
    """Contact points as said, whichever rows hold them."""
    return tuple(replace(contact, id=None) for contact in contacts)


def _by_portfolio(
    ids: Sequence[int], uuids: Sequence[bytes], said: Columns
) -> Iterator[tuple[int, Sequence[int], Sequence[bytes], Columns]]:
    """Clients apart by the portfolio whose key seals them."""
    portfolios = said["portfolio"]
    for one in dict.fromkeys(portfolios):
        mine = [portfolio == one for portfolio in portfolios]
        if all(mine):
            yield one, ids, uuids, said
        else:
            columns = {name: list(compress(column, mine)) for name, column in said.items()}
            yield one, list(compress(ids, mine)), list(compress(uuids, mine)), columns


def _new_columns(said: Columns, extras: Sequence[Extras], now: str) -> dict[str, Sequence[Any]]:
    """The columns of new clients but for their ids, each with a value per client."""
    count = len(extras)
    plain = dict(zip(PLAIN_COLUMNS, plain_columns(said, count), strict=True))
    # Whoever came on one day has the same extras, one object for all of them.
    beside = {id(one): _beside(one, now) for one in extras}
    states, *others = zip(*[beside[id(one)] for one in extras], strict=True)
    return {
        "portfolio": said["portfolio"],
        "changed_at": [now] * count,
        "state": [state[interested] for state, interested in zip(states, plain["interested"], strict=True)],
        "version": [1] * count,
        **dict.fromkeys(("trashed", "purchase_days", "receipts", "total"), [0] * count),
        **dict(zip(("created_at", "code_source", "tier_by_hand", *_OPENING), others, strict=True)),
        **plain,
    }


def _beside(extras: Extras, now: str) -> tuple[Any, ...]:
    """The state of a new client who is not interested, or is, and the columns of the extras."""
    states = tuple(state_of(0, extras.opening, interested).value for interested in (False, True))
    created = _moment(extras.created_at) if extras.created_at else now
    return states, created, extras.code_source, extras.tier_by_hand, *_opening_values(extras.opening)


def _changed_row(old: Loaded, draft: ClientDraft, extras: Extras, plain: Sequence[Any], now: str) -> tuple[Any, ...]:
    return (
        now,
        old.version + 1,
        state_of(old.purchase_days, extras.opening, draft.interested).value,
        extras.code_source,
        extras.tier_by_hand,
        _moment(extras.created_at) if extras.created_at else now,
        *_opening_values(extras.opening),
        *plain,
        old.id,
    )


@lru_cache(maxsize=10_000)
def _moment(moment: datetime) -> str:
    """As the engine keeps it; the moments of a file are some thousand days."""
    return moment.astimezone(UTC).strftime(_MOMENT)


def _opening_values(opening: OpeningBalance) -> tuple[Any, ...]:
    return opening.total, opening.count, _iso(opening.first), _iso(opening.last), opening.source


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _loading() -> Select[Any]:
    return select(*(getattr(Client, name) for name in (*client_rows.LOAD_COLUMNS, *_OPENING)))


def _delete(session: Session, model: Any, column: Any, ids: Sequence[int]) -> None:
    for part in in_parts(ids):
        session.execute(delete(model).where(column.in_(part)).execution_options(synchronize_session=False))
