"""Numbers, money, shares, dates and sizes as a person reads them, in the language in force."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, tzinfo
from typing import Final

from PySide6.QtCore import QDate, QLocale

from ui import i18n
from ui.i18n import tr

NBSP: Final = "\u00a0"
THIN: Final = "\u202f"
MINUS: Final = "\u2212"
DASH: Final = "—"

# Without the signs that our font has not, of lari and dram: they would be empty boxes.
_SYMBOLS: Final = {
    "RUB": "₽", "USD": "$", "EUR": "€", "GBP": "£", "KZT": "₸", "UAH": "₴", "BYN": "Br",
}  # fmt: skip
_MONTHS: Final = {
    "ru": ("янв", "фев", "мар", "апр", "мая", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}
_MONTH_STEMS: Final = {
    **{stem: n for n, stem in enumerate(_MONTHS["ru"], 1)},
    **{stem.lower(): n for n, stem in enumerate(_MONTHS["en"], 1)},
    "май": 5,
}
NEAR_DAYS: Final = 60


# ---------------------------------------------------------------- numbers


def number(value: float, digits: int | None = None) -> str:
    """1 284 / 1,284; `digits` fixes the places after the point."""
    locale = i18n.qt_locale()
    whole = isinstance(value, int) and not digits
    text = locale.toString(abs(int(value))) if whole else locale.toString(abs(float(value)), "f", digits or 0)
    if i18n.language() == "ru":
        text = text.replace(NBSP, THIN)
    is_zero = not any(c in "123456789" for c in text)
    return f"{MINUS}{text}" if value < 0 and not is_zero else text


def signed(value: float, digits: int | None = None) -> str:
    """+3, −3, 0."""
    return ("+" if value > 0 else "") + number(value, digits)


def money(minor: int, currency: str = "RUB", digits: int | None = None) -> str:
    """126 400 ₽ / ₽126,400 from minor units; kopecks show when there are some, or as `digits` says."""
    places = digits if digits is not None else (2 if minor % 100 else 0)
    return _with_unit(number(minor / 100, places) if places else number(_half_up(minor)), currency)


def money_short(minor: int, currency: str = "RUB") -> str:
    """12,4 млн ₽ / ₽12.4M: for totals where the last digits don't matter."""
    amount = minor / 100
    for limit, word in ((1e9, tr("bn", "money, billions")), (1e6, tr("M", "money, millions"))):
        if abs(amount) >= limit:
            gap = NBSP if i18n.language() == "ru" else ""
            return _with_unit(f"{number(amount / limit, 1)}{gap}{word}", currency)
    return money(minor, currency, 0)


def currency_sign(currency: str) -> str:
    """₽ for RUB; the code itself where there is no sign."""
    return _SYMBOLS.get(currency, currency)


def percent(share: float, digits: int = 0) -> str:
    """91 % / 91% from 0.91."""
    return number(share * 100, digits) + (f"{NBSP}%" if i18n.language() == "ru" else "%")


def size(count: int) -> str:
    """300 МБ / 300 MB."""
    units = (tr("B", "bytes"), tr("KB"), tr("MB"), tr("GB"))
    value, step = float(count), 0
    while value >= 1000 and step < len(units) - 1:
        value, step = value / 1000, step + 1
    return f"{number(value, 1 if step == 3 and value < 10 else 0)}{NBSP}{units[step]}"


def days(count: int) -> str:
    """18 дн. / 18 days."""
    return tr("%n days", "a length of time, short", count)


def _half_up(minor: int) -> int:
    whole = (abs(minor) + 50) // 100
    return -whole if minor < 0 else whole


def _with_unit(text: str, currency: str) -> str:
    sign = currency_sign(currency)
    if i18n.language() == "ru":
        return f"{text}{NBSP}{sign}"
    gap = NBSP if sign.isalpha() else ""
    return f"{MINUS}{sign}{gap}{text[1:]}" if text.startswith(MINUS) else f"{sign}{gap}{text}"


# ---------------------------------------------------------------- dates


class _Wall:
    """The clock on the wall of the shop; that of the computer until a shop is open."""

    zone: tzinfo | None = None


def follow_clock(zone: tzinfo | None) -> None:
    """From now on days and hours are those of this time zone: a till may stand elsewhere than its settings say."""
    _Wall.zone = zone


def now() -> datetime:
    """This moment by the shop's clock."""
    return datetime.now(UTC).astimezone(_Wall.zone)


def local(when: datetime) -> datetime:
    """A moment of the base by the shop's clock."""
    return when.astimezone(_Wall.zone)


def today() -> date:
    """The day in the shop."""
    return now().date()


