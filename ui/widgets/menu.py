"""The context menu in our looks."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QMenu, QPlainTextEdit, QWidget, QWidgetAction

from ui import icons, theme
from ui.capture import shield
from ui.widgets.blending import cut_round
from ui.widgets.labels import Label

RADIUS = 10  # as in menu.qss


def dress(menu: QMenu) -> None:
    """Our looks for a menu, Qt's own included."""
    # Without these three, square corners show behind the round ones.
    menu.setWindowFlag(Qt.WindowType.FramelessWindowHint)
    menu.setWindowFlag(Qt.WindowType.NoDropShadowWindowHint)
    menu.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
    menu.setFont(theme.font("body"))
    menu.setStyleSheet(theme.menu_sheet())


def open_menu_of_text(text: QLineEdit | QPlainTextEdit, event: QContextMenuEvent) -> None:
    """Cut, copy, paste: as Qt offers it."""
    menu = text.createStandardContextMenu()
    dress(menu)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(event.globalPos())


class Menu(QMenu):
    """Items with icons and key hints; a reason stands in the tooltip of one that is off."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        dress(self)
        self.setToolTipsVisible(True)

    def showEvent(self, event: QShowEvent) -> None:
        if self.styleSheet() != theme.menu_sheet():  # the theme was switched since
            self.setStyleSheet(theme.menu_sheet())
        super().showEvent(event)
        cut_round(self, QRectF(self.rect()), theme.px(RADIUS))
        shield(self)

    def item(
        self,
        text: str,
        icon: str = "",
        *,
        keys: str = "",
        on: Callable[[], object] | None = None,
        danger: bool = False,
        checked: bool | None = None,
        off_reason: str = "",
    ) -> QAction:
        """One more line; `keys` is only a hint, the shortcut itself belongs to the page."""
        action = QAction(f"{text}\t{keys}" if keys else text, self)
        if icon:
            action.setIcon(icons.icon(icon, "bad" if danger else "text2", 16))
        if checked is not None:
            action.setCheckable(True)
            action.setChecked(checked)
            if checked and not icon:
                action.setIcon(icons.icon("check", "accent_text", 16))
        if off_reason:
            action.setEnabled(False)
            action.setToolTip(off_reason)
        if on is not None:
            action.triggered.connect(lambda _checked=False: on())
        self.addAction(action)
        return action

    def divider(self) -> None:
        """A hairline between groups."""
        self.addSeparator()

    def heading(self, text: str) -> None:
        """A caption above a group."""
        label: QLabel = Label(text, "capm")
        label.setContentsMargins(theme.px(10), theme.px(6), theme.px(10), theme.px(4))
        action = QWidgetAction(self)
        action.setDefaultWidget(label)
        action.setEnabled(False)
        self.addAction(action)
