"""Copies of the base: making and verifying one, the list of them, and bringing a base back from one."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from itertools import count
from pathlib import Path
from threading import Lock
from typing import Protocol

from sqlalchemy import select

from clientcrm.data import backups
from clientcrm.data.backups import BackupHeader
from clientcrm.data.models import JournalEntry
from clientcrm.data.places import require_space
from clientcrm.data.storage import Storage, address_of
from clientcrm.domain.access import Permission
from clientcrm.domain.errors import CrmError, DamagedBase, NotFound
from clientcrm.domain.settings import BackupFile
from clientcrm.services.gate import Gate
from clientcrm.services.settings import read_settings
from clientcrm.vault.header import Header, parse_header
from clientcrm.vault.signatures import verify_signature
from clientcrm.vault.unlocked import Unlocked

FOLDER = "backups"
_PURPOSE = "backup"
_MAKING = ".making-"
# The copy, its file, and the write-ahead log of what is written meanwhile.
_ROOM = 2.2
_STEPS = 3
# Entries about looking, coming and going: a copy made before them holds as much as one made after.
_CHANGES_NOTHING = (
    *("person.signed_in", "person.signed_off", "access.refused", "backup.made", "client.viewed", "clients.searched"),
    *(
        "clients.number_searched",
        "clients.listed",
        "contact.shown",
        "contact.copied",
        "clients.exported",
        "import.checked",
    ),
)


class Steps(Protocol):
    """Whoever shows progress and may stop the work by raising."""

    def step(self, done: int, total: int) -> None:
        """So much of so much is done."""


class Backup:
    """Copies, for whoever may make them; only the owner can bring one back."""

    def __init__(self, gate: Gate, folder: Path, storage: Storage, keys: Unlocked) -> None:
        self._gate = gate
        self._folder = folder
        self._storage = storage
        self._keys = keys
        self._making = Lock()

    def make(self, folder: Path | None = None, job: Steps | None = None) -> BackupFile:
        """A new copy, opened and verified before an older one is let go. A stopped one leaves nothing."""
        with self._gate.read(Permission.MAKE_BACKUPS, "backup.made", "backup"), self._making:
            target_folder = folder or self._home()
            target_folder.mkdir(parents=True, exist_ok=True)
            _remove_leftovers(target_folder)
            require_space(target_folder, int(self._storage.path.stat().st_size * _ROOM))
            made = self._gate.now()
            target = _free_name(target_folder, self._keys.header.shop, made.astimezone(self._gate.zone))
            with tempfile.TemporaryDirectory(dir=target_folder, prefix=_MAKING) as room:
                self._write(target, Path(room) / "copy.db", made, job)
            if target_folder == self._home():
                self._let_go(target_folder, but=target.name)
            return BackupFile(target, made, target.stat().st_size, verified=True)

    def all(self) -> list[BackupFile]:
        """Copies in the base's own folder, the newest first: those whose maker's signature holds."""
        self._gate.require(Permission.MAKE_BACKUPS)
        found = [BackupFile(p, _moment(header), p.stat().st_size, verified=True) for p, header in self._genuine()]
        return sorted(found, key=lambda copy: copy.made_at, reverse=True)

    def headers(self) -> list[BackupHeader]:
        """What the genuine copies in the base's own folder say of themselves."""
        self._gate.require(Permission.MAKE_BACKUPS)
        return [header for _, header in self._genuine()]

    def last(self) -> datetime | None:
        """When the newest copy was made."""
        copies = self.all()
        return copies[0].made_at if copies else None

    def due(self) -> bool:
        """Whether a copy should be made before closing: the shop wants one, and something changed since the last."""
        with self._gate.read(Permission.MAKE_BACKUPS) as session:
            if not read_settings(session, "").backup_at_exit:
                return False
            copied = [h.seq for _, h in self._genuine() if h.generation == self._keys.generation]
            changed = select(JournalEntry.seq).where(JournalEntry.action.not_in(_CHANGES_NOTHING))
            query = changed.where(JournalEntry.seq > max(copied, default=0)).limit(1)
            return session.scalars(query).first() is not None

    # ------------------------------------------------------------------ inside

    def _home(self) -> Path:
        """Where copies go by themselves: the shop's folder for them, else a folder within the base's."""
        with self._gate.read(Permission.MAKE_BACKUPS) as session:
            chosen = read_settings(session, "").backup_folder
        return Path(chosen) if chosen else self._folder / FOLDER

    def _genuine(self) -> Iterator[tuple[Path, BackupHeader]]:
        for path in self._home().glob("*" + backups.ENDING):
            with suppress(CrmError, OSError):  # what cannot be read, or is somebody else's, is no copy
                header = backups.read_backup(path)
                if header.base_uuid == self._keys.base_uuid and _signed(self._keys, header):
                    yield path, header

    def _write(self, target: Path, body: Path, made: datetime, job: Steps | None) -> None:
        _step(job, 0)
        kb = os.urandom(32)
        copy = self._storage.copy_to(body, kb)
        try:
            schema = copy.revision()
            with copy.read() as session:
                query = select(JournalEntry.seq, JournalEntry.mac).order_by(JournalEntry.seq.desc()).limit(1)
                last = session.execute(query).one()
        finally:
            copy.close()
        _step(job, 1)
        header = self._header(body, kb, made, schema, last.seq, last.mac)
        part = target.with_name(target.name + backups.UNFINISHED)
        try:
            backups.write_backup(part, header, body)
            _step(job, 2)
            if backups.require_whole(part) != header:
                raise DamagedBase(str(target), "changed")
            backups.finish_backup(part, target)
        except BaseException:
            part.unlink(missing_ok=True)
            raise

    def _header(self, body: Path, kb: bytes, made: datetime, schema: str, seq: int, head: bytes) -> BackupHeader:
        backup_id = os.urandom(16)
        header = BackupHeader(
            backup_id=backup_id,
            base_uuid=self._keys.base_uuid,
            generation=self._keys.generation,
            schema=schema,
            seq=seq,
            head=head,
            made_at=made.isoformat(timespec="seconds"),
            sha256=backups.digest_of(body),
            size=body.stat().st_size,
            keys_json=self._keys.header.to_bytes(),
            sealed_key=self._keys.seal_backup_key(kb, backup_id),
            maker=self._keys.uid,
        )
        signature = self._keys.sign(_PURPOSE, header.signed())
        return BackupHeader(**{**{n: getattr(header, n) for n in BackupHeader.__slots__}, "signature": signature})

    def _let_go(self, folder: Path, but: str) -> None:
        """Older copies go only after the new one was verified, and never the new one itself."""
        copies = [(path.name, _moment(header).isoformat()) for path, header in self._genuine()]
        for name in backups.copies_to_remove(copies):
            if name != but:
                (folder / name).unlink(missing_ok=True)


