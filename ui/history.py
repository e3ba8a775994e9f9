"""The steps that a person took through the window: Alt Left and Alt Right."""

from __future__ import annotations

from dataclasses import dataclass, field

from ui.page import Place

LONGEST = 100


@dataclass
class Step:
    """A section and a place in it."""

    section: str
    place: Place


@dataclass
class History:
    """Where the person was, and where the person is among it."""

    steps: list[Step] = field(default_factory=list)
    at: int = -1
    # What was begun in a section and waits, sealed, until the section is made again after a lock.
    begun: dict[str, bytes] = field(default_factory=dict)

    @property
    def current(self) -> Step | None:
        """The place shown now."""
        return self.steps[self.at] if self.steps else None

    def go(self, section: str, place: Place) -> bool:
        """A new step; False if the person is there already."""
        here = self.current
        if here is not None and (here.section, here.place) == (section, place):
            return False
        self.steps = [*self.steps[: self.at + 1], Step(section, place)][-LONGEST:]
        self.at = len(self.steps) - 1
        return True

    def replace(self, place: Place) -> None:
        """The current place goes by another name."""
        if self.current is not None:
            self.steps[self.at] = Step(self.steps[self.at].section, place)

    def can_move(self, by: int) -> bool:
        """Whether there is a step before or after."""
        return 0 <= self.at + by < len(self.steps)

    def move(self, by: int) -> Step:
        """One step back or forward."""
        self.at += by
        return self.steps[self.at]
