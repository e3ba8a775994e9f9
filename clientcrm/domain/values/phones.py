"""Phones: from any cell to E.164 with label and status, and back to text. The one place to import them from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from clientcrm.domain.values.phone_cells import format_phone, mask_phone, phones_to_cell, read_cell
from clientcrm.domain.values.phone_plan import Phone, PhoneStatus, country_code, judged_number, known_number, packed
from clientcrm.domain.values.phone_words import (
    cut_runs,
    is_words,
    label_of,
    split_numbers,
    take_extension,
    take_run,
)
from clientcrm.domain.values.text import clean_cell, from_exponent, looks_exponent, number_as_text

__all__ = [
    "Phone",
    "PhoneStatus",
    "cell_to_phones",
    "format_phone",
    "mask_phone",
    "ordinary_phones",
    "parse_phones",
    "phones_to_cell",
    "primary_phone",
]

_CODES: dict[PhoneStatus, str] = {"fixed": "W212", "possible": "W211", "bad": "W210", "lossy": "W231"}
_NEIGHBOURS = (
    *("375", "380", "998", "996", "992", "993", "994", "995"),
    *("374", "373", "372", "371", "370", "90", "86"),
)
_FORMAT_MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2060-\u2069]")  # phones copied from a contact book carry them
_NO_ASCII_DIGIT = re.compile(r"[^\D0-9]")
_ZEROS = re.compile(r"[0\s()+.\-]*")
_ZERO_FRACTION = re.compile(r"(\d{9,})[.,]0+")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3}){3}")
_SAME_START = re.compile(r"(.*?\d)((?:\s*/\s*\d\d)+)", re.DOTALL)
_NUMBER_AND_WORDS = re.compile(r"([^\d+(\n,;|•/@<>='?]*)([+(]?[0-9][0-9 \xa0().\-]*[0-9])([^\d+\n,;|•/@<>=?]*)")
_MARKS_BETWEEN = re.compile(r"\s*[,;/\n]\s*")
_LOOKALIKE = re.compile(r"(?<![^\W\d_])(?:(?<=\d)[ОоOoЗзlI]+|[ОоOoЗзlI]+(?=\d))(?![^\W\d_])")
_LOOKALIKES = str.maketrans("ОоOoЗзlI", "00003311")
_SHORTEST, _LONGEST, _TWO_NUMBERS = 6, 17, 14


def parse_phones(cell: object, region: str = "RU") -> tuple[list[Phone], list[str]]:
    """Every phone of a cell in its order, each number once, and codes W210-W212, W231. Nothing written is lost:
    what is not understood comes back as raw text, words beside a number as its label. region: where numbers
    without a country code are from. The first ok or fixed one is meant to be primary.
    """
    if type(cell) is str:
        e164 = known_number(packed(cell), region)
        if e164 is not None:
            return [Phone(e164, "", "", "ok", cell.strip())], []
        return _parse_text(cell, region)
    if cell is None or isinstance(cell, bool):
        return [], []
    if isinstance(cell, int | float):
        text, lost = number_as_text(cell)
        e164 = known_number(text, region)
        if e164 is not None:
            return [Phone(e164, "", "", "ok", text)], []
        return ([Phone(None, "", "", "lossy", text)], lost) if lost else _parse_text(text, region)
    return _parse_text(clean_cell(cell), region)


def ordinary_phones(cell: str, region: str = "RU") -> list[Phone] | None:
    """What parse_phones says of a text that needs no remark, in half the time: one right number among words, or right
    numbers between marks. None for any other, and for a number alone (known_numbers).
    """
    if not cell.isprintable() or cell != cell.strip():
        return None
    if not cell.isascii() and not unicodedata.is_normalized("NFC", cell):
        return None
    if cell[:1] in ("+", "?") and read_cell(cell, region) is not None:
        return None
    return _read_ordinary(cell, region)


def cell_to_phones(text: str, region: str = "RU") -> tuple[list[Phone], list[str]]:
    """The inverse of phones_to_cell (up to raw of a parsed number); a cell that a person has rewritten is parsed."""
    return parse_phones(text, region)


def primary_phone(phones: Sequence[Phone]) -> int | None:
    """Index of the phone to call first: the first one that is right, else the first possible one."""
    for wanted in (("ok", "fixed"), ("possible",)):
        for index, phone in enumerate(phones):
            if phone.status in wanted:
                return index
    return None


def _parse_text(cell: str, region: str) -> tuple[list[Phone], list[str]]:
    text = clean_cell(cell)
    if not text.isprintable():
        text = _FORMAT_MARKS.sub("", text).strip()
    if not text or _ZEROS.fullmatch(text):
        return [], []
    written = read_cell(text, region) if text[0] in "+?" else None
    if written is not None:
        return written, _codes(written)
    ordinary = _read_ordinary(text, region)
    if ordinary:
        return ordinary, []
    text = _plain_digits(text)
    if not text:  # nothing but the apostrophe that makes Excel keep text
        return [], []
    if looks_exponent(text):
        whole = from_exponent(text)
        if whole is None:
            return [Phone(None, "", "", "lossy", text)], ["W231"]
        text = whole
    phones = _without_repeats(_read_parts(text, region))
    return phones, _codes(phones)


def _read_ordinary(text: str, region: str) -> list[Phone] | None:
    """The short way for one valid number with words around it, or valid numbers with marks between them."""
    match = None if "," in text or ";" in text or "/" in text else _NUMBER_AND_WORDS.fullmatch(text)
    if match:
        e164 = known_number(packed(match[2]), region)
        return [Phone(e164, "", label_of(f"{match[1]} {match[3]}"), "ok", text)] if e164 else None
    phones: list[Phone] = []
    for part in _MARKS_BETWEEN.split(text):
        e164 = known_number(packed(part), region)
        if e164 is None:
            return None
        phones.append(Phone(e164, "", "", "ok", part))
    return _without_repeats(phones)


def _plain_digits(text: str) -> str:
    if not text.isascii():
        text = _NO_ASCII_DIGIT.sub(lambda match: str(int(match[0])), text).replace("＋", "+")
    text = text.lstrip("'=")
    fraction = _ZERO_FRACTION.fullmatch(text)
    if fraction:
        return fraction[1]
    return text.replace(",", "") if _THOUSANDS.fullmatch(text) else text


def _read_parts(text: str, region: str) -> list[Phone]:
    phones: list[Phone] = []
    waiting: list[str] = []  # words before the first number
    for part in split_numbers(text):
        if is_words(part):
            label = label_of(part)
            if phones and label:
                phones[-1] = _labelled(phones[-1], label)
            elif label:
                waiting.append(label)
            continue
        found = [phone for piece in cut_runs(part) for phone in _read_part(piece, region)]
        if waiting:
            found[0] = _labelled(found[0], ", ".join(waiting), first=True)
            waiting = []
        phones += found
    return phones or [Phone(None, "", "", "bad", text)]


def _labelled(phone: Phone, label: str, first: bool = False) -> Phone:
    parts = (label, phone.label) if first else (phone.label, label)
    return replace(phone, label=", ".join(dict.fromkeys(part for part in parts if part)))


def _without_repeats(phones: list[Phone]) -> list[Phone]:
    found: dict[tuple[str | None, str, str], Phone] = {}
    for phone in phones:
        key = (phone.e164, phone.ext, "" if phone.e164 else phone.raw)
        found[key] = _labelled(found[key], phone.label) if key in found else phone
    return list(found.values())


def _codes(phones: list[Phone]) -> list[str]:
    return list(dict.fromkeys(_CODES[phone.status] for phone in phones if phone.status != "ok"))


# ---------------------------------------------------------------- one number and its words


def _read_part(part: str, region: str) -> list[Phone]:
    body, ext = take_extension(part)
    run, words = take_run(body)
    numbers = _read_run(run, region)
    if not numbers and "(" in body[1:]:  # 8 926 123-45-67 (2-й): a digit in brackets behind a number is no part of it
        before, _, behind = body.rpartition("(")
        shorter, around = take_run(before)
        e164 = _valid(shorter, region)
        if e164:
            numbers, words = [(e164, "ok")], f"{around} ({behind}"
    if not numbers:
        plain = _LOOKALIKE.sub(lambda match: match[0].translate(_LOOKALIKES), body)
        if plain != body:
            run, words = take_run(plain)
            e164 = _valid(run, region)
            numbers = [(e164, "fixed")] if e164 else []
    if not numbers:
        return [Phone(None, "", "", "bad", part)]
    label = label_of(words)
    return [
        Phone(e164, ext if index == len(numbers) - 1 else "", label, status, part)
        for index, (e164, status) in enumerate(numbers)
    ]


def _read_run(run: str, region: str) -> list[tuple[str, PhoneStatus]]:
    """Numbers of a run of digits: one, two with a blank between, or two with the same beginning."""
    digits = packed(run).replace("/", "")
    if len(digits) < _SHORTEST or _lacks_a_digit(digits, region):
        return []
    e164 = _valid(digits, region)
    if e164:
        return [(e164, "ok")]
    several = _break_up(run.split(), region) if len(digits) >= _TWO_NUMBERS else None
    if several:
        return [(number, "ok") for number in several]
    twins = _SAME_START.fullmatch(run)
    first = _valid(twins[1], region) if twins else None
    if twins and first:
        others = [first[:-2] + ending for ending in re.findall(r"\d\d", twins[2])]
        return [(number, "ok") for number in [first, *others] if _valid(number, region)]
    return _rescue(run, digits, region)


def _rescue(run: str, digits: str, region: str) -> list[tuple[str, PhoneStatus]]:
    others = list(_rewritten(run, digits, region))
    for other in others:
        e164 = _valid(other, region)
        if e164:
            return [(e164, "fixed")]
    for other in [digits, *others]:
        e164, status = judged_number(other, region)
        if e164 and status == "possible":
            return [(e164, "possible")]
    return []


def _rewritten(run: str, digits: str, region: str) -> Iterator[str]:
    """Other readings of digits that are no number as they stand."""
    if digits.startswith("00"):
        yield "+" + digits[2:]
    if country_code(region) != "7":
        return
    twisted = re.fullmatch(r"\+8?(9\d{9})", digits)
    if twisted:
        yield "+7" + twisted[1]
    # "(375) 29…" may be an area code, 375… is not.
    if 11 <= len(digits) <= 13 and digits.startswith(_NEIGHBOURS) and "(" not in run[:2]:
        yield "+" + digits
    if len(digits) == 11 and digits[0] == "7":  # from Kazakhstan the library reads no Russian number without +
        yield "+" + digits


def _lacks_a_digit(digits: str, region: str) -> bool:
    """8926123456: ten digits from a trunk prefix on are a number without its last digit, not +7 892…"""
    return len(digits) == 10 and digits.startswith("89") and country_code(region) == "7"


def _valid(text: str, region: str) -> str | None:
    digits = packed(text).replace("/", "")
    e164 = known_number(digits, region)
    if e164 is None and _SHORTEST <= len(digits) <= _LONGEST:
        judged, status = judged_number(digits, region)
        e164 = judged if status == "ok" else None
    return e164


def _break_up(tokens: list[str], region: str) -> list[str] | None:
    """The first way to read blank-separated groups as two or more whole numbers."""
    for length in range(1, len(tokens)):
        first = _valid("".join(tokens[:length]), region)
        if first is None:
            continue
        rest = _valid("".join(tokens[length:]), region)
        following = [rest] if rest else _break_up(tokens[length:], region)
        if following:
            return [first, *following]
    return None
