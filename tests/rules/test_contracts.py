"""Each import contract is kept by the program and notices an import that breaks it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tomllib

import pytest

from tests.rules.sources import ROOT

# contract, file to write, what it imports
BREAKS = [
    ("layers", "clientcrm/domain/trial.py", "clientcrm.services"),
    ("layers", "clientcrm/services/trial.py", "clientcrm.crm"),
    ("layers", "clientcrm/data/trial.py", "clientcrm.services"),
    ("layers", "clientcrm/vault/trial.py", "clientcrm.data"),
    ("layers", "clientcrm/files/trial.py", "clientcrm.vault"),
    ("layers", "clientcrm/vault/trial.py", "clientcrm.files"),
    ("layers", "clientcrm/elsewhere.py", "clientcrm.domain"),
    ("apart", "clientcrm/data/trial.py", "clientcrm.files"),
    ("apart", "clientcrm/data/trial.py", "clientcrm.vault"),
    ("doorway", "ui/trial.py", "clientcrm.services"),
    ("doorway", "ui/trial.py", "clientcrm.data"),
    ("doorway", "ui/trial.py", "clientcrm.vault"),
    ("doorway", "ui/trial.py", "clientcrm.files"),
    ("doorway", "ui/clients/trial.py", "clientcrm.cli"),
    ("doorway", "ui/trial.py", "sqlalchemy"),
    ("doorway", "ui/widgets/trial.py", "pandas"),
    ("no-qt", "clientcrm/services/trial.py", "PySide6.QtCore"),
    ("no-qt", "clientcrm/domain/trial.py", "ui"),
    ("pure-domain", "clientcrm/domain/trial.py", "sqlalchemy.orm"),
    ("pure-domain", "clientcrm/domain/trial.py", "sqlite3"),
    ("pure-domain", "clientcrm/domain/trial.py", "openpyxl"),
    ("pure-vault", "clientcrm/vault/trial.py", "sqlalchemy"),
    ("keyless-files", "clientcrm/files/trial.py", "cryptography"),
    ("keyless-files", "clientcrm/files/trial.py", "sqlcipher3"),
    ("one-door", "clientcrm/services/trial.py", "clientcrm.data.storage"),
    ("one-door", "clientcrm/data/trial.py", "clientcrm.data.storage"),
    ("one-door", "ui/trial.py", "clientcrm.data.storage"),
    ("one-door", "clientcrm/services/trial.py", "clientcrm.data.sqlcipher"),
    ("plain-widgets", "ui/widgets/trial.py", "ui.context"),
    ("plain-widgets", "ui/widgets/trial.py", "ui.clients"),
    ("plain-widgets", "ui/exchange/trial.py", "ui.clients"),
    ("plain-widgets", "ui/clients/trial.py", "ui.settings"),
    ("unserved-widgets", "ui/widgets/trial.py", "clientcrm.crm"),
    ("no-cycles", "clientcrm/services/trial.py", "clientcrm.services.trial_back"),
]
# Files that a break needs beside it.
PARTNERS = {"clientcrm.services.trial_back": "from clientcrm.services import trial\n"}

# Runs in the copy, in one process: most of the time goes into starting and into reading the sources, which are kept in
# a cache there. What a break has taken back leaves the copy as it was, so one look before them all is enough.
RUNNER = """
import contextlib, io, json, os, pathlib, sys
from importlinter.cli import lint_imports

def verdict(contracts, kept):
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        from importlinter.application.output import console
        console.file = said
        status = lint_imports(limit_to_contracts=contracts)
    if status == 0 and f"{kept} kept, 0 broken" in said.getvalue():
        return "kept"
    return "broken" if "0 kept, 1 broken" in said.getvalue() else said.getvalue()

cases = json.load(sys.stdin)
contracts = tuple(sorted({case[0] for case in cases}))
before = verdict(contracts, len(contracts))
answers = []
for number, (contract, file, imported, partner) in enumerate(cases):
    files = {pathlib.Path(file): f"import {imported}\\n"}
    if partner:
        files[pathlib.Path(imported.replace(".", "/") + ".py")] = partner
    for path, text in files.items():
        path.write_text(text)
        os.utime(path, (number, number))  # the cache knows a file by its time, which not every disk keeps finely
    broken = verdict((contract,), 1)
    for path in files:
        path.unlink()
    answers.append((before, broken))
again = verdict(contracts, len(contracts))
json.dump([(before, broken, again) for before, broken in answers], sys.stdout)
"""


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str, str], tuple[str, str, str]]:
    """What each contract said before its break, with it and after all of them, in a copy of the program."""
    copy = tmp_path_factory.mktemp("copy")
    for folder in ("clientcrm", "ui"):
        shutil.copytree(ROOT / folder, copy / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", copy)
    for module in ("clientcrm/cli", "ui/clients", "ui/exchange", "ui/settings"):
        if not (copy / f"{module}.py").exists():
            (copy / module).mkdir(exist_ok=True)
            (copy / module / "__init__.py").touch()
    given = [(*case, PARTNERS.get(case[2])) for case in BREAKS]
    done = subprocess.run(
        [sys.executable, "-c", RUNNER], input=json.dumps(given), cwd=copy, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return dict(zip(BREAKS, map(tuple, json.loads(done.stdout)), strict=True))


@pytest.mark.parametrize("case", BREAKS, ids=" ".join)
def test_a_forbidden_import_breaks_its_contract(
    case: tuple[str, str, str], verdicts: dict[tuple[str, str, str], tuple[str, str, str]]
) -> None:
    assert verdicts[case] == ("kept", "broken", "kept")


def test_every_contract_is_proved() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert {each["id"] for each in settings["tool"]["importlinter"]["contracts"]} == {case[0] for case in BREAKS}


def test_every_page_stands_in_the_contract_that_keeps_pages_apart() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = {each["id"]: each for each in settings["tool"]["importlinter"]["contracts"]}
    named = " ".join(contracts["plain-widgets"]["layers"])
    pages = {path.parent.name for path in (ROOT / "ui").glob("*/__init__.py")} - {"widgets"}
    assert [page for page in sorted(pages) if f"(ui.{page})" not in named] == []
