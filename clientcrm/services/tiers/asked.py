"""What the rules are tried on: the scale, and every client as columns of plain numbers, read without numpy."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from clientcrm.data.bulk import whole_rows
from clientcrm.data.models import Client, ClientTier
from clientcrm.domain.tier_rules import Rule
from clientcrm.domain.tiers import TierKind
from clientcrm.services.gate import Gate
from clientcrm.services.reckonings import latest
from clientcrm.services.reckonings import options_of as figure_options
from clientcrm.services.tiers.scale import Scale, options_of, scale_of

# As domain/analytics says NOBODY; that package loads pandas.
_NOBODY = -1
# A thousand rows are a millisecond in which Python does nothing else.
_PAGE = 2_000
PEOPLE = (
    *("id", "tier", "rung", "state", "dnd", "locked", "interested", "consent", "advocate", "opened"),
    *("deserved", "stated"),
)
# A total from a file makes a client of somebody (`OpeningBalance`), though no purchase day is known.
_OPENED = (Client.opening_total != 0) | (Client.opening_count != 0) | Client.opening_first.is_not(None)


@dataclass(frozen=True, slots=True)
class Asked:
    """The rules as of a day; ladder: the rungs in their order; states: status -> state; named_states: all of them."""

    day: date
    lost_after: int | None
    ladder: Sequence[tuple[str, Rule]]
    states: dict[str, str]
    named_states: Sequence[str]
    demote: bool
    grace: int


class Found(NamedTuple):
    """One client: the tier shown until now, the rung and state ("" for none) from now on, why.

    moved: whether anything but `deserved` changes, the last day the rung was deserved (an ordinal, -1 while it is).
    """

    client: int
    tier: int
    moved: bool
    rung: str
    state: str
    reason: str
    value: int
    limit: int
    deserved: int


def asked_of(session: Session, gate: Gate, scale: Scale | None = None) -> Asked:
    """The rules as the owner has them now, by the lost threshold that the kept figures go by."""
    scale, options, last = scale or scale_of(session), options_of(session), latest(session)
    usual = last.lost_after if last is not None and last.lost_source != "preset" else None
    return Asked(
        day=gate.today(),
        lost_after=figure_options(session).lost_after or usual,
        ladder=scale.ladder(),
        states=scale.states(),
        named_states=scale.named_states(),
        demote=options.demote,
        grace=options.grace,
    )


def people_numbers(session: Session, scale: Scale) -> dict[str, array[int]]:
    """Everybody but the trash and house clients, as columns PEOPLE: rung and state are places in `Asked`, -1 for none.

    Days are ordinals, -1 where they are not known.
    """
    asked = (
        select(
            Client.id,
            Client.tier_id,
            Client.tier_by_hand,
            Client.interested,
            func.coalesce(Client.consent, False),
            func.coalesce(ClientTier.advocate, False),
            func.coalesce(_OPENED | Client.opening_last.is_not(None), False),
            ClientTier.rung_id,
            ClientTier.deserved,
            ClientTier.stated,
        )
        .outerjoin(ClientTier, ClientTier.client_id == Client.id)
        .where(~Client.trashed, ~Client.house)
        .order_by(Client.id)
    )
    places, kinds = _Places(scale), scale.kinds
    found = {name: array("q") for name in PEOPLE}
    for rows in whole_rows(session, asked, _PAGE):
        for client, tier, locked, interested, consent, advocate, opened, beneath, deserved, stated in rows:
            kind = kinds.get(tier, TierKind.LADDER)
            rung = tier if kind is TierKind.LADDER else beneath
            values = (
                client,
                tier,
                places.rungs.get(rung, _NOBODY),
                places.states.get(tier, _NOBODY),
                kind is TierKind.GUARD,
                locked,
                interested,
                consent,
                advocate,
                opened,
                _ordinal(deserved) if beneath == rung else _NOBODY,
                _ordinal(stated) if kind is TierKind.STATE else _NOBODY,
            )
            for name, value in zip(PEOPLE, values, strict=True):
                found[name].append(int(value))
    return found


class _Places:
    """Where each step stands in `Asked`."""

    def __init__(self, scale: Scale) -> None:
        rungs = (step.id for step in scale.steps if step.kind is TierKind.LADDER)
        states = (step.id for step in scale.steps if step.kind is TierKind.STATE)
        self.rungs: dict[int | None, int] = {step: place for place, step in enumerate(rungs)}
        self.states = {step: place for place, step in enumerate(states)}


def _ordinal(day: str | None) -> int:
    return date.fromisoformat(day).toordinal() if day else _NOBODY