def backup_header(path: Path) -> Header:
    """The keys that are inside a copy, unverified: good for asking for a password and nothing else."""
    if not path.exists():
        raise NotFound("backup", str(path))
    return parse_header(backups.read_backup(path).keys_json, str(path))


def opened_backup(path: Path, keys: Unlocked, room: Path) -> Storage:
    """The copy inside a backup, opened in `room` with the owner's keys, its maker's signature checked."""
    header = backups.extract_body(path, room / "copy.db")
    if header.base_uuid != keys.base_uuid:
        raise DamagedBase(str(path), "foreign")
    if not _signed(keys, header):
        raise DamagedBase(str(path), "signature")
    kb = keys.open_backup_key(header.sealed_key, header.backup_id)
    return Storage(address_of(room / "copy.db"), kb)


def _free_name(folder: Path, shop: str, moment: datetime) -> Path:
    """A name that says what and when; two copies within a second are two files."""
    word = "".join(c if c.isalnum() else "_" for c in shop)[:40] or "base"
    name = f"{word}_{moment:%Y-%m-%d_%H-%M-%S}"
    for number in count(1):
        path = folder / f"{name}{f'_{number}' if number > 1 else ''}{backups.ENDING}"
        if not path.exists():
            return path
    raise AssertionError


def _signed(keys: Unlocked, header: BackupHeader) -> bool:
    known = any(person.uid == header.maker for person in keys.manifest.people)
    return known and verify_signature(keys.manifest, header.maker, _PURPOSE, header.signed(), header.signature)


def _moment(header: BackupHeader) -> datetime:
    return datetime.fromisoformat(header.made_at)


def _remove_leftovers(folder: Path) -> None:
    """What a killed copy left behind."""
    for path in folder.glob(_MAKING + "*"):
        shutil.rmtree(path, ignore_errors=True)
    for path in folder.glob("*" + backups.ENDING + backups.UNFINISHED):
        path.unlink(missing_ok=True)


def _step(job: Steps | None, done: int) -> None:
    if job is not None:
        job.step(done, _STEPS)
