"""What happened with a client: entries down a line, and the box that writes new ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.i18n import tr
from ui.widgets import paint
from ui.widgets.area import PlainText
from ui.widgets.button import Button
from ui.widgets.choice import Segmented
from ui.widgets.focus import PaintedButton
from ui.widgets.labels import Label
from ui.widgets.layout import clear, column, row
from ui.widgets.option import Option
from ui.widgets.tag import Tag

# icon, ground, ink
KINDS: Final = {
    "call": ("phone-call", "accent_soft", "accent_text"),
    "gift": ("gift", "accent_soft", "accent_text"),
    "buy": ("shopping-bag", "ok_soft", "ok"),
    "note": ("sticky-note", "warn_soft", "warn"),
    "message": ("message-circle", "sunken", "text2"),
    "visit": ("footprints", "sunken", "text2"),
    "system": ("history", "sunken", "text3"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry; `kind` is one of KINDS, `meta` says when and who, `key` comes back in signals."""

    kind: str
    title: str
    meta: str
    body: str = ""
    tag: str = ""
    tag_icon: str = ""
    key: int = 0


class TimelineItem(PaintedButton):
    """Icon, title, body; joined to the next one by a line."""

    tag_chosen = Signal()

    def __init__(self, entry: Entry, last: bool = False) -> None:
        super().__init__()
        self.entry, self._last = entry, last
        words = column(row((Label(entry.title, "bodym", wrap=True), 1), Label(entry.meta, "cap"), gap=8), gap=4)
        if entry.body:
            words.addWidget(Label(entry.body, "small", wrap=True))
        if entry.tag:
            tag = Tag(entry.tag, "accent", entry.tag_icon)
            words.addSpacing(theme.px(4))
            words.addLayout(row(tag, None))
        self.setLayout(row(44, (words, 1), gap=0, margins=(0, 5, 0, 16 if last else 14)))
        for label in self.findChildren(Label):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(". ".join(part for part in (entry.title, entry.meta, entry.body, entry.tag) if part))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        under = self.childAt(event.position().toPoint())
        if isinstance(under, Tag) and self.isDown():
            self.setDown(False)
            self.tag_chosen.emit()
            return
        super().mouseReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_for(self)
        icon, ground, ink = KINDS.get(self.entry.kind, KINDS["system"])
        side = theme.px(30)
        if self.ringed:
            paint.focus_ring(painter, QRectF(self.rect()).adjusted(0, 0, 0, -theme.px(6)), theme.px(8))
        if not self._last:
            top = theme.px(34)
            painter.fillRect(QRectF(side / 2 + 0.5, top, 1, self.height() - top - 2), theme.color("border"))
        circle = QRectF(1, 1, side, side)
        paint.rounded(painter, circle, side / 2, theme.color(ground))
        paint.glyph(painter, circle.center().x() - theme.px(8), circle.center().y(), icon, ink)


class Timeline(QWidget):
    """Entries in groups: this week, earlier in May, April."""

    chosen = Signal(int)
    tag_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)

    def set_groups(self, groups: Sequence[tuple[str, Sequence[Entry]]]) -> None:
        """Show these, newest first."""
        clear(self._box)
        for heading, entries in groups:
            self._box.addWidget(Label(heading, "capm"))
            self._box.addSpacing(theme.px(8))
            for n, entry in enumerate(entries):
                item = TimelineItem(entry, last=n == len(entries) - 1)
                item.clicked.connect(lambda _on=False, key=entry.key: self.chosen.emit(key))
                item.tag_chosen.connect(lambda key=entry.key: self.tag_chosen.emit(key))
                self._box.addWidget(item)


class Composer(QWidget):
    """Write down what happened: text, kind, send with Ctrl Enter."""

    sent = Signal(str, str)
    next_step_asked = Signal()

    def __init__(self, kinds: Sequence[Option], placeholder: str, *, next_step: bool = False) -> None:
        super().__init__()
        self._edit = PlainText(placeholder)
        self._edit.setAccessibleName(placeholder)
        self._edit.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._kinds = Segmented(kinds, height=30, name=tr("Kind of contact"))
        self._next = Button(tr("Next step"), "calendar-days", "ghost", "sm")
        self._next.setVisible(next_step)
        self.button = Button(tr("Record"), kind="primary", size="sm", keys="Ctrl ⏎")
        foot = row(self._kinds, None, self._next, self.button, gap=6)
        self.setLayout(column(self._edit, foot, gap=10, margins=(14, 12, 10, 10)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self._edit)
        self._edit.installEventFilter(self)
        self._edit.sent.connect(self._send)
        self._edit.document().documentLayout().documentSizeChanged.connect(lambda _size: self._grow())
        self._next.clicked.connect(self.next_step_asked)
        self.button.clicked.connect(self._send)
        self._grow()

    def text(self) -> str:
        """What is written, without spaces at the ends."""
        return self._edit.toPlainText().strip()

    def set_text(self, text: str) -> None:
        """Begin with this."""
        self._edit.setPlainText(text)

    def kind(self) -> str:
        """The chosen kind."""
        return self._kinds.current()

    def choose_kind(self, key: str) -> None:
        """Choose the kind without asking anybody."""
        self._kinds.choose(key)

    def clear(self) -> None:
        """Ready for the next one."""
        self._edit.clear()

    def focus_text(self) -> None:
        """Ctrl J lands here."""
        self._edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_busy(self, busy: bool) -> None:
        """It is being written down."""
        self.button.set_busy(busy)

    def _send(self) -> None:
        if self.text() and not self.button.is_busy():
            self.sent.emit(self.kind(), self.text())
        elif not self.text():
            self.focus_text()

    def _grow(self) -> None:
        spacing = theme.metrics("body").lineSpacing()
        lines = max(1, min(6, self._edit.document().lineCount()))
        self._edit.setFixedHeight(round(spacing * lines) + theme.px(2))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        focused = self._edit.hasFocus()
        line = theme.color("accent" if focused else "field")
        box = QRectF(self.rect())
        width = 2 if focused else 1
        paint.rounded(paint.painter_for(self), box, theme.px(12), theme.color("surface"), line, width=width)
