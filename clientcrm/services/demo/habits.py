"""How each client of the demo buys: who comes every week, who left, who never bought, and on which days."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from random import Random

from clientcrm.services.demo.calendar import Calendar, shares


class Habit(StrEnum):
    """How somebody buys; who slips away is silent of late; a twin is a card written twice, the one in the trash."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    SEASONAL = "seasonal"
    ONCE = "once"
    LEFT = "left"
    SLIPPING = "slipping"
    NEVER = "never"
    NEW = "new"
    COMPANY = "company"
    TWIN = "twin"


@dataclass(frozen=True, slots=True)
class _Kind:
    """Share of clients, days between visits (from, to), how uneven the visits are (1 is pure chance)."""

    share: int
    every: tuple[float, float]
    uneven: float


_KINDS = {
    Habit.WEEKLY: _Kind(110, (7, 14), 0.25),
    Habit.MONTHLY: _Kind(180, (16, 40), 0.35),
    Habit.SEASONAL: _Kind(190, (110, 260), 0.8),
    Habit.ONCE: _Kind(200, (1, 1), 1.0),
    Habit.LEFT: _Kind(150, (10, 35), 0.35),
    Habit.SLIPPING: _Kind(30, (6, 9), 0.2),
    Habit.NEVER: _Kind(120, (1, 1), 1.0),
    Habit.NEW: _Kind(40, (7, 25), 0.4),
    Habit.COMPANY: _Kind(25, (25, 40), 0.15),
}
_NEW_DAYS = 40
_SHORTEST_HISTORY = 50
# Longer than those who slip away are wont to be silent, and not yet the month after which clients are lost.
_SILENT = (18, 30)


@dataclass(slots=True)
class Plan:
    """One client of the demo before a name is invented: from which day to which, and how often."""

    habit: Habit
    since: int
    until: int
    every: float
    visits: int = 0


def plan_clients(chance: Random, calendar: Calendar, clients: int, visits: int) -> list[Plan]:
    """So many clients in the order in which they came; visits are shared out among those who buy."""
    habits = list(_KINDS)
    chosen = chance.choices(habits, [_KINDS[habit].share for habit in habits], k=clients)
    plans = sorted((_plan(chance, calendar, habit) for habit in chosen), key=lambda plan: plan.since)
    _share_visits(plans, visits)
    return plans


def visit_minutes(chance: Random, calendar: Calendar, plan: Plan) -> list[int]:
    """The moments of a client's visits: even steps of trade, so that full days get more of them, then made uneven."""
    if not plan.visits:
        return []
    low, high = calendar.trade_between(plan.since, plan.until)
    if plan.habit is Habit.ONCE:
        return [calendar.minute(plan.since, chance)]
    step, uneven = (high - low) / plan.visits, _KINDS[plan.habit].uneven
    found = [calendar.minute(plan.since, chance)]
    for number in range(1, plan.visits):
        trade = low + step * (number + 0.5 + chance.gauss(0, uneven))
        found.append(calendar.minute(calendar.day_at(min(max(trade, low), high - 1e-9)), chance))
    return sorted(found)


def _plan(chance: Random, calendar: Calendar, habit: Habit) -> Plan:
    last = calendar.last
    every = chance.uniform(*_KINDS[habit].every)
    if habit is Habit.NEW:
        since = last - int(chance.random() * _NEW_DAYS)
    else:
        # The shop grows: the later a day, the more new faces.
        since = int((last - _NEW_DAYS) * chance.random() ** 0.85)
    since = calendar.open_from(since)
    until = last
    if habit is Habit.LEFT:
        since = min(since, max(0, last - 5 * _SHORTEST_HISTORY))
        until = min(last - int(chance.uniform(70, 160)), since + int(chance.uniform(60, 900)))
    elif habit is Habit.SLIPPING:
        since = min(since, max(0, last - 5 * _SHORTEST_HISTORY))
        until = last - int(chance.uniform(*_SILENT))
    elif habit is Habit.ONCE:
        until = since
    return Plan(habit, since, max(since, until), every)


def _share_visits(plans: list[Plan], visits: int) -> None:
    buyers = [plan for plan in plans if plan.habit is not Habit.NEVER]
    once = [plan for plan in buyers if plan.habit is Habit.ONCE]
    again = [plan for plan in buyers if plan.habit is not Habit.ONCE]
    for plan in (again + once)[:visits]:
        plan.visits = 1
    left = visits - min(visits, len(buyers))
    weights = [(plan.until - plan.since) / plan.every for plan in again]
    for plan, more in zip(again, shares(left, weights), strict=True):
        plan.visits += more
