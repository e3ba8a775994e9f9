"""The file that somebody is bringing in, opened once: one reading process from the first look to the last row."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from threading import Lock, Timer
from typing import Any

from clientcrm.domain.imports import FileChoice
from clientcrm.services.imports.groups import titles_of
from clientcrm.services.imports.head import SheetHead, head_of
from clientcrm.services.imports.turned import TurnedSheet, can_be_turned

_EVIDENCE = 5000
_HEADER_ROWS = 60
# The process holds 130 MB for 100,000 rows; whoever thinks longer waits for the file to be opened again.
_IDLE = 120.0
# Windows lets nobody replace a file that is held open, and people mend it in Excel while they look at the plan.
_HELD_OPEN = sys.platform != "win32"


@dataclass(frozen=True, slots=True)
class Head:
    """The start of a sheet: where the header is, how many rows there are, rows of evidence below it, their groups."""

    sheet: str
    found: SheetHead
    rows: int
    evidence: Sequence[tuple[int, Sequence[Any]]]
    warnings: tuple[str, ...]
    groups: Counter[str] = field(default_factory=Counter)


class Book:
    """One opened file. What it was asked once it remembers."""

    def __init__(self, choice: FileChoice) -> None:
        from clientcrm.files.reader import SheetReader, SheetSource

        self._reader = SheetReader(
            SheetSource(
                str(choice.path),
                encoding=choice.encoding or None,
                delimiter=choice.delimiter or None,
                quote=choice.quote or None,
                password=choice.password or None,
            )
        )
        self._path = str(choice.path)
        self._outlines: list[Any] | None = None
        self._heads: dict[tuple[str, int | None], Head] = {}
        self._counts: dict[tuple[str, int, int], Counter[Any]] = {}
        self._colours: dict[str, Any] = {}
        self._far: dict[tuple[str, int], Sequence[Any]] = {}
        self._turning = choice.turned
        self._turned: dict[str, TurnedSheet] = {}

    def outlines(self) -> list[Any]:
        """Every sheet with its first rows."""
        if self._outlines is None:
            self._outlines = self._reader.outlines()
            if self._turning:
                self._turn(self._outlines)
        return self._outlines

    def _turn(self, outlines: list[Any]) -> None:
        """Lay down the sheets that look turned; where none does, every one that can be."""
        places = [place for place, outline in enumerate(outlines) if can_be_turned(outline)]
        for place in [place for place in places if head_of(outlines[place]).vertical] or places:
            outline = outlines[place]
            self._turned[outline.name] = sheet = TurnedSheet(outline, self._reader.rows(outline.name))
            outlines[place] = sheet.outline

    def outline(self, sheet: str, header_row: int | None = None) -> Any:
        """One sheet, without a name the first; with the row that a person calls its headings, however far below.

        SheetMissing with the names that are there, for any other name.
        """
        outlines = self.outlines()
        outline = next((outline for outline in outlines if outline.name == sheet), None)
        if outline is None and sheet:
            from clientcrm.files.errors import SheetMissing

            there = [outline.name for outline in outlines]
            raise SheetMissing(self._path, {"sheet": sheet, "sheets": there})
        outline = outline or outlines[0]
        last = outline.sample[-1][0] if outline.sample else 0
        if header_row is None or header_row <= last or outline.header is not None:
            return outline
        return replace(outline, sample=(*outline.sample, (header_row, self._cells(outline.name, header_row))))

    def _cells(self, sheet: str, row: int) -> Sequence[Any]:
        """The cells of a row far below; none if there is no such row."""
        if (sheet, row) not in self._far:
            rows = (one for chunk in self._reader.rows(sheet, most=row) for one in chunk.rows)
            self._far[sheet, row] = {number: cells for number, cells in rows if number == row}.get(row, ())
        return self._far[sheet, row]

    def head(self, sheet: str, header_row: int | None) -> Head:
        """The start of a sheet; header_row is a person's word."""
        key = (sheet, header_row)
        if key not in self._heads:
            outline = self.outline(sheet, header_row)
            found = head_of(outline, header_row)
            most = _EVIDENCE + max(_HEADER_ROWS, found.last_row)
            stream = self._turned.get(outline.name) or self._reader.rows(outline.name, most=most)
            evidence = [(n, cells) for chunk in stream for n, cells in chunk.rows if n > found.last_row]
            above = found.last_row - (outline.sample[0][0] if outline.sample else 1) + 1 if found.last_row else 0
            warnings = tuple(dict.fromkeys(notice.code for notice in (*outline.notices, *stream.notices)))
            rows = max(0, outline.rows - above)
            groups = titles_of(evidence, stream.merges, found)
            self._heads[key] = Head(outline.name, found, rows, evidence[:_EVIDENCE], warnings, groups)
        return self._heads[key]

    def counts(self, head: Head, columns: Sequence[int]) -> list[Counter[Any]]:
        """How often each value stands in the columns, over the whole sheet."""
        after = head.found.last_row
        asked = [column for column in columns if (head.sheet, after, column) not in self._counts]
        if asked:
            sheet = self._turned.get(head.sheet)
            found = sheet.counts(asked) if sheet else self._reader.counts(head.sheet, asked, after)
            for column, counts in zip(asked, found, strict=True):
                self._counts[head.sheet, after, column] = Counter(counts)
        return [self._counts[head.sheet, after, column] for column in columns]

    def colours(self, sheet: str) -> Any:
        """The fill colours of a sheet's rows; of a turned one none, since they are another way round."""
        if sheet in self._turned:
            from clientcrm.files.tables import SheetColours

            return SheetColours({}, {}, {})
        if sheet not in self._colours:
            self._colours[sheet] = self._reader.colours(sheet or None)
        return self._colours[sheet]

    def rows(self, sheet: str) -> Any:
        """The stream of a sheet's rows."""
        self.outlines()
        return self._turned.get(sheet) or self._reader.rows(sheet)

    def close(self) -> None:
        """End the reading process; the next question begins another."""
        self._reader.close()

    def forget_rows(self) -> None:
        """Of what was asked keep no more than which sheets there are: every row of them was read."""
        self._heads, self._counts, self._colours, self._far = {}, {}, {}, {}
        if self._turned:
            self._turned, self._outlines = {}, None


