"""The matrix of rights: moved through with the arrows, Enter opens the choice, titles stay while roles scroll."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
)

from clientcrm.domain.access import OWNERS_ALONE, Permission, Role, Scope
from ui import theme
from ui.access.matrix_model import MatrixModel
from ui.access.matrix_paint import EVERY_ROW, Cells, RoleHeader
from ui.access.wording import scope_sense, scope_title
from ui.badges import badge_sense, badge_title
from ui.i18n import tr
from ui.widgets.menu import Menu

_HEADING, _LINE = 34, 40
_AT_ONCE = 4
_LEAST_ROLE, _USUAL_ROLE, _LEAST_TITLE = 160, 190, 310  # four roles fit into the smallest window


class Matrix(QTableView):
    """Rights by role."""

    limit_asked = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self.matrix = MatrixModel(self)
        self.setAccessibleName(tr("Rights of roles"))
        self.setModel(self.matrix)
        self.setHorizontalHeader(RoleHeader(self))
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self._cells = Cells(self)
        self.setItemDelegate(self._cells)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.matrix.modelAboutToBeReset.connect(self._remember)
        self.matrix.modelReset.connect(self._fit)
        self._place = (1, 1)

    # ------------------------------------------------------------ geometry

    def _remember(self) -> None:
        now = self.currentIndex()
        if now.isValid():
            self._place = (now.row(), now.column())

    def _fit(self) -> None:
        for row, line in enumerate(self.matrix.lines):
            self.setRowHeight(row, theme.px(_HEADING if line.is_heading else _LINE))
            if line.is_heading:
                self.setSpan(row, 0, 1, max(self.matrix.columnCount(), 1))
        columns = self.matrix.columnCount() - 1
        if columns < 1:
            return
        room = self.viewport().width()
        title = max(theme.px(_LEAST_TITLE), room - columns * theme.px(235))
        each = max((room - title) // columns, theme.px(_LEAST_ROLE))
        if title + each * columns > room:  # they scroll anyway
            each = theme.px(_USUAL_ROLE)
        self.setColumnWidth(0, max(room - each * columns, theme.px(_LEAST_TITLE)))
        for column in range(1, columns + 1):
            self.setColumnWidth(column, each)
        if not self.currentIndex().isValid():
            at, section = self._place  # saved or read anew: the cell stays
            self.setCurrentIndex(self.matrix.index(at, min(section, columns)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    # ------------------------------------------------------------ first sight, a few rows per turn

    def reveal(self) -> Iterator[None]:
        """Bring the rows to sight a few at a time: all at once they hold the window up for 60 ms."""
        self._cells.shown = 0
        while self._cells.shown < len(self.matrix.lines):
            first = self._cells.shown
            self._cells.shown += _AT_ONCE
            top = self.rowViewportPosition(first)
            yield
            self.viewport().repaint(0, top, self.viewport().width(), _AT_ONCE * theme.px(_LINE))
        self._cells.shown = EVERY_ROW
        self.viewport().update()

    # ------------------------------------------------------------ the titles stay while the roles scroll

    def _title_width(self) -> int:
        """How much of the left the titles cover; nothing while no role is scrolled away."""
        return self.columnWidth(0) if self.horizontalOffset() > 0 else 0

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        wide = self._title_width()
        if not wide or event.rect().left() > wide:
            return
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        painter = QPainter(self.viewport())
        first = self.rowAt(event.rect().top())
        for row in range(first, len(self.matrix.lines) if first >= 0 else 0):
            top, tall = self.rowViewportPosition(row), self.rowHeight(row)
            if top > event.rect().bottom():
                break
            option.rect = QRect(0, top, wide, tall)  # type: ignore[attr-defined, unused-ignore]
            self.itemDelegate().paint(painter, option, self.matrix.index(row, 0))
            painter.fillRect(QRect(wide - 1, top, 1, tall), theme.color("line"))

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        if dx:
            self.viewport().update()
            self.horizontalHeader().viewport().update()

    def indexAt(self, pos: QPoint) -> QModelIndex:
        if pos.x() < self._title_width():
            return self.matrix.index(self.rowAt(pos.y()), 0)
        return super().indexAt(pos)

    def visualRect(self, index: QModelIndex | QPersistentModelIndex) -> QRect:
        rect = super().visualRect(index)
        if index.isValid() and index.column() == 0 and not self.matrix.line(index.row()).is_heading:
            rect.moveLeft(0)
        return rect

    def scrollTo(
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """As it is, but never under the titles, and never sideways for a title: it is always in sight."""
        bar = self.horizontalScrollBar()
        before = bar.value()
        super().scrollTo(index, hint)
        if index.column() == 0:
            bar.setValue(before)
        else:
            bar.setValue(bar.value() - max(self.columnWidth(0) - self.columnViewportPosition(index.column()), 0))

    # ------------------------------------------------------------ choosing

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_F2):
            self.choose()
            event.accept()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(-1 if event.key() == Qt.Key.Key_Up else 1)
            event.accept()
        else:
            super().keyPressEvent(event)

    def _step(self, by: int) -> None:
        """Up or down, over headings."""
        row, column = self.currentIndex().row() + by, max(self.currentIndex().column(), 0)
        while 0 <= row < len(self.matrix.lines) and self.matrix.line(row).is_heading:
            row += by
        if 0 <= row < len(self.matrix.lines):
            target = self.matrix.index(row, column)
            self.selectionModel().setCurrentIndex(target, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.scrollTo(target)
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid() and index.column() > 0:
            self.setCurrentIndex(index)
            self.choose()

    def choose(self) -> Menu | None:
        """Open the choice of the current cell, if it is the owner's to decide."""
        index = self.currentIndex()
        row, column = index.row(), index.column()
        if not index.isValid() or not self.matrix.can_change(row, column):
            return None
        if self.matrix.line(row).limit:
            self.limit_asked.emit(row, column)
            return None
        menu = self._menu(row, column)
        menu.popup(self._below(index))
        for action in menu.actions():
            if action.isChecked():
                menu.setActiveAction(action)  # the arrows go on from what is chosen now
        return menu

    def _menu(self, row: int, column: int) -> Menu:
        role, permission = self.matrix.role(column), self.matrix.line(row).permission
        assert role is not None
        assert permission is not None
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for scope in self.matrix.choices(row):
            text = f"{scope_title(scope)} — {scope_sense(scope)}"
            menu.item(
                text,
                checked=role.scope(permission) is scope,
                on=lambda scope=scope: self._decide(row, column, scope),  # type: ignore[misc]
            )
        return menu

    def _decide(self, row: int, column: int, scope: Scope) -> None:
        self.matrix.set_scope(row, column, scope)
        self.setFocus()

    def _below(self, index: QModelIndex) -> QPoint:
        rect = self.visualRect(index)
        return self.viewport().mapToGlobal(rect.bottomLeft() + QPoint(theme.px(6), 0))

    # ------------------------------------------------------------ why

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self.indexAt(event.pos())
            QToolTip.showText(event.globalPos(), self._tip(index) if index.isValid() else "", self)
            return True
        return super().viewportEvent(event)

    def _tip(self, index: QModelIndex) -> str:
        line, role = self.matrix.line(index.row()), self.matrix.role(index.column())
        if index.column() == 0 and line.badge is not None:
            text = f"{badge_title(line.badge)}. {badge_sense(line.badge)}"
            if line.permission is Permission.SHOW_CONTACTS:
                text += " " + tr("Contacts of other portfolios are held by encryption, whatever stands here.")
            return text
        if role is not None and role.key == Role.OWNER:
            return tr("The owner may do everything.")
        if line.permission in OWNERS_ALONE:
            return tr("Only owners hold the keys for this.")
        return ""
