"""What happened with a client: calls, messages, visits, notes, and the changes that the program writes itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from clientcrm.domain.leaving_reasons import LeftReason


class EntryKind(StrEnum):
    """Five kinds that people write, and those that the program adds."""

    CALL = "call"
    MESSAGE = "message"
    VISIT = "visit"
    NOTE = "note"
    LEFT = "left"
    CREATED = "created"
    EDITED = "edited"
    TIER_CHANGED = "tier_changed"
    TRASHED = "trashed"
    RESTORED = "restored"
    IMPORTED = "imported"
    PURCHASE = "purchase"
    REFUND = "refund"


WRITTEN_BY_PEOPLE = (EntryKind.CALL, EntryKind.MESSAGE, EntryKind.VISIT, EntryKind.NOTE, EntryKind.LEFT)
# A note, or why somebody left, is about a client, the others are dealings with one: they show interest.
SHOWS_INTEREST = (EntryKind.CALL, EntryKind.MESSAGE, EntryKind.VISIT)


@dataclass(frozen=True, slots=True)
class InteractionDraft:
    """What the composer hands in; `at` is UTC, None means now.

    Of kind LEFT: `left` says why the client stopped coming, `employee` who served them, where that is known; the text
    may be empty.
    """

    client_id: int
    kind: EntryKind
    text: str
    at: datetime | None = None
    left: LeftReason | None = None
    employee: str = ""


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One item of the timeline. `detail` holds unsealed particulars: tiers before and after, sums, file names.

    What an import or a mass change did has the batch's number as a negative id.
    """

    id: int
    kind: EntryKind
    at: datetime
    author: str
    text: str = ""
    detail: dict[str, object] = field(default_factory=dict)
    editable: bool = False
