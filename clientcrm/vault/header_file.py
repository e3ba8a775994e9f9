"""Reading keys.json with its twin keys.prev.json, and replacing them.

keys.prev.json holds the same bytes as keys.json, written right after it. So a damaged keys.json costs nothing and
the twin cannot be used to bring back an earlier manifest (a frozen person, an old password): it is at most one
interrupted write behind, and a sign-in then refuses it where a newer state was seen.
"""

from __future__ import annotations

import contextlib
import stat
from dataclasses import replace
from pathlib import Path
from typing import Final

from clientcrm.domain.errors import BaseExists, DamagedHeader, NoBase
from clientcrm.vault.header import MOST_HEADER_BYTES, Header, parse_header
from clientcrm.vault.replacing import replace_file

HEADER_NAME: Final = "keys.json"
PREVIOUS_NAME: Final = "keys.prev.json"


def database_name(generation: int) -> str:
    """The file that belongs to a header of this generation."""
    return f"clients.{generation}.db"


def read_header(folder: Path) -> Header:
    """The header of the base in this folder, without a password.

    A missing or damaged keys.json is replaced in memory by keys.prev.json; `fallback` then says why, and the person
    must be told. NoBase if there is neither; DamagedHeader if both are of no use; NewerFormat is never side-stepped.
    """
    try:
        return _read(folder / HEADER_NAME)
    except FileNotFoundError:
        first = DamagedHeader(str(folder / HEADER_NAME), "missing")
    except DamagedHeader as error:
        first = error
    try:
        return replace(_read(folder / PREVIOUS_NAME), fallback=first.reason)
    except FileNotFoundError:
        if first.reason == "missing":
            raise NoBase(str(folder)) from None
        raise first from None
    except DamagedHeader:
        raise first from None


def write_header(folder: Path, header: Header) -> None:
    """Replace keys.json: the one moment at which a change of keys, people or generation happens.

    OSError before that moment leaves everything as it was; the twin is brought up to date afterwards, if possible.
    """
    data = header.to_bytes()
    parse_header(data, str(folder / HEADER_NAME))  # never put down what the next start would refuse
    replace_file(folder / HEADER_NAME, data)
    with contextlib.suppress(OSError):  # the change has happened; the next good opening heals the twin
        replace_file(folder / PREVIOUS_NAME, data)


def write_first_header(folder: Path, header: Header) -> None:
    """Write the header of a new base, after its database; BaseExists if the folder already holds one."""
    for name in (HEADER_NAME, PREVIOUS_NAME):
        if (folder / name).exists():
            raise BaseExists(str(folder))
    write_header(folder, header)


def refresh_previous(folder: Path, header: Header) -> None:
    """After a good opening: heal whichever of the two files is missing, damaged or behind."""
    data = header.to_bytes()
    for name in (HEADER_NAME, PREVIOUS_NAME):
        with contextlib.suppress(OSError):
            path = folder / name
            if not path.exists() or path.read_bytes() != data:
                replace_file(path, data)


def _read(path: Path) -> Header:
    try:
        with path.open("rb") as file:
            if not stat.S_ISREG(path.stat().st_mode):
                raise DamagedHeader(str(path), "not_a_file")
            data = file.read(MOST_HEADER_BYTES + 1)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise DamagedHeader(str(path), "unreadable") from error
    return parse_header(data, str(path))
