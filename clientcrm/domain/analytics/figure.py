"""What every figure carries beside its numbers: how many observations, which options, which formula, or why not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class NotEnough:
    """Why a figure says nothing instead of guessing: `reason` is worded by the screens; what there is and must be."""

    reason: str
    have: int
    need: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """Base of every result.

    `name` as the command line calls it; `n` observations (what they are, the module says); `options` as they were
    used, defaults included; `formula` is the key under which both languages word it; `not_enough` says why there are no
    numbers.
    """

    name: str
    as_of: date
    n: int
    formula: str
    options: Mapping[str, object] = field(default_factory=dict)
    not_enough: NotEnough | None = None
