"""The real program in a process of its own: what it loads, what it prints, how it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "длинный пароль"
HEAVY = (
    *("PySide6", "pandas", "numpy", "openpyxl", "xlsxwriter", "python_calamine", "alembic", "vobject", "msoffcrypto"),
    "phonenumbers",
)


def run(folder: Path, *arguments: object, script: str = "") -> subprocess.CompletedProcess[str]:
    """The program from another folder, as a scheduled task would start it."""
    start = ["-c", script] if script else [str(ROOT / "main.py")]
    return subprocess.run(
        [sys.executable, *start, *map(str, arguments)],
        cwd=folder,
        env={**os.environ, "CLIENTCRM_PASSWORD": PASSWORD, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A base made by the program itself, with the real key derivation."""
    folder = tmp_path_factory.mktemp("program")
    made = run(folder, "--base", folder / "base", "--json", "init", "--shop", "Лавка", "--owner", "Анна")
    assert made.returncode == 0, made.stderr
    assert json.loads(made.stdout)["base"] == str(folder / "base")
    added = run(folder, "--base", folder / "base", "--json", "add", "client", "--name", "Ёлкина Анна")
    assert json.loads(added.stdout) == {"id": 1, "warnings": []}
    return folder / "base"


def test_json_is_utf8_whatever_the_console(base: Path) -> None:
    said = run(base.parent, "--base", base, "--json", "clients")
    assert said.returncode == 0
    assert json.loads(said.stdout)["clients"][0]["name"] == "Ёлкина Анна"
    assert said.stdout.count("\n") == 1
    assert said.stderr == ""


def test_a_console_without_these_letters_still_gets_its_table(base: Path) -> None:
    said = run(base.parent, "--base", base, "--lang", "ru", "clients")
    assert said.returncode == 0
    assert said.stderr == ""


def test_a_list_loads_nothing_heavy(base: Path) -> None:
    script = (
        "import json, sys; import main\n"
        "status = main.main(sys.argv[2:])\n"
        "print(json.dumps([status, [name for name in json.loads(sys.argv[1]) if name in sys.modules]]))"
    )
    said = run(base.parent, json.dumps(HEAVY), "--base", base, "--json", "clients", script=script)
    assert json.loads(said.stdout.splitlines()[-1]) == [0, []]


def test_help_loads_no_base(base: Path) -> None:
    script = "import sys; import main; main.main(['--help']); sys.exit('sqlalchemy' in sys.modules)"
    assert run(base.parent, script=script).returncode == 0


@pytest.mark.parametrize(
    ("arguments", "status", "code"),
    [
        (["show", "99"], 1, "not_found"),
        (["import", "none.xlsx"], 1, "E100"),
        (["fly"], 2, "usage"),
        (["clients", "--base", "/nowhere/at/all"], 1, "no_base"),
    ],
)
def test_no_traceback_reaches_a_person(base: Path, arguments: list[str], status: int, code: str) -> None:
    said = run(base.parent, "--base", base, "--json", *arguments)
    assert (said.returncode, json.loads(said.stdout)["error"]["code"]) == (status, code)
    assert said.stderr == ""


def test_debug_shows_where_it_failed(base: Path) -> None:
    said = run(base.parent, "--base", base, "--json", "--debug", "show", "99")
    assert said.returncode == 1
    assert json.loads(said.stdout)["error"]["code"] == "not_found"
    assert "Traceback" in said.stderr


def test_a_reader_that_left_is_no_failure(base: Path) -> None:
    if os.name != "posix":
        pytest.skip("there is no head to pipe into")
    command = f'"{sys.executable}" "{ROOT / "main.py"}" --base "{base}" --lang ru clients | head -c 1'
    environment = {**os.environ, "CLIENTCRM_PASSWORD": PASSWORD}
    said = subprocess.run(command, shell=True, capture_output=True, env=environment, check=False, timeout=120)  # noqa: S602
    assert said.stderr == b""


def test_a_task_without_any_stream_does_its_work(base: Path) -> None:
    script = "import sys; import main\nsys.stdout = sys.stderr = sys.stdin = None\nsys.exit(main.main(sys.argv[1:]))"
    said = run(base.parent, "--base", base, "backup", base.parent / "nightly", script=script)
    assert said.returncode == 0
    assert len(list((base.parent / "nightly").glob("*.crmb"))) == 1


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems have other means")
def test_a_commands_memory_is_read_by_nobody_and_written_nowhere(base: Path) -> None:
    script = (
        "import ctypes, resource, sys; import main\n"
        "main.main(['--base', sys.argv[1], '--json', 'clients'])\n"
        "print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), resource.getrlimit(resource.RLIMIT_CORE)[0])"
    )
    assert run(base.parent, base, script=script).stdout.splitlines()[-1] == "0 0"


@pytest.mark.parametrize("arguments", [["--base", "shop", "clients"], ["--base", "shop"], []])
def test_without_its_libraries_the_program_says_how_to_get_them(tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "keys.json").write_bytes(b"{}")
    command = [sys.executable, "-S", str(ROOT / "main.py"), "--lang", "en", *arguments]  # -S: no installed library
    said = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60)
    assert (said.returncode, said.stdout) == (1, "")
    assert said.stderr == "The program's libraries are not installed here: start it by python3 packaging/dev.py run.\n"
