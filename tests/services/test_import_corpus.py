"""Files that nobody here wrote, imported to the end: what their manifest says a right import gives (docs/import.md)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from clientcrm.crm import Desk
from clientcrm.domain.imports import FileChoice, ImportKind
from clientcrm.files import errors
from tests.files import made
from tests.services.imported import DATA, SHARED, applied, brought, checked, drafts, planned, said
from tests.support import Shop

XLSX = SHARED / "xlsx"


def located(name: str) -> Path:
    """A file of the collection; those whose origin states no licence lie beside the repository only."""
    for folder in (DATA, XLSX):
        if (folder / name).exists():
            return folder / name
    pytest.skip(f"{name} states no licence and lies in ../shared only")


@dataclass(frozen=True)
class List:
    """A list of clients: how many come of it, what is noticed, phones by how they were understood, some of them."""

    file: str
    created: int
    codes: Mapping[str, int]
    phones: Mapping[str, int] = field(default_factory=dict)
    emails: int = 0
    some: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    region: str = "RU"
    sheet: str = ""


LISTS = [
    List(
        "ru_client_b_cp1251.csv", 50, {"W210": 26, "W211": 19, "D403": 1}, {"ok": 5, "possible": 19, "bad": 26}, 50,
        {
            "Кузьмина Дэнна Витальевна": {
                "last_name": "Кузьмина", "birthday": [1993, 8, 24], "created_at": "2016-03-26 21:00:00+00:00",
                "code": "1", "sex": None,
            },
        },
    ),
    List(
        "ru_agents_5sheets.xlsx", 100, {"W210": 20, "W270": 86}, {"ok": 80, "bad": 20}, 100,
        {"МонтажОрионУрал": {"kind": "company", "inn": "1692286718", "kpp": "181380912"}}, sheet="agents_k_import",
    ),
    List(
        "ru_partners_inn.xlsx", 5, {"W211": 1, "W270": 2}, {"ok": 4, "possible": 1}, 5,
        {
            "База Строитель": {
                "kind": "company", "inn": "2222455179", "contact_person": "Иванова Александра Ивановна",
                "address": "652050, Кемеровская область, город Юрга, ул. Лесная, 15",
            },
        },
    ),
    List(
        "ru_counterparties_star_headers.xlsx", 6, {"W240": 6, "W261": 6},
        some={"Сидоров Петр Петрович": {"kind": None, "city": "Екатеринбург"}, "Рога и Копыта 3": {"kind": "company"}},
    ),
    List(
        "ru_employees_blank_first_row.xlsx", 9, {"W261": 9},
        some={"Иванов Александр Александрович": {"birthday": [1961, 11, 1], "own": {"Организация": "Офис"}}},
    ),
    List(
        "ru_clients_passports.xlsx", 10, {"W261": 10},
        some={"Смирнова Татьяна Ивановка": {"birthday": [1980, 5, 25], "sex": "female", "inn": None}},
    ),
    List(
        "fr_clients_40.xlsx", 40, {"W211": 3, "W290": 40}, {"ok": 77, "possible": 3}, 80,
        {"Société 21": {"inn": "138590019", "sex": "female", "contact_person": "Moreau Sophie"}}, "FR",
    ),
    List(
        "fr_clients_killed_by_excel.csv", 5, {"W107": 1, "W211": 2, "W231": 5, "W290": 5, "D403": 2},
        {"ok": 7, "possible": 3}, 9, {"raptora": {"ogrn": "7,48749E+13", "next_contact": "2024-11-28"}}, "FR",
    ),
    List(
        "fr_trunk_zero_phones.xlsx", 5, {"W290": 5}, {"ok": 10}, 10,
        {"Guillot": {"inn": "157106275", "kind": "company"}}, "FR",
    ),
    List(
        "phone_android21_quoted_printable.vcf", 6, {"W210": 4, "W220": 1, "W260": 2}, {"bad": 9}, 4,
        {"john.doe@company.com": {}, "Ñ Ñ Ñ Ñ Ñ": {}}, "US",
    ),
    List(
        "phone_iphone30_photo.vcf", 1, {"W211": 1}, {"ok": 6, "possible": 1}, 1,
        {"Mr. John Richter James Doe Sr.": {"birthday": [2012, 6, 6], "last_name": "Doe", "own": {"company": "IBM"}}},
        "US",
    ),
    List(
        "outlook21.vcf", 1, {}, {"ok": 2}, 1,
        {"Mr. John Richter James Doe Sr.": {"birthday": [1980, 3, 22], "position": "Money Counter"}}, "US",
    ),
    List("vcard40_full.vcf", 1, {"W211": 1}, {"possible": 9}, 5, region="US"),
    List(
        "xlsx_notes_above_below.xlsx", 10, {"I202": 4, "W261": 10}, some={"David Bowie": {"birthday": [1947, 1, 8]}},
        sheet="arts",
    ),
    List("ods_blank_line.ods", 3, {"W261": 3}, some={"Bob": {}, "Jane": {}, "Ian": {"own": {"Age": "34"}}}),
    List(
        "xlsx_dimension_lies_XFD1048576.xlsx", 1, {"W210": 1}, {"bad": 1},
        some={"Test Contact Name": {"city": "My City", "code": "123", "own": {"Your Company": "My Company?"}}},
    ),
    List("xml_spreadsheetml2003.xls", 4, {"W261": 4}, some={"Oleg": {"own": {"Age": "34", "Payment": "3000"}}}),
]  # fmt: skip


def look(desk: Desk, case: List) -> None:
    """The clients of the base are those of the list."""
    found = drafts(desk)
    points = [point for draft in found.values() for point in draft["contacts"]]
    assert len(found) == case.created
    assert Counter(point[5] for point in points if point[0] == "phone") == case.phones
    assert sum(point[0] == "email" for point in points) == case.emails
    for name, facts in case.some.items():
        assert {key: found[name].get(key) for key in facts} == {
            key: value for key, value in facts.items() if not (key == "own" and value)
        } | ({"own": found[name]["own"] | facts["own"]} if facts.get("own") else {})


@pytest.mark.proves("F13", "N08")
@pytest.mark.parametrize("case", LISTS, ids=[case.file for case in LISTS])
def test_lists_of_clients(desk: Desk, case: List) -> None:
    result = brought(desk, located(case.file), region=case.region, sheet=case.sheet)
    assert said(result.counts) == {"created": case.created}
    assert {code: count for code, count in result.codes.items() if count} == case.codes
    look(desk, case)


EQUALS: list[tuple[Callable[[Path], Path], List]] = [
    (made.cp1251_clients, List("", 50, {"W210": 50}, {"bad": 50}, 50)),
    (made.star_headers, List("", 6, {"D403": 5, "W240": 1, "W261": 6})),
    (made.blank_first_row, List("", 9, {"W261": 9})),
    (made.french_mangled, List("", 5, {"W107": 1, "W231": 5}, {"ok": 5}, 5, region="FR")),
]


@pytest.mark.proves("N08")
@pytest.mark.parametrize(("make", "case"), EQUALS, ids=[make.__name__ for make, _ in EQUALS])
def test_lists_like_those_without_a_licence(
    desk: Desk, tmp_path: Path, make: Callable[[Path], Path], case: List
) -> None:
    result = brought(desk, make(tmp_path), region=case.region)
    assert said(result.counts) == {"created": case.created}
    assert {code: count for code, count in result.codes.items() if count} == case.codes
    if case.phones:
        look(desk, case)


@pytest.mark.proves("N08")
def test_visits_need_their_clients(desk: Desk) -> None:
    """By themselves they are reported and change nothing; after the clients they are theirs, by code."""
    visits = located("ru_visits_by_client_code.xls")
    alone = checked(desk, planned(desk, visits))
    assert (alone.plan.kind, said(alone.counts), alone.codes["E304"]) == (ImportKind.PURCHASES, {"failed": 100}, 100)
    brought(desk, located("ru_client_b_cp1251.csv"))
    after = applied(desk, planned(desk, visits))
    assert said(after.counts) == {"created": 100}


@dataclass(frozen=True)
class Table:
    """A table of something else: it must say so; and its rows, were the columns `as_clients` to be imported."""

    file: str
    header_row: int
    rows: int
    as_clients: Mapping[str, str]
    codes: Mapping[str, int] = field(default_factory=dict)
    sheet: str = ""
    password: str = ""


SALES = {"PRODUCTID": "full_name"}
TABLES = [
    Table("csv_multirow_header.csv", 1, 83, SALES, {"I201": 2}),
    Table("csv_preamble.csv", 3, 83, SALES),
    Table("csv_two_tables.csv", 1, 83, SALES, {"W120": 1, "W121": 82, "W204": 83}),
    Table("csv_single_quotes.csv", 1, 83, SALES, {"W121": 59, "W124": 1}),
    Table("csv_no_header.csv", 0, 83, {"Столбец D": "full_name"}),
    Table("csv_tab.csv", 1, 83, SALES),
    Table("csv_preamble_padding.csv", 7, 79, {"Deutschland": "company"}, {"W121": 22}),
    Table("csv_skip_initial_spaces.csv", 1, 2, {"field2": "full_name"}),
    Table("csv_excel_pasting.csv", 4, 13, {"Year": "company"}, {"I202": 3}),
    Table("csv_pipe_crlf_mixed.psv", 1, 28, {"Year": "external_id"}),
    Table("csv_cr_only.csv", 4, 133, {"Year": "external_id"}),
    Table("csv_utf8bom_oneline.csv", 1, 0, {"kitten": "full_name"}),
    Table("xls_span_rich.xls", 1, 5, {"I": "full_name"}),
    Table("xls_html_rowcolspan.html", 0, 10, {"Столбец A": "external_id"}),
    Table("xls_encrypted_default_password.xls", 1, 6, {"place": "company"}),
    Table("xlsx_password.xlsx", 1, 0, {"lorem": "full_name"}, password="Password1234_"),
    Table("xlsx_header_row9.xlsx", 9, 1, {"Column A": "full_name"}),
    Table("xls_merged_two_level_header.xls", 1, 2, {"A1": "external_id"}),
    Table("xlsx_date_1904.xlsx", 0, 3, {"Столбец A": "external_id"}),
    Table("xlsx_no_sharedstrings.xlsx", 1, 0, {"Hello": "full_name"}),
    Table("xlsx_x000D.xlsx", 1, 0, {"ABC DEF": "full_name"}),
    Table("xlsx_two_row_header.xlsx", 1, 1, {"name (at birth)": "full_name"}, sheet="two-row-header"),
    Table("xlsx_bad_column_names.xlsx", 1, 2, {"a b": "external_id"}),
    Table("xlsx_mixed_types_column.xlsx", 1, 5, {"var1": "external_id"}),
    Table("xlsx_big_texty_numbers.xlsx", 1, 6, {"number as text": "external_id"}),
    Table("xlsx_strict_ooxml.xlsx", 1, 1, {"v": "external_id"}),
    Table("ru_number_formats.xls", 1, 28, {"Format": "external_id"}),
    Table("ru_products_units.txt", 1, 50, {"Наименование продукции": "company"}),
]


@pytest.fixture(scope="module")
def empty(template: Callable[[Path], Shop], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A base for dry runs alone: they change nothing."""
    shop = template(tmp_path_factory.mktemp("tables") / "base")
    yield shop.sign_in()
    shop.close()


