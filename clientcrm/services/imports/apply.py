"""Applying a staged client list: new clients go to create.py, changed ones keep what they were before."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from clientcrm.data.bulk import insert_rows
from clientcrm.data.models import Batch, BatchEffect
from clientcrm.domain.changes import Topic
from clientcrm.domain.clients import ClientDraft, OpeningBalance, changed_fields
from clientcrm.domain.imports import RowAction
from clientcrm.domain.intake.client_block import Columns
from clientcrm.domain.intake.codec import field_to_json, opening_from_json, opening_to_json
from clientcrm.domain.intake.merging import MergeRules, merge_created, merge_later, merge_opening
from clientcrm.services.batches import EFFECT_COLUMNS
from clientcrm.services.clients.fields import FieldNames
from clientcrm.services.clients.writer import ClientWriter, Extras, Loaded
from clientcrm.services.gate import Gate
from clientcrm.services.imports.check import Later, beside, by_hand, merged_client, rules_of, with_own_keys
from clientcrm.services.imports.chunks import Staged, StagedRows
from clientcrm.services.imports.create import ClientCreating, FileTiers
from clientcrm.services.tiers.notes import note_by_hand

Effect = tuple[Any, ...]


class ClientApplying:
    """Writes the decided rows of one batch in the caller's transaction."""

    def __init__(
        self,
        gate: Gate,
        session: Session,
        batch: Batch,
        rules: MergeRules,
        own_names: dict[int, str],
        tier_names: Sequence[str],
    ) -> None:
        self._gate = gate
        self._session = session
        self._batch = batch
        self._rules = rules
        self._portfolio = batch.portfolio or min(gate.seals.readable)
        self._writer = ClientWriter(gate, batch.id)
        self._tiers = FileTiers(session, batch, tier_names)
        self._fields = FieldNames(session, own_names, batch.id)
        self._creating = ClientCreating(gate, session, batch, replace(rules, exact=False), self._fields, self._tiers)

    def write(self, rows: StagedRows, merged: dict[int, list[Later]]) -> None:
        """Create and update what a chunk says; `merged` holds later rows by the row that they belong to."""
        drafts = {row: [later.draft for later in found] for row, found in merged.items()}
        self._creating.create(WithLater(rows, merged, self._rules) if merged else rows, drafts)
        self._update([rows[place] for place in rows.places(RowAction.UPDATE)], merged)
        same = [rows[place] for place in rows.places(RowAction.UNCHANGED)] if merged else []
        self._update_unchanged([row for row in same if row.row in merged], merged)
        self._gate.touch(self._session, Topic.CLIENTS, Topic.IMPORTS)

    # ------------------------------------------------------------------ inside

    def _update(self, rows: Sequence[Staged], merged: dict[int, list[Later]]) -> None:
        loaded = self._writer.load(self._session, [row.client_id for row in rows if row.client_id is not None])
        changes: list[tuple[Loaded, ClientDraft, Extras]] = []
        for row in rows:
            client = loaded[row.client_id or 0]
            after, extras = merged_client(client, row, rules_of(row, self._rules), self._with_ids)
            after, extras = self._with_later(client, after, extras, merged.get(row.row, ()))
            changes.append((client, self._complete(after), extras))
        self._write_changes(changes)

    def _with_later(
        self, client: Loaded, after: ClientDraft, extras: Extras, merged: Sequence[Later]
    ) -> tuple[ClientDraft, Extras]:
        """What the client is after further rows of the file."""
        for later in merged:
            draft = self._with_ids(later.draft)
            after = merge_later(after, draft, with_own_keys(self._rules, later.draft, draft))
            extras = beside(extras, later, self._rules)
        return after, (by_hand(client, after, extras) if merged else extras)

    def _update_unchanged(self, rows: Sequence[Staged], merged: dict[int, list[Later]]) -> None:
        """A row that changes nothing may stand for later rows that do."""
        loaded = self._writer.load(self._session, [row.client_id for row in rows if row.client_id is not None])
        changes = []
        for row in rows:
            client = loaded[row.client_id or 0]
            after, extras = self._with_later(client, client.draft, client.extras, merged[row.row])
            if after is not client.draft or extras is not client.extras:
                changes.append((client, after, extras))
        self._write_changes(changes)

    def _write_changes(self, changes: Sequence[tuple[Loaded, ClientDraft, Extras]]) -> None:
        if not changes:
            return
        effects = [self._effect(client, draft, extras) for client, draft, extras in changes]
        note_by_hand(
            self._session,
            self._gate,
            [
                (client.id, client.draft.tier_id, draft.tier_id, client.extras.tier_by_hand)
                for client, draft, _ in changes
                if client.draft.tier_id is not None and draft.tier_id is not None
            ],
        )
        self._writer.update(self._session, changes)
        insert_rows(self._session, BatchEffect, EFFECT_COLUMNS, effects)

    def _effect(self, client: Loaded, draft: ClientDraft, extras: Extras) -> Effect:
        fields: dict[str, tuple[Any, Any]] = {
            name: (field_to_json(name, before), field_to_json(name, after))
            for name, (after, before) in changed_fields(draft, client.draft).items()
        }
        if extras.opening != client.extras.opening:
            fields["opening"] = (opening_to_json(client.extras.opening), opening_to_json(extras.opening))
        if extras.tier_by_hand != client.extras.tier_by_hand:
            fields["tier_by_hand"] = (client.extras.tier_by_hand, extras.tier_by_hand)
        if extras.created_at != client.extras.created_at:
            fields["created_at"] = (_iso(client.extras.created_at), _iso(extras.created_at))
        if extras.trashed != client.extras.trashed:
            fields["trashed"] = (client.extras.trashed, extras.trashed)
        portfolio = client.draft.portfolio or self._portfolio
        uuid = os.urandom(16)
        sealed = self._gate.seals.before(portfolio).seal(uuid, json.dumps(fields, ensure_ascii=False).encode())
        return self._batch.id, "client", client.id, portfolio, False, client.version + 1, uuid, sealed

    def _complete(self, draft: ClientDraft) -> ClientDraft:
        """With its portfolio, a tier, and ids of own fields."""
        draft = self._with_ids(draft)
        changes: dict[str, Any] = {}
        if "" in draft.own.values():
            changes["own"] = {key: text for key, text in draft.own.items() if text}
        if draft.portfolio is None:
            changes["portfolio"] = self._portfolio
        if draft.tier_id is None or draft.tier_id < 0:
            changes["tier_id"] = self._tiers.id_of(draft.tier_id)
        return replace(draft, **changes) if changes else draft

    def _with_ids(self, draft: ClientDraft) -> ClientDraft:
        return self._fields.named(draft, make=True)


