"""Receipts gathered from the lines of a file, while it is read or from staging."""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

from clientcrm.domain.imports import RowAction
from clientcrm.domain.intake.purchase_line import LineBlock, ReadLine
from clientcrm.services.imports.chunks import MATCHING_CODES, ReadRows, StagedRows
from clientcrm.services.imports.staging import cells_by_column

_CREATE = RowAction.CREATE.value
_NOT_WRITTEN = frozenset({RowAction.FAIL.value, RowAction.SKIP.value})


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

    def take(self, lines: LineBlock, left_out: Collection[int]) -> None:
        """Gather the lines of one more chunk but for these places."""
        named = zip(*map(lines.column, ("product", "product_code")), strict=True)
        goods = [bool(product or code) for product, code in named]
        told = zip(lines.receipt_keys(), lines.column("client"), goods, lines.column("total"), strict=True)
        known = self.receipts
        found: list[ReceiptFound | None] = []
        for place, (key, client, is_product, total) in enumerate(told):
            if place in left_out:
                found.append(None)
                continue
            receipt = known.get(key)
            if receipt is None:
                receipt = known[key] = self._begun(lines.line(place))
            elif not receipt.client:
                receipt.client = client
            receipt.products += is_product
            receipt.total += total
            found.append(receipt)
        self.rows.append(found)

    def _begun(self, first: ReadLine) -> ReceiptFound:
        receipt = ReceiptFound(first, first.client, len(self.receipts))
        if first.kept:
            receipt.discount = int(json.loads(first.kept)[2])
        return receipt


class Lines:
    """The lines that are to be written, as numbers: half a million stand in 25 MB."""

    def __init__(self, product: Callable[[str, str], int]) -> None:
        self._product = product
        self._receipts = array("l")
        self._ordinals = array("l")
        self._products = array("l")
        self._numbers = array("q")

    def take(self, rows: StagedRows, lines: LineBlock, receipts: Sequence[ReceiptFound | None]) -> None:
        """Take in what a decided chunk writes."""
        goods = zip(*map(lines.column, ("product_code", "product")), strict=True)
        numbers = zip(*map(lines.column, ("quantity", "price", "discount", "total")), strict=True)
        for action, receipt, product, four in zip(rows.actions(), receipts, goods, numbers, strict=True):
            if receipt is None or action in _NOT_WRITTEN:
                continue
            receipt.seen += 1
            if action != _CREATE:
                continue
            receipt.brings = True
            if product[0] or product[1]:
                self._receipts.append(receipt.place)
                self._ordinals.append(receipt.seen)
                self._products.append(self._product(*product))
                self._numbers.extend(four)

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


def staged_lines(numbers: Sequence[int], cells: Sequence[Sequence[object]], lines: LineBlock) -> ReadRows:
    """Read lines as they are staged."""
    return ReadRows(numbers, cells_by_column(cells), {}, lines.columns, lines.problems)


def unread(lines: LineBlock) -> set[int]:
    """Places of rows that could not be read: they take no part."""
    return {place for place, found in lines.problems.items() if any(problem[1][0] == "E" for problem in found)}


def left_out(rows: StagedRows) -> set[int]:
    """Places of staged rows that take no part: they could not be read, or somebody left them out."""
    return {
        place
        for place, row in rows.made()
        if row.hand.get("action") == RowAction.SKIP.value
        or any(problem[1][0] == "E" and problem[1] not in MATCHING_CODES for problem in row.problems)
    }
