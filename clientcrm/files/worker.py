"""The reading process: opens one file, answers questions about it, and may be killed at any moment."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Sequence
from itertools import islice
from multiprocessing.connection import Connection
from typing import Any

from clientcrm.domain.errors import Invalid
from clientcrm.files.books import SheetSource, open_book
from clientcrm.files.confine import confine, silence
from clientcrm.files.errors import FileProblem
from clientcrm.files.tables import Book, Grid, SheetColours, Value
from clientcrm.files.wire import pack_rows, packed, unpacked

CHUNK_ROWS = 5_000
_CHUNK_CELLS = 100_000
_HEAVY_ROWS = 20
_MOST_VALUES = 5_000
_MOST_MESSAGE = 16 << 20


def serve(pipe: Connection, request: dict[str, Any]) -> None:
    """Answer until the other end closes; every answer is (kind, content) packed by `wire`."""
    confine()
    silence()
    gc.disable()  # rows hold no cycles; collecting them costs a fifth of the time
    source = SheetSource(**request)
    try:
        book = open_book(source)
        pipe.send_bytes(packed(("facts", book.facts)))
        while True:
            _answer(pipe, book, unpacked(pipe.recv_bytes()))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return
    except BaseException as error:  # noqa: BLE001  native libraries raise panics that are no Exception
        _report(pipe, source.path, error)


def _answer(pipe: Connection, book: Book, question: tuple[str, Any]) -> None:
    kind, content = question
    if kind == "outlines":
        pipe.send_bytes(packed(("outlines", book.outlines())))
    elif kind == "rows":
        sheet, skip, most = content
        _send_rows(pipe, book.grid(sheet), skip, most)
    elif kind == "counts":
        sheet, columns, after = content
        pipe.send_bytes(packed(("counts", _counted(book.grid(sheet), columns, after))))
    elif kind == "colours":
        from clientcrm.files.sheets import SheetBook

        colours = book.colours(content) if isinstance(book, SheetBook) else SheetColours({}, {}, {})
        pipe.send_bytes(packed(("colours", colours)))


def _report(pipe: Connection, path: str, error: BaseException) -> None:
    """Say what went wrong, without a word of the file's content."""
    if isinstance(error, FileProblem):
        name, details = type(error).__name__, error.details
    elif isinstance(error, Invalid):
        name, details = "Invalid", dict(error.fields)
    else:
        reason = "memory" if isinstance(error, MemoryError) else "damaged"
        name, details = "DamagedFile", {"reason": reason}
    try:
        pipe.send_bytes(packed(("problem", (name, path, details))))
    except OSError:
        return


# ---------------------------------------------------------------- rows


def _counted(grid: Grid, columns: Sequence[int], after: int) -> list[dict[Value, int]]:
    """How often each value stands in the columns below a row; of more than so many values the first ones."""
    found: list[dict[Value, int]] = [{} for _ in columns]
    pairs = [(column, counts) for column, counts in zip(columns, found, strict=True) if column < grid.columns]
    rows = (row for number, row in grid.rows if number > after)
    while pairs and (part := list(islice(rows, _portion(grid)))):
        for column, counts in pairs:
            for value, several in Counter([row[column] for row in part]).items():
                if value in counts or len(counts) < _MOST_VALUES:
                    counts[value] = counts.get(value, 0) + several
    return found


def _portion(grid: Grid) -> int:
    """So many rows are kept in memory together."""
    return _HEAVY_ROWS if grid.heavy else max(1, min(CHUNK_ROWS, _CHUNK_CELLS // max(1, grid.columns)))


def _send_rows(pipe: Connection, grid: Grid, skip: int, most_rows: int | None) -> None:
    """The filled rows after the first `skip`, at most so many, in chunks, then all remarks."""
    pipe.send_bytes(packed(("grid", (grid.columns, grid.height, list(grid.merges)))))
    most = _portion(grid)
    numbers: list[int] = []
    rows: list[Sequence[Value]] = []
    first = done = 0
    for number, row in grid.rows:
        first = first or number
        if most_rows is not None and done == skip + most_rows:
            break
        done += 1
        if done <= skip:
            continue
        numbers.append(number)
        rows.append(row)
        if len(rows) >= most:
            _send_chunk(pipe, grid, numbers, rows, number - first + 1)
            numbers, rows = [], []
    if rows:
        _send_chunk(pipe, grid, numbers, rows, numbers[-1] - first + 1)
    pipe.send_bytes(packed(("end", grid.remarks.notices())))


def _send_chunk(pipe: Connection, grid: Grid, numbers: list[int], rows: list[Sequence[Value]], done: int) -> None:
    """One message, or several if the texts are so long that one would not fit into memory twice."""
    if len(rows) > 1 and _volume(rows) > _MOST_MESSAGE:
        half = len(rows) // 2
        _send_chunk(pipe, grid, numbers[:half], rows[:half], done)
        _send_chunk(pipe, grid, numbers[half:], rows[half:], done)
        return
    body = pack_rows(numbers, rows, grid.most_text, grid.remarks)
    pipe.send_bytes(packed(("rows", (min(done, grid.height), grid.remarks.notices()))))
    pipe.send_bytes(body)


def _volume(rows: Sequence[Sequence[Value]]) -> int:
    """About how many letters these rows hold, by one row in fifty and the longest texts of those."""
    step = max(1, len(rows) // 100)
    return step * sum(len(cell) for row in rows[::step] for cell in row if isinstance(cell, str))
