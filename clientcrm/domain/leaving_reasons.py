"""Why a client stopped coming, as staff write it down: a short list, so that reasons can be counted."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class LeftReason(StrEnum):
    """What the client said, or what is known; OTHER stands with words of its own."""

    MOVED = "moved"
    NO_NEED = "no_need"
    GONE = "gone"
    PRICE = "price"
    CHOICE = "choice"
    QUALITY = "quality"
    OFFENDED = "offended"
    COMPETITOR = "competitor"
    UNREACHED = "unreached"
    OTHER = "other"


# Nobody in the shop could have kept them: moved away, needs it no longer, died or closed down.
NATURAL: Final = frozenset({LeftReason.MOVED, LeftReason.NO_NEED, LeftReason.GONE})
