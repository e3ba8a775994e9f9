"""Check boxes, radio buttons, switches, segmented controls, tabs."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QTabBar, QWidget

from ui import theme
from ui.widgets import paint
from ui.widgets.focus import PaintedButton, tab_to_chosen
from ui.widgets.layout import column, row
from ui.widgets.option import Option

BOX, _LEAST_WIDE = 18, 160


class CheckBox(PaintedButton):
    """A box with words; round ones mean "done"."""

    def __init__(self, text: str = "", *, is_round: bool = False, name: str = "", bold: bool = False) -> None:
        super().__init__()
        self._round, self._role, self._partly = is_round, "bodym" if bold else "body", False
        self.setCheckable(True)
        self.setText(text)
        self.setAccessibleName(name or text)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.toggled.connect(lambda _on: self.set_partly(False))

    def set_partly(self, partly: bool) -> None:
        """Some of what it stands for is checked, not all."""
        self._partly = partly
        self.update()

    def enter_presses(self) -> bool:
        return False  # Enter belongs to the form

    def sizeHint(self) -> QSize:
        words = theme.text_width(self.text(), self._role) + theme.px(10) if self.text() else 0
        return QSize(math.ceil(words) + theme.px(BOX) + 6, theme.px(28))

    def minimumSizeHint(self) -> QSize:
        wanted = self.sizeHint()  # a long name is cut rather than making a dialog wider than its frame
        return QSize(min(wanted.width(), theme.px(_LEAST_WIDE)), wanted.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.width() < self.sizeHint().width():
            self.setToolTip(self.text())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_for(self)
        side = theme.px(BOX)
        box = QRectF(3, (self.height() - side) / 2, side, side)
        if self.ringed:
            paint.focus_ring(painter, box.adjusted(-3, -3, 3, 3), side / 2 + 3 if self._round else theme.px(7))
        self._paint_mark(painter, box)
        tone = "text" if self.isEnabled() else "text_off"
        left = box.right() + theme.px(10)
        room = self.width() - left
        text = self.text() if self.width() >= self.sizeHint().width() else paint.elided(self.text(), self._role, room)
        paint.say(painter, QRectF(left, 0, self.width(), self.height()), text, self._role, tone)

    def _paint_mark(self, painter: QPainter, box: QRectF) -> None:
        paint.check_mark(
            painter, box, on=self.isChecked(), partly=self._partly, is_round=self._round, off=not self.isEnabled()
        )


class Radio(CheckBox):
    """One of several; a dot in a circle."""

    def __init__(self, text: str, *, bold: bool = False) -> None:
        super().__init__(text, is_round=True, bold=bold)
        self.setAutoExclusive(True)

    def _paint_mark(self, painter: QPainter, box: QRectF) -> None:
        ring = box.adjusted(0.75, 0.75, -0.75, -0.75)
        if self.isChecked():
            paint.rounded(painter, ring, ring.width() / 2, theme.color("accent"))
            dot = ring.width() * 0.3
            paint.rounded(painter, ring.adjusted(dot, dot, -dot, -dot), ring.width(), theme.color("on_accent"))
        else:
            paint.rounded(painter, ring, ring.width() / 2, theme.color("surface"), theme.color("field"), width=1.4)


class RadioGroup(QWidget):
    """A column of radio buttons."""

    chosen = Signal(str)

    def __init__(self, items: Sequence[Option], *, current: str = "", name: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._buttons = {option.key: Radio(option.text) for option in items}
        self.setLayout(column(*self._buttons.values(), gap=4))
        for key, button in self._buttons.items():
            button.setChecked(key == current)
            button.clicked.connect(lambda _on=False, key=key: self.chosen.emit(key))
            button.toggled.connect(lambda _on: tab_to_chosen(self._buttons.values()))
        tab_to_chosen(self._buttons.values())

    def current(self) -> str:
        """The chosen key."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    def choose(self, key: str) -> None:
        """Choose without asking anybody."""
        if key in self._buttons:
            self._buttons[key].setChecked(True)


