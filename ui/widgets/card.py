"""Boxes with content: cards, the strip of key figures, hints, facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.widgets import paint
from ui.widgets.labels import Icon, IconTile, Label
from ui.widgets.layout import Item, VLine, add, clear, column, holder, row
from ui.widgets.layout import fill as lay_out

Padding = tuple[int, int, int, int]
# How tall a strip of one-line notes is, its padding, the space between two lines of figures, and a width in which every
# note is one line.
_STRIP, _PAD, _BETWEEN, _ONE_LINE = 92, 14, 14, 10_000
_FEW = 3  # figures always stand in one line


class Box(QFrame):
    """A painted rounded box with a layout inside."""

    def __init__(
        self,
        fill: str = "surface",
        line: str = "line",
        radius: int = 12,
        padding: Padding = (16, 16, 16, 16),
        gap: int = 12,
        horizontal: bool = False,
        dashed: bool = False,
    ) -> None:
        super().__init__()
        self._fill, self._line, self._radius, self._dashed = fill, line, radius, dashed
        self.box = QHBoxLayout(self) if horizontal else QVBoxLayout(self)
        lay_out(self.box, (), gap, padding)

    def add(self, *items: Item) -> Box:
        """Put items in; as in row() and column()."""
        for item in items:
            piece, stretch = item if isinstance(item, tuple) else (item, 0)
            add(self.box, piece, stretch)
        return self

    def set_colors(self, fill: str, line: str) -> None:
        """Other colours."""
        self._fill, self._line = fill, line
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        paint.rounded(
            paint.painter_for(self),
            QRectF(self.rect()),
            theme.px(self._radius),
            theme.color(self._fill) if self._fill else None,
            theme.color(self._line) if self._line else None,
            dash=(4, 3) if self._dashed else (),
        )


class Card(Box):
    """A box with a title and, at its right, one action."""

    def __init__(
        self, title: str = "", *, role: str = "h3", action: QWidget | None = None, padding: int = 16, gap: int = 10
    ) -> None:
        super().__init__(padding=(padding, padding - 2, padding, padding), gap=gap)
        self._title = Label(title, role)
        self._head = row(self._title, None)
        if action is not None:
            self._head.addWidget(action)
        if title or action is not None:
            self.box.addLayout(self._head)

    def set_title(self, title: str) -> None:
        """Another title."""
        self._title.setText(title)


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure that answers a question; only real trouble has the tone `bad`. `beside` follows the label, `trail` the
    value."""

    label: str
    value: str
    note: str = ""
    tone: str = "text3"
    trail: QWidget | None = None
    beside: QWidget | None = None


class _Note(Label):
    """The line under a figure; says when it has another width."""

    resized = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()


class KeyFigureStrip(Box):
    """Up to five key figures side by side, divided by hairlines; in two lines where one is too narrow for their words.

    Each line is as much taller as its longest note needs.
    """

    def __init__(self, figures: Sequence[KeyFigure] = ()) -> None:
        super().__init__("subtle", padding=(20, _PAD, 20, _PAD), gap=0, horizontal=True)
        self._cells: list[QWidget] = []
        self._lines: list[QWidget] = []
        self._notes: list[_Note] = []
        self._columns = 0
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(0)
        self._grid.setVerticalSpacing(theme.px(_BETWEEN))
        self.box.addLayout(self._grid, 1)
        self.setFixedHeight(theme.px(_STRIP))
        self.set_figures(figures)

    def set_figures(self, figures: Sequence[KeyFigure]) -> None:
        """Show these."""
        clear(self._grid)
        self._notes = []
        self._cells = [self._cell(figure) for figure in figures]
        self._lines = [holder(row(18, VLine(50), 20, gap=0)) for _ in self._cells[1:]]
        self._columns = 0
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(self._needed(self._halved()), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _halved(self) -> int:
        return (len(self._cells) + 1) // 2

    def _needed(self, columns: int) -> int:
        """How wide the strip is at least with so many figures in a line."""
        wide = [cell.minimumSizeHint().width() for cell in self._cells]
        widest = sum(max(wide[n::columns]) for n in range(min(columns, len(wide))))
        return widest + max(0, columns - 1) * theme.px(18 + 20) + columns + theme.px(20) * 2

    def _fit(self) -> None:
        count = len(self._cells)
        columns = count if count < _FEW or self._needed(count) <= self.width() else self._halved()
        if columns == self._columns:
            return
        for n in range(count):
            self._grid.setColumnStretch(2 * n, int(n < columns))
        for n, cell in enumerate(self._cells):
            self._grid.addWidget(cell, n // columns, n % columns * 2)
            if n:
                line = self._lines[n - 1]
                self._grid.addWidget(line, n // columns, max(0, n % columns * 2 - 1))
                line.setVisible(n % columns > 0)
        self._columns = columns
        self._make_room()

    def _make_room(self) -> None:
        """At 130 % "36 checks, since Apr 2024" is wider than its cell; names of portfolios are longer yet."""
        more = [note.heightForWidth(note.width()) - note.heightForWidth(_ONE_LINE) for note in self._notes]
        lines = [max(0, *more[n : n + self._columns]) for n in range(0, len(more), self._columns or 1)] or [0]
        tall = theme.px(_STRIP) + theme.px(_STRIP - 2 * _PAD + _BETWEEN) * (len(lines) - 1)
        self.setFixedHeight(tall + sum(lines))

    def _cell(self, figure: KeyFigure) -> QWidget:
        value = row(Label(figure.value, "num"), gap=8)
        if figure.trail is not None:
            value.addWidget(figure.trail)
        value.addStretch(1)
        top = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        note = _Note(figure.note.replace("_", "_\u200b"), "cap", figure.tone, wrap=True, align=top)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        note.setSizePolicy(policy)
        note.resized.connect(self._make_room)
        self._notes.append(note)
        label: Item = Label(figure.label, "cap", elide=True)
        if figure.beside is not None:
            label = holder(row(Label(figure.label, "cap"), figure.beside, None, gap=8))
        cell = holder(column(label, value, note, None, gap=3))
        cell.setAccessibleName(f"{figure.label}: {figure.value}. {figure.note}".strip())
        return cell


class FactRow(QWidget):
    """A line of a side panel: icon, what it is, what it says, and something at the end."""

    def __init__(self, icon: str, label: str, value: str = "", trail: QWidget | None = None) -> None:
        super().__init__()
        self._value = Label(value, "small", "text", selectable=False)
        line = row(Icon(icon, "text3", 16), Label(label, "small", "text3"), gap=10)
        if value:
            self._value.setWordWrap(theme.text_width(value, "small") > theme.px(160))
            self._value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            line.addWidget(self._value, 1)  # all the room there is, before a word goes into the next line
        else:
            line.addStretch(1)
        if trail is not None:
            line.addWidget(trail)
        self.setLayout(line)
        self.setMinimumHeight(theme.px(28))
        self.setAccessibleName(f"{label}: {value}" if value else label)

    def set_value(self, value: str) -> None:
        """Another value."""
        self._value.setText(value)


class FileStrip(Box):
    """A file, what is known of it, and what can be done with it."""

    def __init__(self, icon: str, title: str, note: str, *actions: QWidget) -> None:
        super().__init__("subtle", padding=(14, 0, 10, 0), gap=12, horizontal=True)
        self._title, self._note = Label(title, "bodym", elide=True), Label(note, "cap", elide=True)
        words = holder(column(None, self._title, self._note, None, gap=1))
        self.add(IconTile(icon, "ok", "ok_soft", 36), (words, 1), *actions)
        self.setFixedHeight(theme.px(60))
