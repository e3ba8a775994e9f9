"""What columns are called: targets with their synonyms, for lists of clients and lists of purchases."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from clientcrm.domain.mapping.headers import header_spellings

SheetKind = Literal["clients", "purchases"]

# Several columns may have one of these; every other target is taken once. The second phone is a phone2.
MULTIPLE = frozenset({"phone2", "email2", "address", "tags", "comment", "row_no"})
FURTHER = {"phone": "phone2", "email": "email2"}

PHONES = frozenset({"phone", "phone2", "client_phone"})
EMAILS = frozenset({"email", "email2"})
NAMES = frozenset({"full_name", "last_name", "first_name", "middle_name", "company", "contact_person", "client_name"})
DATES = frozenset({"birthday", "first_purchase", "last_purchase", "created_at", "next_contact", "date"})
NUMBERS = frozenset(
    {
        *("discount", "bonus", "total_spent", "purchase_count", "avg_check"),
        *("quantity", "unit_price", "line_total", "receipt_total"),
    }
)

# Words that are no column of a client unless they are the whole header, though they stand in longer ones.
_NEVER_INSIDE = frozenset({"row_no", "kind", "client_id"})
_LEAST_LETTERS = 3

# In a list of clients these say too little: the date of what, the sum of what, the status of what?
LONE = frozenset({"дата", "сумма", "статус", "date", "amount", "status"})


@dataclass(frozen=True, slots=True)
class Synonym:
    """One name of a target; rank 0 is the most usual one."""

    target: str
    rank: int


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All synonyms of one kind of sheet: by whole header, by word order, and the phrases looked for inside."""

    exact: Mapping[str, tuple[Synonym, ...]]
    sorted_words: Mapping[tuple[str, ...], Synonym]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], Synonym], ...]]


@lru_cache(maxsize=2)
def lexicon(kind: SheetKind) -> Lexicon:
    """The synonyms of clients or purchases, read once."""
    names = _client_names() if kind == "clients" else _purchase_names()
    exact: dict[str, list[Synonym]] = {}
    for target, headers in names.items():
        for rank, header in enumerate(headers):
            for spelling in header_spellings(header):
                known = exact.setdefault(spelling, [])
                if all(synonym.target != target for synonym in known):
                    known.append(Synonym(target, rank))
    phrases: dict[str, list[tuple[tuple[str, ...], Synonym]]] = {}
    sorted_words: dict[tuple[str, ...], Synonym] = {}
    for spelling, synonyms in exact.items():
        words = tuple(spelling.split())
        sorted_words.setdefault(tuple(sorted(words)), synonyms[0])
        if synonyms[0].target not in _NEVER_INSIDE and sum(map(len, words)) >= _LEAST_LETTERS:
            phrases.setdefault(words[0], []).append((words, synonyms[0]))
    return Lexicon(
        {spelling: tuple(synonyms) for spelling, synonyms in exact.items()},
        sorted_words,
        {first: tuple(sorted(found, key=lambda item: -len(item[0]))) for first, found in phrases.items()},
    )


@lru_cache(maxsize=1)
def usual_headers() -> frozenset[str]:
    """Headers of both kinds as they are mostly written, case apart: a test cheap enough for every row."""
    written = {
        header.casefold() for names in (_client_names(), _purchase_names()) for h in names.values() for header in h
    }
    return frozenset(written).union(lexicon("clients").exact, lexicon("purchases").exact)


@lru_cache(maxsize=1)
def client_synonyms() -> dict[str, list[str]]:
    """The 44 targets of a client list and their 636 headers."""
    return _read("header_synonyms.json")


@lru_cache(maxsize=1)
def purchase_synonyms() -> dict[str, list[str]]:
    """The targets of a list of purchases and their headers."""
    return _read("purchase_synonyms.json")


def _client_names() -> dict[str, list[str]]:
    names = {target: list(headers) for target, headers in client_synonyms().items()}
    for target, headers in _read("own_synonyms.json").items():
        names[target] = [*headers, *names.get(target, [])]
    return names


def _purchase_names() -> dict[str, list[str]]:
    names = {target: list(headers) for target, headers in purchase_synonyms().items()}
    own = {spelling for headers in names.values() for header in headers for spelling in header_spellings(header)}
    clients = _client_names()
    for target, sources in {
        "client_id": ("client_id",),
        "client_code": ("external_id",),
        "client_phone": ("phone", "phone2"),
        "client_card": ("card_number",),
        "client_name": ("full_name", "company"),
        "country": ("country",),
        "row_no": ("row_no",),
    }.items():
        borrowed = [header for source in sources for header in clients[source]]
        names[target] += [header for header in borrowed if not own.intersection(header_spellings(header))]
    return names


def _read(name: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = json.loads(files(__package__).joinpath(name).read_text("utf-8"))
    return found
