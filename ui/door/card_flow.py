"""One card in the middle of an empty window, step by step: what set-up, recovery and restoring look like."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import shiboken6
from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QVBoxLayout, QWidget

from ui import i18n, theme
from ui.errors import is_known, show_error, words_for
from ui.i18n import tr
from ui.widgets import paint
from ui.widgets.button import Button
from ui.widgets.card import Box
from ui.widgets.focus import PaintedButton
from ui.widgets.labels import Icon, IconTile, Label
from ui.widgets.layout import HLine, clear, column, holder, row
from ui.widgets.menu import Menu
from ui.widgets.message import MessageBar
from ui.widgets.stepper import Stepper
from ui.yielding import Yielding

_WIDTH, _ROOMY = 760, 790
NAMES = {"ru": "Русский", "en": "English"}


@dataclass(frozen=True, slots=True)
class Step:
    """What the card shows: content under a title, and what its two buttons do."""

    content: QWidget
    title: str
    text: str = ""
    number: int = 0
    on_next: Callable[[], None] | None = None
    next_text: str = ""
    next_icon: str = "arrow-right"
    on_back: Callable[[], None] | None = None
    back_text: str = ""
    note: str = ""


class CardFlow(QWidget):
    """Head, steps, content, foot. A subclass shows one step after another."""

    language_asked = Signal(str)

    def __init__(self, title: str, steps: Sequence[str] = ()) -> None:
        super().__init__()
        self._next: Callable[[], None] | None = None
        self._back: Callable[[], None] | None = None
        self._before: QWidget | None = None
        self._first: QWidget | None = None
        self.goes_back_to: Callable[[int], None] | None = None  # a done step that was pressed in the line of steps
        self._stepper = Stepper(list(steps)) if steps else None
        self._heading = Label("", "display", wrap=True)
        self._text = Label("", "body", "text2", wrap=True)
        self._news = holder(column())
        self._content = holder(column())
        self.back = Button(tr("Back"), size="lg")
        self.next = Button(tr("Next", "go on to the next step"), "arrow-right", "primary", "lg")
        self._note = Label("", "cap")
        self.back.clicked.connect(self._on_back)
        self.next.clicked.connect(self.go_on)
        if self._stepper is not None:
            self._stepper.chosen.connect(self._on_step)
        buttons = row(self.back, None, self._note, self.next, gap=12)
        self._foot = holder(column(20, HLine(), 18, buttons, gap=0))
        self._assemble(title)

    def _assemble(self, title: str) -> None:
        large = theme.scale() > 100 or _low_screen()  # a magnified card needs the height for its content
        above, below = (20, 18) if large else (32, 28)
        card = Box("surface", "line" if theme.is_dark() else "border", 16, (40, above, 40, below), 0)
        card.setFixedWidth(theme.px(_WIDTH))
        mark = IconTile("store", "on_accent", "accent", 32)
        head = row(mark, Label(title, "bodys"), None, self._language_button(), gap=10)
        card.add(holder(head), 12 if large else 20)
        if self._stepper is not None:
            card.add(self._stepper, 16 if large else 26)
        inner = column(self._heading, 6, self._text, 20, self._news, self._content, None, gap=0, margins=(0, 0, 0, 2))
        card.add((Yielding(holder(inner), _WIDTH - 80), 1), self._foot)
        promise = Label(tr("Everything is kept on this computer. No internet is needed."), "cap")
        foot = row(None, Icon("lock", "text3", 14), promise, None, gap=8)
        room = 6 if large else 16
        middle = column(None, row(None, card, None), None, gap=0, margins=(16, room, 16, room))
        self.setLayout(column((holder(middle), 1), foot, gap=0, margins=(0, 0, 0, room)))
        self._news.hide()

    def _language_button(self) -> Button:
        button = Button(NAMES[i18n.language()], "languages", "ghost", "sm", trail="chevron-down")
        menu = Menu(button)
        for code, name in NAMES.items():
            menu.item(name, checked=code == i18n.language(), on=partial(self.language_asked.emit, code))
        button.set_menu(menu)
        return button

    # ------------------------------------------------------------ steps

    def show_step(self, step: Step) -> None:
        """Replace what the card shows; without next and back it has no foot."""
        if self._stepper is not None:
            self._stepper.set_current(step.number, free=self.goes_back_to is not None and step.on_back is not None)
        self._heading.setText(step.title)
        self._text.setText(step.text)
        self._text.setVisible(bool(step.text))
        self.hush()
        layout = self._content.layout()
        assert layout is not None
        clear(layout)
        layout.addWidget(step.content)
        self._next, self._back = step.on_next, step.on_back
        self.next.set_text(step.next_text or tr("Next", "go on to the next step"))
        self.next.set_icon(step.next_icon)
        self.next.set_on()
        self.back.set_text(step.back_text or tr("Back"))
        self.next.setVisible(step.on_next is not None)
        self.back.setVisible(step.on_back is not None)
        self._note.setText(step.note)
        self._foot.setVisible(step.on_next is not None or step.on_back is not None)
        self._first = step.content
        step.content.show()  # a layout shows its widgets later, and what is hidden takes no focus
        self.focus_first()

    def focus_first(self) -> None:
        """Put the focus where the step begins."""
        if self._first is not None:
            self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_on(self) -> None:
        """What the primary button does, for Enter in the last field too."""
        if self._next is not None and self.next.isEnabled() and not self.next.is_busy():
            self._next()

    def _on_step(self, number: int) -> None:
        if self.goes_back_to is not None and not self.next.is_busy():
            self.goes_back_to(number)

    def _on_back(self) -> None:
        if self._back is not None and not self.next.is_busy():
            self._back()

    def set_working(self, working: bool, note: str = "") -> None:
        """Something is being made: nothing can be pressed, the button turns."""
        if working:
            self._before = QApplication.focusWidget()
        self.next.set_busy(working)
        self.back.setEnabled(not working)
        self._content.setEnabled(not working)
        before, self._before = self._before, self._before if working else None
        if not working and before is not None and shiboken6.isValid(before):
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self._note.setText(note)

    def complain(self, error: BaseException) -> None:
        """Say in the card what went wrong; a bug goes to its dialog."""
        self.set_working(False)
        if not is_known(error):
            show_error(self, error)
            return
        said = words_for(error)
        bar = MessageBar("bad", said.what, said.to_do, closable=False)
        layout = self._news.layout()
        assert isinstance(layout, QVBoxLayout)
        clear(layout)
        layout.addWidget(bar)
        layout.addSpacing(theme.px(16))
        self._news.show()

    def hush(self) -> None:
        """Take the message away."""
        self._news.hide()


def _low_screen() -> bool:
    """1366 x 768 and the like: the step with the recovery code takes 760 px of height."""
    return QApplication.primaryScreen().availableSize().height() < _ROOMY


class ChoiceRow(PaintedButton):
    """One way to go on: icon, name, what it means."""

    def __init__(self, icon: str, title: str, text: str) -> None:
        super().__init__()
        self._icon, self._text = icon, text
        self.setText(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(520), theme.px(72))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(240), theme.px(72))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_for(self)
        box = QRectF(self.rect())
        if self.ringed:
            box = paint.focus_ring(painter, box, theme.px(12))
        fill = "hover" if self.hovered or self.isDown() else "surface"
        paint.rounded(painter, box, theme.px(10), theme.color(fill), theme.color("border"))
        side = theme.px(44)
        tile = QRectF(theme.px(14), (self.height() - side) / 2, side, side)
        paint.rounded(painter, tile, theme.px(12), theme.color("sunken"))
        paint.glyph(painter, tile.center().x() - theme.px(10), tile.center().y(), self._icon, "text2", 20)
        left, middle = theme.px(74), self.height() / 2
        room = self.width() - left - theme.px(44)
        paint.say(painter, QRectF(left, middle - theme.px(23), room, theme.px(24)), self.text(), "bodys")
        below = paint.elided(self._text, "small", room)
        paint.say(painter, QRectF(left, middle, room, theme.px(22)), below, "small")
        paint.glyph(painter, self.width() - theme.px(34), middle, "chevron-right", "text3", 18)


def choices(*rows: ChoiceRow) -> QWidget:
    """Choice rows one under the other; the first takes the focus."""
    made = holder(column(*rows, gap=10))
    made.setFocusProxy(rows[0])
    return made
