"""Finding clients by words and digits. The index of words is SQLite's FTS5, in SQL of its own.

Names, companies, tags, codes and card numbers stand folded in a contentless index; full phone numbers, last four
digits and e-mails are found by search keys; other digit strings in an index in memory (DigitIndex).
"""

from __future__ import annotations

import json
from array import array
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session

from clientcrm.domain.values.text import as_meant, both_readings, fold, other_layout

_MAKE = """create virtual table client_words using fts5(
    words, content = '', contentless_delete = 1, detail = none, prefix = '1 2 3',
    tokenize = 'unicode61 remove_diacritics 0')"""


def make_index(connection: Connection) -> None:
    """Create the empty index; called by the first migration."""
    connection.exec_driver_sql(_MAKE)


def index_words(session: Session, rows: Sequence[tuple[int, str]]) -> None:
    """Put new clients into the index: id and the folded words to be found by."""
    if rows:
        session.connection().exec_driver_sql("insert into client_words(rowid, words) values (?, ?)", list(rows))


def reindex_words(session: Session, rows: Sequence[tuple[int, str]]) -> None:
    """The same for clients who are in the index already."""
    _delete(session, [row[0] for row in rows])
    index_words(session, rows)


def drop_words(session: Session, ids: Sequence[int]) -> None:
    """Take clients out of the index for ever.

    A contentless index only marks what was deleted: without the merge the words of an erased client would stay
    readable in it. The merge costs 0.1 s with 100,000 clients, 1.6 s with a million. Where nobody else is in the index,
    as when a first import is taken back, it is emptied at once: 100,000 leave in 0.1 s instead of 1 s.
    """
    if not ids:
        return
    connection = session.connection()
    others = "select 1 from client_words_docsize where id not in (select value from json_each(?)) limit 1"
    if connection.exec_driver_sql(others, (json.dumps(list(ids)),)).first() is None:
        connection.exec_driver_sql("insert into client_words(client_words) values ('delete-all')")
    else:
        _delete(session, ids)
        connection.exec_driver_sql("insert into client_words(client_words) values ('optimize')")


def _delete(session: Session, ids: Sequence[int]) -> None:
    if ids:
        session.connection().exec_driver_sql("delete from client_words where rowid = ?", [(i,) for i in ids])


def clients_without_words(session: Session) -> int:
    """How many clients the index has forgotten: nobody would find them by name."""
    query = "select count(*) from client where id not in (select id from client_words_docsize)"
    return int(session.connection().exec_driver_sql(query).scalar_one())


def words_of(*parts: str) -> str:
    """What a client is found by, folded once so that the index needs no rules of its own."""
    return both_readings(fold(" ".join(filter(None, parts))))


def match_expression(text: str) -> str:
    """The words of a query, each as a prefix, as typed or as they would be on the other keyboard layout.

    A query copied from where Latin letters pass for Russian ones is meant as it is read.
    """
    readings = []
    folded = fold(text)
    for reading in dict.fromkeys((folded, as_meant(folded), fold(other_layout(text)))):
        tokens = ["".join(c if c.isalnum() else " " for c in reading).split()]
        if tokens[0]:
            readings.append(" AND ".join(f'"{token}"*' for token in tokens[0]))
    return " OR ".join(f"({reading})" for reading in readings)


def ids_by_words(session: Session, text: str) -> list[int]:
    """Ids of clients with every word of the text, each as a prefix; unordered."""
    expression = match_expression(text)
    if not expression:
        return []
    query = "select json_group_array(rowid) from client_words where client_words match ?"
    found: list[int] = json.loads(session.connection().exec_driver_sql(query, (expression,)).scalar_one())
    return found


def ids_of(session: Session, query: Select[int]) -> array[int]:
    """The numbers that a query of one column gives, in its order.

    They come as one text: as a row each, 100,000 of them cost four times as much.
    """
    return array("q", json.loads(session.scalars(_as_text(query)).one()))


