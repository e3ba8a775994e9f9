"""What the shop wrote down about its clients: calls, messages, visits, notes, spread over the time they are known."""

from __future__ import annotations

from random import Random

from clientcrm.domain.timeline import EntryKind
from clientcrm.services.demo.calendar import Calendar
from clientcrm.services.demo.content import ShopWords
from clientcrm.services.demo.habits import Habit
from clientcrm.services.demo.people import Buyer, told

_KINDS = (EntryKind.CALL, EntryKind.MESSAGE, EntryKind.VISIT, EntryKind.NOTE)
_LIKELY = (34, 36, 16, 14)
# How many dealings are written down about one client, at most, by how the client buys.
_MOST = {
    Habit.WEEKLY: 9,
    Habit.MONTHLY: 6,
    Habit.COMPANY: 10,
    Habit.LEFT: 4,
    Habit.SLIPPING: 6,
    Habit.SEASONAL: 3,
    Habit.NEW: 3,
}


def dealings(chance: Random, words: ShopWords, calendar: Calendar, client: Buyer) -> list[tuple[int, EntryKind, str]]:
    """Moments, kinds and texts of what was written down about a client, in order of time."""
    plan = client.plan
    most = _MOST.get(plan.habit, 2 if client.interested else 1)
    texts = {
        EntryKind.CALL: words.talk.call,
        EntryKind.MESSAGE: words.talk.message,
        EntryKind.VISIT: words.talk.visit,
        EntryKind.NOTE: words.talk.note,
    }
    kinds = _KINDS if plan.visits or client.interested else (EntryKind.NOTE,)
    likely = _LIKELY[: len(kinds)]
    found: dict[str, tuple[int, EntryKind, str]] = {}
    for _ in range(min(chance.randrange(most + 1), chance.randrange(most + 2))):
        kind = chance.choices(kinds, likely)[0]
        until = max(plan.since, min(calendar.last, plan.until + 30))
        minute = calendar.minute(chance.randint(plan.since, until), chance)
        tea = chance.choice(client.likes).name.partition(",")[0]
        text = told(chance.choice(texts[kind]), client.sex, tea)
        found.setdefault(text, (minute, kind, text))
    return sorted(found.values())
