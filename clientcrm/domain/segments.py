"""Segments: groups of clients by any mix of criteria, as a tree of "all of", "any of" and "not" over questions.

A tree says only what is asked; data/segments.py turns it into SQL, and screens word it. Days count back from today in
the shop's calendar, money is in minor units.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import isfinite
from typing import Any

from clientcrm.domain.errors import Invalid
from clientcrm.domain.segment_fields import OF_IDS, OF_MONEY, Asks, kind_of

DEEPEST, MOST, MOST_VALUES = 6, 100, 1_000
_FARTHEST, _HUGE = 36_600, 2**62  # days: a hundred years
_YEARS = (1800, 2999)


@dataclass(frozen=True, slots=True)
class Ask:
    """One question about one field; what is left None is not asked.

    choice, tag: `any_of` the values. number, money: from `low` to `high`, both inclusive. day: from `since` to `until`,
    or `within` the last so many days (below zero: the next), or longer `ago` than so many days. season: day and month
    from `since` to `until` of any year, or `within` -n: in the next n days. flag: `is_so`. bought: any of the products
    `any_of` (ids; anything if there are none) and not brought back, had: or brought back since, so that "never" is
    Without(had); dealt: any of the kinds (calls, messages and visits if none). These three in the same days, and on
    `low` to `high` days (dealt: times), at least once. segment: saved ones by id; batch: whom a load or a mass change
    touched.
    """

    field: str
    any_of: tuple[Any, ...] = ()
    low: int | float | None = None
    high: int | float | None = None
    since: date | None = None
    until: date | None = None
    within: int | None = None
    ago: int | None = None
    is_so: bool = True


@dataclass(frozen=True, slots=True)
class AllOf:
    """Whoever fits every part; everybody, if there is none."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Whoever fits at least one part; nobody, if there is none."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Without:
    """Whoever does not fit: also those of whom it is not known."""

    part: Node


Node = Ask | AllOf | AnyOf | Without


def asks_of(node: Node) -> Iterator[Ask]:
    """Every question in a tree."""
    match node:
        case Ask():
            yield node
        case Without(part):
            yield from asks_of(part)
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from asks_of(part)


def segments_in(node: Node) -> set[int]:
    """The saved segments that a tree asks for."""
    return {int(one) for ask in asks_of(node) if ask.field == "segment" for one in ask.any_of}


def tells_of_money(node: Node) -> bool:
    """Whether the answer tells something about sums."""
    return any(ask.field in OF_MONEY for ask in asks_of(node))


def require_sound(node: Node) -> None:
    """Invalid({"segment": reason}) for a tree that asks what cannot be asked, too much, or too deep."""
    if _depth(node) > DEEPEST:
        raise Invalid({"segment": "too_deep"})
    asked = list(asks_of(node))
    if len(asked) > MOST:
        raise Invalid({"segment": "too_long"})
    for ask in asked:
        reason = _wrong(ask)
        if reason:
            raise Invalid({"segment": reason})


def on(node: Node, today: date) -> Node:
    """The same tree with days counted back from `today` put as days."""
    match node:
        case Ask():
            return _dated(node, today)
        case Without(part):
            return Without(on(part, today))
        case AllOf(parts):
            return AllOf(tuple(on(part, today) for part in parts))
        case AnyOf(parts):
            return AnyOf(tuple(on(part, today) for part in parts))


def to_json(node: Node) -> str:
    """The tree as text; only what is asked stands in it."""
    return json.dumps(_written(node), ensure_ascii=False)


def from_json(text: str) -> Node:
    """The tree back. Invalid({"segment": "unreadable"}) for anything else."""
    try:
        said = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Invalid({"segment": "unreadable"}) from error
    return from_plain(said)


def to_plain(node: Node) -> dict[str, Any]:
    """The tree as JSON values, to stand within others."""
    return _written(node)


def from_plain(said: Any) -> Node:
    """The tree back from JSON values, sound. Invalid({"segment": "unreadable"}) for anything else."""
    try:
        node = _read(said)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise Invalid({"segment": "unreadable"}) from error
    require_sound(node)
    return node


_DAYS = ("since", "until")


