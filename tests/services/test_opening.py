"""Opening a base that is not as it was left: each case ends in its own error, and the folder stays as it is."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from clientcrm.crm import Crm, Desk
from clientcrm.data.storage import Storage, address_of
from clientcrm.domain.clients import ClientDraft, ClientFilter
from clientcrm.domain.contacts import ContactDraft, ContactKind
from clientcrm.domain.errors import (
    Busy,
    CrmError,
    DamagedBase,
    DamagedHeader,
    NewerFormat,
    NoBase,
    NoSpace,
    OlderThanSeen,
    UnknownPerson,
    UnsafePlace,
    WeakPassword,
    WrongDevice,
    WrongPassword,
    WrongRecoveryCode,
)
from clientcrm.domain.settings import NewBase
from clientcrm.services.keys.generations import require_readable_copy
from clientcrm.vault.canonical import canonical, parse_canonical
from clientcrm.vault.device import MemoryDeviceStore
from tests.services.disks import SmallDisk
from tests.services.raw import Kept, connect, contents, database, keys_of, make_filled, raw
from tests.support import CHEAP, OWNER, PASSWORD, SHOP, Shop

PAGE = 4096


@pytest.fixture(scope="module")
def filled_template(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Shop]:
    """Enough clients for a file of many pages."""

    def fill(desk: Desk) -> None:
        for number in range(30):
            desk.clients.create(ClientDraft(name=f"Клиент {number}", note="любит улун " * 20))

    return make_filled(tmp_path_factory.mktemp("filled"), fill)


@pytest.fixture
def filled(filled_template: Callable[[Path], Shop], tmp_path: Path) -> Iterator[Shop]:
    """A shop with thirty clients, closed."""
    made = filled_template(tmp_path / "base")
    yield made
    made.close()


def refused(shop: Shop, error: type[CrmError], **fields: object) -> None:
    """Sign-in fails so, and changes nothing."""
    before = contents(shop.folder)
    with pytest.raises(error) as caught:
        shop.sign_in()
    assert {name: getattr(caught.value, name) for name in fields} == fields
    assert contents(shop.folder) == before


# ---------------------------------------------------------------- who comes in


@pytest.mark.proves("F22")
@pytest.mark.attack("T5")
def test_a_wrong_password(filled: Shop) -> None:
    before = contents(filled.folder)
    with pytest.raises(WrongPassword):
        filled.sign_in(password="заварка-2025")
    (filled.folder / "tries.json").unlink()  # the journal tells of it at the next sign-in
    assert contents(filled.folder) == before
    assert filled.sign_in().clients.everyone() == 30


@pytest.mark.proves("N02")
@pytest.mark.attack("T5")
def test_another_computer(filled: Shop) -> None:
    filled.device.secrets.clear()
    refused(filled, WrongDevice)


@pytest.mark.attack("T5")
def test_another_computer_that_holds_a_secret_of_another_base(filled: Shop) -> None:
    filled.device.secrets.update(dict.fromkeys(filled.device.secrets, os.urandom(32)))
    refused(filled, WrongDevice)


def test_somebody_unknown(filled: Shop) -> None:
    with pytest.raises(UnknownPerson):
        filled.sign_in("Пётр")


@pytest.mark.attack("T5")
@pytest.mark.parametrize(("group", "code"), [(1, "{wrong}{rest}"), (0, "{other}")])
def test_a_wrong_recovery_code(filled: Shop, group: int, code: str) -> None:
    from clientcrm.vault.recovery import format_code, new_digits

    first = filled.recovery_code[:6]
    wrong = f"{(int(first[0]) + 1) % 10}{first[1:]}"
    text = code.format(wrong=wrong, rest=filled.recovery_code[6:], other=format_code(new_digits(os.urandom)))
    before = contents(filled.folder)
    with pytest.raises(WrongRecoveryCode) as caught:
        filled.crm.recover(filled.folder, text, "новый-пароль-1")
    assert caught.value.group == group
    assert contents(filled.folder) == before


def test_a_weak_new_password_is_refused_before_anything_happens(filled: Shop) -> None:
    before = contents(filled.folder)
    with pytest.raises(WeakPassword):
        filled.crm.recover(filled.folder, filled.recovery_code, "коротко")
    assert contents(filled.folder) == before


@pytest.mark.proves("N02")
def test_the_recovery_code_opens_elsewhere_with_all_secrets_new(filled: Shop) -> None:
    old = keys_of(filled)
    elsewhere = Crm(kdf=CHEAP, device=MemoryDeviceStore(), clock=filled.clock)
    made = elsewhere.recover(filled.folder, filled.recovery_code, "новый-пароль-1")
    assert made.desk.clients.everyone() == 30
    made.desk.close()
    assert made.recovery_code != filled.recovery_code
    assert [path.name for path in filled.folder.glob("*.db")] == ["clients.2.db"]
    assert keys_of(Shop(filled.folder, "", elsewhere._device), "новый-пароль-1").dbk != old.dbk  # type: ignore[arg-type]
    with pytest.raises(WrongPassword):
        elsewhere.sign_in(filled.folder, OWNER, PASSWORD)
    with pytest.raises(WrongRecoveryCode):
        elsewhere.recover(filled.folder, filled.recovery_code, "новый-пароль-2")


# ---------------------------------------------------------------- the encrypted file


def empty(path: Path) -> None:
    path.write_bytes(b"")


def gone(path: Path) -> None:
    path.unlink()


def cut_at_a_page(path: Path) -> None:
    os.truncate(path, path.stat().st_size // PAGE // 2 * PAGE)


def cut_by_one_page(path: Path) -> None:
    os.truncate(path, path.stat().st_size - PAGE)


def cut_mid_page(path: Path) -> None:
    os.truncate(path, path.stat().st_size - 100)


def plain_sqlite(path: Path) -> None:
    import sqlite3

    path.unlink()
    connection = sqlite3.connect(path)
    connection.executescript("create table client (id integer); create table b (id integer);")
    connection.close()


def noise(path: Path) -> None:
    path.write_bytes(os.urandom(20 * PAGE))


def zeros(path: Path) -> None:
    path.write_bytes(bytes(20 * PAGE))


@pytest.mark.attack("T21")
@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (gone, "missing"),
        (empty, "empty"),
        (cut_at_a_page, "unreadable"),
        (cut_by_one_page, "unreadable"),
        (cut_mid_page, "cut"),
        (plain_sqlite, "not_encrypted"),
        (noise, "unreadable"),
        (zeros, "unreadable"),
    ],
)
def test_a_file_that_is_not_the_base(filled: Shop, spoil: Callable[[Path], None], reason: str) -> None:
    spoil(database(filled.folder))
    refused(filled, DamagedBase, reason=reason)


def test_a_file_of_another_shop(filled: Shop, tmp_path: Path) -> None:
    other = Crm(kdf=CHEAP, device=MemoryDeviceStore()).create(
        tmp_path / "other", NewBase("Кофейня", "Олег", "кофе-пароль", "Магазин")
    )
    other.desk.close()
    shutil.copy(tmp_path / "other" / "clients.1.db", database(filled.folder))
    refused(filled, DamagedBase, reason="unreadable")


def test_another_shops_tables_under_our_key(filled: Shop, tmp_path: Path) -> None:
    """An insider copies another base's content into a file that our key opens."""
    with raw(filled) as connection:
        connection.execute("update setting set value = '\"00112233445566778899aabbccddeeff\"' where key = 'base_uuid'")
    refused(filled, DamagedBase, reason="foreign")


