"""The first rows of a file that somebody asks for, contacts masked: what the owner agrees to."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Any

from sqlalchemy.orm import Session

from clientcrm.domain.export_layout import written_columns, written_purchases
from clientcrm.domain.exports import ContactsIn, ExportPlan, ExportShape, ExportWhat
from clientcrm.services.exports.receipts import purchase_rows
from clientcrm.services.exports.rows import ExportedClients
from clientcrm.services.exports.sheets import client_columns
from clientcrm.services.gate import Gate

_ROWS = 5
Preview = tuple[tuple[str, ...], tuple[tuple[Any, ...], ...]]


def first_rows(
    gate: Gate, session: Session, plan: ExportPlan, ids: Sequence[int], contacts: ContactsIn, *, sums: bool
) -> Preview:
    """Headers and first rows of the clients, or of the purchases where the file holds nothing else.

    `sums`: whether the asking person sees sums; the file has none otherwise.
    """
    shown = ContactsIn.NONE if contacts is ContactsIn.NONE else ContactsIn.MASKED
    clients = ExportedClients(gate, session, ids[:_ROWS], plan.language, show=lambda _plain: shown)
    clients.sums = sums
    table = plan.path.suffix.lower() != ".vcf" and plan.shape is not ExportShape.FOR_MAILING
    columns = client_columns(plan, clients) if table else written_columns(plan)
    if plan.what is not ExportWhat.PURCHASES:
        values = clients.values()
    else:
        columns, values = written_purchases(plan), purchase_rows(clients, anonymous=False)
    seen = [column for column in columns if not column.hidden]
    rows = tuple(tuple(row.get(column.key) for column in seen) for row in islice(values, _ROWS))
    return tuple(column.title(plan.language) for column in seen), rows
