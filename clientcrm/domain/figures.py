"""Stored figures as screens and the command line see them: of one client, and of the reckoning they come from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from clientcrm.domain.scores import RfmLimits


@dataclass(frozen=True, slots=True)
class ClientFigures:
    """What the sales say of one client with a purchase day, as of a day; None and "" where they say too little.

    status: lost, new, at_risk or active; regular: three purchase days and not lost; returned: came back after having
    been lost. Scores run from 1 to 5. interval: the usual days between visits, drawn towards the shop's; the next visit
    is usual on next_from and overdue after next_to. visit_chance: of a visit within `horizon` days; expected_visits and
    expected_money: within a year, minor units. next_product is needed from next_due on: every next_every days by an own
    rhythm (bought last on next_last), or, where that is None, because others buy it next after next_because, which this
    client bought on next_last; which that is, and classes and scores by money are for whoever may see sums.
    """

    as_of: date
    status: str
    regular: bool = False
    returned: bool = False
    recency_score: int | None = None
    frequency_score: int | None = None
    money_score: int | None = None
    segment: str = ""
    abc: str = ""
    xyz: str = ""
    interval: float | None = None
    next_from: date | None = None
    next_to: date | None = None
    visit_chance: float | None = None
    expected_visits: float | None = None
    expected_money: int | None = None
    next_product: str = ""
    next_due: date | None = None
    next_every: int | None = None
    next_last: date | None = None
    next_because: str = ""


@dataclass(frozen=True, slots=True)
class ClassChange:
    """A class (status, segment, abc or xyz) that one reckoning found otherwise than the one before."""

    as_of: date
    figure: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class FigureOptions:
    """What the owner decided; None leaves it to the sales.

    lost_after: days of silence after which a client is lost. horizon: days that the chance of a visit looks ahead.
    window: scores by purchases and money of the last so many days alone. limits: scores by these instead of by rank.
    """

    lost_after: int | None = None
    horizon: int | None = None
    window: int | None = None
    limits: RfmLimits | None = None


@dataclass(frozen=True, slots=True)
class Reckoning:
    """The last reckoning of the whole base: of which day, made when, over how many clients with a purchase day.

    lost_after: days of silence after which a client is lost, and lost_source where that comes from (curve, owner or
    preset); typical: days by which half of those who return have returned. horizon: days that visit_chance looks ahead.
    model: r, alpha (weeks), a, b of the forecast.
    """

    as_of: date
    made_at: datetime
    clients: int
    lost_after: int
    lost_source: str
    typical: int
    horizon: int
    model: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """What reckonings went by from a day on, until the next one of the list: days, and where the first comes from."""

    since: date
    lost_after: int
    lost_source: str
    horizon: int
    window: int | None = None
    limits: RfmLimits | None = None


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a client stands: status, and the scores by recency, frequency and money; None where there is no score.

    The one by money is for whoever may see sums, None for others.
    """

    status: str
    scores: tuple[int | None, int | None, int | None] = (None, None, None)


@dataclass(frozen=True, slots=True)
class Tried:
    """What a reckoning with other options would find: clients by status as kept and as it would be, how many change.

    rescored: how many would get another score. turns: everybody whose status or scores would change, as they are and as
    they would be; ids: those of them whom the reader may see, by name. first: nothing was reckoned yet, so that there
    is nothing that could change. Whoever has no figures yet does not change either.
    """

    lost_after: int
    lost_source: str
    clients: int
    changed: int
    before: Mapping[str, int]
    after: Mapping[str, int]
    rescored: int = 0
    turns: Mapping[int, tuple[Stand, Stand]] = field(default_factory=dict)
    ids: Sequence[int] = ()
    first: bool = False
