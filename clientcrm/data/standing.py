"""How a client stands among all who bought: how many have less, and how much money lies above, counted in SQL."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, String, func, select, type_coerce
from sqlalchemy.orm import Session

from clientcrm.data.bulk import whole_rows
from clientcrm.data.models import BOUGHT, Client

_last_text = type_coerce(Client.last_purchase, String)
_COUNT = select(func.count()).select_from(Client)
_MONEY = (
    select(func.count(), func.coalesce(func.sum(Client.total), 0))
    .where(BOUGHT)
    .with_hint(Client, "INDEXED BY ix_client_money", "sqlite")
)
_OFTEN = _COUNT.where(BOUGHT).with_hint(Client, "INDEXED BY ix_client_often", "sqlite")
_LATER = _COUNT.where(Client.trashed.is_(False)).with_hint(Client, "INDEXED BY ix_client_last", "sqlite")


@dataclass(frozen=True, slots=True)
class Standing:
    """others: all the other clients who bought, and so many of them; money in minor units.

    later: whose last purchase is later; rarer: with fewer purchase days; poorer: with a smaller net sum. above: the
    larger sums together; whole: every sum that is more than nothing; both 0 beside a net sum of nothing or less.
    """

    others: int = 0
    later: int = 0
    rarer: int = 0
    poorer: int = 0
    above: int = 0
    whole: int = 0

    def less(self, one: Standing) -> Standing:
        """Without what somebody brought into each number."""
        return Standing(*(getattr(self, name) - getattr(one, name) for name in self.__slots__))


def standing(session: Session, client_id: int, last: date, days: int, net: int) -> Standing:
    """Where somebody with these purchase days and this net sum stands among everybody else who is not in the trash.

    Of the whole base, whoever asks: ranks among the clients of one person would say something else.
    """
    rarer = _asked(session, _OFTEN, Client.purchase_days < days)[0] if days > 1 else 0
    later = _asked(session, _LATER, _last_text > last.isoformat())[0]
    if net > 0:
        nothing = _asked(session, _MONEY, Client.total <= 0)
        less = _asked(session, _MONEY, Client.total > 0, Client.total < net)
        more = _asked(session, _MONEY, Client.total > net)
        same = _asked(session, _MONEY, Client.total == net)[0]
        poorer, above, whole = nothing[0] + less[0], more[1], less[1] + same * net + more[1]
        others = poorer + same + more[0]
    else:
        poorer, above, whole = _asked(session, _MONEY, Client.total < net)[0], 0, 0
        others = poorer + _asked(session, _MONEY, Client.total >= net)[0]
    every = Standing(others, later, rarer, poorer, above, whole)
    return every.less(_own(session, client_id, last, days, net))


def _own(session: Session, client_id: int, last: date, days: int, net: int) -> Standing:
    """What the client's own row brought into these numbers: it may be of tomorrow already."""
    asked = select(_last_text, Client.purchase_days, Client.total).where(Client.id == client_id, BOUGHT)
    found = [row for part in whole_rows(session, asked) for row in part]
    if not found:
        return Standing()
    [(own_last, own_days, own)] = found
    above, whole = (own if own > net else 0, max(own, 0)) if net > 0 else (0, 0)
    return Standing(1, int(own_last > last.isoformat()), int(own_days < days), int(own < net), above, whole)


def _asked(session: Session, query: Select[*tuple[Any, ...]], *where: ColumnElement[bool]) -> tuple[int, ...]:
    """The only row of a query."""
    [[row]] = whole_rows(session, query.where(*where))
    return row
