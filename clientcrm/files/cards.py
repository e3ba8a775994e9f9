"""What one vCard says, as plain values: the same for reading and writing."""

from __future__ import annotations

from dataclasses import dataclass

# What the UID of a card of our own begins with; behind it stands the client's id.
OWN_UID = "clientcrm-"


@dataclass(frozen=True, slots=True)
class CardContact:
    """A phone or an e-mail: the value as written, its types in lower case (cell, work, fax, pref) and own label."""

    value: str
    types: tuple[str, ...] = ()
    label: str = ""


@dataclass(frozen=True, slots=True)
class CardAddress:
    """A postal address in parts; `street` also holds post box and extension."""

    street: str = ""
    city: str = ""
    region: str = ""
    postcode: str = ""
    country: str = ""
    types: tuple[str, ...] = ()

    def in_line(self) -> str:
        """The parts in one line, the widest last."""
        return ", ".join(part for part in (self.street, self.city, self.region, self.postcode, self.country) if part)


@dataclass(frozen=True, slots=True)
class Card:
    """One person or company. `birthday` is YYYY-MM-DD, --MM-DD without a year, or the text of the file."""

    full_name: str = ""
    last_name: str = ""
    first_name: str = ""
    middle_name: str = ""
    prefix: str = ""
    suffix: str = ""
    company: str = ""
    department: str = ""
    position: str = ""
    phones: tuple[CardContact, ...] = ()
    emails: tuple[CardContact, ...] = ()
    addresses: tuple[CardAddress, ...] = ()
    websites: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    birthday: str = ""
    note: str = ""
    uid: str = ""
    gender: str = ""
    is_company: bool = False
    others: tuple[tuple[str, str], ...] = ()
