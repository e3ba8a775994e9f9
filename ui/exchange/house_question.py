"""After a load: somebody who looks like nobody in particular, asked about and answered with a click."""

from __future__ import annotations

from PySide6.QtCore import Slot

from clientcrm.domain.access import Permission
from clientcrm.domain.changes import Changes, Topic
from clientcrm.domain.errors import CrmError
from clientcrm.domain.house import HouseHint, Looks
from ui import words
from ui.context import Context
from ui.deeds import batch_deed
from ui.i18n import tr
from ui.widgets.button import Button
from ui.widgets.card import Box
from ui.widgets.labels import IconTile, Label
from ui.widgets.layout import column


class HouseQuestion(Box):
    """Why a client may be a house client, and the mark; it can be set as long as the client does not carry it."""

    def __init__(self, context: Context, hint: HouseHint) -> None:
        super().__init__("warn_soft", "warn_line", 12, (16, 12, 16, 12), 12, horizontal=True)
        self.setObjectName("house")
        self._context, self._hint = context, hint
        lines = column(Label(house_sentence(hint), "smallm", wrap=True), Label(_advice(), "small", wrap=True), gap=2)
        self.add(IconTile("store", "warn", "surface", 36), (lines, 1))
        if context.may(Permission.MASS_CHANGE):
            self.mark = Button(tr("Mark as a house client"), "check", size="sm")
            self.mark.clicked.connect(self._set_mark)
            self.add(self.mark)
            context.changed.connect(self._on_changed)

    @Slot()
    def _set_mark(self) -> None:
        self.mark.setEnabled(False)
        desk, client = self._context.desk, self._hint.client_id
        text = tr("House client: {name}").format(name=self._hint.name)

        def again(_job: object, _batch: int) -> int:
            return desk.clients.mass_house([client])

        def done(batch: int) -> None:
            self._context.deeds.did(batch_deed(desk, text, batch, again))

        def failed(error: BaseException) -> None:
            self.mark.setEnabled(True)
            self._context.show_error(self, error)

        self._context.background.run(self, lambda _job: desk.clients.mass_house([client]), then=done, failed=failed)

    @Slot(frozenset)
    def _on_changed(self, changes: Changes) -> None:
        """The mark was set or taken off, here, by Ctrl Z, in the card or by somebody else."""
        if Topic.CLIENTS in changes:
            desk, client = self._context.desk, self._hint.client_id
            self._context.background.run(
                self,
                lambda _job: desk.clients.card(client).house,
                then=lambda house: self.mark.setEnabled(not house),
                failed=self._not_there,
                key="house",
            )

    def _not_there(self, error: BaseException) -> None:
        self.mark.setEnabled(False)
        if not isinstance(error, CrmError):  # one who went with the load needs no mark
            self._context.show_error(self, error)


def house_sentence(hint: HouseHint) -> str:
    """Why a client looks like nobody in particular."""
    share = words.number(100 * hint.receipts / max(hint.of_all, 1), 1)
    if hint.looks is Looks.NAMED:
        return tr("“{name}” does not look like a person: {share}% of all receipts are written under it.").format(
            name=hint.name, share=share
        )
    said = tr("“{name}” has {count} receipts, {share}% of all; others usually have {usual}. No one person buys so.")
    numbers = {"count": words.number(hint.receipts), "usual": words.number(hint.usual, 1), "share": share}
    return said.format(name=hint.name, **numbers)


def _advice() -> str:
    return tr("Is it a house client? Mark it, and its purchases count in the sums of the shop alone.")
