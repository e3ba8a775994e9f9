"""keys.json on disk: replaced at once, healed from its twin, never silently believed."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from clientcrm.domain.errors import BaseExists, DamagedHeader, NewerFormat, NoBase, OlderThanSeen
from clientcrm.vault import replacing
from clientcrm.vault.canonical import canonical, parse_canonical
from clientcrm.vault.header import MOST_HEADER_BYTES, parse_header
from clientcrm.vault.header_file import (
    HEADER_NAME,
    PREVIOUS_NAME,
    database_name,
    read_header,
    refresh_previous,
    write_first_header,
    write_header,
)
from clientcrm.vault.replacing import replace_file
from tests.vault.support import Shop, new_shop, rechecked

ROOT = Path(__file__).parents[2]


def test_both_files_hold_the_same_after_each_write(shop: Shop) -> None:
    for name in ("Один", "Два"):
        shop.add_portfolio(name)
        assert (shop.folder / PREVIOUS_NAME).read_bytes() == shop.bytes
    assert sorted(path.name for path in shop.folder.iterdir()) == [HEADER_NAME, PREVIOUS_NAME]
    assert database_name(shop.header.generation) == "clients.1.db"


@pytest.mark.skipif(sys.platform == "win32", reason="modes are a matter of POSIX")
def test_others_on_the_machine_cannot_read_it(shop: Shop) -> None:
    for name in (HEADER_NAME, PREVIOUS_NAME):
        assert stat.S_IMODE((shop.folder / name).stat().st_mode) == 0o600


def test_an_empty_folder_is_no_base(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "absent"):
        with pytest.raises(NoBase):
            read_header(folder)


def test_a_base_is_not_made_over_another(shop: Shop) -> None:
    header = shop.header
    with pytest.raises(BaseExists):
        write_first_header(shop.folder, header)
    (shop.folder / HEADER_NAME).unlink()
    with pytest.raises(BaseExists):
        write_first_header(shop.folder, header)


@pytest.mark.attack("T4")
@pytest.mark.parametrize(
    ("harm", "reason"),
    [
        (lambda path: path.unlink(), "missing"),
        (lambda path: path.write_bytes(b""), "not_json"),
        (lambda path: path.write_bytes(path.read_bytes()[:-100]), "not_json"),
        (lambda path: path.write_bytes(path.read_bytes().replace(b"RUB", b"EUR")), "checksum"),
        (lambda path: path.write_bytes(path.read_bytes() + b"\n"), "not_canonical"),
        (lambda path: path.write_bytes(b"\0" * 4096), "not_json"),
    ],
)
def test_a_damaged_file_is_read_from_its_twin_and_says_so(
    shop: Shop, harm: Callable[[Path], object], reason: str
) -> None:
    good = shop.header
    harm(shop.folder / HEADER_NAME)
    found = read_header(shop.folder)
    assert found == good
    assert found.fallback == reason
    owner = shop.sign_in()
    refresh_previous(shop.folder, owner.header)
    assert read_header(shop.folder).fallback == ""
    assert read_header(shop.folder) == good


def test_signing_in_through_the_twin_and_writing_heals_both(shop: Shop) -> None:
    (shop.folder / HEADER_NAME).write_bytes(b"{}")
    owner = shop.sign_in()
    assert owner.header.fallback
    owner.remember(shop.folder, 5, b"h" * 32)
    assert shop.header.fallback == owner.header.fallback == ""
    assert (shop.folder / PREVIOUS_NAME).read_bytes() == shop.bytes


def test_two_damaged_files_are_a_damaged_header(shop: Shop) -> None:
    shop.put(b"{}")
    with pytest.raises(DamagedHeader) as damaged:
        read_header(shop.folder)
    assert damaged.value.path == str(shop.folder / HEADER_NAME)
    assert damaged.value.reason == "format"
    (shop.folder / HEADER_NAME).unlink()
    with pytest.raises(DamagedHeader) as damaged:
        read_header(shop.folder)
    assert damaged.value.reason == "missing"


@pytest.mark.attack("T4")
def test_the_twin_cannot_bring_back_an_earlier_manifest(shop: Shop) -> None:
    older = shop.bytes
    shop.add_portfolio("Второй")
    (shop.folder / PREVIOUS_NAME).write_bytes(older)
    (shop.folder / HEADER_NAME).write_bytes(b"garbled")
    with pytest.raises(OlderThanSeen):
        shop.sign_in()


def test_a_twin_left_behind_is_brought_up_to_date(shop: Shop) -> None:
    older = shop.bytes
    shop.add_portfolio("Второй")
    (shop.folder / PREVIOUS_NAME).write_bytes(older)
    refresh_previous(shop.folder, shop.sign_in().header)
    assert (shop.folder / PREVIOUS_NAME).read_bytes() == shop.bytes


@pytest.mark.attack("T4")
@pytest.mark.parametrize("where", ["file", "manifest", "app_min"])
def test_a_newer_format_is_told_and_not_side_stepped(shop: Shop, where: str) -> None:
    value = parse_canonical(shop.bytes)
    assert isinstance(value, dict)
    manifest = value["manifest"]
    assert isinstance(manifest, dict)
    if where == "file":
        value["v"] = 2
        value["something new"] = {}
    elif where == "manifest":
        manifest["v"] = 2
    else:
        manifest["app_min"] = 2
    (shop.folder / HEADER_NAME).write_bytes(rechecked(value))
    with pytest.raises(NewerFormat) as newer:
        read_header(shop.folder)
    assert (newer.value.found, newer.value.known) == ("2", "1")


@pytest.mark.attack("T4")
@pytest.mark.parametrize("version", [0, -1, True, "1", None, [1]])
def test_an_unknown_version_is_damage(shop: Shop, version: object) -> None:
    value = parse_canonical(shop.bytes)
    assert isinstance(value, dict)
    with pytest.raises(DamagedHeader) as damaged:
        parse_header(rechecked({**value, "v": version}))  # type: ignore[dict-item]
    assert damaged.value.reason == "version"


def test_a_huge_file_is_not_read_into_memory(shop: Shop) -> None:
    for name in (HEADER_NAME, PREVIOUS_NAME):
        with (shop.folder / name).open("r+b") as file:
            file.truncate(MOST_HEADER_BYTES * 64)
    with pytest.raises(DamagedHeader) as damaged:
        read_header(shop.folder)
    assert damaged.value.reason == "too_large"


def test_a_folder_in_its_place_is_damage(shop: Shop) -> None:
    shop.put(b"")
    (shop.folder / HEADER_NAME).unlink()
    (shop.folder / HEADER_NAME).mkdir()
    with pytest.raises(DamagedHeader) as damaged:
        read_header(shop.folder)
    assert damaged.value.reason in ("unreadable", "not_a_file")


def test_a_header_that_would_not_open_again_is_never_written(shop: Shop) -> None:
    from dataclasses import replace

    before = shop.bytes
    with pytest.raises(DamagedHeader):
        write_header(shop.folder, replace(shop.header, wraps=()))
    assert shop.bytes == before


# ---------------------------------------------------------------- power cuts and full disks


def test_what_a_kill_leaves_behind_is_swept_by_the_next_write(shop: Shop) -> None:
    (shop.folder / (HEADER_NAME + ".new")).write_bytes(b"half a head")
    shop.add_portfolio("Второй")
    assert sorted(path.name for path in shop.folder.iterdir()) == [HEADER_NAME, PREVIOUS_NAME]


@pytest.mark.skipif(sys.platform == "win32", reason="symbolic links need a right there")
def test_a_link_planted_under_the_temporary_name_is_not_followed(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(b"untouched")
    (tmp_path / "keys.json.new").symlink_to(victim)
    replace_file(tmp_path / "keys.json", b"data")
    assert victim.read_bytes() == b"untouched"


class Trouble:
    """Fails the n-th of the calls that put a file down for good; counts them."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, fails_at: int) -> None:
        self.count = 0
        for name in ("open", "fsync"):
            monkeypatch.setattr(replacing.os, name, self.wrapped(getattr(os, name), fails_at))
        monkeypatch.setattr(replacing, "_move", self.wrapped(replacing._move, fails_at))

    def wrapped(self, call: Callable[..., object], fails_at: int) -> Callable[..., object]:
        def tried(*args: object, **options: object) -> object:
            self.count += 1
            if self.count == fails_at:
                raise OSError(errno.ENOSPC, "no space left")
            return call(*args, **options)

        return tried


