"""What a benchmark hands in: figures with their targets, and the clocks to take them with."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of a table. A figure holds when it is at most its target, and its ratio at most the ratio's target."""

    what: str
    value: float
    unit: str
    target: float | None = None
    ratio: float | None = None
    ratio_target: float | None = None
    beside: str = ""

    @property
    def holds(self) -> bool | None:
        """Whether every target is kept; None where there is none."""
        pairs = [(self.value, self.target), (self.ratio, self.ratio_target)]
        kept = [value <= target for value, target in pairs if target is not None and value is not None]
        return all(kept) if kept else None


@dataclass(slots=True)
class Stopwatch:
    """Wall and processor seconds of a piece of work, children included."""

    wall: float = 0.0
    cpu: float = 0.0


@dataclass(slots=True)
class Report:
    """Collects the figures of one benchmark and prints each as it comes; a run's benchmarks share `room`."""

    room: Path = field(default_factory=lambda: Path(tempfile.gettempdir()))
    figures: list[Figure] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    def add(
        self,
        what: str,
        value: float,
        unit: str,
        *,
        target: float | None = None,
        ratio: float | None = None,
        ratio_target: float | None = None,
        beside: str = "",
    ) -> None:
        """Hand in a figure; `ratio` compares it with `beside`, measured in the same run."""
        figure = Figure(what, value, unit, target, ratio, ratio_target, beside)
        self.figures.append(figure)
        print("  " + "  ".join(cell for cell in cells(figure) if cell), flush=True)

    def leave_out(self, what: str, reason: str) -> None:
        """Say that something is not measured here, and why."""
        self.left_out.append(f"{what}: {reason}")
        print(f"  left out: {what}: {reason}", flush=True)

    @contextmanager
    def watch(self) -> Iterator[Stopwatch]:
        """Time a block; children count once they have ended."""
        watch, wall, cpu = Stopwatch(), time.perf_counter(), cpu_seconds()
        yield watch
        watch.wall, watch.cpu = time.perf_counter() - wall, cpu_seconds() - cpu

    def as_json(self) -> dict[str, Any]:
        """For the trip from the measuring process to the one that writes the page."""
        return {"figures": [asdict(one) for one in self.figures], "left_out": self.left_out}


def timed(do: Callable[[], object]) -> float:
    """Milliseconds of processor time that a piece of work takes; what other people's programs do does not count."""
    start = time.process_time()
    do()
    return (time.process_time() - start) * 1000


def cpu_seconds() -> float:
    """Processor time of this process and its finished children."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def peak_megabytes(*, children: bool = False) -> float | None:
    """The largest memory this process (or its largest finished child) ever held; None where the system won't say."""
    if sys.platform == "win32":
        return None
    import resource

    who = resource.RUSAGE_CHILDREN if children else resource.RUSAGE_SELF
    peak = resource.getrusage(who).ru_maxrss
    return peak / (1024 * 1024) if sys.platform == "darwin" else peak / 1024


def forget_peak() -> None:
    """Let the largest memory be counted from now on, where the system can (Linux)."""
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", "ascii")


def peak_since(process: int | None = None) -> float:
    """The largest memory since `forget_peak` in MB, or that another process ever held; 0 where the system won't say."""
    with suppress(OSError):
        lines = Path(f"/proc/{process or 'self'}/status").read_text("ascii").splitlines()
        return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))
    return 0.0


def held_megabytes() -> float | None:
    """The memory that this process holds now; None where the system won't say."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    except OSError:
        return None
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that this share of the values does not exceed: percentile(times, 0.95)."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * round(share * 1000) // 1000) - 1)]


def cells(figure: Figure) -> tuple[str, str, str, str, str]:
    """What, measured, target, ratio, holds: as they are printed and written."""
    targets = [f"≤ {short(figure.target)} {figure.unit}"] if figure.target is not None else []
    beside = " ".join([f"{figure.ratio:.2f} x", figure.beside]).strip() if figure.ratio is not None else figure.beside
    if figure.ratio_target is not None:
        targets.append(f"≤ {short(figure.ratio_target)} x")
    holds = {True: "yes", False: "NO", None: ""}[figure.holds]
    return (figure.what, f"{short(figure.value)} {figure.unit}", ", ".join(targets), beside, holds)


def short(value: float) -> str:
    """Three significant digits, whole numbers whole: 0.0123, 4.57, 123, 100,000."""
    if value == int(value) or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"
