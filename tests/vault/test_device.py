"""Where the device secret lies, and what is refused as a place for it."""

from __future__ import annotations

import stat
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import InitError, KeyringLocked

from clientcrm.vault.device import Anchor, DeviceStore, FileDeviceStore, MemoryDeviceStore, OsDeviceStore
from clientcrm.vault.keystore import KeystoreUnavailable, trusted_backend

BASE = "11" * 16
SECRET = bytes(range(32))
SEEN = Anchor(3, 17, 123_456, b"h" * 32)


@pytest.fixture
def kept_keyring() -> Iterator[None]:
    before = keyring.get_keyring()
    yield
    keyring.set_keyring(before)


class Desktop(KeyringBackend):
    """A keystore of the desktop, as the system's own would answer: in good health, locked, or waiting for somebody."""

    priority = 1  # type: ignore[assignment]
    viable = False  # never found by itself, only set by a test
    __module__ = "keyring.backends.SecretService"

    def __init__(self, mood: str = "well") -> None:
        super().__init__()
        self.mood = mood
        self.kept: dict[tuple[str, str], str] = {}
        self.released = threading.Event()

    def _mood(self) -> None:
        if self.mood == "locked":
            raise KeyringLocked("dismissed")
        if self.mood == "no collection":
            raise InitError("no prompter")
        if self.mood == "broken":
            raise RuntimeError("the bus went away")
        if self.mood == "waiting":
            self.released.wait(30)

    def get_password(self, service: str, username: str) -> str | None:
        self._mood()
        return None if self.mood == "forgetful" else self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._mood()
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._mood()
        del self.kept[service, username]


@pytest.mark.parametrize("kind", ["memory", "file", "os without keystore", "os with keystore"])
def test_a_device_gives_back_what_it_was_given(kind: str, tmp_path: Path, kept_keyring: None) -> None:
    keyring.set_keyring(Desktop())
    device: DeviceStore = {
        "memory": MemoryDeviceStore(),
        "file": FileDeviceStore(tmp_path),
        "os without keystore": OsDeviceStore(tmp_path, use_keyring=False),
        "os with keystore": OsDeviceStore(tmp_path),
    }[kind]
    assert device.get_secret(BASE) is None
    assert device.get_anchor(BASE) is None
    device.put_secret(BASE, SECRET)
    device.put_anchor(BASE, SEEN)
    assert device.get_secret(BASE) == SECRET
    assert device.get_anchor(BASE) == SEEN
    assert device.get_secret("12" * 16) is None
    assert device.weak is (kind in ("file", "os without keystore"))
    device.forget(BASE)
    assert device.get_secret(BASE) is None
    assert device.get_anchor(BASE) is None


def test_with_a_keystore_no_file_is_written(tmp_path: Path, kept_keyring: None) -> None:
    desktop = Desktop()
    keyring.set_keyring(desktop)
    device = OsDeviceStore(tmp_path)
    device.put_secret(BASE, SECRET)
    device.put_anchor(BASE, SEEN)
    assert list(tmp_path.iterdir()) == []
    assert [service for service, _ in desktop.kept] == [f"crm:{BASE}", f"crm:{BASE}:anchor"]


def test_an_own_folder_is_made_where_nobody_else_looks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    device = FileDeviceStore()
    device.put_secret(BASE, SECRET)
    assert "clientcrm" in device.folder.parts
    if sys.platform != "win32":
        assert stat.S_IMODE(device.folder.stat().st_mode) == 0o700
        assert [stat.S_IMODE(path.stat().st_mode) for path in device.folder.iterdir()] == [0o600]


@pytest.mark.parametrize("mood", ["locked", "no collection", "broken", "forgetful"])
def test_a_keystore_that_does_not_keep_it_gives_way_to_the_file(mood: str, tmp_path: Path, kept_keyring: None) -> None:
    keyring.set_keyring(Desktop(mood))
    device = OsDeviceStore(tmp_path)
    device.put_secret(BASE, SECRET)
    assert device.weak
    assert device.get_secret(BASE) == SECRET
    device.put_anchor(BASE, SEEN)
    if mood != "forgetful":
        assert device.get_anchor(BASE) == SEEN


@pytest.mark.parametrize(("mood", "reason"), [("locked", "locked"), ("broken", "failed"), ("waiting", "timeout")])
def test_a_silent_keystore_is_not_the_wrong_device(mood: str, reason: str, tmp_path: Path, kept_keyring: None) -> None:
    desktop = Desktop()
    keyring.set_keyring(desktop)
    device = OsDeviceStore(tmp_path, time_limit=0.2)
    device.put_secret(BASE, SECRET)
    desktop.mood = mood
    with pytest.raises(KeystoreUnavailable) as silent:
        device.get_secret(BASE)
    assert silent.value.reason == reason
    desktop.released.set()


