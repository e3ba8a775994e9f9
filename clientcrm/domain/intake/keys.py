"""By what a row and a client may be the same (EXCEL.md 5.8), within one file: keys in order of how much they decide."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from clientcrm.domain.clients import ClientDraft, ClientKind
from clientcrm.domain.contacts import ContactKind
from clientcrm.domain.values.names import names_compatible
from clientcrm.domain.values.text import fold

# A phone or e-mail held by so many clients is a shared one: a switchboard, a family, the shop's own.
SHARED_BY = 3
_ROLE_BOXES = ("info", "sales", "office", "noreply", "no-reply", "mail", "admin", "support", "zakaz", "order", "shop")


@dataclass(frozen=True, slots=True)
class RowKeys:
    """What one row can be matched by. Strings, so that 100,000 rows stand in memory."""

    row: int
    name: str
    kind: ClientKind
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


def row_keys(row: int, draft: ClientDraft, public_id: str, inn_valid: bool, name_given: bool = True) -> RowKeys:
    """The keys of a row; shared boxes like info@ are no key of a person, 8-800 numbers of nobody."""
    birthday = draft.birthday
    whole_birthday = birthday is not None and None not in (birthday.year, birthday.month, birthday.day)
    phones, emails = [], []
    for contact in draft.contacts:
        if not contact.normal:
            continue
        if contact.kind in (ContactKind.PHONE, ContactKind.WHATSAPP) and not contact.normal.startswith("+7800"):
            phones.append(contact.normal)
        elif contact.kind is ContactKind.EMAIL and not _is_shared_box(draft.kind, contact.normal):
            emails.append(contact.normal)
    return RowKeys(
        row=row,
        name=draft.name if name_given else "",
        kind=draft.kind,
        public_id=public_id,
        code=draft.code,
        inn=f"{draft.inn}/{draft.kpp}" if inn_valid and draft.inn and draft.kind is ClientKind.COMPANY else "",
        phones=tuple(phones),
        emails=tuple(emails),
        birthday=birthday.iso if birthday is not None and whole_birthday else "",
        city=fold(draft.city),
        sort_name=" ".join(sorted(fold(draft.name).split())) if name_given else "",
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


def _is_shared_box(kind: ClientKind, address: str) -> bool:
    return kind is ClientKind.PERSON and address.partition("@")[0] in _ROLE_BOXES
