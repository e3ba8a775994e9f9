"""The one door to the data: permission, transaction, journal entry, narrowing, notice of change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, suppress
from datetime import date, datetime
from pathlib import Path
from threading import Lock, get_ident
from typing import Any, NoReturn
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from clientcrm.data.bulk import MANY
from clientcrm.data.models import Client
from clientcrm.data.storage import Closed, Storage
from clientcrm.domain.access import Permission, Scope, User
from clientcrm.domain.calendar import Calendar
from clientcrm.domain.changes import Changes, Topic
from clientcrm.domain.errors import AccessDenied, MustChangePassword, NotFound, WriterBusy
from clientcrm.services.looking import Asked, Looked, Looks
from clientcrm.services.narrowing import Narrowing
from clientcrm.services.recorder import End, Entry, Recorder
from clientcrm.services.sealing import Seals
from clientcrm.services.touching import MOVED, TOUCHED, note_topics

# A second writer waits this long for the first; an import that is being applied takes longer.
_PATIENCE = 3.0
_FOREVER = -1.0
_ENTRY, _QUEUED = "crm_entry", "crm_queued"


class Gate:
    """Nobody gets a session without naming the permission it is for."""

    def __init__(
        self,
        storage: Storage,
        user: User,
        seals: Seals,
        recorder: Recorder,
        publish: Callable[[Changes], None],
        clock: Callable[[], datetime],
    ) -> None:
        self.user = user
        self.seals = seals
        self.now = clock
        self.zone = ZoneInfo("UTC")
        self.people: dict[str, str] = {user.uid: user.name}
        self.portfolio_names: dict[int, str] = {}
        self.narrowing = Narrowing(user)
        self.must_change_password = False
        self._storage = storage
        self._recorder = recorder
        self._publish = publish
        self._listeners: list[Callable[[Changes], None]] = []
        self._followers: list[Callable[[Session, set[int]], None]] = []
        self._writing = Lock()
        self._writer_thread = 0
        self._closed = False
        self._looks = Looks(clock)

    # ------------------------------------------------------------------ looking

    @contextmanager
    def read(
        self,
        permission: Permission,
        action: str = "",
        kind: str = "",
        object_id: int | None = None,
        count: int = 1,
        *,
        others: bool = False,
    ) -> Iterator[Session]:
        """A session for looking. With an action, an entry is queued and written within two seconds.

        `others`: clients of other portfolios are found too where the shop lets their names be seen; whoever asks for
        them shows nothing but name and tier.
        """
        self._require(permission)
        with self._storage.read() as session:
            self.narrowing.apply(session, permission, others=others)
            with self._only_own(permission):
                yield session
        if action:
            self._looks.add(Looked(action, kind, object_id), count)

    @contextmanager
    def whole_base(self) -> Iterator[Session]:
        """A session over every client, whoever is signed in: for figures alone, and nobody is shown what it reads.

        A narrowed one would rank the clients of one person among themselves.
        """
        self.require(None)
        with self._storage.read() as session:
            yield session

    def searched(self, asked: Asked, found: int) -> None:
        """Somebody asked the list and so many were found; one entry once the query has settled, without its text."""
        self._looks.searched(asked, found)

    def flush(self) -> None:
        """Write the queued entries about looking; called every second by the window and before it closes."""
        if not self._looks.waiting():
            return
        # A write that is open now takes the queue with it: nobody waits for it here.
        with suppress(WriterBusy), self._turn(patience=0), self._transaction() as session:
            self._write_queue(session)

    # ------------------------------------------------------------------ changing

    @contextmanager
    def write(
        self, permission: Permission, action: str, kind: str = "", object_id: int | None = None
    ) -> Iterator[Session]:
        """A session for changing, or for looking at what must leave a trace.

        All of it happens, with its entry, or none of it. `note` says more about the entry before the block ends.
        """
        self._require(permission)
        with self._turn(), self._transaction() as session:
            self.narrowing.apply(session, permission)
            session.info[_ENTRY] = Entry(action, kind, object_id)
            with self._only_own(permission):
                yield session
            session.flush()
            for follow in self._followers:
                follow(session, session.info[MOVED])
            self._write_queue(session)
            entry = session.info[_ENTRY]
            if entry is not None:
                self._recorder.add(session, entry)
            touched: set[Topic] = session.info[TOUCHED]
        self.announce(*touched)

    @contextmanager
    def much_memory(self, session: Session, count: int) -> Iterator[None]:
        """Inside a write through which so many rows come or go: they pay for more memory where they are many."""
        with self._storage.much_memory(session) if count >= MANY else nullcontext():
            yield

    @contextmanager
    def still(self, permission: Permission | None) -> Iterator[None]:
        """Nobody writes inside: keys or the base's file itself are being replaced. WriterBusy like any write."""
        self.require(permission)
        with self._turn():
            try:
                yield
            except BaseException:
                self._recorder.rolled_back()
                raise
            self._recorder.committed()

    def enter(self, session: Session, action: str, kind: str = "", count: int = 1, **detail: object) -> None:
        """An entry into a copy of the base that becomes the base at the end of `still`, or never was."""
        self._recorder.add(session, Entry(action, kind, count=count, detail=detail))

    def note(
        self,
        session: Session,
        kind: str = "",
        object_id: int | None = None,
        *,
        action: str = "",
        count: int | None = None,
        detail: Mapping[str, object] | None = None,
        **more: object,
    ) -> None:
        """Say what the entry of this write is about; detail never holds sealed values."""
        entry: Entry = session.info[_ENTRY]
        entry.action = action or entry.action
        entry.object_kind = kind or entry.object_kind
        entry.object_id = object_id if object_id is not None else entry.object_id
        entry.count = count if count is not None else entry.count
        entry.detail.update(detail or {})
        entry.detail.update(more)

    def listen(self, listener: Callable[[Changes], None]) -> None:
        """Let a service hear of every change before the screens do: what it remembers may be behind."""
        self._listeners.append(listener)

    def follow(self, follower: Callable[[Session, set[int]], None]) -> None:
        """Let a service add to every write what follows from it: it is told which clients were changed one by one."""
        self._followers.append(follower)

    def announce(self, *topics: Topic) -> None:
        """Tell services and screens what changed."""
        changes = frozenset(topics)
        for listener in self._listeners:
            listener(changes)
        self._publish(changes)

    def nothing_changed(self, session: Session) -> None:
        """The write turned out to change nothing: it leaves no entry."""
        session.info[_ENTRY] = None

    def touch(self, session: Session, *topics: Topic) -> None:
        """Announce topics of bulk statements, which no unit of work sees."""
        session.info[TOUCHED].update(topics)

    # ------------------------------------------------------------------ the session's own things

    def today(self) -> date:
        """The local calendar day of the shop."""
        return self.now().astimezone(self.zone).date()

    def calendar(self) -> Calendar:
        """That day, and where it is."""
        return Calendar(self.today(), self.zone)

    def sign_in(self, arrival: str = "") -> None:
        """Begin this session's stretch of the journal; `arrival` is the entry of an unusual way in."""
        with self._turn(_FOREVER), self._transaction() as session:
            self._recorder.start(session, arrival)

    def sign_off(self, folder: Path) -> None:
        """Write what is queued, sign the head of the journal and anchor it."""
        with self._turn(_FOREVER):
            self._closed = True  # what is still running asks too late
            with self._transaction() as session:
                self._write_queue(session, everything=True)
                self._recorder.add(session, Entry("person.signed_off"))
                self._recorder.sign(session)
            self._recorder.remember(folder)

    def stand(self, user: User) -> None:
        """Go on as what the signed list says of this person now."""
        self.user = self.narrowing.user = user

    def put_keys_on_record(self, action: str = "") -> None:
        """Entries for a change of keys.json that has just happened.

        Where they cannot be written now (a full disk, an import), the change holds all the same and the next sign-in
        makes them good.
        """
        with suppress(OSError, WriterBusy), self._turn(), self._transaction() as session:
            if action:
                self._recorder.add(session, Entry(action))
            self._recorder.note_keys(session)

    def put_on_record(self, entries: Sequence[Entry]) -> None:
        """Entries for what happened before anybody had signed in."""
        with self._turn(_FOREVER), self._transaction() as session:
            for entry in entries:
                self._recorder.add(session, entry)

    @property
    def journal_end(self) -> End:
        """Where the journal ends on the disk, as this session left it."""
        return self._recorder.stored

    def require(self, permission: Permission | None) -> None:
        """Refuse, with an entry, what the person may not do; without a permission, being signed in is enough."""
        if permission is not None:
            self._require(permission)
        elif self._closed:
            raise Closed

    def require_whole(self, permission: Permission) -> None:
        """Refuse, with an entry, whoever may do it with the own clients alone, too."""
        self._require(permission)
        if self.user.scope(permission) is not Scope.YES:
            self._refuse(permission)

    def remember(self, action: str, kind: str = "", object_id: int | None = None, permission: str = "") -> None:
        """Queue an entry that outlives the write in which it is asked for: that of a refusal."""
        self._looks.add(Looked(action, kind, object_id, permission))

    # ------------------------------------------------------------------ inside

    @contextmanager
    def _turn(self, patience: float = _PATIENCE) -> Iterator[None]:
        """One writer at a time; WriterBusy when the one before takes too long."""
        if self._writer_thread == get_ident():
            raise RuntimeError("a write inside a write")
        if not self._writing.acquire(timeout=patience):
            raise WriterBusy
        self._writer_thread = get_ident()
        try:
            yield
        finally:
            self._writer_thread = 0
            self._writing.release()

    @contextmanager
    def _transaction(self) -> Iterator[Session]:
        info: dict[Any, Any] = {TOUCHED: set(), MOVED: set()}
        try:
            with self._storage.write() as session:
                session.info.update(info)
                info = session.info
                note_topics(session)
                yield session
        except BaseException:
            self._recorder.rolled_back()
            self._looks.give_back(info.get(_QUEUED, Counter()))
            raise
        self._recorder.committed()

    def _require(self, permission: Permission) -> None:
        if self._closed:
            raise Closed
        if self.must_change_password:
            raise MustChangePassword
        if not self.user.may(permission):
            self._refuse(permission)

    def _refuse(self, permission: Permission) -> NoReturn:
        self._looks.add(Looked("access.refused", permission=permission.value))
        if self._writer_thread != get_ident():  # a refusal inside an own write waits for the next one
            self.flush()
        raise AccessDenied(permission)

    def _write_queue(self, session: Session, *, everything: bool = False) -> None:
        queued = self._looks.take(everything=everything)
        session.info[_QUEUED] = queued
        for looked, count in queued.items():
            self._recorder.add(session, looked.entry(count))

    @contextmanager
    def _only_own(self, permission: Permission) -> Iterator[None]:
        """A client that the person sees, but may touch only if it were the own one, is refused and not missing."""
        try:
            yield
        except NotFound as error:
            if error.kind != "client" or not self.user.only_own(permission) or permission is Permission.VIEW_CLIENTS:
                raise
            with self._storage.read() as looking:
                self.narrowing.apply(looking, Permission.VIEW_CLIENTS)
                seen = looking.get(Client, error.id) is not None
            if not seen:
                raise
            self._refuse(permission)
