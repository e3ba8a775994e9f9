"""Many rows at once: plain tuples through one compiled statement, an eighth of what mapped objects cost."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from typing import Any, TypeVar

from sqlalchemy import Column, Select, Table, delete, func, select, text
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session

from clientcrm.data.models import Base

T = TypeVar("T")

# In the words of their index: said otherwise, the engine looks the house clients up in the table from end to end.
HOUSES, HOUSES_IN_USE = text("client.house"), text("client.house and not client.trashed")
# From so many rows on it may pay to go without indexes for a while.
MANY = 20_000
# So many rows pay for a look at what they have in common.
_FOLDED = 100
# So many rows stand in one statement, if they bind no more values than this.
_ROWS_TOGETHER, _MOST_BOUND = 40, 900
# Few enough for any engine's limit of bound values.
_IN_ONE_QUESTION = 500


def insert_rows(session: Session, model: type[Base], columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Add rows of already converted values (as the engine keeps them), in the order of `columns`."""
    if not rows:
        return
    connection = session.connection()
    table, names = _quoted(connection, model, columns)
    marks = ", ".join([_mark(connection)] * len(names))
    # Only names of our own tables and columns, quoted by the dialect, are put into the words; values are bound.
    words = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})"  # noqa: S608
    connection.exec_driver_sql(words, list(map(tuple, rows)))


