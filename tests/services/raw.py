"""What somebody can do with the file itself: with its raw key, or with nothing but the right to write it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from clientcrm.crm import Desk
from clientcrm.vault import vault
from clientcrm.vault.device import MemoryDeviceStore
from clientcrm.vault.header_file import database_name, read_header
from clientcrm.vault.unlocked import Unlocked
from tests.support import CHEAP, OWNER, PASSWORD, Clock, Shop, make_template


def keys_of(shop: Shop, password: str = PASSWORD) -> Unlocked:
    """The owner's keys, taken without opening the base."""
    header = read_header(shop.folder)
    return vault.open_with_password(header, header.person_named(OWNER).uid, password, shop.device, CHEAP)


def database(folder: Path) -> Path:
    """The encrypted file that keys.json names."""
    return folder / database_name(read_header(folder).generation)


@contextmanager
def raw(shop: Shop, password: str = PASSWORD) -> Iterator[Any]:
    """A connection with the raw key and none of the program's guards; what it did is committed."""
    keys = keys_of(shop, password)
    connection = connect(database(shop.folder), keys.dbk)
    try:
        yield connection
        connection.commit()
    finally:
        connection.close()
        keys.close()


def connect(path: Path, key: bytes) -> Any:
    """A plain SQLCipher connection."""
    import sqlcipher3.dbapi2 as sqlcipher

    connection = sqlcipher.connect(str(path))
    connection.set_key(b"x'" + key.hex().encode() + b"'")
    connection.execute("pragma cipher_log_level = NONE").fetchall()
    return connection


def decrypted(path: Path, key: bytes, target: Path) -> bytes:
    """Every page of the file in clear, free ones and all."""
    import sqlcipher3.dbapi2 as sqlcipher

    source, plain = connect(path, key), sqlcipher.connect(str(target))
    source.backup(plain)
    plain.close()
    source.close()
    return target.read_bytes()


def make_filled(folder: Path, fill: Callable[[Desk], None]) -> Callable[[Path], Shop]:
    """Make a shop and fill it once; the answer copies it, closed, for one test each."""
    made = make_template(folder / "empty")(folder / "filled")
    desk = made.sign_in()
    fill(desk)
    made.close()

    def copy(target: Path) -> Shop:
        shutil.copytree(made.folder, target)
        device = MemoryDeviceStore()
        device.secrets.update(made.device.secrets)
        device.anchors.update(made.device.anchors)
        return Shop(target, made.recovery_code, device, Clock(made.clock.at))

    return copy


class Kept:
    """A base with its keystore as they are now, to be put back as often as wanted."""

    def __init__(self, shop: Shop, room: Path) -> None:
        self._shop, self._room = shop, room
        self._anchors = dict(shop.device.anchors)
        shutil.copytree(shop.folder, room)

    def put_back(self, *, anchors: bool = True) -> None:
        """The folder as it was; with `anchors` also what the keystore remembers."""
        shutil.rmtree(self._shop.folder)
        shutil.copytree(self._room, self._shop.folder)
        if anchors:
            self._shop.device.anchors.clear()
            self._shop.device.anchors.update(self._anchors)


def contents(folder: Path) -> dict[str, bytes]:
    """What the folder holds; the lock and the shared memory of the write-ahead log say nothing."""
    skipped = ("lock", "-shm")
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith(skipped)
    }
