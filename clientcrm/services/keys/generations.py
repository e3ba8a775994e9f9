"""A new generation of the base's file: copied under a new key, verified, then made the base by one rename."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Result, inspect, select
from sqlalchemy.orm import Session

from clientcrm.data.models import JournalEntry, Portfolio
from clientcrm.data.places import require_space
from clientcrm.data.storage import Storage, remove_file
from clientcrm.domain.errors import CrmError, DamagedBase
from clientcrm.services.checking import seal_opens, sealed_columns
from clientcrm.services.keys import owners_own
from clientcrm.services.keys.resealing import Resealing
from clientcrm.services.sealing import Seals
from clientcrm.services.steady import steady
from clientcrm.vault.fields import ColumnSeal
from clientcrm.vault.header_file import database_name, read_header
from clientcrm.vault.unlocked import Change, Unlocked

# What is done in a copy before it becomes the base: with the seals that will hold, and how many values do not open.
Work = Callable[[Session, Seals, int], None]
Step = Callable[[int], None]
# The copy, its write-ahead log and some air (SECURITY.md 2.6).
_ROOM = 2.2
# So many sealed values are opened in a copy before it becomes the base.
_TRIED = 100


def renew_generation(
    folder: Path,
    storage: Storage,
    keys: Unlocked,
    change: Change,
    work: Work | None = None,
    step: Step | None = None,
) -> Storage:
    """Copy the base under the change's key and commit the change; the storage of the new file.

    What stands under a portfolio that the change gives another key is sealed anew in the copy; `work` then changes it
    further, with the seals that will hold; `step` hears how far it is and may stop it by raising. The replacement of
    keys.json is the commit point: the old file is untouched until it, and deleted after it. The end of the journal is
    remembered at once, so that an earlier state of the new file is told from the first day.
    """
    require_space(folder, int(storage.path.stat().st_size * _ROOM))
    storage.checkpoint()
    with steady():
        remake = _remaking(storage, keys, change, work, step)
        copy = storage.copy_to(folder / database_name(change.generation), change.dbk, remake)
    try:
        require_readable_copy(storage, copy, keys, change)
        end = _journal_end(copy)
    except BaseException:
        copy.let_go()
        remove_file(copy.path)
        raise
    try:
        keys.commit(folder, change)
    except BaseException:
        copy.let_go()
        _settle_doubt(folder, storage, copy, change)
        raise
    if end is not None:
        keys.remember(folder, *end)
    storage.close()
    remove_file(storage.path)
    return copy


def _remaking(
    storage: Storage, keys: Unlocked, change: Change, work: Work | None, step: Step | None
) -> Callable[[Session], None] | None:
    """What is to be done in the copy before anybody sees it; None where nothing is."""
    numbers = _numbers(storage)
    then = {id_: seal.epoch for id_, seal in keys.seals.items()}
    renewed = [n for n, id_ in numbers.items() if id_ in then and change.seals[id_].epoch != then[id_]]
    owners = owners_own.are_renewed(keys, change)
    if not renewed and not owners and work is None:
        return None

    def remake(session: Session) -> None:
        before, after = Seals(keys, numbers), Seals(change, numbers)
        try:
            anew = Resealing(session, before, after, step)
            anew.renew(renewed)
            if owners:
                anew.broken += owners_own.reseal_owners_own(session, keys, change)
            if work is not None:
                work(session, after, anew.broken)
        finally:
            before.close()
            after.close()

    return remake


def _settle_doubt(folder: Path, storage: Storage, copy: Storage, change: Change) -> None:
    """After a replacement of keys.json that failed: the copy goes, unless it is the base by now.

    Then nothing may be written into the old file any more: the next start opens the copy and deletes it.
    """
    named = 0
    with suppress(CrmError, OSError):
        named = read_header(folder).generation
    if named and named != change.generation:
        remove_file(copy.path)
    else:
        storage.let_go()


def _numbers(storage: Storage) -> dict[int, str]:
    with storage.read() as session:
        return {row.id: row.vault_id for row in session.scalars(select(Portfolio))}


def remove_other_generations(folder: Path, current: int) -> None:
    """Delete what an interrupted change left behind; called after the named file has opened."""
    for path in folder.glob("clients.*.db"):
        if path.name != database_name(current):
            with suppress(OSError):  # held by a virus scanner: the next start tries again
                remove_file(path)


def require_readable_copy(before: Storage, copy: Storage, keys: Unlocked, anew: Unlocked | Change) -> None:
    """DamagedBase("copy") unless sealed values taken by chance open in the copy as they do in the base."""
    numbers = _numbers(before)
    seals = Seals(keys, numbers), Seals(anew, numbers)
    with before.read() as source, copy.read() as target:
        pairs = list(zip(*map(sealed_columns, seals), strict=True))
        for (then, model, value), (now, _, _) in pairs:
            keys_of_row = inspect(model).primary_key
            key, filled = keys_of_row[0], value.is_not(None)
            named = select(key).where(filled)
            first = source.scalars(named.order_by(key).limit(1)).first()
            if first is None:
                continue
            last = source.scalars(named.order_by(key.desc()).limit(1)).one()
            for _ in range(-(-_TRIED // len(pairs))):
                start = first + secrets.randbelow(last - first + 1)
                row = source.scalars(named.where(key >= start).order_by(key).limit(1)).one()
                found = select(model.portfolio, model.uuid, value).where(key == row, filled)
                query = found.order_by(*keys_of_row).limit(1)
                opened = [_opens(seals[0], then, source.execute(query)), _opens(seals[1], now, target.execute(query))]
                if opened[0] > opened[1]:
                    raise DamagedBase(str(copy.path), "copy")
    for each in seals:
        each.close()


def _opens(seals: Seals, seal: Callable[[int], ColumnSeal], rows: Result[Any]) -> bool:
    """Whether the first of the rows is there and opens."""
    row = (*rows, None)[0]
    return row is not None and seals.opens(row[0]) and seal_opens(seal(row[0]), row[1], row[2])


def _journal_end(storage: Storage) -> tuple[int, bytes] | None:
    with storage.read() as session:
        query = select(JournalEntry.seq, JournalEntry.mac).order_by(JournalEntry.seq.desc()).limit(1)
        row = session.execute(query).first()
        return (row.seq, row.mac) if row is not None else None
