"""The device secret and the newest state seen here: in the OS keystore, else in a file that only its user can read."""

from __future__ import annotations

import base64
import binascii
import contextlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from clientcrm.vault.canonical import ID_BYTES, KEY_BYTES
from clientcrm.vault.keystore import Keystore, KeystoreUnavailable
from clientcrm.vault.replacing import replace_file

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

_ACCOUNT = "clientcrm"
_LONGEST_FILE = 1024
_ANCHOR_PARTS = 5
_ANCHOR_SECONDS = 3.0  # written at lock and exit, where nobody wants to wait


@dataclass(frozen=True, slots=True)
class Anchor:
    """The newest state somebody has seen; an older base was put back from a copy. `seq`, `head`: the journal's."""

    generation: int
    manifest_seq: int
    seq: int
    head: bytes

    @property
    def age(self) -> tuple[int, int, int]:
        """Grows with every later state of the same base."""
        return self.generation, self.manifest_seq, self.seq

    def to_text(self) -> str:
        """One line of ASCII, 140 characters at most (Windows keeps 1,280)."""
        return f"1:{self.generation}:{self.manifest_seq}:{self.seq}:{self.head.hex()}"

    @classmethod
    def from_text(cls, text: str) -> Anchor | None:
        """The anchor, or None if the line is not one."""
        parts = text.strip().split(":")
        try:
            if len(parts) != _ANCHOR_PARTS or parts[0] != "1":
                return None
            found = cls(int(parts[1]), int(parts[2]), int(parts[3]), bytes.fromhex(parts[4]))
        except ValueError:
            return None
        return found if len(found.head) == KEY_BYTES and min(found.age) >= 0 else None


class DeviceStore(Protocol):
    """What the vault needs of a device."""

    weak: bool

    def get_secret(self, base_uuid: str) -> bytes | None:
        """The 32 bytes kept here for this base, or None; KeystoreUnavailable if nobody can say."""

    def put_secret(self, base_uuid: str, secret: bytes) -> None:
        """Keep the 32 bytes for this base; `weak` then says how well."""

    def get_anchor(self, base_uuid: str) -> Anchor | None:
        """The newest state seen here, or None if none or if the keystore does not answer."""

    def put_anchor(self, base_uuid: str, anchor: Anchor) -> None:
        """Remember the newest state; never fails, for it only helps to detect."""

    def forget(self, base_uuid: str) -> None:
        """Drop what is kept for a base whose creation was given up."""


class MemoryDeviceStore:
    """A device that lasts as long as the object: for the tour and for tests."""

    def __init__(self) -> None:
        self.weak = False
        self.secrets: dict[str, bytes] = {}
        self.anchors: dict[str, Anchor] = {}

    def get_secret(self, base_uuid: str) -> bytes | None:
        """The secret of the base, or None."""
        return self.secrets.get(base_uuid)

    def put_secret(self, base_uuid: str, secret: bytes) -> None:
        """Keep the secret."""
        self.secrets[base_uuid] = secret

    def get_anchor(self, base_uuid: str) -> Anchor | None:
        """The newest state seen, or None."""
        return self.anchors.get(base_uuid)

    def put_anchor(self, base_uuid: str, anchor: Anchor) -> None:
        """Remember the newest state."""
        self.anchors[base_uuid] = anchor

    def forget(self, base_uuid: str) -> None:
        """Drop everything kept for the base."""
        self.secrets.pop(base_uuid, None)
        self.anchors.pop(base_uuid, None)


class FileDeviceStore:
    """Files of mode 0600 in the user's own folder: any program of the same account can read them, hence weak."""

    def __init__(self, folder: Path | None = None) -> None:
        self.weak = True
        self._folder = folder

    @property
    def folder(self) -> Path:
        """Where the files lie: by default the user's configuration folder, never the base's."""
        if self._folder is None:
            from platformdirs import user_config_path

            self._folder = user_config_path("clientcrm", appauthor=False) / "devices"
        return self._folder

    def get_secret(self, base_uuid: str) -> bytes | None:
        """The secret of the base, or None."""
        return _secret_from(self._read(base_uuid, "secret"))

    def put_secret(self, base_uuid: str, secret: bytes) -> None:
        """Keep the secret; OSError if the folder cannot be written."""
        self._write(base_uuid, "secret", _secret_text(secret))

    def get_anchor(self, base_uuid: str) -> Anchor | None:
        """The newest state seen, or None."""
        return Anchor.from_text(self._read(base_uuid, "anchor") or "")

    def put_anchor(self, base_uuid: str, anchor: Anchor) -> None:
        """Remember the newest state, if the folder can be written."""
        with contextlib.suppress(OSError):
            self._write(base_uuid, "anchor", anchor.to_text())

    def forget(self, base_uuid: str) -> None:
        """Delete the files of the base."""
        for suffix in ("secret", "anchor"):
            self.drop(base_uuid, suffix)

    def drop(self, base_uuid: str, suffix: str) -> None:
        """Delete one file of the base, if it is there."""
        with contextlib.suppress(OSError):
            self._path(base_uuid, suffix).unlink()

    def _path(self, base_uuid: str, suffix: str) -> Path:
        if len(bytes.fromhex(base_uuid)) != ID_BYTES:
            raise ValueError("base_uuid")
        return self.folder / f"{base_uuid}.{suffix}"

    def _read(self, base_uuid: str, suffix: str) -> str | None:
        try:
            with self._path(base_uuid, suffix).open("rb") as file:
                return file.read(_LONGEST_FILE).decode("ascii", "replace")
        except OSError:
            return None

    def _write(self, base_uuid: str, suffix: str, text: str) -> None:
        path = self._path(base_uuid, suffix)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        replace_file(path, text.encode("ascii"))