class Switch(CheckBox):
    """On or off, at once."""

    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(theme.px(16), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_for(self)
        wide, tall = theme.px(34), theme.px(20)
        track = QRectF(3, (self.height() - tall) / 2, wide, tall)
        if self.ringed:
            paint.focus_ring(painter, track.adjusted(-3, -3, 3, 3), tall / 2 + 3)
        on, off = self.isChecked(), not self.isEnabled()
        fill = "border_strong" if off else "accent" if on else "sunken"
        paint.rounded(painter, track, tall / 2, theme.color(fill), None if on else theme.color("field"))
        knob = QRectF(track.right() - tall + 3 if on else track.x() + 3, track.y() + 3, tall - 6, tall - 6)
        paint.rounded(painter, knob, tall, theme.color("on_accent" if on else "field"))
        left = track.right() + theme.px(10)
        tone = "text_off" if off else "text"
        paint.say(painter, QRectF(left, 0, self.width(), self.height()), self.text(), self._role, tone)


class _Cell(PaintedButton):
    """One cell of a segmented control."""

    def __init__(self, option: Option, height: int) -> None:
        super().__init__()
        self.option, self._tall = option, height
        self.setText(option.text)
        self.setCheckable(True)
        self.setAccessibleName(option.text or option.sub)
        self.setToolTip(option.sub)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        width = theme.text_width(self.text(), "smallm") + theme.px(24) if self.text() else theme.px(20)
        if self.option.icon:
            width += theme.px(22 if self.text() else 14)
        return QSize(math.ceil(width), theme.px(self._tall - 4))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_for(self)
        box, on = QRectF(self.rect()), self.isChecked()
        if on:
            paint.rounded(painter, box, theme.px(6), theme.color("thumb"), theme.color("border"))
        if self.ringed:
            paint.focus_ring(painter, box, theme.px(6))
        tone = "text" if on else "text2"
        icon = self.option.icon
        if not icon:
            paint.say(painter, box, self.text(), "smallm", tone, paint.CENTER)
            return
        x = (box.width() - theme.px(16)) / 2 if not self.text() else theme.px(11)
        paint.glyph(painter, x, box.center().y(), icon, "text" if on else "text3")
        paint.say(painter, box.adjusted(theme.px(32), 0, 0, 0), self.text(), "smallm", tone)


class Segmented(QWidget):
    """A few exclusive choices side by side; arrow keys move among them."""

    chosen = Signal(str)

    def __init__(self, items: Sequence[Option], *, current: str = "", height: int = 32, name: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._cells = {option.key: _Cell(option, height) for option in items}
        group = QButtonGroup(self)
        for key, cell in self._cells.items():
            group.addButton(cell)
            cell.setChecked(key == (current or items[0].key))
            cell.toggled.connect(lambda on, key=key: self._on_toggled(key) if on else None)
        self._lead_focus()
        self.setLayout(row(*self._cells.values(), gap=0, margins=(2, 2, 2, 2)))
        self.setFixedHeight(theme.px(height))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def current(self) -> str:
        """The chosen key."""
        return next((key for key, cell in self._cells.items() if cell.isChecked()), "")

    def choose(self, key: str) -> None:
        """Choose without asking anybody."""
        cell = self._cells.get(key)
        if cell is not None:
            self.blockSignals(True)
            cell.setChecked(True)
            self.blockSignals(False)

    def _on_toggled(self, key: str) -> None:
        self._lead_focus()
        self.chosen.emit(key)

    def _lead_focus(self) -> None:
        """Focus given to the whole, and Tab, come to the chosen cell."""
        tab_to_chosen(self._cells.values())
        for cell in self._cells.values():
            if cell.isChecked():
                self.setFocusProxy(cell)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint.rounded(paint.painter_for(self), QRectF(self.rect()), theme.px(8), theme.color("sunken"))


class Tabs(QTabBar):
    """Underlined tabs with counts."""

    chosen = Signal(str)

    def __init__(self, items: Sequence[Option], *, current: str = "", height: int = 40, name: str = "") -> None:
        super().__init__()
        self._options: list[Option] = list(items)
        self._counts = {option.key: option.sub for option in items}
        self._tall = height
        self._ring = False
        self.setAccessibleName(name)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for number, option in enumerate(items):
            self.addTab(option.text)
            self._name(number)
        self.choose(current)
        self.currentChanged.connect(lambda number: self.chosen.emit(self._options[number].key))

    def current(self) -> str:
        """The chosen key."""
        number = self.currentIndex()
        return self._options[number].key if number >= 0 else ""

    def choose(self, key: str) -> None:
        """Choose without asking anybody."""
        keys = [option.key for option in self._options]
        if key in keys:
            self.blockSignals(True)
            self.setCurrentIndex(keys.index(key))
            self.blockSignals(False)
            self.update()

    def set_count(self, key: str, text: str) -> None:
        """The number beside a title."""
        self._counts[key] = text
        for number, option in enumerate(self._options):
            if option.key == key:
                self._name(number)
                self.setTabText(number, option.text)  # measures the tab again
        self.update()

    def _name(self, number: int) -> None:
        option = self._options[number]
        count = self._counts[option.key]
        self.setAccessibleTabName(number, f"{option.text}, {count}" if count else option.text)

    def tabSizeHint(self, index: int) -> QSize:
        option = self._options[index]
        count = self._counts[option.key]
        width = theme.text_width(option.text, "bodys") + (theme.text_width(count, "capm") + theme.px(6) if count else 0)
        return QSize(math.ceil(width) + theme.px(24), theme.px(self._tall))

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = event.reason() != Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_for(self)
        tall = self.height()
        painter.fillRect(QRectF(0, tall - 1, self.width(), 1), theme.color("line"))
        for number, option in enumerate(self._options):
            box = QRectF(self.tabRect(number)).adjusted(0, 0, -theme.px(24), 0)
            on = number == self.currentIndex()
            role = "bodys" if on else "bodym"
            paint.say(painter, box.adjusted(0, 0, theme.px(24), -2), option.text, role, "text" if on else "text2")
            width = theme.text_width(option.text, role)
            count = self._counts[option.key]
            if count:
                paint.say(painter, box.adjusted(width + theme.px(6), 1, theme.px(24), -2), count, "capm")
                width += theme.px(6) + theme.text_width(count, "capm")
            if on:
                line = max(2.0, theme.px(25) / 10)
                paint.rounded(painter, QRectF(box.x(), tall - line, width, line), line / 2, theme.color("accent"))
                if self._ring and self.hasFocus():
                    ring = QRectF(box.x() - 4, 6, width + 8, tall - 14)
                    paint.rounded(painter, ring, theme.px(6), None, theme.color("accent"), width=2)
