"""Saves what the client form holds: doubles are asked about first, a stale version is settled field by field."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from clientcrm.domain.access import Permission
from clientcrm.domain.clients import DRAFT_FIELDS, ClientDraft, Lookalike
from clientcrm.domain.errors import Conflict, Invalid
from ui.clients.conflict_dialog import ConflictDialog, merged
from ui.clients.contact_rows import with_normal_forms
from ui.clients.lookalikes import LookalikeDialog
from ui.clients.vocabulary import Vocabulary
from ui.i18n import tr
from ui.page import Page


class ClientSaving(QObject):
    """One saving at a time."""

    busy = Signal(bool)
    saved = Signal(int)  # 0: a new client, in a portfolio that the person only adds to
    refused = Signal(object)  # field names with codes
    dropped = Signal(int)  # the client whose form is to be read anew
    similar = Signal(object)  # clients who may be the same

    def __init__(self, page: Page, known: Callable[[], Vocabulary], form: QWidget) -> None:
        super().__init__(form)
        self._page, self._known, self._form = page, known, form
        self.under_way = False

    def create(self, typed: ClientDraft, *, sure: bool = False) -> None:
        """A new client; unless the person is sure, similar ones are shown first."""
        desk, region = self._page.desk, self._page.context.shop.region

        def work(_job: object) -> int | list[Lookalike]:
            draft = read_contacts(typed, region)
            found = [] if sure else desk.clients.lookalikes(draft)
            return found or desk.clients.create(draft)

        def done(answer: int | list[Lookalike]) -> None:
            self._set_busy(False)
            name = typed.name or tr("No name")
            if isinstance(answer, int) and self._is_read_here(typed):
                self._tell_created(answer, tr("Client created: {name}").format(name=name))
                self.saved.emit(answer)
            elif isinstance(answer, int):
                told = tr("Client created: {name}. Those who read this portfolio see the card.").format(name=name)
                self._page.context.toast(told)
                self.saved.emit(0)
            else:
                self._ask_about(answer, typed)

        self._set_busy(True)
        self._page.context.background.run(self, work, then=done, failed=self._failed)

    def _ask_about(self, found: list[Lookalike], typed: ClientDraft) -> None:
        self.similar.emit(found)
        dialog = LookalikeDialog(self._form, found)
        dialog.created.connect(lambda: self.create(typed, sure=True))
        dialog.opened.connect(lambda client_id: self._page.context.open("clients", client=client_id))
        dialog.open()

    def change(
        self,
        client_id: int,
        version: int,
        typed: ClientDraft,
        before: ClientDraft,
        theirs: frozenset[str] | None = None,
    ) -> None:
        """An existing client, read at this version when the form said `before`.

        `theirs` names the fields in which a newer version wins.
        """
        desk, region = self._page.desk, self._page.context.shop.region

        def work(_job: object) -> int:
            mine, read_at = read_contacts(typed, region), version
            if theirs is not None:
                fresh = desk.clients.form(client_id)
                mine, read_at = merged(mine, fresh.draft, theirs), fresh.version
            return desk.clients.change(client_id, read_at, mine)

        def done(new_version: int) -> None:
            self._set_busy(False)
            fact = tr("Saved: {name}").format(name=typed.name or tr("No name"))
            if theirs is None and new_version != version and comes_back(before, typed):
                back, forth = (self._writing(client_id, draft) for draft in (before, typed))
                self._page.context.did(fact, back, forth, new_version)
            else:
                self._page.context.deeds.forget()  # Ctrl Z must not go past what it cannot take back
                self._page.context.toast(fact)
            self.saved.emit(client_id)

        def failed(error: BaseException) -> None:
            if not isinstance(error, Conflict):
                self._failed(error)
                return
            self._set_busy(False)
            ConflictDialog(
                self._form,
                error.fields,
                self._known(),
                untouched=untouched(before, typed),
                on_chosen=lambda chosen: self.change(client_id, version, typed, before, chosen),
                on_dropped=lambda: self.dropped.emit(client_id),
            ).open()

        self._set_busy(True)
        self._page.context.background.run(self, work, then=done, failed=failed)

    def _is_read_here(self, typed: ClientDraft) -> bool:
        user = self._page.context.user
        return (user.home if typed.portfolio is None else typed.portfolio) in user.portfolios

    def _tell_created(self, client_id: int, fact: str) -> None:
        desk, context = self._page.desk, self._page.context
        if context.may(Permission.TRASH_CLIENTS):
            context.did(
                fact,
                lambda _job, _held: desk.clients.trash([client_id]),
                lambda _job, _held: desk.clients.restore([client_id]),
            )
        else:
            context.toast(fact)

    def _writing(self, client_id: int, draft: ClientDraft) -> Callable[[object, int], int]:
        """The card becomes this draft, if nobody wrote since; its version is held."""
        desk, region = self._page.desk, self._page.context.shop.region
        return lambda _job, version: desk.clients.change(client_id, version, read_contacts(draft, region))

    def _failed(self, error: BaseException) -> None:
        self._set_busy(False)
        if isinstance(error, Invalid):
            self.refused.emit(error.fields)
        else:
            self._page.context.show_error(self._form, error)

    def _set_busy(self, busy: bool) -> None:
        self.under_way = busy
        self.busy.emit(busy)


def comes_back(before: ClientDraft, typed: ClientDraft) -> bool:
    """Whether the form as it was opened is the way back: it holds no values of contacts, only which ones there were."""
    kept = {contact.id for contact in typed.contacts if contact.id is not None and not contact.raw}
    return all(contact.id in kept for contact in before.contacts)


def untouched(before: ClientDraft, typed: ClientDraft) -> frozenset[str]:
    """Fields that say what they said when the form was opened."""
    return frozenset(name for name in DRAFT_FIELDS if getattr(before, name) == getattr(typed, name))


def read_contacts(typed: ClientDraft, region: str) -> ClientDraft:
    """The draft with the normal forms of its contacts; called in a worker."""
    return replace(typed, contacts=with_normal_forms(typed.contacts, region))
