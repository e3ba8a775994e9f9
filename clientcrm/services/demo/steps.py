"""On which step of the scale each client of the demo stands, by what the receipts say, and when it came to that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from clientcrm.domain.leaving_reasons import LeftReason
from clientcrm.domain.tiers import LOST

_VIP_SHARE, _VIP_FROM = 0.03, 50
_REGULAR_VISITS = 5
_USUAL_DAYS = 45.0
_SLEEPING_TIMES, _SLEEPING_DAYS = 2.5, 60
_LOST_TIMES, _LOST_DAYS = 6.0, 180


@dataclass(frozen=True, slots=True)
class Bought:
    """What the base says of one client: kept figures, and the visits and net sum of the last 365 days."""

    id: int
    step: str
    days: int
    first: date | None
    last: date | None
    interval: float | None
    year_visits: int
    year_sum: int
    consent: bool
    advocate: bool


@dataclass(frozen=True, slots=True)
class Move:
    """A client came to stand on another step that day."""

    id: int
    before: str
    step: str
    on: date


# Two of three lost clients were asked why, and answered as they do in a shop; the multipliers mix the ids.
_REASONS = (
    *(LeftReason.PRICE,) * 5, *(LeftReason.MOVED,) * 4, *(LeftReason.COMPETITOR,) * 3, *(LeftReason.NO_NEED,) * 3,
    *(LeftReason.CHOICE,) * 2, LeftReason.OFFENDED, LeftReason.QUALITY, LeftReason.UNREACHED,
)  # fmt: skip


def left_for(move: Move) -> LeftReason | None:
    """Why somebody who became lost says to have left; nobody asked everybody."""
    if move.step != LOST or move.id * 7 % 3 == 0:
        return None
    return _REASONS[move.id * 11 % len(_REASONS)]


def moves(clients: Sequence[Bought], today: date) -> list[Move]:
    """Everybody who stands higher or lower than where all begin. Guards stay."""
    earners = sorted((c.year_sum for c in clients if c.year_sum > 0), reverse=True)
    enough = len(clients) >= _VIP_FROM and bool(earners)
    least = earners[max(0, int(len(clients) * _VIP_SHARE) - 1)] if enough and len(earners) > 1 else 0
    found = []
    for client in clients:
        step, on = _step_of(client, today, least)
        if step and step != client.step:
            found.append(Move(client.id, client.step, step, min(max(on, client.first or on), today)))
    return found


def _step_of(client: Bought, today: date, least_vip: int) -> tuple[str, date]:
    if client.step == "dnd":
        return "", today
    if client.last is None or client.first is None:
        return ("subscribed" if client.consent and client.step == "base" else ""), today
    silence = (today - client.last).days
    usual = client.interval or _USUAL_DAYS
    if silence > max(_LOST_DAYS, _LOST_TIMES * usual):
        return LOST, client.last + timedelta(days=int(max(_LOST_DAYS, _LOST_TIMES * usual)))
    if client.days > 2 and silence > max(_SLEEPING_DAYS, _SLEEPING_TIMES * usual):
        return "sleeping", client.last + timedelta(days=int(max(_SLEEPING_DAYS, _SLEEPING_TIMES * usual)))
    fifth = client.first + timedelta(days=int(usual * (_REGULAR_VISITS - 1)))
    if client.advocate and client.days > 1:
        return "advocate", client.last
    if least_vip and client.year_sum >= least_vip:
        return "vip", max(fifth, client.last - timedelta(days=int(4 * usual)))
    if client.year_visits >= _REGULAR_VISITS:
        return "regular", fifth
    return ("subscribed" if client.consent else ""), client.first + timedelta(days=3)