@pytest.mark.proves("N08")
@pytest.mark.parametrize("case", TABLES, ids=[case.file for case in TABLES])
def test_tables_that_are_no_list_of_clients(empty: Desk, case: Table) -> None:
    plan = planned(empty, located(case.file), sheet=case.sheet, password=case.password)
    assert plan.header_row == case.header_row
    if case.sheet == "":
        assert (plan.can_run, plan.why_not) == (False, "no_client_columns")
    mapped = planned(empty, located(case.file), case.as_clients, sheet=case.sheet, password=case.password)
    check = checked(empty, mapped)
    assert check.counts.rows == case.rows
    sorting = {code: count for code, count in check.codes.items() if code[:2] in ("I2", "W1") or code == "W204"}
    assert {code: count for code, count in sorting.items() if code != "W107"} == case.codes


def test_a_sheet_of_error_values_is_empty(empty: Desk) -> None:
    plan = planned(empty, located("xlsx_errors.xlsx"))
    assert (plan.can_run, plan.warnings) == (False, ("W105",))


def test_every_sheet_is_offered(empty: Desk) -> None:
    sheets = empty.importing.sheets(FileChoice(located("ru_agents_5sheets.xlsx")))
    assert [sheet.name for sheet in sheets] == ["Лист4", "Лист1", "Лист3", "Лист2", "agents_k_import"]
    hidden = empty.importing.sheets(FileChoice(located("xlsx_strict_ooxml.xlsx")))
    assert [(sheet.name, sheet.best) for sheet in hidden if sheet.visible] == [("Visible", True)]


