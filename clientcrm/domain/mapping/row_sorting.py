"""What each row below a header is: data, nothing, a repeated header, totals, a group title, a note, another table
(EXCEL.md 5.4, H6-H8).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import cast

from clientcrm.domain.mapping.header_rows import HeaderFound, Merge, Row, header_score, is_data_like, is_known_header
from clientcrm.domain.mapping.synonyms import usual_headers
from clientcrm.domain.values.text import clean_cell

_TOTALS = re.compile(
    r"\s*(?:(?:итого|всего|totals?|subtotal|grand total|сумма|примечани[ея]|внимание|sources?)\b|notes?:|\*\s)",
    re.IGNORECASE,
)
_TOTALS_START = frozenset("иИвВtTсСпПsSgGnN* \xa0\t\n")
_INVISIBLE = " \t\n\r\xa0\u2007\u2009\u200b\u200c\u200d\u202f\u3000\ufeff"
# Before the rest of a row is looked at: an empty first cell leaves its start to the next one.
_ODD_STARTS = frozenset({"", *_INVISIBLE, *_TOTALS_START})
_CONTACT = re.compile(r"\S@\S|(?:\d[\s()\-]*){10}")
_SAME = 0.6
_GROUP_SPAN = 3
_MOST_HELD = 20
_FULL_ROWS = 3


class RowKind(StrEnum):
    """What a row is; only data rows are imported."""

    DATA = "data"
    BLANK = "blank"
    REPEATED_HEADER = "repeated_header"
    TOTALS = "totals"
    GROUP = "group"
    NOTE = "note"
    OTHER_TABLE = "other_table"


CODES = {
    RowKind.REPEATED_HEADER: "I201",
    RowKind.TOTALS: "I202",
    RowKind.NOTE: "I202",
    RowKind.GROUP: "I203",
    RowKind.OTHER_TABLE: "W204",
}


@dataclass(frozen=True, slots=True)
class SortedRow:
    """A row with its number in the sheet; group is the last group title above it, "" for none."""

    number: int
    cells: Row
    kind: RowKind
    group: str = ""


class RowSorter:
    """Sorts the rows below a header as they come. Feed every row in order, then finish: a few sparse rows are held
    back until it is known whether data follow them or the sheet ends in notes.
    """

    def __init__(
        self, header: HeaderFound, *, merges: Iterable[Merge] = (), key_columns: Iterable[int] | None = None
    ) -> None:
        """merges: of the body, by the same row numbers as feed. key_columns: where name, phone, e-mail or code stand;
        without them a note is known only by its words standing in several columns.
        """
        rows = header.rows or ((header.names,) if header.rows_count else ())
        # The folded texts of each header row by column.
        self._titles = [
            {column: text.casefold() for column, text in enumerate(row) if text} for row in rows if any(row)
        ]
        # Names stand over every column of the sheet; a table is as wide as what its header really says.
        self._width = max((column + 1 for titles in self._titles for column in titles), default=len(header.names))
        self._score = header_score(header.names) if header.rows_count else 0.0
        self._known = header.known
        self._raw_titles = frozenset(text for row in rows for text in row if text)
        self._first_titles = [next(iter(titles.items())) for titles in self._titles]
        self._wide_merges = {
            merge[0]: merge[1] for merge in merges if merge[3] - merge[1] + 1 >= _GROUP_SPAN and merge[0] == merge[2]
        }
        self._keys = frozenset(key_columns) if key_columns is not None else None
        self._blanks = 0
        self._full = 0
        self._sparsest = self._width
        self._held: list[SortedRow] = []
        self._hold = True
        self._group = ""
        self.stopped_at: int | None = None
        """The number of the row where another table begins (W204)."""
        self._data = 0  # apart, because hashing a member costs as much as the rest of counting
        self._others: dict[RowKind, int] = dict.fromkeys(RowKind, 0)

    @property
    def counts(self) -> dict[RowKind, int]:
        """How many rows of each kind were given out."""
        return self._others | {RowKind.DATA: self._data}

    def _counted(self, row: SortedRow) -> SortedRow:
        if row.kind is RowKind.DATA:
            self._data += 1
        else:
            self._others[row.kind] += 1
        return row

    def first_look(self, rows: Sequence[Row]) -> list[int]:
        """How many cells each of these rows fills if it is data at the first look, as nine of ten are; else 0.

        Rows are looked at by the column: a third of the time of feeding them. What was seen in earlier rows is left
        out of it, so ask `goes_on` before they are taken.
        """
        width = self._width
        widths = set(map(len, rows))
        if len(widths) != 1 or max(widths) > width:
            return [0] * len(rows)
        columns = list(zip(*rows, strict=True))
        filled = [len(cells) - cells.count("") for cells in rows]
        if any(None in column for column in columns):
            filled = [count - cells.count(None) for count, cells in zip(filled, rows, strict=True)]
        found = [count if count > 2 and 3 * count >= width + 3 else 0 for count in filled]
        for column in columns:
            if not self._raw_titles.isdisjoint(column):
                _leave_out(found, [cell in self._raw_titles for cell in column])
        for index, title in self._first_titles:
            if index < len(columns) and _may_say(columns[index], title):
                says = [cell.__class__ is str and cell.strip().casefold() == title for cell in columns[index]]
                _leave_out(found, says)
        if not columns or _may_begin_oddly(columns[0]):
            _leave_out(found, list(map(_begins_oddly, rows)))
        if self._known and self._titles:
            narrow, usual = len(columns) < width, usual_headers()
            _leave_out(found, [(narrow or cells[-1] in ("", None)) and _says_header(cells, usual) for cells in rows])
        return found

    @property
    def goes_on(self) -> bool:
        """Whether rows that are data at the first look are data now."""
        return not self._held and self.stopped_at is None and not (self._titles and self._blanks >= 2)

    def take(self, filled: Sequence[int]) -> None:
        """Count rows that were data at the first look and are not to be fed, by their filled cells."""
        width = self._width
        self._blanks = 0
        self._full += sum(2 * count >= width for count in filled)
        self._sparsest = min(self._sparsest, *filled)
        self._data += len(filled)

    def feed(self, number: int, cells: Row) -> list[SortedRow]:
        """The rows that are decided by now, in order; usually this one."""
        kind, count = self._kind(number, cells)
        row = SortedRow(number, cells, kind, self._group)
        if kind is RowKind.DATA and self._hold and self._is_sparse(cells, count):
            self._held.append(row)
            if len(self._held) <= _MOST_HELD:
                return []
            self._hold = False
            return self._release(RowKind.DATA)
        if not self._held:
            return [self._counted(row)]
        self._held.append(row)
        return self._release(RowKind.DATA) if kind is RowKind.DATA else []

    def finish(self) -> list[SortedRow]:
        """The rows that were held back: notes, if one of them has nothing to know a client by."""
        held = [row for row in self._held if row.kind is RowKind.DATA]
        return self._release(RowKind.NOTE if held and self._are_notes(held) else RowKind.DATA)

    def _release(self, kind: RowKind) -> list[SortedRow]:
        released = [
            SortedRow(row.number, row.cells, kind if row.kind is RowKind.DATA else row.kind, row.group)
            for row in self._held
        ]
        self._held = []
        return [self._counted(row) for row in released]

    # ------------------------------------------------------------------ one row

    def _kind(self, number: int, cells: Row) -> tuple[RowKind, int]:
        """What a row is, and how many of its cells are filled."""
        if self.stopped_at is not None:
            return RowKind.OTHER_TABLE, 0
        count = len(cells) - cells.count("") - cells.count(None)
        if count == 0 or ((count <= 2 or _begins_blank(cells)) and self._is_blank(cells)):
            self._blanks += 1
            return RowKind.BLANK, count
        last = len(cells) - 1
        while cells[last] == "" or cells[last] is None:
            last -= 1
        kind = self._special(number, cells, count, last)
        self._blanks = 0
        if kind is None:
            kind = RowKind.DATA
            self._width = max(self._width, last + 1)
            if 2 * count >= self._width:
                self._full += 1
            if count < self._sparsest and not self._may_be_held(count):
                self._sparsest = count
        return kind, count

    def _is_blank(self, cells: Row) -> bool:
        """Blanks and zero-width characters alone, or nothing but the number of the row."""
        filled = _filled(cells)
        if len(filled) == 1 and self._width >= _GROUP_SPAN and is_data_like(cells[filled[0]]):
            number = clean_cell(cells[filled[0]]).rstrip(".")
            return number.isdecimal() and len(number) <= 6
        return not any(clean_cell(cells[index], keep_placeholders=True) for index in filled)

    def _special(self, number: int, cells: Row, count: int, last: int) -> RowKind | None:
        if count > 1 and self._titles and self._begins_table(cells, count, last):
            self.stopped_at = number
            return RowKind.OTHER_TABLE
        if last < self._width and self._repeats_header(cells):
            return RowKind.REPEATED_HEADER
        text = next((cell for cell in cells if isinstance(cell, str) and cell), "")
        if text[:1] in _TOTALS_START and _TOTALS.match(text) and not self._has_contact(cells):
            return RowKind.TOTALS
        if count == 1 and number in self._wide_merges:
            column = self._wide_merges[number]
            if cells[column] not in (None, ""):
                self._group = clean_cell(cells[column], collapse=True)
                return RowKind.GROUP
        return None

    def _repeats_header(self, cells: Row) -> bool:
        # The cheap test: a repeated header has at least one title word for word, or the first one in another case.
        if self._raw_titles.isdisjoint(cells) and not any(_says(cells, *title) for title in self._first_titles):
            return False
        for titles in self._titles:
            same = sum(_says(cells, column, title) for column, title in titles.items())
            if same >= _SAME * len(titles) and (same > 1 or self._width == 1):
                return True
        return False

    def _has_contact(self, cells: Row) -> bool:
        return any(_CONTACT.search(clean_cell(cell)) for cell in cells)

    def _begins_table(self, cells: Row, count: int, last: int) -> bool:
        """A row that is as much a header as the header, after two blank rows or with another width (H8)."""
        apart, wider = self._blanks >= 2, last >= self._width
        if not (apart or wider or (last + 1 < self._width and self._known)):
            return False
        texts = [cell for cell in cells if isinstance(cell, str) and cell]
        if self._known and usual_headers().isdisjoint(text.strip().casefold() for text in texts[:4]):
            return False  # the cheap test that ends here for nearly every row
        if 2 * len(texts) < count or any(map(is_data_like, texts[:2])):
            return False
        if not wider and self._repeats_header(cells):
            return False
        if not wider and not apart and sum(map(is_known_header, texts)) < max(2, count // 2):
            return False
        if len(texts) == count >= _GROUP_SPAN and all(map(is_known_header, texts)):
            return True
        return header_score([cell for cell in cells if cell not in (None, "")]) >= self._score

    # ------------------------------------------------------------------ notes at the end

    def _may_be_held(self, count: int) -> bool:
        return self._width >= _GROUP_SPAN and self._full >= _FULL_ROWS and count <= max(1, self._width // 3)

    def _is_sparse(self, cells: Row, count: int) -> bool:
        return (
            count < self._sparsest
            and self._may_be_held(count)
            and all(isinstance(cells[index], str) and not is_data_like(cells[index]) for index in _filled(cells))
        )

    def _are_notes(self, held: Sequence[SortedRow]) -> bool:
        columns = [set(_filled(row.cells)) for row in held]
        if self._keys is not None:
            return any(not filled & self._keys for filled in columns)
        return len(held) > 1 and not set.intersection(*columns)


def _leave_out(found: list[int], odd: Sequence[bool]) -> None:
    if True in odd:
        for place, is_odd in enumerate(odd):
            if is_odd:
                found[place] = 0


def _may_say(column: Sequence[object], title: str) -> bool:
    """Whether a cell of the column may be this title in whatever case; a quick look at all of them together."""
    return set(map(type, column)) != {str} or title in "\n".join(cast("Sequence[str]", column)).casefold()


def _may_begin_oddly(column: Sequence[object]) -> bool:
    """Whether a row that begins with one of these cells may begin oddly."""
    if set(map(type, column)) != {str}:
        return True
    return not _ODD_STARTS.isdisjoint([cell[:1] for cell in cast("Sequence[str]", column)])


def _begins_oddly(cells: Row) -> bool:
    """Whether the first text is blank at its start, or may be the word before a total."""
    text = cells[0]
    if text.__class__ is not str or not text:
        text = next((cell for cell in cells if cell.__class__ is str and cell), "x")
    start = text[0]
    return start in _INVISIBLE or (start in _TOTALS_START and _TOTALS.match(text) is not None)


def _says_header(cells: Row, usual: frozenset[str]) -> bool:
    texts = [cell for cell in cells if isinstance(cell, str) and cell][:4]
    return not usual.isdisjoint([text.strip().casefold() for text in texts])


def _filled(cells: Row) -> list[int]:
    return [index for index, cell in enumerate(cells) if cell is not None and cell != ""]


def _begins_blank(cells: Row) -> bool:
    first = cells[0]
    if first is None or first == "":
        first = next(cell for cell in cells if cell is not None and cell != "")
    return isinstance(first, str) and not first.strip(_INVISIBLE)


def _says(cells: Row, column: int, title: str) -> bool:
    cell = cells[column] if column < len(cells) else None
    return isinstance(cell, str) and cell.strip().casefold() == title


def key_columns(targets: Sequence[str | None]) -> frozenset[int]:
    """The columns of a client list that a client can be known by."""
    keys = known_keys()
    return frozenset(index for index, target in enumerate(targets) if target in keys)


def known_keys() -> frozenset[str]:
    """Targets that make a row a client."""
    return frozenset(
        {
            *("full_name", "last_name", "first_name", "company", "contact_person"),
            *("phone", "phone2", "email", "email2", "external_id", "client_id"),
        }
    )
