"""Copies: made, verified, listed, let go, and brought back by whoever may."""

from __future__ import annotations

import json
import shutil
import struct
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from clientcrm.crm import Crm, Desk
from clientcrm.data.backups import copies_to_remove, read_backup, require_whole
from clientcrm.domain.access import Role
from clientcrm.domain.clients import ClientDraft, ClientFilter
from clientcrm.domain.contacts import ContactDraft, ContactKind
from clientcrm.domain.errors import (
    AccessDenied,
    BaseExists,
    CrmError,
    DamagedBase,
    DamagedHeader,
    NewerFormat,
    NoSpace,
    NotFound,
    OlderThanSeen,
    SealBroken,
    WeakPassword,
    WrongDevice,
    WrongPassword,
    WrongRecoveryCode,
)
from clientcrm.domain.settings import BackupFile, NewBase
from clientcrm.vault import backup_key
from clientcrm.vault.device import MemoryDeviceStore
from clientcrm.vault.vault import open_with_password
from tests.services.disks import SmallDisk
from tests.services.journals import hire, verdict
from tests.services.raw import contents, keys_of, make_filled, raw
from tests.services.test_flips import everything
from tests.support import CHEAP, OWNER, PASSWORD, Shop

NEW = "новый-пароль-1"


def fill(desk: Desk) -> None:
    for number in range(10):
        phone = ContactDraft(ContactKind.PHONE, f"+791620400{number:02d}", f"+791620400{number:02d}")
        desk.clients.create(ClientDraft(name=f"Клиент {number}", note="о" * 300, contacts=(phone,)))


@pytest.fixture(scope="module")
def filled_template(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Shop]:
    """Ten clients."""
    return make_filled(tmp_path_factory.mktemp("copies"), fill)


@pytest.fixture
def filled(filled_template: Callable[[Path], Shop], tmp_path: Path) -> Iterator[Shop]:
    """A shop with ten clients, closed."""
    made = filled_template(tmp_path / "base")
    yield made
    made.close()


@pytest.fixture
def copied(filled: Shop) -> tuple[Shop, Path]:
    """The shop, closed, with one copy."""
    desk = filled.sign_in()
    made = desk.backup.make()
    desk.close()
    return filled, made.path


def elsewhere(shop: Shop) -> Crm:
    """The program on another computer."""
    return Crm(kdf=CHEAP, device=MemoryDeviceStore(), clock=shop.clock)


def broken(desk: Desk) -> list[str]:
    """What the check finds."""
    return [f"{line.name}: {line.detail}" for line in desk.checking.run() if not line.ok]


# ---------------------------------------------------------------- making


def test_a_copy_holds_what_the_base_holds(filled: Shop, tmp_path: Path) -> None:
    desk = filled.sign_in()
    whole = everything(desk)
    made = desk.backup.make()
    assert made.verified
    assert made.path.parent == filled.folder / "backups"
    assert made.path.name == "Чайный_дом_2026-06-30_12-00-00.crmb"
    desk.close()
    filled.crm.restore(made.path, tmp_path / "back", person=OWNER, password=PASSWORD)
    back = filled.crm.sign_in(tmp_path / "back", OWNER, PASSWORD)
    assert everything(back) == whole
    assert broken(back) == []
    back.close()


def test_made_while_others_write(filled: Shop, tmp_path: Path) -> None:
    desk = filled.sign_in()
    made: list[int] = []
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            made.append(desk.clients.create(ClientDraft(name="Пишется", note="о" * 3000)))
            if made[-1] % 3 == 0:
                desk.clients.trash([made[-1]])
                desk.clients.erase([made[-1]])

    thread = threading.Thread(target=write)
    thread.start()
    copies = [desk.backup.make(tmp_path / "copies") for _ in range(3)]
    stop.set()
    thread.join()
    desk.close()
    assert len({copy.path for copy in copies}) == 3
    filled.crm.restore(copies[1].path, tmp_path / "back", password=PASSWORD)
    back = filled.crm.sign_in(tmp_path / "back", OWNER, PASSWORD)
    assert broken(back) == []
    assert 10 <= back.clients.everyone() <= 10 + len(made)
    back.close()


