"""Applying a staged client list: new clients by the thousand, changed ones with what they were before."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from clientcrm.data.bulk import in_parts, insert_rows
from clientcrm.data.models import Batch, BatchEffect, Client, ImportedRow
from clientcrm.domain.changes import Topic
from clientcrm.domain.clients import ClientDraft, OpeningBalance, changed_fields
from clientcrm.domain.imports import RowAction
from clientcrm.domain.intake.codec import draft_from_json, draft_to_json, field_to_json
from clientcrm.domain.intake.merging import MergeRules, merge
from clientcrm.services.batches import EFFECT_COLUMNS
from clientcrm.services.client_writer import NO_OPENING, ClientWriter, Extras, Loaded
from clientcrm.services.fields import FieldNames
from clientcrm.services.gate import Gate
from clientcrm.services.import_check import first_tier_id, merged_client, rules_of
from clientcrm.services.import_staged import read_again
from clientcrm.services.import_staging import Staged
from clientcrm.services.tiers import new_tier

Effect = tuple[Any, ...]
# Ids, opening balances and the state of a full copy: few files have them.
_BESIDE = frozenset({"p", "o", "s"})


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
        self._first_tier = first_tier_id(session)
        self._fields = FieldNames(session, own_names, batch.id)
        self._first_says = replace(rules, exact=False)
        self._source = json.loads(batch.settings_json)["options"].get("source", "")
        self._tier_names = tier_names
        self._tier_ids: dict[int, int] = {}
        # A full copy says of each client where it was: there it goes, if whoever brings it in can open that one.
        names = gate.portfolio_names.items()
        self._portfolios = {name: number for number, name in names if gate.seals.opens(number)}

    def write(self, rows: Sequence[Staged], merged: dict[int, list[ClientDraft]]) -> None:
        """Create and update what a chunk says; `merged` holds later rows by the row that they belong to."""
        self._create([row for row in rows if row.action == RowAction.CREATE.value], merged)
        self._update([row for row in rows if row.action == RowAction.UPDATE.value], merged)
        self._update_unchanged([r for r in rows if r.action == RowAction.UNCHANGED.value and r.row in merged], merged)
        self._gate.touch(self._session, Topic.CLIENTS, Topic.IMPORTS)

    # ------------------------------------------------------------------ inside

    def _create(self, rows: Sequence[Staged], merged: dict[int, list[ClientDraft]]) -> None:
        if not rows:
            return
        new = self._with_free_ids([self._new(row, merged.get(row.row, ())) for row in rows])
        ids = self._writer.create_read(self._session, new)
        effects = [
            (self._batch.id, "client", client_id, values["portfolio"], True, 1, None, None)
            for client_id, (values, _) in zip(ids, new, strict=True)
        ]
        insert_rows(self._session, BatchEffect, EFFECT_COLUMNS, effects)
        known = {bytes.fromhex(row.mark): self._batch.id for row in rows if row.mark}
        insert_rows(self._session, ImportedRow, ("row_key", "batch_id"), self._unknown(known))

    def _new(self, row: Staged, later: Sequence[ClientDraft]) -> tuple[dict[str, Any], Extras]:
        """What a new client is written from: the row as it was read, without the detour over a draft."""
        values: dict[str, Any] = dict(row.values["d"])
        if later:
            draft = draft_from_json(values)
            for other in later:
                draft = merge(draft, other, self._first_says)
            values = draft_to_json(draft)
        if "own" in values:
            values["own"] = {key: text for key, text in self._fields.ids_of(values["own"]).items() if text}
        if values.get("portfolio") is None:
            named = row.values["s"].get("portfolio", "") if "s" in row.values else ""
            values["portfolio"] = self._portfolios.get(named, self._portfolio)
        extras = self._extras(row, values)
        values["tier_id"] = self._tier(values.get("tier_id"))
        return values, extras

    def _with_free_ids(self, new: Sequence[tuple[dict[str, Any], Extras]]) -> list[tuple[dict[str, Any], Extras]]:
        """Whoever is to be a client of their own though somebody has the row's id gets another one."""
        given = [extras.public_id for _, extras in new if extras.public_id]
        taken: set[bytes] = set()
        for part in in_parts(given):
            taken.update(self._session.scalars(select(Client.public_id).where(Client.public_id.in_(part))))
        if not taken and len(set(given)) == len(given):
            return list(new)
        free = []
        for values, extras in new:
            free.append((values, replace(extras, public_id=b"") if extras.public_id in taken else extras))
            taken.add(extras.public_id)
        return free

    def _update(self, rows: Sequence[Staged], merged: dict[int, list[ClientDraft]]) -> None:
        loaded = self._writer.load(self._session, [row.client_id for row in rows if row.client_id is not None])
        changes: list[tuple[Loaded, ClientDraft, Extras]] = []
        for row in rows:
            client = loaded[row.client_id or 0]
            after, extras = merged_client(client, row, rules_of(row, self._rules), self._with_ids)
            for later in merged.get(row.row, ()):
                after = merge(after, self._with_ids(later), self._rules)
            changes.append((client, self._complete(after), extras))
        self._write_changes(changes)

    def _update_unchanged(self, rows: Sequence[Staged], merged: dict[int, list[ClientDraft]]) -> None:
        """A row that changes nothing may stand for later rows that do."""
        loaded = self._writer.load(self._session, [row.client_id for row in rows if row.client_id is not None])
        changes = []
        for row in rows:
            client = loaded[row.client_id or 0]
            after = client.draft
            for later in merged[row.row]:
                after = merge(after, self._with_ids(later), self._rules)
            if after is not client.draft:
                changes.append((client, after, client.extras))
        self._write_changes(changes)

    def _write_changes(self, changes: Sequence[tuple[Loaded, ClientDraft, Extras]]) -> None:
        if not changes:
            return
        effects = [self._effect(client, draft, extras) for client, draft, extras in changes]
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
            changes["tier_id"] = self._tier(draft.tier_id)
        return replace(draft, **changes) if changes else draft

    def _tier(self, tier_id: int | None) -> int:
        if tier_id is None:
            return self._first_tier
        return self._new_tier(-tier_id) if tier_id < 0 else tier_id

    def _new_tier(self, place: int) -> int:
        """A tier that the file names and the scale lacks, made when the first client needs it."""
        if place not in self._tier_ids:
            self._tier_ids[place] = new_tier(self._session, self._tier_names[place - 1], self._batch.id)
        return self._tier_ids[place]

    def _with_ids(self, draft: ClientDraft) -> ClientDraft:
        return self._fields.named(draft, make=True)

    def _extras(self, row: Staged, values: Mapping[str, Any]) -> Extras:
        said = row.values
        if said.keys().isdisjoint(_BESIDE):
            created = _moment(said["c"]) if "c" in said else None
            return _usual(self._source if values.get("code") else "", created, values.get("tier_id") is not None)
        state = said.get("s", {})
        opening = opening_from_json(said["o"]) if "o" in said else NO_OPENING
        if state.get("opening"):
            opening = opening_from_json(state["opening"])
        return Extras(
            public_id=bytes.fromhex(said["p"]) if "p" in said else b"",
            code_source=state.get("code_source", self._source if values.get("code") else ""),
            created_at=_moment(said["c"]) if "c" in said else None,
            opening=opening,
            tier_by_hand=bool(state.get("tier_by_hand", values.get("tier_id") is not None)),
        )

    def _unknown(self, keys: dict[bytes, int]) -> list[tuple[bytes, int]]:
        names = list(keys)
        known: set[bytes] = set()
        for start in range(0, len(names), 500):
            part = names[start : start + 500]
            known.update(self._session.scalars(select(ImportedRow.row_key).where(ImportedRow.row_key.in_(part))))
        return [(key, batch) for key, batch in keys.items() if key not in known]


