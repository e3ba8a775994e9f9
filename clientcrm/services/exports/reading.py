"""Our own exported clients read back: every cell at its word, where a stranger's would be cleaned and guessed at."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from clientcrm.domain.clients import ClientKind, Sex
from clientcrm.domain.contacts import ContactKind
from clientcrm.domain.export_layout import field_name
from clientcrm.domain.imports import LEAVE_OUT, TO_OWN_FIELD, ColumnPlan
from clientcrm.domain.intake.client_reader import Problem, ReadClient, ReadingRules
from clientcrm.domain.values import dates, ids, money
from clientcrm.domain.values.names import is_company, split_full_name
from clientcrm.domain.values.text import clean_cell, fold
from clientcrm.services.exports.cells import own_mark, own_text, words_for
from clientcrm.services.exports.contacts import CELL_KINDS, read_points

_TEXTS = {
    "external_id": "code",
    "full_name": "name",
    "comment": "note",
    **{
        name: name
        for name in (
            *("last_name", "first_name", "middle_name", "card_number", "city", "region", "country", "postcode"),
            *("address", "inn", "kpp", "ogrn", "contact_person", "position", "source", "manager"),
        )
    },
}
_QUARTER, _FARTHEST = 15 * 60, 14 * 3600


_KINDS = words_for(ClientKind.PERSON.value, ClientKind.COMPANY.value)
_SEXES = words_for(Sex.MALE.value, Sex.FEMALE.value)
_ANSWERS = {word: key == "yes" for word, key in words_for("yes", "no").items()}


class OwnClientReader:
    """Reads rows of our own list of clients; called once per row like any reader of clients."""

    def __init__(self, columns: Sequence[ColumnPlan], rules: ReadingRules) -> None:
        self._rules = rules
        # A text too long for one cell goes on in further columns: they speak for the first one.
        first = {field_name(c.header): c.index for c in reversed(columns)}
        self._columns = [
            (c.index, first[field_name(c.header)], c.target) for c in columns if c.target and c.target != LEAVE_OUT
        ]
        # An emptied cell of an own field is a field to be emptied, so every one of them says something.
        self._own = [str(-1 - first) for index, first, target in self._columns if target == TO_OWN_FIELD]
        self._has_parts = any(c.target in ("last_name", "first_name", "middle_name") for c in columns)

    def read(self, cells: Sequence[Any]) -> ReadClient:
        """The row as a draft, exactly as it was written; what a person changed since is read as from any file."""
        row = _OwnRow(self._rules)
        row.own = dict.fromkeys(self._own, "")
        texts: dict[str, str] = {}
        for index, first, target in self._columns:
            cell = cells[index] if index < len(cells) else ""
            if cell is None or cell == "":
                continue
            if target in _TEXTS:
                texts[_TEXTS[target]] = texts.get(_TEXTS[target], "") + own_text(cell)
            elif target == TO_OWN_FIELD:
                row.own[str(-1 - first)] = row.own.get(str(-1 - first), "") + own_text(cell)
            elif target in row.takes:
                row.takes[target](index, cell)
        row.values.update((name, text) for name, text in texts.items() if text)
        return self._finish(row)

    def _finish(self, row: _OwnRow) -> ReadClient:
        values = row.values
        row.gather()
        name = values.setdefault("name", values.get("code", ""))
        if not name and not row.public_id:
            row.problems.append([-1, "E301", "", ""])
        if not self._has_parts and values.get("kind") != ClientKind.COMPANY.value:
            parts = split_full_name(name)
            named = (("last_name", parts.last), ("first_name", parts.first), ("middle_name", parts.middle))
            values.update((part, word) for part, word in named if word)
        inn = values.get("inn", "")
        if "kind" not in values and is_company(name, inn):  # an emptied cell makes no person of a company
            values["kind"] = ClientKind.COMPANY.value
        return ReadClient(
            values,
            row.public_id,
            row.created_at,
            None,
            bool(inn) and ids.inn_fits(inn),
            bool(name),
            row.state,
            row.problems,
        )


class _OwnRow:
    """What the cells of one of our rows have said so far."""

    def __init__(self, rules: ReadingRules) -> None:
        self._rules = rules
        self.values: dict[str, Any] = {}
        self.own: dict[str, str] = {}
        self.problems: list[Problem] = []
        self.state: dict[str, Any] = {}
        self.public_id = self.created_at = self._portfolio = ""
        self._cells: dict[ContactKind, tuple[int, str]] = {}
        self._hidden = (-1, "")
        self._created: Any = None
        self.takes: Mapping[str, Callable[[int, Any], None]] = {
            "client_id": self._client_id,
            "kind": self._word("kind", _KINDS),
            "gender": self._word("sex", _SEXES),
            "consent": self._word("consent", _ANSWERS),
            "birthday": self._birthday,
            "tier": self._tier,
            "discount": self._discount,
            "bonus": self._bonus,
            "tags": self._tags,
            "next_contact": self._next_contact,
            "created_at": self._keep_created,
            "portfolio": self._keep_portfolio,
            "crm_contacts": self._kept_contacts,
            "crm_state": self._kept_state,
            **{kind.value: self._contact_cell(kind) for kind in CELL_KINDS},
        }

    def gather(self) -> None:
        """What several cells say together: contact points, the moment of creation, own fields, who answers for it."""
        contacts = read_points(self._cells, self._hidden, self._rules.region, self.problems)
        if contacts:
            self.values["contacts"] = contacts
        if not self.public_id:
            self.own = {key: text for key, text in self.own.items() if text}
        if self.own:
            self.values["own"] = self.own
        for mark in ("interested", "house"):
            if self.state.get(mark):
                self.values[mark] = True
        responsible = self.state.pop("responsible", None)
        if isinstance(responsible, list) and len(responsible) == 2:
            uid, name = str(responsible[0]), str(responsible[1])
            people = self._rules.people
            known = uid if uid in people.values() else people.get(fold(name))
            if known:
                self.values["responsible"] = known
        self.created_at = self._moment_of_creation(self.state.pop("created", ""))
        if self._portfolio:
            self.state["portfolio"] = self._portfolio

    # ------------------------------------------------------------------ cells

    def _note(self, index: int, codes: Sequence[str], cell: Any) -> None:
        self.problems += [[index, code, str(cell)[:80], ""] for code in codes]

    def _client_id(self, index: int, cell: Any) -> None:
        text = own_text(cell).replace("-", "").strip().lower()
        if len(text) == 32 and all(c in "0123456789abcdef" for c in text):
            self.public_id = text
        else:
            self._note(index, ["E303"], cell)

    def _word(self, name: str, meanings: Mapping[str, Any]) -> Callable[[int, Any], None]:
        known = {fold(word).strip(". "): meaning for word, meaning in meanings.items()}

        def take(index: int, cell: Any) -> None:
            meaning = known.get(fold(clean_cell(cell, collapse=True, keep_placeholders=True)).strip(". "))
            if meaning is None:
                self._note(index, ["W251"], cell)
            else:
                self.values[name] = meaning

        return take

    def _birthday(self, index: int, cell: Any) -> None:
        """As it was written, of a great-grandmother too; whatever a person typed over it as any file would be read."""
        found: dates.PartialDate | None
        try:
            found, codes = _written_birthday(cell), list[str]()
        except ValueError:
            found, codes = dates.parse_birthday(cell, self._reading())
        self._note(index, codes, cell)
        if found is not None:
            self.values["birthday"] = [found.year, found.month, found.day]

    def _tier(self, index: int, cell: Any) -> None:
        word = clean_cell(cell, collapse=True)
        meaning = self._rules.meanings.get((index, word), "")
        if meaning in self._rules.tiers:
            self.values["tier_id"] = self._rules.tiers[meaning]
            if meaning.startswith("new:"):
                self._note(index, ["W290"], word)

    def _discount(self, index: int, cell: Any) -> None:
        points, codes = money.parse_percent(cell)
        self._note(index, codes, cell)
        if points:
            self.values["discount"] = points

    def _bonus(self, index: int, cell: Any) -> None:
        amount, _, codes = money.parse_money(cell, own_mark(cell), self._rules.exponent)
        self._note(index, codes, cell)
        if amount:
            self.values["bonus"] = amount

    def _tags(self, index: int, cell: Any) -> None:
        parsed = next(csv.reader(io.StringIO(own_text(cell), newline=""), skipinitialspace=True, strict=False), [])
        tags = list(dict.fromkeys(tag[:80] for tag in parsed if tag.strip()))
        if tags:
            self.values["tags"] = tags

    def _next_contact(self, index: int, cell: Any) -> None:
        found, codes = dates.parse_day(cell, self._reading())
        self._note(index, codes, cell)
        if found is not None:
            self.values["next_contact"] = found.isoformat()

    def _reading(self) -> dates.DateReading:
        return dates.DateReading(self._rules.today, "dmy")

    def _contact_cell(self, kind: ContactKind) -> Callable[[int, Any], None]:
        def take(index: int, cell: Any) -> None:
            self._cells[kind] = (index, self._cells.get(kind, (index, ""))[1] + own_text(cell))

        return take

    def _keep_created(self, _index: int, cell: Any) -> None:
        self._created = cell

    def _keep_portfolio(self, _index: int, cell: Any) -> None:
        self._portfolio = own_text(cell)

    def _kept_contacts(self, index: int, cell: Any) -> None:
        self._hidden = (index, self._hidden[1] + own_text(cell))

    def _kept_state(self, index: int, cell: Any) -> None:
        try:
            state = json.loads(own_text(cell))
        except ValueError:
            return
        if isinstance(state, dict):
            self.state = state

    # ------------------------------------------------------------------ several cells together

    def _moment_of_creation(self, kept: Any) -> str:
        """The visible moment is local to the shop that wrote the file: the hidden one says which instant it was."""
        if self._created is None:
            return ""
        found, _ = dates.parse_moment(self._created, self._reading())
        if found is None:
            return ""
        shown = found if isinstance(found, datetime) else datetime.combine(found, time())
        try:
            instant = datetime.fromisoformat(str(kept))
            apart = (shown.replace(tzinfo=instant.tzinfo) - instant).total_seconds()
        except (ValueError, TypeError):
            apart = 1
        if apart % _QUARTER == 0 and abs(apart) <= _FARTHEST:
            return instant.isoformat()
        return (shown if shown.tzinfo else shown.replace(tzinfo=self._rules.zone)).isoformat()


def _written_birthday(cell: Any) -> dates.PartialDate:
    """A birthday as an export spells it; ValueError for anything else."""
    if isinstance(cell, datetime):
        return dates.PartialDate.of(cell.date())
    if isinstance(cell, date):
        return dates.PartialDate.of(cell)
    dotted = re.fullmatch(r"(\d\d)\.(\d\d)(?:\.(\d{4}))?", str(cell))
    if dotted is None:
        return dates.PartialDate.from_iso(str(cell))
    day, month, year = dotted.groups()
    return dates.PartialDate(int(year) if year else None, int(month), int(day))
