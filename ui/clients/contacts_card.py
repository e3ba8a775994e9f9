"""The contacts of a client: masked, shown for half a minute on request, copied for a quarter."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from clientcrm.domain.access import Permission, Scope
from clientcrm.domain.changes import Changes, Topic
from clientcrm.domain.clients import ClientCard
from clientcrm.domain.contacts import ContactKind, ContactLine, Shown, ShownContact
from clientcrm.domain.requests import RequestRow, RequestState
from ui.clients.asked_dialog import newest_of
from ui.clients.contact_drafts import shown_value
from ui.clients.showing import ask_contacts, ask_owner, left_words, say_no_right
from ui.clients.wording import contact_icon, contact_word
from ui.i18n import tr
from ui.page import Page
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.copying import copy_briefly
from ui.widgets.labels import Icon, Label
from ui.widgets.layout import column, holder, row
from ui.widgets.secret import Secret

SHOWN_SECONDS = 30
_PHONES = (ContactKind.PHONE, ContactKind.WHATSAPP)


class NarrowSecret(Secret):
    """While it is shown its button is an icon: a whole phone number has to fit into the side column."""

    def reveal(self, plain: str, seconds: float = 30) -> None:
        super().reveal(plain, seconds)
        if self.is_shown():
            self._show.setToolTip(self._show.text())
            self._show.setText("")
            self._show.updateGeometry()

    def mask(self) -> None:  # type: ignore[override]  # as in Secret
        self._show.setToolTip("")
        super().mask()


class ContactsCard(Card):
    """Every look and every copy is in the journal before the value is here."""

    def __init__(self, page: Page, card: ClientCard, edit: Callable[[], None]) -> None:
        super().__init__(tr("Contacts"), role="smalls", gap=6)
        self._page, self._card = page, card
        self.secrets: dict[int, Secret] = {}
        if card.contacts_hidden:
            self.add(_quiet("eye-off", tr("contacts hidden")))
        elif not card.contacts:
            self.add(_quiet("phone", tr("no contacts yet")))
            self._offer_edit(edit)
        for line in card.contacts:
            self.add(self._contact(line))
        self._left = Label("", "cap", wrap=True)
        self._left.hide()
        self.add(self._left)
        if self.secrets and card.showing is Scope.REQUEST:
            page.context.changed.connect(self._on_changed)
            self._read_requests()

    def fits(self, card: ClientCard) -> bool:
        """Whether it shows these very contacts already."""
        mine = self._card
        said = (card.id, card.contacts, card.contacts_hidden, card.showing)
        return (mine.id, mine.contacts, mine.contacts_hidden, mine.showing) == said

    def _offer_edit(self, edit: Callable[[], None]) -> None:
        if self._page.context.may(Permission.EDIT_CLIENTS) and self._card.trashed_at is None:
            button = Button(tr("Add a contact"), "plus", "link", "sm")
            button.clicked.connect(edit)
            self.add(row(button, None))

    def _contact(self, line: ContactLine) -> QWidget:
        secret = NarrowSecret(line.masked, kind_name=contact_word(line.kind), bold=line.primary)
        self.secrets[line.id] = secret
        if self._card.showing is Scope.YES:
            secret.show_asked.connect(partial(self.show_contact, line.id))
            if self._page.context.may(Permission.COPY_CONTACTS):
                secret.copy_asked.connect(partial(self._copy, line.id))
            else:
                secret.forbid_copying()
        elif self._card.showing is Scope.REQUEST:
            secret.ask_first(tr("Ask to show"))
            secret.request_asked.connect(partial(self.show_contact, line.id))
        else:
            secret.set_blocked(line.masked)
        icon = Icon(contact_icon(line.kind), "text3", 16, contact_word(line.kind))
        head = row(icon, (secret, 1), gap=10)
        words = [part for part in (line.label, tr("main one") if line.primary and self._several() else "") if part]
        if not words:
            return holder(head)
        return holder(column(head, row(26, (Label(" · ".join(words), "cap", wrap=True), 1), gap=0), gap=0))

    def _several(self) -> bool:
        return len([line for line in self._card.contacts if line.kind in _PHONES]) > 1

    # ------------------------------------------------------------ showing

    def show_contact(self, contact_id: int) -> None:
        """Ask the core for one contact and show it for half a minute; ask the owner where the role says so."""
        client_id, desk = self._card.id, self._page.desk

        def arrived(shown: Shown) -> None:
            for contact in shown.contacts:
                secret = self.secrets.get(contact.id)
                if secret is not None and secret.isVisible():
                    secret.reveal(shown_value(contact), SHOWN_SECONDS)
            self._say_left(shown.left_today)

        def show(reason: str = "") -> Shown:
            return desk.clients.show_contacts(client_id, [contact_id], reason)

        if self._card.showing is Scope.REQUEST:
            ask_owner(self._page, client_id, show, arrived)
        else:
            ask_contacts(self._page, self, client_id, show, arrived)

    def show_main_phone(self) -> None:
        """Ctrl R: the phone that is called first."""
        lines = [line for line in self._card.contacts if line.kind in _PHONES]
        main = next((line for line in lines if line.primary), lines[0] if lines else None)
        if self._card.contacts_hidden or (lines and self._card.showing not in (Scope.YES, Scope.REQUEST)):
            say_no_right(self._page, hidden=self._page.context.may_ask(Permission.SHOW_CONTACTS))
        elif main is not None:
            self.show_contact(main.id)

    def _copy(self, contact_id: int) -> None:
        client_id, desk = self._card.id, self._page.desk

        def arrived(contact: ShownContact) -> None:
            copy_briefly(shown_value(contact))
            self._page.context.toast(tr("Copied for 15 seconds"), icon="copy")

        def copied(reason: str) -> ShownContact:
            return desk.clients.copied_contact(client_id, contact_id, reason)

        ask_contacts(self._page, self, client_id, copied, arrived)

    @Slot(frozenset)
    def _on_changed(self, changes: Changes) -> None:
        if Topic.REQUESTS in changes:
            self._read_requests()

    def _read_requests(self) -> None:
        desk = self._page.desk
        self._page.context.background.run(self, lambda _job: desk.requests.mine(), then=self._say_asked, key="asked")

    def _say_asked(self, mine: list[RequestRow]) -> None:
        """The links say how the newest request for this client stands."""
        newest = newest_of(mine, self._card.id)
        state = newest.state if newest is not None else None
        text = {RequestState.ASKED: tr("Request sent"), RequestState.GRANTED: tr("Show")}.get(state)  # type: ignore[arg-type]
        for secret in self.secrets.values():
            secret.ask_first(text or tr("Ask to show"))

    def _say_left(self, left: int | None) -> None:
        self._left.setText(left_words(left))
        self._left.setVisible(left is not None and self._card.showing is Scope.YES)

    def mask_all(self) -> None:
        """Everything behind its dots again."""
        for secret in self.secrets.values():
            secret.mask()


def _quiet(icon: str, text: str) -> QWidget:
    return holder(row(Icon(icon, "text3", 16), (Label(text, "small", "text3"), 1), gap=10))
