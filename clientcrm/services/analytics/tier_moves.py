"""Whom the rules move: shown before, written as one batch, by a person's word or by themselves after a reckoning."""

from __future__ import annotations

import json
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from clientcrm.data import search
from clientcrm.data.bulk import insert_rows, update_rows, whole_rows
from clientcrm.data.models import Client, ClientTier, TierMove
from clientcrm.domain.access import Permission
from clientcrm.domain.changes import Topic
from clientcrm.domain.tier_rules import TierApplied, TierPreview, is_of_money
from clientcrm.domain.tier_rules import TierMove as Move
from clientcrm.files.wire import unpacked
from clientcrm.services.analytics.apart import reckoned_apart
from clientcrm.services.analytics.numbers import receipt_numbers
from clientcrm.services.batches import mass_batch
from clientcrm.services.gate import Gate
from clientcrm.services.tiers.asked import Asked, Found, asked_of, people_numbers
from clientcrm.services.tiers.back import APPLIED, AUTOMATIC
from clientcrm.services.tiers.notes import NOTED, NOTHING_NOTED
from clientcrm.services.tiers.scale import Scale, agree, is_agreed, options_of, scale_of

Step = Callable[[int, int], None]
_STEPS = 3
_PAGE = 1_000
_NOTE = ("portfolio", *NOTED)
_MOVE = (
    *("batch_id", "client_id", "portfolio", "before", "after", "by_hand_before", "by_hand_after"),
    *("reason", "value", "bound", "noted_json"),
)
# Reasons that come with numbers; of the others a value says nothing.
_COUNTED = frozenset({"purchases", "money", "top_share", "at_risk", "lost", "visited"})


def preview(gate: Gate, limit: int | None, step: Step | None = None, *, apart: bool = False) -> TierPreview:
    """Who would change, of those whom the person may change."""
    gate.require(Permission.MASS_CHANGE)
    asked, scale, found = _found(gate, step or _nobody, apart=apart)
    moves = {one.client: (one, _after(one, scale)) for one in found if one.moved}
    shown = {client: pair for client, pair in moves.items() if pair[0].tier != pair[1]}
    with gate.read(Permission.MASS_CHANGE) as session:
        counted = select(Client.tier_id, func.count()).where(~Client.trashed).group_by(Client.tier_id)
        now: dict[int, int] = dict(session.execute(counted).all())
        mine = Client.id.in_(search.among(shown))
        seen = session.scalars(select(Client.id).where(mine)).all()
        named = select(Client.id, Client.list_name, Client.responsible).where(mine).order_by(Client.sort_key, Client.id)
        rows = session.execute(named.limit(limit)).all()
    turns = Counter((shown[client][0].tier, shown[client][1]) for client in seen)
    then = Counter(now)
    for (before, after), count in turns.items():
        then[before] -= count
        then[after] += count
    told = tuple(
        _told(shown[client], name, sums=gate.user.sees_sums_of(responsible)) for client, name, responsible in rows
    )
    counts = {step.id: (now.get(step.id, 0), then.get(step.id, 0)) for step in scale.steps}
    return TierPreview(asked.day, sum(now.values()), len(seen), told, turns, counts)


def apply(gate: Gate, step: Step | None = None, *, apart: bool = False) -> TierApplied:
    """Move them; from then on the program may go on by these rules itself, if it was told to."""
    tell = step or _nobody
    gate.require(Permission.MASS_CHANGE)
    _, scale, found = _found(gate, tell, apart=apart)
    with gate.write(Permission.MASS_CHANGE, APPLIED, "batch") as session:
        if not gate.user.is_owner:  # owners' lists leave planted clients out; passed by, these would be told apart
            mine = Client.id.in_(search.among(one.client for one in found))
            seen = frozenset(session.scalars(select(Client.id).where(mine)))
            found = [one for one in found if one.client in seen]
        if gate.user.may(Permission.CHANGE_SETTINGS):
            agree(session, scale_of(session))
        batch, turns = _write(session, gate, scale, found, automatic=False)
        shown = sum(turns.values())
        gate.note(session, object_id=batch, count=shown, batch=batch, automatic=False, tiers=_by_key(turns, scale))
    tell(_STEPS, _STEPS)
    return TierApplied(batch, shown)


def apply_by_themselves(gate: Gate, *, apart: bool = False) -> TierApplied | None:
    """After a reckoning, where the owner wants it so and a person applied these very rules before; else None.

    For everybody, whoever is signed in: it is the owner's word that is carried out.
    """
    with gate.whole_base() as session:
        if not (options_of(session).automatic and is_agreed(session, scale_of(session))):
            return None
    _, scale, found = _found(gate, _nobody, apart=apart)
    if not found:
        return TierApplied(None, 0)
    with gate.write(Permission.VIEW_CLIENTS, APPLIED, "batch") as session:
        batch, turns = _write(session, gate, scale, found, automatic=True)
        shown = sum(turns.values())
        if batch is None:
            gate.nothing_changed(session)
        else:
            gate.note(session, object_id=batch, count=shown, batch=batch, automatic=True, tiers=_by_key(turns, scale))
    return TierApplied(batch, shown)


# ---------------------------------------------------------------- finding


def _found(gate: Gate, tell: Step, *, apart: bool) -> tuple[Asked, Scale, list[Found]]:
    with gate.whole_base() as session:
        scale = scale_of(session)
        asked = asked_of(session, gate, scale)
        columns = receipt_numbers(session) | people_numbers(session, scale)
    tell(1, _STEPS)
    found = _tried(asked, columns, partial(tell, 1, _STEPS), apart=apart)
    tell(2, _STEPS)
    return asked, scale, found


