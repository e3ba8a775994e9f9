"""Putting a new file in place: whole or not at all, readable by its owner alone until it is moved elsewhere."""

from __future__ import annotations

import errno
import io
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from clientcrm.domain.errors import NoSpace
from clientcrm.files.errors import FileInUse, FileMissing
from clientcrm.files.passwords import encrypted


@contextmanager
def saved(path: str, password: str | None = None) -> Iterator[io.BufferedIOBase]:
    """A file to write into; it takes the place of `path` when the `with` ends well, else nothing remains.

    With a password the content is held in memory and only its encrypted form (xlsx) reaches the disk.
    Raises FileInUse, FileMissing (no such folder), NoSpace.
    """
    target = Path(path)
    part = ""
    try:
        number, part = tempfile.mkstemp(prefix=".", suffix=".part", dir=target.parent)
        with os.fdopen(number, "w+b") as file:
            if password is None:
                yield file
            else:
                content = io.BytesIO()
                yield content
                encrypted(content, password, file)
            file.flush()
            os.fsync(file.fileno())
        Path(part).replace(target)
    except BaseException as error:
        if part:
            with suppress(OSError):
                Path(part).unlink()
        if isinstance(error, OSError):
            raise _named(error, path) from None
        raise


def _named(error: OSError, path: str) -> Exception:
    folder = Path(path).parent
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return NoSpace(0, shutil.disk_usage(folder).free)
    if not folder.is_dir():
        return FileMissing(path, {"reason": "missing"})
    if isinstance(error, PermissionError) and Path(path).exists() and os.access(folder, os.W_OK):
        return FileInUse(path)
    if isinstance(error, PermissionError):
        return FileMissing(path, {"reason": "denied"})
    if isinstance(error, IsADirectoryError):
        return FileMissing(path, {"reason": "folder"})
    error.filename = path  # the name that the person gave, not that of the unfinished file
    return error