@pytest.mark.proves("F22")
def test_nothing_of_the_base_is_readable_in_a_copy(copied: tuple[Shop, Path]) -> None:
    shop, copy = copied
    data = copy.read_bytes()
    assert b"SQLite format" not in data
    assert "Клиент 1".encode() not in data
    assert keys_of(shop).dbk not in data


def test_the_list_shows_genuine_copies_of_this_base_alone(copied: tuple[Shop, Path], tmp_path: Path) -> None:
    shop, copy = copied
    folder = copy.parent
    other = elsewhere(shop).create(tmp_path / "other", NewBase("Кофейня", "Олег", PASSWORD, "Магазин")).desk
    other.backup.make(folder)
    other.close()
    whole = copy.read_bytes()
    (folder / "cut.crmb").write_bytes(whole[:-1])
    (folder / "empty.crmb").write_bytes(b"")
    (folder / "half.crmb.part").write_bytes(whole[:5000])
    (folder / "forged.crmb").write_bytes(with_header(whole, made_at="2031-01-01T00:00:00+00:00"))
    (folder / "nobody.crmb").write_bytes(with_header(whole, maker="f" * 32))
    desk = shop.sign_in()
    assert [made.path for made in desk.backup.all()] == [copy]
    assert desk.backup.last() == shop.clock.at
    desk.close()


def test_a_copy_goes_to_the_shops_own_folder_for_them(filled: Shop, tmp_path: Path) -> None:
    desk = filled.sign_in()
    desk.settings.change(replace(desk.shop, backup_folder=str(tmp_path / "stick")))
    made = desk.backup.make()
    assert made.path.parent == tmp_path / "stick"
    assert desk.backup.all() == [BackupFile(made.path, filled.clock.at, made.path.stat().st_size, verified=True)]


def test_a_stopped_copy_leaves_nothing(filled: Shop) -> None:
    class Stop(Exception):
        pass

    class Job:
        def __init__(self, at: int) -> None:
            self._at = at

        def step(self, done: int, total: int) -> None:
            assert total == 3
            if done == self._at:
                raise Stop

    desk = filled.sign_in()
    for at in range(3):
        with pytest.raises(Stop):
            desk.backup.make(job=Job(at))
        assert list((filled.folder / "backups").iterdir()) == []
    desk.flush()
    with raw(filled) as connection:
        assert connection.execute("select count(*) from journal_entry where action = 'backup.made'").fetchone() == (0,)


def test_leftovers_of_a_killed_copy_go_with_the_next(filled: Shop) -> None:
    folder = filled.folder / "backups"
    (folder / ".making-abc").mkdir(parents=True)
    (folder / ".making-abc" / "copy.db").write_bytes(b"half")
    (folder / "Чайный_дом_2026-06-29_12-00-00.crmb.part").write_bytes(b"half")
    desk = filled.sign_in()
    assert desk.backup.all() == []
    made = desk.backup.make()
    assert list(folder.iterdir()) == [made.path]


@pytest.mark.attack("T18")
@pytest.mark.parametrize("blocks", [0, 1, 3, 60, 120])
def test_a_copy_on_a_full_disk(filled: Shop, tmp_path: Path, blocks: int) -> None:
    disk = SmallDisk(tmp_path / "disk", "2m")
    try:
        disk.leave(blocks)
        desk = filled.sign_in()
        with pytest.raises((NoSpace, OSError)):
            desk.backup.make(disk.place / "copies")
        assert [path for path in disk.place.rglob("*") if path.is_file()] == [disk.place / "stuffing"]
        assert broken(desk) == []
        desk.close()
    finally:
        disk.unmount()


