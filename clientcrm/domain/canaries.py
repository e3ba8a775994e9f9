"""Canaries: planted clients whose contacts the owner controls, and tracing a leaked line back to whoever had it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from clientcrm.domain.contacts import ContactDraft, ContactKind
from clientcrm.domain.values.emails import parse_emails
from clientcrm.domain.values.phones import parse_phones

USUAL_COUNT, MOST_AT_ONCE = 3, 10
Contact = tuple[str, str]  # kind and normal form


@dataclass(frozen=True, slots=True)
class Canary:
    """One planted client; `uid` is whose list it stands in, `seen_by` names the others who see it too.

    `there` is False for one that somebody erased, or that the owner took out: it is traced all the same.
    """

    client_id: int
    name: str
    uid: str
    person: str
    contacts: tuple[Contact, ...]
    planted_at: datetime
    seen_by: tuple[str, ...] = ()
    there: bool = True


class TracedKind(StrEnum):
    """What a leaked line turned out to be."""

    CANARY = "canary"
    CLIENT = "client"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Sighting:
    """Somebody was shown, copied, printed or exported the client; not certain where a file says no ids."""

    seq: int
    at: datetime
    uid: str
    person: str
    action: str
    count: int
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Traced:
    """Whose line it is, and who had it, the newest first. For a canary `person` is the one it was planted for."""

    kind: TracedKind
    uid: str = ""
    person: str = ""
    client_id: int | None = None
    client_name: str = ""
    contact: Contact | None = None
    planted_at: datetime | None = None
    seen_by: tuple[str, ...] = ()
    sightings: tuple[Sighting, ...] = ()


_KINDS: Final = (ContactKind.PHONE, ContactKind.EMAIL)
_MAIL: Final = re.compile(r"[^\s;,<>()\[\]\"'«»|]+@[^\s;,<>()\[\]\"'«»|]+")
_BETWEEN: Final = re.compile(r"[;|\t\n\r]+|,(?=\s*\D)|(?<=\D),")
# A phone within other words and numbers: ten digits or more with what people put between them.
_NUMBER: Final = re.compile(r"\+?\d(?:[\s\u00a0().\-–—/]{0,3}\d){9,14}")


def contacts_in_text(text: str, region: str = "RU") -> list[Contact]:
    """Phones and e-mails of a pasted line in any notation, each once, as (kind, normal form)."""
    found: dict[Contact, None] = {}
    for word in _MAIL.findall(text):
        for email in parse_emails(word.strip(".,:"))[0]:
            if email.address:
                found[ContactKind.EMAIL.value, email.address] = None
    without = _MAIL.sub(" ", text)
    for piece in (*_BETWEEN.split(without), *_NUMBER.findall(without)):
        for phone in parse_phones(piece.strip(), region)[0] if any(c.isdigit() for c in piece) else ():
            if phone.e164 and phone.status in ("ok", "fixed", "possible"):
                found[ContactKind.PHONE.value, phone.e164] = None
    return list(found)


def words_in_text(text: str) -> str:
    """What may be a name in a pasted line: its words, numbers and e-mails left out."""
    bare = _NUMBER.sub(" ", _MAIL.sub(" ", text))
    return " ".join(word for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", bare) if len(word) > 1)


def controlled(texts: Sequence[str], region: str = "RU") -> list[ContactDraft] | None:
    """The owner's phones and e-mails as contact points; None if one of them cannot be read or stands twice."""
    found: list[ContactDraft] = []
    for text in texts:
        contacts = contacts_in_text(text, region)
        if len(contacts) != 1:
            return None
        [(kind, normal)] = contacts
        found.append(ContactDraft(ContactKind(kind), normal, normal))
    return found if len({(c.kind, c.normal) for c in found}) == len(found) else None


def dealt(contacts: Sequence[ContactDraft], count: int) -> list[tuple[ContactDraft, ...]]:
    """The contacts among so many canaries, one after another."""
    return [tuple(contacts[place::count]) for place in range(count)]
