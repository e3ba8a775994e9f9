"""Stored figures of a client as expressions that lists sort and filter by: each a look into one row, no join."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, select

from clientcrm.data.models import Client, ClientFigures
from clientcrm.domain.rhythm import LOST, STATUSES


def _of_client(value: Any) -> ColumnElement[Any]:
    asked: Select[Any] = select(value).where(ClientFigures.client_id == Client.id)
    return asked.correlate(Client).scalar_subquery()


# From those who come as usual to those who come no more; nothing for whoever never bought.
RHYTHM = _of_client(case({status: place for place, status in enumerate(STATUSES)}, value=ClientFigures.status))
# The reckoned days between visits where there are two visits, else what the receipts alone say.
INTERVAL = case(
    (Client.usual_interval.is_not(None), func.coalesce(_of_client(ClientFigures.interval), Client.usual_interval))
)
# How likely a visit is within the horizon of the reckoning.
CHANCE = _of_client(ClientFigures.visit_chance)
# When the next visit is expected from; of whoever is lost none is.
NEXT_VISIT = _of_client(case((ClientFigures.status != LOST, ClientFigures.next_from)))
