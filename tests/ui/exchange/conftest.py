"""Files as they come from tills and phones, and the page over a real base."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.exchange.screens import ExchangeScreen
from tests.ui.strays import no_strays
from ui.context import Context
from ui.exchange.page import ExchangePage

Rows = list[list[object]]


@pytest.fixture(autouse=True)
def no_stray_windows(qapp: QApplication) -> Iterator[None]:
    """Nothing may flash up beside the page."""
    with no_strays(qapp, ExchangePage):
        yield


@pytest.fixture
def screen(context: Context, qtbot: QtBot, settle: Callable[..., None]) -> ExchangeScreen:
    """The page, shown."""
    return ExchangeScreen(context, qtbot, settle)


@pytest.fixture
def table(tmp_path: Path) -> Callable[..., Path]:
    """Write a text table: rows of cells, in an encoding."""

    def write(rows: Rows, name: str = "клиенты.csv", encoding: str = "utf-8", delimiter: str = ";") -> Path:
        path = tmp_path / name
        text = "\r\n".join(delimiter.join(str(cell) for cell in row) for row in rows)
        path.write_bytes(text.encode(encoding))
        return path

    return write


@pytest.fixture
def workbook(tmp_path: Path) -> Callable[..., Path]:
    """Write an Excel workbook: sheets of rows, fills by (sheet, row) as RRGGBB."""

    def write(
        sheets: dict[str, Rows], name: str = "клиенты.xlsx", fills: dict[tuple[str, int], str] | None = None
    ) -> Path:
        from openpyxl import Workbook
        from openpyxl.styles import PatternFill

        book = Workbook()
        book.remove(book.worksheets[0])
        for title, rows in sheets.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(row)
            for (where, number), colour in (fills or {}).items():
                if where == title:
                    for cell in sheet[number]:
                        cell.fill = PatternFill("solid", fgColor=colour)
        path = tmp_path / name
        book.save(path)
        return path

    return write


PEOPLE: Rows = [
    ["ФИО", "Телефон", "Почта", "Дата рождения", "Город"],
    ["Ковальчук Светлана Андреевна", "+7 916 204-00-17", "sveta@mail.ru", "03.06.1981", "Москва"],
    ["Ли Виктор", "8 909 555-55-55", "", "14.10", "Химки"],
    ["Петросян Армен", "9031112233", "armen.p@ya.ru", "", "Москва"],
    ["Орлова Дарья", "8916204", "", "31.02.1980", "Тверь"],
    ["", "", "", "05.05.1990", "Тверь"],
]


@pytest.fixture
def people(table: Callable[..., Path]) -> Path:
    """Five rows: three clean, one with a phone and a date that cannot be, one with nobody in it."""
    return table(PEOPLE)
