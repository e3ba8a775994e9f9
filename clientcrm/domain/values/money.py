"""Money, numbers, quantities and percents from any cell, as integers; half is rounded away from zero."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from math import isfinite
from typing import Literal

from clientcrm.domain.values.text import clean_cell

DecimalMark = Literal[".", ","]

_LONGEST = 13  # integer digits: Excel keeps 15 digits in all, two of them are needed behind the mark


@dataclass(frozen=True, slots=True)
class Money:
    """A sum as an integer of minor units (kopecks) and the number of digits that they have."""

    minor: int
    exponent: int = 2

    @property
    def decimal(self) -> Decimal:
        """The sum in whole units, exact."""
        return Decimal(self.minor).scaleb(-self.exponent)


def parse_money(
    cell: object, decimal: DecimalMark | None = None, exponent: int = 2
) -> tuple[int | None, str | None, list[str]]:
    """Minor units, the currency named in the cell (ISO code; "руб" for a rouble of no named country), W250 or W251.

    decimal is the mark that decimal_mark_of found or a person chose; without it "1,234" is a thousand and more.
    """
    if isinstance(cell, str):
        plain = _PLAIN.fullmatch(cell)
        if plain:
            minor = _scaled(plain[2], plain[3] or "", exponent)
            return (-minor if plain[1] else minor), None, []
        return _money_in_text(cell, decimal, exponent)
    digits, codes = _number_cell(cell)
    return (None if digits is None else _signed(digits, exponent)), None, codes


def parse_number(cell: object, decimal: DecimalMark | None = None) -> tuple[Decimal | None, list[str]]:
    """An exact number, and W250 (more than 13 integer digits) or W251 (text)."""
    digits, codes = _number_cell(cell) if not isinstance(cell, str) else _number_in_text(cell, decimal, True)
    if digits is None:
        return None, codes
    negative, whole, fraction = digits
    number = Decimal(f"{whole}.{fraction.rstrip('0')}")
    return (-number if negative else number), codes


def parse_quantity(cell: object, decimal: DecimalMark | None = None) -> tuple[int | None, list[str]]:
    """A quantity in thousandths, with or without its unit; "1,234" alone is a weight: 1.234."""
    if isinstance(cell, str):
        digits, codes = _number_in_text(_UNIT.sub("", clean_cell(cell)), decimal, False)
    else:
        digits, codes = _number_cell(cell)
    return (None if digits is None else _signed(digits, 3)), codes


def parse_percent(cell: object, fractions: bool = False) -> tuple[int | None, list[str]]:
    """A discount in hundredths of a percent (7 % is 700); W250 outside 0-100 %, W251 for text.

    fractions: the column holds 0.07 for 7 % (is_fraction_column); a cell with a percent sign never does.
    """
    signed = isinstance(cell, str) and "%" in cell
    value = clean_cell(cell).replace("%", "") if isinstance(cell, str) else cell
    digits, codes = _number_in_text(value, None, False) if isinstance(value, str) else _number_cell(value)
    if digits is None:
        return None, codes
    points = _signed(digits, 4 if fractions and not signed else 2)
    return (points, []) if 0 <= points <= 10_000 else (None, ["W250"])


def is_fraction_column(values: Iterable[object]) -> bool:
    """Whether percents stand as fractions: numbers from 0 to 1, and one of them truly between. One number of ten may
    be something else (a line of totals), and a few cells words (a repeated header).
    """
    between = larger = words = 0
    for value in values:
        if value is None or (isinstance(value, str) and ("%" in value or not clean_cell(value))):
            continue
        number, _ = parse_number(value, None)
        if number is None:
            words += 1
        else:
            between += 0 < number < 1
            larger += not 0 <= number <= 1
    return between > 0 and 9 * larger <= between and 2 * words <= between


def decimal_mark_of(values: Iterable[object]) -> DecimalMark | Literal["unclear"] | None:
    """What a column shows: the mark before one or two digits, or after groups of three; "unclear" where only
    "1,234" stands in it and a person must say; None where there are no marks.
    """
    marks: set[DecimalMark] = set()
    unclear = False
    for value in values:
        found = _MARKS.search(value.strip()) if isinstance(value, str) else None
        if found is None:
            continue
        mark = _own_mark(found[0])
        if mark is not None:
            marks.add(mark)
        else:
            unclear |= _LONE_GROUP.fullmatch(found[0]) is not None
    if len(marks) == 1:
        return marks.pop()
    return "unclear" if unclear or marks else None


# ---------------------------------------------------------------- currencies

_CURRENCIES = {
    "BYN": r"byn|byr|бел\.?\s*руб\w*\.?|\bbr\b",
    "RUB": r"₽|\brub\b|\brur\b|росс?\.?\s*руб\w*\.?",
    "руб": r"руб\w*\.?|р\.|(?<=[\d\s])р\b",
    "USD": r"\$|\busd\b|долл\w*\.?",
    "EUR": r"€|\beur\b|евро",
    "KZT": r"₸|\bkzt\b|тенге|тг\.?",
    "UAH": r"₴|\buah\b|грн\.?|гривен\w*|гривн\w*",
    "GBP": r"£|\bgbp\b",
    "UZS": r"\buzs\b|сум\b",
    "KGS": r"\bkgs\b|сом\b",
}
_CURRENCY = re.compile("|".join(f"({words})" for words in _CURRENCIES.values()), re.IGNORECASE)
_CODES = tuple(_CURRENCIES)
_KOPECKS = re.compile(r"(.*\d)\s*(?:руб\w*\.?|р\.?|₽)\s*(\d{1,2})\s*коп\w*\.?", re.IGNORECASE)


def is_foreign(currency: str | None, base: str) -> bool:
    """Whether a cell names another currency than that of the base; "руб" is at home in Russia and Belarus."""
    return not (currency is None or currency == base or (currency == "руб" and base in ("RUB", "BYN")))


# ---------------------------------------------------------------- digits

# A number is (negative, integer digits, fraction digits).
_Digits = tuple[bool, str, str]

_PLAIN = re.compile(r"(-)?([0-9]{1,13})(?:[.,]([0-9]{1,2}))?")
_USUAL = re.compile(r"\s*(-)?([0-9]{1,3}(?:\s?[0-9]{3}){0,3})(?:[.,]([0-9]{1,2}))?\s*(₽|руб\.?|р\.?)?\s*")  # 1 234,56 ₽
_BLANKS = re.compile(r"[\s'’`_]+")
_MINUS = "-−–"
_MARKS = re.compile(r"[0-9][0-9\s'’]*(?:[.,][0-9\s'’]*)+")
_LONE_GROUP = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
_GROUPS = re.compile(r"[0-9]{1,3}(?:([.,])[0-9]{2,3}(?:\1[0-9]{2,3})*)?")
_TINY = re.compile(r"([0-9])(?:[.,]([0-9]+))?[eE]-0*([1-9][0-9]?)")  # 1.776e-15: what a program leaves of a zero
_NO_CENTS = re.compile(
    r"(?<=[0-9])(?:[.,][-−–—]{1,2}|[.,]?=)$"
)  # 500,- and 500= are five hundred, not minus five hundred
_UNIT = re.compile(r"\s*(?:шт|кг|гр?|л|мл|м2|м3|м|уп|пач|час\w*|усл|pcs|kg|pc)\.?$", re.IGNORECASE)


def _money_in_text(cell: str, decimal: DecimalMark | None, exponent: int) -> tuple[int | None, str | None, list[str]]:
    usual = _USUAL.fullmatch(cell)
    if usual:
        minor = _scaled(_BLANKS.sub("", usual[2]), usual[3] or "", exponent)
        return (-minor if usual[1] else minor), usual[4] and ("RUB" if usual[4] == "₽" else "руб"), []
    text = clean_cell(cell)
    currency = None
    kopecks = _KOPECKS.fullmatch(text)
    if kopecks:
        text, decimal, currency = f"{kopecks[1]},{kopecks[2]:0>2}", ",", "руб"
    else:
        named = [_CODES[match.lastindex - 1] for match in _CURRENCY.finditer(text) if match.lastindex]
        if named:
            currency, text = named[0], _CURRENCY.sub("", text)
    digits, codes = _number_in_text(text, decimal, True)
    return (None if digits is None else _signed(digits, exponent)), currency, codes


def _number_cell(cell: object) -> tuple[_Digits | None, list[str]]:
    if cell is None:
        return None, []
    if isinstance(cell, bool) or not isinstance(cell, int | float | Decimal) or not isfinite(cell):
        return None, ["W251"]
    if abs(cell) >= 10**_LONGEST:
        return None, ["W250"]
    if cell == int(cell):
        return (cell < 0, str(abs(int(cell))), ""), []
    whole, _, fraction = format(abs(Decimal(repr(cell)) if isinstance(cell, float) else Decimal(cell)), "f").partition(
        "."
    )
    return (cell < 0, whole, fraction), []


def _number_in_text(cell: str, decimal: DecimalMark | None, lone_is_group: bool) -> tuple[_Digits | None, list[str]]:
    text = _NO_CENTS.sub("", _BLANKS.sub("", clean_cell(cell)))
    if not text:
        return None, []
    negative = False
    if text[0] == "(" and text[-1] == ")":
        negative, text = True, text[1:-1]
    if text and (text[0] in _MINUS or text[-1] in _MINUS):
        negative, text = True, text.strip(_MINUS)
    tiny = _TINY.fullmatch(text) if "e" in text or "E" in text else None
    if tiny:  # with a rising exponent digits are missing: 1,23E+11 is no sum
        return (negative, "0", "0" * (int(tiny[3]) - 1) + tiny[1] + (tiny[2] or "")), []
    parts = _parts(text.removeprefix("+"), decimal, lone_is_group)
    if parts is None:
        return None, ["W251"]
    whole = parts[0].lstrip("0") or "0"
    if len(whole) > _LONGEST:
        return None, ["W250"]
    return (negative, whole, parts[1]), []


def _parts(text: str, decimal: DecimalMark | None, lone_is_group: bool) -> tuple[str, str] | None:
    if text.isascii() and text.isdecimal():
        return text, ""
    if not text.isascii() or not text.replace(".", "").replace(",", "").isdecimal():
        return None
    mark = _own_mark(text)
    if mark is None and _LONE_GROUP.fullmatch(text):
        lone: DecimalMark = "." if "." in text else ","
        grouped = lone_is_group if decimal is None else lone != decimal
        mark = None if grouped else lone
    whole, _, fraction = text.rpartition(mark) if mark else (text, "", "")
    groups = _GROUPS.fullmatch(whole) if "." in whole or "," in whole else True
    if not groups or (mark and mark in whole):
        return None
    return whole.replace(".", "").replace(",", "") or "0", fraction


def _own_mark(text: str) -> DecimalMark | None:
    """The decimal mark that a number shows by itself, None where it has none or it may be a group."""
    dot, comma = text.rfind("."), text.rfind(",")
    if dot >= 0 and comma >= 0:
        return "." if dot > comma else ","
    mark: DecimalMark = "." if dot >= 0 else ","
    if text.count(mark) != 1 or _LONE_GROUP.fullmatch(text):
        return None
    return mark


def _signed(digits: _Digits, exponent: int) -> int:
    scaled = _scaled(digits[1], digits[2], exponent)
    return -scaled if digits[0] else scaled


def _scaled(whole: str, fraction: str, exponent: int) -> int:
    """Digits as an integer of 10**-exponent, half rounded up."""
    kept, rest = fraction[:exponent].ljust(exponent, "0"), fraction[exponent : exponent + 1]
    return int(whole + kept) + (rest >= "5")
