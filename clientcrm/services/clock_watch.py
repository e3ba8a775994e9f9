"""The computer's clock under watch: set back against the journal, or set ahead while somebody is signed in."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from clientcrm.domain.meter import DRIFT, set_back

_BEFORE = datetime.min.replace(tzinfo=UTC)


def uptime() -> float:
    """Seconds by a clock that nobody sets and that goes on while the computer sleeps."""
    # time.monotonic stands still during sleep on Linux and macOS: each wake-up would look like a jump.
    for name in ("CLOCK_BOOTTIME", "CLOCK_MONOTONIC"):
        number = getattr(time, name, None)
        if number is not None:
            return time.clock_gettime(number)
    return time.monotonic()


@dataclass(frozen=True, slots=True)
class _Noted:
    """What the journal knows: how far ahead the wall clock went, and whether it stands before the last entry."""

    ahead: timedelta = timedelta()
    back: bool = False


class ClockWatch:
    """One session's watch. The journal's writer asks it before each entry and tells it what became of them."""

    def __init__(self, clock: Callable[[], datetime], steady: Callable[[], float] | None = None) -> None:
        """Without a steady clock beside it the wall clock is believed as far as it goes on."""
        self.wall, self._steady = clock, steady or (lambda: clock().timestamp())
        self._began, self._began_steady = clock(), self._steady()
        self._noted = self._stored = _Noted()
        self.last_before = _BEFORE

    def began_after(self, last: datetime | None) -> None:
        """The journal's last entry before this session: time is never earlier than it."""
        self.last_before = last or _BEFORE

    def now(self) -> datetime:
        """The time to count days by: never before the last session's end, never ahead of the steady clock."""
        ahead, wall = self._ahead()
        return max(wall - ahead if ahead > DRIFT else wall, self.last_before)

    def noticed(self, last: datetime | None) -> list[tuple[str, int]]:
        """Journal actions, with seconds, for what the clock did since the last entry; each is told once."""
        ahead, wall = self._ahead()
        back = set_back(wall, last)
        told: list[tuple[str, int]] = []
        if back and not self._noted.back and last is not None:
            told.append(("clock.set_back", round((last - wall).total_seconds())))
        if ahead - self._noted.ahead > DRIFT:
            told.append(("clock.jumped", round((ahead - self._noted.ahead).total_seconds())))
            self._noted = _Noted(ahead, back)
        else:
            self._noted = _Noted(min(ahead, self._noted.ahead), back)
        return told

    def committed(self) -> None:
        """What was told is on the disk."""
        self._stored = self._noted

    def rolled_back(self) -> None:
        """It is not: it has to be told again."""
        self._noted = self._stored

    def _ahead(self) -> tuple[timedelta, datetime]:
        """How far the wall clock went ahead of the steady one since the session began, and where it stands."""
        wall = self.wall()
        return wall - self._began - timedelta(seconds=self._steady() - self._began_steady), wall
