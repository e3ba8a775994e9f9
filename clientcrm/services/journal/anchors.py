"""States of the journal that are kept elsewhere: seen at sign-in, inside copies, on the owner's stick."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Protocol

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from clientcrm.data.models import JournalEntry, JournalSession
from clientcrm.domain.access import Permission
from clientcrm.domain.errors import JournalBroken, NotFound, OlderThanSeen
from clientcrm.domain.journal import Anchor, AnchorCheck, AnchorState, Break, BreakKind, Proof, Restored
from clientcrm.services.gate import Gate
from clientcrm.services.journal.proof import Proved
from clientcrm.vault.anchor_file import MOST_BYTES, PURPOSE, AnchorFile, as_fingerprint, fingerprint
from clientcrm.vault.canonical import NotCanonical
from clientcrm.vault.replacing import replace_file
from clientcrm.vault.signatures import verify_signature
from clientcrm.vault.unlocked import Unlocked

READ = Permission.READ_JOURNAL
SEEN, COPY, STICK = "seen", "copy", "stick"
_RESTORED = "base.restored"


class Kept(Protocol):
    """A state of the journal as something outside it remembers it."""

    @property
    def generation(self) -> int:
        """The generation of the base's file."""

    @property
    def seq(self) -> int:
        """The last entry then."""

    @property
    def head(self) -> bytes:
        """Its mac."""


class Copy(Kept, Protocol):
    """What a copy says of itself."""

    @property
    def made_at(self) -> str:
        """When it was made."""


Copies = Callable[[], Iterable[Copy]]


