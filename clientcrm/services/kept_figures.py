"""What is kept of a client's figures, and of the classes that changed: by a reckoning of all as by a single sale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from clientcrm.domain.scores import RfmLimits

# Where the days of silence come from, as domain/analytics/rhythm.py says it; that module loads pandas.
FROM_CURVE = "curve"
# Whose changes are kept: the classes that a person acts on.
CLASSES = ("status", "segment", "abc", "xyz")
WRITTEN = (
    *("client_id", "portfolio", "as_of", "status", "regular", "returned"),
    *("recency_score", "frequency_score", "money_score", "segment", "abc", "xyz", "interval"),
    *("visit_chance", "expected_visits", "expected_money", "next_from", "next_to", "next_product", "next_due"),
    "next_because",
)
# Columns of numbers that a reckoning is given of each receipt, and of each line.
RECEIPTS = ("receipt", "client", "day", "total", "sale", "nobody")
LINES = ("line_receipt", "line_product", "line_total")
# And of each client who bought, by whom the others are ranked until the next one.
STANDING = ("client_id", "client_total", "client_days", "client_last")
CHANGE = ("client_id", "portfolio", "as_of", "figure", "before", "after")


@dataclass(frozen=True, slots=True)
class Asked:
    """As of which day; what the owner decided or the last reckoning went by, None where it is left to the sales."""

    as_of: date
    lost_after: int | None
    horizon: int | None
    window: int | None
    limits: RfmLimits | None = None


def class_changes(
    client: int, portfolio: int, as_of: date, before: Sequence[str] | None, now: Sequence[str]
) -> list[tuple[Any, ...]]:
    """A row for each of CLASSES that is not what it was; nobody's first classes are a change."""
    day, were = as_of.isoformat(), now if before is None else before
    return [
        (client, portfolio, day, figure, was, is_now)
        for figure, was, is_now in zip(CLASSES, were, now, strict=True)
        if was != is_now
    ]
