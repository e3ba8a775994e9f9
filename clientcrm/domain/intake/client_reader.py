"""One row of a client list, read into a draft by the plan of its columns. No row is lost to a bad value."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import partial
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from clientcrm.domain.clients import ClientKind
from clientcrm.domain.contacts import ContactKind
from clientcrm.domain.imports import LEAVE_OUT, TO_NOTE, TO_OWN_FIELD, ColumnPlan
from clientcrm.domain.values import dates, ids, money, names
from clientcrm.domain.values.emails import parse_emails, plain_address
from clientcrm.domain.values.mojibake import may_be_mojibake, repair_mojibake
from clientcrm.domain.values.phone_cells import format_phone
from clientcrm.domain.values.phone_plan import known_number, packed
from clientcrm.domain.values.phones import Phone, parse_phones, primary_phone
from clientcrm.domain.values.text import as_typed, clean_cell, code_text, fold, parse_bool, split_tags

Problem = list[Any]
_LONGEST = {"name": 300, "last_name": 100, "first_name": 100, "middle_name": 100, "contact_person": 200}
_LONGEST |= {"position": 120, "source": 120, "manager": 120, "card_number": 60, "code": 80, "city": 120}
_LONGEST |= {"region": 120, "country": 80, "ogrn": 20, "inn": 20, "kpp": 20}
LONGEST_TEXT = 200_000
COMPANY = ClientKind.COMPANY.value
_CARD_COLUMNS = {"full_name", "last_name", "first_name", "company"}
_PHONE, _EMAIL = ContactKind.PHONE.value, ContactKind.EMAIL.value


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
    # The base's one currency; "" looks at no sign of another one (W252).
    currency: str = ""
    note_mark: str = ""


@dataclass(slots=True)
class ReadClient:
    """What one row says: the draft as JSON values (codec.py), what only an import may say beside it, what was noticed.

    opening: total, count, first, last, source; None when the row says none of them.
    """

    values: dict[str, Any]
    public_id: str = ""
    created_at: str = ""
    opening: list[Any] | None = None
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


# Columns whose cells repeat and say one field each: a cell that was read once is not read again.
_REPEATING = {
    **{name: name for name in ("city", "region", "country", "source", "manager", "position", "birthday")},
    **{name: name for name in ("last_name", "first_name", "middle_name", "discount", "consent", "next_contact")},
    "gender": "sex",
    "tier": "tier_id",
    "postcode": "postcode",
}
_MOST_KNOWN = 20_000
_NOTHING = object()
Answer = TypeVar("Answer")


def remembered(parse: Callable[[Any], Answer], most: int = 20_000) -> Callable[[Any], Answer]:
    """The same answers, kept: cities, sources, dates and discounts of 100,000 rows are some thousand words.

    The answers are shared, so nobody may change them.
    """
    known: dict[Any, Answer] = {}

    def answer(cell: Any) -> Answer:
        key = (type(cell), cell)
        found = known.get(key)
        if found is None:
            found = parse(cell)
            if len(known) < most:
                known[key] = found
        return found

    return answer


class _Row:
    """What the cells of one row have said so far."""

    __slots__ = (
        "contacts",
        "created_at",
        "given_contacts",
        "notes",
        "other",
        "own",
        "problems",
        "sums",
        "tags",
        "values",
    )

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}
        self.other: dict[str, Any] = {}
        self.contacts: list[list[Any]] = []
        self.given_contacts: list[list[Any]] = []
        self.notes: list[str] = []
        self.own: dict[str, str] = {}
        self.problems: list[Problem] = []
        self.sums: dict[str, Any] = {}
        self.created_at = ""
        self.tags: list[str] = []


Take = Callable[[_Row, Any], None]


class ClientReader:
    """Reads rows by one plan; made once per import, called once per row."""

    def __init__(self, columns: Sequence[ColumnPlan], rules: ReadingRules) -> None:
        self._rules = rules
        # In a vCard the organization is where a person works; so is one that nobody confirmed beside a sure name.
        self._works_there = {column.header for column in columns} >= _CARD_COLUMNS or _doubtful_company(columns)
        self._takes: list[tuple[int, Take, str, dict[Any, Any]]] = []
        for column in columns:
            if column.target and column.target != LEAVE_OUT:
                self._takes.append((column.index, self._take(column), _REPEATING.get(column.target, ""), {}))

    def read(self, cells: Sequence[Any]) -> ReadClient:
        """The row as a draft; a row with nothing to know anybody by gets E301."""
        row = _Row()
        values = row.values
        width = len(cells)
        for index, take, name, known in self._takes:
            cell = cells[index] if index < width else ""
            if cell == "" or cell is None:
                continue
            if not name:
                take(row, cell)
                continue
            found = known.get(cell) if cell.__class__ is str and name not in values else None
            if found is None:
                self._learn(row, cell, take, name, known)
            elif found is not _NOTHING:
                values[name] = found
        return self._finish(row)

    @staticmethod
    def _learn(row: _Row, cell: Any, take: Take, name: str, known: dict[Any, Any]) -> None:
        """Read a cell, and remember what it says if that is one value and nothing else."""
        first = name not in row.values
        before = len(row.problems), len(row.notes)
        take(row, cell)
        plainly = first and (len(row.problems), len(row.notes)) == before
        if plainly and cell.__class__ is str and len(known) < _MOST_KNOWN:
            known[cell] = row.values.get(name, _NOTHING)

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
        clean = partial(clean_cell, collapse=not keep)

        def take(row: _Row, cell: Any) -> None:
            text = self._repaired(row, index, clean(cell))
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
            place = row.other if name == "company" else row.values
            if name == "company":
                row.other.setdefault("company_at", index)
            if name not in place:
                place[name] = text
            elif place[name] != text:
                row.notes.append(text)

        return take

    def _repaired(self, row: _Row, index: int, text: str) -> str:
        if text and not text.isascii() and may_be_mojibake(text):
            repaired = repair_mojibake(text)
            if repaired is not None:
                row.problems.append([index, "W230", text[:80], repaired[:80]])
                return repaired if self._rules.repair is not None else text
        return text

    def _phone(self, index: int) -> Take:
        region = self._rules.region

        def take(row: _Row, cell: Any) -> None:
            if cell.__class__ is str:
                e164 = known_number(packed(cell), region)
                if e164 is not None:
                    primary = not row.contacts or not _has_primary(row.contacts, _PHONE)
                    row.contacts.append([_PHONE, cell.strip(), e164, "", "", "ok", primary, None, None])
                    return
            phones, codes = parse_phones(cell, region)
            for code in codes:
                row.problems.append([index, code, as_typed(cell), ""])
            self._add_phones(row, phones)

        return take

    @staticmethod
    def _add_phones(row: _Row, phones: Sequence[Phone]) -> None:
        first = primary_phone(phones)
        taken = _has_primary(row.contacts, _PHONE)
        for place, phone in enumerate(phones):
            primary = place == first and not taken
            row.contacts.append(
                [_PHONE, phone.raw, phone.e164 or "", phone.ext, phone.label[:60], phone.status, primary, None, None]
            )

    def _email(self, index: int) -> Take:
        def take(row: _Row, cell: Any) -> None:
            address = plain_address(cell)
            if address is not None:
                primary = not any(contact[0] == _EMAIL for contact in row.contacts)
                row.contacts.append([_EMAIL, cell, address, "", "", "ok", primary, None, None])
                return
            emails, name, codes = parse_emails(cell)
            for code in codes:
                row.problems.append([index, code, as_typed(cell), ""])
            if name:
                row.other.setdefault("display_name", name)
            for email in emails:
                if email.address is None:
                    row.notes.append(email.raw)
                    continue
                status = "fixed" if email.status == "fixed" else "ok"
                primary = not any(contact[0] == _EMAIL for contact in row.contacts)
                row.contacts.append([_EMAIL, email.raw, email.address, "", "", status, primary, None, None])

        return take

    def _handle(self, kind: ContactKind) -> Callable[[int], Take]:
        def make(index: int) -> Take:
            def take(row: _Row, cell: Any) -> None:
                for part in clean_cell(cell).split(";"):
                    if part.strip():
                        normal = _LINKS[kind](part.strip())
                        row.contacts.append([kind.value, part.strip(), normal, "", "", "ok", False, None, None])

            return take

        return make

    def _birthday(self, index: int) -> Take:
        parse = remembered(partial(dates.parse_birthday, reading=self._reading(index)))

        def take(row: _Row, cell: Any) -> None:
            found, codes = parse(cell)
            for code in codes:
                row.problems.append([index, code, as_typed(cell), ""])
            if found is not None:
                row.values.setdefault("birthday", [found.year, found.month, found.day])

        return take

    def _day(self, name: str) -> Callable[[int], Take]:
        def make(index: int) -> Take:
            parse = remembered(partial(dates.parse_day, reading=self._reading(index)))

            def take(row: _Row, cell: Any) -> None:
                found, codes = parse(cell)
                for code in codes:
                    row.problems.append([index, code, as_typed(cell), ""])
                if found is not None and name == "next_contact":
                    row.values.setdefault(name, found.isoformat())
                elif found is not None:
                    row.sums.setdefault(name, found.isoformat())

            return take

        return make

    def _moment(self, index: int) -> Take:
        reading = self._reading(index)

        def parse(cell: Any) -> tuple[str, list[str]]:
            found, codes = dates.parse_moment(cell, reading)
            if found is None:
                return "", codes
            moment = found if isinstance(found, datetime) else datetime.combine(found, time())
            return (moment if moment.tzinfo else moment.replace(tzinfo=self._rules.zone)).isoformat(), codes

        known = remembered(parse)

        def take(row: _Row, cell: Any) -> None:
            found, codes = known(cell)
            for code in codes:
                row.problems.append([index, code, as_typed(cell), ""])
            if found:
                row.created_at = found

        return take

    def _reading(self, index: int) -> dates.DateReading:
        return dates.DateReading(self._rules.today, self._rules.orders.get(index), serials=True)

    def _gender(self, index: int) -> Take:
        def take(row: _Row, cell: Any) -> None:
            word = clean_cell(cell, collapse=True, keep_placeholders=True)
            meaning = self._rules.meanings.get((index, word), "")
            if meaning:
                row.values["sex"] = meaning

        return take

    def _tier(self, index: int) -> Take:
        clean = remembered(partial(clean_cell, collapse=True))

        def take(row: _Row, cell: Any) -> None:
            word = clean(cell)
            meaning = self._rules.meanings.get((index, word), "")
            if meaning in self._rules.tiers:
                row.values["tier_id"] = self._rules.tiers[meaning]
                if meaning.startswith("new:"):
                    row.problems.append([index, "W290", word, ""])

        return take

    def _discount(self, index: int) -> Take:
        parse = remembered(partial(money.parse_percent, fractions=index in self._rules.fractions))

        def take(row: _Row, cell: Any) -> None:
            found, codes = parse(cell)
            for code in codes:
                row.problems.append([index, code, as_typed(cell), ""])
            if found is not None and 0 <= found <= 10_000:
                row.values["discount"] = found
            elif found is not None:
                row.problems.append([index, "W251", as_typed(cell), ""])
                row.notes.append(as_typed(cell, LONGEST_TEXT))

        return take

    def _money(self, name: str) -> Callable[[int], Take]:
        def make(index: int) -> Take:
            decimal = self._rules.decimal.get(index)

            def take(row: _Row, cell: Any) -> None:
                amount, named, codes = money.parse_money(cell, decimal, self._rules.exponent)
                if named and self._rules.currency and money.is_foreign(named, self._rules.currency):
                    codes = [*codes, "W252"]
                for code in codes:
                    row.problems.append([index, code, as_typed(cell), ""])
                if amount is not None and name == "bonus":
                    row.values[name] = amount
                elif amount is not None:
                    row.sums[name] = amount
                elif codes:
                    row.notes.append(as_typed(cell, LONGEST_TEXT))

            return take

        return make

    def _count(self, index: int) -> Take:
        def take(row: _Row, cell: Any) -> None:
            thousandths, codes = money.parse_quantity(cell, self._rules.decimal.get(index))
            for code in codes:
                row.problems.append([index, code, as_typed(cell), ""])
            if thousandths is not None:
                row.sums["count"] = thousandths // 1000
            elif codes:
                row.notes.append(as_typed(cell, LONGEST_TEXT))

        return take

    def _inn(self, index: int) -> Take:
        russian = self._rules.region == "RU"

        def take(row: _Row, cell: Any) -> None:
            # Tax numbers of other countries have other lengths and check digits: kept as they are.
            inn, codes = ids.parse_inn(cell) if russian else ids.parse_ogrn(cell)
            for code in codes:
                row.problems.append([index, code, as_typed(cell), inn if code == "I271" else ""])
            if inn:
                row.values["inn"] = inn[:20]
                if russian and ids.inn_fits(inn):
                    row.other["inn_valid"] = True
            kpp = ids.kpp_beside_inn(cell) if russian and isinstance(cell, str) and "/" in cell else ""
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
                row.other["public_id"] = text
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
            said = parse_bool(cell)
            if said is not None:
                row.values["consent"] = said

        return take

    def _note(self, header: str) -> Callable[[int], Take]:
        def make(index: int) -> Take:
            def take(row: _Row, cell: Any) -> None:
                text = clean_cell(cell, keep_placeholders=True) if not isinstance(cell, str) else cell.strip("\r\n")
                text = self._repaired(row, index, text)
                if text.strip():
                    row.notes.append(f"{header}: {text}" if header else text)

            return take

        return make

    def _own(self, index: int) -> Take:
        def take(row: _Row, cell: Any) -> None:
            text = self._repaired(row, index, clean_cell(cell))
            if text:
                row.own[str(-1 - index)] = text[:LONGEST_TEXT]

        return take

    @staticmethod
    def _kind(index: int) -> Take:
        def take(row: _Row, cell: Any) -> None:
            word = fold(clean_cell(cell, collapse=True)).strip(". ")
            if word.startswith(("юр", "comp", "орг", "legal", "ип")):
                row.other["kind"] = COMPANY
            elif word.startswith(("физ", "pers", "частн", "indiv")):
                row.other["kind"] = ClientKind.PERSON.value

        return take

    @staticmethod
    def _kept_contacts(index: int) -> Take:
        def take(row: _Row, cell: Any) -> None:
            try:
                kept = json.loads(str(cell))
                row.given_contacts = [item for item in kept if isinstance(item, list) and len(item) == 8]
            except (ValueError, TypeError):
                row.problems.append([index, "W210", as_typed(cell), ""])

        return take

    @staticmethod
    def _kept_state(index: int) -> Take:
        def take(row: _Row, cell: Any) -> None:
            try:
                state = json.loads(str(cell))
            except ValueError:
                return
            if isinstance(state, dict):
                row.other["state"] = state

        return take

    # ------------------------------------------------------------------ the whole row

    def _finish(self, row: _Row) -> ReadClient:
        values, other = row.values, row.other
        name = _name_of(values, other, row.own, self._works_there)
        given = not names.is_no_name(name)
        contacts = _united(row.contacts, row.given_contacts) if row.contacts or row.given_contacts else []
        if not name and contacts:
            name = _name_of_contact(contacts[0])
            row.problems.append([-1, "W260", name, ""])
        if not name:
            name = values.get("code", "")
        if not name and "public_id" not in other:
            row.problems.append([-1, "E301", "", ""])
        kind = other.get("kind") or self._kind_of(name, values, other)
        if kind == COMPANY:
            values["kind"] = COMPANY
        _set_parts(values, other, name, kind)
        values["name"] = name[:300]
        if "manager" in values:
            uid = self._rules.people.get(fold(values["manager"]))
            if uid is not None:
                values["responsible"] = uid
        if contacts:
            values["contacts"] = contacts
        elif not row.problems or row.problems[-1][1] != "E301":
            row.problems.append([-1, "W261", "", ""])
        state = other.get("state", {})
        _gathered(row, state)
        opening = None
        if row.sums:
            sums = [row.sums.get(part) for part in ("total", "count", "first", "last")]
            opening = [*sums, self._rules.source] if any(sums) else None
        return ReadClient(
            values,
            other.get("public_id", ""),
            row.created_at,
            opening,
            "inn_valid" in other,
            given,
            state,
            row.problems,
        )

    def _kind_of(self, name: str, values: dict[str, Any], other: dict[str, Any]) -> str:
        """A company by its name or tax number; a name that came under a company's header alone is one too."""
        if "company" in other and name == other["company"]:
            return COMPANY
        inn = values.get("inn", "") if self._rules.region == "RU" else ""
        return COMPANY if names.is_company(name, inn) else ""


