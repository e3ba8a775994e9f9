"""A real base for tests: encrypted, made once per run with cheap keys and copied, so that encryption stays cheap."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from clientcrm.crm import Crm, Desk
from clientcrm.domain.changes import Changes
from clientcrm.domain.settings import NewBase
from clientcrm.vault.device import MemoryDeviceStore
from clientcrm.vault.passwords import KdfPolicy

CHEAP = KdfPolicy(8, 1, 1)
OWNER, SHOP, PASSWORD = "Марина Лебедева", "Чайный дом", "заварка-2026"


def shops_day() -> date:
    """Today in a shop that was not asked for its time zone: late in the evening of UTC it is tomorrow there."""
    return datetime.now(ZoneInfo(NewBase("", "", "", "").time_zone)).date()


@dataclass
class Clock:
    """A clock that goes only when it is told to."""

    at: datetime = datetime(2026, 6, 30, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def go(self, **kwargs: float) -> None:
        """Let time pass."""
        self.at += timedelta(**kwargs)


@dataclass
class Shop:
    """One shop with its keystore and clock."""

    folder: Path
    recovery_code: str
    device: MemoryDeviceStore
    clock: Clock = field(default_factory=Clock)
    heard: list[Changes] = field(default_factory=list)
    _desks: list[Desk] = field(default_factory=list)

    @property
    def crm(self) -> Crm:
        """The program on this shop's computer."""
        return Crm(kdf=CHEAP, device=self.device, clock=self.clock)

    def sign_in(self, person: str = OWNER, password: str = PASSWORD) -> Desk:
        """A desk; closed at the end of the test if the test didn't."""
        desk = self.crm.sign_in(self.folder, person, password, self.heard.append)
        self._desks.append(desk)
        return desk

    def close(self) -> None:
        """Close what is open."""
        for desk in self._desks:
            desk.close()
        self._desks.clear()


def make_template(folder: Path, clock: Clock | None = None) -> Callable[[Path], Shop]:
    """Make a base; the answer copies it for one test each."""
    device = MemoryDeviceStore()
    clock = clock or Clock()
    crm = Crm(kdf=CHEAP, device=device, clock=clock)
    created = crm.create(folder / "base", NewBase(SHOP, OWNER, PASSWORD, "Магазин"))
    created.desk.close()
    secrets = dict(device.secrets)

    def copy(target: Path) -> Shop:
        shutil.copytree(folder / "base", target)
        own = MemoryDeviceStore()
        own.secrets.update(secrets)
        return Shop(target, created.recovery_code, own, Clock(clock.at))

    return copy
