"""The key of a backup, sealed so that staff can make backups and only owners and the recovery code open them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from clientcrm.domain.errors import SealBroken
from clientcrm.vault.canonical import ID_BYTES, KEY_BYTES
from clientcrm.vault.manifest import RECOVERY, Manifest
from clientcrm.vault.seals import WRAP_BYTES, open_sealed, seal_to

_VERSION = b"\x01"
_HEAD = 2
_PART = ID_BYTES + WRAP_BYTES
_WHERE: Final = "backup.key"


def seal_backup_key(manifest: Manifest, kb: bytes, backup_id: bytes) -> bytes:
    """version | count | (uid, 80 sealed bytes) for each active owner and the recovery code."""
    if len(kb) != KEY_BYTES or len(backup_id) != ID_BYTES:
        raise ValueError("length")
    readers = [(person.uid, person.enc_pub) for person in manifest.owners()]
    readers.append((RECOVERY, manifest.shared.recovery_enc_pub))
    parts = [
        bytes.fromhex(uid) + seal_to(enc_pub, kb, _info(manifest.base_uuid, backup_id, uid)) for uid, enc_pub in readers
    ]
    return _VERSION + bytes((len(parts),)) + b"".join(parts)


def open_backup_key(base_uuid: str, readers: Sequence[tuple[str, bytes]], sealed: bytes, backup_id: bytes) -> bytes:
    """The key, with the first of the (uid, private key) that it was sealed to; SealBroken if there is none."""
    if sealed[:1] != _VERSION or len(sealed) < _HEAD or len(sealed) != _HEAD + sealed[1] * _PART:
        raise SealBroken(_WHERE)
    parts = [sealed[i : i + _PART] for i in range(_HEAD, len(sealed), _PART)]
    for uid, enc_private in readers:
        for part in parts:
            if part.startswith(bytes.fromhex(uid)):
                try:
                    info = _info(base_uuid, backup_id, uid)
                    return open_sealed(enc_private, part[ID_BYTES:], info, _WHERE)
                except SealBroken:
                    continue
    raise SealBroken(_WHERE)


def _info(base_uuid: str, backup_id: bytes, uid: str) -> bytes:
    return b"crm/backup/1" + bytes.fromhex(base_uuid) + backup_id + bytes.fromhex(uid)
