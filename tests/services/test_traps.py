"""What the library does behind one's back (SECURITY.md 4): each trap, and that the program does not fall into it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest

from clientcrm.crm import Desk
from clientcrm.data.storage import Storage, address_of
from clientcrm.domain.clients import ClientDraft, ClientFilter
from clientcrm.domain.errors import CrmError, DamagedBase
from tests.services.raw import PAGE, Kept, connect, contents, database, keys_of, make_filled, raw
from tests.support import OWNER, PASSWORD, Shop


@pytest.fixture(scope="module")
def filled_template(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Shop]:
    """Forty clients, whose notes fill a page and more each."""

    def fill(desk: Desk) -> None:
        for number in range(40):
            desk.clients.create(ClientDraft(name=f"Клиент {number:02d}", city="Тула", note=f"{number:02d} " * 1500))

    return make_filled(tmp_path_factory.mktemp("traps"), fill)


@pytest.fixture
def filled(filled_template: Callable[[Path], Shop], tmp_path: Path) -> Iterator[Shop]:
    """The forty, closed."""
    made = filled_template(tmp_path / "base")
    yield made
    made.close()


def pages(path: Path) -> list[bytes]:
    data = path.read_bytes()
    return [data[at : at + PAGE] for at in range(0, len(data), PAGE)]


def last_page_of_a_note(shop: Shop) -> int:
    """The page where the note of the last client ends: without it the note ends in zeros."""
    path = database(shop.folder)
    whole = path.read_bytes()
    for page in range(len(whole) // PAGE - 1, 0, -1):
        path.write_bytes(changed_byte(whole, page))
        with raw(shop) as connection:
            row = connection.execute("select document from client_private where client_id = 40").fetchone()
        path.write_bytes(whole)
        if row[0].endswith(bytes(100)):
            return page
    raise AssertionError("no page holds the end of the note")


def changed_byte(whole: bytes, page: int) -> bytes:
    data = bytearray(whole)
    data[page * PAGE + 1000] ^= 1
    return bytes(data)


def emptied(whole: bytes, page: int) -> bytes:
    """A page of nothing but zeros, as after a power cut."""
    return whole[: page * PAGE] + bytes(PAGE) + whole[(page + 1) * PAGE :]


def test_one_damaged_page_costs_what_stands_on_it_and_the_same_desk_reads_the_rest(filled: Shop) -> None:
    """The cipher gives zeros for a page in the middle of a value, without an error, and for good ones after it."""
    desk = filled.sign_in()
    cards = [desk.clients.card(client) for client in desk.clients.ids(ClientFilter())]
    desk.close()
    path = database(filled.folder)
    path.write_bytes(changed_byte(path.read_bytes(), last_page_of_a_note(filled)))
    desk = filled.sign_in()
    lost = []
    for card in [*cards, *cards]:
        try:
            assert desk.clients.card(card.id) == card
        except DamagedBase:
            lost.append(card.id)
    assert lost == [40, 40]
    assert [line.name for line in desk.checking.run() if not line.ok] == ["pages", "seals"]
    desk.clients.change(1, 1, ClientDraft(name="Кто остался цел"))
    assert desk.clients.card(1).name == "Кто остался цел"
    desk.close()


@pytest.mark.parametrize("spoil", [changed_byte, emptied])
def test_no_copy_is_made_of_a_damaged_base_and_no_earlier_one_is_let_go(
    filled: Shop, tmp_path: Path, spoil: Callable[[bytes, int], bytes]
) -> None:
    """The copy would hold zeros under seals that fit: whole to every check, and the note gone for ever."""
    desk = filled.sign_in()
    kept = desk.backup.make()
    desk.close()
    path = database(filled.folder)
    path.write_bytes(spoil(path.read_bytes(), last_page_of_a_note(filled)))
    desk = filled.sign_in()
    with pytest.raises(DamagedBase):
        desk.backup.make()
    assert [copy.path for copy in desk.backup.all()] == [kept.path]
    desk.close()
    before = database(filled.folder).read_bytes()
    with pytest.raises(DamagedBase):
        filled.crm.recover(filled.folder, filled.recovery_code, "новый-пароль-1")
    assert database(filled.folder).read_bytes() == before
    back = filled.crm.restore(kept.path, tmp_path / "back", person=OWNER, password=PASSWORD)
    restored = filled.crm.sign_in(back.folder, OWNER, PASSWORD)
    assert restored.clients.card(40).note.startswith("39")
    restored.close()


@pytest.mark.attack("T11")
def test_a_page_put_back_as_it_was_gives_nobody_a_right_and_no_keys(filled: Shop, tmp_path: Path) -> None:
    """No cipher tells an earlier state of a page from its present one: authority must not stand in the tables."""
    earlier = pages(database(filled.folder))
    desk = filled.sign_in()
    rights, uid = desk.user, desk.user.uid
    for client in list(desk.clients.ids(ClientFilter()))[:3]:
        desk.clients.change(client, desk.clients.form(client).version, ClientDraft(name="Другая", note="о" * 4000))
    desk.close()
    now = Kept(filled, tmp_path / "now")
    changed = [n for n, page in enumerate(pages(database(filled.folder))) if n < len(earlier) and page != earlier[n]]
    assert len(changed) > 5
    outcomes = {"refused": 0, "told": 0, "an earlier state": 0}
    for page in changed[:: max(1, len(changed) // 12)]:
        now.put_back()
        mixed = pages(database(filled.folder))
        mixed[page] = earlier[page]
        database(filled.folder).write_bytes(b"".join(mixed))
        try:
            desk = filled.sign_in()
        except CrmError:
            outcomes["refused"] += 1
            continue
        assert (desk.user, desk.user.uid) == (rights, uid)
        told = [line for line in desk.checking.run() if not line.ok]
        outcomes["told" if told else "an earlier state"] += 1
        try:
            desk.close()
        except CrmError:
            outcomes["told"] += 1
    assert outcomes["refused"] + outcomes["told"] > 0
    now.put_back()


@pytest.mark.attack("T21")
def test_a_file_cut_between_two_pages_is_seen_although_the_cipher_sees_nothing(filled: Shop, tmp_path: Path) -> None:
    keys = keys_of(filled)
    storage = Storage(address_of(database(filled.folder)), keys.dbk)
    copy = storage.copy_to(tmp_path / "copy.db", key := os.urandom(32))
    copy.let_go()
    storage.close()
    keys.close()
    os.truncate(tmp_path / "copy.db", (tmp_path / "copy.db").stat().st_size - PAGE)
    cut = Storage(address_of(tmp_path / "copy.db"), key)
    connection = connect(cut.path, key)
    assert connection.execute("pragma cipher_integrity_check").fetchall() == []
    connection.close()
    with pytest.raises(DamagedBase):
        cut.check()
    cut.let_go()


def test_a_copy_under_another_key_keeps_the_index_of_words_and_the_version(filled: Shop, tmp_path: Path) -> None:
    """What sqlcipher_export would drop."""
    keys = keys_of(filled)
    storage = Storage(address_of(database(filled.folder)), keys.dbk)
    with storage.maintenance() as connection:
        connection.execute("pragma user_version = 7")
    copy = storage.copy_to(tmp_path / "copy.db", os.urandom(32))
    with copy.maintenance() as connection:
        assert connection.execute("pragma user_version").fetchone() == (7,)
        found = connection.execute("select count(*) from client_words where client_words match 'клиент*'").fetchone()
    assert found == (40,)
    assert copy.schema_fingerprint() == storage.schema_fingerprint()
    copy.let_go()
    storage.close()
    keys.close()


def test_the_key_stands_in_no_address_and_no_text(filled: Shop) -> None:
    keys = keys_of(filled)
    storage = Storage(address_of(database(filled.folder)), keys.dbk)
    told = f"{storage!r} {storage._engine!r} {storage._engine.url} {vars(storage._engine.dialect)}"
    assert keys.dbk.hex() not in told
    assert repr(keys.dbk) not in told
    storage.close()
    keys.close()


def test_opening_costs_no_derivation_of_the_files_key(filled: Shop) -> None:
    """A pass phrase would cost 1.4 s at each connection: a raw key opens the file however often one is stretched."""
    import sqlcipher3.dbapi2 as sqlcipher

    keys = keys_of(filled)
    for key, opens in ((b"x'" + keys.dbk.hex().encode() + b"'", True), (keys.dbk.hex().encode(), False)):
        connection = sqlcipher.connect(str(database(filled.folder)))
        connection.set_key(key)
        connection.execute("pragma kdf_iter = 1")
        with nullcontext() if opens else pytest.raises(sqlcipher.DatabaseError):
            assert connection.execute("select count(*) from client").fetchone()[0]
        connection.close()
    keys.close()


def test_a_wrong_key_leaves_the_file_as_it_is(filled: Shop) -> None:
    before = contents(filled.folder)
    storage = Storage(address_of(database(filled.folder)), os.urandom(32))
    with pytest.raises(DamagedBase):
        storage.readable()
    storage.leave_as_found()
    assert contents(filled.folder) == before
    assert filled.sign_in(password=PASSWORD).clients.everyone() == 40


def test_one_spoilt_row_does_not_stop_the_page_of_the_list(filled: Shop) -> None:
    """Somebody with the file's key puts another client's masks into a row."""
    with raw(filled) as connection:
        connection.execute(
            "update client_private set masked = (select document from client_private where client_id = 2) "
            "where client_id = 1"
        )
    desk = filled.sign_in()
    one, other = desk.clients.rows([1, 2])
    assert one.phone is None
    assert other.phone == ""
    assert [line.name for line in desk.checking.run() if not line.ok] == ["seals"]
