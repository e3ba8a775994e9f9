"""Which columns a list shows, and in which order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui import theme
from ui.i18n import tr
from ui.widgets import paint
from ui.widgets.button import Button
from ui.widgets.labels import Label
from ui.widgets.layout import column, row

Index = QModelIndex | QPersistentModelIndex
ROW = 34
KEY = Qt.ItemDataRole.UserRole
FIXED = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Choice:
    """A column that may be shown; a fixed one always is."""

    key: str
    title: str
    shown: bool
    fixed: bool = False


class _Delegate(QStyledItemDelegate):
    """Grip, check, title."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme.px(200), theme.px(ROW))

    def editorEvent(self, *_args: Any) -> bool:
        return False  # the list itself toggles

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect)
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            paint.rounded(painter, rect, theme.px(6), theme.color("overlay_hover"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint.focus_ring(painter, rect, theme.px(6))
        middle, fixed = rect.center().y(), bool(index.data(FIXED))
        x = paint.glyph(painter, rect.x() + theme.px(6), middle, "grip-vertical", "text_off" if fixed else "text3")
        x += theme.px(6)
        side = theme.px(17)
        on = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked.value or fixed
        paint.check_mark(painter, QRectF(x, middle - side / 2, side, side), on=on, off=fixed)
        x += side + theme.px(10)
        tone = "text3" if fixed else "text"
        title = str(index.data(Qt.ItemDataRole.DisplayRole))
        paint.say(painter, QRectF(x, rect.y(), rect.width(), rect.height()), title, "body", tone)


class _List(QListWidget):
    """Space toggles, Alt with arrows moves, dragging moves."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(_Delegate(self))
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.setAccessibleName(tr("Columns"))
        self.itemClicked.connect(self.toggle)
        self.model().rowsMoved.connect(lambda *_: self.edited.emit())

    def toggle(self, item: QListWidgetItem) -> None:
        """Show the column, or no longer."""
        if item.data(FIXED):
            return
        on = item.checkState() == Qt.CheckState.Checked
        item.setCheckState(Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)
        self.edited.emit()

    def move_current(self, step: int) -> None:
        """Move the current column up or down."""
        place = self.currentRow()
        target = place + step
        if place >= 0 and 0 <= target < self.count():
            item = self.takeItem(place)
            self.insertItem(target, item)
            self.setCurrentRow(target)
            self.edited.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
            self.toggle(item)
        elif step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.move_current(step)
        else:
            super().keyPressEvent(event)


class ColumnChooser(QWidget):
    """The body of a popover; every change takes effect at once."""

    changed = Signal(list)
    reset_asked = Signal()

    def __init__(self, items: Sequence[Choice]) -> None:
        super().__init__()
        self.list = _List()
        self.set_items(items)
        reset = Button(tr("As it was"), "rotate-ccw", "ghost", "sm")
        reset.clicked.connect(self.reset_asked)
        hint = Label(tr("Drag, or Alt ↑ ↓"), "cap")
        self.setLayout(column(self.list, row(hint, None, reset, margins=(8, 4, 2, 0)), gap=2))
        self.setFocusProxy(self.list)
        self.list.edited.connect(lambda: self.changed.emit(self.shown()))

    def set_items(self, items: Sequence[Choice]) -> None:
        """Offer these, in this order."""
        self.list.blockSignals(True)
        self.list.clear()
        for choice in items:
            item = QListWidgetItem(choice.title)
            item.setData(KEY, choice.key)
            item.setData(FIXED, choice.fixed)
            item.setCheckState(Qt.CheckState.Checked if choice.shown or choice.fixed else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.blockSignals(False)
        self.list.setFixedHeight(min(12, max(1, len(items))) * theme.px(ROW) + 4)
        self.list.setMinimumWidth(theme.px(260))

    def shown(self) -> list[str]:
        """The keys that are shown, in order."""
        items = [self.list.item(n) for n in range(self.list.count())]
        return [str(item.data(KEY)) for item in items if item.checkState() == Qt.CheckState.Checked]
