"""Own fields: what a shop keeps about its clients beyond the ready columns."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FieldKind(StrEnum):
    """What an own field holds."""

    TEXT = "text"


@dataclass(frozen=True, slots=True)
class OwnField:
    """One own field; sealed ones are kept with the contacts."""

    id: int
    name: str
    kind: FieldKind
    sealed: bool
    position: int
