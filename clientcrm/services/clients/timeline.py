"""What happened with a client, in one line of time: dealings written by people, changes, purchases."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from clientcrm.data.models import Batch, BatchEffect, Client, Purchase, TierMove, TimelineEntry, new_uuid
from clientcrm.data.models import TimelineEntry as Row
from clientcrm.domain.access import Permission
from clientcrm.domain.clients import state_of
from clientcrm.domain.errors import AccessDenied, Invalid, NotFound
from clientcrm.domain.leaving_reasons import LeftReason
from clientcrm.domain.sales import ReceiptKind, ReceiptStatus
from clientcrm.domain.tier_rules import is_of_money
from clientcrm.domain.timeline import SHOWS_INTEREST, WRITTEN_BY_PEOPLE, EntryKind, InteractionDraft
from clientcrm.domain.timeline import TimelineEntry as Entry
from clientcrm.services.batches import earlier_fields
from clientcrm.services.client_rows import opening_of
from clientcrm.services.gate import Gate
from clientcrm.services.sealing import Seals

LONGEST_TEXT = 20_000
# As with receipts: the clock of another computer, or of another zone, may be ahead.
_CLOCKS_DIFFER = timedelta(days=1)
# Marks the dealing by which a client became a potential one: only such interest goes when its dealing is taken away,
# not what a person or a file said.
_FIRST_INTEREST = "first_interest"
# A tier set for many leaves an entry with its reason at each client already.
_TOLD_ALREADY = "client.tier_set"
# What a batch keeps beside the fields of a client, to be able to go back.
_BESIDE_FIELDS = frozenset({"tier_by_hand", "trashed"})


class Timeline:
    """Dealings with a client."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    def entries(
        self,
        client_id: int,
        *,
        kinds: Sequence[EntryKind] = (),
        limit: int = 100,
        before: datetime | None = None,
    ) -> list[Entry]:
        """The newest entries first, purchases, imports and mass changes among them; `before` asks for older ones."""
        with self._gate.read(Permission.VIEW_CLIENTS, "client.viewed", "client", client_id) as session:
            query = select(Row).where(Row.client_id == client_id).order_by(Row.at.desc(), Row.id.desc()).limit(limit)
            if kinds:
                query = query.where(Row.kind.in_([kind.value for kind in kinds]))
            if before is not None:
                query = query.where(Row.at < before)
            found = [self._entry(row) for row in session.scalars(query)]
            if not kinds or EntryKind.PURCHASE in kinds or EntryKind.REFUND in kinds:
                found += self._purchases(session, client_id, limit, before)
            found += [
                entry for entry in self._batches(session, client_id, limit, before) if not kinds or entry.kind in kinds
            ]
            if not kinds or EntryKind.TIER_CHANGED in kinds:
                found += self._recalculations(session, client_id, limit, before)
        return sorted(found, key=lambda entry: (entry.at, abs(entry.id)), reverse=True)[:limit]

    def record(self, draft: InteractionDraft) -> int:
        """Write down a call, message, visit or note, of which all but a note show interest; or why a client left."""
        of_leaving = draft.kind is EntryKind.LEFT
        if of_leaving != (draft.left is not None):
            raise Invalid({"left": "empty" if of_leaving else "unknown"})
        if draft.kind not in WRITTEN_BY_PEOPLE or not (of_leaving or draft.text.strip()):
            raise Invalid({"text": "empty"})
        if len(draft.text) > LONGEST_TEXT:
            raise Invalid({"text": "too_long"})
        if draft.at is not None and draft.at > self._gate.now() + _CLOCKS_DIFFER:
            raise Invalid({"at": "future"})
        with self._gate.write(Permission.EDIT_CLIENTS, "interaction.recorded", "client", draft.client_id) as session:
            return write_dealing(session, self._gate, draft)

    def change(self, entry_id: int, text: str) -> None:
        """Correct what was written; only what people write can be."""
        if not text.strip() or len(text) > LONGEST_TEXT:
            raise Invalid({"text": "empty" if not text.strip() else "too_long"})
        with self._gate.write(Permission.EDIT_CLIENTS, "interaction.changed", "client") as session:
            row = self._own(session, entry_id)
            row.text = self._gate.seals.texts(row.portfolio).seal(row.uuid, text.strip().encode())
            row.version += 1
            self._gate.note(session, object_id=row.client_id)

    def remove(self, entry_id: int) -> InteractionDraft:
        """Take an entry away; give the draft to record() to undo."""
        with self._gate.write(Permission.EDIT_CLIENTS, "interaction.removed", "client") as session:
            row = self._own(session, entry_id)
            said = json.loads(row.detail_json)
            left = LeftReason(said["left"]) if "left" in said else None
            employee = str(said.get("employee", ""))
            draft = InteractionDraft(row.client_id, EntryKind(row.kind), self._text(row), row.at, left, employee)
            _pass_interest_on(session, row)
            session.delete(row)
            self._gate.note(session, object_id=row.client_id)
            return draft

    # ------------------------------------------------------------------ inside

    def _own(self, session: Session, entry_id: int) -> TimelineEntry:
        row = session.get(Row, entry_id)
        if row is None or row.kind not in {kind.value for kind in WRITTEN_BY_PEOPLE}:
            raise NotFound("interaction", entry_id)
        if row.author != self._gate.user.uid and not self._gate.user.is_owner:
            raise AccessDenied(Permission.EDIT_CLIENTS.value)
        return row

    def _text(self, row: TimelineEntry) -> str:
        if row.text is None or not self._gate.seals.opens(row.portfolio):
            return ""
        return self._gate.seals.texts(row.portfolio).open(row.uuid, row.text).decode()

    def _entry(self, row: TimelineEntry) -> Entry:
        mine = row.author == self._gate.user.uid or self._gate.user.is_owner
        return Entry(
            id=row.id,
            kind=EntryKind(row.kind),
            at=row.at,
            author=self._gate.people.get(row.author, ""),
            text=self._text(row),
            detail=json.loads(row.detail_json),
            editable=mine and EntryKind(row.kind) in WRITTEN_BY_PEOPLE,
        )

    def _purchases(self, session: Session, client_id: int, limit: int, before: datetime | None) -> list[Entry]:
        query = select(Purchase).where(Purchase.client_id == client_id, Purchase.status == ReceiptStatus.DONE.value)
        if before is not None:
            query = query.where(Purchase.day <= before.astimezone(self._gate.zone).date())
        query = query.order_by(Purchase.day.desc(), Purchase.id.desc()).limit(limit)
        client = session.get(Client, client_id)
        sums = client is not None and self._gate.user.sees_sums_of(client.responsible)
        entries = []
        for row in session.scalars(query):
            clock = time.fromisoformat(row.at) if row.at else time(12)
            at = datetime.combine(row.day, clock, self._gate.zone).astimezone(UTC)
            if before is not None and at >= before:
                continue
            kind = EntryKind.REFUND if row.kind == ReceiptKind.REFUND.value else EntryKind.PURCHASE
            detail: dict[str, object] = {
                "total": row.total if sums else None,
                "receipt": row.receipt_no,
                "timed": bool(row.at),
            }
            entries.append(Entry(row.id, kind, at, row.employee, detail=detail))
        return entries

    def _batches(self, session: Session, client_id: int, limit: int, before: datetime | None) -> list[Entry]:
        """Imports and mass changes that made or changed the client, read from what each keeps to be taken back.

        Written down at each of 100,000 new clients, the same would cost an import a fifth more time and room.
        """
        query = (
            select(BatchEffect, Batch)
            .join(Batch, Batch.id == BatchEffect.batch_id)
            .where(BatchEffect.object_kind == "client", BatchEffect.object_id == client_id)
            .where(Batch.applied_at.is_not(None), Batch.action != _TOLD_ALREADY)
        )
        if before is not None:
            query = query.where(Batch.applied_at < before)
        entries = []
        for effect, batch in session.execute(query.order_by(Batch.applied_at.desc(), Batch.id.desc()).limit(limit)):
            detail: dict[str, object] = {"batch": batch.id}
            if batch.kind != "mass":
                detail["file"] = batch.file_name
            if batch.state == "undone":
                detail["undone"] = True
            if effect.created:
                detail["created"] = True
            elif self._gate.seals.opens(effect.portfolio):
                detail["fields"] = sorted(earlier_fields(self._gate, effect).keys() - _BESIDE_FIELDS)
            kind = EntryKind.EDITED if batch.kind == "mass" else EntryKind.IMPORTED
            author = self._gate.people.get(batch.author, "")
            entries.append(Entry(-batch.id, kind, batch.applied_at or batch.created_at, author, detail=detail))
        return entries

    def _recalculations(self, session: Session, client_id: int, limit: int, before: datetime | None) -> list[Entry]:
        """Moves by the rules of the tiers, read from what each recalculation keeps to be taken back."""
        query = (
            select(TierMove, Batch, Client.responsible)
            .join(Batch, Batch.id == TierMove.batch_id)
            .join(Client, Client.id == TierMove.client_id)
            .where(TierMove.client_id == client_id, TierMove.before != TierMove.after)
        )
        if before is not None:
            query = query.where(Batch.applied_at < before)
        entries = []
        for move, batch, responsible in session.execute(query.order_by(Batch.id.desc()).limit(limit)):
            numbers = self._gate.user.sees_sums_of(responsible) or not is_of_money(move.reason)
            by_itself = bool(json.loads(batch.settings_json).get("automatic"))
            detail: dict[str, object] = {
                "batch": batch.id,
                "from": move.before,
                "to": move.after,
                "rule": move.reason,
                "value": move.value if numbers else None,
                "bound": move.bound if numbers else None,
                "undone": batch.state == "undone",
            }
            author = "" if by_itself else self._gate.people.get(batch.author, "")
            at = batch.applied_at or batch.created_at
            entries.append(Entry(-batch.id, EntryKind.TIER_CHANGED, at, author, detail=detail))
        return entries


