"""The receipts of a client as a table, and what a file told without receipts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from clientcrm.domain.clients import OpeningBalance
from clientcrm.domain.sales import PurchaseRow, ReceiptKind
from ui import theme, words
from ui.clients.story import goods_words
from ui.i18n import tr
from ui.page import Page
from ui.widgets.button import Button
from ui.widgets.card import Box
from ui.widgets.labels import Icon, Label
from ui.widgets.layout import clear, column, holder
from ui.widgets.states import EmptyState
from ui.widgets.table import Cell, Column, Kind, PagedModel, Table

_ROW, _HEAD, _MOST_ROWS = 40, 36, 14


class PurchasesTab(QWidget):
    """Enter or a double click opens a receipt."""

    opened = Signal(int)
    add_asked = Signal()

    def __init__(self, page: Page, currency: str) -> None:
        super().__init__()
        self._currency = currency
        self._rows: dict[int, PurchaseRow] = {}
        self.model: PagedModel[PurchaseRow] = PagedModel(
            _columns(), self._load, page.context.background, self, currency=currency
        )
        self.table = Table(tr("Purchases"), checks=False)
        self.table.set_model(self.model)
        self.table.opened.connect(self.opened)
        self.told = column()
        self._add = Button(tr("New purchase"), "plus", keys="Ctrl B")
        self._add.clicked.connect(self.add_asked)
        self.empty = EmptyState(
            "shopping-bag", tr("No purchases yet"), tr("The first one makes a client of a potential one."), self._add
        )
        self.setLayout(column(self.told, self.table, self.empty, None, gap=12))

    def fill(self, purchases: Sequence[PurchaseRow], opening: OpeningBalance, *, writable: bool) -> None:
        """Show these receipts."""
        self._add.setVisible(writable)
        self._rows = {row.id: row for row in purchases}
        self.model.show_ids([row.id for row in purchases])
        self.table.setVisible(bool(purchases))
        self.empty.setVisible(not purchases and not opening)
        shown = min(_MOST_ROWS, max(1, len(purchases)))
        self.table.setFixedHeight(theme.px(_HEAD) + shown * theme.px(_ROW) + 2)
        clear(self.told)
        if opening:
            self.told.addWidget(opening_strip(opening, self._currency))

    def row(self, purchase_id: int) -> PurchaseRow | None:
        """One of the receipts shown."""
        return self._rows.get(purchase_id)

    def _load(self, ids: Sequence[int]) -> list[PurchaseRow]:
        rows = self._rows
        return [rows[purchase_id] for purchase_id in ids if purchase_id in rows]


def _columns() -> list[Column[PurchaseRow]]:
    def goods(row: PurchaseRow) -> object:
        text = goods_words(row)
        if row.kind is ReceiptKind.REFUND:
            text = f"{tr('Refund')}. {text}" if text else tr("Refund")
        return Cell(text or None, tone="bad" if row.kind is ReceiptKind.REFUND else "", tip=goods_words(row))

    return [
        Column("day", tr("Day"), Kind.DATE, lambda row: row.day, width=128, priority=0, sortable=False),
        Column(
            "goods",
            tr("What", "goods of a purchase"),
            Kind.TEXT,
            goods,
            width=200,
            priority=1,
            stretch=1,
            sortable=False,
        ),
        Column(
            "employee",
            tr("Who sold"),
            Kind.TEXT,
            lambda row: row.employee or None,
            width=120,
            priority=4,
            sortable=False,
        ),
        Column(
            "receipt",
            tr("Receipt"),
            Kind.TEXT,
            lambda row: row.receipt_no or None,
            width=108,
            priority=5,
            sortable=False,
        ),
        Column(
            "source",
            tr("Source"),
            Kind.TEXT,
            lambda row: row.source or None,
            width=120,
            priority=7,
            sortable=False,
        ),
        Column(
            "discount",
            tr("Discount"),
            Kind.MONEY,
            lambda row: row.discount or None,
            width=96,
            priority=6,
            sortable=False,
        ),
        Column("total", tr("Sum"), Kind.MONEY_STRONG, lambda row: row.total, width=120, priority=0, sortable=False),
    ]


def opening_strip(opening: OpeningBalance, currency: str) -> QWidget:
    """Totals that a file gave without receipts, and which file."""
    facts = []
    if opening.total:
        facts.append(tr("bought for {sum}").format(sum=words.money(opening.total, currency)))
    if opening.count:
        facts.append(tr("%n checks", "purchases of a client", opening.count))
    if opening.first:
        facts.append(tr("first purchase {day}").format(day=words.full_day(opening.first)))
    if opening.last:
        facts.append(tr("last one {day}").format(day=words.full_day(opening.last)))
    box = Box("subtle", "line", 12, (14, 10, 14, 10), 10, True)
    title = tr("By the file's data: {facts}").format(facts=", ".join(facts))
    lines = [Label(title, "small", "text", wrap=True)]
    if opening.source:
        lines.append(Label(opening.source, "cap", wrap=True))
    box.add(Icon("file-spreadsheet", "text2", 18), (holder(column(*lines, gap=2)), 1))
    return box
