"""One column of a client list read at once: what each cell says, where it says one thing and needs no remark."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from typing import Any

from clientcrm.domain.contacts import ContactKind
from clientcrm.domain.imports import TO_NOTE, TO_OWN_FIELD, ColumnPlan
from clientcrm.domain.intake.client_columns import NAMES, longest_of
from clientcrm.domain.intake.contact_columns import phone_contacts, united
from clientcrm.domain.intake.reading import LONGEST_TEXT, CellRow, ReadingRules, Take
from clientcrm.domain.values.emails import plain_address
from clientcrm.domain.values.mojibake import may_be_mojibake
from clientcrm.domain.values.name_cells import MAY_HOLD_CONTACTS
from clientcrm.domain.values.phone_plan import known_numbers
from clientcrm.domain.values.phones import ordinary_phones
from clientcrm.domain.values.text import LONGEST_PLACEHOLDER, is_placeholder

UNUSUAL = object()
"""What a cell says that its row must be read whole for."""

Answers = list[Any]
Cells = Sequence[Any]

_PHONE, _EMAIL = ContactKind.PHONE.value, ContactKind.EMAIL.value
_SLOTS = {
    **dict.fromkeys(("phone", "phone2", "email", "email2", "website", "telegram", "vk", "instagram"), ("contacts", "")),
    **dict.fromkeys(("comment", TO_NOTE), ("notes", "")),
    TO_OWN_FIELD: ("own", ""),
    "tags": ("tags", ""),
    "created_at": ("created_at", ""),
    "total_spent": ("sums", "total"),
    "purchase_count": ("sums", "count"),
    "first_purchase": ("sums", "first"),
    "last_purchase": ("sums", "last"),
    "full_name": ("values", "name"),
    "gender": ("values", "sex"),
    "tier": ("values", "tier_id"),
    "colour": ("values", "tier_id"),
    "external_id": ("values", "code"),
}
_TEXTS = frozenset({"full_name", "contact_person", "address"})
_CODES = frozenset({"external_id", "card_number"})
# Cells of these columns are seldom said twice, so no answer is remembered.
_SINGLE = frozenset({*_TEXTS, *_CODES, "comment", TO_NOTE, TO_OWN_FIELD})
_MOST_KNOWN = 20_000
# Cells that are looked at together; one odd cell costs a second look at each of so many.
_AT_ONCE = 100
_BETWEEN = "|"


class ColumnReader:
    """Reads the cells of one column by the step that ClientReader takes for each of them.

    `slot` and `name` say what the answers are: a field of `values`, one of `sums`, contact points, a note, tags, own
    fields or the moment of creation.
    """

    def __init__(self, column: ColumnPlan, take: Take, rules: ReadingRules) -> None:
        self.index = column.index
        self.slot, self.name = _SLOTS.get(column.target or "", ("values", column.target or ""))
        self._take = take
        self._region = rules.region
        self._target = column.target or ""
        self._known: dict[Any, Any] = {}
        self._apart = rules.names_apart and self.name in NAMES
        self._many = self._by_kind(column.header, title_case=rules.title_case)

    def read(self, cells: Cells) -> Answers:
        """What each cell says: None for nothing, UNUSUAL where it says more than one thing or needs a remark."""
        texts = set(map(type, cells)) == {str}
        if texts and self._many is not None:
            return self._many(cells)
        if self.slot == "contacts" or self._target in _SINGLE:
            return list(map(self._said, cells))
        return self._remembered(cells if texts else list(zip(map(type, cells), cells, strict=True)))

    def _remembered(self, cells: Cells) -> Answers:
        """Cities, sources, dates and discounts of 100,000 rows are some thousand words: each is read once."""
        known = self._known
        if len(known) > _MOST_KNOWN:
            known.clear()
        for cell in set(cells).difference(known):
            known[cell] = self._said(cell if cell.__class__ is str else cell[1])
        return [known[cell] for cell in cells]

    def _said(self, cell: Any) -> Any:
        """What one cell says, by the step of its column on an empty row."""
        if cell is None or cell == "":
            return None
        row = CellRow()
        self._take(row, cell)
        answer = self._answer(row)
        return UNUSUAL if row.says_anything() else answer

    def _answer(self, row: CellRow) -> Any:
        """The column's own part of what a row says, taken out of it."""
        answer: Any
        if self.slot in ("values", "sums"):
            return getattr(row, self.slot).pop(self.name, None)
        if self.slot == "created_at":
            answer, row.created_at = row.created_at, ""
        elif self.slot == "contacts":
            answer, row.contacts = united(row.contacts), []
        elif self.slot == "notes":
            answer, row.notes = "\n".join(row.notes), []
        elif self.slot == "tags":
            answer, row.tags = row.tags, []
        else:
            answer, row.own = row.own, {}
        return answer or None

    # ------------------------------------------------------------------ cells that are all different

    def _by_kind(self, header: str, *, title_case: bool) -> Callable[[Cells], Answers] | None:
        """A quicker way for columns of texts that are seldom said twice; None for any other."""
        target = self._target
        if target in ("phone", "phone2"):
            return self._phones
        if target in ("email", "email2"):
            return self._emails
        if target in _CODES or (target in _TEXTS and not title_case):
            longest = longest_of(self.name)
            plain = _plain_codes if target in _CODES else _plain_names if self._apart else _plain_texts
            return lambda cells: self._texts(cells, lambda part: plain(part, longest), str)
        if target == TO_OWN_FIELD:
            key = str(-1 - self.index)
            return lambda cells: self._texts(cells, _plain_texts, lambda text: {key: text})
        if target in ("comment", TO_NOTE):
            before = f"{header}: " if target == TO_NOTE else ""
            return lambda cells: self._texts(cells, _plain_notes, before.__add__)
        return None

    def _texts(self, cells: Cells, plain: Callable[[Cells], bool], answer: Callable[[str], Any]) -> Answers:
        """Plain texts say what is written in them; they are looked at by the hundred."""
        answers: Answers = []
        for start in range(0, len(cells), _AT_ONCE):
            part = cells[start : start + _AT_ONCE]
            if plain(part):
                answers += [answer(text) if text else None for text in part]
            else:
                answers += map(self._said, part)
        return answers

    def _phones(self, cells: Cells) -> Answers:
        return [
            [[_PHONE, cell.strip(), e164, "", "", "ok", True, None, None]]
            if e164 is not None
            else self._phone_cell(cell)
            for cell, e164 in zip(cells, known_numbers(cells, self._region), strict=True)
        ]

    def _phone_cell(self, cell: str) -> Any:
        phones = ordinary_phones(cell, self._region) if cell else None
        if phones is not None:
            return united(phone_contacts(phones, first=0))
        # Most other cells with a digit need a remark: what they are is told once, when the row is read whole.
        return UNUSUAL if any(map(str.isdigit, cell)) else self._said(cell)

    def _emails(self, cells: Cells) -> Answers:
        return [
            [[_EMAIL, cell, address, "", "", "ok", True, None, None]] if address is not None else self._said(cell)
            for cell, address in zip(cells, map(plain_address, cells), strict=True)
        ]


