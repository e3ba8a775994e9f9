"""Reading files in a process of its own: it holds no key, has limited memory, and its death is only an error here."""

from __future__ import annotations

import multiprocessing
import pickle
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any, Self

from clientcrm.domain.errors import Invalid
from clientcrm.files.books import SheetSource
from clientcrm.files.confine import MOST_MEMORY, memory_of, needs_watching
from clientcrm.files.errors import DamagedFile, ReadingStopped, problem_named
from clientcrm.files.tables import FileFacts, Notice, Row, SheetColours, SheetOutline, Span, Value
from clientcrm.files.wire import packed, unpack_rows, unpacked
from clientcrm.memory import open_to_children

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

__all__ = ["RowChunk", "RowStream", "SheetReader", "SheetSource", "list_sheets", "open_rows"]

PATIENCE = 600.0
_POLL = 0.1
_WATCH_EVERY = 1.0


@dataclass(frozen=True, slots=True)
class RowChunk:
    """Up to 5,000 filled rows as (sheet row from 1, cells); `done` of `total` sheet rows are read."""

    rows: list[tuple[int, Row]]
    done: int
    total: int


class RowStream:
    """The rows of one sheet, chunk by chunk. Every row has `columns` cells; an empty cell is the empty string.

    `notices` grows while reading and is complete after the last chunk. Raises what SheetReader raises.
    """

    def __init__(self, reader: SheetReader, columns: int, total: int, merges: tuple[Span, ...]) -> None:
        self._reader = reader
        self.columns = columns
        self.total = total
        self.merges = merges
        self.notices: tuple[Notice, ...] = ()
        self._ended = False

    def __iter__(self) -> Iterator[RowChunk]:
        while not self._ended:
            kind, content = self._reader._receive()
            if kind == "end":
                self.notices = content
                self._ended = True
                self._reader._asked = False
                return
            done, self.notices = content
            rows = unpack_rows(self._reader._receive_bytes())
            yield RowChunk(rows, done, self.total)


class SheetReader:
    """One file, opened by a process of its own, for the length of a `with`.

    `cancelled` is asked before every chunk and ten times a second while waiting for one. When nothing has come
    for `patience` seconds, `stalled` is asked whether to go on waiting (by default: no). Raises the FileProblem
    that the file leads to, DamagedFile if the process died, ReadingStopped after a cancel, Invalid for an
    unknown encoding or delimiter.
    """

    def __init__(
        self,
        source: SheetSource,
        *,
        cancelled: Callable[[], bool] = lambda: False,
        patience: float = PATIENCE,
        stalled: Callable[[float], bool] = lambda _: False,
    ) -> None:
        self.source = source
        self._cancelled = cancelled
        self._patience = patience
        self._stalled = stalled
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None
        self._facts: FileFacts | None = None
        self._asked = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def facts(self) -> FileFacts:
        """What the file is: kind, size, encoding, delimiter."""
        self._ready()
        assert self._facts is not None
        return self._facts

    def outlines(self) -> list[SheetOutline]:
        """All sheets with their first 40 filled rows; hidden ones are marked."""
        found: list[SheetOutline] = self._ask("outlines", None)
        return found

    def colours(self, sheet: str | None = None) -> SheetColours:
        """The fill colours of a sheet; none for formats other than xlsx."""
        found: SheetColours = self._ask("colours", sheet if sheet is not None else self.source.sheet)
        return found

    def counts(self, sheet: str, columns: Sequence[int], after: int = 0) -> list[dict[Value, int]]:
        """How often each value stands in these columns (from 0) of a sheet, below a row."""
        found: list[dict[Value, int]] = self._ask("counts", (sheet, list(columns), after))
        return found

    def rows(self, sheet: str | None = None, skip: int = 0, most: int | None = None) -> RowStream:
        """The filled rows of a sheet, without the first `skip` of them (to go on where an import stopped)."""
        columns, total, merges = self._ask("rows", (sheet if sheet is not None else self.source.sheet, skip, most))
        self._asked = True
        return RowStream(self, columns, total, tuple(merges))

    def close(self) -> None:
        """End the process at once."""
        if self._pipe is not None:
            self._pipe.close()
            self._pipe = None
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process.close()
            self._process = None
        self._asked = False

    @property
    def pid(self) -> int | None:
        """The number of the reading process, while there is one."""
        return self._process.pid if self._process is not None else None

    # ---------------------------------------------------------------- the other end

    def _ready(self) -> Connection:
        if self._asked:  # rows of an earlier question are still in the pipe
            self.close()
        if self._pipe is None:
            from clientcrm.files.worker import serve

            spawn = multiprocessing.get_context("spawn")
            self._pipe, other = spawn.Pipe(duplex=True)
            request = asdict(self.source)
            self._process = spawn.Process(target=serve, args=(other, request), name="sheet-reader", daemon=True)
            with open_to_children():
                self._process.start()
                other.close()
                self._facts = self._receive()[1]
        return self._pipe

    def _ask(self, kind: str, content: object) -> Any:
        pipe = self._ready()
        with suppress(BrokenPipeError):  # the answer explains why it went away
            pipe.send_bytes(packed((kind, content)))
        return self._receive()[1]

    def _receive(self) -> tuple[str, Any]:
        try:
            kind, content = unpacked(self._receive_bytes())
        except (pickle.UnpicklingError, ValueError, TypeError):
            self.close()
            raise DamagedFile(self.source.path, {"reason": "died"}) from None
        if kind == "problem":
            self.close()
            name, path, details = content
            if name == "Invalid":
                raise Invalid(details)
            raise problem_named(name, path or self.source.path, details)
        return kind, content

    def _receive_bytes(self) -> bytes:
        assert self._pipe is not None
        self._wait(self._pipe)
        try:
            return self._pipe.recv_bytes()
        except (EOFError, OSError):
            raise self._died() from None

    def _wait(self, pipe: Connection) -> None:
        """Until something has come; gives up on a cancel, after a stall, or when the process grows too large."""
        began = watched = time.monotonic()
        while not self._stopped() and not pipe.poll(_POLL):
            now = time.monotonic()
            if needs_watching() and now - watched > _WATCH_EVERY:
                watched = now
                if memory_of(self.pid or 0) > MOST_MEMORY:
                    self.close()
                    raise DamagedFile(self.source.path, {"reason": "memory"})
            if now - began > self._patience:
                if not self._stalled(now - began):
                    self.close()
                    raise DamagedFile(self.source.path, {"reason": "stalled"})
                began = now

    def _stopped(self) -> bool:
        if self._cancelled():
            self.close()
            raise ReadingStopped(self.source.path)
        return False

    def _died(self) -> DamagedFile:
        assert self._process is not None
        self._process.join(5)
        status = self._process.exitcode
        self.close()
        return DamagedFile(self.source.path, {"reason": "died", "status": status})


def list_sheets(source: SheetSource, *, cancelled: Callable[[], bool] = lambda: False) -> list[SheetOutline]:
    """What is in a file: its sheets with their first rows. Raises as SheetReader does."""
    with SheetReader(source, cancelled=cancelled) as reader:
        return reader.outlines()


@contextmanager
def open_rows(
    source: SheetSource, *, skip: int = 0, cancelled: Callable[[], bool] = lambda: False
) -> Iterator[RowStream]:
    """The rows of `source.sheet`, for the length of a `with`. Raises as SheetReader does."""
    with SheetReader(source, cancelled=cancelled) as reader:
        yield reader.rows(skip=skip)
