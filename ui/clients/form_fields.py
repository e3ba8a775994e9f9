"""The fields of the client form: how a draft fills them and how they make a draft again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from PySide6.QtWidgets import QWidget

from clientcrm.domain.access import Permission
from clientcrm.domain.clients import ClientDraft, ClientForm, ClientKind, Sex
from ui.clients.amounts import SHARE_PLACES, read_share, write_decimal
from ui.clients.contact_rows import ContactRows
from ui.clients.days import birthday, typed, typed_birthday, whole
from ui.clients.filters import kind_word
from ui.clients.suggest import suggest
from ui.clients.tags_field import TagsField
from ui.clients.vocabulary import Vocabulary
from ui.clients.wording import consent_word, field_word, sex_word
from ui.i18n import language, tr
from ui.page import Page
from ui.widgets.area import TextArea
from ui.widgets.choice import Segmented
from ui.widgets.combo import Combo
from ui.widgets.fields import DateField, Field, TextField
from ui.widgets.form import Form
from ui.widgets.labels import Label
from ui.widgets.option import Option

NAME_PARTS = ("last_name", "first_name", "middle_name")
COMPANY_TEXTS = ("name", "contact_person", "position", "inn", "kpp", "ogrn")
PLAIN_TEXTS = ("card_number", "source", "code", "city", "region", "country", "postcode", "address")
WORD_LISTS = {"source": "sources", "city": "cities", "region": "regions"}
_NOBODY, _KEPT = "nobody", "kept"
_CONSENT: dict[str, bool | None] = {"unknown": None, "yes": True, "no": False}


@dataclass(frozen=True, slots=True)
class Offered:
    """Words already in use, offered while typing."""

    tags: Sequence[str] = ()
    lists: dict[str, Sequence[str]] = field(default_factory=dict)


class ClientFields:
    """Makes the fields once; fill() and draft() carry values in and out."""

    def __init__(self, page: Page, known: Vocabulary, form: Form, offered: Offered) -> None:
        self._page, self._known, self.form = page, known, form
        self.texts: dict[str, TextField] = {}
        self._before = ClientDraft()
        self.kind = Segmented([Option(kind.value, kind_word(kind)) for kind in ClientKind], name=field_word("kind"))
        self.birthday = DateField(field_word("birthday"), without_year=True)
        self.next_contact = DateField(field_word("next_contact"))
        self.sex = Combo([Option(sex.value or "unknown", sex_word(sex)) for sex in Sex], name=field_word("sex"))
        self._sex_field = Field(self.sex, field_word("sex"))
        self.contacts = ContactRows(page)
        self.tier = Combo(_tiers(known), name=field_word("tier_id"))
        self.discount = TextField(tr("Discount, %"))
        self.tags = TagsField(known=offered.tags)
        self.responsible = Combo(name=field_word("responsible"))
        self.portfolio = Combo(
            [Option(str(number), name) for number, name in known.portfolios.items()], name=field_word("portfolio")
        )
        self.consent = Combo(
            [Option(key, consent_word(value)) for key, value in _CONSENT.items()], name=field_word("consent")
        )
        self.note = TextArea(field_word("note"), lines=4)
        self.own: dict[int, TextField] = {}
        for name in (*NAME_PARTS, *COMPANY_TEXTS, *PLAIN_TEXTS):
            self.texts[name] = TextField(field_word(name))
        self.texts["name"].set_label(tr("Company name"))
        for name, texts in offered.lists.items():
            suggest(self.texts[name], texts)
        self._person: list[QWidget] = []
        self._company: list[QWidget] = []

    # ------------------------------------------------------------ laying out

    def lay_out(self, *, new: bool) -> None:
        """Put the fields into the form, in the order in which a person tells about a client."""
        form, texts = self.form, self.texts
        form.add("kind", Field(self.kind, name=field_word("kind")))
        form.add_widget(Label(tr("A name or one contact is enough, the rest may wait."), "cap"))
        form.add("last_name", texts["last_name"], with_=texts["first_name"], with_key="first_name")
        form.add("middle_name", texts["middle_name"])
        form.add("birthday", self.birthday, with_=self._sex_field)
        form.add("name", texts["name"])
        form.add("contact_person", texts["contact_person"], with_=texts["position"])
        form.add("inn", texts["inn"], with_=texts["kpp"])
        form.add("ogrn", texts["ogrn"])
        form.heading(tr("Contacts"))
        form.add("contacts", Field(self.contacts, name=tr("Contacts")))
        form.heading(tr("In the shop"))
        form.add("tier_id", Field(self.tier, field_word("tier_id")), with_=self.discount, with_key="discount")
        form.add("card_number", texts["card_number"], with_=texts["code"])
        form.add("source", texts["source"], with_=Field(self.responsible, field_word("responsible")))
        consent = Field(self.consent, field_word("consent"))
        form.add("consent", consent, with_=self.next_contact, with_key="next_contact")
        if new and len(self._known.portfolios) > 1:
            form.add("portfolio", Field(self.portfolio, field_word("portfolio")))
        form.add("tags", Field(self.tags, field_word("tags")))
        form.heading(tr("Address and note"))
        form.add("country", texts["country"], with_=texts["region"])
        form.add("city", texts["city"], with_=texts["postcode"], with_key="postcode")
        form.add("address", texts["address"])
        form.add("note", self.note)
        self._lay_out_own()
        self.kind.chosen.connect(lambda _key: self.show_kind())

    def _lay_out_own(self) -> None:
        if not self._known.own:
            return
        self.form.heading(tr("Own fields"))
        for own in self._known.own:
            made = TextField(own.name)
            self.own[own.id] = made
            self.form.add(f"own:{own.id}", made)

    def show_kind(self) -> None:
        """A person has name parts, sex and birthday; a company a name, a contact person and numbers."""
        person = self.kind.current() == ClientKind.PERSON.value
        for name in ("last_name", "first_name", "middle_name"):
            self.texts[name].setVisible(person)
        self.birthday.setVisible(person)
        self._sex_field.setVisible(person)
        for name in COMPANY_TEXTS:
            self.texts[name].setVisible(not person)

    # ------------------------------------------------------------ values in

    def fill(self, form: ClientForm | None, draft: ClientDraft) -> None:
        """Show a draft; `form` brings the masked contacts of an existing client."""
        self._before = draft
        self.kind.choose(draft.kind.value)
        for name, text_field in self.texts.items():
            text_field.set_text(getattr(draft, name))
        if draft.kind is ClientKind.PERSON and draft.name and not (draft.last_name or draft.first_name):
            self._fill_parts(draft.name)
        self.birthday.set_value(typed_birthday(draft.birthday))
        if draft.birthday is not None and draft.birthday.month is None:
            self.birthday.set_hint(tr("Only the year is known: {year}").format(year=draft.birthday.year))
        self.next_contact.set_value(typed(draft.next_contact))
        self.sex.choose(draft.sex.value or "unknown")
        self.contacts.fill(form.lines if form else ())
        self._fill_tier(draft)
        self.discount.set_text(write_decimal(draft.discount or None, SHARE_PLACES))
        self.tags.set_tags(draft.tags)
        self._fill_responsible(draft)
        if draft.portfolio is not None:
            self.portfolio.choose(str(draft.portfolio))
        elif self._known.portfolios:
            self.portfolio.choose(str(min(self._known.portfolios)))
        self.consent.choose(next(key for key, value in _CONSENT.items() if value is draft.consent))
        self.note.set_text(draft.note)
        for field_id, own in self.own.items():
            own.set_text(draft.own.get(field_id, ""))
        self.show_kind()

    def _fill_parts(self, name: str) -> None:
        parts = name.split(maxsplit=2)
        for key, text in zip(NAME_PARTS, parts, strict=False):
            self.texts[key].set_text(text)

    def _fill_tier(self, draft: ClientDraft) -> None:
        self.tier.set_items(_tiers(self._known, draft.tier_id))
        first = next((tier.id for tier in self._known.tiers if tier.key == "base"), None)
        wanted = draft.tier_id or first
        if wanted is not None:
            self.tier.choose(str(wanted))

    def _fill_responsible(self, draft: ClientDraft) -> None:
        options = [Option(_NOBODY, tr("Nobody", "no responsible employee"))]
        if draft.manager and not draft.responsible:
            options.append(Option(_KEPT, draft.manager))
        options += [Option(uid, name) for uid, name in self._known.people.items()]
        self.responsible.set_items(options)
        self.responsible.choose(draft.responsible or (_KEPT if draft.manager else _NOBODY))
        self.responsible.setEnabled(self._known.may(Permission.REASSIGN) or draft.responsible is None)

    # ------------------------------------------------------------ values out

    def draft(self) -> ClientDraft:
        """What the fields say now; contacts without their normal forms. ValueError for an unreadable discount."""
        before, kind = self._before, ClientKind(self.kind.current())
        values: dict[str, Any] = {name: self.texts[name].text() for name in PLAIN_TEXTS}
        values.update(self._name_values(kind))
        manager = dict(self._known.people)
        key = self.responsible.key()
        if key != _KEPT:
            uid = None if key in (_NOBODY, "") else key
            values.update(responsible=uid, manager=manager.get(uid or "", ""))
        if self.portfolio.key() and before.portfolio is None:
            values["portfolio"] = int(self.portfolio.key())
        return replace(
            before,
            kind=kind,
            contacts=self.contacts.contacts(),
            tier_id=int(self.tier.key()) if self.tier.key() else before.tier_id,
            discount=read_share(self.discount.text()) or 0,
            tags=self.tags.tags(),
            consent=_CONSENT.get(self.consent.key()),
            next_contact=whole(self.next_contact.value()),
            note=self.note.text(),
            own=self._own_values(),
            **values,
        )

    def _name_values(self, kind: ClientKind) -> dict[str, Any]:
        before = self._before
        if kind is ClientKind.COMPANY:
            found: dict[str, Any] = {name: self.texts[name].text() for name in COMPANY_TEXTS}
            if before.kind is ClientKind.PERSON:
                found.update(dict.fromkeys(NAME_PARTS, ""), birthday=None, sex=Sex.UNKNOWN)
            return found
        found = {name: self.texts[name].text() for name in NAME_PARTS}
        parts = tuple(found.values())
        same = parts == tuple(getattr(before, name) for name in NAME_PARTS)
        whole_name = " ".join(part for part in parts if part)
        if not same and whole_name == " ".join(before.name.split()):
            found = {name: getattr(before, name) for name in NAME_PARTS}  # only split for the eye
            same = True
        found["name"] = before.name if same and before.name else whole_name
        found["sex"] = Sex("" if self.sex.key() in ("", "unknown") else self.sex.key())
        year_only = before.birthday is not None and before.birthday.month is None
        found["birthday"] = (
            before.birthday if year_only and not self.birthday.text() else birthday(self.birthday.value())
        )
        return found

    def _own_values(self) -> dict[int, str]:
        kept = {key: text for key, text in self._before.own.items() if key not in self.own}
        return kept | {key: made.text() for key, made in self.own.items() if made.text()}


def _tiers(known: Vocabulary, current: int | None = None) -> list[Option]:
    return [Option(str(tier.id), tier.title(language()), tier=known.look(tier.id)) for tier in known.choosable(current)]
