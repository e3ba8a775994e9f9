"""One row of a client list, read into a draft by the plan of its columns. No row is lost to a bad value."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from clientcrm.domain.clients import ClientKind
from clientcrm.domain.contacts import ContactKind
from clientcrm.domain.imports import LEAVE_OUT, ColumnPlan
from clientcrm.domain.intake.client_columns import ClientColumns
from clientcrm.domain.intake.contact_columns import united
from clientcrm.domain.intake.reading import LONGEST_TEXT, CellRow, Problem, ReadClient, ReadingRules, Take
from clientcrm.domain.values import names
from clientcrm.domain.values.phone_cells import format_phone
from clientcrm.domain.values.text import fold

__all__ = ["ClientReader", "Problem", "ReadClient", "ReadingRules"]

COMPANY = ClientKind.COMPANY.value
_CARD_COLUMNS = {"full_name", "last_name", "first_name", "company"}
_PHONE = ContactKind.PHONE.value
# Columns whose cells repeat and say one field each: a cell that was read once is not read again.
_REPEATING = {
    **{name: name for name in ("city", "region", "country", "source", "manager", "position", "birthday")},
    **{
        name: name
        for name in ("last_name", "first_name", "middle_name", "discount", "consent", "house", "next_contact")
    },
    "gender": "sex",
    "tier": "tier_id",
    "postcode": "postcode",
}
_MOST_KNOWN = 20_000
_NOTHING = object()


class ClientReader:
    """Reads rows by one plan; made once per import, called once per row."""

    def __init__(self, columns: Sequence[ColumnPlan], rules: ReadingRules) -> None:
        self._rules = rules
        # In a vCard the organization is where a person works; so is one that nobody confirmed beside a sure name.
        self._works_there = {column.header for column in columns} >= _CARD_COLUMNS or _doubtful_company(columns)
        steps = ClientColumns(rules)
        self._takes: list[tuple[int, Take, str, dict[Any, Any]]] = []
        for column in columns:
            if column.target and column.target != LEAVE_OUT:
                self._takes.append((column.index, steps.step(column), _REPEATING.get(column.target, ""), {}))

    def read(self, cells: Sequence[Any]) -> ReadClient:
        """The row as a draft; a row with nothing to know anybody by gets E301."""
        row = CellRow()
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
    def _learn(row: CellRow, cell: Any, take: Take, name: str, known: dict[Any, Any]) -> None:
        """Read a cell, and remember what it says if that is one value and nothing else."""
        first = name not in row.values
        before = len(row.problems), len(row.notes)
        take(row, cell)
        plainly = first and (len(row.problems), len(row.notes)) == before
        if plainly and cell.__class__ is str and len(known) < _MOST_KNOWN:
            known[cell] = row.values.get(name, _NOTHING)

    # ------------------------------------------------------------------ the whole row

    def _finish(self, row: CellRow) -> ReadClient:
        values, other = row.values, row.other
        for step, written in other.pop("beside", ()):
            step(row, written)
        name = _name_of(values, other, row.own, self._works_there)
        given = not names.is_no_name(name)
        contacts = united(row.contacts) if row.contacts else []
        if name and not given and _is_contact(name, contacts):
            name = ""
            for part in ("last_name", "first_name", "middle_name"):
                values.pop(part, None)
        if not name and contacts and "public_id" not in other:  # who came from a base without a name needs none
            # Names stand in clear, contacts are sealed: a phone for a name would be read by everybody. Lists show its
            # masked form instead.
            row.problems.append([-1, "W260", _told_of_contact(contacts[0]), ""])
        if not name:
            name = values.get("code", "")
        if not name and not contacts and "public_id" not in other:
            row.problems.append([-1, "E301", "", ""])
        self.part_name(name, values, other)
        values["name"] = name[:300]
        responsible = self.responsible(values.get("manager"))
        if responsible is not None:
            values["responsible"] = responsible
        if contacts:
            values["contacts"] = contacts
        elif not row.problems or row.problems[-1][1] != "E301":
            row.problems.append([-1, "W261", "", ""])
        _gathered(row)
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
            problems=row.problems,
        )

    @staticmethod
    def name_of(values: dict[str, Any]) -> str:
        """The name of a row without company or e-mail: as it stands, else of its parts; "" for none."""
        return _name_of(values, {}, {}, works_there=False)

    def part_name(self, name: str, values: dict[str, Any], other: dict[str, Any]) -> None:
        """Put the parts of a person's name into the values, or the kind of a company, where the row says neither."""
        person = None if other or "inn" in values or "last_name" in values else names.plain_person(name)
        if person is not None and "first_name" not in values:
            last, first, middle = person
            values["last_name"], values["first_name"] = last[:100], first[:100]
            if middle:
                values["middle_name"] = middle[:100]
            return
        kind = other.get("kind") or self._kind_of(name, values, other)
        if kind == COMPANY:
            values["kind"] = COMPANY
        _set_parts(values, other, name, kind)

    def responsible(self, manager: str | None) -> str | None:
        """The person of the program whom a column of managers names."""
        return self._rules.people.get(fold(manager)) if manager is not None else None

    def _kind_of(self, name: str, values: dict[str, Any], other: dict[str, Any]) -> str:
        """A company by its name or tax number; a name that came under a company's header alone is one too, but for
        a person's in full: lists of 1C hold both under one heading.
        """
        inn = values.get("inn", "") if self._rules.region == "RU" else ""
        if "company" in other and name == other["company"] and not (len(inn) != 10 and names.is_surely_person(name)):
            return COMPANY
        return COMPANY if names.is_company(name, inn) else ""


def _gathered(row: CellRow) -> None:
    """What several cells may say together."""
    if row.notes:
        row.values["note"] = "\n".join(row.notes)[:LONGEST_TEXT]
    if row.own:
        row.values["own"] = row.own
    if row.tags:
        row.values["tags"] = list(dict.fromkeys(row.tags))


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


def _is_contact(name: str, contacts: list[list[Any]]) -> bool:
    """Whether the name is one of the row's own phones or addresses, as telephones call whom nobody named."""
    digits = "".join(filter(str.isdecimal, name))
    for kind, raw, normal, *_ in contacts:
        if name.casefold() in {str(raw).casefold(), str(normal).casefold()}:
            return True
        same = "".join(filter(str.isdecimal, str(normal or raw)))[-10:]
        if kind == _PHONE and len(same) == 10 and digits[-10:] == same:
            return True
    return False


def _told_of_contact(contact: list[Any]) -> str:
    """The phone or address by which somebody without a name is known, for the report of the import."""
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
