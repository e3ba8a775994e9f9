"""What the reckoning is given: the receipts of the base as columns of plain numbers, read without numpy."""

from __future__ import annotations

from array import array
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from clientcrm.data.bulk import whole_rows
from clientcrm.data.models import Client, Purchase, PurchaseLine
from clientcrm.domain.sales import ReceiptStatus
from clientcrm.services.kept_figures import LINES

# As domain/analytics says NOBODY; that package loads pandas.
_NOBODY = -1
# Read in the window's process: a thousand rows are a millisecond in which Python does nothing else, 50,000 were 60.
PAGE = 1_000


def receipt_numbers(session: Session) -> dict[str, array[int]]:
    """Every done receipt: its id, client, day (ordinal), total in minor units, and the sale that it takes back.

    -1 stands for nobody and no sale; house clients and those in the trash are nobody.
    """
    asked = select(
        Purchase.id,
        func.coalesce(Purchase.client_id, _NOBODY),
        Purchase.day,
        Purchase.total,
        func.coalesce(Purchase.return_of, _NOBODY),
    ).where(Purchase.status == ReceiptStatus.DONE.value)
    nobody, ordinals = nobody_of(session), _Ordinals()
    found = {name: array("q") for name in ("receipt", "client", "day", "total", "sale")}
    for rows in whole_rows(session, asked.order_by(Purchase.id), PAGE):
        receipts, clients, days, totals, sales = zip(*rows, strict=True)
        found["receipt"].extend(receipts)
        found["client"].extend([_NOBODY if one in nobody else one for one in clients] if nobody else clients)
        found["day"].extend([ordinals[day] for day in days])
        found["total"].extend(totals)
        found["sale"].extend(sales)
    return found


def line_numbers(session: Session) -> dict[str, array[int]]:
    """Every line of a receipt: the receipt, the product, and the sum in minor units."""
    asked = select(PurchaseLine.purchase_id, PurchaseLine.product_id, PurchaseLine.total)
    found = {name: array("q") for name in LINES}
    for rows in whole_rows(session, asked, PAGE):
        for numbers, column in zip(found.values(), zip(*rows, strict=True), strict=True):
            numbers.extend(column)
    return found


def nobody_of(session: Session) -> frozenset[int]:
    """Clients whose purchases stay in the figures of the shop alone: house clients, and those in the trash."""
    # One after the other, each by its index: both at once would be looked up in the table from end to end.
    return frozenset(
        i for which in (Client.trashed, Client.house) for i in session.scalars(select(Client.id).where(which))
    )


class _Ordinals(dict[str, int]):
    """Days as the base keeps them, as ordinals; each is read once, though a hundred receipts may bear it."""

    def __missing__(self, day: str) -> int:
        self[day] = ordinal = date.fromisoformat(day).toordinal()
        return ordinal
