"""The password field: eye, layout tag, Caps Lock notice."""

from __future__ import annotations

import sys

from PySide6.QtCore import QEvent, QLocale, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from ui import theme
from ui.i18n import tr
from ui.keys import shortcut
from ui.style import password_style
from ui.widgets.button import IconButton
from ui.widgets.fields import TextField
from ui.widgets.labels import Icon, Label
from ui.widgets.layout import holder, row
from ui.widgets.tag import Tag


class PasswordField(TextField):
    """Hides what is typed, but says in which layout it is typed and whether Caps Lock is on."""

    def __init__(
        self, label: str = "", *, placeholder: str = "", name: str = "", height: int = 36, hint: str = ""
    ) -> None:
        super().__init__(label, placeholder=placeholder, icon="key-round", name=name, height=height, hint=hint)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setStyle(password_style())
        self.line.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhHiddenText
        )
        self._eye = IconButton("eye", tr("Show the password"), size="sm", keys="Ctrl R")
        self._eye.setFixedSize(theme.px(28), theme.px(28))
        self._eye.setCheckable(True)
        # Tab goes from field to field: on the eye a password typed blindly went on here, and its spaces pressed it.
        self._eye.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._eye.toggled.connect(self._on_eye)
        shortcut(self.line, "Ctrl+R", self._eye.toggle, Qt.ShortcutContext.WidgetShortcut)
        self.line.add_tail(self._eye)
        self._layout_tag = Tag("", height=22)
        self._layout = holder(row(Icon("keyboard", "text3", 16), Label(tr("layout"), "cap"), self._layout_tag, gap=6))
        self.head.addWidget(self._layout)
        notice = row(Icon("triangle-alert", "warn", 14), Label(tr("Caps Lock is on"), "cap", "warn"), None, gap=6)
        notice.setContentsMargins(0, theme.px(8), 0, 0)
        self._caps = holder(notice)
        self.layout().addWidget(self._caps)  # type: ignore[union-attr]
        self._caps.hide()
        self.line.installEventFilter(self)
        self._show_layout(layout_name())

    def text(self) -> str:
        """The password as it was typed, spaces and all."""
        return self.line.text()

    def forget(self) -> None:
        """Empty the field and hide again what will be typed."""
        self.line.clear()
        self._eye.setChecked(False)

    def caps_lock_shown(self) -> bool:
        """The notice shows."""
        return not self._caps.isHidden()

    def layout_shown(self) -> str:
        """РУС, ENG, or nothing while it is unknown."""
        return self._layout_tag.text()

    def _on_eye(self, shown: bool) -> None:
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self._eye.set_icon("eye-off" if shown else "eye")
        self._eye.set_name(tr("Hide the password") if shown else tr("Show the password"))

    def _show_layout(self, name: str) -> None:
        self._layout_tag.set_text(name)
        self._layout.setVisible(bool(name))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            self._read_key(event)
        elif event.type() == QEvent.Type.FocusIn:
            self._show_layout(layout_name() or self.layout_shown())
            known = caps_lock_on()
            if known is not None:
                self._caps.setVisible(known)
        elif event.type() == QEvent.Type.FocusOut:
            self._caps.hide()
        return super().eventFilter(watched, event)

    def _read_key(self, event: QKeyEvent) -> None:
        """A typed letter tells both: its script is the layout, its case against Shift is Caps Lock."""
        letter = event.text()
        if event.key() == Qt.Key.Key_CapsLock:
            known = caps_lock_on()
            self._caps.setVisible(not self.caps_lock_shown() if known is None else known)
        if len(letter) != 1 or not letter.isalpha() or letter.upper() == letter.lower():
            return
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._caps.setVisible(letter.isupper() != shift)
        self._show_layout("РУС" if "а" <= letter.lower() <= "ё" else "ENG")


def layout_name() -> str:
    """The keyboard layout as the system reports it; nothing on Linux, where Qt gives the language of the system."""
    if QGuiApplication.platformName() not in ("windows", "cocoa"):
        return ""
    language = QGuiApplication.inputMethod().locale().language()
    return {QLocale.Language.Russian: "РУС", QLocale.Language.English: "ENG"}.get(language, "")


def caps_lock_on() -> bool | None:
    """Whether Caps Lock is on, where the system tells."""
    if sys.platform == "win32":
        import ctypes

        return bool(ctypes.windll.user32.GetKeyState(0x14) & 1)
    return None