def test_a_desktop_prompt_never_holds_the_program_up(tmp_path: Path, kept_keyring: None) -> None:
    desktop = Desktop("waiting")
    keyring.set_keyring(desktop)
    device = OsDeviceStore(tmp_path, time_limit=0.2)
    device.put_secret(BASE, SECRET)
    device.put_anchor(BASE, SEEN)
    assert device.get_secret(BASE) == SECRET
    # The prompt still waits for somebody: nobody waited for it.
    assert [thread.name for thread in threading.enumerate()].count("keystore") == 1
    desktop.released.set()


def test_without_a_collection_nothing_can_be_kept_there(tmp_path: Path, kept_keyring: None) -> None:
    keyring.set_keyring(Desktop("no collection"))
    assert OsDeviceStore(tmp_path).get_secret(BASE) is None


def test_moving_into_the_keystore_removes_the_file(tmp_path: Path, kept_keyring: None) -> None:
    desktop = Desktop("locked")
    keyring.set_keyring(desktop)
    device = OsDeviceStore(tmp_path)
    device.put_secret(BASE, SECRET)
    assert len(list(tmp_path.iterdir())) == 1
    desktop.mood = "well"
    device.put_secret(BASE, SECRET)
    assert not device.weak
    assert list(tmp_path.iterdir()) == []


class PlainFile(Desktop):
    """Like keyrings.alt: keeps passwords in a readable file."""

    __module__ = "keyrings.alt.file"


class Chainer(Desktop):
    """Like keyring's own: asks several in turn."""

    __module__ = "keyring.backends.chainer"

    def __init__(self, *backends: KeyringBackend) -> None:
        super().__init__()
        self.backends = list(backends)


def test_keystores_that_are_none_are_refused(tmp_path: Path, kept_keyring: None) -> None:
    import keyring.backends.fail
    import keyring.backends.null

    plain, good = PlainFile(), Desktop()
    for refused in (plain, keyring.backends.null.Keyring(), keyring.backends.fail.Keyring(), Chainer(), Chainer(plain)):
        keyring.set_keyring(refused)
        assert trusted_backend() is None
    keyring.set_keyring(Chainer(plain, good))
    assert trusted_backend() is good
    device = OsDeviceStore(tmp_path)
    device.put_secret(BASE, SECRET)
    assert plain.kept == {}
    assert len(good.kept) == 1


@pytest.mark.parametrize("text", ["", "x", "AAAA", "ÿ" * 44, "A" * 5000])
def test_a_damaged_file_holds_no_secret(tmp_path: Path, text: str) -> None:
    (tmp_path / f"{BASE}.secret").write_text(text, encoding="utf-8")
    (tmp_path / f"{BASE}.anchor").write_text(text, encoding="utf-8")
    device = FileDeviceStore(tmp_path)
    assert device.get_secret(BASE) is None
    assert device.get_anchor(BASE) is None


@pytest.mark.parametrize("text", ["2:1:1:1:00", "1:-1:1:1:" + "00" * 32, "1:1:1:1:00", "1:a:1:1:" + "00" * 32, ":::"])
def test_a_line_that_is_no_anchor_is_none(text: str) -> None:
    assert Anchor.from_text(text) is None
    assert Anchor.from_text(SEEN.to_text()) == SEEN
    assert len(Anchor(2**32 - 1, 2**63, 2**63, b"h" * 32).to_text()) < 140


def test_a_place_outside_the_folder_cannot_be_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="hex"):
        FileDeviceStore(tmp_path).put_secret("../../etc/passwd", SECRET)


@pytest.mark.keystore
def test_the_real_secret_service_keeps_it(tmp_path: Path) -> None:
    """Run by `dev.py test`, within a session of its own (packaging/keystore.py)."""
    assert trusted_backend() is not None, "no Secret Service answers on the bus"
    device = OsDeviceStore(tmp_path)
    device.put_secret(BASE, SECRET)
    assert not device.weak
    device.put_anchor(BASE, SEEN)
    again = OsDeviceStore(tmp_path)
    assert again.get_secret(BASE) == SECRET
    assert again.get_anchor(BASE) == SEEN
    assert not again.weak
    assert list(tmp_path.iterdir()) == []
    again.forget(BASE)
    assert again.get_secret(BASE) is None
