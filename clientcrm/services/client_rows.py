"""How a draft becomes the rows of a client, and back: plain columns, the sealed document, contact points.

One client from a form and 100,000 from a file go the same way.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from clientcrm.data.models import Client, ClientPrivate
from clientcrm.domain.clients import ClientDraft, ClientKind, OpeningBalance, Sex
from clientcrm.domain.contacts import ContactDraft, ContactKind, ContactStatus
from clientcrm.domain.values.dates import PartialDate
from clientcrm.domain.values.names import NameParts, list_name
from clientcrm.services.sealing import Seals

MESSENGERS = (ContactKind.TELEGRAM, ContactKind.WHATSAPP, ContactKind.VK, ContactKind.INSTAGRAM)
CONTACT_COLUMNS = (
    "uuid",
    "client_id",
    "portfolio",
    "kind",
    "position",
    "is_primary",
    "status",
    "confirmed_on",
    "sealed",
    "search_key",
    "last4_key",
)
_PHONE, _WHATSAPP = ContactKind.PHONE.value, ContactKind.WHATSAPP.value
_NOT_DIGITS = re.compile(r"\D+")
# The plain columns that a draft fills, under the same names.
SAME_NAME = (
    "last_name",
    "first_name",
    "middle_name",
    "contact_person",
    "position",
    "source",
    "responsible",
    "manager",
    "tier_id",
    "discount",
    "bonus",
    "card_number",
    "code",
    "inn",
    "kpp",
    "ogrn",
    "city",
    "region",
    "country",
    "consent",
    "next_contact",
    "interested",
    "house",
)


PLAIN_COLUMNS = (
    *SAME_NAME,
    "kind",
    "sex",
    "name",
    "list_name",
    "sort_key",
    "birth_year",
    "birth_month",
    "birth_day",
    "has_phone",
    "has_email",
    "has_messenger",
    "has_address",
    "has_note",
    "own_filled",
)
LOAD_COLUMNS = (
    "id",
    "version",
    "public_id",
    "portfolio",
    "created_at",
    "changed_at",
    "code_source",
    "tier_by_hand",
    "purchase_days",
    "trashed",
    *PLAIN_COLUMNS,
)


def shown_name(draft: ClientDraft) -> str:
    """What the list calls the client: surname first for a person, the whole name for a company."""
    if draft.kind is ClientKind.COMPANY:
        return draft.name
    return list_name(NameParts(draft.last_name, draft.first_name, draft.middle_name), draft.name)


def key_text(kind: str, normal: str) -> str:
    """What a search key covers: a phone is the same phone in WhatsApp."""
    return f"{_PHONE if kind == _WHATSAPP else kind}:{normal}"


def opened_contact(seals: Seals, row: Any) -> ContactDraft:
    """The contact point in full, from its sealed row."""
    raw, normal, ext, label = json.loads(seals.contacts(row.portfolio).open(row.uuid, row.sealed))
    return ContactDraft(
        kind=ContactKind(row.kind),
        raw=raw or normal,
        normal=normal,
        ext=ext,
        label=label,
        status=ContactStatus(row.status),
        primary=row.primary,
        confirmed_on=row.confirmed_on,
        id=row.id,
    )


def opened_digits(seals: Seals, portfolio: int, uuid: bytes, sealed: bytes) -> str:
    """The digits of a sealed phone, as they are searched for."""
    raw, normal, *_ = json.loads(seals.contacts(portfolio).open(uuid, sealed))
    return _NOT_DIGITS.sub("", normal or raw)


def opened_masks(seals: Seals, portfolio: int, uuid: bytes, masked: bytes | None) -> list[tuple[str, str]]:
    """Kinds and masked forms of the contacts, in order."""
    if masked is None:
        return []
    return [(kind, text) for kind, text in json.loads(seals.masked(portfolio).open(uuid, masked).decode())]


def opened_document(seals: Seals, private: ClientPrivate | None) -> dict[str, Any]:
    """Address, note and own fields of a client whose portfolio this session can open; else nothing."""
    if private is None or private.document is None or not seals.opens(private.portfolio):
        return {}
    found: dict[str, Any] = json.loads(seals.documents(private.portfolio).open(private.uuid, private.document))
    return found


def draft_from(
    values: Mapping[str, Any], document: dict[str, Any], contacts: Sequence[ContactDraft], tags: Sequence[str]
) -> ClientDraft:
    """The draft that a client's rows say: change it and write it back. `values` are LOAD_COLUMNS by name."""
    year, month, day = values["birth_year"], values["birth_month"], values["birth_day"]
    return ClientDraft(
        **{name: values[name] for name in SAME_NAME},
        kind=ClientKind(values["kind"]),
        name=values["name"],
        sex=Sex(values["sex"]),
        birthday=PartialDate(year, month, day) if year is not None or month is not None else None,
        portfolio=values["portfolio"],
        tags=tuple(tags),
        postcode=document.get("postcode", ""),
        address=document.get("address", ""),
        note=document.get("note", ""),
        own={int(key): text for key, text in document.get("own", {}).items()},
        contacts=tuple(contacts),
    )


def birthday_of(client: Client) -> PartialDate | None:
    """The birthday, as much of it as is known."""
    if client.birth_month is None and client.birth_year is None:
        return None
    return PartialDate(year=client.birth_year, month=client.birth_month, day=client.birth_day)


def opening_of(client: Client) -> OpeningBalance:
    """Totals that a file gave without receipts."""
    return OpeningBalance(
        client.opening_total, client.opening_count, client.opening_first, client.opening_last, client.opening_source
    )
