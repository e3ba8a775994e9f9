"""Opening a file for reading: typed refusals, and reading past another program that holds it."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from typing import BinaryIO

from clientcrm.files.errors import EmptyFile, FileInUse, FileMissing, FileTooBig, LockFile

MOST_WORKBOOK_BYTES = 200 * 1024 * 1024
MOST_TEXT_BYTES = 100 * 1024 * 1024
_SHARING_VIOLATIONS = (32, 33)


def open_file(path: str) -> BinaryIO:
    """The file opened for reading.

    Raises FileMissing, LockFile, EmptyFile, FileTooBig, FileInUse.
    """
    name = Path(path).name
    if name.startswith("~$"):
        raise LockFile(path, {"original": name[2:]})
    if Path(path).is_dir():
        raise FileMissing(path, {"reason": "folder"})
    try:
        file: BinaryIO = Path(path).open("rb")  # noqa: SIM115  the caller closes it
    except FileNotFoundError:
        raise FileMissing(path, {"reason": "missing"}) from None
    except OSError as error:
        file = _open_shared(path, error)
    try:
        size = byte_size(file)
        if size == 0:
            raise EmptyFile(path)
        refuse_bigger(path, size, MOST_WORKBOOK_BYTES)
    except BaseException:
        file.close()
        raise
    return file


def byte_size(file: BinaryIO) -> int:
    """Length of an open file in bytes; leaves it at the start."""
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    return size


def refuse_bigger(path: str, size: int, limit: int) -> None:
    """Raises FileTooBig beyond the limit."""
    if size > limit:
        raise FileTooBig(path, {"size": size, "limit": limit})


def _open_shared(path: str, error: OSError) -> BinaryIO:
    """Excel on Windows may deny others to write: asking to share everything still opens the file for reading."""
    if getattr(error, "winerror", None) not in _SHARING_VIOLATIONS:
        reason = "denied" if isinstance(error, PermissionError) else "missing"
        raise FileMissing(path, {"reason": reason}) from None
    content = _read_sharing_all(path)
    if content is None:
        raise FileInUse(path) from None
    return io.BytesIO(content)


def _read_sharing_all(path: str) -> bytes | None:
    if sys.platform == "win32":
        import ctypes
        import msvcrt

        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateFileW.restype = ctypes.c_void_p
        generic_read, share_all, open_existing = 0x80000000, 0x7, 3
        handle = kernel.CreateFileW(ctypes.c_wchar_p(path), generic_read, share_all, None, open_existing, 0, None)
        if handle is None or handle == ctypes.c_void_p(-1).value:
            return None
        try:
            with os.fdopen(msvcrt.open_osfhandle(handle, os.O_RDONLY), "rb") as file:
                return file.read(MOST_WORKBOOK_BYTES + 1)
        except OSError:
            return None
    return None