def ids_of_all(session: Session, query: Select[Any]) -> array[int]:
    """The same past the narrowing, in no order: for what is kept of everybody."""
    return array("q", json.loads(session.connection().scalars(_as_text(query)).one()))


def ids_by_word(session: Session, query: Select[int, str], *, descending: bool) -> array[int]:
    """The numbers of a query of number and word in the order of the words, then of the numbers; those without last.

    A hundred thousand clients live in a few hundred cities: each city is put in its place once, not each client.
    """
    number, word = query.subquery().c
    ids, words = session.execute(select(func.json_group_array(number), func.json_group_array(word))).one()
    alike: dict[str, list[int]] = {}
    for one, said in zip(json.loads(ids), json.loads(words), strict=True):
        alike.setdefault(said, []).append(one)
    without = alike.pop("", [])
    found = array("q")
    for those in (*(alike[said] for said in sorted(alike, reverse=descending)), without):
        found.extend(sorted(those, reverse=descending))
    return found


def _as_text(query: Select[Any]) -> Select[Any]:
    asked = query.subquery()
    return select(func.json_group_array(next(iter(asked.c))))


def among(values: Iterable[int] | Iterable[str]) -> Select[Any]:
    """So many ids or words as a query: more of them than an engine binds one by one, and in one text."""
    return select(func.json_each(json.dumps(list(values))).table_valued("value").c.value)


@dataclass(frozen=True, slots=True)
class SealedPhones:
    """Every phone row that the session can open: its id, its client, and what tells one sealing from the next."""

    ids: array[int]
    clients: array[int]
    stamps: array[int]


def sealed_phones(session: Session, query: Select[int, int, bytes]) -> SealedPhones:
    """What a query of id, client and sealed value gives. As one text each, like ids_of.

    A value is sealed with a random number of its own (bytes 6 to 17), so its first eight bytes say whether it is still
    the same: nothing has to be opened to know.
    """
    row_id, client, sealed = query.subquery().c
    stamp = func.hex(func.substr(sealed, 6, 8))
    columns = (func.json_group_array(row_id), func.json_group_array(client), func.group_concat(stamp, ""))
    ids, clients, stamps = session.execute(select(*columns)).one()
    return SealedPhones(
        array("q", json.loads(ids)), array("q", json.loads(clients)), array("Q", bytes.fromhex(stamps or ""))
    )


class DigitIndex:
    """Digits of every phone that the session can open, as one text in memory: 100,000 are searched in 1-2 ms."""

    def __init__(self) -> None:
        """Empty; `renewed` fills it."""
        self._phones = SealedPhones(array("q"), array("q"), array("Q"))
        self._starts = array("q")
        self._text = ""

    def renewed(self, phones: SealedPhones, read: Callable[[Collection[int]], Iterable[tuple[int, str]]]) -> DigitIndex:
        """The index as the base is now; `read` gives the digits of those phones that are new or were sealed anew.

        Reading all of 100,000 costs 2 s, asking which have changed 0.2 s.
        """
        before = self._phones
        lines = self._text.split("\n") if before.ids else []
        known = dict(zip(zip(before.ids, before.stamps, strict=True), lines, strict=True))
        now = list(zip(phones.ids, phones.stamps, strict=True))
        read_anew = dict(read({point[0] for point in now if point not in known}))
        made = DigitIndex()
        made._phones = phones
        parts = [known[point] if point in known else read_anew.get(point[0], "") for point in now]
        made._starts = array("q", accumulate((len(part) + 1 for part in parts), initial=0))
        made._text = "\n".join(parts)
        return made

    def find(self, digits: str, most: int = 10_000) -> list[int]:
        """Ids of clients with these digits anywhere in one of their phones."""
        found: dict[int, None] = {}
        at = self._text.find(digits)
        while at >= 0 and len(found) < most:
            found[self._phones.clients[bisect_right(self._starts, at) - 1]] = None
            at = self._text.find(digits, at + 1)
        return list(found)
