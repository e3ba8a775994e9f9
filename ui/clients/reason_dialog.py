"""A dialog that asks what something is needed for."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.clients.dialog_buttons import cancel_button
from ui.i18n import tr
from ui.widgets.area import TextArea
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog
from ui.widgets.labels import Label

_LONGEST = 200


class ReasonDialog(Dialog):
    """What it is about, and one field; an empty one is refused in place."""

    def __init__(self, parent: QWidget, title: str, about: str, *, verb: str, on_reason: Callable[[str], None]) -> None:
        super().__init__(parent, title)
        self._on_reason = on_reason
        self.field = TextArea(tr("What for"), lines=2)
        self.field.sent.connect(self._say)
        self.add(Label(about, "body", "text2", wrap=True), self.field)
        cancel = cancel_button(self)
        self.verb = Button(verb, kind="primary", keys="Ctrl ⏎")
        self.verb.clicked.connect(self._say)
        self.set_actions(cancel, self.verb)

    def _say(self) -> None:
        reason = " ".join(self.field.text().split())[:_LONGEST]
        if not reason:
            self.field.set_error(tr("Say in a few words"))
            return
        self.close_dialog("said")
        self._on_reason(reason)
