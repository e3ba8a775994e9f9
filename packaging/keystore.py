"""Runs the tests that need a real Secret Service, in a session of their own; says why where there cannot be one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from checks import marked
from environment import ROOT, SetUpFailed, child_environment, install_packages

TOOLS = {"dbus-run-session": "dbus-daemon", "gnome-keyring-daemon": "gnome-keyring"}
PLACES = {"XDG_CONFIG_HOME": ".config", "XDG_DATA_HOME": ".local/share", "XDG_CACHE_HOME": ".cache"}
# The keystore of this session is empty, opened with a password of its own, and gone with the folder.
SESSION = 'printf pw | gnome-keyring-daemon --unlock --components=secrets > /dev/null 2>&1; exec "$@"'


def main() -> int:
    """The exit status of the tests; 0 with a word about it where this system has no Secret Service."""
    reason = why_not()
    if reason:
        print(f"skipped: {reason}")
        return 0
    tests = [sys.executable, "-m", "pytest", "-q", "-m", "keystore", "-p", "no:cacheprovider", *marked("keystore")]
    with tempfile.TemporaryDirectory(prefix="keystore-") as home:
        places = {"HOME": home, **{name: str(Path(home) / folder) for name, folder in PLACES.items()}}
        environment = child_environment(QT_QPA_PLATFORM="offscreen", **places)
        command = ["dbus-run-session", "--", "bash", "-c", SESSION, "session", *tests]
        return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def why_not() -> str:
    """What stands in the way, after an attempt to install what is missing; nothing if all is there."""
    if not sys.platform.startswith("linux"):
        return "a session of its own for the keystore is only made on Linux"
    missing = missing_tools()
    if missing and os.geteuid() == 0 and shutil.which("apt-get"):
        try:
            install_packages(sorted(TOOLS[tool] for tool in missing))
        except SetUpFailed as failed:
            print(failed)
        missing = missing_tools()
    packages = " ".join(sorted(TOOLS[tool] for tool in missing))
    return f"{' and '.join(missing)} not found: sudo apt-get install {packages}" if missing else ""


def missing_tools() -> list[str]:
    """Which of the programs are not on the PATH."""
    return [tool for tool in TOOLS if shutil.which(tool) is None]


if __name__ == "__main__":
    sys.exit(main())
