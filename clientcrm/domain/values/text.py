"""What any cell becomes as text: cleaning, folding for search, numbers in text, tags, sex, yes and no."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal

# Whole cells, folded, that people write where they have nothing to write. Not used for comments.
PLACEHOLDERS = frozenset(
    {
        "-", "–", "—", "−", ".", "?", "x", "х", "нет", "не указан", "не указано", "не указана", "не указаны",
        "отсутствует", "отсутствуют", "н/д", "н.д.", "n/a", "na", "null", "none", "nil", "#н/д", "#n/a",
        "неизвестно", "неизвестен", "неизвестна", "б/н",
    }
)  # fmt: skip
LONGEST_PLACEHOLDER = max(map(len, PLACEHOLDERS))
_ONLY_MARKS = re.compile(r"[-–—−._?…*\s]+")  # "----", "...": as empty as "-"

# Control characters but tab and newline, zero-width ones, soft hyphen, and what no database can keep.
_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b-\u200d\ufeff\ufffe\uffff\ud800-\udfff]")

# "17850.0" is what programs that count write of a code; "1.0" may be a version.
_WHOLE = re.compile(r"[0-9]{5,}\.0")
# Excel keeps 15 significant digits: from here on an integer may differ from what was typed.
_EXACT = 10**15
_EXPONENT = re.compile(r"([-+]?\d)(?:[.,](\d+))?[eEеЕ]\+(\d{1,3})")


def clean_cell(cell: object, *, collapse: bool = False, keep_placeholders: bool = False) -> str:
    """The text of any cell: NFC, without invisible characters and outer blanks; "" for placeholders.

    collapse joins inner blanks (names, cities, e-mails, phones); keep_placeholders is for comments.
    """
    text = cell if type(cell) is str else _as_text(cell)
    if not text.isprintable():
        text = _without_invisible(text)
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    text = text.strip()
    if collapse and ("  " in text or not text.isprintable()):
        text = " ".join(text.split())
    if not keep_placeholders and len(text) <= LONGEST_PLACEHOLDER and is_placeholder(text):
        return ""
    return text


def is_placeholder(text: str) -> bool:
    """Whether a whole cell says "nothing here": «нет», "n/a", dashes and dots."""
    return text.casefold() in PLACEHOLDERS or _ONLY_MARKS.fullmatch(text) is not None


def _without_invisible(text: str) -> str:
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _INVISIBLE.sub("", text)


def _as_text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return str(cell)
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, int | float):
        return number_as_text(cell)[0]
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "seconds")
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)


def as_typed(cell: object, longest: int = 80) -> str:
    """A cell as a person typed it, cut for a notice: 1692286718.0 is "1692286718", a date has dots."""
    if isinstance(cell, datetime) and cell.time() != time():
        return f"{cell:%d.%m.%Y %H:%M}"
    if isinstance(cell, date):
        return f"{cell:%d.%m.%Y}"
    return _as_text(cell)[:longest]


def number_as_text(number: float) -> tuple[str, list[str]]:
    """A number in a text field as it was typed: 79261234567.0 is "79261234567"; W231 past 15 digits."""
    if number != number or number in (float("inf"), float("-inf")):
        return "", []
    if number == int(number):
        return str(int(number)), ["W231"] if abs(number) >= _EXACT else []
    return format(Decimal(repr(number)), "f"), []


def looks_exponent(text: str) -> bool:
    """Whether Excel wrote a long number as "7,92612E+10"."""
    return _EXPONENT.fullmatch(text.strip()) is not None


def from_exponent(text: str) -> str | None:
    """All digits of "7.92612345670E+10", or None where the mantissa lost some of them."""
    match = _EXPONENT.fullmatch(text.strip())
    if match is None:
        return None
    fraction, places = match[2] or "", int(match[3])
    if len(fraction) < places or fraction[places:].strip("0"):
        return None
    return match[1].lstrip("+") + fraction[:places]


def code_text(cell: object) -> tuple[str, list[str]]:
    """A code, card number or id: digits as typed; W231 where Excel lost some of them."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return number_as_text(cell)
    text = clean_cell(cell, collapse=True)
    if "+" in text and looks_exponent(text):
        whole = from_exponent(text)
        return (text, ["W231"]) if whole is None else (whole, [])
    if text[-2:] == ".0" and _WHOLE.fullmatch(text):
        return text[:-2], []
    return text, []


# ---------------------------------------------------------------- searching and sorting


def fold(text: str) -> str:
    """The form that is sorted and searched by: no case, ё as е. Folding twice changes nothing."""
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFC", text).casefold()
    if not unicodedata.is_normalized("NFC", folded):
        folded = unicodedata.normalize("NFC", folded).casefold()
    return folded.replace("ё", "е")


