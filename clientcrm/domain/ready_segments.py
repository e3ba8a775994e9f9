"""Ready segments: questions that every shop asks, each a plain tree to be opened and changed. Screens word the keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from clientcrm.domain.errors import Invalid, NotFound
from clientcrm.domain.rhythm import ACTIVE, AT_RISK, LOST
from clientcrm.domain.scores import TOP
from clientcrm.domain.segments import AllOf, AnyOf, Ask, Node, Without, tells_of_money

_CLIENT = Ask("state", any_of=("client",))
_REAL = Ask("house", is_so=False)
_CONTACTS = AnyOf((Ask("phone"), Ask("email"), Ask("messenger")))
_RICH = Ask("money_score", low=TOP - 1)
# Days: of the week to come, of a chance to come again, of silence that is felt, of a reason to ask for consent anew.
_WEEK, _AGAIN, _LATELY, _SILENCE = 7, 14, 90, 90


@dataclass(frozen=True, slots=True)
class Ready:
    """One of them: `needs` names what has to be chosen first, `of_money` whether the answer tells something of sums."""

    key: str
    group: str
    needs: tuple[str, ...]
    of_money: bool


def tree_of(key: str, bought: Sequence[int] = (), never: Sequence[int] = ()) -> Node:
    """The tree of a ready segment; NotFound for another key, Invalid where it needs products and there are none."""
    if key == BOUGHT_NEVER:
        if not bought or not never:
            raise Invalid({"segment": "nothing_asked"})
        return AllOf((Ask("bought", any_of=tuple(bought)), Without(Ask("had", any_of=tuple(never)))))
    if key not in _TREES:
        raise NotFound("segment", key)
    return _TREES[key][1]


def _all(*parts: Node) -> Node:
    return AllOf(parts)


BOUGHT_NEVER: Final = "bought_never_bought"
_TREES: Final[dict[str, tuple[str, Node]]] = {
    # who is worth a call today
    "birthdays": ("today", Ask("birthday", within=-_WEEK)),
    "planned_contact_passed": ("today", Ask("next_contact", ago=0)),
    "expected_soon": ("today", _all(Ask("status", any_of=(ACTIVE,)), Ask("next_visit", within=-_WEEK))),
    "product_due": ("today", Ask("next_due", within=-_AGAIN)),
    # who is slipping away
    "silent": ("leaving", Ask("status", any_of=(AT_RISK,))),
    "overdue": ("leaving", _all(Without(Ask("status", any_of=(LOST,))), Ask("next_late", ago=0))),
    "new_without_second": (
        "leaving",
        _all(
            Ask("purchases", low=1, high=1),
            Ask("first_purchase", ago=_AGAIN),
            Ask("first_purchase", within=_LATELY),
            _REAL,
        ),
    ),
    "came_once": ("leaving", _all(Ask("purchases", low=1, high=1), Ask("first_purchase", ago=_LATELY), _REAL)),
    "no_contact": (
        "leaving",
        _all(_CLIENT, _REAL, Without(Ask("dealt", within=_SILENCE)), Without(Ask("last_purchase", within=_SILENCE))),
    ),
    "lost": ("leaving", Ask("status", any_of=(LOST,))),
    "lost_with_money": ("leaving", _all(Ask("status", any_of=(LOST,)), _RICH)),
    # who is worth keeping close
    "best": ("worth", _all(Ask("abc", any_of=("A",)), Without(Ask("status", any_of=(LOST,))))),
    "rich_and_rare": (
        "worth",
        _all(_RICH, Ask("frequency_score", high=TOP - 3), Without(Ask("status", any_of=(LOST,)))),
    ),
    "regulars": ("worth", _all(Ask("regular"), Ask("status", any_of=(ACTIVE,)))),
    "returned": ("worth", Ask("returned")),
    "interested": ("worth", Ask("state", any_of=("potential",))),
    # what is missing in the cards
    "no_contacts": ("cards", _all(_CLIENT, _REAL, Without(_CONTACTS))),
    "no_consent": ("cards", _all(_CONTACTS, _REAL, Ask("consent", is_so=False))),
    "no_birthday": ("cards", _all(_CLIENT, _REAL, Ask("kind", any_of=("person",)), Ask("birthday_known", is_so=False))),
    "no_responsible": ("cards", _all(_CLIENT, _REAL, Ask("responsible", any_of=(None,)))),
}
READY: Final[tuple[Ready, ...]] = (
    *(Ready(key, group, (), tells_of_money(tree)) for key, (group, tree) in _TREES.items()),
    Ready(BOUGHT_NEVER, "worth", ("bought", "never"), of_money=False),
)
