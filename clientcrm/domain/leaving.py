"""Leaving: who gets the clients of somebody who goes, what was done before, who may go along and is watched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import cycle
from pathlib import Path
from typing import Final

from clientcrm.domain.activity import Activity

# What is told of somebody who leaves, whose money counts, and how long their clients are watched.
REPORT_DAYS: Final = 90
MONEY_DAYS: Final = 365
WATCH_DAYS: Final = 183
# Stands beside a person's rights in the signed list from the moment a leaving is begun until it is done.
BEGUN: Final = "leaving"
# Who bought once has no interval of their own: two months is when shops of this kind begin to ask.
INTERVAL_UNKNOWN: Final = 60.0


@dataclass(frozen=True, slots=True)
class HandOver:
    """To whom the clients go: to each of `to` in turn, those who bring the most first.

    `by_portfolio` names others for clients who stand in a portfolio; `moves` says into which portfolio clients go out
    of one. A portfolio that only the leaver read and that is not moved stays, and those who get its clients read it.
    """

    to: tuple[str, ...]
    by_portfolio: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    moves: Mapping[int, int] = field(default_factory=dict)

    def candidates(self, portfolio: int) -> tuple[str, ...]:
        """Who is meant to get the clients that stand there now."""
        return self.by_portfolio.get(portfolio) or self.to

    def everybody(self) -> tuple[str, ...]:
        """All who are named, each once."""
        return tuple(dict.fromkeys([*self.to, *(uid for named in self.by_portfolio.values() for uid in named)]))


@dataclass(frozen=True, slots=True)
class PortfolioShare:
    """What the leaver has to do with a portfolio: how many of the clients in it are the leaver's own."""

    portfolio: int
    name: str
    clients: int
    everyone: int
    personal: bool
    reads: bool


@dataclass(frozen=True, slots=True)
class Successor:
    """Somebody who may get clients, and the portfolios that this person reads."""

    uid: str
    name: str
    portfolios: frozenset[int]
    clients: int


@dataclass(frozen=True, slots=True)
class LeavingPlan:
    """What there is to hand over. Money in minor units, of the last twelve months."""

    uid: str
    person: str
    active: bool
    clients: int
    planned: int
    total_year: int
    portfolios: tuple[PortfolioShare, ...]
    successors: tuple[Successor, ...]


class Say(StrEnum):
    """What there is to say to a client whose adviser has gone; the words are the screens'."""

    INTRODUCE = "introduce"
    PLANNED = "planned"
    LAST_PURCHASE = "last_purchase"
    OVERDUE = "overdue"
    DISCOUNT = "discount"
    NEXT_STEP = "next_step"


@dataclass(frozen=True, slots=True)
class AtRisk:
    """A client who was handed over and brought money in the last twelve months.

    `silent_days` since the last purchase or dealing; `said` what to talk about, in order; `products` bought last.
    """

    client_id: int
    name: str
    responsible: str
    total_year: int
    last_purchase: date | None
    usual_interval: float | None
    silent_days: int | None
    watch_until: date
    fell_silent: bool
    next_contact: date | None = None
    discount: int = 0
    products: tuple[str, ...] = ()
    said: tuple[Say, ...] = ()


@dataclass(frozen=True, slots=True)
class Revenue:
    """The last twelve months' money of the clients of one person, before the hand-over and after it."""

    uid: str
    name: str
    clients_before: int
    clients_after: int
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class LeavingReport:
    """What a leaving changed and what there is to know afterwards.

    `moved` clients stand in another portfolio now; `planned` contacts were handed over; `withdrawn` requests; `broken`
    values did not open before and do not now; `backup` is None where no copy could be made. A new recovery code is
    told this once where the leaver was an owner, who may know the one before.
    """

    uid: str
    person: str
    left_at: datetime
    clients: int
    moved: int
    planned: int
    withdrawn: int
    broken: int
    portfolios: tuple[str, ...]
    activity: Activity
    at_risk: tuple[AtRisk, ...]
    revenue: tuple[Revenue, ...]
    backup: Path | None = None
    recovery_code: str = ""


@dataclass(frozen=True, slots=True)
class Unfinished:
    """Somebody whose leaving is begun and not done: the access is off, the keys still open what was copied before."""

    uid: str
    person: str
    clients: int


class Turns:
    """Whose turn it is to get the next client of a portfolio."""

    def __init__(self, who: Mapping[int, Sequence[str]]) -> None:
        """`who` names the successors of each portfolio, none of them empty."""
        self._turns = {portfolio: cycle(named) for portfolio, named in who.items()}

    def next(self, portfolio: int) -> str:
        """The next successor's uid."""
        return next(self._turns[portfolio])


def is_silent(today: date, left: date, last: date | None, interval: float | None) -> bool:
    """Whether a watched client fell silent: no sign since the leaving, and longer than their own usual interval.

    Who had been silent for so long before the leaving already is given the same time anew: that was not its doing.
    """
    if last is not None and last > left:
        return False
    patience = interval or INTERVAL_UNKNOWN
    since = last if last is not None and (left - last).days <= patience else left
    return (today - since).days > patience


def watched_until(left: date) -> date:
    """The last day of the watch."""
    return left + timedelta(days=WATCH_DAYS)


def things_to_say(
    today: date, *, planned: date | None, last: date | None, interval: float | None, discount: int
) -> tuple[Say, ...]:
    """What a call to such a client goes through, in order."""
    overdue = last is not None and (today - last).days > (interval or INTERVAL_UNKNOWN)
    wanted = {
        Say.INTRODUCE: True,
        Say.PLANNED: planned is not None,
        Say.LAST_PURCHASE: last is not None,
        Say.OVERDUE: overdue,
        Say.DISCOUNT: overdue and discount > 0,
        Say.NEXT_STEP: True,
    }
    return tuple(word for word, said in wanted.items() if said)
