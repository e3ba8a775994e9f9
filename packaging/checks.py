"""The checks of `dev.py test`, in their order, and what each of them said."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from environment import HERE, ROOT, child_environment

LONG_FILE = 400
MEMORY_DISK, GIB = Path("/dev/shm"), 1 << 30  # noqa: S108 - a folder of our own is made there


@dataclass(frozen=True)
class Check:
    """One check: its name, what it looks for, the command; one that keeps a single core busy runs beside another."""

    name: str
    about: str
    command: list[str]
    both_cores: bool = False


def all_checks(python: Path, *, slow: bool = False) -> list[Check]:
    """Every check, the quick ones first."""
    py = str(python)
    lint_imports = str(python.with_name("lint-imports.exe" if os.name == "nt" else "lint-imports"))
    # worksteal: of the ways to share tests out, one that does not wait for ever for a process that died.
    pytest = [py, "-m", "pytest", "-q", "-n", "2", "--dist", "worksteal", "--durations", "10"]
    # Orders and values of chance show a developer what nobody thought of; a submission must not fail for a draw.
    pytest += ["-m", "not keystore and not alone"] if slow else ["-p", "no:randomly", "--hypothesis-profile", "same"]
    return [
        Check("style", "ruff check", [py, "-m", "ruff", "check", "--no-cache", "."]),
        Check("layout", "ruff format --check", [py, "-m", "ruff", "format", "--no-cache", "--check", "."]),
        Check("types", "mypy, strict", [py, "-m", "mypy"]),
        Check("imports", "the import contracts", [lint_imports, "--no-logo", "--no-cache"]),
        Check(
            "translations", "every language complete", [py, str(ROOT / "resources" / "i18n" / "update.py"), "--check"]
        ),
        Check("tests", "pytest", pytest, both_cores=True),
        Check(
            "alone", "what looks through a whole process", [py, "-m", "pytest", "-q", "-m", "alone", *marked("alone")]
        ),
        Check("keystore", "the tests with a real Secret Service", [py, str(HERE / "keystore.py")]),
    ]


def marked(mark: str) -> list[str]:
    """The files of tests with this mark: to collect all others for one test takes longer than the test."""
    files = sorted((ROOT / "tests").rglob("test_*.py"))
    return [str(path.relative_to(ROOT)) for path in files if f"mark.{mark}" in path.read_text("utf-8")]


def run_all(checks: list[Check]) -> int:
    """Run every check, even after a failure, and sum up; the answer is the exit status."""
    results: list[tuple[Check, int, float]] = []
    with quick_room() as places:
        # Windows are never shown by a check, also where there is a screen.
        environment = child_environment(QT_QPA_PLATFORM="offscreen", **places)
        for both_cores, together in groupby(checks, key=lambda check: check.both_cores):
            if both_cores:
                results += [_watched(check, environment) for check in together]
            else:
                results += _abreast(list(together), environment)
    for line in long_files():
        print(line)
    print("\n======== summary", flush=True)
    for check, status, seconds in results:
        print(f"{'ok    ' if status == 0 else 'FAILED'} {check.name:<13} {seconds:6.1f} s", flush=True)
    failed = sum(status != 0 for _, status, _ in results)
    print(f"checks: {len(results) - failed} passed, {failed} failed", flush=True)
    return 1 if failed else 0


def _watched(check: Check, environment: dict[str, str]) -> tuple[Check, int, float]:
    """Run a check that says what it does while it does it."""
    print(_heading(check), flush=True)
    started = time.monotonic()
    status = subprocess.run(check.command, cwd=ROOT, env=environment, check=False).returncode
    return check, status, time.monotonic() - started


def _abreast(checks: list[Check], environment: dict[str, str]) -> list[tuple[Check, int, float]]:
    """Run checks two at a time; what they say is shown in their order, each whole."""

    def run(check: Check) -> tuple[int, float, bytes]:
        started = time.monotonic()
        done = subprocess.run(
            check.command, cwd=ROOT, env=environment, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        return done.returncode, time.monotonic() - started, done.stdout

    results = []
    with ThreadPoolExecutor(2) as pool:
        for check, (status, seconds, said) in zip(checks, pool.map(run, checks), strict=True):
            print(_heading(check), flush=True)
            sys.stdout.buffer.write(said)  # as it came: a console of Windows may lack its letters
            sys.stdout.flush()
            results.append((check, status, seconds))
    return results


def _heading(check: Check) -> str:
    return f"\n======== {check.name}: {check.about}"


@contextmanager
def quick_room() -> Iterator[dict[str, str]]:
    """Where pytest makes its folders: in memory where there is plenty of it, for a base syncs ten times per sign-in.

    Everything is done as on a disk, syncs too; they only cost nothing. Without much memory it is the usual place.
    """
    if not sys.platform.startswith("linux") or not _plenty():
        yield {}
        return
    with tempfile.TemporaryDirectory(prefix="clientcrm-tests-", dir=MEMORY_DISK, ignore_cleanup_errors=True) as room:
        yield {"PYTEST_DEBUG_TEMPROOT": room}


def _plenty() -> bool:
    """Whether three gigabytes more could be taken; a test's folder goes with the test, so a tenth of it is in use."""
    try:
        free = shutil.disk_usage(MEMORY_DISK).free if os.access(MEMORY_DISK, os.W_OK) else 0
        lines = Path("/proc/meminfo").read_text("utf-8").splitlines()
        available = next(int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:"))
        limit, used = Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory.current")
        if limit.exists() and (given := limit.read_text("utf-8").strip()) != "max":
            available = min(available, int(given) - int(used.read_text("utf-8")))
    except (OSError, StopIteration, ValueError):
        return False
    return free >= 3 * GIB and available >= 6 * GIB


def long_files() -> list[str]:
    """A word about each file that has outgrown its subject; not a failure."""
    found = [path for folder in ("clientcrm", "ui", "packaging") for path in sorted((ROOT / folder).rglob("*.py"))]
    sizes = [(len(path.read_text("utf-8").splitlines()), path.relative_to(ROOT)) for path in found]
    return [f"long file: {path} has {lines} lines" for lines, path in sizes if lines > LONG_FILE]
