"""Our own exported purchases read back, every cell at its word."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from clientcrm.domain.imports import LEAVE_OUT, ColumnPlan
from clientcrm.domain.intake.client_reader import Problem, ReadingRules
from clientcrm.domain.intake.purchase_line import LineBlock, ReadLine
from clientcrm.domain.sales import ReceiptKind, ReceiptStatus
from clientcrm.domain.values import dates, money
from clientcrm.services.exports.cells import own_mark, own_text, words_for

_RECEIPTS = words_for(*(kind.value for kind in ReceiptKind))
_STATES = words_for(*(status.value for status in ReceiptStatus))


class OwnPurchaseReader:
    """Reads rows of our own list of purchases."""

    def __init__(self, columns: Sequence[ColumnPlan], rules: ReadingRules) -> None:
        self._rules = rules
        self._columns = [(c.index, c.target) for c in columns if c.target and c.target != LEAVE_OUT]

    def read(self, rows: Sequence[Sequence[Any]]) -> LineBlock:
        """The rows as lines."""
        return LineBlock.of([self._line(cells) for cells in rows])

    def _line(self, cells: Sequence[Any]) -> tuple[ReadLine, list[Problem]]:
        """The line as it was written; E306 without a day."""
        said: dict[str, Any] = {}
        problems: list[Problem] = []
        for index, target in self._columns:
            cell = cells[index] if index < len(cells) else ""
            if cell is not None and cell != "":
                said[target] = (index, cell)
        moment, codes = self._moment(said.get("date", (-1, ""))[1])
        problems += [[said["date"][0], code, str(said["date"][1])[:80], ""] for code in codes]
        if moment is None:
            problems.append([-1, "E306", "", ""])
        texts = {name: own_text(cell) for name, (_, cell) in said.items()}
        kept = _kept_receipt(texts.get("crm_receipt", ""))
        at = moment.time().isoformat("seconds") if isinstance(moment, datetime) else ""
        if len(kept) > 3 and str(kept[3]).startswith("00:00:00") and not at:
            at = str(kept[3])  # Excel cannot tell midnight from a day without a time

        def amount(name: str) -> int:
            cell = said.get(name, (-1, 0))[1]
            return money.parse_money(cell, own_mark(cell), self._rules.exponent)[0] or 0

        quantity = said.get("quantity", (-1, 1))[1]
        public_id = texts.get("client_id", "")
        line = ReadLine(
            receipt=texts.get("receipt_no", ""),
            day=moment.date() if isinstance(moment, datetime) else moment,
            at=at,
            client=f"id:{public_id}" if public_id else texts.get("client_code", ""),
            product=texts.get("product", ""),
            product_code=texts.get("product_code", ""),
            quantity=_thousandths(quantity),
            price=amount("unit_price"),
            total=amount("line_total"),
            discount=amount("discount"),
            employee=texts.get("employee", ""),
            kind=_RECEIPTS.get(texts.get("kind", ""), ""),
            status=_STATES.get(texts.get("status", ""), ReceiptStatus.DONE.value),
            return_of=texts.get("return_of", ""),
            comment=texts.get("purchase_comment", ""),
            receipt_total=amount("receipt_total") if "receipt_total" in said else None,
            kept=texts.get("crm_receipt", "") if kept else "",
        )
        return line, problems

    def _moment(self, cell: Any) -> tuple[date | datetime | None, list[str]]:
        return dates.parse_moment(cell, dates.DateReading(self._rules.today, "dmy"))


def _thousandths(cell: Any) -> int:
    if isinstance(cell, str):
        found = money.parse_quantity(cell, own_mark(cell))[0]
    else:
        found = money.parse_quantity(cell)[0]
    return 1000 if found is None else found


def _kept_receipt(text: str) -> list[Any]:
    try:
        kept = json.loads(text) if text else []
    except ValueError:
        return []
    return kept if isinstance(kept, list) and len(kept) >= 3 else []
