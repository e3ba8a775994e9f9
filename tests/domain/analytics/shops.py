"""Shops that the figures are tried on: the golden one, made ones, and the bigger ones of tests/data."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from pathlib import Path

import pandas as pd

from clientcrm.domain.analytics.history import LINES, NOBODY, RECEIPTS, Sales

DATA = Path(__file__).parents[2] / "data"
GOLDEN = DATA / "golden_shop"
GOLDEN_DAY = date(2024, 6, 30)
PRODUCTS = {"HAIR": 1, "COLOR": 2, "NAIL": 3, "MASK": 4, "CONS": 5}


def client_id(code: str) -> int:
    """c07 of the golden shop is client 7; nobody is nobody."""
    return int(code[1:]) if code else NOBODY


@cache
def golden_shop() -> Sales:
    """The hand-made shop with every edge case, its done documents."""
    with (GOLDEN / "sales.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["status"] == "done"]
    receipts: dict[int, list[int]] = {}
    lines = []
    for row in rows:
        number, total = int(row["doc_id"]), int(row["amount_minor"])
        sale = int(row["ref_doc"]) if row["ref_doc"] else NOBODY
        day = date.fromisoformat(row["datetime"][:10]).toordinal()
        receipt = receipts.setdefault(number, [number, client_id(row["client_id"]), day, 0, sale, NOBODY])
        receipt[3] += total
        if row["product"]:
            lines.append((number, PRODUCTS[row["product"]], int(row["qty"]) * 1000, total))
    return sales(receipts.values(), lines)


def sales(receipts: Iterable[Sequence[int]], lines: Iterable[Sequence[int]] = ()) -> Sales:
    """Frames of rows in the order of RECEIPTS and LINES."""
    return Sales(
        pd.DataFrame(list(receipts), columns=list(RECEIPTS)).astype(RECEIPTS),
        pd.DataFrame(list(lines), columns=list(LINES)).astype(LINES),
    )


@cache
def rfm_orders() -> Sales:
    """The orders that the R package rfm is documented with: client r0281 is 281, amounts in whole units."""
    frame = pd.read_csv(DATA / "analytics" / "rfm_orders.csv")
    return Sales(_orders(frame), sales([]).lines)


def _orders(frame: pd.DataFrame) -> pd.DataFrame:
    names = list(frame.columns)
    customer, day, revenue = names[0], names[1], names[2]
    days = pd.to_datetime(frame[day]).map(lambda stamp: stamp.toordinal())
    return pd.DataFrame(
        {
            "receipt": range(len(frame)),
            "client": frame[customer].str[1:].astype("int64"),
            "day": days,
            "total": frame[revenue].round().astype("int64"),
            "sale": NOBODY,
            "employee": NOBODY,
        }
    ).astype(RECEIPTS)
