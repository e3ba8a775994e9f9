"""How a text table is written: the mark between cells, the quote, the line `sep=`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from clientcrm.files.records import records

DELIMITERS = (";", "\t", ",", "|")
SAMPLE_LINES = 200
_ENOUGH = 0.1  # of the lines must split evenly before a mark counts as the delimiter
_FEW = 2
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?|\d{4}-\d\d-\d\d|\d\d?\.\d\d?\.\d{4}")
_SEP = re.compile(r'^"?sep=(.)"?\s*$', re.IGNORECASE)
_DECIMAL_COMMA = re.compile(r"(?<![\d,])\d+,\d{1,2}(?![\d,])")


@dataclass(frozen=True, slots=True)
class Dialect:
    """Delimiter and quote in use; `better_quote` would split the lines strictly more evenly.

    `skip` lines at the top are not data (`sep=;`). `blanks`: cells stand in columns with blanks between them; the
    lines are read with `delimiter` in the place of each run of blanks (`spaced`).
    """

    delimiter: str
    quote: str = '"'
    better_quote: str = ""
    skip: int = 0
    blanks: bool = False

    def spaced(self, lines: Iterable[str]) -> Iterator[str]:
        """The lines with one delimiter between cells."""
        return (f"{self.delimiter.join(line.split())}\n" for line in lines) if self.blanks else iter(lines)


def detect_dialect(lines: list[str], delimiter: str | None = None, quote: str | None = None) -> Dialect:
    """The dialect of a file whose first lines these are; what a person has chosen wins."""
    skip = 0
    named = _SEP.match(lines[0]) if lines else None
    if named:
        skip, lines = 1, lines[1:]
        delimiter = delimiter or named.group(1)
    sample = [line for line in lines[:SAMPLE_LINES] if line.strip(" \n\t;,|")]
    if delimiter == " " or (delimiter is None and _in_columns(sample)):
        return Dialect("\t", quote or '"', skip=skip, blanks=True)
    if quote is not None:
        return Dialect(delimiter or _best_delimiter(sample, quote), quote, skip=skip)
    asked, delimiter = delimiter, delimiter or _best_delimiter(sample, '"')
    plain = _evenness(_widths(sample, delimiter, '"'))
    # Cells in other quotes may hold the delimiter so often that another mark looks like it.
    single = _evenness(_widths(sample, asked or _best_delimiter(sample, "'"), "'"))
    return Dialect(delimiter, '"', "'" if single > plain else "", skip)


def _in_columns(sample: list[str]) -> bool:
    """Numbers and days with nothing but blanks between them, as many in each line; words are no columns."""
    rows = [line.split() for line in sample]
    said = [line for line in sample if any(mark in line for mark in (";", "\t", "|"))]
    widths = {len(row) for row in rows}
    even = len(rows) > _FEW and not said and len(widths) == 1 and max(widths) > _FEW
    return even and all(_NUMBER.fullmatch(cell) for row in rows[1:] for cell in row)


def _best_delimiter(sample: list[str], quote: str) -> str:
    widths = {mark: _widths(sample, mark, quote) for mark in DELIMITERS}
    shares = {mark: _evenness(widths[mark]) for mark in DELIMITERS}
    best = max(shares.values())
    if best < _ENOUGH:
        return ";"
    if shares[";"] == best and any(_DECIMAL_COMMA.search(line) for line in sample):
        return ";"
    # Equal shares: the one that gives more cells; then the order of DELIMITERS.
    return max(DELIMITERS, key=lambda mark: (shares[mark], max(widths[mark], default=0), -DELIMITERS.index(mark)))


def _widths(sample: list[str], delimiter: str, quote: str) -> Counter[int]:
    """How many records split into how many cells; a cell over several lines is part of one record."""
    return Counter(len(row) for row in records(sample, delimiter, quote) if row)


def _evenness(widths: Counter[int]) -> float:
    """The share of records that have the commonest number of cells, two at least."""
    several = [count for width, count in widths.items() if width > 1]
    return max(several, default=0) / widths.total() if several else 0.0
