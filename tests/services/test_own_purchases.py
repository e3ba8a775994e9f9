"""Our own exported purchases, read by the column: cells that only look the same are told apart."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from clientcrm.domain.imports import ColumnPlan
from clientcrm.domain.intake.purchase_line import LineBlock
from clientcrm.domain.intake.reading import ReadingRules
from clientcrm.services.exports.purchase_reading import OwnPurchaseReader

TARGETS = ("date", "client_id", "client_code", "product", "quantity", "line_total", "receipt_total", "crm_receipt")


def read(rows: Sequence[Sequence[Any]]) -> LineBlock:
    columns = [ColumnPlan(place, "", name, (), name, 1.0, False) for place, name in enumerate(TARGETS)]
    return OwnPurchaseReader(columns, ReadingRules(today=date(2026, 11, 23))).read(rows)


def test_numbers_truth_and_text_that_are_equal_are_read_apart() -> None:
    block = read(
        [
            ["02.01.2024", "ab12", "К-1", 1.0, 2.0, 150.5],
            ["02.01.2024", "", "К-1", True, "2,5", "150,50", 0.0],
            ["02.01.2024", "", 7.0, "1", None, None, None],
            ["02.01.2024"],
        ]
    )
    assert block.column("client") == ["id:ab12", "К-1", "7", ""]
    assert block.column("product") == ["1", "TRUE", "1", ""]
    assert block.column("quantity") == [2000, 2500, 1000, 1000]
    assert block.column("total") == [15050, 15050, 0, 0]
    assert block.column("receipt_total") == [None, 0, None, None]
    assert block.problems == {}


def test_midnight_is_told_from_a_day_without_a_time_by_the_kept_receipt() -> None:
    kept = '["r7", 1, 2, "00:00:00.250"]'
    rows = [[day, "", "", "чай", 1.0, 5.0, 5.0, kept] for day in (date(2024, 1, 2), datetime(2024, 1, 2, 9, 30))]
    block = read([*rows, [datetime(2024, 1, 2), "", "", "чай", 1.0, 5.0, 5.0, "[1"]])
    assert block.column("day") == ["2024-01-02"] * 3
    assert block.column("at") == ["00:00:00.250", "09:30:00", "00:00:00"]
    assert block.column("kept") == [kept, kept, ""]  # what is no receipt is not kept as one


def test_a_row_without_a_day_says_so_and_the_cell_that_is_none() -> None:
    block = read(
        [["скоро", "", "", "чай"], [date(2024, 1, 2), "", "", "чай"], ["", "", "", "чай"], [time(9), "", "", ""]]
    )
    assert block.problems[0] == [[0, "W240", "скоро", ""], [-1, "E306", "", ""]]
    assert 1 not in block.problems
    assert block.problems[2] == [[-1, "E306", "", ""]]
    assert block.problems[3][-1] == [-1, "E306", "", ""]
    assert block.column("day") == ["", "2024-01-02", "", ""]
