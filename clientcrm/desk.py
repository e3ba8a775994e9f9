"""The desk: every service bound to one signed-in person, from the sign-in to the lock."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import select

from clientcrm.bases import require_strength
from clientcrm.data import migrations
from clientcrm.data.lock import BaseLock
from clientcrm.data.models import Portfolio
from clientcrm.data.storage import Storage
from clientcrm.domain.access import User, others_of, role_of
from clientcrm.domain.changes import Changes
from clientcrm.domain.settings import ShopSettings
from clientcrm.services.backup import Backup
from clientcrm.services.checking import Checking
from clientcrm.services.clients import Clients
from clientcrm.services.exporting import Exporting
from clientcrm.services.fields import Fields
from clientcrm.services.gate import Gate
from clientcrm.services.generations import renew_in_place
from clientcrm.services.importing import Importing
from clientcrm.services.journal import Journal
from clientcrm.services.key_changes import KeyChanges
from clientcrm.services.recorder import Recorder
from clientcrm.services.sales import Sales
from clientcrm.services.sealing import Seals
from clientcrm.services.segments import Segments
from clientcrm.services.settings import Settings, read_settings
from clientcrm.services.tiers import Tiers
from clientcrm.services.timeline import Timeline
from clientcrm.vault.passwords import KdfPolicy
from clientcrm.vault.unlocked import Unlocked

Heard = Callable[[Changes], None]


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
        self.user = _user(keys, seals, numbers)
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
        self.journal = Journal(gate, keys, self.backup.headers)
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
        require_strength(new)
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


def _read_numbers(storage: Storage, keys: Unlocked) -> tuple[dict[int, str], ShopSettings]:
    with storage.read() as session:
        numbers = {row.id: row.vault_id for row in session.scalars(select(Portfolio).order_by(Portfolio.id))}
        return numbers, read_settings(session, keys.header.shop)


def _user(keys: Unlocked, seals: Seals, numbers: dict[int, str]) -> User:
    """The person as the verified manifest says: what it does not grant is refused."""
    policy, chosen = keys.manifest.policy, keys.permissions.get("portfolio")
    default = next((number for number, vault_id in numbers.items() if vault_id == chosen), None)
    return User(
        uid=keys.uid,
        name=keys.name,
        role=role_of(policy, keys.role),
        portfolios=seals.readable,
        others=others_of(policy),
        default_portfolio=default,
    )


def _nobody(_changes: Changes) -> None:
    """Nobody listens."""
