"""On which rung of the loyalty ladder the rules put everybody, who sleeps or is lost, and why; who would change.

Formula key: figures.tiers. Reasons: the measure of a rule, "below." and a measure, first_purchase, at_risk, lost,
visited, no_purchase; "" where a rung stands without one (`kept` says why).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from clientcrm.domain.analytics.figure import Figure
from clientcrm.domain.analytics.history import NOBODY, histories
from clientcrm.domain.analytics.tier_rules import LADDER, Bools, Fulfilled, Ints, Rung, check_ladder, fulfilled
from clientcrm.domain.errors import Invalid
from clientcrm.domain.tier_rules import (
    AT_RISK,
    BELOW,
    FIRST_PURCHASE,
    GRACE,
    INTEREST,
    LOST,
    NO_PURCHASE,
    VISITED,
)

# The states that follow a status (7.2), and what is shown of a client who asked to be left alone.
STATES = {AT_RISK: "sleeping", LOST: "lost"}
GUARD = "dnd"
# What is to be known of a client, and what stands where it is not.
PEOPLE: dict[str, object] = {
    "rung": "",
    "state": "",
    "locked": False,
    "interested": False,
    "consent": False,
    "advocate": False,
    "opened": False,
    "dnd": False,
    "deserved": NOBODY,
    "stated": NOBODY,
}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Tiers(Figure):
    """n: cards.

    clients: by client id, rung (after), by_rule (what the rules alone give), state ("", sleeping, lost), shown (the
    chip), before (the chip until now), changed, reason with value and limit (the value of lost and at_risk is days of
    silence), kept (why a rung that the rules do not give stays: locked, ladder, grace, no_rule; or ""), deserved (the
    day it was last earned, an ordinal, to be stored for the grace period). counts: by chip, before and after.
    """

    clients: pd.DataFrame
    counts: pd.DataFrame

    @property
    def moves(self) -> pd.DataFrame:
        """Who would change: their rows of `clients`."""
        return self.clients[self.clients["changed"]]

    def ids(self, shown: str) -> Ints:
        """The clients that would show this chip, ascending."""
        return np.sort(self.clients.index[self.clients["shown"] == shown].to_numpy(dtype=np.int64))


def tiers(  # noqa: PLR0913 - what is known, and the owner's options one by one
    receipts: pd.DataFrame,
    as_of: date,
    people: pd.DataFrame,
    status: pd.Series[str],
    *,
    ladder: Sequence[Rung] = LADDER,
    demote: bool = False,
    grace: int = GRACE,
    states: Mapping[str, str] = STATES,
    found: pd.DataFrame | None = None,
) -> Tiers:
    """Where the rules put everybody; nothing is changed by it.

    people: by client id, columns of PEOPLE; deserved, and stated (the day on which a state was set by hand), are day
    ordinals; who is opened bought by the data of a file, without a purchase day. status: that of 7.2 by client id.
    Rules only raise, unless `demote`: then a rung is lost after more than `grace` days without deserving it. A locked
    client stays, only a visit ends the state. states: those that follow a status; any other state, and one set by hand
    of who never bought, ends with a visit. found: `histories` of the same receipts and day.
    """
    refused = check_ladder(ladder) | ({"grace": "too_small"} if grace < 0 else {})
    if refused:
        raise Invalid(refused)
    found = histories(receipts, as_of) if found is None else found
    people = _complete(people)
    tried = fulfilled(receipts, as_of, people, found.index, ladder)
    bought = np.asarray(people.index.isin(found.index), dtype=bool) | people["opened"].to_numpy(dtype=bool)
    current = pd.Index([rung.key for rung in ladder]).get_indexer(pd.Index(people["rung"]))
    off = np.array([*(rung.measure == INTEREST for rung in ladder), False])[current] & bought  # by the first purchase
    by_rule = _highest(tried.holds)
    climb = _Climb(people, current, by_rule, off)
    climb.raise_or_keep(ladder, (grace if demote else None), as_of.toordinal())
    clients = _reasoned(climb, tried, ladder)
    _add_states(clients, people, status, found, states)
    keys = [*(rung.key for rung in ladder), *states.values(), GUARD]
    counts = {side: clients[side].value_counts().reindex(pd.Index(keys), fill_value=0) for side in ("before", "shown")}
    return Tiers(
        name="tiers",
        as_of=as_of,
        n=len(clients),
        formula="figures.tiers",
        options={"ladder": tuple(ladder), "demote": demote, "grace": grace},
        clients=clients,
        counts=pd.DataFrame(counts).rename(columns={"shown": "after"}).astype("int64"),
    )


class _Climb:
    """The rungs of everybody, by place on the ladder (-1: none), before and after."""

    def __init__(self, people: pd.DataFrame, current: Ints, by_rule: Ints, off: Bools) -> None:
        self.people, self.current, self.by_rule, self.off = people, current, by_rule, off
        self.new = current.copy()
        self.kept = np.full(len(people), "", dtype=object)
        self.deserved = people["deserved"].to_numpy(dtype=np.int64).copy()

    def raise_or_keep(self, ladder: Sequence[Rung], grace: int | None, today: int) -> None:
        """Decide; grace None: nobody falls."""
        locked = self.people["locked"].to_numpy(dtype=bool)
        lower = self.by_rule < self.current
        ruled = np.array([*(rung.rule is not None for rung in ladder), True])[self.current]
        self.deserved[~lower | (self.deserved < 0)] = today
        if grace is None:
            falls = lower & self.off
        else:
            falls = lower & (self.off | (ruled & (today - self.deserved > grace)))
        moves = ~locked & (~lower | falls)
        self.new[moves] = self.by_rule[moves]
        self.deserved[moves] = today
        why = np.where(ruled, "ladder" if grace is None else "grace", "no_rule").astype(object)
        stays = ~moves & (self.by_rule != self.current)
        self.kept[stays] = np.where(locked, "locked", why)[stays]


def _highest(holds: Bools) -> Ints:
    """The highest rung whose rule holds, -1 for none."""
    rungs = holds[:-1]
    if not len(rungs):
        return np.full(holds.shape[1], -1, dtype=np.int64)
    return np.where(rungs.any(axis=0), len(rungs) - 1 - rungs[::-1].argmax(axis=0), -1).astype(np.int64)


def _reasoned(climb: _Climb, tried: Fulfilled, ladder: Sequence[Rung]) -> pd.DataFrame:
    every = np.arange(len(climb.people))
    keys = np.array([*(rung.key for rung in ladder), ""], dtype=object)
    measures = np.array([*(rung.measure for rung in ladder), ""], dtype=object)
    fell = climb.new < climb.current
    foreign = (climb.new < 0) & (climb.current < 0)  # a rung that is not of this ladder stays
    about = np.where(fell, climb.current, climb.new)  # a fall is explained by what is no longer reached
    down = np.where(climb.off, FIRST_PURCHASE, BELOW + measures[about]).astype(object)
    standing = np.where(tried.holds[about, every], measures[about], "").astype(object)
    return pd.DataFrame(
        {
            "rung": np.where(foreign, climb.people["rung"].to_numpy(dtype=object), keys[climb.new]),
            "by_rule": keys[climb.by_rule],
            "reason": np.where(fell, down, standing),
            "value": tried.values[about, every],
            "limit": tried.limits[about],
            "kept": climb.kept,
            "deserved": climb.deserved,
        },
        index=climb.people.index,
    )


def _add_states(
    clients: pd.DataFrame,
    people: pd.DataFrame,
    status: pd.Series[str],
    found: pd.DataFrame,
    states: Mapping[str, str],
) -> None:
    """Add state, shown, before and changed; where the state changes, it is the reason."""
    known = np.array([states.get(word, "") for word in status.reindex(clients.index).tolist()], dtype=object)
    was = people["state"].to_numpy(dtype=object)
    last = found["last"].reindex(clients.index, fill_value=NOBODY).to_numpy(dtype=np.int64)
    stated = people["stated"].to_numpy(dtype=np.int64)
    visited = (stated >= 0) & (last > stated)
    unruled = (was != "") & ~np.isin(was.astype(str), list(states.values()))
    held = people["locked"].to_numpy(dtype=bool) | (unruled & (known == "")) | ((last < 0) & (stated >= 0))
    state = np.where(held, np.where(visited, "", was), known)
    turned = state != was
    silent = found["recency"].reindex(clients.index, fill_value=0).to_numpy(dtype=np.int64)
    reasons = [(state == name, word) for word, name in states.items()]
    reasons += [((state == "") & (last < 0), NO_PURCHASE), ((state == "") & (last >= 0), VISITED)]
    for chosen, word in reasons:
        clients.loc[turned & chosen, "reason"] = word
        clients.loc[turned & chosen, "value"] = silent[turned & chosen]
        clients.loc[turned & chosen, "limit"] = 0
    clients["state"] = state
    guarded = people["dnd"].to_numpy(dtype=bool)
    clients["shown"] = _chip(clients["rung"], state, guarded)
    clients["before"] = _chip(people["rung"], was, guarded)
    clients["changed"] = turned | (clients["rung"] != people["rung"])


def _chip(rung: pd.Series[str], state: NDArray[np.object_], guarded: Bools) -> NDArray[np.object_]:
    shown = np.where(state == "", rung.to_numpy(dtype=object), state)
    return np.where(guarded, GUARD, shown).astype(object)


def _complete(people: pd.DataFrame) -> pd.DataFrame:
    unknown = set(people.columns) - set(PEOPLE)
    if unknown:
        raise Invalid({str(name): "unknown" for name in unknown})
    given = {
        name: people[name] if name in people else pd.Series(usual, index=people.index) for name, usual in PEOPLE.items()
    }
    whole = pd.DataFrame(given, index=people.index)
    for name, usual in PEOPLE.items():
        kind = {str: "object", bool: "bool", int: "int64"}[type(usual)]
        whole[name] = whole[name].fillna(usual).astype(kind)  # type: ignore[call-overload, arg-type]
    return whole.sort_index()
