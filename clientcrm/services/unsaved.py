"""What a person has typed and not saved, sealed for the time that the window is locked."""

from __future__ import annotations

from clientcrm.services.gate import Gate
from clientcrm.vault.unlocked import Unlocked


class Unsaved:
    """Seals and opens it; it waits in memory, with whoever asked. Nothing of it reaches the base or its journal."""

    def __init__(self, gate: Gate, keys: Unlocked) -> None:
        self._gate, self._keys = gate, keys

    def seal(self, typed: bytes) -> bytes:
        """As only a sign-in of the same person opens it."""
        self._gate.require(None)
        return self._keys.seal_to_own(typed)

    def open(self, sealed: bytes) -> bytes:
        """What was typed; SealBroken for what somebody else typed, or when the base has got other keys since."""
        self._gate.require(None)
        return self._keys.open_own(sealed)
