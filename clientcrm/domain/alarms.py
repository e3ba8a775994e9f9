"""What in the journal is unlike a person, and worth the owner's look: pace, share, runs, silence, clocks, passwords."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from statistics import median
from typing import Final, NamedTuple

SHOWING: Final = frozenset({"contact.shown", "contact.copied"})
TAKING: Final = SHOWING | {"clients.exported", "clients.printed"}
LOOKING: Final = SHOWING | {"client.viewed"}
DEALING: Final = frozenset(
    {"interaction.recorded", "interaction.changed", "purchase.added", "purchase.changed", "client.changed"}
)
CLOCK: Final = frozenset({"clock.set_back", "clock.jumped"})
FAILED: Final = "person.sign_in_failed"
MADE: Final = "client.created"
NUMBERED: Final = "clients.number_searched"
WATCHED: Final = LOOKING | TAKING | DEALING | CLOCK | {FAILED, MADE, NUMBERED}

# Alarms are looked for in so many days, each day held against so many before it.
WINDOW, BEFORE = 30, 30
WEEK = 7
UNUSUAL = 3  # times the person's own median
SHARE = 0.2  # of a portfolio's clients in seven days
# So many at least: three contacts after one, or two clients of ten, mean nothing.
LEAST_TAKEN, LEAST_CARDS, LEAST_SHARE, LEAST_RUN, LEAST_SILENT, LEAST_FAILED = 10, 15, 10, 10, 8, 3
# A till that finds each buyer by a number does so all day: this many are more than one customer in two minutes.
LEAST_NUMBERS = 200
LEAST_DAYS = 5  # worked before there is a usual
_AFTER, _SHORTLY_BEFORE = timedelta(hours=1), timedelta(minutes=10)


class AlarmKind(StrEnum):
    """What is unlike the person."""

    PACE = "pace"
    SHARE = "share"
    RUN = "run"
    NO_ACTIVITY = "no_activity"
    CLOCK = "clock"
    SIGN_IN = "sign_in"
    NUMBERS = "numbers"


class Done(NamedTuple):
    """One entry of the journal as alarms see it: when (UTC, without saying so), the shop's calendar day, the client.

    Two months of a busy shop are a hundred thousand of them: each costs as little as it can.
    """

    at: datetime
    day: date
    uid: str
    action: str
    client: int | None
    many: int


@dataclass(frozen=True, slots=True)
class Alarm:
    """One thing to look at. usual: the person's median a day; share: of the portfolio, for SHARE."""

    kind: AlarmKind
    uid: str
    person: str
    day: date
    at: datetime
    count: int
    usual: int = 0
    share: float = 0.0

    @property
    def key(self) -> str:
        """What it is remembered by once the owner has seen it."""
        return f"{self.kind.value}:{self.uid}:{self.day.isoformat()}"


@dataclass(frozen=True, slots=True)
class Pace:
    """What a person takes and opens, beside what is usual for that person."""

    uid: str
    person: str
    shown_today: int
    shown_usual: int
    cards_week: int
    cards_usual: int

    @property
    def is_unusual(self) -> bool:
        """Three times as much as usual, where there is a usual."""
        known = self.shown_usual or self.cards_usual
        shown = self.shown_today >= LEAST_TAKEN and self.shown_today > UNUSUAL * self.shown_usual
        cards = self.cards_week >= LEAST_CARDS and self.cards_week > UNUSUAL * self.cards_usual > 0
        return bool(known) and (shown or cards)


@dataclass(frozen=True, slots=True)
class Shelf:
    """The clients that were looked at: the portfolio of each, and its place in the order of names."""

    portfolios: Mapping[int, int]
    sizes: Mapping[int, int]
    places: Mapping[int, int]


