"""A segment while it is being built: groups and lines that may be unfinished, and the tree that they ask for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from clientcrm.domain.segment_fields import Asks, kind_of
from clientcrm.domain.segments import AllOf, AnyOf, Ask, Node, Without

# Groups within the outermost one that can be edited; what stands deeper is kept and shown in words.
LEVELS = 2
# Kinds of questions which a line may put the other way round; of the others a group "none of" says so.
TURNED = frozenset({Asks.CHOICE, Asks.TAG, Asks.BOUGHT, Asks.DEALT})


class Mode(StrEnum):
    """How the parts of a group belong together."""

    ALL = "all"
    ANY = "any"
    NONE = "none"


@dataclass(eq=False, slots=True)
class Line:
    """One question; `ask` is None until there is enough to ask, `turned` asks for those who do not fit."""

    field: str = ""
    ask: Ask | None = None
    turned: bool = False

    def node(self) -> Node | None:
        """What the line asks for."""
        if self.ask is None:
            return None
        return Without(self.ask) if self.turned else self.ask


@dataclass(eq=False, slots=True)
class Kept:
    """A part that the window shows but does not take apart."""

    whole: Node

    def node(self) -> Node | None:
        """The part as it came."""
        return self.whole


@dataclass(eq=False, slots=True)
class Group:
    """Parts under one heading: all of them, any of them, none of them."""

    mode: Mode = Mode.ALL
    parts: list[Part] = field(default_factory=list)

    def node(self) -> Node | None:
        """What the finished parts ask for; None if there is none."""
        asked = tuple(node for node in (part.node() for part in self.parts) if node is not None)
        if not asked:
            return None
        match self.mode:
            case Mode.ALL:
                return AllOf(asked)
            case Mode.ANY:
                return AnyOf(asked)
        return Without(asked[0] if len(asked) == 1 else AnyOf(asked))


Part = Line | Group | Kept


def opened(node: Node) -> Group:
    """A tree as it can be edited; asking for its node again finds the same clients."""
    found = _part(node, 0)
    return found if isinstance(found, Group) else Group(Mode.ALL, [found])


def lines_of(part: Part) -> Iterator[Line]:
    """Every line, from the top."""
    if isinstance(part, Line):
        yield part
    elif isinstance(part, Group):
        for inner in part.parts:
            yield from lines_of(inner)


def counted(part: Part) -> list[Part]:
    """The parts that have a count of their own: finished lines, groups and what is kept, the outermost first."""
    found = [part] if part.node() is not None else []
    if isinstance(part, Group):
        for inner in part.parts:
            found += counted(inner)
    return found


def _part(node: Node, level: int) -> Part:
    match node:
        case Ask():
            return Line(node.field, node)
        case Without(Ask() as ask) if kind_of(ask.field) in TURNED:
            return Line(ask.field, ask, turned=True)
    if level > LEVELS:
        return Kept(node)
    match node:
        case AllOf(parts):
            return Group(Mode.ALL, [_part(part, level + 1) for part in parts])
        case AnyOf(parts):
            return Group(Mode.ANY, [_part(part, level + 1) for part in parts])
        case Without(AnyOf(parts)) if parts:
            return Group(Mode.NONE, [_part(part, level + 1) for part in parts])
        case Without(part):
            return Group(Mode.NONE, [_part(part, level + 1)])
