"""What clients say, as JSON values (codec.py) by the column, made into rows of their tables, and sealed.

One client from a form and 100,000 from a file go the same way. Columns, because most fields of most files say nothing:
those cost nothing by the row.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import chain, repeat
from json.encoder import encode_basestring as quoted
from typing import Any

from clientcrm.domain.clients import ClientDraft, ClientKind, Sex
from clientcrm.domain.contacts import ContactKind, mask_contact
from clientcrm.domain.values.text import any_mixed, both_readings, fold_many
from clientcrm.services.client_rows import CONTACT_COLUMNS, MESSENGERS, SAME_NAME, key_text
from clientcrm.services.sealing import Seals
from clientcrm.vault.fields import ColumnSeal, IndexKey

Values = Mapping[str, Any]
# Fields by name, each with a value per client, None where that client does not say it.
Columns = Mapping[str, Sequence[Any]]

_EMPTY: dict[str, Any] = {name: getattr(ClientDraft(), name) for name in SAME_NAME}
_EMPTY |= {"kind": ClientKind.PERSON.value, "sex": Sex.UNKNOWN.value, "birthday": None, "name": ""}
_EMPTY |= {"contacts": (), "tags": ()}
_NO_DAY = (None, None, None)
_COMPANY = ClientKind.COMPANY.value
_MASKS = {kind.value: partial(mask_contact, kind) for kind in ContactKind}
_EMAIL = ContactKind.EMAIL.value
_PHONES = frozenset({ContactKind.PHONE.value, ContactKind.WHATSAPP.value})
_MESSENGERS = frozenset(kind.value for kind in MESSENGERS)
_FOUND_BY = ("name", "contact_person", "code", "card_number", "inn")
_DOCUMENT = ("postcode", "address", "note")
_UUID = 16
_NO_TEXT = quoted("")


def columns_of(clients: Sequence[Values]) -> dict[str, list[Any]]:
    """What clients say one by one, by the column."""
    said: set[str] = set().union(*clients)
    return {name: [values.get(name) for values in clients] for name in said}


def plain_columns(said: Columns, count: int) -> list[Sequence[Any]]:
    """Every plain column of so many clients, has-flags and sort key included, as PLAIN_COLUMNS."""
    same = {name: _filled(said, name, count) for name in SAME_NAME}
    kinds, names = (_filled(said, name, count) for name in ("kind", "name"))
    parts = zip(kinds, same["last_name"], same["first_name"], same["middle_name"], names, strict=True)
    shown = [
        name if kind == _COMPANY else f"{last} {first}" if last and first else last or first or middle or name
        for kind, last, first, middle, name in parts
    ]
    births = [birthday or _NO_DAY for birthday in _filled(said, "birthday", count)]
    held = [{contact[0] for contact in contacts} for contacts in _filled(said, "contacts", count)]
    return [
        *same.values(),
        kinds,
        _filled(said, "sex", count),
        names,
        shown,
        fold_many(shown),
        *([birth[part] for birth in births] for part in range(3)),
        [not _PHONES.isdisjoint(one) for one in held],
        [_EMAIL in one for one in held],
        [not _MESSENGERS.isdisjoint(one) for one in held],
        _any_of(said, ("address", "postcode"), count),
        _any_of(said, ("note",), count),
        ["".join(f"|{key}|" for key in own) if own else "" for own in said.get("own", (None,) * count)],
    ]


def search_words(said: Columns, count: int) -> list[str]:
    """What each client is found by in the index of words: nothing that is sealed."""
    parts = [said[name] for name in _FOUND_BY if name in said]
    words = [" ".join(filter(None, row)) for row in zip(*parts, strict=True)] if parts else [""] * count
    if "tags" in said:
        words = [" ".join((word, *tags)) if tags else word for word, tags in zip(words, said["tags"], strict=True)]
    folded = fold_many(words)
    return [both_readings(word) for word in folded] if any_mixed(folded) else folded


def _filled(said: Columns, name: str, count: int) -> Sequence[Any]:
    """A column with the field's empty value where a client does not say it."""
    empty, column = _EMPTY[name], said.get(name)
    if column is None:
        return [empty] * count
    return column if empty is None else [empty if value is None else value for value in column]


def _any_of(said: Columns, names: Iterable[str], count: int) -> list[bool]:
    columns = [said[name] for name in names if name in said]
    return [any(row) for row in zip(*columns, strict=True)] if columns else [False] * count


