"""The project's own files: locks without addresses, one test command, marks of real rows, a set-up that mends."""

from __future__ import annotations

import importlib.util
import os
import re
import socket
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

from tests.rules.sources import ROOT

ADDRESS = re.compile(r"https?:|file:|--index|--find-links|--extra-index", re.IGNORECASE)
LOCKS = ("requirements", "requirements-test", "requirements-oracles")
SETTINGS = [
    "pyproject.toml",
    ".ci/run",
    *(f"packaging/{name}.{kind}" for name in LOCKS for kind in ("in", "txt")),
]


@pytest.fixture(scope="module")
def tools() -> dict[str, ModuleType]:
    """The modules beside dev.py."""
    sys.path.insert(0, str(ROOT / "packaging"))
    try:
        return {name: __import__(name) for name in ("environment", "checks", "proved", "dev")}
    finally:
        sys.path.remove(str(ROOT / "packaging"))


@pytest.mark.parametrize("name", SETTINGS)
def test_no_setting_holds_an_address(name: str) -> None:
    assert ADDRESS.findall((ROOT / name).read_text("utf-8")) == []


@pytest.mark.parametrize("name", LOCKS)
def test_the_lock_pins_with_hashes_everything_that_was_asked_for(name: str) -> None:
    asked = re.findall(r"^([A-Za-z][\w.-]*)", (ROOT / f"packaging/{name}.in").read_text("utf-8"), re.MULTILINE)
    lock = (ROOT / f"packaging/{name}.txt").read_text("utf-8")
    pinned = re.findall(r"^([a-z0-9-]+)==\S+(?: ;[^\\]*)? \\\n    --hash=sha256:", lock, re.MULTILINE)
    assert {re.sub(r"[-_.]+", "-", each).lower() for each in asked} <= set(pinned)
    assert len(pinned) == len(re.findall(r"^[a-z]", lock, re.MULTILINE))


@pytest.mark.parametrize("other", LOCKS[1:])
def test_the_locks_agree(other: str) -> None:
    # A library may be pinned twice, for older and for newer Pythons.
    pins: list[dict[str, set[str]]] = [{}, {}]
    for pinned, name in zip(pins, (LOCKS[0], other), strict=True):
        text = (ROOT / f"packaging/{name}.txt").read_text("utf-8")
        for library, version in re.findall(r"^([a-z0-9-]+)==(.*) \\$", text, re.MULTILINE):
            pinned.setdefault(library, set()).add(version)
    shared = pins[0].keys() & pins[1]
    assert {name: pins[0][name] for name in shared} == {name: pins[1][name] for name in shared}


def test_the_program_imports_nothing_that_is_not_pinned() -> None:
    from tests.rules.sources import imports, modules

    modules_of = {
        "pyside6-essentials": "PySide6", "shiboken6": "shiboken6", "msoffcrypto-tool": "msoffcrypto",
        "python-calamine": "python_calamine",
    }  # fmt: skip
    lock = (ROOT / "packaging/requirements.txt").read_text("utf-8")
    pinned = {
        modules_of.get(name, name.replace("-", "_")) for name in re.findall(r"^([a-z0-9-]+)==", lock, re.MULTILINE)
    }
    known = pinned | sys.stdlib_module_names | {"clientcrm", "ui", "main", "tests"}
    found = {
        f"{path}:{line} {name}"
        for path, tree in modules("clientcrm", "ui", "main.py").items()
        for line, name in imports(tree)
        if name.split(".")[0] not in known
    }
    assert found == set()


def test_every_library_that_was_asked_for_is_used() -> None:
    from tests.rules.sources import imports, modules

    named = {"PySide6-Essentials": "PySide6", "msoffcrypto-tool": "msoffcrypto", "python-calamine": "python_calamine"}
    asked = re.findall(r"^([A-Za-z][\w.-]*)", (ROOT / "packaging/requirements.in").read_text("utf-8"), re.MULTILINE)
    used = {name.split(".")[0] for tree in modules("clientcrm", "ui").values() for _, name in imports(tree)}
    # zoneinfo reads tzdata where the system has no time zones.
    assert {named.get(name, name.lower()) for name in asked} - used == {"tzdata"}


def test_every_library_that_is_installed_has_its_notice() -> None:
    notices = (ROOT / "THIRD_PARTY.md").read_text("utf-8").lower()
    lock = (ROOT / "packaging/requirements.txt").read_text("utf-8")
    missing = [name for name in re.findall(r"^([a-z0-9-]+)==", lock, re.MULTILINE) if name not in notices]
    assert missing == []
    for text in re.findall(r"\| (resources/[\w./-]+\.txt) \|", (ROOT / "THIRD_PARTY.md").read_text("utf-8")):
        assert (ROOT / text).stat().st_size > 500


