"""Corrects or removes what somebody wrote into the timeline."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from clientcrm.domain.timeline import TimelineEntry
from ui.clients.dialog_buttons import cancel_button
from ui.clients.wording import entry_word
from ui.i18n import tr
from ui.widgets.area import TextArea
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog


class EntryDialog(Dialog):
    """The text of one entry."""

    def __init__(
        self, parent: QWidget, entry: TimelineEntry, *, on_save: Callable[[str], None], on_remove: Callable[[], None]
    ) -> None:
        super().__init__(parent, entry_word(entry.kind), icon="pencil")
        self._on_save, self._on_remove = on_save, on_remove
        self.field = TextArea(tr("What happened"), lines=5)
        self.field.set_text(entry.text)
        self.field.sent.connect(self._save)
        self.add(self.field)
        remove = Button(tr("Remove"), "trash-2", "danger")
        remove.clicked.connect(self._remove)
        cancel = cancel_button(self)
        self.save = Button(tr("Save"), kind="primary", keys="Ctrl ⏎")
        self.save.clicked.connect(self._save)
        self.set_actions(remove, cancel, self.save)

    def _save(self) -> None:
        text = self.field.text().strip()
        if not text:
            self.field.set_error(tr("Write what happened, or remove the entry"))
            return
        self._on_save(text)
        self.close_dialog("saved")

    def _remove(self) -> None:
        self._on_remove()
        self.close_dialog("removed")