def test_the_file_of_an_earlier_generation_in_place(filled: Shop) -> None:
    earlier = database(filled.folder).read_bytes()
    made = filled.crm.recover(filled.folder, filled.recovery_code, PASSWORD)
    made.desk.close()
    database(filled.folder).write_bytes(earlier)
    refused(filled, DamagedBase, reason="unreadable")


# ---------------------------------------------------------------- keys.json


def rewrite(path: Path, **values: object) -> None:
    """keys.json with other values and a fitting checksum, as a newer program would write it."""
    import hashlib

    body = parse_canonical(path.read_bytes())
    assert isinstance(body, dict)
    body.update(values)  # type: ignore[arg-type]
    body.pop("check")
    path.write_bytes(canonical({**body, "check": hashlib.sha256(canonical(body)).hexdigest()}))


@pytest.mark.attack("T4")
@pytest.mark.parametrize("damage", [b"", b"{", b"\0" * 4000, b"[]"])
def test_damaged_keys_fall_back_to_their_twin_and_delete_nothing(filled: Shop, damage: bytes) -> None:
    keys = filled.folder / "keys.json"
    whole = keys.read_bytes()
    stray = filled.folder / "clients.7.db"
    stray.write_bytes(b"an unfinished generation")
    keys.write_bytes(damage)
    assert filled.crm.entrance(filled.folder).fallback != ""
    desk = filled.sign_in()
    assert desk.clients.everyone() == 30
    assert stray.exists()
    desk.close()
    assert filled.crm.entrance(filled.folder).fallback == ""
    assert len(keys.read_bytes()) == pytest.approx(len(whole), abs=200)
    filled.sign_in()
    assert not stray.exists()


