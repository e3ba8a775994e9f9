"""Rules with any number of things on the left, counted exactly: what the published numbers of Groceries speak of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

Items = frozenset[str]


@dataclass(frozen=True, slots=True)
class Rule:
    """left -> right: baskets with all of it, with the left side, with the right one."""

    left: Items
    right: str
    together: int
    n_left: int
    n_right: int

    def above_chance(self, baskets: int) -> bool:
        """Whether its lift is above 1."""
        return self.together * baskets > self.n_left * self.n_right


def itemsets(baskets: Sequence[Iterable[str]], least: int) -> dict[Items, int]:
    """Every set of things that lies in at least so many baskets, and in how many (Eclat, a bit for each basket)."""
    bits: dict[str, int] = {}
    for place, basket in enumerate(baskets):
        for item in basket:
            bits[item] = bits.get(item, 0) | 1 << place
    often = sorted((held.bit_count(), item, held) for item, held in bits.items() if held.bit_count() >= least)
    found: dict[Items, int] = {}

    def grow(start: Items, among: list[tuple[str, int]]) -> None:
        for place, (item, held) in enumerate(among):
            larger = start | {item}
            found[larger] = held.bit_count()
            rest = ((other, held & more) for other, more in among[place + 1 :])
            grow(larger, [(other, both) for other, both in rest if both.bit_count() >= least])

    grow(frozenset(), [(item, held) for _, item, held in often])
    return found


def rules(counts: dict[Items, int], confidence: Fraction) -> list[Rule]:
    """The rules of at least this confidence with one thing on the right; compared as integers."""
    return [
        Rule(items - {right}, right, together, counts[items - {right}], counts[frozenset({right})])
        for items, together in counts.items()
        if len(items) > 1
        for right in items
        if together * confidence.denominator >= counts[items - {right}] * confidence.numerator
    ]
