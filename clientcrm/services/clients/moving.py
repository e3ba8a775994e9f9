"""Moving clients from one portfolio into another: what is sealed goes under the other key, with new search keys."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from clientcrm.data.bulk import in_parts
from clientcrm.data.models import Batch, Client, InboxItem
from clientcrm.domain.access import Permission
from clientcrm.domain.changes import Topic
from clientcrm.domain.errors import NotFound
from clientcrm.services.batches import mass_batch, note_changes
from clientcrm.services.clients.inbox import leave_moved, put_in_place
from clientcrm.services.gate import Gate
from clientcrm.services.keys.resealing import Resealing

MOVED = "client.moved"


class Moves:
    """Which portfolio a client belongs to."""

    _gate: Gate

    def move(self, ids: Sequence[int], portfolio: int) -> int:
        """Put clients of portfolios that the person reads into another one. The batch to undo.

        Into one that the person doesn't read they go for good: its next reader finds them whole, the person no more.
        """
        if portfolio not in self._gate.portfolio_names:
            raise NotFound("portfolio", portfolio)
        with self._gate.write(Permission.REASSIGN, MOVED, "client") as session:
            homes = _homes(session, self._gate, ids)
            moved = [client_id for client_id, home in homes.items() if home != portfolio]
            batch = mass_batch(session, self._gate, MOVED, len(moved))
            bring(session, self._gate, moved, portfolio)
            if self._gate.seals.opens(portfolio):
                _note(session, self._gate, batch, {client_id: homes[client_id] for client_id in moved})
            only = moved[0] if len(moved) == 1 else None
            came_from = sorted({homes[client_id] for client_id in moved})
            detail = {"to": portfolio, "from": came_from, "batch": batch.id}
            self._gate.note(session, object_id=only, count=len(moved), detail=detail)
            return batch.id


def bring(session: Session, gate: Gate, ids: Sequence[int], portfolio: int) -> None:
    """Put these clients into the portfolio, inside an open write."""
    for part in in_parts(ids):
        waiting = session.scalars(select(InboxItem).where(InboxItem.client_id.in_(part))).all()
        put_in_place(session, gate, waiting)
        for client in session.scalars(select(Client).where(Client.id.in_(part))):
            client.version += 1
            client.changed_at = gate.now()
        session.flush()
        resealing = Resealing(session, gate.seals, gate.seals)
        if gate.seals.opens(portfolio):
            resealing.move(part, portfolio)
        else:
            leave_moved(session, gate, part, portfolio)
            session.flush()
            resealing.name_portfolio(part, portfolio)
        session.expire_all()
    gate.touch(session, Topic.CLIENTS, Topic.TIMELINE, Topic.SALES, Topic.IMPORTS)


def bring_back(session: Session, gate: Gate, before: Mapping[int, tuple[int, int]]) -> tuple[list[int], list[int]]:
    """Take moves back: client -> (where it was, where it was put). Who went back, and who was moved on since.

    Nobody goes back into a portfolio that the person doesn't read.
    """
    homes = _homes(session, gate, list(before))
    back: dict[int, list[int]] = defaultdict(list)
    for client_id, home in homes.items():
        was, put = before[client_id]
        if home == put and gate.seals.opens(was):
            back[was].append(client_id)
    for portfolio, ids in back.items():
        bring(session, gate, ids, portfolio)
    returned = [client_id for ids in back.values() for client_id in ids]
    return returned, [client_id for client_id in homes if client_id not in set(returned)]


def _homes(session: Session, gate: Gate, ids: Sequence[int]) -> dict[int, int]:
    """Where these clients are, of those that the person finds and whose contacts the person reads."""
    found: dict[int, int] = {}
    for part in in_parts(dict.fromkeys(ids)):
        query = select(Client.id, Client.portfolio).where(Client.id.in_(part))
        found.update((i, home) for i, home in session.execute(query) if gate.seals.opens(home))
    return found


def _note(session: Session, gate: Gate, batch: Batch, homes: Mapping[int, int]) -> None:
    for part in in_parts(homes):
        clients = session.scalars(select(Client).where(Client.id.in_(part))).all()
        changes = [(client, {"portfolio": (homes[client.id], client.portfolio)}) for client in clients]
        note_changes(session, gate, batch, changes)