def alarms(done: Sequence[Done], owners: frozenset[str], shelf: Shelf, now: datetime, today: date) -> list[Alarm]:
    """Every alarm of the last thirty days, the newest first; persons are not named yet. `done` in order of time.

    Owners raise none by what they look at.
    """
    first = today - timedelta(days=WINDOW - 1)
    found: list[Alarm] = []
    for uid, mine in _by_person(done).items():
        found += _clocks(uid, mine)
        found += _failures(uid, mine)
        if uid not in owners:
            lately = [one for one in mine if one.day > first - timedelta(days=WEEK)]
            found += _paces(uid, mine)
            found += _numbers(uid, mine)
            found += _shares(uid, lately, shelf)
            found += _runs(uid, lately, shelf)
            found += _silent(uid, mine, now.astimezone(UTC).replace(tzinfo=None))
    kept = [replace(alarm, at=alarm.at.replace(tzinfo=UTC)) for alarm in found if alarm.day >= first]
    return sorted(kept, key=lambda alarm: (alarm.at, alarm.key), reverse=True)


def paces(done: Sequence[Done], people: Mapping[str, str], today: date) -> list[Pace]:
    """The pace of each of these people (names by uid)."""
    by_person = _by_person(done)
    found = []
    for uid, name in people.items():
        mine = by_person.get(uid, [])
        taken, worked = _per_day(mine, TAKING), {one.day for one in mine}
        cards = _per_day(mine, frozenset({"client.viewed"}))
        weeks = [0] * ((BEFORE + WINDOW) // WEEK)
        busy = {(today - day).days // WEEK for day in worked}
        for day, count in cards.items():
            if 0 <= (today - day).days // WEEK < len(weeks):
                weeks[(today - day).days // WEEK] += count
        earlier = [weeks[n] for n in range(1, len(weeks)) if n in busy]
        usual = _usual(taken, worked, today)
        found.append(Pace(uid, name, taken.get(today, 0), usual or 0, weeks[0], _middle(earlier)))
    return found


# ---------------------------------------------------------------- each kind


def _paces(uid: str, mine: Sequence[Done]) -> Iterator[Alarm]:
    taken, worked = _per_day(mine, TAKING), {one.day for one in mine}
    ends = {one.day: one.at for one in mine if one.action in TAKING}
    for day, count in taken.items():
        usual = _usual(taken, worked, day)
        if usual is not None and count >= LEAST_TAKEN and count > UNUSUAL * usual:
            yield Alarm(AlarmKind.PACE, uid, "", day, ends[day], count, usual)


def _numbers(uid: str, mine: Sequence[Done]) -> Iterator[Alarm]:
    """Searches by part of a number: digit by digit they tell numbers that nobody showed."""
    asked, worked = _per_day(mine, frozenset({NUMBERED})), {one.day for one in mine}
    ends = {one.day: one.at for one in mine if one.action == NUMBERED}
    for day, count in asked.items():
        usual = _usual(asked, worked, day) or 0
        if count >= LEAST_NUMBERS and count > UNUSUAL * usual:
            yield Alarm(AlarmKind.NUMBERS, uid, "", day, ends[day], count, usual)


def _shares(uid: str, mine: Sequence[Done], shelf: Shelf) -> Iterator[Alarm]:
    """The first day of each seven on which the person's clients of seven days are too much of a portfolio."""
    days: dict[int, dict[date, set[int]]] = defaultdict(lambda: defaultdict(set))
    ends: dict[date, datetime] = {}
    for one in mine:
        if one.action in SHOWING and one.client is not None and one.client in shelf.portfolios:
            days[shelf.portfolios[one.client]][one.day].add(one.client)
            ends[one.day] = one.at
    for portfolio, shown in days.items():
        quiet_until = date.min
        for day in sorted(shown):
            clients = set().union(*(shown.get(day - timedelta(days=back), set()) for back in range(WEEK)))
            share = len(clients) / max(shelf.sizes.get(portfolio, 0), 1)
            if day >= quiet_until and len(clients) >= LEAST_SHARE and share > SHARE:
                yield Alarm(AlarmKind.SHARE, uid, "", day, ends[day], len(clients), share=min(share, 1.0))
                quiet_until = day + timedelta(days=WEEK)


def _runs(uid: str, mine: Sequence[Done], shelf: Shelf) -> Iterator[Alarm]:
    """Ten cards in a row, each after the one before by number or by name, up or down: by chance once in millions.

    Clients whom the person has just added are no run: they come in their order.
    """
    days: dict[date, list[Done]] = defaultdict(list)
    made = {(one.day, one.client) for one in mine if one.action == MADE}
    for one in mine:
        seen = days[one.day]
        anew = not seen or seen[-1].client != one.client
        if one.action in LOOKING and one.client is not None and anew and (one.day, one.client) not in made:
            seen.append(one)
    for day, seen in days.items():
        numbers = [one.client for one in seen if one.client is not None]
        places = [shelf.places[number] for number in numbers if number in shelf.places]
        longest = max(_longest(numbers), _longest(places))
        if longest >= LEAST_RUN:
            yield Alarm(AlarmKind.RUN, uid, "", day, seen[-1].at, longest)


def _silent(uid: str, mine: Sequence[Done], now: datetime) -> Iterator[Alarm]:
    """Clients whose contacts were shown and with whom nothing was noted: more than half of the day's, and many.

    Where nobody writes anything down that is usual, and no alarm.
    """
    dealt: dict[int | None, list[datetime]] = defaultdict(list)
    for one in mine:
        if one.action in DEALING:
            dealt[one.client].append(one.at)
    shown: dict[date, dict[int, bool]] = defaultdict(dict)
    ends: dict[date, datetime] = {}
    for one in mine:
        if one.action in SHOWING and one.client is not None and now - one.at >= _AFTER:
            times = dealt.get(one.client, ())
            noted = any(one.at - _SHORTLY_BEFORE <= at <= one.at + _AFTER for at in times)
            shown[one.day][one.client] = shown[one.day].get(one.client, False) or noted
            ends[one.day] = one.at
    silent = {day: sum(not noted for noted in clients.values()) for day, clients in shown.items()}
    worked = {one.day for one in mine}
    for day, count in silent.items():
        usual = _usual(silent, worked, day) or 0
        if count >= LEAST_SILENT and count * 2 > len(shown[day]) and count > UNUSUAL * usual:
            yield Alarm(AlarmKind.NO_ACTIVITY, uid, "", day, ends[day], count, usual)


def _clocks(uid: str, mine: Sequence[Done]) -> Iterator[Alarm]:
    moved = [one for one in mine if one.action in CLOCK]
    ends = {one.day: one.at for one in moved}
    for day, count in _per_day(moved, CLOCK).items():
        yield Alarm(AlarmKind.CLOCK, uid, "", day, ends[day], count)


def _failures(uid: str, mine: Sequence[Done]) -> Iterator[Alarm]:
    failed = [one for one in mine if one.action == FAILED]
    ends = {one.day: one.at for one in failed}
    for day, count in _per_day(failed, frozenset({FAILED})).items():
        if count >= LEAST_FAILED:
            yield Alarm(AlarmKind.SIGN_IN, uid, "", day, ends[day], count)


# ---------------------------------------------------------------- counting


def _by_person(done: Iterable[Done]) -> dict[str, list[Done]]:
    found: dict[str, list[Done]] = defaultdict(list)
    for one in done:
        found[one.uid].append(one)
    return found


def _per_day(done: Iterable[Done], actions: frozenset[str]) -> dict[date, int]:
    found: dict[date, int] = defaultdict(int)
    for one in done:
        if one.action in actions:
            found[one.day] += one.many
    return found


def _usual(per_day: Mapping[date, int], worked: Iterable[date], day: date) -> int | None:
    """The median of the days worked in the thirty before; None before there are five of them."""
    first = day - timedelta(days=BEFORE)
    before = [per_day.get(each, 0) for each in worked if first <= each < day]
    return _middle(before) if len(before) >= LEAST_DAYS else None


def _middle(counts: Sequence[int]) -> int:
    return round(median(counts)) if counts else 0


def _longest(numbers: Sequence[int]) -> int:
    """The length of the longest stretch that only rises or only falls."""
    best = up = down = min(len(numbers), 1)
    for before, number in pairwise(numbers):
        up = up + 1 if number > before else 1
        down = down + 1 if number < before else 1
        best = max(best, up, down)
    return best
