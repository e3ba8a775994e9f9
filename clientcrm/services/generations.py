"""A new generation of the base's file: copied under a new key, verified, then made the base by one rename."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Result, func, inspect, select

from clientcrm.data.models import JournalEntry, Portfolio
from clientcrm.data.places import require_space
from clientcrm.data.storage import Storage, remove_file
from clientcrm.domain.errors import DamagedBase
from clientcrm.services.checking import seal_opens, sealed_columns
from clientcrm.services.sealing import Seals
from clientcrm.vault.fields import ColumnSeal
from clientcrm.vault.header_file import database_name
from clientcrm.vault.unlocked import Change, Unlocked

# The copy, its write-ahead log and some air (SECURITY.md 2.6).
_ROOM = 2.2
# So many sealed values are opened in a copy before it becomes the base.
_TRIED = 100


def renew_generation(folder: Path, storage: Storage, keys: Unlocked, change: Change) -> Storage:
    """Copy the base under the change's key and commit the change; the storage of the new file.

    The replacement of keys.json is the commit point: the old file is untouched until it, and deleted after it. The
    end of the journal is remembered at once, so that an earlier state of the new file is told from the first day.
    """
    require_space(folder, int(storage.path.stat().st_size * _ROOM))
    storage.checkpoint()
    copy = storage.copy_to(folder / database_name(change.generation), change.dbk)
    try:
        require_readable_copy(storage, copy, keys)
    except BaseException:
        copy.let_go()
        remove_file(copy.path)
        raise
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


def require_readable_copy(before: Storage, copy: Storage, keys: Unlocked) -> None:
    """DamagedBase("copy") unless sealed values taken by chance open in the copy as they do in the base."""
    with before.read() as source, copy.read() as target:
        seals = Seals(keys, {row.id: row.vault_id for row in source.scalars(select(Portfolio))})
        columns = sealed_columns(seals)
        for seal, model, value in columns:
            key = inspect(model).primary_key[0]
            last = source.scalars(select(func.max(key))).one() or 0
            for _ in range(-(-_TRIED // len(columns)) if last else 0):
                near = select(key).where(value.is_not(None), key >= 1 + secrets.randbelow(last)).order_by(key).limit(1)
                row = source.scalars(near).first()
                query = select(model.portfolio, model.uuid, value).where(key == row)
                if row is not None and not _opens_alike(seal, seals, source.execute(query), target.execute(query)):
                    raise DamagedBase(str(copy.path), "copy")
    seals.close()


def _opens_alike(seal: Callable[[int], ColumnSeal], seals: Seals, before: Result[Any], after: Result[Any]) -> bool:
    """Where the row opened before, it is there and opens now."""
    found = [(*before, None)[0], (*after, None)[0]]
    opened = [row is not None and seals.opens(row[0]) and seal_opens(seal(row[0]), row[1], row[2]) for row in found]
    return opened[0] <= opened[1]


def _journal_end(storage: Storage) -> tuple[int, bytes] | None:
    with storage.read() as session:
        query = select(JournalEntry.seq, JournalEntry.mac).order_by(JournalEntry.seq.desc()).limit(1)
        row = session.execute(query).first()
        return (row.seq, row.mac) if row is not None else None
