"""Sheets with the same headings come in together, each row with the name of its sheet (EXCEL.md 5.4, H1)."""

from __future__ import annotations

from pathlib import Path

import pytest

from clientcrm.crm import Desk
from tests.services.imported import brought, drafts, planned, said, workbook

HEADER = ("ФИО", "Телефон", "ДР")
YEAR = {
    "Январь": [("Выгрузка из кассы",), (), HEADER, ("Ким Анна", "+79160000001", ""), ("Рей Ян", "+79160000003", "x")],
    "Итоги": [("Месяц", "Сумма"), ("Январь", "5"), ("Февраль", "6")],
    "Февраль": [HEADER, ("Ли Олег", "+79160000002", "31.02.1990"), ("Ким Анна", "+79160000001", "05.05.1990")],
    "Март": [HEADER, ("Су Юна", "+79160000004", "")],
}


@pytest.fixture
def year(tmp_path: Path) -> Path:
    return workbook(tmp_path / "year.xlsx", YEAR)


@pytest.mark.proves("F13")
def test_months_come_in_together(desk: Desk, year: Path) -> None:
    plan = planned(desk, year, all_like_sheets=True)
    assert (plan.rows, [column.header for column in plan.columns]) == (5, [*HEADER, "Лист"])
    result = brought(desk, year, all_like_sheets=True)
    assert said(result.counts) == {"created": 4, "skipped": 1, "merged": 1}
    found = drafts(desk)
    assert {name: draft["own"]["Лист"] for name, draft in found.items()} == {
        "Ким Анна": "Январь",
        "Рей Ян": "Январь",
        "Ли Олег": "Февраль",
        "Су Юна": "Март",
    }
    assert found["Ким Анна"]["birthday"] == [1990, 5, 5]


def test_rows_count_on_from_sheet_to_sheet_and_can_be_corrected(desk: Desk, year: Path) -> None:
    check = desk.importing.check(planned(desk, year, all_like_sheets=True))
    rows = {row.row: row.cells for row in desk.importing.staged(check.batch)}
    assert list(rows) == sorted(rows)
    assert [cells[-1] for cells in rows.values()] == ["Январь", "Январь", "Февраль", "Февраль", "Март"]
    (wrong,) = [problem.row for problem in check.problems if problem.code == "W240" and "31.02" in problem.value]
    assert rows[wrong][0] == "Ли Олег"
    mended = desk.importing.correct(check.batch, wrong, 2, "28.02.1990")
    assert not [problem for problem in mended.problems if problem.code == "W240"]


def test_one_sheet_alone_has_no_column_of_sheets(desk: Desk, year: Path) -> None:
    assert [column.header for column in planned(desk, year, sheet="Март").columns] == list(HEADER)
    assert len(planned(desk, year, sheet="Итоги", all_like_sheets=True).columns) == 2


def test_months_come_in_together_the_second_time_too(desk: Desk, year: Path) -> None:
    """What was decided about the first file is kept, and the column of sheets stays what it is."""
    brought(desk, year, all_like_sheets=True)
    plan = planned(desk, year, all_like_sheets=True)
    assert plan.template
    assert brought(desk, year, all_like_sheets=True).counts.rows == 5


def test_an_empty_cell_says_what_the_one_above_it_says(desk: Desk, tmp_path: Path) -> None:
    """In the columns that a person marked, as cells merged downwards look; never in others."""
    rows = [("Город", "ФИО", "Отдел"), ("Тула", "Ким Анна", "опт"), ("", "Рей Ян", ""), ("Уфа", "Ли Олег", "")]
    path = workbook(tmp_path / "down.xlsx", {"Лист": rows})
    brought(desk, path, fill_down=(0,))
    found = drafts(desk)
    assert {name: draft.get("city") for name, draft in found.items()} == {
        "Ким Анна": "Тула",
        "Рей Ян": "Тула",
        "Ли Олег": "Уфа",
    }
    assert [name for name, draft in found.items() if draft["own"]] == ["Ким Анна"]


def grouped(path: Path) -> Path:
    """A list as 1C prints it: titles of groups over the whole width between the rows."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    rows: list[tuple[str, ...]] = [
        ("Покупатели",), HEADER, ("Без группы Иван", "+79160000009", ""), ("Опт",), ("Ким Анна", "+79160000001", ""),
        ("Рей Ян", "+79160000003", ""), ("VIP",), ("Ли Олег", "+79160000002", ""), ("Итого", "4", ""),
    ]  # fmt: skip
    for number, row in enumerate(rows, start=1):
        sheet.append(row)
        if len(row) == 1:
            sheet.merge_cells(start_row=number, start_column=1, end_row=number, end_column=3)
    book.save(path)
    return path


@pytest.mark.proves("F13")
def test_titles_of_groups_become_a_tag_of_the_rows_below_them(desk: Desk, tmp_path: Path) -> None:
    path = grouped(tmp_path / "groups.xlsx")
    plan = planned(desk, path)
    column = plan.columns[-1]
    assert (column.header, column.samples, column.target, column.doubtful) == ("Группа", ("Опт", "VIP"), "tags", True)
    result = brought(desk, path)
    assert (said(result.counts), result.codes["I203"]) == ({"created": 4}, 2)
    assert {name: draft.get("tags", []) for name, draft in drafts(desk).items()} == {
        "Без группы Иван": [],
        "Ким Анна": ["Опт"],
        "Рей Ян": ["Опт"],
        "Ли Олег": ["VIP"],
    }
    assert planned(desk, path).columns[-1].made == "group"


def test_titles_of_groups_may_be_tiers_or_an_own_field(desk: Desk, tmp_path: Path) -> None:
    path = grouped(tmp_path / "groups.xlsx")
    plan = planned(desk, path, {"Группа": "tier"})
    assert {(value.value, value.count) for value in plan.values} == {("Опт", 2), ("VIP", 1)}
    brought(desk, path, {"Группа": "tier"})
    assert drafts(desk)["Ли Олег"]["tier_id"] == "VIP"
    assert drafts(desk)["Ким Анна"]["tier_id"] == "Опт"