# ---------------------------------------------------------------- when one is due, and which go


def test_when_a_copy_is_due(filled: Shop) -> None:
    desk = filled.sign_in()
    assert desk.backup.due()
    desk.backup.make()
    assert not desk.backup.due()
    desk.clients.show_contacts(1)
    desk.clients.card(1)
    desk.flush()
    desk.close()
    desk = filled.sign_in()
    assert not desk.backup.due()  # looking changes nothing
    desk.clients.create(ClientDraft(name="Новый"))
    assert desk.backup.due()
    desk.backup.make()
    assert not desk.backup.due()
    desk.settings.change(replace(desk.shop, backup_at_exit=False))
    assert not desk.backup.due()
    desk.settings.change(replace(desk.shop, backup_at_exit=True))
    desk.backup.make()
    desk.replace_recovery_code(PASSWORD)
    assert desk.backup.due()  # the old code opens the copies that are there


def test_copies_of_a_year_are_thinned_out(filled: Shop) -> None:
    desk = filled.sign_in()
    for _ in range(14):
        filled.clock.go(hours=12)
        desk.backup.make()
    days = [made.made_at.date() for made in desk.backup.all()]
    assert len(days) == len(set(days)) == 7 + 1  # the newest of each of seven days, and the week before's
    assert days == sorted(days, reverse=True)


def moments(*days: float) -> list[tuple[str, str]]:
    start = datetime(2026, 6, 30, 12, tzinfo=UTC)
    return [(f"{day:g}", (start - timedelta(days=day)).isoformat()) for day in days]


@pytest.mark.parametrize(
    ("ages", "kept"),
    [
        ([], 0),
        ([0], 1),
        ([0, 0.1], 2),
        ([0, 0.1, 0.2], 2),
        ([400, 800], 2),
        (range(7), 7),
        (range(30), 7 + 2),
        (range(365), 7 + 2 + 11),
        (range(3000), 7 + 2 + 11),
        ([0, 0.1, 0.2, 0.3, 0.4], 2),
    ],
)
def test_which_copies_are_kept(ages: list[float], kept: int) -> None:
    names = moments(*ages)
    gone = copies_to_remove(names)
    assert len(names) - len(gone) == kept
    assert not {name for name, _ in names[:2]} & set(gone)
    assert copies_to_remove([pair for pair in names if pair[0] not in gone]) == []


def test_the_clock_set_back_does_not_take_the_new_copy_away(filled: Shop) -> None:
    desk = filled.sign_in()
    for _ in range(3):
        filled.clock.go(minutes=1)
        desk.backup.make()
    filled.clock.go(days=-300)
    made = desk.backup.make()
    filled.clock.go(minutes=1)
    again = desk.backup.make()
    assert again.path.exists()
    assert made.path.exists() or again.path.exists()


# ---------------------------------------------------------------- bringing back


@pytest.mark.proves("F23")
@pytest.mark.attack("T23")
def test_restored_here_with_the_password(copied: tuple[Shop, Path], tmp_path: Path) -> None:
    shop, copy = copied
    generation = keys_of(shop).generation
    desk = shop.sign_in()
    desk.clients.create(ClientDraft(name="После копии"))
    desk.close()
    restored = shop.crm.restore(copy, tmp_path / "back", person=OWNER, password=PASSWORD)
    assert restored.recovery_code == ""
    back = shop.crm.sign_in(tmp_path / "back", OWNER, PASSWORD)
    assert back.clients.everyone() == 10
    assert broken(back) == []
    assert back._keys.generation > generation
    back.close()
    assert sorted(path.name for path in (tmp_path / "back").iterdir()) == [
        f"clients.{generation + 1}.db",
        "keys.json",
        "keys.prev.json",
        "lock",
    ]
    before = contents(shop.folder)
    with pytest.raises(OlderThanSeen):  # what was earlier open here is older than the restored one
        shop.sign_in()
    assert contents(shop.folder) == before


