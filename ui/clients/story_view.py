"""The entries of a timeline one under the other, made a few at a time.

A layout would ask every wrapped text for its height at several widths and through every box around it: 100 entries
took 2.2 s of processor time in a card. Here each entry is asked once per width.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.widgets.labels import Label
from ui.widgets.timeline import Entry, TimelineItem

# Entries made in one turn of the event loop: each costs about 2 ms.
_AT_ONCE = 8
_AFTER_HEADING, _BEFORE_HEADING = 8, 10


@dataclass(frozen=True, slots=True)
class _Piece:
    """A heading, or an entry and whether it ends its group."""

    heading: str = ""
    entry: Entry | None = None
    last: bool = False


class StoryView(QWidget):
    """Shows groups of entries; what did not change stays as it is."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._pieces: list[_Piece] = []
        self._made: dict[_Piece, QWidget] = {}
        self._heights: dict[QWidget, tuple[int, int]] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._make_more)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_groups(self, groups: Sequence[tuple[str, Sequence[Entry]]]) -> None:
        """Show these, the newest first."""
        self._pieces = []
        for heading, entries in groups:
            self._pieces.append(_Piece(heading))
            self._pieces += [_Piece(entry=entry, last=entry is entries[-1]) for entry in entries]
        wanted = set(self._pieces)
        for piece in [piece for piece in self._made if piece not in wanted]:
            gone = self._made.pop(piece)
            self._heights.pop(gone, None)
            gone.hide()
            gone.deleteLater()
        self._make_more()

    def items(self) -> list[TimelineItem]:
        """The entries made so far, in order."""
        found = [self._made.get(piece) for piece in self._pieces]
        return [widget for widget in found if isinstance(widget, TimelineItem)]

    # ------------------------------------------------------------ making

    def _make_more(self) -> None:
        missing = [piece for piece in self._pieces if piece not in self._made]
        for piece in missing[:_AT_ONCE]:
            self._made[piece] = self._make(piece)
        if len(missing) > _AT_ONCE:
            self._timer.start()
        else:
            self._order_tabs()
        self._place()

    def _make(self, piece: _Piece) -> QWidget:
        made: QWidget
        if piece.entry is None:
            made = Label(piece.heading, "capm")
        else:
            made = TimelineItem(piece.entry, piece.last)
            made.clicked.connect(lambda _on=False, key=piece.entry.key: self.chosen.emit(key))
        made.setParent(self)
        made.show()
        return made

    def _order_tabs(self) -> None:
        for before, after in pairwise(self.items()):
            QWidget.setTabOrder(before, after)

    # ------------------------------------------------------------ placing

    def _place(self) -> None:
        width, y = self.width(), 0
        for piece in self._pieces:
            widget = self._made.get(piece)
            if widget is None:
                break
            if piece.entry is None and y:
                y += theme.px(_BEFORE_HEADING)
            tall = self._height_of(widget, width)
            widget.setGeometry(0, y, width, tall)
            y += tall + (theme.px(_AFTER_HEADING) if piece.entry is None else 0)
        self.setFixedHeight(y)

    def _height_of(self, widget: QWidget, width: int) -> int:
        known = self._heights.get(widget)
        if known is not None and known[0] == width:
            return known[1]
        layout = widget.layout()
        tall = layout.totalHeightForWidth(width) if layout is not None else -1
        tall = tall if tall > 0 else widget.sizeHint().height()
        self._heights[widget] = (width, tall)
        return tall

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._place()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(400), self.height())