class SealedRows:
    """Makes the sealed rows of clients of one portfolio; `last4` keeps the keys of last digits, 10,000 at most."""

    def __init__(self, seals: Seals, portfolio: int, last4: dict[str, bytes]) -> None:
        self._seals = seals
        self._portfolio = portfolio
        self._last4 = last4

    def private(self, ids: Sequence[int], uuids: Sequence[bytes], said: Columns) -> dict[str, Sequence[Any]]:
        """Rows of client_private by the column."""
        masked, documents = self._seals.masked(self._portfolio), self._seals.documents(self._portfolio)
        contacts = said.get("contacts")
        nothing = [None] * len(ids)
        texts = document_texts(said, len(ids))
        return {
            "client_id": ids,
            "uuid": uuids,
            "portfolio": [self._portfolio] * len(ids),
            "masked": nothing if contacts is None else self._sealed(masked, uuids, list(map(_masks, contacts))),
            "document": self._sealed(documents, uuids, texts),
        }

    def contacts(self, ids: Sequence[int], contacts: Sequence[Sequence[Sequence[Any]] | None]) -> dict[str, Any]:
        """Rows of contact_point by the column, as CONTACT_COLUMNS, each client's in their order."""
        points = [contact for held in contacts if held for contact in held]
        count = len(points)
        if not count:
            return dict.fromkeys(CONTACT_COLUMNS, ())
        counts = [len(held) if held else 0 for held in contacts]
        kinds, raws, normals, exts, labels, statuses, primary, confirmed, *_ = zip(*points, strict=True)
        names = os.urandom(_UUID * count)
        uuids = [names[at : at + _UUID] for at in range(0, len(names), _UUID)]
        texts = list(map(_point_text, raws, normals, exts, labels))
        search, last4 = zip(*self.search_keys(list(zip(kinds, normals, strict=True))), strict=True)
        values = (
            uuids,
            list(chain.from_iterable(map(repeat, ids, counts))),
            [self._portfolio] * count,
            kinds,
            list(chain.from_iterable(map(range, counts))),
            primary,
            statuses,
            confirmed,
            self._seals.contacts(self._portfolio).seal_many(list(zip(uuids, texts, strict=True))),
            search,
            last4,
        )
        return dict(zip(CONTACT_COLUMNS, values, strict=True))

    def search_keys(self, points: Sequence[tuple[str, str]]) -> list[tuple[bytes | None, bytes | None]]:
        """By what each point (kind, normal form) is found: the whole of it, and the last four digits of a phone."""
        return contact_keys(self._seals.key(self._portfolio), points, self._last4)

    @staticmethod
    def _sealed(column: ColumnSeal, uuids: Sequence[bytes], texts: Sequence[str]) -> list[bytes | None]:
        """Each text sealed in the row of its uuid; None for an empty one."""
        written = [(uuid, text.encode()) for uuid, text in zip(uuids, texts, strict=True) if text]
        sealed = column.seal_many(written)
        if len(sealed) == len(texts):
            return [*sealed]
        following = iter(sealed)
        return [next(following) if text else None for text in texts]


def contact_keys(
    key: IndexKey, points: Sequence[tuple[str, str]], known: dict[str, bytes]
) -> list[tuple[bytes | None, bytes | None]]:
    """The search keys of contacts (kind, normal form), none where it is ""; `known`: those of last digits made so far.

    The whole of it, and the last four digits of a phone.
    """
    found: list[tuple[bytes | None, bytes | None]] = []
    whole = iter(key.search_keys([key_text(kind, normal) for kind, normal in points if normal]))
    for kind, normal in points:
        if not normal:
            found.append((None, None))
        elif kind in _PHONES:
            digits = normal[-4:]
            last4 = known.get(digits) or known.setdefault(digits, key.last4_key(digits))
            found.append((next(whole), last4))
        else:
            found.append((next(whole), None))
    return found


def _masks(contacts: Sequence[Sequence[Any]] | None) -> str:
    """A client's contacts as lists show them."""
    if not contacts:
        return ""
    if len(contacts) == 1:
        kind, raw, normal, *_ = contacts[0]
        return f'[["{kind}",{quoted(_MASKS[kind](normal, raw))}]]'
    masks = [f'["{kind}",{quoted(_MASKS[kind](normal, raw))}]' for kind, raw, normal, *_ in contacts]
    return f"[{','.join(masks)}]"


def _point_text(raw: str, normal: str, ext: str, label: str) -> bytes:
    written = quoted(raw) if raw != normal else _NO_TEXT
    said = f"{quoted(ext)},{quoted(label)}" if ext or label else f"{_NO_TEXT},{_NO_TEXT}"
    return f"[{written},{quoted(normal)},{said}]".encode()


def document_texts(said: Columns, count: int) -> list[str]:
    """What is kept sealed of each client as one JSON document; "" where there is nothing to keep."""
    parts = [[f'"{name}":{quoted(text)}' if text else "" for text in said[name]] for name in _DOCUMENT if name in said]
    if "own" in said:
        parts.append([_own_text(own) if own else "" for own in said["own"]])
    if not parts:
        return [""] * count
    written = [",".join(filter(None, row)) for row in zip(*parts, strict=True)]
    return [f"{{{text}}}" if text else "" for text in written]


def _own_text(own: Mapping[str, str]) -> str:
    return '"own":{' + ",".join(f"{quoted(str(key))}:{quoted(text)}" for key, text in own.items()) + "}"