@pytest.mark.proves("F23")
@pytest.mark.attack("T23")
def test_restored_elsewhere_with_the_code(copied: tuple[Shop, Path], tmp_path: Path) -> None:
    shop, copy = copied
    crm = elsewhere(shop)
    with pytest.raises(WrongDevice):
        crm.restore(copy, tmp_path / "back", person=OWNER, password=PASSWORD)
    with pytest.raises(WeakPassword):
        crm.restore(copy, tmp_path / "back", recovery_code=shop.recovery_code, new_password="коротко")
    wrong = f"{(int(shop.recovery_code[0]) + 1) % 10}{shop.recovery_code[1:]}"
    with pytest.raises(WrongRecoveryCode):
        crm.restore(copy, tmp_path / "back", recovery_code=wrong, new_password=NEW)
    assert not (tmp_path / "back").exists()
    restored = crm.restore(copy, tmp_path / "back", recovery_code=shop.recovery_code, new_password=NEW)
    with pytest.raises(WrongPassword):
        crm.sign_in(tmp_path / "back", OWNER, PASSWORD)
    with pytest.raises(WrongRecoveryCode):
        crm.recover(tmp_path / "back", shop.recovery_code, NEW)
    back = crm.sign_in(tmp_path / "back", OWNER, NEW)
    assert (back.clients.everyone(), broken(back)) == (10, [])
    assert [shown.value for shown in back.clients.show_contacts(1).contacts] == ["+79162040000"]
    back.close()
    crm.recover(tmp_path / "back", restored.recovery_code, "ещё-новый-пароль").desk.close()


@pytest.mark.attack("T23")
def test_the_restored_base_says_so_and_goes_on(copied: tuple[Shop, Path], tmp_path: Path) -> None:
    shop, copy = copied
    shop.crm.restore(copy, tmp_path / "back", password=PASSWORD)
    moved = Shop(tmp_path / "back", shop.recovery_code, shop.device, shop.clock)
    with raw(moved) as connection:
        last = [row[0] for row in connection.execute("select action from journal_entry order by seq desc limit 4")]
    assert last[:1] + last[2:] == ["person.signed_off", "person.signed_in", "base.restored"]
    desk = moved.sign_in()
    desk.clients.create(ClientDraft(name="Дальше"))
    assert verdict(desk) == ""
    again = desk.backup.make()
    desk.close()
    shop.crm.restore(again.path, tmp_path / "once more", password=PASSWORD)
    back = shop.crm.sign_in(tmp_path / "once more", OWNER, PASSWORD)
    assert back.clients.everyone() == 11
    back.close()


def test_a_copy_made_before_a_new_password_opens_with_the_old_one(copied: tuple[Shop, Path], tmp_path: Path) -> None:
    shop, copy = copied
    desk = shop.sign_in()
    desk.change_password(PASSWORD, NEW)
    desk.close()
    with pytest.raises(WrongPassword):
        shop.crm.restore(copy, tmp_path / "back", password=NEW)
    shop.crm.restore(copy, tmp_path / "back", password=PASSWORD)
    back = shop.crm.sign_in(tmp_path / "back", OWNER, PASSWORD)
    assert back.clients.everyone() == 10
    back.close()


@pytest.mark.attack("T14")
def test_staff_make_copies_and_open_none(filled: Shop, tmp_path: Path) -> None:
    owner = filled.sign_in()
    uid = hire(filled, owner, "Света", Role.SELLER)
    owner.close()
    seller = filled.sign_in("Света", "одноразовый-1")
    copy = seller.backup.make().path
    header = read_backup(copy)
    assert header.maker == uid
    with pytest.raises(AccessDenied):
        seller._keys.open_backup_key(header.sealed_key, header.backup_id)
    own = [(uid, pair.enc_private) for pair in seller._keys.holding.secrets.pairs]
    own += [(seller.user.uid, seller._keys.dbk), (uid, next(iter(seller._keys.holding.keys.portfolios.values())).key)]
    with pytest.raises(SealBroken):
        backup_key.open_backup_key(seller._keys.base_uuid, own, header.sealed_key, header.backup_id)
    seller.close()
    with pytest.raises(AccessDenied):
        filled.crm.restore(copy, tmp_path / "back", person="Света", password="одноразовый-1")
    assert not (tmp_path / "back").exists()
    filled.crm.restore(copy, tmp_path / "back", person=OWNER, password=PASSWORD)
    back = filled.crm.sign_in(tmp_path / "back", OWNER, PASSWORD)
    assert (back.clients.everyone(), broken(back)) == (10, [])
    back.close()