def test_both_key_files_damaged(filled: Shop) -> None:
    for name in ("keys.json", "keys.prev.json"):
        (filled.folder / name).write_bytes(b"{")
    refused(filled, DamagedHeader)


def test_no_key_files(filled: Shop, tmp_path: Path) -> None:
    for name in ("keys.json", "keys.prev.json"):
        (filled.folder / name).unlink()
    refused(filled, NoBase)
    with pytest.raises(NoBase):
        filled.crm.sign_in(tmp_path / "nowhere", OWNER, PASSWORD)
    assert not (tmp_path / "nowhere").exists()


def test_keys_of_a_newer_program(filled: Shop) -> None:
    rewrite(filled.folder / "keys.json", v=2)
    refused(filled, NewerFormat)


def test_keys_of_another_shop(filled: Shop, tmp_path: Path) -> None:
    other = Crm(kdf=CHEAP, device=filled.device).create(
        tmp_path / "other", NewBase("Кофейня", OWNER, PASSWORD, "Магазин")
    )
    other.desk.close()
    for name in ("keys.json", "keys.prev.json"):
        shutil.copy(tmp_path / "other" / name, filled.folder / name)
    refused(filled, DamagedBase, reason="unreadable")


# ---------------------------------------------------------------- what an insider with the raw key plants


@pytest.mark.attack("T9")
@pytest.mark.parametrize(
    "planted",
    [
        "create trigger grab after insert on client begin update tier set name = 'x'; end",
        "create trigger grab instead of insert on aside begin select 1; end",
        "create view aside as select * from client",
        "create table aside (id integer)",
        "alter table client add column grabbed text generated always as (lower(name))",
        "alter table client add column extra text",
        "create index aside on client (upper(name))",
        "create index aside on client (id) where trashed = 0",
        "create virtual table aside using fts5 (words)",
        "drop index ix_client_list",
        "analyze",
        "update alembic_version set version_num = ''",
        "delete from alembic_version",
        "drop table saved_segment",
    ],
)
def test_a_planted_schema(filled: Shop, planted: str) -> None:
    with raw(filled) as connection:
        if "instead of" in planted:
            connection.execute("create view aside as select 1 as id")
        connection.execute(planted)
    refused(filled, DamagedBase, reason="schema")


@pytest.mark.attack("T9")
def test_a_planted_schema_while_the_base_is_open_is_found_by_the_check(filled: Shop) -> None:
    desk = filled.sign_in()
    with raw(filled) as connection:
        connection.execute("create view aside as select * from client")
    assert [line.name for line in desk.checking.run() if not line.ok] == ["schema"]


@pytest.mark.attack("T9")
def test_a_trigger_planted_while_the_base_is_open_does_nothing(filled: Shop) -> None:
    desk = filled.sign_in()
    with raw(filled) as connection:
        connection.execute("create trigger grab after insert on client begin update tier set name = 'чужой'; end")
    with pytest.raises(Exception, match="not authorized"):
        desk.clients.create(ClientDraft(name="Новый"))
    assert {tier.name for tier in desk.tiers.all()} == {""}
    assert desk.clients.everyone() == 30


@pytest.mark.attack("T4")
def test_a_base_of_a_newer_program(filled: Shop) -> None:
    with raw(filled) as connection:
        connection.execute("update alembic_version set version_num = '9999'")
    refused(filled, NewerFormat, found="9999")


# ---------------------------------------------------------------- an earlier state put back


@pytest.mark.proves("N04")
@pytest.mark.attack("T11")
def test_the_whole_folder_put_back(filled: Shop, tmp_path: Path) -> None:
    kept = Kept(filled, tmp_path / "kept")
    desk = filled.sign_in()
    desk.clients.create(ClientDraft(name="Новый"))
    desk.close()
    kept.put_back(anchors=False)
    refused(filled, OlderThanSeen)


