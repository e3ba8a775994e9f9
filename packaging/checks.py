"""The checks of `dev.py test`, in their order, and what each of them said."""

from __future__ import annotations

import os
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from environment import HERE, ROOT, child_environment

LONG_FILE = 400


@dataclass(frozen=True)
class Check:
    """One check: its name, what it looks for, the command."""

    name: str
    about: str
    command: list[str]


def all_checks(python: Path, *, slow: bool = False) -> list[Check]:
    """Every check, the quick ones first."""
    py = str(python)
    lint_imports = str(python.with_name("lint-imports.exe" if os.name == "nt" else "lint-imports"))
    # worksteal: of the ways to share tests out, one that does not wait for ever for a process that died.
    pytest = [py, "-m", "pytest", "-q", "-n", "2", "--dist", "worksteal", "--durations", "10"]
    # In an order of chance a developer finds what one test leaves to another; a submission must not fail for a draw.
    pytest += ["-m", "not keystore and not alone"] if slow else ["-p", "no:randomly"]
    return [
        Check("style", "ruff check", [py, "-m", "ruff", "check", "--no-cache", "."]),
        Check("layout", "ruff format --check", [py, "-m", "ruff", "format", "--no-cache", "--check", "."]),
        Check("types", "mypy, strict", [py, "-m", "mypy"]),
        Check("imports", "the import contracts", [lint_imports, "--no-logo", "--no-cache"]),
        Check(
            "translations", "every language complete", [py, str(ROOT / "resources" / "i18n" / "update.py"), "--check"]
        ),
        Check("tests", "pytest", pytest),
        Check("alone", "what looks through a whole process", [py, "-m", "pytest", "-q", "-m", "alone", "tests"]),
        Check("keystore", "the tests with a real Secret Service", [py, str(HERE / "keystore.py")]),
    ]


def run_all(checks: list[Check]) -> int:
    """Run every check, even after a failure, and sum up; the answer is the exit status."""
    results: list[tuple[Check, int, float]] = []
    for check in checks:
        print(f"\n======== {check.name}: {check.about}", flush=True)
        started = time.monotonic()
        # Windows are never shown by a check, also where there is a screen.
        environment = child_environment(QT_QPA_PLATFORM="offscreen")
        status = subprocess.run(check.command, cwd=ROOT, env=environment, check=False).returncode
        results.append((check, status, time.monotonic() - started))
    for line in long_files():
        print(line)
    print("\n======== summary", flush=True)
    for check, status, seconds in results:
        print(f"{'ok    ' if status == 0 else 'FAILED'} {check.name:<13} {seconds:6.1f} s", flush=True)
    failed = sum(status != 0 for _, status, _ in results)
    print(f"checks: {len(results) - failed} passed, {failed} failed", flush=True)
    return 1 if failed else 0


def long_files() -> list[str]:
    """A word about each file that has outgrown its subject; not a failure."""
    found = [path for folder in ("clientcrm", "ui", "packaging") for path in sorted((ROOT / folder).rglob("*.py"))]
    sizes = [(len(path.read_text("utf-8").splitlines()), path.relative_to(ROOT)) for path in found]
    return [f"long file: {path} has {lines} lines" for lines, path in sizes if lines > LONG_FILE]