# ---------------------------------------------------------------- what is none, or none any more


def with_header(data: bytes, **values: object) -> bytes:
    """The same copy whose head says something else."""
    start = len(b"CLIENTCRM-BACKUP") + 1
    length = struct.unpack(">I", data[start : start + 4])[0]
    said = json.loads(data[start + 4 : start + 4 + length])
    words = json.dumps({**said, **values}, sort_keys=True, separators=(",", ":")).encode()
    return data[:start] + struct.pack(">I", len(words)) + words + data[start + 4 + length :]


SPOILED: list[tuple[str, Callable[[bytes], bytes], type[CrmError], str]] = [
    ("empty", lambda data: b"", DamagedBase, "not_a_backup"),
    ("a picture", lambda data: b"\x89PNG" + data, DamagedBase, "not_a_backup"),
    ("cut at its head", lambda data: data[:60], DamagedBase, "cut"),
    ("cut at its end", lambda data: data[:-1], DamagedBase, "cut"),
    ("cut by a page", lambda data: data[:-4096], DamagedBase, "cut"),
    ("longer", lambda data: data + bytes(4096), DamagedBase, "cut"),
    ("other body", lambda data: data[:-5000] + bytes(5000), DamagedBase, "changed"),
    ("newer", lambda data: data[:16] + b"\2" + data[17:], NewerFormat, ""),
    ("another day", lambda data: with_header(data, made_at="2031-01-01T00:00:00+00:00"), DamagedBase, "signature"),
    ("no day", lambda data: with_header(data, made_at="вчера"), DamagedBase, "changed"),
    ("another generation", lambda data: with_header(data, generation=9), DamagedBase, "signature"),
    ("no number", lambda data: with_header(data, generation="9"), DamagedBase, "changed"),
    ("another base", lambda data: with_header(data, base_uuid="0" * 32), DamagedBase, "foreign"),
    ("another maker", lambda data: with_header(data, maker="0" * 32), DamagedBase, "signature"),
    ("odd maker", lambda data: with_header(data, maker="Олег"), DamagedBase, "signature"),
    ("more in its head", lambda data: with_header(data, more=1), DamagedBase, "changed"),
    ("no keys", lambda data: with_header(data, keys_json=""), DamagedHeader, ""),
    ("nested", lambda data: data[:17] + struct.pack(">I", 90_000) + b"[" * 90_000 + data[21:], DamagedBase, "changed"),
]


@pytest.mark.parametrize(("how", "spoil", "error", "reason"), SPOILED, ids=[each[0] for each in SPOILED])
def test_a_spoiled_copy(
    copied: tuple[Shop, Path],
    tmp_path: Path,
    how: str,
    spoil: Callable[[bytes], bytes],
    error: type[CrmError],
    reason: str,
) -> None:
    shop, copy = copied
    copy.write_bytes(spoil(copy.read_bytes()))
    with pytest.raises(error) as caught:
        shop.crm.restore(copy, tmp_path / "back", person=OWNER, password=PASSWORD)
    if reason:
        assert getattr(caught.value, "reason", "") == reason
    assert not (tmp_path / "back").exists()
    desk = shop.sign_in()
    assert [made.path for made in desk.backup.all()] == ([copy] if how == "other body" else [])
    desk.close()


