"""By what a row of a file may be the same client as another (EXCEL.md 5.8): its keys, in order of how much they say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from clientcrm.domain.clients import ClientKind
from clientcrm.domain.contacts import ContactKind
from clientcrm.domain.intake.client_block import ClientBlock, Columns
from clientcrm.domain.values.names import names_compatible
from clientcrm.domain.values.text import fold

# A phone or e-mail held by so many clients is a shared one: a switchboard, a family, the shop's own.
SHARED_BY = 3
# Kinds of keys that decide without a look at the name, the strongest first.
DECISIVE = ("public_id", "code", "inn", "name_birthday")
_PHONES = (ContactKind.PHONE.value, ContactKind.WHATSAPP.value)
_EMAIL = ContactKind.EMAIL.value
_NO_CONTACTS: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
_COMPANY = ClientKind.COMPANY.value
_ROLE_BOXES = frozenset(
    {"info", "sales", "office", "noreply", "no-reply", "mail", "admin", "support", "zakaz", "order", "shop"}
)


class RowKeys(NamedTuple):
    """What one row can be matched by. A tuple of strings: 100,000 rows are made in half a second."""

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
    def decides(self) -> bool:
        """Whether one of its keys decides without a look at the name."""
        return bool(self.public_id or self.code or self.inn or (self.birthday and self.sort_name))

    @property
    def has_key(self) -> bool:
        """Whether anything but the name tells who this is."""
        return bool(self.phones or self.emails) or self.decides

    @property
    def full_name(self) -> bool:
        """Whether the name is more than one word: «Анна» is many people, «Орлова Анна» one family's."""
        return " " in self.sort_name


def row_keys(row: int, draft: Mapping[str, Any], public_id: str, inn_valid: bool, name_given: bool = True) -> RowKeys:
    """The keys of a row, whose draft is given as JSON values (codec.py).

    Shared boxes like info@ are no key of a person, 8-800 numbers of nobody.
    """
    get = draft.get
    company = get("kind") == _COMPANY
    phones, emails = _contact_keys(get("contacts", ()), company=company)
    name = get("name", "") if name_given else ""
    born, city = get("birthday"), get("city")
    inn = f"{get('inn')}/{get('kpp', '')}" if inn_valid and company and get("inn") else ""
    birthday = _iso(born) if born else ""
    return RowKeys(
        row,
        name,
        public_id,
        get("code", ""),
        inn,
        phones,
        emails,
        birthday,
        _folded(city) if city else "",
        sorted_name(name) if name else "",
    )


def _contact_keys(contacts: Sequence[Sequence[Any]], *, company: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The phones and e-mails among contact points that tell who this is."""
    phones, emails = [], []
    for contact in contacts:
        kind, normal = contact[0], contact[2]
        if not normal:
            continue
        if kind in _PHONES:
            if not normal.startswith("+7800"):
                phones.append(normal)
        elif kind == _EMAIL and (company or normal.partition("@")[0] not in _ROLE_BOXES):
            emails.append(normal)
    return tuple(phones), tuple(emails)


def block_keys(numbers: Sequence[int], block: ClientBlock) -> list[RowKeys]:
    """The same for many rows; `numbers` are theirs."""
    nothing = [None] * block.count

    def column(columns: Columns, name: str) -> list[Any]:
        return columns.get(name, nothing)

    names = column(block.values, "name")
    if "name_given" in block.beside:
        given = block.beside["name_given"]
        names = [name if said is not False else "" for name, said in zip(names, given, strict=True)]
    contacts = [
        _contact_keys(held, company=False) if held else _NO_CONTACTS for held in column(block.values, "contacts")
    ]
    parts = zip(
        numbers,
        [name or "" for name in names],
        [public_id or "" for public_id in column(block.beside, "public_id")],
        [code or "" for code in column(block.values, "code")],
        [""] * block.count,
        [phones for phones, _ in contacts],
        [emails for _, emails in contacts],
        [_iso(born) if born else "" for born in column(block.values, "birthday")],
        [_folded(city) if city else "" for city in column(block.values, "city")],
        sorted_names(names),
        strict=True,
    )
    found = list(map(RowKeys._make, parts))
    valid = column(block.beside, "inn_valid")
    for place, kind in enumerate(block.values.get("kind", ())):
        if kind == _COMPANY:
            one = found[place]
            found[place] = row_keys(one.row, block.draft(place), one.public_id, bool(valid[place]), bool(one.name))
    return found


def _iso(born: Sequence[int | None]) -> str:
    """A birthday that is known whole."""
    return "" if None in born else f"{born[0]:04}-{born[1]:02}-{born[2]:02}"


def sorted_names(names: Sequence[str | None]) -> list[str]:
    """sorted_name of each, "" for none; folded all at once, because folding asks much of every text."""
    folded = fold("\n".join([name or "" for name in names])).split("\n")
    if len(folded) != len(names):
        return [sorted_name(name) if name else "" for name in names]
    return [" ".join(sorted(name.split())) for name in folded]


_folded = lru_cache(maxsize=10_000)(fold)  # cities repeat


def sorted_name(name: str) -> str:
    """The words of a name in one order, without case: «Анна Орлова» is «Орлова Анна»."""
    words = fold(name).split()
    words.sort()
    return " ".join(words)


def names_fit(one: RowKeys, other: RowKeys) -> bool:
    """Names that one client may have; a missing name fits every other (EXCEL.md 5.8)."""
    return one.nameless or other.nameless or one.sort_name == other.sort_name or names_compatible(one.name, other.name)


def apart(one: RowKeys, other: RowKeys) -> bool:
    """Whether an id says that these are two clients: two ids of ours, two tax numbers, two branches of a company."""
    if one.public_id and other.public_id and one.public_id != other.public_id:
        return True
    return bool(one.inn and other.inn) and not same_company(one.inn, other.inn)


def same_company(one: str, other: str) -> bool:
    """Whether two "inn/kpp" are one company; a missing KPP fits every branch."""
    inn, _, kpp = one.partition("/")
    other_inn, _, other_kpp = other.partition("/")
    return inn == other_inn and (kpp == other_kpp or not kpp or not other_kpp)


def decisive_keys(keys: RowKeys) -> Iterator[tuple[str, str]]:
    """(kind, value) of the keys of a row that decide alone, the strongest first."""
    if keys.public_id:
        yield "public_id", keys.public_id
    if keys.code:
        yield "code", keys.code
    if keys.inn:
        yield "inn", keys.inn
    if keys.birthday and keys.sort_name:
        yield "name_birthday", f"{keys.sort_name}|{keys.birthday}"
