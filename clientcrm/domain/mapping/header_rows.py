"""Which row of a sheet is its header, also in two or three rows, with merged cells, or standing on its side
(EXCEL.md 5.4, H2-H5, H9, H10).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from functools import lru_cache

from clientcrm.domain.mapping.headers import column_letter
from clientcrm.domain.mapping.scoring import known_targets
from clientcrm.domain.mapping.turned import looks_turned
from clientcrm.domain.values.dates import holds_date
from clientcrm.domain.values.text import clean_cell

Row = Sequence[object]
Merge = tuple[int, int, int, int]  # first row, first column, last row, last column, all inclusive, from 0

LOOKED_AT = 30
UNNAMED = "Столбец {}"
_UNNAMED = re.compile(r"Столбец [A-Z]{1,3}(?: \(\d+\))?")
_DEEPEST = 3
_FILLING = 0.3
_SURELY_NAMED = 3
_DATA_SHARE = 0.25
_WHOLE_WIDTH = 0.8
_YEAR = re.compile(r"(?:19|20)\d\d")
_DATA = re.compile(
    r"[-+(]{0,2}[$€£₽]?\s*\d[\d\s.,:/()\-]*(?:%|₽|\$|€|руб\.?|р\.?|шт\.?|кг)?"  # phones, numbers, dates, times, sums
    r"|\S+@\S+|(?:https?://|www\.)\S+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class HeaderFound:
    """The header of a sheet.

    first_row and body_row are indexes in the rows that were looked at; rows_count is 0 where there is no header,
    and names then are «Столбец A» and so on. names are whole and unique; parts are the texts over a column, from
    above; rows are the header rows as they stand (names serve where they are not given). vertical: the labels stand
    in the first column, one client per column (mapping/turned.py lays them down).
    """

    first_row: int
    rows_count: int
    names: tuple[str, ...]
    parts: tuple[tuple[str, ...], ...]
    score: float
    known: int
    vertical: bool = False
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def body_row(self) -> int:
        """Where the data begin."""
        return self.first_row + self.rows_count


def find_header(
    rows: Sequence[Row],
    merges: Iterable[Merge] = (),
    *,
    width: int | None = None,
    unnamed: str = UNNAMED,
) -> HeaderFound:
    """The header among the first 30 rows (pass some 10 more, so that the last of them can be judged).

    width: the number of columns where the caller knows the whole sheet. unnamed: the name of a column without one.
    """
    lines = [_Line(row) for row in rows]
    columns = max([width or 0, *(line.width for line in lines)])
    merged = [merge for merge in merges if merge[3] > merge[1] or merge[2] > merge[0]]
    top, count, score, known = _best(lines, columns)
    if count:
        top, count = _extended(lines, merged, top, columns)
        columns = max([columns, *(merge[3] + 1 for merge in merged if top <= merge[0] < top + count)])
    parts = tuple(_parts(lines, merged, top, count, column) for column in range(columns))
    names = unique_names([" / ".join(filter(None, part)) for part in parts], unnamed)
    texts = tuple(tuple(line.texts) for line in lines[top : top + count])
    sideways = looks_turned([line.texts for line in lines if line.filled], [text for row in texts for text in row])
    return HeaderFound(top, count, names, parts, score, known, sideways, texts)


def unique_names(names: Sequence[str], unnamed: str = UNNAMED) -> tuple[str, ...]:
    """Names for every column: «Столбец F» for an empty one, «Телефон (2)» for the second of a kind."""
    taken: dict[str, int] = {}
    found = []
    for index, name in enumerate(names):
        base = name or unnamed.format(column_letter(index))
        taken[base] = taken.get(base, 0) + 1
        unique = base
        while unique in found:
            taken[base] += unique != base
            unique = f"{base} ({max(2, taken[base])})"
        found.append(unique)
    return tuple(found)


def is_unnamed(name: str) -> bool:
    """Whether a name was made for a column without one."""
    return _UNNAMED.fullmatch(name) is not None


# ---------------------------------------------------------------- one row


class _Line:
    """A row as texts, with what a header is told by."""

    __slots__ = ("data_like", "filled", "known", "texts", "width")

    def __init__(self, row: Row) -> None:
        self.texts = [clean_cell(cell, collapse=True, keep_placeholders=True) for cell in row]
        self.filled = [index for index, text in enumerate(self.texts) if text]
        self.width = self.filled[-1] + 1 if self.filled else 0
        self.data_like = sum(is_data_like(row[index]) for index in self.filled)
        self.known = sum(isinstance(row[index], str) and is_known_header(self.texts[index]) for index in self.filled)

    @property
    def all_text(self) -> bool:
        return bool(self.filled) and not self.data_like

    def text(self, column: int) -> str:
        return self.texts[column] if column < len(self.texts) else ""

    def looks(self, following: float = 0.0) -> float:
        """The score of H2 but for the position."""
        count = len(self.filled)
        if not count:
            return float("-inf")
        text_share = 1 - self.data_like / count
        uniqueness = len({self.texts[index] for index in self.filled}) / count
        return (
            3 * self.known + text_share + uniqueness + 0.5 * following + min(count, 8) / 2 - 4 * self.data_like / count
        )


def header_score(row: Row) -> float:
    """How much a row looks like a header by itself (H2 without position and what follows)."""
    return _Line(row).looks()


def is_data_like(cell: object) -> bool:
    """Whether a cell looks like a phone, e-mail, date, number or link; a year may well head a column."""
    if isinstance(cell, str):
        text = cell.strip()
        if not text or _YEAR.fullmatch(text):
            return False
        return _DATA.fullmatch(text) is not None or (text[0].isdigit() and holds_date(text))
    if isinstance(cell, bool):
        return True
    if isinstance(cell, int | float):
        return not (cell == int(cell) and 1900 <= cell < 2100) if cell == cell and abs(cell) < 1e15 else True
    return isinstance(cell, date | time)


@lru_cache(maxsize=8192)
def is_known_header(text: str) -> bool:
    """Whether a text is a whole header of a list of clients or purchases."""
    told = any(char.isalpha() for char in text) or text in ("№", "#")
    return told and len(text) <= 80 and bool(known_targets(text))


# ---------------------------------------------------------------- the best row


def _best(lines: Sequence[_Line], columns: int) -> tuple[int, int, float, int]:
    """Index, 1 or 0 rows, score and known headers of the likeliest header row."""
    filled = [index for index, line in enumerate(lines) if line.filled]
    if not filled:
        return 0, 0, 0.0, 0
    best, best_score = -1, float("-inf")
    for index in filled:
        if index >= LOOKED_AT:
            break
        line, below = lines[index], [other for other in lines[index + 1 :] if other.filled]
        enough = len(line.filled) >= 2 or columns == 1
        wide = [len(other.filled) * 2 >= len(line.filled) for other in below]
        # A list with thirty columns may fill five of them: names of columns prove more than its width does.
        named = line.known >= _SURELY_NAMED and line.known * 2 >= len(line.filled)
        if not enough or not below or not (named or any(wide)) or line.data_like * 2 > max(2, len(line.filled)):
            continue
        score = line.looks(sum(wide[:5]) / len(wide[:5])) - 0.05 * index
        if score > best_score:
            best, best_score = index, score
    first = lines[filled[0]]
    if best < 0:
        alone = len(filled) == 1 and first.all_text
        return filled[0], int(alone), 0.0, first.known if alone else 0
    if not lines[best].known and first.data_like >= _DATA_SHARE * len(first.filled):
        return filled[0], 0, 0.0, 0
    return best, 1, best_score, lines[best].known


# ---------------------------------------------------------------- headers in several rows


def _extended(lines: Sequence[_Line], merges: Sequence[Merge], top: int, columns: int) -> tuple[int, int]:
    """The header row with those that belong to it above and below: first row and number of rows, three at most."""
    bottom = top
    while top > 0 and bottom - top + 1 < _DEEPEST and _is_upper(lines, merges, top, columns):
        top -= 1
    deep = max([bottom, *(merge[2] for merge in merges if merge[0] == top and merge[1] < columns)])
    if deep > bottom and deep - top < _DEEPEST and deep + 1 < len(lines):
        return top, deep - top + 1
    while bottom - top + 1 < _DEEPEST and bottom + 2 < len(lines) and _is_lower(lines, merges, bottom):
        bottom += 1
    return top, bottom - top + 1


def _is_upper(lines: Sequence[_Line], merges: Sequence[Merge], row: int, columns: int) -> bool:
    """Whether the row above a header groups its columns, and is no title over all of them."""
    above, line = lines[row - 1], lines[row]
    if not above.all_text:
        return False
    spans = [merge for merge in _sideways(merges, row - 1) if merge[3] - merge[1] + 1 < _WHOLE_WIDTH * columns]
    if spans:
        starts = {merge[1] for merge in spans}
        return all(column in starts or not line.text(column) for column in above.filled)
    under_blanks = [column for column in line.filled if not above.text(column)]
    return len(above.filled) >= 2 and len(under_blanks) >= _FILLING * len(line.filled) and _carries(above, line)


def _carries(above: _Line, line: _Line) -> bool:
    """Without known merges: every text above stands over a blank, or begins a group of two columns or more."""
    return all(
        not line.text(column) or (line.text(column + 1) and not above.text(column + 1)) for column in above.filled
    )


def _is_lower(lines: Sequence[_Line], merges: Sequence[Merge], row: int) -> bool:
    """Whether the row below a header goes on with it (H4)."""
    line, below = lines[row], lines[row + 1]
    if not below.all_text or not any(other.data_like or other.filled for other in lines[row + 2 :]):
        return False
    for column in below.filled:
        upper, lower = known_targets(line.text(column)), known_targets(below.text(column))
        if upper and lower and not upper & lower:
            return False
    if _sideways(merges, row):
        return True
    completing = [column for column in below.filled if not line.text(column) or below.text(column).startswith("(")]
    return len(completing) >= _FILLING * len(below.filled) and len(below.filled) >= 2


def _sideways(merges: Sequence[Merge], row: int) -> list[Merge]:
    return [merge for merge in merges if merge[0] <= row <= merge[2] and merge[3] > merge[1]]


def _parts(lines: Sequence[_Line], merges: Sequence[Merge], top: int, count: int, column: int) -> tuple[str, ...]:
    """The texts over a column, from above, each once; a merged cell speaks for all that it covers (H5)."""
    parts: list[str] = []
    for row in range(top, top + count):
        text = _merged_text(lines, merges, row, column)
        if not text and row < top + count - 1 and not merges:
            text = _carried(lines, row, column)
        if not parts or text != parts[-1]:
            parts.append(text)
    return tuple(parts)


def _merged_text(lines: Sequence[_Line], merges: Sequence[Merge], row: int, column: int) -> str:
    for first_row, first_column, last_row, last_column in merges:
        if first_row <= row <= last_row and first_column <= column <= last_column:
            return lines[first_row].text(first_column)
    return lines[row].text(column)


def _carried(lines: Sequence[_Line], row: int, column: int) -> str:
    """A file that lost its merges: the text to the left, as long as there are texts below."""
    if not lines[row + 1].text(column):
        return ""
    for left in range(column - 1, -1, -1):
        if not lines[row + 1].text(left):
            return ""
        if lines[row].text(left):
            return lines[row].text(left)
    return ""
