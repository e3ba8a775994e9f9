"""What the builder begins with: nothing, a ready segment, the filters of the list, a saved segment."""

from __future__ import annotations

from dataclasses import dataclass

from clientcrm.domain.clients import ClientFilter, SavedSegment
from clientcrm.domain.filter_trees import as_tree
from clientcrm.domain.segments import Node
from ui.i18n import tr
from ui.segments.draft import Group, Line, opened


@dataclass(frozen=True, slots=True)
class Start:
    """A name to offer, the draft, the saved segment that is changed."""

    draft: Group
    name: str = ""
    segment: SavedSegment | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Unsaved:
    """A draft on its way through a lock, and what it asked for when it was opened. Segments ask for nothing sealed."""

    start: Start
    at_first: Node | None


def of_filter(asked: ClientFilter, name: str) -> Start:
    """What a filter asks for as conditions."""
    node = as_tree(asked)
    return Start(Group(parts=[Line()]) if node is None else opened(node), name)


def of_saved(segment: SavedSegment) -> Start:
    """A saved segment to be changed; of a frozen one what it was made of, for a new one."""
    asked = segment.origin if segment.origin is not None else segment.filter
    node = as_tree(asked)
    draft = Group(parts=[Line()]) if node is None else opened(node)
    if segment.frozen_at is None:
        return Start(draft, segment.name, segment)
    said = tr("A frozen segment stays as it is. This is what it was made of; saving makes a new one.")
    return Start(draft, "", segment, said)
