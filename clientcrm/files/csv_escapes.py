"""The apostrophe that keeps Excel from running a text as a formula, and how it is taken away again."""

from __future__ import annotations

import re

_STARTERS = "=+\\-@\t\r＝＋－＠|"
# Apostrophes are let through so that escaping has one exact inverse: '=1 becomes ''=1.
_RISKY = re.compile(rf"[\s']*[{_STARTERS}]")
_PLAIN_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_PHONE = r"\+\d[\d ()-]{5,24}(?: доб\. \d{1,9})?"
_OWN_PHONES = re.compile(rf"{_PHONE}(?:; {_PHONE})*")


def escaped(text: str) -> str:
    """The text as it is safe in a CSV cell: formulas get a leading apostrophe, plain numbers and phones do not."""
    if _RISKY.match(text) and not _PLAIN_NUMBER.fullmatch(text) and not _OWN_PHONES.fullmatch(text):
        return "'" + text
    return text


def unescaped(cell: str) -> str:
    """The text that `escaped` was given; foreign cells such as '+7926... lose their apostrophe too."""
    if cell.startswith("'") and _RISKY.match(cell, 1):
        return cell[1:]
    return cell
