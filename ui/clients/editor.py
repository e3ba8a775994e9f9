"""The client form: a new client or an existing one; look-alikes while typing, a stale version field by field."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QWidget

from clientcrm.crm import Desk
from clientcrm.domain.clients import ClientDraft, ClientForm, ClientKind, Lookalike
from ui import theme
from ui.clients.amounts import read_share
from ui.clients.dialog_buttons import cancel_button
from ui.clients.form_fields import WORD_LISTS, ClientFields, Offered
from ui.clients.lookalikes import LookalikePanel
from ui.clients.naming import draft_name
from ui.clients.saving import ClientSaving, read_contacts
from ui.clients.vocabulary import Vocabulary
from ui.errors import field_words, technical, words_for
from ui.i18n import tr
from ui.page import Page
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog
from ui.widgets.form import Form
from ui.widgets.labels import Label
from ui.widgets.layout import column, fill, holder, scrolled
from ui.widgets.sheet import Breadcrumb
from ui.widgets.states import EmptyState, ErrorState, Pages, Waiting
from ui.widgets.stepper import WizardFoot

_ASIDE, _ROOM_ASIDE = 320, 920
_QUIET_MS = 350


@dataclass(frozen=True, slots=True)
class Opened:
    """What the form is filled from."""

    form: ClientForm | None
    draft: ClientDraft
    offered: Offered


class ClientEditor(QWidget):
    """One client at a time; `saved` carries its id."""

    saved = Signal(int)
    named = Signal(str)

    def __init__(self, page: Page, known: Callable[[], Vocabulary]) -> None:
        super().__init__()
        self.page, self.known = page, known
        self.client_id: int | None = None
        self.fields: ClientFields | None = None
        self._opened: Opened | None = None
        self._at_first: ClientDraft | None = None
        self.path = Breadcrumb()
        self.path.back.connect(self.close_editor)
        self.similar = LookalikePanel()
        self.similar.opened.connect(lambda client_id: self.page.context.open("clients", client=client_id))
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
        self.saving = ClientSaving(page, known, self)
        self.saving.busy.connect(self._busy)
        self.saving.saved.connect(self._done)
        self.saving.refused.connect(self._refused)
        self.saving.dropped.connect(self.open_client)
        self.saving.similar.connect(self.similar.show_found)
        self._pages = Pages()
        self._blank = QWidget()
        self._waiting = Waiting(self._pages)
        self._split: QBoxLayout | None = None
        self._form_page: QScrollArea | None = None
        self.setLayout(column(self.path, (self._pages, 1), self.foot, gap=0))

    # ------------------------------------------------------------ opening

    def open_new(self, name: str = "") -> None:
        """An empty form; a text that was searched for becomes the name or the phone."""
        self._start(None, tr("New client"))
        desk = self.page.desk
        self._run(lambda _job: Opened(None, _begun(name), _offered(desk)), lambda opened: self._show(opened, name))

    def open_client(self, client_id: int) -> None:
        """The form of a client."""
        self._start(client_id, "")
        desk = self.page.desk

        def work(_job: object) -> Opened:
            form = desk.clients.form(client_id)
            return Opened(form, form.draft, _offered(desk))

        self._run(work, self._show)

    def _start(self, client_id: int | None, title: str) -> None:
        self.client_id, self._opened, self._at_first = client_id, None, None
        self.similar.show_found(())
        self._show_path(title)
        self.save.setEnabled(False)
        self._pages.show_page(self._blank)
        self._waiting.start()

    def _run(self, work: Callable[[object], Opened], then: Callable[[Opened], None]) -> None:
        self.page.context.background.run(self, work, then=then, failed=self._not_opened, key="open")

    def _not_opened(self, error: BaseException) -> None:
        self._waiting.stop()
        said = words_for(error)
        back = Button(tr("Back"), "arrow-left", "primary")
        back.clicked.connect(self.close_editor)
        self._pages.show_page(ErrorState(said.what, said.to_do, back, details=technical(error)))

    def _show_path(self, title: str) -> None:
        context, client_id = self.page.context, self.client_id
        if client_id is None:
            self.path.set_path([(tr("Clients"), self.close_editor), (title, None)])
            return
        self.path.set_path(
            [
                (tr("Clients"), lambda: context.open("clients")),
                (title or "…", self.close_editor),
                (tr("Edit", "a place: the form of a client"), None),
            ]
        )

    def _show(self, opened: Opened, typed: str = "") -> None:
        self._waiting.stop()
        if opened.form is not None and self.known().guarded(opened.draft.tier_id or 0):
            self._show_guarded(opened)
            return
        self._opened = opened
        form = Form(width=520)
        self.fields = ClientFields(self.page, self.known(), form, opened.offered)
        self.fields.lay_out(new=self.client_id is None)
        self.fields.fill(opened.form, opened.draft)
        if typed and _is_number(typed):
            self.fields.contacts.rows[0].value.set_text(typed)
        title = tr("New client") if self.client_id is None else draft_name(opened.draft)
        self._split = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        fill(
            self._split,
            (column(Label(title, "h1", wrap=True), form, None, gap=20), self.similar, None),
            32,
            (24, 4, 24, 24),
        )
        before, self._form_page = self._form_page, scrolled(holder(self._split))
        self._pages.show_page(self._form_page)
        if before is not None:
            self._pages.removeWidget(before)
            before.deleteLater()
        self._arrange()
        self._at_first = self._typed()
        self.save.setEnabled(True)
        form.changed.connect(self._on_edit)
        self.fields.contacts.changed.connect(self._on_edit)
        self._show_path(title)
        self.named.emit(title)
        first = "last_name" if self.fields.texts["last_name"].isVisibleTo(form) else "name"
        self.fields.texts[first].setFocus()

    def _show_guarded(self, opened: Opened) -> None:
        """The form would not hold the hidden contacts, and saving it would lose them."""
        back = Button(tr("Back to the card"), "arrow-left", "primary")
        back.clicked.connect(self.close_editor)
        self._show_path(draft_name(opened.draft))
        self._pages.show_page(
            EmptyState(
                "eye-off",
                tr("The contacts of this client are hidden"),
                tr("Give the client another tier first, then the card can be changed."),
                back,
            )
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        if self._split is None:
            return
        beside = self.width() >= theme.px(_ROOM_ASIDE)
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.BottomToTop
        self._split.setDirection(way)
        self.similar.setFixedWidth(theme.px(_ASIDE if beside else 520))

    # ------------------------------------------------------------ edits

    def _typed(self) -> ClientDraft | None:
        try:
            return self.fields.draft() if self.fields else None
        except ValueError:
            return None

    def is_dirty(self) -> bool:
        """Something was typed that is not saved."""
        return self.fields is not None and self._at_first is not None and self._typed() != self._at_first

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
            self.page.context.open("clients", client=self.client_id)

    def _on_edit(self) -> None:
        self._timer.start()

    def _look_for_similar(self) -> None:
        typed, desk, region, own_id = self._typed(), self.page.desk, self.page.context.shop.region, self.client_id
        if typed is None:
            return

        def work(_job: object) -> list[Lookalike]:
            return desk.clients.lookalikes(read_contacts(typed, region), own_id)

        self.page.context.background.run(self, work, then=self.similar.show_found, key="similar")

    # ------------------------------------------------------------ saving

    def check(self) -> dict[str, str]:
        """What the form itself can see: field keys with what is wrong."""
        fields, wrong = self.fields, {}
        if fields is None:
            return {}
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
        typed = self._typed()
        if self.fields is None or self._opened is None or self.saving.under_way:
            return
        if wrong or typed is None:
            self.show_errors(wrong)
            return
        form = self._opened.form
        if form is None:
            self.saving.create(typed)
        else:
            self.saving.change(form.id, form.version, typed)

    def _busy(self, busy: bool) -> None:
        self.save.set_busy(busy)

    def _done(self, client_id: int, text: str) -> None:
        self._at_first = None
        self.page.context.toast(text)
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


def _begun(name: str) -> ClientDraft:
    return ClientDraft() if not name or _is_number(name) else ClientDraft(name=name.strip())


def _is_number(text: str) -> bool:
    return any(letter.isdigit() for letter in text) and not any(letter.isalpha() for letter in text)


def _offered(desk: Desk) -> Offered:
    clients = desk.clients
    lists: dict[str, Sequence[str]] = {
        name: [word for word, _ in clients.words(kind)] for name, kind in WORD_LISTS.items()
    }
    return Offered([word for word, _ in clients.words("tags")], lists)
