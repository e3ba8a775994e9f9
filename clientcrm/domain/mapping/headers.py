"""Headers of columns: their normal form, letters, and how alike two sets of them are."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_CAMEL = re.compile(r"(?<=[a-zа-яё])(?=[A-ZА-ЯЁ])|(?<=[A-ZА-ЯЁ])(?=[A-ZА-ЯЁ][a-zа-яё])")
_DROPPED = str.maketrans("", "", "*:;!?\"'«»()[]<>“”„’‘`")
_BLANKS = re.compile(r"[\s._/\\,‐-―−-]+")
_MIXED = re.compile(r"[a-z]*[а-я][a-zа-я]*[a-z][a-zа-я]*|[a-z]+[а-я][a-zа-я]*|\d+c")
_LOOKALIKES = str.maketrans("aceopxykmthb", "асеорхукмтнв")
_LATIN = re.compile("[a-z]")
_OWNERS = re.compile(
    r"\b(?:клиента|контрагента|партнера|агента|покупателя|заказчика|сотрудника|гостя|пациента|ученика)\b"
)
_DENIAL = re.compile(
    r"\b(?:unsubscri\w*|opt(?:ed)? ?out|optout|not|no|without|revoked|withdrawn"
    r"|отпис\w*|отказ\w*|отзыв\w*|отозван\w*|запре[тщ]\w*|не|без)\b"
)
_TRAILING_NUMBER = re.compile(r"(.*\S)\s*?(\d{1,2})")


def normal_header(header: str) -> str:
    """The form that headers are compared in: «Нас. пункт*:» is "нас пункт", "CustomerID" is "customer id"."""
    return _normal(_CAMEL.sub(" ", _compatible(header)))


@lru_cache(maxsize=4096)
def header_spellings(header: str) -> tuple[str, ...]:
    """The normal form and the one without splitting at capitals, which "cUsToMeR iD" and "WHATSAPP" need."""
    return tuple(dict.fromkeys((normal_header(header), _normal(_compatible(header)))))


def denies(header: str) -> bool:
    """Whether a heading asks for a refusal, so that "yes" under it means no: "Unsubscribed", «Отказ от рассылки»."""
    return len(_DENIAL.findall(normal_header(header))) % 2 == 1


def _compatible(header: str) -> str:
    return unicodedata.normalize("NFKC", header.replace("№", " № "))


def _normal(text: str) -> str:
    folded = text.casefold().replace("ё", "е")
    if not folded.isascii():
        folded = unicodedata.normalize("NFC", folded).replace("ё", "е")
    words = _BLANKS.sub(" ", folded.translate(_DROPPED)).strip()
    if len(words) > 1:
        words = words.replace("#", " ").strip() or words
    return " ".join(_one_script(word) for word in words.split())


def _one_script(word: str) -> str:
    """Latin letters inside a Cyrillic word, and the C of «1C», are Cyrillic ones that look the same."""
    if not _MIXED.fullmatch(word):
        return word
    cyrillic = word.translate(_LOOKALIKES)
    return word if _LATIN.search(cyrillic) else cyrillic


def without_owner(header: str) -> str:
    """A normal header without «клиента», «контрагента» and the like; "" where nothing else is left."""
    return " ".join(_OWNERS.sub(" ", header).split())


def without_number(header: str) -> tuple[str, int] | None:
    """«телефон 2» as ("телефон", 2); None where a header does not end in a number."""
    match = _TRAILING_NUMBER.fullmatch(header)
    return (match[1], int(match[2])) if match else None


def column_letter(index: int) -> str:
    """A for 0, Z for 25, AA for 26."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def header_set(headers: Iterable[str]) -> frozenset[str]:
    """The normal forms of the headers that are not empty."""
    return frozenset(filter(None, map(normal_header, headers)))


def fingerprint(headers: Iterable[str]) -> bytes:
    """32 bytes that files with the same headers, in any order, case and punctuation, share."""
    return hashlib.sha256("\n".join(sorted(header_set(headers))).encode()).digest()


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Jaccard: what two sets of headers share of all that they have; a template is offered from 0.8 on."""
    union = one | other
    return len(one & other) / len(union) if union else 0.0
