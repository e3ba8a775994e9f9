"""Money, numbers, quantities and percents from any cell."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientcrm.domain.values.money import (
    Money,
    decimal_mark_of,
    is_foreign,
    is_fraction_column,
    parse_money,
    parse_number,
    parse_percent,
    parse_quantity,
)


@pytest.mark.parametrize(
    ("cell", "minor", "currency"),
    [
        ("1 234,56", 123456, None),
        ("1 234,56 ₽", 123456, "RUB"),
        ("1,234.56", 123456, None),
        ("1.234,56", 123456, None),
        ("1\xa0234\u202f567,89 р.", 123456789, "руб"),
        ("12 345 р.", 1234500, "руб"),
        ("12345р", 1234500, "руб"),
        ("1919.00 ₽", 191900, "RUB"),
        ("1768 руб.", 176800, "руб"),
        ("1972 рублей", 197200, "руб"),
        ("1 200 руб. 50 коп.", 120050, "руб"),
        ("1 200 руб 5 коп", 120005, "руб"),
        ("$1,234.56", 123456, "USD"),
        ("100 EUR", 10000, "EUR"),
        ("5 000 тг", 500000, "KZT"),
        ("10 грн.", 1000, "UAH"),
        ("10 бел. руб.", 1000, "BYN"),
        ("10 BYN", 1000, "BYN"),
        ("(500)", -50000, None),
        ("(1 200)", -120000, None),
        ("1200-", -120000, None),
        ("-1200", -120000, None),
        ("−1 200,5", -120050, None),
        ("+5", 500, None),
        ("1'234'567.8", 123456780, None),
        ("1,234,567", 123456700, None),
        ("1.234.567", 123456700, None),
        ("1,234", 123400, None),
        ("0,500", 50, None),
        ("1234,567", 123457, None),
        ("0", 0, None),
        ("00", 0, None),
        (".5", 50, None),
        ("12,", 1200, None),
        ("12,5", 1250, None),
        ("12.345678", 1235, None),
        (1234.565, 123457, None),
        (2.675, 268, None),
        (-2.675, -268, None),
        (1e-7, 0, None),
        ("1.776357e-15", 0, None),
        ("-1,776357E-01", -18, None),
        (150, 15000, None),
        (150.0, 15000, None),
        (Decimal("1.005"), 101, None),
    ],
)
def test_money(cell: object, minor: int, currency: str | None) -> None:
    assert parse_money(cell) == (minor, currency, [])


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        ("", []),
        (None, []),
        ("-", []),
        ("нет", []),
        ("договорная", ["W251"]),
        ("12.05.2024", ["W251"]),
        ("1,2,3", ["W251"]),
        ("1.2,3.4", ["W251"]),
        ("5E1", ["W251"]),
        ("1,23E+11", ["W251"]),
        ("1e-0", ["W251"]),
        ("12 345 678 901 234", ["W250"]),
        (1e13, ["W250"]),
        (float("nan"), ["W251"]),
        (float("inf"), ["W251"]),
        (True, ["W251"]),
        (object(), ["W251"]),
    ],
)
def test_what_is_no_money(cell: object, codes: list[str]) -> None:
    minor, _, found = parse_money(cell)
    assert (minor, found) == (None, codes)


@pytest.mark.parametrize(
    ("cell", "mark", "minor"),
    [
        ("1,234", ",", 123),
        ("1,234", ".", 123400),
        ("1.234", ".", 123),
        ("1.234", ",", 123400),
        ("12.50", ",", 1250),  # no group has two digits
        ("1.234,56", ".", 123456),
    ],
)
def test_the_mark_of_the_column_settles_doubts(cell: str, mark: str, minor: int) -> None:
    assert parse_money(cell, mark)[0] == minor  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("values", "mark"),
    [
        (["1 234,56", "12"], ","),
        (["1,234", "1,234.56"], "."),
        (["1,234", "12.5"], "."),
        (["1,234", "5,678"], "unclear"),
        (["1,5", "1.5"], "unclear"),
        (["12", 1.5, None, "x"], None),
        (["0,500"], ","),
        (["1,234,567"], None),
    ],
)
def test_the_column_shows_its_mark(values: list[object], mark: str | None) -> None:
    assert decimal_mark_of(values) == mark


def test_other_exponents() -> None:
    assert parse_money("1 234", exponent=0)[0] == 1234
    assert parse_money(1.5, exponent=0)[0] == 2
    assert parse_money("1,2345", ",", exponent=3)[0] == 1235
    assert Money(123456).decimal == Decimal("1234.56")
    assert Money(5, 0).decimal == 5


def test_foreign_currencies() -> None:
    assert [is_foreign(c, "RUB") for c in (None, "RUB", "руб", "USD", "BYN")] == [False, False, False, True, True]
    assert not is_foreign("руб", "BYN")
    assert is_foreign("руб", "KZT")


@given(st.decimals(min_value=Decimal(-9999999999999), max_value=Decimal(9999999999999), places=2))
def test_any_spelling_of_a_sum_is_the_same_sum(amount: Decimal) -> None:
    minor = int(amount.scaleb(2))
    whole, fraction = str(abs(amount)).split(".")
    groups = f"{int(whole):,}"
    sign = "-" if minor < 0 else ""
    spellings = [
        f"{sign}{whole},{fraction}",
        f"{sign}{whole}.{fraction} ₽",
        f"{sign}{groups.replace(',', ' ')},{fraction} руб.",
        f"{sign}{groups.replace(',', chr(0xA0))},{fraction}",
        f"{sign}{groups}.{fraction}",
        f"{sign}{groups.replace(',', '.')},{fraction}",
        f"{groups.replace(',', chr(39))}.{fraction}{sign}",
        f"({whole}.{fraction})" if sign else f"+{whole}.{fraction}",
        amount,
    ]
    for spelling in spellings:
        assert parse_money(spelling)[0] == minor, spelling


@given(st.floats(min_value=-9e9, max_value=9e9))
def test_floats_are_rounded_half_up_as_they_are_written(number: float) -> None:
    expected = Decimal(repr(number)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert parse_money(number)[0] == int(expected.scaleb(2))


@given(st.text() | st.text(alphabet="0123456789.,-() '₽р") | st.floats() | st.integers() | st.none() | st.booleans())
def test_nothing_makes_it_fail(cell: object) -> None:
    minor, _, codes = parse_money(cell)
    assert minor is None or not codes
    for parse in (parse_number, parse_quantity, parse_percent):
        value, found = parse(cell)
        assert value is None or not found


@pytest.mark.parametrize(
    ("cell", "thousandths", "codes"),
    [
        (6, 6000, []),
        (-1.0, -1000, []),
        ("1,234", 1234, []),
        ("1.5 кг", 1500, []),
        ("2 шт.", 2000, []),
        (0.0005, 1, []),
        ("1 000", 1_000_000, []),
        ("много", None, ["W251"]),
        ("", None, []),
    ],
)
def test_quantities(cell: object, thousandths: int | None, codes: list[str]) -> None:
    assert parse_quantity(cell) == (thousandths, codes)


@pytest.mark.parametrize(
    ("cell", "number"),
    [("1 000", Decimal(1000)), (2.50, Decimal("2.5")), ("1,234", Decimal(1234)), ("-0", Decimal(0)), (7, Decimal(7))],
)
def test_numbers(cell: object, number: Decimal) -> None:
    assert parse_number(cell) == (number, [])
    assert str(parse_number(cell)[0]) == str(number)


@pytest.mark.parametrize(
    ("cell", "fractions", "points", "codes"),
    [
        (7, False, 700, []),
        ("7%", False, 700, []),
        ("7,5 %", False, 750, []),
        ("0,5%", True, 50, []),
        (0.07, True, 700, []),
        ("0,07", True, 700, []),
        (1, True, 10000, []),
        (0.07, False, 7, []),
        ("15", False, 1500, []),
        (150, False, None, ["W250"]),
        (-5, False, None, ["W250"]),
        ("есть", False, None, ["W251"]),
        ("", False, None, []),
    ],
)
def test_percents(cell: object, fractions: bool, points: int | None, codes: list[str]) -> None:
    assert parse_percent(cell, fractions) == (points, codes)


@pytest.mark.parametrize(
    ("values", "fractions"),
    [
        ([0.07, 0.1, 0, None, ""], True),
        ([0.05, "5%", 1], True),
        ([0.5, 5], False),
        ([1, 0], False),
        ([5, 7], False),
        (["0,07"], True),
        (["есть", 0.05], False),
        (["Скидка", *[0.05] * 9, 11], True),
        ([*[0.05] * 5, 11], False),
        ([], False),
    ],
)
def test_columns_of_fractions(values: list[object], fractions: bool) -> None:
    assert is_fraction_column(values) is fractions
