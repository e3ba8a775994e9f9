"""What the stored figures say of one client, as a shopkeeper would: how it goes, why, and when to expect a visit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from clientcrm.domain.figures import ClientFigures, Reckoning
from clientcrm.domain.rhythm import ACTIVE, AT_RISK, LOST, NEW
from ui import words
from ui.figure_words import long_days
from ui.i18n import tr

STATUS_ICONS = {ACTIVE: "footprints", NEW: "star", AT_RISK: "trending-down", LOST: "user-minus"}
# Kinds of tags, and the tones of icons in the list: only what asks for something has a colour.
STATUS_KINDS = {ACTIVE: "ok", NEW: "accent", AT_RISK: "warn", LOST: "neutral"}
STATUS_TONES = {ACTIVE: "text3", NEW: "text3", AT_RISK: "bad", LOST: "text3"}


def status_reason(status: str, last: date, interval: float | None, lost_after: int | None) -> str:
    """Why, in a sentence: "silent for 40 days, usually comes every 18"; lost_after in days, None where not known."""
    silent = long_days(max(0, (words.today() - last).days))
    if status == NEW:
        return tr("one visit so far, {ago}").format(ago=words.ago(last))
    if status == ACTIVE:
        if interval is None:
            return tr("last visit {ago}").format(ago=words.ago(last))
        usual = long_days(usual_days(interval))
        return tr("last visit {ago}, usually comes every {interval}").format(ago=words.ago(last), interval=usual)
    if status == LOST and lost_after is not None:
        limit = long_days(lost_after)
        return tr("silent for {silent}; whoever comes back usually does so within {limit}").format(
            silent=silent, limit=limit
        )
    if interval is None:
        return tr("silent for {silent}").format(silent=silent)
    usual = words.number(usual_days(interval))
    return tr("silent for {silent}, usually comes every {interval}").format(silent=silent, interval=usual)


def next_visit(figures: ClientFigures) -> str:
    """The window of the expected next visit: expected 3–12 July; nothing for somebody lost."""
    if figures.next_from is None or figures.next_to is None or figures.status == LOST:
        return ""
    return expectation(figures.next_from, figures.next_to)


def expectation(low: date, high: date) -> str:
    """Expected 3–12 July, or was expected then."""
    window = day_window(low, high)
    if high < words.today():
        return tr("was expected {days}", "a visit, from a day to a day").format(days=window)
    return tr("expected {days}", "a visit, from a day to a day").format(days=window)


def day_window(low: date, high: date) -> str:
    """3–12 июля, 28 июня – 4 июля, or one day."""
    if low == high:
        return words.day(low)
    if (low.year, low.month) == (high.year, high.month):
        return f"{low.day}–{words.day(high)}"
    return f"{words.day(low)} – {words.day(high)}"


def short_window(low: date, high: date) -> str:
    """3–12 июл, 28 июн – 4 июл: for a narrow column."""
    if low == high:
        return words.day_short(low)
    if (low.year, low.month) == (high.year, high.month):
        return f"{low.day}–{words.day_short(high)}"
    return f"{words.day_short(low)} – {words.day_short(high)}"


@dataclass(frozen=True, slots=True)
class Need:
    """What to offer and when, and why."""

    what: str
    why: str


def next_need(figures: ClientFigures) -> Need | None:
    """What the client needs next, and what it follows if it is no rhythm; nothing where nothing can be said."""
    if not figures.next_product or figures.next_due is None:
        return None
    day, name = words.day(figures.next_due), figures.next_product
    if figures.next_due <= words.today():
        what = tr("{product}: needed since {day}", "a product and when a client runs out of it").format(
            product=name, day=day
        )
    else:
        what = tr("{product}: from {day} on", "a product and when a client needs it").format(product=name, day=day)
    if figures.next_last is None:
        return Need(what, tr("Others often buy it next after what this client bought last."))
    last = words.day(figures.next_last)
    if figures.next_every is None:
        said = tr("Others often buy it next. Bought on {day}: {product}.", "what a need follows")
        if figures.next_because == name:
            said = tr("Others often buy it again. Bought on {day}.", "what a need follows")
        return Need(what, said.format(day=last, product=figures.next_because))
    every = long_days(figures.next_every)
    return Need(what, tr("Buys it every {interval}, last on {day}.").format(interval=every, day=last))


# Under so many clients with a purchase a share in per cent says more than is known (20: half a width of .2).
FEW_FOR_SHARES = 20


def chance_word(chance: float) -> str:
    """The chance of a visit without a number."""
    if round(chance * 100) > 66:
        return tr("likely", "whether a client returns")
    return (
        tr("perhaps", "whether a client returns")
        if round(chance * 100) > 35
        else tr("hardly", "whether a client returns")
    )


def within_words(made: Reckoning) -> str:
    """Of what days the chance speaks: within the next 84 days."""
    return tr("within the next {days}", "the chance of a visit").format(days=long_days(made.horizon))


def reckoned_words(made: Reckoning) -> str:
    """Of when the figures are: reckoned today, 09:02."""
    return tr("calculated {moment}", "figures").format(moment=words.moment(words.local(made.made_at)))


def usual_days(interval: float) -> int:
    """Whole days between visits, at least one."""
    return max(1, round(interval))
