"""How a client stands among all who bought: how many have less, and how much money lies above, counted in SQL."""

from __future__ import annotations

from datetime import date

from sqlalchemy import TextClause, text
from sqlalchemy.orm import Session

from clientcrm.data.models import BOUGHT
from clientcrm.domain.standing import Bought, Standing

# The engine is told which index each part is counted in: left to itself it may look every client up in the table, which
# takes a second for 100,000. The client's own row, which may hold a sale of tomorrow already, is left out.
_MONEY = "select count(*) n, coalesce(sum(total), 0) money from client indexed by ix_client_money"
_OFTEN = f"select count(*) n from client indexed by ix_client_often where {BOUGHT} and purchase_days"  # noqa: S608
_LAST = "select count(*) n from client indexed by ix_client_last where trashed = 0 and last_purchase"
# House clients stand in the index of last purchases as well; there is a handful of them.
_HOUSE = "select count(*) n from client indexed by ix_client_house where house and trashed = 0 and last_purchase"


def _question(frequent: bool, stale: bool) -> TextClause:
    """Counted from the shorter side: whoever comes often has fewer above, whoever was long away fewer before."""
    often, side = f"{_OFTEN} {'>=' if frequent else '<'} :days", "<=" if stale else ">"
    return text(f"""
        select spent_none.n + less.n, same.n, more.n, less.money, more.money, often.n, latest.n - house.n,
            own.n, own.day, own.days, own.net
        from ({_MONEY} where {BOUGHT} and total <= :least) spent_none,
            ({_MONEY} where {BOUGHT} and total > 0 and total < :net) less,
            ({_MONEY} where {BOUGHT} and total = :net) same,
            ({_MONEY} where {BOUGHT} and total > :net) more,
            ({often}) often,
            ({_LAST} {side} :last) latest,
            ({_HOUSE} {side} :last) house,
            (select count(*) n, max(last_purchase) day, max(purchase_days) days, max(total) net
                from client where id = :client and {BOUGHT}) own
    """)  # noqa: S608 - only words of our own


_QUESTIONS = {(often, stale): _question(often, stale) for often in (False, True) for stale in (False, True)}


def standing(
    session: Session, client_id: int, last: date, days: int, net: int, *, frequent: bool = False, stale: bool = False
) -> Standing:
    """Where somebody with these purchase days and this net sum stands among everybody else.

    The trash and house clients are nobody. Of the whole base, whoever asks: ranks among the clients of one person
    would say something else. `frequent` and `stale` only say from which side it is shorter to count.
    """
    day = last.isoformat()
    asked = {"client": client_id, "last": day, "days": days, "net": net, "least": min(0, net - 1)}
    row = session.connection().execute(_QUESTIONS[frequent, stale], asked).one()
    poorer, same, richer, less, more, often, latest, there, own_day, own_days, own = row
    count = poorer + same + richer
    rarer, later = (count - often if frequent else often), (count - latest if stale else latest)
    every = Standing(count, later, rarer, poorer, more, less + same * net + more)
    if not there:
        return every
    own_last = date.fromisoformat(own_day).toordinal()
    return every.less(Bought(own_last, own_days, own).beside(Bought(last.toordinal(), days, net)))
