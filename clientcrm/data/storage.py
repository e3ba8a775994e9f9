"""Open, check, copy and close a base's tables; reading and writing sessions. Each engine is opened by an address."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session
from sqlalchemy.pool import QueuePool

from clientcrm.domain.errors import DamagedBase, NewerFormat

SQLCIPHER = "sqlcipher:///"
# A header page and the schema: anything smaller cannot be a base of ours.
SMALLEST_BASE = 8192
# SQLite's action codes for the authorizer (sqlite3.h).
_PRAGMA, _ATTACH, _DETACH = 19, 24, 25
_CREATE_TRIGGERS = (5, 7)  # SQLITE_CREATE_TEMP_TRIGGER, SQLITE_CREATE_TRIGGER
_OK, _DENY = 0, 1
# FTS5 asks for data_version while it reads, SQLAlchemy for read_uncommitted at its first connection;
# every other PRAGMA, and every setting of one, is refused after the connection is set up.
_HARMLESS_PRAGMAS = frozenset({"data_version", "read_uncommitted"})


def address_of(path: Path) -> str:
    """The address of an encrypted file."""
    return SQLCIPHER + str(path)


class Storage:
    """The tables of one base, through one engine."""

    def __init__(self, address: str, key: bytes) -> None:
        """Open an existing file; missing, empty, cut and foreign ones are told before anything is written."""
        if not address.startswith(SQLCIPHER):
            raise ValueError(f"no engine for {address.split(':', 1)[0]}")
        self.path = Path(address.removeprefix(SQLCIPHER))
        self._key = key
        _check_file(self.path)
        self._engine = _engine(self.path, key)
        self._writer = self._engine.execution_options(crm_writes=True)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session over one state of the base; nothing it does is kept."""
        with Session(self._engine, autoflush=False) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A session that commits at the end and rolls back on any exception; it waits for no reader."""
        with Session(self._writer) as session, session.begin():
            yield session

    @contextmanager
    def raw_read(self) -> Iterator[Any]:
        """A bare cursor for the search index and for exports, where a row object per row would cost too much."""
        with self._engine.connect() as connection:
            yield connection.connection.cursor()

    @contextmanager
    def maintenance(self) -> Iterator[Any]:
        """A fresh connection without the authorizer: checks, checkpoints, copies, migrations and nothing else."""
        connection = _connect(self.path, self._key, guarded=False)
        try:
            yield connection
        finally:
            connection.close()

    @contextmanager
    def migrating(self) -> Iterator[Connection]:
        """A SQLAlchemy connection for migrations, in one transaction, with foreign keys off as SQLite needs."""
        engine = _engine(self.path, self._key, guarded=False, foreign_keys=False)
        try:
            with engine.execution_options(crm_writes=True).begin() as connection:
                yield connection
        finally:
            engine.dispose()

    def readable(self) -> None:
        """Raise DamagedBase unless the key opens the file and its schema can be read."""
        import sqlcipher3.dbapi2 as sqlcipher

        try:
            with self.maintenance() as connection:
                connection.execute("select count(*) from sqlite_master").fetchone()
        except sqlcipher.DatabaseError as error:
            raise DamagedBase(str(self.path), "unreadable") from error

    def revision(self) -> str:
        """The migration that the file stands at, by plain SQL: importing Alembic takes most of a second."""
        with self.maintenance() as connection:
            found = connection.execute("select 1 from sqlite_master where name = 'alembic_version'").fetchone()
            row = connection.execute("select version_num from alembic_version").fetchone() if found else None
        return str(row[0]) if row else ""

    def schema_fingerprint(self) -> str:
        """A digest of every table, index, view and trigger: a planted one shows."""
        with self.maintenance() as connection:
            rows = connection.execute(
                "select type, name, tbl_name, coalesce(sql, '') from sqlite_master order by type, name"
            ).fetchall()
        words = "\n".join(" | ".join(" ".join(str(part).split()) for part in row) for row in rows)
        return hashlib.sha256(words.encode()).hexdigest()

    def check(self) -> list[str]:
        """What is wrong with the pages, the structure and the references; nothing when all is whole.

        Both page checks are needed: the cipher's own misses a file cut at a page boundary, the structural one
        misses a flipped bit in a page that nothing refers to.
        """
        self.checkpoint()
        with self.maintenance() as connection:
            found = [f"page: {row[0]}" for row in connection.execute("pragma cipher_integrity_check")]
            for row in connection.execute("pragma integrity_check(20)"):
                if row[0] != "ok":
                    found.append(f"structure: {row[0]}")
            found += [f"reference: {row[0]}" for row in connection.execute("pragma foreign_key_check").fetchmany(20)]
        return found

    def checkpoint(self) -> None:
        """Bring everything into the main file and empty the write-ahead log."""
        with self.maintenance() as connection:
            connection.execute("pragma wal_checkpoint(truncate)").fetchone()

    def copy_to(self, target: Path, key: bytes) -> Storage:
        """The same content in a new file under another key, by the backup API, synced to the disk."""
        target.unlink(missing_ok=True)
        with self.maintenance() as source:
            copy = _connect(target, key, guarded=False)
            try:
                source.backup(copy)
                copy.execute("pragma journal_mode = wal")
                copy.execute("pragma wal_checkpoint(truncate)").fetchone()
            finally:
                copy.close()
        with target.open("rb+") as file:
            _sync(file.fileno())
        return Storage(address_of(target), key)

    def let_go(self) -> None:
        """Let go of the file as it is, after an opening that failed."""
        self._engine.dispose()
        self._key = b""

    def close(self) -> None:
        """Empty the write-ahead log and let go of the file and of the key."""
        self._engine.dispose()
        if self.path.exists():
            self.checkpoint()
        self._key = b""


def make_file(path: Path, key: bytes) -> Storage:
    """A new, empty, encrypted file. The only place that makes one."""
    connection = _connect(path, key, guarded=False)
    try:
        connection.execute("pragma journal_mode = wal")
        connection.execute("create table alembic_version (version_num varchar(32) not null)")
        connection.execute("pragma wal_checkpoint(truncate)").fetchone()
    finally:
        connection.close()
    return Storage(address_of(path), key)


def require_revision(storage: Storage, known: list[str]) -> None:
    """Raise NewerFormat when the file comes from a program that knows migrations which this one doesn't."""
    found = storage.revision()
    if found and found not in known:
        raise NewerFormat(found, known[-1])