def ago(when: date, now: date | None = None) -> str:
    """вчера, 9 дн. назад, 14 янв, сен 2024; ahead: завтра, через 20 дн., 3 июня."""
    now = now or today()
    gone = (now - when).days
    near = {
        0: tr("today"),
        1: tr("yesterday"),
        2: tr("2 days ago", "the day before yesterday"),
        -1: tr("tomorrow"),
    }
    if gone in near:
        return near[gone]
    if 0 < gone < NEAR_DAYS:
        return tr("%n days ago", "", gone)
    if -NEAR_DAYS < gone < 0:
        return tr("in %n days", "", -gone)
    if gone < 0:
        return day(when, now)
    return day_short(when) if when.year == now.year else month(when)


def day(when: date, now: date | None = None) -> str:
    """14 мая; with the year when it is another one."""
    return _format(when, "d MMMM" if when.year == (now or today()).year else "d MMMM yyyy")


def day_short(when: date) -> str:
    """14 янв / 14 Jan."""
    return f"{when.day}{NBSP}{_MONTHS[i18n.language()][when.month - 1]}"


def full_day(when: date) -> str:
    """14 мая 2025 / 14 May 2025."""
    return _format(when, "d MMMM yyyy")


def month(when: date) -> str:
    """сен 2024 / Sep 2024."""
    short = "май" if i18n.language() == "ru" and when.month == 5 else _MONTHS[i18n.language()][when.month - 1]
    return f"{short}{NBSP}{when.year}"


def month_name(when: date) -> str:
    """Апрель / April: a heading."""
    name = i18n.qt_locale().standaloneMonthName(when.month)
    return name[:1].upper() + name[1:]


def weekday(when: date) -> str:
    """среда / Wednesday."""
    return _format(when, "dddd")


def weekday_short(when: date) -> str:
    """ср / Wed."""
    return i18n.qt_locale().dayName(when.isoweekday(), QLocale.FormatType.ShortFormat)


def clock(when: datetime | time) -> str:
    """09:02, always 24 hours."""
    return f"{when:%H:%M}"


def moment(when: datetime, at: datetime | None = None) -> str:
    """сегодня, 11:20; вчера, 18:02; пн, 18:02; 18 апр, 12:10; 5 мая 2023, 17:45; `at` is now."""
    at = at or now()
    gone = (at.date() - when.date()).days
    if gone in (0, 1):
        return f"{ago(when.date(), at.date())}, {clock(when)}"
    if 1 < gone < 7:
        return f"{weekday_short(when.date())}, {clock(when)}"
    shown = day_short(when.date())
    return f"{shown}, {clock(when)}" if when.year == at.year else f"{shown}{NBSP}{when.year}, {clock(when)}"


def _format(when: date, pattern: str) -> str:
    return i18n.qt_locale().toString(QDate(when.year, when.month, when.day), pattern)


# ---------------------------------------------------------------- reading a date that a person typed


@dataclass(frozen=True, slots=True)
class PartialDay:
    """A day whose year may be unknown, as with birthdays."""

    day: int
    month: int
    year: int | None = None

    def date(self) -> date | None:
        """The full date, when the year is known."""
        return None if self.year is None else date(self.year, self.month, self.day)


def read_day(text: str, now: date | None = None) -> PartialDay | None:
    """The day meant by 3.06.1981, 03/06/81, 1981-06-03, 3 июня, 3 Jun 1981; None when it is none."""
    clean = text.strip().lower().rstrip(".").replace("г.", "").strip()
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", clean):
        year, month_, day_ = (int(part) for part in found.groups())
        return _checked(day_, month_, year)
    if found := re.fullmatch(r"(\d{1,2})[./\- ](\d{1,2})(?:[./\- ](\d{4}|\d{2}))?", clean):
        return _checked(int(found[1]), int(found[2]), _year(found[3], now))
    if found := re.fullmatch(r"(\d{1,2})\s+([a-zа-яё]{3,})\.?(?:\s+(\d{4}|\d{2})(?:\s*г)?)?", clean):
        number_ = _MONTH_STEMS.get(found[2][:3])
        return None if number_ is None else _checked(int(found[1]), number_, _year(found[3], now))
    return None


def show_day(when: PartialDay) -> str:
    """03.06.1981, or 03.06 without the year: the form in which people type it."""
    return f"{when.day:02}.{when.month:02}" + (f".{when.year:04}" if when.year is not None else "")


def _year(text: str | None, now: date | None) -> int | None:
    if text is None:
        return None
    if len(text) == 4:
        return int(text)
    century, this = divmod((now or today()).year, 100)
    return century * 100 + int(text) - (100 if int(text) > this else 0)


def _checked(day_: int, month_: int, year: int | None) -> PartialDay | None:
    try:
        date(year if year is not None else 2000, month_, day_)
    except ValueError:
        return None
    return PartialDay(day_, month_, year)


def list_words(names: Sequence[str], most: int = 3) -> str:
    """Names with commas, the rest as a number."""
    shown = ", ".join(names[:most])
    return shown if len(names) <= most else tr("{names} and {count} more").format(names=shown, count=len(names) - most)


def lock_wait(minutes: int) -> str:
    """When the screen locks: после 5 минут, or никогда."""
    return tr("after %n minutes", "", minutes) if minutes else tr("never by itself")