@pytest.mark.attack("T11")
def test_the_whole_folder_put_back_after_a_change_of_keys(filled: Shop, tmp_path: Path) -> None:
    kept = Kept(filled, tmp_path / "kept")
    desk = filled.sign_in()
    desk.settings.change(replace(desk.shop, shop="Чайный дом на Лесной"))
    desk.close()
    kept.put_back(anchors=False)
    refused(filled, OlderThanSeen)


@pytest.mark.attack("T11")
def test_an_earlier_file_beside_newer_keys(filled: Shop) -> None:
    earlier = database(filled.folder).read_bytes()
    desk = filled.sign_in()
    desk.clients.create(ClientDraft(name="Новый"))
    desk.close()
    database(filled.folder).write_bytes(earlier)
    filled.device.anchors.clear()  # the person's own bundle remembers too
    refused(filled, OlderThanSeen)


@pytest.mark.attack("T11")
def test_an_earlier_file_after_a_kill_is_told_up_to_the_last_lock(filled: Shop) -> None:
    """What was never anchored cannot be missed: entries after the last lock or exit."""
    desk = filled.sign_in()
    earlier = database(filled.folder).read_bytes()
    wal = Path(f"{database(filled.folder)}-wal").read_bytes()
    desk.clients.create(ClientDraft(name="Новый"))
    desk._storage.let_go()
    desk._lock.release()
    database(filled.folder).write_bytes(earlier)
    Path(f"{database(filled.folder)}-wal").write_bytes(wal)
    Path(f"{database(filled.folder)}-shm").unlink(missing_ok=True)
    assert filled.sign_in().clients.everyone() == 30


# ---------------------------------------------------------------- another program, another disk

SECOND = """
import sys
from pathlib import Path
sys.path.insert(0, {root!r})
from clientcrm.crm import Crm
from clientcrm.domain.errors import Busy
from tests.support import CHEAP, OWNER, PASSWORD
from clientcrm.vault.device import FileDeviceStore
crm = Crm(kdf=CHEAP, device=FileDeviceStore(Path({device!r})))
try:
    crm.sign_in(Path({folder!r}), OWNER, PASSWORD)
except Busy:
    sys.exit(42)
"""


@pytest.mark.attack("T22")
def test_a_second_window(filled: Shop, tmp_path: Path) -> None:
    from clientcrm.vault.device import FileDeviceStore

    for base, secret in filled.device.secrets.items():
        FileDeviceStore(tmp_path / "device").put_secret(base, secret)
    root = str(Path(__file__).resolve().parents[2])
    script = SECOND.format(root=root, device=str(tmp_path / "device"), folder=str(filled.folder))
    desk = filled.sign_in()
    before = contents(filled.folder)
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 42
    with pytest.raises(Busy):
        filled.sign_in()
    with pytest.raises(Busy):
        filled.crm.recover(filled.folder, filled.recovery_code, "новый-пароль-1")
    assert contents(filled.folder) == before
    desk.close()
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows holds an open file against deletion")
def test_a_lock_left_by_a_killed_program_is_no_lock(filled: Shop) -> None:
    (filled.folder / "lock").write_bytes(b"12345")
    assert filled.sign_in().clients.everyone() == 30


@pytest.mark.attack("T20")
def test_a_folder_that_cannot_be_written(filled: Shop, small_disk: Callable[[str], SmallDisk]) -> None:
    disk = small_disk("8m")
    moved = disk.take_in(filled)
    disk.write_protect()
    before = contents(moved.folder)
    for attempt in (
        moved.sign_in,
        lambda: moved.crm.recover(moved.folder, moved.recovery_code, "новый-пароль-1"),
        lambda: moved.crm.create(disk.place / "new", NewBase(SHOP, OWNER, PASSWORD, "Магазин")),
    ):
        with pytest.raises(OSError, match="Read-only"):
            attempt()
    assert contents(moved.folder) == before


def add_until_refused(desk: Desk, made: list[int]) -> None:
    for number in range(400):
        made.append(desk.clients.create(ClientDraft(name=f"Ещё {number}", note="о" * 500)))


