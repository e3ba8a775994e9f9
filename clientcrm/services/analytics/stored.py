"""The figures kept with each client: reckoned over the whole base, written down with what changed since last time."""

from __future__ import annotations

import json
from array import array
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import date
from functools import partial
from operator import itemgetter
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from clientcrm.data import search
from clientcrm.data.bulk import empty_table, insert_rows, whole_rows
from clientcrm.data.models import ClassChange, Client, ClientFigures, FiguresRun, JournalEntry, Product, StandingSheet
from clientcrm.domain.access import Permission, Scope
from clientcrm.domain.changes import Topic
from clientcrm.domain.figures import FigureOptions, Reckoning, Stand, Tried
from clientcrm.files.wire import packed, unpacked
from clientcrm.services.analytics.apart import reckoned_apart
from clientcrm.services.analytics.numbers import line_numbers, receipt_numbers, standing_numbers
from clientcrm.services.figures_at_once import follow_sales
from clientcrm.services.gate import Gate
from clientcrm.services.kept_figures import CHANGE, CLASSES, FROM_CURVE, WRITTEN, Asked, class_changes
from clientcrm.services.reckonings import houses_of, latest, options_of

Step = Callable[[int, int], None]
# Read in the window's process: a thousand rows are a millisecond in which Python does nothing else, 50,000 were 60.
_PAGE = 1_000
_STEPS = 4
_SINGLE = ("purchase.added", "purchase.changed", "purchase.removed")
_NEXT = WRITTEN.index("next_product")
_NEED = ("next_product", "next_due", "next_because")
_STAND = ("status", "recency_score", "frequency_score", "money_score")
_UNPLACED = [name for name in WRITTEN if name != "portfolio"]  # as the reckoning hands them over
_STAND_UNPLACED = tuple(_UNPLACED.index(name) for name in _STAND)
_classes_of = itemgetter(*(WRITTEN.index(name) for name in CLASSES))


def reckon(
    gate: Gate, step: Step | None = None, *, anew: bool = False, apart: bool = False, held: int | None = None
) -> Reckoning:
    """Reckon the figures of every client as of today and keep them, all or none.

    The lost threshold that a reckoning found stays until the owner decides otherwise (`anew`, or a number of days and
    then none), so that the history of statuses compares; the preset alone gives way as soon as the shop's own curve
    says something. `held`: the threshold that an earlier one found, to hold again where the owner decided on none.
    `apart`: beside a window, which goes on without a hitch.
    """
    tell = step or _nobody
    with gate.whole_base() as session:
        options = options_of(session)
        seq = session.scalars(select(JournalEntry.seq).order_by(JournalEntry.seq.desc()).limit(1)).first() or 0
    found, portions = _found(gate, options, tell, anew, apart, held)
    with gate.write(Permission.VIEW_CLIENTS, "figures.reckoned", "figures") as session:
        count = _write(session, portions, found["as_of"], partial(tell, 3, _STEPS))
        made = _keep(session, gate, count, options, seq, found)
        follow_sales(session, gate, _sold_since(session, seq))
        gate.note(session, count=count)
        gate.touch(session, Topic.FIGURES)
    tell(_STEPS, _STEPS)
    return made


def what_would_change(
    gate: Gate, options: FigureOptions, step: Step | None = None, *, anew: bool = False, apart: bool = False
) -> Tried:
    """What a reckoning by these options would find; nothing is kept."""
    gate.require(Permission.CHANGE_SETTINGS)
    found, portions = _found(gate, options, step or _nobody, anew, apart)
    sums = gate.user.scope(Permission.SEE_SUMS) is Scope.YES
    with gate.whole_base() as session:
        first = latest(session) is None
        known = _stands(session, sums=sums)
    after: Counter[str] = Counter()
    turns: dict[int, tuple[Stand, Stand]] = {}
    alike: dict[tuple[Stand, Stand], tuple[Stand, Stand]] = {}  # a hundred thousand clients share some hundred turns
    for portion in portions:
        for row in unpacked(portion):
            now = _stand(*(row[place] for place in _STAND_UNPLACED), sums=sums)
            after[now.status] += 1
            was = known.get(row[0])
            if was is not None and was != now:
                turns[row[0]] = alike.setdefault((was, now), (was, now))
    with gate.read(Permission.VIEW_CLIENTS) as session:
        named = select(Client.id).where(Client.id.in_(search.among(turns))).order_by(Client.sort_key, Client.id)
        ids = array("q", session.scalars(named).yield_per(_PAGE))
    return Tried(
        lost_after=found["lost_after"],
        lost_source=found["source"],
        clients=after.total(),
        changed=sum(was.status != now.status for was, now in turns.values()),
        before=Counter(one.status for one in known.values()),
        after=after,
        rescored=sum(was.scores != now.scores for was, now in turns.values()),
        turns=turns,
        ids=ids,
        first=first,
    )


