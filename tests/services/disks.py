"""A small disk of a test's own, where the machine lets a test make one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import Shop

BLOCK = 4096


class SmallDisk:
    """A tmpfs that is taken away at the end of the test."""

    def __init__(self, place: Path, size: str) -> None:
        if sys.platform != "linux" or os.geteuid() != 0:
            pytest.skip("needs the right to mount a tmpfs")
        place.mkdir()
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)], check=False)
        if done.returncode != 0:
            pytest.skip("this machine mounts no tmpfs for a test")
        self.place = place
        self._stuffing = place / "stuffing"

    def leave(self, blocks: int) -> None:
        """Fill it up but for so many blocks of 4 KiB."""
        self._stuffing.unlink(missing_ok=True)
        free = shutil.disk_usage(self.place).free // BLOCK
        self._stuffing.write_bytes(bytes(max(0, free - blocks) * BLOCK))

    def make_room(self) -> None:
        """Take the stuffing out."""
        self._stuffing.unlink()

    def write_protect(self) -> None:
        """Let nothing be written from now on."""
        subprocess.run(["mount", "-o", "remount,ro", str(self.place)], check=True)

    def unmount(self) -> None:
        """Take it away."""
        subprocess.run(["umount", "-l", str(self.place)], check=False)

    def take_in(self, shop: Shop) -> Shop:
        """The shop moved to this disk."""
        shutil.copytree(shop.folder, self.place / "base")
        return Shop(self.place / "base", shop.recovery_code, shop.device, shop.clock)
