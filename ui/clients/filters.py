"""What the list can be narrowed by: the parts of a client filter, their words, and how to take one away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from clientcrm.domain.clients import FILLABLE, ClientFilter, ClientKind, ClientState
from ui import words
from ui.client_words import kind_word
from ui.clients.vocabulary import Vocabulary
from ui.figure_words import status_word
from ui.i18n import tr

# A part of the filter and the fields of ClientFilter that it fills, in the order of the menu.
PARTS: dict[str, tuple[str, ...]] = {
    "tier": ("tiers",),
    "state": ("states",),
    "rhythm": ("rhythms",),
    "kind": ("kinds",),
    "tags": ("tags",),
    "source": ("sources",),
    "city": ("cities",),
    "responsible": ("responsible",),
    "portfolio": ("portfolios",),
    "created": ("created_from", "created_to"),
    "visit": ("last_from", "last_to"),
    "interval": ("interval_from", "interval_to"),
    "next": ("next_from", "next_to"),
    "total": ("total_from", "total_to"),
    "purchases": ("purchases_from", "purchases_to"),
    "birthday": ("birthday_from", "birthday_to"),
    "has": ("has",),
    "has_not": ("has_not",),
    "where": ("where",),
    "batch": ("batch",),
}
# Chips name at most this many values; the rest are counted.
_NAMED = 2


@dataclass(frozen=True, slots=True)
class ShownPart:
    """One chip above the list."""

    key: str
    title: str
    value: str


def title_of(key: str) -> str:
    """The name of a part of the filter."""
    return {
        "tier": tr("Tier"),
        "state": tr("State"),
        "rhythm": tr("Status", "how it goes with a client"),
        "kind": tr("Kind"),
        "tags": tr("Tags"),
        "source": tr("Source"),
        "city": tr("City"),
        "responsible": tr("Responsible"),
        "portfolio": tr("Portfolio"),
        "created": tr("Created", "a client card"),
        "visit": tr("Last visit"),
        "interval": tr("Comes every"),
        "next": tr("Next visit"),
        "total": tr("Sum of purchases"),
        "purchases": tr("Number of visits"),
        "birthday": tr("Birthday"),
        "has": tr("Has"),
        "has_not": tr("Has no"),
        "where": tr("Conditions"),
        "batch": tr("From", "clients of one load of a file"),
    }[key]


def state_word(state: ClientState) -> str:
    """Market, potential or client."""
    return {
        ClientState.MARKET: tr("Market", "a client state: no interest yet"),
        ClientState.POTENTIAL: tr("Potential", "a client state: interest, no purchase"),
        ClientState.CLIENT: tr("Client", "a client state: has bought"),
    }[state]


def fillable_word(key: str, known: Vocabulary) -> str:
    """The value that a client may have or lack."""
    if key.startswith("own:"):
        return known.own_title(int(key.removeprefix("own:")))
    return {
        "phone": tr("phone"),
        "email": tr("e-mail"),
        "messenger": tr("messenger"),
        "address": tr("address"),
        "note": tr("note"),
        "birthday": tr("birthday"),
        "consent": tr("consent to news"),
        "responsible": tr("responsible employee"),
        "purchases": tr("purchases"),
        "house": tr("the mark of a house client"),
    }[key]


def fillable(known: Vocabulary) -> tuple[str, ...]:
    """Everything that `has` and `has_not` may ask about in this shop."""
    return (*FILLABLE, *(f"own:{own.id}" for own in known.own))


def active(asked: ClientFilter) -> list[str]:
    """Keys of the parts that narrow the list, in the order of the menu."""
    plain = ClientFilter()
    return [key for key, fields in PARTS.items() if any(getattr(asked, f) != getattr(plain, f) for f in fields)]


def without(asked: ClientFilter, *keys: str) -> ClientFilter:
    """The filter with these parts emptied."""
    plain = ClientFilter()
    return replace(asked, **{f: getattr(plain, f) for key in keys for f in PARTS[key]})


def cleared(asked: ClientFilter) -> ClientFilter:
    """No part and no text; the trash stays the trash."""
    return ClientFilter(trashed=asked.trashed)


def shown_parts(asked: ClientFilter, known: Vocabulary) -> list[ShownPart]:
    """The chips of a filter."""
    return [ShownPart(key, title_of(key), value_of(key, asked, known)) for key in active(asked)]


def value_of(key: str, asked: ClientFilter, known: Vocabulary) -> str:
    """What a part asks for, in words."""
    values = [getattr(asked, name) for name in PARTS[key]]
    match key:
        case "created" | "visit" | "next":
            return date_range(values[0], values[1])
        case "total":
            return number_range(*(None if v is None else words.money(v, known.currency) for v in values))
        case "purchases":
            return number_range(*(None if v is None else words.number(v) for v in values))
        case "interval":
            return number_range(*(None if v is None else words.days(v) for v in values))
        case "birthday":
            return birthday_range(values[0], values[1])
        case "where":
            from ui.segments.sentence import sentence
            from ui.segments.values import Lists

            return sentence(values[0], Lists(known))
        case "batch":
            return known.batches.get(values[0], words.number(values[0]))
        case _:
            return listed(_word(key, value, known) for value in values[0])


def _word(key: str, value: object, known: Vocabulary) -> str:
    if key == "tier" and isinstance(value, int):
        return known.tier_title(value)
    if key == "state" and isinstance(value, ClientState):
        return state_word(value)
    if key == "rhythm":
        return status_word(str(value))
    if key == "kind" and isinstance(value, ClientKind):
        return kind_word(value)
    if key == "responsible":
        return known.person(str(value))
    if key == "portfolio" and isinstance(value, int):
        return known.portfolios.get(value, str(value))
    if key in ("has", "has_not"):
        return fillable_word(str(value), known)
    return str(value)


def listed(texts: Iterable[str]) -> str:
    """Марина, Илья; of more than two the first is named and the rest counted."""
    known = [text for text in texts if text]
    if len(known) <= _NAMED:
        return ", ".join(known)
    return tr("{first} and %n more", "a list of chosen values, cut", len(known) - 1).format(first=known[0])


def number_range(low: str | None, high: str | None) -> str:
    """from 5, up to 10, 5 – 10."""
    if low is not None and high is not None:
        return low if low == high else f"{low} – {high}"
    if low is not None:
        return tr("from {value}", "a range of numbers").format(value=low)
    return tr("up to {value}", "a range of numbers").format(value=high)


def date_range(low: date | None, high: date | None) -> str:
    """since 14 May 2024, until 14 May 2024, or both."""
    if low is not None and high is not None:
        return words.full_day(low) if low == high else f"{words.full_day(low)} – {words.full_day(high)}"
    if low is not None:
        return tr("since {day}", "a range of dates").format(day=words.full_day(low))
    return tr("until {day}", "a range of dates").format(day=words.full_day(high)) if high is not None else ""


def birthday_range(low: tuple[int, int] | None, high: tuple[int, int] | None) -> str:
    """3 июн – 9 июн, or 3 июн."""
    if low is None or high is None:
        return ""
    # A leap year, so that 29 February can be named.
    ends = [words.day_short(date(2000, month, day)) for month, day in (low, high)]
    return ends[0] if low == high else " – ".join(ends)