def test_ci_runs_the_test_command_of_the_readme() -> None:
    command = "python3 packaging/dev.py test"
    script = (ROOT / ".ci/run").read_text("utf-8").splitlines()
    assert [line for line in script if line and not line.startswith(("#", "set ", "cd "))] == [command]
    assert os.access(ROOT / ".ci/run", os.X_OK)
    for readme in ("README.md", "README.ru.md"):
        assert command in (ROOT / readme).read_text("utf-8")


def test_packaging_stays_a_plain_folder() -> None:
    # With an __init__.py it would hide the library `packaging` that pytest and others import.
    assert not list((ROOT / "packaging").rglob("__init__.py"))
    found = importlib.util.find_spec("packaging.version")
    assert found is not None
    assert "site-packages" in str(found.origin)


def test_every_mark_names_a_row(tools: dict[str, ModuleType]) -> None:
    rows, shown = tools["proved"].rows(ROOT), tools["proved"].proofs(ROOT)
    assert len(rows) == 87
    assert sorted(set(shown) - set(rows)) == []


def test_every_attack_is_tried_or_says_why_not(tools: dict[str, ModuleType]) -> None:
    attacks, tried = tools["proved"].rows(ROOT, "attacks.txt"), tools["proved"].proofs(ROOT, "attack")
    assert list(attacks) == [f"T{number}" for number in range(1, 34)]
    assert sorted(set(tried) - set(attacks)) == []
    excused = {number for number, text in attacks.items() if "\t" in text}
    assert set(attacks) - set(tried) == excused


# ---------------------------------------------------------------- the set-up


@pytest.fixture
def venv(tmp_path: Path) -> Path:
    """A folder that looks like an environment."""
    python = tmp_path / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    python.parent.mkdir()
    python.touch()
    return tmp_path


@pytest.fixture
def locks(tools: dict[str, ModuleType]) -> tuple[Path, Path]:
    environment = tools["environment"]
    return environment.RUN_LOCK, environment.TEST_LOCK


def stamp(tools: dict[str, ModuleType], venv: Path, *locks: Path, **other: str) -> None:
    """Write the stamp of a finished set-up."""
    import json

    (venv / "complete.json").write_text(json.dumps({**tools["environment"].stamp_for(list(locks)), **other}), "utf-8")


def test_an_environment_without_its_stamp_is_half_made(
    tools: dict[str, ModuleType], venv: Path, locks: tuple[Path, Path]
) -> None:
    assert not tools["environment"].stands(venv, [locks[0]])
    assert not tools["environment"].may_grow(venv)
    (venv / "complete.json").write_text("{cut", "utf-8")
    assert not tools["environment"].stands(venv, [locks[0]])


def test_a_finished_environment_is_kept_and_grows_by_the_tools(
    tools: dict[str, ModuleType], venv: Path, locks: tuple[Path, Path]
) -> None:
    stamp(tools, venv, locks[0])
    assert tools["environment"].stands(venv, [locks[0]])
    assert not tools["environment"].stands(venv, list(locks))
    assert tools["environment"].may_grow(venv)
    stamp(tools, venv, *locks)
    assert tools["environment"].stands(venv, list(locks))
    assert tools["environment"].stands(venv, [locks[0]])


@pytest.mark.parametrize("changed", ["python", "prefix", "requirements.txt", "requirements-test.txt"])
def test_another_python_or_lock_means_a_new_environment(
    tools: dict[str, ModuleType], venv: Path, locks: tuple[Path, Path], changed: str
) -> None:
    stamp(tools, venv, *locks, **{changed: "another"})
    assert not tools["environment"].stands(venv, list(locks))
    assert not tools["environment"].may_grow(venv)


def test_an_environment_whose_python_is_gone_is_made_anew(
    tools: dict[str, ModuleType], venv: Path, locks: tuple[Path, Path]
) -> None:
    stamp(tools, venv, *locks)
    tools["environment"].python_of(venv).unlink()
    assert not tools["environment"].stands(venv, list(locks))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="system packages are a matter of Linux")
