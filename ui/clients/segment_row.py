"""Saved segments above the list: named filters with their counts."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QWidget

from clientcrm.domain.clients import ClientFilter, SavedSegment
from ui import words
from ui.clients.filters import active
from ui.clients.name_dialog import NameDialog
from ui.i18n import tr
from ui.page import Page
from ui.widgets.layout import row
from ui.widgets.popover import Menu
from ui.widgets.tag import Segment, SegmentBar

EVERYONE = "all"


class SegmentRow(QWidget):
    """One pill per segment; the one whose filter is shown now is current. `chosen` carries a filter."""

    chosen = Signal(object)

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._segments: dict[str, SavedSegment] = {}
        self._everyone = ""
        self._asked = ClientFilter()
        self.bar = SegmentBar(tr("Segments"))
        self.bar.chosen.connect(self._chosen)
        self.bar.add_asked.connect(self.save_current)
        self.bar.menu_asked.connect(self._open_menu)
        self.setLayout(row((self.bar, 1), margins=(24, 0, 20, 0)))
        self._show()

    def refresh(self) -> None:
        """Read names and counts anew."""

        def arrived(found: tuple[list[SavedSegment], int]) -> None:
            self._segments = {str(segment.id): segment for segment in found[0]}
            self._everyone = words.number(found[1])
            self._show()

        desk = self._page.desk
        self._page.run(lambda _job: (desk.segments.all(), desk.clients.everyone()), arrived, key="segments")

    def show_filter(self, asked: ClientFilter) -> None:
        """Mark the segment that this filter is."""
        self._asked = replace(asked, text="")
        self._show()

    def current(self) -> SavedSegment | None:
        """The saved segment shown now, if it is one."""
        return next((segment for segment in self._segments.values() if segment.filter == self._asked), None)

    def filter_of(self, segment_id: int) -> ClientFilter | None:
        """The filter of a saved segment; None while it is unknown."""
        segment = self._segments.get(str(segment_id))
        return segment.filter if segment else None

    def _show(self) -> None:
        pills = [Segment(EVERYONE, tr("All", "every client"), self._everyone)]
        pills += [Segment(key, one.name, words.number(one.clients)) for key, one in self._segments.items()]
        current = self.current()
        key = str(current.id) if current else ("" if active(self._asked) else EVERYONE)
        self.bar.set_segments(pills, key)

    # ------------------------------------------------------------ what a person does

    def _chosen(self, key: str) -> None:
        segment = self._segments.get(key)
        self.chosen.emit(segment.filter if segment else ClientFilter())

    def save_current(self) -> None:
        """Keep the filters shown now under a name."""
        asked = self._asked
        if not active(asked):
            self._page.context.toast(tr("Choose a filter first, then save it as a segment"), icon="list-filter")
            return
        desk = self._page.desk

        def named(name: str) -> None:
            self._page.run(
                lambda _job: desk.segments.save(name, asked),
                lambda _id: self._page.context.toast(tr("Segment saved: {name}").format(name=name)),
            )

        NameDialog(self, tr("Save the filters as a segment"), tr("Name"), verb=tr("Save"), on_name=named).open()

    def _open_menu(self, key: str, where: QPoint) -> None:
        segment = self._segments.get(key)
        if segment is None:
            return
        menu = Menu(self)
        menu.item(tr("Rename"), "pencil", on=lambda: self._rename(segment))
        menu.item(tr("Remove"), "trash-2", on=lambda: self._remove(segment), danger=True)
        menu.popup(where)

    def _rename(self, segment: SavedSegment) -> None:
        desk = self._page.desk

        def named(name: str) -> None:
            self._page.run(lambda _job: desk.segments.rename(segment.id, name))

        NameDialog(
            self, tr("Rename the segment"), tr("Name"), verb=tr("Rename"), text=segment.name, on_name=named
        ).open()

    def _remove(self, segment: SavedSegment) -> None:
        desk, page = self._page.desk, self._page

        def save(_job: object, _held: object) -> int:
            return desk.segments.save(segment.name, segment.filter)

        page.run(
            lambda _job: desk.segments.remove(segment.id),
            lambda _none: page.context.did(
                tr("Segment removed: {name}").format(name=segment.name),
                save,
                lambda _job, number: desk.segments.remove(number),
            ),
        )