@pytest.mark.attack("T2")
def test_a_changed_body_is_found_by_reading_it_through(copied: tuple[Shop, Path]) -> None:
    _, copy = copied
    assert require_whole(copy).size > 0
    copy.write_bytes(copy.read_bytes()[:-5000] + bytes(5000))
    with pytest.raises(DamagedBase):
        require_whole(copy)


def test_a_copy_of_another_shop(copied: tuple[Shop, Path], tmp_path: Path) -> None:
    shop, _ = copied
    other = elsewhere(shop).create(tmp_path / "other", NewBase("Кофейня", OWNER, PASSWORD, "Магазин")).desk
    copy = other.backup.make().path
    other.close()
    with pytest.raises(WrongDevice):
        shop.crm.restore(copy, tmp_path / "back", password=PASSWORD)
    assert not (tmp_path / "back").exists()


def test_no_copy(shop: Shop, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        shop.crm.restore(tmp_path / "nothing.crmb", tmp_path / "back", password=PASSWORD)


@pytest.mark.attack("T23")
def test_never_over_a_base(copied: tuple[Shop, Path]) -> None:
    shop, copy = copied
    before = contents(shop.folder)
    with pytest.raises(BaseExists):
        shop.crm.restore(copy, shop.folder, password=PASSWORD)
    assert contents(shop.folder) == before


def test_a_folder_with_other_things_keeps_them_when_restoring_fails(copied: tuple[Shop, Path], tmp_path: Path) -> None:
    shop, copy = copied
    target = tmp_path / "back"
    target.mkdir()
    (target / "письмо.txt").write_text("не трогать", "utf-8")
    with pytest.raises(WrongPassword):
        shop.crm.restore(copy, target, password="не тот пароль")
    assert [path.name for path in target.iterdir()] == ["письмо.txt"]


@pytest.mark.attack("T9")
def test_a_copy_with_a_planted_schema(filled: Shop, tmp_path: Path) -> None:
    """Whoever may make copies may make a false one; it is refused before it becomes a base."""
    desk = filled.sign_in()
    with raw(filled) as connection:
        connection.execute("create trigger grab after insert on client begin update tier set name = 'x'; end")
    copy = desk.backup.make(tmp_path / "copies").path
    desk._storage.let_go()
    desk._lock.release()
    with pytest.raises(DamagedBase) as caught:
        filled.crm.restore(copy, tmp_path / "back", password=PASSWORD)
    assert caught.value.reason == "schema"
    assert not (tmp_path / "back").exists()


@pytest.mark.attack("T14")
def test_old_keys_of_a_base_do_not_open_its_new_copies(copied: tuple[Shop, Path], tmp_path: Path) -> None:
    """The code was seen by somebody: with it and an old keys.json nothing newer opens."""
    shop, old = copied
    kept = tmp_path / "kept"
    shutil.copytree(shop.folder, kept)
    desk = shop.sign_in()
    code = desk.replace_recovery_code(PASSWORD)
    desk.clients.create(ClientDraft(name="Новый"))
    new = desk.backup.make().path
    desk.close()
    crm = elsewhere(shop)
    with pytest.raises(WrongRecoveryCode):
        crm.restore(new, tmp_path / "a", recovery_code=shop.recovery_code, new_password=NEW)
    shutil.copy(shop.folder / "clients.2.db", kept / "clients.1.db")
    with pytest.raises(DamagedBase):
        crm.recover(kept, shop.recovery_code, NEW)
    crm.restore(old, tmp_path / "b", recovery_code=shop.recovery_code, new_password=NEW)
    elsewhere(shop).restore(new, tmp_path / "c", recovery_code=code, new_password=NEW)


# ---------------------------------------------------------------- keys under an open desk


def test_a_new_recovery_code_under_an_open_desk(filled: Shop) -> None:
    desk = filled.sign_in()
    old = keys_of(filled)
    with pytest.raises(WrongPassword):
        desk.replace_recovery_code("не тот пароль")
    assert keys_of(filled).generation == old.generation
    desk.clients.card(1)
    code = desk.replace_recovery_code(PASSWORD)
    assert code != filled.recovery_code
    assert [path.name for path in filled.folder.glob("*.db")] == ["clients.2.db"]
    client = desk.clients.create(ClientDraft(name="После"))
    assert desk.clients.everyone() == 11
    assert broken(desk) == []
    desk.close()
    assert keys_of(filled).dbk != old.dbk
    desk = filled.sign_in()
    assert (desk.clients.card(client).name, broken(desk)) == ("После", [])
    desk.close()
    with pytest.raises(WrongRecoveryCode):
        filled.crm.recover(filled.folder, filled.recovery_code, NEW)
    filled.crm.recover(filled.folder, code, NEW).desk.close()


def test_the_anchor_follows_a_new_generation_at_once(filled: Shop) -> None:
    made = filled.crm.recover(filled.folder, filled.recovery_code, NEW)
    base = made.desk._keys.base_uuid
    anchor = filled.device.anchors[base]
    assert (anchor.generation, anchor.seq > 0) == (2, True)
    with raw(filled, NEW) as connection:
        mac = connection.execute("select mac from journal_entry where seq = ?", (anchor.seq,)).fetchone()[0]
    assert mac == anchor.head
    made.desk.close()
    closed = filled.device.anchors[base]
    assert (closed.generation, closed.seq) == (2, anchor.seq + 5)
    filled.device.anchors.clear()  # the person's own bundle remembers the same
    header_keys = open_with_password(*_owner(filled), NEW, filled.device, CHEAP)
    assert header_keys.seen.seq == closed.seq


def _owner(shop: Shop) -> tuple[object, str]:
    from clientcrm.vault.header_file import read_header

    header = read_header(shop.folder)
    return header, header.person_named(OWNER).uid


def test_a_new_name_of_the_shop_shows_before_anyone_signs_in(filled: Shop) -> None:
    desk = filled.sign_in()
    desk.settings.change(replace(desk.shop, shop="  Чайный   двор "))
    assert desk.shop.shop == "Чайный двор"
    assert filled.crm.entrance(filled.folder).shop == "Чайный двор"
    desk.close()
    assert filled.sign_in().shop.shop == "Чайный двор"


@pytest.mark.parametrize("name", ["", "   "])
def test_a_shop_has_a_name(filled: Shop, name: str) -> None:
    desk = filled.sign_in()
    with pytest.raises(CrmError) as caught:
        desk.settings.change(replace(desk.shop, shop=name))
    assert getattr(caught.value, "fields", {}) == {"shop": "empty"}
    assert filled.crm.entrance(filled.folder).shop == "Чайный дом"


def test_only_the_owner_renames_the_shop(filled: Shop) -> None:
    owner = filled.sign_in()
    hire(filled, owner, "Света", Role.SELLER)
    owner.close()
    seller = filled.sign_in("Света", "одноразовый-1")
    with pytest.raises(AccessDenied):
        seller.settings.change(replace(seller.shop, shop="Мой магазин"))
    with pytest.raises(AccessDenied):
        seller.replace_recovery_code("одноразовый-1")
    assert seller.shop.shop == "Чайный дом"


def test_the_list_is_as_it_was_after_a_new_password(filled: Shop) -> None:
    desk = filled.sign_in()
    with pytest.raises(WrongPassword):
        desk.change_password("не тот пароль", NEW)
    with pytest.raises(WeakPassword):
        desk.change_password(PASSWORD, "коротко")
    desk.change_password(PASSWORD, NEW)
    assert list(desk.clients.ids(ClientFilter())) == list(range(1, 11))
    desk.close()
    with pytest.raises(WrongPassword):
        filled.sign_in()
    assert filled.sign_in(password=NEW).clients.everyone() == 10
