"""The fields of the client form: how a draft fills them and how they make a draft again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from PySide6.QtWidgets import QApplication

from clientcrm.domain.access import Permission
from clientcrm.domain.clients import ClientDraft, ClientForm, ClientKind, Sex
from ui.client_words import consent_word, field_word, kind_word, sex_word
from ui.clients.amounts import SHARE_PLACES, read_share, write_decimal
from ui.clients.contact_rows import ContactRows
from ui.clients.days import birthday, typed, typed_birthday, whole
from ui.clients.suggest import suggest
from ui.clients.tags_field import TagsField
from ui.clients.vocabulary import Vocabulary
from ui.i18n import language, tr
from ui.page import Page
from ui.widgets.area import TextArea
from ui.widgets.choice import CheckBox, Segmented
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

    def __init__(self, page: Page, known: Vocabulary, form: Form) -> None:
        self._known, self.form = known, form
        self._before = ClientDraft()
        self.texts: dict[str, TextField] = {}
        self.own: dict[int, TextField] = {}
        self.contacts = ContactRows(page)
        self.tags = TagsField()

    def fits(self, known: Vocabulary) -> bool:
        """Whether the fields are those of this shop; a form that fits is filled again instead of made anew."""
        return self._known.own == known.own and self._known.portfolios == known.portfolios

    # ------------------------------------------------------------ making

    def build(self) -> Iterator[object]:
        """Make the fields line by line; made at once they would hold up the window for a fifth of a second."""
        yield from self._add_name()
        yield from self._add_company()
        self.form.heading(tr("Contacts"))
        self.form.add("contacts", Field(self.contacts, name=tr("Contacts")))
        yield from self._add_tier()
        yield from self._add_shop()
        yield from self._add_address()
        for number, own in enumerate(self._known.own):
            if not number:
                self.form.heading(tr("Own fields"))
            self.own[own.id] = TextField(own.name)
            yield self.form.add(f"own:{own.id}", self.own[own.id])

    def _text(self, name: str, title: str = "") -> TextField:
        self.texts[name] = TextField(title or field_word(name))
        return self.texts[name]

    def _add_name(self) -> Iterator[object]:
        form = self.form
        self.kind = Segmented([Option(kind.value, kind_word(kind)) for kind in ClientKind], name=field_word("kind"))
        self.kind.chosen.connect(lambda _key: self.show_kind())
        self.birthday = DateField(field_word("birthday"), without_year=True)
        self.sex = Combo([Option(sex.value or "unknown", sex_word(sex)) for sex in Sex], name=field_word("sex"))
        self._sex_field = Field(self.sex, field_word("sex"))
        yield form.add("kind", Field(self.kind, name=field_word("kind")))
        form.add_widget(Label(tr("A name or one contact is enough, the rest may wait."), "cap"))
        yield form.add("last_name", self._text("last_name"), with_=self._text("first_name"), with_key="first_name")
        yield form.add("middle_name", self._text("middle_name"))
        yield form.add("birthday", self.birthday, with_=self._sex_field)

    def _add_company(self) -> Iterator[object]:
        form = self.form
        yield form.add("name", self._text("name", tr("Company name")))
        yield form.add("contact_person", self._text("contact_person"), with_=self._text("position"))
        yield form.add("inn", self._text("inn"), with_=self._text("kpp"))
        yield form.add("ogrn", self._text("ogrn"))

    def _add_tier(self) -> Iterator[object]:
        form = self.form
        self.tier = Combo(name=field_word("tier_id"))
        self.discount = TextField(tr("Discount, %"))
        form.heading(tr("In the shop"))
        yield form.add("tier_id", Field(self.tier, field_word("tier_id")), with_=self.discount, with_key="discount")
        yield form.add("card_number", self._text("card_number"), with_=self._text("code"))

    def _add_shop(self) -> Iterator[object]:
        form, portfolios = self.form, self._known.portfolios
        self.responsible = Combo(name=field_word("responsible"))
        self.consent = Combo(
            [Option(key, consent_word(value)) for key, value in _CONSENT.items()], name=field_word("consent")
        )
        self.next_contact = DateField(field_word("next_contact"))
        self.portfolio = Combo([Option(str(number), name) for number, name in portfolios.items()], name=tr("Portfolio"))
        self._portfolio_field = Field(self.portfolio, field_word("portfolio"))
        yield form.add("source", self._text("source"), with_=Field(self.responsible, field_word("responsible")))
        consent = Field(self.consent, field_word("consent"))
        yield form.add("consent", consent, with_=self.next_contact, with_key="next_contact")
        yield form.add("portfolio", self._portfolio_field)
        self.house = CheckBox(tr("House client: sales to nobody in particular"), name=field_word("house"))
        hint = tr("“Retail customer”, the shop itself. Its purchases count in the sums of the shop alone.")
        yield form.add("house", Field(self.house, hint=hint, name=field_word("house")))
        yield form.add("tags", Field(self.tags, field_word("tags")))

    def _add_address(self) -> Iterator[object]:
        form = self.form
        self.note = TextArea(field_word("note"), lines=4)
        form.heading(tr("Address and note"))
        yield form.add("country", self._text("country"), with_=self._text("region"))
        yield form.add("city", self._text("city"), with_=self._text("postcode"), with_key="postcode")
        yield form.add("address", self._text("address"))
        yield form.add("note", self.note)

    def offer(self, offered: Offered) -> None:
        """Words already in use, offered while typing."""
        self.tags.set_known(offered.tags)
        for name, texts in offered.lists.items():
            suggest(self.texts[name], texts)

    def show_kind(self) -> None:
        """A person has name parts, sex and birthday; a company a name, a contact person and numbers."""
        person = self.kind.current() == ClientKind.PERSON.value
        persons = [self.texts[name] for name in NAME_PARTS] + [self.birthday, self._sex_field]
        companies = [self.texts[name] for name in COMPANY_TEXTS]
        shown, hidden = (persons, companies) if person else (companies, persons)
        for each in shown:
            each.show()
        # Once, and to what is meant: Qt looks for the next stop, 20 ms, at each field that is hidden with the focus.
        focus = QApplication.focusWidget()
        if focus is not None and any(each.isAncestorOf(focus) for each in hidden):
            shown[0].setFocus()
        for each in hidden:
            each.hide()

    # ------------------------------------------------------------ values in

    def fill(self, form: ClientForm | None, draft: ClientDraft) -> Iterator[None]:
        """Show a draft step by step; `form` brings the masked contacts of an existing client."""
        self._before = draft
        self.form.clear_errors()
        self.kind.choose(draft.kind.value)
        for name, text_field in self.texts.items():
            text_field.set_text(getattr(draft, name))
        if draft.kind is ClientKind.PERSON and draft.name and not (draft.last_name or draft.first_name):
            self._fill_parts(draft.name)
        self.birthday.set_value(typed_birthday(draft.birthday))
        year_only = draft.birthday is not None and draft.birthday.month is None
        year = draft.birthday.year if draft.birthday is not None else None
        self.birthday.set_hint(tr("Only the year is known: {year}").format(year=year) if year_only else "")
        self.next_contact.set_value(typed(draft.next_contact))
        self.sex.choose(draft.sex.value or "unknown")
        yield
        yield from self.contacts.fill(draft.contacts, form.lines if form else ())
        self._fill_tier(draft)
        self.discount.set_text(write_decimal(draft.discount or None, SHARE_PLACES))
        self.tags.set_tags(draft.tags)
        yield
        self._fill_responsible(draft)
        self._fill_portfolio(draft)
        self.consent.choose(next(key for key, value in _CONSENT.items() if value is draft.consent))
        self.house.setChecked(draft.house)
        self.note.set_text(draft.note)
        for field_id, own in self.own.items():
            own.set_text(draft.own.get(field_id, ""))
        for one in (*self.texts.values(), *self.own.values()):
            if not one.line.hasFocus():
                one.line.setCursorPosition(0)  # what is longer than its field shows how it begins
        self.show_kind()

    def _fill_parts(self, name: str) -> None:
        parts = name.split(maxsplit=2)
        for key, text in zip(NAME_PARTS, parts, strict=False):
            self.texts[key].set_text(text)

    def _fill_portfolio(self, draft: ClientDraft) -> None:
        """Only a new client may go to any portfolio: what is sealed is sealed under the key of one."""
        known = self._known.portfolios
        self._portfolio_field.setVisible(draft.portfolio is None and len(known) > 1)
        self.portfolio.choose(str(min(known)) if draft.portfolio is None and known else str(draft.portfolio))

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
        new = draft.portfolio is None
        free = draft.responsible is None and (new or not self._known.gains_by_owning)
        self.responsible.setEnabled(self._known.may(Permission.REASSIGN) or free)

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
            house=self.house.isChecked(),
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