def _stands(session: Session, *, sums: bool) -> dict[int, Stand]:
    """Where everybody stands by the last reckoning and the sales since."""
    asked = select(ClientFigures.client_id, *(getattr(ClientFigures, name) for name in _STAND))
    alike: dict[Stand, Stand] = {}
    found = {}
    for rows in whole_rows(session, asked, _PAGE):
        for client, *values in rows:
            stand = _stand(*values, sums=sums)
            found[client] = alike.setdefault(stand, stand)
    return found


def _stand(status: str, recency: int | None, frequency: int | None, money: int | None, *, sums: bool) -> Stand:
    return Stand(status, (recency, frequency, money if sums else None))


def _found(
    gate: Gate, options: FigureOptions, tell: Step, anew: bool, apart: bool, held: int | None = None
) -> tuple[dict[str, Any], list[bytes]]:
    """What the figures of today go by, and their rows by portions."""
    with gate.whole_base() as session:
        before = latest(session)
        tell(0, _STEPS)
        columns = receipt_numbers(session) | line_numbers(session) | standing_numbers(session)
        houses = houses_of(session)
    tell(1, _STEPS)
    if held is None and before is not None and before.lost_source == FROM_CURVE and not anew:
        held = before.lost_after
    stays = held is not None and options.lost_after is None
    lost_after = held if stays else options.lost_after
    asked = Asked(gate.today(), lost_after, options.horizon, options.window, options.limits)
    found, portions = _reckoned(asked, columns, tell, apart)
    tell(2, _STEPS)
    return found | {"as_of": asked.as_of, "houses": houses} | ({"source": FROM_CURVE} if stays else {}), portions


def _reckoned(asked: Asked, columns: dict[str, bytes], tell: Step, apart: bool) -> tuple[dict[str, Any], list[bytes]]:
    """In a process of its own if that is wanted, and can be had."""
    found = reckoned_apart(asked, columns, partial(tell, 1, _STEPS)) if apart else None
    if found is not None:
        return found
    from clientcrm.services.analytics.reckoned import reckoned

    return reckoned(asked, columns)


def _write(session: Session, portions: Iterable[bytes], as_of: date, tell: Callable[[], None]) -> int:
    """The rows of the clients who are still there, and what changed of their classes; how many they are."""
    asked = select(Client.id, Client.portfolio)
    places = dict(pair for part in whole_rows(session, asked, _PAGE) for pair in part)
    known, goods = _classes(session), frozenset(session.scalars(select(Product.id)))
    empty_table(session, ClientFigures)
    count = 0
    for portion in portions:
        tell()
        rows = [(row[0], places[row[0]], *row[1:]) for row in unpacked(portion) if row[0] in places]
        rows = [row if row[_NEXT] is None or row[_NEXT] in goods else _without_need(row) for row in rows]
        insert_rows(session, ClientFigures, WRITTEN, rows)
        changes = [
            change
            for row in rows
            if (before := known.get(row[0])) is not None and before != (now := _classes_of(row))
            for change in class_changes(row[0], row[1], as_of, before, now)
        ]
        insert_rows(session, ClassChange, CHANGE, changes)
        count += len(rows)
    return count


def _without_need(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """Of a product that is gone since."""
    return tuple(None if name in _NEED else value for name, value in zip(WRITTEN, row, strict=True))


def _keep(
    session: Session, gate: Gate, count: int, options: FigureOptions, seq: int, found: dict[str, Any]
) -> Reckoning:
    made = Reckoning(
        as_of=found["as_of"],
        made_at=gate.now(),
        clients=count,
        lost_after=found["lost_after"],
        lost_source=found["source"],
        typical=found["typical"],
        horizon=found["horizon"],
        model=tuple(found["model"]),
    )
    kept = {name: getattr(made, name) for name in ("lost_after", "lost_source", "typical", "horizon", "model")}
    run = FiguresRun(
        as_of=made.as_of,
        made_at=made.made_at,
        journal_seq=seq,
        clients=count,
        options_json=json.dumps(asdict(options)),
        found_json=json.dumps(kept | {name: found[name] for name in ("checks", "houses")}),
    )
    session.add(run)
    session.flush()
    empty_table(session, StandingSheet)
    if found["sheet"]:
        session.add(StandingSheet(run_id=run.id, sheet=packed(found["sheet"])))
    return made


def _sold_since(session: Session, seq: int) -> set[int]:
    """Whose sales were written down while everybody was reckoned."""
    asked = select(JournalEntry.detail_json).where(JournalEntry.seq > seq, JournalEntry.action.in_(_SINGLE))
    found = {json.loads(detail).get("client") for detail in session.scalars(asked)}
    return {client for client in found if client is not None}


def _classes(session: Session) -> dict[int, tuple[str, ...]]:
    """The classes as they are kept now, by client."""
    asked = select(ClientFigures.client_id, *(getattr(ClientFigures, name) for name in CLASSES))
    return {row[0]: tuple(row[1:]) for part in whole_rows(session, asked, _PAGE) for row in part}


def _nobody(_done: int, _total: int) -> None:
    """Nobody waits for it."""
