"""One row of a client list, read into a draft by the plan of its columns. No row is lost to a bad value."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from clientcrm.domain.clients import ClientDraft, ClientKind, OpeningBalance, Sex
from clientcrm.domain.contacts import ContactDraft, ContactKind, ContactStatus
from clientcrm.domain.imports import LEAVE_OUT, TO_NOTE, TO_OWN_FIELD, ColumnPlan
from clientcrm.domain.values import dates, ids, money, names
from clientcrm.domain.values.emails import parse_emails
from clientcrm.domain.values.phone_cells import format_phone
from clientcrm.domain.values.phones import Phone, parse_phones, primary_phone
from clientcrm.domain.values.text import clean_cell, code_text, fold, parse_bool, split_tags

Problem = list[Any]
_LONGEST = {"name": 300, "last_name": 100, "first_name": 100, "middle_name": 100, "contact_person": 200}
_LONGEST |= {"position": 120, "source": 120, "manager": 120, "card_number": 60, "code": 80, "city": 120}
_LONGEST |= {"region": 120, "country": 80, "ogrn": 20, "inn": 20, "kpp": 20}
LONGEST_TEXT = 200_000


@dataclass(frozen=True, slots=True)
class ReadingRules:
    """What the reader must know beside the columns: region, the evidence of columns, what values mean."""

    today: date
    region: str = "RU"
    exponent: int = 2
    decimal: Mapping[int, money.DecimalMark] = field(default_factory=dict)
    orders: Mapping[int, dates.DateOrder | None] = field(default_factory=dict)
    fractions: frozenset[int] = frozenset()
    six_digit_postcodes: frozenset[int] = frozenset()
    meanings: Mapping[tuple[int, str], str] = field(default_factory=dict)
    tiers: Mapping[str, int] = field(default_factory=dict)
    people: Mapping[str, str] = field(default_factory=dict)
    source: str = ""
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    title_case: bool = False
    repair: Callable[[str], str | None] | None = None
    note_mark: str = ""


@dataclass(slots=True)
class ReadClient:
    """What one row says: the draft, what only an import may say beside it, and what was noticed."""

    draft: ClientDraft
    public_id: str = ""
    created_at: datetime | None = None
    opening: OpeningBalance = field(default_factory=OpeningBalance)
    inn_valid: bool = False
    name_given: bool = True
    state: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


_LINKS: dict[ContactKind, Callable[[object], str]] = {
    ContactKind.WEBSITE: ids.parse_url,
    ContactKind.TELEGRAM: ids.parse_telegram,
    ContactKind.VK: ids.parse_vk,
    ContactKind.INSTAGRAM: ids.parse_instagram,
}


class _Row:
    """What the cells of one row have said so far."""

    __slots__ = ("contacts", "given_contacts", "moments", "notes", "own", "problems", "sums", "tags", "values")

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}
        self.contacts: list[ContactDraft] = []
        self.given_contacts: list[list[Any]] = []
        self.notes: list[str] = []
        self.own: dict[int, str] = {}
        self.problems: list[Problem] = []
        self.sums: dict[str, Any] = {}
        self.moments: dict[str, datetime] = {}
        self.tags: list[str] = []


Take = Callable[[_Row, Any], None]


class ClientReader:
    """Reads rows by one plan; made once per import, called once per row."""

    def __init__(self, columns: Sequence[ColumnPlan], rules: ReadingRules) -> None:
        self._rules = rules
        self._takes: list[tuple[int, Take]] = []
        for column in columns:
            if column.target and column.target != LEAVE_OUT:
                self._takes.append((column.index, self._take(column)))

    def read(self, cells: Sequence[Any]) -> ReadClient:
        """The row as a draft; a row with nothing to know anybody by gets E301."""
        row = _Row()
        width = len(cells)
        for index, take in self._takes:
            if index < width:
                cell = cells[index]
                if cell is not None and cell != "":
                    take(row, cell)
        return self._finish(row)

    # ------------------------------------------------------------------ a column becomes a step

    def _take(self, column: ColumnPlan) -> Take:
        index, target = column.index, column.target
        makers: dict[str, Callable[[int], Take]] = {
            "phone": self._phone,
            "phone2": self._phone,
            "email": self._email,
            "email2": self._email,
            "birthday": self._birthday,
            "gender": self._gender,
            "tier": self._tier,
            "colour": self._tier,
            "discount": self._discount,
            "bonus": self._money("bonus"),
            "total_spent": self._money("total"),
            "purchase_count": self._count,
            "first_purchase": self._day("first"),
            "last_purchase": self._day("last"),
            "next_contact": self._day("next_contact"),
            "created_at": self._moment,
            "inn": self._inn,
            "tags": self._tags,
            "consent": self._consent,
            "comment": self._note(""),
            "website": self._handle(ContactKind.WEBSITE),
            "telegram": self._handle(ContactKind.TELEGRAM),
            "vk": self._handle(ContactKind.VK),
            "instagram": self._handle(ContactKind.INSTAGRAM),
            "crm_contacts": self._kept_contacts,
            "crm_state": self._kept_state,
            "kind": self._kind,
        }
        if target in makers:
            return makers[target](index)
        if target == TO_OWN_FIELD:
            return self._own(index)
        if target == TO_NOTE:
            return self._note(column.header)(index)
        if target in ("avg_check", "row_no", "changed_at", "tier_reason", "portfolio"):
            return lambda row, cell: None
        if target in ("external_id", "card_number", "kpp", "ogrn", "postcode"):
            return self._code(index, "code" if target == "external_id" else target)
        if target == "client_id":
            return self._client_id(index)
        name = {"full_name": "name", "company": "company"}.get(target, target)
        return self._text(index, name)

    def _text(self, index: int, name: str) -> Take:
        longest = _LONGEST.get(name, 300)
        keep = name == "address"

        def take(row: _Row, cell: Any) -> None:
            text = self._clean(row, index, cell, collapse=not keep)
            if not text:
                return
            if (
                name in ("last_name", "first_name", "middle_name", "name")
                and self._rules.title_case
                and names.is_all_caps(text)
            ):
                text = names.title_case(text)
            if len(text) > longest and name != "address":
                row.problems.append([index, "W280", text[:80], ""])
                row.notes.append(text)
                text = text[:longest]
            if name in row.values and name != "company":
                if row.values[name] != text:
                    row.notes.append(text)
                return
            row.values[name] = text

        return take

    def _clean(self, row: _Row, index: int, cell: Any, collapse: bool = True) -> str:
        text = clean_cell(cell, collapse=collapse)
        if text and self._rules.repair is not None:
            repaired = self._rules.repair(text)
            if repaired is not None:
                row.problems.append([index, "W230", text[:80], repaired[:80]])
                return repaired
        return text

    def _phone(self, index: int) -> Take:
        def take(row: _Row, cell: Any) -> None:
            phones, codes = parse_phones(cell, self._rules.region)
            for code in codes:
                row.problems.append([index, code, str(cell)[:80], ""])
            self._add_phones(row, phones)

        return take

    @staticmethod
    def _add_phones(row: _Row, phones: Sequence[Phone]) -> None:
        first = primary_phone(phones)
        for place, phone in enumerate(phones):
            status = ContactStatus(phone.status)
            row.contacts.append(
                ContactDraft(
                    ContactKind.PHONE,
                    phone.raw,
                    phone.e164 or "",
                    phone.ext,
                    phone.label[:60],
                    status,
                    place == first and not any(c.primary and c.kind is ContactKind.PHONE for c in row.contacts),
                )
            )

    def _email(self, index: int) -> Take:
        def take(row: _Row, cell: Any) -> None:
            emails, name, codes = parse_emails(cell)
            for code in codes:
                row.problems.append([index, code, str(cell)[:80], ""])
            if name:
                row.values.setdefault("display_name", name)
            for email in emails:
                if email.address is None:
                    row.notes.append(email.raw)
                    continue
                status = ContactStatus.FIXED if email.status == "fixed" else ContactStatus.OK
                primary = not any(c.kind is ContactKind.EMAIL for c in row.contacts)
                row.contacts.append(ContactDraft(ContactKind.EMAIL, email.raw, email.address, "", "", status, primary))

        return take

    def _handle(self, kind: ContactKind) -> Callable[[int], Take]:
        def make(index: int) -> Take:
            def take(row: _Row, cell: Any) -> None:
                for part in clean_cell(cell).split(";"):
                    if part.strip():
                        normal = _LINKS[kind](part.strip())
                        row.contacts.append(ContactDraft(kind, part.strip(), normal))

            return take

        return make

    def _birthday(self, index: int) -> Take:
        reading = self._reading(index)

        def take(row: _Row, cell: Any) -> None:
            found, codes = dates.parse_birthday(cell, reading)
            for code in codes:
                row.problems.append([index, code, str(cell)[:80], ""])
            if found is not None:
                row.values.setdefault("birthday", found)

        return take

    def _day(self, name: str) -> Callable[[int], Take]:
        def make(index: int) -> Take:
            reading = self._reading(index)

            def take(row: _Row, cell: Any) -> None:
                found, codes = dates.parse_day(cell, reading)
                for code in codes:
                    row.problems.append([index, code, str(cell)[:80], ""])
                if found is not None:
                    row.sums.setdefault(name, found)

            return take

        return make

    def _moment(self, index: int) -> Take:
        reading = self._reading(index)

        def take(row: _Row, cell: Any) -> None:
            found, codes = dates.parse_moment(cell, reading)
            for code in codes:
                row.problems.append([index, code, str(cell)[:80], ""])
            if found is not None:
                if not isinstance(found, datetime):
                    found = datetime.combine(found, time())
                row.moments["created_at"] = found if found.tzinfo else found.replace(tzinfo=self._rules.zone)

        return take

    def _reading(self, index: int) -> dates.DateReading:
        return dates.DateReading(self._rules.today, self._rules.orders.get(index), serials=True)

    def _gender(self, index: int) -> Take:
        def take(row: _Row, cell: Any) -> None:
            word = clean_cell(cell, collapse=True, keep_placeholders=True)
            meaning = self._rules.meanings.get((index, word), "")
            if meaning:
                row.values["sex"] = Sex(meaning)

        return take

    def _tier(self, index: int) -> Take:
        def take(row: _Row, cell: Any) -> None:
            word = clean_cell(cell, collapse=True)
            meaning = self._rules.meanings.get((index, word), "")
            if meaning in self._rules.tiers:
                row.values["tier_id"] = self._rules.tiers[meaning]
                if meaning.startswith("new:"):
                    row.problems.append([index, "W290", word, ""])

        return take

    def _discount(self, index: int) -> Take:
        fraction = index in self._rules.fractions

        def take(row: _Row, cell: Any) -> None:
            found, codes = money.parse_percent(cell, fractions=fraction)
            for code in codes:
                row.problems.append([index, code, str(cell)[:80], ""])
            if found is not None and 0 <= found <= 10_000:
                row.values["discount"] = found
            elif found is not None:
                row.problems.append([index, "W251", str(cell)[:80], ""])
                row.notes.append(str(cell))

        return take

    def _money(self, name: str) -> Callable[[int], Take]:
        def make(index: int) -> Take:
            decimal = self._rules.decimal.get(index)

            def take(row: _Row, cell: Any) -> None:
                amount, _, codes = money.parse_money(cell, decimal, self._rules.exponent)
                for code in codes:
                    row.problems.append([index, code, str(cell)[:80], ""])
                if amount is not None:
                    row.sums[name] = amount
                elif codes:
                    row.notes.append(str(cell))

            return take

        return make

    def _count(self, index: int) -> Take:
        def take(row: _Row, cell: Any) -> None:
            thousandths, codes = money.parse_quantity(cell, self._rules.decimal.get(index))
            for code in codes:
                row.problems.append([index, code, str(cell)[:80], ""])
            if thousandths is not None:
                row.sums["count"] = thousandths // 1000

        return take

    def _inn(self, index: int) -> Take:
        def take(row: _Row, cell: Any) -> None:
            inn, codes = ids.parse_inn(cell)
            for code in codes:
                row.problems.append([index, code, str(cell)[:80], inn])
            if inn:
                row.values["inn"] = inn[:20]
                row.values["inn_valid"] = ids.inn_fits(inn)
            kpp = ids.kpp_beside_inn(cell) if isinstance(cell, str) and "/" in cell else ""
            if kpp:
                row.values.setdefault("kpp", kpp)

        return take

    def _code(self, index: int, name: str) -> Take:
        longest = _LONGEST.get(name, 20)
        parsers = {"kpp": ids.parse_kpp, "ogrn": ids.parse_ogrn}
        parse = parsers.get(name, code_text)
        if name == "postcode":
            six = index in self._rules.six_digit_postcodes
            parse = partial(ids.parse_postcode, six_digits=six)

        def take(row: _Row, cell: Any) -> None:
            text, codes = parse(cell)
            for code in codes:
                row.problems.append([index, code, text[:80], ""])
            if not text or (codes and "W231" in codes and name == "code"):
                if text:
                    row.notes.append(text)
                return
            if len(text) > longest:
                row.problems.append([index, "W280", text[:80], ""])
                row.notes.append(text)
            row.values.setdefault(name, text[:longest])

        return take

    @staticmethod
    def _client_id(index: int) -> Take:
        def take(row: _Row, cell: Any) -> None:
            text = clean_cell(cell).replace("-", "").lower()
            if len(text) == 32 and all(c in "0123456789abcdef" for c in text):
                row.values["public_id"] = text
            elif text:
                row.problems.append([index, "E303", text[:80], ""])

        return take

    @staticmethod
    def _tags(index: int) -> Take:
        def take(row: _Row, cell: Any) -> None:
            text = clean_cell(cell)
            if '"' in text:
                parsed = next(csv.reader(io.StringIO(text), skipinitialspace=True), [])
                row.tags += [" ".join(tag.split())[:80] for tag in parsed if tag.strip()]
            else:
                row.tags += [tag[:80] for tag in split_tags(text)]

        return take

    @staticmethod
    def _consent(index: int) -> Take:
        def take(row: _Row, cell: Any) -> None:
            row.values["consent"] = parse_bool(cell)

        return take

    def _note(self, header: str) -> Callable[[int], Take]:
        def make(index: int) -> Take:
            def take(row: _Row, cell: Any) -> None:
                text = clean_cell(cell, keep_placeholders=True) if not isinstance(cell, str) else cell.strip("\r\n")
                if self._rules.repair is not None and text:
                    text = self._rules.repair(text) or text
                if text.strip():
                    row.notes.append(f"{header}: {text}" if header else text)

            return take

        return make

    def _own(self, index: int) -> Take:
        def take(row: _Row, cell: Any) -> None:
            text = self._clean(row, index, cell, collapse=False)
            if text:
                row.own[-1 - index] = text[:LONGEST_TEXT]

        return take

    @staticmethod
    def _kind(index: int) -> Take:
        def take(row: _Row, cell: Any) -> None:
            word = fold(clean_cell(cell, collapse=True)).strip(". ")
            if word.startswith(("юр", "comp", "орг", "legal", "ип")):
                row.values["kind"] = ClientKind.COMPANY
            elif word.startswith(("физ", "pers", "частн", "indiv")):
                row.values["kind"] = ClientKind.PERSON

        return take

    @staticmethod
    def _kept_contacts(index: int) -> Take:
        def take(row: _Row, cell: Any) -> None:
            try:
                kept = json.loads(str(cell))
                row.given_contacts = [item for item in kept if isinstance(item, list) and len(item) == 8]
            except (ValueError, TypeError):
                row.problems.append([index, "W210", str(cell)[:80], ""])

        return take

    @staticmethod
    def _kept_state(index: int) -> Take:
        def take(row: _Row, cell: Any) -> None:
            try:
                state = json.loads(str(cell))
            except ValueError:
                return
            if isinstance(state, dict):
                row.values["state"] = state

        return take

    # ------------------------------------------------------------------ the whole row

    def _finish(self, row: _Row) -> ReadClient:
        values = row.values
        name = _name_of(values)
        contacts = _united(row.contacts, row.given_contacts)
        given = bool(name)
        if not name:
            name = values.pop("display_name", "")
            given = bool(name)
        kind = values.pop("kind", None) or _kind(name, values)
        if not name and contacts:
            name = (
                format_phone(contacts[0].normal, contacts[0].ext)
                if contacts[0].kind is ContactKind.PHONE and contacts[0].normal
                else contacts[0].value
            )
            row.problems.append([-1, "W260", name, ""])
        code = values.get("code", "")
        if not name and code:
            name = code
        if not name and not values.get("public_id"):
            row.problems.append([-1, "E301", "", ""])
        parts = _parts(values, name, kind)
        responsible = self._rules.people.get(fold(values.get("manager", "")))
        state = values.pop("state", {})
        draft = ClientDraft(
            kind=kind,
            name=name[:300],
            **parts,
            contact_person=values.get("contact_person", ""),
            position=values.get("position", ""),
            sex=values.get("sex", Sex.UNKNOWN),
            birthday=values.get("birthday"),
            source=values.get("source", ""),
            tags=tuple(dict.fromkeys(row.tags)),
            responsible=responsible,
            manager=values.get("manager", ""),
            tier_id=values.get("tier_id"),
            discount=values.get("discount", 0),
            bonus=row.sums.get("bonus", 0),
            card_number=values.get("card_number", ""),
            code=code,
            inn=values.get("inn", ""),
            kpp=values.get("kpp", "")[:20],
            ogrn=values.get("ogrn", ""),
            city=values.get("city", ""),
            region=values.get("region", ""),
            country=values.get("country", ""),
            consent=values.get("consent"),
            next_contact=row.sums.get("next_contact"),
            interested=bool(state.get("interested", False)),
            postcode=values.get("postcode", ""),
            address=values.get("address", ""),
            note="\n".join(row.notes)[:LONGEST_TEXT],
            own=row.own,
            contacts=tuple(contacts),
        )
        opening = OpeningBalance(
            row.sums.get("total"), row.sums.get("count"), row.sums.get("first"), row.sums.get("last")
        )
        if opening:
            opening = replace(opening, source=self._rules.source)
        return ReadClient(
            draft,
            values.get("public_id", ""),
            row.moments.get("created_at"),
            opening,
            bool(values.get("inn_valid")),
            given,
            state,
            row.problems,
        )


def _name_of(values: dict[str, Any]) -> str:
    """The name as the file gives it: whole, else of its parts, else the company, else the contact person."""
    name = values.get("name", "")
    if not name:
        name = " ".join(values[part] for part in ("last_name", "first_name", "middle_name") if values.get(part))
    company = values.get("company", "")
    if name and company and name != company:
        # A person at a company: the company is who buys, the person is whom to call.
        values.setdefault("contact_person", name)
        values["person_parts"] = False
        return str(company)
    return str(name or company)


def _kind(name: str, values: dict[str, Any]) -> ClientKind:
    """A company by its name or tax number; a name that came under a company's header alone is a company too."""
    company = bool(values.get("company")) and name == values.get("company")
    return ClientKind.COMPANY if company or names.is_company(name, values.get("inn", "")) else ClientKind.PERSON


