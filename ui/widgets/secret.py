"""A contact of which only the ends show, until it is shown on purpose for half a minute."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.i18n import tr
from ui.widgets.button import Button, IconButton
from ui.widgets.figures import Ring
from ui.widgets.labels import Label
from ui.widgets.layout import row


class Secret(QWidget):
    """Masked text with "Show". It masks itself after its time, when hidden, and when the window loses focus."""

    show_asked = Signal()
    copy_asked = Signal()
    request_asked = Signal()
    masked = Signal()

    def __init__(self, masked: str, *, kind_name: str, bold: bool = False) -> None:
        super().__init__()
        self._masked, self._kind, self._bold = masked, kind_name, bold
        self._shown = False
        self._blocked = self._asks = False
        self._watched: QWidget | None = None
        self._text = Label(masked, "bodym" if bold else "body", "text2", elide=True)
        self._ring = Ring()
        self._ring.hide()
        self._copy = IconButton("copy", tr("Copy: {name}").format(name=kind_name), size="sm")
        self._show = Button(tr("Show"), "eye", size="sm", name=tr("Show: {name}").format(name=kind_name))
        self._ask = Button("", kind="link", size="sm")
        self._ask.hide()
        self.setLayout(row((self._text, 1), self._ring, self._copy, self._show, self._ask, gap=6))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._show.clicked.connect(self._on_show)
        self._copy.clicked.connect(self.copy_asked)
        self._ask.clicked.connect(self.request_asked)
        self._ring.done.connect(self.mask)
        self._say()

    def reveal(self, plain: str, seconds: float = 30) -> None:
        """Show it in clear for a while."""
        if self._blocked:
            return
        self._shown = True
        self._text.setText(plain)
        self._text.set_role("bodym")
        self._text.set_tone("text")
        self._text.setAccessibleName(f"{self._kind}: {plain}")
        self._ring.start(seconds)
        self._ring.show()
        self._show.show()
        self._ask.hide()
        self._show.set_text(tr("Hide"))
        self._show.set_icon("eye-off")
        self._show.setAccessibleName(tr("Hide: {name}").format(name=self._kind))

    def mask(self) -> None:  # type: ignore[override]  # the word of the trade; nobody here shapes windows
        """Behind its dots again."""
        if not self._shown:
            return
        self._shown = False
        self._ring.stop()
        self._ring.hide()
        self._show.set_text(tr("Show"))
        self._show.set_icon("eye")
        self._show.setVisible(not self._asks)
        self._ask.setVisible(self._asks)
        self._say()
        self.masked.emit()

    def is_shown(self) -> bool:
        """It stands in clear."""
        return self._shown

    def text(self) -> str:
        """What is seen."""
        return self._text.text()

    def set_blocked(self, text: str, button: str = "") -> None:
        """It can't be shown to this person; the button, if any, asks for it."""
        self._blocked = True
        self._masked = text
        self.mask()
        self._say()
        self._show.hide()
        self._copy.hide()
        self._ask.set_text(button)
        self._ask.setVisible(bool(button))

    def ask_first(self, button: str) -> None:
        """Somebody has to agree first: a button that asks, or says how it stands, is where the eye would be."""
        self._asks = True
        self._show.setVisible(self._shown)
        self._copy.hide()
        self._ask.set_text(button)
        self._ask.setAccessibleName(f"{button}: {self._kind}")
        self._ask.setVisible(not self._shown)

    def forbid_copying(self) -> None:
        """This person may look, not copy."""
        self._copy.hide()

    def _say(self) -> None:
        self._text.setText(self._masked)
        self._text.set_role("bodym" if self._bold else "body")
        self._text.set_tone("text3" if self._blocked else "text2")
        digits = "".join(c for c in self._masked.rsplit("•", 1)[-1] if c.isdigit())
        hidden = tr("hidden, the last digits are {digits}").format(digits=digits) if digits else tr("hidden")
        self._text.setAccessibleName(f"{self._kind}: {hidden}")
        self._show.setAccessibleName(tr("Show: {name}").format(name=self._kind))

    def _on_show(self) -> None:
        if self._shown:
            self.mask()
        else:
            self.show_asked.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        window = self.window()
        if self._watched is not window:
            if self._watched is not None:
                self._watched.removeEventFilter(self)
            window.installEventFilter(self)
            self._watched = window

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.mask()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowDeactivate and getattr(self, "_shown", False):
            self.mask()
        return super().eventFilter(watched, event)
