"""Drafts as JSON values for staging and for undo: only what differs from an empty draft is kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from clientcrm.domain.clients import ClientDraft, ClientKind, OpeningBalance, Sex
from clientcrm.domain.contacts import ContactDraft, ContactKind, ContactStatus
from clientcrm.domain.values.dates import PartialDate

_DEFAULTS: dict[str, Any] = {field.name: getattr(ClientDraft(), field.name) for field in fields(ClientDraft)}


def _contact(contact: ContactDraft) -> list[Any]:
    confirmed = contact.confirmed_on.isoformat() if contact.confirmed_on else None
    return [
        contact.kind.value,
        contact.raw,
        contact.normal,
        contact.ext,
        contact.label,
        contact.status.value,
        contact.primary,
        confirmed,
        contact.id,
    ]


def contact_from(value: list[Any]) -> ContactDraft:
    """One contact point back from its JSON value."""
    kind, raw, normal, ext, label, status, primary, confirmed, contact_id = value
    return ContactDraft(
        ContactKind(kind),
        raw,
        normal,
        ext,
        label,
        ContactStatus(status),
        primary,
        date.fromisoformat(confirmed) if confirmed else None,
        contact_id,
    )


_TO: dict[str, Callable[[Any], Any]] = {
    "kind": lambda v: v.value,
    "sex": lambda v: v.value,
    "birthday": lambda v: [v.year, v.month, v.day] if v else None,
    "tags": list,
    "next_contact": lambda v: v.isoformat() if v else None,
    "own": lambda v: {str(key): text for key, text in v.items()},
    "contacts": lambda v: [_contact(contact) for contact in v],
}
_FROM: dict[str, Callable[[Any], Any]] = {
    "kind": ClientKind,
    "sex": Sex,
    "birthday": lambda v: PartialDate(*v) if v else None,
    "tags": tuple,
    "next_contact": lambda v: date.fromisoformat(v) if v else None,
    "own": lambda v: {int(key): text for key, text in v.items()},
    "contacts": lambda v: tuple(contact_from(item) for item in v),
}


def field_to_json(name: str, value: Any) -> Any:
    """One field of a draft as a JSON value."""
    return _TO[name](value) if name in _TO else value


def field_from_json(name: str, value: Any) -> Any:
    """One field of a draft back."""
    return _FROM[name](value) if name in _FROM else value


def draft_to_json(draft: ClientDraft) -> dict[str, Any]:
    """The fields that say something."""
    found = {}
    for name, default in _DEFAULTS.items():
        value = getattr(draft, name)
        if value != default:
            found[name] = field_to_json(name, value)
    return found


def draft_from_json(values: dict[str, Any]) -> ClientDraft:
    """The draft back; an unknown field is refused by its constructor."""
    return ClientDraft(**{name: field_from_json(name, value) for name, value in values.items()})


def opening_to_json(opening: OpeningBalance) -> list[Any]:
    """An opening balance as a JSON value."""
    first = opening.first.isoformat() if opening.first else None
    last = opening.last.isoformat() if opening.last else None
    return [opening.total, opening.count, first, last, opening.source]


def opening_from_json(value: Sequence[Any]) -> OpeningBalance:
    """The opening balance back."""
    total, count, first, last, source = value
    days = (date.fromisoformat(first) if first else None, date.fromisoformat(last) if last else None)
    return OpeningBalance(total, count, *days, source)
