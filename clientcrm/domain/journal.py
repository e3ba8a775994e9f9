"""The journal as people read it: entries with names, filters, what a proof found, what somebody did in a while."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

# What the page can be narrowed to; an action that no group names is found under "all" alone.
GROUPS: Final[dict[str, tuple[str, ...]]] = {
    "looking": ("client.viewed", "clients.listed", "clients.searched"),
    "contacts": ("contact.shown", "contact.copied", "quota.spent"),
    "taking": (
        *("clients.exported", "clients.printed", "backup.made", "import.reported"),
        *("request.asked", "request.approved", "request.refused", "request.withdrawn", "request.used"),
    ),
    "clients": (
        *("client.created", "client.changed", "client.trashed", "client.restored", "client.erased", "client.moved"),
        *("client.tier_set", "client.tagged", "client.assigned", "batch.undone"),
        *("interaction.recorded", "interaction.changed", "interaction.removed"),
    ),
    "sales": ("purchase.added", "purchase.changed", "purchase.removed"),
    "imports": (
        *("import.checked", "import.applied", "import.cancelled", "import.corrected", "import.staged", "demo.filled"),
        *("template.saved", "template.renamed", "template.removed"),
    ),
    "people": (
        *("person.added", "person.reset", "person.renamed", "person.role_set", "person.frozen", "person.unfrozen"),
        *("person.quota_set", "person.left", "person.password_changed", "roles.changed", "keys.changed"),
        *("portfolio.added", "portfolio.renamed", "portfolio.members_set", "recovery_code.replaced"),
        *("canary.planted", "canary.removed", "canary.traced"),
    ),
    "shop": (
        *("settings.changed", "tiers.changed", "field.renamed"),
        *("segment.saved", "segment.renamed", "segment.removed"),
        *("base.created", "base.restored", "base.recovered", "journal.proved", "journal.anchored"),
    ),
    "entry": ("person.signed_in", "person.signed_off"),
    "refused": ("access.refused", "quota.spent", "clock.set_back", "person.sign_in_failed"),
}


@dataclass(frozen=True, slots=True)
class JournalFilter:
    """What of the journal is asked for: somebody's uid, local days (both inclusive), a group, a client, a name."""

    person: str = ""
    since: date | None = None
    until: date | None = None
    group: str = ""
    client_id: int | None = None
    text: str = ""


class Named(StrEnum):
    """Whether the object of an entry can be named to whoever reads it."""

    NOTHING = "nothing"  # the entry is about nothing in particular
    THERE = "there"
    GONE = "gone"  # erased since
    HIDDEN = "hidden"  # the reader may not see it


@dataclass(frozen=True, slots=True)
class JournalLine:
    """One entry. `before_after` maps a field to what it was and what it became, for changes that say so."""

    seq: int
    at: datetime
    uid: str
    person: str
    action: str
    object_kind: str
    object_id: int | None
    object_name: str
    named: Named
    count: int
    detail: Mapping[str, Any] = field(default_factory=dict)

    @property
    def before_after(self) -> dict[str, tuple[Any, Any]]:
        """What a change changed, from its particulars."""
        changes = self.detail.get("changes")
        if isinstance(changes, Mapping):
            return {name: (pair[0], pair[1]) for name, pair in changes.items() if _is_pair(pair)}
        if "before" in self.detail and "after" in self.detail:
            return {"": (self.detail["before"], self.detail["after"])}
        return {}


class BreakKind(StrEnum):
    """What became of a place of the journal."""

    CHANGED = "changed"  # what the entry says, or its seal, is not what was written
    MISSING = "missing"  # entries were taken out
    ORDER = "order"  # entries stand in each other's places
    ADDED = "added"  # an entry that no session wrote
    KEY = "key"  # written again later, with the key of a later place
    NAME = "name"  # written by one person in the name of another
    SESSION = "session"  # the sign-in that wrote it is gone, or is not the one that was
    UNSIGNED = "unsigned"  # a stretch without its person's signature
    CUT = "cut"  # the end is gone


@dataclass(frozen=True, slots=True)
class Break:
    """Where the journal is not as it was written: from entry `seq` to entry `last`."""

    seq: int
    kind: BreakKind
    last: int


def _is_pair(value: object) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str) and len(value) == 2
