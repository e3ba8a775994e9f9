"""What happened: a bar beside its cause, a toast with an undo, the bar of marked rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import (
    QEasingCurve,
    QElapsedTimer,
    QEvent,
    QObject,
    QPoint,
    QPropertyAnimation,
    QRectF,
    QSize,
    QTimer,
    Signal,
)
from PySide6.QtGui import QEnterEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGraphicsDropShadowEffect, QSizePolicy, QWidget

from ui import theme
from ui.i18n import tr
from ui.widgets import paint
from ui.widgets.button import Button, IconButton
from ui.widgets.labels import Icon, Label
from ui.widgets.layout import clear, column, holder, row
from ui.widgets.spoken import announce

KINDS: Final = {
    "info": ("accent_soft", "accent_line", "accent_text", "info"),
    "ok": ("ok_soft", "ok_line", "ok", "circle-check"),
    "warn": ("warn_soft", "warn_line", "warn", "triangle-alert"),
    "bad": ("bad_soft", "bad_line", "bad", "circle-x"),
}
ABOVE_FOOT: Final = 16
_MOVES: Final = (QEvent.Type.Resize, QEvent.Type.DynamicPropertyChange)  # the host has another size, another foot


class MessageBar(QWidget):
    """What happened and what to do, with at most one action."""

    acted = Signal()
    closed = Signal()

    def __init__(self, kind: str, title: str, text: str = "", *, action: str = "", closable: bool = True) -> None:
        super().__init__()
        self._kind = kind
        self._title = Label(title, "bodym", wrap=True)
        self._text = Label(text, "small", "text2", wrap=True)
        self._icon = Icon(KINDS[kind][3], KINDS[kind][2], 18)
        self.button = Button(action, size="sm")
        self.button.clicked.connect(self.acted)
        words = column(self._title, self._text, gap=1)
        box = row(self._icon, (words, 1), self.button, gap=12, margins=(14, 11, 12, 11))
        if closable:
            close = IconButton("x", tr("Close the message"), size="sm")
            close.clicked.connect(self._close)
            box.addWidget(close)
        self.setLayout(box)
        self._text.setVisible(bool(text))  # only now: without a parent it would flash up as a window of its own
        self.button.setVisible(bool(action))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{title} {text}".strip())

    def set_text(self, title: str, text: str = "") -> None:
        """Other words."""
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self.setAccessibleName(f"{title} {text}".strip())
        announce(self, self.accessibleName())

    def sizeHint(self) -> QSize:
        """As tall as its words at the width it has: a layout lets a fixed height grow no further than this."""
        hint = super().sizeHint()
        if self.isVisible():
            hint.setHeight(self.heightForWidth(self.width()))
        return hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def set_kind(self, kind: str) -> None:
        """Another colour and icon."""
        self._kind = kind
        self._icon.set_icon(KINDS[kind][3], KINDS[kind][2])
        self.update()

    def _close(self) -> None:
        self.hide()
        self.closed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        fill, line, _ink, _icon = KINDS[self._kind]
        box = QRectF(self.rect())
        paint.rounded(paint.painter_for(self), box, theme.px(10), theme.color(fill), theme.color(line))


class _Floating(QWidget):
    """A dark pill at the bottom centre of its host."""

    def __init__(self, host: QWidget, height: int, radius: int) -> None:
        super().__init__(host)
        self._host, self._tall, self._radius = host, height, radius
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(theme.px(28))
        shadow.setOffset(0, theme.px(8))
        self._shadow = shadow
        self._tint()
        self.setGraphicsEffect(shadow)
        theme.signals().changed.connect(self._tint)
        host.installEventFilter(self)
        self.hide()

    def _tint(self) -> None:
        self._shadow.setColor(theme.color("shadow", 0.55 if theme.is_dark() else 0.16))

    def bottom_gap(self) -> int:
        """How far above the bottom of the host it stands."""
        foot = self._host.property("foot")
        return theme.px(ABOVE_FOOT) + (int(foot) if foot else 0)

    def target(self) -> QPoint:
        """Where it belongs."""
        return QPoint((self._host.width() - self.width()) // 2, self._host.height() - self.bottom_gap() - self.height())

    def _widest(self) -> int:
        return self._host.width() - theme.px(32)

    def settle(self) -> None:
        """Take its size and place."""
        width = min(self.sizeHint().width(), self._widest())
        layout = self.layout()
        needed = layout.totalHeightForWidth(width) if layout is not None and layout.hasHeightForWidth() else 0
        self.resize(width, max(theme.px(self._tall), needed))
        self.move(self.target())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is getattr(self, "_host", None) and event.type() in _MOVES and self.isVisible():
            self.settle()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        box = QRectF(self.rect())
        paint.rounded(paint.painter_for(self), box, theme.px(self._radius), theme.color("inverse"))


class _Toast(_Floating):
    """One message that goes away by itself."""

    gone = Signal()

    def __init__(self, host: QWidget) -> None:
        super().__init__(host, 44, 10)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.gone)
        self._clock = QElapsedTimer()
        self._left = 0
        self._slide = QPropertyAnimation(self, b"pos", self)
        self._slide.setDuration(120)
        self._slide.setEasingCurve(QEasingCurve.Type.OutQuad)
        self.button: Button | None = None

    def say(self, text: str, action: str, icon: str, keys: str, seconds: float) -> None:
        """Fill it and start the clock."""
        old = self.layout()
        if old is not None:
            clear(old)
            holder(old)  # a layout leaves its widget only for another one
        words = Label(text, "small", "on_inverse", wrap=theme.text_width(text, "small") > theme.px(520))
        self.button = Button(action, kind="inverse_link", size="sm") if action else None
        box = row(Icon(icon, "on_inverse", 16), words, gap=10, margins=(14, 6, 8 if action else 16, 6))
        if self.button is not None:
            box.addSpacing(theme.px(6))
            box.addWidget(self.button)
            self.button.installEventFilter(self)
        if keys and action:
            box.addWidget(Label(keys, "cap", "inverse2"))
            box.addSpacing(theme.px(6))
        self.setLayout(box)
        self.setAccessibleName(text)
        self._left = round(seconds * 1000)

    def appear(self) -> None:
        """Slide in."""
        self.settle()
        self.show()
        self.raise_()
        self._resume()
        if theme.motion():
            self._slide.stop()
            self._slide.setStartValue(self.target() + QPoint(0, theme.px(10)))
            self._slide.setEndValue(self.target())
            self._slide.start()

    def vanish(self) -> None:
        """Go away."""
        self._timer.stop()
        self._slide.stop()
        self.hide()

    def bottom_gap(self) -> int:
        bars = [bar for bar in self._host.findChildren(BulkBar) if bar.isVisible()]
        room = bars[0].height() + theme.px(8) if bars else 0
        return super().bottom_gap() + room

    def pause(self) -> None:
        """Somebody looks at it: wait."""
        if self._timer.isActive():
            self._left = max(500, self._left - int(self._clock.elapsed()))
            self._timer.stop()

    def _resume(self) -> None:
        self._clock.start()
        self._timer.start(self._left)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.pause()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        if self.isVisible() and not (self.button is not None and self.button.hasFocus()):
            self._resume()
        super().leaveEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is getattr(self, "button", None):
            if event.type() == QEvent.Type.FocusIn:
                self.pause()
            elif event.type() == QEvent.Type.FocusOut and self.isVisible():
                self._resume()
        return super().eventFilter(watched, event)


class Toasts(QObject):
    """One toast at a time, 8 seconds, with the one way back."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._toast = _Toast(host)
        self._toast.gone.connect(self.dismiss)
        self._on_action: Callable[[], object] | None = None

    @property
    def widget(self) -> QWidget:
        """The toast itself."""
        return self._toast

    def show_toast(
        self,
        text: str,
        *,
        action: str = "",
        on_action: Callable[[], object] | None = None,
        icon: str = "check",
        keys: str = "",
        seconds: float = 8.0,
    ) -> None:
        """Say what happened; an earlier toast gives way, its way back is gone."""
        self.dismiss()
        self._on_action = on_action
        self._toast.say(text, action, icon, keys, seconds)
        if self._toast.button is not None:
            self._toast.button.clicked.connect(self.act)
        self._toast.appear()
        announce(self._toast, f"{text}. {action} {keys}".strip() if action else text)

    def act(self) -> bool:
        """Do the action of the toast that shows (Ctrl Z); False when there is none."""
        action, shown = self._on_action, self._toast.isVisible()
        if action is None or not shown:
            return False
        self.dismiss()
        action()
        return True

    def dismiss(self) -> None:
        """Take the toast away."""
        self._on_action = None
        self._toast.vanish()


