"""Money, quantities and shares as a person types them, to the whole numbers that the base keeps, and back."""

from __future__ import annotations

from clientcrm.domain.values.money import parse_money, parse_percent, parse_quantity
from ui import words
from ui.i18n import language

# Digits after the point that the base keeps.
MONEY_PLACES = 2
QUANTITY_PLACES = 3
SHARE_PLACES = 2


def read_money(text: str) -> int | None:
    """Minor units; None for an empty text; ValueError when it is no sum."""
    return _read(text, parse_money(text)[0])


def read_quantity(text: str) -> int | None:
    """Thousandths; None for an empty text; ValueError when it is no quantity."""
    return _read(text, parse_quantity(text)[0])


def read_share(text: str) -> int | None:
    """Hundredths of a percent; None for an empty text; ValueError for anything but 0 to 100 %."""
    return _read(text, parse_percent(text)[0])


def _read(text: str, value: int | None) -> int | None:
    if value is None and text.strip():
        raise ValueError(text)
    return value


def write_decimal(value: int | None, places: int) -> str:
    """125050 with two places -> 1250,50; no empty places for a whole number; "" for None."""
    if value is None:
        return ""
    whole, rest = divmod(abs(value), 10**places)
    sign = "-" if value < 0 else ""
    if not rest:
        return f"{sign}{whole}"
    tail = f"{rest:0{places}}"
    if places != MONEY_PLACES:
        tail = tail.rstrip("0")
    return f"{sign}{whole}{',' if language() == 'ru' else '.'}{tail}"


def write_money(value: int | None) -> str:
    """A sum as it stands in a field."""
    return write_decimal(value, MONEY_PLACES)


def quantity_words(thousandths: int) -> str:
    """2, or 0,25."""
    whole, rest = divmod(abs(thousandths), 1000)
    text = words.number(whole) if not rest else words.number(abs(thousandths) / 1000, len(f"{rest:03}".rstrip("0")))
    return f"{words.MINUS}{text}" if thousandths < 0 else text
