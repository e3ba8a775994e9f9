"""The doorway: create or open a base, sign in, and get a desk with every service bound to one person."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from clientcrm.data import migrations
from clientcrm.data.lock import BaseLock
from clientcrm.data.models import Portfolio, Setting
from clientcrm.data.places import require_new_place
from clientcrm.data.storage import Storage, address_of, make_file
from clientcrm.domain.access import GRANTS, Permission, PersonTile, Role, User
from clientcrm.domain.changes import Changes
from clientcrm.domain.errors import DamagedBase, OlderThanSeen, UnknownPerson, WeakPassword
from clientcrm.domain.settings import Entrance, NewBase, ShopSettings
from clientcrm.services.backup import Backup, backup_header, opened_backup
from clientcrm.services.checking import Checking
from clientcrm.services.clients import Clients
from clientcrm.services.exporting import Exporting
from clientcrm.services.fields import Fields
from clientcrm.services.gate import Gate
from clientcrm.services.generations import remove_other_generations, renew_generation, renew_in_place
from clientcrm.services.importing import Importing
from clientcrm.services.key_changes import KeyChanges
from clientcrm.services.recorder import Recorder
from clientcrm.services.sales import Sales
from clientcrm.services.sealing import Seals
from clientcrm.services.segments import Segments
from clientcrm.services.settings import Settings, read_settings, write_settings
from clientcrm.services.tiers import Tiers, default_rows
from clientcrm.services.timeline import Timeline
from clientcrm.vault import vault
from clientcrm.vault.device import DeviceStore, OsDeviceStore
from clientcrm.vault.header import Header
from clientcrm.vault.header_file import database_name, read_header, refresh_previous, write_first_header
from clientcrm.vault.passwords import FLOOR, KdfPolicy, calibrate
from clientcrm.vault.recovery import check_groups
from clientcrm.vault.unlocked import Change, Unlocked

LEAST_PASSWORD = 8
DEMO_PASSWORD = "demo"
Heard = Callable[[Changes], None]


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
    """A demo shop: where it is, how many clients are in its list, how many receipts it holds."""

    base: Path
    clients: int
    purchases: int


class Crm:
    """The program without its screens. Holds no base: a desk does."""

    def __init__(
        self,
        kdf: KdfPolicy | None = None,
        device: DeviceStore | None = None,
        clock: Callable[[], datetime] | None = None,
    ) -> None:
        """Only tests pass a cheaper key derivation, another keystore or another clock."""
        self._kdf = kdf
        self._device: DeviceStore = device or OsDeviceStore()
        self._clock = clock or _now

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
        """0 (none) to 4 (strong), by the number of guesses that its length and variety stand for."""
        kinds = sum(
            (
                any(c.islower() for c in text),
                any(c.isupper() for c in text),
                any(c.isdigit() for c in text),
                any(not c.isalnum() for c in text),
            )
        )
        score = len(set(text)) + 2 * kinds + max(0, len(text) - 12)
        if len(text) < LEAST_PASSWORD:
            return 1 if text else 0
        return 2 if score < 12 else 3 if score < 18 else 4

    @staticmethod
    def entrance(folder: Path) -> Entrance:
        """The shop and its people for the sign-in screen: unverified until somebody signs in."""
        header = read_header(folder)
        tiles = (PersonTile(p.uid, p.name, _role(p.role), p.status == "active") for p in header.users)
        return Entrance(folder, header.shop, tuple(tiles), header.fallback)

    def create(self, folder: Path, new: NewBase, on_change: Heard | None = None) -> Created:
        """Make a base with its owner and one portfolio, and sign the owner in."""
        _require_strength(new.password)
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
        from clientcrm.services.demo.words import words_in

        words, there = words_in(language), folder.exists()
        new = NewBase(words.shop, words.owner, DEMO_PASSWORD, words.portfolio, words.currency, words.time_zone)
        desk = self._make(folder, new, None).desk
        try:
            filled = DemoShop(desk._gate, words, seed, progress).fill(clients, purchases)
        except BaseException:
            base_uuid = desk._keys.base_uuid
            desk.close()
            self._device.forget(base_uuid)
            _unmake(folder, whole=not there)
            raise
        desk.close()
        return DemoMade(folder, filled.clients, filled.purchases)

    def _make(self, folder: Path, new: NewBase, on_change: Heard | None) -> Created:
        require_new_place(folder)
        there = folder.exists()
        folder.mkdir(parents=True, exist_ok=True)
        with _held(folder) as lock:
            keys, code = vault.create(
                shop=new.shop,
                owner_name=new.owner,
                password=new.password,
                kdf=self._policy(),
                device=self._device,
                portfolio_name=new.portfolio,
            )
            try:
                storage = make_file(folder / database_name(keys.generation), keys.dbk)
                migrations.upgrade(storage)
                with storage.write() as session:
                    session.add(Setting(key="base_uuid", value=f'"{keys.base_uuid}"'))
                    session.add_all(Portfolio(id=n, vault_id=p) for n, p in enumerate(sorted(keys.seals), 1))
                    session.add_all(default_rows())
                    settings = ShopSettings(new.shop, new.currency, new.time_zone, region=_region(new.time_zone))
                    write_settings(session, settings)
                write_first_header(folder, keys.header)
                return Created(self._desk(folder, keys, storage, lock, on_change, "base.created"), code)
            except BaseException:
                self._device.forget(keys.base_uuid)
                _unmake(folder, whole=not there)
                raise

    def sign_in(self, folder: Path, person: str, password: str, on_change: Heard | None = None) -> Desk:
        """A desk for the person (name or uid) with this password."""
        read_header(folder)  # no lock is left in a folder that holds no base
        with _held(folder) as lock:
            header = read_header(folder)
            known = {user.uid for user in header.users}
            uid = person if person in known else header.person_named(person).uid
            keys = vault.open_with_password(header, uid, password, self._device, self._floor())
            desk = self._desk(folder, keys, _opened(folder, keys), lock, on_change)
        if not header.fallback:
            remove_other_generations(folder, keys.generation)
            refresh_previous(folder, keys.header)
        return desk

    def recover(self, folder: Path, code: str, new_password: str, on_change: Heard | None = None) -> Created:
        """Open with the recovery code, here or on another device.

        The owner's password, the code itself and the file's key are all replaced: the old ones open nothing more.
        """
        _require_strength(new_password)
        read_header(folder)
        with _held(folder) as lock:
            header = read_header(folder)
            recovery = vault.open_with_recovery(header, code, new_password, self._policy(), self._device)
            keys = recovery.unlocked
            storage = renew_generation(folder, _opened(folder, keys), keys, recovery.change)
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
            with _held(folder) as lock, tempfile.TemporaryDirectory(dir=folder, prefix=".restoring-") as room:
                keys, change = self._restoring(header, person, password, recovery_code, new_password)
                copy = opened_backup(backup, keys, Path(room))
                _require_ours(copy, keys)
                storage = renew_generation(folder, copy, keys, change)
                migrations.bring_up(storage)
                self._desk(folder, keys, storage, lock, None, "base.restored").close()
        except BaseException:
            _unmake(folder, whole=not there)
            raise
        return Restored(folder, change.recovery_code or "")

    def _restoring(
        self, header: Header, person: str, password: str, code: str, new_password: str
    ) -> tuple[Unlocked, Change]:
        """The keys inside a copy, and their new generation: by the recovery code, or by an owner's password."""
        if code:
            _require_strength(new_password)
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
        try:
            return Desk(folder, keys, storage, lock, self._clock, on_change, self._policy, arrival)
        except BaseException:
            storage.let_go()
            keys.close()
            raise

    def _policy(self) -> KdfPolicy:
        return self._kdf or calibrate()

    def _floor(self) -> KdfPolicy:
        return self._kdf or FLOOR