def add_event(
    session: Session,
    gate: Gate,
    client: Client,
    kind: EntryKind,
    detail: Mapping[str, object] | None = None,
    *,
    text: str = "",
    at: datetime | None = None,
) -> TimelineEntry:
    """Put one entry on a client's timeline, its free text sealed."""
    uuid, now = new_uuid(), gate.now()
    row = Row(
        uuid=uuid,
        client_id=client.id,
        portfolio=client.portfolio,
        kind=kind.value,
        at=at or now,
        author=gate.user.uid,
        text=gate.seals.texts(client.portfolio).seal(uuid, text.encode()) if text else None,
        detail_json=json.dumps(dict(detail or {}), ensure_ascii=False, default=str),
        created_at=now,
    )
    session.add(row)
    return row


def write_dealing(session: Session, gate: Gate, draft: InteractionDraft) -> int:
    """One dealing inside an open write, with what its entry says; the first that shows interest marks the client."""
    client = _client(session, draft.client_id)
    first = draft.kind in SHOWS_INTEREST and not client.interested
    detail: dict[str, object] = {_FIRST_INTEREST: True} if first else {}
    if draft.left is not None:
        detail["left"] = draft.left.value
        detail |= {"employee": draft.employee} if draft.employee else {}
    row = add_event(session, gate, client, draft.kind, detail, text=draft.text.strip(), at=draft.at)
    if first:
        _set_interest(client, interested=True)
    session.flush()
    gate.note(session, kind_of_entry=draft.kind.value)
    return row.id


