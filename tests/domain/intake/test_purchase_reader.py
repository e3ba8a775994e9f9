"""Purchases read by the column: each line as its own row says it, whatever its neighbours say."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import pytest

from clientcrm.domain.imports import ColumnPlan
from clientcrm.domain.intake.purchase_line import LineBlock, ReadLine
from clientcrm.domain.intake.purchase_reader import PurchaseReader
from clientcrm.domain.intake.reading import ReadingRules

RULES = ReadingRules(today=date(2026, 3, 1), currency="RUB")
CELLS: dict[str, list[Any]] = {
    "receipt_no": ["А-1", "А-2", 7.0, ""],
    "date": ["01.02.2026", "01.02.2026 10:30", datetime(2026, 2, 3, 9), date(2026, 2, 4), "вчера", "", "01.01.2031"],
    "client_code": ["К-1", "К-2", "", 5.0],
    "client_name": ["Анна Орлова", ""],
    "client_id": ["0" * 32, ""],
    "product": ["Улун", " Пуэр  шу ", "", "-"],
    "product_code": ["01", 1.0, 1, True, ""],
    "quantity": ["2", "0,25", 1.0, 0, "", "много"],
    "unit_price": ["100", "99,995", 12.5, "", "даром", "10 USD"],
    "line_total": ["250", -10.0, ""],
    "discount": ["5", "", 1.0, "10 %", "200%"],
    "kind": ["Возврат", "Продажа", ""],
    "status": ["Отменён", "резерв", "проведён", ""],
    "comment": ["в подарок", ""],
    "receipt_total": ["1000", ""],
}


def reader(*targets: str) -> PurchaseReader:
    columns = [ColumnPlan(n, "A", target, (), target, 1.0, False) for n, target in enumerate(targets)]
    return PurchaseReader(columns, RULES)


def test_a_heading_may_say_that_discounts_are_parts_of_the_price() -> None:
    named = ("date", "Дата"), ("unit_price", "Цена"), ("discount", "Скидка, %")
    columns = [ColumnPlan(n, "A", title, (), target, 1.0, False) for n, (target, title) in enumerate(named)]
    line = PurchaseReader(columns, RULES).read([["01.02.2026", "200", "10"]]).line(0)
    assert (line.discount, line.total) == (2000, 18000)


def one(targets: Sequence[str], cells: Sequence[Any]) -> tuple[ReadLine, list[Any]]:
    block = reader(*targets).read([cells])
    return block.line(0), [problem[1] for problem in block.problems.get(0, [])]


@pytest.mark.parametrize(
    ("said", "line", "codes"),
    [
        (
            {"date": "01.02.2026 10:30", "product": "Улун", "quantity": "2", "unit_price": "100"},
            {"day": date(2026, 2, 1), "at": "10:30:00", "quantity": 2000, "price": 10000, "total": 20000},
            [],
        ),
        (
            {"date": "01.02.2026", "quantity": "0,5", "unit_price": "33,33"},
            {"price": 3333, "total": 1667},  # rounded once, after multiplying
            [],
        ),
        (
            {"date": "01.02.2026", "quantity": "3", "unit_price": "33,33", "discount": "10%"},
            {"price": 3333, "discount": 1000, "total": 8999},
            [],
        ),
        (
            {"date": "01.02.2026", "quantity": "2", "unit_price": "50", "discount": "7,5 %", "line_total": "92,50"},
            {"price": 5000, "discount": 750, "total": 9250},
            [],
        ),
        ({"date": "01.02.2026", "line_total": "90", "discount": "10%"}, {"discount": 0, "total": 9000}, []),
        ({"date": "01.02.2026", "quantity": "4", "line_total": "100"}, {"price": 2500, "total": 10000}, []),
        ({"date": "01.02.2026", "quantity": "0", "line_total": "100"}, {"price": 0, "total": 10000}, []),
        ({"date": "01.02.2026", "receipt_total": "1000"}, {"receipt_total": 100000, "total": 0}, []),
        ({"date": "01.02.2026"}, {}, ["E307"]),
        ({"product": "Улун"}, {"day": None}, ["E306"]),
        ({"date": "01.01.2031", "product": "Улун"}, {"day": date(2031, 1, 1)}, ["E306"]),
        ({"date": "01.02.2026", "product": "Улун", "kind": "Возврат по чеку"}, {"kind": "refund"}, []),
        ({"date": "01.02.2026", "product": "Улун", "status": "Отменён"}, {"status": "cancelled"}, []),
    ],
)
def test_a_row_becomes_a_line(said: dict[str, Any], line: dict[str, Any], codes: list[str]) -> None:
    found, noticed = one(list(said), list(said.values()))
    assert ({name: getattr(found, name) for name in line}, noticed) == (line, codes)


@pytest.mark.parametrize(
    ("targets", "cells", "client"),
    [
        (("client_code", "client_name"), ("К-1", "Анна"), "К-1"),
        (("client_code", "client_name"), ("", "Анна"), "name:Анна"),
        (("client_name", "client_id"), ("Анна", "0" * 32), "id:" + "0" * 32),
        (("client_id", "client_name"), ("0" * 32, "Анна"), "id:" + "0" * 32),
    ],
)
def test_the_first_column_that_names_the_client_is_right_and_our_own_id_before_all(
    targets: tuple[str, ...], cells: tuple[str, ...], client: str
) -> None:
    assert one(("date", *targets), ("01.02.2026", *cells))[0].client == client


def test_a_thousand_rows_say_what_each_says_alone() -> None:
    chance = random.Random(5)
    targets = list(CELLS)
    rows = [[chance.choice(CELLS[target]) for target in targets] for _ in range(1000)]
    together = reader(*targets).read(rows)
    for place, cells in enumerate(rows):
        alone = reader(*targets).read([cells])
        assert together.line(place) == alone.line(0)
        assert together.problems.get(place) == alone.problems.get(0)


def test_numbers_that_are_equal_and_written_otherwise_are_told_apart() -> None:
    """1, 1.0 and True are one key of a dictionary, and three codes."""
    block = reader("date", "product_code").read([["01.02.2026", code] for code in (1.0, True, "1", "01")])
    assert block.column("product_code")[3] == "01"
    assert block.column("product_code")[1] != block.column("product_code")[0]


def test_short_rows_say_nothing_of_what_they_lack() -> None:
    block = reader("date", "product", "quantity").read([["01.02.2026", "Улун", "2"], ["01.02.2026", "Пуэр"]])
    assert block.column("quantity") == [2000, 1000]


def test_lines_come_back_from_staging() -> None:
    """A row that was corrected may say what no other row of its chunk does."""
    block = LineBlock.staged(3, {"product": ["Улун", None, "Пуэр"], "receipt_total": [None, 5, None]})
    assert block.column("product") == ["Улун", "", "Пуэр"]
    assert block.column("receipt_total") == [None, 5, None]
    assert block.column("quantity") == [1000] * 3
    assert block.receipt_runs() == [("at:| ", 0, 3)]
