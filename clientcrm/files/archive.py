"""Zip files from strangers: what is refused before anything is unpacked, and reading a part in blocks."""

from __future__ import annotations

import os
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from clientcrm.files.errors import DamagedFile, UnsafeArchive

MOST_ENTRIES = 10_000
MOST_UNPACKED = 1_610_612_736  # 1.5 GiB
SAFE_PART = 64 * 1024 * 1024
MOST_RATIO = 100
MOST_DIRECTORY = 8 * 1024 * 1024  # of the zip itself: 10,000 entries need under 4 MB
BLOCK = 1 << 18
_DEFLATE_RATIO = 1032  # deflate never does better, so smaller parts cannot lie about their size by much


def checked_archive(file: BinaryIO, path: str) -> zipfile.ZipFile:
    """The zip, once its directory is known to be harmless.

    Raises UnsafeArchive, or DamagedFile for a zip whose directory cannot be read.
    """
    try:
        if _directory_size(file) > MOST_DIRECTORY:
            raise UnsafeArchive(path, {"reason": "entries"})
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, struct.error, OSError, ValueError, NotImplementedError, UnicodeDecodeError):
        raise DamagedFile(path, {"reason": "damaged"}) from None
    reason = _danger(archive.infolist())
    if reason:
        raise UnsafeArchive(path, {"reason": reason})
    return archive


def _danger(parts: list[zipfile.ZipInfo]) -> str:
    if len(parts) > MOST_ENTRIES:
        return "entries"
    if any(_leaves_folder(part.filename) for part in parts):
        return "names"
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        return "total"
    if any(part.file_size > SAFE_PART and part.file_size > MOST_RATIO * part.compress_size for part in parts):
        return "ratio"
    return ""


def _leaves_folder(name: str) -> bool:
    plain = name.replace("\\", "/")
    return plain.startswith("/") or plain[1:2] == ":" or ".." in plain.split("/")


def _directory_size(file: BinaryIO) -> int:
    """Size of the zip's directory as its last record states it: millions of entries must not be loaded to count."""
    size = file.seek(0, os.SEEK_END)
    start = max(0, size - 65_557)
    file.seek(start)
    tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0:
        raise zipfile.BadZipFile
    directory: int = struct.unpack_from("<I", tail, at + 12)[0]
    if directory == 0xFFFFFFFF:
        (record,) = struct.unpack_from("<Q", tail, tail.rindex(b"PK\x06\x07", 0, at) + 8)
        file.seek(record)
        (directory,) = struct.unpack_from("<Q", file.read(56), 40)
    return directory


def part_names(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """Parts by their name in lower case with forward slashes: 1C and old tools write `xl\\SharedStrings.xml`."""
    return {part.filename.replace("\\", "/").lower(): part for part in archive.infolist()}


def part_blocks(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """The unpacked part in blocks; stops a part that is larger than its directory entry says."""
    file = archive.fp
    assert file is not None
    file.seek(part.header_offset)
    header = file.read(30)
    if len(header) < 30 or header[:4] != b"PK\x03\x04":
        raise DamagedFile(details={"reason": "damaged"})
    name_length, extra_length = struct.unpack_from("<HH", header, 26)
    position, left = part.header_offset + 30 + name_length + extra_length, part.compress_size
    unpacker = zlib.decompressobj(-15) if part.compress_type == zipfile.ZIP_DEFLATED else None
    unpacked = 0
    while left > 0 or (unpacker and unpacker.unconsumed_tail):
        if unpacker and unpacker.unconsumed_tail:
            packed = unpacker.unconsumed_tail
        else:
            file.seek(position)  # other readers may have moved the file between two blocks
            packed = file.read(min(left, BLOCK >> 2))
            if not packed:
                break
            position, left = position + len(packed), left - len(packed)
        try:
            block = unpacker.decompress(packed, BLOCK) if unpacker else packed
        except zlib.error:
            raise DamagedFile(details={"reason": "damaged"}) from None
        unpacked += len(block)
        if unpacked > part.file_size:
            raise UnsafeArchive(details={"reason": "size"})
        yield block
        if unpacker and unpacker.eof:
            break


def part_bytes(archive: zipfile.ZipFile, part: zipfile.ZipInfo, limit: int = SAFE_PART) -> bytes:
    """A whole small part; raises UnsafeArchive if it is larger than `limit`."""
    if part.file_size > limit:
        raise UnsafeArchive(details={"reason": "size"})
    return b"".join(part_blocks(archive, part))


def may_hide_more(part: zipfile.ZipInfo) -> bool:
    """Whether the packed bytes could unpack to over 64 MiB, whatever the directory says."""
    return part.compress_type != zipfile.ZIP_STORED and part.compress_size * _DEFLATE_RATIO > SAFE_PART
