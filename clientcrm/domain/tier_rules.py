"""What puts a client on a tier by itself: the rules, those of the default scale, the owner's options, their answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

YEAR = 365
# What a rule may look at: that there is a card, its marks, the sales, or (for states) the status of 7.2.
HAND, CARD, INTEREST, CONSENT, ADVOCATE = "", "card", "interest", "consent", "advocate"
PURCHASES, MONEY, TOP_SHARE = "purchases", "money", "top_share"
AT_RISK, LOST = "at_risk", "lost"
MEASURES: Final = (CARD, INTEREST, CONSENT, ADVOCATE, PURCHASES, MONEY, TOP_SHARE)
STATUSES: Final = (AT_RISK, LOST)
# Who may not see sums learns neither the limits of these nor how a client stands to them.
OF_MONEY: Final = frozenset({MONEY, TOP_SHARE})
# Reasons beside the measures: why a rung or a state ended.
BELOW = "below."
FIRST_PURCHASE, NO_PURCHASE, VISITED = "first_purchase", "no_purchase", "visited"
GRACE = 90
_LONGEST = 3_660
_MOST_MONEY = 10**15


@dataclass(frozen=True, slots=True)
class Rule:
    """What puts a client on a rung.

    at_least: purchase days, or net money in minor units, within the last `window` days; for top_share, the best so many
    per cent of the clients by net money within the window, ties in, once there are `fewest` clients. at_risk and lost
    are rules of states; without a measure the tier is given by hand alone.
    """

    measure: str
    at_least: int = 1
    window: int = YEAR
    fewest: int = 50


BY_HAND: Final = Rule(HAND)
DEFAULT_RULES: Final[Mapping[str, Rule]] = {
    "base": Rule(CARD),
    "potential": Rule(INTEREST),  # interest, and no purchase
    "subscribed": Rule(CONSENT),
    "regular": Rule(PURCHASES, 5),
    "vip": Rule(TOP_SHARE, 3),
    "advocate": Rule(ADVOCATE),
    "sleeping": Rule(AT_RISK),
    "lost": Rule(LOST),
}


def default_rule(key: str) -> Rule:
    """The rule of a tier of which the owner said nothing."""
    return DEFAULT_RULES.get(key, BY_HAND)


def measures_for(kind: str) -> tuple[str, ...]:
    """What the rule of a tier of this kind may look at, "" (by hand alone) among it."""
    return {"ladder": (HAND, *MEASURES), "state": (HAND, *STATUSES)}.get(kind, (HAND,))


def refused_rule(rule: Rule, kind: str) -> str:
    """What is wrong with a rule for a tier of this kind; "" where nothing is."""
    if rule.measure not in measures_for(kind):
        return "unknown"
    if not 1 <= rule.window <= _LONGEST or not 1 <= rule.at_least <= _MOST_MONEY or rule.fewest < 1:
        return "out_of_range"
    most = {TOP_SHARE: 100, PURCHASES: rule.window}.get(rule.measure, _MOST_MONEY)
    return "out_of_range" if rule.at_least > most else ""


def is_of_money(reason: str) -> bool:
    """Whether the numbers of a reason tell of sums."""
    return reason.removeprefix(BELOW) in OF_MONEY


@dataclass(frozen=True, slots=True)
class TierOptions:
    """What the owner decided: whether the rules work by themselves each day, whether they may lower, after how long."""

    automatic: bool = False
    demote: bool = False
    grace: int = GRACE


@dataclass(frozen=True, slots=True)
class TierRules:
    """The options and where they stand.

    waits: the rules are to work by themselves, and nobody has looked yet at whom these rules would move: they wait for
    the first `apply` by a person. applied_at: when they were last applied.
    """

    options: TierOptions
    waits: bool = False
    applied_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class TierMove:
    """A client whom the rules would move, or moved: from tier to tier, why, with the value and what it is held against.

    value and bound are None where there are none, and for reasons by money where the reader may not see sums.
    """

    client_id: int
    name: str
    before: int
    after: int
    reason: str
    value: int | None = None
    bound: int | None = None


@dataclass(frozen=True, slots=True)
class TierPreview:
    """Who would change: `moves` the first of them by name, `changed` how many in all, of `clients`.

    turns: (from, to) -> how many. counts: tier -> (now, then), of the clients that the reader sees.
    """

    as_of: date
    clients: int
    changed: int
    moves: tuple[TierMove, ...]
    turns: Mapping[tuple[int, int], int]
    counts: Mapping[int, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class TierApplied:
    """What a recalculation did: the batch to take it back (None where nothing changed), how many changed."""

    batch: int | None
    changed: int


@dataclass(frozen=True, slots=True)
class TierWhy:
    """Why a client stands on the tier shown.

    by_hand: somebody put or keeps the client there, and rules leave it alone. reason "" where it is not known; beneath:
    the rung that returns after a state, None on a rung; advocate: marked as one who brought a friend or a review.
    """

    tier_id: int
    by_hand: bool
    reason: str = ""
    value: int | None = None
    bound: int | None = None
    since: date | None = None
    beneath: int | None = None
    advocate: bool = False
