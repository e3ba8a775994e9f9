"""Columns of contact points: a cell becomes phones, e-mails or links of the row, as JSON values (codec.py)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from clientcrm.domain.contacts import ContactKind
from clientcrm.domain.intake.reading import CellRow, Take
from clientcrm.domain.values import ids
from clientcrm.domain.values.emails import parse_emails, plain_address
from clientcrm.domain.values.phone_plan import known_number, packed
from clientcrm.domain.values.phones import Phone, parse_phones, primary_phone
from clientcrm.domain.values.text import as_typed, clean_cell

_PHONE, _EMAIL = ContactKind.PHONE.value, ContactKind.EMAIL.value
_LINKS: dict[ContactKind, Callable[[object], str]] = {
    ContactKind.WEBSITE: ids.parse_url,
    ContactKind.TELEGRAM: ids.parse_telegram,
    ContactKind.VK: ids.parse_vk,
    ContactKind.INSTAGRAM: ids.parse_instagram,
}


def phone_step(index: int, region: str) -> Take:
    """A cell of phones: every number with its label, the first right one primary."""

    def take(row: CellRow, cell: Any) -> None:
        if cell.__class__ is str:
            e164 = known_number(packed(cell), region)
            if e164 is not None:
                primary = not row.contacts or not _has_primary(row.contacts, _PHONE)
                row.contacts.append([_PHONE, cell.strip(), e164, "", "", "ok", primary, None, None])
                return
        phones, codes = parse_phones(cell, region)
        for code in codes:
            row.problems.append([index, code, as_typed(cell), ""])
        first = None if _has_primary(row.contacts, _PHONE) else primary_phone(phones)
        row.contacts += phone_contacts(phones, first)

    return take


def phone_contacts(phones: Sequence[Phone], first: int | None) -> list[list[Any]]:
    """Phones as contact points; `first` is the place of the primary one."""
    return [
        [_PHONE, phone.raw, phone.e164 or "", phone.ext, phone.label[:60], phone.status, place == first, None, None]
        for place, phone in enumerate(phones)
    ]


def email_step(index: int) -> Take:
    """A cell of e-mails; a name before an address may be the client's, what is no address goes into the note."""

    def take(row: CellRow, cell: Any) -> None:
        address = plain_address(cell)
        if address is not None:
            primary = not any(contact[0] == _EMAIL for contact in row.contacts)
            row.contacts.append([_EMAIL, cell, address, "", "", "ok", primary, None, None])
            return
        emails, name, codes = parse_emails(cell)
        for code in codes:
            row.problems.append([index, code, as_typed(cell), ""])
        if name:
            row.other.setdefault("display_name", name)
        for email in emails:
            if email.address is None:
                row.notes.append(email.raw)
                continue
            status = "fixed" if email.status == "fixed" else "ok"
            primary = not any(contact[0] == _EMAIL for contact in row.contacts)
            row.contacts.append([_EMAIL, email.raw, email.address, "", "", status, primary, None, None])

    return take


def link_step(kind: ContactKind) -> Take:
    """A cell of sites or nicks, parted by semicolons."""

    def take(row: CellRow, cell: Any) -> None:
        for part in clean_cell(cell).split(";"):
            if part.strip():
                normal = _LINKS[kind](part.strip())
                row.contacts.append([kind.value, part.strip(), normal, "", "", "ok", False, None, None])

    return take


def united(contacts: list[list[Any]]) -> list[list[Any]]:
    """The contact points of all cells, each once."""
    if len(contacts) == 1:
        return contacts
    found: dict[tuple[str, str], list[Any]] = {}
    for contact in contacts:
        found.setdefault((contact[0], contact[2] + contact[3] or contact[1]), contact)
    return list(found.values())


def with_contacts(held: list[list[Any]], more: list[list[Any]]) -> list[list[Any]]:
    """The contact points of one cell behind those of others: the first right phone and e-mail of all are primary."""
    if len(held) == len(more) == 1 and held[0][0] != more[0][0]:  # a phone and an e-mail, as in most rows
        return held + more
    for contact in more:
        kind = contact[0]
        if contact[6] and any(kind == one[0] and (one[6] or kind == _EMAIL) for one in held):
            contact[6] = False
    return united(held + more)


def _has_primary(contacts: Sequence[list[Any]], kind: str) -> bool:
    return any(contact[6] and contact[0] == kind for contact in contacts)
