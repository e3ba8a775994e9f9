"""A plain filter said as a tree of a segment, so that it can be opened and changed as one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from clientcrm.domain.clients import ClientFilter
from clientcrm.domain.segments import AllOf, Ask, Node, Without

_LEAP: Final = 2000
_CHOICES: Final = (
    ("tier", "tiers"),
    ("source", "sources"),
    ("city", "cities"),
    ("responsible", "responsible"),
    ("portfolio", "portfolios"),
    ("status", "rhythms"),
)
_FLAGS: Final = frozenset({"phone", "email", "messenger", "address", "note", "consent", "house"})


def as_tree(asked: ClientFilter) -> Node | None:
    """The tree that finds the same clients; None where no tree says it (a search text, the trash).

    A usual interval in whole days and the window of the next visit become what is nearest among the tree's questions.
    """
    if asked.text.strip() or asked.trashed:
        return None
    parts = tuple(_parts(asked))
    if len(parts) == 1:
        return parts[0]
    return AllOf(parts)


def _parts(asked: ClientFilter) -> Iterator[Node]:
    for field, name in _CHOICES:
        values = getattr(asked, name)
        if values:
            yield Ask(field, any_of=tuple(values))
    if asked.states:
        yield Ask("state", any_of=tuple(state.value for state in asked.states))
    if asked.kinds:
        yield Ask("kind", any_of=tuple(kind.value for kind in asked.kinds))
    yield from (Ask("tag", any_of=(tag,)) for tag in asked.tags)
    if asked.batch is not None:
        yield Ask("batch", any_of=(asked.batch,))
    yield from _ranges(asked)
    yield from (_filled(name) for name in asked.has)
    yield from (Without(_filled(name)) for name in asked.has_not)
    if asked.where is not None:
        yield asked.where


def _ranges(asked: ClientFilter) -> Iterator[Node]:
    days = (
        ("created", asked.created_from, asked.created_to),
        ("last_purchase", asked.last_from, asked.last_to),
        ("next_visit", asked.next_from, asked.next_to),
    )
    for field, since, until in days:
        if since is not None or until is not None:
            yield Ask(field, since=since, until=until)
    interval_to = None if asked.interval_to is None else asked.interval_to + 0.499
    interval_from = None if asked.interval_from is None else asked.interval_from - 0.5
    numbers = (
        ("total", asked.total_from, asked.total_to),
        ("purchases", asked.purchases_from, asked.purchases_to),
        ("interval", interval_from, interval_to),
    )
    for field, low, high in numbers:
        if low is not None or high is not None:
            yield Ask(field, low=low, high=high)
    if asked.birthday_from is not None and asked.birthday_to is not None:
        yield Ask("birthday", since=date(_LEAP, *asked.birthday_from), until=date(_LEAP, *asked.birthday_to))


def _filled(name: str) -> Node:
    if name == "birthday":
        return Ask("birthday_known")
    if name == "responsible":
        return Without(Ask("responsible", any_of=(None,)))
    if name == "purchases":
        return Ask("purchases", low=1)
    assert name in _FLAGS or name.startswith("own:")
    return Ask(name)
