"""Replacing a small file so that after a power cut either the old or the new one is there, whole."""

from __future__ import annotations

import errno
import os
import sys
import time
from pathlib import Path

_TRIES = 10
_PAUSE_SECONDS = 0.05
_NO_FOLDER_SYNC = frozenset({errno.EINVAL, errno.ENOTSUP})  # some file systems have no such call


def replace_file(path: Path, data: bytes) -> None:
    """Put the bytes in the file's place at once and for good; OSError leaves the old file untouched."""
    fresh = path.with_name(path.name + ".new")
    fresh.unlink(missing_ok=True)
    # O_EXCL: a link planted under the temporary name is not followed.
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(fresh, flags, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _move(fresh, path)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make a rename in the folder survive a power cut (Windows does it with the move itself)."""
    if sys.platform != "win32":
        descriptor = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
        try:
            os.fsync(descriptor)
        except OSError as error:
            if error.errno not in _NO_FOLDER_SYNC:
                raise
        finally:
            os.close(descriptor)


if sys.platform == "win32":
    import ctypes

    _KERNEL = ctypes.WinDLL("kernel32", use_last_error=True)
    _KERNEL.MoveFileExW.argtypes = (ctypes.c_wchar_p, ctypes.c_wchar_p, ctypes.c_uint32)
    _REPLACE_EXISTING, _WRITE_THROUGH = 0x1, 0x8

    def _move(fresh: Path, path: Path) -> None:
        """MoveFileEx that returns only when the disk has the new name; os.replace does not wait for it."""
        for attempt in range(1, _TRIES + 1):
            if _KERNEL.MoveFileExW(str(fresh), str(path), _REPLACE_EXISTING | _WRITE_THROUGH):
                return
            error = ctypes.WinError(ctypes.get_last_error())
            if attempt == _TRIES or not isinstance(error, PermissionError):
                raise error
            time.sleep(_PAUSE_SECONDS)  # antivirus and indexing hold a fresh file open for some 100 ms

else:

    def _move(fresh: Path, path: Path) -> None:
        fresh.replace(path)
