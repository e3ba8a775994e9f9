"""What a file looks like once it is read: values, sheets, remarks; the shape that every reader has."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import Protocol

Value = str | int | float | bool | dt.datetime | dt.date | dt.time | dt.timedelta
"""What a cell holds. An empty cell is the empty string, never None."""

Row = tuple[Value, ...]
Span = tuple[int, int, int, int]
"""A merged block: first row, first column, last row, last column; all from 1."""

SAMPLE_ROWS = 40
MOST_ROWS = 1_048_576
# Of a text file, which no sheet's end cuts off: receipts of a year; as purchases they take half a gigabyte of memory.
MOST_LINES = 2_000_000
MOST_COLUMNS = 512
MOST_NAMED_ROWS = 50


class FileKind(StrEnum):
    """What a file is by its content, whatever its name says."""

    XLSX = "xlsx"
    XLSB = "xlsb"
    XLS = "xls"
    ODS = "ods"
    XML2003 = "xml2003"
    HTML = "html"
    VCARD = "vcard"
    TEXT = "text"

    def __reduce_ex__(self, _protocol: object) -> tuple[type[FileKind], tuple[str]]:
        """By its value on every Python: 3.11.0 to 3.11.3 would name `getattr`, which no reader of ours trusts."""
        return FileKind, (self.value,)


@dataclass(frozen=True, slots=True)
class Notice:
    """A remark about the file: W-code, how many cells or rows, and the first sheet rows it concerns."""

    code: str
    count: int
    rows: tuple[int, ...] = ()


COLUMNS_CUT = "W103"  # only the first 512 columns are read
TEXT_CUT = "W104"  # cells longer than a cell may be, cut
ERROR_CELLS = "W105"  # cells with an Excel error (#N/A ...), read as empty
EMPTY_FORMULAS = "W106"  # formulas that were never calculated, read as empty
UNSURE_ENCODING = "W107"  # the encoding of the text is a guess
UNREADABLE_SHEET = "W109"  # this sheet cannot be read, others may
ROWS_CUT = "W108"  # rows beyond the limit, or far below the last filled one, not read
LOOSE_QUOTES = "W120"  # lines with an unbalanced quote, read literally
UNEVEN_ROWS = "W121"  # rows with another number of cells than most
LOST_LETTERS = "W122"  # bytes that mean nothing in the chosen encoding
BROKEN_CARDS = "W123"  # vCards that could not be read whole; `rows` are card numbers
OTHER_QUOTES = "W124"  # single quotes would split the lines more evenly


@dataclass(frozen=True, slots=True)
class SheetOutline:
    """A sheet before it is imported: size, first filled rows, merged blocks near the top.

    `rows` counts from the first filled row to the last one, `columns` from column A. `header` is set only
    where the format itself names the columns (vCard); then `sample` has data alone.
    """

    name: str
    visible: bool
    rows: int
    columns: int
    sample: tuple[tuple[int, Row], ...]
    merges: tuple[Span, ...] = ()
    header: tuple[str, ...] | None = None
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What the file turned out to be; the text fields are empty for workbooks.

    `better_quote` names a quote character that splits the lines more evenly than the one in use.
    """

    kind: FileKind
    size: int
    encoding: str = ""
    encoding_sure: bool = True
    delimiter: str = ""
    quote: str = ""
    better_quote: str = ""


@dataclass(frozen=True, slots=True)
class SheetColours:
    """Fill colours of the filled rows: counts by colour (RRGGBB), and the colour of each coloured row.

    `columns` gives the same for each column (from 1), for sheets that colour one cell and not the row.
    """

    counts: dict[str, int]
    rows: dict[int, str]
    columns: dict[int, dict[int, str]]


class Remarks:
    """Collects notices while rows are read."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}
        self._rows: dict[str, list[int]] = {}

    def add(self, code: str, count: int = 1, row: int | None = None) -> None:
        """Count a remark, keeping the first rows it concerns."""
        if count <= 0:
            return
        self._counts[code] = self._counts.get(code, 0) + count
        rows = self._rows.setdefault(code, [])
        if row is not None and len(rows) < MOST_NAMED_ROWS:
            rows.append(row)

    def notices(self) -> tuple[Notice, ...]:
        """All remarks so far, by code."""
        return tuple(Notice(code, self._counts[code], tuple(self._rows[code])) for code in sorted(self._counts))


@dataclass(slots=True)
class Grid:
    """A sheet opened for reading: `rows` yields (sheet row from 1, cells) for every row that is not empty.

    Every row has exactly `columns` cells; `height` is the expected number of rows, for progress. Texts longer
    than `most_text` are still to be cut (0: they are short already); `heavy` rows hold texts of a megabyte.
    """

    columns: int
    height: int
    rows: Iterator[tuple[int, Sequence[Value]]]
    remarks: Remarks
    merges: Sequence[Span] = ()
    most_text: int = 0
    heavy: bool = False


def outline(name: str, visible: bool, grid: Grid) -> SheetOutline:
    """The outline of an opened sheet; takes its first rows."""
    sample = tuple((number, tuple(row)) for number, row in islice(grid.rows, SAMPLE_ROWS))
    near = tuple(span for span in grid.merges if not sample or span[0] <= sample[-1][0])
    return SheetOutline(name, visible, grid.height, grid.columns, sample, near, notices=grid.remarks.notices())


class Book(Protocol):
    """A file opened by one of the readers."""

    @property
    def facts(self) -> FileFacts:
        """What the file is."""

    def outlines(self) -> list[SheetOutline]:
        """All sheets with their first rows."""

    def grid(self, sheet: str | None) -> Grid:
        """The rows of a sheet; without a name, of the first visible one that is not empty."""
