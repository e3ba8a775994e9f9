"""By what a row and a client may be the same (EXCEL.md 5.8), within one file: keys in order of how much they decide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from clientcrm.domain.clients import ClientKind
from clientcrm.domain.contacts import ContactKind
from clientcrm.domain.values.names import names_compatible
from clientcrm.domain.values.text import fold

# A phone or e-mail held by so many clients is a shared one: a switchboard, a family, the shop's own.
SHARED_BY = 3
_PHONES = (ContactKind.PHONE.value, ContactKind.WHATSAPP.value)
_EMAIL = ContactKind.EMAIL.value
_ROLE_BOXES = frozenset(
    {"info", "sales", "office", "noreply", "no-reply", "mail", "admin", "support", "zakaz", "order", "shop"}
)


@dataclass(frozen=True, slots=True)
class RowKeys:
    """What one row can be matched by. Strings, so that 100,000 rows stand in memory."""

    row: int
    name: str
    public_id: str = ""
    code: str = ""
    inn: str = ""
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    birthday: str = ""
    city: str = ""
    sort_name: str = ""

    @property
    def nameless(self) -> bool:
        """A row without a name fits any name."""
        return not self.name

    @property
    def has_key(self) -> bool:
        """Whether anything but the name tells who this is."""
        return bool(self.public_id or self.code or self.inn or self.phones or self.emails or self.birthday)


def row_keys(row: int, draft: Mapping[str, Any], public_id: str, inn_valid: bool, name_given: bool = True) -> RowKeys:
    """The keys of a row, whose draft is given as JSON values (codec.py).

    Shared boxes like info@ are no key of a person, 8-800 numbers of nobody.
    """
    company = draft.get("kind") == ClientKind.COMPANY.value
    phones, emails = [], []
    for kind, _, normal, *_ in draft.get("contacts", ()):
        if not normal:
            continue
        if kind in _PHONES:
            if not normal.startswith("+7800"):
                phones.append(normal)
        elif kind == _EMAIL and (company or normal.partition("@")[0] not in _ROLE_BOXES):
            emails.append(normal)
    name = draft.get("name", "") if name_given else ""
    born = draft.get("birthday")
    city = draft.get("city", "")
    inn = draft.get("inn", "")
    return RowKeys(
        row=row,
        name=name,
        public_id=public_id,
        code=draft.get("code", ""),
        inn=f"{inn}/{draft.get('kpp', '')}" if inn_valid and inn and company else "",
        phones=tuple(phones),
        emails=tuple(emails),
        birthday="{:04}-{:02}-{:02}".format(*born) if born and None not in born else "",
        city=fold(city) if city else "",
        sort_name=" ".join(sorted(fold(name).split())) if name else "",
    )


class FileKeys:
    """Which row of the file came first with each key: later rows of the same client merge into it."""

    def __init__(self, rows: list[RowKeys]) -> None:
        self._rows = {keys.row: keys for keys in rows}
        phones: Counter[str] = Counter(phone for keys in rows for phone in set(keys.phones))
        emails: Counter[str] = Counter(email for keys in rows for email in set(keys.emails))
        self.shared = {key for key, count in (*phones.items(), *emails.items()) if count >= SHARED_BY}
        self._first: dict[tuple[str, str], list[int]] = {}

    def earlier(self, keys: RowKeys) -> tuple[int | None, str, list[int]]:
        """(row to merge into or None, the key's name, rows that may be the same but have another name)."""
        doubtful: list[int] = []
        for kind, value, decisive in _candidates(keys, self.shared):
            for row in self._first.get((kind, value), ()):
                other = self._rows[row]
                if decisive or names_fit(keys, other):
                    return row, kind, doubtful
                if kind != "name":
                    doubtful.append(row)
        return None, "", doubtful

    def remember(self, keys: RowKeys, row: int) -> None:
        """Let later rows find this one under `row` (itself, or the one that it merged into)."""
        for kind, value, _ in _candidates(keys, self.shared):
            rows = self._first.setdefault((kind, value), [])
            if row not in rows and len(rows) < SHARED_BY:
                rows.append(row)

    def namesake(self, keys: RowKeys) -> bool:
        """Whether an earlier row without any other key has this name and city."""
        place = ("namesake", f"{keys.sort_name}|{keys.city}")
        known = place in self._first
        self._first.setdefault(place, []).append(keys.row)
        return known


def names_fit(one: RowKeys, other: RowKeys) -> bool:
    """Names that one client may have; a missing name fits every other (EXCEL.md 5.8)."""
    return one.nameless or other.nameless or names_compatible(one.name, other.name)


def _candidates(keys: RowKeys, shared: set[str]) -> list[tuple[str, str, bool]]:
    """(kind, value, whether it decides without the name), the strongest first."""
    found = []
    if keys.public_id:
        found.append(("public_id", keys.public_id, True))
    if keys.code:
        found.append(("code", keys.code, True))
    if keys.inn:
        found.append(("inn", keys.inn, True))
    found += [("phone", phone, False) for phone in keys.phones if phone not in shared]
    found += [("email", email, False) for email in keys.emails if email not in shared]
    if keys.birthday and keys.sort_name:
        found.append(("name_birthday", f"{keys.sort_name}|{keys.birthday}", True))
    return found
