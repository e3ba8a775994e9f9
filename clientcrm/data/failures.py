"""What the engine's failures mean: damage, a full or unreachable disk, somebody else writing."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from clientcrm.domain.errors import DamagedBase, WriterBusy

# SQLite's primary result codes (sqlite3.h); the upper bytes of a code only say more of the same.
_GENERIC, _BUSY, _LOCKED, _READONLY, _IOERR, _CORRUPT = 1, 5, 6, 8, 10, 11
_FULL, _CANTOPEN, _NOTADB, _PRIMARY = 13, 14, 26, 0xFF
_DISK = {_FULL: errno.ENOSPC, _READONLY: errno.EROFS, _CANTOPEN: errno.EACCES, _IOERR: errno.EIO}
# A page whose seal does not hold is told by the cipher as a generic error with one of these texts.
_CIPHER_WORDS = ("malformed", "not a database", "hmac", "decrypt", "corrupt")


def meaning(error: BaseException, path: Path) -> Exception | None:
    """DamagedBase, WriterBusy or an OSError for what the engine raised; None where it is none of these."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return None
    primary = int(code) & _PRIMARY
    if primary in _DISK:
        return OSError(_DISK[primary], str(error), str(path))
    if primary in (_BUSY, _LOCKED):
        return WriterBusy()
    if primary in (_CORRUPT, _NOTADB) or (primary == _GENERIC and _says_damage(str(error))):
        return DamagedBase(str(path), "unreadable")
    return None


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Let what the engine raises inside leave as what it means."""
    try:
        yield
    except Exception as error:
        known = meaning(error, path)
        if known is None:
            raise
        raise known from error


def _says_damage(text: str) -> bool:
    return any(word in text.lower() for word in _CIPHER_WORDS)
