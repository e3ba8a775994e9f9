"""Colours by which shops mark their clients."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.styles import PatternFill
from openpyxl.styles.colors import Color

from clientcrm.files.reader import SheetReader, SheetSource
from clientcrm.files.tables import SheetColours
from tests.files.conftest import DATA, cpu_seconds


def fill(**colour: object) -> PatternFill:
    return PatternFill("solid", fgColor=Color(**colour))


def colours_of(path: Path, sheet: str | None = None) -> SheetColours:
    with SheetReader(SheetSource(str(path), sheet=sheet)) as reader:
        return reader.colours()


@pytest.fixture
def coloured(tmp_path: Path) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Клиенты"
    sheet.append(["ФИО", "Телефон", "Город"])
    for number in range(2, 12):
        sheet.append([f"Клиент {number}", f"+7926000000{number}", "Тверь"])
    for cell in (*sheet[3], *sheet[5]):
        cell.fill = fill(rgb="FFFFFF00")
    for cell in sheet[4]:
        cell.fill = fill(theme=5)
    sheet["A6"].fill = fill(theme=4, tint=0.5999938962981048)
    sheet["A7"].fill = fill(indexed=10)
    sheet["A8"].fill = fill(rgb="FFFFFFFF")
    sheet["A9"].fill = PatternFill("solid", fgColor=Color(rgb="00FF00"))
    sheet["F10"].fill = fill(rgb="FFFF0000")  # nothing is written there
    for cell in sheet[11]:
        cell.fill = fill(rgb="FFFFFF00")
    sheet["A11"].fill = fill(rgb="FF0000FF")
    book.create_sheet("Пусто")
    path = tmp_path / "coloured.xlsx"
    book.save(path)
    return path


def test_rows_have_the_colour_of_most_of_their_cells(coloured: Path) -> None:
    found = colours_of(coloured)
    assert found.rows == {
        3: "FFFF00", 4: "C0504D", 5: "FFFF00", 6: "B9CDE5", 7: "FF0000", 9: "00FF00", 11: "FFFF00",
    }  # fmt: skip
    assert found.counts == {"FFFF00": 3, "C0504D": 1, "B9CDE5": 1, "FF0000": 1, "00FF00": 1}
    assert found.columns[1][11] == "0000FF"
    assert found.columns[2] == {3: "FFFF00", 4: "C0504D", 5: "FFFF00", 11: "FFFF00"}


def test_an_uncoloured_sheet_and_other_formats_have_none(coloured: Path) -> None:
    nothing = SheetColours({}, {}, {})
    assert colours_of(coloured, "Пусто") == nothing
    for name in (
        "xls_span_rich.xls",
        "csv_cr_only.csv",
        "ods_blank_line.ods",
        "outlook21.vcf",
        "xlsx_strict_ooxml.xlsx",
    ):
        assert colours_of(DATA / name) == nothing


def test_many_rows_are_looked_through_quickly(tmp_path: Path) -> None:
    from clientcrm.files.layout import Column, Marked, Sheet
    from clientcrm.files.xlsx_writer import write_workbook

    rows = [(Marked(f"Клиент {n}", "FFE699" if n % 3 else ""), "x", "y") for n in range(6_000)]
    columns = (Column("ФИО"), Column("a"), Column("b"))
    write_workbook(str(tmp_path / "many.xlsx"), [Sheet("Клиенты", columns, rows, marked=True)])
    began = cpu_seconds()
    assert colours_of(tmp_path / "many.xlsx").counts == {"FFE699": 4_000, "1F4E78": 1}
    assert cpu_seconds() - began < 10
