"""The settings page: a list of parts on the left, one part on the right."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from clientcrm.domain.access import Permission
from ui import theme
from ui.context import Context
from ui.i18n import tr
from ui.page import Page, Place
from ui.settings.appearance import AppearancePart
from ui.settings.base import BasePart
from ui.settings.copies import CopiesPart
from ui.settings.figures import FiguresPart
from ui.settings.part import Part
from ui.settings.shop import ShopPart
from ui.settings.tiers import TiersPart
from ui.widgets import paint
from ui.widgets.focus import PaintedButton
from ui.widgets.layout import VLine, clear, column, holder, row, scrolled
from ui.widgets.sheet import PageHeader

_LIST_WIDTH = 200

# Key: icon, the permission without which the part is absent, and how it is made.
PARTS: dict[str, tuple[str, Permission | None, Callable[[Context], Part]]] = {
    "appearance": ("palette", None, AppearancePart),
    "shop": ("store", Permission.CHANGE_SETTINGS, ShopPart),
    "tiers": ("layers", Permission.CHANGE_SETTINGS, TiersPart),
    "figures": ("chart-column", Permission.CHANGE_SETTINGS, FiguresPart),
    "copies": ("hard-drive", Permission.MAKE_BACKUPS, CopiesPart),
    "base": ("shield-check", None, BasePart),
}


def part_title(key: str) -> str:
    """The name of a part in the list."""
    return {
        "appearance": tr("Appearance"),
        "shop": tr("Shop"),
        "tiers": tr("Tiers"),
        "figures": tr("Figures"),
        "copies": tr("Copies"),
        "base": tr("Base"),
    }[key]


class PartButton(PaintedButton):
    """One line of the list."""

    def __init__(self, key: str, icon: str) -> None:
        super().__init__()
        self.key, self._icon = key, icon
        self.setCheckable(True)
        self.setText(part_title(key))
        self.setAccessibleName(part_title(key))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(_LIST_WIDTH - 24), theme.px(34))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()  # a button would move the focus itself; the choice belongs to the list
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = paint.painter_for(self)
        box, on = QRectF(self.rect()), self.isChecked()
        if on or self.hovered:
            paint.rounded(painter, box, theme.px(8), theme.color("sunken" if on else "hover"))
        if self.ringed:
            paint.focus_ring(painter, box, theme.px(8))
        paint.glyph(painter, theme.px(10), box.center().y(), self._icon, "accent_text" if on else "text2", 18)
        left = theme.px(38)
        role, tone = ("bodys", "text") if on else ("bodym", "text2")
        paint.say(painter, box.adjusted(left, 0, 0, 0), self.text(), role, tone)


class PartList(QWidget):
    """The list; arrows move in it, Tab leaves it."""

    chosen = Signal(str)

    def __init__(self, keys: list[str]) -> None:
        super().__init__()
        self.buttons = [PartButton(key, PARTS[key][0]) for key in keys]
        for button in self.buttons:
            button.clicked.connect(lambda _on, key=button.key: self.chosen.emit(key))
        self.setLayout(column(*self.buttons, None, gap=2, margins=(12, 16, 12, 16)))
        self.setFixedWidth(theme.px(_LIST_WIDTH))
        self.setAccessibleName(tr("Parts of the settings"))

    def mark(self, key: str) -> None:
        """Show which part is open."""
        for button in self.buttons:
            on = button.key == key
            button.setChecked(on)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if on else Qt.FocusPolicy.ClickFocus)
            if on and any(other.hasFocus() for other in self.buttons):
                button.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        at = next(i for i, button in enumerate(self.buttons) if button.isChecked())
        target = self.buttons[(at + step) % len(self.buttons)]
        self.chosen.emit(target.key)
        target.setFocus(Qt.FocusReason.TabFocusReason)


class SettingsPage(Page):
    """Keeps one part at a time: a part is made anew at each visit and so always shows what is kept."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        keys = [key for key, (_icon, needed, _make) in PARTS.items() if needed is None or context.may(needed)]
        self.list = PartList(keys)
        self.list.chosen.connect(lambda key: context.open("settings", page=key))
        self.part: Part | None = None
        self._holder = holder(column(margins=(32, 16, 32, 24)))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(PageHeader(tr("Settings")))
        layout.addLayout(row(self.list, VLine(), (scrolled(self._holder), 1), gap=0), 1)
        self.keys("Ctrl+S", lambda: self.part.save() if self.part else None)

    def window_title(self) -> str:
        return tr("Settings: {part}").format(part=part_title(self.part.key)) if self.part else ""

    def show_place(self, place: Place) -> None:
        key = str(place.get("page", "appearance"))
        shown = [button.key for button in self.list.buttons]
        key = key if key in shown else shown[0]
        self.list.mark(key)
        if self.part is None or self.part.key != key:
            self._make(key)
        if self.part is not None and place.get("focus"):
            self.part.focus_on(str(place["focus"]))
        if self.part is not None and place.get("do"):
            self.context.replace(page=key)  # going back, or unlocking the screen, does not do it again
            self.part.act()

    def _make(self, key: str) -> None:
        layout = self._holder.layout()
        assert isinstance(layout, QVBoxLayout)
        clear(layout)
        self.part = PARTS[key][2](self.context)
        self.part.key = key
        layout.addWidget(self.part)
        layout.addStretch(1)
        self.title_changed.emit()

    def focus_first(self) -> None:
        """The list, so that the arrows choose a part at once."""
        next(button for button in self.list.buttons if button.isChecked()).setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self, go: Callable[[], None]) -> None:
        if self.part is None:
            go()
        else:
            self.part.leave(go)

    def regions(self) -> list[QWidget]:
        return [self.list, self._holder]
