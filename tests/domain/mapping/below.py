"""The rows below a header as a sorter tells them, whole: what the tests of mapping ask for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from clientcrm.domain.mapping.header_rows import HeaderFound, Merge, Row
from clientcrm.domain.mapping.row_sorting import RowSorter, SortedRow


def sort_rows(
    rows: Iterable[tuple[int, Row]],
    header: HeaderFound,
    *,
    merges: Iterable[Merge] = (),
    key_columns: Iterable[int] | None = None,
) -> Iterator[SortedRow]:
    """Every row below a header with what it is, in order."""
    sorter = RowSorter(header, merges=merges, key_columns=key_columns)
    for number, cells in rows:
        yield from sorter.feed(number, cells)
    yield from sorter.finish()
