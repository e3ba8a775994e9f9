"""What is remembered of an imported file: its size and digest, so that a resumed import reads the same one."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from clientcrm.domain.errors import NotFound


@dataclass(frozen=True, slots=True)
class FileFacts:
    """Size in bytes and SHA-256."""

    size: int
    sha256: bytes


def file_facts(path: Path) -> FileFacts:
    """The facts of a file; NotFound when it is gone."""
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").digest()
            return FileFacts(file.tell(), digest)
    except FileNotFoundError:
        raise NotFound("file", str(path)) from None
