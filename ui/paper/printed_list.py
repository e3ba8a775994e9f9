"""A list of clients on paper: title, columns, rows that take as many lines as they need, whose paper it is below."""

from __future__ import annotations

import errno
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, Protocol

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPagedPaintDevice, QPainter

from clientcrm.domain.export_layout import ExportColumn
from ui import words
from ui.i18n import language, tr
from ui.paper.printing import paper_font

WIDE: Final = 700.0  # drawn on a grid of 700 units across, whatever the printer's dots
_LINE, _PAD = 14.0, 3.0
_HEAD, _TITLES, _FOOT = 56.0, 36.0, 26.0
_GREY: Final = "#9a9a9a"
_LEAST_LETTERS: Final = 14
_AT_ONCE = 200  # rows that are measured in one step
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class Printed(Protocol):
    """Rows as the core gives them for paper."""

    @property
    def columns(self) -> Sequence[ExportColumn]:
        """In order, with their widths in letters."""

    @property
    def rows(self) -> Sequence[Sequence[Any]]:
        """Values by column."""

    @property
    def page_line(self) -> str:
        """Whose paper it is, where the core says so."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Words around the rows: the title, what stands under it, and the line on each page that says whose paper it is."""

    title: str
    about: str
    bearer: str


class ListPaper:
    """Lays the rows out on pages of this height, then paints page after page; both a step at a time."""

    def __init__(self, printed: Printed, sheet: Sheet, tall: float) -> None:
        """`tall`: how high a page is, in units of the grid."""
        self._sheet, self._tall = sheet, tall
        self._columns, self._rows = printed.columns, printed.rows
        letters = [max(column.width, _LEAST_LETTERS) for column in self._columns]
        self._widths = [WIDE * one / sum(letters) for one in letters]
        self._font, self._bold = paper_font(11, 400), paper_font(11, 600)
        self._metrics = QFontMetricsF(self._font)
        self._heights: list[float] = []
        self.pages: list[range] = []

    def lay_out(self) -> Iterator[None]:
        """Measure the rows, then settle which of them stand on which page."""
        for at, values in enumerate(self._rows):
            self._heights.append(self._height([said(value) for value in values]))
            if at % _AT_ONCE == 0:
                yield
        first, left = 0, self._room(0)
        for at, height in enumerate(self._heights):
            if height > left and at > first:
                self.pages.append(range(first, at))
                first, left = at, self._room(at)
            left -= height
        self.pages.append(range(first, len(self._rows)))

    def paint(self, device: QPagedPaintDevice) -> Iterator[int]:
        """Paint page by page; each step tells how many are done, and the paper is out when it ends."""
        painter = QPainter()
        if not painter.begin(device):
            raise OSError(errno.EIO, tr("The printer does not answer"))
        scale = painter.viewport().width() / WIDE
        painter.scale(scale, scale)
        try:
            for number in range(len(self.pages)):
                if number:
                    device.newPage()
                self.paint_page(painter, number)
                yield number + 1
        finally:
            painter.end()

    def paint_page(self, painter: QPainter, number: int) -> None:
        """One page. Black on white: it is for paper."""
        top = 0.0
        painter.setPen(Qt.GlobalColor.black)
        if number == 0:
            painter.setFont(paper_font(20, 600))
            painter.drawText(QRectF(0, 0, WIDE, 28), _WRAP, self._sheet.title)
            painter.setFont(self._font)
            painter.drawText(QRectF(0, 30, WIDE, 18), _WRAP, self._sheet.about)
            top = _HEAD
        painter.setFont(self._bold)
        self._paint_cells(painter, top + _PAD, _TITLES, [column.title(language()) for column in self._columns])
        top += _TITLES
        painter.setFont(self._font)
        self._rule(painter, top, Qt.GlobalColor.black)
        for at in self.pages[number]:
            self._paint_cells(painter, top + _PAD, self._heights[at], [said(value) for value in self._rows[at]])
            top += self._heights[at]
            self._rule(painter, top, _GREY)
        self._paint_foot(painter, number)

    # ------------------------------------------------------------ inside

    def _room(self, row: int) -> float:
        return self._tall - _TITLES - _FOOT - (0 if row else _HEAD)

    def _height(self, texts: Sequence[str]) -> float:
        lines = max((self._lines(text, width) for text, width in zip(texts, self._widths, strict=True)), default=1)
        whole = self._tall - _TITLES - _FOOT - _HEAD  # no row is higher than the first page
        return min(lines * _LINE + 2 * _PAD, whole)

    def _lines(self, text: str, width: float) -> int:
        room = width - 2 * _PAD
        if "\n" not in text and self._metrics.horizontalAdvance(text) <= room:
            return 1
        box = self._metrics.boundingRect(QRectF(0, 0, room, 10_000), self._wrap(text, room), text)
        return max(1, round(box.height() / self._metrics.lineSpacing()))

    def _wrap(self, text: str, room: float) -> int:
        """Between words; a word that is too long by itself goes on in the next line, nothing is cut."""
        long = any(self._metrics.horizontalAdvance(word) > room for word in text.split())
        return _WRAP | Qt.TextFlag.TextWrapAnywhere if long else _WRAP

    def _paint_cells(self, painter: QPainter, top: float, tall: float, texts: Sequence[str]) -> None:
        left = 0.0
        for text, width in zip(texts, self._widths, strict=True):
            box = QRectF(left + _PAD, top, width - 2 * _PAD, tall)
            painter.drawText(box, self._wrap(text, box.width()), text)
            left += width

    def _paint_foot(self, painter: QPainter, number: int) -> None:
        foot = QRectF(0, self._tall - _FOOT + 8, WIDE, _FOOT - 8)
        page = tr("page {number} of {total}", "of a printed list").format(
            number=words.number(number + 1), total=words.number(len(self.pages))
        )
        painter.drawText(foot, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self._sheet.bearer)
        painter.drawText(foot, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, page)

    @staticmethod
    def _rule(painter: QPainter, top: float, color: Qt.GlobalColor | str) -> None:
        painter.save()
        painter.setPen(QColor(color))
        painter.drawLine(0, round(top), round(WIDE), round(top))
        painter.restore()


def page_height(device: QPagedPaintDevice) -> float:
    """How high its pages are, in units of the grid."""
    room = device.pageLayout().paintRect()
    return float(WIDE * room.height() / room.width())


def said(value: object) -> str:
    """A value of a list in words."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{words.full_day(value.date())}, {words.clock(value)}"
    if isinstance(value, date):
        return words.full_day(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return words.number(value)
    return str(value)
