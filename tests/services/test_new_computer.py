"""The base belongs to its computer: a copied folder opens nowhere else, and the owner moves it by recovery code."""

from __future__ import annotations

import shutil
import stat
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from clientcrm.crm import Crm, Desk
from clientcrm.domain.clients import ClientDraft
from clientcrm.domain.contacts import ContactDraft, ContactKind
from clientcrm.domain.errors import CrmError, NotFound, WrongDevice, WrongPassword, WrongRecoveryCode
from clientcrm.domain.settings import NewBase
from clientcrm.vault.device import DeviceStore, OsDeviceStore
from clientcrm.vault.keystore import trusted_backend
from tests.support import CHEAP, OWNER, PASSWORD, SHOP

NEW, SVETA, TIMUR = "новый-пароль-1", "пароль-светы-1", "пароль-тимура-1"


class Computer:
    """One computer with its user's home: where the device secret lies, and what may be copied from it."""

    def __init__(self, home: Path, *, keystore: bool = False) -> None:
        self.home = home
        self.secrets = home / ".config" / "clientcrm" / "devices"
        self.device: DeviceStore = OsDeviceStore(self.secrets, use_keyring=keystore)
        self.crm = Crm(kdf=CHEAP, device=self.device)
        self.base = home / "base"

    def sign_in(self, person: str, password: str) -> Desk:
        return self.crm.sign_in(self.base, person, password)


def phone_of(desk: Desk, client: int) -> str:
    return desk.clients.show_contacts(client).contacts[0].value


def make_shop(at: Computer) -> tuple[str, dict[str, int]]:
    """A shop with two of the staff, each with a portfolio and a client of their own. Its recovery code, the clients."""
    created = at.crm.create(at.base, NewBase(SHOP, OWNER, PASSWORD, "Магазин"))
    owner, clients = created.desk, {}
    for name in ("Света", "Тимур"):
        added = owner.staff.add(name, "seller", [1], PASSWORD)
        own = owner.staff.add_portfolio(name, [added.uid], PASSWORD)
        owner.staff.set_members(1, [], PASSWORD)
        phone = ContactDraft(ContactKind.PHONE, f"+7916204001{own}", f"+7916204001{own}")
        clients[name] = owner.clients.create(ClientDraft(name=f"Клиент {name}", contacts=(phone,), portfolio=own))
        owner.close()
        desk = at.sign_in(name, added.one_time_password)
        desk.change_password(added.one_time_password, {"Света": SVETA, "Тимур": TIMUR}[name])
        desk.close()
        owner = at.sign_in(OWNER, PASSWORD)
    owner.close()
    return created.recovery_code, clients


def move(old: Computer, new: Computer) -> None:
    """What the owner carries over: the folder of the base and nothing else."""
    shutil.copytree(old.base, new.base)


def stays_out(computer: Computer, person: str, password: str, error: type[CrmError]) -> None:
    before = contents(computer.base)
    with pytest.raises(error):
        computer.sign_in(person, password)
    assert contents(computer.base) == before


def contents(base: Path) -> dict[str, bytes]:
    """The files of the base; that somebody tried a wrong password is counted beside them."""
    files = [path for path in base.iterdir() if path.is_file() and path.name != "tries.json"]
    return {path.name: path.read_bytes() for path in files}


def moves_to_a_new_computer(old: Computer, new: Computer) -> None:
    """The whole way, as docs/security.md tells it."""
    code, clients = make_shop(old)
    move(old, new)
    for person, password in ((OWNER, PASSWORD), ("Света", SVETA), ("Тимур", TIMUR)):
        stays_out(new, person, password, WrongDevice)
    with pytest.raises(WrongRecoveryCode):
        new.crm.recover(new.base, code[:-1] + str((int(code[-1]) + 1) % 10), NEW)

    opened = new.crm.recover(new.base, code, NEW)
    assert {phone_of(opened.desk, client) for client in clients.values()} == {"+79162040012", "+79162040013"}
    opened.desk.close()
    for name, password in (("Света", SVETA), ("Тимур", TIMUR)):  # with their own passwords: nothing was given to them
        desk = new.sign_in(name, password)
        assert phone_of(desk, clients[name])
        [other] = set(clients) - {name}
        with pytest.raises(NotFound):
            desk.clients.show_contacts(clients[other])
        desk.close()
    stays_out(new, OWNER, PASSWORD, WrongPassword)
    new.sign_in(OWNER, NEW).close()
    with pytest.raises(WrongRecoveryCode):
        new.crm.recover(new.base, code, NEW)
    again = new.crm.recover(new.base, opened.recovery_code, "новый-пароль-2")
    again.desk.close()

    # What stays behind opens as it was on that day, there alone: the manual says to wipe it.
    desk = old.sign_in("Света", SVETA)
    assert phone_of(desk, clients["Света"])
    desk.close()