def _has_primary(contacts: Sequence[list[Any]], kind: str) -> bool:
    return any(contact[6] and contact[0] == kind for contact in contacts)


def _gathered(row: _Row, state: dict[str, Any]) -> None:
    """What several cells may say together."""
    if row.notes:
        row.values["note"] = "\n".join(row.notes)[:LONGEST_TEXT]
    if row.own:
        row.values["own"] = row.own
    if row.tags:
        row.values["tags"] = list(dict.fromkeys(row.tags))
    if state.get("interested"):
        row.values["interested"] = True


def _doubtful_company(columns: Sequence[ColumnPlan]) -> bool:
    """Whether the program only guesses which column is the company and knows which one is the name."""
    named = any(column.target == "full_name" and not column.doubtful for column in columns)
    companies = [column.doubtful for column in columns if column.target == "company"]
    return named and bool(companies) and all(companies)


def _name_of(values: dict[str, Any], other: dict[str, Any], own: dict[str, str], works_there: bool) -> str:
    """The name as the file gives it: whole, else of its parts, else the company, else what stands in the e-mail."""
    name = values.get("name", "")
    if not name and ("last_name" in values or "first_name" in values):
        name = " ".join(values[part] for part in ("last_name", "first_name", "middle_name") if values.get(part))
    company = other.get("company", "")
    if name and company and name != company:
        if works_there or "birthday" in values or other.get("kind") == ClientKind.PERSON.value:
            # A person who works there: the company goes into an own field of its column.
            own.setdefault(str(-1 - other["company_at"]), company)
            return str(name)
        # A person at a company: the company is who buys, the person is whom to call.
        values.setdefault("contact_person", name)
        other["at_company"] = True
        return str(company)
    return str(name or company or other.get("display_name", ""))


