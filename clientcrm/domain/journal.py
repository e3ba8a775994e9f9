"""The journal as people read it: entries with names, filters, what a proof found, what somebody did in a while."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

# What the page can be narrowed to; an action that no group names is found under "all" alone.
GROUPS: Final[dict[str, tuple[str, ...]]] = {
    "looking": ("client.viewed", "clients.listed", "clients.searched", "clients.number_searched"),
    "contacts": ("contact.shown", "contact.copied", "contact.traced", "quota.spent"),
    "taking": (
        *("clients.exported", "clients.printed", "backup.made", "import.reported"),
        *("request.asked", "request.approved", "request.refused", "request.withdrawn", "request.used"),
    ),
    "clients": (
        *("client.created", "client.changed", "client.trashed", "client.restored", "client.erased", "client.moved"),
        *(
            "client.tier_set",
            "client.tier_locked",
            "client.tier_unlocked",
            "client.tagged",
            "client.untagged",
            "client.house_set",
            "client.advocate_marked",
            "client.assigned",
        ),
        *("batch.undone", "inbox.collected"),
        *("interaction.recorded", "interaction.changed", "interaction.removed"),
    ),
    "sales": ("purchase.added", "purchase.changed", "purchase.removed"),
    "imports": (
        *("import.checked", "import.applied", "import.cancelled", "import.corrected", "import.staged", "demo.filled"),
        *("template.saved", "template.renamed", "template.removed"),
    ),
    "people": (
        *("person.added", "person.accepted", "person.reset", "person.renamed", "person.role_set", "person.quota_set"),
        *("person.frozen", "person.unfrozen", "person.default_set", "person.writes_set", "person.password_changed"),
        *("person.leaving", "person.left", "roles.changed", "policy.changed", "keys.changed", "recovery_code.replaced"),
        *("portfolio.added", "portfolio.renamed", "portfolio.members_set", "portfolio.renewed"),
        *("canary.planted", "canary.removed", "canary.traced", "alarms.seen"),
    ),
    "shop": (
        *("settings.changed", "tiers.changed", "tiers.applied"),
        *("segment.saved", "segment.followed", "segment.renamed", "segment.removed"),
        *("figures.reckoned", "figures.asked"),
        *("base.created", "base.restored", "base.recovered", "journal.proved", "journal.anchored"),
    ),
    "entry": ("person.signed_in", "person.signed_off"),
    "refused": (
        *("access.refused", "quota.spent", "request.password_wrong", "request.not_accepted"),
        "export.refused",
        *("person.sign_in_failed", "clock.set_back", "clock.jumped"),
    ),
}


# Particulars that are themselves what was and what became of it.
_PAIRS: Final = ("role", "quota")


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
        named: dict[str, Any] = {name: self.detail.get(name) for name in _PAIRS}
        return {name: (pair[0], pair[1]) for name, pair in named.items() if _is_pair(pair)}


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


class AnchorState(StrEnum):
    """What a state of the journal that somebody kept elsewhere says of the journal now."""

    HOLDS = "holds"  # it stands in the journal: nothing up to there was changed since
    OLDER = "older"  # the base is older: an earlier copy was put in its place, or the end was cut off
    CHANGED = "changed"  # another entry stands there
    RESTORED = "restored"  # the owner has brought the base back from a copy since, and that state was lost with it
    FORGED = "forged"  # no owner of this base signed it
    FOREIGN = "foreign"  # it is of another base
    UNREADABLE = "unreadable"  # it is no such file, or a damaged one


@dataclass(frozen=True, slots=True)
class Anchor:
    """A state kept elsewhere: `kind` is seen (the person's bundle and the keystore), copy or stick."""

    kind: str
    seq: int
    at: datetime | None
    state: AnchorState


@dataclass(frozen=True, slots=True)
class Restored:
    """The base was brought back from a copy: the first entry after it."""

    seq: int
    at: datetime
    uid: str


@dataclass(frozen=True, slots=True)
class Proof:
    """What a proof of the whole journal found; nothing is broken where `ok`."""

    entries: int
    sessions: int
    breaks: tuple[Break, ...]
    fingerprint: str
    anchors: tuple[Anchor, ...] = ()
    restored: tuple[Restored, ...] = ()

    @property
    def ok(self) -> bool:
        """The chain is whole."""
        return not self.breaks

    @property
    def broken_at(self) -> int | None:
        """The entry where it breaks first."""
        return self.breaks[0].seq if self.breaks else None

    @property
    def reason(self) -> BreakKind | None:
        """What became of it there."""
        return self.breaks[0].kind if self.breaks else None


@dataclass(frozen=True, slots=True)
class AnchorCheck:
    """What the owner's key file says: its entry and day, how many entries came since, and the proof of the journal."""

    state: AnchorState
    seq: int = 0
    made_at: datetime | None = None
    since: int = 0
    proof: Proof | None = None

    @property
    def ok(self) -> bool:
        """The journal goes on from there, and all of it is as it was written."""
        return self.state is AnchorState.HOLDS and self.proof is not None and self.proof.ok


def _is_pair(value: Any) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str) and len(value) == 2
