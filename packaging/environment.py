"""The .venv in the repository's root and the system libraries that Qt needs: check, make, mend."""

from __future__ import annotations

import ctypes
import hashlib
import importlib
import importlib.util
import json
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HERE = Path(__file__).resolve().parent
RUN_LOCK = HERE / "requirements.txt"
TEST_LOCK = HERE / "requirements-test.txt"

# What Qt loads, and the Debian package that holds it. Newer Debians keep these names as virtual packages.
LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libbrotlidec.so.1": "libbrotli1",
}
WINDOW_LIBRARIES = {
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}


sys.path.append(str(ROOT))  # the one thing that the program itself has to ask, too; plain Python like this file


def has_display() -> bool:
    """Whether a window can be shown here."""
    from clientcrm.display import has_display as answers

    return answers()


class SetUpFailed(Exception):
    """The environment cannot be made; the text says what to do."""


def python_of(venv: Path) -> Path:
    """The interpreter of an environment."""
    return venv / "Scripts" / "python.exe" if os.name == "nt" else venv / "bin" / "python"


def set_up(*, tests: bool = False, window: bool = False) -> Path:
    """A complete .venv with the pinned libraries and, if asked, the tools of the checks; answers its Python."""
    install_missing_libraries(window=window)
    venv = ROOT / ".venv"
    locks = [RUN_LOCK, TEST_LOCK] if tests else [RUN_LOCK]
    if not stands(venv, locks):
        if not may_grow(venv):
            make_venv(venv)
        install(venv, locks)
    return python_of(venv)


def stamp_for(locks: list[Path]) -> dict[str, str]:
    """What a complete environment was made from: the Python and each lock's hash."""
    stamp = {"python": sys.version, "prefix": sys.base_prefix}
    stamp.update({lock.name: hashlib.sha256(lock.read_bytes()).hexdigest() for lock in locks})
    return stamp


def read_stamp(venv: Path) -> dict[str, str]:
    """The stamp, written last when the environment was made; empty where it was not finished."""
    try:
        stamp = json.loads((venv / "complete.json").read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) and python_of(venv).exists() else {}


def stands(venv: Path, locks: list[Path]) -> bool:
    """Whether everything in the locks is there."""
    stamp = read_stamp(venv)
    return all(stamp.get(name) == value for name, value in stamp_for(locks).items())


def may_grow(venv: Path) -> bool:
    """Whether the environment is whole, of this Python and these locks, and only lacks the tools of the checks."""
    return stands(venv, [RUN_LOCK]) and TEST_LOCK.name not in read_stamp(venv)


def make_venv(venv: Path) -> None:
    """A new, empty environment; a half-made or outdated one is removed first."""
    if venv.exists():
        print(f"Removing {venv}: it is incomplete or was made for another Python or other versions.", flush=True)
        shutil.rmtree(venv)
    print(f"Making {venv} (once; one or two minutes with the downloads)", flush=True)
    uv = shutil.which("uv")
    # From inside an environment, the interpreter beneath it: the inner one may be the folder just removed.
    base = getattr(sys, "_base_executable", None) or sys.executable
    command = [uv, "venv", "--quiet", "--python", base, str(venv)] if uv else [base, "-m", "venv", str(venv)]
    if run(command) != 0:
        shutil.rmtree(venv, ignore_errors=True)
        raise SetUpFailed("The environment could not be made: see the message above.")


def install(venv: Path, locks: list[Path]) -> None:
    """Install exactly what the locks name, from wheels, each checked against its hash."""
    # The stamp goes first, so that an installation cut short is seen the next time.
    (venv / "complete.json").unlink(missing_ok=True)
    python = str(python_of(venv))
    uv = shutil.which("uv")
    command = [uv, "pip", "install", "--python", python] if uv else [python, "-m", "pip", "install", "--no-input"]
    if not uv:
        command += ["--disable-pip-version-check"]
    if not sys.stderr.isatty():
        command += ["--quiet"]
    command += ["--require-hashes", "--only-binary", ":all:"]
    for lock in locks:
        command += ["--requirement", str(lock)]
    if run(command) != 0:
        shutil.rmtree(venv, ignore_errors=True)
        raise SetUpFailed(
            "The libraries could not be installed: see the message above.\n"
            "Nothing half-made is left; with the network back, the same command goes on.\n"
            "Ready-made packages exist for 64-bit Linux (glibc 2.34 or newer on x86_64, 2.39 on aarch64), Windows x64 "
            "and macOS 14 or newer on Apple silicon."
        )
    (venv / "complete.json").write_text(json.dumps(stamp_for(locks), indent=1), "utf-8")


def run(command: list[str]) -> int:
    """Run a command in the repository's root; answers its exit status."""
    return subprocess.run(command, cwd=ROOT, env=child_environment(), check=False).returncode


def child_environment(**more: str) -> dict[str, str]:
    """Our environment for a child: UTF-8 everywhere, and no foreign Python paths."""
    foreign = {"PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV", "__PYVENV_LAUNCHER__"}
    kept = {name: value for name, value in os.environ.items() if name not in foreign}
    return {**kept, "PYTHONUTF8": "1", **more}


# ---------------------------------------------------------------- system libraries


def install_missing_libraries(*, window: bool) -> None:
    """Install what Qt needs from the system where we may, else say the one command and stop."""
    if not sys.platform.startswith("linux"):
        return
    missing = missing_libraries(window=window)
    packages = sorted(set(missing.values()))
    if not packages:
        return
    print("Missing on this system: " + ", ".join(sorted(missing)), flush=True)
    if shutil.which("apt-get") is None:
        raise SetUpFailed("Install them with the system's package manager, then start the same command again.")
    if os.geteuid() != 0:
        raise SetUpFailed(f"Type this once, then start the same command again:\n\n    {apt_command(packages)}\n")
    install_packages(packages)
    importlib.invalidate_caches()
    if missing := missing_libraries(window=window):
        raise SetUpFailed("Still missing after the installation: " + ", ".join(sorted(missing)))


def missing_libraries(*, window: bool) -> dict[str, str]:
    """What cannot be loaded here, each with the Debian package that holds it."""
    wanted = LIBRARIES | (WINDOW_LIBRARIES if window else {})
    missing = {name: package for name, package in wanted.items() if not loads(name)}
    # Debian keeps ensurepip apart; without it `python3 -m venv` leaves a half-made folder behind. uv needs none.
    if importlib.util.find_spec("ensurepip") is None and shutil.which("uv") is None:
        missing["ensurepip"] = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    return missing


def loads(library: str) -> bool:
    """Whether the system's loader finds this library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def apt_command(packages: list[str]) -> str:
    """The one command to type."""
    return "sudo apt-get update && sudo apt-get install -y --no-install-recommends " + shlex.join(packages)


def install_packages(packages: list[str]) -> None:
    """Install Debian packages as root, without questions."""
    print("Installing " + " ".join(packages), flush=True)
    silent = child_environment(DEBIAN_FRONTEND="noninteractive")
    said = ""
    # A source of packages that does not answer need not matter: what counts is whether the installation succeeds.
    for command in (
        ["apt-get", "update", "-q"],
        ["apt-get", "install", "-q", "-y", "--no-install-recommends", *packages],
    ):
        done = subprocess.run(command, env=silent, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        said += done.stdout.decode("utf-8", "replace")
    if done.returncode != 0:
        print(said, flush=True)
        raise SetUpFailed(f"apt-get failed, see above. Install by hand:\n\n    {apt_command(packages)}\n")