def _tried(
    asked: Asked, columns: Mapping[str, array[int] | bytes], still_wanted: Callable[[], None], *, apart: bool
) -> list[Found]:
    """In a process of its own if that is wanted, and can be had."""
    answer = reckoned_apart(asked, columns, still_wanted, of="tiers") if apart else None
    if answer is None:
        from clientcrm.services.analytics.tried_tiers import tried

        return tried(asked, columns)
    return [Found(*row) for portion in answer[1] for row in unpacked(portion)]


def _after(one: Found, scale: Scale) -> int:
    """The tier that the chip shows from now on."""
    return scale.ids.get(one.state or one.rung, scale.first)


def _told(pair: tuple[Found, int], name: str, *, sums: bool) -> Move:
    one, after = pair
    numbers = one.reason.removeprefix("below.") in _COUNTED and (sums or not is_of_money(one.reason))
    bound = one.limit if numbers and one.limit else None
    return Move(one.client, name, one.tier, after, one.reason, one.value if numbers else None, bound)


def _by_key(turns: Mapping[tuple[int, int], int], scale: Scale) -> dict[str, int]:
    """How many came onto each tier."""
    found: Counter[str] = Counter()
    for (_, after), count in turns.items():
        found[scale.keys[after]] += count
    return dict(found)


# ---------------------------------------------------------------- writing


def _write(
    session: Session, gate: Gate, scale: Scale, found: Sequence[Found], *, automatic: bool
) -> tuple[int | None, Counter[tuple[int, int]]]:
    """Carry it out, for those who still stand where they were found. The batch, and how many went from where to where.

    By portions: nothing of it grows with the base but what was found.
    """
    turns: Counter[tuple[int, int]] = Counter()
    batch = None
    if any(one.moved for one in found):
        batch = mass_batch(session, gate, APPLIED, 0)
        batch.settings_json = json.dumps({AUTOMATIC: automatic})
    for start in range(0, len(found), _PAGE):
        part = {one.client: one for one in found[start : start + _PAGE]}
        portion = _Portion(scale, gate.today(), batch.id if batch else 0)
        for row in _standing(session, part):
            portion.take(part[row[0]], row)
        portion.write(session)
        turns += portion.turns
    gate.touch(session, Topic.CLIENTS, Topic.TIMELINE, Topic.IMPORTS)
    if batch is None:
        return None, turns
    batch.rows_total = batch.rows_done = sum(turns.values())
    batch.counts_json = json.dumps({"rows": batch.rows_total, "updated": batch.rows_total})
    return batch.id, turns


def _standing(session: Session, ids: Iterable[int]) -> list[tuple[Any, ...]]:
    """Each client as it stands now: id, portfolio, tier, by hand, whether anything is noted, what is."""
    noted = [getattr(ClientTier, name) for name in NOTED]
    asked = (
        select(Client.id, Client.portfolio, Client.tier_id, Client.tier_by_hand, ClientTier.client_id, *noted)
        .outerjoin(ClientTier, ClientTier.client_id == Client.id)
        .where(Client.id.in_(search.among(ids)), ~Client.trashed)
    )
    return [row for rows in whole_rows(session, asked) for row in rows]


class _Portion:
    """A thousand clients on their way."""

    def __init__(self, scale: Scale, today: date, batch: int) -> None:
        self._ids, self._first = scale.ids, scale.first
        self._today, self._batch = today.isoformat(), batch
        self.turns: Counter[tuple[int, int]] = Counter()
        self._clients: list[tuple[Any, ...]] = []
        self._moves: list[tuple[Any, ...]] = []
        self._new: list[tuple[Any, ...]] = []
        self._changed: list[tuple[Any, ...]] = []

    def take(self, one: Found, row: tuple[Any, ...]) -> None:
        """One client, unless somebody moved it since it was found."""
        client, portfolio, tier, by_hand, had, *kept = row
        if tier != one.tier:
            return
        was = tuple(kept) if had is not None else NOTHING_NOTED
        note = dict(zip(NOTED, was, strict=True))
        note["deserved"] = date.fromordinal(one.deserved).isoformat() if one.deserved > 0 else None
        if one.moved:
            self._move(one, (client, portfolio, tier, bool(by_hand)), note, json.dumps(was) if had is not None else "")
        values = tuple(note[name] for name in NOTED)
        if had is None:
            self._new.append((client, portfolio, *values))
        else:
            self._changed.append((*values, client))

    def _move(self, one: Found, stood: tuple[int, int, int, bool], note: dict[str, Any], noted: str) -> None:
        client, portfolio, before, by_hand = stood
        after = self._ids.get(one.state or one.rung, self._first)
        stays = by_hand
        note["rung_id"] = self._ids.get(one.rung, None if one.state else after)
        if before != after:
            if not one.state and by_hand:  # the state was somebody's word, the rung beneath may have been too
                stays = bool(note["rung_by_hand"])
            bound = one.limit or None
            value = one.value if one.reason.removeprefix("below.") in _COUNTED else None
            note |= {"tier_id": after, "reason": one.reason, "value": value, "bound": bound, "since": self._today}
            note |= {"stated": None, "rung_by_hand": False}
            self._clients.append((after, stays, client))
            self.turns[before, after] += 1
        said = (one.reason, note["value"], note["bound"], noted)
        self._moves.append((self._batch, client, portfolio, before, after, by_hand, stays, *said))

    def write(self, session: Session) -> None:
        """All of it, by plain tuples."""
        update_rows(session, Client, ("tier_id", "tier_by_hand"), self._clients)
        insert_rows(session, ClientTier, ("client_id", *_NOTE, "advocate"), [(*row, False) for row in self._new])
        update_rows(session, ClientTier, NOTED, self._changed)
        insert_rows(session, TierMove, _MOVE, self._moves)


def _nobody(_done: int, _total: int) -> None:
    """Nobody waits for it."""
