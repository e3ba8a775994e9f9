"""A new generation of the base's file: copied under a new key, verified, then made the base by one rename."""

from __future__ import annotations

from pathlib import Path

from clientcrm.data.places import require_space
from clientcrm.data.storage import Storage
from clientcrm.domain.errors import DamagedBase
from clientcrm.vault.header_file import database_name
from clientcrm.vault.unlocked import Change, Unlocked

# The copy, its write-ahead log and some air (SECURITY.md 2.6).
_ROOM = 2.2


def renew_generation(folder: Path, storage: Storage, keys: Unlocked, change: Change) -> Storage:
    """Copy the base under the change's key and commit the change; the storage of the new file.

    The replacement of keys.json is the commit point: the old file is untouched until it, and deleted after it.
    """
    require_space(folder, int(storage.path.stat().st_size * _ROOM))
    target = folder / database_name(change.generation)
    storage.checkpoint()
    copy = storage.copy_to(target, change.dbk)
    try:
        damage = copy.check()
        if damage:
            raise DamagedBase(str(target), "copy")
    except BaseException:
        copy.close()
        _remove(target)
        raise
    keys.commit(folder, change)
    storage.close()
    _remove(storage.path)
    return copy


def remove_other_generations(folder: Path, current: int) -> None:
    """Delete what an interrupted change left behind; called after the named file has opened."""
    for path in folder.glob("clients.*.db"):
        if path.name != database_name(current):
            _remove(path)


def _remove(path: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
