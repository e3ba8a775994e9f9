"""Purchases from a file (EXCEL.md 5.13): receipts, refunds, anonymous lines, who bought, the same file again."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from clientcrm.crm import Desk
from clientcrm.domain.clients import ClientFilter, ClientOrder, ClientState
from clientcrm.domain.imports import ImportKind, UnknownClients
from clientcrm.domain.sales import Receipt, sales_figures
from tests.services.imported import DATA, brought, checked, csv_file, drafts, planned, points, said
from tests.story.canonical import canonical, differences
from tests.support import Shop

# ANALYTICS.md 7.0, as of 2024-06-30: first and last purchase day, purchase days, net sum in kopecks.
GOLDEN: dict[str, tuple[str | None, str | None, int, int]] = {
    "c01": ("2024-01-10", "2024-06-26", 7, 1_050_000),
    "c02": ("2024-03-15", "2024-03-15", 1, 6_000_000),
    "c03": ("2024-06-25", "2024-06-25", 1, 200_000),
    "c04": ("2024-02-01", "2024-02-29", 2, 399_000),
    "c05": ("2024-01-05", "2024-03-01", 5, 1_200_000),
    "c06": (None, None, 0, 0),
    "c07": ("2024-05-05", "2024-06-04", 2, 300_000),
    "c08": (None, None, 0, 0),
    "c09": (None, None, 0, 0),
    "c10": ("2024-04-08", "2024-06-17", 2, 800_000),
    "c11": (None, None, 0, 0),
    "c12": (None, None, 0, 0),
    "c13": ("2024-03-20", "2024-03-20", 1, 150_000),
    "c14": ("2024-01-20", "2024-06-20", 3, 750_000),
}


@pytest.fixture(scope="module")
def golden(
    template: Callable[[Path], Shop], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Desk, dict[str, Any]]]:
    """The hand-made shop on the last day of June 2024, its sums written in roubles as a shop writes them."""
    folder = tmp_path_factory.mktemp("golden")
    with (DATA / "golden_shop" / "sales.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    roubles = [[*row[:-1], f"{int(row[-1]) / 100:.2f}".replace(".", ",")] for row in rows]
    shop = template(folder / "base")
    shop.clock.at = datetime(2024, 6, 30, 9, tzinfo=UTC)
    desk = shop.sign_in()
    brought(desk, DATA / "golden_shop" / "clients.csv")
    result = brought(desk, csv_file(folder / "sales.csv", [[*header[:-1], "amount"], *roubles]))
    assert said(result.counts) == {"created": 37}
    assert result.counts.receipts == 34
    yield desk, canonical(desk)
    shop.close()


@pytest.mark.proves("F13")
@pytest.mark.parametrize("code", GOLDEN)
def test_figures_of_the_golden_shop(golden: tuple[Desk, dict[str, Any]], code: str) -> None:
    """Linked and unlinked refunds, a cancelled receipt, zero-only visits, sales of tomorrow."""
    (figures,) = [c["figures"] for c in golden[1]["clients"].values() if c["draft"]["code"] == code]
    names = ("first_purchase", "last_purchase", "purchase_days", "total")
    assert tuple(figures[name] for name in names) == GOLDEN[code]
    assert (figures["state"] == "client") == (GOLDEN[code][2] > 0)


def test_what_the_golden_shop_earned(golden: tuple[Desk, dict[str, Any]]) -> None:
    """Anonymous sales count for the shop: the average check is 4,249.62 over 26 receipts, net revenue 109,990."""
    found = golden[1]["receipts"]
    place = {json_key(receipt): number for number, receipt in enumerate(found, 1)}
    receipts = [
        Receipt(
            number,
            date.fromisoformat(receipt["day"]),
            receipt["total"],
            place[json_key(receipt["return_of"])] if receipt["return_of"] else None,
        )
        for number, receipt in enumerate(found, 1)
        if receipt["status"] == "done"
    ]
    figures = sales_figures(receipts, date(2024, 6, 30))
    assert (figures.receipts, figures.average, figures.median, figures.net) == (26, 424_962, 175_000, 10_999_000)
    assert sum(receipt["client"] is None for receipt in found) == 1


def json_key(receipt: dict[str, Any]) -> tuple[str, str]:
    return receipt["receipt_no"], receipt["day"]


@pytest.fixture(scope="module")
def retail(template: Callable[[Path], Shop], tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, Path]]:
    """5,000 lines of Online Retail in a base that knew none of its clients."""
    folder = tmp_path_factory.mktemp("retail")
    path = folder / "retail.csv"
    path.write_bytes(gzip.decompress((DATA / "online_retail_cut.csv.gz").read_bytes()))
    shop = template(folder / "base")
    desk = shop.sign_in()
    plan = planned(desk, path, unknown_clients=UnknownClients.CREATE)
    assert {column.header: column.target for column in plan.columns} == {
        "InvoiceNo": "receipt_no",
        "StockCode": "product_code",
        "Description": "product",
        "Quantity": "quantity",
        "InvoiceDate": "date",
        "UnitPrice": "unit_price",
        "CustomerID": "client_code",
        "Country": "country",
    }
    result = brought(desk, path, unknown_clients=UnknownClients.CREATE)
    assert (said(result.counts), result.counts.receipts) == ({"created": 4970}, 453)
    yield desk, path
    shop.close()


@pytest.mark.proves("F14")
def test_figures_of_online_retail(retail: tuple[Desk, Path]) -> None:
    """ANALYTICS.md 7.3: a sale that was cancelled whole, a regular, 34 invoices on two days."""
    found = canonical(retail[0])
    figures = {client["draft"]["code"]: client["figures"] for client in found["clients"].values()}
    assert len(figures) == 62
    names = ("purchase_days", "receipts", "total", "last_purchase")
    assert {code: tuple(figures[code][name] for name in names) for code in ("12346", "12347", "17850")} == {
        "12346": (1, 1, 0, "2011-01-18"),
        "12347": (7, 7, 431_000, "2011-12-07"),
        "17850": (2, 34, 528_863, "2010-12-02"),
    }
    receipts = found["receipts"]
    refunds = [receipt for receipt in receipts if receipt["kind"] == "refund"]
    assert (len(refunds), {receipt["receipt_no"][0] for receipt in refunds}) == (64, {"C"})
    assert all(receipt["total"] <= 0 and receipt["return_of"] is None for receipt in refunds)
    anonymous = [receipt for receipt in receipts if receipt["client"] is None]
    assert (len(anonymous), sum(len(receipt["lines"]) for receipt in anonymous)) == (193, 670)


def test_a_second_import_adds_nothing(retail: tuple[Desk, Path]) -> None:
    desk, path = retail
    before = canonical(desk)
    result = brought(desk, path, unknown_clients=UnknownClients.CREATE)
    assert (said(result.counts), result.counts.receipts) == ({"skipped": 4970, "unchanged": 4970}, 0)
    assert canonical(desk) == before


HEADER = ("Чек", "Дата", "Клиент", "Товар", "Кол-во", "Сумма", "Возврат чека")
CLIENTS = [
    ("Код", "ФИО", "Телефон", "Номер карты"),
    ("К1", "Ольга Рей", "+79161110001", "777001"),
    ("К2", "Павел Рей", "+79161110002", "777002"),
]


@pytest.fixture
def two(desk: Desk, tmp_path: Path) -> Desk:
    """A base with two clients."""
    brought(desk, csv_file(tmp_path / "clients.csv", CLIENTS))
    return desk


def figures_of(desk: Desk) -> dict[str, tuple[int, int]]:
    found = canonical(desk)["clients"].values()
    return {c["draft"]["name"]: (c["figures"]["purchase_days"], c["figures"]["total"]) for c in found}


def test_the_buyer_is_known_by_code_phone_card_and_name(two: Desk, tmp_path: Path) -> None:
    for place, buyer in enumerate(("К1", "8 916 111-00-01", "777001", "Рей Ольга"), 1):
        rows = [HEADER, *((f"{place}{n}", f"0{place}.05.2026", buyer, "Чай", "1", "100", "") for n in range(3))]
        result = brought(two, csv_file(tmp_path / f"{place}.csv", rows))
        assert said(result.counts) == {"created": 3}, buyer
    assert figures_of(two) == {"Ольга Рей": (4, 120_000), "Павел Рей": (0, 0)}


@pytest.mark.proves("F10")
def test_unknown_buyers_are_reported_or_made_and_unmade(two: Desk, tmp_path: Path) -> None:
    rows = [
        HEADER,
        ("1", "05.05.2026", "К1", "Чай", "1", "100", ""),
        ("2", "05.05.2026", "К9", "Чай", "1", "100", ""),
        ("3", "06.05.2026", "К9", "Чай", "1", "100", ""),
        ("4", "06.05.2026", "", "Чай", "1", "100", ""),
    ]
    path = csv_file(tmp_path / "sales.csv", rows)
    reported = checked(two, planned(two, path))
    assert (reported.plan.kind, said(reported.counts)) == (ImportKind.PURCHASES, {"created": 2, "failed": 2})
    assert [(p.row, p.code, p.value) for p in reported.problems] == [(3, "E304", "К9"), (4, "E304", "К9")]
    before = canonical(two)
    result = brought(two, path, unknown_clients=UnknownClients.CREATE)
    assert figures_of(two) == {"Ольга Рей": (1, 10_000), "Павел Рей": (0, 0), "К9": (2, 20_000)}
    states = {row.name: row.state for row in two.clients.rows(two.clients.ids(ClientFilter(), ClientOrder()))}
    assert states == {"К9": ClientState.CLIENT, "Рей Ольга": ClientState.CLIENT, "Рей Павел": ClientState.MARKET}
    two.importing.undo(result.batch)
    assert canonical(two) == before


def test_lines_become_receipts(two: Desk, tmp_path: Path) -> None:
    """Lines of one number and day, or of one client and moment; equal ones survive; refunds are linked by number."""
    rows = [
        HEADER,
        ("7", "05.05.2026", "К1", "Чай", "1", "100", ""),
        ("7", "05.05.2026", "К1", "Чай", "1", "100", ""),
        ("7", "05.05.2026", "К1", "Скидка", "1", "-50", ""),
        ("7", "06.05.2026", "К1", "Чай", "2", "200", ""),
        ("", "07.05.2026 10:00", "К2", "Чай", "0,5", "100", ""),
        ("", "07.05.2026 10:00", "К2", "Мёд", "1", "300", ""),
        ("", "07.05.2026 18:30", "К2", "Мёд", "1", "300", ""),
        ("8", "08.05.2026", "К2", "Мёд", "1", "-300", ""),
        ("9", "08.05.2026", "К1", "Чай", "2", "-200", "7"),
    ]
    result = brought(two, csv_file(tmp_path / "sales.csv", rows))
    assert (said(result.counts), result.counts.receipts) == ({"created": 9}, 6)
    receipts = canonical(two)["receipts"]
    told = sorted((r["day"], r["at"], r["kind"], r["total"], len(r["lines"])) for r in receipts)
    assert told == [
        ("2026-05-05", "", "sale", 15_000, 3),
        ("2026-05-06", "", "sale", 20_000, 1),
        ("2026-05-07", "10:00:00", "sale", 40_000, 2),
        ("2026-05-07", "18:30:00", "sale", 30_000, 1),
        ("2026-05-08", "", "refund", -30_000, 1),
        ("2026-05-08", "", "refund", -20_000, 1),
    ]
    linked = next(r for r in receipts if r["receipt_no"] == "9")
    assert linked["return_of"]["day"] == "2026-05-06"
    assert next(r for r in receipts if r["receipt_no"] == "8")["return_of"] is None
    assert figures_of(two) == {"Ольга Рей": (1, 15_000), "Павел Рей": (1, 40_000)}

    grown = [*rows[:5], ("7", "06.05.2026", "К1", "Мёд", "1", "300", ""), *rows[5:]]
    more = brought(two, csv_file(tmp_path / "sales.csv", grown))
    assert (said(more.counts), more.counts.receipts) == ({"created": 1, "skipped": 9, "unchanged": 9}, 0)
    assert figures_of(two)["Ольга Рей"] == (2, 45_000)


def test_bad_lines_are_told_and_the_others_come_in(two: Desk, tmp_path: Path) -> None:
    rows = [
        HEADER,
        ("1", "05.05.2026", "К1", "Чай", "1", "100", ""),
        ("2", "31.02.2026", "К1", "Чай", "1", "100", ""),
        ("3", "05.05.2050", "К1", "Чай", "1", "100", ""),
        ("4", "05.05.2026", "К1", "", "1", "", ""),
        ("5", "06.05.2026", "К2", "Чай", "пять", "100", ""),
    ]
    result = brought(two, csv_file(tmp_path / "sales.csv", rows))
    codes = {(problem.row, problem.code) for problem in result.problems}
    assert said(result.counts) == {"created": 2, "failed": 3}
    assert {(3, "E306"), (4, "E306"), (5, "E307"), (6, "W251")} <= codes
    assert figures_of(two) == {"Ольга Рей": (1, 10_000), "Павел Рей": (1, 10_000)}


@pytest.mark.proves("F14")
def test_new_buyers_bring_all_that_the_file_says_of_them(desk: Desk, tmp_path: Path) -> None:
    """A journal of visits kept by hand: who came is a client with a phone, not a word."""
    rows = [
        ("Дата", "Клиент", "Телефон", "Услуга", "Сумма"),
        ("01.02.2026", "Ким Анна", "8 916 111-00-01", "Стрижка", "1500"),
        ("08.02.2026", "Рей Ян", "", "Окраска", "3500"),
        ("15.02.2026", "Ким Анна", "8 916 111-00-01", "Окраска", "4000"),
        ("20.02.2026", "Рей Ян", "", "Стрижка", "1500"),
    ]
    path = csv_file(tmp_path / "visits.csv", rows)
    before = canonical(desk)
    result = brought(desk, path, unknown_clients=UnknownClients.CREATE)
    assert said(result.counts) == {"created": 4}
    anna = drafts(desk)["Ким Анна"]
    assert (anna["last_name"], points(anna, "phone")) == ("Ким", [("+79161110001", "", "", "ok")])
    assert not drafts(desk)["Рей Ян"].get("contacts")
    assert said(brought(desk, path, unknown_clients=UnknownClients.CREATE).counts) == {"skipped": 4, "unchanged": 4}
    desk.importing.undo(result.batch)
    assert differences(before, canonical(desk)) == []
