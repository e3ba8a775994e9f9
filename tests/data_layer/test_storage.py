"""Connections are set up by code, whatever the file says; the program reaches the tables and nothing beside them."""

from __future__ import annotations

import gc
import os
import random
import threading
import weakref
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import select

from clientcrm.data import migrations
from clientcrm.data.models import Setting, Tag
from clientcrm.data.storage import Closed, Storage, make_file
from clientcrm.domain.errors import DamagedBase
from tests.services.raw import connect


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Storage]:
    """A base's file at the newest revision."""
    storage = make_file(tmp_path_factory.mktemp("kept") / "clients.1.db", os.urandom(32))
    migrations.upgrade(storage)
    yield storage
    storage.close()


SETTINGS = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "secure_delete": 1,
    "temp_store": 2,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "busy_timeout": 5000,
    "cipher_page_size": "4096",
    "cipher_use_hmac": "1",
    "cipher_hmac_algorithm": "HMAC_SHA512",
    "cipher_plaintext_header_size": "0",
}


@pytest.mark.parametrize("guarded", [True, False])
@pytest.mark.parametrize("setting", SETTINGS)
def test_every_connection_has_the_settings_of_the_program(kept: Storage, setting: str, guarded: bool) -> None:
    connection = kept._connection(guarded=guarded)
    connection.set_authorizer(None)  # the guard answers no questions about settings
    try:
        assert connection.execute(f"pragma {setting}").fetchone()[0] == SETTINGS[setting]
    finally:
        connection.close()


@pytest.mark.parametrize(
    "forbidden",
    [
        "attach '{place}' as aside",
        "detach main",
        "pragma synchronous = off",
        "pragma cipher_hmac_pgno = be",
        "pragma key = 'x'",
        "pragma writable_schema = on",
        "pragma table_info(client)",
        "create trigger grab after insert on tag begin delete from tier; end",
        "create temp trigger grab after insert on tag begin delete from tier; end",
        "vacuum into '{place}'",
    ],
)
def test_the_guard_denies(kept: Storage, tmp_path: Path, forbidden: str) -> None:
    connection = kept._connection()
    try:
        with pytest.raises(Exception, match=r"not authorized|authorization"):
            connection.execute(forbidden.format(place=tmp_path / "aside.db"))
    finally:
        connection.close()
    assert list(tmp_path.iterdir()) == []


def test_no_library_is_loaded_into_the_engine(kept: Storage) -> None:
    with kept.read() as session, pytest.raises(Exception, match=r"not authorized|no such function"):
        session.connection().exec_driver_sql("select load_extension('libc')")


def test_whoever_reads_keeps_one_state_and_nobody_waits(kept: Storage) -> None:
    with kept.read() as reading:
        assert reading.scalars(select(Setting.value).where(Setting.key == "a")).first() is None

        def write() -> None:
            with kept.write() as session:
                session.add(Setting(key="a", value="1"))

        thread = threading.Thread(target=write)
        thread.start()
        thread.join(20)
        assert not thread.is_alive()
        assert reading.scalars(select(Setting.value).where(Setting.key == "a")).first() is None
    with kept.read() as reading:
        assert reading.scalars(select(Setting.value).where(Setting.key == "a")).first() == "1"


def test_a_write_that_fails_leaves_nothing(kept: Storage) -> None:
    with suppress(ZeroDivisionError), kept.write() as session:
        session.add(Tag(name="опт", folded="опт"))
        session.flush()
        _ = 1 // 0
    with kept.read() as session:
        assert session.scalars(select(Tag)).all() == []


def test_reading_writes_nothing(kept: Storage) -> None:
    with kept.read() as session:
        session.add(Tag(name="опт", folded="опт"))
        session.flush()
    with kept.read() as session:
        assert session.scalars(select(Tag)).all() == []


def test_another_key_opens_nothing(kept: Storage) -> None:
    kept.checkpoint()
    other = Storage(f"sqlcipher:///{kept.path}", os.urandom(32))
    with pytest.raises(DamagedBase):
        other.readable()
    other.let_go()


def test_an_address_of_no_known_engine(kept: Storage) -> None:
    with pytest.raises(ValueError, match="oracle"):
        Storage("oracle://somewhere", bytes(32))


def test_a_closed_one_forgets_its_key(tmp_path: Path) -> None:
    storage = make_file(tmp_path / "clients.1.db", os.urandom(32))
    storage.close()
    with pytest.raises(Closed), storage.inspection():
        pass
    assert not (tmp_path / "clients.1.db-wal").exists()


def test_a_copy_that_was_changed_is_checked_page_by_page(tmp_path: Path) -> None:
    """Without the pass over free pages too: a bit flipped in any page in use is found, in long values as well."""
    storage = make_file(tmp_path / "base.db", key := os.urandom(32))
    connection = connect(storage.path, key)
    connection.execute("create table long (id integer primary key, value blob)")
    connection.executemany("insert into long (value) values (?)", [(os.urandom(20_000),) for _ in range(8)])
    connection.commit()
    connection.execute("pragma wal_checkpoint(truncate)").fetchall()
    connection.close()
    whole, chance = storage.path.read_bytes(), random.Random(5)
    assert storage.check(quick=True, free=False) == []
    for page in chance.sample(range(2, len(whole) // 4096), 12):
        spoiled = bytearray(whole)
        spoiled[page * 4096 + chance.randrange(4000)] ^= 1
        storage.path.write_bytes(bytes(spoiled))
        try:
            found = storage.check(quick=True, free=False)
        except DamagedBase:
            continue
        assert found, page
    storage.path.write_bytes(whole)
    storage.close()


def used_and_closed(path: Path) -> weakref.ref[Storage]:
    storage = make_file(path, os.urandom(32))
    migrations.upgrade(storage)
    with storage.write() as session:
        session.add(Tag(name="постоянный", folded="постоянный"))
    with storage.read() as session:
        assert session.scalars(select(Tag)).one().name == "постоянный"
    storage.close()
    return weakref.ref(storage)


def test_a_base_that_was_closed_is_held_by_nobody(tmp_path: Path) -> None:
    left = used_and_closed(tmp_path / "clients.1.db")
    gc.collect()
    assert left() is None
