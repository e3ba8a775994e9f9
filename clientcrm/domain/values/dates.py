"""Dates as people write them: birthdays with or without a year, days, moments, Excel's serial numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from math import isfinite
from typing import Literal

from clientcrm.domain.values.text import clean_cell

DateOrder = Literal["dmy", "mdy", "mixed"]

_OLDEST = 110  # years; nobody older is a client
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_SERIALS = (10_000, 60_000)  # 1927 to 2064
_LEAP = 2000


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A birthday: a whole date, a day and month without year, or a year alone. ValueError for anything else."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if (self.month is None) != (self.day is None) or (self.year is None and self.month is None):
            raise ValueError("no birthday has these parts")
        if self.month is not None and self.day is not None:
            date(_LEAP if self.year is None else self.year, self.month, self.day)

    @classmethod
    def of(cls, day: date) -> PartialDate:
        """A whole date."""
        return cls(day.year, day.month, day.day)

    @classmethod
    def from_iso(cls, text: str) -> PartialDate:
        """The inverse of iso; ValueError for anything else."""
        match = re.fullmatch(r"(\d{4})|(?:(\d{4})|-)-(\d\d)-(\d\d)", text)
        if match is None:
            raise ValueError(f"no birthday is written {text!r}")
        return cls(*(int(part) if part else None for part in (match[1] or match[2], match[3], match[4])))

    @property
    def iso(self) -> str:
        """1985-05-12, --05-12 or 1985."""
        if self.month is None or self.day is None:
            return f"{self.year:04}"
        year = "-" if self.year is None else f"{self.year:04}"
        return f"{year}-{self.month:02}-{self.day:02}"

    @property
    def dotted(self) -> str:
        """12.05.1985, 12.05 or 1985."""
        if self.month is None or self.day is None:
            return f"{self.year:04}"
        year = "" if self.year is None else f".{self.year:04}"
        return f"{self.day:02}.{self.month:02}{year}"


def date_order_of(values: Iterable[object]) -> DateOrder | None:
    """What a column says about itself: a first part above 12 is a day, a second one too; None says nothing."""
    day_first = month_first = False
    for value in values:
        match = _PARTS.match(value) if isinstance(value, str) else None
        if match:
            first, second = int(match[1]), int(match[2])
            day_first |= first > 12 >= second
            month_first |= second > 12 >= first
    if day_first and month_first:
        return "mixed"
    if day_first:
        return "dmy"
    return "mdy" if month_first else None


@dataclass(frozen=True, slots=True)
class DateReading:
    """How the dates of one column are read.

    order is what date_order_of found or a person chose; None is day first unless a cell itself says otherwise.
    serials: the column is known to hold dates, so that 44927 is 01.01.2023 (in Excel's 1904 system with epoch_1904).
    """

    today: date
    order: DateOrder | None = None
    serials: bool = False
    epoch_1904: bool = False


def parse_birthday(cell: object, reading: DateReading) -> tuple[PartialDate | None, list[str]]:
    """A birthday in the past, age 0-110 (else W243), and codes; two-digit years are never in the future."""
    parts, codes = _read(cell, reading, partial=True)
    if parts is None:
        return None, codes
    year, month, day, _ = parts
    try:
        if month is None or day is None:
            born = PartialDate(year)
            impossible = year is None or not 0 <= reading.today.year - year <= _OLDEST
        elif year is None:
            return PartialDate(None, month, day), codes
        else:
            if year < 100:
                year = _past_year(year, month, day, reading.today)
            born = PartialDate(year, month, day)
            impossible = not 0 <= _age(year, month, day, reading.today) <= _OLDEST
    except ValueError:
        return None, ["W240"]
    return (None, ["W243"]) if impossible else (born, codes)


def parse_day(cell: object, reading: DateReading) -> tuple[date | None, list[str]]:
    """A day (a time beside it is dropped) and codes; W240 where the calendar has no such day."""
    parts, codes = _read(cell, reading, partial=False)
    if parts is None:
        return None, codes
    day = _day(parts)
    return (None, ["W240"]) if day is None else (day, codes)


def parse_moment(cell: object, reading: DateReading) -> tuple[date | datetime | None, list[str]]:
    """A datetime where a time was written (with its zone, if any), else a plain date; and codes."""
    parts, codes = _read(cell, reading, partial=False)
    if parts is None:
        return None, codes
    day = _day(parts)
    if day is None:
        return None, ["W240"]
    return (day if parts[3] is None else datetime.combine(day, parts[3])), codes


# ---------------------------------------------------------------- what a cell says, before it is judged

_Parts = tuple[int | None, int | None, int | None, time | None]

_TIME = r"(?:[T\s,]+(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*(?:([AaPp])\.?[Mm]\.?)?\s*(Z|[+-]\d\d:?\d\d)?)?"
_NUMERIC = re.compile(r"(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})(?:\s*г\.?|\s*года)?" + _TIME)
_LOOSE = re.compile(r"\s*([./-])\s*")
_PARTS = re.compile(r"\s*(\d{1,2})[./-](\d{1,2})[./-]\d{2,4}(?!\d)")
_DAY_MONTH = re.compile(r"(\d{1,2})[./](\d{1,2})\.?")
_YEAR = re.compile(r"([12]\d{3})\s*(?:г\.?\s*(?:р\.?)?|года?)")
_VCARD = re.compile(r"--(\d\d)-?(\d\d)")
_DAY_WORD = re.compile(
    r"[«\"']?(\d{1,2})[»\"']?[\s.-]*([^\W\d_]{3,})\.?[\s,.-]*(\d{4}|\d\d)?(?:\s*г\.?|\s*года)?" + _TIME
)
_WORD_DAY = re.compile(r"([a-z]{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})" + _TIME)
_NOTHING = re.compile(r"0+|00[./-]00[./-]0000|0000-00-00|1899-12-3[01]|3[01]\.12\.1899|1900-01-0[01]|0[01]\.01\.1900")
_EMPTY_DATES = frozenset({date(1899, 12, 30), date(1899, 12, 31), date(1900, 1, 1)})
_MONTHS = (
    ("январь", "января", "january"),
    ("февраль", "февраля", "february"),
    ("март", "марта", "march"),
    ("апрель", "апреля", "april"),
    ("май", "мая", "may"),
    ("июнь", "июня", "june"),
    ("июль", "июля", "july"),
    ("август", "августа", "august"),
    ("сентябрь", "сентября", "september"),
    ("октябрь", "октября", "october"),
    ("ноябрь", "ноября", "november"),
    ("декабрь", "декабря", "december"),
)
# Every beginning of a month name of three letters or more: "сент", "Sept", "янв".
_MONTH = {
    name[:length]: number
    for number, names in enumerate(_MONTHS, 1)
    for name in names
    for length in range(3, len(name) + 1)
}


def _read(cell: object, reading: DateReading, partial: bool) -> tuple[_Parts | None, list[str]]:
    if isinstance(cell, str):
        text = clean_cell(cell, collapse=True)
        if not text or _NOTHING.fullmatch(text.removesuffix(" 00:00:00").removesuffix("T00:00:00")):
            return None, []
        try:
            return _read_text(text, reading, partial)
        except ValueError:  # a time of 25:00
            return None, ["W240"]
    if isinstance(cell, date):
        at = cell.timetz() if isinstance(cell, datetime) else None
        day = cell.date() if isinstance(cell, datetime) else cell
        return (None if day in _EMPTY_DATES else (cell.year, cell.month, cell.day, at)), []
    if cell is None or cell == 0 or cell == time():
        return None, []
    if isinstance(cell, int | float) and not isinstance(cell, bool) and isfinite(cell):
        return _read_number(cell, reading, partial)
    return None, ["W240"]


def _read_number(number: float, reading: DateReading, partial: bool) -> tuple[_Parts | None, list[str]]:
    if number == int(number):
        if partial and _FIRST_YEAR <= number <= reading.today.year:
            return (int(number), None, None, None), []
        if _FIRST_YEAR * 10_000 <= number < (_LAST_YEAR + 1) * 10_000:  # 19800322, as vCards and 1C write it
            return (int(number) // 10_000, int(number) // 100 % 100, int(number) % 100, None), []
    if not reading.serials or not _SERIALS[0] <= number <= _SERIALS[1]:
        return None, ["W240"]
    start = datetime(1904, 1, 1) if reading.epoch_1904 else datetime(1899, 12, 30)  # noqa: DTZ001
    moment = start + timedelta(days=int(number), seconds=round(number % 1 * 86_400))
    at = moment.time() if number % 1 else None
    return (moment.year, moment.month, moment.day, at), ["I242"]


def _read_text(text: str, reading: DateReading, partial: bool) -> tuple[_Parts | None, list[str]]:
    match = _NUMERIC.fullmatch(text) or (_NUMERIC.fullmatch(_LOOSE.sub(r"\1", text)) if " " in text else None)
    if match:
        return _read_numeric(match, reading)
    if text.isdecimal():
        return _read_number(int(text), reading, partial) if len(text) <= 8 else (None, ["W240"])
    if partial:
        match = _VCARD.fullmatch(text)
        if match:
            return (None, int(match[1]), int(match[2]), None), []
        match = _DAY_MONTH.fullmatch(text)
        if match:
            day, month, codes = _day_and_month(int(match[1]), int(match[2]), reading.order)
            return (None if day is None else (None, month, day, None)), codes
        match = _YEAR.fullmatch(text)
        if match:
            return (int(match[1]), None, None, None), []
    return _read_words(text.casefold(), partial)


def _read_numeric(match: re.Match[str], reading: DateReading) -> tuple[_Parts | None, list[str]]:
    first, second, third = match[1], int(match[3]), match[4]
    at = _time(match, 5)
    if len(first) == 4 and int(first) >= 1000 and len(third) <= 2:
        return (int(first), second, int(third), at), []
    if len(first) > 2 or len(third) not in (2, 4) or (third[-4:] < "1000" and len(third) == 4):
        return None, ["W240"]
    day, month, codes = _day_and_month(int(first), second, reading.order)
    return (None if day is None else (int(third), month, day, at)), codes


def _day_and_month(first: int, second: int, order: DateOrder | None) -> tuple[int | None, int | None, list[str]]:
    if order == "dmy" or (order is None and not first <= 12 < second):
        return first, second, []
    if order != "mixed":
        return second, first, []
    if first <= 12 and second <= 12 and first != second:
        return None, None, ["W241"]
    return (first, second, ["W241"]) if first > 12 else (second, first, ["W241"])


def _read_words(text: str, partial: bool) -> tuple[_Parts | None, list[str]]:
    match = _DAY_WORD.fullmatch(text)
    if match and match[2] in _MONTH and (match[3] or partial):
        year = int(match[3]) if match[3] else None
        return (year, _MONTH[match[2]], int(match[1]), _time(match, 4)), []
    match = _WORD_DAY.fullmatch(text)
    if match and match[1] in _MONTH:
        return (int(match[3]), _MONTH[match[1]], int(match[2]), _time(match, 4)), []
    return None, ["W240"]


def _time(match: re.Match[str], group: int) -> time | None:
    if match[group] is None:
        return None
    hour, minute, second = int(match[group]), int(match[group + 1]), int(match[group + 2] or 0)
    half = (match[group + 3] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, minute, second, tzinfo=_zone(match[group + 4]))


def _zone(text: str | None) -> timezone | None:
    if not text:
        return None
    if text in "Zz":
        return UTC
    minutes = int(text[1:3]) * 60 + int(text[-2:])
    return timezone(timedelta(minutes=-minutes if text[0] == "-" else minutes))


def _day(parts: _Parts) -> date | None:
    year, month, day, _ = parts
    if year is None or month is None or day is None:
        return None
    if year < 100:
        year += 2000
    try:
        return date(year, month, day) if _FIRST_YEAR <= year <= _LAST_YEAR else None
    except ValueError:
        return None


def _past_year(year: int, month: int, day: int, today: date) -> int:
    return 2000 + year if (2000 + year, month, day) <= (today.year, today.month, today.day) else 1900 + year


def _age(year: int, month: int, day: int, today: date) -> int:
    return today.year - year - ((today.month, today.day) < (month, day))


def holds_date(cell: object, *, serials: bool = False) -> bool:
    """Whether a cell is written as a date or birthday, with serials also as a number of Excel; the calendar decides
    later.
    """
    reading = DateReading(date(_LAST_YEAR, 12, 31), serials=serials)
    return _read(cell, reading, partial=True)[1] != ["W240"]
