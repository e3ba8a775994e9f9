"""What a person opens and takes, beside what is usual for that person, in a sentence."""

from __future__ import annotations

from clientcrm.domain.activity import Activity, Doing
from clientcrm.domain.alarms import LEAST_CARDS, UNUSUAL
from ui import words
from ui.i18n import tr


def pace_words(found: Activity) -> str:
    """Cards of the week beside the usual week, contacts shown, and how many days were unlike the person."""
    names = {"name": found.person, "count": words.number(found.cards_week)}
    if found.cards_usual is None:
        told = [tr("{name}: {count} cards opened in the week; what is usual is not known yet").format(**names)]
    else:
        usual = words.number(found.cards_usual)
        told = [tr("{name}: {count} cards opened in the week, usually {usual}").format(**names, usual=usual)]
    shown = words.number(found.count(Doing.SHOWN))
    told.append(tr("contacts shown in %n days: {shown}", "", found.days).format(shown=shown))
    if found.unusual:
        days = [words.day(unusual.day) for unusual in found.unusual[:3]]
        told.append(tr("unlike the person: {days}").format(days=", ".join(days)))
    return "; ".join(told) + "."


def is_unusual(found: Activity) -> bool:
    """Whether the week is three times what is usual, as in the alarms."""
    usual = found.cards_usual or 0
    return found.cards_week >= LEAST_CARDS and found.cards_week > UNUSUAL * usual > 0
