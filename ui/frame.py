"""The one window of the program: it shows a stage (set-up, sign-in, or the shop) and remembers its own size."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QByteArray, QEvent, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QIcon, QPainter, QPixmap, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import icons, theme
from ui.capture import shield
from ui.preferences import Preferences
from ui.widgets.layer import Layer
from ui.widgets.order import move_focus

LEAST = (1100, 680)
USUAL = (1440, 900)
_TITLE_BAR = 40  # of the system, which tells its height only once the window shows


def mark(side: int = 128) -> QIcon:
    """The shop mark as the window's icon."""
    made = QPixmap(side, side)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("accent"))
    painter.drawRoundedRect(QRectF(0, 0, side, side), side * 0.28, side * 0.28)
    inner = round(side * 0.56)
    shop = icons.pixmap("store", "on_accent", inner)
    painter.drawPixmap(QRectF((side - inner) / 2, (side - inner) / 2, inner, inner), shop, QRectF(shop.rect()))
    painter.end()
    return QIcon(made)


@runtime_checkable
class HasFirst(Protocol):
    """A stage that knows where the focus belongs when it appears."""

    def focus_first(self) -> None:
        """Put it there."""


class Frame(QWidget):
    """Top-level; what it shows is replaced as a whole."""

    close_asked = Signal()
    closed = Signal()  # for good: Qt ends the program by itself only when a window that is seen closes

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self._preferences = preferences
        self._stage: QWidget | None = None
        self._may_close = False
        self.on_error_action: Callable[[str, BaseException], None] | None = None
        self.setWindowIcon(mark())
        self.setMinimumSize(*LEAST)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._restore_size()

    @property
    def stage(self) -> QWidget | None:
        """What is shown now."""
        return self._stage

    def show_stage(self, stage: QWidget) -> None:
        """Show this, and let go of what was shown."""
        old, self._stage = self._stage, stage
        self._layout.addWidget(stage)
        if old is not None:
            old.hide()
            self._layout.removeWidget(old)
            # Our child till then: without a parent Python would delete it inside its own signal. In a turn of its own,
            # since with every page made that takes 20 ms, as long as making what takes its place.
            QTimer.singleShot(0, old, old.deleteLater)
        stage.show()
        if isinstance(stage, HasFirst):
            stage.focus_first()

    def event(self, event: QEvent) -> bool:
        # The stage is made anew in the other language: telling each of 2,000 widgets of the old one first takes 10 ms
        # of the same turn.
        return event.type() == QEvent.Type.LanguageChange or super().event(event)

    def focusNextPrevChild(self, next_one: bool) -> bool:
        above = [layer for layer in self.findChildren(Layer) if layer.is_open()]
        return move_focus(above[-1] if above else self, next_one)  # what lies under a dialog is out of reach

    def act_on_error(self, action_key: str, error: BaseException) -> None:
        """What the button of an error dialog promises."""
        if self.on_error_action is not None:
            self.on_error_action(action_key, error)

    def bring_to_front(self) -> None:
        """Show the window over the others."""
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()

    def close_now(self) -> None:
        """Close without asking: all is put away."""
        self._may_close = True
        self.close()
        self.closed.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        shield(self)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._may_close:
            self.close_asked.emit()  # may answer at once: Qt does nothing for a close() inside this event
        if self._may_close:
            self._remember_size()
            event.accept()
        else:
            event.ignore()

    def _restore_size(self) -> None:
        kept = self._preferences.get("window.geometry", "")
        if not (kept and self.restoreGeometry(QByteArray.fromBase64(kept.encode("ascii", "ignore")))):
            self.resize(*USUAL)

    def fit(self, room: QSize) -> None:
        """Stay inside this screen: 1920 x 1080 at 150 % leaves 1280 x 672, less than the least height."""
        inside = room - QSize(0, _TITLE_BAR)
        self.setMinimumSize(QSize(*LEAST).boundedTo(inside))
        if self.size() != self.size().boundedTo(inside):
            self.resize(self.size().boundedTo(inside))
            self.setWindowState(self.windowState() | Qt.WindowState.WindowMaximized)

    def _remember_size(self) -> None:
        data = self.saveGeometry().toBase64().data()
        self._preferences.set("window.geometry", bytes(data).decode("ascii"))
