"""The sales of the whole base as the frames that figures are reckoned on, whoever asks."""

from __future__ import annotations

from itertools import chain
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from clientcrm.data.bulk import whole_rows
from clientcrm.data.models import Purchase, PurchaseLine
from clientcrm.domain.analytics.history import LINES, NOBODY, RECEIPTS, Sales
from clientcrm.domain.sales import ReceiptStatus
from clientcrm.services.analytics.numbers import nobody_of

# date(1970, 1, 1).toordinal(): numpy counts its days from there.
_EPOCH = 719_163
_DONE = Purchase.status == ReceiptStatus.DONE.value


def sales_of(session: Session) -> tuple[Sales, list[str]]:
    """Every done receipt with its lines, and the employees by their codes.

    House clients and those in the trash count as nobody: what they bought stays in the figures of the shop alone.
    """
    receipts, employees = _receipts(session)
    asked = select(PurchaseLine.purchase_id, PurchaseLine.product_id, PurchaseLine.quantity, PurchaseLine.total)
    found = _numbers(session, asked.join(Purchase).where(_DONE), len(LINES))
    return Sales(receipts, pd.DataFrame(found, columns=list(LINES))), employees


def _receipts(session: Session) -> tuple[pd.DataFrame, list[str]]:
    numbers = select(
        Purchase.id,
        func.coalesce(Purchase.client_id, NOBODY),
        Purchase.total,
        func.coalesce(Purchase.return_of, NOBODY),
    )
    found = pd.DataFrame(
        _numbers(session, numbers.where(_DONE).order_by(Purchase.id), 4), columns=["receipt", "client", "total", "sale"]
    )
    asked = select(Purchase.day, Purchase.employee).where(_DONE).order_by(Purchase.id)
    days, people = [], []
    for rows in whole_rows(session, asked):
        day, employee = zip(*rows, strict=True)
        days.append(np.array(day, dtype="datetime64[D]").astype("int64") + _EPOCH)
        people.append(employee)
    found["day"] = np.concatenate(days) if days else _nothing(1)[:, 0]
    codes, names = pd.factorize(np.array(list(chain.from_iterable(people)), dtype=object))
    nameless = [code for code, name in enumerate(names) if not name]
    found["employee"] = np.where(np.isin(codes, nameless), NOBODY, codes).astype("int64")
    nobody = nobody_of(session)
    if nobody:
        found.loc[found["client"].isin(nobody), "client"] = NOBODY
    return found[list(RECEIPTS)], [str(name) for name in names]


def _numbers(session: Session, asked: Select[*tuple[Any, ...]], width: int) -> NDArray[np.int64]:
    """A query for whole numbers alone, as one array of so many columns."""
    parts = [np.array(rows, dtype="int64") for rows in whole_rows(session, asked)]
    return np.concatenate(parts) if parts else _nothing(width)


def _nothing(width: int) -> NDArray[np.int64]:
    return np.empty((0, width), dtype="int64")
