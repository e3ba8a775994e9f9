"""Requests to the owner: what was asked for, how it stands, and what an agreement is worth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from clientcrm.domain.access import Permission
from clientcrm.domain.clients import ClientFilter
from clientcrm.domain.errors import CrmError

GOOD_FOR: Final = timedelta(days=7)
LONGEST_REASON: Final = 500
_PATIENCE, _LONGEST_WAIT = 5, 30
MOST_OPEN: Final = 20  # of one person: whoever floods the owner waits for answers


class RequestKind(StrEnum):
    """What the person wants to do."""

    EXPORT = "export"
    PRINT = "print"
    SHOW = "show"


# The right that each kind stands in for.
PERMISSIONS: Final[dict[RequestKind, Permission]] = {
    RequestKind.EXPORT: Permission.EXPORT,
    RequestKind.PRINT: Permission.PRINT,
    RequestKind.SHOW: Permission.SHOW_CONTACTS,
}


class RequestState(StrEnum):
    """How a request stands; an agreement that nobody used in seven days is over by itself."""

    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"
    USED = "used"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One request as the owner and its person see it.

    count: clients of a file or print, contacts of a showing. fields: keys of the columns (export_layout.py).
    reason, text (what was searched for) and genuine are the owner's to see: others get "" and True. Not genuine is a
    row that was not written by its person, or was changed since.
    """

    id: int
    uid: str
    person: str
    kind: RequestKind
    state: RequestState
    count: int
    asked_at: datetime
    reason: str = ""
    fields: tuple[str, ...] = ()
    what: str = ""
    shape: str = ""
    ending: str = ""
    contacts: str = ""
    filter: ClientFilter = field(default_factory=ClientFilter)
    picked: bool = False
    text: str = ""
    client_id: int | None = None
    client_name: str = ""
    decided_by: str = ""
    decided_at: datetime | None = None
    good_until: datetime | None = None
    genuine: bool = True


@dataclass(frozen=True, slots=True)
class RequestPreview:
    """What will be in the file: headers, first rows with contacts masked, clients, how many of them are planted."""

    header: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    count: int
    canaries: int
    gone: int = 0


def shown_state(state: str, decided_at: datetime | None, now: datetime) -> RequestState:
    """The state as it is now."""
    over = decided_at is None or now >= decided_at + GOOD_FOR
    return RequestState.EXPIRED if state == RequestState.GRANTED.value and over else RequestState(state)


def reason_refused(reason: str) -> dict[str, str]:
    """What keeps a reason from being sent."""
    if not reason.strip():
        return {"reason": "empty"}
    return {"reason": "too_long"} if len(reason.strip()) > LONGEST_REASON else {}


def same_plan(asked: Mapping[str, Any], planned: Mapping[str, Any]) -> bool:
    """Whether what is to be done is what was asked for.

    Which clients a filter found was settled when it was asked: only clients picked by hand are compared one by one.
    """
    beside = {"ids"} if not planned.get("picked") else set()
    return {key: value for key, value in asked.items() if key not in beside} == {
        key: value for key, value in planned.items() if key not in beside
    }


def wait_after(wrong: int) -> int:
    """Seconds to wait after so many wrong passwords one after another: none for four, then 1, 2, 4 ... 30."""
    return min(2 ** (wrong - _PATIENCE), _LONGEST_WAIT) if wrong >= _PATIENCE else 0


# ---------------------------------------------------------------- what may go wrong


@dataclass
class AgreementNeeded(CrmError):
    """The person may do this once the owner has agreed, and the owner has not; `kind` is that of the request."""

    kind: str


@dataclass
class TicketRefused(CrmError):
    """The agreement is not worth anything: used, over, for something else, or not what an owner signed."""

    reason: str


@dataclass
class RequestClosed(CrmError):
    """The request was decided, used or withdrawn already."""

    state: str


@dataclass
class TooManyToExport(CrmError):
    """More clients than one file of this person may hold."""

    count: int
    most: int


@dataclass
class TriedTooOften(CrmError):
    """Wrong passwords were typed one after another; so many seconds have to pass."""

    seconds: int
