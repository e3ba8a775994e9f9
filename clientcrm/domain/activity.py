"""What somebody did in a while: how much was looked at, shown and taken, and on which days it was unlike them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from statistics import median
from typing import Final


class Doing(StrEnum):
    """One kind of doing that is counted."""

    CARDS = "cards"
    LISTED = "listed"
    SEARCHES = "searches"
    SHOWN = "shown"
    COPIED = "copied"
    EXPORTS = "exports"
    EXPORTED = "exported"
    PRINTS = "prints"
    PRINTED = "printed"
    IMPORTS = "imports"
    COPIES = "copies"
    REFUSED = "refused"


# Which doings an action counts for: with the entry's own count (how many clients, contacts), or as one.
WITH_COUNT: Final[dict[str, Doing]] = {
    "client.viewed": Doing.CARDS,
    "clients.listed": Doing.LISTED,
    "clients.searched": Doing.SEARCHES,
    "clients.number_searched": Doing.SEARCHES,
    "contact.shown": Doing.SHOWN,
    "contact.copied": Doing.COPIED,
    "clients.exported": Doing.EXPORTED,
    "clients.printed": Doing.PRINTED,
    "access.refused": Doing.REFUSED,
    "quota.spent": Doing.REFUSED,
}
AS_ONE: Final[dict[str, Doing]] = {
    "clients.exported": Doing.EXPORTS,
    "clients.printed": Doing.PRINTS,
    "import.applied": Doing.IMPORTS,
    "backup.made": Doing.COPIES,
}
# A day is unlike somebody when it holds three times their usual, and at least so many: two cards after one are nothing.
_UNUSUAL, _LEAST = 3, {Doing.CARDS: 15, Doing.SHOWN: 6, Doing.SEARCHES: 30}
_WEEK: Final = 7


@dataclass(frozen=True, slots=True)
class UnusualDay:
    """A day on which somebody did three times as much as usual."""

    day: date
    doing: Doing
    count: int
    usual: int


@dataclass(frozen=True, slots=True)
class Activity:
    """What one person did since `since`: counts, the days they worked, those unlike them, and cards by the week.

    `cards_usual` is the median of the earlier weeks with any work in them; None before there is one.
    """

    uid: str
    person: str
    since: date
    days: int
    counts: Mapping[Doing, int]
    days_worked: int
    unusual: tuple[UnusualDay, ...]
    cards_week: int
    cards_usual: int | None

    def count(self, doing: Doing) -> int:
        """How much of it."""
        return self.counts.get(doing, 0)


def activity(uid: str, person: str, today: date, days: int, done: Iterable[tuple[date, str, int]]) -> Activity:
    """The summary of (local day, action, count); days before the period count for nothing."""
    since = today - timedelta(days=days - 1)
    per_day: dict[Doing, dict[date, int]] = {doing: {} for doing in Doing}
    worked: set[date] = set()
    for day, action, count in done:
        if since <= day <= today:
            worked.add(day)
            for doing, amount in ((WITH_COUNT.get(action), count), (AS_ONE.get(action), 1)):
                if doing is not None:
                    per_day[doing][day] = per_day[doing].get(day, 0) + amount
    this_week, usual = _by_week(per_day[Doing.CARDS], worked, today, days)
    return Activity(
        uid=uid,
        person=person,
        since=since,
        days=days,
        counts={doing: sum(found.values()) for doing, found in per_day.items() if found},
        days_worked=len(worked),
        unusual=tuple(sorted(_unusual(per_day, worked), key=lambda each: (each.day, each.doing))),
        cards_week=this_week,
        cards_usual=usual,
    )


def _unusual(per_day: Mapping[Doing, Mapping[date, int]], worked: set[date]) -> Iterable[UnusualDay]:
    """Against the person's own median over the days they worked."""
    for doing, least in _LEAST.items():
        found = per_day[doing]
        usual = round(median(found.get(day, 0) for day in worked)) if worked else 0
        for day, count in found.items():
            if count >= max(least, _UNUSUAL * usual):
                yield UnusualDay(day, doing, count, usual)


def _by_week(cards: Mapping[date, int], worked: set[date], today: date, days: int) -> tuple[int, int | None]:
    """Cards of the last seven days, and the median of the weeks before in which the person worked."""
    sums = [0] * -(-days // _WEEK)
    busy = {(today - day).days // _WEEK for day in worked}
    for day, count in cards.items():
        sums[(today - day).days // _WEEK] += count
    before = [sums[week] for week in range(1, days // _WEEK) if week in busy]
    return sums[0], round(median(before)) if before else None
