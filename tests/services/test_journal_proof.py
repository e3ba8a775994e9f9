"""The proof names each place and what became of it, whatever was done to the tables with their raw key."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientcrm.crm import Desk
from clientcrm.data.models import JournalSession
from clientcrm.domain.access import Permission
from clientcrm.services.journal.proof import prove
from clientcrm.services.recorder import entry_bytes
from clientcrm.vault.canonical import NotCanonical
from clientcrm.vault.chain import entry_mac, next_key
from clientcrm.vault.stored_entry import StoredEntry, covered
from tests.services.journals import entry_row, put
from tests.services.raw import raw
from tests.support import Shop


def told(desk: Desk) -> list[tuple[int, str, int]]:
    """What the proof says, without an entry of its own."""
    with desk._gate.read(Permission.READ_JOURNAL) as session:
        found = prove(session, desk._keys, desk._gate.journal_end)
    return [(one.seq, one.kind.value, one.last) for one in found.breaks]


SWAP = (
    "update journal_entry set seq = -{a} where seq = {a}",
    "update journal_entry set seq = {a} where seq = {b}",
    "update journal_entry set seq = {b} where seq = -{a}",
)
# Out of the middle, the numbers behind mended; from the last one back, or two would stand in one place.
TAKE_OUT = ("delete from journal_entry where seq = 12", "update journal_entry set seq = seq - 1 where seq > 12")
PUT_IN = (
    "update journal_entry set seq = -seq - 1 where seq >= 12",
    "update journal_entry set seq = -seq where seq < 0",
    (
        "insert into journal_entry select 12, session_id, at, uid, action, object_kind, object_id, count, detail_json, "
        "randomblob(32) from journal_entry where seq = 11"
    ),
)
MOVE = (
    "update journal_entry set seq = -1 where seq = {a}",
    "update journal_entry set seq = seq + 1000 where seq between {b} and {a}",
    "update journal_entry set seq = seq - 999 where seq > 1000",
    "update journal_entry set seq = {b} where seq = -1",
)


@pytest.mark.proves("N04")
@pytest.mark.parametrize(
    ("tampering", "broken"),
    [
        (["update journal_entry set count = 7 where seq = 20"], [(20, "changed", 20)]),
        (["update journal_entry set count = 7 where seq in (10, 20)"], [(10, "changed", 10), (20, "changed", 20)]),
        (["update journal_entry set mac = zeroblob(32) where seq = 20"], [(20, "changed", 20)]),
        (["update journal_entry set mac = zeroblob(32) where seq in (20, 21)"], [(20, "changed", 21)]),
        (["update journal_entry set session_id = 1 where seq = 30"], [(30, "added", 30)]),
        (["delete from journal_entry where seq = 20"], [(20, "missing", 20)]),
        (["delete from journal_entry where seq between 10 and 20"], [(10, "missing", 20)]),
        (["delete from journal_entry where seq in (10, 20)"], [(10, "missing", 10), (20, "missing", 20)]),
        ([each.format(a=20, b=21) for each in SWAP], [(20, "order", 21)]),
        ([each.format(a=8, b=20) for each in SWAP], [(8, "order", 8), (20, "order", 20)]),
        ([each.format(a=20, b=30) for each in SWAP], [(20, "order", 20), (30, "order", 30)]),
        ([each.format(a=20, b=18) for each in MOVE], [(18, "order", 20)]),
        (["update journal_entry set seq = -1 where seq = 20"], [(-1, "order", -1), (20, "missing", 20)]),
        (["delete from journal_session where id = 2"], [(4, "session", 4)]),
        (["update journal_session set seed = randomblob(80) where id = 2"], [(4, "session", 4)]),
        (["update journal_session set seed = 'none' where id = 2"], [(4, "session", 4)]),
        (["update journal_session set uuid = randomblob(16) where id = 2"], [(4, "session", 4)]),
        (["update journal_session set generation = 9 where id = 2"], [(4, "session", 4)]),
        (["update journal_session set generation = 2 where id = 3"], [(24, "session", 24)]),
        (["update journal_session set started_at = '2026-05-01 09:00:00.000000' where id = 2"], [(4, "session", 4)]),
        (["update journal_entry set action = cast(x'ff' as text) where seq = 20"], [(20, "changed", 20)]),
        (
            ["update journal_entry set action = cast(x'ff' as text) where seq in (9, 35)"],
            [(9, "changed", 9), (35, "changed", 35)],
        ),
        (["update journal_entry set action = cast(action as blob) where seq = 20"], [(20, "changed", 20)]),
        (["update journal_session set signature = null where id = 2"], [(4, "unsigned", 23)]),
        (["update journal_session set signature = zeroblob(9) where id = 2"], [(4, "unsigned", 23)]),
        (["update journal_session set anchor_count = 2 where id = 2"], [(4, "unsigned", 23)]),
        (["update journal_session set anchor_seq = -4 where id = 2"], [(4, "unsigned", 23)]),
    ],
)
def test_the_place_and_what_became_of_it(
    written: Shop, tampering: Sequence[str], broken: list[tuple[int, str, int]]
) -> None:
    with raw(written) as connection:
        for statement in tampering:
            connection.execute(statement)
    found = told(written.sign_in())
    assert [one for one in found if one[1] != "unsigned" or broken[0][1] == "unsigned"] == broken


@pytest.mark.proves("N04")
@pytest.mark.parametrize(("tampering", "broken"), [(TAKE_OUT, (12, "missing", 12)), (PUT_IN, (12, "added", 12))])
def test_numbers_mended_behind_what_was_taken_out_or_put_in(
    written: Shop, tampering: Sequence[str], broken: tuple[int, str, int]
) -> None:
    """While the base is open, or it would not open any more."""
    desk = written.sign_in()
    with raw(written) as connection:
        for statement in tampering:
            connection.execute(statement)
    assert [one for one in told(desk) if one[1] not in ("unsigned", "cut")] == [broken]
    desk._storage.let_go()  # its next entry would have a number that is taken
    desk._lock.release()


@pytest.mark.proves("N04")
@pytest.mark.attack("T10")
def test_the_rows_of_two_sign_ins_that_changed_places(written: Shop) -> None:
    with raw(written) as connection:
        for before, after in ((2, 99), (3, 2), (99, 3)):
            connection.execute("update journal_session set id = ? where id = ?", (after, before))
    found = told(written.sign_in())
    assert [(seq, kind) for seq, kind, _ in found if kind == "session"] == [(4, "session"), (24, "session")]


@pytest.mark.proves("N04")
@pytest.mark.attack("T10")
@pytest.mark.parametrize("entry", [5, 14])
def test_an_entry_written_again_with_the_key_of_a_later_place(written: Shop, entry: int) -> None:
    """A seller's program is stopped in a debugger and its present key taken: earlier entries stay out of reach."""
    desk = written.sign_in()
    with desk._gate.read(Permission.READ_JOURNAL) as session:
        row = session.get_one(JournalSession, 2)
        key = desk._keys.open_seed(row.uuid, row.uid, row.seed)
    desk.close()
    for _ in range(15):
        key = next_key(key)
    columns = ("seq", "session_id", "at", "uid", "action", "object_kind", "object_id", "count", "detail_json", "mac")
    with raw(written) as connection:
        query = f"select {', '.join(columns)} from journal_entry where seq = ?"
        stored = StoredEntry(*connection.execute(query, (entry,)).fetchone())
        before = connection.execute("select mac from journal_entry where seq = ?", (entry - 1,)).fetchone()[0]
        mac = entry_mac(key, before, covered(stored._replace(count=0), entry))
        connection.execute("update journal_entry set count = 0, mac = ? where seq = ?", (mac, entry))
    [first, *_] = told(written.sign_in())
    assert first == (entry, "key", entry)


