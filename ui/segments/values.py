"""The values that a question may choose from: what the base has, and the fixed words of figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from clientcrm.crm import Desk
from clientcrm.domain.clients import ClientKind, ClientState, Sex
from clientcrm.domain.rhythm import STATUSES
from clientcrm.domain.scores import SEGMENTS
from clientcrm.domain.segment_fields import OWN
from clientcrm.domain.segment_list import Choice
from clientcrm.domain.segments import Node, asks_of
from clientcrm.domain.timeline import WRITTEN_BY_PEOPLE
from ui import words
from ui.client_words import kind_word, sex_word
from ui.clients.filters import state_word
from ui.clients.rhythm import STATUS_ICONS
from ui.clients.vocabulary import Vocabulary
from ui.clients.wording import entry_word
from ui.figure_words import status_word
from ui.i18n import language, tr
from ui.segments.fields import field_title
from ui.widgets.option import Option

# Fields whose values are read of the base; their words cannot be made from the value alone for the last ones.
READ = ("tag", "source", "city", "region", "country", "bought", "segment")
NAMED = frozenset({"bought", "had", "next_product", "segment"})
# Fields with the values of another.
_LIKE = {"had": "bought", "next_product": "bought"}


@dataclass(frozen=True, slots=True)
class Lists:
    """What was read of the base for choosing from, by field."""

    known: Vocabulary
    choices: Mapping[str, Sequence[Choice]] = field(default_factory=dict)

    @property
    def currency(self) -> str:
        """The money of the shop."""
        return self.known.currency

    def label(self, key: str, value: Any) -> str:
        """The name that was read for a value, "" where none was."""
        return next((one.label for one in self.choices.get(_LIKE.get(key, key), ()) if one.value == value), "")


def read_lists(desk: Desk, known: Vocabulary, fields: Iterable[str] = READ) -> Lists:
    """What can be chosen from in these fields; work for a worker."""
    return Lists(known, {key: tuple(desk.segments.choices(key)) for key in fields})


def needed(node: Node) -> set[str]:
    """The fields of a tree whose values have no words of their own."""
    asked = {ask.field for ask in asks_of(node)}
    return {_LIKE.get(key, key) for key in asked if key in NAMED}


def choices(key: str, lists: Lists) -> list[tuple[Any, Option]]:
    """The values of a field with what stands in the list for each."""
    known = lists.known
    match key:
        case "tier":
            shown = [tier for tier in known.tiers if not tier.hidden or tier.clients]
            return [(one.id, _option(one.id, one.title(language()), tier=known.look(one.id))) for one in shown]
        case "responsible":
            nobody = (None, _option("", tr("nobody", "is responsible for a client")))
            return [*((uid, _option(uid, name)) for uid, name in known.people.items()), nobody]
        case "portfolio":
            return [(number, _option(number, name)) for number, name in known.portfolios.items()]
        case "status":
            return [(one, _option(one, status_word(one), icon=STATUS_ICONS[one])) for one in STATUSES]
    if _LIKE.get(key, key) in READ:
        found = lists.choices.get(_LIKE.get(key, key), ())
        return [(one.value, _option(one.value, one.label, sub=_count(one.clients))) for one in found if one.label]
    return [(value, _option(value, _fixed(key, value))) for value in _FIXED.get(key, ())]


def title_of(key: str, lists: Lists) -> str:
    """What a field is called, one of the shop's own by the shop's name for it."""
    return lists.known.own_title(int(key.removeprefix(OWN))) if key.startswith(OWN) else field_title(key)


def _count(clients: int) -> str:
    return words.number(clients) if clients else ""


def value_word(key: str, value: Any, lists: Lists) -> str:
    """What a value is called; a value that is gone as it stands."""
    known = lists.known
    match key:
        case "tier":
            return known.tier_title(value) or tr("a tier that is gone")
        case "responsible":
            return tr("nobody", "is responsible for a client") if value is None else known.person(str(value))
        case "portfolio":
            return known.portfolios.get(value, str(value))
        case "bought" | "had" | "next_product" | "segment" | "batch":
            name = lists.label(key, value) or known.named(_LIKE.get(key, key), value)
            return tr("“{name}”", "a product, a segment").format(name=name or words.number(value))
        case "tag":
            return tr("“{name}”", "a tag").format(name=value)
    if value is None:
        return tr("not stated", "a value of a field")
    return _fixed(key, value) if key in _FIXED or key == "status" else str(value)


_FIXED: Mapping[str, Sequence[Any]] = {
    "kind": tuple(ClientKind),
    "state": tuple(ClientState),
    "sex": tuple(Sex),
    "rfm": SEGMENTS,
    "abc": ("A", "B", "C"),
    "xyz": ("X", "Y", "Z"),
    "dealt": WRITTEN_BY_PEOPLE,
}


def _option(key: object, text: str, **looks: Any) -> Option:
    return Option(str(key), text, **looks)


def _fixed(key: str, value: Any) -> str:
    """A word of a list that is the same in every shop."""
    try:
        match key:
            case "kind":
                return kind_word(ClientKind(value))
            case "state":
                return state_word(ClientState(value))
            case "sex":
                return sex_word(Sex(value))
            case "status":
                return status_word(str(value))
            case "dealt":
                return entry_word(value)
    except (KeyError, ValueError):  # a word of a newer program
        return str(value)
    return (_rfm() | _classes()).get(str(value), str(value))


def _rfm() -> dict[str, str]:
    return {
        "champions": tr("the best", "clients by recency and frequency"),
        "loyal": tr("faithful", "clients by recency and frequency"),
        "potential_loyal": tr("becoming faithful", "clients by recency and frequency"),
        "new": tr("newcomers", "clients by recency and frequency"),
        "promising": tr("promising", "clients by recency and frequency"),
        "need_attention": tr("need attention", "clients by recency and frequency"),
        "about_to_sleep": tr("falling asleep", "clients by recency and frequency"),
        "at_risk": tr("slipping away", "clients by recency and frequency"),
        "cant_lose": tr("not to be lost", "clients by recency and frequency"),
        "hibernating": tr("asleep", "clients by recency and frequency"),
        "lost": tr("long away", "clients by recency and frequency"),
    }


def _classes() -> dict[str, str]:
    return {
        "A": tr("the main ones: 80 % of the money", "class of clients by revenue"),
        "B": tr("the middle ones: the next 15 %", "class of clients by revenue"),
        "C": tr("the rest: the last 5 %", "class of clients by revenue"),
        "X": tr("evenly", "how clients come"),
        "Y": tr("with gaps", "how clients come"),
        "Z": tr("now and then", "how clients come"),
    }