def later_rows(chunks: Iterator[tuple[int, list[Staged]]]) -> dict[int, list[Later]]:
    """Rows that merge into another one, by that one's number. Read before the first chunk is written."""
    found: dict[int, list[Later]] = {}
    for _, rows in chunks:
        for row in rows:
            if row.action == RowAction.MERGE.value and row.into is not None:
                found.setdefault(row.into, []).append(Later.of(row))
    return found


class WithLater(StagedRows):
    """A chunk whose rows say with their totals and their age what later rows of the file say of the same clients."""

    def __init__(self, rows: StagedRows, merged: dict[int, list[Later]], rules: MergeRules) -> None:
        super().__init__(rows._numbers, rows._letters, rows._chunk)
        self._made = rows._made
        self._merged = merged
        self._rules = rules

    def columns(self) -> tuple[Columns, Columns]:
        """What was read of the rows, by the column."""
        values, said = super().columns()
        for place, number in enumerate(self.numbers):
            for later in self._merged.get(number, ()):
                self._put(values, place, later)
        return values, said

    def _put(self, values: Columns, place: int, later: Later) -> None:
        opening, moment = (values.get(key, [None] * len(self))[place] for key in ("o", "c"))
        held = opening_from_json(opening) if opening else OpeningBalance()
        created = datetime.fromisoformat(moment) if moment else None
        after = merge_opening(held, later.opening, self._rules), merge_created(created, later.created_at, self._rules)
        if after[0] != held:
            values.setdefault("o", [None] * len(self))[place] = opening_to_json(after[0])
        if after[1] != created:
            values.setdefault("c", [None] * len(self))[place] = _iso(after[1])


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
