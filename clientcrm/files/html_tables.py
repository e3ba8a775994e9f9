"""Reading tables of a web page: what many web programs save under the name .xls."""

from __future__ import annotations

import re
from contextlib import suppress
from html.parser import HTMLParser
from pathlib import Path
from typing import BinaryIO

from clientcrm.domain.errors import Invalid
from clientcrm.files import tables
from clientcrm.files.encodings import Encoding, bom_encoding, chosen_encoding, detect_encoding
from clientcrm.files.errors import HtmlWithoutTable
from clientcrm.files.opening import byte_size
from clientcrm.files.sheet_list import ListedSheet, listed_grid, listed_outlines
from clientcrm.files.tables import FileFacts, FileKind, Grid, SheetOutline

_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_BREAKS = frozenset(("br", "p", "div", "li"))
_UNSEEN = frozenset(("script", "style", "title", "head"))


class HtmlBook:
    """Each table of the page is a sheet; merged cells keep their value in the first cell alone."""

    def __init__(self, file: BinaryIO, path: str, encoding: str | None = None) -> None:
        self._path = path
        self._size = byte_size(file)
        self._encoding = chosen_encoding(encoding, file) if encoding else _page_encoding(file)
        parser = _Tables()
        file.seek(0)
        parser.feed(file.read().decode(self._encoding.name, "replace"))
        parser.close()
        filled = [sheet for sheet in parser.sheets if sheet.rows]
        if not filled:
            raise HtmlWithoutTable(path)
        stem = Path(path).stem
        for place, sheet in enumerate(filled, start=1):
            sheet.name = stem if len(filled) == 1 else f"{stem} {place}"
        self._sheets = {sheet.name: sheet for sheet in filled}

    @property
    def facts(self) -> FileFacts:
        """Size and encoding."""
        return FileFacts(FileKind.HTML, self._size, self._encoding.name, self._encoding.sure)

    def outlines(self) -> list[SheetOutline]:
        """The tables in the order of the page."""
        return listed_outlines(self._sheets)

    def grid(self, sheet: str | None) -> Grid:
        """The rows of a table; raises SheetMissing."""
        return listed_grid(self._sheets, sheet, self._path)


def _page_encoding(file: BinaryIO) -> Encoding:
    file.seek(0)
    head = file.read(4096)
    named = _CHARSET.search(head)
    if named and not bom_encoding(head):
        name = named.group(1).decode("ascii").lower()
        with suppress(Invalid):
            if not name.startswith("utf-16"):  # a page that can say so in ASCII is not in UTF-16
                return chosen_encoding(name, file)
    return detect_encoding(file)


class _Tables(HTMLParser):
    """Builds sheets cell by cell; a table inside a cell becomes a sheet of its own."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.sheets: list[ListedSheet] = []
        self._open: list[_OpenTable] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag == "table":
            self._open.append(_OpenTable())
            self.sheets.append(self._open[-1].sheet)
        elif self._open and tag == "tr":
            self._open[-1].new_row()
        elif self._open and tag in ("td", "th"):
            found = dict(attrs)
            self._open[-1].new_cell(_count(found.get("colspan")), _count(found.get("rowspan")))
        elif self._open and tag in _BREAKS:
            self._open[-1].add_text("\x00")
        if tag in ("meta", "link", "body"):
            self._unseen = 0  # pages often forget to close their head

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif self._open and tag in ("td", "th"):
            self._open[-1].end_cell()
        elif self._open and tag == "tr":
            self._open[-1].end_row()
        elif self._open and tag == "table":
            self._open.pop().end_row()

    def handle_data(self, data: str) -> None:
        if self._open and not self._unseen:
            self._open[-1].add_text(data)

    def close(self) -> None:
        super().close()
        while self._open:
            self._open.pop().end_row()


class _OpenTable:
    """A table being read: where the next cell goes, and what hangs down from the rows above."""

    def __init__(self) -> None:
        self.sheet = ListedSheet()
        self._number = 0
        self._column = 0
        self._cells: dict[int, str] = {}
        self._hanging: dict[int, int] = {}  # column -> rows it still covers
        self._text: list[str] | None = None
        self._span = (1, 1)
        self._in_row = False

    def new_row(self) -> None:
        self.end_row()
        self._number += 1
        self._column, self._cells, self._in_row = 1, {}, True

    def new_cell(self, columns: int, rows: int) -> None:
        self.end_cell()
        if not self._in_row:
            self.new_row()
        while self._hanging.get(self._column, 0) > 0:
            self._column += 1
        self._text, self._span = [], (columns, rows)

    def add_text(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def end_cell(self) -> None:
        if self._text is None:
            return
        lines = (_SPACE.sub(" ", line).strip(" ") for line in "".join(self._text).split("\x00"))
        value = "\n".join(line for line in lines if line)
        columns, rows = self._span
        self._text = None
        if value and self._column <= tables.MOST_COLUMNS:
            self._cells[self._column] = value
        if columns > 1 or rows > 1:
            self.sheet.merges.append((self._number, self._column, self._number + rows - 1, self._column + columns - 1))
        if rows > 1:
            for column in range(self._column, self._column + columns):
                self._hanging[column] = rows
        self._column += columns

    def end_row(self) -> None:
        self.end_cell()
        if not self._in_row:
            return
        self._in_row = False
        self._hanging = {column: left - 1 for column, left in self._hanging.items() if left > 1}
        self.sheet.add(self._number, self._cells)


def _count(value: str | None) -> int:
    """A colspan or rowspan as browsers limit it."""
    return min(max(int(value), 1), tables.MOST_COLUMNS) if value and value.strip().isdecimal() else 1
