"""The contact points of the client form: existing ones stay masked until a person replaces them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from clientcrm.domain.contacts import ContactDraft, ContactKind, ContactLine
from ui.clients.contact_drafts import contact_trouble, typed_contact
from ui.clients.wording import contact_icon, contact_word
from ui.contact_examples import example
from ui.i18n import tr
from ui.page import Page
from ui.widgets.button import Button, IconButton
from ui.widgets.combo import Combo
from ui.widgets.fields import TextField
from ui.widgets.labels import Label
from ui.widgets.layout import column, holder, row
from ui.widgets.option import Option

_KIND, _LABEL = 136, 112


class ContactRow(QWidget):
    """One contact point: kind, value, label, whether it is the main one."""

    changed = Signal()
    removed = Signal()
    made_main = Signal()

    def __init__(self, page: Page, kept: ContactLine | None, kind: ContactKind = ContactKind.PHONE) -> None:
        super().__init__()
        self._page, self.kept = page, kept
        self.kind = Combo(
            [Option(one.value, contact_word(one), contact_icon(one)) for one in ContactKind],
            name=tr("Kind of contact"),
            width=_KIND,
        )
        self.kind.choose((kept.kind if kept else kind).value)
        self.value = TextField(name=tr("Contact", "a phone or an address of a client"), placeholder=self._example(kind))
        self.label = TextField(
            name=tr("Label of the contact"), placeholder=tr("Label", "of a contact: home, work"), width=_LABEL
        )
        self.main = IconButton("star", tr("Main contact"))
        self.main.setCheckable(True)
        self.main.clicked.connect(self._make_main)
        self.replace = IconButton("pencil", tr("Replace", "a contact"), size="sm")
        self.replace.clicked.connect(self.start_replacing)
        remove = IconButton("x", tr("Remove the contact"))
        remove.clicked.connect(self.removed)
        self.value.line.add_tail(self.replace)
        self._show_kept()
        self._wire()
        buttons = holder(row(self.main, remove, gap=6, margins=(0, 2, 0, 2)))
        line = row(self.kind, (self.value, 1), self.label, buttons, gap=6)
        for widget in (self.kind, self.value, self.label, buttons):  # a complaint makes the value taller
            line.setAlignment(widget, Qt.AlignmentFlag.AlignTop)
        self.setLayout(line)

    def _example(self, kind: ContactKind) -> str:
        return example(kind, self._page.context.shop.region)

    def _wire(self) -> None:
        self.kind.chosen.connect(lambda key: self.value.set_placeholder(self._example(ContactKind(key))))
        self.kind.chosen.connect(lambda _key: self.changed.emit())
        self.value.changed.connect(lambda _text: self.changed.emit())
        self.label.changed.connect(lambda _text: self.changed.emit())
        self.value.left.connect(self._look)

    def _show_kept(self) -> None:
        kept = self.kept
        self.replace.setVisible(kept is not None)
        self.kind.setEnabled(kept is None)
        self.value.set_read_only(kept is not None)
        if kept is not None:
            self.value.set_text(kept.masked)
            self.value.line.setCursorPosition(0)  # the beginning tells more than the end
            self.label.set_text(kept.label)
            self.set_main(kept.primary)

    def start_replacing(self) -> None:
        """Type another value; the old one goes when the form is saved."""
        label = self.label.text()
        self.kept = None
        self._show_kept()
        self.value.clear()
        self.label.set_text(label)
        self.value.setFocus()
        self.changed.emit()

    def set_main(self, main: bool) -> None:
        """Whether this one is called first."""
        self.main.setChecked(main)
        self.main.set_name(tr("Main contact") if main else tr("Make it the main one"))

    def _make_main(self) -> None:
        self.made_main.emit()
        self.changed.emit()

    def contact_kind(self) -> ContactKind:
        """Phone, e-mail and so on."""
        return ContactKind(self.kind.key())

    def is_empty(self) -> bool:
        """Nothing typed and nothing kept."""
        return self.kept is None and not self.value.text()

    def typed(self) -> list[Any]:
        """The line as it stands; a contact that is kept by its id alone."""
        kept = self.kept
        shown = [None, self.value.text()] if kept is None else [kept.id, ""]
        return [*shown, self.kind.key(), self.label.text(), self.main.isChecked()]

    def contact(self) -> ContactDraft:
        """As typed, without a normal form: that is looked up in a worker."""
        kept = self.kept
        if kept is not None:
            draft = ContactDraft(kept.kind, "", status=kept.status, confirmed_on=kept.confirmed_on, id=kept.id)
        else:
            draft = ContactDraft(self.contact_kind(), self.value.text())
        return replace(draft, label=self.label.text(), primary=self.main.isChecked())

    def _look(self) -> None:
        """A number that cannot be right is said so when the field is left; it may be saved all the same."""
        if self.kept is not None or not self.value.text():
            return
        text, kind, region = self.value.text(), self.contact_kind(), self._page.context.shop.region

        def arrived(trouble: str) -> None:
            if trouble and self.value.text() == text:
                self.value.set_error(trouble)

        self._page.context.background.run(
            self, lambda _job: contact_trouble(typed_contact(kind, text, region)), then=arrived, key="look"
        )


class ContactRows(QWidget):
    """All contact points of a form."""

    changed = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self.rows: list[ContactRow] = []
        self._hidden: tuple[ContactDraft, ...] = ()
        self._notice = Label(tr("contacts hidden"), "small", "text3")
        self._column = column(gap=8)
        add = Button(tr("Add a contact"), "plus", "link", "sm")
        add.clicked.connect(lambda: self.add(focus=True))
        self.setLayout(column(self._notice, self._column, row(add, None), gap=6))

    def fill(self, contacts: Sequence[ContactDraft], lines: Sequence[ContactLine]) -> Iterator[None]:
        """Show the contacts masked as the lines say, one a step; without lines they are hidden and stay as they are."""
        for old in list(self.rows):
            self._drop(old)
        masked = {line.id: line for line in lines}
        self._hidden = tuple(contact for contact in contacts if contact.id not in masked)
        self._notice.setVisible(bool(self._hidden))
        for contact in contacts:
            if contact.id in masked:
                self._append(ContactRow(self._page, masked[contact.id]))
                yield
        if not contacts:
            self._append_empty(ContactKind.PHONE, main=True)
            yield

    def typed(self) -> list[list[Any]]:
        """Each line as it stands, for `put_back`."""
        return [one.typed() for one in self.rows]

    def put_back(self, typed: Sequence[Sequence[Any]]) -> None:
        """The lines as they stood, over those of the client that `fill` has shown."""
        kept = {one.kept.id: one.kept for one in self.rows if one.kept is not None}
        for old in list(self.rows):
            self._drop(old)
        for contact_id, text, kind, label, main in typed:
            if contact_id is not None and contact_id not in kept:
                continue
            made = ContactRow(self._page, kept.get(contact_id), ContactKind(kind))
            if contact_id is None:
                made.value.set_text(text)
            made.label.set_text(label)
            made.set_main(main)
            self._append(made)

    def add(self, kind: ContactKind = ContactKind.PHONE, *, main: bool = False, focus: bool = False) -> ContactRow:
        """One more empty line; after a phone an e-mail is meant more often than not."""
        if focus and self.rows and self.rows[-1].contact_kind() is ContactKind.PHONE:
            kind = ContactKind.EMAIL
        made = self._append_empty(kind, main=main)
        if focus:
            made.value.setFocus()
        return made

    def _append_empty(self, kind: ContactKind, *, main: bool) -> ContactRow:
        made = ContactRow(self._page, None, kind)
        made.set_main(main or not (self.rows or self._hidden))
        self._append(made)
        return made

    def _append(self, made: ContactRow) -> None:
        made.changed.connect(self.changed)
        made.removed.connect(lambda: self._remove(made))
        made.made_main.connect(lambda: self._set_main(made))
        self.rows.append(made)
        self._column.addWidget(made)

    def _set_main(self, wanted: ContactRow) -> None:
        for one in self.rows:
            one.set_main(one is wanted)

    def _remove(self, gone: ContactRow) -> None:
        self._drop(gone)
        if self.rows and not any(one.main.isChecked() for one in self.rows):
            self.rows[0].set_main(True)
        self.changed.emit()

    def _drop(self, gone: ContactRow) -> None:
        self.rows.remove(gone)
        gone.hide()
        gone.deleteLater()

    def contacts(self) -> tuple[ContactDraft, ...]:
        """Every line that says something, as typed, and those that are hidden."""
        return (*self._hidden, *(one.contact() for one in self.rows if not one.is_empty()))


def with_normal_forms(contacts: Sequence[ContactDraft], region: str) -> tuple[ContactDraft, ...]:
    """The contacts with what the base searches by; blocks for a moment the first time."""
    found = []
    for contact in contacts:
        if not contact.raw:
            found.append(contact)
            continue
        read = typed_contact(contact.kind, contact.raw, region, label=contact.label, primary=contact.primary)
        found.append(replace(read, id=contact.id))
    return tuple(found)