@dataclass(frozen=True, slots=True)
class BulkAction:
    """Something that can be done with all marked rows."""

    key: str
    text: str
    icon: str


class BulkBar(_Floating):
    """How many are marked and what can be done with them."""

    chosen = Signal(str)
    closed = Signal()

    def __init__(self, host: QWidget) -> None:
        super().__init__(host, 48, 12)
        self._count = Label("", "smalls", "on_inverse")
        self._shown: list[tuple[Button, str]] = []
        self._actions = row(gap=4)
        self._more = IconButton("ellipsis", tr("More actions"), kind="inverse")
        self._more.clicked.connect(self._open_more)
        self._more.setParent(self)
        close = IconButton("x", tr("Clear the marks"), kind="inverse")
        close.clicked.connect(self.closed)
        self.setLayout(row(self._count, 10, self._actions, self._more, 4, close, gap=4, margins=(16, 0, 8, 0)))
        self._more.hide()

    def set_count(self, text: str) -> None:
        """For instance: Выбрано 3."""
        self._count.setText(text)
        self.setAccessibleName(text)
        if self.isVisible():
            self.settle()
            announce(self, text)

    def set_actions(self, actions: Sequence[BulkAction]) -> None:
        """The buttons, in order."""
        clear(self._actions)
        self._shown = []
        for action in actions:
            button = Button(action.text, action.icon, "inverse")
            button.clicked.connect(lambda _on=False, key=action.key: self.chosen.emit(key))
            self._actions.addWidget(button)
            self._shown.append((button, action.icon))
        if self.isVisible():
            self.settle()

    def settle(self) -> None:
        """What does not fit waits behind "…"; the first stay in sight."""
        self._more.hide()
        for button, _icon in self._shown:
            button.show()
        for button, _icon in reversed(self._shown):
            self._actions.invalidate()  # a line within a line does not hear at once that a button went
            if self.sizeHint().width() <= self._widest():
                break
            self._more.show()
            button.hide()
        super().settle()

    def _open_more(self) -> None:
        from ui.widgets.menu import Menu

        menu = Menu(self)
        for button, icon in self._shown:
            if button.isHidden():
                menu.item(button.text(), icon, on=button.click)
        menu.popup(self._more.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def set_open(self, is_open: bool) -> None:
        """Show it or take it away."""
        if is_open == self.isVisible():
            return
        if is_open:
            self.settle()
            self.show()
            self.raise_()
        else:
            self.hide()
        for toast in self._host.findChildren(_Toast):
            if toast.isVisible():
                toast.settle()
