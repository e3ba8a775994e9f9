"""Dialogs: a question or a form over the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.i18n import tr
from ui.widgets.button import DESTRUCTIVE, Button
from ui.widgets.labels import Icon, Label
from ui.widgets.layer import Layer
from ui.widgets.layout import Item, add, bar_if_needed, clear_ground, column, fill, holder, row

_AROUND = 24


class _Body(QScrollArea):
    """As tall as what it holds, but gives way when the window is low."""

    def __init__(self, inner: QWidget) -> None:
        super().__init__()
        self._inner = inner
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        clear_ground(self.viewport())
        clear_ground(inner)
        self.setWidget(inner)

    def sizeHint(self) -> QSize:
        layout = self._inner.layout()
        width = self.width() or theme.px(400)
        tall = layout.totalHeightForWidth(width) if layout is not None and layout.hasHeightForWidth() else -1
        wanted = self._inner.sizeHint()
        return QSize(wanted.width(), tall if tall >= 0 else wanted.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._inner.minimumSizeHint().width(), min(self.sizeHint().height(), theme.px(80)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        bar_if_needed(self, self.sizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is getattr(self, "_inner", None):
            QTimer.singleShot(0, self, self._follow)  # once what it holds has its places
        return super().eventFilter(watched, event)

    def _follow(self) -> None:
        """A hint or an error that appears must not push the field it belongs to out of sight."""
        focused = QApplication.focusWidget()
        if focused is not None and self._inner.isAncestorOf(focused):
            self.ensureWidgetVisible(focused, 0, theme.px(_AROUND))


class Dialog(Layer):
    """Title, body, buttons at the right. Esc closes it, Enter presses the default button, never a destructive one."""

    def __init__(self, parent: QWidget, title: str, *, icon: str = "", tone: str = "text2", width: int = 440) -> None:
        super().__init__(parent)
        self._width = width
        self._default: Button | None = None
        self.setAccessibleName(title)
        self.panel.setAccessibleName(title)
        self.title = Label(title, "h3" if icon else "h2", wrap=True)
        self.body = QVBoxLayout()
        fill(self.body, (), 10, (0, 0, 0, 0))
        self._inner = holder(self.body)
        self._area = _Body(self._inner)
        self._buttons = row(None, gap=8)
        words = column(self.title, (self._area, 1), gap=8)
        text = row(column(1, Icon(icon, tone, 20), None), (words, 1), gap=14) if icon else words
        self.panel.setLayout(column((text, 1), self._buttons, gap=16, margins=(22, 20, 22, 20)))
        self._inner.installEventFilter(self)
        self._area.hide()

    def add(self, *items: Item) -> Dialog:
        """Put items under the title; as in column()."""
        for item in items:
            piece, stretch = item if isinstance(item, tuple) else (item, 0)
            add(self.body, piece, stretch)
        self._area.show()
        self._fit()
        return self

    def set_actions(self, *buttons: Button) -> None:
        """The buttons, the safe one first; earlier ones go away."""
        for button in list(self.findChildren(Button)):
            if button.parent() is self.panel and button not in buttons:
                self._buttons.removeWidget(button)
                button.hide()
                button.deleteLater()
        while self._buttons.count():
            self._buttons.takeAt(0)
        self._buttons.addStretch(1)
        for button in buttons:
            self._buttons.addWidget(button)
            button.show()
        if self._default is not None and self._default not in buttons:
            self._default = None
        self._fit()

    def set_default(self, button: Button) -> None:
        """The button that Enter presses; a destructive one is refused."""
        if button.kind in DESTRUCTIVE:
            msg = "Enter never triggers a destructive button"
            raise ValueError(msg)
        self._default = button

    def close_dialog(self, result: str = "") -> None:
        """Close it and say how it ended."""
        if self.is_open():
            self.close_layer(result)
            self.deleteLater()

    def escape(self) -> None:
        self.close_dialog()

    def first_focus(self) -> QWidget | None:
        chain = self.focus_chain()
        fields = [widget for widget in chain if not isinstance(widget, Button)]
        return next(iter(fields), self._default or next(iter(chain), None))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        focused = self.focusWidget()
        if enter and not isinstance(focused, Button) and self._default is not None and self._default.isEnabled():
            if isinstance(focused, QLineEdit):
                focused.editingFinished.emit()
            self._default.click()
            event.accept()
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is getattr(self, "_inner", None) and event.type() == QEvent.Type.LayoutRequest:
            self._area.updateGeometry()
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        if self.is_open():
            self.place_panel()
            self.update()

    def place_panel(self) -> None:
        width = min(theme.px(self._width), self.width() - theme.px(32))
        layout = self.panel.layout()
        self.panel.setFixedWidth(width)
        if layout is not None:
            layout.activate()
        wanted = layout.totalHeightForWidth(width) if layout is not None and layout.hasHeightForWidth() else -1
        tall = min(wanted if wanted > 0 else self.panel.sizeHint().height(), self.height() - theme.px(48))
        top = max(theme.px(24), (self.height() - tall) // 2 - theme.px(20))
        self.panel.setGeometry((self.width() - width) // 2, top, width, tall)


def ask(
    parent: QWidget,
    title: str,
    text: str,
    *,
    verb: str,
    on_yes: Callable[[], object],
    keep: str = "",
    danger: bool = True,
    icon: str = "trash-2",
) -> Dialog:
    """Ask before the irreversible: opens at once, `on_yes` runs if the person agrees."""
    dialog = Dialog(parent, title, icon=icon, tone="bad" if danger else "text2", width=420)
    dialog.add(Label(text, "body", "text2", wrap=True))
    stay = Button(keep or tr("Keep"))
    go = Button(verb, kind="dangerfill" if danger else "primary")
    stay.clicked.connect(lambda: dialog.close_dialog("no"))
    go.clicked.connect(lambda: dialog.close_dialog("yes"))
    dialog.closed.connect(lambda result: on_yes() if result == "yes" else None)
    dialog.set_actions(stay, go)
    dialog.set_default(stay if danger else go)
    dialog.open()
    return dialog


def dismiss_all(window: QWidget) -> None:
    """Close every layer of a window, as before it is locked."""
    for layer in window.findChildren(Layer):
        if isinstance(layer, Dialog):
            layer.close_dialog()
        else:
            layer.close_layer()
