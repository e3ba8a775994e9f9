"""Rows that are data at the first look, by the column, are what feeding them one by one says; and are counted so."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from clientcrm.domain.mapping.header_rows import Row, find_header
from clientcrm.domain.mapping.row_sorting import RowKind, RowSorter

HEADER: Row = ("№", "ФИО", "Телефон", "E-mail", "Город", "Сумма")
ANNA: Row = (1.0, "Иванова Анна", "+7 926 123-45-67", "anna@mail.ru", "Москва", 500.0)
FOUND = find_header([HEADER, ANNA, ANNA])
ROWS: list[Row] = [
    *(ANNA, ANNA, ANNA, ANNA, ANNA),  # most rows
    (2.0, "Петров Пётр", "89031234567", "", "", ""),
    ("", "Петров Пётр", "89031234567", "petr@mail.ru", "Курск", ""),
    ("", "Итого", "", "", "", 1200.0),
    ("Всего хорошего", "Анна", "8926", "a@mail.ru", "", ""),
    (" ", "Анна", "89261234567", "a@mail.ru", "", ""),
    HEADER,
    ("№ ", "фио", "", "Москва", "5", ""),
    (3.0, "ФИО", "Телефон", "a@mail.ru", "", 5.0),
    ("Товар", "Цена", "Количество", "Дата", "", ""),
    ("Товар", "Цена", "Количество", "Дата", "Клиент", "Чек"),
    ("", "", "", "", "", ""),
    ("", None, "\xa0", "", "", ""),
    ("", "Группа", "", "", "", ""),
    ("", "Спасибо за внимание", "и до встречи", "", "", ""),
    (*ANNA, "шире"),
]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(ROWS), max_size=40), st.integers(1, 12))
def test_the_first_look_and_feeding_agree(rows: list[Row], size: int) -> None:
    fed, looked = RowSorter(FOUND), RowSorter(FOUND)
    told = [row for number, cells in enumerate(rows, 1) for row in fed.feed(number, cells)] + fed.finish()
    found = []
    for start in range(0, len(rows), size):
        part = rows[start : start + size]
        for place, (cells, filled) in enumerate(zip(part, looked.first_look(part), strict=True)):
            number = 1 + start + place
            if filled and looked.goes_on:
                looked.take([filled])
                found.append((number, cells, RowKind.DATA))
            else:
                found += [(row.number, row.cells, row.kind) for row in looked.feed(number, cells)]
    found += [(row.number, row.cells, row.kind) for row in looked.finish()]
    assert found == [(row.number, row.cells, row.kind) for row in told]
    assert looked.counts == fed.counts
    assert looked.stopped_at == fed.stopped_at


def test_most_rows_need_no_second_look() -> None:
    assert RowSorter(FOUND).first_look([ANNA, (2.0, "Петров Пётр", "89031234567", "", "", "")]) == [6, 3]
