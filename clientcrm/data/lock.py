"""One program at a time in a base: a lock that the system lets go of, even after a kill."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path
from typing import IO

from clientcrm.domain.errors import Busy

LOCK_NAME = "lock"
# What the systems answer when somebody else holds it (EDEADLK is Windows's word).
_HELD = frozenset({errno.EACCES, errno.EAGAIN, errno.EWOULDBLOCK, errno.EDEADLK})


class BaseLock:
    """Held by the window and by every command for as long as they have the base open."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / LOCK_NAME
        self._file: IO[bytes] | None = None

    def take(self) -> None:
        """Take the lock or raise Busy at once; OSError where the folder cannot be written."""
        file = self._path.open("a+b")
        try:
            _lock(file)
        except OSError as error:
            file.close()
            if error.errno in _HELD:
                raise Busy(str(self._path.parent)) from None
            raise
        self._file = file

    def release(self) -> None:
        """Let the next one in; harmless when not held."""
        if self._file is not None:
            _unlock(self._file)
            self._file.close()
            self._file = None

    @property
    def held(self) -> bool:
        """Whether this object holds the lock now."""
        return self._file is not None


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

    def _unlock(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(file: IO[bytes]) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.set_inheritable(file.fileno(), False)

    def _unlock(file: IO[bytes]) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_UN)
