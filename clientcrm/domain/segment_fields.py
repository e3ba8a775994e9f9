"""What a segment may ask for: every field, what kind of question it takes, which of them tell of money."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Asks(StrEnum):
    """What kind of question a field takes, and with what: see `Ask`."""

    CHOICE = "choice"
    NUMBER = "number"
    MONEY = "money"
    DAY = "day"
    SEASON = "season"
    FLAG = "flag"
    TAG = "tag"
    BOUGHT = "bought"
    DEALT = "dealt"


# Every field that may be asked for. Sealed values answer only whether they are there.
FIELDS: Final[Mapping[str, Asks]] = {
    **dict.fromkeys(
        ("kind", "state", "sex", "tier", "source", "city", "region", "country", "responsible", "portfolio"), Asks.CHOICE
    ),
    **dict.fromkeys(("segment", "batch"), Asks.CHOICE),
    **dict.fromkeys(("tag",), Asks.TAG),
    **dict.fromkeys(("created", "next_contact", "first_purchase", "last_purchase", "born"), Asks.DAY),
    **dict.fromkeys(("birthday",), Asks.SEASON),
    **dict.fromkeys(("consent", "phone", "email", "messenger", "address", "note", "house"), Asks.FLAG),
    **dict.fromkeys(("birthday_known",), Asks.FLAG),
    **dict.fromkeys(("purchases", "discount"), Asks.NUMBER),
    **dict.fromkeys(("total", "average", "median"), Asks.MONEY),
    **dict.fromkeys(("bought", "had"), Asks.BOUGHT),
    **dict.fromkeys(("dealt",), Asks.DEALT),
    # stored figures, as of their last reckoning
    **dict.fromkeys(("status", "rfm", "abc", "xyz", "next_product"), Asks.CHOICE),
    **dict.fromkeys(("regular", "returned"), Asks.FLAG),
    **dict.fromkeys(("recency_score", "frequency_score", "money_score", "interval", "visit_chance"), Asks.NUMBER),
    **dict.fromkeys(("expected_money",), Asks.MONEY),
    **dict.fromkeys(("next_visit", "next_late", "next_due"), Asks.DAY),
}
# A field of the shop's own is sealed: own:3 asks whether it is filled.
OWN: Final = "own:"
# All of them once, as a builder offers them.
GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "card": (
        *("tier", "state", "kind", "sex", "tag", "source", "city", "region", "country", "birthday", "birthday_known"),
        *("born", "discount", "created", "responsible", "portfolio", "house", "segment", "batch"),
    ),
    "contacts": ("phone", "email", "messenger", "address", "note", "consent", "next_contact"),
    "purchases": (*("bought", "had", "purchases", "first_purchase", "last_purchase", "total", "average", "median"),),
    "dealings": ("dealt",),
    "rhythm": ("status", "regular", "returned", "interval", "next_visit", "next_late", "visit_chance", "xyz"),
    "worth": (
        *(
            "rfm",
            "recency_score",
            "frequency_score",
            "money_score",
            "abc",
            "expected_money",
            "next_product",
            "next_due",
        ),
    ),
}
FIGURES: Final = frozenset(
    {
        *("status", "rfm", "abc", "xyz", "next_product", "regular", "returned", "recency_score", "frequency_score"),
        *("money_score", "interval", "visit_chance", "expected_money", "next_visit", "next_late", "next_due"),
    }
)
# Chosen by the number of a row.
OF_IDS: Final = frozenset({"tier", "portfolio", "segment", "batch", "bought", "had", "next_product"})
# These tell of money as sums do.
OF_MONEY: Final = frozenset({"total", "average", "median", "abc", "money_score", "expected_money"})


def kind_of(field: str) -> Asks | None:
    """What kind of question a field takes; None for a field that there is not."""
    if field.startswith(OWN):
        return Asks.FLAG if field.removeprefix(OWN).isdecimal() else None
    return FIELDS.get(field)
