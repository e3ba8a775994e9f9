"""Where the files for reading lie, and how a test looks into one."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from clientcrm.files.reader import SheetReader, SheetSource
from clientcrm.files.tables import FileFacts, Notice, SheetOutline

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "tests" / "data"
SHARED = ROOT.parent / "shared" / "data" / "xlsx"


class Seen:
    """What the reader shows of a file: facts, outlines, and the filled rows of one sheet."""

    def __init__(self, source: SheetSource) -> None:
        with SheetReader(source) as reader:
            self.facts: FileFacts = reader.facts
            self.outlines: list[SheetOutline] = reader.outlines()
            stream = reader.rows()
            self.numbered = [row for chunk in stream for row in chunk.rows]
            self.columns = stream.columns
            self.notices: tuple[Notice, ...] = stream.notices
            self.merges = stream.merges
            self.peak = peak_memory(reader.pid)
        self.rows = [cells for _, cells in self.numbered]

    def noticed(self, code: str) -> int:
        """How often something was remarked."""
        return sum(notice.count for notice in self.notices if notice.code == code)


def peak_memory(pid: int | None) -> int:
    """The most memory in bytes that a process has held so far; 0 where the system does not tell."""
    status = Path(f"/proc/{pid}/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))


def cpu_seconds() -> float:
    """Seconds of the processor that this process and its ended children took: what others do here adds nothing."""
    return sum(os.times()[:4])


@pytest.fixture
def seen() -> Callable[..., Seen]:
    """Looks into a file through the reading process."""

    def look(path: Path | str, **choices: str | None) -> Seen:
        return Seen(SheetSource(str(path), **choices))

    return look


@pytest.fixture
def data() -> Path:
    """The files that came with the repository."""
    return DATA
