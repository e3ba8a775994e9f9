"""What clients say, as JSON values (codec.py), made into tuples of their tables, and sealed by the column.

One client from a form and 100,000 from a file go the same way.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from json.encoder import encode_basestring as quoted
from typing import Any

from clientcrm.data.search import words_of
from clientcrm.domain.clients import ClientDraft, ClientKind, Sex
from clientcrm.domain.contacts import ContactKind, mask_contact
from clientcrm.domain.values.text import fold
from clientcrm.services.client_rows import MESSENGERS, SAME_NAME, key_text
from clientcrm.services.sealing import Seals

Values = Mapping[str, Any]
_EMPTY: dict[str, Any] = {name: getattr(ClientDraft(), name) for name in SAME_NAME}
_EMPTY |= {"kind": ClientKind.PERSON.value, "sex": Sex.UNKNOWN.value, "birthday": None}
_EMPTY |= {"name": "", "postcode": "", "address": "", "note": "", "own": {}, "contacts": ()}
_NO_DAY = (None, None, None)
_COMPANY = ClientKind.COMPANY.value
_KINDS = {kind.value: kind for kind in ContactKind}
_EMAIL = ContactKind.EMAIL.value
_PHONES = frozenset({ContactKind.PHONE.value, ContactKind.WHATSAPP.value})
_MESSENGERS = frozenset(kind.value for kind in MESSENGERS)
_UUID = 16
_NO_TEXT = quoted("")


def plain_columns(clients: Sequence[Values]) -> list[Sequence[Any]]:
    """Every plain column that follows from the values, has-flags and sort key included, as PLAIN_COLUMNS.

    By the column, because most say nothing in most files: those cost nothing by the row.
    """
    said: set[str] = set().union(*clients)

    def column(name: str) -> list[Any]:
        empty = _EMPTY[name]
        return [values.get(name, empty) for values in clients] if name in said else [empty] * len(clients)

    same = {name: column(name) for name in SAME_NAME}
    kinds, names = column("kind"), column("name")
    parts = zip(kinds, same["last_name"], same["first_name"], same["middle_name"], names, strict=True)
    shown = [
        name if kind == _COMPANY else f"{last} {first}" if last and first else last or first or middle or name
        for kind, last, first, middle, name in parts
    ]
    births = [birthday or _NO_DAY for birthday in column("birthday")]
    held = [{contact[0] for contact in contacts} for contacts in column("contacts")]
    places = zip(column("address"), column("postcode"), strict=True)
    return [
        *same.values(),
        kinds,
        column("sex"),
        names,
        shown,
        [fold(name) for name in shown],
        *([birth[part] for birth in births] for part in range(3)),
        [not _PHONES.isdisjoint(one) for one in held],
        [_EMAIL in one for one in held],
        [not _MESSENGERS.isdisjoint(one) for one in held],
        [bool(address or postcode) for address, postcode in places],
        [bool(note) for note in column("note")],
        ["".join(f"|{key}|" for key in own) if own else "" for own in column("own")],
    ]


def search_words_of(values: Values) -> str:
    """What the client is found by in the index of words: nothing that is sealed."""
    get = values.get
    parts = (get("name", ""), get("contact_person", ""), get("code", ""), get("card_number", ""), get("inn", ""))
    return words_of(*parts, *get("tags", ()))


@dataclass(slots=True)
class SealedRows:
    """Rows of the sealed half and of the contact points of clients of one portfolio, sealed together at the end."""

    seals: Seals
    portfolio: int
    last4: dict[str, bytes] = field(default_factory=dict)
    _private: list[tuple[int, bytes]] = field(default_factory=list)
    _masks: list[tuple[bytes, bytes]] = field(default_factory=list)
    _documents: list[tuple[bytes, bytes]] = field(default_factory=list)
    _contacts: list[bytes] = field(default_factory=list)
    _points: list[tuple[Any, ...]] = field(default_factory=list)

    def add(self, client_id: int, uuid: bytes, values: Values) -> None:
        """One client's sealed half; `uuid` names its row in client_private."""
        self._private.append((client_id, uuid))
        contacts = values.get("contacts")
        if contacts:
            masks = [f'["{c[0]}",{quoted(mask_contact(_KINDS[c[0]], c[2], c[1]))}]' for c in contacts]
            self._masks.append((uuid, f"[{','.join(masks)}]".encode()))
        document = document_text(values)
        if document:
            self._documents.append((uuid, document.encode()))

    def add_contacts(self, client_id: int, contacts: Sequence[Sequence[Any]]) -> None:
        """A client's contact points, in their order."""
        key = self.seals.key(self.portfolio)
        known = self.last4
        for place, (kind, raw, normal, ext, label, status, primary, confirmed, _) in enumerate(contacts):
            search_key = last4 = None
            if normal:
                search_key = key.search_key(key_text(kind, normal))
                if kind in _PHONES:
                    digits = normal[-4:]
                    last4 = known.get(digits) or known.setdefault(digits, key.last4_key(digits))
            written = quoted(raw) if raw != normal else _NO_TEXT
            text = f"[{written},{quoted(normal)},{quoted(ext)},{quoted(label)}]"
            self._contacts.append(text.encode())
            self._points.append((client_id, kind, place, primary, status, confirmed, search_key, last4))

    def private_rows(self) -> list[tuple[Any, ...]]:
        """Rows of client_private: id, uuid, portfolio, masked, document."""
        masked = self._sealed(self.seals.masked(self.portfolio), self._masks)
        documents = self._sealed(self.seals.documents(self.portfolio), self._documents)
        return [
            (client_id, uuid, self.portfolio, masked.get(uuid), documents.get(uuid))
            for client_id, uuid in self._private
        ]

    def contact_rows(self) -> list[tuple[Any, ...]]:
        """Rows of contact_point as CONTACT_COLUMNS."""
        names = os.urandom(_UUID * len(self._contacts))
        uuids = [names[at : at + _UUID] for at in range(0, len(names), _UUID)]
        sealed = self.seals.contacts(self.portfolio).seal_many(list(zip(uuids, self._contacts, strict=True)))
        return [
            (uuid, client_id, self.portfolio, kind, place, primary, status, confirmed, value, search_key, last4)
            for uuid, value, (client_id, kind, place, primary, status, confirmed, search_key, last4) in zip(
                uuids, sealed, self._points, strict=True
            )
        ]

    @staticmethod
    def _sealed(column: Any, values: Sequence[tuple[bytes, bytes]]) -> dict[bytes, bytes]:
        return dict(zip((uuid for uuid, _ in values), column.seal_many(values), strict=True))


def document_text(values: Values) -> str:
    """What is kept sealed as one JSON document; "" when there is nothing to keep."""
    parts = []
    for name in ("postcode", "address", "note"):
        text = values.get(name)
        if text:
            parts.append(f'"{name}":{quoted(text)}')
    own = values.get("own")
    if own:
        parts.append('"own":{' + ",".join(f"{quoted(str(key))}:{quoted(text)}" for key, text in own.items()) + "}")
    return "{" + ",".join(parts) + "}" if parts else ""
