"""Rows and columns of widgets, wrapping rows, hairlines, scroll areas. All sizes are design pixels at 100 %."""

from __future__ import annotations

from typing import TypeAlias

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui import theme

Piece: TypeAlias = QWidget | QLayout | int | None
Item: TypeAlias = Piece | tuple[QWidget | QLayout, int]
Margins: TypeAlias = tuple[int, int, int, int]
NO_MARGINS: Margins = (0, 0, 0, 0)


def row(*items: Item, gap: int = 8, margins: Margins = NO_MARGINS) -> QHBoxLayout:
    """Side by side; None is a stretch, a number a space, (widget, 1) a widget that grows."""
    made = QHBoxLayout()
    fill(made, items, gap, margins)
    return made


def column(*items: Item, gap: int = 8, margins: Margins = NO_MARGINS) -> QVBoxLayout:
    """One under the other; items as in row()."""
    made = QVBoxLayout()
    fill(made, items, gap, margins)
    return made


def fill(layout: QBoxLayout, items: tuple[Item, ...], gap: int, margins: Margins) -> None:
    """Put the items into a layout that exists already."""
    layout.setContentsMargins(*(theme.px(side) for side in margins))
    layout.setSpacing(theme.px(gap))
    for item in items:
        piece, stretch = item if isinstance(item, tuple) else (item, 0)
        add(layout, piece, stretch)


def add(layout: QBoxLayout, piece: Piece, stretch: int = 0) -> None:
    """One more item at the end."""
    if piece is None:
        layout.addStretch(1)
    elif isinstance(piece, int):
        layout.addSpacing(theme.px(piece))
    elif isinstance(piece, QLayout):
        layout.addLayout(piece, stretch)
    else:
        layout.addWidget(piece, stretch)


def placed(layout: QLayout) -> list[QWidget | QLayout]:
    """What stands in a layout, in its order: widgets, and layouts within it.

    Not through itemAt(): PySide keeps what it answers as long as the layout. Qt takes an item away with its widget and
    does not say so; whatever is made at the same address next brings the program down when it goes.
    """
    around = layout.parentWidget()
    widgets = around.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly) if around else []
    found: list[tuple[int, QWidget | QLayout]] = [(layout.indexOf(widget), widget) for widget in widgets]
    found += [(layout.indexOf(inner), inner) for inner in layout.children() if isinstance(inner, QLayout)]
    return [one for place, one in sorted(found, key=lambda pair: pair[0]) if place >= 0]


def holder(layout: QLayout) -> QWidget:
    """A plain widget around a layout."""
    made = QWidget()
    made.setLayout(layout)
    return made


def clear(layout: QLayout) -> None:
    """Take everything out and let it go."""
    while layout.count():
        item = layout.takeAt(0)
        if item is None:
            break
        inner, widget = item.layout(), item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


def scrolled(widget: QWidget) -> QScrollArea:
    """The widget in a frameless scroll area that shows the ground beneath."""
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    clear_ground(area.viewport())
    clear_ground(widget)
    area.setWidget(widget)
    return area


def bar_if_needed(area: QScrollArea, tall: int) -> None:
    """A scroll bar only where content of this height needs one: beside a bar once shown wrapped text stays taller."""
    needed = tall > area.height()
    policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if needed else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    if area.verticalScrollBarPolicy() != policy:
        area.setVerticalScrollBarPolicy(policy)


def clear_ground(widget: QWidget) -> None:
    """Let the widget show what lies beneath; only the window role is set, the rest follows the theme."""
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Window, Qt.GlobalColor.transparent)
    widget.setPalette(palette)
    widget.setAutoFillBackground(False)


def show_if(widget: QWidget, wanted: bool) -> None:
    """Show or hide it; what has no place yet is at most hidden, for by itself it would flash up as a window."""
    if widget.parentWidget() is not None or not wanted:
        widget.setVisible(wanted)


class HLine(QWidget):
    """A hairline across."""

    def __init__(self, tone: str = "line") -> None:
        super().__init__()
        self._tone = tone
        self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.color(self._tone))


class VLine(QWidget):
    """A hairline down."""

    def __init__(self, height: int | None = None, tone: str = "line") -> None:
        super().__init__()
        self._tone = tone
        self.setFixedWidth(1)
        if height is not None:
            self.setFixedHeight(theme.px(height))

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.color(self._tone))


class Flow(QLayout):
    """Widgets in lines that wrap, as words do."""

    def __init__(self, gap: int = 6, line_gap: int | None = None) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap = theme.px(gap)
        self._line_gap = theme.px(gap if line_gap is None else line_gap)
        self.setContentsMargins(QMargins(0, 0, 0, 0))

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        width = sum(item.sizeHint().width() + self._gap for item in self._items)
        return QSize(max(0, width - self._gap), self._tallest())

    def minimumSize(self) -> QSize:
        widest = max((item.minimumSize().width() for item in self._items), default=0)
        return QSize(widest, self._tallest())

    def _tallest(self) -> int:
        return max((item.sizeHint().height() for item in self._items), default=0)

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        lines: list[list[QLayoutItem]] = [[]]
        x = 0
        for item in self._items:
            widget = item.widget()
            if widget is not None and widget.isHidden():
                continue
            width = _within(item, rect.width()).width()
            if lines[-1] and x + width > rect.width():
                lines.append([])
                x = 0
            lines[-1].append(item)
            x += width + self._gap
        y = rect.y()
        for line in lines:
            tall = max((item.sizeHint().height() for item in line), default=0)
            if move:
                self._place(line, rect, y, tall)
            y += tall + self._line_gap
        return max(0, y - self._line_gap - rect.y())

    def _place(self, line: list[QLayoutItem], rect: QRect, y: int, tall: int) -> None:
        x = rect.x()
        for item in line:
            size = _within(item, rect.width())
            item.setGeometry(QRect(QPoint(x, y + (tall - size.height()) // 2), size))
            x += size.width() + self._gap


def _within(item: QLayoutItem, width: int) -> QSize:
    """The size of a widget in a line of this width: what may be narrower than it would like is."""
    size = item.sizeHint()
    size.setWidth(max(item.minimumSize().width(), min(size.width(), width)))
    return size


def grow(widget: QWidget, down: bool = False) -> QWidget:
    """Let the widget take the width that is left (and the height, if asked)."""
    tall = QSizePolicy.Policy.Expanding if down else widget.sizePolicy().verticalPolicy()
    widget.setSizePolicy(QSizePolicy.Policy.Expanding, tall)
    return widget
