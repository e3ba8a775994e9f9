"""Asks for a tag to put on many clients, or to take off them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from ui.clients.dialog_buttons import cancel_button
from ui.clients.suggest import suggest
from ui.i18n import tr
from ui.widgets.button import Button
from ui.widgets.choice import Segmented
from ui.widgets.dialog import Dialog
from ui.widgets.fields import TextField
from ui.widgets.option import Option


class TagDialog(Dialog):
    """One tag, with the ones already in use offered while typing."""

    def __init__(
        self, parent: QWidget, tags: Sequence[str], count: int, *, on_chosen: Callable[[str, bool], None]
    ) -> None:
        many = tr("Tag for %n clients", "a dialog title", count)
        super().__init__(parent, many if count > 1 else tr("Tag"), icon="tag")
        self._on_chosen = on_chosen
        self.way = Segmented(
            [Option("put", tr("Put on"), "plus"), Option("take", tr("Take off"), "minus")], name=tr("What to do")
        )
        self.way.chosen.connect(self._show_way)
        self.field = TextField(tr("Tag"))
        suggest(self.field, tags)
        self.add(self.way, self.field)
        cancel = cancel_button(self)
        self.save = Button(tr("Put on"), kind="primary")
        self.save.clicked.connect(self._save)
        self.set_actions(cancel, self.save)
        self.set_default(self.save)
        self.field.setFocus()

    def _show_way(self, way: str) -> None:
        self.save.set_text(tr("Take off") if way == "take" else tr("Put on"))

    def _save(self) -> None:
        if not self.field.text():
            self.field.set_error(tr("Name the tag"))
            return
        self._on_chosen(self.field.text(), self.way.current() == "take")
        self.close_dialog("saved")
