"""How the command line speaks: both languages side by side, numbers, money, days and sizes as people write them."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from clientcrm.domain.values.dates import PartialDate

LANGUAGES = ("ru", "en")
NARROW = "\u202f"
_SIGNS = {"RUB": "₽", "USD": "$", "EUR": "€", "GBP": "£", "KZT": "₸", "BYN": "Br", "CNY": "¥", "TRY": "₺", "GEL": "₾"}
# Not calendar.month_abbr, which speaks the system's language.
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_RUSSIAN_IN_WINDOWS, _LANGUAGE_BITS = 0x19, 0x3FF


@dataclass(frozen=True, slots=True)
class Speech:
    """One language: called with a sentence in Russian and in English, it says the right one."""

    language: str

    def __call__(self, russian: str, english: str) -> str:
        """The sentence in this language."""
        return russian if self.language == "ru" else english

    def number(self, value: float, places: int = 0) -> str:
        """12 345 and 12,5 in Russian; 12,345 and 12.5 in English."""
        text = f"{value:,.{places}f}"
        if self.language == "ru":
            return text.replace(",", NARROW).replace(".", ",")
        return text

    def money(self, minor: int | None, currency: str) -> str:
        """2 240 ₽ or £2,240; nothing where the sum is unknown or not to be seen."""
        if minor is None:
            return ""
        amount = self.number(minor / 100, 2 if minor % 100 else 0)
        sign = _SIGNS.get(currency, currency)
        if self.language == "ru" or len(sign) > 1:
            return f"{amount}{NARROW}{sign}"
        return f"-{sign}{amount[1:]}" if amount.startswith("-") else f"{sign}{amount}"

    def day(self, day: date | None) -> str:
        """05.03.2026 or 2026-03-05."""
        if day is None:
            return ""
        return f"{day:%d.%m.%Y}" if self.language == "ru" else day.isoformat()

    def birthday(self, born: PartialDate | None) -> str:
        """12.05.1985, 12.05 or 1985; 1985-05-12, 12 May or 1985."""
        if born is None:
            return ""
        if self.language == "ru" or born.month is None:
            return born.dotted
        return born.iso if born.year is not None else f"{born.day} {_MONTHS[born.month - 1]}"

    def moment(self, moment: datetime, zone: tzinfo) -> str:
        """The day and the time by the shop's clock, on whatever computer it is read."""
        local = moment.astimezone(zone)
        return f"{self.day(local.date())} {local:%H:%M}"

    def size(self, count: int) -> str:
        """12,5 МБ or 12.5 MB."""
        units = ("Б", "КБ", "МБ", "ГБ") if self.language == "ru" else ("B", "KB", "MB", "GB")
        value, step = float(count), 0
        while value >= 1000 and step < len(units) - 1:
            value, step = value / 1000, step + 1
        return f"{self.number(value, 1 if step and value < 100 else 0)} {units[step]}"

    def counted(self, count: int, russian: tuple[str, str, str], english: tuple[str, str]) -> str:
        """21 клиент, 2 клиента, 5 клиентов; 1 client, 2 clients."""
        if self.language != "ru":
            return f"{self.number(count)} {english[count != 1]}"
        form = 2
        if count % 10 == 1 and count % 100 != 11:
            form = 0
        elif count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14):
            form = 1
        return f"{self.number(count)} {russian[form]}"


def speech_asked(arguments: Sequence[str]) -> Speech:
    """The language of --lang, wherever it stands and before anything else is understood; else the system's."""
    wanted = ""
    for place, word in enumerate(arguments):
        if word == "--lang" and place + 1 < len(arguments):
            wanted = arguments[place + 1]
        elif word.startswith("--lang="):
            wanted = word.removeprefix("--lang=")
    return Speech(wanted if wanted in LANGUAGES else system_language())


def system_language() -> str:
    """Russian where the system speaks Russian, else English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"):
        value = os.environ.get(name, "")
        if value and value not in ("C", "POSIX", "C.UTF-8"):
            return "ru" if value.casefold().startswith("ru") else "en"
    if sys.platform == "win32":
        import ctypes

        found = int(ctypes.windll.kernel32.GetUserDefaultUILanguage())
        return "ru" if found & _LANGUAGE_BITS == _RUSSIAN_IN_WINDOWS else "en"
    return "en"
