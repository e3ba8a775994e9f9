"""The matrix of rights: painted like the design, moved through with the arrows, Enter opens the choice."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
)

from clientcrm.domain.access import OWNERS_ALONE, Permission, Role, Scope
from ui import theme
from ui.access.matrix_model import MatrixModel
from ui.access.wording import SCOPE_LOOKS, list_words, scope_sense, scope_title
from ui.badges import BADGE_ICONS, badge_sense, badge_title
from ui.i18n import tr
from ui.widgets import paint
from ui.widgets.menu import Menu

_HEAD, _HEADING, _LINE = 66, 34, 40
_LEAST_ROLE, _LEAST_TITLE = 160, 310  # four roles fit into the smallest window
_PAD = 16


class _RoleHeader(QHeaderView):
    """Role and who has it, with the first letters in a circle."""

    def __init__(self, parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(1)
        self.setFixedHeight(theme.px(_HEAD))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        model = self.model()
        if not isinstance(model, MatrixModel):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(rect)
        painter.fillRect(rect, theme.color("surface"))
        painter.setPen(theme.color("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        role = model.role(section)
        if role is None:
            paint.say(painter, box.adjusted(theme.px(_PAD), 0, 0, 0), tr("What can be done"), "small", "text3")
        else:
            self._paint_role(painter, box, model, section)
        painter.restore()

    @staticmethod
    def _paint_role(painter: QPainter, box: QRectF, model: MatrixModel, section: int) -> None:
        role = model.role(section)
        assert role is not None
        name, people = model.role_name(section), model.people.get(role.key, ())
        who = list_words(people, 2) if people else tr("nobody yet")
        gap, side = theme.px(10), theme.px(28)
        wide = min(max(theme.text_width(name, "bodys"), theme.text_width(who, "cap")), box.width() - side - 3 * gap)
        left = box.left() + max((box.width() - side - gap - wide) / 2, gap)
        circle = QRectF(left, box.center().y() - side / 2, side, side)
        paint.avatar(painter, circle, name[:1].upper(), section % 4)
        words = QRectF(circle.right() + gap, box.top(), wide + 1, box.height())
        middle, half = box.center().y(), theme.px(18)
        first, second = QRectF(words), QRectF(words)
        first.setTop(middle - half)
        first.setHeight(half)
        second.setTop(middle)
        second.setHeight(half)
        paint.say(painter, first, paint.elided(name, "bodys", wide + 1), "bodys", "text")
        paint.say(painter, second, paint.elided(who, "cap", wide + 1), "cap", "text3")


class _Cells(QStyledItemDelegate):
    """Words with an icon, on a soft ground where the right is not a plain yes or no."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        view, model = self.parent(), index.model()
        assert isinstance(view, Matrix)
        assert isinstance(model, MatrixModel)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect, line = option.rect, model.line(index.row())  # type: ignore[attr-defined, unused-ignore]
        box = QRectF(rect)
        painter.fillRect(rect, theme.color("subtle" if line.is_heading else "surface"))
        painter.setPen(theme.color("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        text = model.text(index.row(), index.column())
        if line.is_heading:
            paint.say(painter, box.adjusted(theme.px(_PAD), 0, 0, 0), text, "smallm", "text2")
        elif index.column() == 0:
            self._paint_title(painter, box, text, line.badge)
        else:
            self._paint_cell(painter, box, text, model, index)
        current = view.currentIndex()
        if view.hasFocus() and index.row() == current.row() and index.column() == current.column():
            inner = box.adjusted(theme.px(3), theme.px(2), -theme.px(3), -theme.px(3))
            paint.focus_ring(painter, inner, theme.px(7))
        painter.restore()

    @staticmethod
    def _paint_title(painter: QPainter, box: QRectF, text: str, badge: object) -> None:
        icon = BADGE_ICONS[badge]  # type: ignore[index]
        size = theme.px(15)
        right = box.right() - theme.px(_PAD) - size
        room = right - box.left() - 2 * theme.px(_PAD)
        words = box.adjusted(theme.px(_PAD), 0, 0, 0)
        paint.say(painter, words, paint.elided(text, "body", room), "body", "text")
        paint.glyph(painter, right, box.center().y(), icon, "text3", 15)

    @staticmethod
    def _paint_cell(
        painter: QPainter, box: QRectF, text: str, model: MatrixModel, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        role, line = model.role(index.column()), model.line(index.row())
        assert role is not None
        icon, icon_tone, tone, ground = ("", "", "text", "")
        if line.permission is not None:
            icon, icon_tone, tone, ground = SCOPE_LOOKS[role.scope(line.permission)]
        gap = theme.px(6)
        side = theme.px(16) + gap if icon else 0
        wide = side + theme.text_width(text, "bodym")
        left = box.center().x() - wide / 2
        if ground:
            pill = QRectF(left - theme.px(10), box.center().y() - theme.px(12), wide + theme.px(20), theme.px(24))
            paint.rounded(painter, pill, theme.px(6), theme.color(ground))
        if icon:
            paint.glyph(painter, left, box.center().y() - 1, icon, icon_tone, 16)
        words = QRectF(left + side, box.top(), box.right() - left - side, box.height() - 1)
        paint.say(painter, words, text, "bodym", tone)
        if model.is_edited(index.row(), index.column()):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("warn_fill"))
            dot = theme.px(3)
            painter.drawEllipse(QRectF(box.right() - 4.5 * dot, box.top() + 2.5 * dot, 2 * dot, 2 * dot))


class Matrix(QTableView):
    """Rights by role."""

    limit_asked = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self.matrix = MatrixModel(self)
        self.setAccessibleName(tr("Rights of roles"))
        self.setModel(self.matrix)
        self.setHorizontalHeader(_RoleHeader(self))
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.setItemDelegate(_Cells(self))
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
        self.setColumnWidth(0, max(room - each * columns, theme.px(_LEAST_TITLE)))
        for column in range(1, columns + 1):
            self.setColumnWidth(column, each)
        if not self.currentIndex().isValid():
            at, section = self._place  # saved or read anew: the cell stays
            self.setCurrentIndex(self.matrix.index(at, min(section, columns)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

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
