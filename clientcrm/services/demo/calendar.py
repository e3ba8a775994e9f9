"""When a tea shop is full: weekdays, seasons, holidays, hours; and the three years that the demo tells of."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate
from random import Random
from zoneinfo import ZoneInfo

YEARS_BACK = 3
_DAY = 24 * 60
_WEEKDAYS = (0.8, 0.85, 0.9, 1.0, 1.25, 1.45, 1.15)
_MONTHS = (0.95, 1.05, 1.05, 0.95, 0.85, 0.75, 0.7, 0.75, 0.95, 1.1, 1.2, 1.6)
# First and last day (month, day) of the weeks before holidays, and how much fuller they are.
_FULLER = (((12, 15), (12, 30), 1.5), ((2, 19), (2, 23), 1.3), ((3, 4), (3, 7), 1.7), ((5, 1), (5, 9), 0.7))
_CLOSED = frozenset({(1, 1), (1, 2)})
_OPENS, _CLOSES = 10, 21
_HOURS = (0.5, 0.7, 1.0, 1.2, 1.1, 1.0, 1.1, 1.4, 1.6, 1.3, 0.7)
_HOURS_PASSED = tuple(accumulate(_HOURS))


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days of the story, and how much trade had passed by the end of each.

    A moment is counted in minutes of the shop's own clock from the morning of the first day.
    """

    first: date
    days: int
    now: datetime
    zone: ZoneInfo
    passed: tuple[float, ...]

    @classmethod
    def until(cls, now: datetime, zone: ZoneInfo) -> Calendar:
        """The three years that end with the last whole hour of trade before `now`."""
        local = now.astimezone(zone)
        last = local.date() if local.hour > _OPENS else local.date() - timedelta(days=1)
        days = 365 * YEARS_BACK + 1
        first = last - timedelta(days=days - 1)
        weights = [_weight(first + timedelta(days=n)) for n in range(days)]
        return cls(first, days, now, zone, (0.0, *accumulate(weights)))

    @property
    def last(self) -> int:
        """The number of the last day."""
        return self.days - 1

    def trade_between(self, since: int, until: int) -> tuple[float, float]:
        """How much trade had passed before the day `since` and after the day `until`."""
        return self.passed[since], self.passed[until + 1]

    def day_at(self, trade: float) -> int:
        """The day on which so much trade had passed: full days are hit more often."""
        return min(self.last, max(0, bisect_right(self.passed, trade) - 1))

    def open_from(self, day: int) -> int:
        """The same day, or the next one on which the shop was open."""
        while day < self.last and self.passed[day + 1] == self.passed[day]:
            day += 1
        return day

    def minute(self, day: int, chance: Random) -> int:
        """A moment of that day while the shop is open, never later than now."""
        hour = _OPENS + bisect_right(_HOURS_PASSED, chance.random() * _HOURS_PASSED[-1])
        latest = _CLOSES * 60 - 1
        if day == self.last:
            local = self.now.astimezone(self.zone)
            if local.date() == self.day(day):
                latest = min(latest, local.hour * 60 + local.minute)
        return day * _DAY + min(hour * 60 + int(chance.random() * 60), latest)

    def day(self, number: int) -> date:
        """The date of a day."""
        return self.first + timedelta(days=number)

    def day_of(self, minute: int) -> date:
        """The date of a moment."""
        return self.first + timedelta(days=minute // _DAY)

    def clock(self, minute: int) -> str:
        """The shop's clock at a moment: 17:45:00."""
        return f"{minute % _DAY // 60:02}:{minute % 60:02}:00"

    def moment(self, minute: int) -> datetime:
        """A moment in UTC, never later than now."""
        local = datetime.combine(self.day_of(minute), time(minute % _DAY // 60, minute % 60), self.zone)
        return min(local.astimezone(UTC), self.now)

    def written(self, minute: int) -> str:
        """A moment as the tables keep it."""
        return f"{self.moment(minute).replace(tzinfo=None, microsecond=0).isoformat(' ')}.000000"


def day_number(minute: int) -> int:
    """The day of a moment."""
    return minute // _DAY


def is_festive(day: date) -> bool:
    """The weeks in which people buy presents."""
    return any(low <= (day.month, day.day) <= high for low, high, more in _FULLER if more > 1)


def shares(total: int, weights: Sequence[float]) -> list[int]:
    """`total` split into whole parts in proportion to the weights; the parts add up exactly."""
    whole = sum(weights)
    if total <= 0 or whole <= 0:
        return [0] * len(weights)
    exact = [total * weight / whole for weight in weights]
    parts = [int(part) for part in exact]
    rest = sorted(range(len(parts)), key=lambda n: parts[n] - exact[n])
    for n in rest[: total - sum(parts)]:
        parts[n] += 1
    return parts


def _weight(day: date) -> float:
    here = (day.month, day.day)
    if here in _CLOSED:
        return 0.0
    fuller = next((more for low, high, more in _FULLER if low <= here <= high), 1.0)
    return _WEEKDAYS[day.weekday()] * _MONTHS[day.month - 1] * fuller
