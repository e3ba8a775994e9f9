"""The client form: a new client or an existing one; what is typed is not lost unasked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from clientcrm.crm import Desk
from clientcrm.domain.clients import ClientDraft, ClientKind, Lookalike
from clientcrm.domain.errors import SealBroken
from ui.clients import kept_form
from ui.clients.amounts import read_share
from ui.clients.dialog_buttons import cancel_button
from ui.clients.form_fields import WORD_LISTS, ClientFields, Offered
from ui.clients.form_page import FormPage, Opened
from ui.clients.saving import ClientSaving, read_contacts
from ui.clients.vocabulary import Vocabulary
from ui.errors import field_words, technical, words_for
from ui.i18n import tr
from ui.page import Page
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog
from ui.widgets.labels import Label
from ui.widgets.layout import column
from ui.widgets.sheet import Breadcrumb
from ui.widgets.states import ErrorState, Pages, Waiting
from ui.widgets.stepper import WizardFoot

_QUIET_MS = 350


class ClientEditor(QWidget):
    """One client at a time; `saved` carries its id."""

    saved = Signal(int)
    named = Signal(str)

    def __init__(self, page: Page, known: Callable[[], Vocabulary]) -> None:
        super().__init__()
        self.page, self.known = page, known
        self.client_id: int | None = None
        self.form_page: FormPage | None = None
        self._opened: Opened | None = None
        self._at_first: ClientDraft | None = None
        self._coming: bytes | None = None
        self._filled = False
        self._make()
        self.setLayout(column(self.path, (self._pages, 1), self.foot, gap=0))

    def _make(self) -> None:
        self.path = Breadcrumb()
        self.path.back.connect(self.close_editor)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_QUIET_MS)
        self._timer.timeout.connect(self._look_for_similar)
        self.save = Button(tr("Save"), kind="primary", size="lg", keys="Ctrl S")
        self.save.clicked.connect(self.save_now)
        self.cancel = Button(tr("Cancel"), size="lg")
        self.cancel.clicked.connect(self.close_editor)
        self.foot = WizardFoot()
        self.foot.set_actions(self.cancel, self.save)
        self.saving = ClientSaving(self.page, self.known, self)
        self.saving.busy.connect(self.save.set_busy)
        self.saving.saved.connect(self._done)
        self.saving.refused.connect(self._refused)
        self.saving.dropped.connect(self.open_client)
        self.saving.similar.connect(self._show_similar)
        self._pages = Pages()
        self._blank = QWidget()
        self._waiting = Waiting(self._pages)

    @property
    def fields(self) -> ClientFields | None:
        """The fields of the form that is open."""
        return self.form_page.fields if self.form_page is not None and self._opened is not None else None

    # ------------------------------------------------------------ opening

    def open_new(self, name: str = "") -> None:
        """An empty form; a text that was searched for becomes the name or the phone."""
        self._start(None, tr("New client"))
        desk, number = self.page.desk, name if _is_number(name) else ""
        draft = ClientDraft() if number else ClientDraft(name=name.strip())
        self._read(lambda: Opened(None, draft, _offered(desk), number))

    def open_client(self, client_id: int) -> None:
        """The form of a client."""
        self._start(client_id, "…")
        desk = self.page.desk

        def read() -> Opened:
            form = desk.clients.form(client_id)
            return Opened(form, form.draft, _offered(desk))

        self._read(read)

    def open_kept(self, client_id: int | None, sealed: bytes) -> None:
        """A form as it was left at a lock: what was typed, over the client as read then."""
        self._start(client_id, tr("New client") if client_id is None else "…")
        self._coming = sealed
        desk = self.page.desk

        def read() -> Opened:
            opened = kept_form.from_bytes(desk.unsaved.open(sealed))
            if opened.form is not None:
                desk.clients.form(opened.form.id)  # refused as ever where the person may not any more
            return replace(opened, offered=_offered(desk))

        def failed(error: BaseException) -> None:
            if not isinstance(error, SealBroken):
                self._not_opened(error)
                return
            self.page.context.toast(lost_words(), icon="circle-alert")
            if client_id is None:
                self.open_new()
            else:
                self.open_client(client_id)

        self._read(read, failed)

    def _start(self, client_id: int | None, title: str) -> None:
        self.client_id, self._opened, self._at_first, self._coming = client_id, None, None, None
        self._filled = False
        self.foot.set_note("")
        self._timer.stop()
        self._show_path(title)
        self.save.setEnabled(False)
        self._pages.show_page(self._blank)
        self._waiting.start()

    def _read(self, read: Callable[[], Opened], failed: Callable[[BaseException], None] | None = None) -> None:
        background = self.page.context.background
        background.run(self, lambda _job: read(), then=self._show, failed=failed or self._not_opened, key="open")

    def _show(self, opened: Opened) -> None:
        if self.form_page is None or not self.form_page.fields.fits(self.known()):
            self._new_form_page()
        if self.form_page is not None:
            self._opened = opened
            self._pages.show_page(self.form_page)
            self.form_page.fill(opened)

    def _new_form_page(self) -> None:
        """The first form, or one for a shop that has other fields now."""
        before, self.form_page = self.form_page, FormPage(self.page, self.known())
        self.form_page.ready.connect(self._ready)
        self.form_page.edited.connect(self._timer.start)
        self.form_page.similar.opened.connect(self._open_other)
        if before is not None:
            self._pages.removeWidget(before)
            before.deleteLater()

    def _ready(self) -> None:
        if self._opened is None or self.form_page is None:
            return
        self._waiting.stop()
        self._filled = True
        self._at_first = self._typed()
        self._timer.stop()
        if self._opened.typed:
            kept_form.put_back(self.form_page.fields, self._opened.typed)
            self.foot.set_note(tr("Not saved yet: this is how the form was left."), "info")
        self._coming = None
        self.save.setEnabled(True)
        self._show_path(self._opened.title)
        self.named.emit(self._opened.title)
        self.form_page.focus_first()

    def _not_opened(self, error: BaseException) -> None:
        self._waiting.stop()
        said = words_for(error)
        back = Button(tr("Back"), "arrow-left", "primary")
        back.clicked.connect(self.close_editor)
        self._pages.show_page(ErrorState(said.what, said.to_do, back, details=technical(error)))

    def _show_path(self, title: str) -> None:
        clients = (tr("Clients"), lambda: self.page.context.open("clients"))
        if self.client_id is None:
            self.path.set_path([clients, (title, None)])
        else:
            edit = tr("Edit", "a place: the form of a client")
            self.path.set_path([clients, (title, self.close_editor), (edit, None)])

    # ------------------------------------------------------------ edits

    def _typed(self) -> ClientDraft | None:
        try:
            return self.fields.draft() if self.fields else None
        except ValueError:
            return None

    def is_dirty(self) -> bool:
        """Something was typed that is not saved."""
        return self._at_first is not None and self._typed() != self._at_first

    def unsaved(self) -> bytes | None:
        """What leaving would lose, sealed; the way it came while it is still on its way back."""
        opened, fields = self._opened, self.fields
        if self._coming is not None or opened is None or fields is None:
            return self._coming
        # Until the form is filled, field by field, some are not made yet, or hold what another client has.
        begun = self._filled and opened.form is None and bool(opened.number or opened.draft.name)
        if not begun and not self.is_dirty():
            return None
        return self.page.desk.unsaved.seal(kept_form.to_bytes(opened, fields))

    def forget_edits(self) -> None:
        """What was typed may be lost."""
        self._at_first = None

    def ask_to_leave(self, go: Callable[[], None]) -> None:
        """Go on, after a question when something would be lost."""
        if self.saving.under_way or not self.is_dirty():
            self._at_first = None
            go()
            return
        dialog = Dialog(self, tr("Leave without saving?"), icon="pencil")
        dialog.add(Label(tr("What was typed into the form will be lost."), "body", "text2", wrap=True))
        stay = cancel_button(dialog, tr("Stay"), "primary")
        leave = Button(tr("Leave"), kind="danger")

        def leave_now() -> None:
            self._at_first = None
            dialog.close_dialog("left")
            go()

        leave.clicked.connect(leave_now)
        dialog.set_actions(stay, leave)
        dialog.set_default(stay)
        dialog.open()

    def close_editor(self) -> None:
        """Back to the card, or to the list."""
        if self.client_id is None:
            self.page.context.open("clients")
        else:
            self._open_other(self.client_id)

    def _open_other(self, client_id: int) -> None:
        self.page.context.open("clients", client=client_id)

    def _look_for_similar(self) -> None:
        typed, desk, region, own_id = self._typed(), self.page.desk, self.page.context.shop.region, self.client_id
        if typed is None:
            return

        def work(_job: object) -> list[Lookalike]:
            return desk.clients.lookalikes(read_contacts(typed, region), own_id)

        self.page.context.background.run(self, work, then=self._show_similar, key="similar")

    def _show_similar(self, found: Sequence[Lookalike]) -> None:
        if self.form_page is not None:
            self.form_page.similar.show_found(found)

    # ------------------------------------------------------------ saving

    def check(self) -> dict[str, str]:
        """What the form itself can see: field keys with what is wrong."""
        fields = self.fields
        wrong: dict[str, str] = {}
        if fields is None:
            return wrong
        try:
            read_share(fields.discount.text())
        except ValueError:
            wrong["discount"] = tr("A number from 0 to 100")
        for key, day in (("birthday", fields.birthday), ("next_contact", fields.next_contact)):
            if day.is_unreadable():
                wrong[key] = tr("This is not a date. Write it like 14.05.2025.")
        return wrong

    def save_now(self) -> None:
        """Save, or say what is wrong."""
        wrong = self.check()
        typed, opened = self._typed(), self._opened
        if opened is None or self.saving.under_way:
            return
        if wrong or typed is None:
            self.show_errors(wrong)
        elif opened.form is None:
            self.saving.create(typed)
        else:
            self.saving.change(opened.form.id, opened.form.version, typed, self._at_first or typed)

    def _done(self, client_id: int) -> None:
        self._at_first = None
        self.saved.emit(client_id)

    def _refused(self, codes: dict[str, str]) -> None:
        self.show_errors(dict(self._complaint(name, code) for name, code in codes.items()))

    def _complaint(self, name: str, code: str) -> tuple[str, str]:
        """The key of the field and the words under it; a person without a name is told so at the surname."""
        person = self.fields is not None and self.fields.kind.current() == ClientKind.PERSON.value
        text = field_words(code)
        if (name, code) == ("name", "empty"):
            text = tr("Write a name, or at least one contact")
        return ("last_name" if name == "name" and person else name), text

    def show_errors(self, errors: dict[str, str]) -> None:
        """Words under the fields; the first one gets the cursor."""
        if self.fields is not None:
            self.fields.form.show_errors(errors)


def lost_words() -> str:
    """Why what was typed before a lock does not come back."""
    return tr("What was not saved cannot be brought back: the keys of the base changed meanwhile.")


def _is_number(text: str) -> bool:
    return any(letter.isdigit() for letter in text) and not any(letter.isalpha() for letter in text)


def _offered(desk: Desk) -> Offered:
    clients = desk.clients
    lists: dict[str, Sequence[str]] = {
        name: [word for word, _ in clients.words(kind)] for name, kind in WORD_LISTS.items()
    }
    return Offered([word for word, _ in clients.words("tags")], lists)
