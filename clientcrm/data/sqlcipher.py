"""SQLCipher: a file, a connection to it with settings given by code, and what such a connection may not do."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from weakref import WeakMethod

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import Connection, ExceptionContext
from sqlalchemy.pool import QueuePool

from clientcrm.data.failures import told
from clientcrm.domain.errors import DamagedBase
from clientcrm.vault.replacing import sync_folder

# A header page and the schema: anything smaller cannot be a base of ours.
SMALLEST_BASE = 8192
_PAGE = 4096
# SQLite's action codes for the authorizer (sqlite3.h).
_PRAGMA, _ATTACH, _DETACH = 19, 24, 25
_CREATE_TRIGGERS = (5, 7)  # SQLITE_CREATE_TEMP_TRIGGER, SQLITE_CREATE_TRIGGER
_OK, _DENY = 0, 1
# FTS5 asks for data_version while it reads, SQLAlchemy for read_uncommitted at its first connection;
# `is_sound` for cipher_status; every other PRAGMA, and every setting of one, is refused after the connection is set up.
_HARMLESS_PRAGMAS = frozenset({"data_version", "read_uncommitted", "cipher_status"})

# KiB of pages that a connection keeps, and that one keeps while many rows come or go.
_USUAL_CACHE, _LARGE_CACHE = 16_384, 32_768

# Given by code at each connection: nothing of it is read from the file, nor left to what the library does by itself.
_SETTINGS = (
    "cipher_page_size = 4096",
    "cipher_hmac_algorithm = HMAC_SHA512",
    "cipher_use_hmac = ON",
    "cipher_plaintext_header_size = 0",
    "cipher_log_level = NONE",
    "busy_timeout = 5000",
    "synchronous = FULL",
    "secure_delete = ON",
    "temp_store = MEMORY",
    "trusted_schema = OFF",
    "cell_size_check = ON",
    # 16 MiB of pages: a list of 100,000 clients is sorted without reading a page twice.
    f"cache_size = -{_USUAL_CACHE}",
)


def require_file(path: Path) -> None:
    """An empty file would open silently as a new base: look before connecting."""
    if not path.exists():
        raise DamagedBase(str(path), "missing")
    size = path.stat().st_size
    if size == 0:
        raise DamagedBase(str(path), "empty")
    if size < SMALLEST_BASE or (size % _PAGE and not _has_log(path)):
        raise DamagedBase(str(path), "cut")
    with path.open("rb") as file:
        if file.read(16) == b"SQLite format 3\0":
            raise DamagedBase(str(path), "not_encrypted")


def _has_log(path: Path) -> bool:
    """After a power cut the last page may be half written: its whole form stands in the write-ahead log."""
    log = path.with_name(path.name + "-wal")
    return log.exists() and log.stat().st_size > 0


_Tell = Callable[[ExceptionContext], Exception | None]


def make_engine(connect: Callable[[], Any], tell: _Tell) -> Engine:
    """An engine over such connections; `tell` gives a failure its meaning."""
    import sqlcipher3.dbapi2 as sqlcipher

    _bind_quickly(sqlcipher)
    engine = create_engine(
        "sqlite+pysqlite://",
        module=sqlcipher,
        creator=connect,
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=4,
        # Without this the text of a failed insert holds phone numbers.
        hide_parameters=True,
    )
    event.listen(engine, "begin", _begin)
    event.listen(engine, "handle_error", _held_weakly(tell))
    return engine


def _held_weakly(tell: _Tell) -> _Tell:
    """The same method without keeping its object alive.

    SQLAlchemy listens at the dialect, and each mapped class keeps statements with their dialects to the end of the
    process: every base that was ever opened would stay, with its engine, its pool and its compiled statements.
    """
    kept = WeakMethod(tell)

    def told_if_alive(context: ExceptionContext) -> Exception | None:
        alive = kept()
        return alive(context) if alive is not None else None

    return told_if_alive


def _bind_quickly(sqlcipher: Any) -> None:
    """Let the driver bind what is no text or number as it is.

    Without an adapter it raises and swallows two exceptions for each None, bytes and bool: half the time of an insert.
    """
    sqlcipher.register_adapter(type(None), {}.get)
    sqlcipher.register_adapter(bytes, bytes)
    sqlcipher.register_adapter(bool, int)


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("crm_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def connect(path: Path, key: bytes, guarded: bool = True, foreign_keys: bool = True, read_only: bool = False) -> Any:
    """A connection with the key and every setting; a guarded one reaches the tables and nothing else."""
    import sqlcipher3.dbapi2 as sqlcipher

    place = f"{path.absolute().as_uri()}?mode=ro" if read_only else str(path)
    with told(path):
        connection = sqlcipher.connect(place, isolation_level=None, check_same_thread=False, timeout=5.0, uri=read_only)
        try:
            connection.set_key(b"x'" + key.hex().encode() + b"'")
            for pragma in (*_SETTINGS, f"foreign_keys = {'ON' if foreign_keys else 'OFF'}"):
                connection.execute(f"pragma {pragma}").fetchall()
        except BaseException:
            connection.close()
            raise
    if guarded:
        connection.set_authorizer(_authorize)
    return connection


@contextmanager
def room_for_many(connection: Any) -> Iterator[None]:
    """A guarded connection with room for the table of 100,000 clients: its indexes are made of what is in memory."""
    _keep_pages(connection, _LARGE_CACHE)
    try:
        yield
    finally:
        _keep_pages(connection, _USUAL_CACHE)


def _keep_pages(connection: Any, size: int) -> None:
    connection.set_authorizer(None)
    try:
        connection.execute(f"pragma cache_size = -{size}")
    finally:
        connection.set_authorizer(_authorize)


def is_sound(connection: Any) -> bool:
    """Whether every page that the connection has read was whole.

    A damaged page in the middle of a long value comes as zeros, without an error, and so does every such page read
    after it (measured with SQLCipher 4.19); this answer alone tells. It costs 6 µs.
    """
    return bool(connection.execute("pragma cipher_status").fetchone() == ("1",))


def _authorize(action: int, first: str | None, second: str | None, _base: str | None, inner: str | None) -> int:
    """Deny what a planted schema could use: triggers, views, other files, settings."""
    if inner is not None or action in (_ATTACH, _DETACH) or action in _CREATE_TRIGGERS:
        return _DENY
    if action == _PRAGMA and (second is not None or (first or "").lower() not in _HARMLESS_PRAGMAS):
        return _DENY
    return _OK


def copy_pages(source: Any, target: Path, key: bytes) -> None:
    """Everything that a connection sees into a new file under another key, synced to the disk."""
    copy = connect(target, key, guarded=False)
    try:
        with told(target):
            # One sync at the end instead of many: a copy that was cut short is never opened.
            copy.execute("pragma synchronous = off")
            source.backup(copy)
            if not is_sound(source):  # else the copy would hold zeros under seals that fit
                raise DamagedBase(str(target), "unreadable")
            _keep_log(copy)
    finally:
        copy.close()
    _sync(target)


def connect_unlogged(path: Path, key: bytes) -> Any:
    """A connection to a copy in the making: without a log and without syncs, which only a base needs.

    104 MiB of pages: what is sealed of 100,000 clients waits there to be written, and beside it their table stays from
    being read to being changed, so that no page is read or written twice.
    """
    connection = connect(path, key, guarded=False)
    connection.execute("pragma cache_size = -106496")
    connection.execute("pragma synchronous = off")
    connection.execute("pragma journal_mode = off").fetchone()
    return connection


def settle(path: Path, key: bytes) -> None:
    """Give a copy that was changed without one its log, and bring it to the disk."""
    connection = connect(path, key, guarded=False)
    try:
        with told(path):
            _keep_log(connection)
    finally:
        connection.close()
    _sync(path)


def _keep_log(connection: Any) -> None:
    connection.execute("pragma journal_mode = wal")
    connection.execute("pragma wal_checkpoint(truncate)").fetchone()


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
    sync_folder(path.parent)


def row_counts(connection: Any) -> dict[str, int]:
    """How many rows each table holds; virtual tables have no page of their own."""
    tables = connection.execute("select name from sqlite_master where type = 'table' and rootpage > 0").fetchall()
    return {name: connection.execute(f'select count(*) from "{name}"').fetchone()[0] for (name,) in tables}  # noqa: S608
