"""A segment's tree as one condition on clients: the same for the list, counts, exports and the command line.

Inner questions go past narrowing: whoever is found is narrowed by the query for clients that they stand in, and a
client's own answers do not depend on who asks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final, cast

from sqlalchemy import ColumnElement, Select, Table, and_, false, func, not_, or_, select, true

from clientcrm.data.bought import as_said, buyers
from clientcrm.data.models import (
    Base,
    BatchEffect,
    Client,
    ClientFigures,
    ClientTag,
    Purchase,
    Tag,
    TimelineEntry,
)
from clientcrm.domain.calendar import Calendar
from clientcrm.domain.segment_fields import FIGURES, OWN, Asks, kind_of
from clientcrm.domain.segments import AllOf, AnyOf, Ask, Node, Without, on
from clientcrm.domain.timeline import SHOWS_INTEREST
from clientcrm.domain.values.text import fold


def _plain(model: type[Base]) -> Table:
    return cast(Table, model.__table__)


_FIGURES, _TAGGED, _TAGS, _DEALINGS = (_plain(model) for model in (ClientFigures, ClientTag, Tag, TimelineEntry))
_RECEIPTS, _EFFECTS = (_plain(model) for model in (Purchase, BatchEffect))
_CARD: Final[Mapping[str, Any]] = {
    "kind": Client.kind, "state": Client.state, "sex": Client.sex, "tier": Client.tier_id, "source": Client.source,
    "city": Client.city, "region": Client.region, "country": Client.country, "responsible": Client.responsible,
    "portfolio": Client.portfolio, "discount": Client.discount, "created": Client.created_at,
    "next_contact": Client.next_contact, "first_purchase": Client.first_purchase,
    "last_purchase": Client.last_purchase, "purchases": Client.purchase_days, "total": Client.total,
    "average": Client.average, "median": Client.median, "consent": Client.consent, "phone": Client.has_phone,
    "email": Client.has_email, "messenger": Client.has_messenger, "address": Client.has_address,
    "note": Client.has_note, "house": Client.house, "birthday_known": Client.birth_month.is_not(None),
}  # fmt: skip
_FIGURE: Final[Mapping[str, Any]] = {
    "rfm": _FIGURES.c.segment, "next_visit": _FIGURES.c.next_from, "next_late": _FIGURES.c.next_to,
    **{name: _FIGURES.c[name] for name in FIGURES if name not in {"rfm", "next_visit", "next_late"}},
}  # fmt: skip
Among = Callable[[int], ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class Answers:
    """How questions are answered: on which day, who is in a saved segment, and of which client alone, if of one."""

    calendar: Calendar
    segment: Among
    one: Any = None

    def fits(self, node: Node) -> ColumnElement[bool]:
        """Who fits the tree; days that count back do so from the calendar's today."""
        return self._fits(on(node, self.calendar.today))

    # ------------------------------------------------------------------ inside

    def _fits(self, node: Node) -> ColumnElement[bool]:
        match node:
            case Ask():
                return self._answer(node)
            case Without(part):
                return not_(func.coalesce(self._fits(part), false()))
            case AllOf(parts):
                return and_(true(), *(self._fits(part) for part in parts))
            case AnyOf(parts):
                return or_(false(), *(self._fits(part) for part in parts))

    def _answer(self, ask: Ask) -> ColumnElement[bool]:
        if ask.field.startswith(OWN):
            filled = Client.own_filled.contains(f"|{int(ask.field.removeprefix(OWN))}|")
            return filled if ask.is_so else not_(filled)
        kind = kind_of(ask.field)
        if ask.field in FIGURES:
            asked = select(_FIGURES.c.client_id).where(self._asked(kind, _FIGURE[ask.field], ask))
            return self._among(asked, _FIGURES.c.client_id)
        ways: dict[str, Callable[[Ask], ColumnElement[bool]]] = {
            "tag": self._tagged,
            "segment": self._within,
            "batch": self._touched,
            "birthday": _season,
            "born": _born,
            "bought": self._bought,
            "had": self._bought,
            "dealt": self._dealt,
        }
        if ask.field in ways:
            return ways[ask.field](ask)
        return self._asked(kind, _CARD[ask.field], ask)

    def _among(self, asked: Select[Any], client: Any) -> ColumnElement[bool]:
        """Whether the client is among those of an inner question; of one client it looks at the rows of that one."""
        if self.one is not None:
            return Client.id.in_(asked.where(client == self.one))
        # id + 0: each client is held against those found; fetching each of them from the table costs ten times more.
        return (Client.id + 0).in_(asked)

    def _asked(self, kind: Asks | None, column: Any, ask: Ask) -> ColumnElement[bool]:
        match kind:
            case Asks.CHOICE:
                return _chosen(column, ask.any_of)
            case Asks.FLAG:
                said: ColumnElement[bool] = func.coalesce(column, false())
                return said if ask.is_so else not_(said)
            case Asks.DAY:
                return _between(as_said(column), *self._bounds(column, ask))
        return _between(column, ask.low, ask.high)

    def _bounds(self, column: Any, ask: Ask) -> tuple[Any, Any]:
        """Days as they are, and moments of the shop's days."""
        if column is not Client.created_at:
            return ask.since, ask.until
        low = self.calendar.start(ask.since) if ask.since else None
        return low, self.calendar.end(ask.until) - timedelta(seconds=1) if ask.until else None

    def _within(self, ask: Ask) -> ColumnElement[bool]:
        return or_(false(), *(self.segment(int(one)) for one in ask.any_of if one is not None))

    def _tagged(self, ask: Ask) -> ColumnElement[bool]:
        known = select(_TAGS.c.id).where(_TAGS.c.folded.in_([fold(str(tag)) for tag in ask.any_of]))
        return self._among(select(_TAGGED.c.client_id).where(_TAGGED.c.tag_id.in_(known)), _TAGGED.c.client_id)

    def _touched(self, ask: Ask) -> ColumnElement[bool]:
        """Whom these loads or mass changes made, changed or wrote a purchase for."""
        changed = select(_EFFECTS.c.object_id).where(
            _EFFECTS.c.batch_id.in_(ask.any_of), _EFFECTS.c.object_kind == "client"
        )
        bought = select(_RECEIPTS.c.client_id).where(
            _RECEIPTS.c.batch_id.in_(ask.any_of), _RECEIPTS.c.client_id.is_not(None)
        )
        return or_(self._among(changed, _EFFECTS.c.object_id), self._among(bought, _RECEIPTS.c.client_id))

    def _bought(self, ask: Ask) -> ColumnElement[bool]:
        """On how many days there were receipts with any of the products, or any at all."""
        kept = ask.field == "bought"
        simple = _by_card(ask, self.calendar.today) if kept and not ask.any_of else None
        if simple is not None:
            return simple
        until = self.calendar.today if ask.until is None else ask.until
        times = (ask.low or 1, ask.high)
        asked, client = buyers(ask.any_of, ask.since, until, kept=kept, times=times, one=self.one)
        return self._among(asked, client)

    def _dealt(self, ask: Ask) -> ColumnElement[bool]:
        kinds = ask.any_of or tuple(kind.value for kind in SHOWS_INTEREST)
        # Of one client not by the index of kinds: it holds everybody's.
        kind = _DEALINGS.c.kind if self.one is None else as_said(_DEALINGS.c.kind)
        asked = select(_DEALINGS.c.client_id).where(kind.in_(kinds))
        if ask.since is not None:
            asked = asked.where(_DEALINGS.c.at >= self.calendar.start(ask.since))
        if ask.until is not None:
            asked = asked.where(_DEALINGS.c.at < self.calendar.end(ask.until))
        return self._among(_counted(asked, _DEALINGS.c.client_id, ask, func.count()), _DEALINGS.c.client_id)


