"""Many rows at once, without their indexes for a while: afterwards the schema is as it was, whatever happened."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from sqlalchemy import select, text

from clientcrm.data import migrations
from clientcrm.data.bulk import MANY, insert_rows, without_indexes
from clientcrm.data.models import ContactPoint, Product
from clientcrm.data.storage import Storage, make_file

COLUMNS = ("id", "code", "name", "folded")
INDEXES = "select count(*) from sqlite_master where type = 'index' and tbl_name = 'contact_point' and sql is not null"


@pytest.fixture
def storage(tmp_path: Path) -> Storage:
    """An empty base."""
    made = make_file(tmp_path / "clients.1.db", os.urandom(32))
    migrations.upgrade(made)
    return made


@pytest.mark.parametrize(("count", "others", "light"), [(MANY, 0, True), (MANY, MANY + 1, False), (9, 0, False)])
def test_indexes_go_only_where_it_pays_and_come_back(storage: Storage, count: int, others: int, light: bool) -> None:
    before = storage.schema_fingerprint()
    with storage.write() as session:
        there = session.execute(text(INDEXES)).scalar_one()
        with without_indexes(session, count, others, ContactPoint, Product):
            assert session.execute(text(INDEXES)).scalar_one() == (0 if light else there)
            insert_rows(session, Product, COLUMNS, [(1, "", "Пуэр", "пуэр")])
    assert there > 0
    assert storage.schema_fingerprint() == before
    with storage.read() as session:
        assert session.scalars(select(Product.name)).all() == ["Пуэр"]
    assert storage.check() == []


def test_a_failure_leaves_every_index_and_no_row(storage: Storage) -> None:
    before = storage.schema_fingerprint()
    with pytest.raises(RuntimeError):
        _fail(storage)
    assert storage.schema_fingerprint() == before
    with storage.read() as session:
        assert session.scalars(select(Product.name)).all() == []


def _fail(storage: Storage) -> None:
    with storage.write() as session, without_indexes(session, MANY, 0, Product):
        insert_rows(session, Product, COLUMNS, [(1, "", "Пуэр", "пуэр")])
        raise RuntimeError