class OsDeviceStore:
    """The OS keystore through `keyring`, each call under a time limit (a desktop prompt blocks), else the file."""

    def __init__(
        self, fallback_folder: Path | None = None, time_limit: float = 15.0, *, use_keyring: bool = True
    ) -> None:
        self.weak = False
        self._file = FileDeviceStore(fallback_folder)
        self._keystore = Keystore(time_limit, use_keyring=use_keyring)

    def get_secret(self, base_uuid: str) -> bytes | None:
        """The secret from the keystore, else from the file."""
        unavailable: KeystoreUnavailable | None = None
        found = None
        try:
            found = _secret_from(self._keystore.ask(lambda store: store.get_password(_entry(base_uuid), _ACCOUNT)))
        except KeystoreUnavailable as error:
            unavailable = error
        if found is not None:
            self.weak = False
            return found
        found = self._file.get_secret(base_uuid)
        if found is not None:
            self.weak = True
        elif unavailable is not None:
            raise unavailable
        return found

    def put_secret(self, base_uuid: str, secret: bytes) -> None:
        """Keep the secret in the keystore if it gives back what it was given, else in the file."""
        written = _secret_text(secret)

        def keep(store: KeyringBackend) -> str | None:
            store.set_password(_entry(base_uuid), _ACCOUNT, written)
            return store.get_password(_entry(base_uuid), _ACCOUNT)

        kept = None
        with contextlib.suppress(KeystoreUnavailable):
            kept = self._keystore.ask(keep)
        self.weak = kept != written
        if self.weak:
            self._file.put_secret(base_uuid, secret)
        else:
            self._file.drop(base_uuid, "secret")

    def get_anchor(self, base_uuid: str) -> Anchor | None:
        """The newest state that the keystore or the file has seen."""
        text = None
        with contextlib.suppress(KeystoreUnavailable):
            text = self._keystore.ask(
                lambda store: store.get_password(_anchor_entry(base_uuid), _ACCOUNT), _ANCHOR_SECONDS
            )
        found = [anchor for anchor in (Anchor.from_text(text or ""), self._file.get_anchor(base_uuid)) if anchor]
        return max(found, key=lambda anchor: anchor.age, default=None)

    def put_anchor(self, base_uuid: str, anchor: Anchor) -> None:
        """Remember the newest state in the keystore, or in the file if it does not take it."""

        def keep(store: KeyringBackend) -> bool:
            store.set_password(_anchor_entry(base_uuid), _ACCOUNT, anchor.to_text())
            return True

        kept = None
        with contextlib.suppress(KeystoreUnavailable):
            kept = self._keystore.ask(keep, _ANCHOR_SECONDS)
        if not kept:
            self._file.put_anchor(base_uuid, anchor)

    def forget(self, base_uuid: str) -> None:
        """Drop the entries of the base from the keystore and the file."""

        def drop(store: KeyringBackend) -> None:
            for entry in (_entry(base_uuid), _anchor_entry(base_uuid)):
                if store.get_password(entry, _ACCOUNT) is not None:
                    store.delete_password(entry, _ACCOUNT)

        with contextlib.suppress(KeystoreUnavailable):
            self._keystore.ask(drop)
        self._file.forget(base_uuid)


def _entry(base_uuid: str) -> str:
    return f"crm:{base_uuid}"


def _anchor_entry(base_uuid: str) -> str:
    return f"crm:{base_uuid}:anchor"


def _secret_text(secret: bytes) -> str:
    if len(secret) != KEY_BYTES:
        raise ValueError("secret")
    return base64.b64encode(secret).decode("ascii")


def _secret_from(text: str | None) -> bytes | None:
    try:
        secret = base64.b64decode(text or "", validate=True)
    except (binascii.Error, ValueError):
        return None
    return secret if len(secret) == KEY_BYTES else None
