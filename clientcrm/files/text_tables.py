"""Reading CSV and other text tables."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from clientcrm.domain.errors import Invalid
from clientcrm.files import tables
from clientcrm.files.csv_escapes import unescaped
from clientcrm.files.dialects import SAMPLE_LINES, Dialect, detect_dialect
from clientcrm.files.encodings import chosen_encoding, detect_encoding, is_wide
from clientcrm.files.opening import byte_size
from clientcrm.files.records import MOST_LINES, records
from clientcrm.files.tables import FileFacts, FileKind, Grid, Remarks, SheetOutline

MOST_CELL_TEXT = 1_000_000
_SAMPLE_TEXT = 1 << 18
_LONG_LINE = MOST_CELL_TEXT // MOST_LINES  # shorter lines cannot add up to a cell that is too long
_LOST = re.compile("\ufffd")
# Bytes of another encoding read two by two give a letter for each pair, of every script, and for private use.
_LOST_WIDE = re.compile("[\ue000-\uf8ff\ufffd\U000f0000-\U0010ffff]")


class TextBook:
    """A text table as a workbook with one sheet, named after the file."""

    def __init__(
        self,
        file: BinaryIO,
        path: str,
        *,
        encoding: str | None = None,
        delimiter: str | None = None,
        quote: str | None = None,
    ) -> None:
        self._file = file
        self._name = Path(path).stem
        self._encoding = chosen_encoding(encoding, file) if encoding else detect_encoding(file)
        if delimiter is not None and len(delimiter) != 1:
            raise Invalid({"delimiter": "one_character"})
        self._dialect = detect_dialect(self._first_lines(), delimiter, quote)
        self._shape: _Shape | None = None

    @property
    def facts(self) -> FileFacts:
        """Encoding and dialect in use."""
        return FileFacts(
            FileKind.TEXT,
            byte_size(self._file),
            self._encoding.name,
            self._encoding.sure,
            " " if self._dialect.blanks else self._dialect.delimiter,
            self._dialect.quote,
            self._dialect.better_quote,
        )

    def outlines(self) -> list[SheetOutline]:
        """The one sheet; reads the file once to count its records."""
        found = tables.outline(self._name, True, self.grid(None))
        return [replace(found, notices=self._measured().remarks.notices())]

    def grid(self, sheet: str | None) -> Grid:
        """The records; there is one sheet, so its name does not matter."""
        del sheet
        shape = self._measured()
        remarks = Remarks()
        return Grid(shape.columns, shape.height, self._rows(shape, remarks), remarks, heavy=shape.long_cells)

    def _rows(self, shape: _Shape, remarks: Remarks) -> Iterator[tuple[int, list[str]]]:
        if not self._encoding.sure:
            remarks.add(tables.UNSURE_ENCODING)
        if self._dialect.better_quote:
            remarks.add(tables.OTHER_QUOTES)
        columns, usual, apostrophes = shape.columns, shape.usual, shape.apostrophes
        for number, row in enumerate(self._records(remarks), start=1):
            if number > tables.MOST_LINES:
                remarks.add(tables.ROWS_CUT)
                continue
            width = len(row)
            if row.count("") == width:
                continue
            if width != usual:
                remarks.add(tables.UNEVEN_ROWS, row=number)
            if width < columns:
                row.extend([""] * (columns - width))
            elif width > columns:
                remarks.add(tables.COLUMNS_CUT, row=number)
                del row[columns:]
            if shape.long_cells:
                row = _cut(row, number, remarks)
            if apostrophes and "'" in "".join(row):
                row = [unescaped(cell) for cell in row]
            yield number, row

    def _records(self, remarks: Remarks) -> Iterator[list[str]]:
        def loose(number: int) -> None:
            remarks.add(tables.LOOSE_QUOTES, row=number)

        return records(self._data_lines(), self._dialect.delimiter, self._dialect.quote, loose)

    def _data_lines(self) -> Iterator[str]:
        return self._dialect.spaced(islice(self._lines(), self._dialect.skip, None))

    def _first_lines(self) -> list[str]:
        found, length = [], 0
        for line in islice(self._lines(), SAMPLE_LINES + 1):
            found.append(line)
            length += len(line)
            if length > _SAMPLE_TEXT:
                break
        return found

    def _lines(self) -> Iterator[str]:
        """Lines with their ends normalised to a newline; CR alone ends a line too."""
        self._file.seek(0)
        text = io.TextIOWrapper(self._file, self._encoding.name, errors="replace", newline=None)
        try:
            for line in text:  # noqa: UP028  `yield from` would close the file when the reader stops early
                yield line
        finally:
            text.detach()

    def _measured(self) -> _Shape:
        if self._shape is None:
            lost = _LOST_WIDE if is_wide(self._encoding.name) else _LOST
            self._shape = _Shape.of(self._data_lines(), self._dialect, lost)
        return self._shape


class _Shape:
    """What a first pass over the file finds: size, usual width, and what needs care."""

    def __init__(self, lost: re.Pattern[str]) -> None:
        self._lost = lost
        self.height = self.columns = self.usual = 0
        self.apostrophes = self.long_cells = False
        self.remarks = Remarks()

    @classmethod
    def of(cls, lines: Iterator[str], dialect: Dialect, lost: re.Pattern[str]) -> _Shape:
        """The shape of these records; `lost` is what a letter becomes that means nothing in the encoding."""
        shape = cls(lost)
        widths: Counter[int] = Counter()
        first = last = 0
        for number, row in enumerate(records(shape._watched(lines), dialect.delimiter, dialect.quote), start=1):
            width = len(row)
            if row.count("") < width:
                widths[width] += 1
                first, last = first or number, number
        shape.height = last - first + 1 if first else 0
        shape.columns = min(max(widths, default=0), tables.MOST_COLUMNS)
        # Of equally common widths the larger: a preamble line must not make a short table's rows look odd.
        shape.usual = max(widths, key=lambda width: (widths[width], width), default=0)
        return shape

    def _watched(self, lines: Iterator[str]) -> Iterator[str]:
        lost = 0
        for line in lines:
            if "'" in line:
                self.apostrophes = True
            if len(line) > _LONG_LINE:
                self.long_cells = True
            if not line.isascii():
                lost += len(self._lost.findall(line))
            yield line
        self.remarks.add(tables.LOST_LETTERS, lost)


def _cut(row: list[str], number: int, remarks: Remarks) -> list[str]:
    longer = sum(1 for cell in row if len(cell) > MOST_CELL_TEXT)
    remarks.add(tables.TEXT_CUT, longer, number)
    return [cell[:MOST_CELL_TEXT] for cell in row]
