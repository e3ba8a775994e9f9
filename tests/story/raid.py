"""A shop to be robbed: two portfolios, sixty planted clients where the robber may not read, and the robber."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from clientcrm.crm import Desk
from clientcrm.domain.access import Role
from clientcrm.domain.imports import FileChoice, ImportOptions
from clientcrm.vault import vault
from clientcrm.vault.device import MemoryDeviceStore
from clientcrm.vault.header_file import read_header
from clientcrm.vault.unlocked import Unlocked
from tests.services.journals import entries
from tests.services.raw import connect, database, make_filled
from tests.services.test_secrets import Planted, found_in, make_cards, make_file, planted
from tests.support import CHEAP, PASSWORD, Clock, Shop

# The names are those that the edits of tests/vault/test_tampering.py speak of.
ROBBER, COLLEAGUE, MANAGER = "Борис", "Анна", "Марк"
OWN_PASSWORD = "свой-пароль-7"
SHARED, GUARDED = 1, 2
OWN_CLIENTS, GUARDED_CLIENTS, ERASED = 10, 60, 5
BY_HAND, STAGED = 40, 50  # the next ten came from a file, the last ten wait in one that was checked and not applied
Badge = Literal["cryptography", "program"]


@dataclass(frozen=True, slots=True)
class Got:
    """What an attempt brought: nothing, or the things themselves; how it ended, in a line; its entry in the journal."""

    things: tuple[str, ...] = ()
    said: str = ""
    entry: str = ""


@dataclass(slots=True)
class Raid:
    """One attempt's own copy of the shop, closed, with the computer's keystore, and a room to work in."""

    shop: Shop
    room: Path
    own: list[Planted]
    guarded: list[Planted]
    seen: int = 0
    shared: dict[str, Any] = field(default_factory=dict)

    def desk(self, name: str = ROBBER) -> Desk:
        """Somebody at the program, by the own password."""
        return self.shop.sign_in(name, OWN_PASSWORD)

    def keys(self, name: str = ROBBER) -> Unlocked:
        """Every key that the person's own password opens, taken at a Python prompt."""
        header = read_header(self.shop.folder)
        return vault.open_with_password(header, header.person_named(name).uid, OWN_PASSWORD, self.shop.device, CHEAP)

    def file(self) -> Any:
        """The base by another program, with the file's key out of the own bundle."""
        return connect(database(self.shop.folder), self.keys().dbk)

    def loot(self, data: bytes) -> tuple[str, ...]:
        """What of the guarded clients stands in these bytes."""
        return tuple(found_in(data, self.guarded))

    def robbers_entries(self) -> set[str]:
        """What the journal says of the two who rob, read by the owner afterwards."""
        self.shop.close()
        robbers = {read_header(self.shop.folder).person_named(name).uid for name in (ROBBER, MANAGER)}
        return {entry["action"] for entry in entries(self.shop) if entry["uid"] in robbers and entry["seq"] > self.seen}


@dataclass(frozen=True, slots=True)
class Attempt:
    """One thing that an employee tries, and what is said to stand against it; `gives`: the role lets some of it go."""

    name: str
    badge: Badge
    act: Callable[[Raid], Got]
    gives: bool = False


@dataclass
class Scene:
    """The shop made once; each attempt gets a copy."""

    made: Shop
    room: Path
    own: list[Planted]
    guarded: list[Planted]
    _copies: list[Raid] = field(default_factory=list)
    _shared: dict[str, Any] = field(default_factory=dict)

    def raid(self) -> Raid:
        """A fresh copy."""
        room = self.room / f"raid{len(self._copies)}"
        room.mkdir()
        shutil.copytree(self.made.folder, room / "base")
        shop = Shop(room / "base", self.made.recovery_code, copied(self.made.device), Clock(self.made.clock.at))
        raid = Raid(shop, room, self.own, self.guarded)
        raid.shared = self._shared
        raid.seen = entries(shop)[-1]["seq"]
        self._copies.append(raid)
        return raid


def copied(device: MemoryDeviceStore) -> MemoryDeviceStore:
    """The same keystore on another day."""
    other = MemoryDeviceStore()
    other.secrets.update(device.secrets)
    other.anchors.update(device.anchors)
    return other


def prepare(room: Path) -> Scene:
    """The owner's shop: staff with passwords of their own, clients in both portfolios, some erased again."""
    own, guarded = planted(OWN_CLIENTS, seed=11), planted(GUARDED_CLIENTS, seed=12)
    passwords: dict[str, str] = {}

    def fill(desk: Desk) -> None:
        for name, role in ((ROBBER, Role.SELLER), (MANAGER, Role.MANAGER), (COLLEAGUE, Role.SELLER)):
            added = desk.staff.add(name, role.value, [] if name == COLLEAGUE else [SHARED], PASSWORD)
            passwords[name] = added.one_time_password
        colleague = next(uid for uid, name in desk.people.items() if name == COLLEAGUE)
        assert desk.staff.add_portfolio("Личные", [colleague], PASSWORD) == GUARDED
        make_cards(desk, own)
        desk.staff.set_default(desk.user.uid, GUARDED, PASSWORD)
        ids = make_cards(desk, guarded[:BY_HAND])
        desk.importing.apply(_checked(desk, room / "applied.csv", guarded[BY_HAND:STAGED]))
        _checked(desk, room / "staged.csv", guarded[STAGED:])
        desk.staff.set_default(desk.user.uid, SHARED, PASSWORD)
        desk.clients.trash(ids[-ERASED:])
        desk.clients.erase(ids[-ERASED:])

    shop = make_filled(room / "making", fill)(room / "shop")
    for name, password in passwords.items():
        desk = shop.sign_in(name, password)
        desk.change_password(password, OWN_PASSWORD)
        desk.close()
    shop.sign_in().close()  # the owner takes over the keys that they made
    return Scene(shop, room, own, guarded)


def _checked(desk: Desk, path: Path, secrets: list[Planted]) -> int:
    """A file of the owner's for the guarded portfolio, checked; the batch."""
    plan = desk.importing.plan(FileChoice(make_file(path, secrets)), ImportOptions(portfolio=GUARDED))
    batch = desk.importing.check(plan).batch
    path.unlink()
    return batch
