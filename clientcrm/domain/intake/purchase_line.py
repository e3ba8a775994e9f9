"""A line of a receipt on its way in: what its row says, and the list of plain values as which it is staged."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from clientcrm.domain.sales import ReceiptStatus

# Places of a staged line, in the order of the fields of ReadLine.
RECEIPT, DAY, AT, CLIENT, PRODUCT, PRODUCT_CODE, QUANTITY, PRICE, TOTAL = range(9)
DISCOUNT, EMPLOYEE, KIND, STATUS, RETURN_OF, COMMENT, RECEIPT_TOTAL, KEPT = range(9, 17)

StagedLine = list[Any]


@dataclass(slots=True)
class ReadLine:
    """One line of a receipt as its row says it: quantity in thousandths, money in minor units."""

    receipt: str = ""
    day: date | None = None
    at: str = ""
    client: str = ""
    product: str = ""
    product_code: str = ""
    quantity: int = 1000
    price: int = 0
    total: int = 0
    discount: int = 0
    employee: str = ""
    kind: str = ""
    status: str = ReceiptStatus.DONE.value
    return_of: str = ""
    comment: str = ""
    receipt_total: int | None = None
    kept: str = ""

    def staged(self) -> StagedLine:
        """As it is staged."""
        line = [getattr(self, name) for name in _NAMES]
        line[DAY] = self.day.isoformat() if self.day else ""
        return line


_NAMES = tuple(field.name for field in fields(ReadLine))
EMPTY_LINE: tuple[Any, ...] = tuple(ReadLine().staged())


def line_from(staged: Sequence[Any]) -> ReadLine:
    """A staged line back."""
    return ReadLine(staged[RECEIPT], date.fromisoformat(staged[DAY]) if staged[DAY] else None, *staged[AT:])


def receipt_key(line: Sequence[Any]) -> str:
    """Staged lines with the same key are one receipt: by its number and day, else by client and moment."""
    if line[KEPT]:
        return "kept:" + str(json.loads(line[KEPT])[0])
    if line[RECEIPT]:
        return f"no:{line[RECEIPT]}|{line[DAY]}"
    return f"at:{line[CLIENT]}|{line[DAY]} {line[AT]}"
