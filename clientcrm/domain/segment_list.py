"""What is told of saved segments: numbers beside a tree's lines, coming and going, what may be chosen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from clientcrm.domain.segments import Node


@dataclass(frozen=True, slots=True)
class Part:
    """A node of a tree with how many clients fit it; `parts` as the node has them."""

    node: Node
    clients: int
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class MembershipDay:
    """How many entered a segment on a day, and how many left it."""

    day: date
    entered: int
    left: int


@dataclass(frozen=True, slots=True)
class Move:
    """A client entered a segment, or left it, on a day."""

    client_id: int
    day: date
    entered: bool


@dataclass(frozen=True, slots=True)
class ClientStay:
    """A segment in which a client is; `since` is None for whoever was in it when it was saved, or is just now."""

    segment_id: int
    name: str
    since: date | None


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that a question may name; "" as its label where the value is a code that screens word."""

    value: str | int | None
    label: str
    clients: int
