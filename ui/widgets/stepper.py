"""Steps of a wizard, its foot, and progress with a count."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import icons, theme, words
from ui.i18n import tr
from ui.widgets import paint
from ui.widgets.button import Button
from ui.widgets.card import Box
from ui.widgets.figures import Bar
from ui.widgets.focus import PaintedButton
from ui.widgets.labels import Icon, Label
from ui.widgets.layout import HLine, clear, column, row


class _Step(PaintedButton):
    """One step: done, current, or to come."""

    def __init__(self, number: int, title: str) -> None:
        super().__init__()
        self._number = number
        self.state = "later"
        self.can_go = False
        self.setText(title)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_state(self, state: str, *, free: bool) -> None:
        """done, now or later; only done steps can be gone back to, where that is free."""
        self.state = state
        self.can_go = can = state == "done" and free
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if can else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor if can else Qt.CursorShape.ArrowCursor)
        spoken = {"done": tr("done"), "now": tr("current step"), "later": tr("later")}[state]
        self.setAccessibleName(f"{self._number}. {self.text()}, {spoken}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(math.ceil(theme.text_width(self.text(), self._role())) + theme.px(32 + 8), theme.px(40))

    def _role(self) -> str:
        return "bodys" if self.state == "now" else "bodym"

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_for(self)
        if self.ringed:
            paint.focus_ring(painter, QRectF(self.rect()).adjusted(0, 2, 0, -2), theme.px(8))
        side = theme.px(24)
        circle = QRectF(0, (self.height() - side) / 2, side, side)
        if self.state == "done":
            paint.rounded(painter, circle, side / 2, theme.color("ok_soft"))
            tick = icons.pixmap("check", "ok", 14, 2.4)
            painter.drawPixmap(theme.px(5), round(circle.y() + theme.px(5)), tick)
        elif self.state == "now":
            paint.rounded(painter, circle, side / 2, theme.color("accent"))
            paint.say(painter, circle, str(self._number), "caps", "on_accent", paint.CENTER)
        else:
            paint.rounded(painter, circle, side / 2, None, theme.color("border_strong"), width=1.2)
            paint.say(painter, circle, str(self._number), "caps", "text3", paint.CENTER)
        tone = {"done": "text2", "now": "text", "later": "text3"}[self.state]
        paint.say(painter, QRectF(self.rect()).adjusted(theme.px(32), 0, 0, 0), self.text(), self._role(), tone)


class _Joint(QWidget):
    """The short line between two steps."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(theme.px(28), theme.px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_for(self)
        painter.fillRect(QRectF(0, self.height() / 2, self.width(), 1), theme.color("border_strong"))


class Stepper(QWidget):
    """Where one is in a wizard; done steps can be gone back to."""

    chosen = Signal(int)

    def __init__(self, titles: Sequence[str], current: int = 0) -> None:
        super().__init__()
        self._steps = [_Step(n, title) for n, title in enumerate(titles, 1)]
        line = row(gap=10)
        for n, step in enumerate(self._steps):
            if n:
                line.addWidget(_Joint())
            line.addWidget(step)
            step.clicked.connect(lambda _on=False, n=n: self._on_click(n))
        line.addStretch(1)
        self.setLayout(line)
        self.set_current(current)

    def set_current(self, current: int, *, free: bool = True) -> None:
        """Stand at this step (from 0); those before it are done, and can be gone back to if that is free."""
        for n, step in enumerate(self._steps):
            step.set_state("done" if n < current else "now" if n == current else "later", free=free)

    def _on_click(self, number: int) -> None:
        if self._steps[number].can_go:
            self.chosen.emit(number)


class ProgressLine(Box):
    """What is under way, how far it is, and how to stop it."""

    stop_asked = Signal()

    def __init__(self, text: str) -> None:
        super().__init__("overlay", "border", 12, (16, 12, 14, 14), 6)
        self._text = Label(text, "bodym", elide=True)
        self._count = Label("", "cap", "text2")
        self.stop = Button(tr("Stop"), kind="ghost", size="sm")
        self.stop.clicked.connect(self.stop_asked)
        self._bar = Bar(0, name=text)
        self.add(row((self._text, 1), self._count, self.stop, gap=10), self._bar)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_text(self, text: str) -> None:
        """What is under way now."""
        self._text.setText(text)

    def set_progress(self, done: int, total: int) -> None:
        """948 из 1 562."""
        counted = tr("{done} of {total}").format(done=words.number(done), total=words.number(total))
        self._count.setText(counted if total else "")
        self._bar.set_share(done / total if total else 0)


class WizardFoot(QWidget):
    """Reassurance at the left, back and one primary button at the right."""

    def __init__(self, note: str = "", note_icon: str = "undo-2") -> None:
        super().__init__()
        self._icon = Icon(note_icon, "text3", 16)
        self._note = Label(note, "small", wrap=True)
        self._primary: Button | None = None
        self._buttons = row(gap=8)
        line = row(self._icon, (self._note, 1), self._buttons, gap=8, margins=(24, 0, 24, 0))
        self.setLayout(column(HLine(), (line, 1), gap=0))
        self.setFixedHeight(theme.px(60))
        self.set_note(note)

    def first_focus(self) -> QWidget | None:
        """Where F6 lands: the button that goes on, if it can."""
        return self._primary if self._primary is not None and self._primary.isEnabled() else None

    def set_note(self, note: str, icon: str = "") -> None:
        """Another reassurance."""
        self._note.setText(note)
        if icon:
            self._icon.set_icon(icon)
        self._icon.setVisible(bool(note))

    def set_actions(self, back: Button | None, primary: Button | None) -> None:
        """The two buttons."""
        for button in (back, primary):
            if button is not None and button.parentWidget() is self:
                self._buttons.removeWidget(button)
        clear(self._buttons)
        self._primary = primary
        for button in (back, primary):
            if button is not None:
                self._buttons.addWidget(button)
                button.show()
