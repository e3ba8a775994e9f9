"""The shop's calendar at the moment of asking: which day it is there, and when a day of it begins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo


@dataclass(frozen=True, slots=True)
class Calendar:
    """Today in the shop, and its time zone."""

    today: date
    zone: tzinfo = UTC

    def start(self, day: date) -> datetime:
        """The moment, in UTC, at which a day of the shop begins."""
        return datetime.combine(day, time(), self.zone).astimezone(UTC)

    def end(self, day: date) -> datetime:
        """The first moment, in UTC, after a day of the shop."""
        return self.start(day + timedelta(days=1))
