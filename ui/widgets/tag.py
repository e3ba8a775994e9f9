"""Small labels: tags, filter chips, pills of saved segments."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.i18n import tr
from ui.widgets import paint
from ui.widgets.button import IconButton
from ui.widgets.focus import PaintedButton
from ui.widgets.layout import row

# ground, line, ink
KINDS: Final = {
    "neutral": ("sunken", "", "text2"),
    "outline": ("", "border", "text2"),
    "accent": ("accent_soft", "", "accent_text"),
    "ok": ("ok_soft", "", "ok"),
    "warn": ("warn_soft", "", "warn"),
    "bad": ("bad_soft", "", "bad"),
}


_MARK, _TITLE = 14, 240
_LONGEST, _LEAST = 340, 60  # of the value of a filter, and of a tag that shrinks; the rest stands in the tooltip


class Tag(QWidget):
    """A word on a soft ground; may be closed with ×."""

    closed = Signal()

    def __init__(
        self,
        text: str,
        kind: str = "neutral",
        icon: str = "",
        *,
        closable: bool = False,
        height: int = 24,
        shrinks: bool = False,
    ) -> None:
        """One that `shrinks` cuts its word short where there is no room, and says it in the tooltip."""
        super().__init__()
        self._text, self._kind, self._icon, self._height = text, kind, icon, height
        self._close: IconButton | None = None
        self._shrinks = shrinks
        across = QSizePolicy.Policy.Maximum if shrinks else QSizePolicy.Policy.Fixed
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        if closable:
            self._close = IconButton("x", tr("Remove: {name}").format(name=text), size="sm")
            self._close.setParent(self)
            self._close.clicked.connect(self.closed)

    def text(self) -> str:
        """The word."""
        return self._text

    def set_text(self, text: str, kind: str = "") -> None:
        """Another word, and another kind if given."""
        self._text = text
        self._kind = kind or self._kind
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = theme.text_width(self._text, "capm") + theme.px(18)
        width += theme.px(18) if self._icon else 0
        width += theme.px(18) if self._close else 0
        return QSize(math.ceil(width), theme.px(self._height))

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(hint.width(), theme.px(_LEAST)), hint.height()) if self._shrinks else hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._shrinks:
            self.setToolTip(self._text if self.width() < self.sizeHint().width() else "")
        if self._close is not None:
            side = min(self.height(), theme.px(24))
            self._close.setGeometry(self.width() - side, (self.height() - side) // 2, side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_for(self)
        box = QRectF(self.rect())
        ground, line, ink = KINDS[self._kind]
        paint.rounded(
            painter, box, theme.px(6), theme.color(ground) if ground else None, theme.color(line) if line else None
        )
        x = float(theme.px(9))
        if self._icon:
            x = paint.glyph(painter, x - 1, box.center().y(), self._icon, ink, 14) + theme.px(5)
        cut = self._shrinks and self.width() < self.sizeHint().width()
        text = paint.elided(self._text, "capm", self.width() - x - theme.px(9)) if cut else self._text
        paint.say(painter, box.adjusted(x, 0, 0, 0), text, "capm", ink)


class FilterChip(PaintedButton):
    """A filter in force (title and value, × removes it), or the dashed one that adds a filter."""

    opened = Signal()
    removed = Signal()

    def __init__(self, title: str, value: str = "", *, add: bool = False, icon: str = "plus") -> None:
        super().__init__()
        self._title, self._value, self._add, self._icon = title, value, add, icon
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.clicked.connect(self.opened)
        self.set_value(value)

    def set_value(self, value: str) -> None:
        """The value that the filter keeps to."""
        self._value = value
        if value:
            self.setAccessibleName(tr("Filter: {title} {value}").format(title=self._title, value=value))
            self.setAccessibleDescription(tr("Delete removes it"))
        else:
            self.setAccessibleName(self._title)
        self._tell_rest()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return self._size(_LONGEST)

    def minimumSizeHint(self) -> QSize:
        return self._size(_LEAST)

    def _size(self, longest: int) -> QSize:
        if self._add:
            width = theme.text_width(self._title, "smallm") + theme.px(30 + 12)
        else:
            value = min(theme.text_width(self._value, "smallm"), theme.px(longest))
            width = theme.text_width(self._title, "small") + value + theme.px(11 + 6 + 29)
        return QSize(math.ceil(width), theme.px(32))

    def _room(self) -> float:
        """For the value, in the width there is."""
        return self.width() - theme.text_width(self._title, "small") - theme.px(11 + 6 + 29) + 1

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_rest()

    def _tell_rest(self) -> None:
        self.setToolTip(self._value if theme.text_width(self._value, "smallm") > self._room() else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_for(self)
        box = QRectF(self.rect())
        radius = float(theme.px(8))
        if self.ringed:
            box, radius = paint.focus_ring(painter, box, radius), radius - 3
        middle = box.center().y()
        if self._add:
            ground = theme.color("hover") if self.hovered else None
            paint.rounded(painter, box, radius, ground, theme.color("border_strong"), dash=(3.5, 2.5))
            paint.glyph(painter, theme.px(9), middle, self._icon, "text2")
            paint.say(painter, QRectF(self.rect()).adjusted(theme.px(30), 0, 0, 0), self._title, "smallm", "text2")
            return
        paint.rounded(painter, box, radius, theme.color("accent_soft"), theme.color("accent_line"))
        x = float(theme.px(11))
        paint.say(painter, QRectF(self.rect()).adjusted(x, 0, 0, 0), self._title, "small", "text2")
        x += theme.text_width(self._title, "small") + theme.px(6)
        value = paint.elided(self._value, "smallm", self._room())
        paint.say(painter, QRectF(self.rect()).adjusted(x, 0, 0, 0), value, "smallm", "accent_text")
        paint.glyph(painter, self.width() - theme.px(23), middle, "x", "accent_text", 14)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if (
            self._value
            and event.position().x() > self.width() - theme.px(28)
            and self.rect().contains(event.position().toPoint())
        ):
            self.setDown(False)
            self.removed.emit()
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._value and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
            return
        super().keyPressEvent(event)


@dataclass(frozen=True, slots=True)
class Segment:
    """A saved set of filters with its count; the mark is an icon after the name, said in words as well."""

    key: str
    title: str
    count: str = ""
    mark: str = ""
    spoken: str = ""
    menu: bool = False


class _Pill(PaintedButton):
    """One saved segment."""

    menu_asked = Signal(QPoint)

    def __init__(self, segment: Segment) -> None:
        super().__init__()
        self.segment = segment
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setText(segment.title)
        self.setAccessibleName(", ".join(part for part in (segment.title, segment.spoken, segment.count) if part))
        cut = theme.text_width(segment.title, "smalls") > theme.px(_TITLE)
        self.setToolTip(", ".join(part for part in (segment.title if cut else "", segment.spoken) if part))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        count = theme.text_width(self.segment.count, "capm") + theme.px(6) if self.segment.count else 0
        count += theme.px(_MARK + 6) if self.segment.mark else 0
        # measured at its boldest, so that choosing one doesn't shift the others
        title = min(theme.text_width(self.segment.title, "smalls"), theme.px(_TITLE))
        return QSize(math.ceil(title + count) + theme.px(24), theme.px(32))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_asked.emit(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Of Shift F10 Qt makes a context menu on Windows alone.
        if event.key() == Qt.Key.Key_F10 and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.menu_asked.emit(self.mapToGlobal(QPoint(0, self.height())))
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_for(self)
        box = QRectF(self.rect())
        if self.ringed:
            box = paint.focus_ring(painter, box, theme.px(8))
        if self.isChecked() or self.hovered:
            paint.rounded(painter, box, theme.px(8), theme.color("sunken" if self.isChecked() else "hover"))
        on = self.isChecked()
        role = "smalls" if on else "smallm"
        x = float(theme.px(12))
        area = QRectF(self.rect())
        title = paint.elided(self.segment.title, role, theme.px(_TITLE) + 1)
        paint.say(painter, area.adjusted(x, 0, 0, 0), title, role, "text" if on else "text2")
        x += theme.text_width(title, role) + theme.px(6)
        if self.segment.mark:
            paint.glyph(painter, x, box.center().y(), self.segment.mark, "text2" if on else "text3", _MARK)
            x += theme.px(_MARK + 6)
        paint.say(painter, area.adjusted(x, 0, 0, 0), self.segment.count, "capm", "text2" if on else "text3")


class SegmentBar(QWidget):
    """Saved segments as pills; those that don't fit wait behind "…", and + makes another.

    Beside the chosen one stands its menu, which a right click on any opens too.
    """

    chosen = Signal(str)
    add_asked = Signal(QPoint)
    menu_asked = Signal(str, QPoint)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._pills: list[_Pill] = []
        self._more = IconButton("ellipsis", tr("More segments"))
        self._more.clicked.connect(self._open_more)
        self._add = IconButton("plus", tr("New segment"))
        self._add.clicked.connect(lambda: self.add_asked.emit(self._add.mapToGlobal(QPoint(0, self._add.height()))))
        self.menu = IconButton("chevron-down", tr("What can be done with the segment"))
        self.menu.clicked.connect(
            lambda: self.menu_asked.emit(self.current(), self.menu.mapToGlobal(QPoint(0, self.menu.height())))
        )
        self.menu.hide()
        self._row = row(None, gap=2, margins=(0, 4, 0, 4))
        self.setLayout(self._row)
        for button in (self.menu, self._more, self._add):
            button.setParent(self)
        self.setFixedHeight(theme.px(40))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_segments(self, segments: Sequence[Segment], current: str = "") -> None:
        """Show these, one of them chosen."""
        while self._row.count():
            self._row.takeAt(0)
        for pill in self._pills:
            pill.hide()
            pill.deleteLater()
        self._pills = [self._make(segment, segment.key == current) for segment in segments]
        for widget in (*self._pills, self._more, self._add):
            self._row.addWidget(widget)
            widget.show()
            if isinstance(widget, _Pill) and widget.isChecked():
                self._row.addWidget(self.menu)
        self.menu.setVisible(any(pill.isChecked() and pill.segment.menu for pill in self._pills))
        self._row.addStretch(1)
        self._fit()

    def choose(self, key: str) -> None:
        """Mark one as chosen, silently; an unknown key leaves none."""
        for pill in self._pills:
            pill.setAutoExclusive(False)
            pill.setChecked(pill.segment.key == key)
            pill.setAutoExclusive(True)

    def current(self) -> str:
        """The chosen key."""
        return next((pill.segment.key for pill in self._pills if pill.isChecked()), "")

    def _make(self, segment: Segment, on: bool) -> _Pill:
        pill = _Pill(segment)
        pill.setParent(self)
        pill.setChecked(on)
        pill.clicked.connect(lambda: self.chosen.emit(segment.key))
        pill.menu_asked.connect(lambda where: self.menu_asked.emit(segment.key, where))
        return pill

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(120), theme.px(40))

    def _fit(self) -> None:
        gap = self._row.spacing()
        menu = 0 if self.menu.isHidden() else self.menu.sizeHint().width() + gap
        need = sum(pill.sizeHint().width() + gap for pill in self._pills) + self._add.sizeHint().width() + menu
        room = self.width() - self._add.sizeHint().width() - menu
        crowded = need > self.width()
        if crowded:
            room -= self._more.sizeHint().width() + gap
        # The chosen one has its place whatever else does not fit.
        used = sum(pill.sizeHint().width() + gap for pill in self._pills if pill.isChecked())
        full = False
        for pill in self._pills:
            if pill.isChecked():
                continue
            full = full or used + pill.sizeHint().width() > room
            used += 0 if full else pill.sizeHint().width() + gap
            pill.setVisible(not full)
        self._more.setVisible(crowded)

    def _open_more(self) -> None:
        from ui.widgets.menu import Menu

        menu = Menu(self)
        for pill in self._pills:
            if pill.isHidden():
                menu.item(pill.segment.title, pill.segment.mark, keys=pill.segment.count, on=pill.click)
        menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height())))