def fold_many(texts: Sequence[str]) -> list[str]:
    """Each text folded: a thousand in the time of fifty, because they are folded as one."""
    folded = fold("\n".join(texts)).split("\n")
    return folded if len(folded) == len(texts) else [fold(text) for text in texts]


# A Latin letter beside a Russian one, in folded text: "cибгаз" begins with one, as lists from several hands do.
_MIXED = re.compile("[a-z](?:(?<=[а-я].)|(?=[а-я]))")
_WORD = re.compile(r"\w+")
_ALIKE = str.maketrans("abcehkmoptxy", "авсенкмортху")
_LATIN_ONLY = re.compile("[a-z]")


def as_meant(folded: str) -> str:
    """A folded text whose Latin letters that pass for Russian ones are Russian: "cибгаз" is «сибгаз».

    A word with another Latin letter, as in "itстрой", means what it says.
    """
    return folded if _MIXED.search(folded) is None else _WORD.sub(_word_as_meant, folded)


def _word_as_meant(word: re.Match[str]) -> str:
    if _MIXED.search(word[0]) is None:
        return word[0]
    russian = word[0].translate(_ALIKE)
    return word[0] if _LATIN_ONLY.search(russian) else russian


def both_readings(folded: str) -> str:
    """Words as they stand, and as they are read where Latin letters pass for Russian ones."""
    meant = as_meant(folded)
    return folded if meant == folded else f"{folded} {meant}"


def any_mixed(folded: Sequence[str]) -> bool:
    """Whether as_meant() may change one of them: asked of a thousand in the time of one."""
    return _MIXED.search("\n".join(folded)) is not None


_LATIN_KEYS = "`qwertyuiop[]asdfghjkl;'zxcvbnm,./" + '~QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>?'
_RUSSIAN_KEYS = "ёйцукенгшщзхъфывапролджэячсмитьбю." + "ЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,"
_TO_RUSSIAN = str.maketrans(_LATIN_KEYS, _RUSSIAN_KEYS)
_TO_LATIN = str.maketrans(_RUSSIAN_KEYS + '"№', _LATIN_KEYS + "@#")
_CYRILLIC = re.compile("[\u0400-\u04ff]")


def to_russian_layout(text: str) -> str:
    """The same keys on the Russian layout: "rjdf" is "кова"."""
    return text.translate(_TO_RUSSIAN)


def to_latin_layout(text: str) -> str:
    """The same keys on the Latin layout: "ьфшд" is "mail"."""
    return text.translate(_TO_LATIN)


def other_layout(text: str) -> str:
    """The same keys on the other layout than the one that was on."""
    return to_latin_layout(text) if _CYRILLIC.search(text) else to_russian_layout(text)


# ---------------------------------------------------------------- lists, sex, yes and no

_TAG_MARKS = re.compile(r"[,;|\n]|:::")  # the last one is Google's, with a star before its own groups


def split_tags(cell: object) -> list[str]:
    """Tags in their order, each once whatever its case."""
    found: dict[str, str] = {}
    for part in _TAG_MARKS.split(clean_cell(cell)):
        tag = " ".join(part.split()).removeprefix("* ")
        if tag and not is_placeholder(tag):
            found.setdefault(fold(tag), tag)
    return list(found.values())


_MALE = frozenset({"м", "муж", "мужской", "мужчина", "m", "male", "man", "mr", "m.", "м.", "муж.", "monsieur", "homme"})
_FEMALE = frozenset(
    {
        *("ж", "жен", "женский", "женщина", "ж.", "жен."),
        *("f", "female", "woman", "mrs", "ms", "mme", "w", "f.", "mlle", "femme"),
    }
)
_YES = frozenset({"да", "д", "+", "1", "true", "истина", "y", "yes", "v", "✓", "✔", "☑", "есть", "вкл", "on", "oui"})
_NO = frozenset({"нет", "н", "-", "0", "false", "ложь", "n", "no", "пусто", "выкл", "off", "non"})


def parse_sex(cell: object, digits: bool = False) -> str | None:
    """ "male", "female" or None; 1 and 2 mean male and female only after a person said so (digits)."""
    word = clean_cell(cell, collapse=True, keep_placeholders=True).casefold()
    if word in _MALE or (digits and word == "1"):
        return "male"
    if word in _FEMALE or (digits and word == "2"):
        return "female"
    return None


def parse_bool(cell: object) -> bool | None:
    """Yes or no as people mark it; None for an empty cell, a long dash, or anything else."""
    if isinstance(cell, bool):
        return cell
    word = clean_cell(cell, collapse=True, keep_placeholders=True).casefold()
    if word in _YES:
        return True
    return False if word in _NO else None
