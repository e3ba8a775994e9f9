"""Workbooks of odd makers: 1C's capitals, prefixes, cells without places, merges, errors, values nobody calculated."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from clientcrm.files.archive import checked_archive
from clientcrm.files.errors import DamagedFile
from clientcrm.files.prescan import SheetScan, column_letters, column_number, scan_sheet, scan_workbook
from clientcrm.files.reader import SheetReader, SheetSource, list_sheets
from tests.files import made
from tests.files.conftest import DATA, Seen, cpu_seconds

Look = Callable[..., Seen]


def scanned(rows: str, after: str = "") -> SheetScan:
    return scan_sheet([made.sheet_xml(rows, after=after).encode()])


@pytest.mark.parametrize(
    ("rows", "last_row", "last_column"),
    [
        ('<row r="1"><c r="A1"><v>1</v></c><c r="L1"><v>1</v></c></row>', 1, 12),
        ('<row r="5"><c r="AM5" t="s" s="3"><v>1</v></c></row><row r="6"><c r="A6" s="1"/></row>', 5, 39),
        ('<row r="2"><c r="XFD2"><v>1</v></c></row>', 2, 16_384),
        ('<row r="2"><c r="A2"><v>1</v></c><c r="XFD2" s="1"/></row>', 2, 1),
        ('<row r="2"><c r="A2"><v>1</v></c><c r="XFD2" s="1"></c></row>', 2, 1),
        ('<row r="1"><c r="ZZ1" t="inlineStr"><is><t>x</t></is></c></row>', 1, 702),
        ('<row r="1"><c r="AAA1"><f>1+1</f><v>2</v></c></row>', 1, 703),
        ('<row r="1">\n <c r="C1" s="1">\n  <v>5</v>\n </c>\n</row>', 1, 3),
        ('<x:row r="4"><x:c r="D4"><x:v>1</x:v></x:c></x:row>', 4, 4),
        ('<row r="3"><c t="n" r="B3"><v>1</v></c></row>', 3, 2),
        ("<row r='3'><c r='B3'><v>1</v></c></row>", 3, 2),
        ("<row><c><v>1</v></c><c><v>2</v></c></row><row><c/><c/><c><v>2</v></c></row>", 2, 3),
        ('<row r="900000"><c r="A900000"><v>1</v></c></row><row r="2"><c r="B2"><v>1</v></c></row>', 900_000, 2),
        ('<row r="7" s="2" customFormat="1"/><row r="8"/>', 0, 0),
        ("", 0, 0),
    ],
)
def test_the_scan_sees_how_far_values_reach(rows: str, last_row: int, last_column: int) -> None:
    found = scanned(rows)
    assert (found.last_row, found.last_column) == (last_row, last_column)


def test_the_scan_counts_errors_formulas_and_merges() -> None:
    found = scanned(
        '<row r="1"><c r="A1" t="e"><v>#N/A</v></c><c r="B1"><f>A1</f></c><c r="C1"><f>A1</f><v></v></c>'
        '<c r="D1"><f t="shared" si="0"/></c><c r="E1"><f>1</f><v>1</v></c>'
        '<c r="F1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>',
        '<mergeCells count="2"><mergeCell ref="A1:C1"/><mergeCell ref="B2:B9"/></mergeCells>',
    )
    assert (found.error_cells, found.empty_formulas) == (2, 3)
    assert found.merges == [(1, 1, 1, 3), (2, 2, 9, 2)]


@pytest.mark.parametrize("size", [1, 7, 100, 1_000, 300_000])
def test_the_scan_does_not_depend_on_where_blocks_end(size: int) -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c><c r="AB{n}"><v>1</v></c></row>' for n in range(1, 3001))
    xml = made.sheet_xml(rows, after='<mergeCells><mergeCell ref="A1:C1"/></mergeCells>').encode()
    blocks = [xml[place : place + size] for place in range(0, len(xml), size)]
    found = scan_sheet(blocks)
    assert (found.last_row, found.last_column, found.merges) == (3000, 28, [(1, 1, 1, 3)])


@pytest.mark.parametrize(
    ("number", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA"), (16_384, "XFD")]
)
def test_columns_have_letters(number: int, letters: str) -> None:
    assert column_letters(number) == letters
    assert column_number(letters.encode()) == number


def test_the_scan_agrees_with_the_reader_on_real_files() -> None:
    for path in sorted(DATA.glob("xlsx_*.xlsx")):
        if path.name == "xlsx_password.xlsx":
            continue
        with path.open("rb") as file:
            scans = scan_workbook(checked_archive(file, str(path)))
        from python_calamine import load_workbook

        book = load_workbook(str(path))
        for name, scan in scans.items():
            end = book.get_sheet_by_name(name).end
            assert (scan.last_row, scan.last_column) == ((end[0] + 1, end[1] + 1) if end else (0, 0)), path.name


# ---------------------------------------------------------------- makers

STRINGS = '<?xml version="1.0"?><sst xmlns="{}"><si><t>ФИО</t></si><si><t>Иванов</t></si></sst>'.format(
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
)
SHARED_ROWS = '<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2" t="s"><v>1</v></c></row>'


def test_a_workbook_of_1c_is_read(seen: Look, tmp_path: Path) -> None:
    path = made.raw_xlsx(tmp_path / "1c.xlsx", made.sheet_xml(SHARED_ROWS), strings=STRINGS)
    assert seen(path).rows == [("ФИО",), ("Иванов",)]


def test_parts_with_backslashes_are_read(seen: Look, tmp_path: Path) -> None:
    path = made.raw_xlsx(
        tmp_path / "back.xlsx",
        made.sheet_xml(SHARED_ROWS),
        strings=STRINGS,
        rename=lambda name: name.replace("/", "\\"),
    )
    assert seen(path).rows == [("ФИО",), ("Иванов",)]


def test_a_dimension_that_is_too_small_hides_no_row(seen: Look, tmp_path: Path) -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 51))
    xml = made.sheet_xml(rows).replace("<sheetData>", '<dimension ref="A1:A3"/><sheetData>')
    assert len(seen(made.raw_xlsx(tmp_path / "small.xlsx", xml)).rows) == 50


def test_a_table_that_begins_far_from_the_corner_keeps_its_places(seen: Look, tmp_path: Path) -> None:
    sheets = {"Лист1": [[], [], [None, None, "ФИО", "Телефон"], [], [None, None, "Иванов", 79261234567]]}
    found = seen(made.workbook(tmp_path / "far.xlsx", sheets))
    assert found.numbered == [(3, ("", "", "ФИО", "Телефон")), (5, ("", "", "Иванов", 79261234567.0))]
    assert (found.outlines[0].rows, found.outlines[0].columns) == (3, 4)


def test_values_keep_their_kind(seen: Look, tmp_path: Path) -> None:
    row = ["x", 1.5, True, dt.date(2024, 2, 29), dt.datetime(2024, 2, 29, 12, 30), dt.timedelta(hours=30), None, "  "]
    (found,) = seen(made.workbook(tmp_path / "kinds.xlsx", {"Лист1": [[*row, "end"]]})).rows
    assert found[:5] == tuple(row[:5])
    assert found[5] in (dt.timedelta(hours=30), dt.datetime(1899, 12, 31, 6))
    assert found[6:] == ("", "", "end")


def test_formulas_without_a_value_and_errors_are_counted(seen: Look, tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>A1+1</f></c><c r="C1" t="e"><v>#REF!</v></c></row>'
    found = seen(made.raw_xlsx(tmp_path / "formulas.xlsx", made.sheet_xml(rows)))
    assert found.rows[0][0] == 1.0
    assert set(found.rows[0][1:]) <= {""}
    assert (found.noticed("W106"), found.noticed("W105")) == (1, 1)


def test_formulas_that_another_program_wrote_have_no_value_either(seen: Look, tmp_path: Path) -> None:
    path = made.workbook(tmp_path / "formulas.xlsx", {"Лист": [["ФИО", "Сумма"], ["Ян Ким", "=1+1"], ["Ли", "=2+2"]]})
    assert seen(path).noticed("W106") == 2


def test_merged_headers_are_reported_and_not_copied(seen: Look, tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["ФИО", "Контакты", None])
    sheet.append([None, "Телефон", "E-mail"])
    sheet.append(["Иванов", "1", "a@b.ru"])
    sheet.merge_cells("B1:C1")
    sheet.merge_cells("A1:A2")
    book.save(tmp_path / "merged.xlsx")
    found = seen(tmp_path / "merged.xlsx")
    assert sorted(found.outlines[0].merges) == [(1, 1, 2, 1), (1, 2, 1, 3)]
    assert found.rows[0] == ("ФИО", "Контакты", "")


def test_the_slow_reader_gives_the_same_values(seen: Look, tmp_path: Path) -> None:
    row = ["x", 1.5, True, dt.date(2024, 2, 29), dt.datetime(2024, 2, 29, 12, 30), None, "#N/A"]
    plain = made.workbook(tmp_path / "plain.xlsx", {"Лист1": [row] * 4_000})
    far = made.workbook(tmp_path / "far.xlsx", {"Лист1": [*([row] * 3_999), [*row, *[None] * 16_376, "far"]]})
    quick, slow = seen(plain), seen(far)
    assert slow.columns == 512
    assert len(slow.rows) == len(quick.rows) == 4_000
    assert slow.rows[7][:6] == quick.rows[7][:6]
    assert slow.noticed("W103")


@pytest.mark.parametrize(
    "cells",
    [
        '<c r="A1" t="s"><v>99</v></c>',
        '<c r="A1" s="64000"><v>1</v></c>',
        '<c r="A1"><v>1e308</v></c><c r="B1"><v>-0</v></c><c r="C1"><v>NaN</v></c>',
        '<c r="A1" t="d"><v>2024-02-29T00:00:00</v></c>',
        '<c r="A1" t="b"><v>1</v></c><c r="B1" t="b"><v>7</v></c>',
        '<c r="A1" t="inlineStr"><is><r><t>a</t></r><rPh sb="0" eb="1"><t>x</t></rPh></is></c>',
        '<c r="A1" t="str"><v><![CDATA[<&]]></v></c>',
        "<c><v>1</v></c><c><v>2</v></c>",
        '<c r="ZZZZ1"><v>1</v></c>',
        '<c r="A0"><v>1</v></c>',
        '<c r="A99999999999"><v>1</v></c>',
        '<c r="A1"><v>1</v></c></row><row r="2000000000"><c r="B2000000000"><v>1</v></c>',
    ],
)
def test_strange_cells_are_read_or_refused(cells: str, tmp_path: Path) -> None:
    path = made.raw_xlsx(tmp_path / "strange.xlsx", made.sheet_xml(f'<row r="1">{cells}</row>'))
    began = cpu_seconds()
    with suppress(DamagedFile), SheetReader(SheetSource(str(path))) as reader:
        for sheet in reader.outlines():
            for _ in reader.rows(sheet.name):
                pass
    assert cpu_seconds() - began < 20


def test_a_sheet_without_its_part_spares_the_others(tmp_path: Path) -> None:
    whole = made.workbook(tmp_path / "whole.xlsx", {"А": [["x"]], "Б": [["y"]]})
    broken = tmp_path / "broken.xlsx"
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(broken, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, b"<worksheet><sheetData><row" if name.endswith("sheet2.xml") else content)
    first, second = list_sheets(SheetSource(str(broken)))
    assert first.sample == ((1, ("x",)),)
    assert [notice.code for notice in second.notices] == ["W109"] or second.rows == 0


def test_html_pages_say_their_encoding_and_part_their_tables(seen: Look, tmp_path: Path) -> None:
    page = (
        '<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1251"><title>Отчёт</title>'
        "<style>td{}</style></head><body><table><tr><th>ФИО<th>Тел<br>факс</tr>"
        "<tr><td> Иванов&nbsp;И. <td>1&amp;2</tr></table><p>x</p><table><tr><td>вторая</table></body></html>"
    )
    found = seen(made.written(tmp_path / "отчёт.xls", page.encode("cp1251")))
    assert [sheet.name for sheet in found.outlines] == ["отчёт 1", "отчёт 2"]
    assert found.rows == [("ФИО", "Тел\nфакс"), ("Иванов\xa0И.", "1&2")]
    assert found.facts.encoding == "windows-1251"


def test_a_page_with_absurd_spans_is_bounded(seen: Look, tmp_path: Path) -> None:
    page = "<table><tr><td colspan=999999999 rowspan=999999999>a</td><td>b</td></tr><tr><td>c</td></tr></table>"
    found = seen(made.written(tmp_path / "span.html", page.encode()))
    assert found.columns <= 512
    assert found.rows[0][0] == "a"
