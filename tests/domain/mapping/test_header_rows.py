"""Which row of a sheet is its header."""

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientcrm.domain.mapping.header_rows import (
    HeaderFound,
    Merge,
    Row,
    find_header,
    header_score,
    is_data_like,
    unique_names,
)

ANNA: Row = ("Иванова Анна", "+7 926 123-45-67", "anna@mail.ru", "Москва")
PETR: Row = ("Петров Пётр", "89031234567", "", "Курск")
HEADER: Row = ("ФИО", "Телефон", "E-mail", "Город")


def found(rows: list[Row], merges: list[Merge] | None = None) -> tuple[int, int, tuple[str, ...]]:
    header = find_header(rows, merges or [])
    return header.first_row, header.rows_count, header.names


@pytest.mark.parametrize(
    ("above", "first"),
    [
        ([], 0),
        ([("", "", "", "")], 1),
        ([("Список клиентов", "", "", ""), ("", "", "", "")], 2),
        ([("Отчёт", "", "", date(2024, 1, 1)), ("Менеджер:", "Сидорова", "", "")], 2),
        ([("Lots of people", "", "", ""), ("or", "merging", "", "cells")], 2),
        ([("примечание", "", "", "")] * 9, 9),
    ],
)
def test_a_header_below_other_rows(above: list[Row], first: int) -> None:
    rows = [*above, HEADER, ANNA, PETR]
    merges: list[Merge] = [(len(above) - 1, 1, len(above) - 1, 2)] if above and above[-1][0] == "or" else []
    assert found(rows, merges) == (first, 1, ("ФИО", "Телефон", "E-mail", "Город"))


def test_a_footer_is_no_header() -> None:
    rows = [("Каталог", "Вес"), ("стол", 5.0), ("стул", 3.0), ("Source: ФИО", "Телефон")]
    assert found(rows)[:2] == (0, 1)


def test_rows_of_data_are_no_header() -> None:
    rows: list[Row] = [("28/01/2018", "00:00", 2, "MG-8769", "$74.69"), ("29/01/2018", "00:15", 0, "RI-3895", "$29.81")]
    assert found(rows) == (0, 0, ("Столбец A", "Столбец B", "Столбец C", "Столбец D", "Столбец E"))
    assert find_header([(date(2021, 1, 1), 15.0), (date(2021, 1, 2), 16.0)]).rows_count == 0
    assert find_header([ANNA, PETR]).rows_count == 0


def test_years_may_head_columns() -> None:
    rows: list[Row] = [
        ("CO2", ""),
        ("Year", "2000", "2001"),
        ("Timber", "2,666", "2,274"),
        ("Iron", "22,927", "20,744"),
    ]
    assert found(rows)[:2] == (1, 1)


def test_one_column() -> None:
    assert found([("Телефон",), ("89261234567",), ("89031234567",)]) == (0, 1, ("Телефон",))
    assert found([("89261234567",), ("89031234567",)])[1] == 0


def test_a_header_without_rows() -> None:
    assert found([("kitten", "win")]) == (0, 1, ("kitten", "win"))
    assert find_header([("kitten", "win")]).body_row == 1


def test_nothing_at_all() -> None:
    assert find_header([]) == HeaderFound(0, 0, (), (), 0.0, 0)
    assert find_header([("", None), ()]).names == ()


def test_columns_without_a_name_and_names_that_repeat() -> None:
    rows: list[Row] = [("a b", "a b", "", "c%&$"), (1.0, "a", "one", 1.1), (2.0, "b", "two", 2.2)]
    assert found(rows)[2] == ("a b", "a b (2)", "Столбец C", "c%&$")
    assert unique_names(["x", "x (2)", "x", ""], "Column {}") == ("x", "x (2)", "x (3)", "Column D")


def test_the_caller_may_know_more_columns() -> None:
    assert find_header([HEADER, ANNA], width=6).names[4:] == ("Столбец E", "Столбец F")


def test_merged_group_headers() -> None:
    rows: list[Row] = [
        ("ФИО", "Контакты", "", "Город"),
        ("", "Телефон", "E-mail", ""),
        ("Иванова Анна", "89261234567", "anna@mail.ru", "Москва"),
        ("Петров Пётр", "89031234567", "petr@mail.ru", "Курск"),
    ]
    merges: list[Merge] = [(0, 1, 0, 2), (0, 0, 1, 0), (0, 3, 1, 3)]
    names = ("ФИО", "Контакты / Телефон", "Контакты / E-mail", "Город")
    assert found(rows, merges) == (0, 2, names)
    assert find_header(rows, merges).parts == (("ФИО",), ("Контакты", "Телефон"), ("Контакты", "E-mail"), ("Город",))
    assert found(rows) == (0, 2, names)  # a CSV has lost the merges


