"""A field that holds several values: shows them in words, opens a list to tick them in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from ui import theme
from ui.i18n import tr
from ui.segments.phrases import any_of
from ui.widgets import paint
from ui.widgets.focus import PaintedButton
from ui.widgets.option import Option
from ui.widgets.option_list import OptionList
from ui.widgets.popover import Popover

_SEARCHED_FROM = 8


class Picker(PaintedButton):
    """Ticked values stay in the order of the list; one that is no longer in it stays ticked too."""

    edited = Signal()

    def __init__(
        self, choices: Sequence[tuple[Any, Option]], chosen: Sequence[tuple[Any, str]], *, name: str, placeholder: str
    ) -> None:
        super().__init__()
        gone = [(value, Option(str(value), text)) for value, text in chosen if value not in {one for one, _ in choices}]
        self._values = {option.key: value for value, option in (*choices, *gone)}
        self._options = [option for _, option in (*choices, *gone)]
        wanted = {value for value, _ in chosen}
        self._checked = {key for key, value in self._values.items() if value in wanted}
        self._name, self._placeholder = name, placeholder
        self._popover: Popover | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.open_list)
        self._say()

    def values(self) -> tuple[Any, ...]:
        """What is ticked."""
        return tuple(self._values[option.key] for option in self._options if option.key in self._checked)

    def tick(self, keys: set[str]) -> None:
        """Tick exactly these, as a person would."""
        self._checked = set(keys)
        self._say()
        self.edited.emit()

    def open_list(self) -> None:
        """The list under the field; what is ticked goes first."""
        ordered = sorted(self._options, key=lambda option: option.key not in self._checked)
        search = len(ordered) >= _SEARCHED_FROM
        options = OptionList(ordered, checked=self._checked, search=search, name=self._name)
        options.changed.connect(self.tick)
        self._popover = Popover(self, options)
        self._popover.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._popover.closed.connect(self._on_closed)
        self._popover.open_under(self, width=self.width())

    def _on_closed(self) -> None:
        self._popover = None

    def _say(self) -> None:
        named = [option.text for option in self._options if option.key in self._checked]
        self.setText(any_of(named))
        self.setAccessibleName(f"{self._name}: {self.text() or self._placeholder}")
        self.setToolTip(", ".join(named) if len(named) > 1 else "")
        self.update()

    # ------------------------------------------------------------ looks

    def sizeHint(self) -> QSize:
        return QSize(theme.px(180), theme.px(36))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(110), theme.px(36))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_for(self)
        box = QRectF(self.rect())
        line, width = ("accent", 2.0) if self.hasFocus() else ("field", 1.0)
        paint.rounded(painter, box, theme.px(8), theme.color("surface"), theme.color(line), width=width)
        x, right = float(theme.px(12)), box.right() - theme.px(34)
        role, tone = ("bodym", "text") if self.text() else ("body", "text3")
        text = paint.elided(self.text() or self._placeholder, role, right - x)
        paint.say(painter, QRectF(x, 0, right - x + 2, box.height()), text, role, tone)
        paint.glyph(painter, box.right() - theme.px(28), box.center().y(), "chevron-down", "text3")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.open_list()
            return
        super().keyPressEvent(event)


def picker_for(key: str) -> str:
    """What an empty picker says."""
    if key in ("bought", "had"):
        return tr("anything", "may have been bought")
    if key == "dealt":
        return tr("call, message or visit")
    return tr("Choose", "values of a condition")
