"""One choice of a combo, segmented control, tab row or list."""

from __future__ import annotations

from dataclasses import dataclass

from ui.widgets.tiers import TierLook


@dataclass(frozen=True, slots=True)
class Option:
    """A key for the program and words for the person; `sub` is a caption or a count, `group` a heading above."""

    key: str
    text: str
    icon: str = ""
    sub: str = ""
    tier: TierLook | None = None
    group: str = ""