class Desk:
    """Everything that one signed-in person can do."""

    def __init__(
        self,
        folder: Path,
        keys: Unlocked,
        storage: Storage,
        lock: BaseLock,
        clock: Callable[[], datetime],
        on_change: Heard | None,
        policy: Callable[[], KdfPolicy],
        arrival: str = "",
    ) -> None:
        self.folder = folder
        self.weak_device: bool = keys.weak_device
        self._keys = keys
        self._storage = storage
        self._lock = lock
        self._policy = policy
        numbers, settings = _read_numbers(storage, keys)
        seals = Seals(keys, numbers)
        self.user = _user(keys, seals)
        self.people: dict[str, str] = {p.uid: p.name for p in keys.header.users}
        names = {p.id: p.name for p in keys.header.portfolios}
        self.portfolios: tuple[tuple[int, str], ...] = tuple((n, names.get(v, "")) for n, v in numbers.items())
        gate = Gate(storage, self.user, seals, Recorder(keys, clock), on_change or _nobody, clock)
        gate.zone = ZoneInfo(settings.time_zone)
        gate.people = self.people
        gate.portfolio_names = dict(self.portfolios)
        self._gate = gate
        gate.sign_in(arrival)
        self._key_changes = KeyChanges(gate, folder, keys, partial(renew_in_place, folder, storage, keys))
        self.clients = Clients(gate)
        self.timeline = Timeline(gate)
        self.sales = Sales(gate)
        self.tiers = Tiers(gate)
        self.fields = Fields(gate)
        self.segments = Segments(gate)
        self.settings = Settings(gate, lambda: keys.header.shop, self._key_changes.rename_shop)
        self.importing = Importing(gate)
        self.exporting = Exporting(gate, folder, keys, self.clients)
        self.backup = Backup(gate, folder, storage, keys)
        self.checking = Checking(gate, folder, keys, storage.check, partial(migrations.require_genuine_schema, storage))

    @property
    def shop(self) -> ShopSettings:
        """The shop's decisions as they are now."""
        return self.settings.read()

    def flush(self) -> None:
        """Write queued journal entries; called every second."""
        self._gate.flush()

    def change_password(self, old: str, new: str) -> None:
        """Replace one's own password; WrongPassword. Nobody else's keys are touched."""
        _require_strength(new)
        self._key_changes.change_password(old, new, self._policy())

    def replace_recovery_code(self, password: str) -> str:
        """A new recovery code, shown this once, after the own password was given again; WrongPassword.

        Whoever has the old code opens nothing that is written from now on. Copies the whole base once.
        """
        return self._key_changes.replace_recovery_code(password)

    def close(self) -> None:
        """Lock: sign the journal, empty the write-ahead log, drop every key. The desk is dead afterwards."""
        if not self._lock.held:
            return
        with ExitStack() as last:  # each of these happens, whatever became of the one before
            last.callback(self._lock.release)
            last.callback(self._keys.close)
            last.callback(self._storage.close)
            last.callback(self._gate.seals.close)
            last.callback(self.importing.shelf.close)
            self._gate.sign_off(self.folder)