@pytest.mark.proves("N04")
def test_an_entry_added_after_somebody_signed_off(written: Shop) -> None:
    with raw(written) as connection:
        last, session, uid = connection.execute("select max(seq), session_id, uid from journal_entry").fetchone()
        said, _ = entry_row(last + 1, session, uid)
        put(connection, said, b"\7" * 32)
    assert told(written.sign_in()) == [(last + 1, "added", last + 1)]


@pytest.mark.proves("N04")
@pytest.mark.proves("F24")
@pytest.mark.attack("T10")
def test_any_change_of_any_column_of_any_entry_is_found_with_its_place(written: Shop) -> None:
    desk = written.sign_in()
    assert told(desk) == []
    end = desk._gate.journal_end.seq
    values = {
        "session_id": "session_id + 1",
        "at": "replace(at, '.000000', '.000001')",
        "uid": "upper(uid) || 'F'",
        "action": "action || 'x'",
        "object_kind": "'tier'",
        "object_id": "coalesce(object_id, 0) + 1",
        "count": "count + 0.5",
        "detail_json": "detail_json || ' '",
        "mac": "randomblob(32)",
        "seq": "seq + 1000",
    }
    unfound = []
    with raw(written) as connection:
        connection.execute("pragma synchronous = off").fetchall()
        for seq in (1, 3, 4, 11, 23, 24, 30, end - 1, end):
            row = connection.execute("select * from journal_entry where seq = ?", (seq,)).fetchone()
            for column, value in values.items():
                connection.execute(f"update journal_entry set {column} = {value} where seq = ?", (seq,))
                connection.commit()
                found = [place for place, _, last in told(desk) if place <= seq <= last]
                if not found:
                    unfound.append((seq, column))
                connection.execute("delete from journal_entry where seq in (?, ?)", (seq, seq + 1000))
                connection.execute(f"insert into journal_entry values ({', '.join('?' * len(row))})", row)
                connection.commit()
    assert unfound == []
    assert told(desk) == []


CELLS = st.one_of(
    st.text(max_size=60),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False, allow_infinity=False),
    st.binary(max_size=40),
    st.datetimes(),
    st.just('"\\\u0000\n'),
)


@settings(max_examples=60)
@given(st.lists(CELLS, min_size=10, max_size=10), st.integers(1, 2**40))
def test_the_quick_form_of_an_entry_is_the_canonical_one_or_none(cells: list[Any], seq: int) -> None:
    """Whatever a cell holds: the bytes that the writer would seal, or bytes that it never seals."""
    row = StoredEntry(*cells)
    quick = covered(row, seq)
    texts = (row.action, row.detail_json, row.object_kind, row.uid)
    if isinstance(row.at, datetime) and all(isinstance(text, str) for text in texts):
        whole = (row.count, row.object_id, row.session_id)
        if all(isinstance(number, int) for number in whole):
            row = row._replace(seq=seq)
            try:
                assert quick == entry_bytes(row)
            except NotCanonical:
                assert quick == b""
    elif not isinstance(row.at, str):
        assert quick == b""
