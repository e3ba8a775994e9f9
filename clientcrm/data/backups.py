"""The .crmb file: a copy of the base under a key of its own, with keys.json inside and its maker's signature.

Layout: magic, version byte, u32 length of the header, the header (JSON), the SQLCipher file.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import shutil
import struct
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from clientcrm.domain.errors import DamagedBase, NewerFormat
from clientcrm.vault.replacing import sync_folder

MAGIC = b"CLIENTCRM-BACKUP"
VERSION = 1
ENDING = ".crmb"
UNFINISHED = ".part"
_MOST_HEADER = 32 * 1024 * 1024
_BLOCK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class BackupHeader:
    """What a backup says of itself; `signed` covers all of it but the signature."""

    backup_id: bytes
    base_uuid: str
    generation: int
    schema: str
    seq: int
    head: bytes
    made_at: str
    sha256: bytes
    size: int
    keys_json: bytes
    sealed_key: bytes
    maker: str
    signature: bytes = b""

    def signed(self) -> bytes:
        """What the maker's signature covers: the copy's digest, its key, the keys inside, and where they belong."""
        values = self._values()
        del values["signature"]
        return json.dumps(values, sort_keys=True, separators=(",", ":")).encode()

    def to_bytes(self) -> bytes:
        """The header as it stands in the file."""
        return json.dumps(self._values(), sort_keys=True, separators=(",", ":")).encode()

    def _values(self) -> dict[str, Any]:
        return {
            name: base64.b64encode(value).decode() if isinstance(value, bytes) else value
            for name, value in ((n, getattr(self, n)) for n in self.__slots__)
        }


_BYTES = ("backup_id", "head", "sha256", "keys_json", "sealed_key", "signature")
_NUMBERS = ("generation", "seq", "size")
_WORDS = ("base_uuid", "schema", "made_at", "maker")


def write_backup(part: Path, header: BackupHeader, body: Path) -> None:
    """Put header and body into one file, under a name that is no copy's yet."""
    with part.open("wb") as out, body.open("rb") as source:
        words = header.to_bytes()
        out.write(MAGIC + bytes((VERSION,)) + struct.pack(">I", len(words)) + words)
        shutil.copyfileobj(source, out, _BLOCK)
        out.flush()
        os.fsync(out.fileno())


def finish_backup(part: Path, target: Path) -> None:
    """Give a verified file its name: from this moment on it is a copy."""
    part.replace(target)
    sync_folder(target.parent)


def read_backup(path: Path) -> BackupHeader:
    """The header of a backup; DamagedBase when it is none of ours, cut or changed, NewerFormat when it is newer."""
    with path.open("rb") as file:
        header, _ = _header(file, path)
        if path.stat().st_size - file.tell() != header.size:
            raise DamagedBase(str(path), "cut")
    return header


def extract_body(path: Path, target: Path) -> BackupHeader:
    """Write the encrypted copy inside to a file of its own; DamagedBase unless every byte is as it was made."""
    with target.open("wb") as out:
        header, whole = _read_through(path, out.write)
        out.flush()
        os.fsync(out.fileno())
    if not whole:
        target.unlink()
        raise DamagedBase(str(path), "changed")
    return header


def require_whole(path: Path) -> BackupHeader:
    """The header of a backup whose every byte was read back from the disk and is as it was made; else DamagedBase."""
    header, whole = _read_through(path, len)
    if not whole:
        raise DamagedBase(str(path), "changed")
    return header


def _read_through(path: Path, take: Callable[[bytes], object]) -> tuple[BackupHeader, bool]:
    header = read_backup(path)
    digest = hashlib.sha256()
    with path.open("rb") as file:
        file.seek(-header.size, os.SEEK_END)
        while block := file.read(_BLOCK):
            digest.update(block)
            take(block)
    return header, digest.digest() == header.sha256


def digest_of(path: Path) -> bytes:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


def _header(file: IO[bytes], path: Path) -> tuple[BackupHeader, int]:
    start = file.read(len(MAGIC) + 5)
    if not start.startswith(MAGIC) or len(start) < len(MAGIC) + 5:
        raise DamagedBase(str(path), "not_a_backup")
    if start[len(MAGIC)] != VERSION:
        raise NewerFormat(f"backup {start[len(MAGIC)]}", f"backup {VERSION}")
    length = struct.unpack(">I", start[len(MAGIC) + 1 :])[0]
    if not 0 < length <= _MOST_HEADER:
        raise DamagedBase(str(path), "changed")
    words = file.read(length)
    try:
        values = json.loads(words)
        for name in _BYTES:
            values[name] = base64.b64decode(values[name], validate=True)
        header = BackupHeader(**values)
        _require_kinds(header)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise DamagedBase(str(path), "cut" if len(words) < length else "changed") from error
    return header, len(start) + length


def _require_kinds(header: BackupHeader) -> None:
    """Each value is of its kind: what is read before the signature is checked may be anything."""
    if not all(type(getattr(header, name)) is int and getattr(header, name) >= 0 for name in _NUMBERS):
        raise ValueError("not a number")
    if not all(isinstance(getattr(header, name), str) for name in _WORDS):
        raise ValueError("not a word")
    if datetime.fromisoformat(header.made_at).tzinfo is None:
        raise ValueError("no time zone")


def copies_to_remove(names: list[tuple[str, str]], daily: int = 7, weekly: int = 4, monthly: int = 12) -> list[str]:
    """Which backups to let go: (name, ISO moment) -> names. Kept: the newest of 7 days, 4 weeks and 12 months,
    and never fewer than two."""
    newest_first = sorted(names, key=lambda item: item[1], reverse=True)
    kept: set[str] = {name for name, _ in newest_first[:2]}
    for most, period in ((daily, "%Y-%m-%d"), (weekly, "%G-%V"), (monthly, "%Y-%m")):
        seen: list[str] = []
        for name, moment in newest_first:
            label = datetime.fromisoformat(moment).strftime(period)
            if label not in seen and len(seen) < most:
                seen.append(label)
                kept.add(name)
    return [name for name, _ in newest_first if name not in kept]
