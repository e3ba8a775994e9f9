"""The search and the filter chips above the list, and at the right what changes the table's looks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from clientcrm.domain.access import Permission
from clientcrm.domain.clients import ClientFilter
from ui import theme
from ui.clients.filter_editors import WORD_LISTS, Counted, editor_for
from ui.clients.filters import PARTS, active, shown_parts, title_of, without
from ui.clients.vocabulary import Vocabulary
from ui.i18n import tr
from ui.page import Page
from ui.widgets.fields import SearchField
from ui.widgets.layout import Flow, clear, holder, row
from ui.widgets.popover import Menu, Popover
from ui.widgets.tag import FilterChip

SUM_PARTS = frozenset({"total"})
NOT_ADDED = frozenset({"batch"})  # comes with its list, and can only be taken off
BUILT = "where"  # has a page of its own instead of a popover
_ROOM = 400  # for filters beside the search; in less they stand below it


class FilterBar(QWidget):
    """Shows a filter and lets a person change it; `edited` carries the filter that is wanted now."""

    edited = Signal(object)
    down = Signal()
    build_asked = Signal()

    def __init__(self, page: Page, known: Callable[[], Vocabulary], tools: Sequence[QWidget]) -> None:
        super().__init__()
        self._page, self._known = page, known
        self._asked = ClientFilter()
        self.search = SearchField(tr("Name, phone, card, tag"), keys="Ctrl F", name=tr("Search clients"), width=300)
        self.search.searched.connect(self._searched)
        self.search.cleared.connect(lambda: self._searched(""))
        self.search.down.connect(self.down)
        self._chips: dict[str, FilterChip] = {}
        self._flow = Flow(8)
        self.add = FilterChip(tr("Filter"), add=True)
        self.add.opened.connect(self._choose_part)
        self._popover: Popover | None = None
        buttons = holder(row(*tools, gap=2))
        self._filters, self._buttons, self._below = holder(self._flow), buttons, False
        self._line = QGridLayout()
        self._line.setContentsMargins(theme.px(24), theme.px(4), theme.px(16), theme.px(12))
        self._line.setSpacing(theme.px(8))
        self._line.setColumnStretch(1, 1)
        self._line.addWidget(self.search, 0, 0, Qt.AlignmentFlag.AlignTop)  # chips may need several lines
        self._line.addWidget(self._filters, 0, 1)
        self._line.addWidget(buttons, 0, 2, Qt.AlignmentFlag.AlignTop)
        self.setLayout(self._line)
        self._fill()

    # ------------------------------------------------------------ what it shows

    def show_filter(self, asked: ClientFilter) -> None:
        """Show this filter without saying that it was edited."""
        before, self._asked = self._asked, asked  # first: an emptied search asks at once
        if asked.text != before.text and asked.text != self.search.text():
            self.search.set_text(asked.text)
        self._fill()

    def chip(self, key: str) -> FilterChip | None:
        """The chip of a part that narrows the list."""
        return self._chips.get(key)

    def _fill(self) -> None:
        self.add.setParent(self)
        clear(self._flow)
        self._chips = {}
        for part in shown_parts(self._asked, self._known()):
            chip = FilterChip(part.title, part.value)
            chip.opened.connect(lambda key=part.key: self.edit_part(key))
            chip.removed.connect(lambda key=part.key: self._edited(without(self._asked, key)))
            self._flow.addWidget(chip)
            self._chips[part.key] = chip
        self._flow.addWidget(self.add)
        self.add.show()
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Filters stand beside the search, or below it where there they would have a line each."""
        sides, gap = self._line.contentsMargins(), self._line.horizontalSpacing()
        taken = sides.left() + self.search.width() + gap + gap + self._buttons.sizeHint().width() + sides.right()
        room = self.width() - taken
        parts = [*self._chips.values(), self.add]  # of what is not shown yet a layout knows no width
        needed = sum(part.sizeHint().width() for part in parts) + gap * (len(parts) - 1)
        below = room < theme.px(_ROOM) and room < needed
        if below is not self._below:
            self._below = below
            self._line.removeWidget(self._filters)
            self._line.addWidget(self._filters, int(below), 0 if below else 1, 1, 3 if below else 1)

    # ------------------------------------------------------------ what a person does

    def _searched(self, text: str) -> None:
        if text != self._asked.text:
            self._edited(replace(self._asked, text=text))

    def _edited(self, asked: ClientFilter) -> None:
        self._asked = asked
        self._fill()
        self.edited.emit(asked)

    def parts(self) -> list[str]:
        """Parts that this person may add now."""
        known = self._known()
        absent = set(active(self._asked)) | NOT_ADDED
        if not known.may(Permission.SEE_SUMS):
            absent |= SUM_PARTS
        if len(known.portfolios) < 2:
            absent.add("portfolio")
        if len(known.people) < 2:
            absent.add("responsible")
        return [key for key in PARTS if key not in absent]

    def _choose_part(self) -> None:
        menu = Menu(self)
        for key in self.parts():
            menu.item(title_of(key), on=partial(self.edit_part, key))
        menu.popup(self.add.mapToGlobal(self.add.rect().bottomLeft()))

    def edit_part(self, key: str) -> None:
        """Open the popover of a part; its list of words is read first."""
        if key in NOT_ADDED:
            return
        if key == BUILT:
            self.build_asked.emit()
            return
        kind = WORD_LISTS.get(key)
        if kind is None:
            self._open(key, ())
        else:
            self._page.run(
                lambda _job: self._page.desk.clients.words(kind), lambda found: self._open(key, found), key="words"
            )

    def _open(self, key: str, counted: Counted) -> None:
        editor = editor_for(key, self._asked, self._known(), counted)
        editor.edited.connect(self._edited)
        if self._popover is not None:
            self._popover.dismiss()
        self._popover = Popover(self)
        self._popover.set_body(editor)
        self._popover.open_under(self._chips.get(key, self.add))
