"""Run every bench_*.py of this folder in a process of its own; print the figures and write docs/benchmarks.md.

A benchmark is a module with `def run(report)`; its docstring's first line is its title.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.metadata
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PAGE = ROOT / "docs" / "benchmarks.md"
LIBRARIES = (
    "PySide6-Essentials",
    "SQLAlchemy",
    "sqlcipher3",
    "cryptography",
    "python-calamine",
    "openpyxl",
    "XlsxWriter",
)
INTRODUCTION = """\
# Benchmarks

Written by `python packaging/dev.py bench`. Ratios count: they compare with something measured in the same run on the
same machine. Absolute times are orders of magnitude, since the machine is shared.
"""


def main(arguments: list[str]) -> int:
    """Measure what was asked for; the exit status is 1 if a benchmark broke, whatever its figures."""
    parser = argparse.ArgumentParser(prog="run.py")
    parser.add_argument("--only", action="append", metavar="NAME")
    parser.add_argument("--measure", help=argparse.SUPPRESS)
    parser.add_argument("--into", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--room", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.measure:
        return measure(options.measure, options.into, options.room)
    names = sorted(path.stem.removeprefix("bench_") for path in HERE.glob("bench_*.py"))
    if not names:
        print(f"{HERE.relative_to(ROOT)} holds no bench_*.py: nothing was measured.", file=sys.stderr)
        return 1
    asked = {only: belonging(only, names) for only in options.only or names}
    if unknown := sorted(only for only, found in asked.items() if not found):
        print(f"No benchmark is called {', '.join(unknown)}; there are {', '.join(names)}.", file=sys.stderr)
        return 2
    return run_all(list(dict.fromkeys(name for found in asked.values() for name in found)))


def belonging(only: str, names: list[str]) -> list[str]:
    """The benchmark of this name and its parts: figures, figures_money, figures_rhythm."""
    return [name for name in names if name == only or name.startswith(f"{only}_")]


def run_all(names: list[str]) -> int:
    """Each benchmark in a process of its own, so that memory and caches of one do not help or hinder the next.

    They share a room: a base that one of them made is there for the next. The page is written after each.
    """
    broken = []
    with tempfile.TemporaryDirectory(prefix="bench-") as room:
        for name in names:
            print(f"\n{name}", flush=True)
            result = Path(room) / f"{name}.json"
            command = [sys.executable, str(HERE / "run.py"), "--measure", name, "--into", str(result), "--room", room]
            status = subprocess.run(command, cwd=ROOT, check=False).returncode
            if status != 0 or not result.exists():
                broken.append(name)
                continue
            write_page(name, section(name, json.loads(result.read_text("utf-8"))))
    print(f"\nwritten: {PAGE.relative_to(ROOT)}")
    if broken:
        print(f"broken: {', '.join(broken)}", file=sys.stderr)
    return 1 if broken else 0


def write_page(name: str, text: str) -> None:
    """Put one benchmark on the page; what the page says of the others stays."""
    sections = {**read_sections(PAGE), name: text}
    there = {path.stem.removeprefix("bench_") for path in HERE.glob("bench_*.py")}
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text("\n".join([INTRODUCTION, *(sections[each] for each in sorted(sections) if each in there)]), "utf-8")


def measure(name: str, into: Path, room: Path) -> int:
    """The measuring process: run one benchmark and leave its figures in a file."""
    sys.path[:0] = [str(HERE), str(ROOT)]
    from report import Report

    module = importlib.import_module(f"bench_{name}")
    report, others = Report(room=room), load()
    module.run(report)
    title = (module.__doc__ or name).strip().splitlines()[0]
    into.write_text(json.dumps({"title": title, "machine": machine() + others, **report.as_json()}), "utf-8")
    return 0


def section(name: str, result: dict[str, Any]) -> str:
    """One benchmark as a piece of the page."""
    sys.path.insert(0, str(HERE))
    from report import Figure, cells

    lines = [f"## {name}", "", result["title"], "", result["machine"], ""]
    lines += ["| what | measured | target | beside | holds |", "|---|---|---|---|---|"]
    for figure in result["figures"]:
        lines.append("| " + " | ".join(cell.replace("|", "/") for cell in cells(Figure(**figure))) + " |")
    if result["left_out"]:
        lines += ["", *(f"- Left out: {reason}" for reason in result["left_out"])]
    return "\n".join([*lines, ""])


def read_sections(page: Path) -> dict[str, str]:
    """The pieces already on the page, by benchmark, so that --only keeps the others."""
    if not page.exists():
        return {}
    pieces = re.split(r"^## (\w+)\n", page.read_text("utf-8"), flags=re.MULTILINE)[1:]
    return {name: f"## {name}\n{text.rstrip()}\n" for name, text in zip(pieces[::2], pieces[1::2], strict=True)}


def machine() -> str:
    """Where and with what the figures were taken, in one paragraph."""
    day = datetime.now().astimezone().strftime("%Y-%m-%d")
    system = f"{platform.system()} {platform.release()}"
    python = f"Python {platform.python_version()}"
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in LIBRARIES)
    return f"{day}, {processor()}, {usable_cores()} cores, {memory()}, {system}, {python}, {versions}."


def load() -> str:
    """How much others use the machine now: beside them processor times grow too, twofold where cores are shared."""
    return f" Load when it began: {os.getloadavg()[0]:.1f}." if hasattr(os, "getloadavg") else ""


def processor() -> str:
    """The processor's model."""
    try:
        found = re.search(r"^model name\s*:\s*(.+)$", Path("/proc/cpuinfo").read_text("utf-8"), re.MULTILINE)
    except OSError:
        found = None
    return found[1].strip() if found else platform.processor() or platform.machine()


def usable_cores() -> int:
    """Cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def memory() -> str:
    """The machine's memory."""
    if not hasattr(os, "sysconf"):
        return "memory unknown"
    return f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
