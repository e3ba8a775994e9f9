"""Numbers, money and dates as people read them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtGui import QRawFont

from clientcrm.cli.figure_formulas import FORMULAS
from clientcrm.cli.figure_values import VALUES
from clientcrm.domain.clients import ClientFilter
from clientcrm.domain.export_layout import filter_lines
from clientcrm.domain.rhythm import STATUS_WORDS, STATUSES
from clientcrm.domain.segment_words import tree_words
from clientcrm.domain.segments import Ask
from clientcrm.domain.settings import CURRENCIES
from ui import i18n, theme, words
from ui.figure_words import status_word
from ui.money_and_hours import currency_options
from ui.words import PartialDay

TODAY = date(2025, 5, 14)
NOW = datetime(2025, 5, 14, 12, 0)


@pytest.mark.parametrize(
    ("minor", "currency", "russian", "english"),
    [
        (12640000, "RUB", "126\u202f400\u00a0₽", "₽126,400"),
        (86000, "RUB", "860\u00a0₽", "₽860"),
        (86050, "RUB", "860,50\u00a0₽", "₽860.50"),
        (-150000, "RUB", "\u22121\u202f500\u00a0₽", "\u2212₽1,500"),
        (0, "RUB", "0\u00a0₽", "₽0"),
        (123456, "BYN", "1\u202f234,56\u00a0Br", "Br\u00a01,234.56"),
    ],
)
def test_money(minor: int, currency: str, russian: str, english: str) -> None:
    assert words.money(minor, currency) == russian
    i18n.set_language("en")
    assert words.money(minor, currency) == english


def test_money_of_averages_is_rounded() -> None:
    assert words.money(234050, digits=0) == "2\u202f341\u00a0₽"
    assert words.money(-234050, digits=0) == "\u22122\u202f341\u00a0₽"
    assert words.money(0, digits=2) == "0,00\u00a0₽"


def test_large_money_is_shortened() -> None:
    assert words.money_short(1_240_000_000) == "12,4\u00a0млн\u00a0₽"
    assert words.money_short(312_000_000_000) == "3,1\u00a0млрд\u00a0₽"
    assert words.money_short(99_999_900) == "999\u202f999\u00a0₽"
    i18n.set_language("en")
    assert words.money_short(1_240_000_000) == "₽12.4M"


def test_numbers_and_shares() -> None:
    assert words.number(1284) == "1\u202f284"
    assert words.number(-3) == "\u22123"
    assert words.number(2.5, 1) == "2,5"
    assert words.number(-0.04, 1) == "0,0"
    assert words.signed(3) == "+3"
    assert words.percent(0.91) == "91\u00a0%"
    assert words.size(300_000_000) == "300\u00a0МБ"
    i18n.set_language("en")
    assert (words.number(1284), words.percent(0.91), words.size(2_400_000_000)) == ("1,284", "91%", "2.4\u00a0GB")


@pytest.mark.parametrize(
    ("when", "russian", "english"),
    [
        (date(2025, 5, 14), "сегодня", "today"),
        (date(2025, 5, 13), "вчера", "yesterday"),
        (date(2025, 5, 12), "позавчера", "2 days ago"),
        (date(2025, 5, 5), "9 дн. назад", "9 days ago"),
        (date(2025, 3, 16), "59 дн. назад", "59 days ago"),
        (date(2025, 3, 15), "15 мар", "15 Mar"),
        (date(2025, 1, 14), "14 янв", "14 Jan"),
        (date(2024, 9, 30), "сен 2024", "Sep 2024"),
        (date(2024, 5, 1), "май 2024", "May 2024"),
        (date(2025, 5, 15), "завтра", "tomorrow"),
        (date(2025, 6, 3), "через 20 дн.", "in 20 days"),
        (date(2025, 9, 3), "3 сентября", "3 September"),
        (date(2026, 9, 3), "3 сентября 2026", "3 September 2026"),
    ],
)
def test_how_long_ago(when: date, russian: str, english: str) -> None:
    assert words.ago(when, TODAY).replace("\u00a0", " ") == russian
    i18n.set_language("en")
    assert words.ago(when, TODAY).replace("\u00a0", " ") == english


@pytest.mark.parametrize(
    ("when", "shown"),
    [
        (datetime(2025, 5, 14, 11, 20), "сегодня, 11:20"),
        (datetime(2025, 5, 13, 18, 2), "вчера, 18:02"),
        (datetime(2025, 5, 12, 9, 5), "пн, 09:05"),
        (datetime(2025, 5, 5, 17, 45), "5 мая, 17:45"),
        (datetime(2025, 4, 18, 12, 10), "18 апр, 12:10"),
        (datetime(2023, 4, 18, 12, 10), "18 апр 2023, 12:10"),
    ],
)
def test_moments(when: datetime, shown: str) -> None:
    assert words.moment(when, NOW).replace("\u00a0", " ") == shown


def test_moments_are_those_of_the_shop() -> None:
    """A till in Vladivostok whose computer is set to another zone."""
    words.follow_clock(ZoneInfo("Asia/Vladivostok"))
    evening = datetime(2025, 5, 14, 20, 30, tzinfo=UTC)
    assert words.local(evening).isoformat() == "2025-05-15T06:30:00+10:00"
    assert words.moment(words.local(evening), words.local(evening)) == "сегодня, 06:30"
    assert abs(words.now() - datetime.now(UTC)) < timedelta(minutes=1)


def test_pages_ask_the_clock_of_the_shop() -> None:
    """Only the sign-in goes by the computer: no shop is open there."""
    root = Path(words.__file__).parent
    asking = {
        path.relative_to(root).as_posix() for path in root.rglob("*.py") if ".astimezone()" in path.read_text("utf-8")
    }
    assert asking == {"door/art.py", "door/sign_in.py"}


def test_every_sign_of_money_is_in_our_font() -> None:
    shipped = QRawFont(str(theme.resources() / "fonts" / "GolosText_400Regular.ttf"), 14)
    signs = {words.currency_sign(code) for code in CURRENCIES}
    assert [sign for sign in sorted(signs) if not all(shipped.supportsCharacter(ord(letter)) for letter in sign)] == []
    assert currency_options("UAH")[0].key == "UAH", "what an older base counts in can be left as it is"
    assert not any("AMD  AMD" in option.text for option in currency_options())


def test_days_and_months() -> None:
    assert words.day(date(2025, 6, 3), TODAY) == "3 июня"
    assert words.full_day(TODAY) == "14 мая 2025"
    assert words.weekday(TODAY) == "среда"
    assert words.month_name(TODAY) == "Май"
    assert words.days(18) == "18\u00a0дн."


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("3.06.1981", PartialDay(3, 6, 1981)),
        ("03.06.81", PartialDay(3, 6, 1981)),
        ("03.06.12", PartialDay(3, 6, 2012)),
        ("3/6", PartialDay(3, 6)),
        ("1981-06-03", PartialDay(3, 6, 1981)),
        ("3 июня", PartialDay(3, 6)),
        ("14 окт", PartialDay(14, 10)),
        ("14 окт. 1990 г.", PartialDay(14, 10, 1990)),
        ("9 мая 1945", PartialDay(9, 5, 1945)),
        ("3 Jun 1981", PartialDay(3, 6, 1981)),
        ("29.02", PartialDay(29, 2)),
        ("29.02.2023", None),
        ("31.04", None),
        ("1990", None),
        ("вчера", None),
        ("", None),
    ],
)
def test_reading_a_typed_day(typed: str, meant: PartialDay | None) -> None:
    assert words.read_day(typed, TODAY) == meant


def test_a_typed_day_is_shown_as_people_type_it() -> None:
    assert words.show_day(PartialDay(3, 6, 1981)) == "03.06.1981"
    assert words.show_day(PartialDay(3, 6)) == "03.06"


@pytest.mark.parametrize(("language", "place"), [("ru", 0), ("en", 1)])
def test_files_and_the_command_line_call_a_status_as_the_window_does(language: str, place: int) -> None:
    i18n.set_language(language)
    for status in STATUSES:
        said = STATUS_WORDS[status][place]
        assert said == status_word(status).lower()
        assert VALUES[status][place] == said
        assert said in tree_words(Ask("status", any_of=(status,)), language, {})
        assert said in "".join(filter_lines(ClientFilter(rhythms=(status,)), language, {}))
        assert said in FORMULAS["figures.status"][place].lower()
