"""The figures kept with each client: reckoned over the whole base, written down with what changed since last time."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import select
from sqlalchemy.orm import Session

from clientcrm.data.bulk import empty_table, insert_rows, whole_rows
from clientcrm.data.models import ClassChange, Client, ClientFigures, FiguresRun, JournalEntry
from clientcrm.domain.access import Permission
from clientcrm.domain.analytics.client_figures import client_figures
from clientcrm.domain.changes import Topic
from clientcrm.domain.figures import FigureOptions, Reckoning
from clientcrm.services.analytics.reading import sales_of
from clientcrm.services.figures_at_once import follow_sales
from clientcrm.services.gate import Gate
from clientcrm.services.kept_figures import CHANGE, CLASSES, WRITTEN, class_changes
from clientcrm.services.reckonings import houses_of, latest, options_of

Step = Callable[[int, int], None]
_STEPS = 4
_SINGLE = ("purchase.added", "purchase.changed", "purchase.removed")


def reckon(gate: Gate, step: Step | None = None, *, anew: bool = False) -> Reckoning:
    """Reckon the figures of every client as of today and keep them, all or none.

    The lost threshold that a reckoning went by stays until the owner decides otherwise (`anew`), so that the history
    of statuses compares; the preset alone gives way as soon as the shop's own curve says something.
    """
    tell = step or _nobody
    today = gate.today()
    with gate.whole_base() as session:
        options = options_of(session)
        before = latest(session)
        seq = session.scalars(select(JournalEntry.seq).order_by(JournalEntry.seq.desc()).limit(1)).first() or 0
        sales, _ = sales_of(session, lines=False)
        tell(1, _STEPS)
        portfolios = dict(pair for part in whole_rows(session, select(Client.id, Client.portfolio)) for pair in part)
        known, houses = _classes(session), houses_of(session)
    lost_after = options.lost_after
    if lost_after is None and before is not None and before.lost_source != "preset" and not anew:
        lost_after = before.lost_after
    found = client_figures(sales.receipts, today, lost_after=lost_after, horizon=options.horizon, window=options.window)
    tell(2, _STEPS)
    clients = found.clients[found.clients.index.isin(list(portfolios))]
    rows = _rows(clients, portfolios, today)
    changes = _changes(clients, known, portfolios, today)
    tell(3, _STEPS)
    source = found.curve.source
    if before is not None and lost_after == before.lost_after and options.lost_after is None:
        source = before.lost_source
    made = Reckoning(
        as_of=today,
        made_at=gate.now(),
        clients=len(clients),
        lost_after=found.curve.lost_after,
        lost_source=source,
        typical=found.curve.typical,
        horizon=found.horizon,
        model=tuple(asdict(found.model).values())[:4],
    )
    checks = list(asdict(found.checks).values())
    with gate.write(Permission.VIEW_CLIENTS, "figures.reckoned", "figures") as session:
        _keep(session, made, {"checks": checks, "houses": houses}, options, seq, rows, changes)
        follow_sales(session, gate, _sold_since(session, seq))
        gate.note(session, count=len(rows))
        gate.touch(session, Topic.FIGURES)
    tell(_STEPS, _STEPS)
    return made


def _keep(
    session: Session,
    made: Reckoning,
    more: dict[str, Any],
    options: FigureOptions,
    seq: int,
    rows: list[Any],
    changes: list[Any],
) -> None:
    there = {row[0] for part in whole_rows(session, select(Client.id)) for row in part}  # some may be gone since
    empty_table(session, ClientFigures)
    insert_rows(session, ClientFigures, WRITTEN, [row for row in rows if row[0] in there])
    kept = [row for row in changes if row[0] in there]
    insert_rows(session, ClassChange, CHANGE, kept)
    found = {name: getattr(made, name) for name in ("lost_after", "lost_source", "typical", "horizon", "model")}
    session.add(
        FiguresRun(
            as_of=made.as_of,
            made_at=made.made_at,
            journal_seq=seq,
            clients=made.clients,
            options_json=json.dumps(asdict(options)),
            found_json=json.dumps({**found, **more}),
        )
    )


def _sold_since(session: Session, seq: int) -> set[int]:
    """Whose sales were written down while everybody was reckoned."""
    asked = select(JournalEntry.detail_json).where(JournalEntry.seq > seq, JournalEntry.action.in_(_SINGLE))
    found = {json.loads(detail).get("client") for detail in session.scalars(asked)}
    return {client for client in found if client is not None}


def _rows(clients: pd.DataFrame, portfolios: dict[int, int], as_of: date) -> list[tuple[Any, ...]]:
    """As the engine keeps them: days as text, what is missing as NULL."""
    columns = {
        "client_id": clients.index.tolist(),
        "portfolio": [portfolios[i] for i in clients.index.tolist()],
        "as_of": [as_of.isoformat()] * len(clients),
        "next_from": _days(clients["due"]),
        "next_to": _days(clients["late"]),
    }
    for name in WRITTEN:
        if name not in columns:
            columns[name] = _plain(clients[name])
    return list(zip(*(columns[name] for name in WRITTEN), strict=True))


def _plain(column: pd.Series[Any]) -> list[Any]:
    if column.dtype.kind == "f":
        whole = column.name is not None and str(column.name).endswith("_score")
        return [None if value != value else int(value) if whole else value for value in column.tolist()]
    return column.tolist()


def _days(ordinals: pd.Series[Any]) -> list[str]:
    numbers, places = np.unique(ordinals.to_numpy(dtype=np.int64), return_inverse=True)
    texts = [date.fromordinal(int(number)).isoformat() for number in numbers]
    return [texts[place] for place in places.tolist()]


def _classes(session: Session) -> dict[int, tuple[str, ...]]:
    """The classes as they are kept now, by client."""
    asked = select(ClientFigures.client_id, *(getattr(ClientFigures, name) for name in CLASSES))
    return {row[0]: tuple(row[1:]) for part in whole_rows(session, asked) for row in part}


def _changes(
    clients: pd.DataFrame, known: dict[int, tuple[str, ...]], portfolios: dict[int, int], as_of: date
) -> list[tuple[Any, ...]]:
    """A row for each class that is not what it was."""
    found: list[tuple[Any, ...]] = []
    now = zip(clients.index.tolist(), zip(*(clients[name].tolist() for name in CLASSES), strict=True), strict=True)
    for client, classes in now:
        before = known.get(client)
        if before is not None and before != classes:
            found += class_changes(client, portfolios[client], as_of, before, classes)
    return found


def _nobody(_done: int, _total: int) -> None:
    """Nobody waits for it."""
