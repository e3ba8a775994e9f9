"""Segments as places of the section of clients: the list narrowed by one, the builder at work on one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from clientcrm.domain.clients import ClientFilter, SavedSegment
from clientcrm.domain.segments import from_json, to_json
from ui.clients.vocabulary import Vocabulary
from ui.page import Page, Place
from ui.segments.builder import SegmentBuilder
from ui.segments.values import Lists, needed, read_lists

if TYPE_CHECKING:
    from ui.clients.listing import ClientList


class SegmentPlaces:
    """Which segment a place means; the builder is made at first need."""

    def __init__(self, page: Page, known: Callable[[], Vocabulary], shown: Callable[[], ClientList]) -> None:
        self._page, self._known, self._list = page, known, shown
        self.made: SegmentBuilder | None = None

    @property
    def builder(self) -> SegmentBuilder:
        """The builder."""
        if self.made is None:
            open_place = self._page.context.open
            self.made = SegmentBuilder(self._page, self._known, self._names_taken)
            self.made.saved.connect(lambda number: open_place("clients", segment=number))
            self.made.named.connect(self._page.title_changed)
            self.made.list_asked.connect(lambda node: open_place("clients", where=to_json(node)))
        return self.made

    def _names_taken(self) -> list[str]:
        row = self._list().segments
        return row.names() if row is not None else []

    def build(self, place: Place) -> None:
        """A new one, a ready one, the filters of the list, or a saved one to be changed."""
        wanted, builder = place["build"], self.builder
        if "draft" in place:
            builder.open_unsaved(place["draft"])
            self._page.context.replace(**_without_draft(place))  # given up once, it does not come back by Alt Left
        elif "ready" in place:
            builder.open_ready(str(place["ready"]))
        elif wanted == "filter":
            builder.open_filter(replace(self._list().asked, text=""))
        elif wanted == "new":
            builder.open_new(with_list=bool(place.get("list")))
        else:
            builder.open_saved(int(wanted))

    def to_keep(self, place: Place) -> Place:
        """The place of the builder shown, with the draft if leaving would lose it."""
        kept = self.builder.unsaved()
        return _without_draft(place) | ({"draft": kept} if kept is not None else {})

    def show_saved(self, segment_id: int) -> None:
        """The list of a saved segment."""
        desk = self._page.desk

        def arrived(found: SavedSegment) -> None:
            self._known().names.setdefault("segment", {})[found.id] = found.name
            self.narrow(found.filter)

        self._page.run(lambda _job: desk.segments.get(segment_id), arrived, key="segment")

    def show_tree(self, text: str) -> None:
        """The list of a tree that is not saved."""
        self.narrow(ClientFilter(where=from_json(text)))

    def narrow(self, asked: ClientFilter) -> None:
        """Narrow the list once the names behind the ids of its tree are known."""
        desk, known = self._page.desk, self._known()
        fields = needed(asked.where) if asked.where is not None else set()

        def arrived(lists: Lists) -> None:
            for key, found in lists.choices.items():
                self._known().names.setdefault(key, {}).update({one.value: one.label for one in found})
            self._list().narrow(asked)

        if fields - set(known.names):
            self._page.run(lambda _job: read_lists(desk, known, fields), arrived, key="segment")
        else:
            self._list().narrow(asked)


def _without_draft(place: Place) -> Place:
    return {key: value for key, value in place.items() if key != "draft"}
