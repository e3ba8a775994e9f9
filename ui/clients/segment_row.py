"""Saved segments above the list: pills with their counts, and what can be done with each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QWidget

from clientcrm.domain.access import Permission
from clientcrm.domain.clients import ClientFilter, SavedSegment
from ui import words
from ui.clients.filters import active
from ui.clients.name_dialog import NameDialog
from ui.clients.vocabulary import Vocabulary
from ui.i18n import tr
from ui.page import Page
from ui.segments.history import open_history
from ui.segments.saving import SegmentSaving
from ui.widgets.button import Button
from ui.widgets.layout import row
from ui.widgets.popover import Menu
from ui.widgets.tag import Segment, SegmentBar

EVERYONE = "all"


class SegmentRow(QWidget):
    """One pill per segment; the one whose filter is shown now is current. `chosen` carries a filter."""

    chosen = Signal(object)

    def __init__(self, page: Page, known: Callable[[], Vocabulary]) -> None:
        super().__init__()
        self._page, self._known = page, known
        self.found: Callable[[], Sequence[int]] = tuple  # the clients of the list as it stands
        self._segments: dict[str, SavedSegment] = {}
        self._everyone = ""
        self._asked = ClientFilter()
        self.saving = SegmentSaving(page, self, self.names)
        self.bar = SegmentBar(tr("Segments"))
        self.bar.chosen.connect(self._chosen)
        self.bar.add_asked.connect(self._open_add_menu)
        self.bar.menu_asked.connect(self._open_menu)
        # Where nothing is saved yet, the ready ones are offered.
        self.ready = Button(tr("Ready segments"), "sparkles", "link", "sm")
        self.ready.clicked.connect(self._offer_ready)
        self.ready.hide()
        self.setLayout(row((self.bar, 1), self.ready, margins=(24, 0, 20, 0)))
        self._show()

    def refresh(self) -> None:
        """Read names and counts anew."""

        def arrived(found: tuple[list[SavedSegment], int]) -> None:
            self._segments = {str(segment.id): segment for segment in found[0]}
            self._known().names.setdefault("segment", {}).update({one.id: one.name for one in found[0]})
            self._everyone = words.number(found[1])
            self.ready.setVisible(bool(found[1]) and not found[0])
            self._show()

        desk = self._page.desk
        self._page.run(lambda _job: (desk.segments.all(), desk.clients.everyone()), arrived, key="segments")

    def show_filter(self, asked: ClientFilter) -> None:
        """Mark the segment that this filter is."""
        self._asked = asked
        self._show()

    def current(self) -> SavedSegment | None:
        """The saved segment shown now, if it is one."""
        asked = replace(self._asked, text="")
        return next((segment for segment in self._segments.values() if segment.filter == asked), None)

    def names(self) -> list[str]:
        """What the segments are called."""
        return [segment.name for segment in self._segments.values()]

    def _show(self) -> None:
        pills = [Segment(EVERYONE, tr("All", "every client"), self._everyone)]
        for key, one in self._segments.items():
            frozen = one.frozen_at is not None
            mark, spoken = ("snowflake", tr("frozen", "a segment")) if frozen else ("", "")
            pills.append(Segment(key, one.name, words.number(one.clients), mark, spoken, menu=True))
        current = self.current()
        key = str(current.id) if current else ("" if active(self._asked) else EVERYONE)
        self.bar.set_segments(pills, key)

    # ------------------------------------------------------------ what a person does

    def _chosen(self, key: str) -> None:
        segment = self._segments.get(key)
        if segment is not None and segment.filter.where is not None:
            self._page.context.open("clients", segment=segment.id)  # names are read first
        else:
            self.chosen.emit(segment.filter if segment else ClientFilter())

    def _open_add_menu(self, where: QPoint) -> None:
        menu = Menu(self)
        context = self._page.context
        if context.may(Permission.EDIT_CLIENTS):
            off = "" if self._narrowed() else tr("Choose a filter first, then save it as a segment")
            menu.item(tr("Save the filters as a segment"), "save", on=self.save_current, off_reason=off)
            menu.divider()
        menu.item(tr("Build a segment"), "list-filter", keys="Ctrl Shift F", on=lambda: self._build("new"))
        menu.item(tr("Ready segments"), "sparkles", on=self._offer_ready)
        menu.popup(where)

    def _offer_ready(self) -> None:
        self._page.context.open("clients", build="new", list="ready")

    def _build(self, what: object) -> None:
        self._page.context.open("clients", build=what)

    def _narrowed(self) -> bool:
        return bool(active(self._asked) or self._asked.text)

    def save_current(self) -> None:
        """Keep the filters shown now under a name; of a search, those who are found now."""
        if not self._narrowed():
            self._page.context.toast(tr("Choose a filter first, then save it as a segment"), icon="list-filter")
            return
        asked, found = self._asked, list(self.found())
        if asked.text:
            self.saving.keep(replace(asked, text=""), ids=found)
        else:
            self.saving.keep(asked, clients=len(found))

    def _open_menu(self, key: str, where: QPoint) -> None:
        segment = self._segments.get(key)
        if segment is None:
            return
        menu, page = Menu(self), self._page
        frozen, may = segment.frozen_at is not None, page.context.may(Permission.EDIT_CLIENTS)
        if may:
            title = tr("What it was made of") if frozen else tr("Change the conditions")
            menu.item(title, "list-filter", on=lambda: self._build(segment.id))
        menu.item(tr("Who came and went"), "history", on=lambda: open_history(page, segment))
        if may and not frozen:
            menu.item(tr("Freeze as it is today"), "snowflake", on=lambda: self._freeze(segment))
        if may:
            menu.divider()
            menu.item(tr("Rename"), "pencil", on=lambda: self._rename(segment))
            menu.item(tr("Remove"), "trash-2", on=lambda: self._remove(segment), danger=True)
        menu.popup(where)

    def _freeze(self, segment: SavedSegment) -> None:
        day = words.day_short(words.today())
        name = tr("{name}, {day}", "a frozen segment").format(name=segment.name, day=day)
        self.saving.keep(segment.filter, name=name, clients=segment.clients, frozen=True)

    def _rename(self, segment: SavedSegment) -> None:
        NameDialog(
            self,
            tr("Rename the segment"),
            tr("Name"),
            verb=tr("Rename"),
            text=segment.name,
            on_name=lambda name: self.saving.rename(segment, name),
        ).open()

    def _remove(self, segment: SavedSegment) -> None:
        self.saving.remove(segment)