def _set_interest(client: Client, *, interested: bool) -> None:
    client.interested = interested
    client.state = state_of(client.purchase_days, opening_of(client), interested).value


def _pass_interest_on(session: Session, row: TimelineEntry) -> None:
    """With the dealing that showed the first interest goes the interest, unless another dealing shows it too."""
    if not json.loads(row.detail_json).get(_FIRST_INTEREST):
        return
    kinds = [kind.value for kind in SHOWS_INTEREST]
    others = select(Row).where(Row.client_id == row.client_id, Row.kind.in_(kinds), Row.id != row.id)
    heir = session.scalars(others.order_by(Row.at, Row.id).limit(1)).first()
    if heir is None:
        _set_interest(_client(session, row.client_id), interested=False)
    else:
        heir.detail_json = json.dumps({**json.loads(heir.detail_json), _FIRST_INTEREST: True}, ensure_ascii=False)


def last_reason(session: Session, seals: Seals, client_id: int) -> str:
    """The words given when the tier was last changed by hand."""
    query = select(Row).where(Row.client_id == client_id, Row.kind == EntryKind.TIER_CHANGED.value)
    row = session.scalars(query.order_by(Row.at.desc(), Row.id.desc()).limit(1)).first()
    if row is None or row.text is None or not seals.opens(row.portfolio):
        return ""
    return seals.texts(row.portfolio).open(row.uuid, row.text).decode()


def _client(session: Session, client_id: int) -> Client:
    client = session.get(Client, client_id)
    if client is None:
        raise NotFound("client", client_id)
    return client
