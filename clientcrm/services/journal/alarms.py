"""Alarms for the owner, read out of the journal, and each person's pace beside what is usual."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import String, func, or_, select, type_coerce
from sqlalchemy.orm import Session

from clientcrm.data.bulk import in_parts
from clientcrm.data.models import Client, JournalEntry
from clientcrm.domain.access import Permission
from clientcrm.domain.alarms import (
    BEFORE,
    CLOCK,
    FAILED,
    LOOKING,
    WATCHED,
    WINDOW,
    Alarm,
    Done,
    Pace,
    Shelf,
    alarms,
    paces,
)
from clientcrm.services.gate import Gate
from clientcrm.services.owner_documents import OwnerDocuments
from clientcrm.services.steady import steady
from clientcrm.vault.unlocked import Unlocked

_SEEN = "alarms"
_LOOKED_BACK = timedelta(days=WINDOW + BEFORE + 1)


class Alarms:
    """What the owner should look at. A pass over two months of the journal: call it in a worker."""

    def __init__(self, gate: Gate, keys: Unlocked, documents: OwnerDocuments) -> None:
        self._gate = gate
        self._keys = keys
        self._documents = documents

    def new(self) -> list[Alarm]:
        """Alarms of the last thirty days that no owner has seen, the newest first."""
        seen = set(self._documents.read(_SEEN).get("seen", ()))
        return [alarm for alarm in self.all() if alarm.key not in seen]

    def all(self) -> list[Alarm]:
        """Alarms of the last thirty days, the newest first."""
        self._gate.flush()
        with self._gate.read(Permission.MANAGE_PEOPLE) as session, steady():
            done = self._done(session)
            found = alarms(done, self._owners(), _shelf(session, done), self._gate.now(), self._gate.today())
        return [replace(alarm, person=self._gate.people.get(alarm.uid, "")) for alarm in found]

    def seen(self, looked_at: Iterable[Alarm]) -> None:
        """These need not be told again."""
        with self._gate.write(Permission.MANAGE_PEOPLE, "alarms.seen") as session:
            before = self._documents.read(_SEEN, session).get("seen", ())
            oldest = (self._gate.today() - _LOOKED_BACK).isoformat()
            kept = {key for key in (*before, *(alarm.key for alarm in looked_at)) if key[-len(oldest) :] >= oldest}
            self._documents.write(session, _SEEN, {"seen": sorted(kept)})
            self._gate.note(session, count=len(kept.difference(before)))
            if kept == set(before):
                self._gate.nothing_changed(session)

    def paces(self) -> list[Pace]:
        """What everybody but the owners takes and opens, beside what is usual for each."""
        self._gate.flush()
        owners = self._owners()
        people = {uid: name for uid, name in self._gate.people.items() if uid not in owners}
        with self._gate.read(Permission.MANAGE_PEOPLE) as session, steady():
            return paces(self._done(session), people, self._gate.today())

    # ------------------------------------------------------------------ inside

    def _owners(self) -> frozenset[str]:
        return frozenset(person.uid for person in self._keys.manifest.people if person.is_owner)

    def _done(self, session: Session) -> list[Done]:
        """The entries that matter, in order, as plain values: mapped objects would cost five times as much."""
        row = JournalEntry
        columns = (type_coerce(row.at, String), row.uid, row.action, row.object_kind, row.object_id, row.count)
        since = self._gate.now() - _LOOKED_BACK
        staffs = or_(row.uid.not_in(self._owners()), row.action.in_(sorted(CLOCK | {FAILED})))
        query = select(*columns, row.detail_json).where(row.at >= since, row.action.in_(sorted(WATCHED)), staffs)
        return list(self._read(session.execute(query.order_by(row.seq))))

    def _read(self, rows: Iterable[Any]) -> Iterator[Done]:
        days: dict[str, date] = {}
        zone, parsed = self._gate.zone, datetime.fromisoformat
        for text, uid, action, kind, client, many, detail in rows:
            at = parsed(text)
            quarter = f"{text[:14]}{at.minute // 15}"  # no zone is shifted by less
            if quarter not in days:
                days[quarter] = at.replace(tzinfo=UTC).astimezone(zone).date()
            if kind == "client":
                yield Done(at, days[quarter], uid, action, client, many)
            elif action == FAILED:
                yield Done(at, days[quarter], json.loads(detail).get("person", uid), action, None, many)
            else:
                bought = json.loads(detail).get("client") if kind == "purchase" else None
                yield Done(at, days[quarter], uid, action, bought, many)


def _shelf(session: Session, done: Sequence[Done]) -> Shelf:
    """Where the clients that were looked at stand."""
    looked_at = sorted({one.client for one in done if one.client is not None and one.action in LOOKING})
    portfolios: dict[int, int] = {}
    ordered: list[tuple[Any, int]] = []
    for part in in_parts(looked_at):
        for client_id, portfolio, key in session.execute(
            select(Client.id, Client.portfolio, Client.sort_key).where(Client.id.in_(part))
        ):
            portfolios[client_id] = portfolio
            ordered.append((key, client_id))
    counted = select(Client.portfolio, func.count()).where(Client.trashed.is_(False)).group_by(Client.portfolio)
    places = {client_id: place for place, (_, client_id) in enumerate(sorted(ordered))}
    return Shelf(portfolios, {row[0]: row[1] for row in session.execute(counted)}, places)
