"""What each row below a header is."""

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientcrm.domain.mapping.header_rows import HeaderFound, Row, find_header
from clientcrm.domain.mapping.row_sorting import CODES, RowKind, RowSorter, key_columns
from tests.domain.mapping.below import sort_rows

HEADER: Row = ("№", "ФИО", "Телефон", "E-mail", "Город", "Сумма")
ANNA: Row = (1.0, "Иванова Анна", "+7 926 123-45-67", "anna@mail.ru", "Москва", 500.0)
PETR: Row = (2.0, "Петров Пётр", "89031234567", "", "Курск", 700.0)
BLANK: Row = ("", None, "", "", "", "")
FOUND = find_header([HEADER, ANNA, PETR])
D, B, H, T, G, N, O = (  # noqa: E741
    RowKind.DATA,
    RowKind.BLANK,
    RowKind.REPEATED_HEADER,
    RowKind.TOTALS,
    RowKind.GROUP,
    RowKind.NOTE,
    RowKind.OTHER_TABLE,
)


def kinds(rows: list[Row], **more: object) -> list[RowKind]:
    return [row.kind for row in sort_rows(enumerate(rows, 1), FOUND, **more)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        (ANNA, D),
        (("", "Иванова Анна", "", "", "", ""), D),
        (("", "", "89261234567"), D),
        (("", "", "", "", "", ""), B),
        (("\xa0", " ", "\u200b", "", "", ""), B),
        ((), B),
        ((3.0, "", "", "", "", ""), B),
        (("4.", "", "", "", "", ""), B),
        (("", "", "", "", "", 1200.0), B),
        (("", "", "89261234567", "", "", ""), D),
        (HEADER, H),
        (("№ ", " фио", "ТЕЛЕФОН", "E-mail", "Город", "Сумма"), H),
        (("", "ФИО", "Телефон", "E-mail", "Город", ""), H),
        (("Итого", "", "", "", "", 1200.0), T),
        (("", "ИТОГО:", "", "", "", 1200.0), T),
        (("Всего клиентов: 2", "", "", "", "", ""), T),
        (("Total", "", "", "", "", 5.0), T),
        (("Примечание: цены без НДС", "", "", "", "", ""), T),
        (("* по данным кассы", "", "", "", "", ""), T),
        (("Source: ONS", "", "", "", "", ""), T),
        (("", "Всеволодов Иван", "", "", "", 5.0), D),
        (("", "Всего Хорошего ООО", "89261234567", "", "", ""), D),
        (("", "Total Energies", "", "a@total.com", "", ""), D),
    ],
)
def test_one_row(row: Row, kind: RowKind) -> None:
    assert kinds([row])[0] is kind


def test_rows_keep_their_numbers_and_are_counted() -> None:
    sorter = RowSorter(FOUND)
    rows = [ANNA, BLANK, HEADER, PETR, ("Итого", "", "", "", "", 1200.0)]
    done = [row for number, cells in enumerate(rows, 2) for row in sorter.feed(number, cells)] + sorter.finish()
    assert [(row.number, row.kind) for row in done] == [(2, D), (3, B), (4, H), (5, D), (6, T)]
    assert {kind: count for kind, count in sorter.counts.items() if count} == {D: 2, B: 1, H: 1, T: 1}
    assert sorter.stopped_at is None


def test_group_titles_of_1c() -> None:
    title: Row = ("", "Оптовые покупатели", "", "", "", "")
    rows: list[Row] = [ANNA, title, PETR, ANNA]
    assert kinds(rows, merges=[(2, 1, 2, 4)]) == [D, G, D, D]
    assert kinds(rows) == [D, D, D, D]  # without merges it may be a name
    groups = [row.group for row in sort_rows(enumerate(rows, 1), FOUND, merges=[(2, 1, 2, 4)])]
    assert groups == ["", "Оптовые покупатели", "Оптовые покупатели", "Оптовые покупатели"]


def test_a_second_table_ends_the_first() -> None:
    other: Row = ("Товар", "Артикул", "Количество", "Цена", "Сумма", "Дата")
    goods: Row = ("стол", "A-1", 5.0, 100.0, 500.0, date(2024, 1, 1))
    sorter = RowSorter(FOUND)
    for number, row in enumerate([ANNA, PETR, BLANK, BLANK, other, goods, goods], 2):
        sorter.feed(number, row)
    assert sorter.stopped_at == 6
    assert sorter.counts[O] == 3
    assert kinds([ANNA, BLANK, other, goods])[2] is not O  # one blank row is no end


def test_another_width_begins_a_table_too() -> None:
    wider: Row = (*HEADER, "Ступень")
    assert kinds([ANNA, PETR, wider, ANNA]) == [D, D, O, O]
    assert kinds([ANNA, (*ANNA, "ещё один комментарий"), PETR]) == [D, D, D]
    narrower: Row = ("Товар", "Артикул", "Цена")
    assert kinds([ANNA, PETR, narrower, ("стол", "A-1", 5.0)])[2:] == [O, O]


def test_a_header_repeated_on_each_page_goes_on() -> None:
    assert kinds([ANNA, BLANK, BLANK, HEADER, PETR]) == [D, B, B, H, D]


