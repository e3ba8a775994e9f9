"""Cells of names in which a phone or an e-mail address stands beside the name, as in lists kept by hand."""

from __future__ import annotations

import re

from clientcrm.domain.values.emails import parse_emails
from clientcrm.domain.values.phones import parse_phones

# Anything that `contacts_apart` could find; may be asked of many cells joined by marks that no number holds.
MAY_HOLD_CONTACTS = re.compile(r"@|\d(?:[\s().–-]*\d){8}")
_WORD = r"(?:\b(?:тел(?:ефон)?|моб(?:ильный)?|сот|т|tel|phone|mob|ph)\b[.:]*\s*)?"
_NUMBER = re.compile(
    _WORD + r"(?<![\d+№#])(\+?\(?\d(?:[\s().–-]*\d){8,14}(?:\s*,?\s*(?:доб|вн|ext)\.?\s*\d{1,6})?)(?!\w)", re.IGNORECASE
)
_ADDRESS = re.compile(r"[^\s<>()\[\],;|/]+@[^\s<>()\[\],;|/]+\.[^\s<>()\[\],;|/]*\w")
_EMPTY_BRACKETS = re.compile(r"[(\[<]\s*[)\]>]")
_MARKS = re.compile(r"\s*[,;|/]\s*(?=[,;|/)\]]|$)")
_EDGES = " \t,;:|/.–—-"
_LETTER = re.compile(r"[^\W\d_]")


def contacts_apart(text: str, region: str = "RU") -> tuple[str, list[str], list[str]]:
    """The name without the phones and addresses beside it, and these as they were written: «Анна 8 916 123-45-67» is
    Анна and a phone. The text itself and nothing else where no right number or address stands beside a name, so also
    for a phone alone.
    """
    phones: list[str] = []
    emails: list[str] = []
    if not MAY_HOLD_CONTACTS.search(text):
        return text, phones, emails

    def phone(match: re.Match[str]) -> str:
        written = match[1]
        bracket = "(" if written.count("(") > written.count(")") else ""  # around the whole of it
        if not _is_phone(written.removeprefix(bracket), region):
            return match[0]
        phones.append(written.removeprefix(bracket).strip())
        return f" {bracket} "

    def address(match: re.Match[str]) -> str:
        found = parse_emails(match[0])[0]
        if len(found) != 1 or found[0].address is None:
            return match[0]
        emails.append(match[0])
        return " "

    rest = _NUMBER.sub(phone, _ADDRESS.sub(address, text))
    if not phones and not emails:
        return text, [], []
    rest = _MARKS.sub("", " ".join(_EMPTY_BRACKETS.sub(" ", rest).split())).strip(_EDGES)
    return (rest, phones, emails) if _LETTER.search(rest) else (text, [], [])


def _is_phone(written: str, region: str) -> bool:
    """A right number; in Russia, ten digits in a row are a tax number unless they begin as those of a mobile do."""
    if region == "RU" and written.isdecimal() and len(written) == len("7701234567") and written[0] != "9":
        return False
    phones, codes = parse_phones(written, region)
    return len(phones) == 1 and phones[0].status == "ok" and not codes
