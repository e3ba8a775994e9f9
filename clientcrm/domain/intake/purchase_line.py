"""Lines of receipts on their way in: what one row says, and a thousand rows by the column, as they are staged."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from itertools import compress, islice, pairwise
from operator import ne
from typing import Any

from clientcrm.domain.intake.client_block import Columns
from clientcrm.domain.intake.reading import Problem
from clientcrm.domain.sales import ReceiptStatus


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


_EMPTY = {each.name: getattr(ReadLine(), each.name) for each in fields(ReadLine)}
_EMPTY["day"] = ""


@dataclass(slots=True)
class LineBlock:
    """Read rows by the column, under the names of ReadLine; days are text, as they are staged.

    What no row says anything else than an empty line about has no column. `problems` knows the rows that have any.
    """

    count: int
    columns: Columns = field(default_factory=dict)
    problems: dict[int, list[Problem]] = field(default_factory=dict)

    @classmethod
    def staged(cls, count: int, columns: Columns) -> LineBlock:
        """Rows back from staging, where what a row does not say is None."""
        block = cls(count)
        for name, column in columns.items():
            fill = _EMPTY[name] is not None and None in column
            block.columns[name] = [_EMPTY[name] if value is None else value for value in column] if fill else column
        return block

    def put(self, name: str, column: list[Any]) -> None:
        """Give it a column, unless it says nothing."""
        if column.count(_EMPTY[name]) != len(column):
            self.columns[name] = column

    def column(self, name: str) -> list[Any]:
        """A column, with a value per row."""
        return self.columns.get(name) or [_EMPTY[name]] * self.count

    def line(self, place: int) -> ReadLine:
        """One row."""
        return line_from({name: column[place] for name, column in self.columns.items()})

    def receipt_runs(self, apart: Collection[int] = ()) -> list[tuple[str, int, int]]:
        """Lines beside each other that are of one receipt: its key, where they begin, where they end.

        The same key may come again further on. Each of the places `apart` is a run of its own, without a key.
        """
        names = ("kept", "receipt", "day", "client", "at")
        told = list(zip(*map(self.column, names), strict=True))
        begins = {0, *compress(range(1, self.count), map(ne, told, islice(told, 1, None)))}
        for place in apart:
            begins |= {place, place + 1}
        places = sorted(begins | {self.count})
        return [("" if start in apart else _receipt_key(*told[start]), start, stop) for start, stop in pairwise(places)]


def line_from(said: Mapping[str, Any]) -> ReadLine:
    """A line back from what it said."""
    day = said.get("day")
    return ReadLine(**{**said, "day": date.fromisoformat(day) if day else None})


def _receipt_key(kept: str, receipt: str, day: str, client: str, at: str) -> str:
    """Lines with the same key are one receipt: by its number and day, else by client and moment."""
    if kept:
        return "kept:" + str(json.loads(kept)[0])
    return f"no:{receipt}|{day}" if receipt else f"at:{client}|{day} {at}"
