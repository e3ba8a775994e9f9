"""Loyalty tiers: the default scale, its letters, silhouettes and palettes, and which moves a rule may make."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from clientcrm.domain.tier_rules import BY_HAND, Rule


class TierKind(StrEnum):
    """A rung of the ladder, a state that a visit ends, or a guard over the contacts."""

    LADDER = "ladder"
    STATE = "state"
    GUARD = "guard"


# The state of who will not come again; a person who sets it says why.
LOST = "lost"
# The nine palettes and silhouettes of the design; an added tier reuses one of them with a letter of its own.
PALETTES = ("base", "potential", "subscribed", "regular", "vip", "advocate", "sleeping", "lost", "dnd")


@dataclass(frozen=True, slots=True)
class TierDefault:
    """One tier that every new base starts with."""

    key: str
    kind: TierKind
    letters: dict[str, str]
    names: dict[str, str]


DEFAULT_TIERS: tuple[TierDefault, ...] = (
    TierDefault("base", TierKind.LADDER, {"ru": "Б", "en": "B"}, {"ru": "В базе", "en": "In the base"}),
    TierDefault("potential", TierKind.LADDER, {"ru": "П", "en": "P"}, {"ru": "Потенциальный", "en": "Potential"}),
    TierDefault("subscribed", TierKind.LADDER, {"ru": "С", "en": "S"}, {"ru": "Подписан", "en": "Subscribed"}),
    TierDefault("regular", TierKind.LADDER, {"ru": "Т", "en": "R"}, {"ru": "Постоянный", "en": "Regular"}),
    TierDefault("vip", TierKind.LADDER, {"ru": "V", "en": "V"}, {"ru": "VIP", "en": "VIP"}),
    TierDefault("advocate", TierKind.LADDER, {"ru": "А", "en": "A"}, {"ru": "Советует нас", "en": "Advocate"}),
    TierDefault("sleeping", TierKind.STATE, {"ru": "З", "en": "Z"}, {"ru": "Спящий", "en": "Sleeping"}),
    TierDefault("lost", TierKind.STATE, {"ru": "У", "en": "L"}, {"ru": "Потерян", "en": "Lost"}),
    TierDefault("dnd", TierKind.GUARD, {"ru": "Н", "en": "N"}, {"ru": "Не беспокоить", "en": "Do not disturb"}),
)
_BY_KEY = {tier.key: tier for tier in DEFAULT_TIERS}


@dataclass(frozen=True, slots=True)
class Tier:
    """One tier of this shop's scale; an empty name or letter means the default one in the reader's language."""

    id: int
    key: str
    name: str
    letter: str
    palette: str
    kind: TierKind
    position: int
    hidden: bool
    clients: int = 0
    rule: Rule = BY_HAND

    def title(self, language: str) -> str:
        """The word on the chip."""
        default = _BY_KEY.get(self.key)
        return self.name or (default.names[language] if default else self.key)

    def sign(self, language: str) -> str:
        """The letter for print and one-letter columns."""
        default = _BY_KEY.get(self.key)
        return self.letter or (default.letters[language] if default else self.title(language)[:1].upper())


@dataclass(frozen=True, slots=True)
class TierDraft:
    """What the scale editor hands in; id is None for a new tier; rule None leaves the rule as it is."""

    id: int | None
    name: str
    letter: str
    palette: str
    kind: TierKind = TierKind.LADDER
    hidden: bool = False
    rule: Rule | None = None


def tier_names(tier: Tier) -> frozenset[str]:
    """Every word that a spreadsheet may use for the tier."""
    default = _BY_KEY.get(tier.key)
    return frozenset({tier.name, tier.key} | (set(default.names.values()) if default else set())) - {""}


def tier_after_first_purchase(key: str) -> str:
    """A potential client who buys stands in the base; any other rung stays."""
    return "base" if key == "potential" else key


# Fill and text of each palette in print and in Excel: the light ones of the design, contrast at least 4.5 to 1.
_COLOURS = {
    "base": ("FFFFFF", "4A463F"),
    "potential": ("E4F4EA", "125935"),
    "subscribed": ("FFF3C9", "634900"),
    "regular": ("E1F0FB", "0C4C79"),
    "vip": ("4B3594", "FFFFFF"),
    "advocate": ("FCE7F0", "861C51"),
    "sleeping": ("EBEEF4", "414C61"),
    "lost": ("FFFFFF", "625C54"),
    "dnd": ("FCEBE9", "93241E"),
}


def palette_colours(palette: str) -> tuple[str, str]:
    """Fill and text (RRGGBB) of a tier outside the screen."""
    return _COLOURS.get(palette, _COLOURS["base"])
