"""The report workbook of an import (EXCEL.md 5.10), read by another program; its sheet "to mend" imports as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from clientcrm.crm import Desk
from clientcrm.domain.imports import ImportKind, ImportResult, OnDuplicate
from tests.services.imported import brought, csv_file, drafts, planned, said
from tests.support import Shop

HEADER = ("Код", "ФИО", "Телефон", "E-mail", "Дата рождения", "Город")
ROWS = [
    HEADER,
    ("1", "Чистая Клавдия", "+79161110001", "k@mail.ru", "01.02.1990", "Уфа"),
    ("2", "Кривой Захар", "8926123456", "без собаки", "31.02.1990", "Уфа"),
    ("", "", "", "", "", "Тверь"),
    ("", "", "", "", "05.05.1955", "=cmd|'/c calc'!A1"),
    ("1", "Чистая Клавдия", "", "", "", ""),
    ("", "Чистый Лев", "+79161110001", "", "", ""),
]


@pytest.fixture(scope="module")
def reported(
    template: Callable[[Path], Shop], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Desk, ImportResult, Path]]:
    """A desk after an import with faults, the result, and the report of it."""
    folder = tmp_path_factory.mktemp("report")
    shop = template(folder / "base")
    desk = shop.sign_in()
    result = brought(desk, csv_file(folder / "Клиенты.csv", ROWS))
    yield desk, result, desk.importing.report(result.batch, folder / "deep" / "Отчёт.xlsx")
    shop.close()


@pytest.fixture(scope="module")
def book(reported: tuple[Desk, ImportResult, Path]) -> Any:
    return load_workbook(reported[2])


def values(sheet: Any) -> list[tuple[Any, ...]]:
    return [tuple(cell or "" for cell in row) for row in sheet.iter_rows(values_only=True)]


def test_the_summary_counts_every_row(book: Any) -> None:
    assert book.sheetnames == ["Сводка", "Исправить", "Предупреждения", "Дубли"]
    summary = {str(name): value for name, value in values(book["Сводка"])}
    assert summary["Файл"] == "Клиенты.csv"
    assert summary["Когда"] == "30.06.2026 12:00"
    told = {name: summary[name] for name in ("Строк", "Добавлено", "Изменено", "Пропущено", "Не загружено")}
    assert told == {"Строк": "6", "Добавлено": "3", "Изменено": "0", "Пропущено": "1", "Не загружено": "2"}
    assert summary["C  Телефон"] == "Телефоны"
    assert (summary["Если клиент уже есть"], summary["Портфель"]) == ("дополнить пустые поля", "Магазин")
    assert {"Чтение и проверка, секунд", "Запись, секунд"} <= set(summary)


def test_rows_to_mend_stand_as_they_were(book: Any) -> None:
    header, *rows = values(book["Исправить"])
    assert header == ("Строка файла", "Что не так", *HEADER)
    assert [(row[0], *row[2:]) for row in rows] == [("4", *ROWS[3]), ("5", *ROWS[4])]
    assert all("неясно, кто это" in row[1] for row in rows)


def test_offending_cells_are_coloured_and_say_why(book: Any) -> None:
    sheet = book["Предупреждения"]
    marked = {
        cell.coordinate: (cell.fill.fgColor.rgb[-6:], cell.comment.text if cell.comment else "")
        for row in sheet.iter_rows(min_row=2)
        for cell in row
        if cell.fill.fill_type == "solid"
    }
    (place,) = [n for n, row in enumerate(values(sheet), 1) if row[3] == "Кривой Захар"]
    assert {name: fill for name, (fill, _) in marked.items() if name.endswith(str(place))} == {
        f"{column}{place}": "FFF2CC" for column in "EFG"
    }
    assert "Телефон не разобран" in marked[f"E{place}"][1]
    assert values(sheet)[place - 1][4] == "8926123456"


def test_duplicates_tell_the_reason(book: Any) -> None:
    header, *rows = values(book["Дубли"])
    assert header == ("Строка файла", "Клиент", "Совпадает с", "По признаку", "Решение", "Что не так")
    found = {row[0]: row for row in rows}
    assert found.keys() == {"6", "7"}
    assert found["6"][1:5] == ("Чистая Клавдия", "строка 2", "код", "объединён")
    assert found["6"][5] == "Повтор внутри файла, объединён со строкой 2"
    assert found["7"][1:5] == ("Чистый Лев", "строка 2", "", "добавлен")
    assert "Возможно, такой клиент уже есть" in found["7"][5]


def test_duplicates_are_named(book: Any) -> None:
    assert [row[1] for row in values(book["Дубли"])[1:]] == ["Чистая Клавдия", "Чистый Лев"]


def test_whoever_was_there_is_named(reported: tuple[Desk, ImportResult, Path], tmp_path: Path) -> None:
    desk = reported[0]
    known = csv_file(tmp_path / "known.csv", [HEADER, ("1", "Чистая Клавдия", "+79161110001", "", "", "Омск")])
    result = brought(desk, known, on_duplicate=OnDuplicate.UPDATE)
    for language, name, told in (
        ("ru", "Дубли", ("2", "Чистая Клавдия", "Чистая Клавдия", "код", "изменён")),
        ("en", "Duplicates", ("2", "Чистая Клавдия", "Чистая Клавдия", "code", "changed")),
    ):
        book = load_workbook(desk.importing.report(result.batch, tmp_path / f"{language}.xlsx", language))
        assert name in book.sheetnames
        assert values(book[name])[1][:5] == told
    desk.importing.undo(result.batch)


@pytest.mark.proves("F13")
def test_the_sheet_to_mend_imports_as_it_is(reported: tuple[Desk, ImportResult, Path], tmp_path: Path) -> None:
    """A person fills the missing names in and gives the sheet back: the rows come in, told by their first numbers."""
    desk, _, path = reported
    mended = load_workbook(path)
    sheet = mended["Исправить"]
    sheet["D2"], sheet["D3"] = "Новая Инна", "Новый Карл"
    mended.save(tmp_path / "mended.xlsx")
    plan = planned(desk, tmp_path / "mended.xlsx", sheet="Исправить")
    assert (plan.kind, plan.template) == (ImportKind.CLIENTS, "Клиенты")
    left_out = [column.header for column in plan.columns if column.target == "leave_out"]
    assert left_out == ["Строка файла", "Что не так"]
    result = brought(desk, tmp_path / "mended.xlsx", sheet="Исправить")
    assert said(result.counts) == {"created": 2}
    assert {problem.row for problem in result.problems} == {4, 5}
    clients = drafts(desk)
    assert (clients["Новая Инна"]["city"], clients["Новый Карл"]["city"]) == ("Тверь", ROWS[4][-1])
