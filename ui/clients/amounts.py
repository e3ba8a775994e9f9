"""Money, quantities and shares as a person types them, to the whole numbers that the base keeps, and back."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from ui import words
from ui.i18n import language

# Digits after the point that the base keeps.
MONEY_PLACES = 2
QUANTITY_PLACES = 3
SHARE_PLACES = 2
_LEAST_GROUP = 3


def read_decimal(text: str, places: int) -> int | None:
    """1 250,5 with two places -> 125050; None for an empty text; ValueError when it is no number."""
    clean = re.sub(r"[\s\u00a0\u202f₽$€%]", "", text).replace("\u2212", "-")
    if not clean:
        return None
    if clean.count(",") + clean.count(".") > 1:
        clean = _without_groups(clean)
    try:
        value = Decimal(clean.replace(",", "."))
    except InvalidOperation:
        raise ValueError(text) from None
    if not value.is_finite():
        raise ValueError(text)
    return int((value.scaleb(places)).to_integral_value(rounding="ROUND_HALF_UP"))


def _without_groups(clean: str) -> str:
    """1.234,56 and 1,234.56: the last sign is the point, the others part thousands."""
    point = max(clean.rfind(","), clean.rfind("."))
    whole, rest = re.sub(r"[.,]", "", clean[:point]), clean[point + 1 :]
    if clean[point] in clean[:point] and len(rest) == _LEAST_GROUP:
        return whole + rest
    return f"{whole}.{rest}"


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


def read_money(text: str) -> int | None:
    """Minor units; None for an empty text; ValueError when it is no sum."""
    return read_decimal(text, MONEY_PLACES)


def write_money(value: int | None) -> str:
    """A sum as it stands in a field."""
    return write_decimal(value, MONEY_PLACES)


def quantity_words(thousandths: int) -> str:
    """2, or 0,25."""
    whole, rest = divmod(abs(thousandths), 1000)
    text = words.number(whole) if not rest else words.number(abs(thousandths) / 1000, len(f"{rest:03}".rstrip("0")))
    return f"{words.MINUS}{text}" if thousandths < 0 else text


def share_words(hundredths: int) -> str:
    """5 %, or 7,5 %, from hundredths of a percent."""
    digits = 0 if hundredths % 100 == 0 else (1 if hundredths % 10 == 0 else 2)
    return words.percent(hundredths / 10_000, digits)
