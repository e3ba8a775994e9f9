"""Receipts gathered from the lines of a file, while it is read or from staging."""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from operator import add

from clientcrm.domain.imports import RowAction
from clientcrm.domain.intake.purchase_line import LineBlock, ReadLine
from clientcrm.services.imports.chunks import MATCHING_CODES, ReadRows, StagedRows
from clientcrm.services.imports.staging import cells_by_column

_CREATE = RowAction.CREATE.value
_NOT_WRITTEN = frozenset({RowAction.FAIL.value, RowAction.SKIP.value})
_NO_PRODUCT = ("", "")
# What a line says in numbers, and the columns that keep it.
_NUMBERS = {"quantity": "quantity", "price": "unit_price", "discount": "discount", "total": "total"}


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


# Lines beside each other that are of one receipt, from a place up to another; None where they take no part.
Run = tuple[ReceiptFound | None, int, int]


@dataclass(slots=True)
class PurchaseBook:
    """Every receipt of one file, who bought, and for each staged chunk which of its rows are of which receipt."""

    receipts: dict[str, ReceiptFound] = field(default_factory=dict)
    runs: list[list[Run]] = field(default_factory=list)
    clients: dict[str, int] = field(default_factory=dict)
    unknown: set[str] = field(default_factory=set)

    def take(self, lines: LineBlock, left_out: Collection[int]) -> None:
        """Gather the lines of one more chunk but for these places."""
        goods = list(map(add, lines.column("product"), lines.column("product_code")))
        clients, totals = lines.column("client"), lines.column("total")
        known = self.receipts
        found: list[Run] = []
        for key, start, stop in lines.receipt_runs(left_out):
            if not key:
                found.append((None, start, stop))
                continue
            receipt = known.get(key)
            if receipt is None:
                receipt = known[key] = self._begun(lines.line(start))
            if not receipt.client:
                receipt.client = next(filter(None, clients[start:stop]), "")
            receipt.products += stop - start - goods[start:stop].count("")
            receipt.total += sum(totals[start:stop])
            found.append((receipt, start, stop))
        self.runs.append(found)

    def _begun(self, first: ReadLine) -> ReceiptFound:
        receipt = ReceiptFound(first, first.client, len(self.receipts))
        if first.kept:
            receipt.discount = int(json.loads(first.kept)[2])
        return receipt


class Lines:
    """The lines that are to be written, as numbers: half a million stand in 25 MB."""

    def __init__(self, product: Callable[[str, str], int]) -> None:
        self._called = _Called(product)
        self._receipts = array("l")
        self._ordinals = array("l")
        self._products = array("l")
        self._numbers = {name: array("q") for name in _NUMBERS}

    def take(self, rows: StagedRows, lines: LineBlock, runs: Sequence[Run]) -> None:
        """Take in what a decided chunk writes."""
        goods = list(zip(lines.column("product_code"), lines.column("product"), strict=True))
        numbers = [(held, lines.column(name)) for name, held in self._numbers.items()]
        actions = rows.actions()
        plain = _NO_PRODUCT not in goods
        for receipt, start, stop in runs:
            if receipt is None:
                continue
            if plain and actions[start:stop].count(_CREATE) == stop - start:
                self._add(receipt, goods[start:stop])
                for held, column in numbers:
                    held.extend(column[start:stop])
                continue
            for place in range(start, stop):
                if actions[place] == _CREATE and goods[place] != _NO_PRODUCT:
                    self._add(receipt, goods[place : place + 1])
                    for held, column in numbers:
                        held.append(column[place])
                elif actions[place] not in _NOT_WRITTEN:
                    receipt.seen += 1
                    receipt.brings |= actions[place] == _CREATE

    def _add(self, receipt: ReceiptFound, goods: Sequence[tuple[str, str]]) -> None:
        """Lines of one receipt that all are new and have a product."""
        self._receipts.extend(repeat(receipt.place, len(goods)))
        self._ordinals.extend(range(receipt.seen + 1, receipt.seen + 1 + len(goods)))
        self._products.extend(map(self._called.__getitem__, goods))
        receipt.seen += len(goods)
        receipt.brings = True

    def columns(self, receipts: Sequence[ReceiptFound], start: int, count: int) -> dict[str, list[int]]:
        """So many lines by the column: receipt, ordinal, product, quantity, price, discount, total."""
        part = slice(start, start + count)
        return {
            "purchase_id": [receipts[place].id for place in self._receipts[part]],
            "ordinal": self._ordinals[part].tolist(),
            "product_id": self._products[part].tolist(),
            **{column: self._numbers[name][part].tolist() for name, column in _NUMBERS.items()},
        }

    def __len__(self) -> int:
        return len(self._receipts)


class _Called(dict[tuple[str, str], int]):
    """Products by their code and name; one that is not known yet is asked for once."""

    def __init__(self, product: Callable[[str, str], int]) -> None:
        super().__init__()
        self._product = product

    def __missing__(self, called: tuple[str, str]) -> int:
        found = self[called] = self._product(*called)
        return found


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
