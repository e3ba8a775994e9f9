"""What may not stand in the vault's source: weak chance, weak modes, comparisons that leak time, a lowered floor."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from clientcrm.vault.passwords import FLOOR, KdfPolicy

ROOT = Path(__file__).parents[2]
VAULT = sorted((ROOT / "clientcrm" / "vault").glob("*.py"))
PROGRAM = sorted([*(ROOT / "clientcrm").rglob("*.py"), *(ROOT / "ui").rglob("*.py"), ROOT / "main.py"])

SECRET_NAMES = re.compile(
    r"(^|_)(mac|tag|digest|check|commitment|committed|sha256|secret|key|seed|hmac|device_check|dbk|kek|private)s?$"
)
ALLOWED_NAMES = {"key", "keys", "owner_keys"}  # a name in a mapping, and the public keys of owners


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
            yield from (f"{node.module}.{name.name}" for name in node.names)


def last_name(node: ast.expr) -> str:
    if isinstance(node, ast.Call):
        return last_name(node.func)
    if isinstance(node, ast.Subscript):
        return last_name(node.value)
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def leaking_comparisons(module: ast.Module) -> list[tuple[int, str]]:
    found = []
    for node in ast.walk(module):
        if isinstance(node, ast.Compare) and any(isinstance(op, ast.Eq | ast.NotEq) for op in node.ops):
            for side in (node.left, *node.comparators):
                name = last_name(side)
                if SECRET_NAMES.search(name) and name not in ALLOWED_NAMES:
                    found.append((node.lineno, name))
    return found


@pytest.mark.attack("T33")
@pytest.mark.parametrize("path", VAULT, ids=lambda path: path.name)
def test_the_vault_takes_chance_and_ciphers_from_the_right_places(path: Path) -> None:
    names = set(imported(tree(path)))
    roots = {name.split(".")[0] for name in names}
    assert not roots & {"random", "secrets", "uuid", "Crypto", "numpy", "sqlite3", "sqlcipher3", "sqlalchemy", "pickle"}
    weak = ("x509", "ciphers.modes", "ciphers.algorithms", "ciphers.base", "padding", "MD5", "SHA1", "rsa", "fernet")
    assert not [name for name in names for word in weak if word in name]
    source = path.read_text(encoding="utf-8")
    assert not re.search(r"\b(ECB|CBC|MD5|SHA1|md5|sha1)\b", source)


@pytest.mark.attack("T33")
@pytest.mark.parametrize("path", VAULT, ids=lambda path: path.name)
def test_secrets_and_tags_are_compared_in_constant_time(path: Path) -> None:
    assert leaking_comparisons(tree(path)) == []


@pytest.mark.attack("T33")
@pytest.mark.parametrize(
    "line", ["mac == other", "a.device_check != b", "x == header.tag", "commitment(key) == promised", "self.kek == k"]
)
def test_the_rule_sees_such_a_comparison(line: str) -> None:
    assert leaking_comparisons(ast.parse(line))


@pytest.mark.parametrize("line", ["kind == 'mac'", "len(mac) != 32", "a.number == b.number", "same(mac, other)"])
def test_the_rule_lets_others_be(line: str) -> None:
    assert not leaking_comparisons(ast.parse(line))


def policies(module: ast.Module) -> Iterator[ast.Call]:
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and last_name(node.func) == "KdfPolicy":
            yield node


def test_no_program_file_makes_a_policy_below_the_floor() -> None:
    """Policies are made in passwords.py, and in header.py out of a slot of the file, which `accepts` then judges."""
    naming = [path for path in PROGRAM if "KdfPolicy" in path.read_text(encoding="utf-8")]
    makers = {path.name for path in naming if list(policies(tree(path)))}
    assert makers == {"passwords.py", "header.py"}
    for path in naming:
        for call in policies(tree(path)):
            if path.name == "header.py":
                assert isinstance(call.args[0], ast.Starred)
            elif not call.args:
                costs = {word.arg: eval(ast.unparse(word.value)) for word in call.keywords}  # noqa: S307
                assert FLOOR.accepts(KdfPolicy(**costs))
            else:
                assert ast.unparse(call).startswith("KdfPolicy(max(FLOOR.memory_kib, ")


def test_the_vault_loads_nothing_heavy_before_it_is_used() -> None:
    code = (
        "import sys, clientcrm.vault.vault, clientcrm.vault.header_file\n"
        "print([name for name in sys.modules if 'x509' in name or name.split('.')[0] in "
        "('keyring', 'platformdirs', 'sqlalchemy', 'sqlcipher3', 'PySide6')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"
