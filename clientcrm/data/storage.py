"""Open, check, copy and close a base's tables; reading and writing sessions. Each engine is opened by an address."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Connection, ExceptionContext
from sqlalchemy.orm import Session

from clientcrm.data.failures import meaning, told
from clientcrm.data.sqlcipher import (
    connect,
    connect_unlogged,
    copy_pages,
    is_sound,
    make_engine,
    require_file,
    room_for_many,
    row_counts,
    settle,
)
from clientcrm.domain.errors import DamagedBase

SQLCIPHER = "sqlcipher:///"
_MOST_TOLD = 20


def address_of(path: Path) -> str:
    """The address of an encrypted file."""
    return SQLCIPHER + str(path)


class Closed(RuntimeError):
    """The base was closed; what is still running asks too late."""


class _Session(Session):
    """A session that can tell whether the pages it has read were whole."""

    used: Connection | None = None

    def saw_damage(self) -> bool:
        """Whether one was not; the connection is let go of then."""
        if self.used is None or self.used.closed or self.used.invalidated:
            return False
        if is_sound(self.used.connection.dbapi_connection):
            return False
        self.used.invalidate()
        return True


@event.listens_for(_Session, "after_begin")
def _remember(session: _Session, _transaction: Any, connection: Connection) -> None:
    session.used = connection


class Storage:
    """The tables of one base, through one engine."""

    def __init__(self, address: str, key: bytes) -> None:
        """Open an existing file; missing, empty, cut and foreign ones are told before anything is written."""
        if not address.startswith(SQLCIPHER):
            raise ValueError(f"no engine for {address.split(':', 1)[0]}")
        self.path = Path(address.removeprefix(SQLCIPHER))
        self._key = key
        require_file(self.path)
        self._file = _file_at(self.path)
        self._engine = make_engine(self._connection, self._tell)
        self._writer = self._engine.execution_options(crm_writes=True)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session over one state of the base; nothing it does is kept."""
        with _Session(self._engine, autoflush=False) as session, self._whole_pages(session):
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A session that commits at the end and rolls back on any exception; it waits for no reader.

        DamagedBase when the file was deleted or another put in its place: the system would let us write into nothing.
        """
        self._require_same_file()
        with _Session(self._writer) as session, session.begin(), self._whole_pages(session):
            yield session
            self._require_same_file()

    @contextmanager
    def much_memory(self, session: Session) -> Iterator[None]:
        """Let a session of `write` hold more of the base in memory while many rows come or go."""
        with room_for_many(session.connection().connection.dbapi_connection):
            yield

    @contextmanager
    def maintenance(self) -> Iterator[Any]:
        """A fresh connection without the authorizer: checks, checkpoints, copies, migrations and nothing else."""
        connection = self._connection(guarded=False)
        try:
            with told(self.path):
                yield connection
        finally:
            connection.close()

    @contextmanager
    def migrating(self) -> Iterator[Connection]:
        """A SQLAlchemy connection for migrations, in one transaction, with foreign keys off as SQLite needs."""
        engine = make_engine(partial(self._connection, guarded=False, foreign_keys=False), self._tell)
        try:
            with engine.execution_options(crm_writes=True).begin() as connection:
                yield connection
                if not is_sound(connection.connection.dbapi_connection):
                    raise DamagedBase(str(self.path), "unreadable")
        finally:
            engine.dispose()

    @contextmanager
    def inspection(self) -> Iterator[Any]:
        """A connection that changes nothing: not even a log of unknown origin is brought into the file by it."""
        connection = self._connection(guarded=False, read_only=True)
        try:
            with told(self.path):
                yield connection
                if not is_sound(connection):
                    raise DamagedBase(str(self.path), "unreadable")
        finally:
            connection.close()

    def readable(self) -> None:
        """Raise DamagedBase unless the key opens the file and its schema can be read."""
        with self.inspection() as connection:
            connection.execute("select count(*) from sqlite_master").fetchone()

    def revision(self) -> str:
        """The migration that the file stands at, by plain SQL: importing Alembic takes most of a second."""
        with self.inspection() as connection:
            found = connection.execute("select 1 from sqlite_master where name = 'alembic_version'").fetchone()
            row = connection.execute("select version_num from alembic_version").fetchone() if found else None
        return str(row[0]) if row else ""

    def schema_fingerprint(self) -> str:
        """A digest of every table, index, view and trigger: a planted one shows."""
        with self.inspection() as connection:
            return fingerprint_of(connection.execute(SCHEMA).fetchall())

    def base_uuid(self) -> str:
        """The base that the file says it belongs to."""
        with self.inspection() as connection:
            row = connection.execute("select value from setting where key = 'base_uuid'").fetchone()
        return str(row[0]).strip('"') if row else ""

    def journal_marks(self, seq: int) -> tuple[int, bytes | None]:
        """The number of the last journal entry, and the mac of entry `seq` where there is one."""
        with self.inspection() as connection:
            last = connection.execute("select coalesce(max(seq), 0) from journal_entry").fetchone()[0]
            row = connection.execute("select mac from journal_entry where seq = ?", (seq,)).fetchone()
        return int(last), bytes(row[0]) if row else None

    def check(self, quick: bool = False, free: bool = True) -> list[str]:
        """What is wrong with the pages, the structure and the references; nothing when all is whole.

        Both page checks are needed: the cipher's own misses a file cut at a page boundary, the structural one
        misses a flipped bit in a page that nothing refers to. A quick one, of a copy, holds neither indexes nor
        references against their tables: they are as they were in the base. Every page in use is read and held against
        its seal by the structural check already; without `free`, those that nothing refers to are not.
        """
        self.checkpoint()
        structure = "quick_check" if quick else "integrity_check"
        with self.maintenance() as connection:
            found = [f"page: {row[0]}" for row in connection.execute("pragma cipher_integrity_check")] if free else []
            for row in connection.execute(f"pragma {structure}({_MOST_TOLD})"):
                if row[0] != "ok":
                    found.append(f"structure: {row[0]}")
            if not found and not is_sound(connection):  # a page in the middle of a long value says so here alone
                found.append("page: unreadable")
            if not quick:
                references = connection.execute("pragma foreign_key_check").fetchmany(_MOST_TOLD)
                found += [f"reference: {row[0]}" for row in references]
        return found

    def checkpoint(self) -> None:
        """Bring everything into the main file and empty the write-ahead log."""
        with self.maintenance() as connection:
            connection.execute("pragma wal_checkpoint(truncate)").fetchone()

    def copy_to(self, target: Path, key: bytes, remake: Callable[[Session], None] | None = None) -> Storage:
        """The same content in a new file under another key, verified by opening, synced to the disk.

        `remake` changes the copy in one transaction before it is verified. DamagedBase("copy") when the copy is not
        whole or holds fewer rows; nothing of it is left behind then, nor after any other error.
        """
        remove_file(target)
        copy: Storage | None = None
        try:
            with self.maintenance() as source:
                source.execute("begin")  # what is counted is what is copied, whoever writes meanwhile
                counted = row_counts(source)
                copy_pages(source, target, key)
            copy = Storage(address_of(target), key)
            with copy.maintenance() as connection:
                found = row_counts(connection)
            if found == counted and remake is not None:
                with copy._remaking() as session:
                    remake(session)
                settle(target, key)
            if found != counted or copy.check(quick=True, free=remake is None):
                raise DamagedBase(str(target), "copy")
        except BaseException:
            if copy is not None:
                copy.let_go()
            remove_file(target)
            raise
        return copy

    @contextmanager
    def _remaking(self) -> Iterator[Session]:
        """A session over a copy that is nobody's base yet: it keeps no log, for one that was cut short is thrown away.

        With a log, every page would be encrypted and written three times instead of once.
        """
        engine = make_engine(partial(connect_unlogged, self.path, self._key), self._tell)
        try:
            with _Session(engine.execution_options(crm_writes=True)) as session, session.begin():
                yield session
                if session.used is not None and not is_sound(session.used.connection.dbapi_connection):
                    raise DamagedBase(str(self.path), "unreadable")
        finally:
            engine.dispose()

    def become(self, other: Storage) -> None:
        """Go on with another file, opened by `other`; what still reads the old one reads it to its end."""
        self._engine.dispose()
        self.path, self._key, self._file = other.path, other._key, other._file
        other.let_go()

    def let_go(self) -> None:
        """Let go of the file as it is, after an opening that failed."""
        self._key = b""
        self._engine.dispose()

    def leave_as_found(self) -> None:
        """Let go of a file that was looked at and refused; the empty log that the look made goes too."""
        self.let_go()
        log = self.path.with_name(self.path.name + "-wal")
        if log.exists() and log.stat().st_size == 0:
            for ending in ("-wal", "-shm"):
                self.path.with_name(self.path.name + ending).unlink(missing_ok=True)

    def close(self) -> None:
        """Empty the write-ahead log and let go of the file and of the key: nothing opens through this any more."""
        try:
            self._engine.dispose()
            if self._key and self.path.exists():
                self.checkpoint()
        finally:
            self.let_go()

    def _require_same_file(self) -> None:
        here = _file_at(self.path)
        if here != self._file:
            raise DamagedBase(str(self.path), "missing" if here is None else "foreign")

    @contextmanager
    def _whole_pages(self, session: _Session) -> Iterator[None]:
        """DamagedBase instead of whatever came of it when a page that was read is damaged: what was read may be zeros.

        After that the connection is not used again.
        """
        try:
            yield
        except Exception as error:
            if session.saw_damage():
                raise DamagedBase(str(self.path), "unreadable") from error
            raise
        if session.saw_damage():
            raise DamagedBase(str(self.path), "unreadable")

    def _connection(self, guarded: bool = True, foreign_keys: bool = True, read_only: bool = False) -> Any:
        if not self._key:
            raise Closed
        return connect(self.path, self._key, guarded, foreign_keys, read_only)

    def _tell(self, context: ExceptionContext) -> Exception | None:
        """Statements fail with what the failure means, so that nobody above has to know the engine.

        After damage the connection is not used again: the cipher answers differently on one that has seen it.
        """
        known = meaning(context.original_exception, self.path)
        if isinstance(known, DamagedBase):
            context.is_disconnect = True
        return known


def _file_at(path: Path) -> tuple[int, int] | None:
    """Which file stands there, whatever it holds; None if none does."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


