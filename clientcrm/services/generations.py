"""A new generation of the base's file: copied under a new key, verified, then made the base by one rename."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from sqlalchemy import select

from clientcrm.data.models import JournalEntry
from clientcrm.data.places import require_space
from clientcrm.data.storage import Storage, remove_file
from clientcrm.vault.header_file import database_name
from clientcrm.vault.unlocked import Change, Unlocked

# The copy, its write-ahead log and some air (SECURITY.md 2.6).
_ROOM = 2.2


def renew_generation(folder: Path, storage: Storage, keys: Unlocked, change: Change) -> Storage:
    """Copy the base under the change's key and commit the change; the storage of the new file.

    The replacement of keys.json is the commit point: the old file is untouched until it, and deleted after it. The
    end of the journal is remembered at once, so that an earlier state of the new file is told from the first day.
    """
    require_space(folder, int(storage.path.stat().st_size * _ROOM))
    storage.checkpoint()
    copy = storage.copy_to(folder / database_name(change.generation), change.dbk)
    try:
        end = _journal_end(copy)
        keys.commit(folder, change)
    except BaseException:
        # The copy stays: whether keys.json names it by now, the next start decides.
        copy.let_go()
        raise
    if end is not None:
        keys.remember(folder, *end)
    storage.close()
    remove_file(storage.path)
    return copy


def renew_in_place(folder: Path, storage: Storage, keys: Unlocked, change: Change) -> None:
    """The same under an open desk: the storage goes on with the new file. Nobody may write meanwhile."""
    storage.become(renew_generation(folder, storage, keys, change))


def remove_other_generations(folder: Path, current: int) -> None:
    """Delete what an interrupted change left behind; called after the named file has opened."""
    for path in folder.glob("clients.*.db"):
        if path.name != database_name(current):
            with suppress(OSError):  # held by a virus scanner: the next start tries again
                remove_file(path)


def _journal_end(storage: Storage) -> tuple[int, bytes] | None:
    with storage.read() as session:
        query = select(JournalEntry.seq, JournalEntry.mac).order_by(JournalEntry.seq.desc()).limit(1)
        row = session.execute(query).first()
        return (row.seq, row.mac) if row is not None else None
