"""New clients of a staged list, a chunk at a time, from the columns in which it is staged."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from clientcrm.data.bulk import in_parts, insert_columns, insert_rows
from clientcrm.data.models import Batch, BatchEffect, Client, ImportedRow, Tier
from clientcrm.domain.clients import ClientDraft
from clientcrm.domain.imports import RowAction
from clientcrm.domain.intake.client_block import Columns
from clientcrm.domain.intake.codec import draft_from_json, draft_to_json, opening_from_json
from clientcrm.domain.intake.merging import MergeRules, merge_later
from clientcrm.services.batches import made_effects
from clientcrm.services.clients.fields import FieldNames
from clientcrm.services.clients.writer import NO_OPENING, ClientWriter, Extras
from clientcrm.services.gate import Gate
from clientcrm.services.imports.check import first_tier_id
from clientcrm.services.imports.chunks import StagedRows
from clientcrm.services.tiers.copied import write_noted
from clientcrm.services.tiers.scale import new_tier

# Ids, opening balances and the state of a full copy: few files have them.
_SELDOM = frozenset({"p", "o", "s"})


class FileTiers:
    """Tiers as rows name them: by id, by the place of a new name below zero, or not at all."""

    def __init__(self, session: Session, batch: Batch, names: Sequence[str]) -> None:
        self._session = session
        self._batch = batch
        self._names = names
        self._first = first_tier_id(session)
        self._made: dict[int, int] = {}

    def id_of(self, tier_id: int | None) -> int:
        """The tier's id; one that the file names and the scale lacks is made when the first client needs it."""
        if tier_id is None:
            return self._first
        if tier_id >= 0:
            return tier_id
        if tier_id not in self._made:
            name = self._names[-tier_id - 1]
            # An earlier slice of a very long list has made it already.
            made = select(Tier.id).where(Tier.batch_id == self._batch.id, Tier.name == name[:60])
            known = self._session.scalars(made).first()
            self._made[tier_id] = known or new_tier(self._session, name, self._batch.id)
        return self._made[tier_id]