@lru_cache(maxsize=10_000)
def _usual(code_source: str, created_at: datetime | None, tier_by_hand: bool) -> Extras:
    """What most rows say beside the draft: the same for all who came on one day."""
    return Extras(code_source=code_source, created_at=created_at, tier_by_hand=tier_by_hand)


@lru_cache(maxsize=10_000)
def _moment(text: str) -> datetime:
    """When a client was made, as the file says it: some thousand days in a file of any length."""
    return datetime.fromisoformat(text)


def later_rows(chunks: Iterator[tuple[int, list[Staged]]]) -> dict[int, list[ClientDraft]]:
    """Rows that merge into another one, by that one's number. Read before the first chunk is written."""
    found: dict[int, list[ClientDraft]] = {}
    for _, rows in chunks:
        for row in rows:
            if row.action == RowAction.MERGE.value and row.into is not None:
                found.setdefault(row.into, []).append(read_again(row)[0])
    return found


def opening_to_json(opening: OpeningBalance) -> list[Any]:
    """An opening balance as a JSON value."""
    first = opening.first.isoformat() if opening.first else None
    last = opening.last.isoformat() if opening.last else None
    return [opening.total, opening.count, first, last, opening.source]


def opening_from_json(value: Sequence[Any]) -> OpeningBalance:
    """The opening balance back."""
    from datetime import date

    total, count, first, last, source = value
    days = (date.fromisoformat(first) if first else None, date.fromisoformat(last) if last else None)
    return OpeningBalance(total, count, *days, source)
