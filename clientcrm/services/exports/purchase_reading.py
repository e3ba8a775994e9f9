"""Our own exported purchases read back, every cell at its word."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date, datetime
from itertools import zip_longest
from typing import Any, TypeVar

from clientcrm.domain.imports import LEAVE_OUT, ColumnPlan
from clientcrm.domain.intake.client_reader import Problem, ReadingRules
from clientcrm.domain.intake.purchase_line import LineBlock
from clientcrm.domain.sales import ReceiptKind, ReceiptStatus
from clientcrm.domain.values import dates, money
from clientcrm.services.exports.cells import own_mark, own_text, words_for

NO_DAY = "E306"
Answer = TypeVar("Answer")

_TOLD_APART = frozenset({str, float, date, datetime})
_RECEIPTS = words_for(*(kind.value for kind in ReceiptKind))
_STATES = words_for(*(status.value for status in ReceiptStatus))


class OwnPurchaseReader:
    """Reads blocks of rows of our own list of purchases, by the column: cells that say the same are read once."""

    def __init__(self, columns: Sequence[ColumnPlan], rules: ReadingRules) -> None:
        self._rules = rules
        self._columns = {c.target: c.index for c in columns if c.target and c.target != LEAVE_OUT}

    def read(self, rows: Sequence[Sequence[Any]]) -> LineBlock:
        """The rows as lines, as they were written; E306 without a day."""
        table = list(zip_longest(*rows, fillvalue=""))
        nothing = ("",) * len(rows)

        def cells(target: str) -> Sequence[Any]:
            index = self._columns.get(target, len(table))
            return table[index] if index < len(table) else nothing

        def texts(target: str) -> list[str]:
            return _each(cells(target), own_text)

        def amounts(target: str) -> list[int]:
            return _each(cells(target), self._amount)

        receipts = texts("crm_receipt")
        kept = _each(receipts, _kept_receipt)
        block = LineBlock(len(rows))
        days, times = self._moments(cells("date"), kept, block.problems)
        clients = zip(texts("client_id"), texts("client_code"), strict=True)
        totals = zip(cells("receipt_total"), amounts("receipt_total"), strict=True)
        said: dict[str, list[Any]] = {
            "receipt": texts("receipt_no"),
            "day": days,
            "at": times,
            "client": [f"id:{public_id}" if public_id else code for public_id, code in clients],
            "product": texts("product"),
            "product_code": texts("product_code"),
            "quantity": _each(cells("quantity"), _thousandths),
            "price": amounts("unit_price"),
            "total": amounts("line_total"),
            "discount": amounts("discount"),
            "employee": texts("employee"),
            "kind": [_RECEIPTS.get(word, "") for word in texts("kind")],
            "status": [_STATES.get(word, ReceiptStatus.DONE.value) for word in texts("status")],
            "return_of": texts("return_of"),
            "comment": texts("purchase_comment"),
            "receipt_total": [None if cell in ("", None) else amount for cell, amount in totals],
            "kept": [text if found else "" for text, found in zip(receipts, kept, strict=True)],
        }
        for name, column in said.items():
            block.put(name, column)
        return block

    def _moments(
        self, cells: Sequence[Any], kept: Sequence[list[Any]], problems: dict[int, list[Problem]]
    ) -> tuple[list[str], list[str]]:
        """Day and time of each row; what is wrong with them goes to `problems`."""
        found = _each(cells, self._moment)
        for place in (place for place, (_, _, codes) in enumerate(found) if codes):
            cell, codes = cells[place], found[place][2]
            column = self._columns.get("date", -1)
            problems[place] = [
                [-1, code, "", ""] if code == NO_DAY else [column, code, str(cell)[:80], ""] for code in codes
            ]
        # Excel cannot tell midnight from a day without a time: the kept receipt can.
        times = [
            str(receipt[3]) if not at and len(receipt) > 3 and str(receipt[3]).startswith("00:00:00") else at
            for (_, at, _), receipt in zip(found, kept, strict=True)
        ]
        return [day for day, _, _ in found], times

    def _moment(self, cell: Any) -> tuple[str, str, list[str]]:
        """Day, time, and what is wrong with them."""
        reading = dates.DateReading(self._rules.today, "dmy")
        moment, codes = dates.parse_moment("" if cell is None else cell, reading)
        if moment is None:
            return "", "", [*codes, NO_DAY]
        if isinstance(moment, datetime):
            return moment.date().isoformat(), moment.time().isoformat("seconds"), codes
        return moment.isoformat(), "", codes

    def _amount(self, cell: Any) -> int:
        return money.parse_money("" if cell is None else cell, own_mark(cell), self._rules.exponent)[0] or 0


def _each(cells: Sequence[Any], read: Callable[[Any], Answer]) -> list[Answer]:
    """What each cell says. The answers are shared by cells that are the same, so nobody may change them."""
    # 1, 1.0 and True would be the same.
    keys = cells if set(map(type, cells)) <= _TOLD_APART else list(zip(map(type, cells), cells, strict=True))
    known = {key: read(cell) for key, cell in dict(zip(keys, cells, strict=True)).items()}
    return list(map(known.__getitem__, keys))


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
