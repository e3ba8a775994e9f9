"""What the words and colours of a tier or sex column mean, before a person says otherwise (EXCEL.md 5.5)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from clientcrm.domain.tiers import Tier, tier_names
from clientcrm.domain.values.text import fold, parse_bool, parse_sex

NEW = "new:"
_FLAGS = ("vip", "вип")

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
# Whole words of colours by the palette that they look like: «серый» is a colour, «серебро» is none.
_COLOUR_WORDS = {
    palette: re.compile(rf"(?:{stems})(?:ый|ий|ой|ая|яя|ое|ее|ые|ие)?|{english}")
    for palette, stems, english in (
        ("potential", "зел|зелен", "green"),
        ("subscribed", "желт", "yellow"),
        ("base", "бел", "white"),
        ("regular", "син|голуб", "blue"),
        ("vip", "фиолетов", "purple|violet"),
        ("advocate", "розов", "pink"),
        ("sleeping", "сер", "gray|grey"),
        ("dnd", "красн", "red"),
    )
}

# Where the palettes stand on the wheel of 360 degrees; Excel's light green is 89 and its orange 24.
_HUES = {
    "potential": (90, 140),
    "subscribed": (26, 48),
    "regular": (205,),
    "vip": (265,),
    "advocate": (330,),
    "dnd": (2,),
}


def meaning_of(target: str, header: str, word: str, all_words: Sequence[str], tiers: Sequence[Tier]) -> str:
    """ "tier:ID", "new:NAME", "male", "female", or "" where the value says nothing or must be asked."""
    if target == "gender":
        return parse_sex(word) or ""
    if is_flag(all_words):
        flagged = named_tier("vip", tiers) if any(word in fold(header) for word in _FLAGS) else None
        return f"tier:{flagged.id}" if parse_bool(word) and flagged is not None else ""
    tier = named_tier(word, tiers)
    if tier is not None:
        return f"tier:{tier.id}"
    # «Золото» and «Золотой» in one column are one new tier, called as the file calls it first.
    first = next((other for other in all_words if one_tier(other, word)), word)
    return NEW + " ".join(first.split())[:60]


def is_flag(words: Sequence[str]) -> bool:
    """Whether a column says only yes and no."""
    return bool(words) and all(parse_bool(word) is not None for word in words)


def named_tier(word: str, tiers: Sequence[Tier]) -> Tier | None:
    """The tier of this name in either language, by a pair of words for one thing, or by a word of its colour."""
    by_id = {str(tier.id): tier for tier in tiers}
    key = tier_named(word, {fold(name): str(tier.id) for tier in reversed(tiers) for name in tier_names(tier)})
    if key:
        return by_id[key]
    folded = fold(word).strip(" .")
    for palette, colour in _COLOUR_WORDS.items():
        if colour.fullmatch(folded):
            return next((tier for tier in tiers if tier.palette == palette), None)
    return None


def tier_of_colour(rgb: str, tiers: Sequence[Tier]) -> str:
    """The tier whose fill is nearest to a cell's colour; "" for white and for greys."""
    red, green, blue = (int(rgb[i : i + 2], 16) for i in (0, 2, 4))
    if max(red, green, blue) - min(red, green, blue) < 16:
        return ""
    hue = _hue(red, green, blue)
    palette = min(_HUES, key=lambda name: min(_apart(hue, known) for known in _HUES[name]))
    tier = next((tier for tier in tiers if tier.palette == palette and not tier.hidden), None)
    return f"tier:{tier.id}" if tier is not None else ""


def _hue(red: int, green: int, blue: int) -> float:
    high, low = max(red, green, blue), min(red, green, blue)
    spread = high - low
    if high == red:
        return 60 * ((green - blue) / spread % 6)
    if high == green:
        return 60 * ((blue - red) / spread + 2)
    return 60 * ((red - green) / spread + 4)


def _apart(one: float, other: float) -> float:
    return min(abs(one - other), 360 - abs(one - other))


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
