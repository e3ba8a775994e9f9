"""One row of a list of purchases, read into a line of a receipt (EXCEL.md 5.13)."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from clientcrm.domain.imports import LEAVE_OUT, ColumnPlan
from clientcrm.domain.intake.client_reader import Problem, ReadingRules
from clientcrm.domain.sales import ReceiptKind, ReceiptStatus, round_half_up
from clientcrm.domain.values import dates, money
from clientcrm.domain.values.text import as_typed, clean_cell, code_text, fold

# Prices are read to a hundredth of a minor unit: a line is rounded once, after multiplying.
_FINER = 2
_MOST_KNOWN = 50_000
# Places in a staged line.
_RECEIPT, _DAY, _AT, _CLIENT, _KEPT = 0, 1, 2, 3, 16
_SAYS_WHAT = frozenset({"product", "product_code", "line_total", "unit_price"})
_REFUND_WORDS = ("возврат", "refund", "return", "сторно", "credit")
_CANCELLED_WORDS = ("отмен", "cancel", "аннул", "удал", "void", "помечен на удал")
_DRAFT_WORDS = ("чернов", "draft", "резерв", "reserve", "не проведен", "отложен")


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
    problems: list[Problem] = field(default_factory=list)

    def to_json(self) -> list[Any]:
        """As it is staged."""
        return [
            self.receipt,
            _iso(self.day) if self.day else "",
            self.at,
            self.client,
            self.product,
            self.product_code,
            self.quantity,
            self.price,
            self.total,
            self.discount,
            self.employee,
            self.kind,
            self.status,
            self.return_of,
            self.comment,
            self.receipt_total,
            self.kept,
        ]


Take = Callable[[dict[str, Any], list[Problem], Any], None]


class PurchaseReader:
    """Reads rows by one plan; made once per import, called once per row."""

    def __init__(self, columns: Sequence[ColumnPlan], rules: ReadingRules) -> None:
        self._rules = rules
        self._farthest = rules.today + timedelta(days=366)
        self._takes: list[tuple[int, Take, dict[Any, list[tuple[str, Any]]]]] = [
            (column.index, self._take(column), {}) for column in columns if column.target and column.target != LEAVE_OUT
        ]

    def read(self, cells: Sequence[Any]) -> ReadLine:
        """The row as a line; E306 without a day, E307 without a product, a quantity and a sum."""
        values: dict[str, Any] = {}
        problems: list[Problem] = []
        width = len(cells)
        for index, take, known in self._takes:
            cell = cells[index] if index < width else ""
            if cell == "" or cell is None:
                continue
            found = known.get(cell) if cell.__class__ is str else None
            if found is None:
                _learn(values, problems, cell, take, known)
                continue
            for name, value in found:
                if name != "client" or "client" not in values:
                    values[name] = value
        return self._line(values, problems)

    def _line(self, values: dict[str, Any], problems: list[Problem]) -> ReadLine:
        moment = values.get("date")
        if moment is None:
            problems.append([-1, "E306", "", ""])
        elif _day(moment) > self._farthest:
            problems.append([-1, "E306", as_typed(moment), ""])
        quantity, fine = values.get("quantity", 1000), values.get("unit_price")
        discount = values.get("discount", 0)
        total = values.get("line_total")
        price = round_half_up(fine, 10**_FINER) if fine is not None else 0
        if total is None:
            total = round_half_up(quantity * fine, 1000 * 10**_FINER) - discount if fine is not None else 0
        elif fine is None and quantity:
            price = round_half_up(total * 1000, quantity)
        if not (_SAYS_WHAT.intersection(values) or values.get("receipt_total") is not None):
            problems.append([-1, "E307", "", ""])
        return ReadLine(
            receipt=values.get("receipt_no", ""),
            day=_day(moment) if moment is not None else None,
            at=_time(moment) if isinstance(moment, datetime) else "",
            client=values.get("client", ""),
            product=values.get("product", ""),
            product_code=values.get("product_code", ""),
            quantity=quantity,
            price=price,
            total=total,
            discount=discount,
            employee=values.get("employee", ""),
            kind=values.get("kind", ""),
            status=values.get("status", ReceiptStatus.DONE.value),
            return_of=values.get("return_of", ""),
            comment=values.get("purchase_comment", ""),
            receipt_total=values.get("receipt_total"),
            kept=values.get("crm_receipt", ""),
            problems=problems,
        )

    # ------------------------------------------------------------------ a column becomes a step

    def _take(self, column: ColumnPlan) -> Take:
        index, target = column.index, column.target
        if target == "date":
            return self._moment(index)
        if target == "quantity":
            return self._quantity(index)
        if target in ("unit_price", "line_total", "discount", "receipt_total"):
            return self._money(index, target)
        if target in ("client_code", "client_id", "client_phone", "client_card", "client_name", "external_id"):
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

    def _money(self, index: int, name: str) -> Take:
        decimal = self._rules.decimal.get(index)
        exponent = self._rules.exponent + (_FINER if name == "unit_price" else 0)
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

    def _client(self, index: int, target: str) -> Take:
        mark = {"client_id": "id:", "client_phone": "phone:", "client_card": "card:", "client_name": "name:"}
        prefix = mark.get(target, "")

        def take(values: dict[str, Any], problems: list[Problem], cell: Any) -> None:
            text, codes = code_text(cell)
            for code in codes:
                problems.append([index, code, text[:80], ""])
            if text and ("client" not in values or target == "client_id"):
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


def _learn(
    values: dict[str, Any], problems: list[Problem], cell: Any, take: Take, known: dict[Any, list[tuple[str, Any]]]
) -> None:
    """Read a cell into the row, and remember what it says: products, clients and sums repeat. Never our own ids."""
    said: dict[str, Any] = {}
    before = len(problems)
    take(said, problems, cell)
    own_id = str(said.get("client", "")).startswith("id:")
    if own_id or "client" not in said or "client" not in values:
        values.update(said)
    if len(problems) == before and not own_id and cell.__class__ is str and len(known) < _MOST_KNOWN:
        known[cell] = list(said.items())


def line_from_json(value: Sequence[Any]) -> ReadLine:
    """A staged line back."""
    return ReadLine(value[0], date.fromisoformat(value[1]) if value[1] else None, *value[2:])


def receipt_key(line: Sequence[Any]) -> str:
    """Staged lines with the same key are one receipt: by its number and day, else by client and moment."""
    kept = line[_KEPT]
    if kept:
        return "kept:" + str(json.loads(kept)[0])
    if line[_RECEIPT]:
        return f"no:{line[_RECEIPT]}|{line[_DAY]}"
    return f"at:{line[_CLIENT]}|{line[_DAY]} {line[_AT]}"


@lru_cache(maxsize=10_000)
def _iso(day: date) -> str:
    return day.isoformat()


@lru_cache(maxsize=10_000)
def _time(moment: datetime) -> str:
    return moment.time().isoformat("seconds")


def _day(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
