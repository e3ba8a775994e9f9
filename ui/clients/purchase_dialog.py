"""Writes a purchase down, or corrects one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from clientcrm.domain.errors import Invalid
from clientcrm.domain.sales import PurchaseDraft, PurchaseRow, ReceiptKind, ReceiptStatus
from ui import words
from ui.clients.amounts import read_money, write_money
from ui.clients.days import typed, whole
from ui.clients.dialog_buttons import cancel_button
from ui.clients.purchase_lines import PurchaseLines
from ui.clients.story import goods_words
from ui.errors import field_words
from ui.i18n import tr
from ui.keys import shortcut
from ui.page import Page
from ui.widgets.button import Button
from ui.widgets.choice import Segmented
from ui.widgets.combo import Combo
from ui.widgets.dialog import Dialog
from ui.widgets.fields import DateField, Field, TextField
from ui.widgets.labels import Label
from ui.widgets.layout import column, holder, row
from ui.widgets.option import Option

if TYPE_CHECKING:
    from clientcrm.crm import Desk

_WIDTH = 680
_NOT_TOLD = "none"


@dataclass(frozen=True, slots=True)
class PurchaseAsked:
    """What the dialog is opened with."""

    client_id: int
    currency: str
    employee: str
    products: Sequence[str] = ()
    sales: Sequence[PurchaseRow] = ()
    purchase: PurchaseRow | None = None


class PurchaseDialog(Dialog):
    """A receipt: day, lines or a bare sum, who sold; a refund names what is brought back."""

    def __init__(self, page: Page, parent: QWidget, asked: PurchaseAsked) -> None:
        title = tr("New purchase") if asked.purchase is None else tr("Purchase")
        super().__init__(parent, title, icon="shopping-bag", width=_WIDTH)
        self._page, self._asked = page, asked
        self._make()
        self._fill()
        self._show_total()
        self._at_first = self._typed()

    def first_focus(self) -> QWidget | None:
        """Into what was bought: the day and who sold are filled in already."""
        return self.lines.rows[0].product.line if self.lines.rows else None

    # ------------------------------------------------------------ making

    def _make(self) -> None:
        asked = self._asked
        self.kind = Segmented(
            [Option("sale", tr("Purchase")), Option("refund", tr("Refund"))], name=tr("Purchase or refund")
        )
        self.kind.chosen.connect(lambda _key: self._show_kind())
        self.day = DateField(tr("Day"))
        self.employee = TextField(tr("Who sold"), optional=True)
        self.receipt = TextField(tr("Receipt number"), optional=True)
        self.returned = Combo(
            [Option(_NOT_TOLD, tr("Not known")), *(_sale_option(sale, asked.currency) for sale in asked.sales)],
            name=tr("Which purchase is brought back"),
        )
        self.returned_field = Field(self.returned, tr("Which purchase is brought back"))
        lines = asked.purchase.lines if asked.purchase else ()
        self.lines = PurchaseLines(lines, asked.products, asked.currency, waiting=not lines)
        self.lines.changed.connect(self._show_total)
        self.discount = TextField(
            tr("Discount on the receipt, {unit}").format(unit=words.currency_sign(asked.currency)), optional=True
        )
        self.discount.changed.connect(lambda _text: self._show_total())
        self.sum = TextField(tr("Sum, {unit}").format(unit=words.currency_sign(asked.currency)))
        self.sum.changed.connect(lambda _text: self._show_total())
        self.total = Label("", "num")
        self.comment = TextField(tr("Comment"), optional=True)
        self.add(row(self.kind, None), row((self.day, 1), (self.employee, 1), (self.receipt, 1), gap=12))
        self.add(self.returned_field, self.lines)
        total = holder(column(Label(tr("To pay"), "smallm"), self.total, None, gap=8))
        self.add(row((self.discount, 1), (self.sum, 1), (total, 1), gap=12), self.comment)
        self._make_buttons()

    def _make_buttons(self) -> None:
        cancel = cancel_button(self)
        self.save = Button(tr("Save"), kind="primary", keys="Ctrl S")
        self.save.clicked.connect(self.save_now)
        buttons = [cancel, self.save]
        if self._asked.purchase is not None:
            remove = Button(tr("Remove"), "trash-2", "danger")
            remove.clicked.connect(self._remove)
            buttons.insert(0, remove)
        self.set_actions(*buttons)
        # No default button: Enter goes to the next line of the receipt.
        shortcut(self, "Ctrl+S", self.save_now, Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _fill(self) -> None:
        purchase = self._asked.purchase
        self.day.set_value(typed(purchase.day if purchase else words.today()))
        self.employee.set_text(purchase.employee if purchase else self._asked.employee)
        self.employee.line.setCursorPosition(0)  # a long name shows how it begins
        if purchase is not None:
            self.kind.choose(purchase.kind.value)
            self.receipt.set_text(purchase.receipt_no)
            self.comment.set_text(purchase.comment)
            self.returned.choose(str(purchase.return_of) if purchase.return_of else _NOT_TOLD)
            listed = sum(abs(line.total) for line in purchase.lines)
            if purchase.lines and listed > abs(purchase.total):
                self.discount.set_text(write_money(listed - abs(purchase.total)))
            elif not purchase.lines:
                self.sum.set_text(write_money(abs(purchase.total)))
        else:
            self.returned.choose(_NOT_TOLD)
        self._show_kind()

    def _show_kind(self) -> None:
        self.returned_field.setVisible(self.kind.current() == "refund" and bool(self._asked.sales))

    # ------------------------------------------------------------ begun and not saved

    def begun(self) -> dict[str, Any] | None:
        """What closing would lose: each field as it stands, be it unreadable, beside what they said at first."""
        typed, purchase = self._typed(), self._asked.purchase
        if typed == self._at_first:
            return None
        number = purchase.id if purchase is not None else None
        return {"client": self._asked.client_id, "purchase": number, "at_first": self._at_first, "typed": typed}

    def put_back(self, begun: Mapping[str, Any]) -> bool:
        """The fields as they were being typed; False where the purchase is another one since, or gone."""
        typed, same = begun["typed"], begun["purchase"] is None or begun["at_first"] == self._at_first
        self.kind.choose(typed["kind"])
        for name, line in self._texts().items():
            line.set_text(typed["texts"][name])
        if self.returned.findData(typed["returned"]) >= 0:
            self.returned.choose(typed["returned"])
        self.lines.put_back(typed["lines"], same=same)
        self._show_kind()
        self._show_total()
        if self.lines.rows:  # the cursor stood in a line that is another one now
            self.lines.rows[0].product.setFocus()
        return same

    def _typed(self) -> dict[str, Any]:
        texts = {name: line.text() for name, line in self._texts().items()}
        lines = self.lines.typed()
        return {"kind": self.kind.current(), "texts": texts, "returned": self.returned.key(), "lines": lines}

    def _texts(self) -> dict[str, TextField]:
        names = ("day", "employee", "receipt", "discount", "sum", "comment")
        return {name: getattr(self, name) for name in names}

    # ------------------------------------------------------------ the sum

    def _show_total(self) -> None:
        """Lines make the sum; without lines it is typed."""
        listed = bool(self.lines.filled())
        self.discount.setVisible(listed)
        self.sum.setVisible(not listed)
        total = self._total()
        self.total.setText("" if total is None else words.money(total, self._asked.currency))

    def _total(self) -> int | None:
        lines = self.lines.lines()
        try:
            if lines:
                return sum(line.total for line in lines) - (read_money(self.discount.text()) or 0)
            return read_money(self.sum.text())
        except ValueError:
            return None

    # ------------------------------------------------------------ saving

    def draft(self) -> PurchaseDraft | None:
        """The receipt as typed; None, with words under the fields, when something is missing."""
        day, wrong = whole(self.day.value()), self.lines.mark_errors()
        if day is None:
            self.day.set_error(tr("This is not a date. Write it like 14.05.2025."))
            wrong = True
        total = self._total()
        lines = self.lines.lines() or ()
        if not lines and total is None:
            self.sum.set_error(tr("Name the sum, or write what was bought"))
            wrong = True
        elif total is None or total < 0:
            self.discount.set_error(tr("The discount is larger than the sum"))
            wrong = True
        if wrong or day is None or total is None:
            return None
        before = self._asked.purchase
        unlisted = before.discount if before is not None and not before.lines else 0
        return PurchaseDraft(
            client_id=self._asked.client_id,
            day=day,
            lines=lines,
            total=total,
            at=self._time(day == words.today()),
            kind=ReceiptKind(self.kind.current()),
            status=before.status if before is not None else ReceiptStatus.DONE,
            receipt_no=self.receipt.text(),
            source=before.source if before is not None else "",
            employee=self.employee.text(),
            discount=max(0, sum(line.total for line in lines) - total) if lines else unlisted,
            return_of=self._return_of(),
            comment=self.comment.text(),
        )

    def _time(self, is_today: bool) -> time | None:
        if self._asked.purchase is not None:
            return self._asked.purchase.at
        return words.now().time().replace(second=0, microsecond=0) if is_today else None

    def _return_of(self) -> int | None:
        key = self.returned.key()
        return int(key) if self.kind.current() == "refund" and key not in ("", _NOT_TOLD) else None

    def save_now(self) -> None:
        """Save and close, or say what is missing."""
        draft = self.draft()
        if draft is None:
            return
        desk, purchase = self._page.desk, self._asked.purchase
        self.save.set_busy(True)

        context = self._page.context

        def added(purchase_id: int) -> None:
            self.close_dialog("saved")
            text = tr("Purchase for {sum}").format(sum=words.money(draft.total or 0, self._asked.currency))
            context.did(text, take_back(desk), put_back(desk), purchase_id)

        def changed(before: PurchaseDraft) -> None:
            self.close_dialog("saved")
            assert purchase is not None
            swap = rewrite(desk, purchase.id)
            context.did(tr("Purchase changed"), swap, swap, before)

        if purchase is None:
            context.background.run(self, lambda _job: desk.sales.add(draft), then=added, failed=self._failed)
        else:
            number = purchase.id
            context.background.run(
                self, lambda _job: desk.sales.change(number, draft), then=changed, failed=self._failed
            )

    def _failed(self, error: BaseException) -> None:
        self.save.set_busy(False)
        if not isinstance(error, Invalid):
            self._page.context.show_error(self, error)
            return
        fields = {"day": self.day, "total": self.sum, "lines": self.sum}
        for name, code in error.fields.items():
            fields.get(name, self.sum).set_error(field_words(code))

    def _remove(self) -> None:
        purchase, desk, page = self._asked.purchase, self._page.desk, self._page
        if purchase is None:
            return

        def done(draft: PurchaseDraft) -> None:
            page.context.did(tr("Purchase removed"), put_back(desk), take_back(desk), draft, icon="trash-2")

        page.run(lambda _job: desk.sales.remove(purchase.id), done)
        self.close_dialog("removed")


def take_back(desk: Desk) -> Callable[[object, int], PurchaseDraft]:
    """A purchase goes; the receipt is held."""
    return lambda _job, purchase_id: desk.sales.remove(purchase_id)


def put_back(desk: Desk) -> Callable[[object, PurchaseDraft], int]:
    """A removed purchase comes back."""
    return lambda _job, draft: desk.sales.add(draft)


def rewrite(desk: Desk, purchase_id: int) -> Callable[[object, PurchaseDraft], PurchaseDraft]:
    """The receipt becomes what is held, and what it was is held instead."""
    return lambda _job, draft: desk.sales.change(purchase_id, draft)


def _sale_option(sale: PurchaseRow, currency: str) -> Option:
    title = f"{words.full_day(sale.day)}, {words.money(sale.total, currency)}"
    return Option(str(sale.id), title, sub=goods_words(sale)[:60])
