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
