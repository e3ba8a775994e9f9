"""The command palette: type, choose, Enter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui import theme
from ui.i18n import tr
from ui.widgets import paint
from ui.widgets.labels import Icon, Kbd, Label, kbd_width, paint_kbd
from ui.widgets.layer import Layer
from ui.widgets.layout import HLine, column, holder, row
from ui.widgets.line import bare
from ui.widgets.spoken import announce
from ui.widgets.tiers import TierLook, paint_dot

Index = QModelIndex | QPersistentModelIndex
ROW, HEADING, WIDTH, TOP = 44, 28, 640, 110


@dataclass(frozen=True, slots=True)
class PaletteItem:
    """A client, an action, a place. `actions` are offered on Tab."""

    key: str
    title: str
    sub: str = ""
    icon: str = ""
    initials: str = ""
    tier: TierLook | None = None
    keys: tuple[str, ...] = ()
    run: Callable[[], object] | None = None
    actions: Callable[[], list[PaletteGroup]] | None = None


@dataclass(frozen=True, slots=True)
class PaletteGroup:
    """A heading and what stands under it."""

    title: str
    items: list[PaletteItem]


Show = Callable[[list[PaletteGroup]], None]
Provider = Callable[[str, Show], object]


class _Model(QAbstractListModel):
    """Groups laid out as rows."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: list[PaletteItem | str] = []

    def show_groups(self, groups: list[PaletteGroup]) -> None:
        """Show these."""
        self.beginResetModel()
        self.rows = []
        for group in groups:
            if group.items:
                self.rows += [group.title, *group.items]
        self.endResetModel()

    def item(self, row: int) -> PaletteItem | None:
        """The item in a row; None for a heading."""
        found = self.rows[row] if 0 <= row < len(self.rows) else None
        return found if isinstance(found, PaletteItem) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        found = self.rows[index.row()]
        if isinstance(found, str):
            return found
        if role == Qt.ItemDataRole.DisplayRole:
            return found.title
        tier = found.tier.label if found.tier is not None else ""
        return ", ".join(part for part in (found.title, tier, found.sub) if part)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or isinstance(self.rows[index.row()], str):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class _Delegate(QStyledItemDelegate):
    """Paints rows and headings."""

    def __init__(self, model: _Model, view: QListView) -> None:
        super().__init__(view)
        self._model, self._view = model, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, theme.px(HEADING if isinstance(self._model.rows[index.row()], str) else ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect)
        found = self._model.rows[index.row()]
        if isinstance(found, str):
            paint.say(painter, rect.adjusted(theme.px(12), 0, 0, 0), found, "capm")
            return
        on = self._view.currentIndex().row() == index.row()
        if on:
            paint.rounded(painter, rect, theme.px(8), theme.color("accent_soft"))
        right = self._paint_keys(painter, rect, found)
        x, middle = rect.x() + theme.px(12), rect.center().y()
        side = theme.px(26)
        if found.initials:
            paint.avatar(painter, QRectF(x, middle - side / 2, side, side), found.initials)
        elif found.icon:
            paint.glyph(painter, x + theme.px(4), middle, found.icon, "accent_text" if on else "text2", 18)
        x += side + theme.px(10)
        title = paint.elided(found.title, "bodym", right - x)
        paint.say(painter, QRectF(x, rect.y(), right - x + 2, rect.height()), title, "bodym")
        x += theme.text_width(title, "bodym") + theme.px(10)
        if found.tier is not None and x + theme.px(24) < right:
            dot = theme.px(13)
            paint_dot(painter, QRectF(x, middle - dot / 2, dot, dot), found.tier, "accent_soft" if on else "overlay")
            x += dot + theme.px(10)
        if found.sub and right - x > theme.px(30):
            sub = paint.elided(found.sub, "small", right - x)
            tone = "text2" if on else "text3"
            paint.say(painter, QRectF(x, rect.y(), right - x + 2, rect.height()), sub, "small", tone)

    @staticmethod
    def _paint_keys(painter: QPainter, rect: QRectF, item: PaletteItem) -> float:
        right = rect.right() - theme.px(12)
        tall = theme.px(20)
        for key in reversed(item.keys):
            wide = kbd_width(key)
            paint_kbd(painter, QRectF(right - wide, round(rect.center().y() - tall / 2), wide, tall), key)
            right -= wide + theme.px(10)
        return right - theme.px(6)


