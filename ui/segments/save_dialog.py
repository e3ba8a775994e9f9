"""How a segment is kept: its name, and whether it follows the clients or stays as it is today."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from ui.clients.dialog_buttons import cancel_button
from ui.i18n import tr
from ui.widgets.button import Button
from ui.widgets.choice import RadioGroup
from ui.widgets.dialog import Dialog
from ui.widgets.fields import TextField
from ui.widgets.labels import Label
from ui.widgets.option import Option

FOLLOWS, FROZEN = "follows", "frozen"
LONGEST = 120


@dataclass(frozen=True, slots=True)
class Kept:
    """What was decided."""

    name: str
    frozen: bool


class SaveDialog(Dialog):
    """`on_saved` gets the decision; a name that another segment has is refused in place."""

    def __init__(
        self,
        parent: QWidget,
        *,
        taken: Collection[str],
        on_saved: Callable[[Kept], None],
        name: str = "",
        clients: int | None = None,
        only_frozen: bool = False,
        frozen: bool = False,
    ) -> None:
        super().__init__(parent, tr("Save the segment"), width=460)
        self._taken = {one.casefold() for one in taken}
        self._on_saved = on_saved
        self.field = TextField(tr("Name"), text=name)
        self.field.select_all()
        kinds = [Option(FROZEN, _frozen_words(clients))]
        if not only_frozen:
            kinds.insert(0, Option(FOLLOWS, tr("Follows the clients")))
        self.kind = RadioGroup(kinds, current=FROZEN if frozen or only_frozen else FOLLOWS, name=tr("How it is kept"))
        self.kind.chosen.connect(lambda _key: self._explain())
        self.why = Label("", "small", "text2", wrap=True)
        self._only_frozen = only_frozen
        self.add(self.field, 2, self.kind, self.why)
        cancel = cancel_button(self)
        self.save = Button(tr("Save"), kind="primary")
        self.save.clicked.connect(self._save)
        self.set_actions(cancel, self.save)
        self.set_default(self.save)
        self._explain()

    def _explain(self) -> None:
        if self._only_frozen:
            self.why.setText(tr("A search text is no condition that could go on: those who are found now are kept."))
        elif self.kind.current() == FROZEN:
            self.why.setText(
                tr("Those who fit today stay in it, whatever changes. For an offer, or to compare with later on.")
            )
        else:
            self.why.setText(tr("Who begins to fit enters by itself, who no longer fits leaves. Both are noted."))

    def _save(self) -> None:
        name = self.field.text().strip()
        if not name:
            self.field.set_error(tr("Give it a name"))
        elif len(name) > LONGEST:
            self.field.set_error(tr("Too long: at most %n letters", "", LONGEST))
        elif name.casefold() in self._taken:
            self.field.set_error(tr("There is such a segment already"))
        else:
            self._on_saved(Kept(name, self.kind.current() == FROZEN))
            self.close_dialog("saved")
            return
        self.field.line.setFocus()


def _frozen_words(clients: int | None) -> str:
    if clients is None:
        return tr("Frozen: those who fit today")
    return tr("Frozen: the %n who fit today", "clients", clients)
