"""The computer's clock under watch: set back against the journal, or ahead of a clock that nobody sets."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from clientcrm.domain.meter import DRIFT, set_back

_BEFORE = datetime.min.replace(tzinfo=UTC)
# A computer that is never switched off: its own clock drifts by minutes in months.
_LONGEST: Final = timedelta(days=30)


def uptime() -> float:
    """Seconds by a clock that nobody sets and that goes on while the computer sleeps."""
    # time.monotonic stands still during sleep on Linux and macOS: each wake-up would look like a jump.
    for name in ("CLOCK_BOOTTIME", "CLOCK_MONOTONIC"):
        number = getattr(time, name, None)
        if number is not None:
            return time.clock_gettime(number)
    return time.monotonic()


def boot_id() -> str:
    """What is the same until the computer is started anew; "" where the system does not say."""
    with suppress(OSError, ValueError, AttributeError):
        if sys.platform == "win32":
            import winreg

            place = r"SYSTEM\CurrentControlSet\Control\Session Manager\Memory Management\PrefetchParameters"
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, place) as key:
                return str(winreg.QueryValueEx(key, "BootId")[0])
        if sys.platform == "darwin":
            import ctypes

            said, size = ctypes.create_string_buffer(64), ctypes.c_size_t(64)
            if ctypes.CDLL(None).sysctlbyname(b"kern.bootsessionuuid", said, ctypes.byref(size), None, 0) == 0:
                return said.value.decode("ascii")
            return ""
        return Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
    return ""


@dataclass(frozen=True, slots=True)
class _Noted:
    """What the journal knows: how far ahead the wall clock went, and whether it stands before the last entry."""

    ahead: timedelta = timedelta()
    back: bool = False


class ClockWatch:
    """One session's watch. The journal's writer asks it before each entry and tells it what became of them.

    It goes on from the first session since the computer was started: a clock set ahead while the program was closed
    is found as well. What was done to it while the computer was off nobody can tell from a night.
    """

    def __init__(
        self,
        clock: Callable[[], datetime],
        steady: Callable[[], float] | None = None,
        boot: Callable[[], str] | None = None,
    ) -> None:
        """Without a steady clock beside it the wall clock is believed as far as it goes on."""
        self.wall, self._steady = clock, steady or (lambda: clock().timestamp())
        self._boot = boot() if steady is not None and boot is not None else ""
        self._began, self._began_steady = clock(), self._steady()
        self._noted = self._stored = _Noted()
        self.last_before = _BEFORE

    def began_after(self, last: datetime | None, kept: Mapping[str, Any] | None = None) -> Mapping[str, Any] | None:
        """The journal's last entry before this session: time is never earlier than it.

        `kept` is what an earlier session gave to keep; the answer is what to keep from now on, None: what is kept.
        """
        self.last_before = last or _BEFORE
        if not self._boot:
            return None
        if isinstance(kept, Mapping) and kept.get("boot") == self._boot:
            with suppress(LookupError, ValueError, TypeError):  # somebody wrote there
                return self._go_on(kept)
        if set_back(self._began, last):  # a clock that is wrong already is no witness
            return None
        return self._kept(timedelta())

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

    def _go_on(self, kept: Mapping[str, Any]) -> Mapping[str, Any] | None:
        """Watch on from where an earlier session began; how far ahead it told of is kept, to be told once."""
        began, steady = datetime.fromisoformat(kept["at"]), float(kept["steady"])
        told, passed = timedelta(seconds=kept["told"]), timedelta(seconds=self._began_steady - steady)
        if not timedelta() <= passed <= _LONGEST:
            return self._kept(timedelta())
        ahead = max(self._began - began - passed, timedelta())
        # An entry may stand in a future that a clock set ahead had made.
        self.last_before = min(self.last_before, began + passed)
        self._began, self._began_steady = began, steady
        self._noted = self._stored = _Noted(min(ahead, told))
        return self._kept(ahead) if abs(ahead - told) > DRIFT else None

    def _kept(self, told: timedelta) -> Mapping[str, Any]:
        at, steady = self._began.isoformat(), self._began_steady
        return {"boot": self._boot, "at": at, "steady": steady, "told": told.total_seconds()}

    def _ahead(self) -> tuple[timedelta, datetime]:
        """How far the wall clock went ahead of the steady one since the session began, and where it stands."""
        wall = self.wall()
        return wall - self._began - timedelta(seconds=self._steady() - self._began_steady), wall