def insert_columns(session: Session, model: type[Base], columns: Mapping[str, Sequence[Any]]) -> None:
    """The same, given by the column, each with a value per row.

    Half the columns of a list of clients say nothing: what is NULL, empty or one number in every row stands once in
    the statement and is not bound a thousand times. Many rows come in statements of some dozen each: beginning and
    ending one costs a tenth of what it does.
    """
    count = len(next(iter(columns.values())))
    if not count:
        return
    connection = session.connection()
    table, names = _quoted(connection, model, list(columns))
    mark = _mark(connection)
    folds = count >= _FOLDED and not connection.dialect.supports_native_boolean
    words = [_said_by_all(column) if folds else "" for column in columns.values()]
    bound = [column for column, word in zip(columns.values(), words, strict=True) if not word]
    if folds:
        bound = [_quick_to_bind(column) for column in bound]
    values = f"({', '.join(word or mark for word in words)})"
    # As above; beside them stand NULL, '' and whole numbers.
    statement = f"INSERT INTO {table} ({', '.join(names)}) VALUES "  # noqa: S608
    rows = list(zip(*bound, strict=True))
    several = min(_MOST_BOUND // max(1, len(bound)), _ROWS_TOGETHER) if folds else 1
    together = [tuple(chain(*rows[at : at + several])) for at in range(0, count - several + 1, several)]
    if several > 1 and together:
        connection.exec_driver_sql(statement + ", ".join([values] * several), together)
        rows = rows[len(together) * several :]
    if rows:
        connection.exec_driver_sql(statement + values, rows)


def _quick_to_bind(column: Sequence[Any]) -> Sequence[Any]:
    """The driver asks how to bind each value that is no number or text of its own: twice the time of binding it."""
    kinds = set(map(type, column))
    if kinds == {bool}:
        return list(map(int, column))
    return list(map(bytearray, column)) if kinds == {bytes} else column


def _said_by_all(column: Sequence[Any]) -> str:
    """NULL, '' or the number that every row has, as SQL writes it; "" for any other column."""
    first = column[0]
    if first is None:
        word = "NULL"
    elif first.__class__ is int or first.__class__ is bool:
        word = str(int(first))
    elif first == "" and first.__class__ is str:
        word = "''"
    else:
        return ""
    return word if column[-1] == first and column.count(first) == len(column) else ""


def empty_table(session: Session, model: type[Base]) -> None:
    """Take every row out of a table, whoever may see them: for what is made anew as a whole."""
    session.connection().execute(delete(_table(model)))


def update_rows(session: Session, model: type[Base], columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Set the columns of each row; every tuple ends with the key of its row."""
    if not rows:
        return
    connection = session.connection()
    table, names = _quoted(connection, model, columns)
    keys = _quoted(connection, model, key_names(model))[1]
    mark = _mark(connection)
    sets = ", ".join(f"{name} = {mark}" for name in names)
    found_by = " AND ".join(f"{key} = {mark}" for key in keys)
    words = f"UPDATE {table} SET {sets} WHERE {found_by}"  # noqa: S608 - as above
    connection.exec_driver_sql(words, list(map(tuple, rows)))


def pages_of(
    session: Session,
    model: type[Base],
    columns: Sequence[str],
    among: Mapping[str, Sequence[Any]],
    size: int,
    beside: Sequence[str] = (),
) -> Iterator[list[tuple[Any, ...]]]:
    """Rows that hold any of `columns`, in the order of their key, so many at a time: key, `beside`, columns.

    `among` says which values are wanted in which columns. Each page is read when it is asked for, so the page before
    may have been changed by then.
    """
    connection = session.connection()
    mark = _mark(connection)
    table, keys = _quoted(connection, model, key_names(model))
    names, more, where = (_quoted(connection, model, list(each))[1] for each in (columns, beside, among))
    wanted = [value for values in among.values() for value in values]
    counts = [len(values) for values in among.values()]
    inside = [f"{name} IN ({', '.join([mark] * count)})" for name, count in zip(where, counts, strict=True)]
    filled = " OR ".join(f"{name} IS NOT NULL" for name in names)
    said, place = ", ".join((*keys, *more, *names)), ", ".join(keys)
    words = f"SELECT {said} FROM {table} WHERE ({filled}) AND {' AND '.join(inside)}"  # noqa: S608 - as above
    after = f" AND ({place}) > ({', '.join([mark] * len(keys))})"
    end = f" ORDER BY {place} LIMIT {int(size)}"
    last: tuple[Any, ...] = ()
    while rows := _tuples(connection, words + (after if last else "") + end, (*wanted, *last)):
        yield rows
        if len(rows) < size:
            return
        last = rows[-1][: len(keys)]


def whole_rows(
    session: Session, asked: Select[*tuple[Any, ...]], size: int = 50_000
) -> Iterator[list[tuple[Any, ...]]]:
    """What the engine gives for a query, as it keeps it (days are text in SQLite), by portions and without narrowing.

    For figures: through sessions a million rows would take five times as long and twenty times the memory.
    """
    connection = session.connection()
    words = asked.compile(connection, compile_kwargs={"render_postcompile": True})
    values = words.construct_params()
    cursor = connection.exec_driver_sql(str(words), tuple(values[name] for name in words.positiontup or ())).cursor
    assert cursor is not None
    while rows := cursor.fetchmany(size):
        yield list(rows)


def whole_columns(session: Session, asked: Select[*tuple[Any, ...]]) -> list[bytes]:
    """Each column of a query for whole numbers or days, none of them missing, as one text with commas between them.

    For columns of a million numbers: the engine writes them down in a fifth of the time that Python takes to be handed
    them one by one, and other threads go on meanwhile.
    """
    texts = asked.with_only_columns(*(func.aggregate_strings(column, ",") for column in asked.selected_columns))
    ((*found,),) = next(whole_rows(session, texts))
    return [(text or "").encode("ascii") for text in found]


def table_name(model: type[Base]) -> str:
    """What the table is called in the base."""
    return _table(model).name


def key_names(model: type[Base]) -> list[str]:
    """The columns by which a row of the table is found."""
    return [column.name for column in _table(model).primary_key.columns]


def _tuples(connection: Connection, words: str, values: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    """The driver's own rows: wrapped ones cost twice as much."""
    cursor = connection.exec_driver_sql(words, values).cursor
    assert cursor is not None
    return list(cursor.fetchall())


@contextmanager
def without_indexes(
    session: Session,
    count: int,
    others: int,
    *models: type[Base],
    keep: Collection[str] = (),
    only: Collection[str] = (),
) -> Iterator[None]:
    """Let so many rows of these tables come or go without their indexes, made anew at the end of the block.

    All of them but those to `keep` and those of some rows alone, or `only` those named.

    In the caller's transaction: an error leaves everything as it was. Only where it pays: for many rows, and more
    than stay beside them. Taken up one by one, keys in random order do not fit into the page cache.
    """
    if count < max(MANY, others):
        yield
        return
    session.flush()
    connection = session.connection()
    indexes = [i for model in models for i in _table(model).indexes if not i.unique and i.name not in keep]
    if only:
        indexes = [index for index in indexes if index.name in only]
    else:  # new rows are hardly ever in an index of some rows, and making it anew reads the whole table
        indexes = [index for index in indexes if index.dialect_options["sqlite"]["where"] is None]
    indexes.sort(key=lambda index: str(index.name))
    for index in indexes:
        index.drop(connection)
    yield
    session.flush()
    for index in indexes:
        index.create(connection)


def next_id(session: Session, model: type[Base]) -> int:
    """The first free id: rows that name each other can be given theirs before they are written."""
    return int(session.execute(select(func.coalesce(func.max(_key(model)), 0))).scalar_one()) + 1


def in_parts(values: Iterable[T], size: int = _IN_ONE_QUESTION) -> Iterator[list[T]]:
    """The values by portions that fit into one IN (...)."""
    iterator = iter(values)
    while part := list(islice(iterator, size)):
        yield part


def _table(model: type[Base]) -> Table:
    table = model.__table__
    assert isinstance(table, Table)
    return table


def _key(model: type[Base]) -> Column[Any]:
    return next(iter(_table(model).primary_key.columns))


def _quoted(connection: Connection, model: type[Base], columns: Sequence[str]) -> tuple[str, list[str]]:
    """The table's and the columns' names as this engine writes them; a column unknown to the table is a bug."""
    table, preparer = _table(model), connection.dialect.identifier_preparer
    return preparer.format_table(table), [preparer.format_column(table.c[name]) for name in columns]


def _mark(connection: Connection) -> str:
    """How this engine's driver marks a bound value."""
    return "?" if connection.dialect.paramstyle == "qmark" else "%s"
