"""What clients can be asked for, by its place and in a shopkeeper's words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from clientcrm.domain.segment_fields import OF_MONEY, kind_of
from ui.i18n import tr

CARD, BUYS, TALKS, FIGURES = "card", "buys", "talks", "figures"

# In the order of the list that is offered.
PLACES: Final[dict[str, tuple[str, ...]]] = {
    BUYS: (
        *("last_purchase", "first_purchase", "purchases", "total", "average", "median", "bought", "had", "state"),
        *("interval", "regular", "returned"),
    ),
    FIGURES: (
        *("tier", "status", "visit_chance", "next_visit", "next_late", "expected_money", "next_product", "next_due"),
        *("rfm", "abc", "xyz", "recency_score", "frequency_score", "money_score"),
    ),
    TALKS: ("dealt", "next_contact", "consent", "phone", "email", "messenger", "responsible"),
    CARD: (
        *("tag", "segment", "sex", "birthday", "birthday_known", "born", "city", "region", "country", "source"),
        *("kind", "created", "discount", "address", "note", "portfolio", "house"),
    ),
}


@dataclass(frozen=True, slots=True)
class Offers:
    """What decides which fields there are for a person."""

    money: bool
    people: int
    portfolios: int
    own: tuple[str, ...] = ()  # the shop's own fields: own:3


def fields_for(offers: Offers) -> list[tuple[str, str]]:
    """Places and fields that this person may ask for: what tells of sums is absent without the right to see them."""
    absent = set() if offers.money else set(OF_MONEY)
    if offers.people < 2:
        absent.add("responsible")
    if offers.portfolios < 2:
        absent.add("portfolio")
    shown = [(place, key) for place, keys in PLACES.items() for key in keys if kind_of(key) and key not in absent]
    return [*shown, *((CARD, key) for key in offers.own)]


def place_title(place: str) -> str:
    """The heading above fields of one place."""
    return {
        BUYS: tr("Purchases"),
        FIGURES: tr("Tier and figures"),
        TALKS: tr("Contacts with the shop"),
        CARD: tr("Card", "what is written of a client"),
    }[place]


def field_title(key: str) -> str:
    """What a field is called in the list of fields."""
    return (_buys(key) or _figures(key) or _card(key)) or key


def _buys(key: str) -> str:
    return {
        "last_purchase": tr("Last visit"),
        "first_purchase": tr("First purchase"),
        "purchases": tr("Number of visits"),
        "total": tr("Spent in all"),
        "average": tr("Average check"),
        "median": tr("Usual check"),
        "bought": tr("Bought goods"),
        "had": tr("Bought, kept or not"),
        "state": tr("Has bought or not yet"),
        "interval": tr("Days between visits"),
        "regular": tr("Comes regularly"),
        "returned": tr("Came back after a long break"),
    }.get(key, "")


def _figures(key: str) -> str:
    return {
        "tier": tr("Tier"),
        "status": tr("How it goes", "with a client"),
        "visit_chance": tr("Likely to return"),
        "next_visit": tr("Expected visit"),
        "next_late": tr("Visit overdue since"),
        "expected_money": tr("Expected to spend"),
        "next_product": tr("Will soon need"),
        "next_due": tr("When it will be needed"),
        "rfm": tr("Recency and frequency"),
        "abc": tr("Share of the revenue"),
        "xyz": tr("How evenly they come"),
        "recency_score": tr("Recency, 1 to 5"),
        "frequency_score": tr("Frequency, 1 to 5"),
        "money_score": tr("Money, 1 to 5"),
    }.get(key, "")


def _card(key: str) -> str:
    return {
        "dealt": tr("Calls, messages, visits"),
        "next_contact": tr("Next contact"),
        "consent": tr("Consent to news"),
        "phone": tr("Phone"),
        "email": tr("E-mail"),
        "messenger": tr("Messenger"),
        "responsible": tr("Responsible"),
        "tag": tr("Tags"),
        "segment": tr("Saved segment"),
        "birthday_known": tr("Birthday is known"),
        "house": tr("Not a real client", "a field: sales to nobody in particular stand under it"),
        "batch": tr("Load of a file"),
        "sex": tr("Sex"),
        "birthday": tr("Birthday"),
        "born": tr("Date of birth"),
        "city": tr("City"),
        "region": tr("Region"),
        "country": tr("Country"),
        "source": tr("Source"),
        "kind": tr("Person or company"),
        "created": tr("Card made", "when"),
        "discount": tr("Discount"),
        "address": tr("Address"),
        "note": tr("Note"),
        "portfolio": tr("Portfolio"),
    }.get(key, "")
