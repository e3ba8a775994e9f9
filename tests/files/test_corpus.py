"""Every file of the collection is read as its story says, or ends in the error that names it; quickly and small."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from clientcrm.files import errors
from clientcrm.files.reader import SheetReader, SheetSource
from clientcrm.files.tables import Row
from tests.files import made
from tests.files.conftest import DATA, SHARED, Seen, cpu_seconds

SECONDS = 15  # of the processor; the slowest takes 0.5
MEGABYTES = 300


@dataclass(frozen=True)
class Case:
    """A file and what is in it: filled rows of the chosen sheet, columns, some rows by their sheet number."""

    file: str
    rows: int
    columns: int
    some: dict[int, Row] = field(default_factory=dict)
    sheet: str | None = None
    sheets: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    encoding: str = ""
    delimiter: str = ""
    password: str | None = None
    notices: tuple[str, ...] = ()


SALES = ("DATE", "TIME", "Qty", "PRODUCTID", "Price", "ProductType", "ProductDescription", "URL", "Comments")

LICENSED = [
    Case("csv_utf16le.csv", 328, 19, {2: ("5C1", "Enfield PCT")}, encoding="utf-16"),
    Case("csv_utf8bom_oneline.csv", 1, 2, {1: ("kitten", "win")}, encoding="utf-8-sig", delimiter=","),
    Case("csv_preamble_padding.csv", 83, 11, delimiter=";", notices=("W121",)),
    Case("csv_skip_initial_spaces.csv", 3, 2, {2: ("hello", "goodbye")}),
    Case("csv_excel_pasting.csv", 19, 9, {4: ("Year", "2000"), 5: ("Timber", "2,666")}, delimiter=","),
    Case("csv_pipe_crlf_mixed.psv", 29, 6, {2: ("1986", "44000")}, delimiter="|"),
    Case("csv_cr_only.csv", 136, 19, {4: ("Year", "Jan"), 5: ("1880", "-43")}, delimiter=","),
    Case("ods_blank_line.ods", 4, 3, {2: ("Bob", 20.0, dt.date(2010, 10, 10)), 5: ("Ian",)}),
    Case("xls_span_rich.xls", 6, 4, {2: ("j", "MERGE", "", "e"), 3: ("k", "", "", "d")}),
    Case("xls_html_rowcolspan.html", 10, 5, {3: ("25", "26", "27", "", "29"), 4: ("", "36", "", "", "39")}),
    Case("xls_encrypted_default_password.xls", 7, 3),
    Case("xlsx_password.xlsx", 1, 2, {1: ("lorem", "ipsum")}, password="Password1234_"),
    Case("xlsx_header_row9.xlsx", 3, 4, {3: ("", "", "Note 1", "")}),
    Case("xls_merged_two_level_header.xls", 3, 8, {1: ("A1", "B1", "C1", "", "E1")}, sheets=("Sheet1", "Sheet2")),
    Case("xlsx_date_1904.xlsx", 3, 2, {1: (dt.date(2021, 1, 1),), 3: (dt.timedelta(days=10, seconds=54610),)}),
    Case("xlsx_errors.xlsx", 0, 1, notices=("W105",)),
    Case("xlsx_no_sharedstrings.xlsx", 1, 1, {1: ("Hello",)}),
    Case("xlsx_dimension_lies_XFD1048576.xlsx", 2, 11, {2: (123.0, "Test Contact Name", "Test Contact Number")}),
    Case("xlsx_x000D.xlsx", 1, 1, {1: ("ABC\r\nDEF",)}),
    Case("xlsx_notes_above_below.xlsx", 19, 6, {5: ("Name", "Profession", "Age")}, sheets=("arts", "other")),
    Case("xlsx_two_row_header.xlsx", 3, 4, {2: ("(at birth)",), 3: ("Clippy", "paperclip")}, sheet="two-row-header"),
    Case("xlsx_bad_column_names.xlsx", 3, 4, {1: ("a b", "a b", "", "c%&$")}),
    Case("xlsx_mixed_types_column.xlsx", 6, 1, {2: (1.0,)}),
    Case("xlsx_big_texty_numbers.xlsx", 7, 3, {3: (2147483647.0, "2147483647", "x = 2^31 - 1")}),
    Case(
        "xlsx_strict_ooxml.xlsx", 2, 7, {1: ("v", "i", "s", "i", "b", "l", "e")},
        sheets=("Visible", "Hidden", "VeryHidden"), hidden=("Hidden", "VeryHidden"),
    ),
    Case("ru_number_formats.xls", 64, 11, {1: ("General", 1.0, -1.2, 12.3)}, sheet="2011"),
    Case("phone_android21_quoted_printable.vcf", 6, 21, {3: ("Ñ Ñ Ñ Ñ Ñ",)}),
    Case("phone_iphone30_photo.vcf", 1, 21, {1: ("Mr. John Richter James Doe Sr.", "Doe", "John")}),
    Case("outlook21.vcf", 1, 21, {1: ("Mr. John Richter James Doe Sr.", "Doe", "John", "Richter James", "IBM")}),
    Case("vcard40_full.vcf", 1, 21),
]  # fmt: skip

REFUSED = [
    ("xlsx_password.xlsx", None, errors.PasswordNeeded, "E106"),
    ("xlsx_password.xlsx", "guess", errors.WrongFilePassword, "E107"),
    ("ods_dos_cells.ods", None, errors.DamagedFile, "E105"),
    ("xls_oom.xls", None, errors.DamagedFile, "E105"),
    ("golden_phones.json", None, errors.JsonFile, "E115"),
]

UNLICENSED = [
    Case("ru_client_b_cp1251.csv", 51, 10, {1: ("Фамилия", "Имя"), 2: ("Кузьмина", "Дэнна")}, encoding="cp1251"),
    Case(
        "ru_agents_5sheets.xlsx", 101, 10, {2: ("МКК", "МонтажОрионУрал", "email: pzaitev@blokin.org")},
        sheet="agents_k_import", sheets=("Лист4", "Лист1", "Лист3", "Лист2", "agents_k_import"),
    ),
    Case("ru_partners_inn.xlsx", 6, 8, {2: (1.0, "База Строитель")}),
    Case("ru_counterparties_star_headers.xlsx", 7, 11, {1: ("Наименование контрагента", "Тип контрагента")}),
    Case("ru_employees_blank_first_row.xlsx", 10, 5, {2: ("Организация", "Должность", "Имя", "ФИО", "Дата рождения")}),
    Case("ru_clients_passports.xlsx", 11, 9, {1: ("ФИО ", "ПОЛ")}),
    Case("ru_products_units.txt", 51, 6, {1: ("Наименование продукции", "Тип продукции")}, delimiter=","),
    Case("ru_visits_by_client_code.xls", 101, 4, {2: (45.0, dt.datetime(2019, 4, 27, 13, 50), 29.0, "Одобрено")}),
    Case("fr_clients_killed_by_excel.csv", 6, 21, encoding="cp1252", notices=("W107",)),
    Case("fr_clients_40.xlsx", 41, 22, sheets=("Sheet1", "Feuil1")),
    Case("fr_trunk_zero_phones.xlsx", 6, 19),
    Case("xml_spreadsheetml2003.xls", 5, 3, {2: ("Oleg", 34.0, 3000.0)}, sheets=("Sheet1", "Sheet2", "Sheet3")),
    Case("csv_multirow_header.csv", 86, 9, {1: SALES, 3: SALES}),
    Case("csv_preamble.csv", 85, 9, {3: SALES}),
    Case("csv_two_tables.csv", 167, 10, {1: (*SALES, "")}, notices=("W121",)),
    Case("csv_single_quotes.csv", 84, 15, notices=("W121",)),
    Case("csv_no_header.csv", 83, 9),
    Case("csv_tab.csv", 84, 9, {1: SALES}, delimiter="\t"),
]  # fmt: skip

EQUALS: list[tuple[Callable[[Path], Path], Case]] = [
    (made.cp1251_clients, Case("", 51, 10, {2: ("Кузьмина1", "Дэнна", "Витальевна", "2")}, encoding="cp1251")),
    (
        made.five_sheets,
        Case("", 101, 6, {2: ("МКК", "Компания 0", "email: a0@b.org")}, sheet="agents_k_import",
             sheets=("Лист4", "Лист1", "Лист3", "Лист2", "agents_k_import")),
    ),
    (made.star_headers, Case("", 7, 6, {4: ("Рога и Копыта", "Юр лицо", 1.0, "Екатеринбург", "Vlan", "текущая")})),
    (made.blank_first_row, Case("", 10, 5, {2: ("Организация", "Должность"), 4: ("Офис",)})),
    (made.french_mangled, Case("", 6, 8, {2: ("", "Société 1", "Métallurgie", "7,48749E+13")}, encoding="cp1252",
                               notices=("W107",))),
    (made.excel_2003_xml, Case("", 6, 3, {2: ("Oleg", 34.0, 3000.0), 9: ("", "", dt.date(2010, 10, 10))},
                               sheets=("Люди", "Скрытый"), hidden=("Скрытый",), notices=("W105", "W106"))),
    (lambda at: made.pollock(at, "preamble"), Case("", 85, 9, {3: SALES})),
    (lambda at: made.pollock(at, "multirow_header"), Case("", 86, 9, {1: SALES, 3: SALES})),
    (lambda at: made.pollock(at, "two_tables"), Case("", 168, 10, {85: (*SALES, "Shop")}, notices=("W121",))),
    (lambda at: made.pollock(at, "no_header"), Case("", 83, 9, {1: ("01/01/2018", "00:00", "0")})),
    (lambda at: made.pollock(at, "single_quotes"), Case("", 84, 10, {1: ("DATE",)}, notices=("W121",))),
    (lambda at: made.pollock(at, "tab"), Case("", 84, 9, {1: SALES}, delimiter="\t")),
]  # fmt: skip


def check(path: Path, case: Case) -> None:
    began = cpu_seconds()
    seen = Seen(SheetSource(str(path), sheet=case.sheet, password=case.password))
    assert cpu_seconds() - began < SECONDS
    assert seen.peak < MEGABYTES * 1024 * 1024
    assert len(seen.rows) == case.rows
    assert seen.columns == case.columns
    assert {len(row) for row in seen.rows} <= {case.columns}
    by_number = dict(seen.numbered)
    for number, cells in case.some.items():
        assert by_number[number][: len(cells)] == cells
    if case.sheets:
        assert tuple(sheet.name for sheet in seen.outlines) == case.sheets
    assert tuple(sheet.name for sheet in seen.outlines if not sheet.visible) == case.hidden
    for noticed in case.notices:
        assert seen.noticed(noticed), noticed
    if case.encoding:
        assert seen.facts.encoding == case.encoding
    if case.delimiter:
        assert seen.facts.delimiter == case.delimiter


@pytest.mark.proves("N08")
@pytest.mark.proves("F13")
@pytest.mark.parametrize("case", LICENSED, ids=lambda case: case.file)
def test_a_file_of_the_collection_is_read(case: Case) -> None:
    check(DATA / case.file, case)


@pytest.mark.parametrize(("file", "password", "problem", "code"), REFUSED)
def test_a_file_that_cannot_be_read_says_why(
    file: str, password: str | None, problem: type[errors.FileProblem], code: str
) -> None:
    began = cpu_seconds()
    with pytest.raises(problem) as caught, SheetReader(SheetSource(str(DATA / file), password=password)) as reader:
        reader.outlines()
    assert caught.value.code == code
    assert cpu_seconds() - began < SECONDS


@pytest.mark.parametrize("case", UNLICENSED, ids=lambda case: case.file)
def test_an_original_beside_the_repository_is_read(case: Case) -> None:
    path = SHARED / case.file
    if not path.exists():
        pytest.skip(f"{path} is not here: its licence keeps it out of the repository")
    check(path, case)


@pytest.mark.proves("N08")
@pytest.mark.proves("F13")
@pytest.mark.parametrize(("make", "case"), EQUALS)
def test_a_file_made_like_the_original_is_read(make: Callable[[Path], Path], case: Case, tmp_path: Path) -> None:
    check(make(tmp_path), case)
