"""Lines of a text table into records: quotes that span lines, and quotes that were never closed."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Callable, Iterable, Iterator

MOST_LINES = 20  # a cell over more lines than this is looked at twice
LOOK_AHEAD_LINES = 5_000
LOOK_AHEAD_TEXT = 1 << 20
_FIELD_LIMIT = 2**31 - 1  # the largest that a C long holds on Windows


def records(
    lines: Iterable[str], delimiter: str, quote: str, loose: Callable[[int], None] = lambda _: None
) -> Iterator[list[str]]:
    """Each record as its cells, an empty line as an empty list.

    A line whose quotes do not fit is read literally and costs no other line; `loose` is told the record's number.
    Newlines must have been normalised before: the csv module refuses a bare CR.
    """
    if quote != '"':
        for line in lines:
            yield split_tolerant(line, delimiter, quote) if line.strip() else []
        return
    csv.field_size_limit(_FIELD_LIMIT)
    yield from _Strict(lines, delimiter, loose).records()


class _Strict:
    """Reads as the csv module does, and takes the lines back when that fails."""

    def __init__(self, lines: Iterable[str], delimiter: str, loose: Callable[[int], None]) -> None:
        self._lines = iter(lines)
        self._back: deque[str] = deque()
        self._pending: list[str] = []
        self._delimiter = delimiter
        self._loose = loose

    def records(self) -> Iterator[list[str]]:
        number = 0
        pending = self._pending
        while True:
            reader = self._reader(self._feed())
            try:
                for row in reader:
                    pending.clear()
                    number += 1
                    yield row
                return
            except csv.Error:
                number += 1
                yield self._repaired(number)

    def _reader(self, lines: Iterable[str]) -> Iterator[list[str]]:
        return csv.reader(lines, delimiter=self._delimiter, skipinitialspace=True, strict=True)

    def _next_line(self) -> str | None:
        return self._back.popleft() if self._back else next(self._lines, None)

    def _feed(self) -> Iterator[str]:
        pending = self._pending
        while (line := self._next_line()) is not None:
            if len(pending) >= MOST_LINES:
                self._back.appendleft(line)
                return
            pending.append(line)
            yield line

    def _repaired(self, number: int) -> list[str]:
        """The record that the csv module refused: a long cell if it closes well, else its first line alone."""
        lines = self._pending.copy()
        self._pending.clear()
        if len(lines) >= MOST_LINES:
            row, taken = self._long_cell(lines)
            if row:
                self._back.extendleft(reversed(lines[taken:]))
                return row
        self._back.extendleft(reversed(lines[1:]))
        self._loose(number)
        return split_tolerant(lines[0], self._delimiter, '"')

    def _long_cell(self, lines: list[str]) -> tuple[list[str], int]:
        """(cells, lines used) of a record that goes on below; no cells if it does not end properly in sight.

        `lines` grows by what was looked at.
        """
        length = sum(map(len, lines))
        while len(lines) < LOOK_AHEAD_LINES and length < LOOK_AHEAD_TEXT:
            line = self._next_line()
            if line is None:
                break
            lines.append(line)
            length += len(line)
            if '"' in line:
                try:
                    reader = csv.reader(lines, delimiter=self._delimiter, skipinitialspace=True, strict=True)
                    return next(reader), reader.line_num
                except csv.Error as error:
                    if "unexpected end" not in str(error):
                        break
        return [], 0


def split_tolerant(line: str, delimiter: str, quote: str) -> list[str]:
    """One line, where a quote closes only before a delimiter or the end: 'Men's' is one cell."""
    cells: list[str] = []
    position, end = 0, len(line.rstrip("\n"))
    while True:
        start = position
        while start < end and line[start] == " ":
            start += 1
        cell, stop = _quoted(line, start, end, delimiter, quote) if line[start : start + 1] == quote else ("", -1)
        if stop < 0:
            stop = line.find(delimiter, start, end)
            stop = end if stop < 0 else stop
            cell = line[start:stop]
        cells.append(cell)
        if stop >= end:
            return cells
        position = stop + 1


def _quoted(line: str, start: int, end: int, delimiter: str, quote: str) -> tuple[str, int]:
    """(cell, place of the delimiter behind it), or place -1 if no quote closes it."""
    close = line.find(quote, start + 1, end)
    while close >= 0:
        after = close + 1
        if line[after : after + 1] == quote:
            close = line.find(quote, after + 1, end)
            continue
        while after < end and line[after] == " ":
            after += 1
        if after >= end or line[after] == delimiter:
            return line[start + 1 : close].replace(quote * 2, quote), after
        close = line.find(quote, close + 1, end)
    return "", -1
