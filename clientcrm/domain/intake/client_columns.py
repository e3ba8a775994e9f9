"""Columns of a client list: each becomes a step that puts what a cell says into the row."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from datetime import datetime, time
from functools import partial
from typing import Any

from clientcrm.domain.clients import ClientKind
from clientcrm.domain.contacts import ContactKind
from clientcrm.domain.imports import TO_NOTE, TO_OWN_FIELD, ColumnPlan
from clientcrm.domain.intake.contact_columns import email_step, link_step, phone_step
from clientcrm.domain.intake.reading import LONGEST_TEXT, CellRow, ReadingRules, Take, remembered
from clientcrm.domain.mapping.headers import denies
from clientcrm.domain.values import dates, ids, money, names
from clientcrm.domain.values.mojibake import may_be_mojibake, repair_mojibake
from clientcrm.domain.values.name_cells import contacts_apart
from clientcrm.domain.values.text import as_typed, clean_cell, code_text, fold, parse_bool, split_tags

_LONGEST = {"name": 300, "last_name": 100, "first_name": 100, "middle_name": 100, "contact_person": 200}
_LONGEST |= {"position": 120, "source": 120, "manager": 120, "card_number": 60, "code": 80, "city": 120}
_LONGEST |= {"region": 120, "country": 80, "ogrn": 20, "inn": 20, "kpp": 20}
_LONGEST_TAG = 80
NAMES = frozenset({"name", "last_name", "first_name", "middle_name", "company", "contact_person"})
_QUOTED_TAG = re.compile(r'(?:^|[,\n])\s*"')  # not the inches of a screen
# What the program works out itself, or a full copy alone is asked about (services/exports/reading.py).
SILENT = frozenset({"avg_check", "row_no", "changed_at", "tier_reason", "portfolio", "crm_contacts", "crm_state"})


def longest_of(name: str) -> int:
    """How many letters a field of text takes; what is longer is cut and kept in the note."""
    return LONGEST_TEXT if name == "address" else _LONGEST.get(name, 300)


class ClientColumns:
    """Makes the steps of one plan; made once per import."""

    def __init__(self, rules: ReadingRules) -> None:
        self._rules = rules

    def step(self, column: ColumnPlan) -> Take:
        """What a cell of this column does to its row."""
        index, target = column.index, column.target
        makers: dict[str, Callable[[int], Take]] = {
            "phone": self._phone,
            "phone2": self._phone,
            "email": email_step,
            "email2": email_step,
            "birthday": self._birthday,
            "gender": self._gender,
            "tier": self._tier,
            "colour": self._tier,
            "discount": self._discount(column.header),
            "bonus": self._money("bonus"),
            "total_spent": self._money("total"),
            "purchase_count": self._count,
            "first_purchase": self._day("first"),
            "last_purchase": self._day("last"),
            "next_contact": self._day("next_contact"),
            "created_at": self._moment,
            "inn": self._inn,
            "tags": self._tags,
            "consent": self._yes_or_no("consent", column.header, denied=denies(column.header)),
            "house": self._yes_or_no("house", column.header),
            "comment": self._note(""),
            "website": lambda _: link_step(ContactKind.WEBSITE),
            "telegram": lambda _: link_step(ContactKind.TELEGRAM),
            "vk": lambda _: link_step(ContactKind.VK),
            "instagram": lambda _: link_step(ContactKind.INSTAGRAM),
            "kind": self._kind,
        }
        if target in makers:
            return makers[target](index)
        if target == TO_OWN_FIELD:
            return self._own(index)
        if target == TO_NOTE:
            return self._note(column.header)(index)
        if target in SILENT:
            return lambda row, cell: None
        if target in ("external_id", "card_number", "kpp", "ogrn", "postcode"):
            return self._code(index, "code" if target == "external_id" else target)
        if target == "client_id":
            return self._client_id(index)
        name = {"full_name": "name", "company": "company"}.get(target, target)
        return self._text(index, name)

    def _phone(self, index: int) -> Take:
        return phone_step(index, self._rules.region)

    def _text(self, index: int, name: str) -> Take:
        longest = longest_of(name)
        keep = name == "address"
        apart = self._rules.names_apart and name in NAMES
        clean = partial(clean_cell, collapse=not keep)

        def take(row: CellRow, cell: Any) -> None:
            text = self._repaired(row, index, cell, clean(cell))
            if not text:
                return
            if apart:
                text = self._apart(row, index, text)
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

    def _apart(self, row: CellRow, index: int, text: str) -> str:
        """The name alone: names stand in clear and contacts are sealed. Those of their own columns come first."""
        name, phones, emails = contacts_apart(text, self._rules.region)
        if phones or emails:
            row.problems.append([index, "W262", text[:80], name[:80]])
            steps = [(phone_step(index, self._rules.region), phones), (email_step(index), emails)]
            row.other.setdefault("beside", []).extend((step, one) for step, written in steps for one in written)
        return name

    def _repaired(self, row: CellRow, index: int, cell: Any, text: str) -> str:
        """The right reading of a cell in a wrong encoding, which cleaning makes unreadable: half its letters are
        control characters and blanks.
        """
        if text and not text.isascii() and may_be_mojibake(text):
            written = (cell, cell.strip(), text) if isinstance(cell, str) else (text,)
            repaired = next(filter(None, map(repair_mojibake, written)), None)
            if repaired is not None:
                repaired = clean_cell(repaired, keep_placeholders=True)
                row.problems.append([index, "W230", text[:80], repaired[:80]])
                return repaired if self._rules.repair is not None else text
        return text

    def _birthday(self, index: int) -> Take:
        parse = remembered(partial(dates.parse_birthday, reading=self._reading(index)))

        def take(row: CellRow, cell: Any) -> None:
            found, codes = parse(cell)
            for code in codes:
                row.problems.append([index, code, as_typed(cell), ""])
            if found is not None:
                row.values.setdefault("birthday", [found.year, found.month, found.day])

        return take

    def _day(self, name: str) -> Callable[[int], Take]:
        def make(index: int) -> Take:
            parse = remembered(partial(dates.parse_day, reading=self._reading(index)))

            def take(row: CellRow, cell: Any) -> None:
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

        def take(row: CellRow, cell: Any) -> None:
            found, codes = known(cell)
            for code in codes:
                row.problems.append([index, code, as_typed(cell), ""])
            if found:
                row.created_at = found

        return take

    def _reading(self, index: int) -> dates.DateReading:
        return dates.DateReading(self._rules.today, self._rules.orders.get(index), serials=True)

    def _gender(self, index: int) -> Take:
        def take(row: CellRow, cell: Any) -> None:
            word = clean_cell(cell, collapse=True, keep_placeholders=True)
            meaning = self._rules.meanings.get((index, word), "")
            if meaning:
                row.values["sex"] = meaning

        return take

    def _tier(self, index: int) -> Take:
        clean = remembered(partial(clean_cell, collapse=True))

        def take(row: CellRow, cell: Any) -> None:
            word = clean(cell)
            meaning = self._rules.meanings.get((index, word), "")
            if meaning in self._rules.tiers:
                row.values["tier_id"] = self._rules.tiers[meaning]
                if meaning.startswith("new:"):
                    row.problems.append([index, "W290", word, ""])

        return take

    def _discount(self, header: str) -> Callable[[int], Take]:
        return lambda index: self._percent(index, header)

    def _percent(self, index: int, header: str) -> Take:
        parse = remembered(partial(money.parse_percent, fractions=index in self._rules.fractions))

        def take(row: CellRow, cell: Any) -> None:
            found, codes = parse(cell)
            for code in codes:
                row.problems.append([index, code, as_typed(cell), ""])
            if found is not None:
                row.values["discount"] = found
            elif codes:
                row.notes.append(f"{header}: {as_typed(cell, LONGEST_TEXT)}")

        return take

    def _money(self, name: str) -> Callable[[int], Take]:
        def make(index: int) -> Take:
            decimal = self._rules.decimal.get(index)

            def take(row: CellRow, cell: Any) -> None:
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
        def take(row: CellRow, cell: Any) -> None:
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

        def take(row: CellRow, cell: Any) -> None:
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

        def take(row: CellRow, cell: Any) -> None:
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
        def take(row: CellRow, cell: Any) -> None:
            text = clean_cell(cell).replace("-", "").lower()
            if len(text) == 32 and all(c in "0123456789abcdef" for c in text):
                row.other["public_id"] = text
            elif text:
                row.problems.append([index, "E303", text[:80], ""])

        return take

    @staticmethod
    def _tags(index: int) -> Take:
        def take(row: CellRow, cell: Any) -> None:
            text = clean_cell(cell)
            if '"' in text and _QUOTED_TAG.search(text):
                lines = csv.reader(io.StringIO(text, newline=""), skipinitialspace=True)
                tags = [" ".join(tag.split()) for line in lines for tag in line if tag.strip()]
            else:
                tags = split_tags(text)
            for tag in tags:
                if len(tag) > _LONGEST_TAG:
                    row.problems.append([index, "W280", tag[:80], ""])
                    row.notes.append(tag)
                row.tags.append(tag[:_LONGEST_TAG])

        return take

    @staticmethod
    def _yes_or_no(name: str, header: str, *, denied: bool = False) -> Callable[[int], Take]:
        """Under a heading that denies ("Unsubscribed") yes means no, and no means that nothing was said."""

        def make(index: int) -> Take:
            def take(row: CellRow, cell: Any) -> None:
                said = parse_bool(cell)
                if said is not None:
                    if said or not denied:
                        row.values[name] = said is not denied
                elif text := clean_cell(cell):
                    row.problems.append([index, "W254", text[:80], ""])
                    row.notes.append(f"{header}: {text}")

            return take

        return make

    def _note(self, header: str) -> Callable[[int], Take]:
        def make(index: int) -> Take:
            def take(row: CellRow, cell: Any) -> None:
                text = clean_cell(cell, keep_placeholders=True) if not isinstance(cell, str) else cell.strip("\r\n")
                text = self._repaired(row, index, cell, text)
                if text.strip():
                    row.notes.append(f"{header}: {text}" if header else text)

            return take

        return make

    def _own(self, index: int) -> Take:
        def take(row: CellRow, cell: Any) -> None:
            text = self._repaired(row, index, cell, clean_cell(cell))
            if text:
                row.own[str(-1 - index)] = text[:LONGEST_TEXT]

        return take

    @staticmethod
    def _kind(index: int) -> Take:
        def take(row: CellRow, cell: Any) -> None:
            word = fold(clean_cell(cell, collapse=True)).strip(". ")
            if word.startswith(("юр", "comp", "орг", "legal", "ип")):
                row.other["kind"] = ClientKind.COMPANY.value
            elif word.startswith(("физ", "pers", "частн", "indiv")):
                row.other["kind"] = ClientKind.PERSON.value

        return take
