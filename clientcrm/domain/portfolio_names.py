"""The names of portfolios that a new base begins with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from clientcrm.domain.values.text import fold

MOST_AT_FIRST: Final = 50
LONGEST_NAME: Final = 200


def names_in(text: str) -> tuple[str, ...]:
    """The names in a line, parted by commas or semicolons, without stray spaces."""
    return tuple(" ".join(part.split()) for part in re.split(r"[,;\n]", text) if part.strip())


def refused_names(names: Sequence[str], common: str) -> str:
    """Why these cannot stand beside the portfolio that all share: "empty", "taken", "long", "many", or nothing."""
    folded = [" ".join(fold(name).split()) for name in (common, *names)]
    if not all(folded[1:]):
        return "empty"
    if len({*folded}) < len(folded):
        return "taken"
    if any(len(name) > LONGEST_NAME for name in names):
        return "long"
    return "many" if len(names) > MOST_AT_FIRST else ""
