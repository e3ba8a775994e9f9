"""What any cell becomes as text."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientcrm.domain.values.mojibake import repair_mojibake
from clientcrm.domain.values.text import (
    any_mixed,
    as_meant,
    both_readings,
    clean_cell,
    code_text,
    fold,
    from_exponent,
    looks_exponent,
    number_as_text,
    other_layout,
    parse_bool,
    parse_sex,
    split_tags,
    to_latin_layout,
    to_russian_layout,
)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        ("", ""),
        ("   ", ""),
        ("\xa0\u2009\u3000", ""),
        ("\u200b\ufeff\u200d", ""),
        (" Анна \n", "Анна"),
        ("Ан\u00adна\u200b", "Анна"),
        ("a\x00b\x07c\td\ne", "abc\td\ne"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("и\u0306", "й"),
        ("ﬁ №", "ﬁ №"),  # NFC, not NFKC: what is stored keeps its look
        ("bad\ud800\ufffe", "bad"),
        (79261234567.0, "79261234567"),
        (12, "12"),
        (0.07, "0.07"),
        (1e-7, "0.0000001"),
        (-0.0, "0"),
        (True, "TRUE"),
        (date(2024, 5, 1), "2024-05-01"),
        (datetime(2024, 5, 1, 0, 0), "2024-05-01"),
        (datetime(2024, 5, 1, 8, 26), "2024-05-01 08:26:00"),
        (time(8, 26), "08:26:00"),
        ("два  слова", "два  слова"),
        ("нет дома", "нет дома"),
    ],
)
def test_a_cell_becomes_clean_text(cell: object, text: str) -> None:
    assert clean_cell(cell) == text


@pytest.mark.parametrize(
    "cell",
    ["-", "–", "—", ".", "нет", "Нет", "не указан", "НЕ УКАЗАНО", "отсутствует", "н/д", "N/A", "na", "NULL", "none",
     "nil", "#Н/Д", "#N/A", "неизвестно", "б/н", "x", "Х", "?", "----", "...", " - "],
)  # fmt: skip
def test_placeholders_are_empty_but_not_in_comments(cell: str) -> None:
    assert clean_cell(cell) == ""
    assert clean_cell(cell, keep_placeholders=True) == cell.strip()


@pytest.mark.parametrize("text", ["Иванов\xa0 Иван\tИванович", "Иванов   Иван\nИванович"])
def test_inner_blanks_collapse_where_asked(text: str) -> None:
    assert clean_cell(text, collapse=True) == "Иванов Иван Иванович"


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once = clean_cell(text)
    assert clean_cell(once) == once
    once.encode("utf-8")
    tight = clean_cell(text, collapse=True)
    assert clean_cell(tight, collapse=True) == tight
    assert "  " not in tight


@pytest.mark.parametrize(
    ("number", "text", "codes"),
    [
        (29.0, "29", []),
        (0.5, "0.5", []),
        (999_999_999_999_999.0, "999999999999999", []),
        (1e15, "1000000000000000", ["W231"]),
        (4276380012345678, "4276380012345678", ["W231"]),
        (float("nan"), "", []),
        (float("inf"), "", []),
    ],
)
def test_numbers_in_text_fields(number: float, text: str, codes: list[str]) -> None:
    assert number_as_text(number) == (text, codes)


@pytest.mark.parametrize(
    ("text", "looks", "whole"),
    [
        ("7,92612E+10", True, None),
        ("7.92612E+10", True, None),
        ("7.92612345670E+10", True, "79261234567"),
        ("7,9261234567E+10", True, "79261234567"),
        ("7.92612345678E+10", True, None),
        ("1,23457E+13", True, None),
        ("5E1", False, None),  # a code, not a number (OpenRefine turned it into 50)
        ("12E5", False, None),
    ],
)
def test_exponents_come_back_only_with_all_their_digits(text: str, looks: bool, whole: str | None) -> None:
    assert looks_exponent(text) is looks
    assert from_exponent(text) == whole


@pytest.mark.parametrize(
    ("cell", "result"),
    [
        ("00123", ("00123", [])),
        (123.0, ("123", [])),
        ("7,48749E+13", ("7,48749E+13", ["W231"])),
        ("7.92612345670E+10", ("79261234567", [])),
        (1e16, ("10000000000000000", ["W231"])),
        ("нет", ("", [])),
        (True, ("TRUE", [])),
        ("17850.0", ("17850", [])),
        ("12.0", ("12.0", [])),
        ("17850.00.0", ("17850.00.0", [])),
    ],
)
def test_codes_keep_their_digits(cell: object, result: tuple[str, list[str]]) -> None:
    assert code_text(cell) == result


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Пётр ЁЖИКОВ", "петр ежиков"), ("Smith", "smith"), ("е\u0308ж", "еж"), ("STRASSE", fold("straße")), ("", "")],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="абвгдеёжзийклмнопрстуфхцчшщъыьэюя АБВЁЯ"))
def test_folding_ignores_case_and_yo(text: str) -> None:
    assert fold(text.upper()) == fold(text) == fold(text.replace("ё", "е"))


@pytest.mark.parametrize(
    ("folded", "meant"),
    [
        ("cибгаз", "сибгаз"),
        ("ооо cибгаз cafe", "ооо сибгаз cafe"),
        ("лeс-cервис", "лес-сервис"),
        ("mocква", "москва"),
        ("itстройалмаз", "itстройалмаз"),
        ("top-маркет", "top-маркет"),
        ("coca cola", "coca cola"),
        ("лес", "лес"),
        ("", ""),
    ],
)
def test_latin_letters_that_pass_for_russian_ones(folded: str, meant: str) -> None:
    assert as_meant(folded) == meant
    assert as_meant(meant) == meant
    assert both_readings(folded) == (folded if folded == meant else f"{folded} {meant}")
    assert any_mixed(["лес", folded]) or folded == meant


@pytest.mark.parametrize(
    ("typed", "meant"), [("rjdf", "кова"), ("Bdfyjd", "Иванов"), ("`;", "ёж"), ("ьфшд", "mail"), ("Ыьшер", "Smith")]
)
def test_words_typed_on_the_wrong_layout(typed: str, meant: str) -> None:
    assert other_layout(typed) == meant


@given(st.text(alphabet="qwertyuiop[]asdfghjkl;'zxcvbnm,.`QWERTYUIOP"))
def test_layouts_are_each_others_inverse(text: str) -> None:
    assert to_latin_layout(to_russian_layout(text)) == text


@pytest.mark.parametrize("word", ["Иван", "Шишкина Ёлка", "Наименование продукции", "Анна-Мария О."])
@pytest.mark.parametrize("wrong", ["latin-1", "cp1252", "cp1251"])
def test_mojibake_is_seen_and_repaired(word: str, wrong: str) -> None:
    broken = "".join(
        bytes([byte]).decode(wrong, "ignore") or chr(byte)  # browsers and Excel pass the holes through
        for byte in word.encode()
    )
    assert repair_mojibake(broken) == word


@pytest.mark.parametrize(
    "text",
    ["Иванов Пётр", "РОССИЯ СССР", "Сёмга, Рёва", "Ñoño Ñandú", "Ðør Óðinn", "Société Générale", "РЎ", "hello", ""],
)
def test_ordinary_text_is_no_mojibake(text: str) -> None:
    assert repair_mojibake(text) is None


@pytest.mark.parametrize(
    ("cell", "tags"),
    [
        ("VIP, опт; Новый|vip", ["VIP", "опт", "Новый"]),
        (" , ;", []),
        ("два  слова", ["два слова"]),
        (5.0, ["5"]),
        ("нет", []),
        ("опт, -", ["опт"]),
    ],
)
def test_tags(cell: object, tags: list[str]) -> None:
    assert split_tags(cell) == tags


@pytest.mark.parametrize(
    ("cell", "sex"),
    [("м", "male"), ("Муж.", "male"), ("МУЖСКОЙ", "male"), ("M", "male"), ("ж", "female"), ("Жен", "female"),
     ("Mme", "female"), ("F", "female"), (1.0, None), ("2", None), ("", None), ("?", None)],
)  # fmt: skip
def test_sex(cell: object, sex: str | None) -> None:
    assert parse_sex(cell) == sex


def test_sex_as_one_and_two_only_when_confirmed() -> None:
    assert parse_sex(1.0, digits=True) == "male"
    assert parse_sex("2", digits=True) == "female"


@pytest.mark.parametrize(
    ("cell", "answer"),
    [("да", True), ("+", True), (1.0, True), (True, True), ("ИСТИНА", True), ("Yes", True), ("✓", True), ("есть", True),
     ("нет", False), ("-", False), (0, False), (False, False), ("ложь", False), ("N", False), ("пусто", False),
     ("", None), ("—", None), ("может быть", None), (None, None)],
)  # fmt: skip
def test_yes_and_no(cell: object, answer: bool | None) -> None:
    assert parse_bool(cell) is answer


def test_groups_of_google_are_tags() -> None:
    assert split_tags("* myContacts ::: Работа, ВИП") == ["myContacts", "Работа", "ВИП"]
