"""Text read in the wrong encoding: seeing it, and giving the right reading back."""

from __future__ import annotations

import re

# UTF-8 Cyrillic is D0 or D1 with a byte 80-BF after it. Read as Latin-1 or cp1252 the first shows as Ð or Ñ,
# read as cp1251 as Р or С before a character that Russian words do not have there.
_LATIN_PAIR = re.compile("[ÐÑ][^A-Za-z\u0400-\u04ff\\s]?")
_TAILS = "".join(
    chr(byte) if byte == 0x98 else bytes([byte]).decode("cp1251")  # 98 is the one hole of cp1251; "И" ends in it
    for byte in range(0x80, 0xC0)
)
_CYRILLIC_PAIR = re.compile(f"[РС][{re.escape(_TAILS)}]")
# What every longer Russian text has in it when it was read wrongly: а, о, е, и, н, т.
_SIGN = re.compile("[ÐÑ]|Р[°ѕµёЅ]|С‚")
_RUSSIAN = re.compile("[А-яЁё]")
_DENSITY = 0.3


def may_be_mojibake(text: str) -> bool:
    """A look so cheap (0.3 µs) that every cell can have it; repair_mojibake decides."""
    return _SIGN.search(text) is not None


def repair_mojibake(text: str) -> str | None:
    """The right reading of raw text, before it is cleaned, or None where nothing is wrong or to be done."""
    if text.isascii():
        return None
    for pair, encoding in ((_LATIN_PAIR, "cp1252"), (_CYRILLIC_PAIR, "cp1251")):
        pairs = pair.findall(text)
        if len(pairs) < 2 or sum(map(len, pairs)) <= _DENSITY * len(text):
            continue
        try:
            repaired = b"".join(_byte(char, encoding) for char in text).decode("utf-8")
        except UnicodeError:
            continue
        if len(_RUSSIAN.findall(repaired)) > _DENSITY * len(repaired):
            return repaired
    return None


def _byte(char: str, encoding: str) -> bytes:
    try:
        return char.encode(encoding)
    except UnicodeEncodeError:
        return char.encode("latin-1")  # the holes of both code pages pass through as C1 controls
