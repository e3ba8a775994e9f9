"""Dates as people write them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientcrm.domain.values.dates import (
    DateReading,
    PartialDate,
    date_order_of,
    parse_birthday,
    parse_day,
    parse_moment,
)

TODAY = date(2025, 6, 15)
MONTHS = [
    *("января", "февраля", "марта", "апреля", "мая", "июня"),
    *("июля", "августа", "сентября", "октября", "ноября", "декабря"),
]


def born(year: int | None = None, month: int | None = None, day: int | None = None) -> PartialDate:
    return PartialDate(year, month, day)


@pytest.mark.parametrize(
    ("cell", "birthday", "codes"),
    [
        ("01.02.03", born(2003, 2, 1), []),
        ("01.02.55", born(1955, 2, 1), []),
        ("14.06.25", born(2025, 6, 14), []),
        ("16.06.25", born(1925, 6, 16), []),  # two digits are never the future
        ("12.05.1985", born(1985, 5, 12), []),
        ("12/05/1985", born(1985, 5, 12), []),
        ("12-5-1985", born(1985, 5, 12), []),
        ("1985-05-12", born(1985, 5, 12), []),
        ("12. 05. 1985", born(1985, 5, 12), []),
        ("12.05.1985 г.", born(1985, 5, 12), []),
        ("12.05.1985 0:00:00", born(1985, 5, 12), []),
        ("5 мая 1980", born(1980, 5, 5), []),
        ("«05» мая 1980 г.", born(1980, 5, 5), []),
        ("5 Май 1980", born(1980, 5, 5), []),
        ("5 сент. 1980", born(1980, 9, 5), []),
        ("5-May-80", born(1980, 5, 5), []),
        ("May 5, 1980", born(1980, 5, 5), []),
        ("5 мая", born(None, 5, 5), []),
        ("29.02", born(None, 2, 29), []),
        ("--0229", born(None, 2, 29), []),
        ("--02-29", born(None, 2, 29), []),
        ("19800322", born(1980, 3, 22), []),
        (19800322.0, born(1980, 3, 22), []),
        ("1985", born(1985), []),
        (1985.0, born(1985), []),
        ("1985 г.р.", born(1985), []),
        (date(1977, 12, 2), born(1977, 12, 2), []),
        (datetime(1977, 12, 2, 8, 30), born(1977, 12, 2), []),
        ("29.02.2023", None, ["W240"]),
        ("31.02.1980", None, ["W240"]),
        ("05.1980", None, ["W240"]),
        ("давно", None, ["W240"]),
        ("12.05.0085", None, ["W240"]),
        ("0085-05-12", None, ["W240"]),
        ("123.05.1985", None, ["W240"]),
        ("12.05.198", None, ["W240"]),
        (29.5, None, ["W240"]),
        (float("nan"), None, ["W240"]),
        (True, None, ["W240"]),
        ("12.05.2026", None, ["W243"]),
        ("12.05.1899", None, ["W243"]),
        ("2031", None, ["W240"]),
        (date(1910, 1, 1), None, ["W243"]),
        ("", None, []),
        (None, None, []),
        ("-", None, []),
        ("0", None, []),
        (0.0, None, []),
        (time(0, 0), None, []),
        ("00.00.0000", None, []),
        ("0000-00-00 00:00:00", None, []),
        ("1899-12-30", None, []),
        ("1899-12-30T00:00:00", None, []),
        ("1900-01-00", None, []),
        (date(1900, 1, 1), None, []),
        (datetime(1899, 12, 30), None, []),
        (44927, None, ["W240"]),
    ],
)
def test_birthdays(cell: object, birthday: PartialDate | None, codes: list[str]) -> None:
    assert parse_birthday(cell, DateReading(TODAY)) == (birthday, codes)


@pytest.mark.parametrize(
    ("cell", "order", "day", "codes"),
    [
        ("01.02.03", None, date(2003, 2, 1), []),
        ("01.02.55", None, date(2055, 2, 1), []),
        ("12/31/2024", "mdy", date(2024, 12, 31), []),
        ("12/31/2024", None, date(2024, 12, 31), []),
        ("12/31/2024", "dmy", None, ["W240"]),
        ("31/12/2024", "mdy", None, ["W240"]),
        ("01/02/2024", "mdy", date(2024, 1, 2), []),
        ("31/12/2024", "mixed", date(2024, 12, 31), ["W241"]),
        ("12/31/2024", "mixed", date(2024, 12, 31), ["W241"]),
        ("01/02/2024", "mixed", None, ["W241"]),
        ("2024-01-05T11:00", None, date(2024, 1, 5), []),
        ("5 мая", None, None, ["W240"]),
        ("1985", None, None, ["W240"]),
        ("31.12.9999", None, None, ["W240"]),
        ("12.05.1850", None, None, ["W240"]),
        ("текущая", None, None, ["W240"]),
        (datetime(2024, 1, 5, 11, 0), None, date(2024, 1, 5), []),
        (44927, None, None, ["W240"]),
        (timedelta(days=10), None, None, ["W240"]),
    ],
)
def test_days(cell: object, order: str | None, day: date | None, codes: list[str]) -> None:
    assert parse_day(cell, DateReading(TODAY, order)) == (day, codes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("cell", "epoch_1904", "day"),
    [
        (44927, False, date(2023, 1, 1)),
        (44927.0, False, date(2023, 1, 1)),
        ("44927", False, date(2023, 1, 1)),
        (43465, True, date(2023, 1, 1)),
    ],
)
def test_serial_numbers_in_a_column_of_dates(cell: object, epoch_1904: bool, day: date) -> None:
    reading = DateReading(TODAY, serials=True, epoch_1904=epoch_1904)
    assert parse_day(cell, reading) == (day, ["I242"])
    assert parse_day(9999, reading) == (None, ["W240"])
    assert parse_day(60001, reading) == (None, ["W240"])
    assert parse_birthday(28989, reading) == (
        (born(1983, 5, 15), ["I242"]) if epoch_1904 else (born(1979, 5, 14), ["I242"])
    )


@pytest.mark.parametrize(
    ("cell", "order", "moment"),
    [
        ("2010-12-01 08:26:00", None, datetime(2010, 12, 1, 8, 26)),
        ("2024-01-05T11:00", None, datetime(2024, 1, 5, 11, 0)),
        ("2024-01-05T11:00Z", None, datetime(2024, 1, 5, 11, 0, tzinfo=UTC)),
        ("2024-01-05T11:00:30.250+03:00", None, datetime(2024, 1, 5, 11, 0, 30, tzinfo=timezone(timedelta(hours=3)))),
        ("12/1/2010 8:26", "mdy", datetime(2010, 12, 1, 8, 26)),
        ("12/31/2024, 11:59 PM", "mdy", datetime(2024, 12, 31, 23, 59)),
        ("12/31/2024 12:05 am", "mdy", datetime(2024, 12, 31, 0, 5)),
        ("01.02.2024 00:00:00", None, datetime(2024, 2, 1)),
        ("01.02.2024", None, date(2024, 2, 1)),
        (date(2024, 2, 1), None, date(2024, 2, 1)),
        (datetime(2019, 4, 27, 13, 50), None, datetime(2019, 4, 27, 13, 50)),
        ("01.02.2024 25:00", None, None),
    ],
)
def test_moments(cell: object, order: str | None, moment: object) -> None:
    found, codes = parse_moment(cell, DateReading(TODAY, order))  # type: ignore[arg-type]
    assert (found, codes) == (moment, [] if moment else ["W240"])
    assert type(found) is type(moment)


def test_a_serial_with_a_fraction_is_a_moment() -> None:
    assert parse_moment(44927.5, DateReading(TODAY, serials=True)) == (datetime(2023, 1, 1, 12), ["I242"])


@pytest.mark.parametrize(
    ("values", "order"),
    [
        (["01.02.2024", "31.12.2024"], "dmy"),
        (["01/02/2024", "12/31/2024", None, 5.0], "mdy"),
        (["31/12/2024", "12/31/2024"], "mixed"),
        (["01/02/2024", "03.04.24 12:00"], None),
        (["2024-12-31", date(2024, 12, 31), "", "текст"], None),
        (["31/31/2024"], None),
        ([], None),
    ],
)
def test_the_order_is_what_the_column_shows(values: list[object], order: str | None) -> None:
    assert date_order_of(values) == order


@given(st.dates(date(1916, 1, 1), TODAY))
def test_any_spelling_of_a_birthday_is_the_same_day(day: date) -> None:
    spellings = [
        day.strftime("%d.%m.%Y"),
        f"{day.day}/{day.month}/{day.year}",
        day.isoformat(),
        day.strftime("%Y%m%d"),
        day.strftime("%d %B %Y"),
        day.strftime("%b %d, %Y"),
        f"{day.day} {MONTHS[day.month - 1]} {day.year} г.",
        day,
        datetime.combine(day, time(9)),
    ]
    reading = DateReading(TODAY, "dmy")
    expected = (None, []) if day == date(1900, 1, 1) else (PartialDate.of(day), [])
    for spelling in spellings:
        assert parse_birthday(spelling, reading) == expected


@given(st.text() | st.integers() | st.floats() | st.booleans() | st.none())
def test_nothing_makes_it_fail(cell: object) -> None:
    for serials in (False, True):
        reading = DateReading(TODAY, "mixed", serials)
        for parse in (parse_birthday, parse_day, parse_moment):
            value, codes = parse(cell, reading)
            assert value is None or not {"W240", "W243"} & set(codes)


@given(
    st.builds(PartialDate.of, st.dates())
    | st.builds(PartialDate, st.integers(1, 9999))
    | st.dates(date(2000, 1, 1), date(2000, 12, 31)).map(lambda d: PartialDate(None, d.month, d.day))
)
def test_partial_dates_survive_as_text(partial: PartialDate) -> None:
    assert PartialDate.from_iso(partial.iso) == partial


@pytest.mark.parametrize("parts", [(1985, 2, 29), (None, 2, 30), (1985, 5, None), (None, None, None), (None, 5, None)])
def test_impossible_partial_dates_do_not_exist(parts: tuple[int | None, int | None, int | None]) -> None:
    with pytest.raises(ValueError, match=r"no birthday|out of range|must be in"):
        PartialDate(*parts)


@pytest.mark.parametrize("text", ["", "85", "1985-5-12", "1985-02-30", "--13-01"])
def test_other_text_is_no_partial_date(text: str) -> None:
    with pytest.raises(ValueError, match=r"no birthday|out of range|must be in"):
        PartialDate.from_iso(text)


def test_partial_dates_as_people_write_them() -> None:
    assert [p.dotted for p in (born(1985, 5, 12), born(None, 5, 12), born(1985))] == ["12.05.1985", "12.05", "1985"]
