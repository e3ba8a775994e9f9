"""The entries of a timeline one under the other, made a few at a time.

A layout would ask every wrapped text for its height at several widths and through every box around it: 100 entries
took 2.2 s of processor time in a card. Here each entry is asked once per width.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.widgets.labels import Label
from ui.widgets.timeline import Entry, TimelineItem

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
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_groups(self, groups: Sequence[tuple[str, Sequence[Entry]]]) -> Iterator[None]:
        """Show these, the newest first, an entry a step."""
        self._pieces = pieces = []
        for heading, entries in groups:
            pieces.append(_Piece(heading))
            pieces += [_Piece(entry=entry, last=entry is entries[-1]) for entry in entries]
        wanted = set(pieces)
        for piece in [piece for piece in self._made if piece not in wanted]:
            gone = self._made.pop(piece)
            self._heights.pop(gone, None)
            gone.hide()
            gone.deleteLater()
        y = 0
        for piece in pieces:
            anew = piece not in self._made
            if anew:
                self._made[piece] = self._make(piece)
            y = self._set(piece, y)
            if anew:
                self.setFixedHeight(y)
                yield
                if self._pieces is not pieces:
                    return
        self._place()

    def items(self) -> list[TimelineItem]:
        """The entries made so far, in order."""
        found = [self._made.get(piece) for piece in self._pieces]
        return [widget for widget in found if isinstance(widget, TimelineItem)]

    # ------------------------------------------------------------ making

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

    # ------------------------------------------------------------ placing

    def _place(self) -> None:
        y = 0
        for piece in self._pieces:
            if piece not in self._made:
                break
            y = self._set(piece, y)
        self.setFixedHeight(y)

    def _set(self, piece: _Piece, y: int) -> int:
        """Put a piece under those that end at `y`; gives back where it ends."""
        widget, width = self._made[piece], self.width()
        if piece.entry is None and y:
            y += theme.px(_BEFORE_HEADING)
        tall = self._height_of(widget, width)
        widget.setGeometry(0, y, width, tall)
        return y + tall + (theme.px(_AFTER_HEADING) if piece.entry is None else 0)

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
