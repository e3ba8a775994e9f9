"""What was typed, as values of the shop; what cannot be understood is refused, and how to write it is said."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

from clientcrm.cli.words import Refusal
from clientcrm.domain.values.dates import DateReading, PartialDate, parse_birthday, parse_day, parse_moment
from clientcrm.domain.values.money import parse_money, parse_percent

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from clientcrm.crm import Desk

_THOUSAND_OR_SLIP = re.compile(r"-?\d{1,3}[.,]\d{3}")


def sum_of(text: str, option: str) -> int:
    """A sum in minor units."""
    minor, _, codes = parse_money(text)
    # 10.555 in a spreadsheet is ten thousand, for its neighbours say so; alone it may as well be a slip for 10.55.
    if minor is None or codes or _THOUSAND_OR_SLIP.fullmatch(text.strip()):
        raise unclear(option, text, "сумма вроде 1250,50", "a sum like 1250.50")
    return minor


def percent_of(text: str, option: str) -> int:
    """A discount in hundredths of a percent."""
    found, codes = parse_percent(text)
    if found is None or codes:
        raise unclear(option, text, "проценты вроде 5", "percents like 5")
    return found


def day_of(text: str, option: str, desk: Desk) -> date:
    """A day of the shop's calendar."""
    day, codes = parse_day(text, DateReading(today_of(desk)))
    if day is None or codes:
        raise unclear(option, text, "дата вроде 05.03.2026", "a date like 2026-03-05")
    return day


def birthday_of(text: str, option: str, desk: Desk) -> PartialDate:
    """A birthday, with or without its year."""
    born, codes = parse_birthday(text, DateReading(today_of(desk)))
    if born is None or codes:
        raise unclear(option, text, "дата вроде 12.05.1985 или 12.05", "a date like 1985-05-12 or 12.05")
    return born


def clock_of(text: str, option: str) -> time:
    """A time of day."""
    try:
        return time.fromisoformat(text)
    except ValueError:
        raise unclear(option, text, "время вроде 17:45", "a time like 17:45") from None


def moment_of(text: str, option: str, desk: Desk) -> datetime:
    """A moment by the shop's clock, in UTC; of a day alone its noon."""
    found, codes = parse_moment(text, DateReading(today_of(desk)))
    if found is None or codes:
        raise unclear(option, text, "вроде 05.03.2026 17:45", "like 2026-03-05 17:45")
    moment = found if isinstance(found, datetime) else datetime.combine(found, time(12))
    return (moment if moment.tzinfo else moment.replace(tzinfo=_zone(desk))).astimezone(UTC)


def today_of(desk: Desk) -> date:
    """The shop's calendar day."""
    return datetime.now(_zone(desk)).date()


def unclear(option: str, text: str, russian: str, english: str) -> Refusal:
    """What to raise where a value of an option is not understood, and what to write instead."""
    return Refusal(
        "unclear_value",
        f"Не понято, что такое «{text}» в {option}: нужно {russian}.",
        f"“{text}” in {option} is not understood: write {english}.",
    )


def _zone(desk: Desk) -> ZoneInfo:
    from zoneinfo import ZoneInfo

    return ZoneInfo(desk.shop.time_zone)
