"""What the words and colours of a tier or sex column mean, before a person says otherwise."""

from __future__ import annotations

from collections.abc import Sequence

from clientcrm.domain.tiers import Tier, tier_names
from clientcrm.domain.values.text import fold, parse_bool, parse_sex

# Words of colours, and of tiers in other programs, by the palette that they look like.
_COLOUR_WORDS = {
    "зел": "potential",
    "green": "potential",
    "жел": "subscribed",
    "yellow": "subscribed",
    "бел": "base",
    "white": "base",
    "син": "regular",
    "голуб": "regular",
    "blue": "regular",
    "фиолет": "vip",
    "purple": "vip",
    "розов": "advocate",
    "pink": "advocate",
    "сер": "sleeping",
    "gray": "sleeping",
    "grey": "sleeping",
    "красн": "dnd",
    "red": "dnd",
}
_PAIRS = (
    ("золото", "золотой", "gold"),
    ("серебро", "серебряный", "silver"),
    ("бронза", "бронзовый", "bronze"),
    ("платина", "платиновый", "platinum"),
    ("vip", "вип", "випка", "вип клиент"),
)


def meaning_of(target: str, header: str, word: str, all_words: Sequence[str], tiers: Sequence[Tier]) -> str:
    """ "tier:ID", "new:NAME", "male", "female", or "" where the value says nothing or must be asked."""
    if target == "gender":
        return parse_sex(word) or ""
    if is_flag(all_words):
        flagged = named_tier("vip", tiers) if any(w in fold(header) for w in ("vip", "вип")) else None
        return f"tier:{flagged.id}" if parse_bool(word) and flagged is not None else ""
    tier = named_tier(word, tiers)
    if tier is not None:
        return f"tier:{tier.id}"
    return "new:" + " ".join(word.split())[:60]


def is_flag(words: Sequence[str]) -> bool:
    """Whether a column says only yes and no."""
    return bool(words) and all(parse_bool(word) is not None for word in words)


def named_tier(word: str, tiers: Sequence[Tier]) -> Tier | None:
    """The tier of this name in either language, by a pair of words for one thing, or by a word of its colour."""
    folded = fold(word).strip(" .")
    same = next((pair for pair in _PAIRS if folded in pair), (folded,))
    for tier in tiers:
        if any(fold(name) in same for name in tier_names(tier)):
            return tier
    for beginning, palette in _COLOUR_WORDS.items():
        if folded.startswith(beginning) and len(folded) <= len(beginning) + 4:
            return next((tier for tier in tiers if tier.palette == palette), None)
    return None


def tier_of_colour(rgb: str, tiers: Sequence[Tier]) -> str:
    """The tier whose fill is nearest to a cell's colour; "" for white and for greys."""
    red, green, blue = (int(rgb[i : i + 2], 16) for i in (0, 2, 4))
    if max(red, green, blue) - min(red, green, blue) < 16:
        return ""
    hues = {"potential": 140, "subscribed": 48, "regular": 205, "vip": 265, "advocate": 330, "dnd": 4}
    hue = _hue(red, green, blue)
    palette = min(hues, key=lambda name: min(abs(hues[name] - hue), 360 - abs(hues[name] - hue)))
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
