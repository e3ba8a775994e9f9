"""A list of options to choose one from, or to check several; with groups and, if asked, a search line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.i18n import tr
from ui.widgets import paint
from ui.widgets.line import Line
from ui.widgets.option import Option
from ui.widgets.tiers import chip_width, paint_chip

Index = QModelIndex | QPersistentModelIndex
ROW, HEADING = 34, 28
MOST_SHOWN = 9


class OptionModel(QAbstractListModel):
    """Options and the headings of their groups, narrowed by a text."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: Sequence[Option] = ()
        self.rows: list[Option | str] = []
        self.checked: set[str] | None = None
        self.current = ""

    def set_options(self, options: Sequence[Option], text: str = "") -> None:
        """Show the options whose words hold the text."""
        self.beginResetModel()
        self._all = options
        wanted = text.casefold().replace("ё", "е")
        self.rows = []
        group = ""
        for option in options:
            if wanted and wanted not in f"{option.text} {option.sub}".casefold().replace("ё", "е"):
                continue
            if option.group and option.group != group:
                group = option.group
                self.rows.append(group)
            self.rows.append(option)
        self.endResetModel()

    def narrow(self, text: str) -> None:
        """The same options, another text."""
        self.set_options(self._all, text)

    def option(self, row: int) -> Option | None:
        """The option in a row; None for a heading."""
        found = self.rows[row] if 0 <= row < len(self.rows) else None
        return found if isinstance(found, Option) else None

    def row_of(self, key: str) -> int:
        """Where the option with this key stands, or -1."""
        return next((n for n, one in enumerate(self.rows) if isinstance(one, Option) and one.key == key), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        found = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return found if isinstance(found, str) else found.text
        if role == Qt.ItemDataRole.AccessibleTextRole and isinstance(found, Option):
            words = [found.text, found.sub]
            if self.checked is not None and found.key in self.checked:
                words.append(tr("checked"))
            return ", ".join(word for word in words if word)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or isinstance(self.rows[index.row()], str):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class OptionDelegate(QStyledItemDelegate):
    """Paints options: check or tick, icon or tier, words, caption."""

    def __init__(self, model: OptionModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        found = self._model.rows[index.row()]
        if isinstance(found, str):
            return QSize(0, theme.px(HEADING))
        width = theme.text_width(found.text, "body") + theme.text_width(found.sub, "cap") + theme.px(60)
        width += theme.px(26) if found.icon else 0
        if found.tier is not None:
            width = chip_width(found.tier) + theme.text_width(found.sub, "cap") + theme.px(60)
        return QSize(round(width), theme.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect)
        state = option.state
        found = self._model.rows[index.row()]
        if isinstance(found, str):
            paint.say(painter, rect.adjusted(theme.px(10), theme.px(2), 0, 0), found, "capm")
            return
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            paint.rounded(painter, rect, theme.px(6), theme.color("overlay_hover"))
        if state & QStyle.StateFlag.State_HasFocus:
            paint.focus_ring(painter, rect, theme.px(6))
        x, middle = rect.x() + theme.px(10), rect.center().y()
        if self._model.checked is not None:
            side = theme.px(17)
            box = QRectF(x, middle - side / 2, side, side)
            paint.check_mark(painter, box, on=found.key in self._model.checked)
            x += side + theme.px(10)
        if found.tier is not None:
            x += paint_chip(painter, x, middle, found.tier) + theme.px(8)
        else:
            if found.icon:
                x = paint.glyph(painter, x, middle, found.icon, "text2") + theme.px(10)
            chosen = found.key == self._model.current and self._model.checked is None
            role = "bodym" if chosen else "body"
            paint.say(painter, QRectF(x, rect.y(), rect.width(), rect.height()), found.text, role)
            x += theme.text_width(found.text, role) + theme.px(8)
        right = rect.right() - theme.px(10)
        if found.key == self._model.current and self._model.checked is None:
            paint.glyph(painter, right - theme.px(16), middle, "check", "accent_text")
            right -= theme.px(24)
        paint.say(painter, QRectF(x, rect.y(), right - x, rect.height()), found.sub, "cap", align=paint.RIGHT)


class OptionList(QWidget):
    """Arrows move, Enter chooses, Space checks; typing narrows when there is a search line."""

    chosen = Signal(str)
    changed = Signal(set)

    def __init__(
        self,
        options: Sequence[Option],
        *,
        current: str = "",
        checked: set[str] | None = None,
        search: bool = False,
        name: str = "",
    ) -> None:
        super().__init__()
        self.model = OptionModel(self)
        self.model.checked = None if checked is None else set(checked)
        self.model.current = current
        self.model.set_options(options)
        self.view = QListView()
        self._wire_view(name)
        self.search: Line | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(6))
        if search:
            self.search = Line(placeholder=tr("Find"), icon="search", height=32)
            self.search.setAccessibleName(tr("Find in the list"))
            self.search.textChanged.connect(self._on_search)
            self.search.installEventFilter(self)
            layout.addWidget(self.search)
        layout.addWidget(self.view)
        self.setFocusProxy(self.search or self.view)
        self._size()
        self._select(self.model.row_of(current) if current else self._next(-1, 1))

    def _wire_view(self, name: str) -> None:
        view = self.view
        view.setModel(self.model)
        view.setItemDelegate(OptionDelegate(self.model, view))
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setAccessibleName(name or tr("Options"))
        view.setMouseTracking(True)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.viewport().setAutoFillBackground(False)
        view.clicked.connect(lambda index: self._take(index.row()))
        view.installEventFilter(self)

    def checked(self) -> set[str]:
        """The keys that are checked."""
        return set(self.model.checked or ())

    def _size(self) -> None:
        hints = [self.view.sizeHintForRow(row) for row in range(len(self.model.rows))]
        tall = sum(hints[:MOST_SHOWN]) + (theme.px(ROW) // 2 if len(hints) > MOST_SHOWN else 0)
        self.view.setFixedHeight(max(theme.px(ROW), tall + 2))
        self.view.setMinimumWidth(min(theme.px(420), self.view.sizeHintForColumn(0) + theme.px(12)))

    def _on_search(self, text: str) -> None:
        self.model.narrow(text)
        self._select(self._next(-1, 1))

    def _next(self, row: int, step: int) -> int:
        row += step
        while 0 <= row < len(self.model.rows) and self.model.option(row) is None:
            row += step
        return row

    def _select(self, row: int) -> None:
        if self.model.option(row) is not None:
            self.view.setCurrentIndex(self.model.index(row, 0))

    def _take(self, row: int) -> None:
        option = self.model.option(row)
        if option is None:
            return
        if self.model.checked is None:
            self.chosen.emit(option.key)
            return
        self.model.checked.symmetric_difference_update({option.key})
        self.view.viewport().update()
        self.changed.emit(self.checked())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            row = self.view.currentIndex().row()
            key = event.key()
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or (key == Qt.Key.Key_Space and watched is self.view):
                self._take(row)
                return True
            if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self._select(self._next(row, 1 if key == Qt.Key.Key_Down else -1))
                return True
        return super().eventFilter(watched, event)