class CommandPalette(Layer):
    """640 wide, 110 from the top. The provider answers now or later; an answer to an older text is ignored."""

    def __init__(self, parent: QWidget, provider: Provider, *, placeholder: str, foot: str = "") -> None:
        super().__init__(parent)
        self._provider = provider
        self._asked = 0
        self._inner = False  # the actions of one item are shown
        self.setAccessibleName(placeholder)
        self.line = QLineEdit()
        bare(self.line)
        self.line.setFont(theme.font("title"))
        self.line.setPlaceholderText(placeholder)
        self.line.setAccessibleName(placeholder)
        self.model = _Model(self)
        self.view = QListView()
        self._wire_view()
        search = Icon("search", "text3", 20)
        input_row = holder(row(search, (self.line, 1), Kbd("Esc"), gap=12, margins=(12, 0, 10, 0)))
        input_row.setFixedHeight(theme.px(48))
        choose, actions = Label(tr("choose"), "cap"), Label(tr("actions"), "cap")
        keys = (Kbd("↑ ↓"), choose, 8, Kbd("Tab"), actions, None, Label(foot, "cap"))
        self._foot = holder(row(*keys, gap=6, margins=(12, 0, 12, 0)))
        self._foot.setFixedHeight(theme.px(40))
        self.panel.setLayout(
            column(
                input_row,
                HLine("border"),
                4,
                (self.view, 1),
                4,
                HLine("border"),
                self._foot,
                gap=0,
                margins=(8, 8, 8, 4),
            )
        )
        self.line.textChanged.connect(self._ask)
        self.line.installEventFilter(self)

    def _wire_view(self) -> None:
        view = self.view
        view.setModel(self.model)
        view.setItemDelegate(_Delegate(self.model, view))
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.setAccessibleName(tr("Found"))
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.viewport().setAutoFillBackground(False)
        view.clicked.connect(lambda index: self._run(index.row()))

    # ------------------------------------------------------------ opening and asking

    def open(self, text: str = "") -> None:
        """Show it, beginning with a text."""
        self._inner = False
        if self.line.text() == text:
            self._ask()
        self.line.setText(text)
        super().open()
        self.line.selectAll()
        self.line.setFocus()

    def first_focus(self) -> QWidget | None:
        return self.line

    def _ask(self) -> None:
        self._asked += 1
        number = self._asked
        self._inner = False
        self._provider(self.line.text(), lambda groups: self._answer(number, groups))

    def _answer(self, number: int, groups: list[PaletteGroup]) -> None:
        if number == self._asked and not self._inner:
            self._show(groups)

    def _show(self, groups: list[PaletteGroup]) -> None:
        self.model.show_groups(groups)
        self._select(self._next(-1, 1))
        if self.is_open():
            self.place_panel()

    # ------------------------------------------------------------ choosing

    def current(self) -> PaletteItem | None:
        """The item that Enter takes."""
        return self.model.item(self.view.currentIndex().row())

    def _next(self, place: int, step: int) -> int:
        place += step
        while 0 <= place < len(self.model.rows) and self.model.item(place) is None:
            place += step
        return place

    def _select(self, place: int) -> None:
        item = self.model.item(place)
        if item is not None:
            self.view.setCurrentIndex(self.model.index(place, 0))
            self.view.viewport().update()
            announce(self.line, item.title)

    def _run(self, place: int) -> None:
        item = self.model.item(place)
        if item is None:
            return
        if item.run is not None:
            self.close_layer(item.key)
            item.run()

    def _open_actions(self) -> None:
        item = self.current()
        if item is not None and item.actions is not None:
            groups = item.actions()
            if groups:
                self._inner = True
                self._show(groups)

    def escape(self) -> None:
        if self._inner:
            self._ask()
        else:
            self.close_layer()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is getattr(self, "line", None)
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
        ):
            place, key = self.view.currentIndex().row(), event.key()
            if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self._select(self._next(place, 1 if key == Qt.Key.Key_Down else -1))
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._run(place)
                return True
            if key == Qt.Key.Key_Tab:
                self._open_actions()
                return True
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.close_layer()

    # ------------------------------------------------------------ looks

    def place_panel(self) -> None:
        width = min(theme.px(WIDTH), self.width() - theme.px(32))
        rows = sum(theme.px(HEADING if isinstance(one, str) else ROW) for one in self.model.rows)
        frame = sum(theme.px(part) for part in (8, 48, 4, 4, 40, 4)) + 4  # each is rounded by itself
        top = min(theme.px(TOP), max(theme.px(16), self.height() // 8))
        tall = min(frame + max(rows, theme.px(ROW)), self.height() - top - theme.px(24))
        self.panel.setGeometry((self.width() - width) // 2, top, width, tall)
        self.update()
