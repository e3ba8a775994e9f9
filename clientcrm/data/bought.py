"""Who bought what, how often and when, as one question: of everybody read from indexes alone, of one client at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final, cast

from sqlalchemy import ColumnElement, CompoundSelect, Select, Table, func, literal_column, null, or_, select, union_all

from clientcrm.data.models import Purchase, PurchaseLine
from clientcrm.domain.sales import ReceiptKind, ReceiptStatus

_RECEIPTS: Final = cast(Table, Purchase.__table__)
_LINES: Final = cast(Table, PurchaseLine.__table__)
# Said as words and not as bound values: the indexes of these rows alone are taken only so (models/sales.py).
_DONE: Any = literal_column(f"'{ReceiptStatus.DONE.value}'")
_SALE: Any = literal_column(f"'{ReceiptKind.SALE.value}'")
# Sales of so many products are looked up one by one; from here on it costs less to hold every sale against them.
_FEW: Final = 3
# Of so many days alone the sales are found by the day; of more they are read through client after client.
_SHORT: Final = timedelta(days=366)


def as_said(day: Any) -> Any:
    """A day or moment to be compared row by row.

    SQLite would try to read each as a number first, 100 ns a row. Not where an index holds them in order: it would not
    be taken.
    """
    return func.coalesce(day, null())


def buyers(
    products: Sequence[Any],
    since: date | None,
    until: date,
    *,
    kept: bool,
    times: tuple[float, float | None],
    one: Any = None,
) -> tuple[Select[Any], Any]:
    """Clients with done sales of any of the products, or any at all, on so many days; and the column that names them.

    With `kept`, sales of which something is left after what was brought back; with products, of one of them. `one`
    is the client whom the caller narrows it to: nothing is gathered of the others then.
    """
    sale, (least, most) = _RECEIPTS.alias("sale"), times
    asked = select(sale.c.client_id).where(sale.c.status == _DONE, sale.c.kind == _SALE, sale.c.client_id.is_not(None))
    short = since is not None and until - since <= _SHORT
    day = sale.c.day if short or one is not None else as_said(sale.c.day)
    asked = asked.where(day <= until) if since is None else asked.where(day >= since, day <= until)
    if products:
        # id + 0: every sale is held against those found; fetching each of them costs more where there are many.
        number = sale.c.id if one is not None or len(products) <= _FEW else sale.c.id + 0
        asked = asked.where(number.in_(_kept_sales(products, one) if kept else _sales(products, one)))
    if kept:
        asked = asked.where(sale.c.total > 0, _something_is_left(sale, one))
    if least > 1 or most is not None:
        days = func.count(sale.c.day.distinct())
        asked = asked.group_by(sale.c.client_id).having(days >= least)
        if most is not None:
            asked = asked.having(days <= most)
    return asked, sale.c.client_id


def _sales(products: Sequence[Any], one: Any) -> Select[Any]:
    asked = select(_LINES.c.purchase_id).where(_LINES.c.product_id.in_(products))
    return asked if one is None else asked.where(_LINES.c.purchase_id.in_(_of_client(one)))


def _kept_sales(products: Sequence[Any], one: Any) -> Select[Any] | CompoundSelect[Any]:
    """Sales for one of the products of which more was paid than was given back."""
    line, receipt = _LINES, _RECEIPTS.alias("with_line")
    belongs_to = func.coalesce(receipt.c.return_of, receipt.c.id)
    together = (
        select(belongs_to)
        .join_from(line, receipt, receipt.c.id == line.c.purchase_id)
        .where(line.c.product_id.in_(products), receipt.c.status == _DONE)
        .where(line.c.purchase_id.in_(_linked() if one is None else _of_client(one)))
        .group_by(belongs_to, line.c.product_id)
        .having(func.sum(line.c.total) > 0)
    )
    if one is not None:
        return together
    # Receipts are looked up only where something was brought back: the rest is read from the index of products alone.
    by_themselves = (
        select(line.c.purchase_id)
        .where(line.c.product_id.in_(products), line.c.purchase_id.not_in(_linked()))
        .group_by(line.c.product_id, line.c.purchase_id)
        .having(func.sum(line.c.total) > 0)
    )
    return union_all(by_themselves, together)


def _something_is_left(sale: Any, one: Any) -> ColumnElement[bool]:
    """Whether the refunds linked to a sale leave anything of it."""
    refund = _RECEIPTS.alias("refund")
    of_it = (refund.c.return_of == sale.c.id, refund.c.return_of.is_not(None), refund.c.status == _DONE)
    back = select(func.sum(refund.c.total)).where(*of_it).correlate(sale).scalar_subquery()
    left: ColumnElement[bool] = sale.c.total + func.coalesce(back, 0) > 0
    return left if one is not None else or_(sale.c.id.not_in(_brought_back()), left)


def _brought_back() -> Select[Any]:
    refund = _RECEIPTS.alias("brought_back")
    return select(refund.c.return_of).where(refund.c.return_of.is_not(None), refund.c.status == _DONE)


def _linked() -> CompoundSelect[Any]:
    """Sales with refunds, and these refunds."""
    refund = _RECEIPTS.alias("linked")
    return union_all(
        _brought_back(), select(refund.c.id).where(refund.c.return_of.is_not(None), refund.c.status == _DONE)
    )


def _of_client(one: Any) -> CompoundSelect[Any]:
    """The receipts of one client, and what is linked to them, whoever brought it back."""
    own, refund = _RECEIPTS.alias("own"), _RECEIPTS.alias("own_refund")
    linked = select(refund.c.id).join_from(own, refund, refund.c.return_of == own.c.id)
    return union_all(select(own.c.id).where(own.c.client_id == one), linked.where(own.c.client_id == one))
