"""How well a header names a target: 1.0 for a synonym down to 0.6 for a likeness (EXCEL.md 5.5)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from clientcrm.domain.mapping.headers import header_spellings, without_number, without_owner
from clientcrm.domain.mapping.synonyms import (
    DATES,
    FURTHER,
    LONE,
    NAMES,
    PHONES,
    SheetKind,
    Synonym,
    lexicon,
)

ACCEPTED = 0.9
SHOWN = 0.5

_STOP = re.compile(
    r"\b(?:паспорт|карт|счет|заказ(?!чик)|договор|цех|дом(?![а-я]{3})|кварт|кабинет|сери[яийю]|полис|снилс|лиценз|"
    r"товар|продукц|услуг|издел|материал|артикул|выдач|оконч|заявк|"
    r"passport|contract|product|item|order|invoice|licen[cs]e|policy|expir|issue)"
)
_STOPPED = {
    "clients": PHONES | NAMES | DATES | {"external_id", "tier", "tags", "gender", "card_number"},
    "purchases": PHONES | NAMES,
}
_KIND = re.compile(r"[a-z][a-z ]* \d+ (?:type|label)")
_LIKE, _LEAST_LETTERS = 0.87, 6


@dataclass(frozen=True, slots=True)
class Candidate:
    """A target that a column may have: score 0-1, why, and how usual the name is (0 the most).

    reason: synonym, lone, owner, order, numbered, phrase, similar, second, values, template.
    """

    target: str
    score: float
    reason: str
    rank: int = 0


@lru_cache(maxsize=4096)
def header_candidates(header: str, kind: SheetKind) -> tuple[Candidate, ...]:
    """Targets that a header names, the best first; empty where it names none."""
    if names_kind(header):
        return ()
    for spelling in header_spellings(header):
        found = _whole(spelling, kind)
        if found:
            return found
    stopped = any(_STOP.search(spelling) for spelling in header_spellings(header))
    for spelling in header_spellings(header):
        inside = _phrase(without_owner(spelling) or spelling, kind)
        if inside and not (stopped and inside.target in _STOPPED[kind]):
            return (Candidate(inside.target, 0.7, "phrase", inside.rank),)
    for spelling in header_spellings(header):
        like = _similar(spelling, kind)
        if like and not (stopped and like.target in _STOPPED[kind]):
            return (Candidate(like.target, 0.6, "similar", like.rank),)
    return ()


@lru_cache(maxsize=8192)
def known_targets(header: str) -> frozenset[str]:
    """Targets of clients and purchases that a whole header names, with or without an owner or a number."""
    kinds: tuple[SheetKind, ...] = ("clients", "purchases")
    return frozenset(
        candidate.target
        for kind in kinds
        for spelling in header_spellings(header)
        for candidate in _whole(spelling, kind)
        if candidate.reason not in ("second", "order")
    )


def names_kind(header: str) -> bool:
    """Whether a column says of what kind the value beside it is, as «Phone 1 - Type» of Google does."""
    return any(_KIND.fullmatch(spelling) for spelling in header_spellings(header))


def is_stopped(header: str) -> bool:
    """Whether a header speaks of passports, contracts, goods and the like: values alone prove nothing there."""
    return any(_STOP.search(spelling) for spelling in header_spellings(header))


def _whole(spelling: str, kind: SheetKind) -> tuple[Candidate, ...]:
    words = lexicon(kind)
    found = words.exact.get(spelling)
    if found:
        if kind == "clients" and spelling in LONE:
            return _candidates(found, 0.7, "lone")
        return _candidates(found, 1.0, "synonym")
    bare = without_owner(spelling)
    if bare != spelling and bare in words.exact:
        return _candidates(words.exact[bare], 0.95, "owner")
    numbered = without_number(spelling)
    if numbered and not (kind == "clients" and numbered[0] in LONE):
        base = words.exact.get(numbered[0]) or words.exact.get(without_owner(numbered[0]))
        if base:
            target = FURTHER.get(base[0].target, base[0].target) if numbered[1] > 1 else base[0].target
            return (Candidate(target, 0.9, "numbered", base[0].rank),)
    shuffled = words.sorted_words.get(tuple(sorted(spelling.split())))
    return (Candidate(shuffled.target, 0.9, "order", shuffled.rank),) if shuffled else ()


def _candidates(synonyms: tuple[Synonym, ...], score: float, reason: str) -> tuple[Candidate, ...]:
    first, *others = synonyms
    seconds = [Candidate(other.target, min(score, 0.95), "second", other.rank) for other in others]
    return (Candidate(first.target, score, reason, first.rank), *seconds)


def _phrase(spelling: str, kind: SheetKind) -> Synonym | None:
    """The longest synonym that stands inside a header as whole words."""
    words = tuple(spelling.split())
    phrases = lexicon(kind).phrases
    best: tuple[int, Synonym] | None = None
    for at, word in enumerate(words):
        for phrase, synonym in phrases.get(word, ()):
            if kind == "clients" and len(phrase) == 1 and word in LONE and len(words) > 1:
                continue  # the day of a wedding, the sum of a debt, the status of a delivery
            size = sum(map(len, phrase))
            if words[at : at + len(phrase)] == phrase and (best is None or size > best[0]):
                best = (size, synonym)
    return best[1] if best else None


def _similar(spelling: str, kind: SheetKind) -> Synonym | None:
    if sum(map(str.isalpha, spelling)) < _LEAST_LETTERS:
        return None
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(spelling)
    best, best_ratio = None, _LIKE
    for other, synonyms in lexicon(kind).exact.items():
        if abs(len(other) - len(spelling)) > len(spelling) // 4:
            continue
        matcher.set_seq1(other)
        if matcher.real_quick_ratio() >= best_ratio and matcher.quick_ratio() >= best_ratio:
            ratio = matcher.ratio()
            if ratio >= best_ratio:
                best, best_ratio = synonyms[0], ratio
    return best
