"""Nothing of the journal can be changed unnoticed: each place, and what became of it."""

from __future__ import annotations

from typing import Any

import pytest

from clientcrm.domain.access import Role
from clientcrm.domain.errors import JournalBroken, OlderThanSeen
from clientcrm.vault.chain import ChainWriter, seal_seed
from tests.services.journals import COLUMNS, SVETA, entry_row, hire, put, show_often, verdict
from tests.services.raw import keys_of, raw
from tests.support import Shop


@pytest.mark.proves("N04")
@pytest.mark.attack("T10")
@pytest.mark.parametrize(
    ("tampering", "broken"),
    [
        ("update journal_entry set action = 'client.viewed' where seq = 20", 20),
        ("update journal_entry set count = 0 where seq = 20", 20),
        ("update journal_entry set object_id = 2 where seq = 20", 20),
        ("update journal_entry set at = '2026-01-01 00:00:00.000000' where seq = 20", 20),
        ("update journal_entry set uid = 'ffffffffffffffffffffffffffffffff' where seq = 20", 20),
        ("update journal_entry set detail_json = '{}' where seq = 20", 20),
        ("update journal_entry set mac = zeroblob(32) where seq = 20", 20),
        ("update journal_entry set session_id = 1 where seq = 30", 30),
        ("update journal_entry set seq = -1 where seq = 20", -1),
        ("delete from journal_entry where seq = 20", 20),
        ("delete from journal_entry where seq between 1 and 20", 1),
        ("delete from journal_entry where seq = 1", 1),
        ("update journal_session set seed = (select seed from journal_session where id = 1) where id = 2", 4),
        ("update journal_session set uid = 'ffffffffffffffffffffffffffffffff' where id = 2", 4),
        ("delete from journal_session where id = 2", 4),
        ("update journal_session set generation = 9 where id = 2", 4),
    ],
)
def test_a_changed_journal_is_found(written: Shop, tampering: str, broken: int) -> None:
    with raw(written) as connection:
        assert connection.execute(tampering).rowcount > 0
    desk = written.sign_in()
    assert verdict(desk) == f"breaks at entry {broken}"


@pytest.mark.proves("N04")
@pytest.mark.attack("T10")
def test_two_entries_that_changed_places(written: Shop) -> None:
    with raw(written) as connection:
        connection.execute("update journal_entry set seq = -20 where seq = 20")
        connection.execute("update journal_entry set seq = 20 where seq = 21")
        connection.execute("update journal_entry set seq = 21 where seq = -20")
    assert verdict(written.sign_in()) == "breaks at entry 20"


@pytest.mark.proves("N04")
@pytest.mark.attack("T10")
@pytest.mark.parametrize("entry", [1, 20, 30])
def test_an_entry_played_again(written: Shop, entry: int) -> None:
    """A copy of a genuine entry with its genuine mac, as the newest one."""
    columns = ", ".join(column for column in (*COLUMNS, "session_id", "mac") if column != "seq")
    with raw(written) as connection:
        last = connection.execute("select max(seq) from journal_entry").fetchone()[0]
        connection.execute(
            f"insert into journal_entry (seq, {columns}) select {last + 1}, {columns} from journal_entry where seq = ?",
            (entry,),
        )
    assert verdict(written.sign_in()) == f"breaks at entry {last + 1}"


@pytest.mark.proves("N04")
@pytest.mark.attack("T10")
def test_a_stretch_played_again_in_the_place_of_a_later_one(written: Shop) -> None:
    """The entries of a session over those of the next, numbers mended: each mac is genuine, none is in its place."""
    columns = ", ".join(column for column in (*COLUMNS, "mac") if column != "seq")
    with raw(written) as connection:
        first, last = connection.execute("select min(seq), max(seq) from journal_entry where session_id = 3").fetchone()
        connection.execute("delete from journal_entry where session_id = 3 and seq < ?", (last,))
        connection.execute(
            f"insert into journal_entry (seq, session_id, {columns}) select seq - 4 + {first}, 3, {columns}"
            f" from journal_entry where session_id = 2 and seq - 4 + {first} < {last}"
        )
    assert verdict(written.sign_in()) == f"breaks at entry {first}"


def test_an_older_session_hidden_with_all_its_entries(written: Shop) -> None:
    with raw(written) as connection:
        connection.execute("delete from journal_entry where session_id = 2")
        connection.execute("delete from journal_session where id = 2")
    assert verdict(written.sign_in()) == "breaks at entry 4"


@pytest.mark.proves("N04")
@pytest.mark.attack("T10")
@pytest.mark.parametrize("cut", [1, 5, 100])
def test_a_cut_tail_stops_the_next_sign_in(written: Shop, cut: int) -> None:
    with raw(written) as connection:
        last = connection.execute("select max(seq) from journal_entry").fetchone()[0]
        connection.execute("delete from journal_entry where seq > ?", (max(0, last - cut),))
    with pytest.raises(OlderThanSeen) as caught:
        written.sign_in()
    assert (caught.value.seen, caught.value.found) == (last, max(0, last - cut))


