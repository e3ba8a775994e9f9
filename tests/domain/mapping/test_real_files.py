"""Headers, rows, columns and phones of files that nobody here wrote: what their manifest says a right import gives."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from clientcrm.domain.mapping.columns import map_columns
from clientcrm.domain.mapping.header_rows import HeaderFound, Merge, Row, find_header
from clientcrm.domain.mapping.row_sorting import RowKind
from clientcrm.domain.values.phones import parse_phones
from tests.domain.mapping.below import sort_rows

OURS = Path(__file__).parents[2] / "data"
SHARED = Path(__file__).parents[4] / "shared" / "data" / "xlsx"


def located(name: str) -> Path:
    for folder in (OURS, SHARED):
        if (folder / name).exists():
            return folder / name
    pytest.skip(f"{name} states no licence and lies in ../shared only")


def text_rows(name: str, encoding: str, delimiter: str) -> list[Row]:
    text = located(name).read_bytes().decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
    return [tuple(row) for row in csv.reader(io.StringIO(text), delimiter=delimiter, skipinitialspace=True)]


def sheet_rows(name: str, sheet: str | int) -> tuple[list[Row], list[Merge]]:
    from python_calamine import load_workbook

    book = load_workbook(str(located(name)))
    found = book.get_sheet_by_index(sheet) if isinstance(sheet, int) else book.get_sheet_by_name(sheet)
    merges = [(a[0], a[1], b[0], b[1]) for a, b in (found.merged_cell_ranges or [])]
    return [tuple(row) for row in found.to_python(skip_empty_area=False)], merges


def sorted_kinds(
    rows: Sequence[Row], merges: Sequence[Merge] = (), keys: set[int] | None = None
) -> tuple[HeaderFound, Counter[RowKind]]:
    header = find_header(rows[:40], merges)
    body = enumerate(rows[header.body_row :], header.body_row)
    kinds = Counter(row.kind for row in sort_rows(body, header, merges=merges, key_columns=keys))
    assert sum(kinds.values()) == len(rows) - header.body_row
    return header, kinds


@pytest.mark.parametrize(
    ("name", "encoding", "delimiter", "first", "count", "data"),
    [
        ("csv_utf16le.csv", "utf-16", ",", 0, 1, 327),
        ("csv_utf8bom_oneline.csv", "utf-8-sig", ",", 0, 1, 0),
        ("csv_skip_initial_spaces.csv", "utf-8", ",", 0, 1, 2),
        ("csv_excel_pasting.csv", "utf-8", ",", 3, 1, 13),
        ("csv_pipe_crlf_mixed.psv", "utf-8", "|", 0, 1, 28),
        ("csv_cr_only.csv", "utf-8", ",", 3, 1, 133),
        ("csv_multirow_header.csv", "utf-8", ",", 0, 1, 83),
        ("csv_preamble.csv", "utf-8", ",", 2, 1, 83),
        ("csv_two_tables.csv", "utf-8", ",", 0, 1, 83),
        ("csv_no_header.csv", "utf-8", ",", 0, 0, 83),
        ("csv_tab.csv", "utf-8", "\t", 0, 1, 83),
        ("ru_client_b_cp1251.csv", "cp1251", ";", 0, 1, 50),
        ("fr_clients_killed_by_excel.csv", "latin-1", ";", 0, 1, 5),
    ],
)
def test_text_tables(name: str, encoding: str, delimiter: str, first: int, count: int, data: int) -> None:
    header, kinds = sorted_kinds(text_rows(name, encoding, delimiter))
    assert (header.first_row, header.rows_count, kinds[RowKind.DATA]) == (first, count, data)


@pytest.mark.parametrize(
    ("name", "sheet", "first", "count", "keys", "data"),
    [
        ("xlsx_header_row9.xlsx", 0, 8, 1, None, 1),
        ("xlsx_notes_above_below.xlsx", "arts", 4, 1, {0}, 10),
        ("xlsx_notes_above_below.xlsx", "other", 4, 1, {0}, 10),
        ("xlsx_two_row_header.xlsx", "two-row-header", 0, 2, None, 1),
        ("xlsx_bad_column_names.xlsx", 0, 0, 1, None, 2),
        ("xlsx_date_1904.xlsx", 0, 0, 0, None, 3),
        ("xls_merged_two_level_header.xls", "Sheet1", 0, 2, None, 2),
        ("xls_span_rich.xls", 0, 0, 1, None, 5),
        ("ods_blank_line.ods", 0, 0, 1, {0}, 3),
        ("ru_employees_blank_first_row.xlsx", 0, 1, 1, {2, 3}, 9),
        ("ru_agents_5sheets.xlsx", "agents_k_import", 0, 1, {1}, 100),
        ("ru_partners_inn.xlsx", 0, 0, 1, {1}, 5),
        ("ru_counterparties_star_headers.xlsx", 0, 0, 1, {0}, 6),
        ("ru_clients_passports.xlsx", 0, 0, 1, {0}, 10),
        ("ru_visits_by_client_code.xls", 0, 0, 1, None, 100),
    ],
)
def test_workbooks(name: str, sheet: str | int, first: int, count: int, keys: set[int] | None, data: int) -> None:
    rows, merges = sheet_rows(name, sheet)
    header, kinds = sorted_kinds(rows, merges, keys)
    assert (header.first_row, header.rows_count, kinds[RowKind.DATA]) == (first, count, data)


def test_names_that_need_repair() -> None:
    rows, _ = sheet_rows("xlsx_bad_column_names.xlsx", 0)
    assert find_header(rows).names == ("a b", "a b (2)", "Столбец C", "c%&$")
    rows, _ = sheet_rows("xlsx_two_row_header.xlsx", "list-column")
    assert find_header(rows).vertical


def test_a_second_table_below() -> None:
    header, kinds = sorted_kinds(text_rows("csv_two_tables.csv", "utf-8", ","))
    assert kinds[RowKind.OTHER_TABLE] == 83
    assert header.rows_count == 1


def mapped(rows: Sequence[Row], region: str = "RU") -> tuple[str, str, dict[str, str | None]]:
    header = find_header(rows[:40])
    body = rows[header.body_row :]
    columns = [[row[i] if i < len(row) else "" for row in body] for i in range(len(header.names))]
    mapping = map_columns(header.names, columns, region=region, parts=header.parts)
    return mapping.kind, mapping.missing, {c.header: c.target for c in mapping.columns if c.state == "sure"}


@pytest.mark.parametrize(
    ("name", "region", "kind", "targets"),
    [
        (
            "ru_agents_5sheets.xlsx",
            "RU",
            "clients",
            {
                "Наименование агента": "company",
                "Электронная почта агента": "email",
                "Телефон агента": "phone",
                "Юридический адрес": "address",
                "Директор": "contact_person",
                "ИНН": "inn",
                "КПП": "kpp",
            },
        ),
        (
            "ru_clients_passports.xlsx",
            "RU",
            "clients",
            {"ФИО": "full_name", "ПОЛ": "gender", "Дата рождения": "birthday"},
        ),
        (
            "ru_visits_by_client_code.xls",
            "RU",
            "purchases",
            {
                "Услуга": "product_code",
                "Начало оказания услуги": "date",
                "Клиент": "client_code",
                "Комментарии": "comment",
            },
        ),
        (
            "ru_employees_blank_first_row.xlsx",
            "RU",
            "clients",
            {
                "Организация": "company",
                "Должность": "position",
                "ФИО": "full_name",
                "Дата рождения": "birthday",
            },
        ),
    ],
)
def test_columns_of_workbooks(name: str, region: str, kind: str, targets: dict[str, str]) -> None:
    rows, _ = sheet_rows(name, "agents_k_import" if name == "ru_agents_5sheets.xlsx" else 0)
    assert mapped(rows, region) == (kind, "", targets)


def test_a_list_of_goods_is_no_client_list() -> None:
    kind, missing, targets = mapped(text_rows("ru_products_units.txt", "utf-8", ","))
    assert (kind, missing, targets) == ("clients", "no_client_columns", {})


def phones_in(rows: Sequence[Row], columns: Sequence[int], region: str) -> Counter[str]:
    return Counter(phone.status for row in rows for column in columns for phone in parse_phones(row[column], region)[0])


def test_phones_of_real_files() -> None:
    clients = text_rows("ru_client_b_cp1251.csv", "cp1251", ";")[1:]
    assert phones_in(clients, [4], "RU") == {"ok": 5, "possible": 19, "bad": 26}
    agents = sheet_rows("ru_agents_5sheets.xlsx", "agents_k_import")[0][1:]
    assert phones_in(agents, [3], "RU") == {"ok": 80, "bad": 20}
    partners = sheet_rows("ru_partners_inn.xlsx", 0)[0][1:]
    assert phones_in(partners, [4], "RU") == {"ok": 4, "possible": 1}
    french = sheet_rows("fr_clients_40.xlsx", 0)[0]
    first = french[0].index("telephone1")
    assert phones_in(french[1:], [first, first + 1], "FR") == {"ok": 77, "possible": 3}
    trunk = sheet_rows("fr_trunk_zero_phones.xlsx", 0)[0][1:]
    assert phones_in(trunk, [first, first + 1], "FR") == {"ok": 10}
    killed = text_rows("fr_clients_killed_by_excel.csv", "latin-1", ";")[1:]
    assert phones_in(killed, [9], "FR")["ok"] == 3
    assert phones_in(killed, [10], "FR")["ok"] == 4
