"""The frame of a page: canvas with navigation, content sheet, header, breadcrumb, foot bar."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.i18n import tr
from ui.widgets import paint
from ui.widgets.button import Button, IconButton
from ui.widgets.labels import Icon, Kbd, Label
from ui.widgets.layout import HLine, clear, column, holder, row
from ui.widgets.nav import Nav

RAIL_UNDER = 1180


class Canvas(QWidget):
    """The ground of the window."""

    def paintEvent(self, event: QPaintEvent) -> None:
        paint.painter_for(self).fillRect(self.rect(), theme.color("canvas"))


class Sheet(QWidget):
    """Rounded content sheet; pages go into `body`, bars float above its foot, whose height is the property `foot`."""

    def __init__(self) -> None:
        super().__init__()
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(1, 1, 1, 1)
        self.body.setSpacing(0)

    def paintEvent(self, event: QPaintEvent) -> None:
        line = theme.color("line" if theme.is_dark() else "border")
        paint.rounded(paint.painter_for(self), QRectF(self.rect()), theme.px(12), theme.color("surface"), line)


class Shell(Canvas):
    """Navigation at the left, the sheet inset by 8; under 1180 the navigation becomes a rail."""

    def __init__(self, nav: Nav, sheet: QWidget) -> None:
        super().__init__()
        self._nav = nav
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(nav)
        box.addWidget(holder(row(sheet, gap=0, margins=(0, 8, 8, 8))), 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._nav.set_rail(self.width() < theme.px(RAIL_UNDER))


_LEAST = 80  # of the name of the place where one is; the rest of it stands in the tooltip


class PageHeader(QWidget):
    """Title, count, actions; the primary one last."""

    def __init__(self, title: str, count: str = "", *actions: QWidget) -> None:
        super().__init__()
        self._title = Label(title, "h1")
        self._count = Label(count, "sec", "text3")
        self.line = row(self._title, self._count, None, *actions, gap=10, margins=(24, 0, 20, 0))
        self.setLayout(self.line)
        self.setFixedHeight(theme.px(60))
        self.setAccessibleName(title)

    def set_title(self, title: str) -> None:
        """Another title."""
        self._title.setText(title)
        self.setAccessibleName(title)

    def set_count(self, count: str) -> None:
        """For instance: 418 из 1 284."""
        self._count.setText(count)


class Breadcrumb(QWidget):
    """The way back, and the way to the neighbours."""

    back = Signal()
    previous = Signal()
    next = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._back = IconButton("arrow-left", tr("Back"), size="sm", keys="Alt ←")
        self._back.clicked.connect(self.back)
        self._path = row(gap=2)
        self._position = Label("", "cap")
        self._up = IconButton("chevron-up", tr("Previous"), size="sm", keys="Alt ↑")
        self._down = IconButton("chevron-down", tr("Next"), size="sm", keys="Alt ↓")
        self._up.clicked.connect(self.previous)
        self._down.clicked.connect(self.next)
        line = row(self._back, self._path, None, self._position, self._up, self._down, gap=6, margins=(14, 0, 14, 0))
        self.setLayout(line)
        self.setFixedHeight(theme.px(42))
        self.set_position("")

    def set_path(self, parts: Sequence[tuple[str, Callable[[], object] | None]]) -> None:
        """Titles from the outermost; the last is where one is."""
        clear(self._path)
        for n, (title, go) in enumerate(parts):
            if n:
                self._path.addWidget(Icon("chevron-right", "text3", 14))
            if n == len(parts) - 1 or go is None:
                self._path.addSpacing(theme.px(4))
                here = Label(title, "smallm" if n == len(parts) - 1 else "small", elide=True)
                here.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
                here.setMinimumWidth(min(here.sizeHint().width(), theme.px(_LEAST)))
                self._path.addWidget(here)
            else:
                link = Button(title, kind="ghost", size="sm")
                link.clicked.connect(partial(_call, go))
                self._path.addWidget(link)

    def set_position(self, text: str, *, first: bool = False, last: bool = False) -> None:
        """For instance: 3 из 36; nothing hides the arrows."""
        self._position.setText(text)
        for button, off in ((self._up, first), (self._down, last)):
            button.setVisible(bool(text))
            button.setEnabled(not off)


def _call(go: Callable[[], object], _checked: bool = False) -> None:
    go()


class FootBar(QWidget):
    """What is seen, at the left; which keys work, at the right."""

    def __init__(self) -> None:
        super().__init__()
        self._text = Label("", "cap", "text2", elide=True)
        self._rest = Label("", "cap", elide=False)
        self._keys = row(gap=6)
        words = row(self._text, self._rest, None, gap=6)
        self._text.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        line = row((holder(words), 1), self._keys, gap=6, margins=(24, 0, 20, 0))
        self.setLayout(column(HLine(), (line, 1), gap=0))
        self.setFixedHeight(theme.px(41))

    def set_text(self, parts: Sequence[str]) -> None:
        """1–16 из 418 · сумма … · средний чек …"""
        shown = [part for part in parts if part]
        self._text.setText(shown[0] if shown else "")
        self._rest.setText("".join(f"·  {part}  " for part in shown[1:]).strip())

    def set_keys(self, keys: Sequence[tuple[str, str]]) -> None:
        """Key and what it does."""
        clear(self._keys)
        for n, (key, word) in enumerate(keys):
            if n:
                self._keys.addSpacing(theme.px(6))
            self._keys.addWidget(Kbd(key))
            self._keys.addWidget(Label(word, "cap"))
