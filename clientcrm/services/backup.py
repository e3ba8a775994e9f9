"""Copies of the base: making and verifying one, the list of them, and bringing a base back from one."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from clientcrm.data import backups
from clientcrm.data.backups import BackupHeader
from clientcrm.data.models import Client, JournalEntry
from clientcrm.data.places import require_space
from clientcrm.data.storage import Storage, address_of
from clientcrm.domain.access import Permission
from clientcrm.domain.errors import DamagedBase, NotFound
from clientcrm.domain.settings import BackupFile
from clientcrm.services.gate import Gate
from clientcrm.vault.header import Header, parse_header
from clientcrm.vault.signatures import verify_signature
from clientcrm.vault.unlocked import Unlocked

FOLDER = "backups"
_PURPOSE = "backup"


class Backup:
    """Copies, for whoever may make them; only the owner can bring one back."""

    def __init__(self, gate: Gate, folder: Path, storage: Storage, keys: Unlocked) -> None:
        self._gate = gate
        self._folder = folder
        self._storage = storage
        self._keys = keys

    def make(self, folder: Path | None = None) -> BackupFile:
        """A new copy, opened and verified before an older one is let go."""
        target_folder = folder or self._folder / FOLDER
        with self._gate.read(Permission.MAKE_BACKUPS, "backup.made", "backup") as session:
            counted = _counts(session)
            last = session.execute(
                select(JournalEntry.seq, JournalEntry.mac).order_by(JournalEntry.seq.desc()).limit(1)
            ).first()
        target_folder.mkdir(parents=True, exist_ok=True)
        require_space(target_folder, int(self._storage.path.stat().st_size * 2.2))
        _remove_leftovers(target_folder)
        made = self._gate.now()
        kb = os.urandom(32)
        with tempfile.TemporaryDirectory(dir=target_folder, prefix=".making-") as room:
            body = Path(room) / "copy.db"
            copy = self._storage.copy_to(body, kb)
            schema = copy.revision()
            _verify(copy, counted)
            copy.close()
            header = self._header(body, kb, made, schema, last[0] if last else 0, last[1] if last else b"")
            target = target_folder / _name(self._keys.header.shop, made.astimezone(self._gate.zone))
            backups.write_backup(target, header, body)
        if backups.read_backup(target).sha256 != header.sha256:
            raise DamagedBase(str(target), "changed")
        self._let_go(target_folder)
        return BackupFile(target, made, target.stat().st_size, verified=True)

    def all(self) -> list[BackupFile]:
        """Copies in the base's own folder, the newest first; files that cannot be read are not copies."""
        self._gate.require(Permission.MAKE_BACKUPS)
        found = []
        for path in (self._folder / FOLDER).glob("*" + backups.ENDING):
            try:
                header = backups.read_backup(path)
            except (DamagedBase, OSError):
                continue
            if header.base_uuid == self._keys.base_uuid:
                found.append(BackupFile(path, _moment(header), path.stat().st_size, verified=True))
        return sorted(found, key=lambda copy: copy.made_at, reverse=True)

    def last(self) -> datetime | None:
        """When the newest copy was made."""
        self._gate.require(Permission.MAKE_BACKUPS)
        copies = self.all()
        return copies[0].made_at if copies else None

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

    def _let_go(self, folder: Path) -> None:
        """Old copies go only from the base's own folder, and only after the new one was verified."""
        if folder != self._folder / FOLDER:
            return
        copies = [(copy.path.name, copy.made_at.isoformat()) for copy in self.all()]
        for name in backups.copies_to_remove(copies):
            (folder / name).unlink(missing_ok=True)


def backup_header(path: Path) -> Header:
    """The keys that are inside a copy, unverified: good for asking for a password and nothing else."""
    if not path.exists():
        raise NotFound("backup", str(path))
    return parse_header(backups.read_backup(path).keys_json, str(path))


def opened_backup(path: Path, keys: Unlocked, room: Path) -> tuple[Storage, BackupHeader]:
    """The copy inside a backup, opened in `room` with the owner's keys, its maker's signature checked."""
    header = backups.extract_body(path, room / "copy.db")
    if header.base_uuid != keys.base_uuid:
        raise DamagedBase(str(path), "foreign")
    if not verify_signature(keys.manifest, header.maker, _PURPOSE, header.signed(), header.signature):
        raise DamagedBase(str(path), "signature")
    kb = keys.open_backup_key(header.sealed_key, header.backup_id)
    storage = Storage(address_of(room / "copy.db"), kb)
    storage.readable()
    return storage, header


def _verify(copy: Storage, counted: Sequence[int]) -> None:
    """The copy opens, its pages and references are whole, and it holds as much as the base."""
    damage = copy.check()
    with copy.read() as session:
        found = _counts(session)
    if damage or any(a < b for a, b in zip(found, counted, strict=True)):
        raise DamagedBase(str(copy.path), "copy")


def _counts(session: Session) -> list[int]:
    return [session.scalars(select(func.count()).select_from(model)).one() for model in (Client, JournalEntry)]


def _name(shop: str, moment: datetime) -> str:
    word = "".join(c if c.isalnum() else "_" for c in shop)[:40] or "base"
    return f"{word}_{moment:%Y-%m-%d_%H-%M-%S}{backups.ENDING}"


def _moment(header: BackupHeader) -> datetime:
    return datetime.fromisoformat(header.made_at)


def _remove_leftovers(folder: Path) -> None:
    """What a killed copy left behind."""
    import shutil

    for path in folder.glob(".making-*"):
        shutil.rmtree(path, ignore_errors=True)
    for path in folder.glob("*" + backups.ENDING + ".part"):
        path.unlink(missing_ok=True)