def _name_of_contact(contact: list[Any]) -> str:
    """What to call somebody of whom only a phone or an address is known."""
    kind, raw, normal, ext = contact[:4]
    if kind == _PHONE and normal:
        return format_phone(normal, ext)
    return str(normal or raw)


def _set_parts(values: dict[str, Any], other: dict[str, Any], name: str, kind: str) -> None:
    """The parts of a person's name, each where it says something."""
    if kind == COMPANY or "at_company" in other:
        for part in ("last_name", "first_name", "middle_name"):
            values.pop(part, None)
    elif "last_name" not in values and "first_name" not in values:
        split = names.split_full_name(name)
        for part, word in (("last_name", split.last), ("first_name", split.first), ("middle_name", split.middle)):
            if word:
                values[part] = word[:100]


def _united(contacts: list[list[Any]], given: list[list[Any]]) -> list[list[Any]]:
    """The contact points of the visible cells, each once; our own export says the rest about those it knows."""
    if not given and len(contacts) == 1:
        return contacts
    found: dict[tuple[str, str], list[Any]] = {}
    for contact in contacts:
        found.setdefault((contact[0], contact[2] + contact[3] or contact[1]), contact)
    if not given:
        return list(found.values())
    ordered: list[list[Any]] = []
    for kind, normal, ext, raw, label, status, primary, confirmed in given:
        known = found.pop((kind, normal + ext or raw), None)
        if known is not None or kind in (ContactKind.WHATSAPP.value, ContactKind.OTHER.value):
            ordered.append([kind, raw, normal, ext, label, status, bool(primary), confirmed or None, None])
    return [*ordered, *found.values()]
