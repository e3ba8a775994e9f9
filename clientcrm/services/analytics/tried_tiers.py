"""The rules tried on everybody, out of columns of plain numbers: arithmetic alone, in whatever process it is done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from clientcrm.domain.analytics.history import NOBODY, histories
from clientcrm.domain.analytics.rhythm import statuses
from clientcrm.domain.analytics.tier_rules import Rung
from clientcrm.domain.analytics.tiers import tiers
from clientcrm.domain.tier_rules import Rule
from clientcrm.files.wire import packed
from clientcrm.services.analytics.columns import receipts_of
from clientcrm.services.tiers.asked import PEOPLE, Asked, Found
from clientcrm.services.tiers.scale import Scale

# Why a rung stays that is not deserved any more: from then on the grace is counted.
_LATE = ("ladder", "grace")
_PORTION = 1_000


@dataclass(frozen=True, slots=True)
class _Read:
    """The frames that the columns come to."""

    receipts: pd.DataFrame
    people: pd.DataFrame
    tier: pd.Series[int]


def tried(asked: Asked, columns: Mapping[str, Any]) -> list[Found]:
    """Whom the rules move, and of whom they must note that a rung is no longer deserved, or is again; ids ascending."""
    read = _frames(asked, columns)
    as_of = asked.day
    found = histories(read.receipts, as_of)
    status = statuses(read.receipts, as_of, lost_after=asked.lost_after, found=found).clients["status"]
    figure = tiers(
        read.receipts,
        as_of,
        read.people,
        status,
        ladder=ladder_of(asked.ladder),
        demote=asked.demote,
        grace=asked.grace,
        states=asked.states,
        found=found,
    ).clients
    free = ~read.people["dnd"].reindex(figure.index).to_numpy(dtype=bool)
    locked = read.people["locked"].reindex(figure.index).to_numpy(dtype=bool)
    late = figure["kept"].isin(_LATE).to_numpy() & ~locked
    deserved = np.where(late, figure["deserved"].to_numpy(dtype=np.int64), NOBODY)
    known = read.people["deserved"].reindex(figure.index).to_numpy(dtype=np.int64)
    moved = figure["changed"].to_numpy(dtype=bool)
    told = figure.assign(moved=moved, deserved=deserved)[free & (moved | ((deserved != known) & ~locked))]
    return _told(told, read.tier)


def tried_by_portions(asked: Asked, columns: Mapping[str, Any]) -> tuple[dict[str, Any], list[bytes]]:
    """The same as it goes from process to process; nothing has to be said beside it."""
    rows = [tuple(one) for one in tried(asked, columns)]
    return {}, [packed(rows[start : start + _PORTION]) for start in range(0, len(rows), _PORTION)]


def ladder_of(ladder: Sequence[tuple[str, Rule]]) -> tuple[Rung, ...]:
    """As the arithmetic takes it: a rung that is given by hand alone has no rule."""
    return tuple(Rung(key, rule if rule.measure else None) for key, rule in ladder)


def _frames(asked: Asked, columns: Mapping[str, Any]) -> _Read:
    receipts = pd.DataFrame(receipts_of(columns))
    receipts["employee"] = NOBODY
    numbers = {name: np.frombuffer(columns[name], dtype="int64") for name in PEOPLE}
    people = _people(numbers, [key for key, _ in asked.ladder], asked.named_states)
    return _Read(receipts, people, pd.Series(numbers["tier"], index=people.index))


def people_frame(columns: Mapping[str, Any], scale: Scale) -> pd.DataFrame:
    """Everybody's columns as the frame that the arithmetic takes."""
    numbers = {name: np.frombuffer(column, dtype="int64") for name, column in columns.items()}
    return _people(numbers, [key for key, _ in scale.ladder()], scale.named_states())


def _people(numbers: Mapping[str, NDArray[np.int64]], rungs: Sequence[str], states: Sequence[str]) -> pd.DataFrame:
    rung, state = (np.array([*keys, ""], dtype=object) for keys in (rungs, states))
    return pd.DataFrame(
        {
            "rung": rung[numbers["rung"]],
            "state": state[numbers["state"]],
            **{name: numbers[name] > 0 for name in ("locked", "interested", "consent", "advocate", "opened", "dnd")},
            **{name: numbers[name] for name in ("deserved", "stated")},
        },
        index=pd.Index(numbers["id"]),
    )


def _told(clients: pd.DataFrame, tier: pd.Series[int]) -> list[Found]:
    names = ("moved", "rung", "state", "reason", "value", "limit", "deserved")
    rows = zip(
        clients.index.tolist(),
        tier.reindex(clients.index).tolist(),
        *(clients[name].tolist() for name in names),
        strict=True,
    )
    return [Found(*row) for row in rows]
