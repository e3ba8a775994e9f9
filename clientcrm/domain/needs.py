"""What a client will need next by their own rhythm of one product: the rule for one client and for everybody."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise

# Three days with the product make two gaps: with one gap anything may be a rhythm.
FEWEST_DAYS = 3
# Silent about a product for longer than three times its gap, a client buys it no more.
GIVEN_UP = 3


def due_after(gaps: list[int]) -> int:
    """Days after which somebody with these gaps between purchases of a product needs it again: their middle one."""
    ordered = sorted(gaps)
    return -(-(ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) // 2)


def own_need(days: Mapping[int, Iterable[int]], today: int) -> tuple[int, int] | None:
    """The product that comes due first by the client's own rhythm, and the day (ordinals); None without a rhythm.

    days: the purchase days with each product. Of products due on one day, the one with more days, then the older one.
    """
    found: list[tuple[int, int, int]] = []
    for product, bought in days.items():
        known = sorted(set(bought))
        if len(known) < FEWEST_DAYS:
            continue
        wait = due_after([later - before for before, later in pairwise(known)])
        if today - known[-1] <= GIVEN_UP * wait:
            found.append((known[-1] + wait, -len(known), product))
    if not found:
        return None
    due, _, product = min(found)
    return product, due
