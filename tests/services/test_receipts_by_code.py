"""Receipts that name their buyers by a code alone, as data for figures come: the golden counts through the base."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from clientcrm.crm import Desk
from clientcrm.domain.errors import Invalid
from clientcrm.domain.imports import ImportKind, UnknownClients
from tests.services.imported import DATA, SHARED, brought, workbook
from tests.support import Shop

CREATE = {"kind": ImportKind.PURCHASES, "unknown_clients": UnknownClients.CREATE}


@pytest.fixture
def desk(template: Callable[[Path], Shop], tmp_path: Path) -> Iterator[Desk]:
    """An empty shop on the day after all these sales."""
    shop = template(tmp_path / "base")
    shop.clock.at = datetime(2024, 6, 30, 9, tzinfo=UTC)
    yield shop.sign_in()
    shop.close()


def asked(desk: Desk, name: str, as_of: date, **options: str) -> dict[str, Any]:
    return desk.figures.ask(name, as_of, options)


@pytest.mark.proves("F13")
def test_the_golden_shop_from_its_sales_alone(desk: Desk) -> None:
    """ANALYTICS.md 7.0 and 7.1; the sums of the file stand in kopecks, as its heading says."""
    result = brought(desk, DATA / "golden_shop" / "sales.csv", **CREATE)
    assert (result.counts.rows, result.counts.created, result.counts.receipts) == (37, 37, 34)
    found = asked(desk, "summary", date(2024, 6, 30))
    numbers = ("n", "purchase_days", "receipts", "net", "sales", "refunds", "of_clients", "anonymous", "median")
    assert [found[name] for name in numbers] == [
        *(9, 24, 26, 10_999_000, 11_548_000, -549_000, 10_849_000, 150_000, 175_000),
    ]
    assert found["mean"] == 424_962
    statuses = asked(desk, "status", date(2024, 6, 30), L="84")["statuses"]
    assert {row["status"]: row["clients"] for row in statuses if row["status"] != "potential"} == {
        "active": 4, "new": 1, "lost": 4, "at_risk": 0,
    }  # fmt: skip


@pytest.mark.proves("F13")
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_orders_of_995_clients(desk: Desk, tmp_path: Path, kind: str) -> None:
    """rfm_orders.csv: as many orders of as many clients, and the best of them; on a day with two orders they come once.

    The published 158 clients with four at least everywhere (ANALYTICS.md 4.4).
    """
    file = DATA / "analytics" / "rfm_orders.csv"
    if kind == "xlsx":
        with file.open(encoding="utf-8", newline="") as source:
            head, *rows = csv.reader(source)
        told = [[code, datetime.fromisoformat(day), int(money)] for code, day, money in rows]
        file = workbook(tmp_path / "orders.xlsx", {"Orders": [head, *told]})
    result = brought(desk, file, **CREATE)
    assert (result.counts.created, result.counts.failed, result.counts.receipts) == (4906, 0, 4895)
    found = asked(desk, "rfm", date(2006, 12, 31))
    assert found["n"] == 995
    assert sum(min(row["r"], row["f"], row["m"]) >= 4 for row in found["clients"]) == 158
    assert sum(row["clients"] for row in found["segments"]) == 995


def columns(path: Path, rows: list[tuple[str, str, int, str]], head: str = "") -> Path:
    """Numbers with blanks between them, each column as wide as its longest: the way of CDNOW."""
    lines = [f" {code:>5} {day} {count:>2} {money:>7}" for code, day, count, money in rows]
    path.write_text("\n".join([*([head] if head else []), *lines, ""]), "ascii")
    return path


ROWS = [
    ("00004", "19970101", 2, "29.33"),
    ("00004", "19970118", 2, "29.73"),
    ("00004", "19970118", 1, "14.96"),
    ("00021", "19970101", 3, "63.34"),
    ("00050", "19970101", 1, "6.79"),
]


def test_columns_of_numbers_without_any_mark_between_them(desk: Desk, tmp_path: Path) -> None:
    file = columns(tmp_path / "cd.txt", ROWS, " customer_id  date number_of_cds  dollar_value")
    result = brought(desk, file, **CREATE)
    assert (result.counts.created, result.counts.receipts) == (5, 4)
    found = asked(desk, "summary", date(1997, 9, 30))
    assert (found["n"], found["purchase_days"], found["net"]) == (3, 4, 14_415)


def test_columns_without_headings_are_named_by_a_person(desk: Desk, tmp_path: Path) -> None:
    file = columns(tmp_path / "cd.txt", ROWS)
    plan = desk.importing.plan(_choice(file), _options())
    assert (plan.rows, len(plan.columns), plan.can_run, plan.why_not) == (5, 4, False, "no_date")
    targets = dict(
        zip((c.header for c in plan.columns), ("client_code", "date", "quantity", "line_total"), strict=True)
    )
    result = brought(desk, file, targets, **CREATE)
    assert (result.counts.created, result.counts.receipts) == (5, 4)
    assert asked(desk, "summary", date(1997, 9, 30))["net"] == 14_415


def _choice(file: Path) -> Any:
    from clientcrm.domain.imports import FileChoice

    return FileChoice(file)


def _options() -> Any:
    from clientcrm.domain.imports import ImportOptions

    return ImportOptions(**CREATE)


def test_the_sample_of_cdnow(desk: Desk) -> None:
    """2,357 clients, of whom eight never paid anything; the file states no licence, so it is read beside."""
    file = SHARED / "analytics" / "cdnow" / "CDNOW_sample.txt"
    if not file.exists():
        pytest.skip("needs ../shared/data/analytics, which states no licence")
    plan = desk.importing.plan(_choice(file), _options())
    names = ("client_code", "leave_out", "date", "quantity", "line_total")
    targets = dict(zip((column.header for column in plan.columns), names, strict=True))
    result = brought(desk, file, targets, **CREATE)
    assert (result.counts.rows, result.counts.created) == (6919, 6919)
    found = asked(desk, "lifetime", date(1997, 9, 30))
    assert found["n"] == 2349


@pytest.mark.parametrize(
    ("head", "money"),
    [
        ("amount_minor", 1250),
        ("Сумма, коп.", 1250),
        ("Сумма в копейках", 1250),
        ("Total (cents)", 1250),
        ("Сумма", 125_000),
        ("Сумма, руб", 125_000),
    ],
)
def test_sums_in_the_smaller_unit(desk: Desk, tmp_path: Path, head: str, money: int) -> None:
    file = tmp_path / "sums.csv"
    file.write_text(f"Дата;Код клиента;{head}\n05.03.2024;к1;1250\n", "utf-8")
    brought(desk, file, {head: "line_total"}, **CREATE)
    assert asked(desk, "summary", date(2024, 6, 30))["net"] == money


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("ID,frequency,recency,T\n1,2,30.43,38.86\n2,1,1.71,38.86\n", "no_date"),  # sums by client, no receipts
        ("citrus fruit,margarine\nwhole milk\nyogurt,coffee\n", "no_date"),  # baskets of no day
    ],
)
def test_what_holds_no_receipts_is_refused_with_the_reason(desk: Desk, tmp_path: Path, text: str, why: str) -> None:
    file = tmp_path / "other.csv"
    file.write_text(text, "utf-8")
    plan = desk.importing.plan(_choice(file), _options())
    assert (plan.can_run, plan.why_not) == (False, why)
    with pytest.raises(Invalid):
        desk.importing.check(plan)
