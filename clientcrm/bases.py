"""A base as a folder with its files: held by one program, made, opened, taken away when it was never finished."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from clientcrm.data import migrations
from clientcrm.data.lock import BaseLock
from clientcrm.data.models import Portfolio, Setting
from clientcrm.data.storage import Storage, address_of, make_file
from clientcrm.domain.errors import DamagedBase, OlderThanSeen, WeakPassword
from clientcrm.domain.settings import NewBase, ShopSettings
from clientcrm.services.settings import write_settings
from clientcrm.services.tiers.scale import default_rows
from clientcrm.vault.header_file import database_name, write_first_header
from clientcrm.vault.unlocked import Unlocked

LEAST_PASSWORD = 8


@contextmanager
def held(folder: Path) -> Iterator[BaseLock]:
    """The folder's lock; it is let go again where what happens inside fails."""
    lock = BaseLock(folder)
    lock.take()
    try:
        yield lock
    except BaseException:
        lock.release()
        raise


def make_files(folder: Path, keys: Unlocked, new: NewBase) -> Storage:
    """The files of a new base: tables, first rows, and the header, which makes it a base."""
    storage = make_file(folder / database_name(keys.generation), keys.dbk)
    migrations.upgrade(storage)
    with storage.write() as session:
        session.add(Setting(key="base_uuid", value=f'"{keys.base_uuid}"'))
        session.add_all(Portfolio(id=n, vault_id=p.id) for n, p in enumerate(keys.manifest.portfolios, 1))
        session.add_all(default_rows())
        settings = ShopSettings(new.shop, new.currency, new.time_zone, region=_region(new.time_zone))
        write_settings(session, settings)
    write_first_header(folder, keys.header)
    return storage


def open_file(folder: Path, keys: Unlocked) -> Storage:
    """The file that the keys belong to, when it is whole, ours and not older than seen; brought up to our tables."""
    storage = Storage(address_of(folder / database_name(keys.generation)), keys.dbk)
    require_ours(storage, keys)
    seen = keys.seen
    last, mac = storage.journal_marks(seen.seq)
    if seen.generation == keys.generation and seen.seq and mac != seen.head:
        storage.leave_as_found()
        raise OlderThanSeen(seen.seq, last)
    migrations.bring_up(storage)
    return storage


def require_ours(storage: Storage, keys: Unlocked) -> None:
    """DamagedBase or NewerFormat, the file let go as it is, unless it is a base of this program and of these keys."""
    try:
        storage.readable()
        migrations.require_genuine_schema(storage)
        if storage.base_uuid() != keys.base_uuid:
            raise DamagedBase(str(storage.path), "foreign")
    except BaseException:
        storage.leave_as_found()
        raise


def unmake(folder: Path, *, whole: bool) -> None:
    """Take away a base that was never finished: the folder if it was made for it, else the base's files alone."""
    if whole:
        shutil.rmtree(folder, ignore_errors=True)
        return
    for pattern in ("keys*.json", "clients.*.db*", "lock"):
        for path in folder.glob(pattern):
            path.unlink(missing_ok=True)


def require_strength(password: str) -> None:
    """WeakPassword unless it is long enough."""
    if len(password) < LEAST_PASSWORD:
        raise WeakPassword(LEAST_PASSWORD)


def _region(time_zone: str) -> str:
    """Whose phone numbers are meant when the country is not written."""
    regions = {"Europe/Minsk": "BY", "Asia/Almaty": "KZ", "Asia/Tashkent": "UZ", "Asia/Bishkek": "KG"}
    regions |= {"Asia/Yerevan": "AM", "Asia/Tbilisi": "GE", "Asia/Baku": "AZ", "Europe/London": "GB"}
    regions |= {"Europe/Paris": "FR", "Europe/Berlin": "DE", "America/New_York": "US"}
    return regions.get(time_zone, "RU")
