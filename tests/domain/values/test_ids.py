"""State numbers and names in the network."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientcrm.domain.values.ids import (
    has_six_digit_postcodes,
    inn_fits,
    kpp_beside_inn,
    parse_inn,
    parse_instagram,
    parse_kpp,
    parse_ogrn,
    parse_postcode,
    parse_telegram,
    parse_url,
    parse_vk,
)


@pytest.mark.parametrize(
    ("cell", "inn", "codes"),
    [
        ("7707083893", "7707083893", []),
        (7707083893.0, "7707083893", []),
        (" 7707 083 893 ", "7707083893", []),
        ("500100732259", "500100732259", []),
        (105018502.0, "0105018502", ["I271"]),
        ("105018502", "0105018502", ["I271"]),
        (7707083894, "7707083894", ["W270"]),
        (105018503.0, "105018503", ["W270"]),
        ("7707083893/770701001", "7707083893", []),
        ("464-40-0962", "464400962", ["W270"]),
        ("US-123", "US-123", ["W270"]),
        ("7,70708E+09", "7,70708E+09", ["W231"]),
        ("нет", "", []),
        (None, "", []),
    ],
)
def test_inn(cell: object, inn: str, codes: list[str]) -> None:
    assert parse_inn(cell) == (inn, codes)


@given(st.from_regex(r"[0-9]{9}", fullmatch=True))
def test_one_check_digit_in_ten_fits(nine: str) -> None:
    assert sum(inn_fits(nine + digit) for digit in "0123456789") == 1


@given(st.from_regex(r"[0-9]{10}", fullmatch=True))
def test_one_pair_of_check_digits_in_a_hundred_fits(ten: str) -> None:
    assert sum(inn_fits(f"{ten}{pair:02}") for pair in range(100)) == 1


@pytest.mark.parametrize(
    ("cell", "kpp", "codes"),
    [
        ("770701001", "770701001", []),
        (181380912.0, "181380912", []),
        (10501001, "010501001", ["I271"]),
        ("7707AB001", "7707AB001", []),
        ("7707", "7707", ["W270"]),
        ("", "", []),
    ],
)
def test_kpp(cell: object, kpp: str, codes: list[str]) -> None:
    assert parse_kpp(cell) == (kpp, codes)


def test_a_kpp_beside_an_inn() -> None:
    assert kpp_beside_inn("7707083893/770701001") == "770701001"
    assert kpp_beside_inn("7707083893 / ") == ""
    assert kpp_beside_inn(7707083893.0) == ""


def test_ogrn() -> None:
    assert parse_ogrn(1027700132195.0) == ("1027700132195", [])
    assert parse_ogrn("1,02770E+12") == ("1,02770E+12", ["W231"])
    assert parse_ogrn("564-30-234700123") == ("56430234700123", [])


@pytest.mark.parametrize(
    ("cell", "six", "postcode", "codes"),
    [
        (101000.0, False, "101000", []),
        (75008, False, "75008", []),
        (35222, True, "035222", ["I271"]),
        ("SW1A 1AA", True, "SW1A 1AA", []),
        ("", True, "", []),
    ],
)
def test_postcodes(cell: object, six: bool, postcode: str, codes: list[str]) -> None:
    assert parse_postcode(cell, six) == (postcode, codes)


def test_a_column_of_russian_postcodes() -> None:
    assert has_six_digit_postcodes([35222, 101000.0])
    assert not has_six_digit_postcodes([75008, "", None])


@pytest.mark.parametrize(
    ("cell", "url"),
    [
        ("https://Shop.ru/a?b=C", "https://shop.ru/a?b=C"),
        ("HTTP://shop.ru", "http://shop.ru"),
        ("www.shop.ru", "https://www.shop.ru"),
        ("shop.ru/каталог", "https://shop.ru/каталог"),
        ("магазин.рф", "https://магазин.рф"),
        ("ivan@mail.ru", "ivan@mail.ru"),
        ("сайта нет", "сайта нет"),
        ("-", ""),
    ],
)
def test_sites(cell: object, url: str) -> None:
    assert parse_url(cell) == url


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("@ivan_petrov", "@ivan_petrov"),
        ("ivan_petrov", "@ivan_petrov"),
        ("t.me/ivan_petrov", "@ivan_petrov"),
        ("https://telegram.me/ivan_petrov/", "@ivan_petrov"),
        ("https://t.me/+AbCdEf", "https://t.me/+AbCdEf"),
        ("+79261234567", "+79261234567"),
        ("Иван", "Иван"),
        ("", ""),
    ],
)
def test_telegram(cell: object, name: str) -> None:
    assert parse_telegram(cell) == name


def test_vk_and_instagram() -> None:
    assert [
        parse_vk(cell) for cell in ("id123", "@ivan.petrov", "https://vk.com/ivan", "m.vk.com/id1", "Иван", "")
    ] == [
        "vk.com/id123",
        "vk.com/ivan.petrov",
        "vk.com/ivan",
        "vk.com/id1",
        "Иван",
        "",
    ]
    assert [parse_instagram(cell) for cell in ("@anna", "https://www.instagram.com/anna/?hl=ru", "Анна К")] == [
        "@anna",
        "@anna",
        "Анна К",
    ]
    assert parse_telegram(parse_telegram("t.me/ivan_petrov")) == "@ivan_petrov"
    assert parse_vk(parse_vk("id123")) == "vk.com/id123"
