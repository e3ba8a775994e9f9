"""What somebody can do with the file itself: with its raw key, or with nothing but the right to write it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

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


PAGE, _RESERVED, _IV = 4096, 80, 16
_WAL_HEAD, _FRAME_HEAD = 32, 24


def decrypted(path: Path, key: bytes) -> bytes:
    """Every page of the file in clear, free ones too, and every page that stands in its write-ahead log."""
    data = path.read_bytes()
    pages = [data[at : at + PAGE] for at in range(0, len(data), PAGE)]
    log = path.with_name(path.name + "-wal")
    frames = log.read_bytes()[_WAL_HEAD:] if log.exists() else b""
    size = _FRAME_HEAD + PAGE
    logged = [(frames[at : at + 4], frames[at + _FRAME_HEAD : at + size]) for at in range(0, len(frames), size)]
    first = [_clear(page, key, first=number == 0) for number, page in enumerate(pages)]
    return b"".join(first + [_clear(page, key, first=number == b"\0\0\0\1") for number, page in logged])


def _clear(page: bytes, key: bytes, *, first: bool) -> bytes:
    """One page as SQLCipher 4 keeps it: AES-256-CBC, its vector and seal at the end; the first begins with the salt."""
    start = 16 if first else 0
    decryptor = Cipher(algorithms.AES(key), modes.CBC(page[-_RESERVED : _IV - _RESERVED])).decryptor()
    return bytes(start) + decryptor.update(page[start:-_RESERVED]) + decryptor.finalize()


def make_filled(
    folder: Path,
    fill: Callable[[Desk], None],
    clock: Clock | None = None,
    of: Callable[[Path], Shop] | None = None,
) -> Callable[[Path], Shop]:
    """Make a shop, or take one that is made already (`of`), and fill it once; the answer copies it, closed, for one
    test each.
    """
    made = (of or make_template(folder / "empty", clock))(folder / "filled")
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