@pytest.mark.attack("T19")
def test_whichever_step_fails_the_file_is_old_or_new_and_whole(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    old = shop.bytes
    owner = shop.sign_in()
    draft = owner.draft()
    draft.add_portfolio("Второй", [])
    header = draft.sign().header
    outcomes = []
    for step in range(1, 20):
        with monkeypatch.context() as patch:
            trouble = Trouble(patch, step)
            try:
                write_header(shop.folder, header)
                outcomes.append("written")
            except OSError:
                outcomes.append("refused")
        assert shop.bytes in (old, header.to_bytes())
        assert read_header(shop.folder).fallback == ""
        if trouble.count < step:
            break
        shop.put(old)
        assert sorted(path.name for path in shop.folder.iterdir()) == [HEADER_NAME, PREVIOUS_NAME]
    assert outcomes[-1] == "written"
    assert outcomes.count("refused") >= 3


WRITER = """
import sys
from pathlib import Path
from clientcrm.vault.header import parse_header
from clientcrm.vault.header_file import write_header
folder = Path(sys.argv[1])
headers = [parse_header((folder / name).read_bytes()) for name in ("a", "b")]
while True:
    for header in headers:
        write_header(folder, header)
        print("x", end="", flush=True)
"""


@pytest.mark.attack("T16")
@pytest.mark.parametrize("rounds", [3, pytest.param(100, marks=pytest.mark.slow)])
def test_a_killed_writer_leaves_one_of_the_two_whole(shop: Shop, rounds: int) -> None:
    (shop.folder / "a").write_bytes(shop.bytes)
    shop.add_portfolio("Второй")
    (shop.folder / "b").write_bytes(shop.bytes)
    known = [parse_header((shop.folder / name).read_bytes()) for name in ("a", "b")]
    for number in range(rounds):
        command = [sys.executable, "-c", WRITER, str(shop.folder)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as writer:
            assert writer.stdout is not None
            writer.stdout.read(1 + number % 7)
            time.sleep(number % 13 / 1000)
            writer.kill()
        found = read_header(shop.folder)
        assert found in known
        assert found.fallback == ""
        assert parse_header((shop.folder / PREVIOUS_NAME).read_bytes()) in known


@pytest.mark.attack("T20")
@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root writes everywhere")
def test_a_read_only_folder_is_an_os_error_and_changes_nothing(shop: Shop) -> None:
    header, before = shop.header, shop.bytes
    shop.folder.chmod(0o500)
    try:
        with pytest.raises(OSError, match="denied"):
            write_header(shop.folder, header)
    finally:
        shop.folder.chmod(0o700)
    assert shop.bytes == before


# ---------------------------------------------------------------- accidents, byte by byte


@pytest.mark.attack("T2")
def test_no_flipped_byte_is_read_as_something_else(shop: Shop) -> None:
    good, header = shop.bytes, shop.header
    believed = []
    for position in range(len(good)):
        changed = bytearray(good)
        changed[position] ^= 1 << position % 8
        try:
            if parse_header(bytes(changed)) != header:
                believed.append(position)
        except (DamagedHeader, NewerFormat):
            continue
    assert believed == []


@pytest.mark.attack("T4")
def test_no_cut_file_is_read(shop: Shop) -> None:
    good = shop.bytes
    for length in range(0, len(good), 7):
        with pytest.raises(DamagedHeader):
            parse_header(good[:length])


def test_two_headers_do_not_mix(shop: Shop, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = parse_canonical(new_shop(tmp_path / "other").bytes)
    ours = parse_canonical(shop.bytes)
    assert isinstance(ours, dict)
    assert isinstance(other, dict)
    for part in ("manifest", "wraps", "bundles"):
        with pytest.raises(DamagedHeader):
            parse_header(rechecked({**ours, part: other[part]}))


def test_the_checksum_is_over_everything_else(shop: Shop) -> None:
    value = parse_canonical(shop.bytes)
    assert isinstance(value, dict)
    body = {name: part for name, part in value.items() if name != "check"}
    assert value["check"] == hashlib.sha256(canonical(body)).hexdigest()
