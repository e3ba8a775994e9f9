"""E-mail addresses: from any cell to their normal form with status, and masked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from clientcrm.domain.values.text import clean_cell

EmailStatus = Literal["ok", "fixed", "suspect", "bad"]


@dataclass(frozen=True, slots=True)
class Email:
    """One address of a cell, lower case (None where it is none).

    status: ok, fixed (repaired on the way), suspect (the domain looks mistyped; kept), bad (raw text alone).
    """

    address: str | None
    status: EmailStatus
    raw: str


_LABEL = r"[^\W_](?:[\w-]*[^\W_])?"
_ADDRESS = re.compile(
    rf"[\w!#$%&'*+=?^`{{|}}~-]+(?:\.[\w!#$%&'*+=?^`{{|}}~-]+)*@(?:{_LABEL}\.)+[^\W\d_](?:[\w-]*[^\W_])?"
)
_PLAIN = re.compile(
    r"[A-Za-z0-9_][A-Za-z0-9_+-]*(?:\.[A-Za-z0-9_+-]+)*@(?:[A-Za-z0-9]+(?:-+[A-Za-z0-9]+)*\.)+[A-Za-z]{2,}"
)
_LONGEST = 254
_PREFIX = re.compile(r"(?<![^\W_])(?:mailto|e-?mail|почта|эл\.? ?почта)\s*:\s*", re.IGNORECASE)
_NAMED = re.compile(r"(?:\"([^\"<>]*)\"|([^<>@\";,]*?))\s*<\s*([^<>]*)\s*>")
_AT_WORD = re.compile(r"\s*(?:\(\s*(?:at|собака)\s*\)|\[\s*(?:at|собака)\s*\])\s*|\s+собака\s+", re.IGNORECASE)
_AT_BLANK = re.compile(r"\s+@\s*|@\s+")
_COMMA_ENDING = re.compile(r"(?<=@)([^\s@,;/]+),\s?(ru|рф|com|net|org|su|by|ua|kz|info|biz|me|de|fr)\b", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s,;/]+")
_OUTER = "<>()[]«»\"'.,;:\xa0"
_KNOWN_WORDS = re.compile(r"раб\w*|личн\w*|дом\w*|осн\w*|e-?mail|mail|почта|эл|work|home|и|или|or", re.IGNORECASE)

_LOOKALIKES = str.maketrans("асеорхукмтнвАСЕОРХУКМТНВіІ", "aceopxykmthbACEOPXYKMTHBiI")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LATIN = re.compile("[A-Za-z]")
# Endings typed on the wrong layout look like a country that does not exist; "py" would be Paraguay.
_ENDINGS = {"ру": "ru", "ком": "com", "сом": "com", "нет": "net", "орг": "org"}
_MISTYPED = frozenset(
    {
        *("gmial.com", "gmai.com", "gmal.com", "gmail.ru", "gmail.co", "gamil.com", "gmil.com"),
        *("mail.ri", "mail.r", "mai.ru", "mail.ry", "maill.ru", "yandex.r", "yandex.ri", "yandx.ru", "yndex.ru"),
        *("ya.tu", "inbox.ry", "inbox.ri", "rambler.r", "ramler.ru", "bk.ri", "list.ri", "hotmial.com"),
    }
)


def parse_emails(cell: object) -> tuple[list[Email], str, list[str]]:
    """Every address of a cell, each once; the name of "Anna <anna@mail.ru>" or ""; and codes W220-W222.

    What is no address comes back as bad raw text, so that nothing written is lost.
    """
    if type(cell) is str and _PLAIN.fullmatch(cell) and len(cell) <= _LONGEST:
        return _finished({cell: Email(cell.lower(), "ok", cell)}, "")
    text = clean_cell(cell, collapse=True)
    if not text:
        return [], "", []
    text = _PREFIX.sub(" ", text)
    name, text = _take_name(text)
    plain = _COMMA_ENDING.sub(r"\1.\2", _AT_BLANK.sub("@", _AT_WORD.sub("@", text)))
    repaired = plain != text
    found: dict[str, Email] = {}
    leftover: list[str] = []
    for part in _BETWEEN.split(plain):
        word = part.strip(_OUTER)
        if "@" not in word:
            if word and not _KNOWN_WORDS.fullmatch(word):
                leftover.append(word)
            continue
        email = _read(word, repaired)
        found.setdefault(email.address or email.raw, email)
    if leftover and not (name or found):
        leftover = [text]
    if leftover:
        raw = " ".join(leftover)
        found.setdefault(raw, Email(None, "bad", raw))
    return _finished(found, name)


def plain_address(cell: object) -> str | None:
    """The address of a cell that holds one and nothing else, and needs no remark; None for any other cell."""
    if type(cell) is str and _PLAIN.fullmatch(cell) and len(cell) <= _LONGEST:
        address = cell.lower()
        return None if address.rpartition("@")[2] in _MISTYPED else address
    return None


def _take_name(text: str) -> tuple[str, str]:
    if "<" not in text:
        return "", text
    names = [(match[1] or match[2]).strip(" ,;'\"") for match in _NAMED.finditer(text)]
    return next(filter(None, names), ""), _NAMED.sub(r" \3 ", text)


def _read(word: str, repaired: bool) -> Email:
    address = word
    if not word.isascii():
        address = _same_script(word)
    lowered = address.lower()
    if len(lowered) > _LONGEST or not _ADDRESS.fullmatch(lowered):
        return Email(None, "bad", word)
    if lowered[-2] == "." and lowered.rpartition("@")[2] not in _MISTYPED:
        return Email(None, "bad", word)
    return Email(lowered, "fixed" if repaired or address != word else "ok", word)


def _same_script(address: str) -> str:
    """Cyrillic letters that only look Latin, made Latin; a domain that is all Cyrillic stays (почта.рф)."""
    local, at, domain = address.rpartition("@")
    labels = domain.split(".")
    if len(labels) > 1 and not _CYRILLIC.search("".join(labels[:-1])):
        labels[-1] = _ENDINGS.get(labels[-1].lower(), labels[-1])
    labels = [_latin(label) if _LATIN.search(label) else label for label in labels]
    if _LATIN.search(local) or _LATIN.search("".join(labels)):
        local = _latin(local)
    return local + at + ".".join(labels)


def _latin(word: str) -> str:
    latin = word.translate(_LOOKALIKES)
    return word if _CYRILLIC.search(latin) else latin


def _finished(found: dict[str, Email], name: str) -> tuple[list[Email], str, list[str]]:
    emails: list[Email] = []
    codes: dict[str, None] = {}
    for email in found.values():
        if email.address is None:
            codes["W220"] = None
        elif email.status == "fixed":
            codes["W221"] = None
        if email.address and email.address.rpartition("@")[2] in _MISTYPED:
            codes["W222"] = None
            email = Email(email.address, "suspect", email.raw)
        emails.append(email)
    return emails, name, list(codes)


def mask_email(address: str) -> str:
    """s•••••@mail.ru: the first letter and the domain; text that is no address is hidden whole."""
    local, at, domain = address.rpartition("@")
    if not at:
        return "•" * 5
    first = local[0] if len(local) > 1 else ""
    return f"{first}{'•' * 5}@{domain}"