def _parts(values: dict[str, Any], name: str, kind: ClientKind) -> dict[str, Any]:
    if kind is ClientKind.COMPANY or values.get("person_parts") is False:
        return {"last_name": "", "first_name": "", "middle_name": ""}
    if values.get("last_name") or values.get("first_name"):
        return {part: values.get(part, "") for part in ("last_name", "first_name", "middle_name")}
    split = names.split_full_name(name)
    return {"last_name": split.last[:100], "first_name": split.first[:100], "middle_name": split.middle[:100]}


def _united(contacts: list[ContactDraft], given: list[list[Any]]) -> list[ContactDraft]:
    """The contact points of the visible cells, each once; our own export says the rest about those it knows."""
    found: dict[tuple[str, str], ContactDraft] = {}
    for contact in contacts:
        found.setdefault((contact.kind.value, contact.normal + contact.ext or contact.raw), contact)
    if not given:
        return list(found.values())
    ordered: list[ContactDraft] = []
    for kind, normal, ext, raw, label, status, primary, confirmed in given:
        known = found.pop((kind, normal + ext or raw)) if (kind, normal + ext or raw) in found else None
        if known is None and kind in ("whatsapp", "other"):
            known = ContactDraft(ContactKind(kind), raw, normal)
        if known is not None:
            confirmed_on = date.fromisoformat(confirmed) if confirmed else None
            ordered.append(
                replace(
                    known,
                    normal=normal,
                    ext=ext,
                    raw=raw,
                    label=label,
                    status=ContactStatus(status),
                    primary=bool(primary),
                    confirmed_on=confirmed_on,
                )
            )
    return [*ordered, *found.values()]
