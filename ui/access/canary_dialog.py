"""Planting canaries for one person: contacts that the owner controls, as many clients as wanted."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from clientcrm.domain.canaries import MOST_AT_ONCE, USUAL_COUNT, Canary
from clientcrm.domain.contacts import ContactKind
from clientcrm.domain.errors import Invalid
from clientcrm.domain.staff import PersonRow
from clientcrm.domain.values.phones import format_phone
from ui import words
from ui.contact_examples import example
from ui.context import Context
from ui.errors import is_known, words_for
from ui.i18n import tr
from ui.widgets.area import TextArea
from ui.widgets.button import Button, IconButton
from ui.widgets.dialog import Dialog
from ui.widgets.fields import NumberField
from ui.widgets.labels import Label
from ui.widgets.layout import column, holder, row


class CanaryDialog(Dialog):
    """The person's canaries, and a form for new ones."""

    def __init__(
        self,
        parent: QWidget,
        context: Context,
        person: PersonRow,
        planted: Sequence[Canary],
        then: Callable[[], None],
    ) -> None:
        super().__init__(parent, tr("Canary clients: {name}").format(name=person.name), icon="fingerprint", width=560)
        self._context, self._person, self._then = context, person, then
        text = tr(
            "Invented clients in this person's portfolio, with phones and e-mails of yours. "
            "If somebody calls or writes to them, the list was taken from here. Only owners know which they are."
        )
        self.add(Label(text, "body", "text2", wrap=True))
        self._lines = column(gap=4)
        self.removers: dict[int, IconButton] = {}
        for canary in planted:
            if canary.uid == person.uid and canary.there:
                self._lines.addLayout(self._line(canary))
        if self._lines.count():
            self.add(holder(self._lines))
        self.contacts = TextArea(
            tr("Phones and e-mails that you answer yourself, one a line"),
            lines=3,
            placeholder=example(ContactKind.PHONE, context.shop.region),
        )
        self.count = NumberField(tr("How many clients"), minimum=1, maximum=MOST_AT_ONCE)
        self.count.set_value(USUAL_COUNT)
        self.add(self.contacts, self.count)
        close = Button(tr("Close"))
        close.clicked.connect(lambda: self.close_dialog(""))
        self.plant = Button(tr("Plant"), "plus", "primary")
        self.plant.clicked.connect(self._plant)
        self.set_actions(close, self.plant)

    def _line(self, canary: Canary) -> QHBoxLayout:
        remove = IconButton("trash-2", tr("Remove: {name}").format(name=canary.name), size="sm")
        remove.clicked.connect(lambda: self._remove(canary))
        self.removers[canary.client_id] = remove
        contacts = Label(
            ", ".join(_written(kind, value) for kind, value in canary.contacts), "small", "text2", elide=True
        )
        day = Label(words.day(words.local(canary.planted_at).date()), "small", "text3")
        return row(Label(canary.name, "bodym"), (contacts, 1), day, remove, gap=10)

    def _plant(self) -> None:
        contacts = [line.strip() for line in self.contacts.text().splitlines() if line.strip()]
        if not contacts:
            self.contacts.set_error(tr("Enter at least one contact that you answer"))
            self.contacts.setFocus()
            return
        if self.plant.is_busy():
            return
        self.plant.set_busy(True)
        canaries, uid, count = self._context.desk.canaries, self._person.uid, self.count.value() or USUAL_COUNT
        self._context.background.run(
            self, lambda _job: canaries.plant(uid, contacts, count), then=self._planted, failed=self._refused
        )

    def _planted(self, ids: Sequence[int]) -> None:
        self.close_dialog("planted")
        self._context.toast(tr("%n canary clients planted", "", len(ids)), icon="fingerprint")
        self._then()

    def _remove(self, canary: Canary) -> None:
        canaries = self._context.desk.canaries

        def removed(_count: int) -> None:
            self.close_dialog("removed")
            self._context.toast(tr("The canary client is removed; it can still be traced"), icon="fingerprint")
            self._then()

        self._context.background.run(
            self, lambda _job: canaries.remove([canary.client_id]), then=removed, failed=self._refused
        )

    def _refused(self, error: BaseException) -> None:
        self.plant.set_busy(False)
        if isinstance(error, Invalid):
            self.contacts.set_error(_refusal(error))
            self.contacts.setFocus()
        elif is_known(error):
            self.contacts.set_error(words_for(error).text)
        else:
            self._context.show_error(self, error)


def _written(kind: str, value: str) -> str:
    return format_phone(value) if kind == ContactKind.PHONE else value


def _refusal(error: Invalid) -> str:
    if error.fields.get("person") == "no_portfolio":
        return tr("This person reads no portfolio: there is nowhere to plant")
    if error.fields.get("person") == "owner":
        return tr("Canaries are for people who are not owners")
    if error.fields.get("contacts") == "too_few":
        return tr("Fewer contacts than clients: add some, or plant fewer clients")
    if error.fields.get("contacts") == "taken":
        return tr("One of these stands in the base already: a canary needs contacts that no client has")
    return tr("A phone with its country code, or an e-mail, one a line and each once")
