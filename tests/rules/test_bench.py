"""The runner of the benchmarks: figures against targets, and a page on which one measurement keeps the others."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from tests.rules.sources import ROOT


@pytest.fixture(scope="module")
def report() -> Iterator[ModuleType]:
    """The module that benchmarks report to."""
    sys.path.insert(0, str(ROOT / "packaging" / "bench"))
    yield __import__("report")
    sys.path.remove(str(ROOT / "packaging" / "bench"))


@pytest.fixture
def bench(tmp_path: Path) -> Path:
    """A copy of the runner with two small benchmarks."""
    folder = tmp_path / "packaging" / "bench"
    folder.mkdir(parents=True)
    for name in ("run.py", "report.py"):
        shutil.copy(ROOT / "packaging" / "bench" / name, folder)
    for name, value in (("first", 1), ("second", 2)):
        (folder / f"bench_{name}.py").write_text(
            f'"""How {name} it is."""\ndef run(report):\n    report.add("thing", {value}, "s", target=1)\n', "utf-8"
        )
    return tmp_path


def measure(bench: Path, *arguments: str) -> tuple[int, str]:
    """Run it; the exit status and the page."""
    command = [sys.executable, str(bench / "packaging/bench/run.py"), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")
    page = bench / "docs" / "benchmarks.md"
    return done.returncode, page.read_text("utf-8") if page.exists() else ""


def test_every_benchmark_gets_its_section_with_the_machine(bench: Path) -> None:
    status, page = measure(bench)
    assert status == 0
    assert page.index("## first") < page.index("## second")
    assert "How second it is." in page
    assert "| thing | 1 s | ≤ 1 s |  | yes |" in page
    assert "| thing | 2 s | ≤ 1 s |  | NO |" in page
    assert f"Python {sys.version_info.major}.{sys.version_info.minor}." in page


def test_one_measurement_keeps_the_others(bench: Path) -> None:
    measure(bench)
    (bench / "packaging/bench/bench_first.py").write_text(
        '"""New."""\ndef run(report):\n    report.leave_out("all", "why")\n'
    )
    status, page = measure(bench, "--only", "first")
    assert status == 0
    assert "- Left out: all: why" in page
    assert "| thing | 2 s |" in page
    assert "| thing | 1 s |" not in page


def test_a_broken_benchmark_fails_the_run_and_keeps_the_last_figures(bench: Path) -> None:
    measure(bench)
    (bench / "packaging/bench/bench_first.py").write_text("def run(report):\n    raise ValueError\n")
    status, page = measure(bench)
    assert status == 1
    assert "| thing | 1 s |" in page


def test_what_one_made_is_there_for_the_next_and_gone_after_the_run(bench: Path) -> None:
    (bench / "packaging/bench/bench_first.py").write_text(
        "def run(report):\n    (report.room / 'big').write_text('x')\n    report.add(str(report.room), 1, 's')\n"
    )
    (bench / "packaging/bench/bench_second.py").write_text(
        "def run(report):\n    report.add('there', float((report.room / 'big').exists()), 's')\n"
    )
    status, page = measure(bench)
    assert (status, "| there | 1 s |" in page) == (0, True)
    [room] = re.findall(r"^\| (\S+bench-\S+) \|", page, flags=re.MULTILINE)
    assert not Path(room).exists()


def test_figures_are_written_as_they_come(bench: Path) -> None:
    """A run that is broken off, or breaks, keeps what it measured until then."""
    (bench / "packaging/bench/bench_second.py").write_text("import os\ndef run(report):\n    os._exit(9)\n")
    status, page = measure(bench)
    assert (status, "| thing | 1 s |" in page) == (1, True)


def test_the_parts_of_a_benchmark_go_with_it(bench: Path) -> None:
    folder = bench / "packaging/bench"
    shutil.copy(folder / "bench_first.py", folder / "bench_first_part.py")
    shutil.copy(folder / "bench_second.py", folder / "bench_firstling.py")
    status, page = measure(bench, "--only", "first")
    assert status == 0
    assert re.findall(r"^## (\w+)$", page, flags=re.MULTILINE) == ["first", "first_part"]


def test_an_unknown_name_is_refused(bench: Path) -> None:
    assert measure(bench, "--only", "third") == (2, "")


@pytest.mark.parametrize(
    ("value", "target", "ratio", "ratio_target", "holds"),
    [
        (1.0, None, None, None, None),
        (1.0, 1.0, None, None, True),
        (1.1, 1.0, None, None, False),
        (9.0, None, 2.0, 3.5, True),
        (9.0, None, 4.0, 3.5, False),
        (1.0, 2.0, 4.0, 3.5, False),
    ],
)
def test_a_figure_holds_when_every_target_is_kept(
    report: ModuleType,
    value: float,
    target: float | None,
    ratio: float | None,
    ratio_target: float | None,
    holds: bool | None,
) -> None:
    assert report.Figure("x", value, "s", target, ratio, ratio_target).holds is holds


@pytest.mark.parametrize(
    ("values", "share", "expected"),
    [(range(1, 101), 0.95, 95), ([3, 1, 2, 4], 0.95, 4), ([5], 0.5, 5), ([2, 1], 0.5, 1)],
)
def test_a_percentile_is_one_of_the_values(report: ModuleType, values: list[int], share: float, expected: int) -> None:
    assert report.percentile(values, share) == expected


@pytest.mark.parametrize(
    ("value", "text"), [(0.01234, "0.0123"), (4.567, "4.57"), (99.96, "100"), (123.4, "123"), (1e5, "100,000")]
)
def test_numbers_have_three_digits(report: ModuleType, value: float, text: str) -> None:
    assert report.short(value) == text


def test_work_is_timed_with_its_children(report: ModuleType) -> None:
    with report.Report().watch() as watch:
        subprocess.run([sys.executable, "-c", "sum(range(3_000_000))"], check=True)
    assert watch.cpu > 0
    assert watch.wall > 0


def test_measuring_brings_the_tools_of_the_tests_along(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Steps through the window are written for its tests: without their tools a new machine measures nothing of it."""
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    dev, environment = import_module("dev"), import_module("environment")
    asked: list[dict[str, bool]] = []

    def set_up(**wanted: bool) -> str:
        asked.append(wanted)
        return sys.executable

    monkeypatch.setattr(environment, "set_up", set_up)
    monkeypatch.setattr(environment, "HERE", tmp_path)
    (tmp_path / "bench").mkdir()
    (tmp_path / "bench" / "run.py").write_text("", "utf-8")
    assert dev.main(["bench"]) == 0
    assert asked == [{"tests": True}]


def test_every_benchmark_has_its_figures_in_the_docs() -> None:
    told = re.findall(r"^## (\w+)$", (ROOT / "docs/benchmarks.md").read_text("utf-8"), re.MULTILINE)
    assert told == sorted(path.stem.removeprefix("bench_") for path in (ROOT / "packaging/bench").glob("bench_*.py"))
