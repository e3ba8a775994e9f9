"""Contact points: phones, e-mails, messengers; what is kept of each and what is shown before anyone asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from clientcrm.domain.values.emails import mask_email
from clientcrm.domain.values.phone_cells import mask_phone


class ContactKind(StrEnum):
    """How a client can be reached."""

    PHONE = "phone"
    EMAIL = "email"
    TELEGRAM = "telegram"
    WHATSAPP = "whatsapp"
    VK = "vk"
    INSTAGRAM = "instagram"
    WEBSITE = "website"
    OTHER = "other"


class ContactStatus(StrEnum):
    """How well the raw text was understood."""

    OK = "ok"
    FIXED = "fixed"
    POSSIBLE = "possible"
    BAD = "bad"
    LOSSY = "lossy"


@dataclass(frozen=True, slots=True)
class ContactDraft:
    """One contact point as a form or a file gives it; normal is "" when the raw text was not understood."""

    kind: ContactKind
    raw: str
    normal: str = ""
    ext: str = ""
    label: str = ""
    status: ContactStatus = ContactStatus.OK
    primary: bool = False
    confirmed_on: date | None = None
    id: int | None = None

    @property
    def value(self) -> str:
        """What a person dials or writes to: the normal form with its extension, else the raw text."""
        return (f"{self.normal} доб. {self.ext}" if self.ext else self.normal) or self.raw


@dataclass(frozen=True, slots=True)
class ContactLine:
    """One contact point on a card, masked."""

    id: int
    kind: ContactKind
    masked: str
    label: str
    primary: bool
    status: ContactStatus
    confirmed_on: date | None


@dataclass(frozen=True, slots=True)
class ShownContact:
    """One contact point in full: the answer to a request that left an entry in the journal."""

    id: int
    kind: ContactKind
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Shown:
    """Contacts in full, and how many more may be shown today (None: no limit)."""

    contacts: tuple[ShownContact, ...]
    left_today: int | None


# Looked up as attributes of the enumeration they cost a mask half its time.
_PHONE, _WHATSAPP, _EMAIL = ContactKind.PHONE, ContactKind.WHATSAPP, ContactKind.EMAIL


def mask_contact(kind: ContactKind, normal: str, raw: str) -> str:
    """What stands in lists before anyone asks: enough to recognise, too little to call."""
    if kind is _PHONE or kind is _WHATSAPP:
        return mask_phone(normal or raw)
    if kind is _EMAIL:
        return mask_email(normal or raw)
    text = (normal or raw).removeprefix("https://").removeprefix("@")
    return text[:2] + "•••" if text else ""
