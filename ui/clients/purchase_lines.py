"""The lines of a receipt in the purchase dialog: product, quantity, price."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from clientcrm.domain.sales import LineDraft, line_total
from ui import theme, words
from ui.clients.amounts import QUANTITY_PLACES, read_money, read_quantity, write_decimal, write_money
from ui.clients.suggest import suggest
from ui.i18n import tr
from ui.widgets.button import Button, IconButton
from ui.widgets.fields import TextField
from ui.widgets.labels import Label
from ui.widgets.layout import column, holder, row

_ONE = 1000
_QUANTITY, _PRICE, _SUM, _CROSS, _GAP, _TALL = 92, 110, 116, 32, 8, 36


class LineRow(QWidget):
    """One line; an untouched one keeps its sum to the kopeck."""

    changed = Signal()
    removed = Signal()
    entered = Signal()

    def __init__(self, line: LineDraft | None, products: Sequence[str], currency: str) -> None:
        super().__init__()
        self._before, self._currency = line, currency
        self.place = -1  # in the receipt that was read; a new line has none
        self.product = TextField(name=tr("Product or service"), placeholder=tr("Product or service"))
        suggest(self.product, products)
        self.quantity = TextField(name=tr("Quantity"), text="1", width=_QUANTITY)
        self.price = TextField(name=tr("Price"), placeholder=tr("Price"), width=_PRICE)
        self.sum = Label("", "bodym", align=Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.sum.setFixedWidth(theme.px(_SUM))
        remove = IconButton("x", tr("Remove the line"))
        remove.clicked.connect(self.removed)
        if line is not None:
            self.product.set_text(line.product)
            self.quantity.set_text(write_decimal(abs(line.quantity), QUANTITY_PLACES))
            self.price.set_text(write_money(line.unit_price))
        self._told = self._typed()
        for field in (self.product, self.quantity, self.price):
            field.changed.connect(self._on_edit)
            field.entered.connect(self.entered)
        self.sum.setFixedHeight(theme.px(_TALL))
        cross = holder(row(remove, margins=(0, 2, 0, 2)))
        whole = row((self.product, 1), self.quantity, self.price, self.sum, cross, gap=_GAP)
        for widget in (self.product, self.quantity, self.price, self.sum, cross):
            whole.setAlignment(widget, Qt.AlignmentFlag.AlignTop)  # a complaint makes a field taller than the rest
        self.setLayout(whole)
        self._show_sum()

    def _typed(self) -> tuple[str, str, str]:
        return self.product.text(), self.quantity.text(), self.price.text()

    def _on_edit(self, _text: str) -> None:
        self._show_sum()
        self.changed.emit()

    def _show_sum(self) -> None:
        try:
            line = self.line()
        except ValueError:
            line = None
        known = line is not None and not self.is_empty()
        self.sum.setText(words.money(line.total, self._currency) if line is not None and known else "")

    def is_empty(self) -> bool:
        """Nothing is typed but the quantity."""
        return not self.product.text() and not self.price.text()

    def line(self) -> LineDraft:
        """The line as typed; ValueError when a number cannot be read."""
        if self._before is not None and self._typed() == self._told:
            return replace(self._before, quantity=abs(self._before.quantity), total=abs(self._before.total))
        made = LineDraft(
            product=self.product.text(),
            quantity=_positive(read_quantity(self.quantity.text()), _ONE),
            unit_price=_positive(read_money(self.price.text()), 0),
            discount=self._before.discount if self._before else 0,
            product_code=self._before.product_code
            if self._before and self._before.product == self.product.text()
            else "",
        )
        return replace(made, total=line_total(made))

    def mark_errors(self) -> bool:
        """Say what is wrong under the fields; True when something is."""
        wrong = not self.product.text()
        if wrong:
            self.product.set_error(tr("Name what was bought"))
        for field, read in (
            (self.quantity, read_quantity),
            (self.price, read_money),
        ):
            try:
                _positive(read(field.text()), 0)
            except ValueError:
                field.set_error(tr("Digits only"))
                wrong = True
        if not self.price.text():  # else a forgotten price is a purchase for nothing
            self.price.set_error(tr("Write the price, 0 for a gift"))
            wrong = True
        return wrong


def _positive(value: int | None, empty: int) -> int:
    if value is None:
        return empty
    if value < 0:
        raise ValueError(value)
    return value


class PurchaseLines(QWidget):
    """All lines of a receipt; one empty line waits at the end of a new one."""

    changed = Signal()

    def __init__(self, lines: Sequence[LineDraft], products: Sequence[str], currency: str, *, waiting: bool) -> None:
        super().__init__()
        self._lines, self._products, self._currency = lines, products, currency
        self.rows: list[LineRow] = []
        self._column = column(gap=6)
        add = Button(tr("Add a line"), "plus", "link", "sm")
        add.clicked.connect(self.add_line)
        titles = holder(
            row(
                (Label(tr("Product or service"), "capm"), 1),
                _title(tr("Quantity"), _QUANTITY),
                _title(tr("Price"), _PRICE),
                gap=_GAP,
                margins=(0, 0, _SUM + _CROSS + 2 * _GAP, 0),
            )
        )
        self.setLayout(column(titles, self._column, row(add, None), gap=6))
        for place, line in enumerate(lines):
            self._add(line, place)
        if waiting:
            self._add(None)

    def add_line(self) -> None:
        """One more, with the cursor in it."""
        self._add(None).product.setFocus()

    def typed(self) -> list[list[Any]]:
        """Each line as it stands: its place in the receipt that was read, -1 for a new one, and its three fields."""
        return [[one.place, one.product.text(), one.quantity.text(), one.price.text()] for one in self.rows]

    def put_back(self, typed: Sequence[Sequence[Any]], *, same: bool) -> None:
        """The lines as they stood; where the receipt is the same one, an untouched line keeps its sum."""
        for old in list(self.rows):
            self._remove(old)
        for place, product, quantity, price in typed:
            made = self._add(self._lines[place] if same and place >= 0 else None, place if same else -1)
            for field, text in ((made.product, product), (made.quantity, quantity), (made.price, price)):
                field.set_text(text)

    def _add(self, line: LineDraft | None, place: int = -1) -> LineRow:
        made = LineRow(line, self._products, self._currency)
        made.place = place
        made.changed.connect(self.changed)
        made.removed.connect(lambda: self._remove(made))
        made.entered.connect(lambda: self._next(made))
        self.rows.append(made)
        self._column.addWidget(made)
        return made

    def _next(self, line: LineRow) -> None:
        """Enter goes to the line below; below the last one a new one begins, unless that one is empty."""
        place = self.rows.index(line) + 1
        if place < len(self.rows):
            self.rows[place].product.setFocus()
        elif not line.is_empty():
            self.add_line()

    def _remove(self, line: LineRow) -> None:
        self.rows.remove(line)
        line.hide()
        line.deleteLater()
        self.changed.emit()

    def filled(self) -> list[LineRow]:
        """Lines that say something."""
        return [line for line in self.rows if not line.is_empty()]

    def lines(self) -> tuple[LineDraft, ...] | None:
        """Every filled line; None when one of them cannot be read."""
        try:
            return tuple(line.line() for line in self.filled())
        except ValueError:
            return None

    def mark_errors(self) -> bool:
        """Say what is wrong under the fields; True when something is."""
        return True in [line.mark_errors() for line in self.filled()]


def _title(text: str, width: int) -> Label:
    label = Label(text, "capm")
    label.setFixedWidth(theme.px(width))
    return label
