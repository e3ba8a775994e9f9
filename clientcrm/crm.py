"""The doorway: create or open a base, sign in, and get a desk with every service bound to one person."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from clientcrm.bases import LEAST_PASSWORD, held, make_files, open_file, require_ours, require_strength, unmake
from clientcrm.data import migrations
from clientcrm.data.lock import BaseLock
from clientcrm.data.places import require_new_place, require_safe_place
from clientcrm.data.storage import Storage
from clientcrm.desk import Desk, Heard
from clientcrm.domain.access import PersonTile, Role, role_of
from clientcrm.domain.errors import Invalid, UnknownPerson, WrongPassword
from clientcrm.domain.password_strength import strength
from clientcrm.domain.portfolio_names import refused_names
from clientcrm.domain.settings import CURRENCIES, Entrance, NewBase
from clientcrm.services.backup import backup_header, opened_backup
from clientcrm.services.clock_watch import ClockWatch, boot_id, uptime
from clientcrm.services.keys.generations import remove_other_generations, renew_generation
from clientcrm.services.people.sign_in_tries import SignInTries
from clientcrm.vault import vault
from clientcrm.vault.device import DeviceStore, MemoryDeviceStore, OsDeviceStore
from clientcrm.vault.header import Header
from clientcrm.vault.header_file import read_header, refresh_previous
from clientcrm.vault.passwords import FLOOR, KdfPolicy, calibrate
from clientcrm.vault.recovery import check_groups
from clientcrm.vault.unlocked import Change, Unlocked

__all__ = ["DEMO_PASSWORD", "LEAST_PASSWORD", "Created", "Crm", "DemoMade", "Desk", "Restored"]

DEMO_PASSWORD = "demo"


@dataclass(frozen=True, slots=True)
class Created:
    """A signed-in desk, and the recovery code that is shown this once."""

    desk: Desk
    recovery_code: str


@dataclass(frozen=True, slots=True)
class Restored:
    """A base brought back; the recovery code is new, and shown this once, where the old one was used."""

    folder: Path
    recovery_code: str


@dataclass(frozen=True, slots=True)
class DemoMade:
    """A demo shop: where it is, how many clients are in its list, how many receipts it holds, whose it is."""

    base: Path
    clients: int
    purchases: int
    owner: str


class Crm:
    """The program without its screens. Holds no base: a desk does."""

    def __init__(
        self,
        kdf: KdfPolicy | None = None,
        device: DeviceStore | None = None,
        clock: Callable[[], datetime] | None = None,
        steady: Callable[[], float] | None = None,
        boot: Callable[[], str] | None = None,
    ) -> None:
        """Only tests pass a cheaper key derivation, another keystore or other clocks.

        steady: seconds by a clock that nobody can set; a clock of the test's own is believed without one.
        """
        self._kdf = kdf
        self._device: DeviceStore = device or OsDeviceStore()
        self._clock = clock or _now
        self._steady = steady or (uptime if clock is None else None)
        self._boot = boot or (boot_id if clock is None else None)

    @classmethod
    def forgetful(cls) -> Crm:
        """One whose bases open as long as this object lasts: their secrets stay in memory, for the tour."""
        return cls(device=MemoryDeviceStore())

    @staticmethod
    def default_folder() -> Path:
        """Where a new base goes unless the person chooses: the user's own data folder."""
        import platformdirs

        return Path(platformdirs.user_data_dir("ClientCRM", appauthor=False)) / "base"

    @staticmethod
    def check_new_place(folder: Path) -> None:
        """Raise BaseExists or UnsafePlace unless a new base may be made here."""
        require_new_place(folder)

    @staticmethod
    def check_code_groups(text: str) -> int:
        """The first wrong or missing group of a recovery code (1-8), or 0."""
        return check_groups(text)

    @staticmethod
    def password_strength(text: str) -> int:
        """0 (none) to 4 (strong): what guessers try first, then length and variety."""
        return strength(text, LEAST_PASSWORD)

    @staticmethod
    def entrance(folder: Path) -> Entrance:
        """The shop and its people for the sign-in screen: unverified until somebody signs in."""
        header = read_header(folder)
        names = {p.uid: role_of(header.policy, p.role).name for p in header.users}
        tiles = (PersonTile(p.uid, p.name, p.role, p.status == "active", names[p.uid]) for p in header.users)
        return Entrance(folder, header.shop, tuple(tiles), header.fallback)

    def create(self, folder: Path, new: NewBase, on_change: Heard | None = None) -> Created:
        """Make a base with its owner and its portfolios, and sign the owner in.

        Invalid({"portfolio": "empty" | "taken" | "long" | "many"}) for names that cannot stand side by side, and
        Invalid({"currency": "unknown_currency"}) for one that is not among CURRENCIES.
        """
        require_strength(new.password)
        if new.currency not in CURRENCIES:
            raise Invalid({"currency": "unknown_currency"})
        refused = refused_names(new.personal, new.portfolio)
        if refused:
            raise Invalid({"portfolio": refused})
        return self._make(folder, new, on_change)

    def demo(
        self,
        folder: Path,
        clients: int = 2000,
        purchases: int = 40_000,
        seed: int = 1,
        language: str = "ru",
        progress: Callable[[int, int], object] | None = None,
    ) -> DemoMade:
        """A believable shop in a new folder: clients in the list, receipts of three years up to today.

        Its owner's password is DEMO_PASSWORD, which is too short for any base but this one. Nothing is left behind of
        a demo that was cut short.
        """
        from clientcrm.services.demo.filling import DemoShop
        from clientcrm.services.demo.team import hire_team
        from clientcrm.services.demo.words import words_in

        words, there = words_in(language), folder.exists()
        new = NewBase(words.shop, words.owner, DEMO_PASSWORD, words.portfolio, words.currency, words.time_zone)
        desk = self._make(folder, new, None).desk
        try:
            hire_team(desk._gate, desk._keys, folder, words, DEMO_PASSWORD, self._policy())
            filled = DemoShop(desk._gate, words, seed, progress).fill(clients, purchases)
        except BaseException:
            base_uuid = desk._keys.base_uuid
            desk.close()
            self._device.forget(base_uuid)
            unmake(folder, whole=not there)
            raise
        desk.close()
        return DemoMade(folder, filled.clients, filled.purchases, words.owner)

    def _make(self, folder: Path, new: NewBase, on_change: Heard | None) -> Created:
        require_new_place(folder)
        there = folder.exists()
        folder.mkdir(parents=True, exist_ok=True)
        with held(folder) as lock:
            try:
                keys, code = vault.create(
                    shop=new.shop,
                    owner_name=new.owner,
                    password=new.password,
                    kdf=self._policy(),
                    device=self._device,
                    portfolios=(new.portfolio, *new.personal),
                )
            except BaseException:
                unmake(folder, whole=not there)
                raise
            try:
                storage = make_files(folder, keys, new)
                return Created(self._desk(folder, keys, storage, lock, on_change, "base.created"), code)
            except BaseException:
                self._device.forget(keys.base_uuid)
                unmake(folder, whole=not there)
                raise

    def sign_in(self, folder: Path, person: str, password: str, on_change: Heard | None = None) -> Desk:
        """A desk for the person (name or uid) with this password."""
        read_header(folder)  # no lock is left in a folder that holds no base
        require_safe_place(folder)
        with held(folder) as lock:
            header = read_header(folder)
            known = {user.uid for user in header.users}
            uid = person if person in known else header.person_named(person).uid
            tries = SignInTries(folder, self._clock)
            try:
                keys = vault.open_with_password(header, uid, password, self._device, self._floor())
            except WrongPassword:
                tries.failed(uid)
                raise
            desk = self._desk(folder, keys, open_file(folder, keys), lock, on_change)
            desk.put_on_record(tries)
        if not header.fallback:
            remove_other_generations(folder, keys.generation)
            refresh_previous(folder, keys.header)
        return desk

    def wait_before_sign_in(self, folder: Path) -> int:
        """Seconds to wait after several wrong passwords; the window counts its own as well."""
        return SignInTries(folder, self._clock).wait()

    def recover(self, folder: Path, code: str, new_password: str, on_change: Heard | None = None) -> Created:
        """Open with the recovery code, here or on another device.

        The owner's password, the code itself and the file's key are all replaced: the old ones open nothing more.
        """
        require_strength(new_password)
        read_header(folder)
        require_safe_place(folder)
        with held(folder) as lock:
            header = read_header(folder)
            recovery = vault.open_with_recovery(header, code, new_password, self._policy(), self._device)
            keys = recovery.unlocked
            storage = renew_generation(folder, open_file(folder, keys), keys, recovery.change)
            return Created(self._desk(folder, keys, storage, lock, on_change, "base.recovered"), recovery.code)

    def restore(
        self,
        backup: Path,
        folder: Path,
        *,
        person: str = "",
        password: str = "",
        recovery_code: str = "",
        new_password: str = "",
    ) -> Restored:
        """A base from a copy, in a new folder and a new generation: the owner's password where the device secret
        exists, elsewhere the recovery code, which asks for a new password and gives a new code."""
        require_new_place(folder)
        header = backup_header(backup)
        there = folder.exists()
        folder.mkdir(parents=True, exist_ok=True)
        try:
            with held(folder) as lock, tempfile.TemporaryDirectory(dir=folder, prefix=".restoring-") as room:
                keys, change = self._restoring(header, person, password, recovery_code, new_password)
                copy = opened_backup(backup, keys, Path(room))
                require_ours(copy, keys)
                storage = renew_generation(folder, copy, keys, change)
                migrations.bring_up(storage)
                self._desk(folder, keys, storage, lock, None, "base.restored").close()
        except BaseException:
            unmake(folder, whole=not there)
            raise
        return Restored(folder, change.recovery_code or "")

    def _restoring(
        self, header: Header, person: str, password: str, code: str, new_password: str
    ) -> tuple[Unlocked, Change]:
        """The keys inside a copy, and their new generation: by the recovery code, or by an owner's password."""
        if code:
            require_strength(new_password)
            recovery = vault.open_with_recovery(
                header, code, new_password, self._policy(), self._device, accept_older=True
            )
            return recovery.unlocked, recovery.change
        uid = header.person_named(person).uid if person else _owner_of(header)
        keys = vault.open_with_password(header, uid, password, self._device, self._floor(), accept_older=True)
        draft = keys.draft()
        draft.new_generation()
        return keys, draft.sign()

    def _desk(
        self, folder: Path, keys: Unlocked, storage: Storage, lock: BaseLock, on_change: Heard | None, arrival: str = ""
    ) -> Desk:
        """The signed-in desk; where it cannot be made, keys and file are let go."""
        watch = ClockWatch(self._clock, self._steady, self._boot)
        try:
            return Desk(folder, keys, storage, lock, watch, on_change, self._policy, arrival)
        except BaseException:
            storage.let_go()
            keys.close()
            raise

    def _policy(self) -> KdfPolicy:
        return self._kdf or calibrate()

    def _floor(self) -> KdfPolicy:
        return self._kdf or FLOOR


def _owner_of(header: Header) -> str:
    """The only owner, where nobody said who restores."""
    owners = [user.uid for user in header.users if user.role == Role.OWNER.value]
    if not owners:
        raise UnknownPerson("")
    return owners[0]


def _now() -> datetime:
    return datetime.now(UTC)
