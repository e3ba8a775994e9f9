"""The desk: every service bound to one signed-in person, from the sign-in to the lock."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
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
from clientcrm.domain.errors import Invalid
from clientcrm.domain.meter import quota_of
from clientcrm.domain.settings import ShopSettings
from clientcrm.services.backup import Backup
from clientcrm.services.checking import Checking
from clientcrm.services.clients.clients import Clients
from clientcrm.services.clients.fields import Fields
from clientcrm.services.clients.inbox import Inbox
from clientcrm.services.clients.timeline import Timeline
from clientcrm.services.clock_watch import ClockWatch
from clientcrm.services.exporting import Exporting
from clientcrm.services.figures import Figures
from clientcrm.services.gate import Gate
from clientcrm.services.import_templates import ImportTemplates
from clientcrm.services.importing import Importing
from clientcrm.services.journal.alarms import Alarms
from clientcrm.services.journal.reading import Journal
from clientcrm.services.keys.changes import KeyChanges
from clientcrm.services.leaving.leaving import Leaving
from clientcrm.services.loyalty import Tiers
from clientcrm.services.meter import Meter
from clientcrm.services.owner_documents import OwnerDocuments
from clientcrm.services.people.canaries import Canaries
from clientcrm.services.people.sign_in_tries import SignInTries
from clientcrm.services.people.staff import Staff
from clientcrm.services.recorder import Recorder
from clientcrm.services.requests import Requests
from clientcrm.services.sales import Sales
from clientcrm.services.sealing import Seals
from clientcrm.services.segments.segments import Segments
from clientcrm.services.settings import Settings, read_settings
from clientcrm.services.unsaved import Unsaved
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
        watch: ClockWatch,
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
        seals = Seals(keys, {})
        recorder = Recorder(keys, watch)
        self._gate = gate = Gate(storage, _user(keys, {}), seals, recorder, on_change or _nobody, watch.wall)
        gate.must_change_password = keys.must_change_password
        gate.sign_in(arrival)
        self._stand()
        self._key_changes = KeyChanges(gate, folder, keys, storage, self._stand)
        self.staff = Staff(gate, keys, self._key_changes, policy)
        self.meter = Meter(gate, lambda: quota_of(gate.user.role, keys.permissions), watch)
        self.clients = Clients(gate, self.meter)
        self.timeline = Timeline(gate)
        self.sales = Sales(gate)
        self.tiers = Tiers(gate)
        self.fields = Fields(gate)
        self.segments = Segments(gate)
        gate.follow(self.segments.follow_clients)
        self.figures = Figures(gate)
        self.settings = Settings(gate, lambda: keys.header.shop, self._key_changes.rename_shop)
        self.importing = Importing(gate)
        self.import_templates = ImportTemplates(gate)
        self.exporting = Exporting(gate, folder, keys, self.clients)
        self.backup = Backup(gate, folder, storage, keys)
        self.journal = Journal(gate, keys, self.backup.headers)
        self.checking = Checking(gate, folder, keys, storage.check, partial(migrations.require_genuine_schema, storage))
        documents = OwnerDocuments(gate, keys)
        self.alarms = Alarms(gate, keys, documents)
        self.leaving = Leaving(gate, keys, self._key_changes, documents, self.backup)
        self.requests = Requests(gate, keys, self.clients)
        self.meter.use_show = self.requests.use_show
        self.canaries = Canaries(gate, keys)
        self.unsaved = Unsaved(gate, keys)
        self.staff.accept()
        self.canaries.learn()
        self.inbox = Inbox(gate)
        self.inbox.collect()

    @property
    def user(self) -> User:
        """Who is signed in, as the signed list says now."""
        return self._gate.user

    @property
    def people(self) -> dict[str, str]:
        """Everybody's name by uid."""
        return self._gate.people

    @property
    def portfolios(self) -> tuple[tuple[int, str], ...]:
        """Every portfolio: its number and its name."""
        return tuple(self._gate.portfolio_names.items())

    @property
    def must_change_password(self) -> bool:
        """Whether the password was given to be used once: until `change_password` nothing else is done."""
        return self._gate.must_change_password

    @property
    def shop(self) -> ShopSettings:
        """The shop's decisions as they are now."""
        return self.settings.read()

    def flush(self) -> None:
        """Write queued journal entries, and fetch a little of what others left; called every second."""
        self._gate.flush()
        self.inbox.collect()

    def put_on_record(self, tries: SignInTries) -> None:
        """Let the journal tell of wrong passwords before this sign-in."""
        entries = tries.entries()
        if entries:
            self._gate.put_on_record(entries)
            tries.forget()

    def change_password(self, old: str, new: str) -> None:
        """Replace one's own password; WrongPassword. Nobody else's keys are touched.

        A password that was given to be used once is not kept: Invalid({"password": "same"}).
        """
        require_strength(new)
        if self.must_change_password and new == old:
            raise Invalid({"password": "same"})
        self._key_changes.change_password(old, new, self._policy())
        self._gate.must_change_password = self._keys.must_change_password
        self.canaries.learn()

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

    def _stand(self) -> None:
        """What the signed list says now of people and portfolios, and what the person's keys open of them."""
        gate, keys = self._gate, self._keys
        with self._storage.read() as session:
            numbers = {row.id: row.vault_id for row in session.scalars(select(Portfolio).order_by(Portfolio.id))}
            gate.zone = ZoneInfo(read_settings(session, keys.header.shop).time_zone)
        gate.seals.renew(keys, numbers)
        gate.stand(_user(keys, numbers))
        gate.people = {p.uid: p.name for p in keys.header.users}
        names = {p.id: p.name for p in keys.header.portfolios}
        gate.portfolio_names = {n: names[v] for n, v in numbers.items() if v in names}


def _user(keys: Unlocked, numbers: dict[int, str]) -> User:
    """The person as the verified manifest says: what it does not grant is refused."""
    policy, said = keys.manifest.policy, keys.permissions
    written = said.get("write_to")
    written = written if isinstance(written, list) else []
    default = next((number for number, vault_id in numbers.items() if vault_id == said.get("portfolio")), None)
    return User(
        uid=keys.uid,
        name=keys.name,
        role=role_of(policy, keys.role),
        portfolios=frozenset(number for number, vault_id in numbers.items() if vault_id in keys.seals),
        others=others_of(policy),
        default_portfolio=default,
        writes_to=frozenset(number for number, vault_id in numbers.items() if vault_id in written),
    )


def _nobody(_changes: Changes) -> None:
    """Nobody listens."""