def test_rows_after_blank_ones_are_not_lost() -> None:
    assert kinds([ANNA, BLANK, BLANK, BLANK, PETR, ("", "Анна", "", "", "VIP", "")]) == [D, B, B, B, D, D]


def test_notes_at_the_end() -> None:
    notes: list[Row] = [
        ("", "Some", "", "", "", ""),
        ("", "", "", "also like to write", "", ""),
        ("", "", "", "", "at the bottom", ""),
    ]
    rows = [ANNA, PETR, ANNA, *notes]
    assert kinds(rows) == [D, D, D, N, N, N]
    assert kinds(rows, key_columns={1, 2, 3}) == [D, D, D, N, N, N]
    names: list[Row] = [("", "Анна", "", "", "", ""), ("", "Пётр", "", "", "", "")]
    assert kinds([ANNA, PETR, ANNA, *names]) == [D] * 5
    assert kinds([ANNA, PETR, ANNA, *names], key_columns={1}) == [D] * 5
    assert kinds([ANNA, PETR, ANNA, *notes, ANNA]) == [D] * 7  # data below: only odd rows
    assert kinds([ANNA, PETR, ANNA, names[0], BLANK, notes[1]], key_columns={1}) == [D, D, D, N, B, N]


def test_a_long_list_of_names_is_never_held_back_for_ever() -> None:
    sorter = RowSorter(FOUND, key_columns={1})
    for number in range(3):
        sorter.feed(number, ANNA)
    done = [row for number in range(3, 200) for row in sorter.feed(number, ("", f"Имя {number}", "", "", "", ""))]
    assert len(done) > 150
    assert {row.kind for row in done + sorter.finish()} == {D}


def test_a_sheet_without_a_header() -> None:
    header = find_header([ANNA, PETR])
    assert header.rows_count == 0
    assert [row.kind for row in sort_rows(enumerate([ANNA, BLANK, PETR]), header)] == [D, B, D]


def test_every_row_of_a_two_row_header_may_repeat() -> None:
    rows: list[Row] = [
        ("ФИО", "Контакты", "", "Город"),
        ("", "Телефон", "E-mail", ""),
        ("Иванова Анна", "89261234567", "anna@mail.ru", "Москва"),
        ("ФИО", "Контакты", "", "Город"),
        ("", "Телефон", "E-mail", ""),
        ("Петров Пётр", "89031234567", "petr@mail.ru", "Курск"),
    ]
    header = find_header(rows[:3] + rows[5:], [(0, 1, 0, 2), (0, 0, 1, 0), (0, 3, 1, 3)])
    assert header.rows_count == 2
    assert [row.kind for row in sort_rows(enumerate(rows[2:]), header)] == [D, H, H, D]


def test_a_header_row_that_merges_leave_empty() -> None:
    rows: list[Row] = [("ФИО", "Телефон"), ("", ""), ("Иванова Анна", "89261234567"), ("Петров Пётр", "89031234567")]
    header = find_header(rows, [(0, 0, 1, 0), (0, 1, 1, 1)])
    assert header.rows_count == 2
    assert [row.kind for row in sort_rows(enumerate(rows[2:]), header)] == [D, D]


def test_a_header_that_a_person_named_has_titles_too() -> None:
    named = HeaderFound(0, 1, ("ФИО", "Телефон"), (("ФИО",), ("Телефон",)), 0.0, 2)
    rows: list[Row] = [("Иванова Анна", "89261234567"), ("ФИО", "Телефон"), ("Петров Пётр", "89031234567")]
    assert [row.kind for row in sort_rows(enumerate(rows, 1), named)] == [D, H, D]


def test_key_columns() -> None:
    assert key_columns(["row_no", "full_name", "phone", "city", None]) == {1, 2}


def test_codes() -> None:
    assert (CODES[H], CODES[T], CODES[G], CODES[O]) == ("I201", "I202", "I203", "W204")
    assert D not in CODES


@given(
    st.lists(
        st.sampled_from([ANNA, PETR, BLANK, HEADER, ("Итого", "", "", "", "", 5.0), ("", "Анна", "", "", "", ""), ()])
    ),
    st.randoms(use_true_random=False),
)
def test_no_row_is_lost_or_moved(rows: list[Row], chance: random.Random) -> None:
    done = list(sort_rows(enumerate(rows, 1), FOUND, key_columns={1} if chance.random() < 0.5 else None))
    assert [row.number for row in done] == list(range(1, len(rows) + 1))
    assert [row.cells for row in done] == rows
    assert sum(row.kind is D for row in done) >= sum(row in (ANNA, PETR) for row in rows)


def test_a_wider_table_below_is_another_one_even_where_the_sheet_is_as_wide() -> None:
    """The reader names every column of a sheet; the header of this table has three of its four."""
    body = [("01.02.2024", "Чай", "5", "")] * 40  # headers are looked for in the first thirty rows
    rows = [
        ("Дата", "Товар", "Цена", ""),
        *body,
        ("Дата", "Товар", "Цена", "Код клиента"),
        ("02.02.2024", "Чай", "5", "9"),
    ]
    header = find_header(rows, width=4)
    kinds = [row.kind for row in sort_rows(enumerate(rows[1:], 1), header)]
    assert (header.first_row, len(header.names)) == (0, 4)
    assert kinds == [*[RowKind.DATA] * 40, RowKind.OTHER_TABLE, RowKind.OTHER_TABLE]
