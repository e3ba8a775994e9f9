"""Lists that nobody here wrote are read by the column as they are read row by row."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from clientcrm.crm import Desk
from clientcrm.domain.errors import CrmError
from clientcrm.domain.imports import FileChoice, ImportKind, ImportOptions
from clientcrm.domain.intake.block_reader import BlockReader
from clientcrm.domain.intake.client_block import ClientBlock
from clientcrm.domain.intake.client_reader import ClientReader
from clientcrm.domain.intake.keys import block_keys, row_keys
from clientcrm.services.imports.rows import data_rows
from tests.services.imported import DATA, SHARED
from tests.support import Shop, make_template

# More rows of one file say nothing more.
_MOST = 1000
_LARGEST = 2_000_000
_TABLES = (".xlsx", ".xls", ".ods", ".csv", ".psv", ".vcf")
# The same files lie in both folders; some in the second alone.
FILES = {
    path.name: path
    for folder in (SHARED / "xlsx", DATA)
    if folder.exists()
    for path in sorted(folder.iterdir())
    if path.suffix in _TABLES and path.stat().st_size < _LARGEST
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A shop that looks at files and brings nothing in."""
    folder = tmp_path_factory.mktemp("looking")
    shop: Shop = make_template(folder)(folder / "copy")
    yield shop.sign_in()
    shop.close()


@pytest.mark.parametrize("path", FILES.values(), ids=FILES)
def test_both_ways_agree(desk: Desk, path: Path) -> None:
    planner = desk.importing._planner
    try:
        plan = planner.plan(FileChoice(path), ImportOptions(kind=ImportKind.CLIENTS), None)
        with planner.shelf.open(plan.choice, last=True) as book:
            rows = [row for _, row in zip(range(_MOST), data_rows(book, plan), strict=False)]
    except CrmError:
        pytest.skip("no table that a person could import without a password or a choice")
    numbers, cells = [number for number, _ in rows], [cells for _, cells in rows]
    if not rows:
        pytest.skip("no rows")
    rules = planner.rules(plan)
    reader = ClientReader(plan.columns, rules)
    read = list(map(reader.read, cells))
    by_row, by_column = ClientBlock.of(read), BlockReader(plan.columns, rules).read(cells)
    for place, row in enumerate(cells):
        assert by_column.draft(place) == by_row.draft(place), row
        assert by_column.problems.get(place, []) == by_row.problems.get(place, []), row
    for name in by_column.beside.keys() | by_row.beside.keys():
        assert by_column.beside.get(name, [None] * len(rows)) == by_row.beside.get(name, [None] * len(rows)), name
    keys = [
        row_keys(number, one.values, one.public_id, one.inn_valid, one.name_given)
        for number, one in zip(numbers, read, strict=True)
    ]
    assert block_keys(numbers, by_column) == keys
