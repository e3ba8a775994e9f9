"""The golden shop of tests/data written down through the desk: its clients, every document, and its day."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime
from typing import Final

from clientcrm.crm import Desk
from clientcrm.domain.clients import ClientDraft
from clientcrm.domain.sales import LineDraft, PurchaseDraft, ReceiptKind, ReceiptStatus
from tests.domain.analytics.shops import GOLDEN

GOLDEN_LOST: Final = 84  # what the golden values were reckoned with
GOLDEN_DAY: Final = datetime(2024, 6, 30, 9, tzinfo=UTC)


def fill_golden(desk: Desk) -> None:
    """Its clients under the ids 1 to 14, and every document."""
    for number in range(1, 15):
        assert desk.clients.create(ClientDraft(name=f"Клиент {number}")) == number
    rows: dict[str, list[dict[str, str]]] = {}
    with (GOLDEN / "sales.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            rows.setdefault(row["doc_id"], []).append(row)
    made: dict[str, int] = {}
    for number, lines in rows.items():
        first = lines[0]
        total = sum(int(row["amount_minor"]) for row in lines)
        day = date.fromisoformat(first["datetime"][:10])
        if day > date(2024, 7, 1):
            continue  # the program takes no sale of the day after tomorrow; the frames know of it
        made[number] = desk.sales.add(
            PurchaseDraft(
                int(first["client_id"][1:]) if first["client_id"] else None,
                day,
                tuple(
                    LineDraft(row["product"], int(row["qty"]) * 1000, total=abs(int(row["amount_minor"])))
                    for row in lines
                    if row["product"]
                ),
                total=abs(total),
                kind=ReceiptKind(first["kind"]),
                status=ReceiptStatus(first["status"]),
                return_of=made.get(first["ref_doc"]),
            )
        )