class ClientCreating:
    """Makes the new clients of one batch in the caller's transaction."""

    def __init__(
        self,
        gate: Gate,
        session: Session,
        batch: Batch,
        rules: MergeRules,
        fields: FieldNames,
        tiers: FileTiers,
    ) -> None:
        self._session = session
        self._batch = batch
        self._rules = rules
        self._fields = fields
        self._tiers = tiers
        self._writer = ClientWriter(gate, batch.id, expected=batch.rows_total)
        self._source = json.loads(batch.settings_json)["options"].get("source", "")
        self._portfolio = batch.portfolio or min(gate.seals.readable)
        # A full copy says of each client where it was: there it goes, if whoever brings it in can open that one.
        names = gate.portfolio_names.items()
        self._portfolios = {name: number for number, name in names if gate.seals.opens(number)}

    def create(self, rows: StagedRows, merged: Mapping[int, Sequence[ClientDraft]]) -> None:
        """Make a client of each row that says so; `merged` holds later rows by the row that they belong to."""
        places = rows.places(RowAction.CREATE)
        if not places:
            return
        beside, said = (_taken(columns, places, len(rows)) for columns in rows.columns())
        if merged:
            self._merge(said, [rows.numbers[place] for place in places], merged)
        if "own" in said:
            said["own"] = [self._own(own) if own else None for own in said["own"]]
        said["portfolio"] = self._portfolios_of(said, beside, len(places))
        extras = self._with_free_ids(self._extras(said, beside, len(places)))
        tiers = said.get("tier_id", [None] * len(places))
        known = {tier: self._tiers.id_of(tier) for tier in dict.fromkeys(tiers)}
        said["tier_id"] = [known[tier] for tier in tiers]
        ids = self._writer.create_said(self._session, said, extras)
        batch_id = self._batch.id
        insert_columns(self._session, BatchEffect, made_effects(batch_id, "client", ids, said["portfolio"]))
        if "s" in beside:
            write_noted(self._session, batch_id, ids, said["portfolio"], beside["s"])
        marked = {bytes.fromhex(row.mark) for _, row in rows.made() if row.mark and row.action == RowAction.CREATE}
        insert_rows(self._session, ImportedRow, ("row_key", "batch_id"), [(k, batch_id) for k in self._unknown(marked)])

    # ------------------------------------------------------------------ inside

    def _merge(self, said: Columns, numbers: Sequence[int], merged: Mapping[int, Sequence[ClientDraft]]) -> None:
        """Let the first row of a client say what its later rows say beside it."""
        for place, number in enumerate(numbers):
            if number not in merged:
                continue
            draft = draft_from_json({name: column[place] for name, column in said.items() if column[place] is not None})
            for other in merged[number]:
                draft = merge_later(draft, other, self._rules)
            values = draft_to_json(draft)
            for name in values.keys() - said.keys():
                said[name] = [None] * len(numbers)
            for name, column in said.items():
                column[place] = values.get(name)

    def _own(self, own: Mapping[str, str]) -> dict[str, str]:
        return {key: text for key, text in self._fields.ids_of(own).items() if text}

    def _portfolios_of(self, said: Columns, beside: Columns, count: int) -> list[int]:
        """Where each client goes: as the row says, as the full copy names it, else where the file goes."""
        own = self._portfolio
        given = said.get("portfolio", [None] * count)
        if "s" not in beside:
            return [own if one is None else one for one in given]
        named = ((state or {}).get("portfolio", "") for state in beside["s"])
        both = zip(given, named, strict=True)
        return [self._portfolios.get(name, own) if one is None else one for one, name in both]

    def _extras(self, said: Columns, beside: Columns, count: int) -> list[Extras]:
        nothing = [None] * count
        codes = said.get("code", nothing)
        by_hand = [tier is not None for tier in said.get("tier_id", nothing)]
        moments = beside.get("c", nothing)
        said_beside = list(zip(map(bool, codes), moments, by_hand, strict=True))
        known = {one: self._usual(*one) for one in set(said_beside)}
        usual = [known[one] for one in said_beside]
        if _SELDOM.isdisjoint(beside):
            return usual
        seldom = zip(usual, *(beside.get(key, nothing) for key in ("p", "o", "s")), strict=True)
        return [_with_seldom(*row) for row in seldom]

    def _usual(self, coded: bool, moment: str | None, by_hand: bool) -> Extras:
        return _usual(self._source if coded else "", _moment(moment) if moment else None, by_hand)

    def _with_free_ids(self, extras: list[Extras]) -> list[Extras]:
        """Whoever is to be a client of their own though somebody has the row's id gets another one."""
        given = [one.public_id for one in extras if one.public_id]
        taken: set[bytes] = set()
        for part in in_parts(given):
            taken.update(self._session.scalars(select(Client.public_id).where(Client.public_id.in_(part))))
        if not taken and len(set(given)) == len(given):
            return extras
        free = []
        for one in extras:
            free.append(replace(one, public_id=b"") if one.public_id in taken else one)
            taken.add(one.public_id)
        return free

    def _unknown(self, keys: set[bytes]) -> list[bytes]:
        known: set[bytes] = set()
        for part in in_parts(keys):
            known.update(self._session.scalars(select(ImportedRow.row_key).where(ImportedRow.row_key.in_(part))))
        return [key for key in keys if key not in known]


def _taken(columns: Columns, places: Sequence[int], count: int) -> Columns:
    """Of each column the values of these places."""
    if len(places) == count:
        return columns
    return {name: [column[place] for place in places] for name, column in columns.items()}


def _with_seldom(usual: Extras, public_id: str | None, opening: Any, state: Mapping[str, Any] | None) -> Extras:
    """What most rows say, and what few do: an id, an opening balance, the state of a full copy."""
    state = state or {}
    opened = state.get("opening") or opening
    return replace(
        usual,
        public_id=bytes.fromhex(public_id) if public_id else b"",
        code_source=state.get("code_source", usual.code_source),
        opening=opening_from_json(opened) if opened else NO_OPENING,
        tier_by_hand=bool(state.get("tier_by_hand", usual.tier_by_hand)),
    )


@lru_cache(maxsize=10_000)
def _usual(code_source: str, created_at: datetime | None, tier_by_hand: bool) -> Extras:
    """What most rows say beside the draft: the same for all who came on one day."""
    return Extras(code_source=code_source, created_at=created_at, tier_by_hand=tier_by_hand)


@lru_cache(maxsize=10_000)
def _moment(text: str) -> datetime:
    """When a client was made, as the file says it: some thousand days in a file of any length."""
    return datetime.fromisoformat(text)