def _plain_texts(cells: Cells, longest: int = LONGEST_TEXT) -> bool:
    """Whether these texts need no cleaning, cutting or repair, and none of them stands for nothing."""
    short = [cell for cell in cells if len(cell) <= LONGEST_PLACEHOLDER and cell]
    return max(map(len, cells)) <= longest and _plain_notes(cells) and not any(map(is_placeholder, short))


def _plain_names(cells: Cells, longest: int = LONGEST_TEXT) -> bool:
    """The same for names, beside which a phone or an address may stand."""
    return MAY_HOLD_CONTACTS.search(_BETWEEN.join(cells)) is None and _plain_texts(cells, longest)


def _plain_codes(cells: Cells, longest: int) -> bool:
    """The same for codes, which Excel may have written with an exponent, and other programs as fractions."""
    joined = f"{_BETWEEN.join(cells)}{_BETWEEN}"
    return "+" not in joined and f".0{_BETWEEN}" not in joined and _plain_texts(cells, longest)


def _plain_notes(cells: Cells) -> bool:
    """Whether these texts need no cleaning or repair: all of them joined are asked once, a tenth of asking each."""
    joined = f"{_BETWEEN}{_BETWEEN.join(cells)}{_BETWEEN}"
    if not joined.isprintable() or "  " in joined or f" {_BETWEEN}" in joined or f"{_BETWEEN} " in joined:
        return False
    return joined.isascii() or (unicodedata.is_normalized("NFC", joined) and not may_be_mojibake(joined))
