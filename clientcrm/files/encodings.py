"""Which encoding a text is in: marks, zeros, strict UTF-8, then how Russian the letters look."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import BinaryIO

from clientcrm.domain.errors import Invalid

SAMPLE = 1 << 18
_CYRILLIC = ("cp1251", "cp866", "koi8-r", "mac-cyrillic")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Letters of Russian by how often they occur, commonest first; the rarer, the lower the score.
_BY_FREQUENCY = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё"
_WEIGHT = {letter: 3.0 - 4.0 * place / len(_BY_FREQUENCY) for place, letter in enumerate(_BY_FREQUENCY)}
_OTHER_CYRILLIC = frozenset("іїєґўі")
_HARMLESS = frozenset("«»№–—…“”„’‘•°§©®™€₽\xa0ёЁ±·")
_CASE_BREAK = re.compile("[а-яё][А-ЯЁ]")
_NEVER_FIRST = re.compile(r"(?<![А-Яа-яЁё])[ьъыЬЪЫ](?=[А-Яа-яЁё])")
_HIGH_WORD = re.compile(rb"[A-Za-z\x80-\xff]*[\x80-\xff][A-Za-z\x80-\xff]*")


@dataclass(frozen=True, slots=True)
class Encoding:
    """A Python codec name; `sure` is False where a person should look at the first rows."""

    name: str
    sure: bool


def chosen_encoding(name: str, file: BinaryIO) -> Encoding:
    """The encoding that somebody named for an open text file, which is left at its start.

    Raises Invalid for a name that Python does not know, or knows for something that no file is read by.
    """
    try:
        known = codecs.lookup(name)
        b"x".decode(name, "replace")  # not an empty one: that is decoded without a look at the name
        known.incrementaldecoder("replace").decode(b"x")
    except (LookupError, ValueError, TypeError):
        raise Invalid({"encoding": "unknown"}) from None
    if known.name not in ("utf-16", "utf-32"):
        return Encoding(name, True)
    file.seek(0)
    head = file.read(SAMPLE)
    file.seek(0)
    if bom_encoding(head) == known.name:
        return Encoding(name, True)
    # Without a mark in front Python refuses to go on; the order of the bytes is what most programs write.
    wide = looks_utf16(head) if known.name == "utf-16" else ""
    return Encoding(wide or f"{known.name}-le", True)


def is_wide(name: str) -> bool:
    """Whether every letter takes two bytes or four."""
    return codecs.lookup(name).name.startswith(("utf-16", "utf-32"))


def bom_encoding(head: bytes) -> str:
    """The codec that the byte order mark names, or nothing."""
    return next((name for mark, name in _BOMS if head.startswith(mark)), "")


def looks_utf16(head: bytes) -> str:
    """UTF-16 without a mark: every other byte is zero, or 4 where Cyrillic stands."""
    head = head[: len(head) // 2 * 2][:SAMPLE]
    if len(head) < 4 or b"\x00" not in head:
        return ""
    for name, high in (("utf-16-le", head[1::2]), ("utf-16-be", head[0::2])):
        if high.count(0) + high.count(4) >= 0.9 * len(high) and head.count(0) < 0.6 * len(head):
            return name
    return ""


def detect_encoding(file: BinaryIO) -> Encoding:
    """The encoding of an open text file; leaves it at the start."""
    file.seek(0)
    head = file.read(SAMPLE)
    name = bom_encoding(head) or looks_utf16(head)
    if name:
        file.seek(0)
        return Encoding(name, True)
    broken, letters = _utf8_faults(file)
    file.seek(0)
    if not broken:
        return Encoding("utf-8", True)
    if letters > 20 * broken:
        return Encoding("utf-8", False)  # cut in the middle of a letter, or one foreign line glued to it
    return guess_single_byte(_high_sample(file, head))


def guess_single_byte(sample: bytes) -> Encoding:
    """Among the Cyrillic code pages and cp1252, the one in which the text reads best."""
    words = _HIGH_WORD.findall(sample)
    mixed = sum(1 for word in words if re.search(rb"[A-Za-z]", word))
    if not words or mixed * 2 > len(words):
        return Encoding("cp1252", False)  # Société: letters with marks among plain Latin ones
    text = b" ".join(words)
    readings = {name: text.decode(name, "replace") for name in _CYRILLIC}
    scores = {name: russian_score(reading) for name, reading in readings.items()}
    best = max(_CYRILLIC, key=lambda name: scores[name])  # the commoner one, where both read the same
    if scores[best] <= 0:
        return Encoding("cp1252", False)
    others = (scores[name] for name in _CYRILLIC if readings[name] != readings[best])
    return Encoding(best, scores[best] - max(others, default=0.0) > 0.3)


def russian_score(text: str) -> float:
    """How much a text looks like Russian, per letter that is not ASCII; below 0 it does not."""
    high = [letter for letter in text if letter > "\x7f"]
    if not high:
        return 0.0
    score = 0.0
    for letter in high:
        low = letter.lower()
        if low in _WEIGHT:
            score += _WEIGHT[low] - (0.3 if letter != low else 0.0)
        elif low in _OTHER_CYRILLIC:
            score += 0.5
        elif letter not in _HARMLESS:
            score -= 3.0
    score -= 2.0 * len(_CASE_BREAK.findall(text)) + 3.0 * len(_NEVER_FIRST.findall(text))
    return score / len(high)


def _utf8_faults(file: BinaryIO) -> tuple[int, int]:
    """(faults, bytes of letters beyond ASCII) under strict UTF-8; the whole file is read, 100 MB take 0.1 s."""
    file.seek(0)
    decoder = codecs.getincrementaldecoder("utf-8")()
    broken = letters = 0
    while True:
        block = file.read(1 << 20)
        try:
            text = decoder.decode(block, final=not block)
        except UnicodeDecodeError:
            decoder.reset()
            text = block.decode("utf-8", "replace")
            broken += max(1, text.count("\ufffd"))
            if broken > 1000 and letters <= 20 * broken:
                return broken, letters
        letters += max(0, len(block) - len(text))
        if not block:
            return broken, letters


def _high_sample(file: BinaryIO, head: bytes) -> bytes:
    """A part of the file that holds letters: the first lines of an export may be plain ASCII."""
    sample, position = head, len(head)
    file.seek(position)
    while sample.isascii():
        sample = file.read(SAMPLE)
        if not sample:
            return head
    file.seek(0)
    return sample
