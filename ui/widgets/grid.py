"""The painted grid under a table: geometry, columns, and a repaint in one go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QHelpEvent, QHideEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView, QToolTip

from ui import theme
from ui.widgets.columns import Kind
from ui.widgets.delegates import CellPainter, Place
from ui.widgets.fitting import fit
from ui.widgets.header import HEIGHT, Header
from ui.widgets.overlay_bar import BAR, OverlayBar
from ui.widgets.paged_model import PagedModel
from ui.widgets.unveiled import Unveiled

SKELETON_AFTER: Final = 300  # ms; sooner it would only flicker


class Grid(QTableView):
    """Rows of one height, painted column by column, so that fonts and pens change seldom."""

    scrolled = Signal(int, int)
    columns_changed = Signal()

    def __init__(self, name: str, *, checks: bool = True, density: int = 40) -> None:
        super().__init__()
        self._checks, self._density = checks, density
        self._paged: PagedModel[Any] | None = None
        self._order: list[str] = []
        self._widths: dict[str, int] = {}
        self._hover = (-1, -1)
        self._bottom_room = 0
        self._late = False
        self._fitting = False
        self._painter = CellPainter()
        self._unveiled = Unveiled(self)
        self._unveiled.changed.connect(self._repaint_id)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(SKELETON_AFTER)
        self._patience.timeout.connect(self._show_skeleton)
        self.setAccessibleName(name)
        self._wire()

    def _wire(self) -> None:
        header = Header(self)
        self.setHorizontalHeader(header)
        header.widened.connect(self._on_widened)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.set_density(self._density)
        self._bar = OverlayBar(self, top=HEIGHT)
        self.verticalScrollBar().valueChanged.connect(self._on_scroll)
        theme.signals().changed.connect(self._on_theme)

    def paged(self) -> PagedModel[Any] | None:
        """The list that is shown."""
        return self._paged

    def density(self) -> int:
        """Row height at 100 %."""
        return self._density

    def set_density(self, density: int) -> None:
        """Row height: 32, 40 or 48."""
        self._density = density
        self.verticalHeader().setDefaultSectionSize(theme.px(density))
        self.viewport().update()
        self._see()

    def visible_range(self) -> tuple[int, int, int]:
        """First and last row that are seen, counted from 1, and how many there are."""
        first, last = self._seen_rows()
        total = self._paged.rowCount() if self._paged is not None else 0
        return (first + 1, last + 1, total) if total else (0, 0, 0)

    def set_bottom_room(self, room: int) -> None:
        """Scroll room under the last row, so that a floating bar hides none."""
        self._bottom_room = theme.px(room)
        self.updateGeometries()

    def show_secret(self, row_id: int, key: str, plain: str, seconds: float = 30) -> None:
        """Show a contact in clear for a while."""
        self._unveiled.show(row_id, key, plain, seconds)

    def mask_secrets(self) -> None:
        """Hide all contacts again."""
        self._unveiled.mask()

    def current_row(self) -> int:
        """The number of the current row, or -1."""
        return self.currentIndex().row()

    # ------------------------------------------------------------ columns

    def set_shown(self, keys: Sequence[str]) -> None:
        """Which columns, in which order; narrow windows may hide some of them still."""
        self._order = list(keys)
        self._fit()
        self.columns_changed.emit()

    def shown(self) -> list[str]:
        """The columns that a person chose, in order."""
        return list(self._order)

    def set_widths(self, widths: Mapping[str, int]) -> None:
        """Widths that a person dragged, by column."""
        self._widths = {key: theme.px(width) for key, width in widths.items()}
        self._fit()

    def widths(self) -> dict[str, int]:
        """Widths that a person dragged, to be remembered."""
        return {key: round(width * 100 / theme.scale()) for key, width in self._widths.items()}

    def _header(self) -> Header:
        header = self.horizontalHeader()
        assert isinstance(header, Header)
        return header

    def _section(self, key: str) -> int:
        columns = self._paged.columns if self._paged is not None else []
        return next((n for n, column in enumerate(columns) if n and column.key == key), -1)

    def _key(self, section: int) -> str:
        return self._paged.columns[section].key if self._paged is not None and section > 0 else ""

    def _first_section(self) -> int:
        header = self.horizontalHeader()
        for visual in range(header.count()):
            section = header.logicalIndex(visual)
            if section and not header.isSectionHidden(section):
                return section
        return 0

    def _fit(self) -> None:
        if self._paged is None or self._fitting:
            return
        self._fitting = True
        header = self._header()
        by_key = {column.key: column for column in self._paged.columns[1:]}
        gutter = theme.px(self._paged.columns[0].width) if self._checks else 0
        chosen = [by_key[key] for key in self._order if key in by_key]
        widths = fit(chosen, self.viewport().width() - gutter - theme.px(BAR), self._widths)
        header.setSectionHidden(0, not self._checks)
        header.resizeSection(0, gutter)
        for place, column in enumerate(chosen):
            header.moveSection(header.visualIndex(self._section(column.key)), place + 1)
        for section in range(1, header.count()):
            key = self._key(section)
            header.setSectionHidden(section, key not in widths)
            if key in widths:
                header.resizeSection(section, widths[key])
        self._fitting = False
        self.updateGeometries()
        self.viewport().update()

    def _on_widened(self, section: int, width: int) -> None:
        if not self._fitting and section:
            self._widths[self._key(section)] = width
            self._fit()
            self.columns_changed.emit()

    # ------------------------------------------------------------ what is seen

    def updateGeometries(self) -> None:
        if self._fitting:  # Qt asks after each section that is moved or widened
            return
        super().updateGeometries()
        bar = self.verticalScrollBar()
        if self._bottom_room and bar.maximum() > 0:
            bar.setMaximum(bar.maximum() + self._bottom_room)

    def _on_scroll(self) -> None:
        self._set_hover(-1, -1)
        self._see()

    def _on_theme(self) -> None:
        self._painter.forget()
        self.viewport().update()

    def _seen_rows(self) -> tuple[int, int]:
        tall = theme.px(self._density)
        top = self.verticalScrollBar().value()
        total = self._paged.rowCount() if self._paged is not None else 0
        return top // tall, min(total - 1, (top + self.viewport().height() - 1) // tall)

    def _see(self) -> None:
        if self._paged is not None:
            first, last = self._seen_rows()
            self._paged.want(first, last)
            self.scrolled.emit(first, last)

    def _show_skeleton(self) -> None:
        self._late = True
        self.viewport().update()

    def _cell_at(self, where: QPoint) -> tuple[int, int]:
        row = (where.y() + self.verticalScrollBar().value()) // theme.px(self._density)
        total = self._paged.rowCount() if self._paged is not None else 0
        section = self.horizontalHeader().logicalIndexAt(where.x())
        return (row, section) if 0 <= row < total else (-1, -1)

    def _set_hover(self, row: int, section: int) -> None:
        before, self._hover = self._hover, (row, section)
        if before[0] != row:
            self._repaint_row(before[0])
            self._repaint_row(row)

    # ------------------------------------------------------------ painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        area = event.rect()
        painter.fillRect(area, theme.color("surface"))
        if self._paged is None or not self._paged.rowCount():
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tall, top = theme.px(self._density), self.verticalScrollBar().value()
        first = (area.top() + top) // tall
        last = min(self._paged.rowCount() - 1, (area.bottom() + top) // tall)
        missing = [row for row in range(first, last + 1) if self._paged.cells(row) is None]
        self._paint_grounds(painter, first, last, tall, top)
        self._painter.begin()
        for section, x, width in self._sections():
            for row in range(first, last + 1):
                self._paint_cell(painter, row, section, QRect(x, row * tall - top, width, tall))
        painter.end()
        if not missing:
            self._patience.stop()
            self._late = False
        elif not self._late and not self._patience.isActive():
            self._patience.start()

    def _sections(self) -> list[tuple[int, int, int]]:
        header = self.horizontalHeader()
        return [
            (section, header.sectionViewportPosition(section), header.sectionSize(section))
            for section in range(header.count())
            if not header.isSectionHidden(section)
        ]

    def _paint_grounds(self, painter: QPainter, first: int, last: int, tall: int, top: int) -> None:
        assert self._paged is not None
        width, current = self.viewport().width(), self.current_row()
        line = theme.color("line")
        for row in range(first, last + 1):
            y = row * tall - top
            if row in self._paged.marks:
                painter.fillRect(0, y, width, tall - 1, theme.color("selected"))
            elif row == self._hover[0]:
                painter.fillRect(0, y, width, tall - 1, theme.color("hover"))
            painter.fillRect(0, y + tall - 1, width, 1, line)
            if row == current:
                tone = "accent" if self.hasFocus() else "border_strong"
                painter.fillRect(0, y, max(2, round(theme.px(25) / 10)), tall - 1, theme.color(tone))

    def _paint_cell(self, painter: QPainter, row: int, section: int, box: QRect) -> None:
        assert self._paged is not None
        place = Place(box.x(), box.y(), box.width(), box.height(), hovered=row == self._hover[0])
        if section == 0:
            self._painter.check(painter, place, row in self._paged.marks)
            return
        column = self._paged.columns[section]
        cells = self._paged.cells(row)
        if cells is None:
            if self._late:
                self._painter.skeleton(painter, place, column, row)
            return
        if not cells:
            return
        place.dim = self._paged.is_dim(row)
        if column.kind is Kind.MASKED:
            place.plain, place.shown_left = self._unveiled.find(self._paged.id_at(row), column.key)
        self._painter.cell(painter, place, column, cells[section])

    def _repaint_row(self, row: int) -> None:
        if row >= 0:
            tall = theme.px(self._density)
            self.viewport().update(0, row * tall - self.verticalScrollBar().value(), self.viewport().width(), tall)

    def _repaint_id(self, row_id: int) -> None:
        if self._paged is not None:
            first, last = self._seen_rows()
            for row in range(max(0, first), last + 1):
                if self._paged.id_at(row) == row_id:
                    self._repaint_row(row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self._see()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.mask_secrets()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowDeactivate:
            self.mask_secrets()
        return super().event(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.tip_at(event.pos()), self)
            return True
        return super().viewportEvent(event)

    def tip_at(self, where: QPoint) -> str:
        """What the tooltip says: the fuller words of a cell, or its text when it is cut."""
        row, section = self._cell_at(where)
        cells = self._paged.cells(row) if row >= 0 and section > 0 and self._paged is not None else None
        if not cells:
            return ""
        cell, room = cells[section], self.horizontalHeader().sectionSize(section)
        return cell.tip or (cell.text if self._painter.is_cut(cell, room) else "")
