"""How many contacts a person may still be shown: what a day and an hour hold, what counts, when a reason is asked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo
from typing import Any, Final

from clientcrm.domain.access import UNLIMITED, Quota, Role, RoleRights
from clientcrm.domain.errors import CrmError

HOUR: Final = timedelta(hours=1)
# Clocks are corrected by minutes all the time; more than this is somebody's doing, or a dead battery.
DRIFT: Final = timedelta(minutes=10)


@dataclass
class QuotaSpent(CrmError):
    """The `limit` contacts of a day or an hour (`per`) have been shown; the next one may be from `until` (UTC) on."""

    per: str
    limit: int
    until: datetime


@dataclass
class ReasonNeeded(CrmError):
    """So many contacts were shown today (`after`) that the next one needs a reason."""

    after: int


@dataclass
class ClockSetBack(CrmError):
    """The computer's clock stands earlier than the journal's last entry (`until`, UTC): nothing is shown till then."""

    until: datetime


@dataclass(frozen=True, slots=True)
class Left:
    """What a person may still be shown today and this hour (None: no limit).

    reason_needed: the next new contact needs a reason. frozen: nothing is shown until the clock is right.
    """

    day: int | None
    hour: int | None
    reason_needed: bool = False
    frozen: bool = False


@dataclass(frozen=True, slots=True)
class Showing:
    """One showing or copying that the journal tells of: which contacts, and how many of them were new that day."""

    at: datetime
    contacts: frozenset[int]
    new: int


@dataclass(frozen=True, slots=True)
class Spent:
    """What a person has been shown since the day began, and within the hour before `now`."""

    now: datetime
    contacts: frozenset[int]
    unnamed: int
    hour: tuple[tuple[datetime, int], ...]

    @property
    def day(self) -> int:
        """Different contacts of the day."""
        return len(self.contacts) + self.unnamed

    def new_among(self, contacts: Collection[int]) -> int:
        """How many of these would be new today: the others were paid for."""
        return len(set(contacts) - self.contacts)


def quota_of(role: RoleRights, permissions: Mapping[str, Any]) -> Quota:
    """A person's quota: the own one if the signed list names one, else the role's; owners have none."""
    if role.key == Role.OWNER:
        return UNLIMITED
    own = permissions.get("quota")
    return role.quota if own is None else Quota.from_json(own)


def day_began(at: datetime, zone: tzinfo, later: int = 0) -> datetime:
    """When the shop's calendar day of this instant began (UTC), or the one so many days later."""
    day = at.astimezone(zone).date() + timedelta(days=later)
    return datetime.combine(day, time(), zone).astimezone(UTC)


def set_back(now: datetime, last: datetime | None) -> bool:
    """Whether the clock stands too far before what was written last."""
    return last is not None and last - now > DRIFT


def spent(showings: Iterable[Showing], now: datetime, zone: tzinfo) -> Spent:
    """What these showings of one person come to at this instant.

    What was written later than now counts too: a clock that was ahead gives nothing back.
    """
    day, hour = day_began(now, zone), now - HOUR
    contacts: set[int] = set()
    unnamed, lately = 0, []
    for showing in showings:
        if showing.at >= day:
            contacts |= showing.contacts
            unnamed += 0 if showing.contacts else showing.new
        if showing.at > hour and showing.new:
            lately.append((showing.at, showing.new))
    return Spent(now, frozenset(contacts), unnamed, tuple(sorted(lately)))


def require_quota(quota: Quota, before: Spent, new: int, reason: str, zone: tzinfo) -> None:
    """QuotaSpent or ReasonNeeded where so many new contacts may not be shown now; what was shown today is free."""
    if not new:
        return
    if quota.day is not None and before.day + new > quota.day:
        raise QuotaSpent("day", quota.day, day_began(before.now, zone, 1))
    if quota.hour is not None and sum(n for _, n in before.hour) + new > quota.hour:
        raise QuotaSpent("hour", quota.hour, _room_at(quota.hour, before, new))
    if quota.reason_from is not None and before.day + new >= quota.reason_from and not reason.strip():
        raise ReasonNeeded(before.day)


def left_of(quota: Quota, before: Spent, frozen: bool) -> Left:
    """What the quota leaves."""
    day = None if quota.day is None else max(quota.day - before.day, 0)
    hour = None if quota.hour is None else max(quota.hour - sum(n for _, n in before.hour), 0)
    if day is not None and hour is not None:
        hour = min(hour, day)
    asked = quota.reason_from is not None and before.day + 1 >= quota.reason_from
    return Left(day, hour, asked, frozen)


def _room_at(limit: int, before: Spent, new: int) -> datetime:
    """When enough of the hour's showings are an hour old."""
    over = sum(n for _, n in before.hour) + new - limit
    for at, count in before.hour:
        over -= count
        if over <= 0:
            return at + HOUR
    return before.hour[-1][0] + HOUR if before.hour else before.now + HOUR