class Anchors:
    """Holds the journal against what was kept of it elsewhere."""

    def __init__(self, gate: Gate, keys: Unlocked, copies: Copies) -> None:
        self._gate = gate
        self._keys = keys
        self._copies = copies
        self._seen = keys.seen  # as it was at the sign-in: later it follows this very session

    def told(
        self, session: Session, found: Proved
    ) -> tuple[tuple[Anchor, ...], tuple[Restored, ...], tuple[Break, ...]]:
        """What each kept state says, when the base was brought back, and the breaks with those that they add."""
        journal = _Journal(session)
        anchors = [Anchor(SEEN, self._seen.seq, None, journal.state_of(self._seen))] if self._seen.seq else []
        for copy in sorted(self._copies(), key=lambda one: one.made_at):
            anchors.append(Anchor(COPY, copy.seq, datetime.fromisoformat(copy.made_at), journal.state_of(copy)))
        breaks = list(found.breaks)
        for anchor in anchors:
            if anchor.state is AnchorState.OLDER and not any(one.kind is BreakKind.CUT for one in breaks):
                breaks.append(Break(found.last + 1, BreakKind.CUT, anchor.seq))
            if anchor.state is AnchorState.CHANGED and not breaks:
                breaks.append(Break(anchor.seq, BreakKind.CHANGED, anchor.seq))
        return tuple(anchors), journal.restored, tuple(sorted(breaks, key=lambda one: one.seq))

    def find_fingerprint(self, typed: str) -> int | None:
        """The entry with this fingerprint, the newest ones asked first."""
        wanted = as_fingerprint(typed)
        if not wanted:
            return None
        row, base = JournalEntry, self._keys.base_uuid
        with self._gate.read(READ) as session:
            query = select(row.seq, row.mac).order_by(row.seq.desc()).execution_options(yield_per=2000)
            return next((seq for seq, mac in session.execute(query) if fingerprint(base, seq, mac) == wanted), None)

    def save(self, folder: Path) -> Path:
        """The key file in this folder, signed; not over one that knows better."""
        if not folder.is_dir():
            raise NotFound("folder", str(folder))
        path = self._place(folder)
        self._require_no_better(path)
        with self._gate.write(READ, "journal.anchored", "file") as session:
            self._gate.note(session, file=path.name)
        end, header = self._gate.journal_end, self._keys.header
        made_at = self._gate.now().isoformat(timespec="seconds")
        uuid, uid = self._keys.base_uuid, self._keys.uid
        said = AnchorFile(uuid, header.generation, header.manifest_seq, end.seq, end.head, made_at, uid)
        replace_file(path, replace(said, signature=self._keys.sign(PURPOSE, said.signed())).to_bytes())
        return path

    def check(self, path: Path, proved: Callable[[], Proof]) -> AnchorCheck:
        """The journal against the file, or against the one in this folder; NotFound where there is none."""
        path = self._place(path) if path.is_dir() else path
        if not path.exists():
            raise NotFound("anchor", str(path))
        try:
            said = _read(path)
        except NotCanonical:
            return AnchorCheck(AnchorState.UNREADABLE)
        state = self._state_of(said)
        made_at = _moment(said.made_at)
        if state in (AnchorState.FORGED, AnchorState.FOREIGN):
            return AnchorCheck(state, said.seq, made_at)
        with self._gate.read(READ) as session:
            since = max(0, _Journal(session).last - said.seq)
        return AnchorCheck(state, said.seq, made_at, since, proved())

    # ------------------------------------------------------------------ inside

    def _place(self, folder: Path) -> Path:
        return folder / f"clientcrm-{self._keys.base_uuid[:8]}.anchor"

    def _state_of(self, said: AnchorFile) -> AnchorState:
        if said.base_uuid != self._keys.base_uuid:
            return AnchorState.FOREIGN
        owners = {person.uid for person in self._keys.manifest.people if person.role == "owner"}
        signed = (said.uid, PURPOSE, said.signed(), said.signature)
        if said.uid not in owners or not verify_signature(self._keys.manifest, *signed):
            return AnchorState.FORGED
        if (said.generation, said.manifest_seq) > (self._keys.generation, self._keys.header.manifest_seq):
            return AnchorState.OLDER
        with self._gate.read(READ) as session:
            return _Journal(session).state_of(said)

    def _require_no_better(self, path: Path) -> None:
        """A stick that has seen a later state, or another one, keeps it."""
        if not path.exists():
            return
        with suppress(NotCanonical):  # a damaged file says nothing, and may go
            said = _read(path)
            state = self._state_of(said)
            if state is AnchorState.OLDER:
                raise OlderThanSeen(said.seq, self._gate.journal_end.seq)
            if state is AnchorState.CHANGED:
                raise JournalBroken(said.seq)


class _Journal:
    """What kept states are held against."""

    def __init__(self, session: Session) -> None:
        self._session = session
        row = JournalEntry
        self.last = session.scalars(select(func.max(row.seq))).one() or 0
        query = select(row.seq, row.at, row.uid, JournalSession.generation).join(
            JournalSession, JournalSession.id == row.session_id
        )
        found = session.execute(query.where(row.action == _RESTORED, row.uid == JournalSession.uid)).all()
        self.restored = tuple(Restored(seq, at, uid) for seq, at, uid, _ in found)
        self._brought_back = [(generation, seq) for seq, _, _, generation in found]

    def state_of(self, kept: Kept) -> AnchorState:
        """Whether the state stands in the journal; if not, why not."""
        mac = self._session.scalars(select(JournalEntry.mac).where(JournalEntry.seq == kept.seq)).first()
        if mac == kept.head:
            return AnchorState.HOLDS
        if any(kept.generation < generation and seq <= kept.seq for generation, seq in self._brought_back):
            return AnchorState.RESTORED
        return AnchorState.OLDER if mac is None and kept.seq > self.last else AnchorState.CHANGED


def _read(path: Path) -> AnchorFile:
    with path.open("rb") as file:
        return AnchorFile.from_bytes(file.read(MOST_BYTES + 1))


def _moment(text: str) -> datetime | None:
    with suppress(ValueError):
        return datetime.fromisoformat(text)
    return None
