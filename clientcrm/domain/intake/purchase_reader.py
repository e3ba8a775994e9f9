"""One row of a list of purchases, read into a line of a receipt (EXCEL.md 5.13)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from clientcrm.domain.imports import LEAVE_OUT, ColumnPlan
from clientcrm.domain.intake import purchase_line as at
from clientcrm.domain.intake.client_reader import Problem, ReadingRules
from clientcrm.domain.intake.purchase_line import EMPTY_LINE, StagedLine
from clientcrm.domain.sales import ReceiptKind, ReceiptStatus, round_half_up
from clientcrm.domain.values import dates, money
from clientcrm.domain.values.text import as_typed, clean_cell, code_text, fold

# Prices are read to a hundredth of a minor unit: a line is rounded once, after multiplying.
_FINER = 2
_FINE = 10**_FINER
_MOST_KNOWN = 50_000
_REFUND_WORDS = ("возврат", "refund", "return", "сторно", "credit")
_CANCELLED_WORDS = ("отмен", "cancel", "аннул", "удал", "void", "помечен на удал")
_DRAFT_WORDS = ("чернов", "draft", "резерв", "reserve", "не проведен", "отложен")

# While a row is read its line is longer by what only the finished line needs: the fine price, the sum as given.
_FINE_PRICE, _GIVEN = len(EMPTY_LINE), len(EMPTY_LINE) + 1
_BEGUN = [*EMPTY_LINE, None, None]
_PLACES = {
    "receipt_no": at.RECEIPT,
    "client": at.CLIENT,
    "product": at.PRODUCT,
    "product_code": at.PRODUCT_CODE,
    "quantity": at.QUANTITY,
    "unit_price": _FINE_PRICE,
    "line_total": _GIVEN,
    "discount": at.DISCOUNT,
    "employee": at.EMPLOYEE,
    "kind": at.KIND,
    "status": at.STATUS,
    "return_of": at.RETURN_OF,
    "purchase_comment": at.COMMENT,
    "receipt_total": at.RECEIPT_TOTAL,
    "crm_receipt": at.KEPT,
}
_CLIENTS = frozenset({"client_code", "client_id", "client_phone", "client_card", "client_name", "external_id"})

Take = Callable[[dict[str, Any], list[Problem], Any], None]
Said = list[tuple[int, Any]]


class PurchaseReader:
    """Reads rows by one plan; made once per import, called once per row.

    Products, clients, days and sums repeat: a text is read once, afterwards its places in the line are filled.
    """

    def __init__(self, columns: Sequence[ColumnPlan], rules: ReadingRules) -> None:
        self._rules = rules
        self._farthest = rules.today + timedelta(days=366)
        self._takes: list[tuple[int, Take, dict[Any, Said], bool]] = [
            (column.index, self._take(column), {}, column.target in _CLIENTS)
            for column in columns
            if column.target and column.target != LEAVE_OUT
        ]

    def read(self, cells: Sequence[Any]) -> tuple[StagedLine, list[Problem]]:
        """The row as a staged line; E306 without a day, E307 without a product, a quantity and a sum."""
        line = _BEGUN.copy()
        problems: list[Problem] = []
        width = len(cells)
        for index, take, known, names_client in self._takes:
            cell = cells[index] if index < width else ""
            if cell == "" or cell is None:
                continue
            said = known.get(cell) if cell.__class__ is str else None
            if said is None:
                said = self._learn(line, problems, cell, take, known)
            elif names_client and line[at.CLIENT]:
                continue
            for place, value in said:
                line[place] = value
        return self._finished(line, problems), problems

    def _finished(self, line: StagedLine, problems: list[Problem]) -> StagedLine:
        """The line with its price and sum, which follow from each other."""
        if not line[at.DAY]:
            problems.append([-1, "E306", "", ""])
        fine, total = line[_FINE_PRICE], line[_GIVEN]
        if fine is not None:
            line[at.PRICE] = round_half_up(fine, _FINE)
            if total is None:
                total = round_half_up(line[at.QUANTITY] * fine, 1000 * _FINE) - line[at.DISCOUNT]
        elif total is not None:
            if line[at.QUANTITY]:
                line[at.PRICE] = round_half_up(total * 1000, line[at.QUANTITY])
        else:
            total = 0
            if not (line[at.PRODUCT] or line[at.PRODUCT_CODE] or line[at.RECEIPT_TOTAL] is not None):
                problems.append([-1, "E307", "", ""])
        line[at.TOTAL] = total
        del line[_FINE_PRICE:]
        return line

    def _learn(self, line: StagedLine, problems: list[Problem], cell: Any, take: Take, known: dict[Any, Said]) -> Said:
        """Read a cell, and remember what it says unless something was noticed. Never our own ids: none repeats."""
        values: dict[str, Any] = {}
        before = len(problems)
        take(values, problems, cell)
        said = self._places(values, problems)
        client = values.get("client", "")
        own_id = client.startswith("id:")
        if len(problems) == before and not own_id and cell.__class__ is str and len(known) < _MOST_KNOWN:
            known[cell] = said
        return said if own_id or not (client and line[at.CLIENT]) else []

    def _places(self, values: dict[str, Any], problems: list[Problem]) -> Said:
        """What was read, by the places of a line; a day too far ahead is told and kept."""
        said: Said = []
        for name, value in values.items():
            if name == "date":
                day = value.date() if isinstance(value, datetime) else value
                if day > self._farthest:
                    problems.append([-1, "E306", as_typed(value), ""])
                said.append((at.DAY, day.isoformat()))
                said.append((at.AT, value.time().isoformat("seconds") if isinstance(value, datetime) else ""))
            else:
                said.append((_PLACES[name], value))
        return said

    # ------------------------------------------------------------------ a column becomes a step

    def _take(self, column: ColumnPlan) -> Take:
        index, target = column.index, column.target
        if target == "date":
            return self._moment(index)
        if target == "quantity":
            return self._quantity(index)
        if target in ("unit_price", "line_total", "discount", "receipt_total"):
            return self._money(index, target)
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
