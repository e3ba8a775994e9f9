"""Days between the base and the screen: birthdays of which only a part is known, dates of date fields."""

from __future__ import annotations

from datetime import date, datetime

from clientcrm.domain.values.dates import PartialDate
from ui import words
from ui.words import PartialDay


def local_day(moment: datetime) -> date:
    """The day on the wall calendar of a moment in UTC."""
    return words.local(moment).date()


def days_to_birthday(birthday: PartialDate, today: date | None = None) -> int | None:
    """Days until the next one; 29 February is kept on 1 March in other years."""
    if birthday.month is None or birthday.day is None:
        return None
    now = today or words.today()
    for year in (now.year, now.year + 1):
        try:
            day = date(year, birthday.month, birthday.day)
        except ValueError:
            day = date(year, 3, 1)
        if day >= now:
            return (day - now).days
    return None


def typed(day: date | None) -> PartialDay | None:
    """A date as a date field takes it."""
    return None if day is None else PartialDay(day.day, day.month, day.year)


def typed_birthday(birthday: PartialDate | None) -> PartialDay | None:
    """A birthday as a date field takes it; a year alone has no day to show."""
    if birthday is None or birthday.month is None or birthday.day is None:
        return None
    return PartialDay(birthday.day, birthday.month, birthday.year)


def whole(day: PartialDay | None) -> date | None:
    """What a date field holds, when it is a whole date."""
    return None if day is None else day.date()


def birthday(day: PartialDay | None) -> PartialDate | None:
    """What a date field holds, as the base keeps birthdays."""
    return None if day is None else PartialDate(day.year, day.month, day.day)
