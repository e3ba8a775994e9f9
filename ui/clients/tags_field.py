"""Tags as chips with a line to add more."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from clientcrm.domain.values.text import fold
from ui.clients.dialog_buttons import cancel_button
from ui.clients.suggest import suggest
from ui.i18n import tr
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog
from ui.widgets.fields import TextField
from ui.widgets.layout import Flow, clear, column, holder
from ui.widgets.tag import Tag


class TagsField(QWidget):
    """Enter or a comma adds what is typed; the cross of a tag takes it away."""

    changed = Signal()

    def __init__(self, tags: Sequence[str] = (), known: Sequence[str] = ()) -> None:
        super().__init__()
        self._tags: list[str] = list(tags)
        self._known = list(known)
        self._flow = Flow(6)
        self._chips = holder(self._flow)
        self.line = TextField(name=tr("New tag"), placeholder=tr("Add a tag"))
        self.line.changed.connect(self._on_typed)
        self.line.entered.connect(self.take)
        self.line.left.connect(self.take)
        suggest(self.line, self._known).activated.connect(lambda _text: self.take(), Qt.ConnectionType.QueuedConnection)
        self.setFocusProxy(self.line)
        self.setLayout(column(self._chips, self.line, gap=8))
        self._show()

    def tags(self) -> tuple[str, ...]:
        """The tags, in their order; what stands in the line counts."""
        self.take()
        return tuple(self._tags)

    def set_tags(self, tags: Sequence[str]) -> None:
        """Show these."""
        self._tags = list(tags)
        self._show()

    def set_known(self, known: Sequence[str]) -> None:
        """Offer these while typing."""
        self._known = list(known)
        suggest(self.line, self._known)

    def take(self) -> None:
        """Make tags of what stands in the line."""
        text = self.line.text()
        if not text:
            return
        self.line.clear()
        for part in text.split(","):
            tag = part.strip()
            if tag and fold(tag) not in {fold(known) for known in self._tags}:
                self._tags.append(tag)
        self._show()
        self.changed.emit()

    def _on_typed(self, text: str) -> None:
        if text.endswith(","):
            self.take()

    def _drop(self, tag: str) -> None:
        self._tags.remove(tag)
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        clear(self._flow)
        for tag in self._tags:
            chip = Tag(tag, "outline", closable=True)
            chip.closed.connect(lambda tag=tag: self._drop(tag))
            self._flow.addWidget(chip)
            chip.show()
        self._chips.setVisible(bool(self._tags))
        self._chips.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.line.text():
            self.take()
            return
        super().keyPressEvent(event)


class TagsDialog(Dialog):
    """The tags of one client."""

    def __init__(
        self, parent: QWidget, tags: Sequence[str], known: Sequence[str], *, on_save: Callable[[tuple[str, ...]], None]
    ) -> None:
        super().__init__(parent, tr("Tags"), icon="tag")
        self._before, self._on_save = tuple(tags), on_save
        self.field = TagsField(tags, known)
        self.add(self.field)
        cancel = cancel_button(self)
        self.save = Button(tr("Save"), kind="primary")
        self.save.clicked.connect(self._save)
        self.set_actions(cancel, self.save)
        self.field.setFocus()

    def _save(self) -> None:
        tags = self.field.tags()
        if tags != self._before:
            self._on_save(tags)
        self.close_dialog("saved")
