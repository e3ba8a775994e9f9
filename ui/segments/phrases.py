"""Pieces of a segment's sentence: when, how many, how often."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from clientcrm.domain.segment_fields import Asks, kind_of
from clientcrm.domain.segments import Ask
from ui import words
from ui.client_words import share_words
from ui.figure_words import long_days
from ui.i18n import tr

# Values named in a sentence; the rest are counted.
_NAMED = 3


def any_of(texts: Sequence[str]) -> str:
    """Moscow, Kazan or Tver; of many the first ones are named and the rest counted."""
    if len(texts) > _NAMED:
        shown = ", ".join(texts[: _NAMED - 1])
        return tr("{names} or %n more", "a list of values, cut", len(texts) - _NAMED + 1).format(names=shown)
    return joined(texts, tr("or", "between the last two of a list"))


def joined(texts: Sequence[str], last: str) -> str:
    """A, B and C."""
    if len(texts) < 2:
        return "".join(texts)
    return f"{', '.join(texts[:-1])} {last} {texts[-1]}"


def when(ask: Ask) -> str:
    """More than 60 days ago, in the last 30 days, since 14 May 2024; nothing if no time is asked for."""
    if ask.ago is not None:
        return tr("more than %n days ago", "when", ask.ago)
    if ask.within is not None and ask.within < 0:
        return tr("in the next %n days", "when", -ask.within)
    if ask.within is not None:
        return tr("in the last %n days", "when", ask.within)
    if ask.since is not None and ask.until is not None:
        return tr("from {low} to {high}", "days").format(low=_day(ask, ask.since), high=_day(ask, ask.until))
    if ask.since is not None:
        return tr("since {day}", "a range of dates").format(day=_day(ask, ask.since))
    return tr("until {day}", "a range of dates").format(day=_day(ask, ask.until)) if ask.until is not None else ""


def _day(ask: Ask, day: date) -> str:
    """Of a season the year says nothing."""
    return words.day(day, day) if kind_of(ask.field) is Asks.SEASON else words.full_day(day)


def amount(ask: Ask, currency: str) -> str:
    """From 5, up to 10, from 5 to 10, exactly 3: in the unit of the field."""
    low, high = (None if value is None else unit(ask.field, value, currency) for value in (ask.low, ask.high))
    if low is not None and high is not None:
        if low == high:
            return tr("exactly {value}", "a number").format(value=low)
        return tr("from {low} to {high}", "numbers").format(low=low, high=high)
    if low is not None:
        return tr("from {value}", "a number or a sum").format(value=low)
    return tr("up to {value}", "a number or a sum").format(value=high)


def unit(key: str, value: float, currency: str) -> str:
    """A number as its field says it."""
    if kind_of(key) is Asks.MONEY:
        return words.money(int(value), currency)
    if key == "discount":
        return share_words(int(value))
    if key == "visit_chance":
        return words.percent(value)
    if key == "interval":
        return long_days(int(value))
    return words.number(value)


def times(ask: Ask) -> str:
    """At least twice, at most 3 times; nothing for once or more."""
    low, high = int(ask.low or 1), None if ask.high is None else int(ask.high)
    if high is None:
        return tr("at least %n times", "how often", low) if low > 1 else ""
    if low == high:
        return tr("exactly %n times", "how often", low)
    if low > 1:
        return tr("{low} to %n times", "how often", high).format(low=words.number(low))
    return tr("at most %n times", "how often", high)
