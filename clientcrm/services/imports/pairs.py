"""Rows of a file beside the clients of the base who may be the same, and a person's word on them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from clientcrm.domain.access import Scope
from clientcrm.domain.clients import ClientDraft
from clientcrm.domain.contacts import mask_contact
from clientcrm.domain.errors import Invalid
from clientcrm.domain.imports import ImportKind, ImportPlan, MatchPair, RowAction
from clientcrm.services.clients.showing import showing_of
from clientcrm.services.clients.writer import ClientWriter
from clientcrm.services.gate import Gate
from clientcrm.services.imports.staged import read_again
from clientcrm.services.imports.staging import Staged, Staging

_MOST = 500
_DOUBTFUL = ("D403", "E302")
_SHOWN = (
    "name",
    "contacts",
    "birthday",
    "city",
    "address",
    "tier_id",
    "discount",
    "card_number",
    "code",
    "inn",
    "source",
    "manager",
    "tags",
    "note",
)


def pairs(gate: Gate, session: Session, staging: Staging, plan: ImportPlan) -> list[MatchPair]:
    """Doubtful matches first, then certain ones that change something; fields where both sides say something."""
    if plan.kind is ImportKind.PURCHASES:
        return []
    doubtful: list[Staged] = []
    certain: list[Staged] = []
    for _, rows in staging.chunks(session):
        for row in rows:
            if row.client_id is None or "d" not in row.values:
                continue  # nobody in the base, or what was staged is forgotten
            if any(problem[1] in _DOUBTFUL for problem in row.problems):
                doubtful.append(row)
            elif row.action == RowAction.UPDATE.value and len(certain) < _MOST:
                certain.append(row)
        if len(doubtful) >= _MOST:
            break
    chosen = [(row, False) for row in doubtful] + [(row, True) for row in certain]
    del chosen[_MOST:]
    loaded = ClientWriter(gate).load(session, {row.client_id for row, _ in chosen if row.client_id is not None})
    return [
        MatchPair(
            row.row,
            row.client_id,
            _key(row),
            sure,
            tuple(_fields(_seen(gate, loaded[row.client_id].draft), read_again(row)[0])),
            RowAction(row.action),
        )
        for row, sure in chosen
        if row.client_id in loaded
    ]


def decided(staged: Staged, action: RowAction, client_id: int | None, fields: dict[str, str] | None) -> Staged:
    """The row with a person's decision on it; an empty one takes the decision back."""
    if action not in (RowAction.CREATE, RowAction.UPDATE, RowAction.SKIP):
        raise Invalid({"action": "unknown"})
    hand: dict[str, Any] = {"action": action.value}
    if action is RowAction.UPDATE:
        if client_id is None:
            raise Invalid({"client": "empty"})
        hand["client"] = client_id
        hand["fields"] = dict(fields or {})
    staged.hand = hand
    return staged


def _key(row: Staged) -> str:
    return next((str(p[2]) for p in row.problems if p[1] == "D402"), "")


def _seen(gate: Gate, ours: ClientDraft) -> ClientDraft:
    """Without an address that the person is not shown."""
    shown = showing_of(gate.user, ours.responsible) is Scope.YES
    return ours if shown else replace(ours, postcode="", address="")


def _fields(ours: ClientDraft, theirs: ClientDraft) -> list[tuple[str, str, str]]:
    """(field, in the base, in the file) as words; contact points masked."""
    found = []
    for name in _SHOWN:
        a, b = _words(name, ours), _words(name, theirs)
        if b and (a or name == "name"):
            found.append((name, a, b))
    return found


def _words(name: str, draft: ClientDraft) -> str:
    value = getattr(draft, name)
    if name == "contacts":
        return ", ".join(mask_contact(c.kind, c.normal, c.raw) for c in value)
    if name == "birthday":
        return value.dotted if value else ""
    if name == "tags":
        return ", ".join(value)
    return str(value or "")