class Shelf:
    """Keeps the file that was looked at last for a while, so that reading it on costs no second look at its sheets.

    It stays open meanwhile where that hinders nobody.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._book: Book | None = None
        self._of: tuple[Any, ...] = ()
        self._timer: Timer | None = None

    @contextmanager
    def open(self, choice: FileChoice, *, last: bool = False) -> Iterator[Book]:
        """The file, opened; `last` says that nothing will be asked of this sheet afterwards."""
        if not self._lock.acquire(blocking=False):
            # Somebody else is reading: this look has a process of its own.
            book = Book(choice)
            try:
                yield book
            finally:
                book.close()
            return
        try:
            book = self._opened(choice)
            yield book
        except BaseException:
            self._let_go()
            raise
        else:
            if last:
                book.forget_rows()
            if last or not _HELD_OPEN:
                book.close()
            self._timer = Timer(_IDLE, self.close)
            self._timer.daemon = True
            self._timer.start()
        finally:
            self._lock.release()

    def close(self) -> None:
        """Let go of the file, unless it is being read."""
        if self._lock.acquire(blocking=False):
            try:
                self._let_go()
            finally:
                self._lock.release()

    def _opened(self, choice: FileChoice) -> Book:
        self._stop_timer()
        of = _identity(choice)
        if self._book is None or of != self._of:
            self._let_go()
            self._book, self._of = Book(choice), of
        return self._book

    def _let_go(self) -> None:
        self._stop_timer()
        if self._book is not None:
            self._book.close()
        self._book, self._of = None, ()

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


def _identity(choice: FileChoice) -> tuple[Any, ...]:
    """By what a file is known not to have changed since."""
    try:
        facts = choice.path.stat()
    except OSError:
        return (choice,)  # the reading process says what is wrong with it
    return replace(choice, sheet=""), facts.st_size, facts.st_mtime_ns, facts.st_ino
