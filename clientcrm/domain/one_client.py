"""The figures of one client by the rules that the last reckoning of everybody left behind, with `math` alone.

The same definitions as in domain/analytics, ANALYTICS.md 7.0, 7.2, 7.5, 7.10 and 7.11: frames for everybody, a second
to load; this for whoever just bought something.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from statistics import median

from clientcrm.domain.sales import Receipt

_WEEK, _YEAR = 7, 365
# The shop's own rhythm weighs as much as two gaps of the client's.
_SHOP_GAPS = 2
# How many purchase days of a typical client stand beside the own ones where checks follow no model.
_DRAWN = 3
_TINY = 1e-13


@dataclass(frozen=True, slots=True)
class History:
    """Purchase days of a client, each with what it came to in minor units; net: every sale and refund together."""

    days: tuple[tuple[date, int], ...]
    net: int

    @property
    def n(self) -> int:
        """How many purchase days."""
        return len(self.days)

    @property
    def first(self) -> date:
        """The first one."""
        return self.days[0][0]

    @property
    def last(self) -> date:
        """The last one."""
        return self.days[-1][0]

    @property
    def gaps(self) -> list[int]:
        """Days between consecutive ones."""
        return [(after - before).days for (before, _), (after, _) in pairwise(self.days)]


@dataclass(frozen=True, slots=True)
class Rhythm:
    """interval: usual days between visits; the next is usual on `due` and overdue after `late`."""

    status: str
    regular: bool
    returned: bool
    interval: float
    due: date
    late: date


def history_of(own: Iterable[Receipt], others: Iterable[Receipt], as_of: date) -> History:
    """From the done receipts of a client, and the refunds of anybody else that belong to their sales."""
    known = [receipt for receipt in own if receipt.day <= as_of]
    worth = {receipt.id: receipt.total for receipt in known if receipt.total >= 0}
    for refund in (*known, *others):
        if refund.total < 0 and refund.day <= as_of and refund.return_of in worth:
            worth[refund.return_of] += refund.total
    by_day: dict[date, int] = {}
    for receipt in known:
        if receipt.id in worth:
            by_day[receipt.day] = by_day.get(receipt.day, 0) + worth[receipt.id]
    days = tuple((day, eff) for day, eff in sorted(by_day.items()) if eff > 0)
    return History(days, sum(receipt.total for receipt in known))


def rhythm_of(history: History, as_of: date, lost_after: int, typical: int) -> Rhythm:
    """Status and next visit of a client with a purchase day."""
    gaps, recency = history.gaps, (as_of - history.last).days
    interval = (len(gaps) * float(median(gaps or [0])) + _SHOP_GAPS * typical) / (len(gaps) + _SHOP_GAPS)
    if recency > lost_after:
        status = "lost"
    elif history.n == 1:
        status = "new"
    else:
        status = "at_risk" if recency > 2 * interval else "active"
    return Rhythm(
        status=status,
        regular=history.n >= 3 and recency <= lost_after,
        returned=bool(gaps) and gaps[-1] > lost_after,
        interval=interval,
        due=history.last + timedelta(days=math.floor(interval + 0.5)),
        late=history.last + timedelta(days=min(math.floor(2 * interval), lost_after)),
    )


def months_of(history: History, as_of: date) -> tuple[int, int]:
    """Months with a purchase day, and months from the first one to as_of's own."""
    kept = {(day.year, day.month) for day, _ in history.days}
    return len(kept), 12 * (as_of.year - history.first.year) + as_of.month - history.first.month + 1


def chance_of(history: History, as_of: date, model: Sequence[float], days: int) -> float:
    """P(at least one purchase day within so many days); model: r, alpha in weeks, a, b."""
    r, alpha, _, _ = model
    x, age = history.n - 1, (as_of - history.first).days / _WEEK
    none = (r + x) * math.log1p(days / _WEEK / (alpha + age))
    return _alive(history, as_of, model) * -math.expm1(-none)


def visits_of(history: History, as_of: date, model: Sequence[float]) -> float:
    """E[purchase days within a year]: the j-th visit would come, times that nobody stopped before it, for every j."""
    r, alpha, a, b = model
    x, age, weeks = history.n - 1, (as_of - history.first).days / _WEEK, _YEAR / _WEEK
    s, stays, z = r + x, b + x + 1, weeks / (alpha + age + weeks)
    log_chance, seen, still, total, j = -s * math.log1p(weeks / (alpha + age)), 0.0, 1.0, 0.0, 0
    while True:
        chance = math.exp(log_chance)
        ratio = (s + j) / (j + 1) * z
        if ratio < 1 and chance <= _TINY * (1 - ratio):
            return total * _alive(history, as_of, model)
        seen += chance
        total += max(1 - seen, 0.0) * still
        still *= (stays + j) / (a + stays + j)
        log_chance += math.log(ratio)
        j += 1


def money_of(history: History, visits: float, checks: Sequence[float]) -> int:
    """What so many visits are expected to bring, minor units.

    checks: p, q and v of Gamma-Gamma, or the base's mean purchase day alone, towards which the own ones are drawn.
    """
    later = [eff for _, eff in history.days[1:]]
    x, mean = len(later), sum(later) / len(later) if later else 0.0
    if len(checks) == 1:
        return round(visits * ((x * mean + _DRAWN * checks[0]) / (x + _DRAWN)))
    p, q, v = checks
    return round(visits * (p * (v + x * mean) / (p * x + q - 1)))


def _alive(history: History, as_of: date, model: Sequence[float]) -> float:
    """P(has not stopped for good); through logarithms, since the odds of a frequent client leave any number."""
    r, alpha, a, b = model
    x, t_x, age = (
        history.n - 1,
        (history.last - history.first).days / _WEEK,
        (as_of - history.first).days / _WEEK,
    )
    odds = math.log(a) - math.log(b + x) + (r + x) * (math.log(alpha + age) - math.log(alpha + t_x))
    return math.exp(-odds - math.log1p(math.exp(-odds))) if odds > 0 else 1 / (1 + math.exp(odds))