@contextmanager
def _held(folder: Path) -> Iterator[BaseLock]:
    """The folder's lock; it is let go again where what happens inside fails."""
    lock = BaseLock(folder)
    lock.take()
    try:
        yield lock
    except BaseException:
        lock.release()
        raise


def _opened(folder: Path, keys: Unlocked) -> Storage:
    """The file that the keys belong to, when it is whole, ours and not older than seen; brought up to our tables."""
    storage = Storage(address_of(folder / database_name(keys.generation)), keys.dbk)
    _require_ours(storage, keys)
    seen = keys.seen
    last, mac = storage.journal_marks(seen.seq)
    if seen.generation == keys.generation and seen.seq and mac != seen.head:
        storage.leave_as_found()
        raise OlderThanSeen(seen.seq, last)
    migrations.bring_up(storage)
    return storage


def _require_ours(storage: Storage, keys: Unlocked) -> None:
    """DamagedBase or NewerFormat, the file let go as it is, unless it is a base of this program and of these keys."""
    try:
        storage.readable()
        migrations.require_genuine_schema(storage)
        if storage.base_uuid() != keys.base_uuid:
            raise DamagedBase(str(storage.path), "foreign")
    except BaseException:
        storage.leave_as_found()
        raise


def _read_numbers(storage: Storage, keys: Unlocked) -> tuple[dict[int, str], ShopSettings]:
    from sqlalchemy import select

    with storage.read() as session:
        numbers = {row.id: row.vault_id for row in session.scalars(select(Portfolio).order_by(Portfolio.id))}
        return numbers, read_settings(session, keys.header.shop)


def _user(keys: Unlocked, seals: Seals) -> User:
    role = _role(keys.role)
    granted = keys.permissions.get("grants")
    permissions = GRANTS[role]
    if role is not Role.OWNER and isinstance(granted, list):
        permissions = frozenset(Permission(word) for word in granted if word in set(Permission))
    return User(keys.uid, keys.name, role, permissions, seals.readable)


def _owner_of(header: Header) -> str:
    """The only owner, where nobody said who restores."""
    owners = [user.uid for user in header.users if user.role == Role.OWNER.value]
    if not owners:
        raise UnknownPerson("")
    return owners[0]


def _role(word: str) -> Role:
    """A role that this program doesn't know may look and nothing else."""
    return Role(word) if word in set(Role) else Role.OBSERVER


def _unmake(folder: Path, *, whole: bool) -> None:
    """Take away a base that was never finished: the folder if it was made for it, else the base's files alone."""
    if whole:
        shutil.rmtree(folder, ignore_errors=True)
        return
    for pattern in ("keys*.json", "clients.*.db*", "lock"):
        for path in folder.glob(pattern):
            path.unlink(missing_ok=True)


def _require_strength(password: str) -> None:
    if len(password) < LEAST_PASSWORD:
        raise WeakPassword(LEAST_PASSWORD)


def _region(time_zone: str) -> str:
    """Whose phone numbers are meant when the country is not written."""
    regions = {"Europe/Minsk": "BY", "Asia/Almaty": "KZ", "Asia/Tashkent": "UZ", "Asia/Bishkek": "KG"}
    regions |= {"Asia/Yerevan": "AM", "Asia/Tbilisi": "GE", "Asia/Baku": "AZ", "Europe/London": "GB"}
    regions |= {"Europe/Paris": "FR", "Europe/Berlin": "DE", "America/New_York": "US"}
    return regions.get(time_zone, "RU")


def _now() -> datetime:
    return datetime.now(UTC)


def _nobody(_changes: Changes) -> None:
    """Nobody listens."""