def _chosen(column: Any, values: Sequence[Any]) -> ColumnElement[bool]:
    """One of the values; None among them stands for nobody or nothing."""
    found: ColumnElement[bool] = column.in_([value for value in values if value is not None])
    return or_(found, column.is_(None)) if None in values else found


def _between(column: Any, low: Any, high: Any) -> ColumnElement[bool]:
    parts = [column >= low] if low is not None else []
    parts += [column <= high] if high is not None else []
    return and_(column.is_not(None), *parts)


def _season(ask: Ask) -> ColumnElement[bool]:
    """Days of the year, inclusive; a season that crosses New Year is two."""
    if ask.since is None or ask.until is None:
        return false()
    day = Client.birth_month * 100 + Client.birth_day
    low, high = (bound.month * 100 + bound.day for bound in (ask.since, ask.until))
    if (ask.until - ask.since).days >= 365:
        return day.is_not(None)
    return day.between(low, high) if low <= high else or_(day >= low, day <= high)


def _born(ask: Ask) -> ColumnElement[bool]:
    """Born between two days; with the year alone known, in between their years."""
    number = (
        Client.birth_year * 10_000 + func.coalesce(Client.birth_month, 1) * 100 + func.coalesce(Client.birth_day, 1)
    )
    low, high = (bound and bound.year * 10_000 + bound.month * 100 + bound.day for bound in (ask.since, ask.until))
    return _between(number, low, high)


def _by_card(ask: Ask, today: date) -> ColumnElement[bool] | None:
    """What the purchase days kept with each client answer: anything bought at all, since, or until."""
    once, until = ask.low in (None, 1) and ask.high is None, ask.until if ask.until != today else None
    if ask.since is None and until is None:
        return _between(Client.purchase_days, max(ask.low or 1, 1), ask.high)
    if once and until is None:
        return _between(as_said(Client.last_purchase), ask.since, None)
    if once and ask.since is None:
        return _between(as_said(Client.first_purchase), None, until)
    return None


def _counted(asked: Select[Any], client: Any, ask: Ask, times: Any) -> Select[Any]:
    """As often as asked for."""
    least = ask.low or 1
    if least > 1 or ask.high is not None:
        asked = asked.group_by(client).having(times >= least)
        if ask.high is not None:
            asked = asked.having(times <= ask.high)
    return asked
