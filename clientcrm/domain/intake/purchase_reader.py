"""Rows of a list of purchases, read by the column into lines of receipts (EXCEL.md 5.13)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import zip_longest
from typing import Any

from clientcrm.domain.imports import LEAVE_OUT, ColumnPlan
from clientcrm.domain.intake.purchase_line import LineBlock
from clientcrm.domain.intake.reading import Problem, ReadingRules
from clientcrm.domain.sales import ReceiptKind, ReceiptStatus, round_half_up
from clientcrm.domain.values import dates, money
from clientcrm.domain.values.text import as_typed, clean_cell, code_text, fold

# Prices are read to a hundredth of a minor unit: a line is rounded once, after multiplying.
_FINER = 2
_FINE = 10**_FINER
_MOST_KNOWN = 10_000
_PERCENT = re.compile(r"%|процент|percent")
# Sums "in kopecks", "(cents)", "amount_minor".
_MINOR = re.compile(r"(?:\b|_)(?:minor|minor units|cents|pence|kopecks|коп|копеек|копейках|копейки)(?:\b|_)")
_REFUND_WORDS = ("возврат", "refund", "return", "сторно", "credit")
_CANCELLED_WORDS = ("отмен", "cancel", "аннул", "удал", "void", "помечен на удал")
_DRAFT_WORDS = ("чернов", "draft", "резерв", "reserve", "не проведен", "отложен")

# What steps call otherwise than a line does. Fine prices and sums as given make up the line's price and total.
_NAMES = {"receipt_no": "receipt", "purchase_comment": "comment", "crm_receipt": "kept"}
_CLIENTS = frozenset({"client_code", "client_id", "client_phone", "client_card", "client_name", "external_id"})
_OWN_ID = "client_id"

Take = Callable[[dict[str, Any], list[Problem], Any], None]
Problems = dict[int, list[Problem]]


@dataclass(slots=True)
class _Column:
    """A column of the file: the step that reads its cells, and what they said before.

    `known` are the cells of which nothing was noticed, `says` what they say by the name of what it is about.
    """

    index: int
    target: str
    take: Take
    known: set[Any] = field(default_factory=set)
    says: dict[str, dict[Any, Any]] = field(default_factory=dict)

    def remember(self, key: Any, answer: dict[str, Any]) -> None:
        """Cells that say the same are not read again."""
        self.known.add(key)
        for name, value in answer.items():
            self.says.setdefault(name, {})[key] = value

    def forget(self) -> None:
        """Begin anew: what is seldom said twice must not fill the memory."""
        self.known.clear()
        for values in self.says.values():
            values.clear()


class PurchaseReader:
    """Reads blocks of rows by one plan; made once per import.

    Products, clients, days and sums repeat: of half a million lines some ten thousand cells are read.
    """

    def __init__(self, columns: Sequence[ColumnPlan], rules: ReadingRules) -> None:
        self._rules = rules
        self._farthest = rules.today + timedelta(days=366)
        self._columns = [
            _Column(column.index, column.target, self._take(column))
            for column in columns
            if column.target and column.target != LEAVE_OUT
        ]

    def read(self, rows: Sequence[Sequence[Any]]) -> LineBlock:
        """The rows as lines; E306 without a day, E307 without a product, a quantity and a sum."""
        table = list(zip_longest(*rows, fillvalue=""))
        problems: Problems = {}
        said: dict[str, list[Any]] = {}
        for column in self._columns:
            if column.index < len(table):
                for name, values in self._read(column, table[column.index], problems).items():
                    held = said.get(name)
                    said[name] = values if held is None else _together(held, values, column.target)
        return self._block(len(rows), said, problems)

    def _read(self, column: _Column, cells: Sequence[Any], problems: Problems) -> dict[str, list[Any]]:
        """What the cells of a column say, by name: None where a cell says nothing of it."""
        keys = cells if set(map(type, cells)) == {str} else list(zip(map(type, cells), cells, strict=True))
        if len(column.known) > _MOST_KNOWN:
            column.forget()
        unread = set(keys).difference(column.known)
        noticed: dict[int, dict[str, Any]] = {}
        for place, key in enumerate(keys) if unread else ():
            if key in unread and key not in column.known:
                answer, found = self._answer(column, cells[place])
                if found:
                    problems.setdefault(place, []).extend(found)
                    noticed[place] = answer
                else:
                    column.remember(key, answer)
        said = {name: list(map(values.get, keys)) for name, values in column.says.items()}
        for place, answer in noticed.items():
            for name, value in answer.items():
                said.setdefault(name, [None] * len(keys))[place] = value
        return said

    def _answer(self, column: _Column, cell: Any) -> tuple[dict[str, Any], list[Problem]]:
        """What one cell says by name, and what was noticed."""
        values: dict[str, Any] = {}
        noticed: list[Problem] = []
        if cell != "" and cell is not None:
            column.take(values, noticed, cell)
        if "date" in values:
            moment = values.pop("date")
            day = moment.date() if isinstance(moment, datetime) else moment
            if day > self._farthest:
                noticed.append([-1, "E306", as_typed(moment), ""])
            values["day"] = day.isoformat()
            values["at"] = moment.time().isoformat("seconds") if isinstance(moment, datetime) else ""
        return {_NAMES.get(name, name): value for name, value in values.items()}, noticed

    def _block(self, count: int, said: dict[str, list[Any]], problems: Problems) -> LineBlock:
        block = LineBlock(count)
        nothing: list[Any] = [None] * count
        fine, given = said.pop("unit_price", nothing), said.pop("line_total", nothing)
        percents = said.pop("percent", None)
        for name, column in said.items():
            if name in _OPTIONAL:
                block.put(name, column)
            else:
                empty = LineBlock(1).column(name)[0]
                filled = None in column
                block.put(name, [empty if value is None else value for value in column] if filled else column)
        if percents is not None:
            sums = (percents, block.column("quantity"), block.column("discount"), fine)
            block.put("discount", [_taken_off(*line) for line in zip(*sums, strict=True)])
        sums = (block.column("quantity"), block.column("discount"), fine, given)
        prices, totals = zip(*map(_price_and_total, *sums), strict=True)
        block.put("price", list(prices))
        block.put("total", list(totals))
        for place in _places_of("", block.column("day")):
            problems.setdefault(place, []).append([-1, "E306", "", ""])
        told = [fine, given, *(said.get(name, nothing) for name in ("product", "product_code", "receipt_total"))]
        if all(None in column for column in told):
            for place, row in enumerate(zip(*told, strict=True)):
                if row.count(None) == len(row):
                    problems.setdefault(place, []).append([-1, "E307", "", ""])
        block.problems = {place: found for place, found in sorted(problems.items()) if found}
        return block

    # ------------------------------------------------------------------ a column becomes a step

    def _take(self, column: ColumnPlan) -> Take:
        index, target = column.index, column.target
        if target == "date":
            return self._moment(index)
        if target == "quantity":
            return self._quantity(index)
        if target in ("unit_price", "line_total", "receipt_total", "discount"):
            return self._discount(column) if target == "discount" else self._money(column)
        if target in _CLIENTS:
            return self._client(index, target)
        if target in ("receipt_no", "product_code", "return_of"):
            return self._code(index, target)
        if target in ("kind", "status"):
            return self._word(target)
        if target in ("product", "employee", "purchase_comment", "comment", "crm_receipt"):
            return self._text("purchase_comment" if target == "comment" else target)
        return lambda values, problems, cell: None

    def _moment(self, index: int) -> Take:
        reading = dates.DateReading(self._rules.today, self._rules.orders.get(index), serials=True)
        # A million lines fall on some thousand moments: each text is read once.
        known: dict[Any, tuple[date | datetime | None, list[str]]] = {}

        def take(values: dict[str, Any], problems: list[Problem], cell: Any) -> None:
            found = known.get(cell)
            if found is None:
                found = dates.parse_moment(cell, reading)
                if len(known) < 100_000:
                    known[cell] = found
            moment, codes = found
            for code in codes:
                problems.append([index, code, as_typed(cell), ""])
            if isinstance(moment, datetime) and moment.tzinfo is not None:
                moment = moment.astimezone(self._rules.zone).replace(tzinfo=None)
            if moment is not None:
                values["date"] = moment

        return take

    def _quantity(self, index: int) -> Take:
        decimal = self._rules.decimal.get(index)

        def take(values: dict[str, Any], problems: list[Problem], cell: Any) -> None:
            found, codes = money.parse_quantity(cell, decimal)
            for code in codes:
                problems.append([index, code, as_typed(cell), ""])
            if found is not None:
                values["quantity"] = found

        return take

    def _money(self, column: ColumnPlan) -> Take:
        """Sums in the currency of the base, or in its minor units where the heading says so."""
        index, name = column.index, column.target
        minor = _MINOR.search(fold(column.header)) is not None
        decimal = self._rules.decimal.get(index)
        exponent = (0 if minor else self._rules.exponent) + (_FINER if name == "unit_price" else 0)
        currency = self._rules.currency

        def take(values: dict[str, Any], problems: list[Problem], cell: Any) -> None:
            amount, named, codes = money.parse_money(cell, decimal, exponent)
            if named and currency and money.is_foreign(named, currency):
                codes = [*codes, "W252"]
            for code in codes:
                problems.append([index, code, as_typed(cell), ""])
            if amount is not None:
                values[name] = amount

        return take

    def _discount(self, column: ColumnPlan) -> Take:
        """A sum, or a part of the price where the cell or the heading says "%"."""
        amount = self._money(column)
        always = _PERCENT.search(fold(column.header)) is not None
        fractions = always and column.index in self._rules.fractions

        def take(values: dict[str, Any], problems: list[Problem], cell: Any) -> None:
            if not always and not (isinstance(cell, str) and "%" in cell):
                amount(values, problems, cell)
                return
            found, codes = money.parse_percent(cell, fractions)
            for code in codes:
                problems.append([column.index, code, as_typed(cell), ""])
            if found is not None:
                values["percent"] = found

        return take

    def _client(self, index: int, target: str) -> Take:
        mark = {"client_id": "id:", "client_phone": "phone:", "client_card": "card:", "client_name": "name:"}
        prefix = mark.get(target, "")

        def take(values: dict[str, Any], problems: list[Problem], cell: Any) -> None:
            text, codes = code_text(cell)
            for code in codes:
                problems.append([index, code, text[:80], ""])
            if text:
                values["client"] = prefix + text

        return take

    @staticmethod
    def _code(index: int, name: str) -> Take:
        def take(values: dict[str, Any], problems: list[Problem], cell: Any) -> None:
            text, codes = code_text(cell)
            for code in codes:
                problems.append([index, code, text[:80], ""])
            if text:
                values[name] = text[:80]

        return take

    @staticmethod
    def _text(name: str) -> Take:
        def take(values: dict[str, Any], problems: list[Problem], cell: Any) -> None:
            text = clean_cell(cell, collapse=name in ("product", "employee"))
            if text:
                values[name] = text[:300] if name in ("product", "employee") else text

        return take

    @staticmethod
    def _word(name: str) -> Take:
        def take(values: dict[str, Any], problems: list[Problem], cell: Any) -> None:
            word = fold(clean_cell(cell, collapse=True))
            if name == "kind" and any(part in word for part in _REFUND_WORDS):
                values["kind"] = ReceiptKind.REFUND.value
            elif name == "kind" and word:
                values["kind"] = ReceiptKind.SALE.value
            elif any(part in word for part in _CANCELLED_WORDS):
                values["status"] = ReceiptStatus.CANCELLED.value
            elif any(part in word for part in _DRAFT_WORDS):
                values["status"] = ReceiptStatus.DRAFT.value

        return take


_OPTIONAL = frozenset({"receipt_total"})


def _together(held: list[Any], values: list[Any], target: str) -> list[Any]:
    """Two columns about one thing: the later one is right, but for who bought, whom the first one names.

    Our own id of a client goes before everything.
    """
    if target in _CLIENTS and target != _OWN_ID:
        values, held = held, values
    return [before if value is None else value for before, value in zip(held, values, strict=True)]


def _places_of(value: Any, column: Sequence[Any]) -> list[int]:
    return [place for place, one in enumerate(column) if one == value] if value in column else []


def _taken_off(percent: int | None, quantity: int, discount: int, fine: int | None) -> int:
    """The discount of a line in minor units, where it is a part of the price and a price is given."""
    if percent is None or fine is None:
        return discount
    return round_half_up(round_half_up(quantity * fine, 1000 * _FINE) * percent, 10_000)


@lru_cache(maxsize=20_000)
def _price_and_total(quantity: int, discount: int, fine: int | None, total: int | None) -> tuple[int, int]:
    """Price and sum of a line in minor units; each follows from the other where only one is given."""
    if fine is not None:
        if total is None:
            total = round_half_up(quantity * fine, 1000 * _FINE) - discount
        return round_half_up(fine, _FINE), total
    if total is None:
        return 0, 0
    return round_half_up(total * 1000, quantity) if quantity else 0, total
