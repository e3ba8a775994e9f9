"""Many rows at once, without their indexes for a while: afterwards the schema is as it was, whatever happened."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from clientcrm.data import migrations
from clientcrm.data.bulk import MANY, insert_columns, insert_rows, without_indexes
from clientcrm.data.models import Batch, BatchChunk, Client, ContactPoint, OwnField, Product
from clientcrm.data.storage import Storage, make_file

MOMENT = datetime(2026, 11, 22, tzinfo=UTC)
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


def test_indexes_of_some_rows_stay(storage: Storage) -> None:
    with storage.write() as session, without_indexes(session, MANY, 0, Client):
        left = "select name from sqlite_master where type = 'index' and tbl_name = 'client' and sql is not null"
        names = set(session.scalars(text(left)))
    assert {"ix_client_often", "ix_client_money", "ix_client_responsible"} <= names
    assert "ix_client_list" not in names


def test_more_memory_lets_nothing_else_through(storage: Storage) -> None:
    with storage.write() as session:
        with storage.much_memory(session):
            insert_rows(session, Product, COLUMNS, [(1, "", "Пуэр", "пуэр")])
            with pytest.raises(DatabaseError, match="not authorized"):
                session.execute(text("pragma cache_size = -1"))
        with pytest.raises(DatabaseError, match="not authorized"):
            session.execute(text("pragma cache_size = -1"))
    with pytest.raises(RuntimeError), storage.write() as session, storage.much_memory(session):
        raise RuntimeError
    with storage.write() as session, pytest.raises(DatabaseError, match="not authorized"):
        session.execute(text("pragma synchronous = off"))


@pytest.mark.parametrize("count", [99, 100, 139, 1000])
def test_every_row_of_many_columns_comes_back_as_it_was_given(storage: Storage, count: int) -> None:
    names = [os.urandom(16) for _ in range(count)]
    flags = [place % 3 == 0 for place in range(count)]
    seeds = [os.urandom(place % 50 + 1) for place in range(count)]
    fields = {"id": range(1, count + 1), "name": [f"Поле {name.hex()}" for name in names], "kind": ["text"] * count}
    with storage.write() as session:
        positions = [None if place % 2 else 7 for place in range(count)]
        insert_columns(session, OwnField, {**fields, "sealed": flags, "position": range(count), "batch_id": positions})
        batch = Batch(uuid=names[0], action="", kind="clients", state="ready", created_at=MOMENT, author="")
        session.add(batch)
        session.flush()
        made = {"batch_id": [batch.id] * count, "number": range(count), "first_row": range(count), "rows": [1] * count}
        insert_columns(session, BatchChunk, {**made, "uuid": names, "sealed": seeds, "decided_json": ["{}"] * count})
    with storage.read() as session:
        kept = session.execute(select(OwnField.name, OwnField.sealed, OwnField.batch_id).order_by(OwnField.id)).all()
        assert [tuple(row) for row in kept] == list(zip(fields["name"], flags, positions, strict=True))
        chunks = session.execute(select(BatchChunk.uuid, BatchChunk.sealed).order_by(BatchChunk.number)).all()
        assert [tuple(row) for row in chunks] == list(zip(names, seeds, strict=True))


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


@pytest.mark.parametrize("count", [1, 3, 500])
@pytest.mark.parametrize("batch", [None, 7, 0])
def test_columns_that_say_one_thing_are_kept_like_the_others(storage: Storage, count: int, batch: int | None) -> None:
    folded = [f"чай № {n}'); --" for n in range(count)]
    said = {"id": range(1, count + 1), "name": ["Пу'эр"] * count, "folded": folded}
    with storage.write() as session:
        insert_columns(session, Product, {**said, "code": [""] * count, "batch_id": [batch] * count})
    with storage.read() as session:
        rows = session.scalars(select(Product).order_by(Product.id)).all()
        assert [(row.id, row.folded) for row in rows] == list(zip(said["id"], folded, strict=True))
        assert {(row.code, row.name, row.batch_id) for row in rows} == {("", "Пу'эр", batch)}


def test_a_column_that_differs_in_the_middle_is_no_common_one(storage: Storage) -> None:
    batches = [None] * 150 + [7] + [None] * 149
    said = {"id": range(1, 301), "name": ["Пуэр"] * 300, "folded": [f"пуэр {n}" for n in range(300)]}
    with storage.write() as session:
        insert_columns(session, Product, {**said, "code": [""] * 300, "batch_id": batches})
    with storage.read() as session:
        assert session.scalars(select(Product.batch_id).order_by(Product.id)).all() == batches


def test_no_rows_are_no_statement(storage: Storage) -> None:
    with storage.write() as session:
        insert_columns(session, Product, {"id": [], "name": []})
    with storage.read() as session:
        assert session.scalars(select(Product.id)).all() == []
