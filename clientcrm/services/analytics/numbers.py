"""What the reckoning is given: the receipts and lines of the base as columns of numbers, read without numpy.

The engine writes each column down as one text. Handed to Python row by row, a million lines took five times as long,
and the window had to wait for its turns among them.
"""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from clientcrm.data.bulk import HOUSES, whole_columns
from clientcrm.data.models import Client, Purchase, PurchaseLine
from clientcrm.domain.sales import ReceiptStatus
from clientcrm.services.kept_figures import LINES, RECEIPTS, STANDING

# As domain/analytics says NOBODY; that package loads pandas.
_NOBODY = -1


def receipt_numbers(session: Session) -> dict[str, bytes]:
    """Every done receipt: its id, client, day (ISO), total in minor units, and the sale that it takes back.

    -1 stands for nobody and no sale. The column `nobody`: clients who are nobody as well.
    """
    asked = select(
        Purchase.id,
        func.coalesce(Purchase.client_id, _NOBODY),
        Purchase.day,
        Purchase.total,
        func.coalesce(Purchase.return_of, _NOBODY),
    ).where(Purchase.status == ReceiptStatus.DONE.value)
    nobody = ",".join(map(str, sorted(nobody_of(session)))).encode("ascii")
    return dict(zip(RECEIPTS, [*whole_columns(session, asked), nobody], strict=True))


def line_numbers(session: Session) -> dict[str, bytes]:
    """Every line of a receipt: the receipt, the product, and the sum in minor units."""
    asked = select(PurchaseLine.purchase_id, PurchaseLine.product_id, PurchaseLine.total)
    return dict(zip(LINES, whole_columns(session, asked), strict=True))


def standing_numbers(session: Session) -> dict[str, bytes]:
    """Everybody who bought: id, net sum, purchase days and the last of them, as the list of clients has them."""
    # Not in the words of the indexes of who bought: they would lead from client to client all over the table.
    bought = (~Client.trashed, ~Client.house, Client.purchase_days > 0)
    asked = select(Client.id, Client.total, Client.purchase_days, Client.last_purchase).where(*bought)
    return dict(zip(STANDING, whole_columns(session, asked), strict=True))


def nobody_of(session: Session) -> frozenset[int]:
    """Clients whose purchases stay in the figures of the shop alone: house clients, and those in the trash."""
    # One after the other, each in the words of its index: both at once would be looked up in the table from end to end.
    each = (Client.trashed, HOUSES)
    return frozenset(i for which in each for i in session.scalars(select(Client.id).where(which)))
