"""Tables on their side, laid down."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientcrm.domain.mapping.turned import Row, looks_turned, turned

ANNA: list[Row] = [("ФИО", "Иванова Анна"), ("Телефон:", "89261234567"), ("E-mail", "anna@mail.ru"), ("Возраст", 30)]
LABELS = ["ФИО", "Телефон", "E-mail", "Возраст"]


def test_one_client() -> None:
    assert turned(ANNA) == (LABELS, [["Иванова Анна", "89261234567", "anna@mail.ru", 30]])


def test_a_column_for_each_client() -> None:
    """Whoever has no value in a field has an empty cell; a column with nothing in it is nobody."""
    names, cards = turned([("ФИО", "Анна", "", "Пётр"), ("Телефон", "1", "", ""), ("Город", "", "", "Курск")])
    assert names == ["ФИО", "Телефон", "Город"]
    assert cards == [["Анна", "1", ""], ["Пётр", "", "Курск"]]


def test_cards_one_below_the_other() -> None:
    rows: list[Row] = [
        ("Клиент", "Анна"),
        ("Телефон", "1"),
        ("Телефон", "2"),
        ("", ""),
        ("Клиент", "Пётр"),
        ("Город", "Курск"),
    ]
    names, cards = turned(rows)
    assert names == ["Клиент", "Телефон", "Телефон", "Город"]
    assert cards == [["Анна", "1", "2", ""], ["Пётр", "", "", "Курск"]]


def test_a_head_of_field_and_value_is_no_field() -> None:
    assert turned([("Поле", "Значение"), *ANNA])[0] == LABELS


def test_empty_columns_at_the_left_are_no_labels() -> None:
    assert turned([("", None, *row) for row in ANNA])[0] == LABELS


def test_nothing_gives_nothing() -> None:
    assert turned([]) == ([], [])
    assert turned([("ФИО",), ("Телефон",)]) == (["ФИО", "Телефон"], [])


@pytest.mark.parametrize(
    ("rows", "answer"),
    [
        ([["ФИО", "Анна"], ["Телефон", "1"], ["Город", "Уфа"]], True),
        ([["ФИО", "Анна", "Пётр"], ["Телефон", "1", "2"], ["Город", "Уфа", ""]], True),
        ([["Name", "Value"], ["Shape", "round"], ["Colour", "red"]], True),
        ([["ФИО", "Телефон", "Город"], ["Телефон", "1", "2"], ["Город", "Уфа", ""]], False),
        ([["Уровень", "VIP", "vip"], ["ФИО", "Анна", "Пётр"], ["Телефон", "1", "2"], ["Город", "Уфа", ""]], True),
        ([["ФИО", "Телефон"], ["Анна", "1"], ["Пётр", "2"]], False),
        ([["ФИО"], ["Телефон"], ["Город"]], False),
        ([], False),
    ],
)
def test_what_looks_turned(rows: list[list[str]], answer: bool) -> None:
    assert looks_turned(rows, rows[0] if rows else []) is answer


@given(st.lists(st.lists(st.one_of(st.none(), st.sampled_from(["ФИО", "Город", "", "a"]), st.integers()), max_size=4)))
def test_no_value_is_lost(rows: list[list[object]]) -> None:
    """Every filled cell right of the labels is in exactly one card."""
    names, cards = turned(rows)
    start = min((n for row in rows for n, cell in enumerate(row) if cell not in (None, "")), default=0)
    told = [cell for row in rows for cell in row[start + 1 :] if cell not in (None, "")]
    assert sorted(map(str, told)) == sorted(str(cell) for card in cards for cell in card if cell != "")
    assert all(len(card) == len(names) for card in cards)
