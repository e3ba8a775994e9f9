"""How long to wait after a wrong password: 1, 2, 4, 8 seconds, and half a minute from the fifth try on."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ui.preferences import Preferences

DELAYS = (1, 2, 4, 8)
LONGEST = 30
_KEY = "sign_in.waits"


class Patience:
    """Counts wrong passwords of one base on this computer; closing the program does not shorten the wait."""

    def __init__(self, preferences: Preferences, folder: Path, clock: Callable[[], float] = time.time) -> None:
        self._preferences = preferences
        self._folder = str(folder)
        self._clock = clock

    def failed(self) -> None:
        """One more wrong password."""
        tries = self.tries() + 1
        delay = DELAYS[tries - 1] if tries <= len(DELAYS) else LONGEST
        self._keep([tries, self._clock() + delay])

    def succeeded(self) -> None:
        """The right one: forget the wrong ones."""
        self._keep(None)

    def tries(self) -> int:
        """Wrong passwords since the last right one."""
        return int(self._kept()[0])

    def left(self) -> int:
        """Seconds to wait, 0 when the next try is welcome. A clock set back never makes it longer than 30."""
        rest = math.ceil(self._kept()[1] - self._clock())
        return max(0, min(rest, LONGEST))

    def _kept(self) -> list[float]:
        mine = self._everyone().get(self._folder)
        if isinstance(mine, list) and len(mine) == 2 and all(isinstance(part, int | float) for part in mine):
            return mine
        return [0, 0.0]

    def _everyone(self) -> dict[str, Any]:
        nobody: dict[str, Any] = {}
        return dict(self._preferences.get(_KEY, nobody))

    def _keep(self, mine: list[float] | None) -> None:
        everyone = self._everyone()
        if mine is None:
            everyone.pop(self._folder, None)
        else:
            everyone[self._folder] = mine
        self._preferences.set(_KEY, everyone)
