"""The table that stays fast at a million rows: a current row, marks, keys, mouse."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView

from ui import theme
from ui.widgets.columns import DOWNWARD_KINDS, Cell, Column, Kind, Mark, Masked, Name
from ui.widgets.grid import Grid
from ui.widgets.paged_model import Index, PagedModel
from ui.widgets.table_keys import TableKeys

__all__ = ["Cell", "Column", "Kind", "Mark", "Masked", "Name", "PagedModel", "Table"]

DENSITIES: Final = (32, 40, 48)


class Table(Grid):
    """Whole rows, a current one with an accent bar, marks for many, contacts that can be shown for a while."""

    opened = Signal(int)
    current_changed = Signal(int)
    marks_changed = Signal(int)
    sort_changed = Signal(str, bool)
    secret_asked = Signal(int, str)
    typed = Signal(str)
    menu_asked = Signal(int, QPoint)

    def __init__(self, name: str, *, checks: bool = True, density: int = 40) -> None:
        super().__init__(name, checks=checks, density=density)
        self._current_id: int | None = None
        self._keys = TableKeys(self)
        self._header().sort_asked.connect(self._on_sort)
        self._header().check_asked.connect(self._on_header_check)

    def set_model(self, model: PagedModel[Any]) -> None:
        """Show this list."""
        self._paged = model
        self.setModel(model)
        # The header asks the selection about every row on each paint (90 s after Ctrl+A on a
        # million rows). One that is always empty answers at once.
        header = self.horizontalHeader()
        header.setSelectionModel(QItemSelectionModel(model, header))
        self._order = [column.key for column in model.columns[1:]]
        model.modelReset.connect(self._on_reset)
        model.loaded.connect(lambda _first, _last: self.viewport().update())
        self._fit()
        self._on_reset()

    # ------------------------------------------------------------ sorting and marks

    def set_sort(self, key: str, descending: bool) -> None:
        """Show by which column the list is sorted; sorting itself is the page's."""
        header = self._header()
        header.sorted_section = self._section(key)
        header.descending = descending
        header.viewport().update()

    def sort(self) -> tuple[str, bool]:
        """By which column the list is sorted, and whether descending."""
        header = self._header()
        return self._key(header.sorted_section), header.descending

    def _on_sort(self, section: int) -> None:
        header = self._header()
        # Of sums, counts and days the largest and the last ones are looked for.
        downward = self._paged is not None and self._paged.columns[section].kind in DOWNWARD_KINDS
        descending = not header.descending if header.sorted_section == section else downward
        self.set_sort(self._key(section), descending)
        self.sort_changed.emit(self._key(section), descending)

    def marked(self) -> list[int]:
        """The ids of marked rows."""
        return self._paged.marks.ids() if self._paged is not None else []

    def mark(self, ids: Iterable[int]) -> None:
        """Mark exactly these."""
        if self._paged is not None:
            self._paged.marks.set_ids(ids)
            self.marks_moved()

    def mark_all(self) -> None:
        """Mark every row of the list."""
        if self._paged is not None:
            self._paged.marks.set_all(True)
            self.marks_moved()

    def clear_marks(self) -> None:
        """Mark none."""
        if self._paged is not None:
            self._paged.marks.set_all(False)
            self.marks_moved()

    def marks_moved(self) -> None:
        """Marks changed: repaint and tell."""
        self.viewport().update()
        self.horizontalHeader().viewport().update()
        if self._paged is not None:
            self.marks_changed.emit(self._paged.marks.count())

    def _on_header_check(self) -> None:
        if self._paged is not None:
            self._paged.marks.set_all(not self._paged.marks.all_on())
            self.marks_moved()

    # ------------------------------------------------------------ the current row

    def current_id(self) -> int | None:
        """The id of the current row."""
        return self._current_id

    def set_current_id(self, wanted: int) -> bool:
        """Make this row the current one and bring it into view; False when it is not in the list."""
        row = self._paged.row_of(wanted) if self._paged is not None else -1
        if row >= 0:
            self.go_to(row)
        return row >= 0

    def go_to(self, row: int) -> None:
        """Make a row the current one and bring it into view."""
        if self._paged is None or not self._paged.rowCount():
            return
        row = max(0, min(row, self._paged.rowCount() - 1))
        self.setCurrentIndex(self._paged.index(row, self._first_section()))
        self._bring(row)

    def rows_per_page(self) -> int:
        """How far Page Down goes."""
        return max(1, self.viewport().height() // theme.px(self._density) - 1)

    def _bring(self, row: int) -> None:
        tall = theme.px(self._density)
        bar = self.verticalScrollBar()
        top, room = row * tall, self.viewport().height() - self._bottom_room
        if top < bar.value():
            bar.setValue(top)
        elif top + tall > bar.value() + room:
            bar.setValue(top + tall - room)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        for row in (current.row(), previous.row()):
            self._repaint_row(row)
        if self._paged is not None and current.isValid() and current.row() != previous.row():
            self._current_id = self._paged.id_at(current.row())
            self.current_changed.emit(self._current_id)

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        if index.isValid():
            self._bring(index.row())

    def _on_reset(self) -> None:
        if self._paged is None:
            return
        self._late = False
        row = self._paged.row_of(self._current_id) if self._current_id is not None else -1
        if row < 0:
            self.verticalScrollBar().setValue(0)
            self._current_id = None
        if self._paged.rowCount():
            self.setCurrentIndex(self._paged.index(max(0, row), self._first_section()))
        self.horizontalHeader().viewport().update()
        self.marks_changed.emit(self._paged.marks.count())
        self._see()

    # ------------------------------------------------------------ mouse

    def _on_eye(self, where: QPoint) -> str:
        """The column whose eye lies under the pointer, or nothing."""
        row, section = self._cell_at(where)
        if row < 0 or section < 1 or self._paged is None:
            return ""
        column, cells = self._paged.columns[section], self._paged.cells(row)
        if column.kind is not Kind.MASKED or not cells:
            return ""
        masked = cells[section].extra
        header = self.horizontalHeader()
        end = header.sectionViewportPosition(section) + header.sectionSize(section)
        can = isinstance(masked, Masked) and masked.can_show
        return column.key if can and end - theme.px(38) <= where.x() < end - theme.px(6) else ""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        where = event.position().toPoint()
        self._set_hover(*self._cell_at(where))
        hand = bool(self._on_eye(where)) or self._hover[1] == 0
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)

    def leaveEvent(self, event: QEvent) -> None:
        self._set_hover(-1, -1)
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        where = event.position().toPoint()
        row, section = self._cell_at(where)
        if row < 0 or self._paged is None or event.button() != Qt.MouseButton.LeftButton:
            return
        key = self._on_eye(where)
        modifiers = event.modifiers()
        if key:
            self.secret_asked.emit(self._paged.id_at(row), key)
        elif modifiers & Qt.KeyboardModifier.ShiftModifier:
            self._keys.mark_to(row)
        elif section == 0 or modifiers & Qt.KeyboardModifier.ControlModifier:
            self._keys.toggle(row)
        self.go_to(row)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        row, section = self._cell_at(event.position().toPoint())
        if row >= 0 and section != 0 and self._paged is not None and not self._on_eye(event.position().toPoint()):
            self.opened.emit(self._paged.id_at(row))
        elif section == 0:
            self.mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._paged is None:
            return
        row = self._cell_at(event.pos())[0]
        where = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            row = self.current_row()
            y = (row + 1) * theme.px(self._density) - self.verticalScrollBar().value()
            where = self.viewport().mapToGlobal(QPoint(theme.px(60), y))
        if row >= 0:
            self.go_to(row)
            self.menu_asked.emit(self._paged.id_at(row), where)

    # ------------------------------------------------------------ keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._keys.press(event):
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.current_row() < 0:
            self.go_to(0)
        self._repaint_row(self.current_row())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._repaint_row(self.current_row())