def _written(node: Node) -> dict[str, Any]:
    match node:
        case Without(part):
            return {"not": _written(part)}
        case AllOf(parts):
            return {"all": [_written(part) for part in parts]}
        case AnyOf(parts):
            return {"any": [_written(part) for part in parts]}
        case Ask():
            bare = Ask(node.field)
            said = {name: getattr(node, name) for name in Ask.__slots__ if getattr(node, name) != getattr(bare, name)}
            said |= {name: said[name].isoformat() for name in _DAYS if name in said}
            return {"ask": node.field, **said}


def _read(said: Mapping[str, Any]) -> Node:
    if "not" in said:
        return Without(_read(said["not"]))
    if "all" in said:
        return AllOf(tuple(_read(part) for part in said["all"]))
    if "any" in said:
        return AnyOf(tuple(_read(part) for part in said["any"]))
    values = {name: value for name, value in said.items() if name != "ask"}
    values |= {name: date.fromisoformat(values[name]) for name in _DAYS if name in values}
    if "any_of" in values:
        values["any_of"] = tuple(values["any_of"])
    return Ask(said["ask"], **values)


def _depth(node: Node) -> int:
    match node:
        case Ask():
            return 1
        case Without(part):
            return 1 + _depth(part)
        case AllOf(parts) | AnyOf(parts):
            return 1 + max((_depth(part) for part in parts), default=0)


def _wrong(ask: Ask) -> str:
    """Why a question cannot be answered; "" if it can."""
    given: dict[str, Any] = {name: getattr(ask, name) for name in Ask.__slots__}  # maybe out of a file
    kind = kind_of(given["field"]) if isinstance(given["field"], str) else None
    if kind is None:
        return "unknown_field"
    if not (_plain_values(given) and _plain_bounds(given)):
        return "unreadable"
    in_days = any(value is not None for value in (ask.since, ask.until, ask.within, ask.ago))
    ranged = ask.low is not None or ask.high is not None
    said = {
        Asks.CHOICE: bool(ask.any_of),
        Asks.TAG: bool(ask.any_of),
        Asks.NUMBER: ranged,
        Asks.MONEY: ranged,
        Asks.DAY: in_days,
        Asks.SEASON: (ask.since is not None and ask.until is not None) or (ask.within or 0) < 0,
    }
    if not said.get(kind, True):
        return "nothing_asked"
    if ask.low is not None and ask.high is not None and ask.low > ask.high:
        return "upside_down"
    turned = ask.since is not None and ask.until is not None and ask.since > ask.until
    return "upside_down" if turned and kind is not Asks.SEASON else ""


def _plain_values(said: Mapping[str, Any]) -> bool:
    """Words, numbers and "nothing", as many as a person chooses; ids where ids are asked for."""
    words = said["field"] not in OF_IDS
    return len(said["any_of"]) <= MOST_VALUES and all(
        one is None or (words and isinstance(one, str)) or (_is_number(one, int) and abs(one) < _HUGE)
        for one in said["any_of"]
    )


def _plain_bounds(said: Mapping[str, Any]) -> bool:
    numbers, days, dates = (
        [said[name] for name in names if said[name] is not None]
        for names in (("low", "high"), ("within", "ago"), ("since", "until"))
    )
    return (
        all(_is_number(n, int | float) and isfinite(n) and abs(n) < _HUGE for n in numbers)
        and all(_is_number(n, int) and abs(n) <= _FARTHEST for n in days)
        and all(isinstance(day, date) and _YEARS[0] < day.year < _YEARS[1] for day in dates)
        and isinstance(said["is_so"], bool)
    )


def _is_number(value: Any, kind: Any) -> bool:
    return isinstance(value, kind) and not isinstance(value, bool)


def _dated(ask: Ask, today: date) -> Ask:
    since, until = ask.since, ask.until
    if ask.within is not None:
        days = timedelta(days=abs(ask.within))
        since, until = (today - days, today) if ask.within >= 0 else (today, today + days)
    elif ask.ago is not None:
        since, until = None, today - timedelta(days=ask.ago + 1)
    return Ask(ask.field, ask.any_of, ask.low, ask.high, since, until, None, None, ask.is_so)