def test_a_missing_library_ends_in_one_command(
    tools: dict[str, ModuleType], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    environment = tools["environment"]
    monkeypatch.setitem(environment.LIBRARIES, "libnosuch.so.7", "libnosuch7")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(environment.shutil, "which", lambda name: f"/usr/bin/{name}")
    with pytest.raises(environment.SetUpFailed, match=r"sudo apt-get update && sudo apt-get install .* libnosuch7\n"):
        environment.install_missing_libraries(window=False)
    assert "libnosuch.so.7" in capsys.readouterr().out


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have a display")
@pytest.mark.parametrize(
    ("variables", "display"),
    [
        ({}, False),
        ({"DISPLAY": "LISTENS"}, True),
        ({"DISPLAY": "LISTENS.0"}, True),
        ({"WAYLAND_DISPLAY": "LISTENS"}, True),
        ({"DISPLAY": "LISTENS", "QT_QPA_PLATFORM": "offscreen"}, False),
        # Left behind by a screen that is gone, by a connection that ended, or never right.
        ({"DISPLAY": ":979"}, False),
        ({"DISPLAY": "LISTENS-no-more"}, False),
        ({"DISPLAY": "localhost:979.0"}, False),
        ({"DISPLAY": "[::1]:979"}, False),
        ({"DISPLAY": "localhost:99999999"}, False),
        ({"DISPLAY": "nonsense"}, False),
        ({"WAYLAND_DISPLAY": "wayland-gone", "XDG_RUNTIME_DIR": "/tmp"}, False),
        ({"QT_QPA_PLATFORM": "vnc:size=800x600"}, True),
    ],
)
def test_a_display_is_recognised_where_it_is(
    tools: dict[str, ModuleType],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    variables: dict[str, str],
    *,
    display: bool,
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    with socket.socket(socket.AF_UNIX) as screen:
        screen.bind(str(tmp_path / "X"))
        screen.listen()
        for name, value in variables.items():
            monkeypatch.setenv(name, value.replace("LISTENS", str(tmp_path / "X")))
        assert tools["environment"].has_display() is display


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have a display")
def test_a_window_that_has_nowhere_to_open_is_said_in_one_sentence() -> None:
    plain = {name: value for name, value in os.environ.items() if name not in {"QT_QPA_PLATFORM", "WAYLAND_DISPLAY"}}
    done = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), "--lang", "ru"],
        env=plain | {"DISPLAY": ":979"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Экрана здесь нет")
    assert len(done.stderr.splitlines()) == 1


def test_build_says_that_it_builds_nothing() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "packaging/dev.py"), "build"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "nothing was built" in done.stderr


def test_a_failed_check_fails_the_run_and_the_others_still_run(
    tools: dict[str, ModuleType], capfd: pytest.CaptureFixture[str]
) -> None:
    check = tools["checks"].Check
    good, bad = [sys.executable, "-c", "print('went on')"], [sys.executable, "-c", "raise SystemExit(3)"]
    assert tools["checks"].run_all([check("first", "", bad), check("second", "", good)]) == 1
    assert "went on" in (said := capfd.readouterr().out)
    assert "FAILED first" in said
    assert "checks: 1 passed, 1 failed" in said
    assert tools["checks"].run_all([check("only", "", good)]) == 0


def test_checks_that_run_beside_each_other_are_told_in_their_order(
    tools: dict[str, ModuleType], capfd: pytest.CaptureFixture[str]
) -> None:
    check = tools["checks"].Check
    slow = "import sys, time; time.sleep(0.3); sys.stderr.write('slow one')"
    named = [
        check("slow", "", [sys.executable, "-c", slow]),
        check("quick", "", [sys.executable, "-c", "print('quick one')"]),
        check("wide", "", [sys.executable, "-c", "print('wide one')"], both_cores=True),
    ]
    assert tools["checks"].run_all(named) == 0
    said = capfd.readouterr().out
    places = [said.index(words) for words in ("== slow", "slow one", "== quick", "quick one", "== wide", "wide one")]
    assert places == sorted(places)


@pytest.mark.parametrize("mark", ["alone", "keystore"])
def test_files_with_a_mark_of_their_own_are_found(tools: dict[str, ModuleType], mark: str) -> None:
    found = tools["checks"].marked(mark)
    assert found
    assert all(f"mark.{mark}" in (ROOT / name).read_text("utf-8") for name in found)


def test_the_room_of_the_tests_is_gone_after_them(tools: dict[str, ModuleType]) -> None:
    with tools["checks"].quick_room() as places:
        assert all(Path(place).is_dir() for place in places.values())
    assert not any(Path(place).exists() for place in places.values())


def test_the_test_command_runs_every_kind_of_check(tools: dict[str, ModuleType]) -> None:
    checks = tools["checks"].all_checks(Path("python"))
    names = [each.name for each in checks]
    assert names == ["style", "layout", "types", "imports", "translations", "tests", "alone", "keystore"]


def test_types_are_checked_strictly_everywhere() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["mypy"]
    assert settings["strict"] is True
    assert {"clientcrm", "ui", "main.py"} <= set(settings["files"])
    # Set to 3.11, the check fails on 3.12 to 3.14 with what it cannot read of the numpy that stands there.
    assert "python_version" not in settings