SCHEMA = "select type, name, tbl_name, coalesce(sql, '') from sqlite_master order by type, name"


def fingerprint_of(rows: Iterable[Sequence[str]]) -> str:
    """The digest of what SCHEMA gives. A table's columns and constraints count, their order does not.

    Alembic makes a table anew with its constraints in an order that differs from run to run.
    """
    words = "\n".join(" | ".join((kind, name, table, _in_order(sql))) for kind, name, table, sql in rows)
    return hashlib.sha256(words.encode()).hexdigest()


def _in_order(sql: str) -> str:
    words = " ".join(sql.split())
    if not words.lower().startswith("create table") or "(" not in words:
        return words
    start, end = words.index("("), words.rindex(")")
    return f"{words[:start]}({', '.join(sorted(_parts(words[start + 1 : end])))}){words[end + 1 :]}"


def _parts(body: str) -> list[str]:
    """What the commas between them part; those within brackets or quotes part nothing."""
    parts, depth, quote, start = [], 0, "", 0
    for at, letter in enumerate(body):
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "'\"`":
            quote = letter
        elif letter in "()":
            depth += 1 if letter == "(" else -1
        elif letter == "," and not depth:
            parts.append(body[start:at].strip())
            start = at + 1
    return [*parts, body[start:].strip()]


def make_file(path: Path, key: bytes) -> Storage:
    """A new, empty, encrypted file. The only place that makes one."""
    connection = connect(path, key, guarded=False)
    try:
        with told(path):
            connection.execute("pragma journal_mode = wal")
            connection.execute("create table alembic_version (version_num varchar(32) not null)")
            connection.execute("pragma wal_checkpoint(truncate)").fetchone()
    finally:
        connection.close()
    return Storage(address_of(path), key)


def remove_file(path: Path) -> None:
    """Delete a base's file with its write-ahead log: an old log beside a new file would be read into it."""
    for ending in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