@pytest.mark.proves("N02")
@pytest.mark.attack("T5")
def test_a_copied_folder_opens_at_the_owners_new_computer_alone(tmp_path: Path) -> None:
    moves_to_a_new_computer(Computer(tmp_path / "old"), Computer(tmp_path / "new"))


@pytest.mark.proves("N02")
@pytest.mark.attack("T5")
def test_somebody_invited_and_not_come_yet_comes_at_the_new_computer(tmp_path: Path) -> None:
    old, new = Computer(tmp_path / "old"), Computer(tmp_path / "new")
    created = old.crm.create(old.base, NewBase(SHOP, OWNER, PASSWORD, "Магазин"))
    added = created.desk.staff.add("Света", "seller", [1], PASSWORD)
    created.desk.close()
    move(old, new)
    new.crm.recover(new.base, created.recovery_code, NEW).desk.close()
    desk = new.sign_in("Света", added.one_time_password)
    desk.change_password(added.one_time_password, SVETA)
    desk.close()
    new.sign_in(OWNER, NEW).close()
    new.sign_in("Света", SVETA).close()


@pytest.mark.proves("N02")
def test_somebody_frozen_stays_out_at_the_new_computer(tmp_path: Path) -> None:
    old, new = Computer(tmp_path / "old"), Computer(tmp_path / "new")
    code, _clients = make_shop(old)
    owner = old.sign_in(OWNER, PASSWORD)
    [uid] = [row.uid for row in owner.staff.people() if row.name == "Света"]
    owner.staff.freeze(uid, PASSWORD)
    owner.close()
    move(old, new)
    new.crm.recover(new.base, code, NEW).desk.close()
    with pytest.raises(CrmError):
        new.sign_in("Света", SVETA)
    new.sign_in("Тимур", TIMUR).close()


@pytest.mark.proves("N02")
def test_without_a_keystore_the_secret_lies_in_a_file_of_the_user_and_counts_as_weak(tmp_path: Path) -> None:
    computer = Computer(tmp_path / "pc")
    created = computer.crm.create(computer.base, NewBase(SHOP, OWNER, PASSWORD, "Магазин"))
    assert created.desk.weak_device
    created.desk.close()
    files = [path for path in computer.secrets.iterdir() if path.suffix == ".secret"]
    assert len(files) == 1
    assert computer.base not in files[0].parents
    if sys.platform != "win32":
        assert stat.S_IMODE(files[0].stat().st_mode) == 0o600
        assert stat.S_IMODE(files[0].parent.stat().st_mode) == 0o700
    # Who copies the whole disk has it: with the file, the password is all that stands between.
    thief = Computer(tmp_path / "thief")
    shutil.copytree(computer.base, thief.base)
    stays_out(thief, OWNER, PASSWORD, WrongDevice)
    shutil.copytree(computer.secrets, thief.secrets)
    thief.sign_in(OWNER, PASSWORD).close()


def test_a_desk_says_how_well_the_secret_is_kept(tmp_path: Path) -> None:
    computer = Computer(tmp_path / "pc")
    computer.crm.create(computer.base, NewBase(SHOP, OWNER, PASSWORD, "Магазин")).desk.close()
    desk = computer.sign_in(OWNER, PASSWORD)
    assert desk.weak_device
    desk.settings.change(replace(desk.settings.read(), autolock=1))
    desk.close()


@pytest.mark.keystore
@pytest.mark.proves("N02")
@pytest.mark.attack("T5")
def test_the_whole_way_with_a_real_secret_service(tmp_path: Path) -> None:
    """Run by `dev.py test`, within a session of its own. The thief and the new computer have another keystore: none."""
    assert trusted_backend() is not None, "no Secret Service answers on the bus"
    old = Computer(tmp_path / "old", keystore=True)
    moves_to_a_new_computer(old, Computer(tmp_path / "new"))
    assert not old.device.weak
    assert not old.secrets.exists()
    desk = old.sign_in(OWNER, PASSWORD)
    assert not desk.weak_device
    old.device.forget(desk._keys.base_uuid)
    desk.close()
    stays_out(old, OWNER, PASSWORD, WrongDevice)