def test_names_of_columns_that_need_repair(empty: Desk) -> None:
    plan = planned(empty, located("xlsx_bad_column_names.xlsx"))
    assert [column.header for column in plan.columns] == ["a b", "a b (2)", "Столбец C", "c%&$"]


@pytest.mark.parametrize(
    ("file", "password", "error"),
    [
        ("xlsx_password.xlsx", "", errors.PasswordNeeded),
        ("xlsx_password.xlsx", "guess", errors.WrongFilePassword),
        ("ods_dos_cells.ods", "", errors.DamagedFile),
        ("xls_oom.xls", "", errors.DamagedFile),
        ("golden_phones.json", "", errors.JsonFile),
    ],
)
def test_hostile_files_end_in_their_error(empty: Desk, file: str, password: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        planned(empty, located(file), password=password)


@pytest.mark.proves("N08")
def test_every_file_of_the_collection_is_told_of() -> None:
    """docs/import.md says of each file what was expected and what comes of it."""
    if not XLSX.exists():
        pytest.skip("the collection lies in ../shared only")
    told = (DATA.parents[1] / "docs" / "import.md").read_text("utf-8")
    files = {path.name for path in XLSX.iterdir() if path.suffix not in (".md", ".json")}
    tested = {case.file for case in (*LISTS, *TABLES)}
    tested |= {"ru_visits_by_client_code.xls", "xlsx_errors.xlsx", "ods_dos_cells.ods", "xls_oom.xls"}
    tested |= {"csv_utf16le.csv"}
    assert files - tested == set()
    assert {name for name in files if name not in told} == set()


def test_an_encoding_without_a_mark(desk: Desk) -> None:
    """UTF-16: all rows and columns, no zero bytes; a statistic is a list only if somebody says so."""
    plan = planned(
        desk, located("csv_utf16le.csv"), {"Organisation_code": "external_id", "Organisation_name": "company"}
    )
    assert len(plan.columns) == 19
    assert applied(desk, plan).counts.created == 327
    assert not any("\0" in name for name in drafts(desk))