def _check_file(path: Path) -> None:
    """An empty file would open silently as a new base: look before connecting."""
    if not path.exists():
        raise DamagedBase(str(path), "missing")
    size = path.stat().st_size
    if size == 0:
        raise DamagedBase(str(path), "empty")
    if size < SMALLEST_BASE or size % 4096:
        raise DamagedBase(str(path), "cut")
    with path.open("rb") as file:
        if file.read(16) == b"SQLite format 3\0":
            raise DamagedBase(str(path), "not_encrypted")


def _engine(path: Path, key: bytes, guarded: bool = True, foreign_keys: bool = True) -> Engine:
    import sqlcipher3.dbapi2 as sqlcipher

    engine = create_engine(
        "sqlite+pysqlite://",
        module=sqlcipher,
        creator=lambda: _connect(path, key, guarded, foreign_keys),
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=4,
        # Without this the text of a failed insert holds phone numbers.
        hide_parameters=True,
    )
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("crm_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _connect(path: Path, key: bytes, guarded: bool = True, foreign_keys: bool = True) -> Any:
    import sqlcipher3.dbapi2 as sqlcipher

    connection = sqlcipher.connect(str(path), isolation_level=None, check_same_thread=False, timeout=5.0)
    connection.set_key(b"x'" + key.hex().encode() + b"'")
    for pragma in (
        "cipher_log_level = NONE",
        "busy_timeout = 5000",
        f"foreign_keys = {'ON' if foreign_keys else 'OFF'}",
        "synchronous = FULL",
        "secure_delete = ON",
        "temp_store = MEMORY",
        "trusted_schema = OFF",
        "cell_size_check = ON",
        # 16 MiB of pages: a list of 100,000 clients is sorted without reading a page twice.
        "cache_size = -16384",
    ):
        connection.execute(f"pragma {pragma}").fetchall()
    if guarded:
        connection.set_authorizer(_authorize)
    return connection


def _authorize(action: int, first: str | None, second: str | None, _base: str | None, inner: str | None) -> int:
    """Deny what a planted schema could use: triggers, views, other files, settings."""
    if inner is not None or action in (_ATTACH, _DETACH) or action in _CREATE_TRIGGERS:
        return _DENY
    if action == _PRAGMA and (second is not None or (first or "").lower() not in _HARMLESS_PRAGMAS):
        return _DENY
    return _OK


def _sync(descriptor: int) -> None:
    import os

    os.fsync(descriptor)
