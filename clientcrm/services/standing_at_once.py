"""Where a client stands after a single sale: by the sheet of the last reckoning and whoever was moved since.

The journal tells who that is: nothing is written without an entry. Whatever names no clients one by one (a load of
sales, an undone one, many into the trash) leaves it to counting through everybody, until the next reckoning.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from clientcrm.data.models import BOUGHT, Client, JournalEntry, StandingSheet
from clientcrm.data.search import among
from clientcrm.domain.standing import Bought, Sheet, Standing
from clientcrm.files.wire import unpacked
from clientcrm.services.gate import Gate

# Entries about receipts name their clients; those about one client are that client's.
_OF_RECEIPTS = frozenset({"purchase.added", "purchase.changed", "purchase.removed"})
_OF_ONE = frozenset({"client.created", "client.changed", "client.trashed", "client.restored"})
# What moves nobody among those who bought.
_OF_NOBODY = frozenset(
    {
        *("access.refused", "alarms.seen", "backup.made", "client.advocate_marked", "client.assigned", "client.moved"),
        *("client.tagged", "client.tier_locked", "client.tier_set", "client.tier_unlocked", "client.untagged"),
        *("client.viewed", "clients.exported", "clients.listed", "clients.number_searched", "clients.printed"),
        *("clients.searched", "contact.copied", "contact.shown", "export.refused", "figures.asked", "import.checked"),
        *("import.corrected", "import.staged", "inbox.collected", "interaction.changed", "interaction.recorded"),
        *("interaction.removed", "journal.anchored", "journal.proved", "person.signed_in", "person.signed_off"),
        *("request.asked", "segment.followed", "segment.removed", "segment.renamed", "segment.saved"),
        *("settings.changed", "template.removed", "template.renamed", "template.saved", "tiers.applied"),
        *("tiers.changed", "figures.reckoned"),
    }
)
# As many are looked up faster than 100,000 are counted through.
_MOST = 2_000

_SHEET = select(StandingSheet.sheet).where(StandingSheet.run_id == bindparam("run"))
_ENTRIES = select(
    JournalEntry.seq,
    JournalEntry.action,
    JournalEntry.object_kind,
    JournalEntry.object_id,
    JournalEntry.count,
    JournalEntry.detail_json,
).where(JournalEntry.seq > bindparam("seen"))


@dataclass(slots=True)
class _Known:
    """The sheet of a reckoning, up to which entry the journal was read, and whom it names; None: not one by one."""

    run: int
    sheet: Sheet
    seen: int
    moved: set[int] | None = field(default_factory=set)


_KNOWN: WeakKeyDictionary[Gate, _Known] = WeakKeyDictionary()


def by_sheet(
    session: Session, gate: Gate, run: tuple[int, int], client_id: int, asked: Bought, moving: Collection[int]
) -> Standing | None:
    """As `standing` counts it; None where counting alone can tell.

    run: the id of the last reckoning, and the last entry of the journal before it. moving: whom this write moves; it
    moves nobody else.
    """
    known = _known(session, gate, run)
    if known is None or known.moved is None:
        return None
    moved = known.moved.union(moving) | {client_id}
    return known.sheet.stands(asked, moved, _now(session, moved - {client_id}))


def _known(session: Session, gate: Gate, run: tuple[int, int]) -> _Known | None:
    known = _KNOWN.get(gate)
    if known is None or known.run != run[0]:
        kept = session.connection().execute(_SHEET, {"run": run[0]}).scalar()
        if kept is None:
            return None
        known = _KNOWN[gate] = _Known(run[0], Sheet.of(unpacked(kept)), run[1])
    if known.moved is not None:
        _read_on(session, known)
    return known


def _read_on(session: Session, known: _Known) -> None:
    """What was written since. The entry of this very write is not there yet."""
    for entry in session.connection().execute(_ENTRIES, {"seen": known.seen}):
        named = _named(entry)
        known.seen = max(known.seen, entry.seq)
        if known.moved is None or named is None:
            known.moved = None
        else:
            known.moved |= named
    if known.moved is not None and len(known.moved) > _MOST:
        known.moved = None


def _named(entry: Any) -> set[int] | None:
    """Whom an entry moves among those who bought; None where it does not say."""
    if entry.action in _OF_NOBODY:
        return set()
    if entry.action in _OF_RECEIPTS:
        detail = json.loads(entry.detail_json)
        return {detail.get("client"), detail.get("former")} - {None}
    if entry.action in _OF_ONE and entry.object_kind in ("", "client") and entry.count == 1:
        return None if entry.object_id is None else {entry.object_id}
    return None


def _now(session: Session, moved: Collection[int]) -> list[Bought]:
    """How those of them who bought stand now, whoever asks."""
    if not moved:
        return []
    asked = select(Client.last_purchase, Client.purchase_days, Client.total).where(BOUGHT, Client.id.in_(among(moved)))
    rows = session.connection().execute(asked)
    return [Bought(last.toordinal(), days, net) for last, days, net in rows if last]
