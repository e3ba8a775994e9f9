"""The second field of a line: how its value is meant."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from clientcrm.domain.segment_fields import OWN, Asks, kind_of
from clientcrm.domain.segments import Ask
from ui.i18n import tr
from ui.segments.draft import Line
from ui.widgets.option import Option

IS, IS_NOT, YES, NO = "is", "is_not", "yes", "no"
LOW, HIGH, BETWEEN = "low", "high", "between"
AGO, WITHIN, AHEAD, SINCE, UNTIL, DATES = "ago", "within", "ahead", "since", "until", "dates"

# Days offered at first, so that a line asks something as soon as it is there.
USUAL_DAYS: Final = {AGO: 60, WITHIN: 30, AHEAD: 7}
# Days to come are what one asks of these; of the others one asks what was.
_TO_COME = frozenset({"next_contact", "next_visit", "next_late", "next_due", "birthday"})
_PAIRS = (Asks.CHOICE, Asks.TAG, Asks.BOUGHT, Asks.DEALT)


def conditions(key: str) -> list[Option]:
    """What can be asked of a field, the likeliest first."""
    kind = kind_of(key)
    if kind in _PAIRS:
        plain, turned = _pair(key)
        return [Option(IS, plain), Option(IS_NOT, turned)]
    if kind is Asks.FLAG:
        plain, turned = _flag(key)
        return [Option(YES, plain), Option(NO, turned)]
    if kind in (Asks.NUMBER, Asks.MONEY):
        return [
            Option(LOW, tr("at least", "a number")),
            Option(HIGH, tr("at most", "a number")),
            Option(BETWEEN, tr("between", "two numbers")),
        ]
    said = _days()
    if kind is Asks.SEASON:
        order: tuple[str, ...] = (AHEAD, DATES)
    elif key == "born":
        order = (DATES, SINCE, UNTIL)
    elif key in _TO_COME:
        order = (AHEAD, AGO, WITHIN, SINCE, UNTIL, DATES)
    else:
        order = (AGO, WITHIN, SINCE, UNTIL, DATES)
    return [Option(name, said[name]) for name in order]


def condition_of(line: Line) -> str:
    """Which of them a line has now; of a line without a question the first."""
    ask, kind = line.ask, kind_of(line.field)
    if kind in _PAIRS:
        return IS_NOT if line.turned else IS
    if ask is None:
        return conditions(line.field)[0].key
    if kind is Asks.FLAG:
        return YES if ask.is_so else NO
    if kind in (Asks.NUMBER, Asks.MONEY):
        return BETWEEN if None not in (ask.low, ask.high) else LOW if ask.high is None else HIGH
    return period_of(ask)


def period_of(ask: Ask) -> str:
    """How days are asked for; "" if they are not."""
    if ask.ago is not None:
        return AGO
    if ask.within is not None:
        return AHEAD if ask.within < 0 else WITHIN
    if ask.since is not None:
        return SINCE if ask.until is None else DATES
    return UNTIL if ask.until is not None else ""


def in_days(ask: Ask, condition: str, days: int) -> Ask:
    """The same question over so many days."""
    bare = without_days(ask)
    if condition == AGO:
        return replace(bare, ago=days)
    return replace(bare, within=-days if condition == AHEAD else days)


def without_days(ask: Ask) -> Ask:
    """The same question of any time."""
    return replace(ask, since=None, until=None, within=None, ago=None)


def _days() -> dict[str, str]:
    return {
        AGO: tr("more than … days ago"),
        WITHIN: tr("in the last … days"),
        AHEAD: tr("in the next … days"),
        SINCE: tr("since a day"),
        UNTIL: tr("until a day"),
        DATES: tr("from day to day"),
    }


def periods() -> list[Option]:
    """When something happened, for a question that need not ask it."""
    said = _days()
    return [Option("", tr("at any time")), *(Option(key, said[key]) for key in (WITHIN, AGO, SINCE, UNTIL, DATES))]


def _pair(key: str) -> tuple[str, str]:
    match key:
        case "tag":
            return tr("there is", "a tag"), tr("there is not", "a tag")
        case "bought":
            return tr("bought"), tr("did not buy")
        case "had":
            return tr("have bought"), tr("have never bought")
        case "dealt":
            return tr("there were", "contacts"), tr("there were not", "contacts")
        case "segment":
            return tr("in", "a segment"), tr("not in", "a segment")
    return tr("is", "a value"), tr("is not", "a value")


def _flag(key: str) -> tuple[str, str]:
    if key.startswith(OWN):
        return tr("filled in"), tr("empty", "a field")
    if key in ("regular", "returned", "house", "birthday_known"):
        return tr("yes"), tr("no")
    return tr("there is", "a phone, a note, a consent"), tr("there is not", "a phone, a note, a consent")