@pytest.mark.attack("T10")
def test_a_tail_cut_while_the_base_is_open(written: Shop) -> None:
    desk = written.sign_in()
    client = desk.clients.create(SVETA)
    desk.clients.show_contacts(client)
    end = desk._gate.journal_end.seq
    with raw(written) as connection:
        connection.execute("delete from journal_entry where seq = ?", (end,))
    assert verdict(desk) == f"ends before entry {end}"
    desk.clients.show_contacts(client)
    assert verdict(desk) == f"breaks at entry {end}"


def test_the_own_session_deleted_while_the_base_is_open(written: Shop) -> None:
    desk = written.sign_in()
    client = desk.clients.create(SVETA)
    with raw(written) as connection:
        connection.execute("delete from journal_session where id = (select max(id) from journal_session)")
    show_often(desk, client, 45)
    with pytest.raises(JournalBroken):  # the next signature is due now
        show_often(desk, client, 10)
    with pytest.raises(JournalBroken):
        desk.close()


@pytest.mark.attack("T10")
def test_a_forged_entry_without_the_chains_key(written: Shop) -> None:
    with raw(written) as connection:
        last, session, uid = connection.execute("select max(seq), session_id, uid from journal_entry").fetchone()
        said, _ = entry_row(last + 1, session, uid)
        put(connection, said, b"\7" * 32)
    assert verdict(written.sign_in()) == f"breaks at entry {last + 1}"


def forged_session(shop: Shop, connection: Any, uid: str, generation: int) -> int:
    """A whole session under somebody's name, its chain in order: whoever can write the file can make one."""
    keys = keys_of(shop)
    last, head = connection.execute("select seq, mac from journal_entry order by seq desc limit 1").fetchone()
    uuid, seed = b"\5" * 16, b"\6" * 32
    sealed = seal_seed(keys.manifest.shared.audit_pub, keys.base_uuid, uuid, uid, seed)
    connection.execute(
        "insert into journal_session (id, uuid, uid, started_at, generation, seed, anchor_seq, anchor_count,"
        " anchor_head) values (77, ?, ?, '2026-06-30 09:00:00.000000', ?, ?, ?, 1, ?)",
        (uuid, uid, generation, sealed, last, head),
    )
    said, covered = entry_row(last + 1, 77, uid)
    put(connection, said, ChainWriter(seed, head).add(covered))
    return int(last)


@pytest.mark.attack("T10")
@pytest.mark.parametrize(("generation", "told"), [(1, "not signed before entry"), (0, "breaks at entry")])
def test_a_session_forged_in_the_owners_name(written: Shop, generation: int, told: str) -> None:
    with raw(written) as connection:
        uid = connection.execute("select uid from journal_entry").fetchone()[0]
        forged_session(written, connection, uid, generation)
    assert verdict(written.sign_in()).startswith(told)


@pytest.mark.attack("T10")
def test_entries_in_anothers_name_within_an_own_session(shop: Shop) -> None:
    """A modified program of a seller writes that the owner did it: the session's person and the entry's differ."""
    owner = shop.sign_in()
    hire(shop, owner, "Света", Role.SELLER)
    owner.close()
    seller = shop.sign_in("Света", "одноразовый-1")
    own, seller._gate._recorder._keys = seller._keys, _Named(seller._keys, owner.user.uid)  # type: ignore[assignment]
    seller.clients.create(SVETA)
    seller._gate._recorder._keys = own
    seller.close()
    assert verdict(shop.sign_in()).startswith("breaks at entry")


class _Named:
    """The seller's keys under the owner's name."""

    def __init__(self, keys: Any, uid: str) -> None:
        self._keys, self.uid = keys, uid

    def __getattr__(self, name: str) -> Any:
        return getattr(self._keys, name)


@pytest.mark.attack("T10")
@pytest.mark.parametrize("column", ["signature", "anchor_head", "anchor_count", "anchor_seq"])
def test_a_session_without_its_persons_signature(written: Shop, column: str) -> None:
    with raw(written) as connection:
        value = "zeroblob(32)" if column in ("signature", "anchor_head") else f"{column} - 1"
        connection.execute(f"update journal_session set {column} = {value} where id = 2")
    assert verdict(written.sign_in()).startswith("not signed before entry")


def test_staff_cannot_check_the_chain_and_are_told_so(shop: Shop) -> None:
    owner = shop.sign_in()
    hire(shop, owner, "Света", Role.SELLER)
    owner.close()
    seller = shop.sign_in("Света", "одноразовый-1")
    lines = {line.name: line.detail for line in seller.checking.run()}
    assert lines == {
        **dict.fromkeys(("pages", "schema", "manifest", "seals"), ""),
        **dict.fromkeys(("figures", "journal"), "not_permitted"),
    }
