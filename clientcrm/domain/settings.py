"""What the owner decides for the whole shop, and what is said before anyone signs in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from clientcrm.domain.access import PersonTile

# Those that a base may count in, in the order in which people look for one. Sums are kept, read and shown in hundredths
# everywhere, so a currency with other minor units (ISO 4217: none for JPY, thousandths for KWD) cannot be among them.
CURRENCIES: Final = (
    *("RUB", "BYN", "KZT", "UZS", "KGS", "AMD", "GEL", "AZN", "TRY", "AED", "CNY", "USD", "EUR", "GBP"),
)


@dataclass(frozen=True, slots=True)
class NewBase:
    """What the set-up asks for.

    `portfolio` is the one that all share; `personal` ones stand beside it, empty and read by owners alone at first.
    """

    shop: str
    owner: str
    password: str
    portfolio: str
    currency: str = "RUB"
    time_zone: str = "Europe/Moscow"
    personal: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entrance:
    """What the sign-in screen knows before a password: unverified until somebody signs in."""

    folder: Path
    shop: str
    people: tuple[PersonTile, ...]
    fallback: str = ""


@dataclass(frozen=True, slots=True)
class ShopSettings:
    """The shop's decisions; autolock in minutes, 0 never; hidden_from_recorders where the system can hide windows."""

    shop: str
    currency: str
    time_zone: str
    region: str = "RU"
    autolock: int = 5
    backup_at_exit: bool = True
    backup_folder: str = ""
    hidden_from_recorders: bool = True


@dataclass(frozen=True, slots=True)
class BackupFile:
    """One copy on the disk."""

    path: Path
    made_at: datetime
    size: int
    verified: bool


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One part of the whole-base check: for a script what is wrong, for a person its kind, with a number to it."""

    name: str
    ok: bool
    detail: str
    trouble: str = ""
    number: int = 0
