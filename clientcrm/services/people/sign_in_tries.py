"""Wrong passwords of a base: kept beside it until somebody signs in and the journal can tell of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from clientcrm.services.recorder import Entry

_FILE = "tries.json"
# As in the window: from the fifth wrong password on each next one waits half a minute.
_PATIENCE, _WAIT = 5, 30


class SignInTries:
    """Counts them by person. Whoever deletes the file forgets them: it is for honest desks, as the waiting is."""

    def __init__(self, folder: Path, clock: Callable[[], datetime]) -> None:
        self._path = folder / _FILE
        self._clock = clock

    def failed(self, uid: str) -> None:
        """One more wrong password for this person."""
        tries = self._tries()
        kept = {"last": self._clock().isoformat(), "tries": tries | {uid: tries.get(uid, 0) + 1}}
        with suppress(OSError):  # a folder that cannot be written is told of elsewhere
            self._path.write_text(json.dumps(kept), "utf-8")

    def wait(self) -> int:
        """Seconds until the next try is welcome; a clock set back never makes them more than thirty."""
        if sum(self._tries().values()) < _PATIENCE:
            return 0
        try:
            last = datetime.fromisoformat(str(self._kept().get("last"))).astimezone(UTC)
        except ValueError:
            return 0
        return max(0, min(_WAIT, round(_WAIT - (self._clock() - last).total_seconds())))

    def entries(self) -> list[Entry]:
        """What the journal has to tell: how many wrong passwords there were for each person, and the last wait."""
        wait = _WAIT if sum(self._tries().values()) >= _PATIENCE else 0
        return [
            Entry("person.sign_in_failed", "person", count=count, detail={"person": uid, "wait": wait})
            for uid, count in sorted(self._tries().items())
        ]

    def forget(self) -> None:
        """The journal knows."""
        with suppress(OSError):
            self._path.unlink(missing_ok=True)

    def _tries(self) -> dict[str, int]:
        tries = self._kept().get("tries")
        found = tries.items() if isinstance(tries, dict) else ()
        return {uid: count for uid, count in found if len(uid) <= 64 and type(count) is int and 0 < count < 10**6}

    def _kept(self) -> dict[str, Any]:
        try:
            kept = json.loads(self._path.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return kept if isinstance(kept, dict) else {}
