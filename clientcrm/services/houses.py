"""Who looks like a house client by name or by receipts, asked of the base."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from clientcrm.data.models import Client, Purchase
from clientcrm.domain.house import HouseHint, hints_of, house_names
from clientcrm.domain.sales import ReceiptStatus

# Each may have more than a tenth of all receipts, so nine at most.
_MOST = 9


def house_hints(session: Session) -> tuple[HouseHint, ...]:
    """Clients who bought and may be nobody in particular, those with the most receipts first; none are marked."""
    bought: tuple[ColumnElement[bool], ...] = (~Client.trashed, ~Client.house, Client.receipts > 0)
    counts = sorted(session.scalars(select(Client.receipts).where(*bought)))
    if not counts:
        return ()
    asked = select(Client.id, Client.list_name, Client.receipts).where(*bought)
    most = _told(session, asked.order_by(Client.receipts.desc(), Client.id).limit(_MOST))
    named = _told(session, asked.where(Client.sort_key.in_(house_names())))
    of_all = session.scalars(
        select(func.count()).select_from(Purchase).where(Purchase.status == ReceiptStatus.DONE.value)
    ).one()
    found = hints_of(most, named, counts, of_all)
    return tuple(sorted(found, key=lambda hint: (-hint.receipts, hint.client_id)))


def _told(session: Session, asked: Select[int, str, int]) -> list[tuple[int, str, int]]:
    return [(client_id, name, receipts) for client_id, name, receipts in session.execute(asked)]
