"""A file that comes a second time: rows that say nothing new are told from those that change one thing, each thing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from clientcrm.crm import Desk
from clientcrm.domain.imports import OnDuplicate
from tests.services.imported import checked, csv_file, planned, said
from tests.services.raw import make_filled
from tests.support import Shop

HEADER = (
    *("Код", "ФИО", "Телефон", "E-mail", "Telegram", "Город", "Скидка", "Теги", "Комментарий", "Дата рождения"),
    *("Любимый чай", "Адрес", "Индекс", "Пол", "Статус", "Согласие на рассылку", "Сумма покупок", "Первая покупка"),
    *("Дата регистрации", "Следующий контакт", "Источник"),
)
EVA = (
    *(
        "К-1",
        "Лапина Ева Павловна",
        "8 916 123-45-67, 8 495 123-45-67 доб. 12",
        "eva@mail.ru",
        "@eva_lapina",
        "Тула",
        "5",
    ),
    *("vip, Чай", "Любит улун", "03.04.1990", "улун", "ул. Мира, 1", "300000", "ж", "VIP", "да", "1000", "10.02.2024"),
    *("01.02.2023", "01.02.2030", "сайт"),
)
OTHERS = [
    ("К-2", "ООО Вектор", "8 (916) 765-43-21", "info@vector.ru", *[""] * 17),
    ("", "Ким Ю.", "89161112233", "", "", "Омск", *[""] * 15),
    ("", "Рябов Олег", "", "oleg@mail.ru", *[""] * 17),
]
# What is written instead in one column of the first row, and what the row does then under the policy "update".
CHANGES = [
    ("ФИО", "Лапина Ева Петровна", "updated"),
    ("ФИО", "Ева Павловна Лапина", "updated"),
    ("Телефон", "8 916 123-45-67", "unchanged"),
    ("Телефон", "+7 916 123 45 67; 8 495 123-45-67", "updated"),  # without its extension it is another number
    ("Телефон", "8 916 123-45-67, 8 916 123-45-68", "updated"),
    ("E-mail", "EVA@mail.ru", "unchanged"),
    ("E-mail", "eva2@mail.ru", "updated"),
    ("Telegram", "t.me/eva_lapina", "unchanged"),
    ("Telegram", "@eva_second", "updated"),
    ("Город", "Пермь", "updated"),
    ("Скидка", "7%", "updated"),
    ("Скидка", "5%", "unchanged"),
    ("Теги", "чай", "unchanged"),
    ("Теги", "чай, опт", "updated"),
    ("Комментарий", "улун", "unchanged"),
    ("Комментарий", "Переехала", "updated"),
    ("Дата рождения", "1990-04-03", "unchanged"),
    ("Дата рождения", "03.04", "updated"),
    ("Любимый чай", "пуэр", "updated"),
    ("Адрес", "ул. Мира, 2", "updated"),
    ("Индекс", "300001", "updated"),
    ("Пол", "м", "updated"),
    ("Статус", "Потенциальный", "updated"),
    ("Согласие на рассылку", "нет", "updated"),
    ("Сумма покупок", "2000", "updated"),
    ("Сумма покупок", "1 000,00", "unchanged"),
    ("Первая покупка", "09.02.2024", "updated"),
    ("Дата регистрации", "01.02.2022", "updated"),  # a client is as old as the oldest list says
    ("Дата регистрации", "01.02.2024", "unchanged"),
    ("Следующий контакт", "02.02.2030", "updated"),
    ("Источник", "вывеска", "updated"),
    ("Код", "", "unchanged"),
]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """A base into which the list came once; checking it again changes nothing there."""
    folder = tmp_path_factory.mktemp("same")

    def bring(desk: Desk) -> str:
        desk.importing.apply(checked(desk, planned(desk, csv_file(folder / "list.csv", [HEADER, EVA, *OTHERS]))).batch)
        return ""

    shop = make_filled(folder, bring)(folder / "base")
    yield shop
    shop.close()


@pytest.fixture(scope="module")
def desk(filled: Shop) -> Desk:
    return filled.sign_in()


Check = Callable[..., dict[str, int]]


@pytest.fixture
def again(desk: Desk, tmp_path: Path) -> Check:
    """What a list with another first row would do."""

    def check(
        row: tuple[str, ...], policy: OnDuplicate = OnDuplicate.UPDATE, empty_clears: bool = False
    ) -> dict[str, int]:
        path = csv_file(tmp_path / "list.csv", [HEADER, row, *OTHERS])
        found = checked(desk, planned(desk, path, on_duplicate=policy, empty_clears=empty_clears))
        desk.importing.cancel(found.batch)
        return said(found.counts)

    return check


@pytest.mark.parametrize("policy", [OnDuplicate.UPDATE, OnDuplicate.FILL])
def test_the_same_file_changes_nothing(again: Check, policy: OnDuplicate) -> None:
    assert again(EVA, policy) == {"skipped": 4, "unchanged": 4}


def test_empty_cells_that_clear_are_heard(again: Check) -> None:
    row = tuple("" if name == "Город" else cell for name, cell in zip(HEADER, EVA, strict=True))
    assert again(row, empty_clears=True) == {"updated": 4}  # the others lose the tier that newcomers get
    assert again(row) == {"skipped": 4, "unchanged": 4}


@pytest.mark.parametrize(("column", "cell", "then"), CHANGES)
def test_one_changed_cell(again: Check, column: str, cell: str, then: str) -> None:
    row = tuple(cell if name == column else was for name, was in zip(HEADER, EVA, strict=True))
    updated = {"updated": 1, "skipped": 3, "unchanged": 3}
    assert again(row) == (updated if then == "updated" else {"skipped": 4, "unchanged": 4})
