"""The last reckoning of the figures and the owner's options for them, as they are kept."""

from __future__ import annotations

import json
from dataclasses import fields, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from clientcrm.data.bulk import HOUSES_IN_USE
from clientcrm.data.models import Batch, Client, FiguresRun, JournalEntry, Setting
from clientcrm.domain.figures import FigureOptions, Held, Reckoning
from clientcrm.domain.scores import limits_of

OPTIONS = "figures"
_LOADS = ("import.applied", "import.cancelled", "batch.undone")


def latest(session: Session) -> Reckoning | None:
    """The last reckoning."""
    row = session.scalars(select(FiguresRun).order_by(FiguresRun.id.desc()).limit(1)).first()
    if row is None:
        return None
    found = json.loads(row.found_json)
    return Reckoning(
        as_of=row.as_of,
        made_at=row.made_at,
        clients=row.clients,
        lost_after=found["lost_after"],
        lost_source=found["lost_source"],
        typical=found["typical"],
        horizon=found["horizon"],
        model=tuple(found["model"]),
    )


def history(session: Session) -> list[Held]:
    """What reckonings went by since when, the newest first."""
    found: list[Held] = []
    asked = select(FiguresRun.as_of, FiguresRun.found_json, FiguresRun.options_json).order_by(FiguresRun.id)
    for as_of, told, decided in session.execute(asked):
        made = json.loads(told)
        went_by = json.loads(decided)
        days = (made["lost_after"], made["lost_source"], made["horizon"])
        one = Held(as_of, *days, went_by.get("window"), limits_of(went_by.get("limits")))
        if not found or replace(one, since=found[-1].since) != found[-1]:
            found.append(one)
    return found[::-1]


def is_behind(session: Session) -> bool:
    """Whether an import of sales, or taking one back, came after the last reckoning: their clients were left as were.

    So it is when other clients are house clients by now. Single sales are followed at once, and other entries of the
    journal load no sales.
    """
    run = session.execute(select(FiguresRun.journal_seq, FiguresRun.found_json).order_by(FiguresRun.id.desc())).first()
    if run is None:
        return True
    seq, found = run
    if json.loads(found).get("houses", []) != houses_of(session):
        return True
    loaded = select(JournalEntry.seq).join(Batch, Batch.id == JournalEntry.object_id)
    since = loaded.where(JournalEntry.seq > seq, JournalEntry.action.in_(_LOADS), JournalEntry.object_kind == "batch")
    return session.scalars(since.where(Batch.kind == "purchases").limit(1)).first() is not None


def houses_of(session: Session) -> list[int]:
    """The house clients who bought, in order: the figures of clients pass by them."""
    # In the words of the index of house clients: asked with `house = 1`, every client would be looked at (15 ms).
    asked = select(Client.id).where(HOUSES_IN_USE, Client.last_purchase.is_not(None))
    return sorted(row.id for row in session.connection().execute(asked))


def options_of(session: Session) -> FigureOptions:
    """The owner's options as kept; those that this base has never heard of as they come."""
    row = session.get(Setting, OPTIONS)
    kept = json.loads(row.value) if row is not None else {}
    found = {field.name: kept.get(field.name) for field in fields(FigureOptions)}
    return FigureOptions(**found | {"limits": limits_of(found["limits"])})