@pytest.mark.attack("T18")
@pytest.mark.parametrize("free", [0, 1, 3, 8, 21, 55])
def test_a_full_disk_loses_nothing_and_the_same_desk_goes_on_when_there_is_room(
    filled: Shop, small_disk: Callable[[str], SmallDisk], free: int
) -> None:
    disk = small_disk("3m")
    moved = disk.take_in(filled)
    desk = moved.sign_in()
    disk.leave(free)
    made: list[int] = []
    with pytest.raises(OSError, match=r"full|disk I/O"):
        add_until_refused(desk, made)
    assert desk.clients.everyone() == 30 + len(made)
    disk.make_room()
    made.append(desk.clients.create(ClientDraft(name="Когда место нашлось")))
    assert all(line.ok for line in desk.checking.run())
    desk.close()
    desk = moved.sign_in()
    assert set(made) <= set(desk.clients.ids(ClientFilter()))
    assert desk.clients.everyone() == 30 + len(made)
    assert all(line.ok for line in desk.checking.run())
    desk.close()


@pytest.mark.attack("T18")
@pytest.mark.parametrize("free", [0, 2, 8, 32, 100])
def test_a_new_base_on_a_full_disk_leaves_nothing(
    shop: Shop, small_disk: Callable[[str], SmallDisk], free: int
) -> None:
    disk = small_disk("4m")
    disk.leave(free)
    secrets = dict(shop.device.secrets)
    with pytest.raises((OSError, NoSpace)):
        shop.crm.create(disk.place / "new", NewBase(SHOP, OWNER, PASSWORD, "Магазин"))
    assert not (disk.place / "new").exists()
    assert shop.device.secrets == secrets


@pytest.mark.attack("T18")
@pytest.mark.parametrize("free", [0, 2, 8, 20, 60, 130, 200, 280])
def test_new_keys_on_a_full_disk_are_wholly_there_or_not_at_all(
    filled: Shop, small_disk: Callable[[str], SmallDisk], free: int
) -> None:
    disk = small_disk("4m")
    moved = disk.take_in(filled)
    disk.leave(free)
    try:
        moved.crm.recover(moved.folder, moved.recovery_code, "новый-пароль-1").desk.close()
    except (OSError, NoSpace):
        done = False
    else:
        done = True
    disk.make_room()
    desk = moved.sign_in(password="новый-пароль-1" if done else PASSWORD)
    assert desk.clients.everyone() == 30
    assert all(line.ok for line in desk.checking.run())
    desk.close()
    assert len(list(moved.folder.glob("clients.*.db"))) == 1


# ---------------------------------------------------------------- the copy under a new key


@pytest.mark.parametrize("spoil", ["update contact_point set sealed = zeroblob(93)", "delete from contact_point"])
def test_a_copy_whose_seals_do_not_open_never_becomes_the_base(shop: Shop, tmp_path: Path, spoil: str) -> None:
    desk = shop.sign_in()
    for number in range(5):
        phone = f"+7916123450{number}"
        desk.clients.create(ClientDraft(name="Анна", contacts=(ContactDraft(ContactKind.PHONE, phone, phone),)))
    desk.close()
    keys = keys_of(shop)
    base = Storage(address_of(database(shop.folder)), keys.dbk)
    copy = base.copy_to(tmp_path / "clients.2.db", key := os.urandom(32))
    require_readable_copy(base, copy, keys, keys)
    connection = connect(copy.path, key)
    connection.execute(spoil)
    connection.commit()
    connection.close()
    with pytest.raises(DamagedBase) as told:
        require_readable_copy(base, copy, keys, keys)
    assert told.value.reason == "copy"
    base.close()
    copy.close()
    keys.close()


def test_what_did_not_open_before_does_not_hold_new_keys_up(filled: Shop) -> None:
    with raw(filled) as connection:
        connection.execute("update client_private set document = zeroblob(93) where client_id = 5")
    created = filled.crm.recover(filled.folder, filled.recovery_code, "новый-пароль-1")
    assert [line.name for line in created.desk.checking.run() if not line.ok] == ["seals"]
    created.desk.close()


# ---------------------------------------------------------------- where it lies


@pytest.mark.parametrize("place", ["Dropbox", "OneDrive - Чайный дом", "Яндекс.Диск"])
def test_a_base_that_was_moved_into_a_cloud_is_not_opened_there(filled: Shop, tmp_path: Path, place: str) -> None:
    cloud = tmp_path / place / "base"
    shutil.copytree(filled.folder, cloud)
    before = contents(cloud)
    for attempt in (
        lambda: filled.crm.sign_in(cloud, OWNER, PASSWORD),
        lambda: filled.crm.recover(cloud, filled.recovery_code, "новый-пароль-1"),
    ):
        with pytest.raises(UnsafePlace) as told:
            attempt()
        assert told.value.reason == "cloud"
    assert contents(cloud) == before
