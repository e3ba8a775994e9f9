"""Numbers that the state gives (INN, KPP, OGRN, postcode) and names in the network (sites, Telegram, VK)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from clientcrm.domain.values.text import clean_cell, code_text

_INN_10 = (2, 4, 10, 3, 5, 9, 4, 6, 8)
_INN_11 = (7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
_INN_12 = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
_BLANKS_AND_DASHES = re.compile(r"[\s\-–—]+")
_KPP = re.compile(r"[0-9]{4}[0-9A-Z]{2}[0-9]{3}")


def inn_fits(inn: str) -> bool:
    """Whether the check digits of an INN of 10 (company) or 12 digits (person) are right."""
    if not (inn.isascii() and inn.isdecimal()):
        return False
    digits = [int(char) for char in inn]
    if len(digits) == 10:
        return _check(digits, _INN_10) == digits[9]
    return len(digits) == 12 and _check(digits, _INN_11) == digits[10] and _check(digits, _INN_12) == digits[11]


def _check(digits: list[int], weights: tuple[int, ...]) -> int:
    return sum(digit * weight for digit, weight in zip(digits, weights, strict=False)) % 11 % 10


def parse_inn(cell: object) -> tuple[str, list[str]]:
    """An INN as text, "" for an empty cell; the zero that Excel took is given back (I271) where the check digits
    then fit; W270 where they do not, W231 where digits were lost. «ИНН/КПП» gives the INN.
    """
    text, codes = code_text(cell)
    if codes or not text:
        return text, codes
    digits = _BLANKS_AND_DASHES.sub("", text.partition("/")[0])
    if inn_fits(digits):
        return digits, []
    if len(digits) in (9, 11) and inn_fits("0" + digits):
        return "0" + digits, ["I271"]
    return (digits if digits.isdecimal() else text), ["W270"]


def parse_kpp(cell: object) -> tuple[str, list[str]]:
    """A KPP as text of nine characters; a lost leading zero is given back (I271); W270 for anything else."""
    text, codes = code_text(cell)
    if codes or not text:
        return text, codes
    kpp = _BLANKS_AND_DASHES.sub("", text).upper()
    if _KPP.fullmatch(kpp):
        return kpp, []
    if len(kpp) == 8 and kpp.isdecimal():
        return "0" + kpp, ["I271"]
    return text, ["W270"]


def kpp_beside_inn(cell: object) -> str:
    """The KPP of «7707083893/770701001», "" where the cell has an INN alone."""
    _, slash, after = clean_cell(cell, collapse=True).partition("/")
    return parse_kpp(after)[0] if slash and not parse_kpp(after)[1] else ""


def parse_ogrn(cell: object) -> tuple[str, list[str]]:
    """A registration number as text; W231 where Excel lost digits. Other countries have other shapes, so no check."""
    text, codes = code_text(cell)
    return (text if codes else _BLANKS_AND_DASHES.sub("", text) if text[:1].isdigit() else text), codes


def has_six_digit_postcodes(values: Iterable[object]) -> bool:
    """Whether a column shows Russian postcodes, so that five digits in it have lost a zero."""
    return any(re.fullmatch(r"[0-9]{6}", code_text(value)[0]) for value in values)


def parse_postcode(cell: object, six_digits: bool = False) -> tuple[str, list[str]]:
    """A postcode as text; six_digits (has_six_digit_postcodes, or a Russian city beside it) gives a lost zero back."""
    text, codes = code_text(cell)
    if six_digits and len(text) == 5 and text.isdecimal() and not codes:
        return "0" + text, ["I271"]
    return text, codes


# ---------------------------------------------------------------- the network

_URL = re.compile(r"(?:(https?)://)?((?:[\w-]+\.)+[^\W\d_]{2,}(?::\d+)?)(/\S*)?", re.IGNORECASE)
_NICK = r"([A-Za-z][A-Za-z0-9_]{3,31})"
_TELEGRAM = re.compile(
    rf"(?:(?:https?://)?(?:www\.)?(?:t|telegram)\.me/|@|tg://resolve\?domain=)?{_NICK}/?", re.IGNORECASE
)
_VK = re.compile(
    r"(?:(?:https?://)?(?:www\.|m\.)?(?:vk\.com|vkontakte\.ru|vk\.ru)/|@)?([A-Za-z0-9_.]{2,64})/?", re.IGNORECASE
)
_INSTAGRAM = re.compile(
    r"(?:(?:https?://)?(?:www\.)?(?:instagram\.com|instagr\.am)/|@)?([A-Za-z0-9_.]{1,30})/?(?:\?\S*)?", re.IGNORECASE
)


def parse_url(cell: object) -> str:
    """https://… of anything that is an address in the web, else the text as it stands."""
    text = clean_cell(cell, collapse=True)
    match = _URL.fullmatch(text)
    if match is None or "@" in text:
        return text
    return f"{(match[1] or 'https').lower()}://{match[2].lower()}{match[3] or ''}"


def parse_telegram(cell: object) -> str:
    """@name of a nick or link, else the text as it stands (an invitation, a phone number)."""
    return _nick(cell, _TELEGRAM, "@")


def parse_vk(cell: object) -> str:
    """vk.com/name of a nick, id or link, else the text as it stands."""
    return _nick(cell, _VK, "vk.com/")


def parse_instagram(cell: object) -> str:
    """@name of a nick or link, else the text as it stands."""
    return _nick(cell, _INSTAGRAM, "@")


def _nick(cell: object, pattern: re.Pattern[str], start: str) -> str:
    text = clean_cell(cell, collapse=True)
    match = pattern.fullmatch(text)
    return start + match[1] if match and not match[1].isdecimal() else text
