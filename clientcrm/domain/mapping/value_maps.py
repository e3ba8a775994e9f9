"""What the values of a tier, sex or yes-no column mean, with counts, before a person says otherwise (EXCEL.md 5.5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from clientcrm.domain.values.text import clean_cell, fold, parse_bool, parse_sex

NEW = "new:"

# Words for one thing in both languages, so that «Золотой» in a file is the tier "Gold" of the shop.
_SAME = (
    frozenset({"золото", "золотой", "золотая", "gold", "golden"}),
    frozenset({"серебро", "серебряный", "серебряная", "silver"}),
    frozenset({"бронза", "бронзовый", "бронзовая", "bronze"}),
    frozenset({"платина", "платиновый", "платиновая", "platinum"}),
    frozenset({"vip", "вип", "випка", "vip клиент", "вип клиент", "випы"}),
    frozenset({"постоянный", "постоянный клиент", "regular", "лояльный"}),
    frozenset({"потенциальный", "потенциальный клиент", "potential", "лид", "lead"}),
    frozenset({"спящий", "sleeping", "dormant"}),
    frozenset({"потерян", "потерянный", "lost", "ушел"}),
    frozenset({"подписан", "подписчик", "subscribed", "subscriber"}),
    frozenset({"не беспокоить", "do not disturb", "dnd", "черный список", "blacklist"}),
)
_FLAGS = ("vip", "вип")


@dataclass(frozen=True, slots=True)
class ValueGuess:
    """One spelling in a column, how often it stands there, what it should mean, and whether that is sure.

    meaning: for tiers a key of the caller's, or "new:" with the name of a tier to be made; for sex "male" and
    "female"; for yes and no "yes" and "no"; "" for nothing, or for what must be asked (sure is False then).
    """

    value: str
    count: int
    meaning: str
    sure: bool


def count_values(cells: Iterable[object], *, keep_placeholders: bool = False) -> list[tuple[str, int]]:
    """Every distinct cleaned text with its count, the most frequent first."""
    texts = (clean_cell(cell, collapse=True, keep_placeholders=keep_placeholders) for cell in cells)
    return Counter(text for text in texts if text).most_common()


def guess_tiers(cells: Iterable[object], names: Mapping[str, str], header: str = "") -> list[ValueGuess]:
    """Tiers by name; names maps every name of every tier of the shop to its key. Unknown names become new tiers.

    A column of yes and no under «ВИП» means that tier for yes and nothing for no; under another header it is asked.
    """
    cells = list(cells)
    counts = count_values(cells)
    known = {fold(name): key for name, key in names.items()}
    if counts and is_flag_column(cells):
        vip = tier_named("vip", known) if any(flag in fold(header) for flag in _FLAGS) else ""
        return [
            ValueGuess(value, count, vip if parse_bool(value) else "", bool(vip))
            for value, count in count_values(cells, keep_placeholders=True)
        ]
    found = []
    for value, count in counts:
        key = tier_named(value, known)
        found.append(ValueGuess(value, count, key or f"{NEW}{value}", bool(key)))
    return found


def guess_sexes(cells: Iterable[object]) -> list[ValueGuess]:
    """«м», "female" and the like; 1 and 2 are proposed as male and female but must be asked."""
    found = []
    for value, count in count_values(cells, keep_placeholders=True):
        sex = parse_sex(value)
        found.append(ValueGuess(value, count, sex or parse_sex(value, digits=True) or "", sex is not None))
    return found


def guess_bools(cells: Iterable[object]) -> list[ValueGuess]:
    """Yes and no; anything else means nothing until a person says so."""
    found = []
    for value, count in count_values(cells, keep_placeholders=True):
        answer = parse_bool(value)
        meaning = "" if answer is None else "yes" if answer else "no"
        found.append(ValueGuess(value, count, meaning, answer is not None))
    return found


def is_flag_column(cells: Iterable[object]) -> bool:
    """Whether a column says only yes and no, and both or at least yes."""
    answers = {parse_bool(value) for value, _ in count_values(cells, keep_placeholders=True)}
    return True in answers and None not in answers


def tier_named(value: str, known: Mapping[str, str]) -> str:
    """The key of the tier that a word names, "" for none; known maps folded names to keys."""
    word = fold(value).strip(" .")
    same = _same_words(word)
    return known.get(word) or next((known[name] for name in sorted(same) if name in known), "")


def one_tier(one: str, other: str) -> bool:
    """Whether two words of a file name one tier: «Золото» and «золотой»."""
    a, b = fold(one).strip(" ."), fold(other).strip(" .")
    return a == b or b in _same_words(a)


def _same_words(word: str) -> frozenset[str]:
    return next((words for words in _SAME if word in words), frozenset())
