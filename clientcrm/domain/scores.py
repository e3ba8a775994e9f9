"""Scores, segments and classes by rank, in whole numbers: what the figures of everybody and of one client share.

Definitions: ANALYTICS.md 7.3-7.5. Nothing here needs numpy: writing a sale down scores its client at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

SEGMENTS = (
    *("champions", "loyal", "potential_loyal", "new", "promising", "need_attention"),
    *("about_to_sleep", "cant_lose", "at_risk", "hibernating", "lost"),
)
# Each segment as the recencies and the frequencies that meet in it; together they cover the 25 cells once.
CELLS: dict[str, tuple[tuple[int, ...], tuple[int, ...]]] = {
    "champions": ((5,), (4, 5)),
    "loyal": ((3, 4), (4, 5)),
    "potential_loyal": ((4, 5), (2, 3)),
    "new": ((5,), (1,)),
    "promising": ((4,), (1,)),
    "need_attention": ((3,), (3,)),
    "about_to_sleep": ((3,), (1, 2)),
    "cant_lose": ((1, 2), (5,)),
    "at_risk": ((1, 2), (3, 4)),
    "hibernating": ((2,), (1, 2)),
    "lost": ((1,), (1, 2)),
}
TOP, THIRDS = 5, 3
# From so many clients on there are thirds, fifths.
FEW, MANY = 15, 50
# Class A holds what makes the first 80 % of the money, A and B together 95 %.
SHARES = (80, 95)
Four = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class RfmLimits:
    """Scores by fixed limits, four of each, rising: 5 for at most recency[0] days; 5 for at least purchases[3]."""

    recency: Four
    purchases: Four
    money: Four

    def refused(self) -> dict[str, str]:
        """What is wrong with them: name and reason."""
        found = {}
        for name in self.__slots__:
            steps = getattr(self, name)
            if len(steps) != TOP - 1 or any(low >= high for low, high in pairwise(steps)):
                found[name] = "not_rising"
        return found

    def scores(self, recency: int, purchases: int, money: int) -> tuple[int, int, int]:
        """Of one client: days since the last purchase, purchase days, minor units."""
        late = sum(limit < recency for limit in self.recency)
        often = sum(limit <= purchases for limit in self.purchases)
        return TOP - late, 1 + often, 1 + sum(limit <= money for limit in self.money)


def limits_of(kept: Mapping[str, Any] | None) -> RfmLimits | None:
    """As they are kept, lists by name; None where none are."""
    return RfmLimits(**{name: tuple(kept[name]) for name in RfmLimits.__slots__}) if kept else None


def levels_for(count: int) -> int:
    """How many levels so many clients bear: 5, 3, or 0 where scores would say more than is known."""
    return TOP if count >= MANY else THIRDS if count >= FEW else 0


def rising_score(below: int, count: int, levels: int) -> int:
    """1..5, more for more, of whoever has so many of `count` strictly below."""
    return _stretched(1 + levels * below // count, levels)


def falling_score(below: int, count: int, levels: int) -> int:
    """5..1, more for less."""
    return _stretched(levels - levels * below // count, levels)


def segment_of(r: int, f: int) -> str:
    """The segment of a pair of scores 1..5."""
    return next(name for name, (rs, fs) in CELLS.items() if r in rs and f in fs)


def abc_of(money: int, above: int, whole: int) -> str:
    """The class of a sum: `above` lies in strictly larger ones, `whole` is the sum of the positive ones."""
    if money <= 0:
        return "C"
    return "A" if above * 100 < SHARES[0] * whole else "B" if above * 100 < SHARES[1] * whole else "C"


def xyz_of(purchases: int, kept: int, periods: int) -> str:
    """Z for one purchase day or none; X for three or more in at least every second period; Y for the rest."""
    if purchases <= 1:
        return "Z"
    return "X" if purchases >= 3 and 2 * kept >= periods else "Y"


def _stretched(score: int, levels: int) -> int:
    """1, 2, 3 stand at 1, 3, 5 of the same grid."""
    return 2 * score - 1 if levels == THIRDS else score