def test_a_title_over_the_whole_table_is_no_group() -> None:
    rows: list[Row] = [("Список клиентов", "", "", ""), HEADER, ANNA, PETR]
    assert found(rows, [(0, 0, 0, 3)]) == (1, 1, ("ФИО", "Телефон", "E-mail", "Город"))


def test_units_below_a_header() -> None:
    rows: list[Row] = [
        ("name", "species", "death", "weight"),
        ("(at birth)", "(office supply type)", "(date is approximate)", "(in grams)"),
        ("Clippy", "paperclip", date(2007, 1, 1), 0.9),
    ]
    assert found(rows)[:2] == (0, 2)
    assert found(rows)[2][0] == "name / (at birth)"


def test_cells_merged_downwards_make_the_header_deep() -> None:
    rows: list[Row] = [("A1", "B1", "C1", ""), ("", "", "", ""), ("A3", "B3", "C3", ""), ("A4", "B4", "C4", "")]
    merges: list[Merge] = [(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 1, 3), (2, 2, 2, 3)]
    assert found(rows, merges) == (0, 2, ("A1", "B1", "C1", "C1 (2)"))


def test_a_text_row_of_data_is_not_taken_into_the_header() -> None:
    rows: list[Row] = [("ФИО", "Город", "Источник"), ("Анна", "Москва", "ВК"), ("Пётр", "Курск", "Сайт")]
    assert found(rows)[:2] == (0, 1)


def test_cards_standing_on_their_side() -> None:
    rows: list[Row] = [("ФИО", "Иванова Анна"), ("Телефон", "89261234567"), ("E-mail", "anna@mail.ru"), ("Возраст", 30)]
    assert find_header(rows).vertical
    assert find_header([(None, *row, "Пётр") for row in rows]).vertical
    assert find_header([("name", "value"), ("Name", "Clippy"), ("Species", "paperclip")]).vertical
    assert not find_header([HEADER, ANNA, PETR]).vertical
    assert not find_header([("ФИО", "Телефон"), ("Анна", "89261234567"), ("Пётр", "89031234567")]).vertical


@pytest.mark.parametrize(
    "cell",
    ["+7 926 123-45-67", "a@b.ru", "01.02.2024", "5 мая 1980", "12:30", "1 234,56 ₽", "$74.69", "15%", "https://a.ru",
     5.0, 12, date(2024, 1, 1), True, 2500.0, "7"],
)  # fmt: skip
def test_cells_of_data(cell: object) -> None:
    assert is_data_like(cell)


@pytest.mark.parametrize("cell", ["ФИО", "2000", 2000.0, "Телефон 2", "1-й визит", "", "№", "MG-8769", None, "3D"])
def test_cells_of_headers(cell: object) -> None:
    assert not is_data_like(cell)


def test_a_header_scores_more_than_its_data() -> None:
    assert header_score(HEADER) > header_score(ANNA) + 8
    assert header_score(()) == float("-inf")


@given(st.lists(st.lists(st.one_of(st.none(), st.text(max_size=8), st.floats(), st.dates()), max_size=5), max_size=8))
def test_any_rows_have_an_answer(rows: list[list[object]]) -> None:
    header = find_header([tuple(row) for row in rows])
    assert len(set(header.names)) == len(header.names) == len(header.parts)
    assert 0 <= header.first_row <= header.body_row <= max(len(rows), header.rows_count)


@given(st.randoms(use_true_random=False), st.integers(0, 9), st.integers(0, 3))
def test_a_shifted_header_is_found(chance: random.Random, shift: int, blanks: int) -> None:
    """Notes and blank rows above, columns in any order: the header stays the header."""
    order = list(range(4))
    chance.shuffle(order)
    notes: list[Row] = [chance.choice([("Список", "", "", ""), ("", "", "", ""), ("", "на складе", "", "")])] * shift
    rows = [*notes, *([("", "", "", "")] * blanks), *[tuple(row[i] for i in order) for row in (HEADER, ANNA, PETR)]]
    header = find_header(rows)
    assert (header.first_row, header.rows_count) == (shift + blanks, 1)


def test_a_sparse_list_keeps_its_header() -> None:
    titles = ("Код", "ФИО", "Телефон", "E-mail", "Дата рождения", "ИНН", "Город", "Комментарий")
    rows: list[Row] = [
        titles,
        ("А1", "Иванова Анна", "", "", "", "", "", ""),
        ("", "Ким", "+79161234567", "", "", "", "", ""),
    ]
    assert found(rows) == (0, 1, titles)
