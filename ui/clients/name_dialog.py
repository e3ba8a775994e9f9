"""A dialog that asks for one line of text."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.clients.dialog_buttons import cancel_button
from ui.i18n import tr
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog
from ui.widgets.fields import TextField


class NameDialog(Dialog):
    """Asks for a name; an empty one is refused in place."""

    def __init__(
        self, parent: QWidget, title: str, label: str, *, verb: str, on_name: Callable[[str], None], text: str = ""
    ) -> None:
        super().__init__(parent, title)
        self._on_name = on_name
        self.field = TextField(label, text=text)
        self.field.select_all()
        self.add(self.field)
        keep = cancel_button(self)
        self.save = Button(verb, kind="primary")
        self.save.clicked.connect(self._save)
        self.set_actions(keep, self.save)
        self.set_default(self.save)

    def _save(self) -> None:
        name = self.field.text().strip()
        if not name:
            self.field.set_error(tr("Give it a name"))
            return
        self._on_name(name)
        self.close_dialog("saved")
