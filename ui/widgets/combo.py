"""A field that offers options."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy

from ui import theme
from ui.widgets import paint
from ui.widgets.line import STATE_LINES
from ui.widgets.option import Option
from ui.widgets.option_list import OptionList
from ui.widgets.popover import Popover
from ui.widgets.tiers import paint_chip

SEARCH_FROM = 12


class Combo(QComboBox):
    """Shows the chosen option; the list that opens has icons, tiers, groups and, when long, a search line."""

    chosen = Signal(str)  # by the person
    changed = Signal(str)  # by anybody

    def __init__(
        self,
        items: Sequence[Option] = (),
        *,
        name: str,
        placeholder: str = "",
        width: int = 0,
        height: int = 36,
        searchable: bool | None = None,
    ) -> None:
        super().__init__()
        self._options: Sequence[Option] = ()
        self._placeholder, self._height, self._searchable = placeholder, height, searchable
        self._state = ""
        self._popover: Popover | None = None
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if width:
            self.setFixedWidth(theme.px(width))
        self.set_items(items)
        self.currentIndexChanged.connect(self._on_index)
        self.activated.connect(lambda _index: self.chosen.emit(self.key()))

    def set_items(self, items: Sequence[Option]) -> None:
        """Offer these; the chosen key stays if it is still among them."""
        before = self.key()
        self._options = items
        self.blockSignals(True)
        self.clear()
        for option in items:
            self.addItem(option.text, option.key)
        self.setCurrentIndex(self.findData(before) if before else -1)
        self.blockSignals(False)
        self.update()

    def key(self) -> str:
        """The chosen key, or nothing."""
        found = self.currentData()
        return found if isinstance(found, str) else ""

    def choose(self, key: str) -> None:
        """Choose without asking anybody; an unknown key leaves none."""
        self.setCurrentIndex(self.findData(key))

    def set_state(self, state: str) -> None:
        """ "" at rest, "warn" wants a look, "bad" is wrong, "off" is left out."""
        self._state = state
        self.update()

    def _option(self) -> Option | None:
        index = self.currentIndex()
        return self._options[index] if 0 <= index < len(self._options) else None

    def _on_index(self, _index: int) -> None:
        self.update()
        self.changed.emit(self.key())

    # ------------------------------------------------------------ the list

    def showPopup(self) -> None:
        search = len(self._options) >= SEARCH_FROM if self._searchable is None else self._searchable
        options = OptionList(self._options, current=self.key(), search=search, name=self.accessibleName())
        self._popover = Popover(self, options)
        self._popover.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._popover.closed.connect(self._on_closed)
        options.chosen.connect(self._on_chosen)
        self._popover.open_under(self, width=self.width())

    def hidePopup(self) -> None:
        # Qt asks this of every field that is hidden; one whose list went by a click elsewhere ended the program here.
        popover, self._popover = self._popover, None
        if popover is not None:
            popover.dismiss()

    def _on_closed(self) -> None:
        self._popover = None

    def _on_chosen(self, key: str) -> None:
        self.hidePopup()
        self.choose(key)
        self.chosen.emit(key)

    # ------------------------------------------------------------ looks

    def sizeHint(self) -> QSize:
        widest = max((theme.text_width(option.text, "bodym") for option in self._options), default=theme.px(80))
        return QSize(round(widest) + theme.px(36 + 40), theme.px(self._height))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(80), theme.px(self._height))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_for(self)
        box = QRectF(self.rect())
        off = self._state == "off" or not self.isEnabled()
        fill = theme.color("subtle" if off else "surface")
        if self.hasFocus():
            paint.rounded(painter, box, theme.px(8), fill, theme.color("accent"), width=2)
        else:
            width = 1.5 if self._state == "warn" else 1
            line = "border" if off else STATE_LINES[self._state]
            paint.rounded(painter, box, theme.px(8), fill, theme.color(line), width=width)
        self._paint_value(painter, box, off)

    def _paint_value(self, painter: QPainter, box: QRectF, off: bool) -> None:
        middle, x = box.center().y(), float(theme.px(12))
        right = box.right() - theme.px(34)
        option = self._option()
        if option is not None and option.tier is not None:
            paint_chip(painter, x, middle, option.tier)
        else:
            if option is not None and option.icon:
                x = paint.glyph(painter, x, middle, option.icon, "text3" if off else "text2") + theme.px(8)
            strong = option is not None and not off and self._state != "warn"
            tone = "warn" if self._state == "warn" else "text3" if off or option is None else "text"
            role = "bodym" if strong else "body"
            text = paint.elided(option.text if option is not None else self._placeholder, role, right - x)
            paint.say(painter, QRectF(x, 0, right - x + 2, box.height()), text, role, tone)
        paint.glyph(painter, box.right() - theme.px(28), middle, "chevron-down", "text3")

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # scrolling a form must not change what it says

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()
