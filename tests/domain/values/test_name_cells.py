"""A phone or an address beside a name is told from the numbers that belong to a name."""

from __future__ import annotations

import pytest

from clientcrm.domain.values.name_cells import MAY_HOLD_CONTACTS, contacts_apart


@pytest.mark.parametrize(
    ("cell", "name", "phones", "emails"),
    [
        ("Анна 8 916 123-45-67", "Анна", ["8 916 123-45-67"], []),
        ("+7 916 123-45-67 Иван", "Иван", ["+7 916 123-45-67"], []),
        ("Иванов Иван тел. 89161234567", "Иванов Иван", ["89161234567"], []),
        ("Анна т.89161234567", "Анна", ["89161234567"], []),
        ("Анна89161234567", "Анна", ["89161234567"], []),
        ("Иван 9161234567", "Иван", ["9161234567"], []),
        ('ООО "Ромашка" (8-495-123-45-67)', 'ООО "Ромашка"', ["8-495-123-45-67"], []),
        ("Анна, 8(916)123-45-67, 8 926 765 43 21", "Анна", ["8(916)123-45-67", "8 926 765 43 21"], []),
        ("Мария (мама) 89161234567 доб. 12", "Мария (мама)", ["89161234567 доб. 12"], []),
        ("John +44 20 7946 0958", "John", ["+44 20 7946 0958"], []),
        ("Иван <ivan@mail.ru>", "Иван", [], ["ivan@mail.ru"]),
        ("Иван ivan@mail.ru; 89161234567", "Иван", ["89161234567"], ["ivan@mail.ru"]),
    ],
)
def test_what_stands_beside_a_name_is_taken_out_of_it(
    cell: str, name: str, phones: list[str], emails: list[str]
) -> None:
    assert MAY_HOLD_CONTACTS.search(cell)
    assert contacts_apart(cell) == (name, phones, emails)


@pytest.mark.parametrize(
    "cell",
    [
        "89161234567",  # alone it is no name beside which it stands
        "ivan@mail.ru",
        "ИП Иванов 7701234567",
        "ИП Иванов ИНН 770123456789",
        "ООО Завод 12345678901",
        "ООО Юг №89161234567",
        "Пётр 2200 1234 5678 9012",
        "Анна 1985-05-12",
        "Кафе 24/7",
        "Анна @home",
        "Магазин «100 мелочей»",
    ],
)
def test_other_numbers_stay(cell: str) -> None:
    assert contacts_apart(cell) == (cell, [], [])


def test_ten_digits_are_a_phone_where_they_are_no_tax_number() -> None:
    assert contacts_apart("Ann 2125552368", "US") == ("Ann", ["2125552368"], [])
    assert contacts_apart("Ann (212) 555-2368", "US") == ("Ann", ["(212) 555-2368"], [])
