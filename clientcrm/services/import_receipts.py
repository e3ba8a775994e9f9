"""Receipts gathered from the lines of a file, while it is read or from staging."""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from clientcrm.domain.imports import RowAction
from clientcrm.domain.intake.client_reader import Problem
from clientcrm.domain.intake.purchase_line import ReadLine, StagedLine, line_from, receipt_key
from clientcrm.services.import_staging import MATCHING_CODES, Staged, cells_to_json

_NOT_WRITTEN = (RowAction.FAIL.value, RowAction.SKIP.value)


@dataclass(slots=True)
class ReceiptFound:
    """A receipt as the lines of the file add up to it; `seen` counts the lines that were decided so far."""

    first: ReadLine
    client: str
    place: int = 0
    products: int = 0
    total: int = 0
    discount: int = 0
    known_lines: int = 0
    seen: int = 0
    id: int = 0
    client_id: int | None = None
    fresh: bool = True
    brings: bool = False


@dataclass(slots=True)
class PurchaseBook:
    """Every receipt of one file, who bought, and for each staged row its receipt: None where it takes no part."""

    receipts: dict[str, ReceiptFound] = field(default_factory=dict)
    rows: list[list[ReceiptFound | None]] = field(default_factory=list)
    clients: dict[str, int] = field(default_factory=dict)
    unknown: set[str] = field(default_factory=set)

    def take(self, rows: Sequence[Staged]) -> None:
        """Gather the lines of one more chunk."""
        self.rows.append([self._gather(row.values["l"]) if _taken(row) else None for row in rows])

    def _gather(self, line: Sequence[Any]) -> ReceiptFound:
        key = receipt_key(line)
        receipt = self.receipts.get(key)
        if receipt is None:
            first = line_from(line)
            receipt = self.receipts[key] = ReceiptFound(first, first.client, len(self.receipts))
            if first.kept:
                receipt.discount = int(json.loads(first.kept)[2])
        elif not receipt.client:
            receipt.client = line[3]
        if line[4] or line[5]:
            receipt.products += 1
        receipt.total += line[8]
        return receipt


class Lines:
    """The lines that are to be written, as numbers: half a million stand in 25 MB."""

    def __init__(self, product: Callable[[str, str], int]) -> None:
        self._product = product
        self._receipts = array("l")
        self._ordinals = array("l")
        self._products = array("l")
        self._numbers = array("q")

    def take(self, rows: Sequence[Staged], receipts: Sequence[ReceiptFound | None]) -> None:
        """Take in what a decided chunk writes."""
        for row, receipt in zip(rows, receipts, strict=True):
            if receipt is None or row.action in _NOT_WRITTEN:
                continue
            receipt.seen += 1
            if row.action != RowAction.CREATE.value:
                continue
            receipt.brings = True
            line = row.values["l"]
            if line[4] or line[5]:
                self._receipts.append(receipt.place)
                self._ordinals.append(receipt.seen)
                self._products.append(self._product(line[5], line[4]))
                self._numbers.extend((line[6], line[7], line[9], line[8]))

    def rows(self, receipts: Sequence[ReceiptFound], start: int, count: int) -> list[tuple[int, ...]]:
        """So many lines as rows: receipt, ordinal, product, quantity, price, discount, total."""
        part = slice(start, start + count)
        numbers = iter(self._numbers[4 * start : 4 * (start + count)])
        heads = zip(self._receipts[part], self._ordinals[part], self._products[part], strict=True)
        return [
            (receipts[place].id, ordinal, product, *four)
            for (place, ordinal, product), four in zip(heads, zip(*[numbers] * 4, strict=True), strict=True)
        ]

    def __len__(self) -> int:
        return len(self._receipts)


def staged_line(row_no: int, cells: Sequence[Any], read: tuple[StagedLine, list[Problem]]) -> Staged:
    """A read line as it is staged."""
    line, problems = read
    row = Staged(row_no, cells_to_json(cells), {"l": line}, problems)
    if problems and row.failed:
        row.action = RowAction.FAIL.value
    return row


def _taken(row: Staged) -> bool:
    """Whether a row takes part: it was read, and nobody left it out."""
    if row.hand.get("action") == RowAction.SKIP.value:
        return False
    return not row.problems or not any(p[1][0] == "E" and p[1] not in MATCHING_CODES for p in row.problems)
